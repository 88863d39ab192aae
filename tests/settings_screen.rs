//! 设置 on the screen: the calendar of working days, and what follows from it.

use iced::Task;
use iced::widget::text_editor::{Action as Edit, Edit as Typed};
use std::sync::Arc;

use tingsu::domain::code::{DeadlineCode, ServiceArea};
use tingsu::domain::settings::FocusTopic;
use tingsu::ui::screen::contract::{Context, Screen};
use tingsu::ui::screen::settings::message::Section;
use tingsu::ui::screen::settings::{Message, SettingsScreen, calendar, categories};

use crate::support::screen::Bench;
use crate::support::{Counter, at, complaint, context};

/// Thursday, the last day of a year; the holidays of the next are 未公布.
const LAST_DAY: &str = "2026-12-31T09:00";

const NOTICE_2027: &str = "国务院办公厅关于2027年部分节假日安排的通知\n\
    一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n\
    二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月13日（周六）上班。";

fn bench(context: Context) -> Bench<SettingsScreen> {
    let mut bench = Bench::shown((SettingsScreen::new(&context), Task::none()), context);
    bench.send(Message::Show(Section::Calendar));
    bench
}

fn paste(bench: &mut Bench<SettingsScreen>, text: &str) {
    let paste = Edit::Edit(Typed::Paste(Arc::new(text.to_owned())));
    bench.send(Message::Calendar(calendar::Message::Notice(paste)));
    // Below the months: the press itself, not the scrolling, is what is tried here.
    bench.send(Message::Calendar(calendar::Message::TakeOver));
}

#[test]
fn the_next_year_is_entered_from_its_notice_and_leaves_what_is_owed() {
    let counter = Counter::at(LAST_DAY);
    let before = counter.take_in(complaint(LAST_DAY));
    let investigate = |number| {
        let owed = counter.owed(number);
        owed.into_iter()
            .find(|owed| owed.obligation.deadline == DeadlineCode::Investigate)
            .unwrap()
            .obligation
    };
    let rules = || counter.desk.settings().wait().unwrap().rules;
    let owed = investigate(before.number);
    assert_eq!(owed.due, at("2027-01-01T08:50"), "plain Monday to Friday");
    assert_eq!(owed.unannounced_year(&rules().calendar), Some(2027));

    let mut bench = bench(context(&counter));
    assert!(bench.sees("已公布") && bench.sees("工作日248天"));
    bench.click("2027年 ›");
    assert!(bench.sees("未公布") && !bench.sees("改回未公布"));
    paste(&mut bench, NOTICE_2027);
    assert!(bench.sees("已读出2027年：放假10天（含周末），调休上班1天。"));
    assert!(bench.sees("没有看到：清明节、劳动节、端午节、中秋节、国庆节"));
    assert!(bench.sees("13班") && bench.sees("5休"));
    assert!(!rules().calendar.is_announced(2027), "only 保存 keeps it");
    bench.click("保存");
    assert!(rules().calendar.is_announced(2027));

    let owed = investigate(before.number);
    assert_eq!(owed.due, at("2027-01-01T08:50"), "what was owed stays as it was");
    assert_eq!(owed.unannounced_year(&rules().calendar), None);
    let after = counter.take_in(complaint(LAST_DAY));
    assert_eq!(investigate(after.number).due, at("2027-01-04T08:50"));
    assert_eq!(counter.desk.check_rebuild().wait().unwrap().value, []);
}

#[test]
fn a_notice_that_contradicts_itself_changes_nothing() {
    let counter = Counter::at(LAST_DAY);
    let mut bench = bench(context(&counter));
    paste(&mut bench, "关于2027年放假的通知：元旦1月1日（周四）至3日放假。");
    assert!(bench.sees("2027年1月1日是周五，文字里写的是周四") && bench.sees("日历没有改动"));
    assert_eq!(bench.screen.unsaved(), None);
}

#[test]
fn a_day_is_changed_by_a_click_or_by_typing_it() {
    let counter = Counter::at(LAST_DAY);
    let mut bench = bench(context(&counter));
    // 10 October 2026 is a worked Saturday.
    bench.click("10班");
    assert!(bench.sees("2026年10月10日改为休息日。") && !bench.sees("10班"));
    bench.send(Message::Calendar(calendar::Message::Day("10月10".into())));
    bench.send(Message::Calendar(calendar::Message::Set(true)));
    assert!(bench.sees("10班"));
    assert_eq!(bench.screen.unsaved(), None, "as it was");
    bench.click("改回未公布");
    assert!(bench.sees("2026年放假安排未公布，时限按周一至周五算，并标明"));
    bench.click("保存");
    assert!(!counter.desk.settings().wait().unwrap().rules.calendar.is_announced(2026));
}

#[test]
fn only_a_supervisor_changes_the_calendar() {
    let counter = Counter::at(LAST_DAY);
    let front = Context { actor: counter.front.clone(), ..context(&counter) };
    let mut bench = bench(front);
    bench.click("2027年 ›");
    bench.click("‹ 2026年");
    assert!(!bench.sees("粘贴放假通知"));
    let day = "2026-03-03".parse().unwrap();
    bench.send(Message::Calendar(calendar::Message::Turn(day)));
    assert_eq!(bench.screen.unsaved(), None);
    let mut settings = counter.desk.settings().wait().unwrap();
    settings.rules.calendar.withdraw(2026);
    let refused = counter.desk.save_settings(&counter.front, settings.clone()).wait().unwrap_err();
    assert!(refused.needs_supervisor());
    // A year of nothing but holidays is a slip.
    settings.rules.calendar.announce(2026);
    let days = day.iter_days().take(200);
    days.for_each(|day| settings.rules.calendar.set_working(day, false));
    let refused = counter.desk.save_settings(&counter.chief, settings).wait().unwrap_err();
    assert!(refused.message().contains("请核对工作日历"));
}

#[test]
fn categories_are_filed_under_an_area_and_topics_have_their_words() {
    let counter = Counter::at(LAST_DAY);
    let mut bench = bench(context(&counter));
    bench.send(Message::Show(Section::Categories));
    assert!(bench.sees("设施") && bench.sees("焦点话题"));
    let settings = || counter.desk.settings().wait().unwrap();
    let fees = settings().categories.iter().position(|entry| entry.code.as_str() == "fees").unwrap();
    bench.send(Message::Categories(categories::Message::Area(fees, ServiceArea::Facilities)));
    let topics = settings().topics.len();
    bench.send(Message::Categories(categories::Message::AddTopic));
    bench.send(Message::Categories(categories::Message::Topic(topics, "群租".into())));
    assert!(bench.sees("请至少写一个词"), "a topic without words counts nothing");
    bench.send(Message::Categories(categories::Message::Words(topics, "群租、隔断，合租".into())));
    bench.click("保存");
    let now = settings();
    assert_eq!(now.categories[fees].area, ServiceArea::Facilities);
    let words = ["群租", "隔断", "合租"].map(str::to_owned).to_vec();
    assert_eq!(now.topics.last(), Some(&FocusTopic { name: "群租".into(), words }));
}
