//! The office's usual routines as they are shipped: a supervisor takes them over and changes them; and its usual notices
//! to everybody, for form 10. Ledger 11-24, 16-10 to 16-12, 16-16, 16-18, 17-13, 20-35, 20-36.

use std::sync::OnceLock;

use serde::Deserialize;

use crate::domain::code::NoticeKind;
use crate::domain::routine::Routine;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RoutineFile {
    routine: Vec<Routine>,
}

/// The shipped routines, parsed once.
#[expect(
    clippy::expect_used,
    reason = "the file is compiled in and a test parses it; there is nothing a user could do"
)]
pub fn usual_routines() -> &'static [Routine] {
    static SHIPPED: OnceLock<Vec<Routine>> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let file: RoutineFile = toml::from_str(include_str!("../../assets/library/routines.toml"))
            .expect("shipped routines are well formed");
        file.routine
    })
}

/// A notice that comes again: its wording, and how it goes out.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UsualNotice {
    /// Which of the three.
    pub kind: NoticeKind,
    /// What it is called among the others.
    pub title: String,
    /// What it is about, as it stands on the paper.
    pub what: String,
    /// Its words, line by line; ____ is filled in.
    pub words: String,
    /// For the staff: when and where it goes out, and what is kept as proof.
    pub how: String,
    /// Ledger rows.
    pub ledger: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NoticeFile {
    notice: Vec<UsualNotice>,
}

/// The shipped notices, parsed once.
#[expect(
    clippy::expect_used,
    reason = "the file is compiled in and a test parses it; there is nothing a user could do"
)]
pub fn usual_notices() -> &'static [UsualNotice] {
    static SHIPPED: OnceLock<Vec<UsualNotice>> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let file: NoticeFile = toml::from_str(include_str!("../../assets/library/notices.toml"))
            .expect("shipped notices are well formed");
        file.notice
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::routine::Rhythm;

    #[test]
    fn the_shipped_routines_can_be_kept_as_they_are_and_cover_every_rhythm() {
        let all = usual_routines();
        let titles: BTreeSet<&str> = all.iter().map(|one| one.title.as_str()).collect();
        assert_eq!(titles.len(), all.len(), "no title stands twice");
        for one in all {
            assert_eq!(one.problem(), None, "{}", one.title);
            assert!(!one.detail.is_empty(), "{}", one.title);
        }
        for rhythm in Rhythm::ALL {
            assert!(all.iter().any(|one| one.rhythm == *rhythm), "{rhythm}");
        }
        let named = |words: &str| all.iter().any(|one| one.title.contains(words));
        assert!(named("规定") && named("设备") && named("座谈会") && named("建议") && named("住户资料"));
    }

    /// Ledger 16-11: its words are a notice, its list stands in the roster's book.
    #[test]
    fn the_monthly_word_about_cars_and_leases_is_a_routine_with_its_notice() {
        let monthly = usual_routines().iter().filter(|one| one.rhythm == Rhythm::Monthly);
        let routine = monthly.clone().find(|one| one.title.contains("车位到期")).unwrap();
        let notice = usual_notices().iter().find(|one| one.ledger.iter().any(|row| row == "16-11")).unwrap();
        assert!(routine.detail.contains(&notice.title), "{}", routine.detail);
        assert!(routine.detail.contains(notice.kind.label()), "{}", routine.detail);
    }

    #[test]
    fn the_shipped_notices_have_their_words_and_say_how_they_go_out() {
        let all = usual_notices();
        let titles: BTreeSet<&str> = all.iter().map(|one| one.title.as_str()).collect();
        assert_eq!(titles.len(), all.len(), "no title stands twice");
        for one in all {
            let texts = [&one.title, &one.what, &one.words, &one.how];
            assert!(texts.iter().all(|text| !text.trim().is_empty()) && !one.ledger.is_empty(), "{one:?}");
            let half = [',', ';', ':', '!', '?', '{'];
            assert!(texts.iter().all(|text| !text.contains(half)), "{one:?}");
        }
        // Ledger 16-12: on hall and board first, by WeChat and SMS afterwards, with proof kept.
        let fee = all.iter().find(|one| one.ledger.iter().any(|row| row == "16-12")).unwrap();
        let at = |words: &str| fee.how.find(words).unwrap();
        assert!(at("大堂") < at("微信") && fee.how.contains("拍照"), "{}", fee.how);
    }
}
