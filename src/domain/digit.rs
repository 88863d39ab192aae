//! Digits as a Chinese input method may leave them: `８：３０` for `8:30`. What else is made plain is for each reader to
//! say.

/// A full-width digit made plain; anything else as it is.
pub fn plain_digit(c: char) -> char {
    match c {
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_full_width_digits_change() {
        let plain: String = "０１９ 19：－Ａ九".chars().map(plain_digit).collect();
        assert_eq!(plain, "019 19：－Ａ九");
    }
}
