//! Every row of rules §4: what sets a deadline, when it is due, what meets it and what does not.

mod cadence;
mod causes;
mod ids;
mod letters;
mod owed;
mod random;
mod settings;
mod tasks;

use tingsu::domain::case::{Case, CaseNumber, Facts, Referral};
use tingsu::domain::code::{
    ApologyForm, Capability, CaseKind, Channel, Class, ClosureCode, DeadlineCode as D, EscalationEnd,
    ExemptGround, Flag, Medium, Opinion, PaperForm, ReplyTo, Responsibility, SuperiorRank, Trigger, Urgency,
    VerifyResult, VisitForm, VisitOutcome,
};
use tingsu::domain::deadline::{Terms, append, asks_completion_date};
use tingsu::domain::event::{Escalation, Event, EventKind, Visit};
use tingsu::domain::obligation::{End, ObligationId, TaskKind, Urge};
use tingsu::domain::settings::{Rules, SituationTerms};
use tingsu::domain::time::Moment;

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

/// A day in November 2026 and a time: `03 09:00` is Tuesday the third.
fn nov(text: &str) -> Moment {
    let (day, time) = text.split_once(' ').unwrap();
    at(&format!("2026-11-{day}T{time}"))
}

/// A case that grows event by event, as the desk makes it grow.
struct Story {
    case: Case,
    rules: Rules,
    terms: SituationTerms,
}

impl Story {
    fn new(facts: Facts) -> Self {
        let rules = Rules::default();
        let mut case = Case::new(CaseNumber::new(facts.received_at.date(), 1), facts);
        Terms::plain(&rules).plan(&mut case);
        Self { case, rules, terms: SituationTerms::default() }
    }

    fn complaint(time: &str) -> Self {
        Self::new(facts(CaseKind::Complaint, Channel::Phone, time))
    }

    fn then(self, time: &str, kind: EventKind) -> Self {
        self.at(nov(time), kind)
    }

    fn at(mut self, time: Moment, kind: EventKind) -> Self {
        let terms = Terms { rules: &self.rules, situation: self.terms };
        let mut state = self.case.state(&self.rules);
        append(&mut self.case, &mut state, Event::new(time, "李敏", kind), terms);
        assert_eq!(state, self.case.state(&self.rules), "one step at a time or all at once");
        self
    }

    /// When the deadline is due, while it is owed.
    fn due(&self, code: D) -> Option<Moment> {
        let now = self.case.events.last().map_or(self.case.receipt.received_at, |event| event.at);
        self.due_at(code, now)
    }

    fn due_at(&self, code: D, now: Moment) -> Option<Moment> {
        let state = self.case.state(&self.rules);
        let owed = state.owed(&self.rules, now);
        owed.iter().find(|(duty, _)| duty.deadline == code).map(|(duty, _)| duty.due)
    }

    fn urge_at(&self, code: D, now: &str) -> Urge {
        let state = self.case.state(&self.rules);
        state.owed(&self.rules, nov(now)).iter().find(|(duty, _)| duty.deadline == code).unwrap().1
    }

    /// The id of what is owed under this deadline.
    fn id(&self, code: D) -> ObligationId {
        let state = self.case.state(&self.rules);
        state.obligations.iter().rev().find(|one| one.end.is_none() && one.deadline == code).unwrap().id
    }

    fn ends(&self, code: D) -> Vec<Option<End>> {
        let state = self.case.state(&self.rules);
        state.obligations.iter().filter(|duty| duty.deadline == code).map(|duty| duty.end).collect()
    }
}

fn facts(kind: CaseKind, channel: Channel, time: &str) -> Facts {
    let mut facts = Facts::new(kind, channel, nov(time), "李敏");
    facts.complainant.phones = vec!["13900000001".into()];
    facts
}

fn progress(medium: Medium, told: Option<bool>) -> EventKind {
    EventKind::Progress { medium, text: "正在查".into(), told, is_final: false }
}

fn told() -> EventKind {
    progress(Medium::Phone, None)
}

fn explained() -> EventKind {
    EventKind::Explained { text: "说明".into(), satisfied: false, signed: false }
}

fn promised(due: &str) -> EventKind {
    EventKind::Promised { due: nov(due), consent: true, text: String::new(), confirmed_by: None }
}

fn solution(agreed: bool) -> EventKind {
    EventKind::Solution { options: Vec::new(), chosen: None, text: "换件".into(), agreed, opinion: None }
}

fn handled(verified: bool, told: bool) -> EventKind {
    crate::support::handled("修好", verified, told)
}

fn escalated(rung: u8, arrived: Option<&str>) -> EventKind {
    EventKind::Escalated(Escalation {
        to: Some("韩骁".into()),
        rung: Some(rung),
        rank: SuperiorRank::ALL.get(usize::from(rung) - 1).copied(),
        consent: Some(true),
        contacted_at: arrived.map(nov),
        arrived_at: arrived.map(nov),
        ..Escalation::new(Trigger::E)
    })
}

fn visit(outcome: VisitOutcome, result: Option<Opinion>) -> EventKind {
    EventKind::Visit(Visit {
        form: VisitForm::Phone,
        outcome,
        standing: None,
        process: result,
        measures: result,
        result,
        expectation: None,
        perceived: None,
        emotion: None,
        text: None,
        visitor: None,
        again: None,
    })
}

fn reached(result: Opinion) -> EventKind {
    visit(VisitOutcome::Reached, Some(result))
}

fn corrected(what: &str, after: serde_json::Value) -> EventKind {
    EventKind::Corrected {
        what: what.into(), before: serde_json::Value::Null, after, reason: "补充".into()
    }
}

fn closed() -> EventKind {
    EventKind::Closed { code: ClosureCode::Visited, overridden: false, reason: None }
}

fn task_done(task: ObligationId) -> EventKind {
    EventKind::TaskDone {
        task: Some(task),
        what: "测试".into(),
        result: Some("完成".into()),
        who: None,
        rank: None,
    }
}

fn verified(result: VerifyResult) -> EventKind {
    EventKind::Verified { who: Some("周工".into()), result, text: None }
}

fn judged(difficult: bool) -> EventKind {
    EventKind::DifficultyJudged { difficult }
}

/// Ledger 04-08, 04-09, 15-05.
#[test]
fn first_response_is_due_in_24_hours_and_online_in_4_after_it_was_seen() {
    assert_eq!(Story::complaint("03 09:00").due(D::FirstResponse), Some(nov("04 09:00")));
    let message = Story::new(facts(CaseKind::Complaint, Channel::Message, "03 09:00"));
    assert_eq!(message.due(D::FirstResponse), Some(nov("03 13:00")));
    let mut online = facts(CaseKind::Complaint, Channel::Online, "03 09:00");
    online.online =
        Some(tingsu::domain::case::Online { seen_at: Some(nov("03 10:00")), ..Default::default() });
    assert_eq!(Story::new(online).due(D::FirstResponse), Some(nov("03 14:00")));
    let repair = |urgency| {
        let mut facts = facts(CaseKind::Repair, Channel::Phone, "03 09:00");
        facts.urgency = urgency;
        Story::new(facts)
    };
    assert_eq!(repair(None).due(D::FirstResponse), Some(nov("04 09:00")));
    assert_eq!(repair(Some(Urgency::Urgent)).due(D::FirstResponse), Some(nov("03 10:00")));
    let appointed =
        repair(None).then("03 10:00", EventKind::CompletionDate { due: nov("04 18:00"), reason: None });
    assert_eq!(appointed.due(D::FirstResponse), None, "an appointment told answers a repair");
    assert_eq!(appointed.due(D::SameDay), Some(nov("04 18:00")));
    let enquiry = Story::new(facts(CaseKind::Enquiry, Channel::Phone, "03 09:00"));
    assert_eq!(enquiry.due(D::FirstResponse), None);
    let urgent = Story::complaint("03 09:00").then("03 12:00", corrected("urgency", "urgent".into()));
    assert_eq!(urgent.due(D::FirstResponse), Some(nov("03 13:00")), "urgent from now on");
}

#[test]
fn first_response_is_met_by_every_real_answer_but_not_by_a_promise() {
    let met = |kind| Story::complaint("03 09:00").then("03 10:00", kind).due(D::FirstResponse).is_none();
    assert!(met(explained()));
    assert!(met(solution(false)));
    assert!(met(told()));
    assert!(met(progress(Medium::Online, None)));
    assert!(met(escalated(1, Some("03 10:00"))));
    assert!(met(handled(false, false)));
    assert!(!met(promised("03 18:00")));
    assert!(!met(progress(Medium::Notice, None)));
    assert!(!met(progress(Medium::Phone, Some(false))));
    assert!(!met(escalated(1, None)));
}

#[test]
fn an_anonymous_case_without_contact_owes_a_handler_instead() {
    let anonymous = |channel| {
        let mut facts = Facts::new(CaseKind::Complaint, channel, nov("06 10:00"), "李敏");
        facts.complainant.anonymous = true;
        Story::new(facts)
    };
    let letter = anonymous(Channel::Letter);
    assert_eq!(letter.due(D::FirstResponse), None);
    assert_eq!(letter.due(D::Handler), Some(nov("09 10:00")), "Friday → Monday");
    let assign = EventKind::Assigned { to: "周工".into(), department: None, reason: None, named_by: None };
    assert_eq!(letter.then("06 11:00", assign).due(D::Handler), None);
    let online = anonymous(Channel::Online);
    assert_eq!(online.due(D::FirstResponse), Some(nov("06 14:00")), "answered in public");
    assert_eq!(online.due(D::Handler), Some(nov("09 10:00")), "and somebody must look into it");
}

/// Ledger 04-01, 04-13: due at the agreed time, kept or missed.
#[test]
fn a_promise_is_due_at_the_agreed_time_and_met_by_what_tells_the_customer_afterwards() {
    let story =
        || Story::complaint("03 09:00").then("03 09:10", explained()).then("03 09:20", promised("03 15:00"));
    assert_eq!(story().due(D::Promise), Some(nov("03 15:00")), "an explanation before does not count");
    for kind in [solution(false), told(), explained(), handled(true, true)] {
        assert_eq!(story().then("03 14:00", kind).due(D::Promise), None);
    }
    assert!(story().then("03 14:00", handled(true, false)).due(D::Promise).is_some());
    let newer = story().then("03 16:00", promised("04 10:00"));
    assert_eq!(newer.due(D::Promise), Some(nov("04 10:00")));
    let state = newer.case.state(&newer.rules);
    let first = state.obligations.iter().find(|duty| duty.deadline == D::Promise).unwrap();
    assert_eq!(first.in_time(nov("03 16:00")), Some(false), "replaced after it was overdue: missed");
    let early = story().then("03 14:00", promised("04 10:00"));
    assert_eq!(early.ends(D::Promise)[0], Some(End::Replaced(nov("03 14:00"))));
}

/// Ledger 04-04, 04-05, 04-06.
#[test]
fn an_agreed_solution_is_handled_the_same_day_or_by_the_told_date() {
    let story = || Story::complaint("03 09:00").then("03 10:00", solution(true));
    assert_eq!(story().due(D::SameDay), Some(nov("04 00:00")));
    assert_eq!(story().due(D::Reply), Some(nov("04 10:00")));
    assert_eq!(Story::complaint("03 09:00").then("03 10:00", solution(false)).due(D::SameDay), None);
    let told_date =
        story().then("03 10:05", EventKind::CompletionDate { due: nov("06 18:00"), reason: None });
    assert_eq!(told_date.due(D::SameDay), Some(nov("06 18:00")));
    assert_eq!(told_date.then("05 10:00", handled(true, false)).due(D::SameDay), None);
    assert_eq!(story().then("03 17:00", told()).due(D::Reply), None);
    assert!(story().then("03 17:00", handled(true, false)).due(D::Reply).is_some());
    assert_eq!(story().then("03 17:00", handled(true, true)).due(D::Reply), None);
}

#[test]
fn an_agreement_in_the_evening_asks_for_a_completion_date() {
    let mut rules = Rules::default();
    assert!(!asks_completion_date(nov("03 15:59"), &rules) && asks_completion_date(nov("03 16:00"), &rules));
    rules.same_day_until_hour = 18;
    assert!(!asks_completion_date(nov("03 17:59"), &rules), "the hour is a setting");
}

/// Ledger 04-02, 04-11, 06-21, 07-07.
#[test]
fn progress_is_told_every_24_hours_and_every_7_days_outside() {
    let story = Story::complaint("03 09:00");
    assert_eq!(story.due(D::Progress), Some(nov("04 09:00")));
    assert_eq!(story.then("03 20:00", told()).due(D::Progress), Some(nov("04 20:00")));
    let notice = Story::complaint("03 09:00").then("03 20:00", progress(Medium::Notice, None));
    assert_eq!(notice.due(D::Progress), Some(nov("04 09:00")), "a notice board alone meets nothing");
    let mut beyond = facts(CaseKind::Complaint, Channel::Phone, "03 09:00");
    beyond.capability = Some(Capability::BeyondUs);
    assert_eq!(Story::new(beyond).then("03 20:00", told()).due(D::Progress), Some(nov("10 20:00")));
    for class in ["II", "III"] {
        let story = Story::complaint("03 09:00").then("03 10:00", corrected("class", class.into()));
        assert_eq!(story.then("03 20:00", told()).due(D::Progress), Some(nov("10 20:00")));
    }
    assert_eq!(Story::complaint("03 09:00").then("03 20:00", handled(false, false)).due(D::Progress), None);
}

/// Ledger 04-10.
#[test]
fn the_record_form_is_asked_for_one_working_day_later() {
    let story = || Story::complaint("06 10:00");
    assert_eq!(story().due_at(D::Task, nov("09 09:59")), None);
    assert_eq!(story().due_at(D::Task, nov("09 10:00")), Some(nov("09 10:00")), "the question itself");
    let difficult = story().then("09 11:00", judged(true));
    assert_eq!(difficult.due(D::Task), None);
    assert_eq!(difficult.due(D::RecordForm), Some(nov("09 18:00")));
    let printed = difficult
        .then(
            "09 12:00",
            EventKind::Assigned { to: "周工".into(), department: None, reason: None, named_by: None },
        )
        .then("09 12:10", EventKind::Paper { form: PaperForm::HandlingRecord, sent_to: None });
    assert_eq!(printed.due(D::RecordForm), None);
    let evening = story().then("09 17:30", judged(true));
    assert_eq!(evening.due(D::RecordForm), Some(nov("09 19:30")), "never earlier than 2 h after the answer");
    let easy = story().then("09 11:00", judged(false));
    assert_eq!(easy.due(D::RecordForm), None);
    let quick = story().then("06 12:00", handled(true, true));
    assert_eq!(quick.due_at(D::Task, nov("09 11:00")), None, "handled within the working day");
    let late = story().then("10 15:00", handled(true, true));
    assert_eq!(late.due(D::Task), Some(nov("09 10:00")), "handled late, it is asked all the same");
    assert_eq!(late.then("10 15:30", judged(true)).due(D::RecordForm), Some(nov("10 17:30")));
}

#[test]
fn class_ii_owes_a_letter_one_working_day_later() {
    let story = Story::complaint("03 09:00").then("06 16:00", corrected("class", "II".into()));
    assert_eq!(story.due(D::Letter), Some(nov("09 16:00")));
    let sent = story
        .then("06 17:00", EventKind::Paper { form: PaperForm::Letter, sent_to: Some("客户关系中心".into()) });
    assert_eq!(sent.due(D::Letter), None);
    let mut second = facts(CaseKind::Complaint, Channel::Phone, "03 09:00");
    second.class = Some(Class::II);
    assert_eq!(Story::new(second).due(D::Letter), Some(nov("04 09:00")));
}

#[test]
fn a_referral_is_due_at_the_limit_of_its_sheet() {
    let mut referral = facts(CaseKind::Complaint, Channel::Referral, "03 09:00");
    referral.referral = Some(Referral { due: Some(nov("07 17:00")), ..Default::default() });
    let story = Story::new(referral);
    assert_eq!(story.due(D::Referral), Some(nov("07 17:00")));
    let reply =
        |answers| EventKind::LetterReply { from: None, text: "已答复".into(), answers, letter: None };
    let developer = story.then("05 09:00", reply(ReplyTo::Letter));
    assert!(developer.due(D::Referral).is_some(), "the developer's answer is not ours to the unit");
    assert_eq!(developer.then("05 10:00", reply(ReplyTo::Referral)).due(D::Referral), None);
}

#[test]
fn the_answer_to_a_referral_may_stand_in_the_facts_alone() {
    let mut facts = facts(CaseKind::Complaint, Channel::Referral, "03 09:00");
    let (due, replied) = (Some(nov("05 18:00")), Some(nov("05 09:00")));
    facts.referral = Some(Referral { due, replied_at: replied, ..Referral::default() });
    let story = Story::new(facts);
    assert!(story.due_at(D::Referral, nov("04 09:00")).is_some(), "an answer dated later is not yet seen");
    let state = story.case.state(&Rules::default());
    let one = state.obligations.into_iter().find(|one| one.deadline == D::Referral).unwrap();
    assert_eq!(one.in_time(nov("06 09:00")), Some(true));
}

#[test]
fn the_first_of_several_answers_counts_though_it_is_told_last() {
    let late = || Story::complaint("03 09:00").then("04 09:10", explained());
    let first = |story: &Story| {
        let state = story.case.state(&Rules::default());
        let duty = state.obligations.into_iter().find(|duty| duty.deadline == D::FirstResponse).unwrap();
        duty.in_time(nov("05 09:00"))
    };
    assert_eq!(first(&late()), Some(false));
    let arrived_before = late().then("04 09:30", escalated(1, Some("04 08:50")));
    assert_eq!(first(&arrived_before), Some(true), "the superior had come before the explanation");
}

/// Ledger 08-02, 08-16, 21-02.
#[test]
fn a_visit_is_due_after_verified_handling_and_met_only_by_reaching_the_customer() {
    let story = || Story::complaint("03 09:00").then("03 15:00", handled(true, false));
    assert_eq!(story().due(D::Visit), Some(nov("04 15:00")));
    let unverified = || Story::complaint("06 09:00").then("06 15:00", handled(false, false));
    assert_eq!(unverified().due(D::Visit), None);
    assert_eq!(unverified().due(D::Verify), Some(nov("09 15:00")), "Friday → Monday");
    let good = unverified().then("07 10:00", verified(VerifyResult::Good));
    assert_eq!((good.due(D::Verify), good.due(D::Visit)), (None, Some(nov("08 10:00"))));
    let wanting = unverified().then("07 10:00", verified(VerifyResult::Wanting));
    assert_eq!((wanting.due(D::Verify), wanting.due(D::Visit)), (None, None));
    assert_eq!(wanting.due(D::Progress), Some(nov("08 10:00")), "the round goes on");
    for outcome in [VisitOutcome::NoAnswer, VisitOutcome::Rescheduled] {
        assert!(story().then("03 16:00", visit(outcome, None)).due(D::Visit).is_some());
    }
    assert_eq!(story().then("03 16:00", reached(Opinion::Satisfied)).due(D::Visit), None);
    let exempt =
        EventKind::VisitExempt { ground: ExemptGround::Sensitive, text: Some("涉及家事".into()) };
    assert_eq!(story().then("03 16:00", exempt.clone()).due(D::Visit), None);
    assert_eq!(
        Story::complaint("03 09:00")
            .then("03 10:00", exempt)
            .then("03 15:00", handled(true, true))
            .due(D::Visit),
        None
    );
    let mut urgent = facts(CaseKind::Repair, Channel::Phone, "03 09:00");
    urgent.urgency = Some(Urgency::Urgent);
    assert_eq!(
        Story::new(urgent).then("03 15:00", handled(true, false)).due(D::Visit),
        Some(nov("04 00:00"))
    );
    let mut own = Story::complaint("03 09:00");
    own.terms.visit_hours = Some(48);
    assert_eq!(own.then("03 15:00", handled(true, false)).due(D::Visit), Some(nov("05 15:00")));
}

#[test]
fn a_quiet_week_runs_from_handling_and_stays_until_closing() {
    let story = || {
        Story::complaint("03 09:00")
            .then("03 15:00", handled(true, false))
            .then("04 10:00", visit(VisitOutcome::Declined, None))
    };
    assert_eq!(story().due(D::QuietWeek), Some(nov("10 15:00")));
    assert_eq!(story().due(D::Visit), None);
    assert_eq!(story().urge_at(D::QuietWeek, "10 14:59"), Urge::Open);
    assert_eq!(story().urge_at(D::QuietWeek, "10 15:00"), Urge::DueSoon);
    assert_eq!(story().urge_at(D::QuietWeek, "20 15:00"), Urge::DueSoon);
    let mut repeated = story();
    repeated.case.repeats.push((CaseNumber::new(nov("08 09:00").date(), 1), nov("08 09:00")));
    assert_eq!(repeated.due_at(D::QuietWeek, nov("09 09:00")), None);
    let mut spared = facts(CaseKind::Complaint, Channel::Phone, "03 09:00");
    spared.complainant.declines_visits = true;
    let spared = Story::new(spared).then("03 15:00", handled(true, false));
    assert_eq!(spared.due(D::QuietWeek), Some(nov("10 15:00")));
    assert_eq!(spared.due(D::Visit), None);
}

/// Ledger 05-08, 08-07: the next round begins.
#[test]
fn a_dissatisfied_visit_owes_another_escalation_the_same_day() {
    let story = || {
        Story::complaint("03 09:00")
            .then("03 15:00", handled(true, false))
            .then("04 10:00", reached(Opinion::Dissatisfied))
    };
    assert_eq!(story().due(D::Task), Some(nov("05 00:00")));
    let state = story().case.state(&Rules::default());
    assert_eq!(state.round_number, 2);
    assert!(state.obligations.iter().any(|one| one.is_task(&TaskKind::EscalateAgain)));
    assert_eq!(story().due(D::Progress), Some(nov("05 10:00")), "the new round is told of");
    assert!(story().then("04 11:00", escalated(2, None)).due(D::Task).is_some(), "nobody was reached");
    assert_eq!(story().then("04 11:00", escalated(2, Some("04 11:00"))).due(D::Task), None);
    let row = |change: fn(&mut Escalation)| {
        let mut row = Escalation { continues: true, ..Escalation::new(Trigger::E) };
        change(&mut row);
        EventKind::Escalated(row)
    };
    let called = || {
        let called = row(|row| row.contacted_at = Some(nov("04 11:05")));
        story().then("04 11:00", escalated(2, None)).then("04 11:05", called)
    };
    let nobody_came = called().then("04 11:30", row(|row| row.end = Some(EscalationEnd::NotReached)));
    assert_eq!(nobody_came.due(D::Task), Some(nov("05 00:00")), "called, but nobody came");
    assert_eq!(
        called().then("04 11:30", row(|row| row.arrived_at = Some(nov("04 11:30")))).due(D::Task),
        None
    );
    let mut refused = Escalation::new(Trigger::H);
    (refused.consent, refused.end) = (Some(false), Some(EscalationEnd::Refused));
    let refused = story().then("04 11:00", EventKind::Escalated(refused));
    assert!(refused.due(D::Task).is_some(), "a refusal alone does not do");
    assert_eq!(refused.then("04 11:05", promised("04 17:00")).due(D::Task), None);
    assert_eq!(story().then("04 11:00", closed()).due(D::Task), None);
    let again =
        story().then("04 11:00", escalated(2, Some("04 11:00"))).then("05 09:00", handled(true, false));
    assert_eq!(again.due(D::Visit), Some(nov("06 09:00")), "the second round is visited again");
}

#[test]
fn a_hand_over_is_taken_over_and_the_owner_contacted() {
    let handover = EventKind::Handover { to: Some("管家".into()), due: None };
    let story = || Story::complaint("03 21:50").then("03 22:00", handover.clone());
    assert_eq!(story().due(D::Handover), Some(nov("04 08:30")));
    let after_midnight = Story::complaint("04 01:50").then("04 02:00", handover.clone());
    assert_eq!(after_midnight.due(D::Handover), Some(nov("04 08:30")), "the same morning");
    assert!(story().then("04 08:20", EventKind::TakenOver { contacted: false }).due(D::Handover).is_some());
    assert_eq!(story().then("04 08:25", EventKind::TakenOver { contacted: true }).due(D::Handover), None);
}

#[test]
fn a_task_is_done_by_its_id() {
    let task = |what: &str, due| EventKind::Task {
        what: what.into(),
        to: None,
        due: Some(nov(due)),
        kind: TaskKind::Free,
        after: None,
    };
    let story = Story::complaint("03 09:00").then("03 10:00", task("测试道闸", "03 18:00"));
    let first = story.id(D::Task);
    let story = story.then("03 10:10", task("拍照", "03 19:00"));
    assert_eq!(story.due(D::Task), Some(nov("03 18:00")));
    let done = story.then("03 12:00", task_done(first));
    assert_eq!(done.due(D::Task), Some(nov("03 19:00")), "the other one stays");
    let second = done.id(D::Task);
    assert_eq!(done.then("03 13:00", task_done(second)).due(D::Task), None);
}

#[test]
fn due_soon_begins_an_hour_before_and_overdue_after() {
    let story = Story::complaint("03 09:00").then("03 09:20", promised("03 15:00"));
    assert_eq!(story.urge_at(D::Promise, "03 13:59"), Urge::Open);
    assert_eq!(story.urge_at(D::Promise, "03 14:00"), Urge::DueSoon);
    assert_eq!(story.urge_at(D::Promise, "03 15:00"), Urge::DueSoon);
    assert_eq!(story.urge_at(D::Promise, "03 15:01"), Urge::Overdue);
}

#[test]
fn changing_a_rule_changes_no_deadline_already_set() {
    let mut story = Story::complaint("03 09:00").then("03 15:00", handled(true, false));
    story.rules.visit = 1;
    story.rules.first_response = 1;
    assert_eq!(story.due(D::Visit), Some(nov("04 15:00")));
}

#[test]
fn closing_ends_everything_and_reopening_brings_back_only_what_lasts() {
    let story = Story::complaint("03 09:00")
        .then("03 10:00", corrected("class", "II".into()))
        .then("03 15:00", handled(true, false))
        .then("03 16:00", closed());
    assert!(story.case.state(&story.rules).owed(&story.rules, nov("03 17:00")).is_empty());
    let again = story.then("05 09:00", EventKind::Reopened { reason: "又停了".into() });
    assert_eq!(again.due(D::Visit), None, "earlier visit obligations are dropped");
    assert_eq!(again.due(D::FirstResponse), None, "the first response is not asked again");
    assert_eq!(again.due(D::Letter), Some(nov("04 10:00")), "the letter is still owed");
    assert_eq!(again.due(D::Progress), Some(nov("06 09:00")));
    assert_eq!(again.then("05 15:00", handled(true, false)).due(D::Visit), Some(nov("06 15:00")));
}

#[test]
fn a_case_of_an_old_ledger_makes_no_deadlines() {
    let mut case = Case::new(
        CaseNumber::new(nov("03 09:00").date(), 1),
        facts(CaseKind::Complaint, Channel::Phone, "03 09:00"),
    );
    case.import_batch = Some(1);
    let rules = Rules::default();
    case.events.push(Event::new(nov("03 15:00"), "李敏", handled(true, false)));
    Terms::plain(&rules).plan(&mut case);
    assert!(case.state(&rules).owed(&rules, nov("20 09:00")).is_empty());
}
