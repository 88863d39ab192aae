//! 今日: what it lists, in which words and order, and where each line leads.

use tempfile::TempDir;
use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::desk::today::Today;
use tingsu::domain::code::DeadlineCode;
use tingsu::domain::obligation::Urge;
use tingsu::domain::person::Actor;
use tingsu::domain::settings::Rules;
use tingsu::domain::today::{TodayGroup, TodayQuery};
use tingsu::ui::screen::contract::{Context, OpenAt, Request, Screen};
use tingsu::ui::screen::today::Message;
use tingsu::ui::screen::today::filter::Filter;
use tingsu::ui::screen::today::line::Line;

use crate::support::at;
use crate::support::preset::{self, AFTERNOON};
use crate::support::screen::Bench;
use crate::support::window::Pilot;

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
        assert!(line.marks.iter().any(|(words, _)| words.contains(other.duty.label())), "{:?}", line.marks);
    }
    let letters = Line::all(&today, &[], Filter::Group(TodayGroup::Paper), &Rules::default());
    let of_letters = letters.iter().find(|line| line.who.contains("赵莉")).unwrap();
    assert_eq!(words(of_letters), ("逾期 1天".into(), Urge::Overdue), "the time is that of the letter");
    assert_eq!(
        of_letters.request,
        Request::Open(
            today.cases.iter().find(|case| case.row.name.as_deref() == Some("赵莉")).unwrap().row.number,
            OpenAt::Obligation(DeadlineCode::Letter)
        ),
        "in the list of letters the button does the letter"
    );
}

#[test]
fn every_line_leads_to_the_step_that_is_owed() {
    let lines = lines();
    let aim = |todo: &str| {
        let line = lines.iter().find(|line| line.todo == todo).unwrap();
        match &line.request {
            Request::Open(_, aim) => Some(*aim),
            _ => None,
        }
    };
    assert_eq!(aim("约定回复"), Some(OpenAt::Obligation(DeadlineCode::Promise)));
    assert_eq!(aim("回访"), Some(OpenAt::Obligation(DeadlineCode::Visit)));
    assert_eq!(aim("可以关闭"), Some(OpenAt::Closing));
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
