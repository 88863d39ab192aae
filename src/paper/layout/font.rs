//! The two typefaces of all papers: measuring, which characters they have, and what is printed
//! in place of one they lack. Line breaking lives in `text`, writing the file in `render`.

use std::sync::OnceLock;

use printpdf::ParsedFont;
use ttf_parser::Face;

use crate::domain::typeface;
use crate::paper::error::Error;

/// Printed in place of a pictograph that the typeface lacks; the record keeps the original.
pub const EMOJI: &str = "〔表情〕";

/// The weight of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// Body text.
    Regular,
    /// Titles, labels and table heads.
    Bold,
}

impl Weight {
    /// The bytes of the typeface file.
    fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => typeface::REGULAR,
            Self::Bold => typeface::BOLD,
        }
    }

    fn face(self) -> Option<&'static Face<'static>> {
        static FACES: [OnceLock<Option<Face<'static>>>; 2] = [OnceLock::new(), OnceLock::new()];
        FACES[self as usize].get_or_init(|| Face::parse(self.bytes(), 0).ok()).as_ref()
    }

    /// The typeface as the PDF library wants it, parsed once per process. The first call takes
    /// some tens of milliseconds: never on the thread of the window.
    ///
    /// # Errors
    /// [`Error::Font`] when the library cannot read the embedded file.
    pub fn embeddable(self) -> Result<&'static ParsedFont, Error> {
        static FONTS: [OnceLock<Option<ParsedFont>>; 2] = [OnceLock::new(), OnceLock::new()];
        FONTS[self as usize]
            .get_or_init(|| ParsedFont::from_bytes(self.bytes(), 0, &mut Vec::new()))
            .as_ref()
            .ok_or(Error::Font)
    }

    /// How far a character moves the pen, in parts of the type size (1.0 = a full Chinese character).
    pub fn advance(self, character: char) -> f32 {
        let measured = self.face().and_then(|face| {
            let glyph = face.glyph_index(character)?;
            let units = face.glyph_hor_advance(glyph)?;
            Some(f32::from(units) / f32::from(face.units_per_em()))
        });
        measured.unwrap_or(1.0)
    }
}

/// Whether both weights can print the character.
pub fn has_glyph(character: char) -> bool {
    [Weight::Regular, Weight::Bold]
        .into_iter()
        .all(|weight| weight.face().is_some_and(|face| face.glyph_index(character).is_some()))
}

/// The text as it can be printed: line ends unified, invisible marks dropped, a pictograph that
/// the typeface lacks as 〔表情〕 and any other such character as 〔U+xxxx〕.
pub fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut joined = false;
    let mut half_flag = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let joins_on = std::mem::take(&mut joined);
        let closes_flag = std::mem::take(&mut half_flag);
        match character {
            '\n' => out.push('\n'),
            '\r' => {
                characters.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' => out.push_str("  "),
            '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' => out.push(' '),
            '\u{200D}' => joined = true,
            '\u{1F3FB}'..='\u{1F3FF}' if out.ends_with(EMOJI) => {}
            _ if is_invisible(character) => joined = joins_on,
            _ if has_glyph(character) => out.push(character),
            _ if is_pictograph(character) => {
                let flag = matches!(character, '\u{1F1E6}'..='\u{1F1FF}');
                half_flag = flag && !closes_flag;
                if !(joins_on && out.ends_with(EMOJI) || flag && closes_flag) {
                    out.push_str(EMOJI);
                }
            }
            _ => out.push_str(&format!("〔U+{:04X}〕", u32::from(character))),
        }
    }
    out
}

/// Marks that steer other characters and draw nothing themselves.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{20E3}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E01EF}'
    )
}

fn is_pictograph(character: char) -> bool {
    matches!(
        character,
        '\u{2300}'..='\u{23FF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_names_print_as_they_are() {
        assert_eq!(printable("䶮𬱖㵘"), "䶮𬱖㵘");
    }

    #[test]
    fn pictographs_print_as_one_mark_each() {
        assert_eq!(printable("气死😡了"), "气死〔表情〕了");
        assert_eq!(printable("👨‍👩‍👧去"), "〔表情〕去");
        assert_eq!(printable("👍🏽👍"), "〔表情〕〔表情〕");
        assert_eq!(printable("🇨🇳🇨🇳"), "〔表情〕〔表情〕");
        assert_eq!(printable("1️⃣楼"), "1楼");
    }

    #[test]
    fn an_unknown_character_prints_as_its_number() {
        assert_eq!(printable("a\u{E000}b"), "a〔U+E000〕b");
        assert_eq!(printable("\u{7}响"), "〔U+0007〕响");
        assert_eq!(printable("\u{10FFFF}"), "〔U+10FFFF〕");
    }

    #[test]
    fn line_ends_become_one_kind() {
        assert_eq!(printable("a\r\nb\rc\u{2028}d\te"), "a\nb\nc\nd  e");
    }

    #[test]
    fn the_marks_put_in_can_themselves_be_printed() {
        assert!("〔表情〕U+0123456789ABCDEF".chars().all(has_glyph));
    }

    #[test]
    fn measuring_and_embedding_read_the_same_glyphs() {
        for weight in [Weight::Regular, Weight::Bold] {
            let font = weight.embeddable().unwrap();
            for character in "业主A1，—（□☑√■䶮".chars() {
                let measured = weight.face().unwrap().glyph_index(character).map(|g| g.0);
                let embedded = font.lookup_glyph_index(u32::from(character));
                assert_eq!(measured, embedded, "{character}");
            }
        }
    }
}
