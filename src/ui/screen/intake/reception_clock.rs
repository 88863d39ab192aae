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
        TalkKind::Call => ("通话", "挂机了"),
        TalkKind::Reception => ("接待", "业主走了"),
    };
    let tone = tone(clock.strain);
    let end = if clock.runs { end } else { "继续计时" };
    Some(
        row![
            text::toned(format!("{word} {time}"), tone).font(crate::ui::font::BOLD),
            button::secondary(end).small().on_press(Message::Ended),
        ]
        .spacing(spacing::XS)
        .align_y(Alignment::Center)
        .into(),
    )
}

/// Amber, then red.
fn tone(strain: Strain) -> Tone {
    match strain {
        Strain::None => Tone::Plain,
        Strain::Amber => Tone::Waiting,
        Strain::Red => Tone::Danger,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::{Channel, Emotion};
    use crate::domain::intake::Draft;
    use crate::domain::settings::Rules;
    use crate::domain::time::Moment;

    /// Ledger 01-14.
    #[test]
    fn the_clock_is_amber_at_three_minutes_and_red_at_five() {
        let at = |text: &str| Moment::parse(&format!("2026-11-21T{text}")).unwrap();
        let draft = Draft { emotion: Some(Emotion::Agitated), ..Draft::new(Channel::WalkIn, at("14:30:00")) };
        for (now, shown) in [
            ("14:32:59", Tone::Plain),
            ("14:33:00", Tone::Waiting),
            ("14:34:59", Tone::Waiting),
            ("14:35:00", Tone::Danger),
        ] {
            let clock = draft.clock(&Rules::default(), at(now)).unwrap();
            assert_eq!(tone(clock.strain), shown, "{now}");
        }
    }
}
