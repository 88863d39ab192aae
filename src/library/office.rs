//! The office's usual routines as they are shipped: a supervisor takes them over and changes them. Ledger 16-16, 16-18,
//! 17-13, 20-35, 20-36.

use std::sync::OnceLock;

use serde::Deserialize;

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
}
