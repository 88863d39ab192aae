//! The bundled typeface in its two weights; the program shows nothing in any other font.

use std::borrow::Cow;

use iced::font::{Family, Font, Weight};

const FAMILY: &str = "Noto Sans SC";

/// The bytes of the regular weight.
pub const REGULAR_BYTES: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Regular.ttf");

/// The bytes of the bold weight.
pub const BOLD_BYTES: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Bold.ttf");

/// The font of running text and the default of the window.
pub const REGULAR: Font = Font::with_name(FAMILY);

/// The font of headings, chosen chips and anything that must stand out without colour.
pub const BOLD: Font = Font { weight: Weight::Bold, family: Family::Name(FAMILY), ..Font::DEFAULT };

/// Both weights in the form that `iced::Settings::fonts` takes.
#[must_use]
pub fn bundled() -> Vec<Cow<'static, [u8]>> {
    vec![Cow::Borrowed(REGULAR_BYTES), Cow::Borrowed(BOLD_BYTES)]
}
