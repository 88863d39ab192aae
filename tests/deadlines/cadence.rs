//! How often the owner is told: agreed on the case, asked for by the situation, usual for the class. Rules §4 progress.

use super::*;
use tingsu::domain::cadence::Every;

#[test]
fn a_cadence_of_the_case_or_the_situation_overrides() {
    let own = EventKind::Cadence { every: Every::Hours(4), rule: None, situation: None };
    let story = Story::complaint("03 09:00").then("03 10:00", own);
    assert_eq!(story.due(D::Progress), Some(nov("03 14:00")));
    assert_eq!(story.then("03 12:00", told()).due(D::Progress), Some(nov("03 16:00")));
    let never = EventKind::Cadence { every: Every::None, rule: None, situation: None };
    let none = Story::complaint("03 09:00").then("03 10:00", never);
    assert_eq!(none.due(D::Progress), None);
    assert_eq!(none.then("03 11:00", told()).due(D::Progress), None);
    let mut weekly = Story::complaint("03 09:00");
    weekly.terms.cadence = Some(Every::Hours(168));
    assert_eq!(weekly.then("03 12:00", told()).due(D::Progress), Some(nov("10 12:00")));
}

/// Rules §4 progress: agreed on the case, else asked for by the situation, else by the class.
#[test]
fn the_next_notice_follows_the_nearest_cadence() {
    type Row = (Option<Every>, Option<Every>, Option<&'static str>, Option<&'static str>);
    let (days, none, usual) = (Every::Hours(72), Every::None, Every::Usual);
    let rows: [Row; 12] = [
        (None, None, None, Some("04 20:00")),
        (None, None, Some("I"), Some("04 20:00")),
        (None, None, Some("II"), Some("10 20:00")),
        (None, None, Some("III"), Some("10 20:00")),
        (None, Some(days), Some("I"), Some("06 20:00")),
        (None, Some(days), Some("II"), Some("06 20:00")),
        (None, Some(none), None, None),
        (Some(Every::Hours(36)), None, Some("II"), Some("05 08:00")),
        (Some(Every::Hours(4)), Some(days), None, Some("04 00:00")),
        (Some(none), Some(days), Some("II"), None),
        (Some(usual), Some(days), Some("II"), Some("06 20:00")),
        (Some(usual), None, Some("III"), Some("10 20:00")),
    ];
    for (own, situation, class, due) in rows {
        let mut story = Story::complaint("03 09:00");
        story.terms.cadence = situation;
        if let Some(every) = own {
            story = story.then("03 10:00", EventKind::Cadence { every, rule: None, situation: None });
        }
        if let Some(class) = class {
            story = story.then("03 11:00", corrected("class", class.into()));
        }
        assert_eq!(
            story.then("03 20:00", told()).due(D::Progress),
            due.map(nov),
            "{own:?} {situation:?} {class:?}"
        );
    }
}

#[test]
fn the_usual_cadence_again_counts_from_when_it_was_chosen() {
    let chosen = |every| EventKind::Cadence { every, rule: None, situation: None };
    let story = Story::complaint("03 09:00").then("03 10:00", chosen(Every::None));
    assert_eq!(story.then("03 12:00", chosen(Every::Usual)).due(D::Progress), Some(nov("04 12:00")));
}
