//! 分类: the codes of the case. Each change is a correction of its own; a changed nature an event (ledger 10-12).

use iced::Element;
use iced::widget::column;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::domain::code::{Class, Motive, StaffFault};
use crate::domain::correction::value_at;
use crate::domain::event::EventKind;
use crate::domain::intake_entry::Codes;
use crate::domain::permission;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::classification;
use crate::ui::screen::form::parts::{below, group_of, line};
use crate::ui::screen::form::read::{filled, toggle};
use crate::ui::screen::situation_picker::{self, PickerPress, SituationPicker};
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{labelled, text};

/// See the module.
#[derive(Serialize, Deserialize)]
pub struct Classify {
    codes: Codes,
    /// The supervisor's judgement, as the next.
    motive: Option<Motive>,
    staff_fault: Option<StaffFault>,
    reason: String,
    #[serde(skip)]
    picker: SituationPicker,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// Among the codes.
    Codes(classification::Message),
    /// 动机; choosing again takes it back.
    Motive(Motive),
    /// 员工过失; choosing again takes it back.
    StaffFault(StaffFault),
    /// Why.
    Reason(String),
}

impl ActForm for Classify {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        let codes = Codes::of(&given.state.facts, answer_held(given));
        let facts = &given.state.facts;
        Self {
            codes,
            motive: facts.motive,
            staff_fault: facts.staff_fault,
            reason: String::new(),
            picker: SituationPicker::default(),
        }
    }

    fn update(&mut self, message: Message, given: Given<'_>) -> Outcome {
        match message {
            Message::Codes(message) => {
                let opens = message == classification::Message::Situation(PickerPress::Other);
                classification::update(&mut self.codes, message, &mut self.picker, given.library);
                if opens && self.picker.is_searching() {
                    return Outcome::Focus(situation_picker::SEARCH);
                }
            }
            Message::Motive(motive) => toggle(&mut self.motive, motive),
            Message::StaffFault(fault) => toggle(&mut self.staff_fault, fault),
            Message::Reason(reason) => self.reason = reason,
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let facts = &given.state.facts;
        let codes =
            classification::view(&self.codes, &self.picker, facts.kind, given.library, given.settings);
        below([
            Some(codes.map(Message::Codes)),
            permission::asks_judgement(facts.kind, given.actor).then(|| self.judgement()),
            Some(line("改动的原因", "第一次填写可以不写", &self.reason, Message::Reason).into()),
        ])
    }

    fn listen(&mut self, given: Given<'_>) {
        let facts = &given.state.facts;
        let said = [facts.verbatim.as_deref(), facts.summary.as_deref()].into_iter().flatten();
        self.picker.listen(&said.collect::<Vec<_>>().join("\n"), given.library);
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let (facts, codes) = (&given.state.facts, &self.codes);
        let part = codes.class_ii_part.filter(|_| codes.class == Some(Class::II));
        let wanted = [
            ("situation", json!(codes.situation)),
            ("category", json!(codes.category)),
            ("class", json!(codes.class)),
            ("class_ii_part", json!(part)),
            ("content", json!(codes.content)),
            ("capability", json!(codes.capability)),
            ("urgency", json!(codes.urgency)),
            ("service", json!(codes.service)),
            ("needs", if codes.needs.is_empty() { Value::Null } else { json!(codes.needs) }),
        ];
        let judged = [("motive", json!(self.motive)), ("staff_fault", json!(self.staff_fault))];
        let is_judged = permission::asks_judgement(facts.kind, given.actor);
        let wanted = wanted.into_iter().chain(judged.into_iter().filter(|_| is_judged));
        let reason = filled(&self.reason);
        // What was empty before needs no reason.
        let first = |was_empty: bool| was_empty.then(|| "补充分类".to_owned());
        let mut kinds = Vec::new();
        for (what, after) in wanted {
            let before = value_at(facts, what);
            if before != after {
                let reason = reason.clone().or_else(|| first(before.is_null()));
                let reason = reason.ok_or("改动原来的分类，须写明原因")?;
                kinds.push(EventKind::Corrected { what: what.to_owned(), before, after, reason });
            }
        }
        if let Some(nature) = codes.nature.filter(|nature| facts.nature != Some(*nature)) {
            let reason = reason.or_else(|| first(facts.nature.is_none()));
            let reason = reason.ok_or("改变投诉性质，须写明原因")?;
            kinds.push(EventKind::Nature { nature, reason });
        }
        kinds.extend(self.new_answer(given));
        if kinds.is_empty() { Err("分类没有改动".into()) } else { Ok(Record::Events(kinds)) }
    }
}

impl Classify {
    /// 内部判断, for the supervisor alone; the words are explained where they are chosen. Ledger 01-01, 10-18 to 10-20, 10-46.
    fn judgement(&self) -> Element<'_, Message> {
        let motive = group_of(Motive::ALL, self.motive, Motive::label, Message::Motive);
        let fault = group_of(StaffFault::ALL, self.staff_fault, StaffFault::label, Message::StaffFault);
        column![
            text::small(
                "内部判断：只有客服主任看得到，不上任何表单，在「统计」的「专题」里计数",
                Tone::Muted
            ),
            labelled("动机", "热心提意见、有成见，还是话里另有所求；成见不一定是我们造成的", motive),
            labelled("员工过失", "失职：该做没做。失误：做错了。失度：分寸不当。失控：没管住。都不是的，多是超出我们能力、业主认为该我们管", fault),
        ]
        .spacing(spacing::M)
        .into()
    }

    /// A new answer to the situation's question.
    fn new_answer(&self, given: Given<'_>) -> Option<EventKind> {
        let codes = &self.codes;
        let question = codes.situation.clone()?;
        let answer = given.library.situation(&question)?.answer(codes.answer.as_deref()?)?;
        let known = codes.situation == given.state.facts.situation && codes.answer == answer_held(given);
        (!known).then(|| EventKind::Answered { question, answer: answer.id.clone() })
    }
}

/// The answer to its situation's question that the case holds.
fn answer_held(given: Given<'_>) -> Option<String> {
    let code = given.state.facts.situation.as_ref()?;
    let (answer, _) = given.library.situation(code)?.answered(given.state)?;
    Some(answer.id.clone())
}
