//! What happens more than once in a case has an id of its own: the place of its first row among the events.

use tingsu::domain::code::{Opinion, VisitOutcome};

use super::{Story, corrected, escalated, handled, nov, reached, visit};
#[test]
fn an_attempt_to_visit_or_to_hand_upward_keeps_its_id_when_more_is_recorded_or_corrected() {
    let begun = Story::complaint("02 09:00")
        .then("02 09:30", escalated(1, None))
        .then("02 10:00", handled(true, true))
        .then("03 10:00", visit(VisitOutcome::NoAnswer, None))
        .then("03 15:00", visit(VisitOutcome::NoAnswer, None));
    let ids = |story: &Story| {
        let state = story.case.state(&story.rules);
        let visits: Vec<u32> = state.round.visits.iter().map(|one| one.id).collect();
        (visits, state.attempts.iter().map(|one| one.id).collect::<Vec<_>>())
    };
    assert_eq!(ids(&begun), (vec![2, 3], vec![0]));
    let more = begun
        .then("04 09:00", corrected("events[2].text", serde_json::json!("无人接听")))
        .then("04 09:10", reached(Opinion::Satisfied));
    assert_eq!(ids(&more), (vec![2, 3, 5], vec![0]), "a correction takes no id away");
    let state = more.case.state(&more.rules);
    assert_eq!(state.round.visits[2].at, nov("04 09:10"));
    assert!(state.round.visits[2].visit.reached());
}
