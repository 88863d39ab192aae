//! Several cases of a list marked, by Space or their box, and one act on all of them: given to somebody, told, joined to
//! a group; of one matter also its solution, result and visit. Each case gets its own event; whatever refuses is named with the reason.

use std::collections::BTreeMap;

use iced::widget::{Column, Row, column, container, row, space};
use iced::{Alignment, Element, Length, Task};

use crate::desk::batch::{BatchAct, BatchDone};
use crate::desk::error::Error;
use crate::desk::reply::Written;
use crate::domain::case::CaseNumber;
use crate::domain::case_row::CaseRow;
use crate::domain::code::Medium;
use crate::ui::icon;
use crate::ui::screen::contract::{Action, Context, Request};
use crate::ui::screen::form::group_acts::{self, GroupActs, GroupForm};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{FIRST, one_of};
use crate::ui::screen::form::person::{self, Person};
use crate::ui::spacing;
use crate::ui::theme::button::Kind;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::field::Action as Edit;
use crate::ui::widget::{
    Pressable, button, chip, chips, editor, field, focus, labelled, notice, panel, text,
};

/// What is done to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchForm {
    /// 指派责任人.
    Assign,
    /// 进展告知.
    Tell,
    /// 并入群诉.
    Join,
    /// What is told, done or asked for a whole group.
    Group(GroupForm),
}

impl BatchForm {
    const ALL: [Self; 6] = [
        Self::Assign,
        Self::Tell,
        Self::Join,
        Self::Group(GroupForm::Solution),
        Self::Group(GroupForm::Result),
        Self::Group(GroupForm::Visit),
    ];

    fn label(self) -> &'static str {
        match self {
            Self::Assign => "一起指派",
            Self::Tell => "一起告知",
            Self::Join => "并成群诉",
            Self::Group(GroupForm::Solution) => "群诉给方案",
            Self::Group(GroupForm::Result) => "群诉办完",
            Self::Group(GroupForm::Visit) => "群诉回访",
        }
    }
}

/// The marked cases and the form that is open on them.
#[derive(Default)]
pub struct MarkedCases {
    /// Each with the number of events that the list showed.
    cases: BTreeMap<CaseNumber, usize>,
    form: Option<BatchForm>,
    to: Person,
    reason: String,
    medium: Option<Medium>,
    told: LongText,
    lead: Option<CaseNumber>,
    group: GroupActs,
    problem: Option<String>,
    /// What the last act could not do, each with the reason.
    refused: Vec<(CaseNumber, String)>,
    saving: bool,
}

/// What happens with them.
#[derive(Debug, Clone)]
pub enum Message {
    /// A case with so many events is marked or no longer.
    Mark(CaseNumber, usize),
    /// All these are marked too.
    All(Vec<(CaseNumber, usize)>),
    /// None is marked; what is typed stays for those that are marked next.
    Clear,
    /// The form of an act is wanted; once more puts it away.
    Form(BatchForm),
    /// To whom.
    To(person::Message),
    /// Why.
    Reason(String),
    /// How they were told.
    Medium(Medium),
    /// What they were told.
    Told(Edit),
    /// The lead case of the group.
    Lead(CaseNumber),
    /// For a whole group.
    Group(group_acts::Message),
    /// Do it.
    Save,
    /// It is done, as far as it could.
    Done(Result<Written<BatchDone>, Error>),
    /// What was refused has been read.
    Dismiss,
}

impl MarkedCases {
    /// Whether a case is marked.
    pub fn holds(&self, number: CaseNumber) -> bool {
        self.cases.contains_key(&number)
    }

    /// The list shows them so by now: what is marked was seen with these numbers of events.
    pub fn seen(&mut self, rows: &[CaseRow]) {
        for row in rows {
            if let Some(events) = self.cases.get_mut(&row.number) {
                *events = row.events as usize;
            }
        }
    }

    /// Whether the form of an act stands open.
    pub fn has_form(&self) -> bool {
        self.form.is_some() && !self.cases.is_empty()
    }

    /// Whether something is typed that is not on record.
    pub fn has_typed(&self) -> bool {
        let of_all = self.to.is_empty() && self.reason.trim().is_empty() && self.told.is_empty();
        !(of_all && self.group.is_empty())
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        self.problem = None;
        match message {
            Message::Mark(number, events) => {
                if self.cases.remove(&number).is_none() {
                    self.cases.insert(number, events);
                }
                self.lead = self.lead.filter(|lead| self.cases.contains_key(lead));
            }
            Message::All(cases) => self.cases.extend(cases),
            Message::Clear => {
                self.cases.clear();
                self.lead = None;
            }
            Message::Form(_) if self.saving => {}
            Message::Form(form) => {
                self.form = (self.form != Some(form)).then_some(form);
                return Action::run(focus::to(FIRST));
            }
            Message::To(message) => self.to.update(message),
            Message::Reason(text) => self.reason = text,
            Message::Medium(medium) => self.medium = Some(medium),
            Message::Told(edit) => self.told.perform(edit),
            Message::Lead(number) => self.lead = Some(number),
            Message::Group(message) => self.group.update(message),
            Message::Save => return self.save(context),
            Message::Done(Ok(written)) => {
                let done = written.value;
                self.done(!done.done.is_empty());
                self.refused = done.refused;
                let said = format!("已办 {} 件", done.done.len());
                return Action::ask(Request::Wrote(written.changed)).and(Request::Say(said));
            }
            Message::Done(Err(error)) => {
                self.saving = false;
                self.problem = Some(error.message());
            }
            Message::Dismiss => self.refused.clear(),
        }
        Action::none()
    }

    /// None is marked any more; what went on record is typed no longer, the rest stays.
    fn done(&mut self, is_recorded: bool) {
        match self.form.take().filter(|_| is_recorded) {
            Some(BatchForm::Assign) => (self.to, self.reason) = (Person::default(), String::new()),
            Some(BatchForm::Tell) => (self.medium, self.told) = (None, LongText::default()),
            Some(BatchForm::Group(form)) => self.group.done(form),
            Some(BatchForm::Join) | None => {}
        }
        (self.saving, self.lead) = (false, None);
        self.cases.clear();
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        if self.saving || self.cases.is_empty() {
            return Action::none();
        }
        match self.act(context) {
            Ok(act) => {
                self.saving = true;
                let mut cases: Vec<(CaseNumber, usize)> = self.cases.clone().into_iter().collect();
                if let BatchAct::JoinGroup(lead) = act {
                    cases.retain(|(number, _)| *number != lead);
                }
                let done = context.desk.batch(&context.actor, cases, act);
                Action::run(Task::perform(done, Message::Done))
            }
            Err(sentence) => {
                self.problem = Some(sentence);
                Action::none()
            }
        }
    }

    /// The act as filled in.
    fn act(&self, context: &Context) -> Result<BatchAct, String> {
        match self.form {
            None => Err("请先选要一起办的事".to_owned()),
            Some(BatchForm::Assign) => {
                let to = self.to.needed("责任人", &context.people())?;
                let reason = Some(self.reason.trim().to_owned()).filter(|reason| !reason.is_empty());
                Ok(BatchAct::Assign { to, reason })
            }
            Some(BatchForm::Tell) => {
                let medium = self.medium.ok_or("请选怎么告知的")?;
                let text = self.told.text().trim().to_owned();
                if text.is_empty() {
                    Err("请写告知的内容".to_owned())
                } else {
                    Ok(BatchAct::Tell { medium, text })
                }
            }
            Some(BatchForm::Group(form)) => self.group.record(form, context).map(BatchAct::Group),
            Some(BatchForm::Join) if self.cases.len() < 2 => Err("至少选两件才能并成群诉".to_owned()),
            Some(BatchForm::Join) => self.lead.map(BatchAct::JoinGroup).ok_or("请选主单".to_owned()),
        }
    }

    /// The bar above the list: how many are marked and what can be done; nothing while none is.
    pub fn view<'a>(&'a self, context: &Context) -> Option<Element<'a, Message>> {
        let refused = (!self.refused.is_empty()).then(|| {
            let lines: Vec<String> =
                self.refused.iter().map(|(number, why)| format!("{number}：{why}")).collect();
            notice(format!("{} 件没有办", self.refused.len()), lines.join("　"), Tone::Waiting)
                .action(button::secondary("知道了").small().on_press(Message::Dismiss))
        });
        let bar = (!self.cases.is_empty()).then(|| self.bar(context));
        (refused.is_some() || bar.is_some()).then(|| column![refused, bar].spacing(spacing::S).into())
    }

    fn bar<'a>(&'a self, context: &Context) -> Element<'a, Message> {
        let acts = BatchForm::ALL.iter().map(|form| {
            let words = form.label();
            let act = if self.form == Some(*form) { button::accent(words) } else { button::secondary(words) };
            act.small().on_press(Message::Form(*form)).into()
        });
        let head = row![
            text::strong(format!("已选 {} 件", self.cases.len())),
            Row::with_children(acts).spacing(spacing::S).wrap(),
            space::horizontal(),
            button::quiet("取消选择").small().on_press(Message::Clear),
        ]
        .spacing(spacing::M)
        .align_y(Alignment::Center);
        let problem = self.problem.as_deref().map(|words| text::small(words, Tone::Danger));
        let save = self.form.map(|_| {
            let words = if self.saving { "正在办…" } else { "办理" };
            button::primary(words).on_press_maybe((!self.saving).then_some(Message::Save))
        });
        let foot = save.map(|save| row![save].push(problem).spacing(spacing::M).align_y(Alignment::Center));
        panel(column![head, self.fields(context), foot].spacing(spacing::M))
            .padding(spacing::M)
            .width(Length::Fill)
            .into()
    }

    fn fields<'a>(&'a self, context: &Context) -> Option<Element<'a, Message>> {
        let fields: Element<'a, Message> = match self.form? {
            BatchForm::Assign => Column::new()
                .push(self.to.view("责任人", &context.people()).map(Message::To))
                .push(field("原因（可不填）", &self.reason).on_input(Message::Reason))
                .spacing(spacing::M)
                .into(),
            BatchForm::Tell => Column::new()
                .push(one_of("怎么告知的", Medium::ALL, self.medium, Medium::label, Message::Medium))
                .push(
                    editor("告知的内容", self.told.content())
                        .hint("每位业主都听到了这些话才记")
                        .lines(2..=4)
                        .id(FIRST)
                        .on_action(Message::Told),
                )
                .spacing(spacing::M)
                .into(),
            BatchForm::Group(form) => self.group.view(form, context).map(Message::Group),
            BatchForm::Join => {
                let numbers: Vec<CaseNumber> = self.cases.keys().copied().collect();
                let all = numbers.iter().map(|one| chip(one.to_string(), self.lead == Some(*one)));
                let all = chips(all.collect::<Vec<_>>()).id(FIRST).width(Length::Fill);
                labelled("主单", "其余各件并入它", all.on_pick(move |at| Message::Lead(numbers[at])))
            }
        };
        Some(fields)
    }
}

/// The box at the head of a row; the keyboard marks with Space.
pub fn mark_box<'a, M: Clone + 'a>(marked: bool, message: M) -> Element<'a, M> {
    let words = if marked { icon::DONE } else { "" };
    let mark = container(text::small(words, Tone::Accent))
        .center_x(SIZE)
        .center_y(SIZE)
        .style(surface::tag(if marked { Tone::Accent } else { Tone::Muted }));
    Pressable::new(mark, Kind::Bare).on_press_maybe(Some(message)).mouse_only().into()
}

const SIZE: f32 = 20.0;
