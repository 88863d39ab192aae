//! What is owed so that no open case is forgotten, and what a withdrawn cause withdraws.

use super::*;

#[test]
fn every_complaint_is_investigated_within_a_working_day_and_a_grave_one_in_four_hours() {
    let story = || Story::complaint("06 09:00");
    assert_eq!(story().due(D::Investigate), Some(nov("09 09:00")), "Friday → Monday");
    let found = EventKind::Investigated { facts: "门机坏".into(), responsibility: None, basis: None };
    for kind in [found, solution(false), handled(true, false)] {
        assert_eq!(story().then("06 10:00", kind).due(D::Investigate), None);
    }
    assert!(story().then("06 10:00", explained()).due(D::Investigate).is_some(), "it did not settle it");
    let settled = EventKind::Explained { text: "说明".into(), satisfied: true, signed: false };
    let settled = story().then("06 10:00", settled);
    assert_eq!(settled.ends(D::Investigate), [Some(End::Withdrawn(nov("06 10:00")))]);
    for flag in [Flag::Serious, Flag::Special, Flag::Extreme] {
        let mut grave = facts(CaseKind::Complaint, Channel::Phone, "06 09:00");
        grave.flags = vec![flag];
        assert_eq!(Story::new(grave).due(D::Investigate), Some(nov("06 13:00")), "{flag}");
        let later = story().then("06 10:00", EventKind::Flag { flag, set: true, reason: None });
        assert_eq!(later.due(D::Investigate), Some(nov("06 14:00")), "{flag}");
    }
}

#[test]
fn after_consent_the_superior_contacts_the_customer_at_once_or_within_the_hour() {
    let consented =
        || EventKind::Escalated(Escalation { consent: Some(true), ..Escalation::new(Trigger::E) });
    let phone = Story::complaint("03 09:00").then("03 09:10", consented());
    assert_eq!(phone.due(D::SuperiorContact), Some(nov("03 10:10")));
    let walk_in = Story::new(facts(CaseKind::Complaint, Channel::WalkIn, "03 09:00"));
    let walk_in = walk_in.then("03 09:10", consented());
    assert_eq!(walk_in.due(D::SuperiorContact), Some(nov("03 09:20")));
    let mut arrived = Escalation::new(Trigger::E);
    (arrived.arrived_at, arrived.continues) = (Some(nov("03 09:15")), true);
    let came = walk_in.then("03 09:15", EventKind::Escalated(arrived));
    assert_eq!(came.ends(D::SuperiorContact), [Some(End::Met(nov("03 09:15")))]);
    let mut ended = Escalation::new(Trigger::E);
    (ended.end, ended.continues) = (Some(EscalationEnd::NotReached), true);
    assert_eq!(phone.then("03 09:40", EventKind::Escalated(ended)).due(D::SuperiorContact), None);
}

#[test]
fn a_serious_fault_of_ours_owes_an_apology_at_home_or_by_phone() {
    let mut serious = facts(CaseKind::Complaint, Channel::Phone, "03 09:00");
    serious.flags = vec![Flag::Serious];
    assert_eq!(Story::new(serious.clone()).due(D::Apology), None, "whose fault it is, is not known yet");
    serious.responsibility = Some(Responsibility::Ours);
    let story = || Story::new(serious.clone());
    assert_eq!(story().due(D::Apology), Some(nov("04 09:00")));
    let apology = |form| EventKind::Apology { form };
    assert!(story().then("03 10:00", apology(ApologyForm::Counter)).due(D::Apology).is_some());
    for form in [ApologyForm::Home, ApologyForm::Phone] {
        assert_eq!(story().then("03 10:00", apology(form)).due(D::Apology), None);
    }
}

#[test]
fn a_withdrawn_cause_withdraws_its_obligation_which_counts_nowhere() {
    let flag = |flag, set| EventKind::Flag { flag, set, reason: None };
    let withdrawn = |story: &Story, code| {
        let state = story.case.state(&story.rules);
        let one = state.obligations.iter().find(|one| one.deadline == code).unwrap();
        matches!(one.end, Some(End::Withdrawn(_))) && one.in_time(nov("30 09:00")).is_none()
    };
    let class = Story::complaint("03 09:00")
        .then("03 10:00", corrected("class", "II".into()))
        .then("09 10:00", corrected("class", "I".into()));
    assert!(withdrawn(&class, D::Letter), "even when it was overdue");
    let extreme = Story::complaint("03 09:00")
        .then("03 10:00", flag(Flag::Extreme, true))
        .then("03 10:10", flag(Flag::Extreme, false));
    assert!(withdrawn(&extreme, D::ReportUp));
    let group = Story::complaint("03 09:00")
        .then("03 10:00", flag(Flag::Group, true))
        .then("03 10:10", flag(Flag::Group, false));
    assert!(withdrawn(&group, D::Head));
    let mut referral = facts(CaseKind::Complaint, Channel::Referral, "03 09:00");
    referral.referral = Some(Referral { due: Some(nov("07 17:00")), ..Default::default() });
    let struck_out = Story::new(referral).then("03 10:00", corrected("referral", serde_json::Value::Null));
    assert!(withdrawn(&struck_out, D::Referral));
    let enquiry = Story::complaint("03 09:00").then("03 10:00", corrected("kind", "enquiry".into()));
    for code in [D::FirstResponse, D::Investigate, D::Progress] {
        assert!(withdrawn(&enquiry, code), "{code}");
    }
    assert_eq!(enquiry.due(D::FollowUp), Some(nov("04 10:00")), "but somebody still looks after it");
}

#[test]
fn an_open_case_that_owes_nothing_else_is_followed_up() {
    let enquiry = || Story::new(facts(CaseKind::Enquiry, Channel::Phone, "03 09:00"));
    assert_eq!(enquiry().due(D::FollowUp), Some(nov("04 09:00")));
    let note = EventKind::Note { text: "记一笔".into(), internal: true };
    assert_eq!(
        enquiry().then("03 12:00", note).due(D::FollowUp),
        Some(nov("04 09:00")),
        "a note moves nothing"
    );
    let assigned = EventKind::Assigned { to: "周工".into(), department: None };
    assert_eq!(enquiry().then("03 12:00", assigned).due(D::FollowUp), Some(nov("04 12:00")));
    let promise = enquiry().then("03 12:00", promised("03 18:00"));
    assert_eq!(promise.due(D::FollowUp), None);
    assert_eq!(promise.ends(D::FollowUp), [Some(End::Met(nov("03 12:00")))]);
    let kept = promise.then("03 17:00", told());
    assert_eq!(kept.due(D::FollowUp), Some(nov("04 17:00")), "owed again once nothing else is");
    let visited = Story::complaint("03 09:00")
        .then("03 15:00", handled(true, false))
        .then("04 10:00", reached(Opinion::Mostly));
    assert_eq!(visited.due(D::FollowUp), Some(nov("05 10:00")), "until somebody closes it");
}
