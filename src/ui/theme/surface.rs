//! Named grounds for containers: panels, bars, notices, dialogs.

use iced::widget::container::Style;
use iced::{Background, Border, Color, Theme};

use crate::ui::spacing;
use crate::ui::theme::color;
use crate::ui::theme::tone::Tone;

fn plain(ground: Color, edge: Color, radius: f32) -> Style {
    Style {
        text_color: Some(color::INK),
        background: Some(Background::Color(ground)),
        border: Border { color: edge, width: 1.0, radius: radius.into() },
        ..Style::default()
    }
}

/// The ground of the window.
#[must_use]
pub fn ground(_theme: &Theme) -> Style {
    Style { border: Border::default(), ..plain(color::GROUND, color::GROUND, 0.0) }
}

/// A white panel with a hairline.
#[must_use]
pub fn panel(_theme: &Theme) -> Style {
    plain(color::PANEL, color::LINE, spacing::PANEL_RADIUS)
}

/// A panel within a panel.
#[must_use]
pub fn inset(_theme: &Theme) -> Style {
    plain(color::QUIET, color::LINE, spacing::RADIUS)
}

/// The white bar at the head or foot of the window, without edges of its own: rules stand beside it.
#[must_use]
pub fn bar(_theme: &Theme) -> Style {
    Style { border: Border::default(), ..plain(color::PANEL, color::PANEL, 0.0) }
}

/// The strip of the left navigation.
#[must_use]
pub fn nav(_theme: &Theme) -> Style {
    Style { border: Border::default(), ..plain(color::NAV, color::NAV, 0.0) }
}

/// The ground of the sentence to say.
#[must_use]
pub fn sentence(_theme: &Theme) -> Style {
    plain(color::SENTENCE, color::WAITING_LINE, spacing::PANEL_RADIUS)
}

/// A bar that tells something, in the tone of what it tells.
pub fn notice(tone: Tone) -> impl Fn(&Theme) -> Style {
    move |_theme| plain(tone.ground(), tone.edge(), spacing::RADIUS)
}

/// A small filled mark with white text.
pub fn badge(tone: Tone) -> impl Fn(&Theme) -> Style {
    move |_theme| Style { text_color: Some(color::ON_ACCENT), ..plain(tone.solid(), tone.solid(), 10.0) }
}

/// A small soft mark with text of its tone.
pub fn tag(tone: Tone) -> impl Fn(&Theme) -> Style {
    move |_theme| Style { text_color: Some(tone.ink()), ..plain(tone.ground(), tone.edge(), 4.0) }
}

/// A key of the keyboard, on a ground of the given kind.
pub fn cap(ink: Color, edge: Color) -> impl Fn(&Theme) -> Style {
    move |_theme| Style { text_color: Some(ink), ..plain(Color::TRANSPARENT, edge, 4.0) }
}

/// A card that floats over the window. It has an edge and no shadow: the software renderer paints shadows over
/// their own card when only a part of the window is drawn anew.
#[must_use]
pub fn floating(_theme: &Theme) -> Style {
    plain(color::PANEL, color::EDGE, spacing::PANEL_RADIUS)
}

/// A message at the foot of the window.
pub fn toast(tone: Tone) -> impl Fn(&Theme) -> Style {
    move |_theme| {
        let ground = match tone {
            Tone::Plain | Tone::Accent | Tone::Muted => color::INK,
            tone => tone.ink(),
        };
        Style { text_color: Some(color::ON_ACCENT), ..plain(ground, color::PANEL, spacing::PANEL_RADIUS) }
    }
}

/// A thin edge of full colour, as at the left of the sentence to say.
pub fn edge(tone: Tone) -> impl Fn(&Theme) -> Style {
    move |_theme| Style {
        background: Some(Background::Color(tone.solid())),
        border: Border { radius: iced::border::left(spacing::PANEL_RADIUS), ..Border::default() },
        ..Style::default()
    }
}

/// A hairline between two parts.
#[must_use]
pub fn hairline(_theme: &Theme) -> Style {
    Style { background: Some(Background::Color(color::LINE)), ..Style::default() }
}
