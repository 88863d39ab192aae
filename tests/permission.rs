//! Who may do what (rules §3 to §6, §10): each sentence of the rules that forbids something, as a table over the one
//! function that decides.

use serde_json::{Value, json};
use tingsu::domain::case::{Case, CaseNumber, ComplainedOf, Facts};
use tingsu::domain::case_state::CaseState;
use tingsu::domain::closure::{ClosureRequest, close};
use tingsu::domain::code::{
    CaseKind, Channel, Class, ClosureCode, DeadlineCode, ExemptGround, Flag, SuperiorRank, Trigger,
    VerifyResult,
};
use tingsu::domain::deadline::{Terms, append};
use tingsu::domain::event::{Escalation, Event, EventKind};
use tingsu::domain::permission::{Denial, Office, closes, exempt_grounds, permits, receives};
use tingsu::domain::person::{Actor, Role, Staff, StaffId};
use tingsu::domain::settings::{Rules, Settings};
use tingsu::domain::superior::Superior;
use tingsu::domain::time::Moment;
use tingsu::domain::verification::Verification;

fn at(text: &str) -> Moment {
    Moment::parse(&format!("2026-11-{text}")).unwrap()
}

fn person(role: Role) -> Actor {
    Actor::new(None, if role == Role::Supervisor { "赵楠" } else { "李敏" }, role)
}

/// A complaint of 3 November, 09:00.
fn complaint(change: impl Fn(&mut Facts)) -> Case {
    let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, at("03T09:00"), "李敏");
    facts.complainant.name = Some("陈建国".into());
    facts.complainant.phones = vec!["13900000001".into()];
    facts.verbatim = Some("电梯停了两天".into());
    facts.class = Some(Class::II);
    change(&mut facts);
    let mut case = Case::new(CaseNumber::new(at("03T09:00").date(), 1), facts);
    Terms::plain(&Rules::default()).plan(&mut case);
    case
}

fn happens(case: &mut Case, time: &str, kind: EventKind) -> CaseState {
    let rules = Rules::default();
    let mut state = case.state(&rules);
    append(case, &mut state, Event::new(at(time), "李敏", kind), Terms::plain(&rules));
    state
}

fn ladder() -> Vec<Superior> {
    let mut ladder = Settings::default().ladder;
    for (superior, name) in ladder.iter_mut().zip(["赵楠", "韩骁", "邱敏"]) {
        superior.name = name.into();
    }
    ladder
}

fn staff() -> Vec<Staff> {
    let one = |id, name: &str, role| Staff { id: StaffId(id), name: name.into(), role, active: true };
    vec![one(1, "李敏", Role::Reception), one(2, "赵楠", Role::Supervisor), one(3, "吴静", Role::Supervisor)]
}

fn asked(state: &CaseState, kind: &EventKind, role: Role, time: &str) -> Result<(), Denial> {
    let (rules, staff, ladder) = (Rules::default(), staff(), ladder());
    let office = Office { rules: &rules, staff: &staff, ladder: &ladder };
    permits(state, kind, &person(role), office, at(time))
}

/// Rules §6: each ground only where it is true; sensitive, inconvenient and class I by a supervisor with a reason. Ledger 08-11.
#[test]
fn each_ground_of_exemption_holds_only_where_it_is_true() {
    use ExemptGround::{Anonymous, ClassI, Inconvenient, OnSite, Sensitive};
    let named = |_: &mut Facts| {};
    let customers: [(&str, Case, &[ExemptGround]); 9] = [
        ("一位留了电话的业主", complaint(named), &[Inconvenient]),
        (
            "匿名来函",
            complaint(|facts| {
                facts.complainant.anonymous = true;
                facts.complainant.phones.clear();
            }),
            &[Anonymous, Inconvenient],
        ),
        ("没留任何联系方式", complaint(|facts| facts.complainant.phones.clear()), &[Anonymous, Inconvenient]),
        (
            "只有房号",
            complaint(|facts| {
                facts.complainant.phones.clear();
                facts.complainant.room = Some("3-2-1001".into());
            }),
            &[Inconvenient],
        ),
        (
            "微信留言",
            complaint(|facts| {
                facts.channel = Channel::Message;
                facts.complainant.phones.clear();
            }),
            &[Inconvenient],
        ),
        ("敏感投诉", complaint(|facts| facts.flags = vec![Flag::Sensitive]), &[Sensitive, Inconvenient]),
        ("一类投诉", complaint(|facts| facts.class = Some(Class::I)), &[Inconvenient, ClassI]),
        ("现场满意", satisfied(true), &[OnSite, Inconvenient]),
        ("现场不满意", satisfied(false), &[Inconvenient]),
    ];
    for (who, case, grounds) in &customers {
        let state = case.state(&Rules::default());
        assert_eq!(exempt_grounds(&state), *grounds, "{who}");
        for ground in ExemptGround::ALL {
            let exempt =
                |text: Option<&str>| EventKind::VisitExempt { ground: *ground, text: text.map(Into::into) };
            let holds = grounds.contains(ground);
            let needs_supervisor = [Sensitive, Inconvenient, ClassI].contains(ground);
            let may = |role, text| asked(&state, &exempt(text), role, "03T10:00").is_ok();
            assert_eq!(may(Role::Supervisor, Some("家有丧事")), holds, "{who}: {ground}");
            assert_eq!(
                may(Role::Supervisor, None),
                holds && !needs_supervisor,
                "{who}: {ground} without a reason"
            );
            assert_eq!(
                may(Role::Reception, Some("家有丧事")),
                holds && !needs_supervisor,
                "{who}: {ground} at the front"
            );
            if !holds {
                let denial = asked(&state, &exempt(Some("x")), Role::Supervisor, "03T10:00").unwrap_err();
                assert!(denial.go.is_some() && !denial.text.is_empty(), "{who}: {ground} leads on");
            }
        }
    }
}

fn satisfied(yes: bool) -> Case {
    let mut case = complaint(|_| {});
    happens(
        &mut case,
        "03T09:10",
        EventKind::Explained { text: "可以".into(), satisfied: yes, signed: false },
    );
    case
}

/// The mark, what it owes, who is named, the rank stated, whether it counts.
type AppearanceRow = (Flag, DeadlineCode, Option<&'static str>, Option<SuperiorRank>, bool);

/// Rules §5: group tendency or management responsibility: the department head in person; extreme risk: the quality
/// department. Whoever it was is named and stands there.
#[test]
fn an_appearance_or_report_upward_names_somebody_who_stands_there() {
    use SuperiorRank::{Company, DepartmentHead, Supervisor};
    let rows: [AppearanceRow; 14] = [
        (Flag::Group, DeadlineCode::Head, None, None, false),
        (Flag::Group, DeadlineCode::Head, Some(" "), Some(Company), false),
        (Flag::Group, DeadlineCode::Head, Some("韩骁"), None, true),
        (Flag::Group, DeadlineCode::Head, Some("项目经理 韩骁"), None, true),
        (Flag::Group, DeadlineCode::Head, Some("邱敏"), None, true),
        (Flag::Group, DeadlineCode::Head, Some("赵楠"), None, false),
        (Flag::Group, DeadlineCode::Head, Some("吴静"), Some(DepartmentHead), false),
        (Flag::Group, DeadlineCode::Head, Some("李敏"), Some(DepartmentHead), false),
        (Flag::Group, DeadlineCode::Head, Some("马国栋"), None, false),
        (Flag::Group, DeadlineCode::Head, Some("马国栋"), Some(DepartmentHead), true),
        (Flag::Extreme, DeadlineCode::ReportUp, None, None, false),
        (Flag::Extreme, DeadlineCode::ReportUp, Some("韩骁"), Some(Company), false),
        (Flag::Extreme, DeadlineCode::ReportUp, Some("品质管理部"), None, true),
        (Flag::Special, DeadlineCode::ReportUp, Some("吴静"), Some(Supervisor), false),
    ];
    for (flag, code, who, rank, allowed) in rows {
        let mut case = complaint(|_| {});
        let state = happens(&mut case, "03T10:00", EventKind::Flag { flag, set: true, reason: None });
        let task = state.obligations.iter().find(|one| one.deadline == code).unwrap().id;
        let done = EventKind::TaskDone {
            task: Some(task),
            what: code.label().into(),
            result: Some("已到场".into()),
            who: who.map(Into::into),
            rank,
        };
        let answer = asked(&state, &done, Role::Supervisor, "03T10:20");
        assert_eq!(answer.is_ok(), allowed, "{code}: {who:?} {rank:?} {answer:?}");
        if allowed {
            let state = happens(&mut case, "03T10:20", done);
            assert!(!state.owes(code), "{code}: {who:?}");
        }
    }
}

/// Rules §5: nobody who is called upward stands higher than this office knows.
#[test]
fn an_escalation_claims_no_rank_that_the_superior_has_not() {
    let state = complaint(|_| {}).state(&Rules::default());
    for (to, rank, allowed) in [
        ("韩骁", SuperiorRank::DepartmentHead, true),
        ("韩骁", SuperiorRank::Company, false),
        ("客服主任 赵楠", SuperiorRank::DepartmentHead, false),
        ("李敏", SuperiorRank::DepartmentHead, false),
        ("马国栋", SuperiorRank::DepartmentHead, true),
        // Whatever title is written beside the name.
        ("客服组长 李敏", SuperiorRank::DepartmentHead, false),
        ("公司副总李敏", SuperiorRank::Company, false),
        ("李敏（前台）", SuperiorRank::Company, false),
        ("公司副总 马国栋", SuperiorRank::Company, true),
        ("", SuperiorRank::Company, false),
    ] {
        let step = Escalation {
            to: Some(to.into()),
            rank: Some(rank),
            consent: Some(true),
            ..Escalation::new(Trigger::I)
        };
        let answer = asked(&state, &EventKind::Escalated(step), Role::Reception, "03T10:00");
        assert_eq!(answer.is_ok(), allowed, "{to} {rank}");
    }
}

/// Ledger 05-20: the superior who came answers for it, by his name, whatever title this counter gives him.
#[test]
fn the_superior_who_came_is_the_handler_by_name() {
    for (to, superior, handler) in [
        ("客服组长 王芳", Some("王芳"), "王芳"),
        ("公司副总 李强", Some("李强"), "李强"),
        ("金管家督导 安琪儿", Some("安琪儿"), "安琪儿"),
        ("客服组长 王芳", None, "王芳"),
        ("李强 公司副总", None, "李强"),
    ] {
        let step = Escalation {
            to: Some(to.into()),
            superior: superior.map(Into::into),
            consent: Some(true),
            arrived_at: Some(at("03T10:10")),
            ..Escalation::new(Trigger::E)
        };
        let state = happens(&mut complaint(|_| {}), "03T10:10", EventKind::Escalated(step));
        assert_eq!(state.handler.as_deref(), Some(handler), "{to}");
    }
}

/// Rules §4 verify: who, when, result.
#[test]
fn a_verification_on_the_spot_says_who_and_not_later_than_the_handling() {
    let state = complaint(|_| {}).state(&Rules::default());
    let seen = |who: Option<&str>, when: Option<&str>| {
        Some(Verification { who: who.map(Into::into), at: when.map(at), text: None })
    };
    for (verified, verification, allowed) in [
        (false, None, true),
        (true, None, false),
        (true, seen(None, Some("03T15:00")), false),
        (true, seen(Some("周工"), Some("03T15:00")), true),
        (true, seen(Some("周工"), None), true),
        (true, seen(Some("周工"), Some("03T17:00")), false),
    ] {
        let kind = EventKind::Handled {
            result: "已修好".into(),
            verified,
            told: false,
            medium: None,
            for_owner: None,
            verification: verification.clone(),
        };
        assert_eq!(asked(&state, &kind, Role::Reception, "03T16:00").is_ok(), allowed, "{verification:?}");
    }
}

/// Rules §4 same_day: a told date that lies on a later day is told with its reason; one of the same day, or the
/// appointment of a repair, needs none.
#[test]
fn a_completion_date_beyond_the_day_is_told_with_its_reason() {
    let complaint = complaint(|_| {}).state(&Rules::default());
    let mut repair = self::complaint(|facts| facts.kind = CaseKind::Repair);
    let appointed = repair.state(&Rules::default());
    let solution = EventKind::Solution {
        options: Vec::new(),
        chosen: None,
        text: "换件".into(),
        agreed: true,
        opinion: None,
    };
    let agreed = happens(&mut repair, "03T09:30", solution);
    for (what, state, due, reason, allowed) in [
        ("the same evening", &complaint, "03T20:00", None, true),
        ("24:00 of the day", &complaint, "04T00:00", None, true),
        ("tomorrow", &complaint, "04T10:00", None, false),
        ("tomorrow, blank", &complaint, "04T10:00", Some("  "), false),
        ("tomorrow, told why", &complaint, "04T10:00", Some("配件明早到"), true),
        ("a repair appointed", &appointed, "04T10:00", None, true),
        ("a repair agreed for today", &agreed, "04T10:00", None, false),
        ("a repair agreed, told why", &agreed, "04T10:00", Some("配件明早到"), true),
    ] {
        let kind = EventKind::CompletionDate { due: at(due), reason: reason.map(Into::into) };
        assert_eq!(asked(state, &kind, Role::Reception, "03T16:30").is_ok(), allowed, "{what}");
    }
}

/// Rules §6, §10: what only a supervisor may close is decided once, whether a form, the desk or a file asks.
#[test]
fn who_may_close_in_which_way_is_decided_once() {
    let mut case = complaint(|_| {});
    let state = happens(
        &mut case,
        "03T09:10",
        EventKind::Explained { text: "说明".into(), satisfied: false, signed: false },
    );
    for code in ClosureCode::ALL {
        for overridden in [false, true] {
            let (front, chief) = (person(Role::Reception), person(Role::Supervisor));
            let supervisors = overridden || *code == ClosureCode::Explained;
            assert_eq!(closes(*code, overridden, &front).is_err(), supervisors, "{code}");
            assert!(closes(*code, overridden, &chief).is_ok(), "{code}");
            let closed = EventKind::Closed { code: *code, overridden, reason: Some("x".into()) };
            assert_eq!(asked(&state, &closed, Role::Reception, "03T10:00").is_err(), supervisors, "{code}");
            let request =
                ClosureRequest { code: *code, reason: Some("x".into()), against_the_list: overridden };
            let answer = close(&state, &request, &front, &Rules::default(), at("03T10:00"));
            assert!(answer.is_err() || !supervisors, "{code}");
        }
    }
}

/// Rules §2, §10: what is lacking, and what is the supervisor's, is asked by the same function.
#[test]
fn a_case_is_received_whole_and_by_whom_it_may() {
    let facts = |more: Value| -> Facts {
        let mut facts = json!({
            "kind": "complaint", "channel": "phone", "received_at": "2026-11-03T09:00", "recorded_at": "2026-11-03T09:00",
            "receiver": "李敏", "complainant": { "name": "陈建国", "phones": ["13900000001"] }, "verbatim": "电梯停了",
        });
        facts.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(facts).unwrap()
    };
    for (more, front, chief) in [
        (json!({}), true, true),
        (json!({ "verbatim": " " }), false, false),
        (json!({ "complainant": { "name": "陈建国" } }), false, false),
        (json!({ "complainant": { "name": "陈建国", "phone_declined": true } }), true, true),
        (json!({ "complainant": { "phones": ["13900000001"] } }), false, false),
        (json!({ "complainant": { "anonymous": true } }), true, true),
        (json!({ "complainant": {}, "channel": "letter" }), true, true),
        (json!({ "motive": "pretext" }), false, true),
        (json!({ "staff_fault": "失职" }), false, true),
        (json!({ "flags": ["extortion"] }), false, true),
    ] {
        let facts = facts(more.clone());
        assert_eq!(receives(&facts, &person(Role::Reception)).is_ok(), front, "{more}");
        assert_eq!(receives(&facts, &person(Role::Supervisor)).is_ok(), chief, "{more}");
        assert!(receives(&facts, &person(Role::SignOnly)).is_err(), "{more}");
    }
}

/// Rules §4 promise, §10: written words may be put right by whoever works at the counter; what was agreed, judged or
/// decided, and the marks, only by a supervisor – a correction is no way round him.
#[test]
fn a_correction_reaches_no_further_than_the_act_that_it_corrects() {
    let state = complaint(|_| {}).state(&Rules::default());
    for (what, after, front) in [
        ("complainant.room", json!("5-1-302"), true),
        ("class", json!("I"), true),
        ("events[0].text", json!("电梯明早修"), true),
        ("events[0].reason", json!("配件未到"), true),
        ("events[0].due", json!("2026-11-09T09:00:00+08:00"), false),
        ("events[0].difficult", json!(true), false),
        ("events[0].verified", json!(true), false),
        ("events[0].verification.who", json!("周工"), false),
        ("events[0].ground", json!("sensitive"), false),
        ("events[0].confirmed_by", json!("赵楠"), false),
        ("flags", json!(["extortion"]), false),
        ("flags", json!([]), false),
        ("motive", json!("pretext"), false),
    ] {
        let kind = EventKind::Corrected {
            what: what.into(),
            before: Value::Null,
            after: after.clone(),
            reason: "核对".into(),
        };
        let denied = asked(&state, &kind, Role::Reception, "03T10:00").err();
        assert_eq!(denied.is_none(), front, "{what} {after}");
        assert!(denied.is_none_or(|denial| denial.supervisor_may), "{what}: whom to ask is said");
        assert_eq!(asked(&state, &kind, Role::Supervisor, "03T10:00"), Ok(()), "{what} {after}");
    }
}

/// Rules §5: an owner who demands the leader by name and gets nobody is noted with the reason.
#[test]
fn a_refused_demand_for_the_leader_says_why() {
    let state = complaint(|_| {}).state(&Rules::default());
    for (trigger, consent, reason, allowed) in [
        (Trigger::N, false, None, false),
        (Trigger::N, false, Some(" "), false),
        (Trigger::N, false, Some("领导出差"), true),
        (Trigger::N, true, None, true),
        (Trigger::G, false, None, true),
    ] {
        let reason = reason.map(str::to_owned);
        let step = Escalation { consent: Some(consent), reason, ..Escalation::new(trigger) };
        let answer = asked(&state, &EventKind::Escalated(step), Role::Supervisor, "03T10:00");
        assert_eq!(answer.is_ok(), allowed, "{trigger} {consent} {answer:?}");
    }
}

/// Rules §6, §9, §10: what came of a visit or a verification decides what is owed and what is counted: under the same keys
/// other events hold words.
#[test]
fn what_a_visit_came_to_is_corrected_by_a_supervisor_only() {
    let mut case = complaint(|_| {});
    for (time, event) in [
        ("03T11:00", json!({ "type": "escalated", "trigger": "E", "consent": true, "outcome": "当日去看" })),
        ("03T15:00", json!({ "type": "handled", "result": "已修复", "verified": false, "told": true })),
        ("03T16:00", json!({ "type": "verified", "who": "周工", "result": "good", "text": "试运行正常" })),
        (
            "04T10:00",
            json!({ "type": "visit", "form": "phone", "outcome": "reached", "process": "satisfied",
            "measures": "satisfied", "result": "dissatisfied", "text": "又停了" }),
        ),
    ] {
        happens(&mut case, time, serde_json::from_value(event).unwrap());
    }
    let state = case.state(&Rules::default());
    for (what, after, front) in [
        ("events[0].outcome", "次日去看", true),
        ("events[1].result", "已换件", true),
        ("events[2].result", "wanting", false),
        ("events[2].text", "停过一次", true),
        ("events[3].outcome", "declined", false),
        ("events[3].result", "satisfied", false),
        ("events[3].process", "mostly", false),
        ("events[3].text", "又停了两回", true),
    ] {
        let kind = EventKind::Corrected {
            what: what.into(),
            before: Value::Null,
            after: json!(after),
            reason: "核对".into(),
        };
        let denied = asked(&state, &kind, Role::Reception, "04T11:00").err();
        assert_eq!(denied.is_none(), front, "{what}");
        assert!(denied.is_none_or(|denial| denial.supervisor_may), "{what}: whom to ask is said");
        assert_eq!(asked(&state, &kind, Role::Supervisor, "04T11:00"), Ok(()), "{what}");
    }
}

/// Ledger 06-01: the clerk and the supervisor charge the department concerned with the investigation; somebody is named.
#[test]
fn the_clerk_and_the_supervisor_charge_a_department() {
    let state = complaint(|_| {}).state(&Rules::default());
    let assigned = |to: &str| {
        let given = json!({ "type": "assigned", "to": to, "department": "工程部", "named_by": "吴经理" });
        serde_json::from_value::<EventKind>(given).unwrap()
    };
    for (role, may) in [(Role::Reception, true), (Role::Supervisor, true), (Role::SignOnly, false)] {
        assert_eq!(asked(&state, &assigned("周工"), role, "03T10:00").is_ok(), may, "{role:?}");
        assert!(asked(&state, &assigned(" "), role, "03T10:00").is_err(), "{role:?}: nobody is charged");
    }
}

/// Rules §6: the person complained of never makes the return visit, nor anybody of the department complained of; who only did
/// the work is warned of, not refused. Ledger 21-01.
#[test]
fn whoever_is_complained_of_makes_no_return_visit() {
    let mut case = complaint(|facts| {
        let (person, department) = (Some("前台 李敏".into()), Some("保安部".into()));
        facts.complained_of = Some(ComplainedOf { person, department });
    });
    let verification = Verification { who: Some("李敏".into()), ..Verification::default() };
    let done = EventKind::Handled {
        result: "已道歉".into(),
        verified: true,
        told: true,
        medium: None,
        for_owner: None,
        verification: Some(verification),
    };
    let given = json!({ "type": "assigned", "to": "周队", "department": "保安部" });
    happens(&mut case, "03T10:00", serde_json::from_value(given).unwrap());
    let given = json!({ "type": "assigned", "to": "汤悦", "department": "客服部" });
    happens(&mut case, "03T10:10", serde_json::from_value(given).unwrap());
    let state = happens(&mut case, "03T15:00", done);
    for (visitor, may) in [
        (Some("李敏"), false),
        (Some("李敏（前台）"), false),
        (Some("周队"), false),
        (Some("保安部"), false),
        (Some("保安部 小刘"), false),
        (Some("赵楠"), true),
        (Some("汤悦"), true),
        (None, false),
    ] {
        for outcome in ["reached", "no_answer"] {
            let visit = json!({ "type": "visit", "form": "phone", "outcome": outcome, "visitor": visitor,
                "process": "satisfied", "measures": "satisfied", "result": "satisfied" });
            let kind: EventKind = serde_json::from_value(visit).unwrap();
            let answer = asked(&state, &kind, Role::Reception, "04T10:00");
            assert_eq!(answer.is_ok(), may, "{visitor:?}: written down by 李敏 herself, {outcome}");
            let told = |denial: Denial| denial.text.contains("请由另一位同事回访") && !denial.supervisor_may;
            assert!(answer.err().is_none_or(told), "{visitor:?}: it says what to do");
            // A supervisor writes it down himself where nobody is named, and is free.
            let chief = asked(&state, &kind, Role::Supervisor, "04T10:00");
            assert_eq!(chief.is_ok(), may || visitor.is_none(), "{visitor:?}: no more by a supervisor");
        }
    }
}

/// Rules §6: what was expected and what was got are marks from 1 to 5, at the visit and in a correction of it.
#[test]
fn a_visit_is_marked_from_one_to_five() {
    let mut case = complaint(|_| {});
    let verification = Verification { who: Some("李敏".into()), ..Verification::default() };
    let done = EventKind::Handled {
        result: "已修复".into(),
        verified: true,
        told: true,
        medium: None,
        for_owner: None,
        verification: Some(verification),
    };
    let state = happens(&mut case, "03T15:00", done);
    for (mark, holds) in [(0, false), (1, true), (5, true), (6, false), (255, false)] {
        for key in ["expectation", "perceived"] {
            let visit = json!({ "type": "visit", "form": "phone", "outcome": "reached",
                "process": "satisfied", "measures": "satisfied", "result": "satisfied", key: mark });
            let kind: EventKind = serde_json::from_value(visit).unwrap();
            let answer = asked(&state, &kind, Role::Reception, "04T10:00");
            assert_eq!(answer.is_ok(), holds, "{key} {mark}");
            assert!(answer.err().is_none_or(|denial| denial.text.contains("1到5")), "{key} {mark}");
            let corrected = EventKind::Corrected {
                what: format!("events[0].{key}"),
                before: Value::Null,
                after: json!(mark),
                reason: "记错".into(),
            };
            assert_eq!(
                asked(&state, &corrected, Role::Supervisor, "04T10:00").is_ok(),
                holds,
                "{key} {mark}"
            );
        }
    }
}

/// Rules §6: a visit that reached the customer asked all three questions.
#[test]
fn a_visit_that_reached_him_asked_all_three_questions() {
    let state = satisfied(true).state(&Rules::default());
    for (outcome, answered, allowed) in
        [("reached", 3, true), ("reached", 2, false), ("reached", 0, false), ("no_answer", 0, true)]
    {
        let mut visit = json!({ "type": "visit", "form": "phone", "outcome": outcome });
        for question in ["process", "measures", "result"].into_iter().take(answered) {
            visit[question] = json!("satisfied");
        }
        let kind: EventKind = serde_json::from_value(visit).unwrap();
        let answer = asked(&state, &kind, Role::Reception, "04T10:00");
        assert_eq!(answer.is_ok(), allowed, "{outcome} {answered}: {answer:?}");
    }
}

/// Rules §4: the sheet of a referral is answered by an answer and by nothing else.
#[test]
fn a_referral_is_answered_by_an_answer_only() {
    let case = complaint(|facts| facts.channel = Channel::Referral);
    let state = case.state(&Rules::default());
    let corrected = |what: &str, after: Value| EventKind::Corrected {
        what: what.into(),
        before: Value::Null,
        after,
        reason: "核对".into(),
    };
    for role in [Role::Reception, Role::Supervisor] {
        let time = corrected("referral.replied_at", json!("2026-11-04T10:00"));
        assert!(asked(&state, &time, role, "04T10:00").is_err());
        let number = corrected("referral.number", json!("12345-1"));
        assert!(asked(&state, &number, role, "04T10:00").is_ok());
    }
}

/// Ledger 07-22: what a verification found wanting is written down.
#[test]
fn work_that_is_wanting_says_what_is_wanting() {
    let mut case = complaint(|_| {});
    let done = json!({ "type": "handled", "result": "已修", "verified": false, "told": true });
    let state = happens(&mut case, "03T15:00", serde_json::from_value(done).unwrap());
    let verified = |result, text: Option<&str>| EventKind::Verified {
        who: Some("吴静".into()),
        result,
        text: text.map(str::to_owned),
    };
    for (result, text, allowed) in [
        (VerifyResult::Good, None, true),
        (VerifyResult::Wanting, None, false),
        (VerifyResult::Wanting, Some("  "), false),
        (VerifyResult::Wanting, Some("还渗水"), true),
    ] {
        let asked = asked(&state, &verified(result, text), Role::Reception, "05T10:00");
        assert_eq!(asked.is_ok(), allowed, "{result:?} {text:?}: {asked:?}");
    }
}
