//! A cause that is withdrawn withdraws its obligation, which counts as neither met nor missed (rules §4); what it had
//! taken the place of is owed again. A table of causes and the corrections that take them away.

use super::*;

fn flag(flag: Flag, set: bool) -> EventKind {
    EventKind::Flag { flag, set, reason: None }
}

/// A complaint of Tuesday 3 November, 09:00, with the cause from the beginning.
fn with(change: impl Fn(&mut Facts)) -> Story {
    let mut facts = facts(CaseKind::Complaint, Channel::Phone, "03 09:00");
    change(&mut facts);
    Story::new(facts)
}

/// What ended as withdrawn under a deadline; such an end counts nowhere, however late it is.
fn withdrawn(story: &Story, code: D) -> usize {
    let state = story.case.state(&story.rules);
    let gone = |one: &&tingsu::domain::obligation::Obligation| {
        one.deadline == code && matches!(one.end, Some(End::Withdrawn(_)))
    };
    let gone: Vec<_> = state.obligations.iter().filter(gone).collect();
    assert!(gone.iter().all(|one| one.in_time(nov("30 09:00")).is_none()), "{code} counts nowhere");
    gone.len()
}

/// The cause, the deadline that it sets, the correction at 11:00 that takes it away, and what is due of it then.
type Row = (&'static str, Story, D, EventKind, Option<&'static str>);

#[test]
fn each_cause_taken_away_withdraws_what_it_set() {
    let ours = |facts: &mut Facts| {
        (facts.flags, facts.responsibility) = (vec![Flag::Serious], Some(Responsibility::Ours));
    };
    let referral = |facts: &mut Facts| {
        facts.channel = Channel::Referral;
        facts.referral = Some(Referral { due: Some(nov("07 17:00")), ..Default::default() });
    };
    let nobody = |facts: &mut Facts| {
        facts.complainant.anonymous = true;
        facts.complainant.phones.clear();
    };
    let null = serde_json::Value::Null;
    let kind = || corrected("kind", "enquiry".into());
    let story = || Story::complaint("03 09:00");
    let done = || story().then("03 10:00", handled(true, false));
    let rows: Vec<Row> = vec![
        (
            "二类改一类",
            with(|facts| facts.class = Some(Class::II)),
            D::Letter,
            corrected("class", "I".into()),
            None,
        ),
        (
            "二类改三类",
            with(|facts| facts.class = Some(Class::II)),
            D::Letter,
            corrected("class", "III".into()),
            None,
        ),
        (
            "取消群体倾向",
            with(|facts| facts.flags = vec![Flag::Group]),
            D::Head,
            flag(Flag::Group, false),
            None,
        ),
        ("不是管理责任", with(ours), D::Head, corrected("responsibility", "not_ours".into()), None),
        ("取消情节严重，不再致歉", with(ours), D::Apology, flag(Flag::Serious, false), None),
        ("不是管理责任，不致歉", with(ours), D::Apology, corrected("responsibility", "unknown".into()), None),
        (
            "取消过激",
            with(|facts| facts.flags = vec![Flag::Extreme]),
            D::ReportUp,
            flag(Flag::Extreme, false),
            None,
        ),
        (
            "取消特殊事件",
            with(|facts| facts.flags = vec![Flag::Special]),
            D::ReportUp,
            flag(Flag::Special, false),
            None,
        ),
        ("划掉转办", with(referral), D::Referral, corrected("referral", null), None),
        (
            "补了电话，不必先指派",
            with(nobody),
            D::Handler,
            corrected("complainant.phones", serde_json::json!(["13900000001"])),
            None,
        ),
        (
            "不紧急了，按平常响应",
            with(|facts| facts.urgency = Some(Urgency::Urgent)),
            D::FirstResponse,
            corrected("urgency", "normal".into()),
            Some("04 09:00"),
        ),
        (
            "后来标的紧急取消",
            story().then("03 10:00", corrected("urgency", "urgent".into())),
            D::FirstResponse,
            corrected("urgency", "normal".into()),
            Some("04 09:00"),
        ),
        (
            "不严重了，按平常核实",
            with(|facts| facts.flags = vec![Flag::Serious]),
            D::Investigate,
            flag(Flag::Serious, false),
            Some("04 09:00"),
        ),
        (
            "后来标的严重取消",
            story().then("03 10:00", flag(Flag::Serious, true)),
            D::Investigate,
            flag(Flag::Serious, false),
            Some("04 09:00"),
        ),
        ("不再接受回访", done(), D::Visit, corrected("complainant.declines_visits", true.into()), None),
        (
            "改为接受回访",
            with(|facts| facts.complainant.declines_visits = true).then("03 10:00", handled(true, false)),
            D::QuietWeek,
            corrected("complainant.declines_visits", false.into()),
            None,
        ),
        (
            "其实没有难度",
            story().then("04 09:30", judged(true)),
            D::RecordForm,
            corrected("events[0].difficult", false.into()),
            None,
        ),
        ("不是投诉，不必核实", story(), D::Investigate, kind(), None),
        ("不是投诉，不必响应", story(), D::FirstResponse, kind(), None),
        ("不是投诉，不必告知", story(), D::Progress, kind(), None),
        ("不是投诉，不必验证", story().then("03 10:00", handled(false, false)), D::Verify, kind(), None),
        ("不是投诉，不必回访", done(), D::Visit, kind(), None),
    ];
    for (what, story, code, correction, due) in rows {
        assert!(story.due(code).is_some(), "{what}: {code} is owed first");
        let story = story.then("04 11:00", correction);
        assert_eq!(withdrawn(&story, code), 1, "{what}");
        assert_eq!(story.due(code), due.map(nov), "{what}");
        assert!(!story.case.state(&story.rules).owed(&story.rules, nov("04 11:00")).is_empty(), "{what}");
    }
}

#[test]
fn one_grave_mark_of_two_still_hastens() {
    let two = with(|facts| facts.flags = vec![Flag::Serious, Flag::Special]);
    let one = two.then("03 10:00", flag(Flag::Serious, false));
    assert_eq!(one.due(D::Investigate), Some(nov("03 13:00")));
}

#[test]
fn what_was_answered_in_time_stays_answered_when_the_haste_is_taken_away() {
    let urgent = with(|facts| facts.urgency = Some(Urgency::Urgent)).then("03 09:30", told());
    let normal = urgent.then("03 10:00", corrected("urgency", "normal".into()));
    assert_eq!((withdrawn(&normal, D::FirstResponse), normal.due(D::FirstResponse)), (0, None));
}

#[test]
fn the_visit_follows_the_wish_of_the_customer() {
    let wish = |declines: bool| corrected("complainant.declines_visits", declines.into());
    let handled = || Story::complaint("03 09:00").then("03 10:00", handled(true, false));
    let declined = handled().then("03 11:00", wish(true));
    assert_eq!((declined.due(D::Visit), declined.due(D::QuietWeek)), (None, Some(nov("10 10:00"))));
    let again = declined.then("03 12:00", wish(false));
    assert_eq!((again.due(D::QuietWeek), again.due(D::Visit)), (None, Some(nov("04 12:00"))));
    let before = Story::complaint("03 09:00").then("03 09:30", wish(true));
    assert_eq!(before.due(D::QuietWeek), None, "nothing is done yet");
    let reached = handled().then("03 11:00", reached(Opinion::Mostly)).then("03 12:00", wish(true));
    assert_eq!((reached.due(D::Visit), reached.due(D::QuietWeek)), (None, None), "he was visited already");
    let only_now =
        handled().then("03 11:00", visit(VisitOutcome::Declined, None)).then("03 12:00", wish(false));
    assert_eq!(only_now.due(D::QuietWeek), Some(nov("10 10:00")), "this case he declined all the same");
}

#[test]
fn an_urgent_repair_is_visited_the_same_day_only_while_it_is_urgent() {
    let repair = || {
        Story::new(facts(CaseKind::Repair, Channel::Phone, "03 09:00")).then("03 15:00", handled(true, true))
    };
    assert_eq!(repair().due(D::Visit), Some(nov("04 15:00")));
    let urgent = repair().then("03 16:00", corrected("urgency", "urgent".into()));
    assert_eq!(urgent.due(D::Visit), Some(nov("04 00:00")));
    let normal = urgent.then("03 17:00", corrected("urgency", "normal".into()));
    assert_eq!(normal.due(D::Visit), Some(nov("04 15:00")));
}

#[test]
fn who_can_be_reached_after_all_is_answered_and_an_enquiry_that_is_a_repair_too() {
    let mut nobody = Facts::new(CaseKind::Complaint, Channel::Letter, nov("03 09:00"), "李敏");
    nobody.complainant.anonymous = true;
    let phoned = Story::new(nobody)
        .then("05 10:00", corrected("complainant.phones", serde_json::json!(["13900000001"])));
    assert_eq!(phoned.due(D::FirstResponse), Some(nov("06 10:00")), "from the moment on when he can be");
    let silent = Story::complaint("03 09:00")
        .then("03 10:00", corrected("complainant.anonymous", true.into()))
        .then("03 11:00", corrected("complainant.phones", serde_json::json!([])));
    assert_eq!((silent.due(D::FirstResponse), silent.due(D::Handler)), (None, Some(nov("04 11:00"))));
    let enquiry = Story::new(facts(CaseKind::Enquiry, Channel::Phone, "03 09:00"));
    let repair = enquiry.then("03 10:00", corrected("kind", "repair".into()));
    assert_eq!(repair.due(D::FirstResponse), Some(nov("04 09:00")));
    let answered = Story::new(facts(CaseKind::Repair, Channel::Phone, "03 09:00"))
        .then("03 10:00", told())
        .then("03 11:00", corrected("kind", "complaint".into()));
    assert_eq!(answered.due(D::FirstResponse), None, "it was answered");
    assert!(answered.due(D::Investigate).is_some());
}

#[test]
fn a_matter_that_becomes_ours_is_told_of_within_a_day() {
    let story = with(|facts| facts.class = Some(Class::III)).then("03 10:00", told());
    assert_eq!(story.due(D::Progress), Some(nov("10 10:00")));
    assert_eq!(
        story.then("05 10:00", corrected("class", "I".into())).due(D::Progress),
        Some(nov("06 10:00"))
    );
}

#[test]
fn a_corrected_opinion_begins_the_second_round_or_takes_it_back() {
    let visited = |opinion| {
        Story::complaint("03 09:00").then("03 15:00", handled(true, false)).then("04 10:00", reached(opinion))
    };
    let bad =
        visited(Opinion::Satisfied).then("04 11:00", corrected("events[1].result", "dissatisfied".into()));
    assert_eq!(bad.due(D::Task), Some(nov("05 00:00")), "escalated again the day of the visit");
    assert_eq!(bad.due(D::Progress), Some(nov("05 10:00")));
    let slip = visited(Opinion::Satisfied)
        .then("04 10:30", corrected("events[1].result", "dissatisfied".into()))
        .then("04 11:00", corrected("events[1].result", "satisfied".into()));
    assert_eq!((slip.due(D::Task), slip.due(D::Progress)), (None, None));
    assert_eq!(slip.due(D::FollowUp), Some(nov("05 11:00")));
}

#[test]
fn a_corrected_promise_is_due_at_its_corrected_time() {
    let story = Story::complaint("03 09:00").then("03 09:20", promised("03 15:00"));
    let story = story.then("03 09:30", corrected("events[0].due", "2026-11-03T16:30:00+08:00".into()));
    assert_eq!(story.due(D::Promise), Some(nov("03 16:30")));
}

#[test]
fn a_corrected_event_owes_what_the_right_one_would_have_owed() {
    let mark = EventKind::Flag { flag: Flag::Sensitive, set: true, reason: None };
    let story = Story::complaint("03 09:00").then("03 10:00", mark);
    assert_eq!(story.due(D::ReportUp), None);
    let corrected = story.then("03 11:00", corrected("events[0].flag", "extreme".into()));
    assert_eq!(corrected.due(D::ReportUp), Some(nov("03 12:00")));
}

#[test]
fn an_agreement_that_was_none_owes_nothing_the_same_day() {
    let agreed = Story::complaint("03 09:00").then("03 10:00", solution(true));
    assert_eq!(
        (agreed.due(D::SameDay), agreed.due(D::Reply)),
        (Some(nov("04 00:00")), Some(nov("04 10:00")))
    );
    let not = agreed.then("03 11:00", corrected("events[0].agreed", false.into()));
    assert_eq!((not.due(D::SameDay), not.due(D::Reply)), (None, None));
    assert_eq!((withdrawn(&not, D::SameDay), withdrawn(&not, D::Reply)), (1, 1));
    let again = not.then("03 12:00", corrected("events[0].agreed", true.into()));
    assert_eq!((again.due(D::SameDay), again.due(D::Reply)), (Some(nov("04 00:00")), Some(nov("04 10:00"))));
    let neither = again.then("03 13:00", corrected("events[0].agreed", false.into()));
    assert_eq!(
        (neither.due(D::SameDay), neither.due(D::Reply)),
        (None, None),
        "nor what a correction had set"
    );
    let dated = Story::complaint("03 09:00")
        .then("03 09:30", EventKind::CompletionDate { due: nov("05 17:00"), reason: Some("配件".into()) })
        .then("03 10:00", solution(true))
        .then("03 11:00", corrected("events[1].agreed", false.into()));
    assert_eq!(dated.due(D::SameDay), Some(nov("05 17:00")), "the date told before holds again");
}

#[test]
fn work_that_was_not_verified_owes_its_verification_and_no_visit_yet() {
    let wrong = || corrected("events[0].verified", false.into());
    let done = Story::complaint("03 09:00").then("03 10:00", handled(true, true)).then("03 11:00", wrong());
    assert_eq!((done.due(D::Visit), done.due(D::Verify)), (None, Some(nov("04 10:00"))));
    let right = done.then("03 12:00", corrected("events[0].verified", true.into()));
    assert_eq!((right.due(D::Visit), right.due(D::Verify)), (Some(nov("04 10:00")), None));
    let mut spared = facts(CaseKind::Complaint, Channel::Phone, "03 09:00");
    spared.complainant.declines_visits = true;
    let quiet = Story::new(spared).then("03 10:00", handled(true, true));
    assert_eq!(quiet.due(D::QuietWeek), Some(nov("10 10:00")));
    assert_eq!(quiet.then("03 11:00", wrong()).due(D::QuietWeek), None);
    let mut urgent = facts(CaseKind::Repair, Channel::Phone, "03 09:00");
    urgent.urgency = Some(Urgency::Urgent);
    let urgent = Story::new(urgent).then("03 10:00", handled(true, true)).then("03 11:00", wrong());
    assert_eq!((urgent.due(D::Visit), urgent.due(D::Verify)), (None, Some(nov("04 10:00"))));
    let wanting = Story::complaint("03 09:00")
        .then("03 10:00", handled(false, true))
        .then("03 15:00", verified(VerifyResult::Good))
        .then("03 16:00", corrected("events[1].result", "wanting".into()));
    assert_eq!((wanting.due(D::Visit), wanting.due(D::Progress)), (None, Some(nov("04 15:00"))));
}

#[test]
fn without_consent_no_superior_owes_a_call() {
    let consent = Escalation { consent: Some(true), ..Escalation::new(Trigger::E) };
    let story = Story::complaint("03 09:00").then("03 09:10", EventKind::Escalated(consent));
    assert_eq!(story.due(D::SuperiorContact), Some(nov("03 10:10")));
    let none = story.then("03 09:20", corrected("events[0].consent", false.into()));
    assert_eq!((none.due(D::SuperiorContact), withdrawn(&none, D::SuperiorContact)), (None, 1));
}

#[test]
fn a_task_due_at_another_time_is_owed_once() {
    let task = EventKind::Task {
        what: "查泵".into(),
        to: Some("周工".into()),
        due: Some(nov("03 12:00")),
        kind: TaskKind::Free,
        after: None,
    };
    let later = Story::complaint("03 09:00")
        .then("03 10:00", task)
        .then("03 10:30", corrected("events[0].due", "2026-11-03T15:00:00+08:00".into()));
    assert_eq!(later.due(D::Task), Some(nov("03 15:00")));
    assert_eq!(withdrawn(&later, D::Task), 1);
}
