//! 台账: what its filters keep, masked numbers, opening, lists behind figures, form 1 of the shown days.

use iced::keyboard::key::Named;
use tingsu::desk::history::Incoming;
use tingsu::desk::print::printout::Printout;
use tingsu::domain::case::{Case, CaseNumber};
use tingsu::domain::case_column::CaseColumn;
use tingsu::domain::case_query::{CaseFilter, CaseOrder, CaseQuery};
use tingsu::domain::case_row::CaseRow;
use tingsu::domain::code::{CaseKind, Category, Flag, Medium, PaperForm, Status};
use tingsu::domain::event::EventKind;
use tingsu::domain::saved_view::SavedView;
use tingsu::ui::screen::contract::{OpenAt, Request, Screen};
use tingsu::ui::screen::form::{marked, person};
use tingsu::ui::screen::register::{Message, Register};
use tingsu::ui::shortcut::Shortcut;

use crate::support::screen::Bench;
use crate::support::{Counter, at, complaint, context, sample};

fn register(counter: &Counter) -> Bench<Register> {
    let context = context(counter);
    Bench::shown(Register::new(&context), context)
}

/// The rows that the desk has for a question, to compare with.
fn count(counter: &Counter, keep: impl Fn(&CaseRow) -> bool) -> usize {
    let rows = counter.register();
    rows.iter().filter(|row| keep(row)).count()
}

#[test]
fn filters_narrow_the_list_and_can_be_cleared() {
    let counter = sample();
    let mut bench = register(&counter);
    assert!(bench.sees("共 60 件"));
    bench.click("已关闭");
    let closed = count(&counter, |row| row.status == Status::Closed);
    assert!(bench.sees(&format!("共 {closed} 件")), "{closed}");
    bench.click("处理中");
    let both = count(&counter, |row| matches!(row.status, Status::Closed | Status::Handling));
    assert!(bench.sees(&format!("共 {both} 件")), "several states add up");
    bench.click("清除筛选");
    assert!(bench.sees("共 60 件"));
    bench.click("逾期");
    let overdue = count(&counter, |row| row.is_overdue(counter.desk.now()));
    assert!(overdue > 0 && bench.sees(&format!("共 {overdue} 件，逾期 {overdue} 件")));
    bench.click("逾期");
    bench.send(Message::Kind(CaseKind::Repair));
    assert!(bench.sees("没有符合这些条件的受理单，可以清除筛选或换个时间段。"));
    bench.send(Message::Clear);
    bench.click("更多筛选");
    bench.click("绿化养护");
    let green = count(&counter, |row| row.category.as_ref().is_some_and(|one| one.as_str() == "greenery"));
    assert!(bench.sees(&format!("共 {green} 件")));
    bench.send(Message::Category(Category::new("fees")));
    bench.send(Message::Clear);
    bench.send(Message::Text("20261130-004".into()));
    assert!(bench.sees("共 1 件") && bench.sees("9-204"));
}

#[test]
fn days_are_chosen_or_typed() {
    let counter = sample();
    let mut bench = register(&counter);
    bench.click("上月");
    assert!(bench.sees("2026-10-31") && bench.sees("共 0 件") && bench.sees("这些天没有受理单。"));
    bench.click("全部");
    assert!(bench.sees("共 60 件"));
    bench.send(Message::From("11-30".into()));
    assert!(bench.sees("共 4 件"));
    bench.send(Message::To("11月".into()));
    assert!(bench.sees("看不懂") && bench.sees("20261130-004"), "what was shown stays while it is typed");
    bench.send(Message::To("11-29".into()));
    assert!(bench.sees("晚于"));
    bench.send(Message::To("今天".into()));
    assert!(bench.sees("共 4 件"));
}

#[test]
fn numbers_are_masked_until_they_are_clicked() {
    let counter = sample();
    let mut bench = register(&counter);
    assert!(!bench.sees("13900006160"));
    bench.click("139****6160");
    assert!(bench.sees("13900006160"));
    assert!(bench.sees("139****8514"), "only this one");
    let shown_again = bench.screen.refresh(&bench.context);
    bench.run(shown_again);
    assert!(!bench.sees("13900006160"), "masked when the screen is shown again");
}

#[test]
fn the_marked_row_opens_its_case() {
    let counter = sample();
    let mut bench = register(&counter);
    bench.click_then("20261130-003", Named::Enter);
    let Some(Request::Open(number, OpenAt::Overview)) = bench.asked() else { panic!("nothing was opened") };
    assert_eq!(number.to_string(), "20261130-003");
    bench.click_then("20261130-003", Named::ArrowDown);
    bench.click_then("20261130-002", Named::Enter);
    assert!(matches!(bench.asked(), Some(Request::Open(number, _)) if number.to_string() == "20261130-002"));
}

#[test]
fn space_ticks_a_row_for_an_act_on_several_and_lets_it_go_again() {
    let counter = sample();
    let mut bench = register(&counter);
    let open: Vec<_> = counter.register().iter().filter(|row| row.is_open()).map(|row| row.number).collect();
    let [first, second, ..] = open[..] else { panic!("two open cases") };
    bench.click_then(&first.to_string(), Named::Space);
    bench.click_then(&second.to_string(), Named::Space);
    assert!(bench.sees("已选 2 件"));
    bench.click_then(&second.to_string(), Named::Space);
    assert!(bench.sees("已选 1 件"));
    bench.click("并成群诉");
    bench.click("办理");
    assert!(bench.sees("至少选两件才能并成群诉"));
    bench.click("取消选择");
    bench.click("全勾这一页");
    assert!(bench.sees(&format!("已选 {} 件", open.len())), "what is closed stays as it is");
}

/// Text goes on record for the cases that were ticked or stays: neither letting them go nor another act drops it.
#[test]
fn what_is_typed_for_several_stays_until_it_is_on_record() {
    const TOLD: &str = "配件今晚到，明早恢复";
    let counter = sample();
    let mut bench = register(&counter);
    let first = counter.register().iter().find(|row| row.is_open()).unwrap().number;
    assert_eq!(bench.screen.unsaved(), None);
    bench.click_then(&first.to_string(), Named::Space);
    bench.click("一起告知");
    bench.write("告知的内容", TOLD);
    bench.click("取消选择");
    assert_eq!(bench.screen.unsaved().as_deref(), Some("台账里一起办的内容"));
    bench.click_then(&first.to_string(), Named::Space);
    bench.click("一起指派");
    let colleague = person::Message::Chosen(counter.front.name.clone());
    bench.send(Message::Marked(marked::Message::To(colleague)));
    bench.click("办理");
    assert!(bench.screen.unsaved().is_some(), "they were assigned, nobody was told");
    let read = bench.screen.refresh(&bench.context);
    bench.run(read);
    bench.click_then(&first.to_string(), Named::Space);
    bench.click("一起告知");
    bench.send(Message::Marked(marked::Message::Medium(Medium::Phone)));
    bench.click("办理");
    assert_eq!(bench.screen.unsaved(), None);
    let case = counter.desk.case(first).wait().unwrap();
    let last = case.events.iter().rev().take(2).map(|event| &event.kind).collect::<Vec<_>>();
    assert!(matches!(last[0], EventKind::Progress { text, .. } if text == TOLD), "{last:?}");
    assert!(matches!(last[1], EventKind::Assigned { to, .. } if *to == counter.front.name), "{last:?}");
}

#[test]
fn heads_sort_the_list() {
    let counter = sample();
    let mut bench = register(&counter);
    assert!(bench.sees("20261130-004") && !bench.sees("20261102-001"));
    bench.click("受理时间");
    assert!(bench.sees("20261102-001") && !bench.sees("20261130-004"), "the oldest first");
    bench.click("时限到期");
    assert!(bench.sees("逾期") && !bench.sees("已关闭 "));
}

#[test]
fn those_that_missed_what_a_figure_asks_for_are_marked_in_its_list() {
    let counter = sample();
    let mut bench = register(&counter);
    let four: Vec<_> = counter.register().iter().take(4).map(|row| row.number).collect();
    let missed = four[1..3].to_vec();
    let filter = CaseFilter::among(four.clone());
    let listed =
        bench.screen.list("2026年11月 · 合计 · 回访率".into(), filter, missed.clone(), &bench.context);
    bench.run(listed);
    assert!(bench.sees("共 4 件") && bench.sees("未达标") && bench.sees("其中 2 件未达标"));
    bench.click("其中 2 件未达标");
    assert!(bench.sees("共 2 件") && bench.sees("2026年11月 · 合计 · 回访率 · 未达标"));
    assert!(missed.iter().all(|number| bench.sees(&number.to_string())));
    assert!(!bench.sees(&four[0].to_string()) && !bench.sees("件未达标"), "all of these missed it");
}

#[test]
fn a_list_behind_a_figure_shows_just_those_and_leads_back() {
    let counter = sample();
    let mut bench = register(&counter);
    let rows = counter.register();
    let three: Vec<_> = rows.iter().rev().take(3).map(|row| row.number).collect();
    bench.send(Message::Text("没有这样的字".into()));
    let listed = bench.screen.list(
        "2026年11月 · 收费 · 本期受理".into(),
        CaseFilter::among(three),
        Vec::new(),
        &bench.context,
    );
    bench.run(listed);
    assert!(bench.sees("2026年11月 · 收费 · 本期受理") && bench.sees("共 3 件"));
    bench.send(Message::Open(0));
    assert!(matches!(bench.asked(), Some(Request::Open(..))));
    bench.send(Message::Print);
    let Some(Request::Print(papers)) = bench.asked() else { panic!("form 1 of just these is printed") };
    assert!(matches!(&papers[..], [Printout::Selection(list)] if list.words.contains("收费")));
    let back = bench.screen.shortcut(Shortcut::Back).unwrap();
    bench.send(back);
    assert_eq!(bench.asked(), Some(Request::Back));
    assert!(bench.sees("台账") && bench.sees("没有这样的字"), "what was typed is still there");
    assert!(bench.screen.shortcut(Shortcut::Back).is_none(), "Esc is the window's again");
}

#[test]
fn an_answer_that_comes_late_is_dropped() {
    let counter = sample();
    let mut bench = register(&counter);
    let first = bench.update(Message::Text("9".into()));
    let second = bench.update(Message::Text("20261130-004".into()));
    assert!(bench.answers(second).is_empty(), "no question while one is on its way");
    let late = bench.answers(first);
    assert!(matches!(late.as_slice(), [Message::Read(..), Message::Counted(..)]));
    let mut late = late.into_iter();
    let again = bench.update(late.next().unwrap());
    assert!(bench.update(late.next().unwrap()).requests.is_empty());
    assert!(bench.sees("共 60 件"), "the late answer shows nowhere");
    bench.run(again);
    assert!(bench.sees("共 1 件"));
}

#[test]
fn the_shown_days_are_printed() {
    let counter = sample();
    let mut bench = register(&counter);
    bench.send(Message::From("11-25".into()));
    bench.send(Message::To("11-30".into()));
    let print = bench.screen.shortcut(Shortcut::Print).unwrap();
    bench.send(print);
    let Some(Request::Print(papers)) = bench.asked() else { panic!("the print dialog is asked for") };
    let day = |text: &str| at(text).date();
    assert_eq!(papers[0], Printout::Days(day("2026-11-25T00:00"), day("2026-11-30T00:00")));
    assert_eq!(papers[1], Printout::DailyCheck(day("2026-11-30T00:00")));
    bench.send(Message::From("2027-1-1".into()));
    bench.send(Message::To(String::new()));
    bench.send(Message::Print);
    assert!(matches!(bench.asked(), Some(Request::Warn(words)) if words.contains("没有可打印")));
}

#[test]
fn the_mark_that_is_the_supervisors_alone_is_no_filter_of_anybody_else() {
    let counter = Counter::at("2026-11-03T09:00");
    let mut facts = complaint("2026-11-03T09:00");
    facts.flags = vec![Flag::Extortion];
    let marked = counter.desk.take_in(&counter.chief, facts, Vec::new(), None).wait().unwrap().value.number;
    counter.take_in(complaint("2026-11-03T09:00"));
    let mut context = context(&counter);
    let mut bench = Bench::shown(Register::new(&context), context.clone());
    bench.click("更多筛选");
    assert!(bench.sees("疑似不当索取") && bench.sees("要求保密"));
    bench.click("疑似不当索取");
    assert!(bench.sees("共 1 件") && bench.sees(&marked.to_string()));
    bench.send(Message::Print);
    let Some(Request::Print(papers)) = bench.asked() else { panic!("the print dialog is asked for") };
    let Printout::Selection(list) = &papers[0] else { panic!("{papers:?}") };
    assert_eq!(list.words, "内部标记", "a paper lies about");
    context.actor = counter.front.clone();
    let mut bench = Bench::shown(Register::new(&context), context);
    bench.click("更多筛选");
    assert!(!bench.sees("疑似不当索取") && bench.sees("要求保密"));
    bench.send(Message::Flag(Flag::Extortion));
    assert!(bench.sees("共 2 件"), "nor does a view that a supervisor kept tell which they are");
}

#[test]
fn the_days_of_the_whole_list_are_printed_not_those_of_the_page_in_sight() {
    let counter = Counter::at("2026-11-03T09:00");
    let mut cases: Vec<Incoming> = Vec::new();
    for serial in 1..=CaseQuery::PAGE + 1 {
        let day = if serial == 1 { "2026-09-15T09:00" } else { "2026-11-02T09:00" };
        let facts = complaint(day);
        let number = CaseNumber::new(facts.received_at.date(), u32::try_from(serial).unwrap());
        cases.push(Incoming::from(Case::new(number, facts)));
    }
    let numbers: Vec<CaseNumber> = cases.iter().filter_map(|case| case.number).collect();
    counter.desk.insert_history(&counter.chief, cases).wait().unwrap();
    let mut bench = register(&counter);
    bench.click("全部");
    bench.send(Message::Print);
    let Some(Request::Print(papers)) = bench.asked() else { panic!("the print dialog is asked for") };
    let day = |text: &str| at(text).date();
    assert_eq!(papers[0], Printout::Days(day("2026-09-15T00:00"), day("2026-11-03T00:00")));
    let filter = CaseFilter::among(numbers);
    let listed = bench.screen.list("2026年 · 受理".into(), filter, Vec::new(), &bench.context);
    bench.run(listed);
    bench.send(Message::Print);
    let Some(Request::Print(papers)) = bench.asked() else { panic!("form 1 of just these is printed") };
    let Printout::Selection(list) = &papers[0] else { panic!("{papers:?}") };
    assert_eq!((list.from, list.to), (day("2026-09-15T00:00"), day("2026-11-02T00:00")));
}

#[test]
fn further_filters_offer_what_occurs() {
    let counter = sample();
    let mut bench = register(&counter);
    bench.click("更多筛选");
    let rows = counter.register();
    let handler = rows.iter().find_map(|row| row.handler.clone()).unwrap();
    bench.send(Message::Handler(Some(handler.clone())));
    let his = rows.iter().filter(|row| row.handler.as_ref() == Some(&handler)).count();
    assert!(bench.sees(&format!("共 {his} 件")) || bench.sees("逾期"), "{his}");
    assert!(bench.sees("更多筛选 1"));
    bench.send(Message::Building(Some("9".into())));
    assert!(bench.sees("更多筛选 2"));
    bench.send(Message::Clear);
    bench.send(Message::Building(Some("9".into())));
    let there = rows.iter().filter(|row| row.building().as_deref() == Some("9")).count();
    assert!(there > 0 && rows.len() > there);
    assert!(bench.sees(&format!("共 {there} 件")), "{there}");
}

#[test]
fn a_narrowed_list_is_printed_as_it_stands() {
    let counter = sample();
    let mut bench = register(&counter);
    bench.send(Message::Status(Status::Closed));
    bench.send(Message::Category(Category::new("vehicles")));
    bench.send(Message::Sort(CaseOrder::Oldest));
    bench.send(Message::Print);
    let Some(Request::Print(papers)) = bench.asked() else { panic!("the print dialog is asked for") };
    let Printout::Selection(list) = &papers[0] else { panic!("the list as it stands comes first") };
    assert_eq!(list.words, "已关闭、车辆管理");
    assert!(matches!(papers[1], Printout::Days(..)), "the whole days can still be printed");
    let pages = counter.desk.preview(papers[0].clone(), &counter.chief).wait().unwrap();
    let text: String = pages.iter().flat_map(|page| page.texts()).collect();
    assert!(text.contains("只列：已关闭、车辆管理"), "the paper says that it is not all");
    let fits = |row: &CaseRow| {
        row.status == Status::Closed && row.category.as_ref().is_some_and(|one| one.as_str() == "vehicles")
    };
    let rows = counter.register();
    let mut places: Vec<usize> = Vec::new();
    for row in rows.iter().rev() {
        let found = text.find(&row.number.to_string());
        assert_eq!(found.is_some(), fits(row), "{}", row.number);
        places.extend(found);
    }
    assert!(places.len() > 3 && places.is_sorted(), "the oldest first");
}

#[test]
fn a_view_keeps_filters_order_and_columns_by_name() {
    let counter = sample();
    let mut bench = register(&counter);
    bench.click("列和视图");
    bench.send(Message::Column(CaseColumn::Channel));
    bench.send(Message::Column(CaseColumn::Department));
    bench.send(Message::Status(Status::Handling));
    bench.send(Message::Sort(CaseOrder::Due));
    bench.send(Message::ViewName("主任每天看的".into()));
    bench.click("存为视图");
    assert!(matches!(bench.asked(), Some(Request::Say(said)) if said.contains("「主任每天看的」已保存")));
    drop(bench);
    // Another day, another person at the keyboard.
    let mut bench = register(&counter);
    let handling = count(&counter, |row| row.status == Status::Handling);
    assert!(bench.sees("共 60 件") && !bench.sees("责任部门"));
    bench.click("主任每天看的");
    assert!(bench.sees(&format!("共 {handling} 件")) && bench.sees("责任部门"));
    bench.click("列和视图");
    bench.click("删去视图「主任每天看的」");
    assert!(counter.desk.saved_views().wait().unwrap().is_empty());
    bench.send(Message::UsualColumns);
    assert!(!bench.sees("主任每天看的"));
}

#[test]
fn a_view_of_another_version_says_so() {
    let counter = sample();
    let odd = SavedView { name: "旧的".into(), content: serde_json::json!({ "filters": 7 }) };
    counter.desk.save_view(&counter.chief, odd).wait().unwrap();
    let mut bench = register(&counter);
    bench.click("旧的");
    assert!(matches!(bench.asked(), Some(Request::Warn(why)) if why.contains("请删去再存一次")));
}

#[test]
fn every_column_shows_something_of_the_cases() {
    let counter = sample();
    let mut bench = register(&counter);
    bench.send(Message::Sort(CaseOrder::Oldest));
    for column in CaseColumn::ALL {
        bench.send(Message::UsualColumns);
        // What somebody chose stays in the list, however narrow it is.
        let change = match CaseColumn::USUAL.contains(column) {
            true if *column == CaseColumn::Number => CaseColumn::Room,
            true => CaseColumn::Number,
            false => *column,
        };
        bench.send(Message::Column(change));
        assert!(bench.sees(column.label()), "{column}");
    }
    bench.send(Message::UsualColumns);
    for column in &CaseColumn::USUAL[1..] {
        bench.send(Message::Column(*column));
    }
    bench.send(Message::Column(CaseColumn::Number));
    assert!(bench.sees("20261102-001"), "one column always stays");
}

#[test]
fn what_waits_for_an_answer_to_our_letter_is_kept_by_a_chip() {
    let counter = sample();
    let open = counter.register().into_iter().find(CaseRow::is_open).unwrap();
    let letter = EventKind::Paper { form: PaperForm::Letter, sent_to: Some("客户关系中心".into()) };
    let sent = vec![(counter.desk.now(), letter)];
    counter.desk.append(&counter.front, open.number, open.events as usize, sent).wait().unwrap();
    let waiting = count(&counter, |row| row.reply_since.is_some());
    assert!((1..60).contains(&waiting), "{waiting}");
    let mut bench = register(&counter);
    bench.send(Message::AwaitsReply);
    assert!(bench.sees(&format!("共 {waiting} 件")) && bench.sees(&open.number.to_string()));
    bench.send(Message::AwaitsReply);
    assert!(bench.sees("共 60 件"));
}
