//! What the matter is, as far as it was typed: 场景 with the group that all forms share, when it cannot wait, and
//! which facts are still empty when something is explained.

use iced::Element;

use crate::domain::code::Urgency;
use crate::domain::intake::{Draft, Field};
use crate::library::guard::{self, Gap};
use crate::library::shelf::Library;
use crate::library::situation::Situation;
use crate::library::suggest::suggest;
use crate::ui::screen::contract::Context;
use crate::ui::screen::form::classification;
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::message::Message;
use crate::ui::screen::warn;
use crate::ui::widget::button;

/// 场景: suggested from what was typed.
pub fn situation<'a>(form: &'a IntakeForm, context: &Context) -> Element<'a, Message> {
    let library = context.desk.library();
    classification::situation(&form.draft.codes, &form.situation, &library).map(Message::Codes)
}

/// What of the facts is still empty. Ledger 02-20.
pub fn gaps(form: &IntakeForm, context: &Context) -> Vec<Gap> {
    tracing::trace!(target: "worked_out", "gaps");
    let (facts, _) = form.draft.preview(&context.actor, context.now(), context.settings.rules.duty);
    guard::gaps(&facts)
}

/// Before anything is explained or somebody blamed: the facts that are still empty, with the way there. Ledger 02-20.
pub fn facts_first<'a>(gaps: &[Gap]) -> Option<Element<'a, Message>> {
    let field = if gaps.contains(&Gap::Words) { Field::Verbatim } else { Field::Place };
    let back = button::secondary("去补").small().on_press(Message::Missing(field));
    Some(warn::facts_first(gaps)?.action(back).into())
}

/// Whether the owner's words point to a situation.
pub fn likely(draft: &Draft, library: &Library) -> bool {
    !suggest(library, &draft.verbatim, 1).is_empty()
}

/// The situation, chosen or what the owner's words point to, whose question comes before everything else: people in
/// a lift, a fire, somebody hurt.
pub fn cannot_wait<'a>(draft: &Draft, library: &'a Library) -> Option<&'a Situation> {
    let urgent = |one: &&Situation| one.question.is_some() && one.urgency == Some(Urgency::Urgent);
    let chosen = draft.codes.situation.as_ref().and_then(|code| library.situation(code));
    let suggested = suggest(library, &draft.verbatim, 1).into_iter().map(|hint| hint.situation);
    chosen.into_iter().chain(suggested).find(urgent)
}
