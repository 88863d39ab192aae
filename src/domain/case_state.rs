//! What a case is now and what it owes: [`CaseState`], folded from the events one at a time. The one telling of a
//! case's state: desk, window, papers, commands and statistics all ask it. Rules §3, §4, §6.
//!
//! What an event sets stands in `deadline`, what it meets, replaces or withdraws in `fulfilment`.

use chrono::Duration;

use crate::domain::case::{Case, CaseNumber, Facts};
use crate::domain::code::{
    CaseKind, ClosureCode, DeadlineCode, EscalationEnd, PaperForm, Responsibility, SituationCode, Status,
    VerifyResult, VisitOutcome,
};
use crate::domain::event::{DeadlineSet, Escalation, Event, EventKind, Every, Visit};
use crate::domain::fulfilment;
use crate::domain::obligation::{End, Obligation, ObligationId, Urge};
use crate::domain::settings::{Rules, hours};
use crate::domain::time::Moment;
use crate::domain::visitor::Contacts;

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
    /// 处理完成 of this round; taken back when the work was found wanting.
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
    /// What was found out; the last word counts.
    pub found: Option<String>,
    /// A solution was told; whether the customer agreed.
    pub solution: Option<bool>,
    /// The customer was told something (progress notice or told handling) at that time.
    pub told_at: Option<Moment>,
    /// The outcome of an outside matter was told. Rules §6 external.
    pub final_told: bool,
    /// The customer would not be handed upward in this round.
    pub refused_upward: bool,
}

/// One attempt to hand the customer upward, folded from its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// Place of its first row in the case's events: the attempt's id.
    pub id: u32,
    /// What is known of it.
    pub escalation: Escalation,
}

/// How often the owner is told, as agreed on the case or asked for by its situation. Ledger 07-15.
#[derive(Debug, Clone, PartialEq)]
pub struct Cadence {
    /// Hours between two notices, or none.
    pub every: Every,
    /// Why.
    pub rule: Option<String>,
    /// The situation that asked for it.
    pub situation: Option<SituationCode>,
}

/// A case as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseState {
    /// The facts as they are now.
    pub facts: Facts,
    /// Status for lists.
    pub status: Status,
    /// Who deals with it now, by name; `None` while nobody does.
    pub handler: Option<String>,
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
    /// Attempts to hand the customer upward, each folded.
    pub attempts: Vec<Attempt>,
    /// A linked repeat arrived in the observed week.
    pub repeated: bool,
    /// A read-back was confirmed by the customer.
    pub restated: bool,
    /// The supervisor's answer whether it is 有一定难度.
    pub difficult: Option<bool>,
    /// 顾客投诉处理记录表 was printed or filed.
    pub record_filed: bool,
    /// A letter to the developer went out.
    pub letter_sent: bool,
    /// The cadence of progress notices in force on the case; absent: that of situation or rules.
    pub cadence: Option<Cadence>,
    /// The owner's last answer to a question of the situation: situation, answer, when. Ledger 12-32.
    pub answered: Option<(SituationCode, String, Moment)>,
    /// When the owner last heard from us, in whatever way.
    pub heard_at: Option<Moment>,
    /// When something happened last that was more than a note.
    pub moved_at: Moment,
    /// How many events have been applied.
    pub applied: usize,
    /// Who dealt with the customer and who did the work; see [`CaseState::visitor`].
    pub(crate) contacts: Contacts,
    /// A case of an old ledger, which owes nothing (rules §4).
    imported: bool,
    /// Repeats linked to this case, with their receipt.
    repeats: Vec<(CaseNumber, Moment)>,
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

    /// Works out what the case is, from everything recorded in it; see [`Case::as_of`] for an earlier time.
    pub fn state(&self, rules: &Rules) -> CaseState {
        let mut state = CaseState::received(self);
        state.add(None, &self.sets, self.receipt.received_at);
        state.keep_owing(rules);
        for event in self.corrected_events().iter() {
            state.apply(event, rules);
        }
        state
    }
}

impl CaseState {
    /// The case at its receipt, before the deadlines that the receipt sets.
    pub(crate) fn received(case: &Case) -> Self {
        let receipt = &case.receipt;
        Self {
            facts: receipt.clone(),
            status: Status::Unassigned,
            handler: None,
            obligations: Vec::new(),
            round: Round::default(),
            round_number: 1,
            spans: vec![Span { opened: receipt.received_at, closed: None }],
            closed: None,
            voided_at: None,
            handlings: Vec::new(),
            attempts: Vec::new(),
            repeated: false,
            restated: false,
            difficult: None,
            record_filed: false,
            letter_sent: false,
            cadence: None,
            answered: None,
            heard_at: None,
            moved_at: receipt.received_at,
            applied: 0,
            contacts: Contacts::default(),
            imported: case.import_batch.is_some(),
            repeats: case.repeats.clone(),
        }
    }

    /// Takes in the next event, with the deadlines stored on it.
    pub fn apply(&mut self, event: &Event, rules: &Rules) {
        self.advance(event);
        self.add_of_last(&event.sets, event.at);
        self.keep_owing(rules);
    }

    /// Takes in the next event without the deadlines that it sets.
    pub(crate) fn advance(&mut self, event: &Event) {
        self.facts.apply(&event.kind);
        fulfilment::meet(self, event);
        self.remember(event);
        fulfilment::withdraw(self, event.at);
        self.applied += 1;
        self.straighten();
    }

    /// Adds the deadlines that the event applied last has set. A closed or voided case owes nothing new.
    pub(crate) fn add_of_last(&mut self, sets: &[DeadlineSet], at: Moment) {
        if self.is_open() {
            let last = u32::try_from(self.applied.saturating_sub(1)).unwrap_or(u32::MAX);
            self.add(Some(last), sets, at);
        }
    }

    /// Sets deadlines; an open one of the same kind (tasks: the same kind and words) is replaced.
    pub(crate) fn add(&mut self, event: Option<u32>, sets: &[DeadlineSet], at: Moment) {
        for (nth, set) in sets.iter().enumerate() {
            // 跟进 counts from what moved the case last, not from a note after it.
            let at = if set.deadline == DeadlineCode::FollowUp { self.moved_at } else { at };
            let same = |one: &Obligation| {
                one.deadline == set.deadline && one.task == set.task && one.what == set.what
            };
            self.end(End::Replaced(at), same);
            let nth = u16::try_from(nth).unwrap_or(ObligationId::BY_TIME - 1);
            self.obligations.push(Obligation {
                id: ObligationId { event, nth },
                deadline: set.deadline,
                due: set.due,
                rule: set.rule.clone(),
                task: set.task.clone(),
                what: set.what.clone(),
                set_at: at,
                owed_from: set.from.unwrap_or(at),
                end: None,
            });
        }
        fulfilment::answer_referral(self);
    }

    /// Adds the 跟进 that the event applied last leaves, as its `nth` deadline.
    pub(crate) fn add_follow_up(&mut self, nth: usize, set: &DeadlineSet) {
        let event = self.applied.checked_sub(1).map(|last| u32::try_from(last).unwrap_or(u32::MAX));
        self.add(event, std::slice::from_ref(set), self.moved_at);
        if let Some(added) = self.obligations.last_mut() {
            added.id.nth = u16::try_from(nth).unwrap_or(ObligationId::BY_TIME);
        }
    }

    /// Ends every open obligation that `which` picks.
    pub(crate) fn end(&mut self, end: End, which: impl Fn(&Obligation) -> bool) {
        for one in self.obligations.iter_mut().filter(|one| one.end.is_none() && which(one)) {
            one.end = Some(end);
        }
    }

    /// Brings up to date what follows from the obligations: 跟进 is met by whatever gives the case another obligation,
    /// and owed where there is none (a linked repeat can end one without an event of this case); and the status.
    pub(crate) fn keep_owing(&mut self, rules: &Rules) {
        self.end_repeated_week();
        if self.has_obligation() {
            self.end(End::Met(self.moved_at), |one| one.deadline == DeadlineCode::FollowUp);
        } else if let Some(set) = self.follow_up(rules) {
            self.add_follow_up(ObligationId::BY_TIME.into(), &set);
        }
        self.status = self.present_status();
    }

    /// The 跟进 that this case owes now because it owes nothing else; `None` when it does or is not open. No open case
    /// is ever without an obligation. Rules §4 follow_up.
    pub(crate) fn follow_up(&self, rules: &Rules) -> Option<DeadlineSet> {
        let follows = |one: &Obligation| {
            one.end.is_none() && one.deadline == DeadlineCode::FollowUp && one.set_at >= self.moved_at
        };
        let asked = self.obligations.iter().any(follows);
        if asked || self.imported || !self.is_open() || self.has_obligation() {
            return None;
        }
        let due = self.moved_at + hours(rules.follow_up);
        let reason = format!("没有其他待办，{}小时内跟进", rules.follow_up);
        Some(DeadlineSet::new(DeadlineCode::FollowUp, due, &reason))
    }

    /// Whether anything but 跟进 is owed.
    fn has_obligation(&self) -> bool {
        self.obligations.iter().any(|one| {
            one.end.is_none() && one.deadline != DeadlineCode::FollowUp && one.owed_from <= self.moved_at
        })
    }

    /// Whether this deadline has been set and has not ended.
    pub fn owes(&self, code: DeadlineCode) -> bool {
        self.obligations.iter().any(|one| one.end.is_none() && one.deadline == code)
    }

    /// The obligation of an id.
    pub fn obligation(&self, id: ObligationId) -> Option<&Obligation> {
        self.obligations.iter().find(|one| one.id == id)
    }

    /// Whether the case is neither closed nor voided.
    pub fn is_open(&self) -> bool {
        self.closed.is_none() && self.voided_at.is_none()
    }

    /// The last attempt to hand the customer upward.
    pub fn last_attempt(&self) -> Option<&Escalation> {
        self.attempts.last().map(|attempt| &attempt.escalation)
    }

    /// 上移中: an escalation has been started and has neither arrived nor ended.
    pub fn is_escalating(&self) -> bool {
        self.is_open() && self.last_attempt().is_some_and(Escalation::is_running)
    }

    /// Who makes the return visit unless somebody else is asked: the last who dealt with the customer, never the one
    /// who did the work or whom the complaint is about. Ledger 08-01, 08-02, 21-01.
    pub fn visitor(&self) -> &str {
        self.contacts.visitor(&self.facts)
    }

    /// Whether this person did the work or is the one whom the complaint is about, and so should not make the visit:
    /// said when chosen all the same. Rules §6, ledger 21-01.
    pub fn bars_visitor(&self, name: &str) -> bool {
        self.contacts.is_barred(&self.facts, name)
    }

    /// What is owed at `now`, by due time.
    pub fn owed(&self, rules: &Rules, now: Moment) -> Vec<(&Obligation, Urge)> {
        let soon = Duration::minutes(rules.due_soon_minutes.into());
        let open = self.obligations.iter().filter(|one| one.is_open(now));
        let mut owed: Vec<_> = open.map(|one| (one, one.urge(now, soon))).collect();
        owed.sort_by_key(|(one, _)| (one.due, one.deadline));
        owed
    }

    /// Whether anything owed is past its time.
    pub fn is_overdue(&self, rules: &Rules, now: Moment) -> bool {
        self.owed(rules, now).iter().any(|(_, urge)| *urge == Urge::Overdue)
    }

    /// Whether the result of the present round is on record, on the spot or later.
    pub fn has_result(&self) -> bool {
        self.round.handled_at.is_some() || self.explained_to_satisfaction()
    }

    /// Whether the last explanation of this round satisfied the customer.
    pub fn explained_to_satisfaction(&self) -> bool {
        self.round.explained.as_ref().is_some_and(|(satisfied, ..)| *satisfied)
    }

    /// A complaint that is open and not handled in its present round.
    pub fn is_waiting(&self) -> bool {
        self.facts.kind == CaseKind::Complaint && self.round.handled_at.is_none()
    }

    /// The management is responsible for it. Ledger 03-09.
    pub fn is_ours(&self) -> bool {
        self.facts.responsibility == Some(Responsibility::Ours)
    }

    fn present_status(&self) -> Status {
        match () {
            () if self.voided_at.is_some() => Status::Voided,
            () if self.closed.is_some() => Status::Closed,
            () if self.owes(DeadlineCode::QuietWeek) => Status::Observed,
            () if self.owes(DeadlineCode::Visit) => Status::VisitDue,
            () if self.handler.is_none() && self.round.explained.is_none() => Status::Unassigned,
            () => Status::Handling,
        }
    }

    /// What later events and the closure need to know.
    fn remember(&mut self, event: &Event) {
        let at = event.at;
        self.contacts.take(event);
        if !matches!(event.kind, EventKind::Note { .. }) {
            self.moved_at = self.moved_at.max(at);
        }
        if event.kind.reaches_customer() {
            self.heard_at = Some(at);
        }
        match &event.kind {
            EventKind::Restated { confirmed, .. } => self.restated |= confirmed,
            EventKind::Explained { text, satisfied, signed } => {
                self.round.explained = Some((*satisfied, *signed, text.clone()));
            }
            EventKind::Assigned { to, .. } => {
                self.handler = Some(to.clone()).filter(|to| !to.trim().is_empty());
            }
            EventKind::Escalated(step) => self.escalated(step),
            EventKind::Investigated { facts, .. } => {
                self.round.found = Some(facts.clone());
                self.take_in_hand(&event.by);
            }
            EventKind::Solution { agreed, .. } => {
                self.round.solution = Some(*agreed);
                self.take_in_hand(&event.by);
            }
            kind @ EventKind::Progress { is_final, .. } if kind.told() => {
                self.round.told_at = Some(at);
                self.round.final_told |= is_final;
            }
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
            EventKind::Verified { result: VerifyResult::Good, .. } => {
                self.round.verified = self.round.handled_at.is_some();
            }
            EventKind::Verified { result: VerifyResult::Wanting, .. } => {
                self.round.handled_at = None;
                self.round.verified = false;
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
            EventKind::DifficultyJudged { difficult } => self.difficult = Some(*difficult),
            EventKind::Paper { form, .. } => self.filed(*form),
            EventKind::Cadence { every, rule, situation } => {
                self.cadence =
                    Some(Cadence { every: *every, rule: rule.clone(), situation: situation.clone() });
            }
            EventKind::Answered { question, answer } => {
                self.answered = Some((question.clone(), answer.clone(), at));
            }
            EventKind::Closed { code, overridden, reason } if self.is_open() => {
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

    fn filed(&mut self, form: PaperForm) {
        self.record_filed |= form == PaperForm::HandlingRecord;
        self.letter_sent |= form == PaperForm::Letter;
    }

    fn escalated(&mut self, step: &Escalation) {
        match self.attempts.last_mut() {
            Some(attempt) if step.continues => attempt.escalation.take_over(step),
            _ => self.attempts.push(Attempt {
                id: u32::try_from(self.applied).unwrap_or(u32::MAX),
                escalation: Escalation { continues: false, ..step.clone() },
            }),
        }
        let Some(attempt) = self.attempts.last().map(|attempt| &attempt.escalation) else { return };
        self.round.refused_upward |= attempt.end == Some(EscalationEnd::Refused);
        // The superior who took over is 服务上移第一受理人 (ledger 05-20).
        if attempt.arrived_at.is_some()
            && let Some(name) = attempt.superior_name()
        {
            self.handler = Some(name.to_owned());
        }
    }

    fn take_in_hand(&mut self, by: &str) {
        self.handler.get_or_insert_with(|| by.to_owned());
    }

    fn new_round(&mut self) {
        self.round_number += 1;
        self.round = Round::default();
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
    fn end_repeated_week(&mut self) {
        let handled = self.round.handled_at;
        let week = self.obligations.iter_mut().rev().find(|one| one.deadline == DeadlineCode::QuietWeek);
        let Some(week) = week.filter(|week| week.end.is_none()) else { return };
        let since = handled.unwrap_or(week.set_at);
        let repeat = self.repeats.iter().map(|(_, at)| *at).filter(|at| *at >= since).min();
        if let Some(at) = repeat {
            week.end = Some(End::Dropped(at));
            self.repeated = true;
            self.moved_at = self.moved_at.max(at);
        }
    }
}
