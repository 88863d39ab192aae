//! 约定回复: a time that can be kept, and whether the owner agrees.

use iced::Element;
use iced::widget::column;

use crate::ui::screen::contract::Context;
use crate::ui::screen::form::promise::{self, PromiseShown};
use crate::ui::screen::intake::fields::{PROMISE, known};
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::message::Message;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::notice;

/// The step.
pub fn step<'a>(form: &'a IntakeForm, context: &'a Context) -> Element<'a, Message> {
    let now = context.now();
    let shown = PromiseShown {
        settings: &context.settings,
        now,
        known: known(form),
        error: form.promise_problem.as_deref(),
        id: PROMISE,
        actor: &context.actor,
    };
    column![
        form.refused().then(|| notice("业主不愿上移", "已记下，改为约定回复时间", Tone::Waiting)),
        promise::view(&form.draft.promise, shown).map(Message::Promise),
    ]
    .spacing(spacing::L)
    .into()
}
