//! Number plates of cars as people write them, brought to one writing: `粤Z·F27854` is 粤ZF27854.

use crate::domain::reading::plain_text;

/// Characters that only some cars bear: of schools, police, Hong Kong and Macao, consulates, trailers and embassies.
const SPECIAL: &str = "学警港澳领挂使";

/// A plate in the one writing: capitals, no blanks, dots or dashes. `None` for what is none.
pub fn plate(text: &str) -> Option<String> {
    let plain: String = plain_text::plain(text)
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect();
    let mut chars = plain.chars();
    let province = chars.next().is_some_and(plain_text::is_chinese);
    let letter = chars.next().is_some_and(|c| c.is_ascii_uppercase());
    let rest = plain.chars().skip(2);
    let fits = rest.clone().all(|c| c.is_ascii_alphanumeric() || SPECIAL.contains(c));
    (province && letter && fits && (4..=6).contains(&rest.count())).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plates_have_one_writing() {
        assert_eq!(plate("粤Z·F27854").as_deref(), Some("粤ZF27854"));
        assert_eq!(plate("粤zg7166").as_deref(), Some("粤ZG7166"));
        assert_eq!(plate("无"), None);
        assert_eq!(plate("13900000000"), None);
    }
}
