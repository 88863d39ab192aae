//! What is pasted into a field of one line: tabs and line breaks become blanks, so that two telephone numbers or the
//! parts of a room are never fused.

use iced::advanced::Clipboard;
use iced::advanced::clipboard::Kind;

use crate::domain::reading::plain_text;

/// A clipboard whose text is one line.
pub struct OneLine<'a>(pub &'a mut dyn Clipboard);

impl Clipboard for OneLine<'_> {
    fn read(&self, kind: Kind) -> Option<String> {
        self.0.read(kind).map(|text| plain_text::one_line(text.trim()))
    }

    fn write(&mut self, kind: Kind, contents: String) {
        self.0.write(kind, contents);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Held(&'static str);

    impl Clipboard for Held {
        fn read(&self, _kind: Kind) -> Option<String> {
            Some(self.0.to_owned())
        }

        fn write(&mut self, _kind: Kind, _contents: String) {}
    }

    #[test]
    fn a_paste_fuses_nothing() {
        let paste = |text| OneLine(&mut Held(text)).read(Kind::Standard).unwrap();
        assert_eq!(paste("13900000001\n13900000002\n"), "13900000001 13900000002");
        assert_eq!(paste("3\t2\t1001"), "3 2 1001");
    }
}
