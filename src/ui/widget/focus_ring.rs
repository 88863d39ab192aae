//! The ring around the control that the keyboard is at.

use iced::advanced::Renderer as _;
use iced::advanced::renderer::Quad;
use iced::border::Radius;
use iced::{Background, Border, Color, Rectangle, Renderer};

use crate::ui::theme::color;

/// Draws the ring a little outside of `bounds`, so that it shows on filled controls too.
pub fn draw(renderer: &mut Renderer, bounds: Rectangle, radius: Radius) {
    const GAP: f32 = 3.0;
    let radius = Radius {
        top_left: radius.top_left + GAP,
        top_right: radius.top_right + GAP,
        bottom_right: radius.bottom_right + GAP,
        bottom_left: radius.bottom_left + GAP,
    };
    renderer.fill_quad(
        Quad {
            bounds: bounds.expand(GAP),
            border: Border { color: color::ACCENT, width: 2.0, radius },
            ..Quad::default()
        },
        Background::Color(Color::TRANSPARENT),
    );
}
