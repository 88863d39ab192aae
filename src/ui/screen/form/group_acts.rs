//! 群诉一起办: the solution told to all, the work done for all, the visit that asked all. Each case of the group keeps it in its
//! own history. Ledger 10-33, rules §6.

use iced::widget::{Column, row};
use iced::{Alignment, Element, Length};

use crate::domain::code::{Medium, Opinion, VisitForm, VisitOutcome};
use crate::domain::deadline::asks_completion_date;
use crate::domain::event::{EventKind, Visit};
use crate::domain::settings::Rules;
use crate::domain::time::Moment;
use crate::domain::verification::Verification;
use crate::ui::screen::contract::Context;
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{FIRST, answer, below, due, group_of, line, long, marks, one_of};
use crate::ui::screen::form::person::{self, Person};
use crate::ui::screen::form::read::{answered, due_after, filled, needed_text, toggle};
use crate::ui::spacing;
use crate::ui::widget::field::Action;
use crate::ui::widget::text;

/// 一起给方案.
#[derive(Default)]
pub struct GroupSolution {
    text: LongText,
    agreed: Option<bool>,
    opinion: String,
    due: String,
    delay: String,
}

/// What is typed and chosen in it.
#[derive(Debug, Clone)]
pub enum SolutionMessage {
    /// The solution changed.
    Text(Action),
    /// Whether they agree.
    Agreed(bool),
    /// What they say of it.
    Opinion(String),
    /// The told completion date, where it is too late for the same day.
    Due(String),
    /// Why not today.
    Delay(String),
}

impl GroupSolution {
    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.opinion.trim().is_empty() && self.due.trim().is_empty()
    }

    /// Takes over what is typed or chosen.
    pub fn update(&mut self, message: SolutionMessage) {
        match message {
            SolutionMessage::Text(action) => self.text.perform(action),
            SolutionMessage::Agreed(yes) => self.agreed = Some(yes),
            SolutionMessage::Opinion(text) => self.opinion = text,
            SolutionMessage::Due(text) => self.due = text,
            SolutionMessage::Delay(text) => self.delay = text,
        }
    }

    fn asks_date(&self, rules: &Rules, now: Moment) -> bool {
        self.agreed == Some(true) && asks_completion_date(now, rules)
    }

    /// What goes on record of each.
    ///
    /// # Errors
    /// A sentence that says what is still needed.
    pub fn record(&self, rules: &Rules, now: Moment) -> Result<Vec<EventKind>, String> {
        let agreed = answered(self.agreed, "业主是否同意")?;
        let (text, opinion) = (needed_text(&self.text, "方案")?, filled(&self.opinion));
        let mut kinds =
            vec![EventKind::Solution { options: Vec::new(), chosen: None, text, agreed, opinion }];
        if self.asks_date(rules, now) {
            let due = due_after(&self.due, now, rules.duty, "完成日期")?;
            kinds.push(EventKind::CompletionDate { due, reason: filled(&self.delay) });
        }
        Ok(kinds)
    }

    /// Its fields.
    pub fn view(&self, rules: &Rules, now: Moment) -> Element<'_, SolutionMessage> {
        let agreed = answer("业主们的意见", "都同意", "不同意", self.agreed, SolutionMessage::Agreed);
        below([
            Some(long("方案", "做什么、谁来做、什么时候", &self.text, SolutionMessage::Text).into()),
            Some(agreed),
            Some(line("意见", "代表怎么说", &self.opinion, SolutionMessage::Opinion).into()),
            self.asks_date(rules, now).then(|| {
                let words = "今天办不完，告诉业主哪天办完";
                due(words, "明天18:00", &self.due, now, rules.duty, SolutionMessage::Due).into()
            }),
            self.asks_date(rules, now)
                .then(|| line("当天办不完的原因", "等配件", &self.delay, SolutionMessage::Delay).into()),
        ])
    }
}

/// 一起办完.
#[derive(Default)]
pub struct GroupResult {
    result: LongText,
    verified: bool,
    verified_by: Person,
    told: Option<Medium>,
}

/// What is typed and chosen in it.
#[derive(Debug, Clone)]
pub enum ResultMessage {
    /// The result changed.
    Result(Action),
    /// It was verified on the spot, or not.
    Verified,
    /// Who verified it.
    VerifiedBy(person::Message),
    /// How all were told, or not told.
    Told(Medium),
}

impl GroupResult {
    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.result.is_empty()
    }

    /// Takes over what is typed or chosen.
    pub fn update(&mut self, message: ResultMessage) {
        match message {
            ResultMessage::Result(action) => self.result.perform(action),
            ResultMessage::Verified => self.verified = !self.verified,
            ResultMessage::VerifiedBy(message) => self.verified_by.update(message),
            ResultMessage::Told(medium) => toggle(&mut self.told, medium),
        }
    }

    /// What goes on record of each.
    ///
    /// # Errors
    /// A sentence that says what is still needed.
    pub fn record(&self, people: &[String]) -> Result<Vec<EventKind>, String> {
        let result = needed_text(&self.result, "处理结果")?;
        let verification = match self.verified {
            false => None,
            true => {
                let who = Some(self.verified_by.needed("验证人", people)?);
                Some(Verification { who, ..Verification::default() })
            }
        };
        let (verified, told, medium) = (self.verified, self.told.is_some(), self.told);
        Ok(vec![EventKind::Handled { result, verified, told, medium, for_owner: None, verification }])
    }

    /// Its fields.
    pub fn view<'a>(&'a self, people: &[String]) -> Element<'a, ResultMessage> {
        let by = self.verified_by.further("谁去验证的", people).map(ResultMessage::VerifiedBy);
        below([
            Some(long("处理结果", "怎么办的、办成什么样", &self.result, ResultMessage::Result).into()),
            Some(marks(vec![("已现场验证", self.verified, ResultMessage::Verified)])),
            self.verified.then_some(by),
            Some(one_of(
                "怎么告知各户的（没告知就不选）",
                Medium::ALL,
                self.told,
                Medium::label,
                ResultMessage::Told,
            )),
        ])
    }
}

/// The three questions of a visit.
const QUESTIONS: [&str; 3] = ["受理过程", "处理措施", "处理结果"];

/// 一起回访: all were asked at once, as at a meeting, or one after another with the same answer.
pub struct GroupVisit {
    form: VisitForm,
    opinions: [Option<Opinion>; 3],
    text: LongText,
    visitor: Person,
}

impl Default for GroupVisit {
    fn default() -> Self {
        let (text, visitor) = (LongText::default(), Person::default());
        Self { form: VisitForm::Home, opinions: [None; 3], text, visitor }
    }
}

/// What is typed and chosen in it.
#[derive(Debug, Clone)]
pub enum VisitMessage {
    /// How it was made.
    Form(VisitForm),
    /// An opinion of the reception, the measures or the result.
    Opinion(usize, Opinion),
    /// Their words changed.
    Text(Action),
    /// Who made it.
    Visitor(person::Message),
}

impl GroupVisit {
    /// Whether nothing is typed or chosen.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.opinions == [None; 3]
    }

    /// Takes over what is typed or chosen.
    pub fn update(&mut self, message: VisitMessage) {
        match message {
            VisitMessage::Form(form) => self.form = form,
            VisitMessage::Opinion(at, opinion) => {
                if let Some(place) = self.opinions.get_mut(at) {
                    toggle(place, opinion);
                }
            }
            VisitMessage::Text(action) => self.text.perform(action),
            VisitMessage::Visitor(message) => self.visitor.update(message),
        }
    }

    /// What goes on record of each.
    ///
    /// # Errors
    /// A sentence that says what is still needed.
    pub fn record(&self, people: &[String]) -> Result<Vec<EventKind>, String> {
        let [process, measures, result] = self.opinions;
        let visit = Visit {
            form: self.form,
            outcome: VisitOutcome::Reached,
            standing: None,
            process,
            measures,
            result,
            expectation: None,
            perceived: None,
            emotion: None,
            text: filled(&self.text.text()),
            visitor: Some(self.visitor.needed("由谁回访", people)?),
            again: None,
        };
        Ok(vec![EventKind::Visit(visit)])
    }

    /// Its fields.
    pub fn view<'a>(&'a self, people: &[String]) -> Element<'a, VisitMessage> {
        let opinions = QUESTIONS.into_iter().enumerate().map(|(at, question)| {
            let group = group_of(Opinion::ALL, self.opinions[at], Opinion::label, move |opinion| {
                VisitMessage::Opinion(at, opinion)
            });
            let question = text::caption(question).width(Length::Fixed(80.0));
            row![question, group.id(FIRST)].align_y(Alignment::Center).into()
        });
        below([
            Some(Column::with_children(opinions).spacing(spacing::S).into()),
            Some(self.visitor.further("由谁回访", people).map(VisitMessage::Visitor)),
            Some(one_of("回访方式", VisitForm::ALL, Some(self.form), VisitForm::label, VisitMessage::Form)),
            Some(long("业主们的话和建议", "", &self.text, VisitMessage::Text).into()),
        ])
    }
}

/// What is typed for a whole group, by act.
#[derive(Default)]
pub struct GroupActs {
    /// 一起给方案.
    pub solution: GroupSolution,
    /// 一起办完.
    pub result: GroupResult,
    /// 一起回访.
    pub visit: GroupVisit,
}

/// What is typed and chosen in one of them.
#[derive(Debug, Clone)]
pub enum Message {
    /// In 一起给方案.
    Solution(SolutionMessage),
    /// In 一起办完.
    Result(ResultMessage),
    /// In 一起回访.
    Visit(VisitMessage),
}

/// Which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupForm {
    /// 方案.
    Solution,
    /// 处理完成.
    Result,
    /// 回访.
    Visit,
}

impl GroupActs {
    /// Whether something is typed that is not on record.
    pub fn is_empty(&self) -> bool {
        self.solution.is_empty() && self.result.is_empty() && self.visit.is_empty()
    }

    /// Takes over what is typed or chosen.
    pub fn update(&mut self, message: Message) {
        match message {
            Message::Solution(message) => self.solution.update(message),
            Message::Result(message) => self.result.update(message),
            Message::Visit(message) => self.visit.update(message),
        }
    }

    /// What went on record is typed no longer.
    pub fn done(&mut self, form: GroupForm) {
        match form {
            GroupForm::Solution => self.solution = GroupSolution::default(),
            GroupForm::Result => self.result = GroupResult::default(),
            GroupForm::Visit => self.visit = GroupVisit::default(),
        }
    }

    /// What goes on record of each case.
    ///
    /// # Errors
    /// A sentence that says what is still needed.
    pub fn record(&self, form: GroupForm, context: &Context) -> Result<Vec<EventKind>, String> {
        let people = context.people();
        match form {
            GroupForm::Solution => self.solution.record(&context.settings.rules, context.now()),
            GroupForm::Result => self.result.record(&people),
            GroupForm::Visit => self.visit.record(&people),
        }
    }

    /// The fields of one of them.
    pub fn view<'a>(&'a self, form: GroupForm, context: &Context) -> Element<'a, Message> {
        let people = context.people();
        match form {
            GroupForm::Solution => {
                self.solution.view(&context.settings.rules, context.now()).map(Message::Solution)
            }
            GroupForm::Result => self.result.view(&people).map(Message::Result),
            GroupForm::Visit => self.visit.view(&people).map(Message::Visit),
        }
    }
}
