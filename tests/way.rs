//! The way of a case through the eleven standards (rules §3, §6), told by its events as the interchange writes them.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use tingsu::domain::act::Act;
use tingsu::domain::case::{Case, CaseNumber, Facts};
use tingsu::domain::case_state::CaseState;
use tingsu::domain::closure::{ClosureRequest, close};
use tingsu::domain::code::{ClosureCode, DeadlineCode, ExemptGround, Nature, Status};
use tingsu::domain::deadline::{Terms, append};
use tingsu::domain::event::{Event, EventKind};
use tingsu::domain::obligation::ObligationId;
use tingsu::domain::permission::{self, Office, permits};
use tingsu::domain::person::{Actor, Role};
use tingsu::domain::settings::Rules;
use tingsu::domain::telling;
use tingsu::domain::time::Moment;
use tingsu::paper::form::handling_record;
use tingsu::paper::layout::page::pages;
use tingsu::paper::wording::Labels;

use crate::support::papers::info;

/// A complete complaint of 3 November, 09:00, and what happens to it.
struct Way {
    case: Case,
    now: Moment,
}

impl Way {
    fn begin(channel: &str) -> Self {
        Self::with(channel, json!({}))
    }

    /// A complaint with further or other facts.
    fn with(channel: &str, more: Value) -> Self {
        let mut facts = json!({
            "kind": "complaint", "channel": channel, "received_at": "2026-11-03T09:00", "recorded_at": "2026-11-03T09:05",
            "receiver": "李敏", "complainant": { "name": "陈建国", "phones": ["13900000001"] },
            "verbatim": "电梯停了两天", "summary": "电梯停运两天", "category": "facilities", "class": "I", "nature": "help",
        });
        facts.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let facts: Facts = serde_json::from_value(facts).unwrap();
        let now = facts.received_at;
        let mut case = Case::new(CaseNumber::new(now.date(), 1), facts);
        Terms::plain(&Rules::default()).plan(&mut case);
        Self { case, now }
    }

    /// `time` is a day of November 2026 and a time, `03T09:10`.
    fn then(mut self, time: &str, kind: &str, rest: Value) -> Self {
        self.now = Moment::parse(&format!("2026-11-{time}")).unwrap();
        let mut written = json!({ "at": self.now, "by": "李敏", "type": kind });
        written.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        let event: Event = serde_json::from_value(written).unwrap();
        let mut state = self.state();
        append(&mut self.case, &mut state, event, Terms::plain(&Rules::default()));
        self
    }

    fn state(&self) -> CaseState {
        self.case.state(&Rules::default())
    }

    fn owes(&self, code: DeadlineCode) -> bool {
        self.state().owed(&Rules::default(), self.now).iter().any(|(duty, _)| duty.deadline == code)
    }

    fn close(&self, code: ClosureCode) -> Result<EventKind, Vec<&'static str>> {
        let actor = Actor::new(None, "李敏", Role::Reception);
        let request = ClosureRequest { code, reason: None, against_the_list: false };
        close(&self.state(), &request, &actor, &Rules::default(), self.now)
            .map_err(|missing| missing.into_iter().map(|item| item.text).collect())
    }
}

fn handled() -> Value {
    json!({ "result": "已修好", "verified": true, "told": true })
}

fn visit(opinion: &str) -> Value {
    json!({ "form": "phone", "outcome": "reached", "process": opinion, "measures": opinion, "result": opinion })
}

/// Ledger 01-15, 07-06: taken in first, then given to somebody of the department concerned, who sees it through.
#[test]
fn a_complaint_goes_from_hand_to_hand_until_the_visit_closes_it() {
    let way = Way::begin("phone").then(
        "03T09:05",
        "restated",
        json!({ "summary": "电梯停运两天", "confirmed": true }),
    );
    assert_eq!(way.state().status, Status::Unassigned);
    assert!(way.state().restated);
    let way = way.then("03T09:30", "assigned", json!({ "to": "周工", "department": "工程部" }));
    assert_eq!(way.state().status, Status::Handling);
    assert_eq!(way.state().handler.as_deref(), Some("周工"));
    assert!(way.close(ClosureCode::Visited).is_err());
    let way = way
        .then(
            "03T10:00",
            "investigated",
            json!({ "facts": "门机损坏", "responsibility": "ours", "basis": "维保合同" }),
        )
        .then("03T10:30", "solution", json!({ "text": "今天换件", "agreed": true, "opinion": "尽快就好" }))
        .then("03T17:00", "handled", handled());
    assert_eq!(way.state().status, Status::VisitDue);
    assert!(way.owes(DeadlineCode::Visit));
    let way = way.then("04T09:00", "visit", visit("satisfied"));
    assert!(!way.owes(DeadlineCode::Visit));
    assert!(way.close(ClosureCode::Visited).is_ok());
    let way = way.then("04T09:05", "closed", json!({ "code": "visited" }));
    assert_eq!(way.state().status, Status::Closed);
    assert!(way.state().owed(&Rules::default(), way.now).is_empty());
    assert_eq!(way.case.events.len(), 7, "the closed case keeps its history");
}

/// Ledger 03-08.
#[test]
fn an_explanation_that_fails_leads_on_and_never_to_a_closure() {
    let explained =
        |satisfied: bool| json!({ "text": "配件在路上", "satisfied": satisfied, "signed": satisfied });
    let way = Way::begin("walk_in").then("03T09:10", "explained", explained(true));
    assert!(way.close(ClosureCode::Signed).is_ok());
    let way = Way::begin("walk_in").then("03T09:10", "explained", explained(false));
    for code in ClosureCode::ALL {
        assert!(way.close(*code).is_err(), "{code}");
    }
    let promised = way.then("03T09:12", "promised", json!({ "due": "2026-11-03T15:00", "consent": true }));
    assert!(promised.owes(DeadlineCode::Promise));
}

/// Ledger 05-27.
#[test]
fn a_refused_escalation_ends_and_an_agreed_reply_takes_its_place() {
    let asked = Way::begin("walk_in").then("03T09:10", "escalated", json!({ "trigger": "C" }));
    assert!(asked.state().is_escalating());
    let refused = asked.then(
        "03T09:11",
        "escalated",
        json!({ "trigger": "C", "consent": false, "end": "refused", "continues": true }),
    );
    assert!(!refused.state().is_escalating());
    assert_eq!(refused.state().attempts.len(), 1);
    assert_eq!(refused.state().last_attempt().unwrap().consent, Some(false), "the refusal is noted");
    let promised =
        refused.then("03T09:12", "promised", json!({ "due": "2026-11-04T09:00", "consent": true }));
    assert!(promised.owes(DeadlineCode::Promise));
}

/// Ledger 08-09, 08-10, 08-11: no visit is owed, the result is, and the reason stands on the record.
/// Ledger 06-16, 08-13: class I as the case requires. Ledger 09-04, 15-07.
#[test]
fn each_ground_of_exemption_frees_from_the_visit_and_closes_with_a_result() {
    // Each on a case where it is true; that it holds nowhere else is tried in `permission`.
    let true_on = |ground: ExemptGround| match ground {
        ExemptGround::OnSite => json!({}),
        ExemptGround::Anonymous => json!({ "complainant": { "anonymous": true } }),
        ExemptGround::Sensitive => json!({ "class": "II", "flags": ["sensitive"] }),
        ExemptGround::Inconvenient => json!({ "class": "II" }),
        ExemptGround::ClassI => json!({ "class": "I" }),
    };
    for ground in ExemptGround::ALL {
        let exempt = json!({ "ground": ground.code(), "text": "家有丧事，不便打扰" });
        let mut way = Way::with("letter", true_on(*ground));
        if *ground == ExemptGround::OnSite {
            way = way.then("03T09:30", "explained", json!({ "text": "说明", "satisfied": true }));
        }
        let chief = Actor::new(None, "赵楠", Role::Supervisor);
        let kind = EventKind::VisitExempt { ground: *ground, text: Some("见记录".into()) };
        let office = Office { rules: &Rules::default(), staff: &[], ladder: &[] };
        assert_eq!(permits(&way.state(), &kind, &chief, office, way.now), Ok(()), "{ground}");
        let way = way.then("03T10:00", "visit_exempt", exempt);
        let sheet = handling_record::internal(&way.case, &Labels::default());
        let sheet: String = pages(&[sheet], &info()).iter().flat_map(|page| page.texts()).collect();
        assert!(sheet.contains("家有丧事，不便打扰"), "{ground}: the reason is kept");
        let lacks_result = way.close(ClosureCode::Exempt) == Err(vec!["还没有登记处理结果"]);
        assert_eq!(lacks_result, *ground != ExemptGround::OnSite, "what satisfied on the spot is a result");
        let way = way.then("03T15:00", "handled", handled());
        assert!(!way.owes(DeadlineCode::Visit), "{ground}");
        assert!(way.close(ClosureCode::Exempt).is_ok(), "{ground}");
    }
    let owed = Way::begin("letter").then("03T15:00", "handled", handled());
    assert!(owed.owes(DeadlineCode::Visit));
    assert_eq!(owed.close(ClosureCode::Exempt), Err(vec!["还没有登记免回访及其理由"]));
}

#[test]
fn a_matter_beyond_us_closes_when_the_answer_was_told() {
    let way = || Way::with("phone", json!({ "capability": "beyond_us" }));
    let missing = way().close(ClosureCode::External).unwrap_err();
    assert_eq!(missing, ["外部事项的最终结果还没有告知业主（进展告知里选「最终答复」）"]);
    let notice = way().then("03T12:00", "progress", json!({ "medium": "notice", "text": "供电局已到场" }));
    assert!(notice.close(ClosureCode::External).is_err(), "a notice board alone tells nobody");
    let any = notice.then("03T12:05", "progress", json!({ "medium": "phone", "text": "供电局在修" }));
    assert!(any.close(ClosureCode::External).is_err(), "any notice is not the outcome");
    let told =
        any.then("03T12:10", "progress", json!({ "medium": "phone", "text": "供电局已修复", "final": true }));
    assert!(told.close(ClosureCode::External).is_ok());
    let ours = Way::begin("phone").then("03T12:10", "progress", json!({ "medium": "phone", "text": "x" }));
    assert!(ours.close(ClosureCode::External).is_err());
}

/// Ledger 10-12.
#[test]
fn a_mishandled_plea_becomes_an_effective_complaint_with_its_date_and_reason() {
    let change = json!({ "nature": "effective", "reason": "两天无人回复" });
    let way = Way::begin("phone").then("05T10:00", "nature", change);
    assert_eq!(way.case.receipt.nature, Some(Nature::Help), "the receipt stays as it was");
    assert_eq!(way.state().facts.nature, Some(Nature::Effective));
    assert!(matches!(&way.case.events[0].kind, EventKind::Nature { reason, .. } if reason == "两天无人回复"));
}

#[test]
fn a_closed_case_is_taken_up_again_and_closed_again() {
    let way = Way::begin("phone")
        .then("03T15:00", "handled", handled())
        .then("04T09:00", "visit", visit("mostly"))
        .then("04T09:05", "closed", json!({ "code": "visited" }))
        .then("06T09:00", "reopened", json!({ "reason": "又停了" }));
    assert!(way.state().is_open());
    assert!(way.close(ClosureCode::Visited).is_err(), "the visit belongs to the round before");
    let way = way.then("06T15:00", "handled", handled()).then("07T09:00", "visit", visit("satisfied")).then(
        "07T09:05",
        "closed",
        json!({ "code": "visited" }),
    );
    let spans: Vec<bool> = way.state().spans.iter().map(|span| span.closed.is_some()).collect();
    assert_eq!(spans, [true, true]);
}

/// The kinds by name, and the name of a kind: a new one does not compile before it stands here.
macro_rules! kinds {
    ($($kind:ident)*) => {
        const KINDS: &[&str] = &[$(stringify!($kind)),*];
        fn name_of(kind: &EventKind) -> &'static str {
            match kind {
                $(EventKind::$kind { .. } => stringify!($kind),)*
            }
        }
    };
}

kinds! {
    Emotion Restated Explained Promised Escalated Assigned Investigated Solution CompletionDate Progress Paper Handled
    Verified Answered Task TaskDone TaskWithdrawn Appointed AppointmentEnded DifficultyJudged Handover TakenOver Apology
    LetterReply Said Cadence ClosingNotes Attachment Visit VisitExempt Closed Reopened Nature Flag Note Corrected Voided
}

/// An event as it is stored, read.
fn read(kind: &Value) -> Event {
    let mut written = json!({ "at": "2026-11-03T09:00:00+08:00", "by": "李敏" });
    written.as_object_mut().unwrap().extend(kind.as_object().unwrap().clone());
    serde_json::from_value(written).unwrap()
}

#[test]
fn no_kind_of_event_is_left_out() {
    let told: BTreeSet<&str> = every_kind().iter().map(|kind| name_of(&read(kind).kind)).collect();
    let left_out: Vec<_> = KINDS.iter().filter(|name| !told.contains(**name)).collect();
    assert!(left_out.is_empty(), "no row in `every_kind`: {left_out:?}");
}

/// Rules §10: whoever may only sign daily checks does nothing to a case, however it stands.
#[test]
fn who_only_signs_checks_is_denied_every_act() {
    let signer = Actor::new(None, "吴工", Role::SignOnly);
    let rules = Rules::default();
    let office = Office { rules: &rules, staff: &[], ladder: &[] };
    let open = Way::begin("phone").then("03T09:30", "handled", handled());
    let closed = Way::begin("phone").then("03T09:30", "closed", json!({ "code": "verbal" }));
    let voided = Way::begin("phone").then("03T09:30", "voided", json!({ "reason": "误登" }));
    for way in [open, closed, voided] {
        let state = way.state();
        for kind in every_kind() {
            let event = read(&kind);
            let denied = permits(&state, &event.kind, &signer, office, way.now).unwrap_err();
            assert_eq!(denied.text, "签字人员只能签署日盘点，不能办理受理单", "{kind}");
            assert!(!denied.supervisor_may && denied.go.is_none(), "nothing leads on: {kind}");
        }
        for act in Act::ALL {
            assert!(permission::offers(&state, *act, &signer, way.now).is_err(), "{}", act.label());
        }
    }
}

/// One event of every kind, as it is stored.
fn every_kind() -> Vec<Value> {
    let due = "2026-11-04T09:00:00+08:00";
    vec![
        json!({ "type": "emotion", "emotion": "agitated" }),
        json!({ "type": "restated", "summary": "电梯停运", "confirmed": true }),
        json!({ "type": "explained", "text": "配件在路上", "satisfied": false, "signed": false }),
        json!({ "type": "promised", "due": due, "consent": true, "text": "九点前来电", "confirmed_by": "赵楠" }),
        json!({ "type": "escalated", "trigger": "C", "to": "赵楠主任", "rung": 1, "consent": true,
                "contacted_at": due, "arrived_at": due, "outcome": "当面说明", "end": "answered",
                "rank": "supervisor" }),
        json!({ "type": "assigned", "to": "周工", "department": "工程部" }),
        json!({ "type": "assigned", "to": "周工", "department": "工程部", "named_by": "吴经理" }),
        json!({ "type": "investigated", "facts": "门机损坏", "responsibility": "ours", "basis": "维保合同" }),
        json!({ "type": "solution", "options": [{ "text": "换件", "pros": "快", "cons": "贵", "cost": "三百元，半天",
                "remedy": "repair_and_compensation" }, { "text": "临修" }],
                "chosen": 0, "text": "今晚换件", "agreed": true, "opinion": "可以" }),
        json!({ "type": "completion_date", "due": due }),
        json!({ "type": "progress", "medium": "wechat", "text": "配件已到", "told": true, "final": true }),
        json!({ "type": "paper", "form": 5, "sent_to": "客户关系中心" }),
        json!({ "type": "handled", "result": "已修好", "verified": false, "told": true, "medium": "phone" }),
        json!({ "type": "handled", "result": "已修好", "verified": true, "told": false,
                "verification": { "who": "周工", "at": due, "text": "试运行正常" } }),
        json!({ "type": "completion_date", "due": due, "reason": "配件明早到" }),
        json!({ "type": "task_done", "task": "3.0", "what": "负责人出面", "result": "已上门", "who": "韩骁",
                "rank": "department_head" }),
        json!({ "type": "visit", "form": "phone", "outcome": "no_answer", "visitor": "汤悦" }),
        json!({ "type": "task", "what": "拍照", "to": "周工", "due": due }),
        json!({ "type": "task", "what": "换件", "due": due,
                "kind": { "situation_limit": { "situation": "E1", "limit": "l1" } } }),
        json!({ "type": "task_done", "task": "12.0", "what": "拍照", "result": "已拍" }),
        json!({ "type": "task_withdrawn", "task": "13.0", "what": "换件" }),
        json!({ "type": "task", "what": "清积水", "to": "环境部", "after": { "task": "3.0", "hours": 2 } }),
        json!({ "type": "appointed", "from": due, "until": "2026-11-04T11:00:00+08:00", "service": "水管漏水",
                "technician": "卢师傅", "phone": "13900000009", "prepare": "腾空水槽", "fee": "材料按价目表",
                "replaces": "3.0" }),
        json!({ "type": "appointment_ended", "appointment": "3.0", "text": "换了角阀", "satisfied": "mostly",
                "left": "看还渗不渗", "again": due }),
        json!({ "type": "appointment_ended", "appointment": "3.0", "missed": "owner", "text": "家里没人" }),
        json!({ "type": "difficulty_judged", "difficult": true }),
        json!({ "type": "verified", "who": "周工", "result": "good", "text": "已试运行" }),
        json!({ "type": "answered", "question": "E3", "answer": "inside" }),
        json!({ "type": "handover", "to": "管家", "due": due }),
        json!({ "type": "taken_over", "contacted": true }),
        json!({ "type": "apology", "form": "home" }),
        json!({ "type": "letter_reply", "from": "客户关系中心", "text": "下周维修", "answers": "letter" }),
        json!({ "type": "said", "sentence": "greet-1", "text": "您好" }),
        json!({ "type": "cadence", "every": 4, "rule": "每四小时", "situation": "E3" }),
        json!({ "type": "closing_notes", "cause": "磨损", "lesson": "早检", "avoid": "月检", "adjust": "备件" }),
        json!({ "type": "attachment", "name": "门机.jpg", "sha256": "00", "size": 3 }),
        json!({ "type": "visit", "form": "phone", "outcome": "reached", "process": "satisfied", "measures": "mostly",
                "result": "satisfied", "expectation": 3, "perceived": 4, "emotion": "calm", "text": "谢谢" }),
        json!({ "type": "visit", "form": "home", "outcome": "declined", "standing": true }),
        json!({ "type": "visit_exempt", "ground": "class_i", "text": "小事" }),
        json!({ "type": "closed", "code": "explained", "override": false, "reason": "已尽力" }),
        json!({ "type": "reopened", "reason": "又停了" }),
        json!({ "type": "nature", "nature": "effective", "reason": "无人回复" }),
        json!({ "type": "flag", "flag": "group", "set": true, "reason": "五户" }),
        json!({ "type": "note", "text": "备忘", "internal": true }),
        json!({ "type": "corrected", "what": "class", "before": "I", "after": "II", "reason": "查明" }),
        json!({ "type": "voided", "reason": "误登" }),
    ]
}

/// Ledger 06-12 (the basis), 07-16 (medium and words), 10-28 (the mood at a visit), 19-01 (two marks).
#[test]
fn every_kind_of_event_comes_back_word_for_word() {
    for kind in every_kind() {
        let mut written = json!({ "at": "2026-11-03T09:00:00+08:00", "by": "李敏" });
        written.as_object_mut().unwrap().extend(kind.as_object().unwrap().clone());
        let text = written.to_string();
        let event: Event = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert_eq!(serde_json::to_string(&event).unwrap(), text);
    }
}

/// A complaint on which this may be recorded, and when: what it goes on with has happened before.
fn allowed_on(kind: &EventKind) -> (Way, Moment) {
    let way = || Way::begin("phone");
    let filled = |mut way: Way, events: usize| {
        while way.case.events.len() < events {
            way = way.then("03T09:10", "note", json!({ "text": "备忘" }));
        }
        way
    };
    // What the row names by its place stands there.
    let task = |id: ObligationId| {
        let place = id.event.map_or(0, |place| place as usize);
        filled(way(), place).then("03T09:20", "task", json!({ "what": "拍照", "due": "2026-11-04T10:00" }))
    };
    let slot = || {
        filled(way(), 3).then(
            "03T09:20",
            "appointed",
            json!({ "from": "2026-11-04T08:30", "until": "2026-11-04T09:30", "service": "水管", "technician": "卢师傅" }),
        )
    };
    let way = match kind {
        EventKind::Verified { .. } => way().then("03T17:00", "handled", json!({ "result": "已修好" })),
        EventKind::Visit(_) => way().then("03T17:00", "handled", handled()),
        EventKind::Reopened { .. } => way().then("03T17:00", "closed", json!({ "code": "verbal" })),
        EventKind::TakenOver { .. } => way().then("03T17:00", "handover", json!({ "to": "管家" })),
        EventKind::TaskDone { task: Some(id), .. } => task(*id),
        EventKind::Task { after: Some(after), .. } => task(after.task),
        EventKind::Appointed(_) | EventKind::AppointmentEnded(_) => slot(),
        _ => way(),
    };
    let late = matches!(kind, EventKind::Handled { .. } | EventKind::DifficultyJudged { .. });
    (way, Moment::parse(if late { "2026-11-04T09:30" } else { "2026-11-04T08:00" }).unwrap())
}

/// Every event has words in the one telling, an act, a permission that lets it and forbids it, and a place on form 2.
#[test]
fn every_kind_of_event_has_words_an_act_a_permission_and_a_place_on_form_2() {
    let printed = |case: &Case| -> String {
        let form = handling_record::internal(case, &Labels::default());
        pages(&[form], &info()).iter().flat_map(|page| page.texts()).collect()
    };
    let chief = Actor::new(None, "赵楠", Role::Supervisor);
    let rules = Rules::default();
    let office = Office { rules: &rules, staff: &[], ladder: &[] };
    let voided = Way::begin("phone").then("03T09:30", "voided", json!({ "reason": "误登" })).state();
    for kind in every_kind() {
        let event = read(&kind);
        assert!(!event.kind.label().is_empty(), "{kind}");
        assert!(
            !telling::line(&event.kind, &Labels::default()).trim().is_empty(),
            "{kind} is told in no words"
        );
        let act = Act::of(&event.kind);
        assert_eq!(Act::from_code(act.code()), Some(act), "{kind}");
        let (way, at) = allowed_on(&event.kind);
        let permitted = permits(&way.state(), &event.kind, &chief, office, at);
        match event.kind {
            // Only choosing another situation takes its tasks back.
            EventKind::TaskWithdrawn { .. } => assert!(permitted.is_err(), "{kind}"),
            _ => assert_eq!(permitted, Ok(()), "{kind}"),
        }
        let gone = permits(&voided, &event.kind, &chief, office, at);
        assert_eq!(gone.is_ok(), act == Act::Note, "{kind} on a void case");
        let mut case = Way::begin("phone").case;
        let before = printed(&case);
        case.events.push(event);
        assert_ne!(printed(&case), before, "{kind} leaves no trace on form 2");
    }
}
