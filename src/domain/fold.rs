//! How a case grows: the next event is taken in, what it meets, sets and leaves owing. One fold for everything: a
//! commit, a correction, a case as it was on a day. Rules §3, §4, §6.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::domain::cadence::Every;
use crate::domain::case::Case;
use crate::domain::case_state::{
    Attempt, Cadence, CaseState, ClosedAs, LetterOut, Named, Round, Span, VisitAttempt,
};
use crate::domain::code::{
    ClosureCode, DeadlineCode, EscalationEnd, PaperForm, ReplyTo, SuperiorRank, VerifyResult, VisitOutcome,
};
use crate::domain::correction::{corrected_event, judged_keys};
use crate::domain::deadline_set::{DeadlineSet, TaskAfter};
use crate::domain::event::{Escalation, Event, EventKind, Visit};
use crate::domain::fulfilment;
use crate::domain::handling::{Ending, GoesOn, Handling, LastDone, VisitState};
use crate::domain::obligation::{End, Obligation, ObligationId, TaskKind};
use crate::domain::reading::addressee::is_same_addressee;
use crate::domain::settings::{Rules, hours};
use crate::domain::time::Moment;

impl Case {
    /// The case as it was known at `now`: anything dated later is invisible, by its time as it is corrected. `None` when it
    /// did not exist.
    pub fn as_of(&self, now: Moment) -> Option<Case> {
        let known = self.corrected_events().iter().take_while(|event| event.at <= now).count();
        let mut case = self.clone();
        case.events.truncate(known);
        case.repeats.retain(|(_, at)| *at <= now);
        // What was taken in while the clock ahead is dated by its correction.
        let existed = case.receipt.received_at <= now || case.facts().received_at <= now;
        existed.then_some(case)
    }

    /// Works out what the case is, from everything recorded in it; see [`Case::as_of`] for an earlier time.
    pub fn state(&self, rules: &Rules) -> CaseState {
        self.state_after(&self.events_to_fold(), rules)
    }

    /// The same, the last event taken in without the deadlines that it sets.
    pub(crate) fn state_before_setting(&self, rules: &Rules) -> CaseState {
        let events = self.events_to_fold();
        let Some((last, before)) = events.split_last() else { return self.state_after(&[], rules) };
        let mut state = self.state_after(before, rules);
        state.advance(last);
        state
    }

    /// The events as they are corrected, what they set marked as gone where the corrected event would not have set it.
    fn events_to_fold(&self) -> Cow<'_, [Event]> {
        let mut events = self.corrected_events();
        let mut last: BTreeMap<usize, (usize, Moment)> = BTreeMap::new();
        for (index, event) in self.events.iter().enumerate() {
            if let Some((target, key)) = subject(index, event) {
                let before = last.get(&target).map_or(target, |(due, _)| *due);
                // Due at another time, a task is set anew by its correction.
                last.insert(target, (if key == "due" { index } else { before }, event.at));
            }
        }
        if last.is_empty() {
            return events;
        }
        for (index, event) in self.events.iter().enumerate() {
            let target = subject(index, event).map_or(index, |(target, _)| target);
            let Some((due, at)) = last.get(&target) else { continue };
            let kind = events[target].kind.clone();
            for set in &mut events.to_mut()[index].sets {
                if matches!(set.deadline, DeadlineCode::Task | DeadlineCode::Handover)
                    && let Some((_, who)) = kind.given_to()
                {
                    set.who = Some(who.to_owned());
                }
                let is_set_anew = set.deadline == DeadlineCode::Task && index < *due;
                if is_set_anew || !fulfilment::still_sets(&kind, set.deadline) {
                    set.gone = Some(*at);
                }
            }
        }
        events
    }

    fn state_after(&self, events: &[Event], rules: &Rules) -> CaseState {
        let mut state = CaseState::received(self);
        state.add(None, &self.sets, self.receipt.received_at);
        state.keep_owing(rules);
        for event in events {
            state.apply(event, rules);
        }
        state
    }
}

impl CaseState {
    /// Takes in the next event, with the deadlines stored on it.
    pub fn apply(&mut self, event: &Event, rules: &Rules) {
        self.advance(event);
        self.add_of_last(&event.sets, event.at);
        self.keep_owing(rules);
    }

    /// Takes in the next event without the deadlines that it sets.
    pub(crate) fn advance(&mut self, event: &Event) {
        let declined = self.facts.complainant.declines_visits;
        let received = self.facts.received_at;
        self.facts.apply(&event.kind);
        if received > event.at && self.facts.received_at <= event.at {
            self.came_back(event.at);
        }
        fulfilment::meet(self, event);
        self.remember_handling(event.at, &event.kind, declined);
        self.remember(event);
        fulfilment::withdraw(self, event.at);
        self.let_next_begin();
        self.applied += 1;
        self.straighten();
    }

    /// The receipt was dated ahead of the clock and is put right: the 跟进 counts from now, not from a time to come.
    fn came_back(&mut self, at: Moment) {
        self.moved_at = at;
        self.end(End::Replaced(at), |one| one.deadline == DeadlineCode::FollowUp && one.set_at > at);
    }

    /// Adds the deadlines that the event applied last has set. A closed or voided case owes nothing new.
    pub(crate) fn add_of_last(&mut self, sets: &[DeadlineSet], at: Moment) {
        if self.is_open() {
            let last = u32::try_from(self.applied.saturating_sub(1)).unwrap_or(u32::MAX);
            self.add(Some(last), sets, at);
        }
    }

    /// Sets deadlines; an open one of the same kind is replaced: of tasks, the same limit of a situation, or one of a kind of
    /// which a case owes only one; never one that was given to somebody in words.
    pub(crate) fn add(&mut self, event: Option<u32>, sets: &[DeadlineSet], at: Moment) {
        for (nth, set) in sets.iter().enumerate() {
            // 跟进 counts from what moved the case last, not from a note after it.
            let at = if set.deadline == DeadlineCode::FollowUp { self.moved_at } else { at };
            let same = |one: &Obligation| {
                let is_only = set.task.as_ref().is_none_or(TaskKind::is_only);
                one.deadline == set.deadline && one.task == set.task && is_only
            };
            if set.gone.is_none() {
                self.end(End::Replaced(at), same);
            }
            let nth = u16::try_from(nth).unwrap_or(ObligationId::BY_TIME - 1);
            let one = Obligation {
                id: ObligationId { event, nth },
                deadline: set.deadline,
                due: set.due,
                rule: set.rule.clone(),
                task: set.task.clone(),
                sooner_for: set.sooner_for,
                working_days: set.working_days,
                what: set.what.clone(),
                who: set.who.clone(),
                set_at: at,
                owed_from: set.from.unwrap_or(at),
                end: set.gone.map(End::Withdrawn),
            };
            match set.after.filter(|after| set.gone.is_none() && self.is_task_ahead(after.task)) {
                Some(after) => self.waiting.push((one, after)),
                None => self.obligations.push(one),
            }
        }
        fulfilment::answer_referral(self);
    }

    /// The turn of a task comes when the one before it has ended otherwise than with its case: from then on its hours
    /// count. Ledger 07-12.
    fn let_next_begin(&mut self) {
        let ended = |after: &TaskAfter, state: &Self| {
            let first = state.obligations.iter().find(|one| one.id == after.task);
            first.and_then(|one| one.end).filter(|end| !matches!(end, End::Closed(_))).map(End::at)
        };
        for (one, after) in std::mem::take(&mut self.waiting) {
            match ended(&after, self) {
                Some(at) => {
                    let due = at + hours(after.hours);
                    self.obligations.push(Obligation { owed_from: at, due, ..one });
                }
                None => self.waiting.push((one, after)),
            }
        }
    }

    /// Adds the 跟进 that the event applied last leaves, as its `nth` deadline.
    pub(crate) fn add_follow_up(&mut self, nth: usize, set: &DeadlineSet) {
        let event = self.applied.checked_sub(1).map(|last| u32::try_from(last).unwrap_or(u32::MAX));
        self.add(event, std::slice::from_ref(set), self.moved_at);
        if let Some(added) = self.obligations.last_mut() {
            added.id.nth = u16::try_from(nth).unwrap_or(ObligationId::BY_TIME);
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

    /// What later events and the closure need to know.
    fn remember(&mut self, event: &Event) {
        let at = event.at;
        self.contacts.take(event);
        let judged = judged_keys(&event.kind);
        if !judged.is_empty() {
            self.judged.push((self.applied, judged));
        }
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
                if *satisfied {
                    self.was_done(at);
                }
            }
            EventKind::Assigned { to, named_by, .. } => {
                self.handler = Some(to.clone()).filter(|to| !to.trim().is_empty());
                let named_by = named_by.as_ref().filter(|name| !name.trim().is_empty());
                let said = named_by.map(|_| SuperiorRank::DepartmentHead);
                let name = named_by.unwrap_or(&event.by).clone();
                self.named = self.handler.as_ref().map(|_| Named { name, said });
            }
            EventKind::Escalated(step) => self.escalated(step, at),
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
                self.was_done(at);
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
                self.last_done.goes_on = Some(GoesOn::Wanting);
            }
            EventKind::Visit(visit) => {
                if visit.dissatisfied() {
                    self.new_round();
                    self.round.dissatisfied = true;
                    self.last_done.goes_on = Some(GoesOn::Dissatisfied);
                } else {
                    self.round.declined |= visit.outcome == VisitOutcome::Declined;
                }
                let id = self.next_id();
                self.round.visits.push(VisitAttempt { id, at, visit: visit.clone() });
            }
            EventKind::VisitExempt { .. } => self.round.exempt = true,
            EventKind::DifficultyJudged { difficult } => self.difficult = Some(*difficult),
            EventKind::Paper { form, sent_to } => self.filed(*form, sent_to.as_deref(), at),
            EventKind::LetterReply { answers: ReplyTo::Letter, from, letter, .. } => {
                self.letter_answered(*letter, from.as_deref());
            }
            EventKind::Cadence { every, rule, situation } => {
                let (hours, rule, situation) = (every.hours(), rule.clone(), situation.clone());
                self.cadence = (*every != Every::Usual).then_some(Cadence { hours, rule, situation });
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
                self.last_done.goes_on = Some(GoesOn::Reopened);
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

    /// A letter to whom one waits already is its reminder.
    fn filed(&mut self, form: PaperForm, to: Option<&str>, at: Moment) {
        self.record_filed |= form == PaperForm::HandlingRecord;
        if form != PaperForm::Letter {
            return;
        }
        let (id, to) = (self.next_id(), to.map(str::trim).filter(|to| !to.is_empty()));
        let waits = |letter: &&mut LetterOut| is_same_addressee(letter.to.as_deref(), to);
        match self.letters_out.iter_mut().find(waits) {
            Some(letter) => letter.reminders.push(id),
            None => {
                let to = to.map(str::to_owned);
                self.letters_out.push(LetterOut { id, to, at, reminders: Vec::new() });
            }
        }
    }

    /// An answer is to the letter that it names by its event. Of a file, which names none, it is to the oldest one to that
    /// unit, else to the one that has waited longest.
    fn letter_answered(&mut self, letter: Option<u32>, from: Option<&str>) {
        let by_event =
            |id: u32| self.letters_out.iter().position(|one| one.id == id || one.reminders.contains(&id));
        let of_unit = || {
            let same = |one: &LetterOut| from.is_some() && is_same_addressee(one.to.as_deref(), from);
            Some(self.letters_out.iter().position(same).unwrap_or(0))
        };
        let place = letter.map_or_else(of_unit, by_event);
        if let Some(place) = place.filter(|place| *place < self.letters_out.len()) {
            self.letters_out.remove(place);
        }
    }

    /// The id of what the event in hand begins: its place among the case's events. Stable, because they are only appended.
    fn next_id(&self) -> u32 {
        u32::try_from(self.applied).unwrap_or(u32::MAX)
    }

    fn escalated(&mut self, step: &Escalation, at: Moment) {
        let next = self.next_id();
        match self.attempts.last_mut() {
            Some(attempt) if step.continues => attempt.escalation.take_over(step),
            _ => self.attempts.push(Attempt {
                id: next,
                begun_at: at,
                escalation: Escalation { continues: false, ..step.clone() },
            }),
        }
        let Some(attempt) = self.attempts.last().map(|attempt| &attempt.escalation) else { return };
        self.round.refused_upward |= attempt.end == Some(EscalationEnd::Refused);
        // The superior who took over is 服务上移第一受理人 (ledger 05-20).
        if attempt.arrived_at.is_some()
            && let Some(name) = attempt.superior_name()
        {
            let name = name.to_owned();
            self.named = Some(Named { name: name.clone(), said: attempt.rank });
            self.handler = Some(name);
        }
    }

    /// The event in hand says what was done.
    fn was_done(&mut self, at: Moment) {
        self.last_done = LastDone { done: Some((self.next_id(), at)), goes_on: None };
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

impl CaseState {
    /// Takes in what an event says of handling, visits and closures; before the rounds move on. `declined` is the
    /// customer's wish to be spared visits as it was before this event. A voided case has no more of them.
    fn remember_handling(&mut self, at: Moment, kind: &EventKind, declined: bool) {
        if self.voided_at.is_some() {
            return;
        }
        match kind {
            EventKind::Handled { .. } => {
                let declines = self.facts.complainant.declines_visits.then_some(VisitState::Declined);
                let visit = self.round.excused.or(declines).unwrap_or(VisitState::NotReached);
                self.handlings.push(Handling { at, visit, round: self.round_number });
            }
            EventKind::Visit(visit) => self.visited(visit),
            EventKind::VisitExempt { .. } => self.excuse(VisitState::Exempt),
            EventKind::Closed { code, overridden, .. } if self.is_open() => {
                self.endings.push(Ending { satisfied: self.satisfied, overridden: *overridden });
                if *code == ClosureCode::External {
                    self.excuse(VisitState::External);
                }
            }
            _ if declined != self.facts.complainant.declines_visits => self.wish_changed(),
            _ => {}
        }
    }

    fn visited(&mut self, visit: &Visit) {
        match visit.outcome {
            VisitOutcome::Reached => {
                self.satisfied = Some(!visit.dissatisfied());
                self.settle_visit(VisitState::Reached);
            }
            VisitOutcome::Declined => self.excuse(VisitState::Declined),
            VisitOutcome::NoAnswer | VisitOutcome::Rescheduled => {}
        }
    }

    /// The wish to be spared visits was noted or taken back: it holds for a visit that is still open.
    fn wish_changed(&mut self) {
        let (from, to) = match self.facts.complainant.declines_visits {
            true => (VisitState::NotReached, VisitState::Declined),
            false => (VisitState::Declined, VisitState::NotReached),
        };
        if self.round.excused.is_none()
            && let Some(last) = self.handling_of_round()
            && last.visit == from
        {
            last.visit = to;
        }
    }

    /// No visit is required in this round, whether it has been handled or not.
    fn excuse(&mut self, why: VisitState) {
        self.round.excused.get_or_insert(why);
        self.settle_visit(why);
    }

    /// What has come of the visit; being excused outweighs having been reached.
    fn settle_visit(&mut self, visit: VisitState) {
        if let Some(last) = self.handling_of_round()
            && matches!(last.visit, VisitState::NotReached | VisitState::Reached)
        {
            last.visit = visit;
        }
    }

    fn handling_of_round(&mut self) -> Option<&mut Handling> {
        let round = self.round_number;
        self.handlings.last_mut().filter(|last| last.round == round)
    }
}

/// Which earlier event this one corrects, and which key of it.
fn subject(index: usize, event: &Event) -> Option<(usize, &str)> {
    match &event.kind {
        EventKind::Corrected { what, .. } => corrected_event(what).filter(|(target, _)| *target < index),
        _ => None,
    }
}
