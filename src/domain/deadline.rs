//! Which deadlines a receipt or an event sets, and when they are due (rules §4). Once set, a deadline keeps its due
//! time: changing a rule later changes none. What meets, replaces and ends a deadline stands in `fulfilment`.

use chrono::Timelike;

use crate::domain::case::{Case, Facts, corrected_event, with_value};
use crate::domain::case_state::{Cadence, CaseState};
use crate::domain::code::{
    Capability, CaseKind, Channel, Class, DeadlineCode, Medium, SituationCode, Urgency, VerifyResult,
    VisitOutcome,
};
use crate::domain::event::{DeadlineSet, Event, EventKind, Every};
use crate::domain::fulfilment::{
    is_answered_for, is_grave, needs_apology, needs_handler, needs_head, needs_letter, needs_report_up,
};
use crate::domain::obligation::TaskKind;
use crate::domain::settings::{Rules, SituationTerms, hours};
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
    fn set_by_receipt(self, facts: &Facts) -> Vec<DeadlineSet> {
        let mut sets = Vec::new();
        let base = facts.received_at;
        if is_answered_for(facts.kind) {
            if !facts.is_unreachable_by_nature() || facts.channel == Channel::Online {
                sets.push(self.first_response(facts));
            }
            if needs_handler(facts) {
                let due = self.rules.calendar.one_working_day_after(base);
                sets.push(set(DeadlineCode::Handler, due, "无联系方式，一个工作日内指派"));
            }
        }
        if facts.kind == CaseKind::Complaint {
            sets.push(self.investigate(facts, base));
            if self.situation.cadence != Some(Every::None) {
                sets.push(set(DeadlineCode::Progress, base + hours(self.rules.progress), "受理后24小时"));
            }
            sets.push(self.judge_difficulty(base));
        }
        if let Some(due) = facts.referral.as_ref().and_then(|referral| referral.due) {
            sets.push(set(DeadlineCode::Referral, due, "转办单时限"));
        }
        let late = facts.is_late_entry(hours(self.rules.late_entry_hours));
        sets.extend(self.set_by_codes(None, facts, if late { facts.recorded_at } else { base }));
        sets
    }

    /// The deadlines that an event sets; `before` are the facts before it, `state` is the case with it.
    fn set_by_event(self, case: &Case, before: &Facts, state: &CaseState, event: &Event) -> Vec<DeadlineSet> {
        let after = &state.facts;
        let mut sets = self.set_by_kind(case, state, event.at, &event.kind);
        if before.kind != CaseKind::Complaint && after.kind == CaseKind::Complaint {
            sets.extend(self.set_by_receipt(after));
        } else {
            sets.extend(self.set_by_codes(Some(before), after, event.at));
            sets.extend(self.hastened(before, state, event.at));
        }
        let referral_due = |facts: &Facts| facts.referral.as_ref().and_then(|referral| referral.due);
        if let Some(due) = referral_due(after).filter(|due| referral_due(before) != Some(*due)) {
            sets.push(set(DeadlineCode::Referral, due, "转办单时限"));
        }
        sets
    }

    fn set_by_kind(self, case: &Case, state: &CaseState, at: Moment, kind: &EventKind) -> Vec<DeadlineSet> {
        let rules = self.rules;
        match kind {
            EventKind::Promised { due, .. } => {
                vec![set(DeadlineCode::Promise, *due, "与业主约定的时间")]
            }
            EventKind::Solution { agreed: true, .. } => vec![
                set(DeadlineCode::SameDay, at.end_of_day(), "业主同意方案，当日处理"),
                set(DeadlineCode::Reply, at + hours(rules.reply), "业主同意方案，24小时内回复"),
            ],
            EventKind::CompletionDate { due } => {
                vec![set(DeadlineCode::SameDay, *due, "已告知的完成日期")]
            }
            EventKind::Progress { .. } if kind.told() => self.next_progress(state, at).into_iter().collect(),
            EventKind::Cadence { every: Every::Hours(every), .. } if state.is_waiting() => {
                let reason = state.cadence.as_ref().map_or_else(String::new, cadence_words);
                vec![set(DeadlineCode::Progress, at + hours(*every), &reason)]
            }
            EventKind::Handled { verified: false, .. } if is_answered_for(state.facts.kind) => {
                let due = rules.calendar.one_working_day_after(at);
                vec![set(DeadlineCode::Verify, due, "处理完成，一个工作日内验证")]
            }
            EventKind::Handled { verified: true, .. } => self.after_handling(state, at),
            EventKind::Verified { result: VerifyResult::Good, .. } => self.after_handling(state, at),
            EventKind::Verified { result: VerifyResult::Wanting, .. } => {
                self.progress_again(state, at, "验证不合格，继续处理，24小时内告知")
            }
            EventKind::Visit(visit) if visit.dissatisfied() => {
                let mut sets = vec![DeadlineSet {
                    task: Some(TaskKind::EscalateAgain),
                    ..set(DeadlineCode::Task, at.end_of_day(), "回访不满意，当日再次上移")
                }];
                sets.extend(self.progress_again(state, at, "回访不满意，24小时内告知"));
                sets
            }
            EventKind::Visit(visit) if visit.outcome == VisitOutcome::Declined => {
                let handled = state.round.handled_at.filter(|_| state.round.verified);
                handled.map(|handled| self.quiet_week(handled)).into_iter().collect()
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
            EventKind::DifficultyJudged { difficult: true } => self.record_form(state, at),
            EventKind::Handover { due, .. } => {
                let due = due.unwrap_or_else(|| rules.duty.next_start(at));
                vec![set(DeadlineCode::Handover, due, "早上接班并联系业主")]
            }
            EventKind::Task { what, due: Some(due), kind, .. } => vec![DeadlineSet {
                task: Some(kind.clone()),
                what: Some(what.clone()),
                ..set(DeadlineCode::Task, *due, &with_situation(what, kind.situation()))
            }],
            EventKind::Reopened { .. } => self.progress_again(state, at, "重新受理后24小时"),
            EventKind::Corrected { what, after, .. } => self.corrected(case, state, what, after),
            _ => Vec::new(),
        }
    }

    /// What becomes owed because class or marks changed.
    fn set_by_codes(self, before: Option<&Facts>, after: &Facts, at: Moment) -> Vec<DeadlineSet> {
        let became = |test: fn(&Facts) -> bool| test(after) && !before.is_some_and(test);
        let mut sets = Vec::new();
        if became(needs_letter) {
            let due = self.rules.calendar.one_working_day_after(at);
            sets.push(set(DeadlineCode::Letter, due, "二类投诉，一个工作日内书面知会"));
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

    /// What is due sooner because the case became urgent or grave while the answer or the facts were still owed.
    fn hastened(self, before: &Facts, state: &CaseState, at: Moment) -> Vec<DeadlineSet> {
        let open = |code| state.obligations.iter().find(|one| one.end.is_none() && one.deadline == code);
        let sooner =
            |code, due, reason| open(code).filter(|one| due < one.due).map(|_| set(code, due, reason));
        let mut sets = Vec::new();
        if is_urgent(&state.facts) && !is_urgent(before) {
            let due = at + hours(self.rules.first_response_urgent);
            sets.extend(sooner(DeadlineCode::FirstResponse, due, "紧急，1小时内响应"));
        }
        if is_grave(&state.facts) && !is_grave(before) {
            let due = at + hours(self.rules.investigate_grave);
            sets.extend(sooner(DeadlineCode::Investigate, due, "情节严重、特殊或过激，立即核实"));
        }
        sets
    }

    fn first_response(self, facts: &Facts) -> DeadlineSet {
        let rules = self.rules;
        let seen = facts.online.as_ref().and_then(|online| online.seen_at).unwrap_or(facts.received_at);
        let written = matches!(facts.channel, Channel::Message | Channel::Online);
        let base = if written { seen } else { facts.received_at };
        let (limit, reason) = match () {
            () if is_urgent(facts) => (rules.first_response_urgent, "紧急，1小时内响应"),
            () if written => (rules.first_response_online, "网上与留言，看到后4小时"),
            () => (rules.first_response, "受理后24小时"),
        };
        set(DeadlineCode::FirstResponse, base + hours(limit), reason)
    }

    fn investigate(self, facts: &Facts, base: Moment) -> DeadlineSet {
        if is_grave(facts) {
            let due = base + hours(self.rules.investigate_grave);
            return set(DeadlineCode::Investigate, due, "情节严重、特殊或过激，立即核实");
        }
        let due = self.rules.calendar.one_working_day_after(base);
        set(DeadlineCode::Investigate, due, "一个工作日内核实")
    }

    /// One working day after an unhandled receipt the supervisor is asked whether it is difficult.
    fn judge_difficulty(self, base: Moment) -> DeadlineSet {
        let asked = self.rules.calendar.one_working_day_after(base);
        let reason = "一个工作日未处理完，请主管判断是否有一定难度";
        DeadlineSet {
            from: Some(asked),
            task: Some(TaskKind::JudgeDifficulty),
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
        let due = self.rules.duty.end_on(asked.date()).max(at + hours(2));
        vec![set(DeadlineCode::RecordForm, due, "有一定难度且超过一个工作日")]
    }

    /// The next progress notice after one that reached the customer.
    fn next_progress(self, state: &CaseState, at: Moment) -> Option<DeadlineSet> {
        if !state.is_waiting() {
            return None;
        }
        let own = state.cadence.as_ref().map(|own| (own.every, cadence_words(own)));
        let of_situation = self.situation.cadence.map(|every| (every, "本场景的告知频次".to_owned()));
        match own.or(of_situation) {
            Some((Every::None, _)) => None,
            Some((Every::Hours(every), reason)) => {
                Some(set(DeadlineCode::Progress, at + hours(every), &reason))
            }
            None => {
                let reason = if is_outside(&state.facts) {
                    "二类、三类或非本单位能力，每7天"
                } else {
                    "上次告知后24小时"
                };
                let due = at + hours(usual_cadence(self.rules, &state.facts));
                Some(set(DeadlineCode::Progress, due, reason))
            }
        }
    }

    /// A round that goes on: the owner hears of it within the general time.
    fn progress_again(self, state: &CaseState, at: Moment, reason: &str) -> Vec<DeadlineSet> {
        if state.facts.kind != CaseKind::Complaint {
            return Vec::new();
        }
        vec![set(DeadlineCode::Progress, at + hours(self.rules.progress), reason)]
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
            set(DeadlineCode::Visit, at.end_of_day(), "紧急报修，当日回访")
        } else {
            set(DeadlineCode::Visit, at + hours(self.rules.visit), "处理完成后24小时")
        };
        vec![visit]
    }

    fn quiet_week(self, handled: Moment) -> DeadlineSet {
        set(DeadlineCode::QuietWeek, handled + hours(self.rules.quiet_week), "不接受回访，处理完成后观察7天")
    }

    /// A corrected due time of an earlier event, or a verification noted by correction, sets its deadline anew.
    fn corrected(
        self,
        case: &Case,
        state: &CaseState,
        what: &str,
        after: &serde_json::Value,
    ) -> Vec<DeadlineSet> {
        let Some((index, key @ ("due" | "verified"))) = corrected_event(what) else {
            return Vec::new();
        };
        let event = case.events.get(index);
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
        *state = case.state(terms.rules);
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

/// Hours between two progress notices when neither the case nor its situation has a cadence of its own.
pub fn usual_cadence(rules: &Rules, facts: &Facts) -> u32 {
    if is_outside(facts) { rules.progress_outside } else { rules.progress }
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

fn is_urgent(facts: &Facts) -> bool {
    facts.urgency == Some(Urgency::Urgent)
}

/// A notice board reaches nobody for certain (rules §4); offered by forms as the starting value of `told`.
pub fn reaches_customer(medium: Medium) -> bool {
    medium != Medium::Notice
}
