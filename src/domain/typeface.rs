//! The one typeface of screen and paper in its two weights, as the bytes of its files. It stands here because
//! both layers show it and know no other place in common; each file is in the program only once.

/// Noto Sans SC Regular.
pub static REGULAR: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Regular.ttf");

/// Noto Sans SC Bold.
pub static BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Bold.ttf");
