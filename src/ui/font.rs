//! The bundled typeface in its two weights; the program shows nothing in any other font.

use std::borrow::Cow;

use iced::font::{Family, Font, Weight};

use crate::domain::typeface;

const FAMILY: &str = "Noto Sans SC";

/// The font of running text and the default of the window.
pub const REGULAR: Font = Font::with_name(FAMILY);

/// The font of headings, chosen chips and anything that must stand out without colour.
pub const BOLD: Font = Font { weight: Weight::Bold, family: Family::Name(FAMILY), ..Font::DEFAULT };

/// Both weights in the form that `iced::Settings::fonts` takes.
#[must_use]
pub fn bundled() -> Vec<Cow<'static, [u8]>> {
    vec![Cow::Borrowed(typeface::REGULAR), Cow::Borrowed(typeface::BOLD)]
}
