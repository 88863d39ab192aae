//! Events → what the case is now and what is owed next (rules §3, §4, §6). One pass over the events; what a
//! deadline is due stands on the event that set it, this file says what meets, replaces and ends it.

use chrono::Duration;

use crate::domain::case::{Case, Facts};
use crate::domain::code::{CaseKind, ClosureCode, DeadlineCode, Status, Trigger, VisitOutcome};
use crate::domain::deadline::{ESCALATE_AGAIN, IS_DIFFICULT};
use crate::domain::event::{DeadlineSet, Escalation, Event, EventKind, Every, Visit};
use crate::domain::obligation::{End, Obligation, Urge};
use crate::domain::settings::Rules;
use crate::domain::time::Moment;
use crate::domain::visitor::default_visitor;

/// What makes a span of time from one opening to one closing of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Receipt or reopening.
    pub opened: Moment,
    /// Closure; `None` while open (or voided while open).
    pub closed: Option<(Moment, ClosureCode)>,
}

/// How a case was closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedAs {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// How.
    pub code: ClosureCode,
    /// 特批关闭.
    pub overridden: bool,
    /// Reason of a closure against the list, or of one that needs a reason.
    pub reason: Option<String>,
}

/// What has happened in the present round of handling: since the receipt, the last reopening or the last
/// dissatisfied visit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Round {
    /// 处理完成 of this round.
    pub handled_at: Option<Moment>,
    /// Whether that handling was verified.
    pub verified: bool,
    /// Result as recorded.
    pub result: Option<String>,
    /// A `visit_exempt` event exists.
    pub exempt: bool,
    /// The customer declined the visit of this round.
    pub declined: bool,
    /// Attempts to visit, in order.
    pub visits: Vec<(Moment, Visit)>,
    /// Last on-site explanation: satisfied, signed, words.
    pub explained: Option<(bool, bool, String)>,
    /// A solution was told; whether the customer agreed.
    pub solution: Option<bool>,
    /// The customer was told something (progress notice or told handling) at that time.
    pub told_at: Option<Moment>,
    /// The outside authority's answer is recorded.
    pub letter_reply: bool,
}

/// A case as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseState {
    /// The facts as they are now.
    pub facts: Facts,
    /// Status for lists.
    pub status: Status,
    /// Who deals with it now; `None` while nobody does.
    pub handler: Option<String>,
    /// Who makes the return visit unless somebody else is asked. Ledger 08-01.
    pub visitor: String,
    /// Every deadline ever set, in the order of setting.
    pub obligations: Vec<Obligation>,
    /// The present round.
    pub round: Round,
    /// Number of the present round, from 1 (ledger 08-07: visit no. +1).
    pub round_number: u32,
    /// Openings and closings; the last span is the present one.
    pub spans: Vec<Span>,
    /// The closure that holds now.
    pub closed: Option<ClosedAs>,
    /// When it was voided.
    pub voided_at: Option<Moment>,
    /// Times of 处理完成, all rounds.
    pub handlings: Vec<Moment>,
    /// Escalation attempts, folded.
    pub escalations: Vec<Escalation>,
    /// A linked repeat arrived in the observed week.
    pub repeated: bool,
    /// A read-back was confirmed by the customer.
    pub restated: bool,
}

impl Case {
    /// The case as it was known at `now`: anything dated later is invisible. `None` when it did not exist.
    pub fn as_of(&self, now: Moment) -> Option<Case> {
        if self.receipt.received_at > now {
            return None;
        }
        let mut case = self.clone();
        case.events.retain(|event| event.at <= now);
        case.repeats.retain(|(_, at)| *at <= now);
        Some(case)
    }

    /// Works out what the case is at `now`. Events dated later count too; see [`Case::as_of`].
    pub fn state(&self, rules: &Rules, now: Moment) -> CaseState {
        let mut fold = Fold::start(self);
        for event in self.corrected_events().iter() {
            fold.step(event);
        }
        fold.finish(self, rules, now)
    }
}

/// The present round of a case.
pub fn round_of(case: &Case) -> Round {
    let mut fold = Fold::start(case);
    for event in case.corrected_events().iter() {
        fold.step(event);
    }
    fold.round
}

impl CaseState {
    /// Whether the case is neither closed nor voided.
    pub fn is_open(&self) -> bool {
        self.closed.is_none() && self.voided_at.is_none()
    }

    /// 上移中: an escalation has been started and has neither arrived nor ended.
    pub fn is_escalating(&self) -> bool {
        self.is_open() && self.escalations.last().is_some_and(Escalation::is_running)
    }

    /// What is owed at `now`, by due time.
    pub fn owed(&self, rules: &Rules, now: Moment) -> Vec<(&Obligation, Urge)> {
        let soon = Duration::minutes(rules.due_soon_minutes.into());
        let mut owed: Vec<_> = self
            .obligations
            .iter()
            .filter(|duty| duty.end.is_none())
            .map(|duty| (duty, duty.urge(now, soon)))
            .collect();
        owed.sort_by_key(|(duty, _)| (duty.due, duty.deadline));
        owed
    }

    /// Whether anything owed is past its time.
    pub fn is_overdue(&self, rules: &Rules, now: Moment) -> bool {
        self.owed(rules, now).iter().any(|(_, urge)| *urge == Urge::Overdue)
    }

    /// Whether the result of the present round is on record, on the spot or later.
    pub fn has_result(&self) -> bool {
        let on_the_spot = self.round.explained.as_ref().is_some_and(|(satisfied, ..)| *satisfied);
        self.round.handled_at.is_some() || on_the_spot
    }
}

struct Fold {
    facts: Facts,
    handler: Option<String>,
    obligations: Vec<Obligation>,
    round: Round,
    round_number: u32,
    spans: Vec<Span>,
    closed: Option<ClosedAs>,
    voided_at: Option<Moment>,
    handlings: Vec<Moment>,
    escalations: Vec<Escalation>,
    difficult: Option<bool>,
    record_printed: bool,
    restated: bool,
}

impl Fold {
    fn start(case: &Case) -> Self {
        let mut fold = Self {
            facts: case.receipt.clone(),
            handler: None,
            obligations: Vec::new(),
            round: Round::default(),
            round_number: 1,
            spans: vec![Span { opened: case.receipt.received_at, closed: None }],
            closed: None,
            voided_at: None,
            handlings: Vec::new(),
            escalations: Vec::new(),
            difficult: None,
            record_printed: false,
            restated: false,
        };
        fold.add(&case.sets, case.receipt.received_at);
        fold
    }

    fn step(&mut self, event: &Event) {
        self.facts.apply(&event.kind);
        self.meet(event);
        self.remember(event);
        // A closed or voided case owes nothing new.
        if self.closed.is_none() && self.voided_at.is_none() {
            self.add(&event.sets, event.at);
        }
    }

    /// Sets deadlines; an open one of the same kind (tasks: of the same words) is replaced.
    fn add(&mut self, sets: &[DeadlineSet], at: Moment) {
        for set in sets {
            let same = |duty: &Obligation| duty.deadline == set.deadline && duty.what == set.what;
            self.end(End::Replaced(at), same);
            self.obligations.push(Obligation {
                deadline: set.deadline,
                due: set.due,
                rule: set.rule.clone(),
                what: set.what.clone(),
                set_at: at,
                end: None,
            });
        }
    }

    fn end(&mut self, end: End, which: impl Fn(&Obligation) -> bool) {
        for duty in self.obligations.iter_mut().filter(|duty| duty.end.is_none() && which(duty)) {
            duty.end = Some(end);
        }
    }

    fn met(&mut self, at: Moment, codes: &[DeadlineCode]) {
        self.end(End::Met(at), |duty| codes.contains(&duty.deadline));
    }

    /// Something that is told only now had met it earlier than what was known to.
    fn met_before(&mut self, earlier: Moment, code: DeadlineCode) {
        let met = |duty: &&mut Obligation| {
            duty.deadline == code && matches!(duty.end, Some(End::Met(at)) if earlier < at)
        };
        for duty in self.obligations.iter_mut().filter(met) {
            duty.end = Some(End::Met(earlier));
        }
    }

    fn dropped(&mut self, at: Moment, codes: &[DeadlineCode]) {
        self.end(End::Dropped(at), |duty| codes.contains(&duty.deadline));
    }

    /// What an event meets or ends (the table of rules §4, column *met by*).
    fn meet(&mut self, event: &Event) {
        use DeadlineCode::{FirstResponse, Handler, Head, Letter, Progress, Promise, QuietWeek, Referral};
        use DeadlineCode::{Handover, Reply, ReportUp, SameDay, Visit as VisitDue};
        let at = event.at;
        match &event.kind {
            EventKind::Explained { .. } | EventKind::Solution { .. } => {
                self.met(at, &[FirstResponse, Promise])
            }
            kind @ EventKind::Progress { .. } if kind.told() => {
                self.met(at, &[FirstResponse, Promise, Reply, Progress]);
            }
            EventKind::Handled { told, .. } => {
                self.met(at, &[FirstResponse, SameDay, Progress]);
                if *told {
                    self.met(at, &[Promise, Reply]);
                }
            }
            EventKind::Cadence { every: Every::None, .. } => self.dropped(at, &[Progress]),
            EventKind::Assigned { .. } => self.met(at, &[Handler]),
            EventKind::Escalated(escalation) => {
                if let Some(arrived) = escalation.arrived_at {
                    self.met(arrived, &[FirstResponse]);
                    self.met_before(arrived, FirstResponse);
                }
                let rung = escalation.rung.unwrap_or(1);
                if let Some(contact) = escalation.contacted_at.or(escalation.arrived_at) {
                    // Trigger I calls the department head, on whatever rung the office has put him.
                    if rung >= 2 || escalation.trigger == Trigger::I {
                        self.met(contact, &[Head]);
                    }
                    if rung >= 3 {
                        self.met(contact, &[ReportUp]);
                    }
                }
                self.task_done(at, ESCALATE_AGAIN);
            }
            EventKind::Paper { form: 5, .. } => self.met(at, &[Letter]),
            EventKind::LetterReply { .. } => self.met(at, &[Referral]),
            EventKind::TaskDone { what, result } => {
                self.task_done(at, what);
                self.end(End::Met(at), |duty| {
                    duty.deadline.label() == what && matches!(duty.deadline, Head | ReportUp)
                });
                if what == IS_DIFFICULT {
                    self.difficult = Some(result.as_deref() == Some("是"));
                }
            }
            EventKind::TakenOver { contacted: true } => self.met(at, &[Handover]),
            EventKind::Visit(visit) => match visit.outcome {
                VisitOutcome::Reached => self.met(at, &[VisitDue]),
                VisitOutcome::Declined => self.dropped(at, &[VisitDue]),
                VisitOutcome::NoAnswer | VisitOutcome::Rescheduled => {}
            },
            EventKind::VisitExempt { .. } => self.dropped(at, &[VisitDue, QuietWeek]),
            EventKind::Corrected { .. } | EventKind::Nature { .. } => {
                if self.facts.referral.as_ref().is_some_and(|referral| referral.replied_at.is_some()) {
                    self.met(at, &[Referral]);
                }
                if self.facts.kind != CaseKind::Complaint {
                    self.dropped(at, &[FirstResponse, Handler, Progress, Letter, Head, ReportUp]);
                }
            }
            EventKind::Closed { .. } | EventKind::Voided { .. } => self.end(End::Closed(at), |_| true),
            EventKind::Reopened { .. } => self.revive(),
            _ => {}
        }
    }

    fn task_done(&mut self, at: Moment, what: &str) {
        self.end(End::Met(at), |duty| {
            duty.deadline == DeadlineCode::Task && duty.what.as_deref() == Some(what)
        });
    }

    /// Reopening brings back what closing cut off, but drops earlier visit and observation obligations; a
    /// dead promise or notice is set anew by what is said now, and the first response is not asked again.
    fn revive(&mut self) {
        use DeadlineCode::{Handler, Handover, Head, Letter, Referral, ReportUp, Task};
        if self.closed.is_none() {
            return;
        }
        for duty in &mut self.obligations {
            let lasting =
                matches!(duty.deadline, Handler | Handover | Head | Letter | Referral | ReportUp | Task);
            if matches!(duty.end, Some(End::Closed(_)))
                && lasting
                && duty.what.as_deref() != Some(ESCALATE_AGAIN)
            {
                duty.end = None;
            }
        }
    }

    /// What later events and the closure need to know.
    fn remember(&mut self, event: &Event) {
        let at = event.at;
        match &event.kind {
            EventKind::Restated { confirmed, .. } => self.restated |= confirmed,
            EventKind::Explained { text, satisfied, signed } => {
                self.round.explained = Some((*satisfied, *signed, text.clone()));
            }
            EventKind::Assigned { to, .. } => self.handler = Some(to.clone()),
            EventKind::Escalated(escalation) => self.escalated(escalation),
            EventKind::Investigated { .. } => self.take_in_hand(&event.by),
            EventKind::Solution { agreed, .. } => {
                self.round.solution = Some(*agreed);
                self.take_in_hand(&event.by);
            }
            kind @ EventKind::Progress { .. } if kind.told() => self.round.told_at = Some(at),
            EventKind::LetterReply { .. } => self.round.letter_reply = true,
            EventKind::Handled { result, verified, told, .. } => {
                self.take_in_hand(&event.by);
                self.handlings.push(at);
                self.round.handled_at = Some(at);
                self.round.verified = *verified;
                self.round.result = Some(result.clone());
                if *told {
                    self.round.told_at = Some(at);
                }
            }
            EventKind::Visit(visit) => {
                if visit.dissatisfied() {
                    self.new_round();
                } else {
                    self.round.declined |= visit.outcome == VisitOutcome::Declined;
                }
                self.round.visits.push((at, visit.clone()));
            }
            EventKind::VisitExempt { .. } => self.round.exempt = true,
            EventKind::Paper { form: 2, .. } => self.record_printed = true,
            EventKind::Closed { code, overridden, reason }
                if self.closed.is_none() && self.voided_at.is_none() =>
            {
                if let Some(span) = self.spans.last_mut() {
                    span.closed = Some((at, *code));
                }
                self.closed = Some(ClosedAs {
                    at,
                    by: event.by.clone(),
                    code: *code,
                    overridden: *overridden,
                    reason: reason.clone(),
                });
            }
            EventKind::Reopened { .. } if self.closed.is_some() && self.voided_at.is_none() => {
                self.closed = None;
                self.spans.push(Span { opened: at, closed: None });
                self.new_round();
            }
            EventKind::Voided { .. } if self.voided_at.is_none() => {
                // Voiding a closed case counts as one reopening and one voiding (rules §9).
                if self.closed.take().is_some() {
                    self.spans.push(Span { opened: at, closed: None });
                }
                self.voided_at = Some(at);
            }
            _ => {}
        }
    }

    fn escalated(&mut self, step: &Escalation) {
        match self.escalations.last_mut() {
            Some(attempt) if step.continues => attempt.take_over(step),
            _ => self.escalations.push(Escalation { continues: false, ..step.clone() }),
        }
        // The superior who took over is 服务上移第一受理人 (ledger 05-20).
        let superior = self.escalations.last().filter(|attempt| attempt.arrived_at.is_some());
        if let Some(name) = superior.and_then(|attempt| attempt.to.clone()) {
            self.handler = Some(name);
        }
    }

    fn take_in_hand(&mut self, by: &str) {
        self.handler.get_or_insert_with(|| by.to_owned());
    }

    fn new_round(&mut self) {
        self.round_number += 1;
        self.round = Round::default();
    }

    fn finish(mut self, case: &Case, rules: &Rules, now: Moment) -> CaseState {
        self.straighten();
        self.answer_referral(now);
        let repeated = self.end_repeated_week(case);
        if self.closed.is_none() && self.voided_at.is_none() && case.import_batch.is_none() {
            self.ask_for_record(rules, now);
        }
        let open = |code| self.obligations.iter().any(|duty| duty.end.is_none() && duty.deadline == code);
        let status = if self.voided_at.is_some() {
            Status::Voided
        } else if self.closed.is_some() {
            Status::Closed
        } else if open(DeadlineCode::QuietWeek) {
            Status::Observed
        } else if open(DeadlineCode::Visit) {
            Status::VisitDue
        } else if self.handler.is_none() && self.round.explained.is_none() {
            Status::Unassigned
        } else {
            Status::Handling
        };
        CaseState {
            facts: self.facts,
            status,
            handler: self.handler,
            visitor: default_visitor(case),
            obligations: self.obligations,
            round: self.round,
            round_number: self.round_number,
            spans: self.spans,
            closed: self.closed,
            voided_at: self.voided_at,
            handlings: self.handlings,
            escalations: self.escalations,
            repeated,
            restated: self.restated,
        }
    }

    /// The time of the answer may stand in the facts alone, as it does after an import.
    fn answer_referral(&mut self, now: Moment) {
        let replied = self.facts.referral.as_ref().and_then(|referral| referral.replied_at);
        let Some(replied) = replied.filter(|replied| *replied <= now) else {
            return;
        };
        for duty in self.obligations.iter_mut().filter(|duty| duty.deadline == DeadlineCode::Referral) {
            if duty.end.is_none() || matches!(duty.end, Some(End::Closed(closed)) if replied <= closed) {
                duty.end = Some(End::Met(replied));
            }
        }
    }

    /// Openings and closings begin with the receipt as it is now known and never run backwards, whatever times
    /// were typed: the check line of rules §9 rests on it.
    fn straighten(&mut self) {
        let mut latest = self.facts.received_at;
        for (index, span) in self.spans.iter_mut().enumerate() {
            span.opened = if index == 0 { latest } else { latest.max(span.opened) };
            latest = span.opened;
            if let Some((closed, _)) = &mut span.closed {
                *closed = latest.max(*closed);
                latest = *closed;
            }
        }
        self.voided_at = self.voided_at.map(|voided| latest.max(voided));
    }

    /// A linked repeat in the observed week ends it.
    fn end_repeated_week(&mut self, case: &Case) -> bool {
        let week = self.obligations.iter_mut().rev().find(|duty| duty.deadline == DeadlineCode::QuietWeek);
        let Some(week) = week.filter(|week| week.end.is_none()) else {
            return false;
        };
        let handled = self.round.handled_at.unwrap_or(week.set_at);
        let repeat = case.repeats.iter().map(|(_, at)| *at).filter(|at| *at >= handled).min();
        if let Some(at) = repeat {
            week.end = Some(End::Dropped(at));
        }
        repeat.is_some()
    }

    /// 填写处理记录表: one working day after an unhandled receipt the supervisor is asked whether it is
    /// difficult; the answer 是 makes the form due at the end of that day's duty.
    fn ask_for_record(&mut self, rules: &Rules, now: Moment) {
        if self.facts.kind != CaseKind::Complaint {
            return;
        }
        let asked = rules.calendar.one_working_day_after(self.facts.received_at);
        let handled_by_then = self.handlings.first().is_some_and(|handled| *handled <= asked);
        if now < asked || handled_by_then {
            return;
        }
        let duty = |deadline, due, rule: &str, what: Option<&str>| Obligation {
            deadline,
            due,
            rule: format!("rules §4 record_form：{rule}"),
            what: what.map(str::to_owned),
            set_at: asked,
            end: None,
        };
        match self.difficult {
            None if self.round.handled_at.is_none() => self.obligations.push(duty(
                DeadlineCode::Task,
                asked,
                "一个工作日未处理完，请主管判断是否有一定难度",
                Some(IS_DIFFICULT),
            )),
            Some(true) if !self.record_printed || self.handler.is_none() => self.obligations.push(duty(
                DeadlineCode::RecordForm,
                rules.duty.end_on(asked.date()),
                "有一定难度且超过一个工作日",
                None,
            )),
            _ => {}
        }
    }
}
