//! 今日: what it lists, in which words and order, and where each line leads.

use tempfile::TempDir;
use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::desk::history::Incoming;
use tingsu::desk::today::Today;
use tingsu::domain::act::Act;
use tingsu::domain::code::DeadlineCode;
use tingsu::domain::event::EventKind;
use tingsu::domain::obligation::Urge;
use tingsu::domain::person::Actor;
use tingsu::domain::reminder::sentence;
use tingsu::domain::settings::Rules;
use tingsu::domain::time::Moment;
use tingsu::domain::today::{TodayGroup, TodayQuery};
use tingsu::ui::screen::contract::{Context, OpenAt, Request, Screen};
use tingsu::ui::screen::today::Message;
use tingsu::ui::screen::today::filter::Filter;
use tingsu::ui::screen::today::line::Line;

use crate::support::preset::{self, AFTERNOON};
use crate::support::screen::Bench;
use crate::support::window::Pilot;
use crate::support::{Counter, at, complaint};

fn busy_day() -> (TempDir, Today) {
    let folder = TempDir::new().unwrap();
    preset::busy_day(folder.path());
    let desk = Desk::open(folder.path(), Clock::frozen(at(AFTERNOON)), Access::Reading).unwrap();
    let today = desk.today(TodayQuery::all("李敏")).wait().unwrap();
    (folder, today)
}

fn lines() -> Vec<Line> {
    Line::all(&busy_day().1, &[], Filter::ALL, &Rules::default())
}

/// The request that opens the case of this person at this obligation of his.
fn owing(today: &Today, who: &str, deadline: DeadlineCode) -> Request {
    let case = today.cases.iter().find(|case| case.row.name.as_deref() == Some(who)).unwrap();
    let owed = case.owed.iter().find(|owed| owed.obligation.deadline == deadline).unwrap();
    Request::Open(case.row.number, OpenAt::Obligation(owed.obligation.id))
}

fn words(line: &Line) -> (String, Urge) {
    line.time(at(AFTERNOON), chrono::Duration::minutes(60))
}

#[test]
fn the_most_urgent_stands_first_and_says_how_late_it_is() {
    let lines = lines();
    let find = |todo: &str, who: &str| {
        let line = lines.iter().find(|line| line.todo == todo && line.who.contains(who));
        words(line.unwrap_or_else(|| panic!("{todo} {who}")))
    };
    assert_eq!(find("约定回复", "陈建国"), ("逾期 2小时".into(), Urge::Overdue));
    assert_eq!(find("首次响应", "匿名"), ("逾期 40分".into(), Urge::Overdue));
    assert_eq!(find("进展告知", "刘强"), ("还剩 25分".into(), Urge::DueSoon));
    assert_eq!(find("当日处理", "孙悦"), ("还剩 50分".into(), Urge::DueSoon));
    assert_eq!(find("回访", "周平"), ("今天 16:00".into(), Urge::Open));
    assert_eq!(find("交班", "郑凯"), ("明天 08:30".into(), Urge::Open));
    assert_eq!(find("一周观察", "冯涛"), ("11月25日".into(), Urge::Open));
    let urges: Vec<Urge> = lines.iter().map(|line| words(line).1).collect();
    assert!(urges.is_sorted(), "{urges:?}");
}

/// Ledger 04-24.
#[test]
fn every_open_case_says_how_long_it_has_waited() {
    let lines = lines();
    let small = |who: &str| {
        let line = lines.iter().find(|line| line.who.contains(who)).unwrap();
        let marks = line.marks_at(at(AFTERNOON)).into_iter().map(|(words, _)| words);
        marks.collect::<Vec<_>>().join(" ")
    };
    let chen = small("陈建国");
    assert!(chen.contains("首次响应") && chen.contains("进展告知") && chen.ends_with("已等5小时"), "{chen}");
    assert!(small("赵莉").ends_with("已等2天"));
    assert_eq!(small("吴敏"), "已等1天");
    assert_eq!(small("何女士"), "");
    let wu = lines.iter().find(|line| line.who.contains("吴敏")).unwrap();
    assert_eq!(wu.todo, "回访（第2次）", "the attempt is told with the visit");
}

#[test]
fn a_case_stands_once_and_its_other_obligations_behind_it() {
    let (_folder, today) = busy_day();
    let lines = Line::all(&today, &[], Filter::ALL, &Rules::default());
    assert_eq!(lines.len(), today.cases.len() + today.drafts.len());
    let case = today.cases.iter().find(|case| case.owed.len() > 1).unwrap();
    let line = lines
        .iter()
        .find(|line| matches!(line.request, Request::Open(number, _) if number == case.row.number));
    let line = line.unwrap();
    for other in &case.owed[1..] {
        assert!(
            line.marks.iter().any(|(words, _)| words.contains(other.obligation.label())),
            "{:?}",
            line.marks
        );
    }
    let letters = Line::all(&today, &[], Filter::Group(TodayGroup::Paper), &Rules::default());
    let of_letters = letters.iter().find(|line| line.who.contains("赵莉")).unwrap();
    assert_eq!(words(of_letters), ("逾期 1天".into(), Urge::Overdue), "the time is that of the letter");
    assert_eq!(
        of_letters.request,
        owing(&today, "赵莉", DeadlineCode::Letter),
        "in the list of letters the button does the letter"
    );
}

#[test]
fn every_line_leads_to_the_step_that_is_owed() {
    let (_folder, today) = busy_day();
    let lines = Line::all(&today, &[], Filter::ALL, &Rules::default());
    let of = |todo: &str| lines.iter().find(|line| line.todo == todo).unwrap().request.clone();
    assert_eq!(of("约定回复"), owing(&today, "陈建国", DeadlineCode::Promise));
    assert_eq!(of("回访"), owing(&today, "周平", DeadlineCode::Visit));
    assert!(matches!(of("可以关闭"), Request::Open(_, OpenAt::Act(Act::Close))));
    let draft = lines.iter().find(|line| matches!(line.request, Request::Draft(_))).unwrap();
    assert_eq!((draft.who.as_str(), draft.gist.as_str()), ("来电 · 何女士", "楼上装修太吵，中午也不停"));
}

/// 待指派 and the others hold cases; what such a case owes besides stands behind it.
#[test]
fn filters_keep_what_they_say() {
    let (folder, all) = busy_day();
    let desk = Desk::open(folder.path(), Clock::frozen(at(AFTERNOON)), Access::Reading).unwrap();
    let kept = |filter: Filter| -> Vec<String> {
        let group = filter.group().unwrap_or(TodayGroup::All);
        let today = desk.today(TodayQuery { group, ..TodayQuery::all("王倩") }).wait().unwrap();
        let lines = Line::all(&today, &[], filter, &Rules::default());
        lines.into_iter().map(|line| line.todo).collect()
    };
    assert_eq!(kept(Filter::ALL).len(), all.cases.len() + 1, "and the draft");
    assert_eq!(kept(Filter::Group(TodayGroup::Visit)), ["回访", "回访（第2次）", "一周观察"]);
    assert_eq!(kept(Filter::Group(TodayGroup::Paper)), ["书面知会"]);
    assert_eq!(kept(Filter::Group(TodayGroup::Promise)), ["约定回复"]);
    assert_eq!(kept(Filter::Drafts), ["草稿"]);
    let unassigned = kept(Filter::Group(TodayGroup::Unassigned));
    assert!(!unassigned.is_empty() && unassigned.iter().all(|todo| todo == "指派责任人"), "{unassigned:?}");
    assert!(kept(Filter::Group(TodayGroup::Mine)).iter().all(|todo| todo != "约定回复"));
    let mine = TodayQuery { group: TodayGroup::Mine, ..TodayQuery::all("王倩") };
    let mine = desk.today(mine).wait().unwrap().cases;
    assert!(!mine.is_empty() && mine.iter().all(|case| case.row.handler.as_deref() == Some("王倩")));
}

#[test]
fn the_screen_shows_counts_lines_and_the_day() {
    let (folder, today) = busy_day();
    let mut window = Pilot::open(folder.path(), AFTERNOON);
    window.click("李敏（前台）");
    for words in ["已逾期", "一小时内", "今日回访", "没了结 · 件", "备份"] {
        assert!(window.sees(words), "{words}");
    }
    assert!(window.sees(&today.counts.of(TodayGroup::Overdue).to_string()));
    assert!(window.sees("3-2-1001 陈建国"));
    assert!(window.sees("今日受理 5（投诉 4 · 咨询 1）"));
    window.click("约定回复 1");
    assert!(!window.sees("5-1-0602 赵莉"), "filtered");
    window.picture(&folder.path().join("today"));
    assert!(folder.path().join("today-tiny-skia.png").metadata().is_ok_and(|file| file.len() > 10_000));
    window.click("去回复 ›");
    assert!(!window.sees("来访登记"));
}

#[test]
fn a_clock_behind_the_last_event_is_told() {
    let folder = TempDir::new().unwrap();
    preset::busy_day(folder.path());
    let mut window = Pilot::open(folder.path(), "2026-11-21T08:00");
    window.click("李敏（前台）");
    assert!(window.sees("请核对时钟"));
}

/// Whoever has done what a line owes comes back to the place where it stood and goes on with the arrows and Enter.
#[test]
fn one_comes_back_to_the_line_that_one_left() {
    let folder = TempDir::new().unwrap();
    preset::busy_day(folder.path());
    let counter = Desk::open(folder.path(), Clock::frozen(at(AFTERNOON)), Access::Reading).unwrap();
    let staff = counter.staff().wait().unwrap();
    let context = Context {
        settings: std::sync::Arc::new(counter.settings().wait().unwrap()),
        actor: Actor::from(&staff[0]),
        staff: std::sync::Arc::new(staff),
        desk: counter,
    };
    let mut bench = Bench::shown(tingsu::ui::screen::today::Today::new(&context), context);
    bench.send(Message::Select(2));
    bench.send(Message::Open(2));
    let opened = bench.asked();
    let entered = bench.screen.entered(&bench.context);
    bench.run(entered);
    // The table holds the focus again: Enter opens the very line that was left.
    bench.send(Message::Open(2));
    assert_eq!(bench.asked(), opened);
    bench.send(Message::Filter(Filter::Group(TodayGroup::Visit)));
    bench.send(Message::Filter(Filter::Group(TodayGroup::Visit)));
    bench.send(Message::Open(2));
    assert_eq!(bench.asked(), opened, "a filter chosen twice is taken back");
}

#[test]
fn a_time_that_hangs_on_holidays_not_yet_announced_says_so() {
    let counter = Counter::at("2026-12-31T09:00");
    let mut facts = complaint("2026-12-31T09:00");
    (facts.complainant.anonymous, facts.complainant.name) = (true, None);
    facts.complainant.phones.clear();
    facts.complainant.room = None;
    counter.take_in(facts);
    let said = |rules: &Rules| {
        let lines = Line::all(&counter.today(), &[], Filter::ALL, rules);
        let marks = lines[0].marks.iter().map(|(words, _)| words.clone());
        (lines[0].todo.clone(), marks.collect::<Vec<_>>().join("，"))
    };
    let mut rules = Rules::default();
    let (todo, marks) = said(&rules);
    assert_eq!(todo, "核实");
    assert!(marks.starts_with("2027年放假安排未公布"), "{marks}");
    rules.calendar.announce(2027);
    assert!(!said(&rules).1.contains("未公布"));
}

/// Ledger 04-26: before the time and at it, once each; a visitor reads of nobody.
#[test]
fn a_reminder_comes_an_hour_before_the_time_and_at_it() {
    let counter = Counter::at("2026-11-03T09:00");
    let case = counter.take_in(complaint("2026-11-03T09:00"));
    let due = at("2026-11-03T15:00");
    let promise = EventKind::Promised { due, consent: true, text: "回复结果".into(), confirmed_by: None };
    counter.happens(&case, "2026-11-03T09:00", promise);
    let told = |counter: &Counter, since: &str, visitor| {
        sentence(&counter.desk.reminder(at(since)).wait().unwrap(), visitor)
    };
    let said = |counter: &Counter, since: &str| told(counter, since, false);
    let counter = counter.later("2026-11-03T13:59");
    assert_eq!(said(&counter, "2026-11-03T13:58"), None);
    let counter = counter.later("2026-11-03T14:00");
    let before = told(&counter, "2026-11-03T13:59", true).unwrap();
    assert_eq!(before, "约定回复 还剩 1小时");
    let whose = said(&counter, "2026-11-03T13:59").unwrap();
    assert_eq!(whose, "3-2-1001（张）：约定回复 还剩 1小时");
    let counter = counter.later("2026-11-03T14:01");
    assert_eq!(said(&counter, "2026-11-03T14:00"), None, "once");
    let counter = counter.later("2026-11-03T15:00");
    assert_eq!(said(&counter, "2026-11-03T14:59"), Some("3-2-1001（张）：约定回复 到时间了".to_owned()));
    let counter = counter.later("2026-11-03T15:01");
    assert_eq!(said(&counter, "2026-11-03T15:00"), None);
    assert_eq!(
        said(&counter, "2026-11-03T18:00"),
        None,
        "a clock that was set back reminds of nothing twice"
    );
}

/// The desk of a folder at another time.
fn at_time(folder: &TempDir, now: Moment) -> Desk {
    Desk::open(folder.path(), Clock::frozen(now), Access::Reading).unwrap()
}

/// What the answer says of the moments between holds: whoever asks then is told the same.
#[test]
fn until_the_moment_that_it_names_today_stays_as_it_is() {
    let folder = TempDir::new().unwrap();
    preset::busy_day(folder.path());
    let ask = |now| at_time(&folder, now).today(TodayQuery::all("李敏")).wait().unwrap();
    let mut now = at(AFTERNOON);
    let mut last = ask(now);
    assert_eq!(last.changes_at, at("2026-11-21T14:57"), "刘强's notice comes to its time");
    let (mut same, mut other) = (0, 0);
    for _ in 0..200 {
        now = now + chrono::Duration::minutes(7);
        let next = ask(now);
        if last.holds_at(next.now) {
            let told = Today { now: last.now, last_backup: last.last_backup, ..next };
            assert_eq!(told, last, "{now}");
            same += 1;
        } else {
            other += 1;
            last = next;
        }
    }
    assert!(same > 150 && other > 10, "{same} {other}");
    // Something is past its time the second after it; a day's turn changes the list too.
    let due = ask(at(AFTERNOON) + chrono::Duration::minutes(25));
    assert_eq!(due.changes_at, at("2026-11-21T14:57:01"));
    let before = ask(at(AFTERNOON) - chrono::Duration::days(1));
    assert_eq!(before.changes_at, before.now + chrono::Duration::seconds(1), "the log goes beyond the clock");
}

/// The minute's tick goes through no open case, unless one changes by time alone just then.
#[test]
fn the_tick_asks_for_today_at_the_moment_at_which_it_changes() {
    let folder = TempDir::new().unwrap();
    preset::busy_day(folder.path());
    let desk = at_time(&folder, at(AFTERNOON));
    let staff = desk.staff().wait().unwrap();
    let context = Context {
        settings: std::sync::Arc::new(desk.settings().wait().unwrap()),
        actor: Actor::from(&staff[0]),
        staff: std::sync::Arc::new(staff),
        desk,
    };
    let mut bench = Bench::shown(tingsu::ui::screen::today::Today::new(&context), context);
    assert!(bench.sees("还剩 25分"));
    for (minutes, asks, words) in
        [(1, false, "还剩 24分"), (24, false, "还剩 1分"), (25, true, "还剩 1分"), (26, true, "逾期 1分")]
    {
        bench.context.desk = at_time(&folder, at(AFTERNOON) + chrono::Duration::minutes(minutes));
        bench.screen.minute(&bench.context);
        let action = bench.screen.tick(&bench.context);
        let answers = bench.answers(action);
        let asked = answers.iter().any(|answer| matches!(answer, Message::Read(..)));
        assert_eq!((answers.len(), asked), (1, asks), "after {minutes} minutes");
        answers.into_iter().for_each(|answer| bench.send(answer));
        assert!(bench.sees(words), "after {minutes} minutes: {words}");
    }
}

/// Every open case is reached, however many there are; no more than a page of them is held.
#[test]
fn a_list_of_many_goes_on_page_by_page() {
    let counter = Counter::at("2026-11-03T09:00");
    let many = (0..TodayQuery::LIMIT + 3).map(|_| Incoming {
        number: None,
        receipt: complaint("2026-11-03T09:00"),
        events: Vec::new(),
        import_batch: None,
    });
    counter.desk.insert_history(&counter.chief, many.collect()).wait().unwrap();
    let mut seen = std::collections::BTreeSet::new();
    let mut query = TodayQuery { group: TodayGroup::Unassigned, limit: 200, ..TodayQuery::all("李敏") };
    let mut sizes = Vec::new();
    loop {
        let page = counter.desk.today(query.clone()).wait().unwrap();
        sizes.push(page.cases.len());
        seen.extend(page.cases.iter().map(|open| open.row.number));
        query.after = page.next;
        if query.after.is_none() {
            break;
        }
    }
    assert_eq!((sizes, seen.len()), (vec![200, 200, 103], TodayQuery::LIMIT + 3));
    let owed = counter.desk.everything_owed().collect::<Result<Vec<_>, _>>().unwrap();
    assert!(owed.is_sorted_by_key(|line| line.place()));
    let cases: std::collections::BTreeSet<_> = owed.iter().map(|line| line.number).collect();
    assert_eq!(cases, seen, "what is owed is told of each");
    let note = counter.desk.shift_draft().wait().unwrap();
    assert_eq!((note.counts.open, note.counts.unassigned), (503, 503));
    assert_eq!((note.matters.len(), note.more), (60, 443));

    let context = crate::support::context(&counter);
    let mut bench = Bench::shown(tingsu::ui::screen::today::Today::new(&context), context);
    bench.send(Message::Filter(Filter::Group(TodayGroup::Unassigned)));
    assert!(bench.sees("这一页 500 件"));
    bench.send(Message::Select(TodayQuery::LIMIT));
    bench.send(Message::Open(TodayQuery::LIMIT));
    assert_eq!(bench.asked(), None, "the last row leads on");
    assert!(!bench.sees("这一页 500 件"));
    bench.send(Message::Open(2));
    assert!(matches!(bench.asked(), Some(Request::Open(..))), "three are left");
    bench.send(Message::Open(3));
    assert_eq!(bench.asked(), None, "and no more");
    bench.click("‹ 回到最急的");
    assert!(bench.sees("这一页 500 件"));
}
