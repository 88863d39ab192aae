//! Which deadlines an event sets, and when they are due (rules §4). Once set, a deadline keeps its due time:
//! changing a rule later changes none. What meets, replaces and ends a deadline stands in `flow`.

use crate::domain::case::{Case, Facts, with_value};
use crate::domain::case_state::{Round, round_of};
use crate::domain::code::{CaseKind, Channel, Class, DeadlineCode, Flag, Medium, Responsibility, Urgency};
use crate::domain::event::{DeadlineSet, Event, EventKind, Every};
use crate::domain::settings::{Rules, SituationTerms, hours};
use crate::domain::time::Moment;

/// The task that a dissatisfied visit sets: 再次上移. Met by an escalation, reopening or closure.
pub const ESCALATE_AGAIN: &str = "再次上移";
/// The question behind 填写处理记录表, answered by `task_done` with 是 or 否.
pub const IS_DIFFICULT: &str = "是否有一定难度";

/// Builds the deadlines of a case; `plan` gives each event those that it sets.
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

    /// Works out every deadline of a whole history, as at import: each event gets what it sets.
    /// Imported old-ledger cases make none (rules §4).
    pub fn plan(self, case: &mut Case) {
        plan_with(case, |_| self);
    }

    /// The deadlines that the receipt sets.
    pub fn set_by_receipt(self, facts: &Facts) -> Vec<DeadlineSet> {
        let mut sets = Vec::new();
        let base = facts.received_at;
        if facts.kind == CaseKind::Complaint {
            let unreachable = facts.is_unreachable_by_nature();
            if !unreachable || facts.channel == Channel::Online {
                sets.push(self.first_response(facts));
            }
            if unreachable {
                let due = self.rules.calendar.one_working_day_after(base);
                sets.push(set(DeadlineCode::Handler, due, "无联系方式，一个工作日内指派"));
            }
            if self.situation.cadence != Some(Every::None) {
                sets.push(set(DeadlineCode::Progress, base + hours(self.rules.progress), "受理后24小时"));
            }
        }
        if let Some(due) = facts.referral.as_ref().and_then(|referral| referral.due) {
            sets.push(set(DeadlineCode::Referral, due, "转办单时限"));
        }
        let set_at =
            if facts.is_late_entry(hours(self.rules.late_entry_hours)) { facts.recorded_at } else { base };
        sets.extend(self.set_by_codes(None, facts, set_at));
        sets
    }

    /// The deadlines that an event sets; `case` holds everything before it.
    pub fn set_by_event(self, case: &Case, event: &Event) -> Vec<DeadlineSet> {
        if case.import_batch.is_some() {
            return Vec::new();
        }
        let before = case.facts();
        let after = facts_with(case, &before, event);
        let mut sets = self.set_by_kind(case, &after, event.at, &event.kind);
        if before.kind != CaseKind::Complaint && after.kind == CaseKind::Complaint {
            sets.extend(self.set_by_receipt(&after));
        } else {
            sets.extend(self.set_by_codes(Some(&before), &after, event.at));
        }
        let referral_due = |facts: &Facts| facts.referral.as_ref().and_then(|referral| referral.due);
        if let Some(due) = referral_due(&after).filter(|due| referral_due(&before) != Some(*due)) {
            sets.push(set(DeadlineCode::Referral, due, "转办单时限"));
        }
        sets
    }

    fn set_by_kind(self, case: &Case, facts: &Facts, at: Moment, kind: &EventKind) -> Vec<DeadlineSet> {
        match kind {
            EventKind::Promised { due, .. } => {
                vec![set(DeadlineCode::Promise, *due, "与业主约定的时间")]
            }
            EventKind::Solution { agreed: true, .. } => vec![
                set(DeadlineCode::SameDay, at.end_of_day(), "业主同意方案，当日处理"),
                set(DeadlineCode::Reply, at + hours(self.rules.reply), "业主同意方案，24小时内回复"),
            ],
            EventKind::CompletionDate { due } => {
                vec![set(DeadlineCode::SameDay, *due, "已告知的完成日期")]
            }
            EventKind::Progress { .. } if kind.told() => {
                self.next_progress(case, facts, at).into_iter().collect()
            }
            EventKind::Cadence { every: Every::Hours(every), rule } if is_waiting(case, facts) => {
                let reason = rule.as_deref().unwrap_or("本单的告知频次");
                vec![set(DeadlineCode::Progress, at + hours(*every), reason)]
            }
            EventKind::Handled { verified: true, .. } => self.after_handling(case, facts, at),
            EventKind::Visit(visit) if visit.dissatisfied() => vec![DeadlineSet {
                what: Some(ESCALATE_AGAIN.into()),
                ..set(DeadlineCode::Task, at.end_of_day(), "回访不满意，当日再次上移")
            }],
            EventKind::Visit(visit) if visit.outcome == crate::domain::code::VisitOutcome::Declined => {
                let handled = round_of(case).handled_at;
                handled.map(|handled| self.quiet_week(handled)).into_iter().collect()
            }
            EventKind::Handover { due, .. } => {
                let due = due.unwrap_or_else(|| self.rules.duty.next_morning(at));
                vec![set(DeadlineCode::Handover, due, "次日早上接班并联系业主")]
            }
            EventKind::Task { what, due: Some(due), .. } => {
                vec![DeadlineSet { what: Some(what.clone()), ..set(DeadlineCode::Task, *due, what) }]
            }
            EventKind::Reopened { .. } if facts.kind == CaseKind::Complaint => {
                vec![set(DeadlineCode::Progress, at + hours(self.rules.progress), "重新受理后24小时")]
            }
            EventKind::Corrected { what, after, .. } => self.corrected(case, facts, what, after),
            _ => Vec::new(),
        }
    }

    /// What becomes owed because class or marks changed.
    fn set_by_codes(self, before: Option<&Facts>, after: &Facts, at: Moment) -> Vec<DeadlineSet> {
        if after.kind != CaseKind::Complaint {
            return Vec::new();
        }
        let became = |test: fn(&Facts) -> bool| test(after) && !before.is_some_and(test);
        let mut sets = Vec::new();
        if became(|facts| facts.class == Some(Class::II)) {
            let due = self.rules.calendar.one_working_day_after(at);
            sets.push(set(DeadlineCode::Letter, due, "二类投诉，一个工作日内书面知会"));
        }
        if became(needs_head) {
            sets.push(set(
                DeadlineCode::Head,
                at + hours(self.rules.at_once),
                "群体倾向或管理责任，负责人立即出面",
            ));
        }
        if became(|facts| facts.has(Flag::Extreme)) {
            sets.push(set(DeadlineCode::ReportUp, at + hours(self.rules.at_once), "可能过激，立即上报"));
        }
        sets
    }

    fn first_response(self, facts: &Facts) -> DeadlineSet {
        let seen = facts.online.as_ref().and_then(|online| online.seen_at).unwrap_or(facts.received_at);
        match facts.channel {
            Channel::Message | Channel::Online => {
                let due = seen + hours(self.rules.first_response_online);
                set(DeadlineCode::FirstResponse, due, "网上与留言，看到后4小时")
            }
            _ => {
                let due = facts.received_at + hours(self.rules.first_response);
                set(DeadlineCode::FirstResponse, due, "受理后24小时")
            }
        }
    }

    /// The next progress notice after one that reached the customer.
    fn next_progress(self, case: &Case, facts: &Facts, at: Moment) -> Option<DeadlineSet> {
        if !is_waiting(case, facts) {
            return None;
        }
        let own = case.events.iter().rev().find_map(|event| match &event.kind {
            EventKind::Cadence { every, rule } => Some((*every, rule.as_deref())),
            _ => None,
        });
        let of_situation = self.situation.cadence.map(|every| (every, None));
        match own.or(of_situation) {
            Some((Every::None, _)) => None,
            Some((Every::Hours(every), rule)) => {
                let reason = rule.unwrap_or("本单的告知频次");
                Some(set(DeadlineCode::Progress, at + hours(every), reason))
            }
            None => {
                let reason = if is_outside(facts) {
                    "二类、三类或非本单位能力，每7天"
                } else {
                    "上次告知后24小时"
                };
                let due = at + hours(usual_cadence(self.rules, facts));
                Some(set(DeadlineCode::Progress, due, reason))
            }
        }
    }

    /// The visit, or the quiet week of a customer who declines visits, after 处理完成.
    fn after_handling(self, case: &Case, facts: &Facts, at: Moment) -> Vec<DeadlineSet> {
        let round = round_of(case);
        if !matches!(facts.kind, CaseKind::Complaint | CaseKind::Repair) || round.exempt {
            return Vec::new();
        }
        if facts.complainant.declines_visits || round.declined {
            return vec![self.quiet_week(at)];
        }
        let visit = if let Some(own) = self.situation.visit_hours {
            set(DeadlineCode::Visit, at + hours(own), "本场景的回访时限")
        } else if facts.kind == CaseKind::Repair && facts.urgency == Some(Urgency::Urgent) {
            set(DeadlineCode::Visit, at.end_of_day(), "紧急报修，当日回访")
        } else {
            set(DeadlineCode::Visit, at + hours(self.rules.visit), "处理完成后24小时")
        };
        vec![visit]
    }

    fn quiet_week(self, handled: Moment) -> DeadlineSet {
        set(DeadlineCode::QuietWeek, handled + hours(self.rules.quiet_week), "不接受回访，处理完成后观察7天")
    }

    /// A corrected due time of an earlier event sets the deadline anew.
    fn corrected(
        self,
        case: &Case,
        facts: &Facts,
        what: &str,
        after: &serde_json::Value,
    ) -> Vec<DeadlineSet> {
        let target = what.strip_prefix("events[").and_then(|rest| rest.split_once("]."));
        let Some((index, key @ "due")) = target else {
            return Vec::new();
        };
        let event = index.parse::<usize>().ok().and_then(|index| case.events.get(index));
        let Some(corrected) = event.and_then(|event| with_value(event, key, after)) else {
            return Vec::new();
        };
        self.set_by_kind(case, facts, corrected.at, &corrected.kind)
    }
}

/// The facts once an event has happened; a correction of an earlier event reaches back.
fn facts_with(case: &Case, before: &Facts, event: &Event) -> Facts {
    if matches!(&event.kind, EventKind::Corrected { what, .. } if what.starts_with("events[")) {
        let mut then = case.clone();
        then.events.push(event.clone());
        return then.facts();
    }
    let mut after = before.clone();
    after.apply(&event.kind);
    after
}

/// Works out every deadline of a whole history with the terms that the facts of each moment have: the
/// situation may have changed in between. Imported old-ledger cases make none (rules §4).
pub fn plan_with<'a>(case: &mut Case, terms: impl Fn(&Facts) -> Terms<'a>) {
    if case.import_batch.is_some() {
        return;
    }
    case.sets = terms(&case.receipt).set_by_receipt(&case.receipt);
    let events = std::mem::take(&mut case.events);
    for mut event in events {
        event.sets = terms(&case.facts()).set_by_event(case, &event);
        case.events.push(event);
    }
}

/// Hours between two progress notices when neither the case nor its situation has a cadence of its own.
pub fn usual_cadence(rules: &Rules, facts: &Facts) -> u32 {
    if is_outside(facts) { rules.progress_outside } else { rules.progress }
}

fn set(deadline: DeadlineCode, due: Moment, reason: &str) -> DeadlineSet {
    DeadlineSet { deadline, due, rule: format!("rules §4 {}：{reason}", deadline.code()), what: None }
}

/// Class II, III and what is beyond us: progress every 7 days.
fn is_outside(facts: &Facts) -> bool {
    matches!(facts.class, Some(Class::II | Class::III))
        || facts.capability == Some(crate::domain::code::Capability::BeyondUs)
}

/// Whether the department head must appear at once: a group, or our responsibility in a major or serious case.
fn needs_head(facts: &Facts) -> bool {
    let grave = facts.has(Flag::Major) || facts.has(Flag::Serious);
    facts.has(Flag::Group) || (grave && facts.responsibility == Some(Responsibility::Ours))
}

/// A complaint that is open and not handled in its present round.
fn is_waiting(case: &Case, facts: &Facts) -> bool {
    let Round { handled_at, .. } = round_of(case);
    facts.kind == CaseKind::Complaint && handled_at.is_none()
}

/// A notice board reaches nobody for certain (rules §4); offered by forms as the starting value of `told`.
pub fn reaches_customer(medium: Medium) -> bool {
    medium != Medium::Notice
}
