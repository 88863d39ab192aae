//! Which deadlines a receipt or an event sets, and when they are due (rules §4). Once set, a deadline keeps its due
//! time: changing a rule later changes none. What meets, replaces and ends a deadline stands in `fulfilment`.

use chrono::Timelike;

use crate::domain::appointment::AppointmentEnd;
use crate::domain::cadence::Every;
use crate::domain::case::{Case, Facts};
use crate::domain::case_state::{Cadence, CaseState};
use crate::domain::code::{
    Capability, CaseKind, Channel, Class, DeadlineCode, Medium, SituationCode, VerifyResult, VisitOutcome,
};
use crate::domain::correction::{corrected_event, with_value};
use crate::domain::deadline_set::DeadlineSet;
use crate::domain::event::{Event, EventKind, Visit};
use crate::domain::fulfilment::{
    FILE, REPORT, is_answered_for, is_grave, is_urgent, needs_apology, needs_file, needs_handler, needs_head,
    needs_letter, needs_report, needs_report_up, needs_response,
};
use crate::domain::handling::GoesOn;
use crate::domain::obligation::{End, Obligation, SoonerFor, TaskKind};
use crate::domain::reception;
use crate::domain::settings::{Rules, SituationTerms, hours, span_words};
use crate::domain::time::Moment;

/// Builds the deadlines of a case.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// Limits and calendars of the settings.
    pub rules: &'a Rules,
    /// What the situation of the case says.
    pub situation: SituationTerms,
}

impl<'a> Terms<'a> {
    /// The rules without a situation.
    pub fn plain(rules: &'a Rules) -> Self {
        Self { rules, situation: SituationTerms::default() }
    }

    /// Works out every deadline of a whole history with terms that do not depend on the facts.
    pub fn plan(self, case: &mut Case) {
        plan_with(case, self.rules, |_| self, |_, _| {});
    }

    /// The deadlines that the receipt sets.
    pub(crate) fn set_by_receipt(self, facts: &Facts) -> Vec<DeadlineSet> {
        let mut sets = Vec::new();
        let base = facts.received_at;
        if needs_response(facts) {
            sets.push(self.first_response(facts, reception::noticed_at(facts)));
        }
        if needs_handler(facts) {
            sets.push(self.handler(base));
        }
        if facts.kind == CaseKind::Complaint {
            sets.push(self.investigate(facts, base));
            if self.situation.cadence != Some(Every::None) {
                let rule = format!("受理后{}", span_words(self.rules.progress));
                sets.push(set(DeadlineCode::Progress, base + hours(self.rules.progress), &rule));
            }
            sets.push(self.judge_difficulty(base));
        }
        if let Some(due) = facts.referral.as_ref().and_then(|referral| referral.due) {
            sets.push(set(DeadlineCode::Referral, due, "转办单时限"));
        }
        let late = reception::is_late_entry(facts, self.rules);
        sets.extend(self.set_by_codes(None, facts, if late { facts.recorded_at } else { base }));
        sets
    }

    /// The deadlines that an event sets; `before` are the facts before it, `state` is the case with it.
    fn set_by_event(self, case: &Case, before: &Facts, state: &CaseState, event: &Event) -> Vec<DeadlineSet> {
        let after = &state.facts;
        let mut sets = self.set_by_kind(case, state, event.at, &event.kind);
        let is_new_kind = |test: fn(&Facts) -> bool| test(after) && !test(before);
        if is_new_kind(|facts| facts.kind == CaseKind::Complaint)
            || is_new_kind(|facts| is_answered_for(facts.kind))
        {
            let asked = |set: &DeadlineSet| match set.deadline {
                DeadlineCode::FirstResponse => is_answered_for(before.kind),
                DeadlineCode::Handler => state.handler.is_some(),
                DeadlineCode::Referral => true,
                DeadlineCode::Head => needs_head(before),
                DeadlineCode::ReportUp => needs_report_up(before),
                DeadlineCode::Apology => needs_apology(before),
                _ => false,
            };
            sets.extend(self.set_by_receipt(after).into_iter().filter(|set| !asked(set)));
        } else {
            sets.extend(self.set_by_codes(Some(before), after, event.at));
            sets.extend(self.set_by_contact(before, state, event.at));
            sets.extend(self.sooner_deadlines(before, state, event.at));
            sets.extend(self.slowed(state, event.at));
        }
        if before.received_at > event.at && after.received_at <= event.at {
            sets.extend(self.of_receipt_put_right(state));
        }
        sets.extend(self.set_by_wish(before, state, event.at));
        let referral_due = |facts: &Facts| facts.referral.as_ref().and_then(|referral| referral.due);
        if let Some(due) = referral_due(after).filter(|due| referral_due(before) != Some(*due)) {
            sets.push(set(DeadlineCode::Referral, due, "转办单时限"));
        }
        sets
    }

    pub(crate) fn set_by_kind(
        self,
        case: &Case,
        state: &CaseState,
        at: Moment,
        kind: &EventKind,
    ) -> Vec<DeadlineSet> {
        let rules = self.rules;
        match kind {
            EventKind::Promised { due, .. } => {
                vec![set(DeadlineCode::Promise, *due, "与业主约定的时间")]
            }
            EventKind::Solution { agreed: true, .. } => {
                let rule = format!("业主同意方案，{}内回复", span_words(rules.reply));
                vec![
                    set(DeadlineCode::SameDay, at.end_of_day(), "业主同意方案，当日处理"),
                    set(DeadlineCode::Reply, at + hours(rules.reply), &rule),
                ]
            }
            EventKind::CompletionDate { due, .. } => {
                vec![set(DeadlineCode::SameDay, *due, "已告知的完成日期")]
            }
            EventKind::Progress { .. } if kind.told() => self.next_progress(state, at).into_iter().collect(),
            EventKind::Cadence { .. } => self.next_progress(state, at).into_iter().collect(),
            EventKind::Handled { verified: false, .. } if is_answered_for(state.facts.kind) => {
                let due = rules.calendar.one_working_day_after(at);
                vec![set(DeadlineCode::Verify, due, "处理完成，一个工作日内验证").by_working_days()]
            }
            EventKind::Handled { verified: true, .. } => self.after_handling(state, at),
            EventKind::Verified { result: VerifyResult::Good, .. } => self.after_handling(state, at),
            EventKind::Verified { result: VerifyResult::Wanting, .. } => {
                self.progress_again(state, at, GoesOn::Wanting.label())
            }
            EventKind::Visit(visit) if visit.dissatisfied() => {
                let mut sets = vec![DeadlineSet {
                    task: Some(TaskKind::EscalateAgain),
                    ..set(DeadlineCode::Task, at.end_of_day(), "回访不满意，当日再次上移")
                }];
                sets.extend(self.progress_again(state, at, "回访不满意"));
                sets
            }
            EventKind::Visit(visit) if visit.outcome == VisitOutcome::Declined => {
                let handled = state.round.handled_at.filter(|_| state.round.verified);
                handled.map(|handled| self.quiet_week(handled)).into_iter().collect()
            }
            EventKind::Visit(visit) if !visit.reached() => {
                self.tried_again(state, visit).into_iter().collect()
            }
            EventKind::Escalated(step) if step.consent == Some(true) && step.is_running() => {
                let (due, reason) = if state.facts.channel == Channel::WalkIn {
                    let minutes = rules.superior_contact_walk_in_minutes;
                    (at + chrono::Duration::minutes(minutes.into()), "业主在前台等候，上级立即到场")
                } else {
                    (at + hours(rules.superior_contact), "上移后由上级联系业主")
                };
                vec![set(DeadlineCode::SuperiorContact, due, reason)]
            }
            kind if kind.is_of_danger() => self.call_after_danger(state, at).into_iter().collect(),
            EventKind::DifficultyJudged { difficult: true } => self.record_form(state, at),
            EventKind::Handover { due, to } => {
                let due = due.unwrap_or_else(|| rules.duty.next_start(at));
                let who = to.clone();
                vec![DeadlineSet { who, ..set(DeadlineCode::Handover, due, "早上接班并联系业主") }]
            }
            EventKind::Task { what, to, due, kind, after } => {
                let due = due.or(after.map(|after| at + hours(after.hours)));
                let task = due.map(|due| DeadlineSet {
                    task: Some(kind.clone()),
                    what: Some(what.clone()),
                    who: to.clone(),
                    after: *after,
                    ..set(DeadlineCode::Task, due, &with_situation(what, kind.situation()))
                });
                task.into_iter().collect()
            }
            EventKind::Appointed(one) => vec![DeadlineSet {
                task: Some(TaskKind::Appointment { begins: one.from }),
                what: Some(one.task()),
                who: Some(one.technician.clone()),
                ..set(DeadlineCode::Task, one.until, "与业主约好的上门时段")
            }],
            EventKind::AppointmentEnded(end) => self.after_appointment(end, at),
            EventKind::Reopened { .. } => self.progress_again(state, at, GoesOn::Reopened.label()),
            EventKind::Corrected { what, after, .. } => self.corrected(case, state, what, after),
            _ => Vec::new(),
        }
    }

    /// The visit that reached nobody is owed at the time that was agreed or proposed instead.
    fn tried_again(self, state: &CaseState, visit: &Visit) -> Option<DeadlineSet> {
        let again = visit.again.filter(|_| state.owes(DeadlineCode::Visit))?;
        let agreed = visit.outcome == VisitOutcome::Rescheduled;
        let reason = if agreed { "与业主改约的回访时间" } else { "没有访到，约定再试" };
        Some(set(DeadlineCode::Visit, again, reason))
    }

    /// A missed slot owes a call and a new one; what is left over is looked at again when it was promised.
    fn after_appointment(self, end: &AppointmentEnd, at: Moment) -> Vec<DeadlineSet> {
        if !end.is_kept() {
            let due = at + hours(self.rules.at_once);
            let task = Some(TaskKind::NewSlot);
            return vec![DeadlineSet {
                task, ..set(DeadlineCode::Task, due, "上门落空，致电说明并重约")
            }];
        }
        let again = end.again.map(|due| DeadlineSet {
            task: Some(TaskKind::LookAgain),
            what: end.left.as_ref().map(|left| format!("回头查看：{left}")),
            ..set(DeadlineCode::Task, due, "上门时答应回头再看")
        });
        again.into_iter().collect()
    }

    /// After a danger was seen, or the first line of its card: a call within the hour whether all are safe.
    fn call_after_danger(self, state: &CaseState, at: Moment) -> Option<DeadlineSet> {
        let stands = |one: &Obligation| !matches!(one.end, Some(End::Withdrawn(_)));
        let mut asked = state.obligations.iter().filter(|one| one.is_task(&TaskKind::CallAfterDanger));
        let asked = asked.any(stands);
        let due = at + hours(self.rules.first_response_urgent);
        let task = Some(TaskKind::CallAfterDanger);
        let rule = format!("险情后{}内回电问平安", span_words(self.rules.first_response_urgent));
        (!asked).then(|| DeadlineSet { task, ..set(DeadlineCode::Task, due, &rule) })
    }

    /// What becomes owed because class or marks changed.
    fn set_by_codes(self, before: Option<&Facts>, after: &Facts, at: Moment) -> Vec<DeadlineSet> {
        let became = |test: fn(&Facts) -> bool| test(after) && !before.is_some_and(test);
        let mut sets = Vec::new();
        if became(needs_letter) {
            let due = self.rules.calendar.one_working_day_after(at);
            sets.push(set(DeadlineCode::Letter, due, "二类投诉，一个工作日内书面知会").by_working_days());
        }
        for (test, kind, reason) in [
            (needs_report as fn(&Facts) -> bool, REPORT, "三类投诉影响到多户，一个工作日内书面呈报"),
            (needs_file, FILE, "重大投诉，一个工作日内建卷"),
        ] {
            if became(test) {
                let due = self.rules.calendar.one_working_day_after(at);
                let task = Some(kind);
                sets.push(DeadlineSet { task, ..set(DeadlineCode::Task, due, reason).by_working_days() });
            }
        }
        if became(needs_head) {
            let due = at + hours(self.rules.at_once);
            sets.push(set(DeadlineCode::Head, due, "群体倾向或管理责任，负责人立即出面"));
        }
        if became(needs_report_up) {
            let due = at + hours(self.rules.at_once);
            sets.push(set(DeadlineCode::ReportUp, due, "可能过激或特殊事件，立即上报"));
        }
        if became(needs_apology) {
            let due = at + hours(self.rules.apology);
            sets.push(set(DeadlineCode::Apology, due, "情节严重且属管理责任，上门或电话致歉"));
        }
        sets
    }

    /// What becomes owed because the customer can be reached now, or cannot be any more.
    fn set_by_contact(self, before: &Facts, state: &CaseState, at: Moment) -> Vec<DeadlineSet> {
        let after = &state.facts;
        let mut sets = Vec::new();
        let is_met = |one: &Obligation| {
            one.deadline == DeadlineCode::FirstResponse && matches!(one.end, Some(End::Met(_)))
        };
        if needs_response(after) && !needs_response(before) && !state.obligations.iter().any(is_met) {
            // Nobody could be told anything before.
            sets.push(self.first_response(after, at));
        }
        if needs_handler(after) && !needs_handler(before) && state.handler.is_none() {
            sets.push(self.handler(at));
        }
        sets
    }

    /// The visit or the quiet week, when the customer's wish to be spared visits is noted or taken back while the work is
    /// done and nobody has reached him.
    fn set_by_wish(self, before: &Facts, state: &CaseState, at: Moment) -> Vec<DeadlineSet> {
        let declines = |facts: &Facts| facts.complainant.declines_visits;
        let round = &state.round;
        let reached = round.visits.iter().any(|tried| tried.visit.reached());
        let is_new = declines(before) != declines(&state.facts) && !round.declined;
        if is_new && round.verified && !reached { self.after_handling(state, at) } else { Vec::new() }
    }

    /// What is due as others are again, because the case is urgent or grave no more and had been so from the beginning.
    fn slowed(self, state: &CaseState, at: Moment) -> Vec<DeadlineSet> {
        let facts = &state.facts;
        let lost = |code| {
            let mine = || state.obligations.iter().filter(move |one| one.deadline == code);
            let withdrawn = mine().any(|one| one.sooner_for.is_some() && one.end == Some(End::Withdrawn(at)));
            withdrawn && mine().all(|one| one.end.is_some())
        };
        let mut sets = Vec::new();
        if lost(DeadlineCode::FirstResponse) && needs_response(facts) {
            sets.push(self.first_response(facts, reception::noticed_at(facts)));
        }
        if lost(DeadlineCode::Investigate) && facts.kind == CaseKind::Complaint {
            sets.push(self.investigate(facts, facts.received_at));
        }
        if lost(DeadlineCode::Visit) && state.round.verified {
            sets.extend(self.after_handling(state, at));
        }
        sets
    }

    /// What is due sooner because the case became urgent or grave while the answer or the facts were still owed; and the
    /// next notice, because the matter became our own.
    fn sooner_deadlines(self, before: &Facts, state: &CaseState, at: Moment) -> Vec<DeadlineSet> {
        let sooner = |code, due, reason: &str| sooner(state, code, due, reason);
        let mut sets = Vec::new();
        if is_urgent(&state.facts) && !is_urgent(before) {
            let (due, rule) = reception::response_due(&state.facts, at, self.rules);
            let sooner = sooner(DeadlineCode::FirstResponse, due, &rule);
            sets.extend(sooner.map(|set| set.made_sooner(SoonerFor::Urgent)));
            if state.facts.kind == CaseKind::Repair {
                let sooner = self::sooner(state, DeadlineCode::Visit, at.end_of_day(), "紧急报修，当日回访");
                sets.extend(sooner.map(|set| set.made_sooner(SoonerFor::Urgent)));
            }
        }
        if is_grave(&state.facts) && !is_grave(before) {
            let due = at + hours(self.rules.investigate_grave);
            let sooner = sooner(DeadlineCode::Investigate, due, "情节严重、特殊或过激，立即核实");
            sets.extend(sooner.map(|set| set.made_sooner(SoonerFor::Grave)));
        }
        let has_own_cadence = state.cadence.is_some() || self.situation.cadence.is_some();
        if is_outside(before) && !is_outside(&state.facts) && !has_own_cadence {
            let due = at + hours(self.rules.progress);
            let rule = format!("改由本单位负责，{}内告知", span_words(self.rules.progress));
            sets.extend(sooner(DeadlineCode::Progress, due, &rule));
        }
        sets
    }

    /// Of what the counter knows of `since` then.
    fn first_response(self, facts: &Facts, since: Moment) -> DeadlineSet {
        let (due, rule) = reception::response_due(facts, since, self.rules);
        let set = set(DeadlineCode::FirstResponse, due, &rule);
        if is_urgent(facts) { set.made_sooner(SoonerFor::Urgent) } else { set }
    }

    fn handler(self, base: Moment) -> DeadlineSet {
        let due = self.rules.calendar.one_working_day_after(base);
        set(DeadlineCode::Handler, due, "无联系方式，一个工作日内指派").by_working_days()
    }

    fn investigate(self, facts: &Facts, base: Moment) -> DeadlineSet {
        if is_grave(facts) {
            let due = base + hours(self.rules.investigate_grave);
            let set = set(DeadlineCode::Investigate, due, "情节严重、特殊或过激，立即核实");
            return set.made_sooner(SoonerFor::Grave);
        }
        let due = self.rules.calendar.one_working_day_after(base);
        set(DeadlineCode::Investigate, due, "一个工作日内核实").by_working_days()
    }

    /// One working day after an unhandled receipt the supervisor is asked whether it is difficult.
    fn judge_difficulty(self, base: Moment) -> DeadlineSet {
        let asked = self.rules.calendar.one_working_day_after(base);
        let reason = "一个工作日未处理完，请主管判断是否有一定难度";
        DeadlineSet {
            from: Some(asked),
            task: Some(TaskKind::JudgeDifficulty),
            working_days: true,
            rule: format!("rules §4 {}：{reason}", DeadlineCode::RecordForm.code()),
            ..set(DeadlineCode::Task, asked, reason)
        }
    }

    /// 填写处理记录表: at the end of the duty of the day of the question, never earlier than 2 h after the answer.
    fn record_form(self, state: &CaseState, at: Moment) -> Vec<DeadlineSet> {
        if state.record_filed || state.facts.kind != CaseKind::Complaint {
            return Vec::new();
        }
        let asked = self.rules.calendar.one_working_day_after(state.facts.received_at);
        let (end, soonest) = (self.rules.duty.end_on(asked.date()), at + hours(2));
        let set = set(DeadlineCode::RecordForm, end.max(soonest), "有一定难度且超过一个工作日");
        vec![if end >= soonest { set.by_working_days() } else { set }]
    }

    /// The next progress notice after one that reached the customer.
    fn next_progress(self, state: &CaseState, at: Moment) -> Option<DeadlineSet> {
        if !state.is_waiting() {
            return None;
        }
        let (every, reason) = self.cadence(state);
        every.map(|every| set(DeadlineCode::Progress, at + hours(every), &reason))
    }

    /// Hours between two notices to this owner now, and why: as agreed on the case, else the usual ones. Absent: no
    /// regular notice. Rules §4 progress.
    pub fn cadence(self, state: &CaseState) -> (Option<u32>, String) {
        match &state.cadence {
            Some(own) => (own.hours, cadence_words(own)),
            None => self.usual_cadence(&state.facts),
        }
    }

    /// Hours between two notices where nothing is agreed on the case, and why: as its situation asks for, else by its
    /// class. Rules §4 progress.
    pub fn usual_cadence(self, facts: &Facts) -> (Option<u32>, String) {
        let (every, reason) = match self.situation.cadence {
            Some(Every::Hours(every)) => (Some(every), "本场景的告知频次"),
            Some(Every::None) => (None, "本场景的告知频次"),
            Some(Every::Usual) | None if is_outside(facts) => {
                (Some(self.rules.progress_outside), "二类、三类或非本单位能力的告知频次")
            }
            Some(Every::Usual) | None => (Some(self.rules.progress), "上次告知后的一般频次"),
        };
        (every, reason.to_owned())
    }

    /// A round that goes on: the owner hears of it within the general time.
    fn progress_again(self, state: &CaseState, at: Moment, reason: &str) -> Vec<DeadlineSet> {
        if state.facts.kind != CaseKind::Complaint {
            return Vec::new();
        }
        let every = self.rules.progress;
        let rule = format!("{reason}，{}内告知", span_words(every));
        vec![set(DeadlineCode::Progress, at + hours(every), &rule)]
    }

    /// The visit, or the quiet week of a customer who declines visits, once the work is done and verified.
    fn after_handling(self, state: &CaseState, at: Moment) -> Vec<DeadlineSet> {
        let (facts, round) = (&state.facts, &state.round);
        let Some(handled) = round.handled_at else { return Vec::new() };
        if !is_answered_for(facts.kind) || round.exempt {
            return Vec::new();
        }
        if facts.complainant.declines_visits || round.declined {
            return vec![self.quiet_week(handled)];
        }
        let visit = if let Some(own) = self.situation.visit_hours {
            set(DeadlineCode::Visit, at + hours(own), "本场景的回访时限")
        } else if facts.kind == CaseKind::Repair && is_urgent(facts) {
            set(DeadlineCode::Visit, at.end_of_day(), "紧急报修，当日回访").made_sooner(SoonerFor::Urgent)
        } else {
            let rule = format!("处理完成后{}", span_words(self.rules.visit));
            set(DeadlineCode::Visit, at + hours(self.rules.visit), &rule)
        };
        vec![visit]
    }

    fn quiet_week(self, handled: Moment) -> DeadlineSet {
        let rule = format!("不接受回访，处理完成后观察{}", span_words(self.rules.quiet_week));
        set(DeadlineCode::QuietWeek, handled + hours(self.rules.quiet_week), &rule)
    }

    /// A corrected due time of an earlier event, or a verification, an agreement or an opinion noted by correction, sets its
    /// deadline anew.
    fn corrected(
        self,
        case: &Case,
        state: &CaseState,
        what: &str,
        after: &serde_json::Value,
    ) -> Vec<DeadlineSet> {
        let Some((index, key)) = corrected_event(what) else { return Vec::new() };
        let event = case.events.get(index);
        if key == "at" {
            return self.dated_anew(case, state, index, after);
        }
        let sets_anew = match event.map(|event| &event.kind) {
            Some(EventKind::Visit(_)) => matches!(key, "process" | "measures" | "result" | "outcome"),
            Some(EventKind::Solution { .. }) => key == "agreed",
            Some(EventKind::Verified { .. }) => key == "result",
            _ => matches!(key, "due" | "verified"),
        };
        if !sets_anew {
            return Vec::new();
        }
        let Some(corrected) = event.and_then(|event| with_value(event, key, after)) else {
            return Vec::new();
        };
        self.set_by_kind(case, state, corrected.at, &corrected.kind)
    }
}

/// Appends an event to a case and its state, with the deadlines that it sets and the 跟进 that it leaves: the one way
/// in which a case grows. Imported old-ledger cases get none (rules §4).
pub fn append(case: &mut Case, state: &mut CaseState, mut event: Event, terms: Terms<'_>) {
    let before = state.facts.clone();
    if corrects_event(&event) {
        case.events.push(event.clone());
        *state = case.state_before_setting(terms.rules);
        case.events.pop();
    } else {
        state.advance(&event);
    }
    event.sets.clear();
    if case.import_batch.is_none() {
        event.sets = terms.set_by_event(case, &before, state, &event);
        state.add_of_last(&event.sets, event.at);
        if let Some(set) = state.follow_up(terms.rules) {
            let nth = event.sets.len();
            state.add_follow_up(nth, &set);
            event.sets.push(set);
        }
    }
    state.keep_owing(terms.rules);
    case.events.push(event);
}

/// Works out every deadline of a whole history with the terms that the facts of each moment have: the situation may
/// have changed in between. `prepare` may complete each event by the state before it, as an import does. Answers the
/// state that it leads to.
pub fn plan_with<'a>(
    case: &mut Case,
    rules: &Rules,
    terms: impl Fn(&Facts) -> Terms<'a>,
    mut prepare: impl FnMut(&CaseState, &mut Event),
) -> CaseState {
    case.sets.clear();
    let mut state = CaseState::received(case);
    if case.import_batch.is_none() {
        case.sets = terms(&case.receipt).set_by_receipt(&case.receipt);
        state.add(None, &case.sets, case.receipt.received_at);
        if let Some(set) = state.follow_up(rules) {
            let nth = case.sets.len();
            state.add_follow_up(nth, &set);
            case.sets.push(set);
        }
    }
    state.keep_owing(rules);
    let events = std::mem::take(&mut case.events);
    for mut event in events {
        prepare(&state, &mut event);
        let terms = terms(&state.facts);
        append(case, &mut state, event, terms);
    }
    state
}

/// Why this cadence, for the rule of what it sets.
fn cadence_words(cadence: &Cadence) -> String {
    let words = cadence.rule.as_deref().unwrap_or("本单的告知频次");
    with_situation(words, cadence.situation.as_ref())
}

/// Words of the rule that name the situation which asks for it.
fn with_situation(words: &str, situation: Option<&SituationCode>) -> String {
    situation.map_or_else(|| words.to_owned(), |situation| format!("{words}（场景{situation}）"))
}

fn corrects_event(event: &Event) -> bool {
    matches!(&event.kind, EventKind::Corrected { what, .. } if corrected_event(what).is_some())
}

/// The same deadline, if it is open and would be due later.
fn sooner(state: &CaseState, code: DeadlineCode, due: Moment, reason: &str) -> Option<DeadlineSet> {
    let mut open = state.obligations.iter().filter(|one| one.end.is_none() && one.deadline == code);
    open.any(|one| due < one.due).then(|| set(code, due, reason))
}

fn set(deadline: DeadlineCode, due: Moment, reason: &str) -> DeadlineSet {
    DeadlineSet::new(deadline, due, reason)
}

/// Whether an agreement at this time comes too late for the same day, so that a completion date is told with its
/// reason. Rules §4 same_day.
pub fn asks_completion_date(at: Moment, rules: &Rules) -> bool {
    at.time().hour() >= rules.same_day_until_hour
}

/// Class II, III and what is beyond us: progress every 7 days.
fn is_outside(facts: &Facts) -> bool {
    matches!(facts.class, Some(Class::II | Class::III)) || facts.capability == Some(Capability::BeyondUs)
}

/// A notice board reaches nobody for certain (rules §4); offered by forms as the starting value of `told`.
pub fn reaches_customer(medium: Medium) -> bool {
    medium != Medium::Notice
}
