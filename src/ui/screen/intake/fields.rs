//! What the fields of all steps share: a line over the draft, choices of a code list, the owner's answer, and the names
//! by which fields take the focus.

use iced::widget::row;
use iced::{Alignment, Element, Length};

use crate::domain::code::{CaseKind, Responsibility};
use crate::domain::intake::{Field, IntakeStep};
use crate::domain::time::Moment;
use crate::library::guard::Known;
use crate::ui::screen::form::classification;
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::message::{Message, Pick, Typed};
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{Chips, button, chip, chips, field, labelled, text};

type Part<'a> = Element<'a, Message>;

/// Longest text of one field that the papers print without trouble; more is kept and told.
pub const LONG_TEXT: usize = 3000;

/// 信息类别.
pub fn kind(form: &IntakeForm) -> Part<'_> {
    labelled("信息类别", "", one_of(CaseKind::ALL, Some(form.draft.kind), CaseKind::label, Pick::Kind))
}

/// 业主诉求.
pub fn needs(form: &IntakeForm) -> Part<'_> {
    classification::needs(&form.draft.codes, Some(field_id(Field::Needs))).map(Message::Codes)
}

/// 紧急程度.
pub fn urgency(form: &IntakeForm) -> Part<'_> {
    classification::urgency(&form.draft.codes).map(Message::Codes)
}

/// What the promise guard may take for granted: at the counter no result is confirmed yet.
pub fn known(form: &IntakeForm) -> Known {
    Known { fault_ours: form.draft.responsibility == Some(Responsibility::Ours), result_confirmed: false }
}

/// The owner's answer that the step is for: F9 for yes, a button for no, and what has been noted. It stands above the
/// fields and does not scroll with them; as long as it is awaited, yes is the filled button of the screen.
pub fn answers(form: &IntakeForm, now: Moment) -> Option<Part<'_>> {
    let (yes, no) = match form.draft.step {
        _ if !form.is_guided() || !form.asks() => return None,
        IntakeStep::Restate => ("业主已确认", "还要改"),
        IntakeStep::Explain => ("业主满意", "业主不满意"),
        IntakeStep::Escalate => ("业主同意", "业主不愿意"),
        _ => ("业主同意", "业主不同意"),
    };
    let told = form.word.clone().or_else(|| form.noted(now));
    let yes = if form.awaits() { button::primary(yes) } else { button::secondary(yes) };
    let answers = row![
        yes.keys(Shortcut::Confirm.keys()).on_press(Message::Confirmed),
        button::secondary(no).on_press(Message::Refused),
        told.map(|told| text::toned(told, Tone::Accent)),
    ];
    Some(answers.spacing(spacing::M).align_y(Alignment::Center).wrap().into())
}

/// A field of one line over a line of the draft, with the problem told at it.
pub fn line<'a>(
    form: &'a IntakeForm,
    label: &'static str,
    value: &'a str,
    typed: Typed,
) -> field::Field<'a, Message> {
    let problem = typed.field().and_then(|field| form.problem(field));
    let line = field(label, value).error(problem).on_input(move |text| Message::Typed(typed, text));
    let line = form.beside(typed, line);
    match typed.field() {
        Some(field) => line.id(field_id(field)),
        None => line,
    }
}

/// A single choice of a closed code list.
pub fn one_of<'a, T: Copy + PartialEq + 'static>(
    all: &'static [T],
    chosen: Option<T>,
    label: fn(T) -> &'static str,
    pick: fn(T) -> Pick,
) -> Part<'a> {
    group_of(all, chosen, label, pick).width(Length::Fill).into()
}

/// The same no wider than its chips, to stand beside another.
pub fn group_of<'a, T: Copy + PartialEq + 'static>(
    all: &'static [T],
    chosen: Option<T>,
    label: fn(T) -> &'static str,
    pick: fn(T) -> Pick,
) -> Chips<'a, Message> {
    Chips::one_of(
        all.iter().copied(),
        chosen.as_ref(),
        |one| label(*one).into(),
        move |one| Message::Picked(pick(one)),
    )
}

/// Marks that are set or not.
pub fn marks_of<'a>(marks: Vec<(&'static str, bool, Pick)>) -> Part<'a> {
    let picks: Vec<Pick> = marks.iter().map(|(_, _, pick)| pick.clone()).collect();
    chips(marks.into_iter().map(|(label, on, _)| chip(label, on)))
        .on_pick(move |at| Message::Picked(picks[at].clone()))
        .width(Length::Fill)
        .into()
}

/// The text, or a dash.
pub fn or_dash(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() { "—".to_owned() } else { text.to_owned() }
}

/// The name to focus a field by, so that what is missing is one key press away.
pub fn field_id(field: Field) -> String {
    match field {
        Field::Verbatim => VERBATIM.to_owned(),
        Field::Summary => SUMMARY.to_owned(),
        other => format!("intake-{other:?}"),
    }
}

/// 原话.
pub const VERBATIM: &str = "intake-verbatim";
/// 复述要点.
pub const SUMMARY: &str = "intake-summary";
/// 现场解释.
pub const EXPLANATION: &str = "intake-explanation";
/// 约定.
pub const PROMISE: &str = "intake-promise";
/// 上移结果.
pub const OUTCOME: &str = "intake-outcome";
/// 上移原因.
pub const TRIGGER: &str = "intake-trigger";
