//! The one way to close a case, for every path (rules §6): it answers the closure or the full list of what is
//! still missing, each item with the place to enter it.

use std::collections::BTreeSet;

use crate::domain::act::Act;
use crate::domain::case_state::CaseState;
use crate::domain::code::{Capability, CaseKind, Channel, ClosureCode, DeadlineCode, VisitOutcome};
use crate::domain::event::EventKind;
use crate::domain::obligation::Obligation;
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::domain::settings::Rules;
use crate::domain::time::Moment;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosureRequest {
    /// How it shall be closed.
    pub code: ClosureCode,
    /// Reason: of `explained`, of 未签原因 with `verbal` at the counter, and of a closure against the list.
    pub reason: Option<String>,
    /// 特批关闭: the supervisor closes although something is missing.
    pub against_the_list: bool,
}

/// One thing that is still missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What, as a sentence for the screen.
    pub text: &'static str,
    /// What enters it; `None` where it is the reason of the closure itself, or somebody else must act, or time must pass.
    pub act: Option<Act>,
}

/// Closes a case, or lists everything that is still missing.
///
/// # Errors
/// Every missing item; a supervisor who closes against the list with a reason gets the closure nevertheless
/// (特批关闭), unless the case is not open at all.
pub fn close(
    state: &CaseState,
    request: &ClosureRequest,
    actor: &Actor,
    rules: &Rules,
    now: Moment,
) -> Result<EventKind, Vec<Missing>> {
    if !state.is_open() {
        return Err(vec![missing("本单已关闭或已作废", None)]);
    }
    let reason = request.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    let mut list = what_is_missing(state, request.code, reason.is_some(), rules, now);
    if permission::closes(request.code, false, actor).is_err() {
        list.push(missing("「已解释，业主未认可」须由客服主任办理", None));
    }
    if request.against_the_list && !list.is_empty() {
        let mut refused = Vec::new();
        if permission::closes(request.code, true, actor).is_err() {
            refused.push(missing("特批关闭须由客服主任办理", None));
        }
        if reason.is_none() {
            refused.push(missing("特批关闭须写明原因", None));
        }
        if !refused.is_empty() {
            list.extend(refused);
            return Err(list);
        }
    } else if !list.is_empty() {
        return Err(list);
    }
    Ok(EventKind::Closed {
        code: request.code,
        overridden: !list.is_empty(),
        reason: reason.map(str::to_owned),
    })
}

/// The closures that need nothing more, for the form to offer first. Those that only a supervisor may choose
/// are not among them.
pub fn ready(state: &CaseState, rules: &Rules, now: Moment) -> Vec<ClosureCode> {
    if !state.is_open() {
        return Vec::new();
    }
    let offered = |code: &ClosureCode| {
        *code != ClosureCode::Explained && what_is_missing(state, *code, false, rules, now).is_empty()
    };
    ClosureCode::ALL.iter().copied().filter(offered).collect()
}

/// The ways to close that are for this kind of case and may be chosen by this person.
pub fn closures(kind: CaseKind, person: &Actor) -> Vec<ClosureCode> {
    let may = |code: &ClosureCode| is_for(*code, kind) && permission::closes(*code, false, person).is_ok();
    ClosureCode::ALL.iter().copied().filter(may).collect()
}

/// 办结 is for what is no complaint.
fn is_for(code: ClosureCode, kind: CaseKind) -> bool {
    code != ClosureCode::Plain || kind != CaseKind::Complaint
}

fn what_is_missing(
    state: &CaseState,
    code: ClosureCode,
    has_reason: bool,
    rules: &Rules,
    now: Moment,
) -> Vec<Missing> {
    let mut list = record_gaps(state);
    match code {
        ClosureCode::Signed => signed(state, &mut list),
        ClosureCode::Verbal => verbal(state, has_reason, &mut list),
        ClosureCode::Visited => visited(state, &mut list),
        ClosureCode::QuietWeek => quiet_week(state, now, &mut list),
        ClosureCode::Exempt => {
            need(&mut list, state.has_result(), "还没有登记处理结果", Some(Act::Handle));
            need(&mut list, state.round.exempt, "还没有登记免回访及其理由", Some(Act::Exempt));
        }
        ClosureCode::Unreachable => unreachable(state, rules, &mut list),
        ClosureCode::External => {
            let beyond = state.facts.capability == Some(Capability::BeyondUs);
            need(&mut list, beyond, "本单没有标明「非本单位能力」", Some(Act::Classify));
            let told = state.round.final_told;
            need(
                &mut list,
                told,
                "外部事项的最终结果还没有告知业主（进展告知里选「最终答复」）",
                Some(Act::Progress),
            );
        }
        ClosureCode::Explained => {
            need(&mut list, has_reason, "须写明原因", None);
            let spoken = state.round.explained.is_some() || state.round.solution.is_some();
            need(&mut list, spoken || state.has_result(), "还没有解释或方案的记录", Some(Act::Explain));
        }
        ClosureCode::Plain => {
            need(&mut list, is_for(code, state.facts.kind), "投诉不能按「办结」关闭", None);
            let result = state.round.explained.is_some() || state.round.handled_at.is_some();
            need(&mut list, result, "还没有登记处理结果", Some(Act::Handle));
        }
    }
    list
}

/// What every complaint's record must hold before it is closed (ledger 09-06, 11-05).
fn record_gaps(state: &CaseState) -> Vec<Missing> {
    let facts = &state.facts;
    let mut list = Vec::new();
    need(&mut list, !facts.gist().is_empty(), "还没有内容", Some(Act::Restate));
    if facts.kind == CaseKind::Complaint {
        let summary = facts.summary.as_ref().is_some_and(|summary| !summary.trim().is_empty());
        need(&mut list, summary, "还没有复述要点", Some(Act::Restate));
        need(&mut list, facts.category.is_some(), "还没有选类别", Some(Act::Classify));
        need(&mut list, facts.class.is_some(), "还没有选责任类别", Some(Act::Classify));
        need(&mut list, facts.nature.is_some(), "还没有选投诉性质", Some(Act::Classify));
    }
    list
}

fn signed(state: &CaseState, list: &mut Vec<Missing>) {
    let at_home = state.round.handled_at.is_some();
    let here = state.facts.channel == Channel::WalkIn;
    need(list, here || at_home, "签署只用于来访的现场解释或上门办完的事", None);
    let (satisfied, signed) =
        state.round.explained.as_ref().map_or((false, false), |(yes, signed, _)| (*yes, *signed));
    need(list, satisfied, "现场解释还没有得到业主满意的答复", Some(Act::Explain));
    need(list, signed, "业主还没有在打印件上签字", Some(Act::Explain));
}

fn verbal(state: &CaseState, has_reason: bool, list: &mut Vec<Missing>) {
    let (satisfied, signed, words) = state.round.explained.clone().unwrap_or((false, false, String::new()));
    need(list, satisfied, "业主还没有口头表示满意", Some(Act::Explain));
    need(list, !words.trim().is_empty(), "还没有记下业主表示满意的话", Some(Act::Explain));
    let counter = state.facts.channel == Channel::WalkIn;
    need(list, !counter || signed || has_reason, "来访未签字，须写明未签原因", None);
}

fn visited(state: &CaseState, list: &mut Vec<Missing>) {
    need(list, state.round.handled_at.is_some(), "还没有登记处理完成", Some(Act::Handle));
    match state.round.visits.last().map(|one| &one.visit) {
        Some(visit) if visit.dissatisfied() => {
            list.push(missing("回访有不满意，须再次上移后重新处理和回访", None));
        }
        Some(visit) if visit.reached() => {
            let answered = visit.process.is_some() && visit.measures.is_some() && visit.result.is_some();
            need(list, answered, "回访的三项意见没有问全", Some(Act::Visit));
        }
        _ => list.push(missing("还没有访到业主", Some(Act::Visit))),
    }
}

fn quiet_week(state: &CaseState, now: Moment, list: &mut Vec<Missing>) {
    need(list, state.round.handled_at.is_some(), "还没有登记处理完成", Some(Act::Handle));
    let declined = state.round.declined || state.facts.complainant.declines_visits;
    need(list, declined, "没有业主不接受回访的记录", Some(Act::Visit));
    need(list, !state.repeated, "观察期内有同一事的再次投诉", None);
    // A week that an earlier round began says nothing of this one.
    let of_this_round =
        |obligation: &&Obligation| state.round.handled_at.is_some_and(|handled| obligation.set_at >= handled);
    let mut weeks =
        state.obligations.iter().rev().filter(|obligation| obligation.deadline == DeadlineCode::QuietWeek);
    let week = weeks.find(of_this_round);
    need(list, week.is_none_or(|week| now >= week.due), "一周观察期还没有满", None);
    if state.round.handled_at.is_some() && declined {
        need(list, week.is_some(), "处理结果还没有验证，观察期没有开始", Some(Act::Verify));
    }
}

fn unreachable(state: &CaseState, rules: &Rules, list: &mut Vec<Missing>) {
    need(list, state.round.handled_at.is_some(), "还没有登记处理完成", Some(Act::Handle));
    let attempts: Vec<_> =
        state.round.visits.iter().filter(|one| one.visit.outcome == VisitOutcome::NoAnswer).collect();
    let enough = attempts.len() >= rules.unreachable_attempts as usize;
    need(list, enough, "联系的次数还不够", Some(Act::Visit));
    let days: BTreeSet<_> = attempts.iter().map(|one| one.at.date()).collect();
    need(list, days.len() >= rules.unreachable_days as usize, "联系要分在不同的日子", Some(Act::Visit));
    let reached = state.round.visits.iter().any(|one| one.visit.reached());
    need(list, !reached, "业主已经访到，请按回访结果关闭", None);
}

fn need(list: &mut Vec<Missing>, there: bool, text: &'static str, act: Option<Act>) {
    if !there {
        list.push(missing(text, act));
    }
}

fn missing(text: &'static str, act: Option<Act>) -> Missing {
    Missing { text, act }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::{Case, CaseNumber, Facts};
    use crate::domain::code::{Category, Class, ExemptGround, Medium, Nature, Opinion, VisitForm};
    use crate::domain::deadline::{Terms, append};
    use crate::domain::event::{Event, Visit};
    use crate::domain::person::Role;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn actor(role: Role) -> Actor {
        Actor::new(None, "赵楠", role)
    }

    fn complaint(channel: Channel) -> Case {
        let mut facts = Facts::new(CaseKind::Complaint, channel, at("2026-11-03T09:00"), "李敏");
        facts.verbatim = Some("电梯停了两天".into());
        facts.summary = Some("电梯停运两天".into());
        facts.category = Category::new("facilities");
        facts.class = Some(Class::I);
        facts.nature = Some(Nature::Effective);
        Case::new(CaseNumber::new(at("2026-11-03T09:00").date(), 1), facts)
    }

    fn happen(case: &mut Case, time: &str, kind: EventKind) {
        let rules = Rules::default();
        let mut state = case.state(&rules);
        append(case, &mut state, Event::new(at(time), "李敏", kind), Terms::plain(&rules));
    }

    fn handled() -> EventKind {
        EventKind::Handled {
            result: "已修好".into(),
            verified: true,
            told: false,
            medium: None,
            for_owner: None,
            verification: None,
        }
    }

    fn visit(outcome: VisitOutcome, opinion: Option<Opinion>) -> EventKind {
        EventKind::Visit(Visit {
            form: VisitForm::Phone,
            outcome,
            standing: None,
            process: opinion,
            measures: opinion,
            result: opinion,
            expectation: None,
            perceived: None,
            emotion: None,
            text: None,
            visitor: None,
            again: None,
        })
    }

    fn answer(
        case: &Case,
        code: ClosureCode,
        role: Role,
        reason: Option<&str>,
        now: &str,
    ) -> Result<EventKind, Vec<Missing>> {
        let request = ClosureRequest { code, reason: reason.map(Into::into), against_the_list: false };
        close(&case.state(&Rules::default()), &request, &actor(role), &Rules::default(), at(now))
    }

    fn closes(case: &Case, code: ClosureCode, reason: Option<&str>, now: &str) -> bool {
        answer(case, code, Role::Supervisor, reason, now).is_ok()
    }

    #[test]
    fn an_empty_complaint_is_told_everything_that_is_missing() {
        let facts = Facts::new(CaseKind::Complaint, Channel::WalkIn, at("2026-11-03T09:00"), "李敏");
        let case = Case::new(CaseNumber::new(at("2026-11-03T09:00").date(), 1), facts);
        let list = answer(&case, ClosureCode::Signed, Role::Reception, None, "2026-11-03T10:00").unwrap_err();
        let entries: Vec<Option<Act>> = list.iter().map(|item| item.act).collect();
        assert_eq!(
            entries,
            [
                Some(Act::Restate),
                Some(Act::Restate),
                Some(Act::Classify),
                Some(Act::Classify),
                Some(Act::Classify),
                Some(Act::Explain),
                Some(Act::Explain)
            ]
        );
    }

    /// Ledger 03-07, 09-01.
    #[test]
    fn signed_needs_satisfaction_and_signature() {
        let mut case = complaint(Channel::WalkIn);
        let explained = |satisfied, signed| explained(satisfied, signed, "可以");
        happen(&mut case, "2026-11-03T09:10", explained(false, true));
        assert!(!closes(&case, ClosureCode::Signed, None, "2026-11-03T10:00"));
        happen(&mut case, "2026-11-03T09:12", explained(true, false));
        assert!(!closes(&case, ClosureCode::Signed, None, "2026-11-03T10:00"));
        assert!(!closes(&case, ClosureCode::Verbal, None, "2026-11-03T10:00"), "未签原因 is missing");
        assert!(closes(&case, ClosureCode::Verbal, Some("赶时间"), "2026-11-03T10:00"));
        happen(&mut case, "2026-11-03T09:14", explained(true, true));
        assert!(closes(&case, ClosureCode::Signed, None, "2026-11-03T10:00"));
        let phone = complaint(Channel::Phone);
        let list =
            answer(&phone, ClosureCode::Signed, Role::Reception, None, "2026-11-03T10:00").unwrap_err();
        assert!(list.iter().any(|item| item.text.contains("只用于来访")));
    }

    fn explained(satisfied: bool, signed: bool, words: &str) -> EventKind {
        EventKind::Explained { text: words.into(), satisfied, signed }
    }

    fn gaps(case: &Case, code: ClosureCode) -> Vec<&'static str> {
        let list = answer(case, code, Role::Reception, None, "2026-11-04T10:00").err().unwrap_or_default();
        list.into_iter().map(|item| item.text).collect()
    }

    #[test]
    fn a_sheet_signed_at_home_closes_once_the_job_is_done() {
        let mut case = complaint(Channel::Phone);
        happen(&mut case, "2026-11-03T15:10", explained(true, true, "修好了"));
        assert_eq!(gaps(&case, ClosureCode::Signed), ["签署只用于来访的现场解释或上门办完的事"]);
        let mut case = complaint(Channel::Phone);
        happen(&mut case, "2026-11-03T15:00", handled());
        happen(&mut case, "2026-11-03T15:10", explained(true, true, "修好了"));
        assert!(gaps(&case, ClosureCode::Signed).is_empty());
        assert!(closes(&case, ClosureCode::Signed, None, "2026-11-04T10:00"));
    }

    #[test]
    fn satisfaction_by_word_of_mouth_needs_the_words_and_away_from_the_counter_nothing_more() {
        for at_home in [false, true] {
            let mut case = complaint(Channel::Phone);
            if at_home {
                happen(&mut case, "2026-11-03T15:00", handled());
            }
            assert_eq!(
                gaps(&case, ClosureCode::Verbal),
                ["业主还没有口头表示满意", "还没有记下业主表示满意的话"]
            );
            happen(&mut case, "2026-11-03T15:10", explained(true, false, " "));
            assert_eq!(gaps(&case, ClosureCode::Verbal), ["还没有记下业主表示满意的话"]);
            happen(&mut case, "2026-11-03T15:20", explained(true, false, "可以"));
            assert!(gaps(&case, ClosureCode::Verbal).is_empty(), "no 未签原因 is asked for");
            assert!(closes(&case, ClosureCode::Verbal, None, "2026-11-04T10:00"));
        }
    }

    /// Ledger 08-06, 09-02.
    #[test]
    fn visited_needs_the_last_visit_without_dissatisfaction() {
        let mut case = complaint(Channel::Phone);
        happen(&mut case, "2026-11-03T15:00", handled());
        assert!(!closes(&case, ClosureCode::Visited, None, "2026-11-04T10:00"));
        happen(&mut case, "2026-11-03T16:00", visit(VisitOutcome::Reached, Some(Opinion::Dissatisfied)));
        assert!(!closes(&case, ClosureCode::Visited, None, "2026-11-04T10:00"));
        happen(&mut case, "2026-11-04T09:00", handled());
        assert!(
            !closes(&case, ClosureCode::Visited, None, "2026-11-04T10:00"),
            "the second round has no visit"
        );
        happen(&mut case, "2026-11-04T10:00", visit(VisitOutcome::Reached, Some(Opinion::Mostly)));
        assert!(closes(&case, ClosureCode::Visited, None, "2026-11-04T10:00"));
    }

    /// Ledger 08-08, 09-03, 09-16.
    #[test]
    fn a_quiet_week_must_be_over_and_quiet() {
        let mut case = complaint(Channel::Phone);
        happen(&mut case, "2026-11-03T15:00", handled());
        happen(&mut case, "2026-11-03T16:00", visit(VisitOutcome::Declined, None));
        assert!(!closes(&case, ClosureCode::QuietWeek, None, "2026-11-10T14:59"));
        assert!(closes(&case, ClosureCode::QuietWeek, None, "2026-11-10T15:00"));
        case.repeats.push((CaseNumber::new(at("2026-11-08T09:00").date(), 1), at("2026-11-08T09:00")));
        assert!(!closes(&case, ClosureCode::QuietWeek, None, "2026-11-11T15:00"));
    }

    #[test]
    fn the_week_of_an_earlier_round_closes_nothing() {
        let mut case = complaint(Channel::Phone);
        case.receipt.complainant.declines_visits = true;
        happen(&mut case, "2026-11-03T15:00", handled());
        happen(
            &mut case,
            "2026-11-10T16:00",
            EventKind::Closed { code: ClosureCode::QuietWeek, overridden: false, reason: None },
        );
        happen(&mut case, "2026-11-12T09:00", EventKind::Reopened { reason: "又坏了".into() });
        let unverified = EventKind::Handled {
            result: "换件".into(),
            verified: false,
            told: true,
            medium: None,
            for_owner: None,
            verification: None,
        };
        happen(&mut case, "2026-11-12T10:00", unverified);
        assert!(!closes(&case, ClosureCode::QuietWeek, None, "2026-11-20T10:00"), "nothing was verified");
        happen(&mut case, "2026-11-12T11:00", handled());
        assert!(!closes(&case, ClosureCode::QuietWeek, None, "2026-11-19T10:59"));
        assert!(closes(&case, ClosureCode::QuietWeek, None, "2026-11-19T11:00"));
    }

    /// Ledger 08-12.
    #[test]
    fn unreachable_needs_three_attempts_on_two_days() {
        let mut case = complaint(Channel::Phone);
        happen(&mut case, "2026-11-03T15:00", handled());
        for time in ["2026-11-03T16:00", "2026-11-03T17:00", "2026-11-03T18:00"] {
            happen(&mut case, time, visit(VisitOutcome::NoAnswer, None));
        }
        assert!(!closes(&case, ClosureCode::Unreachable, None, "2026-11-05T10:00"));
        happen(&mut case, "2026-11-04T16:00", visit(VisitOutcome::NoAnswer, None));
        assert!(closes(&case, ClosureCode::Unreachable, None, "2026-11-05T10:00"));
    }

    #[test]
    fn only_a_supervisor_closes_as_explained_or_against_the_list() {
        let mut case = complaint(Channel::Phone);
        happen(
            &mut case,
            "2026-11-03T09:10",
            EventKind::Explained { text: "说明".into(), satisfied: false, signed: false },
        );
        let now = "2026-11-04T10:00";
        assert!(answer(&case, ClosureCode::Explained, Role::Reception, Some("已尽力"), now).is_err());
        assert!(answer(&case, ClosureCode::Explained, Role::Supervisor, None, now).is_err());
        assert!(answer(&case, ClosureCode::Explained, Role::Supervisor, Some("已尽力"), now).is_ok());
        let against = |role, reason: Option<&str>| {
            let request = ClosureRequest {
                code: ClosureCode::Visited,
                reason: reason.map(Into::into),
                against_the_list: true,
            };
            close(&case.state(&Rules::default()), &request, &actor(role), &Rules::default(), at(now))
        };
        assert!(against(Role::Reception, Some("急")).is_err());
        assert!(against(Role::Supervisor, None).is_err());
        assert!(matches!(
            against(Role::Supervisor, Some("业主已迁出")),
            Ok(EventKind::Closed { overridden: true, .. })
        ));
    }

    #[test]
    fn an_exemption_needs_its_ground_and_a_result() {
        let exempt = EventKind::VisitExempt { ground: ExemptGround::Sensitive, text: None };
        let closes = |case: &Case| closes(case, ClosureCode::Exempt, None, "2026-11-04T10:00");
        let mut case = complaint(Channel::Letter);
        happen(&mut case, "2026-11-03T15:00", exempt.clone());
        assert!(!closes(&case), "no result");
        happen(&mut case, "2026-11-03T16:00", handled());
        assert!(closes(&case));
        let mut case = complaint(Channel::Letter);
        happen(&mut case, "2026-11-03T15:00", handled());
        assert!(!closes(&case), "no ground");
        happen(&mut case, "2026-11-03T16:00", exempt);
        assert!(closes(&case));
        happen(&mut case, "2026-11-04T09:00", visit(VisitOutcome::Reached, Some(Opinion::Dissatisfied)));
        assert!(!closes(&case), "an exemption does not outlive a dissatisfied visit");
    }

    #[test]
    fn an_outside_matter_closes_once_the_customer_was_told() {
        let notice = |told, is_final| EventKind::Progress {
            medium: Medium::Phone,
            text: "市政已答复".into(),
            told,
            is_final,
        };
        let closes = |case: &Case| closes(case, ClosureCode::External, None, "2026-11-04T10:00");
        let mut case = complaint(Channel::Phone);
        case.receipt.capability = Some(Capability::BeyondUs);
        assert!(!closes(&case));
        happen(&mut case, "2026-11-03T15:00", notice(Some(false), true));
        assert!(!closes(&case), "it did not reach the customer");
        happen(&mut case, "2026-11-03T15:30", notice(None, false));
        assert!(!closes(&case), "any notice is not the outcome");
        happen(&mut case, "2026-11-03T16:00", notice(None, true));
        assert!(closes(&case));
        case.receipt.capability = Some(Capability::Mine);
        assert!(!closes(&case), "what is ours is no outside matter");
    }

    #[test]
    fn other_kinds_need_only_a_result() {
        for kind in [CaseKind::Repair, CaseKind::Enquiry, CaseKind::Praise, CaseKind::Suggestion] {
            let facts = Facts {
                verbatim: Some("几点交费".into()),
                ..Facts::new(kind, Channel::Phone, at("2026-11-03T09:00"), "李敏")
            };
            let mut case = Case::new(CaseNumber::new(at("2026-11-03T09:00").date(), 1), facts);
            assert!(!closes(&case, ClosureCode::Plain, None, "2026-11-03T10:00"), "{kind}");
            assert_eq!(gaps(&case, ClosureCode::Plain), ["还没有登记处理结果"], "{kind}");
            happen(&mut case, "2026-11-03T09:10", handled());
            assert!(closes(&case, ClosureCode::Plain, None, "2026-11-03T10:00"), "{kind}");
        }
        assert!(!closes(&complaint(Channel::Phone), ClosureCode::Plain, None, "2026-11-03T10:00"));
    }

    #[test]
    fn a_closed_case_is_not_closed_again() {
        let mut case = complaint(Channel::Phone);
        happen(
            &mut case,
            "2026-11-03T09:10",
            EventKind::Closed { code: ClosureCode::Verbal, overridden: false, reason: None },
        );
        assert!(!closes(&case, ClosureCode::Verbal, Some("x"), "2026-11-03T10:00"));
        assert!(ready(&case.state(&Rules::default()), &Rules::default(), at("2026-11-03T10:00")).is_empty());
    }
}
