//! The clock of a call or of an agitated reception, and when it has lasted too long (ledger 01-14).

use iced::widget::row;
use iced::{Alignment, Element};

use crate::domain::reception::{Strain, TalkKind};
use crate::ui::screen::contract::Context;
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::message::Message;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, text};

/// How long the call, or the reception of an agitated visitor, has lasted, and the button that stops it.
pub fn clock<'a>(form: &'a IntakeForm, context: &Context) -> Option<Element<'a, Message>> {
    let clock = form.draft.clock(&context.settings.rules, context.now())?;
    let seconds = clock.lasted.num_seconds();
    let time = format!("{:02}:{:02}", seconds / 60, seconds % 60);
    let (word, end) = match clock.kind {
        TalkKind::Call => ("通话", "已挂机"),
        TalkKind::Reception => ("接待", "已离开"),
    };
    let tone = match clock.strain {
        Strain::None => Tone::Plain,
        Strain::Amber => Tone::Waiting,
        Strain::Red => Tone::Danger,
    };
    let end = if clock.runs { end } else { "继续计时" };
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
