//! 场景 on the form: the group that all forms share, fed with what was typed here, and when it cannot wait.

use iced::Element;

use crate::domain::code::Urgency;
use crate::library::find;
use crate::library::situation::Situation;
use crate::ui::screen::contract::Context;
use crate::ui::screen::intake::form::Form;
use crate::ui::screen::intake::message::Message;
use crate::ui::screen::scene;

/// 场景: suggested from what was typed.
pub fn scene<'a>(form: &'a Form, context: &Context) -> Element<'a, Message> {
    let draft = &form.draft;
    let said = format!("{}\n{}", draft.verbatim, draft.summary);
    let shown = scene::Shown {
        chosen: draft.situation.as_ref(),
        answer: draft.answer.as_ref().map(|answer| answer.branch.as_str()),
        said: &said,
    };
    form.scene.group(&context.desk.library(), shown, Message::Scene)
}

/// Whether the owner's words point to a situation whose question comes before everything else: people in a lift,
/// a fire, somebody hurt.
pub fn cannot_wait(form: &Form, context: &Context) -> bool {
    let library = context.desk.library();
    let urgent = |one: &Situation| one.question.is_some() && one.urgency == Some(Urgency::Urgent);
    let chosen = form.draft.situation.as_ref().and_then(|code| library.situation(code));
    let suggested = find::suggest(library.situations(), &form.draft.verbatim, 1);
    chosen.into_iter().chain(suggested).any(urgent)
}
