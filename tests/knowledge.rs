//! What the counter must know: kept, found, offered beside the form.

use chrono::NaiveDate;
use tempfile::TempDir;
use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::domain::act::Act;
use tingsu::domain::case::ComplainedOf;
use tingsu::domain::code::{Category, Channel};
use tingsu::domain::event::EventKind;
use tingsu::domain::knowledge::{Knowledge, KnowledgeKind, PromiseBasis};
use tingsu::domain::settings::{Party, PartyKind};
use tingsu::ui::screen::case;
use tingsu::ui::screen::contract::OpenAt;

use crate::support::preset::{self, AFTERNOON};
use crate::support::screen::Bench;
use crate::support::window::Pilot;
use crate::support::{Counter, MORNING, at, complaint, context};

fn entry(kind: KnowledgeKind, title: &str, text: &str) -> Knowledge {
    Knowledge {
        id: None,
        kind,
        title: title.into(),
        text: text.into(),
        category: None,
        place: None,
        from: NaiveDate::from_ymd_opt(2026, 11, 1),
        to: None,
        who: None,
        hours: None,
        basis: None,
    }
}

/// Ledger 01-04, 16-01, 16-02, 16-03, 16-05: procedures, rules, emergencies, plans.
#[test]
fn every_kind_is_kept_changed_and_taken_away() {
    let counter = Counter::at(MORNING);
    for kind in KnowledgeKind::ALL {
        let hours = (*kind == KnowledgeKind::Limit).then_some(2);
        let basis = (*kind == KnowledgeKind::Promise).then_some(PromiseBasis::Contract);
        let new = Knowledge { hours, basis, ..entry(*kind, kind.label(), "先看这里。") };
        counter.desk.save_knowledge(&counter.chief, new).wait().unwrap();
    }
    assert_eq!(counter.desk.knowledge().len(), KnowledgeKind::ALL.len());
    let counter = counter.later(MORNING);
    let kept = counter.desk.knowledge();
    let fee = kept.iter().find(|entry| entry.kind == KnowledgeKind::Fee).unwrap();
    assert_eq!(Knowledge { id: None, ..fee.clone() }, entry(KnowledgeKind::Fee, "收费政策", "先看这里。"));
    let changed = Knowledge { text: "每月每平方米二元八角。".into(), ..fee.clone() };
    counter.desk.save_knowledge(&counter.chief, changed.clone()).wait().unwrap();
    assert!(counter.desk.knowledge().contains(&changed));
    counter.desk.drop_knowledge(&counter.chief, fee.id.unwrap()).wait().unwrap();
    assert!(counter.desk.knowledge().iter().all(|entry| entry.kind != KnowledgeKind::Fee));
}

#[test]
fn only_the_supervisor_keeps_it_and_only_whole_entries() {
    let counter = Counter::at(MORNING);
    let notice = || entry(KnowledgeKind::Notice, "停水", "明天九点到十一点停水。");
    let refused = counter.desk.save_knowledge(&counter.front, notice()).wait().unwrap_err();
    assert!(refused.needs_supervisor());
    let untitled = Knowledge { title: " ".into(), ..notice() };
    let refused = counter.desk.save_knowledge(&counter.chief, untitled).wait().unwrap_err();
    assert!(refused.message().contains("标题") && refused.message().contains("没有保存"));
    assert!(counter.desk.knowledge().is_empty());
}

/// The busy day with an entry about a place.
fn with_notice(place: &str) -> (TempDir, Pilot) {
    let folder = TempDir::new().unwrap();
    preset::busy_day(folder.path());
    let desk = Desk::open(folder.path(), Clock::frozen(at(AFTERNOON)), Access::Exclusive).unwrap();
    let chief = desk.staff().wait().unwrap().into_iter().find(|person| person.name == "赵楠").unwrap();
    let notice = Knowledge {
        place: Some(place.into()),
        ..entry(KnowledgeKind::Notice, "装修时段公告", "中午十二点到两点半不得施工。")
    };
    desk.save_knowledge(&tingsu::domain::person::Actor::from(&chief), notice).wait().unwrap();
    drop(desk);
    let window = Pilot::open(folder.path(), AFTERNOON);
    (folder, window)
}

#[test]
fn an_entry_stands_beside_the_form_when_its_place_is_named() {
    for (place, offered) in [("楼上", true), ("车库", false)] {
        let (_folder, mut window) = with_notice(place);
        window.click("李敏（前台）");
        window.click("草稿 1");
        window.click("继续填写 ›");
        assert_eq!(window.sees("装修时段公告"), offered, "{place}");
    }
}

#[test]
fn the_search_finds_entries_by_words_and_initials() {
    let (_folder, mut window) = with_notice("楼上");
    window.click("李敏（前台）");
    window.click("话术");
    window.click("资料");
    assert!(window.sees("中午十二点到两点半不得施工。") && window.sees("2026-11-01 起"));
    assert!(!window.sees("＋ 添一条资料"), "everybody reads, the supervisor writes");
    window.fill("名称、拼音、词句", "zxsd");
    assert!(window.sees("装修时段公告"));
    window.fill("zxsd", "x");
    assert!(window.sees("没有资料"));
}

#[test]
fn the_supervisor_writes_an_entry_at_the_window() {
    let (_folder, mut window) = with_notice("楼上");
    window.click("赵楠（客服主任）");
    window.click("话术");
    window.click("资料");
    window.click("＋ 添一条资料");
    window.fill("如：二单元电梯停梯保养", "二次供水清洗");
    window.press(tingsu::ui::shortcut::Shortcut::Save);
    assert!(window.sees("请写内容。"), "it says what is missing and keeps what was typed");
    assert!(window.sees("二次供水清洗"));
}

#[test]
fn what_is_in_force_stands_on_the_case_and_in_the_answer_what_to_say() {
    let folder = TempDir::new().unwrap();
    preset::busy_day(folder.path());
    let desk = Desk::open(folder.path(), Clock::frozen(at(AFTERNOON)), Access::Exclusive).unwrap();
    let chief = desk.staff().wait().unwrap().into_iter().find(|person| person.name == "赵楠").unwrap();
    let chief = tingsu::domain::person::Actor::from(&chief);
    let about = |kind, title: &str, place: &str, to: &str| Knowledge {
        place: Some(place.into()),
        to: to.parse().ok(),
        ..entry(kind, title, "停梯保养，请走一单元。")
    };
    let entries = [
        about(KnowledgeKind::Notice, "停梯公告", "3栋", "2026-11-21"),
        about(KnowledgeKind::Notice, "去年的公告", "3栋", "2026-11-20"),
        about(KnowledgeKind::Notice, "别处的公告", "5栋", "2026-12-31"),
        about(KnowledgeKind::Emergency, "困梯分工", "3栋", "2026-12-31"),
    ];
    for new in entries {
        desk.save_knowledge(&chief, new).wait().unwrap();
    }
    let lift = desk.all_cases().wait().unwrap();
    let lift = lift.iter().find(|case| case.receipt.complainant.room.as_deref() == Some("3-2-1001")).unwrap();
    let spoken = desk.say(lift.number, tingsu::desk::say::Wish::default()).wait().unwrap();
    let told = serde_json::to_value(&spoken).unwrap();
    let told: Vec<&str> =
        told["internal"].as_array().unwrap().iter().filter_map(|line| line.as_str()).collect();
    let names = |title: &str| told.iter().any(|line| line.contains(title));
    assert!(names("公告「停梯公告」（2026-11-01 至 2026-11-21）") && names("困梯分工"), "{told:?}");
    assert!(!names("去年的公告") && !names("别处的公告"), "{told:?}");
    assert!(!spoken.sentence.text.as_str().contains("停梯公告"), "it is no sentence");

    drop(desk);
    let mut window = Pilot::sized(folder.path(), AFTERNOON, iced::Size::new(1366.0, 1400.0));
    window.click("李敏（前台）");
    window.fill("找人、房号、电话、内容、编号…", "陈建国");
    window.submit("陈建国");
    assert!(window.sees("停梯公告") && !window.sees("去年的公告") && !window.sees("别处的公告"));
    assert!(!window.sees("困梯分工"), "who does what is not for a visitor's eyes");
    window.click_last("进展告知");
    assert!(window.sees("停梯公告") && !window.sees("困梯分工"));
    window.click("仅供内部");
    assert!(window.sees("困梯分工"));
}

/// Ledger 04-19 to 04-21, 06-15: the table of the supervisor's, at hand where a task is given and a question answered.
/// Ledger 05-22.
#[test]
fn a_limit_fills_the_task_and_an_agreed_wording_stands_first_beside_the_case() {
    let counter = Counter::at(MORNING);
    let about = |kind, title: &str, who: &str, hours| Knowledge {
        category: Category::new("facilities"),
        who: Some(who.into()),
        hours,
        ..entry(kind, title, "修后试用十分钟，把现场擦干净。")
    };
    let keep = |entry| counter.desk.save_knowledge(&counter.chief, entry).wait();
    keep(about(KnowledgeKind::Limit, "水管漏水", "工程部", Some(2))).unwrap();
    keep(about(KnowledgeKind::Limit, "门锁维修", "永安锁业", Some(24))).unwrap();
    keep(about(KnowledgeKind::Wording, "二次供水", "赵楠", None)).unwrap();
    let refused = keep(about(KnowledgeKind::Limit, "没有时限", "工程部", None)).unwrap_err();
    assert!(refused.message().contains("几小时内办好"));
    let mut settings = counter.desk.settings().wait().unwrap();
    let (firm, house) = (PartyKind::Firm, PartyKind::Department);
    settings.parties = [(house, "工程部"), (firm, "永安锁业")]
        .map(|(kind, name)| Party { kind, name: name.into() })
        .to_vec();
    counter.desk.save_settings(&counter.chief, settings).wait().unwrap();
    let mut facts = complaint(MORNING);
    facts.verbatim = Some("厨房水管漏水，楼下都滴到了".into());
    facts.category = Category::new("facilities");
    let case = counter.take_in(facts);
    let context = context(&counter);
    let made = case::Case::new(case.number, OpenAt::Act(Act::Task), &context);
    let mut bench = Bench::shown(made, context.clone());
    bench.click("门锁维修：永安锁业，24小时内");
    bench.click("水管漏水：工程部，2小时内");
    bench.send(case::Message::Save);
    let made = case::Case::new(case.number, OpenAt::Act(Act::Task), &context);
    let mut bench = Bench::shown(made, context.clone());
    bench.click("业委会");
    bench.write("什么时候前办完", "明天10:00");
    bench.send(case::Message::Save);
    let tasks: Vec<_> = counter.desk.case(case.number).wait().unwrap().events.into_iter().collect();
    let said = |at: usize| match &tasks[at].kind {
        EventKind::Task { what, to, due, .. } => {
            (what.clone(), to.clone().unwrap(), due.unwrap().to_string()[..16].to_owned())
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(said(0), ("水管漏水".into(), "工程部".into(), "2026-11-03T11:00".into()));
    assert_eq!(said(1), ("联系业委会协调，跟进到有结果".into(), "赵楠".into(), "2026-11-04T10:00".into()));
    let made = case::Case::new(case.number, OpenAt::Overview, &context);
    let bench = Bench::shown(made, context);
    assert!(bench.sees("服务时限「水管漏水」（2026-11-01 起）：工程部，2小时内；修后试用十分钟"));
    assert!(bench.sees("统一口径「二次供水」（2026-11-01 起）：由赵楠对外说；修后"));
}

/// Ledger 15-04: what is said of a department in public is looked into by that department at once.
#[test]
fn the_department_that_was_complained_of_online_is_asked_with_one_press() {
    let counter = Counter::at(MORNING);
    let mut settings = counter.desk.settings().wait().unwrap();
    settings.parties = vec![Party { kind: PartyKind::Department, name: "秩序部".into() }];
    counter.desk.save_settings(&counter.chief, settings).wait().unwrap();
    let about = |channel| {
        let mut facts = complaint(MORNING);
        facts.channel = channel;
        let department = Some("秩序部".to_owned());
        facts.complained_of = Some(ComplainedOf { department, ..ComplainedOf::default() });
        let context = context(&counter);
        let made = case::Case::new(counter.take_in(facts).number, OpenAt::Act(Act::Task), &context);
        Bench::shown(made, context)
    };
    assert!(!about(Channel::Phone).sees("请秩序部立即查"), "a call is answered by whoever took it");
    let mut bench = about(Channel::Online);
    bench.click("请秩序部立即查：4小时内");
    bench.send(case::Message::Save);
    let events = counter.desk.case(bench.screen.number()).wait().unwrap().events;
    let EventKind::Task { what, to, due, .. } = &events[0].kind else { panic!("{:?}", events[0]) };
    assert_eq!((to.as_deref(), *due), (Some("秩序部"), Some(at("2026-11-03T13:00"))));
    assert!(what.starts_with("查清业主投诉的事"));
}
