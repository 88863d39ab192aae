//! What the owner's words point to, each taken with one key and never set by itself: marks, urgency, the points to read
//! back.

use iced::widget::{Row, row};
use iced::{Alignment, Element};

use crate::ui::screen::intake::derived::Derived;
use crate::ui::screen::intake::message::Message;
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, notice, text};

type Part<'a> = Element<'a, Message>;

/// 他说了: marks and urgency, the first with the key. They come while words are typed, so none of them is a stop on the
/// way from the words to the number.
pub fn signs(derived: &Derived) -> Option<Part<'_>> {
    if derived.signs.is_empty() {
        return None;
    }
    let signs = derived.signs.iter().enumerate().map(|(at, sign)| {
        let words = format!("＋{}（{}）", sign.what.label(), sign.word);
        let take = button::secondary(words).small().mouse_only().on_press(Message::TakeSign(sign.what));
        let take = if at == 0 { take.keys(Shortcut::TakeSign.keys()) } else { take };
        take.into()
    });
    let signs = Row::with_children(signs).spacing(spacing::S).wrap();
    Some(row![text::caption("他说了"), signs].spacing(spacing::M).align_y(Alignment::Center).into())
}

/// The points as they may be put.
pub fn points(derived: &Derived) -> Option<Part<'_>> {
    let points = derived.points.as_deref()?;
    let take =
        button::accent("就这样写").keys(Shortcut::TakePoints.keys()).small().on_press(Message::TakePoints);
    Some(notice("可以这样复述", points, Tone::Accent).action(take).into())
}
