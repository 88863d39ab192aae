//! The PIN with which a person shows at the keyboard who is there: what one may be, and how long wrong tries make wait.

use chrono::Duration;

use crate::domain::reading::plain_text;

/// The fewest and the most digits.
pub const DIGITS: std::ops::RangeInclusive<usize> = 4..=8;

/// What was typed as plain digits: an input method may have made them wide.
pub fn plain(text: &str) -> String {
    plain_text::plain(text).trim().to_owned()
}

/// What keeps a new PIN from being taken, as a sentence.
pub fn problem(text: &str) -> Option<&'static str> {
    let pin = plain(text);
    let digits: Vec<u8> = pin.bytes().collect();
    if !digits.iter().all(u8::is_ascii_digit) || !DIGITS.contains(&digits.len()) {
        return Some("PIN 是 4 至 8 位数字。");
    }
    let step = |by: i16| digits.windows(2).all(|pair| i16::from(pair[1]) - i16::from(pair[0]) == by);
    if step(0) || step(1) || step(-1) {
        return Some("PIN 不能是同一个数字，也不能是 1234 这样的顺序，请换一个。");
    }
    None
}

/// How long one waits after so many wrong tries in a row before the next counts.
pub fn wait_after(wrong: u32) -> Duration {
    match wrong {
        0..3 => Duration::zero(),
        3 => Duration::seconds(10),
        4 => Duration::seconds(30),
        5 => Duration::minutes(2),
        6 => Duration::minutes(5),
        _ => Duration::minutes(15),
    }
}

/// The letters of a recovery code: none that is taken for another when it is read from paper.
const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// A recovery code of twenty letters in four groups, from random bytes.
pub fn recovery_code(random: &[u8; 20]) -> String {
    let letters: Vec<char> = random.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect();
    letters.chunks(5).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// A recovery code as it was typed, in the form in which it is compared: capitals without hyphens and blanks.
pub fn plain_code(text: &str) -> String {
    let told = text.chars().filter(char::is_ascii_alphanumeric);
    told.map(|letter| letter.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_four_to_eight_digits_and_no_row() {
        for fine in ["2580", "20261103", "００７３", "1357"] {
            assert_eq!(problem(fine), None, "{fine}");
        }
        for wrong in ["", "123", "1234", "4321", "0000", "123456789", "12a4", "１２３４"] {
            assert!(problem(wrong).is_some(), "{wrong}");
        }
    }

    #[test]
    fn waiting_grows_with_each_wrong_try() {
        let waits: Vec<_> = (0..9).map(|wrong| wait_after(wrong).num_seconds()).collect();
        assert_eq!(waits, [0, 0, 0, 10, 30, 120, 300, 900, 900]);
    }

    #[test]
    fn a_recovery_code_reads_back_however_it_is_typed() {
        let code = recovery_code(&[7; 20]);
        assert_eq!(code, "99999-99999-99999-99999");
        let other = recovery_code(&std::array::from_fn(|n| n as u8 * 13));
        assert_eq!(other.len(), 23);
        assert_eq!(plain_code(&other.to_lowercase().replace('-', " ")), plain_code(&other));
        assert!(!other.contains(['0', 'O', '1', 'I']), "{other}");
    }
}
