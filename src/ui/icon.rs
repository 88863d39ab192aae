//! Signs drawn as text. Every one of them is a glyph of both bundled weights (a test proves it), so none
//! shows as a box on a machine without other fonts.

/// Done, chosen, balanced.
pub const DONE: &str = "✓";
/// Don't; close; remove.
pub const CROSS: &str = "×";
/// Leads on to something.
pub const FORWARD: &str = "›";
/// Leads back.
pub const BACK: &str = "‹";
/// Opens downwards.
pub const DOWN: &str = "▼";
/// Folds upwards; sorted upwards.
pub const UP: &str = "▲";
/// Closed, opens to the side.
pub const CLOSED: &str = "▶";
/// One item of a list.
pub const DOT: &str = "・";
/// Between two facts on one line.
pub const BETWEEN: &str = "·";
/// Overdue or in error.
pub const ALERT: &str = "!";
/// Something new.
pub const PLUS: &str = "＋";
/// The step at hand.
pub const NOW: &str = "●";
/// A step still owed.
pub const OPEN: &str = "○";
/// Text cut for want of room.
pub const ELLIPSIS: &str = "…";
/// No value.
pub const NONE: &str = "—";

/// All signs, for the test and the gallery.
pub const ALL: [&str; 15] =
    [DONE, CROSS, FORWARD, BACK, DOWN, UP, CLOSED, DOT, BETWEEN, ALERT, PLUS, NOW, OPEN, ELLIPSIS, NONE];

#[cfg(test)]
mod tests {
    use super::ALL;
    use crate::domain::typeface::{BOLD, REGULAR};

    #[test]
    fn both_weights_have_every_sign() {
        for bytes in [REGULAR, BOLD] {
            let face = ttf_parser::Face::parse(bytes, 0).expect("the bundled font parses");
            for sign in ALL {
                for c in sign.chars() {
                    assert!(face.glyph_index(c).is_some(), "no glyph for {c:?}");
                }
            }
        }
    }
}
