//! To whom a letter goes, as people and files write it: `客户关系中心`, `开发商客户关系中心`, `XX地产 客户关系部`.

use crate::domain::reading::plain_text;

/// To whom the letter on a matter of class II goes. Rules §4 letter, §7.
pub const RELATIONS_CENTRE: &str = "客户关系中心";

/// Whether it is the developer's 客户关系中心, whatever stands before or behind.
pub fn is_relations_centre(written: &str) -> bool {
    plain_text::plain(written).contains("客户关系")
}

/// Whether both name one addressee; two that nobody wrote down are one.
pub fn is_same_addressee(one: Option<&str>, other: Option<&str>) -> bool {
    let (one, other) = (one.unwrap_or_default().trim(), other.unwrap_or_default().trim());
    one == other || (is_relations_centre(one) && is_relations_centre(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_relations_centre_is_known_by_any_writing_and_nobody_else_is() {
        for (written, known) in [
            ("客户关系中心", true),
            ("开发商客户关系中心", true),
            ("客户关系部 周经理", true),
            ("街道办", false),
            ("客服中心", false),
            ("", false),
        ] {
            assert_eq!(is_relations_centre(written), known, "{written}");
        }
        assert!(is_same_addressee(Some("客户关系中心"), Some(" 开发商客户关系中心")));
        assert!(is_same_addressee(Some("街道办 "), Some("街道办")) && is_same_addressee(None, None));
        assert!(!is_same_addressee(Some("街道办"), Some("市政")) && !is_same_addressee(Some("街道办"), None));
    }
}
