//! 今日: what it lists, in which words and order, and where each line leads.

use tempfile::TempDir;
use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::desk::today::Today;
use tingsu::domain::code::DeadlineCode;
use tingsu::domain::obligation::Urge;
use tingsu::domain::settings::Rules;
use tingsu::domain::today::{TodayGroup, TodayQuery};
use tingsu::ui::screen::contract::{OpenAt, Request};
use tingsu::ui::screen::today::line::{Filter, Line};

use crate::support::at;
use crate::support::preset::{self, AFTERNOON};
use crate::support::window::Pilot;

fn busy_day() -> (TempDir, Today) {
    let folder = TempDir::new().unwrap();
    preset::busy_day(folder.path());
    let desk = Desk::open(folder.path(), Clock::frozen(at(AFTERNOON)), Access::Reading).unwrap();
    let today = desk.today(TodayQuery::all("李敏")).wait().unwrap();
    (folder, today)
}

fn lines() -> Vec<Line> {
    Line::all(&busy_day().1, Filter::All, &Rules::default())
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
    assert_eq!(find("书面知会", "赵莉"), ("逾期 1天".into(), Urge::Overdue));
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
        line.small_words(at(AFTERNOON))
    };
    assert_eq!(small("陈建国"), "首次响应 进展告知 已等5小时", "what else it owes");
    assert_eq!(small("赵莉"), "是否有一定难度 进展告知 已等2天");
    assert_eq!(small("吴敏"), "第2次 已等1天");
    assert_eq!(small("何女士"), "");
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
        let lines = Line::all(&today, filter, &Rules::default());
        lines.into_iter().map(|line| line.todo).collect()
    };
    assert_eq!(kept(Filter::All).len(), all.cases.len() + 1, "and the draft");
    assert_eq!(kept(Filter::Visit), ["回访", "回访", "一周观察"]);
    assert_eq!(kept(Filter::Letter), ["书面知会"]);
    assert_eq!(kept(Filter::Promise), ["约定回复"]);
    assert_eq!(kept(Filter::Draft), ["草稿"]);
    assert!(kept(Filter::Unassigned).contains(&"首次响应".to_owned()));
    assert!(!kept(Filter::Unassigned).contains(&"约定回复".to_owned()));
    assert!(kept(Filter::Mine).iter().all(|todo| todo != "约定回复"));
    assert!(kept(Filter::Mine).contains(&"书面知会".to_owned()));
}

#[test]
fn the_screen_shows_counts_lines_and_the_day() {
    let (folder, today) = busy_day();
    let mut window = Pilot::open(folder.path(), AFTERNOON);
    window.click("李敏（前台）");
    for words in ["已逾期", "一小时内", "今日回访", "处理中", "备份"] {
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
