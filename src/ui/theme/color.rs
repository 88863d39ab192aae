//! The colours of the design, by what they are for. Text on its own ground keeps a contrast of 4.5 : 1.

use iced::Color;

const fn hex(rgb: u32) -> Color {
    let [_, r, g, b] = rgb.to_be_bytes();
    Color::from_rgb8(r, g, b)
}

/// Ground of the window.
pub const GROUND: Color = hex(0xF5_F2_EA);
/// Ground of the left navigation, a little darker than the window.
pub const NAV: Color = hex(0xEB_E6_DA);
/// Panels, fields at work, rows.
pub const PANEL: Color = hex(0xFF_FF_FF);
/// Fields at rest and table heads.
pub const QUIET: Color = hex(0xFB_F9_F4);
/// A row or button under the pointer.
pub const HOVER: Color = hex(0xF7_F4_EC);
/// Hairlines and edges of panels.
pub const LINE: Color = hex(0xDE_D7_C8);
/// Edges of things that can be pressed or typed into.
pub const EDGE: Color = hex(0xCB_C3_B2);
/// Text.
pub const INK: Color = hex(0x23_27_2B);
/// Labels and hints.
pub const MUTED: Color = hex(0x6A_6F_76);
/// What cannot be pressed now.
pub const DISABLED: Color = hex(0x9A_9D_A1);
/// The accent colour.
pub const ACCENT: Color = hex(0x1E_6B_5A);
/// The accent colour under the pointer.
pub const ACCENT_HOVER: Color = hex(0x19_5C_4D);
/// The accent colour while pressed.
pub const ACCENT_PRESSED: Color = hex(0x14_4C_40);
/// Ground of what is chosen.
pub const ACCENT_SOFT: Color = hex(0xE3_EF_EB);
/// Text on the accent colour.
pub const ON_ACCENT: Color = hex(0xFF_FF_FF);
/// Ground of the sentence to say.
pub const SENTENCE: Color = hex(0xFF_FB_EF);
/// Overdue and danger.
pub const DANGER: Color = hex(0xB3_26_1E);
/// Danger while pressed or under the pointer.
pub const DANGER_HOVER: Color = hex(0x97_1F_18);
/// Ground of overdue rows and error messages.
pub const DANGER_SOFT: Color = hex(0xFD_F1_F0);
/// Edge of overdue and error messages.
pub const DANGER_LINE: Color = hex(0xE9_C4_C1);
/// Waiting, as a fill or a large figure.
pub const WAITING: Color = hex(0xB2_6A_00);
/// Waiting, as text: darker, so that it can be read.
pub const WAITING_INK: Color = hex(0x8A_52_00);
/// Ground of waiting rows and notices.
pub const WAITING_SOFT: Color = hex(0xFB_F3_E2);
/// Edge of notices.
pub const WAITING_LINE: Color = hex(0xE3_CD_A2);
/// The second series of a chart.
pub const SECOND: Color = hex(0xC9_A2_4B);
/// What lies over the window while a dialog is open.
pub const SCRIM: Color = Color { a: 0.45, ..INK };
/// Text selected in a field.
pub const SELECTION: Color = hex(0xBF_DD_D4);
/// Behind words that were looked for.
pub const FOUND: Color = hex(0xFF_E9_A8);

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(c: Color) -> f32 {
        let [r, g, b, _] = c.into_linear();
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast(a: Color, b: Color) -> f32 {
        let (x, y) = (luminance(a), luminance(b));
        (x.max(y) + 0.05) / (x.min(y) + 0.05)
    }

    #[test]
    fn text_can_be_read_on_its_ground() {
        let pairs = [
            (INK, GROUND),
            (INK, SENTENCE),
            (INK, DANGER_SOFT),
            (INK, NAV),
            (MUTED, GROUND),
            (MUTED, PANEL),
            (MUTED, SENTENCE),
            (MUTED, DANGER_SOFT),
            (MUTED, WAITING_SOFT),
            (ACCENT, PANEL),
            (ACCENT, ACCENT_SOFT),
            (ACCENT, NAV),
            (ON_ACCENT, ACCENT),
            (ON_ACCENT, DANGER),
            (DANGER, PANEL),
            (DANGER, DANGER_SOFT),
            (WAITING_INK, PANEL),
            (WAITING_INK, WAITING_SOFT),
            (WAITING_INK, GROUND),
        ];
        for (ink, ground) in pairs {
            let ratio = contrast(ink, ground);
            assert!(ratio >= 4.5, "{ink:?} on {ground:?} has {ratio:.2}");
        }
    }
}
