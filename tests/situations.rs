//! The scenario library: the 22 leaves, their limits as events, the search, and what is said in them.

mod set;
mod spoken;
mod suggestion;
mod window;

use tingsu::domain::cadence::Every;
use tingsu::domain::calendar::OfficeHours;
use tingsu::domain::case::Facts;
use tingsu::domain::code::{CaseKind, Channel, Emotion, Responsibility, SituationCode};
use tingsu::domain::event::EventKind;
use tingsu::domain::time::Moment;
use tingsu::library::find::find;
use tingsu::library::limit::{Base, LimitKind};
use tingsu::library::moment::Given;
use tingsu::library::say;
use tingsu::library::sentence::Talk;
use tingsu::library::shelf::Library;
use tingsu::library::situation::{Origin, Situation};
use tingsu::library::situation_limits;
use tingsu::library::step::Step;
use tingsu::library::text::InternalText;
use tingsu::library::variable::Variable;

const LEAVES: [&str; 22] = [
    "V1a", "V1b", "V2a", "V2b", "V3a", "V3b", "V4a", "V4b", "V5", "V6", "E1", "E2", "E3", "E4a", "E4b",
    "E5a", "E5b", "E5c", "E6a", "E6b", "E7", "E8",
];

fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

fn obligations(situation: &Situation, facts: &Facts, chosen: Moment) -> Vec<EventKind> {
    situation_limits::obligations(situation, facts, chosen, OfficeHours::default())
}

fn obligations_of_answer(
    situation: &Situation,
    answer: &str,
    facts: &Facts,
    answered: Moment,
) -> Vec<EventKind> {
    situation_limits::obligations_of_answer(situation, answer, facts, answered, OfficeHours::default())
}

fn situation(code: &str) -> &'static Situation {
    let code = SituationCode::new(code).unwrap();
    Library::shipped().situation(&code).unwrap()
}

fn facts(received: &str, occurred: Option<&str>) -> Facts {
    let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, at(received), "李敏");
    facts.occurred_at = occurred.map(at);
    facts
}

/// The tasks set by choosing, as (what, due).
fn tasks(code: &str, facts: &Facts, chosen: &str) -> Vec<(String, Option<Moment>)> {
    obligations(situation(code), facts, at(chosen))
        .into_iter()
        .filter_map(|event| match event {
            EventKind::Task { what, due, .. } => Some((what, due)),
            _ => None,
        })
        .collect()
}

fn due_of(code: &str, facts: &Facts, chosen: &str, part: &str) -> Option<Moment> {
    let tasks = tasks(code, facts, chosen);
    let found = tasks.iter().find(|(what, _)| what.contains(part));
    found.unwrap_or_else(|| panic!("{code}: no task with {part} in {tasks:?}")).1
}

fn cadence(code: &str) -> Option<Every> {
    let facts = facts("2026-11-03T09:00", None);
    let set = obligations(situation(code), &facts, at("2026-11-03T09:05"));
    set.into_iter().find_map(|event| match event {
        EventKind::Cadence { every, rule, situation } => {
            assert!(rule.is_some() && situation.is_some_and(|situation| situation.as_str() == code));
            Some(every)
        }
        _ => None,
    })
}

#[test]
fn all_22_leaves_are_there_and_whole() {
    let shipped: Vec<&str> = Library::shipped()
        .situations()
        .iter()
        .filter(|situation| situation.origin == Origin::Source)
        .map(|situation| situation.id.as_str())
        .collect();
    assert_eq!(shipped, LEAVES);
    for situation in Library::shipped().situations() {
        let id = &situation.id;
        assert!(situation.synonyms.len() >= 3, "{id}");
        assert!(situation.name.chars().count() <= 12, "{id}: the name fits on a chip");
        assert!(!situation.steps.is_empty() && !situation.roles.is_empty(), "{id}");
        assert!(situation.class.is_some() && situation.content.is_some(), "{id}");
        assert!(situation.say.len() >= 4 && !situation.mind.is_empty(), "{id}");
        if situation.origin == Origin::Source {
            assert!(!situation.evidence.is_empty(), "{id}");
            assert!(situation.ledger.iter().any(|row| row.starts_with("12-")), "{id}");
            let expected = id.as_str() != "V3b";
            assert_eq!(!situation.expectations.is_empty(), expected, "{id}: the source lists none for V3b");
        }
    }
}

/// Ledger 12-26: where no pile can be had at one's own place, the public ones, those nearby, and the app one pays with.
#[test]
fn where_no_pile_can_be_had_the_way_to_charge_is_told() {
    let library = Library::shipped();
    let situation = library.situation(&SituationCode::new("V5").unwrap()).unwrap();
    let said = |branch: &str| {
        situation.way(Some(branch)).iter().map(InternalText::for_staff).collect::<Vec<_>>().join("\n")
    };
    for words in ["地面公共桩", "附近充电桩", "APP"] {
        assert!(said("cannot").contains(words), "{words}: {}", said("cannot"));
        assert!(!said("can").contains(words), "{words} is of no use to who gets one");
    }
}

/// Ledger 20-19 to 20-27, 20-30, 20-31: whom to call stands among the points while one talks.
#[test]
fn situations_name_whom_to_call() {
    let library = Library::shipped();
    for role in [
        "客服管家",
        "项目经理",
        "工程主管",
        "工程部",
        "巡逻岗",
        "门岗",
        "安全员",
        "安全主管",
        "安全部门",
        "环境主管",
        "保洁",
        "绿化",
        "指挥中心值机员",
        "财务人员",
        "维保单位",
        "厂家",
        "供电局",
        "开发商客户关系中心",
        "业委会",
    ] {
        let named = library.situations().iter().find(|one| one.roles.iter().any(|name| name == role));
        let situation = named.unwrap_or_else(|| panic!("{role}"));
        let talk = Talk { situation: Some(situation.id.clone()), ..Talk::new(Channel::Phone, Step::Explain) };
        let points = say::now(library, &talk).dos;
        assert!(
            points.iter().any(|point| point.contains("要叫上") && point.contains(role)),
            "{role}: {points:?}"
        );
    }
}

#[test]
fn every_other_category_has_two_starters_of_the_product() {
    let own = |category: &str| {
        let all = Library::shipped().situations().iter();
        all.filter(|situation| situation.origin == Origin::Product && situation.category.as_str() == category)
            .count()
    };
    for category in [
        "cleaning",
        "greenery",
        "security",
        "fire",
        "building",
        "decoration",
        "fees",
        "neighbours",
        "attitude",
        "service",
        "outside",
        "other",
    ] {
        assert!(own(category) >= 2, "{category}");
    }
    let cuts = Library::shipped().situations().iter();
    assert!(cuts.filter(|situation| situation.scenario == "停水停电").count() >= 2);
}

#[test]
fn answers_that_are_asked_for_exist() {
    for situation in Library::shipped().situations() {
        let answers: Vec<&str> = situation
            .question
            .iter()
            .flat_map(|question| question.all_answers())
            .map(|answer| answer.id.as_str())
            .collect();
        let asked = situation
            .limits
            .iter()
            .filter_map(|limit| limit.branch.as_deref())
            .chain(situation.steps.iter().filter_map(|act| act.branch.as_deref()))
            .chain(situation.mind.iter().filter_map(|mind| mind.branch.as_deref()))
            .chain(situation.say.iter().filter_map(|line| line.when.branch.as_deref()));
        for branch in asked {
            assert!(answers.contains(&branch), "{}: {branch}", situation.id);
        }
    }
}

/// Ledger 02-27, 03-15.
#[test]
fn doors_and_gates_open_after_a_check_only() {
    for code in ["V2a", "V2b", "V3a", "V3b", "E5a", "E5b", "E5c"] {
        assert!(situation(code).identity.is_some(), "{code}");
        let mut talk = Talk::new(Channel::Phone, Step::Ask);
        talk.situation = SituationCode::new(code);
        let first = say::now(Library::shipped(), &talk).dos.remove(0);
        assert!(first.contains("核实身份"), "{code}: {first}");
    }
}

/// Ledger 03-15: no sentence opens a door or a gate before the check.
#[test]
fn no_sentence_opens_before_the_check() {
    for code in ["V2a", "V2b", "V3a", "V3b", "E5a", "E5b", "E5c"] {
        for line in &situation(code).say {
            let text = line.text.as_str();
            let opens =
                ["放行", "开门", "让您进", "放您进", "就放", "给您开"].iter().any(|word| text.contains(word));
            let checks = ["核", "对上", "房号"].iter().any(|word| text.contains(word));
            assert!(!opens || checks, "{}: {text}", line.id);
        }
    }
}

/// The matrix of ledger 12-68, row by row.
/// Ledger 08-23, 08-24, 08-25: the next day, within three days, two days later.
#[test]
fn the_matrix_of_time_limits_is_set() {
    let day = facts("2026-11-03T09:00", Some("2026-11-03T07:30"));
    let chosen = "2026-11-03T09:05";
    let due = |code, part| due_of(code, &day, chosen, part);
    assert_eq!(due("V1b", "安全员到场"), Some(at("2026-11-03T09:15")), "10 minutes");
    for code in ["V1a", "V2a", "V2b", "V3a", "V3b", "V4a", "V4b"] {
        let first = tasks(code, &day, chosen)[0].1;
        assert_eq!(first, Some(at("2026-11-03T09:15")), "{code}: immediately after hanging up");
    }
    for (code, part) in
        [("V2a", "更新车辆资料"), ("V3a", "故障原因"), ("E5c", "家庭成员"), ("E8", "当日关单")]
    {
        assert_eq!(due(code, part), Some(at("2026-11-04T00:00")), "{code}: same day");
    }
    assert_eq!(due("V2b", "次日跟进"), Some(at("2026-11-05T00:00")), "next day");
    assert_eq!(due("E6b", "两日后"), Some(at("2026-11-05T09:05")), "2 days");
    assert_eq!(due("V3b", "三日内"), Some(at("2026-11-06T09:05")), "3 days");
    assert_eq!(due("V3b", "一周内"), Some(at("2026-11-10T09:05")), "1 week");
    assert_eq!(due("V1b", "规划"), Some(at("2026-11-10T09:05")), "1 week");
    assert_eq!(due("V2a", "月度提醒"), Some(at("2026-12-03T09:05")), "monthly");
    assert_eq!(due("E3", "4小时"), Some(at("2026-11-03T11:30")), "from the lift's stop");
    assert_eq!(due("E5a", "提前一日"), None, "the day of the next change is not known yet");
    assert_eq!(due("E1", "催零件"), Some(at("2026-11-04T00:00")), "daily");
    assert_eq!(due("E6a", "今天内"), Some(at("2026-11-04T00:00")), "a time of today");
    assert_eq!(due("E6a", "巡查"), Some(at("2026-11-04T09:05")), "daily patrol");
    assert_eq!(cadence("V5"), Some(Every::Hours(168)), "weekly");
    assert_eq!(cadence("V4b"), Some(Every::Hours(24)), "daily");
    assert_eq!(cadence("E1"), Some(Every::Hours(24)), "daily");
    assert_eq!(cadence("V6"), None);
}

/// Ledger 12-29, 16-12: the hall and the board come first, each with its proof.
#[test]
fn a_raised_fee_is_posted_first_and_told_afterwards() {
    let day = facts("2026-11-03T09:00", None);
    let tasks = tasks("V6", &day, "2026-11-03T09:05");
    let [(posted, first), (told, second)] = &tasks[..] else { panic!("{tasks:?}") };
    assert!(posted.contains("大堂、公告栏") && posted.contains("拍照"), "{posted}");
    assert!(told.contains("微信、短信") && told.contains("截图"), "{told}");
    assert_eq!((*first, *second), (Some(at("2026-11-04T00:00")), Some(at("2026-11-05T00:00"))));
}

#[test]
fn a_stop_of_unknown_time_is_counted_from_the_receipt() {
    let facts = facts("2026-11-03T09:00", None);
    assert_eq!(due_of("E3", &facts, "2026-11-03T10:00", "4小时"), Some(at("2026-11-03T13:00")));
}

#[test]
fn a_night_without_code_is_handed_over_at_half_past_eight() {
    let handover = |chosen: &str| {
        obligations(situation("E5a"), &facts(chosen, None), at(chosen)).into_iter().find_map(|event| {
            match event {
                EventKind::Handover { due, to } => Some((due, to)),
                _ => None,
            }
        })
    };
    let steward = Some("客服管家".to_owned());
    assert_eq!(handover("2026-11-03T23:10"), Some((Some(at("2026-11-04T08:30")), steward.clone())));
    assert_eq!(handover("2026-11-04T02:00"), Some((Some(at("2026-11-04T08:30")), steward)));
    assert_eq!(handover("2026-11-04T08:30"), None);
    assert_eq!(handover("2026-11-04T17:59"), None);
    assert!(handover("2026-11-04T18:00").is_some());
}

#[test]
fn an_answer_sets_its_own_limits() {
    let facts = facts("2026-11-03T09:00", None);
    let now = at("2026-11-03T09:01");
    let burning = obligations_of_answer(situation("E6b"), "burning", &facts, now);
    assert!(
        matches!(&burning[..], [EventKind::Task { what, due: Some(due), .. }]
            if what.contains("119") && *due == at("2026-11-03T09:02")),
        "{burning:?}"
    );
    assert!(obligations_of_answer(situation("E6b"), "out", &facts, now).is_empty());
    assert_eq!(obligations_of_answer(situation("E2"), "inside", &facts, now).len(), 2);
    assert_eq!(obligations_of_answer(situation("V5"), "self", &facts, now).len(), 2);
}

#[test]
fn a_daily_task_comes_again_and_a_single_one_does_not() {
    let done = at("2026-11-04T10:00");
    for (code, part, again) in [("E1", "催零件", true), ("E6a", "巡查", true), ("V3b", "三日内", false)]
    {
        let limit = situation(code).limits.iter().find(|limit| limit.what.contains(part)).unwrap();
        let kind = limit.task(&situation(code).id);
        let next = situation_limits::next_round(situation(code), &kind, done);
        assert_eq!(next.is_some(), again, "{}", limit.what);
        if let Some(EventKind::Task { due, what, kind: same, .. }) = next {
            assert_eq!(due, Some(at("2026-11-05T10:00")));
            assert_eq!((same, what), (kind, limit.what.clone()));
        }
    }
}

#[test]
fn every_limit_of_a_case_names_its_situation_and_rule() {
    for situation in Library::shipped().situations() {
        for limit in &situation.limits {
            assert!(!limit.rule.is_empty(), "{}", situation.id);
            let counted = limit.minutes + limit.hours + limit.days > 0;
            let fixed = !matches!(limit.from, Base::Chosen);
            assert!(counted || fixed, "{}: {}", situation.id, limit.what);
            if limit.kind == LimitKind::Task {
                let facts = facts("2026-11-03T20:00", None);
                let branch = limit.branch.as_deref();
                let set = match branch {
                    Some(branch) => obligations_of_answer(situation, branch, &facts, at("2026-11-03T20:00")),
                    None => obligations(situation, &facts, at("2026-11-03T20:00")),
                };
                let named = |event: &EventKind| matches!(event, EventKind::Task { kind, .. } if *kind == limit.task(&situation.id));
                assert!(set.iter().any(named), "{}: {}", situation.id, limit.what);
            }
        }
    }
}

/// What only the receptionist sees is there for her: the situation's hints come first.
#[test]
fn the_hints_of_a_situation_stand_beside_every_step() {
    let library = Library::shipped();
    for situation in library.situations() {
        let hints = situation.hints();
        for step in Step::ALL {
            let talk = Talk { situation: Some(situation.id.clone()), ..Talk::new(Channel::WalkIn, *step) };
            let spoken = say::now(library, &talk);
            let shown = hints.len().min(spoken.internal.len());
            assert_eq!(spoken.internal[..shown], hints[..shown], "{} {step:?}", situation.id);
            assert!(hints.is_empty() || shown > 0, "{}", situation.id);
        }
    }
}

#[test]
fn the_situation_speaks_first_and_its_branch_before_that() {
    let library = Library::shipped();
    let mut talk = Talk::new(Channel::Phone, Step::Explain);
    talk.values.set(Variable::PromiseTime, "今天下午五点");
    talk.emotion = Emotion::Agitated;
    talk.situation = SituationCode::new("E3");
    assert_eq!(say::now(library, &talk).sentence.id, "E3-feel-e+E3-explain", "the feeling first");
    talk.emotion = Emotion::Calm;
    assert_eq!(say::now(library, &talk).sentence.id, "E3-explain");
    talk.emotion = Emotion::Agitated;
    talk.step = Step::VisitDeclined;
    talk.values.set(Variable::CentrePhone, "0755-00001234");
    assert_eq!(say::now(library, &talk).sentence.id, "visit-no-5", "falls back to a general one");
    talk.situation = SituationCode::new("E2");
    talk.emotion = Emotion::Calm;
    talk.step = Step::Ask;
    assert_eq!(say::now(library, &talk).sentence.id, "E2-ask");
    talk.circumstances.branch = Some("inside".into());
    assert_eq!(say::now(library, &talk).sentence.id, "E2-ask-i");
    talk.situation = SituationCode::new("V2b");
    talk.step = Step::Explain;
    assert_eq!(say::now(library, &talk).sentence.id, "V2b-explain");
    talk.circumstances.responsibility = Some(Responsibility::Ours);
    assert_eq!(say::now(library, &talk).sentence.id, "V2b-explain-o");
    talk.situation = SituationCode::new("unknown");
    talk.circumstances.given = vec![Given::Investigated];
    assert!(say::now(library, &talk).sentence.id.starts_with("explain-o"), "an unknown code is no harm");
}

#[test]
fn what_the_case_has_recorded_is_told_before_a_stock_sentence() {
    let library = Library::shipped();
    let mut talk = Talk::new(Channel::Phone, Step::Handled);
    talk.situation = SituationCode::new("V4a");
    assert_eq!(say::now(library, &talk).sentence.id, "V4a-handled-n", "nobody knows how it ended");
    talk.circumstances.result = Some("胶印未清，约明天".into());
    assert_eq!(say::now(library, &talk).sentence.id, "V4a-handled-n", "未清 is not 清");
    talk.circumstances.result = Some("胶印清除，玻璃无划痕".into());
    assert_eq!(say::now(library, &talk).sentence.id, "V4a-handled", "the record says so");
    talk.values.set(Variable::Result, "胶印清了一半，明天再来");
    let told = say::now(library, &talk).sentence;
    assert!(told.text.as_str().contains("胶印清了一半"), "{told:?}");
    talk.step = Step::Progress;
    talk.values.set(Variable::Progress, "主板明天到");
    talk.values.set(Variable::NextNotice, "明早十点");
    let told = say::now(library, &talk).sentence;
    assert!(told.text.as_str().contains("主板明天到"), "{told:?}");
}

#[test]
fn situations_are_found_by_name_word_and_pinyin() {
    let all = Library::shipped().situations();
    let first = |query: &str| find(all, query).first().map(|situation| situation.id.as_str());
    assert_eq!(first("e3"), Some("E3"));
    assert_eq!(first("V2b"), Some("V2b"));
    assert_eq!(first("电梯困人"), Some("E2"));
    assert_eq!(first("dtkr"), Some("E2"));
    assert_eq!(first("chongdianzhuang"), Some("V5"));
    assert_eq!(first("卡扣"), Some("E5b"), "the source's odd word");
    assert_eq!(first("管道暴漏"), Some("E4a"));
    assert!(find(all, "火星").is_empty());
    assert_eq!(find(all, "  ").len(), all.len());
}
