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

/// Where cars are registered: the first character of a plate.
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";

/// The plate with which a text begins, in the one writing, and how long it is there: `粤Z·F27854`, `粤Z F27854`. With
/// `whole` false also the beginning of one, as somebody types it.
fn begins(text: &str, whole: bool) -> Option<(String, usize)> {
    let mut chars = text.char_indices().peekable();
    let (_, province) = chars.next().filter(|(_, c)| PROVINCES.contains(*c))?;
    let (_, letter) = chars.next().filter(|(_, c)| c.is_ascii_alphabetic())?;
    let mut plate: String = [province, letter.to_ascii_uppercase()].into_iter().collect();
    let mut end = province.len_utf8() + 1;
    while chars.next_if(|(_, c)| " ·•・.-－—‐".contains(*c)).is_some() {}
    while let Some((at, c)) = chars.next_if(|(_, c)| c.is_ascii_alphanumeric() || SPECIAL.contains(*c)) {
        plate.push(c.to_ascii_uppercase());
        end = at + c.len_utf8();
    }
    let count = plate.chars().count() - 2;
    let fits = if whole { (4..=6).contains(&count) } else { (1..=6).contains(&count) };
    fits.then_some((plate, end))
}

/// Length of the plate with which a text begins.
pub fn at_head(text: &str) -> Option<usize> {
    begins(text, true).map(|(_, length)| length)
}

/// Every plate that stands in a text, in the one writing.
pub fn within(text: &str) -> Vec<String> {
    let plain = plain_text::plain(text);
    plain.char_indices().filter_map(|(at, _)| begins(&plain[at..], true)).map(|(plate, _)| plate).collect()
}

/// A plate, or the beginning of one, that a text is and nothing else.
pub fn so_far(text: &str) -> Option<String> {
    let plain = plain_text::plain(text.trim());
    begins(&plain, false).filter(|(_, length)| *length == plain.len()).map(|(plate, _)| plate)
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
        for text in ["粤ZF27854", "粤Z·F27854", "粤Z F27854", "粤z-f27854", "粤Ｚ・Ｆ27854"] {
            assert_eq!(so_far(text).as_deref(), Some("粤ZF27854"), "{text}");
            assert_eq!(within(&format!("车{text}又挡门")), ["粤ZF27854"], "{text}");
        }
        assert_eq!(so_far("粤Z·F27").as_deref(), Some("粤ZF27"));
        assert_eq!(so_far("粤Z·F27854的车"), None);
        assert!(within("新建A座1001、川A").is_empty());
    }
}
