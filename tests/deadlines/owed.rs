//! What is owed so that no open case is forgotten, and what a withdrawn cause withdraws.

use super::*;
use tingsu::domain::permission::{Office, permits};
use tingsu::domain::person::{Actor, Role};

/// Ledger 06-02, 21-07.
#[test]
fn every_complaint_is_investigated_within_a_working_day_and_a_grave_one_in_four_hours() {
    let story = || Story::complaint("06 09:00");
    assert_eq!(story().due(D::Investigate), Some(nov("09 09:00")), "Friday → Monday");
    let found = EventKind::Investigated {
        facts: "门机坏".into(),
        responsibility: None,
        basis: None,
        for_owner: None,
    };
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

/// Ledger 21-08.
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
    let nobody = phone.then("03 09:40", EventKind::Escalated(ended));
    let dropped = [Some(End::Dropped(nov("03 09:40")))];
    assert_eq!(nobody.ends(D::SuperiorContact), dropped, "whoever was not reached has contacted nobody");
}

#[test]
fn an_outcome_without_an_arrival_meets_the_superiors_contact() {
    let consented = EventKind::Escalated(Escalation { consent: Some(true), ..Escalation::new(Trigger::E) });
    let answered = EventKind::Escalated(Escalation {
        end: Some(EscalationEnd::Answered),
        outcome: Some("主任已在电话里答复".into()),
        continues: true,
        ..Escalation::new(Trigger::E)
    });
    let asked = Story::complaint("03 09:00").then("03 09:10", consented);
    assert_eq!(asked.due(D::SuperiorContact), Some(nov("03 10:10")));
    let told = asked.then("03 09:40", answered);
    assert_eq!(told.ends(D::SuperiorContact), [Some(End::Met(nov("03 09:40")))]);
}

/// Rules §4: the account of a message is a contact, so an answer is owed there and nobody need be named first.
#[test]
fn an_anonymous_message_is_answered_where_it_came_from() {
    let mut facts = Facts::new(CaseKind::Complaint, Channel::Message, nov("03 09:00"), "李敏");
    facts.complainant.anonymous = true;
    let story = Story::new(facts);
    assert_eq!(story.due(D::FirstResponse), Some(nov("03 13:00")));
    assert_eq!(story.due(D::Handler), None);
}

/// Rules §4: "after" means later in the list of events; equal times keep their order.
#[test]
fn of_two_events_at_the_same_time_the_later_in_the_list_comes_after() {
    let kept = Story::complaint("03 09:00").then("03 09:20", promised("03 15:00")).then("03 09:20", told());
    assert_eq!(kept.ends(D::Promise), [Some(End::Met(nov("03 09:20")))]);
    assert_eq!(kept.due(D::Promise), None);
    let open = Story::complaint("03 09:00").then("03 09:20", told()).then("03 09:20", promised("03 15:00"));
    assert_eq!(open.ends(D::Promise), [None]);
    assert_eq!(open.due(D::Promise), Some(nov("03 15:00")));
}

/// Rules §4 record_form: whether a complaint is 有一定难度 is the supervisor's to answer.
#[test]
fn whether_it_is_difficult_is_answered_by_the_supervisor() {
    let story = Story::complaint("06 10:00");
    let state = story.case.state(&story.rules);
    let office = Office { rules: &story.rules, staff: &[], ladder: &[] };
    let may =
        |role, time: &str| permits(&state, &judged(true), &Actor::new(None, "赵楠", role), office, nov(time));
    let denied = may(Role::Reception, "09 10:00").unwrap_err();
    assert!(denied.supervisor_may, "{}", denied.text);
    assert_eq!(may(Role::Supervisor, "09 10:00"), Ok(()));
    let early = may(Role::Supervisor, "09 09:59").unwrap_err();
    assert!(!early.supervisor_may, "the question is not asked yet: {}", early.text);
}

/// Ledger 06-03, 10-35, 21-05.
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
    let assigned =
        EventKind::Assigned { to: "周工".into(), department: None, reason: None, named_by: None };
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

/// Rules §7, ledger 06-20, 21-13: the class decides the paper, in class III how far the matter reaches; of an outage likewise.
#[test]
fn the_impact_decides_the_paper() {
    use tingsu::domain::code::Impact;
    use tingsu::domain::outage::{Outage, OutageKind};
    let owed = |class, impact| {
        let mut facts = facts(CaseKind::Complaint, Channel::Phone, "03 09:00");
        (facts.class, facts.impact) = (class, impact);
        facts.paper_owed()
    };
    let outage = |impact| {
        let outage = Outage {
            kind: OutageKind::Lift,
            place: "3栋".into(),
            since: nov("03 09:00"),
            notice: String::new(),
            measure: String::new(),
            expected: None,
            impact,
        };
        outage.papers().to_vec()
    };
    let (letter, report) = (Some(PaperForm::Letter), Some(PaperForm::Report));
    for (impact, third, of_outage) in [
        (Impact::Limited, None, vec![]),
        (Impact::Wide, report, vec![PaperForm::Notice]),
        (Impact::Grave, report, vec![PaperForm::Notice, PaperForm::Report]),
    ] {
        assert_eq!(owed(Some(Class::I), Some(impact)), None, "{impact}");
        assert_eq!(owed(Some(Class::II), Some(impact)), letter, "{impact}");
        assert_eq!(owed(Some(Class::III), Some(impact)), third, "{impact}");
        assert_eq!(outage(impact), of_outage, "{impact}");
    }
    assert_eq!(owed(Some(Class::III), None), None, "nobody knows yet how far it reaches");
    // Ledger 06-20: a person of the department coordinates and follows it.
    let mut outside = facts(CaseKind::Complaint, Channel::Phone, "03 09:00");
    (outside.class, outside.impact) = (Some(Class::III), Some(Impact::Wide));
    let given = EventKind::Assigned {
        to: "周工".into(),
        department: Some("工程部".into()),
        reason: None,
        named_by: None,
    };
    let story = Story::new(outside).then("03 10:00", given);
    let state = story.case.state(&story.rules);
    assert_eq!((state.handler.as_deref(), state.facts.paper_owed()), (Some("周工"), report));
    assert_eq!(state.facts.department.as_deref(), Some("工程部"));
    assert_eq!(owed(None, Some(Impact::Grave)), None);
}

/// Ledger 05-09, 05-10, 10-36, 21-06.
#[test]
fn the_head_appears_and_the_quality_department_hears_at_once() {
    let flag = |flag| EventKind::Flag { flag, set: true, reason: None };
    let group = Story::complaint("03 09:00").then("03 10:00", flag(Flag::Group));
    assert_eq!(group.due(D::Head), Some(nov("03 11:00")));
    assert!(
        Story::complaint("03 09:00")
            .then("03 10:00", flag(Flag::Group))
            .then("03 10:20", escalated(1, Some("03 10:20")))
            .due(D::Head)
            .is_some()
    );
    assert_eq!(group.then("03 10:20", escalated(2, Some("03 10:20"))).due(D::Head), None);
    let called = |rank| {
        let step = EventKind::Escalated(Escalation {
            contacted_at: Some(nov("03 10:15")),
            rung: Some(1),
            rank,
            ..Escalation::new(Trigger::I)
        });
        let group = Story::complaint("03 09:00").then("03 10:00", flag(Flag::Group));
        group.then("03 10:20", step).due(D::Head)
    };
    assert_eq!(called(Some(SuperiorRank::DepartmentHead)), None, "the head, though called first");
    assert!(called(Some(SuperiorRank::Supervisor)).is_some(), "the supervisor is not the head");
    assert!(called(None).is_some());
    let head = |end| {
        let step = Escalation { rank: Some(SuperiorRank::DepartmentHead), ..Escalation::new(Trigger::I) };
        let step = Escalation { contacted_at: Some(nov("03 10:15")), ..step };
        let group = Story::complaint("03 09:00").then("03 10:00", flag(Flag::Group));
        let group = group.then("03 10:20", EventKind::Escalated(step.clone()));
        let ended = Escalation { end: Some(end), continues: true, ..Escalation::new(Trigger::I) };
        group.then("03 10:40", EventKind::Escalated(ended)).due(D::Head)
    };
    assert_eq!(head(EscalationEnd::NotReached), Some(nov("03 11:00")), "called, but did not come");
    assert_eq!(head(EscalationEnd::Answered), None);
    let found = EventKind::Investigated {
        facts: "漏检".into(),
        responsibility: Some(Responsibility::Ours),
        basis: None,
        for_owner: None,
    };
    let major = Story::complaint("03 09:00").then("03 10:00", flag(Flag::Major));
    assert_eq!(major.due(D::Head), None, "major alone does not call the head");
    assert_eq!(major.then("03 12:00", found).due(D::Head), Some(nov("03 13:00")));
    let extreme = Story::complaint("03 09:00").then("03 10:00", flag(Flag::Extreme));
    assert_eq!(extreme.due(D::ReportUp), Some(nov("03 11:00")));
    let special = Story::complaint("03 09:00").then("03 10:00", flag(Flag::Special));
    assert_eq!(special.due(D::ReportUp), Some(nov("03 11:00")));
    let report = special.id(D::ReportUp);
    assert_eq!(special.then("03 10:30", task_done(report)).due(D::ReportUp), None);
    for (mark, code) in [(Flag::Special, D::ReportUp), (Flag::Extreme, D::ReportUp), (Flag::Group, D::Head)] {
        let repair =
            Story::new(facts(CaseKind::Repair, Channel::Phone, "03 09:00")).then("03 10:00", flag(mark));
        assert_eq!(repair.due(code), Some(nov("03 11:00")), "{mark} of a repair");
        let complaint = repair.then("03 10:30", corrected("kind", "complaint".into()));
        assert_eq!(complaint.due(code), Some(nov("03 11:00")), "{mark}: owed as before");
        assert_eq!(complaint.ends(code).len(), 1, "{mark}: owed once");
    }
}
