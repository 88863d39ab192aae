//! The clock of a call or of an agitated reception, and when it has lasted too long (ledger 01-14).

use iced::widget::row;
use iced::{Alignment, Element};

use crate::domain::code::{Channel, Emotion};
use crate::ui::screen::contract::Context;
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::message::Message;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, text};

/// Minutes of an agitated reception past the amber limit (ledger 01-14); 0 before it.
pub fn lateness(form: &IntakeForm, context: &Context) -> i64 {
    let agitated = form.draft.channel == Channel::WalkIn && form.draft.emotion == Some(Emotion::Agitated);
    let minutes = form.draft.elapsed(context.now()).num_minutes();
    if agitated && minutes >= i64::from(context.settings.rules.reception_amber) { minutes } else { 0 }
}

/// How long the call, or the reception of an agitated visitor, has lasted, and the button that stops it.
pub fn clock<'a>(form: &'a IntakeForm, context: &Context) -> Option<Element<'a, Message>> {
    let seconds = form.draft.elapsed(context.now()).num_seconds();
    let time = format!("{:02}:{:02}", seconds / 60, seconds % 60);
    let agitated = form.draft.emotion == Some(Emotion::Agitated);
    let (word, tone) = match form.draft.channel {
        Channel::Phone => ("通话", Tone::Plain),
        Channel::WalkIn if agitated => ("接待", reception_tone(seconds / 60, context)),
        _ => return None,
    };
    let ended = form.draft.ended_at.is_some();
    let end = match (form.draft.channel, ended) {
        (_, true) => "继续计时",
        (Channel::Phone, false) => "已挂机",
        (_, false) => "已离开",
    };
    Some(
        row![
            text::toned(format!("{word} {time}"), tone).font(crate::ui::font::BOLD),
            button::quiet(end).small().on_press(Message::Ended),
        ]
        .spacing(spacing::XS)
        .align_y(Alignment::Center)
        .into(),
    )
}

/// Amber, then red, by the minutes of the settings.
fn reception_tone(minutes: i64, context: &Context) -> Tone {
    let rules = &context.settings.rules;
    match minutes {
        _ if minutes >= i64::from(rules.reception_red) => Tone::Danger,
        _ if minutes >= i64::from(rules.reception_amber) => Tone::Waiting,
        _ => Tone::Plain,
    }
}
