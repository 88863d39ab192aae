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
use crate::ui::screen::intake::form::Form;
use crate::ui::screen::intake::message::Message;
use crate::ui::screen::{situation_picker, warn};
use crate::ui::widget::button;

/// 场景: suggested from what was typed.
pub fn scene<'a>(form: &'a Form, context: &Context) -> Element<'a, Message> {
    let draft = &form.draft;
    let said = format!("{}\n{}", draft.verbatim, draft.summary);
    let shown = situation_picker::Shown {
        chosen: draft.situation.as_ref(),
        answer: draft.answer.as_ref().map(|answer| answer.branch.as_str()),
        said: &said,
    };
    form.scene.group(&context.desk.library(), shown, Message::Scene)
}

/// Before anything is explained or somebody blamed: what of the facts is still empty, with the way there. Ledger
/// 02-20.
pub fn facts_first<'a>(form: &Form, context: &Context) -> Option<Element<'a, Message>> {
    let (facts, _) = form.draft.preview(&context.actor, context.now());
    let gaps = guard::gaps(&facts);
    let field = if gaps.contains(&Gap::Words) { Field::Verbatim } else { Field::Place };
    let back = button::secondary("去补").small().on_press(Message::Missing(field));
    Some(warn::facts_first(&gaps)?.action(back).into())
}

/// Whether the owner's words point to a situation.
pub fn likely(draft: &Draft, library: &Library) -> bool {
    !suggest(library, &draft.verbatim, 1).is_empty()
}

/// The situation, chosen or what the owner's words point to, whose question comes before everything else: people in
/// a lift, a fire, somebody hurt.
pub fn cannot_wait<'a>(draft: &Draft, library: &'a Library) -> Option<&'a Situation> {
    let urgent = |one: &&Situation| one.question.is_some() && one.urgency == Some(Urgency::Urgent);
    let chosen = draft.situation.as_ref().and_then(|code| library.situation(code));
    let suggested = suggest(library, &draft.verbatim, 1).into_iter().map(|hint| hint.situation);
    chosen.into_iter().chain(suggested).find(urgent)
}
