//! 统计 on the screen: the check line, the blocks, every figure with its cases, other periods, form 3.

use chrono::Datelike;
use iced::widget::text_editor::{Action, Edit};
use tingsu::desk::print::printout::Printout;
use tingsu::domain::case::CaseNumber;
use tingsu::domain::code::{CaseKind, Category, Motive, SituationCode};
use tingsu::domain::event::EventKind;
use tingsu::domain::statistics::axis::{Axis, TOTAL};
use tingsu::domain::statistics::behind::{CheckFigure, Figure, List, Sum};
use tingsu::domain::statistics::by_person::PersonFigure;
use tingsu::domain::statistics::column::{Cell, Column};
use tingsu::domain::statistics::figure::Ratio;
use tingsu::domain::statistics::period::{Length, Period};
use tingsu::domain::statistics::report::Report;
use tingsu::library::apply_change::Change;
use tingsu::library::entry::{EntryKind, Key};
use tingsu::ui::screen::contract::{Request, Screen};
use tingsu::ui::screen::report::month_end::Message::{Lock, Print, Reason, Typed, Unlock, WriteAgain};
use tingsu::ui::screen::report::{Message, Statistics};
use tingsu::ui::shortcut::Shortcut;

use crate::support::screen::Bench;
use crate::support::{Counter, complaint, context, sample};

fn statistics(counter: &Counter) -> Bench<Statistics> {
    let context = context(counter);
    Bench::shown(Statistics::new(&context), context)
}

fn report(counter: &Counter, month: &str) -> Report {
    counter.desk.report(Period::parse(month, 1).unwrap()).wait().unwrap()
}

/// The cases that have a part in November's table.
fn cases_of(counter: &Counter) -> Vec<CaseNumber> {
    let november = Period::parse("2026-11", 1).unwrap();
    let counting = counter.desk.counting(november, None).wait().unwrap();
    counting.cases.iter().map(|case| case.number).collect()
}

/// The list that a figure opens.
fn opened(bench: &mut Bench<Statistics>, figure: Figure) -> (String, Vec<CaseNumber>) {
    bench.send(Message::Open(figure));
    match bench.asked() {
        Some(Request::Cases(title, filter, _)) => (title, filter.among.unwrap()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_month_stands_there_with_its_check_line() {
    let counter = sample();
    let bench = statistics(&counter);
    let report = report(&counter, "2026-11");
    for words in
        ["顾客投诉分类统计表", "2026年11月", "未定稿 草表，截至11月30日 18:00", "✓ 平衡", "合计", "概况"]
    {
        assert!(bench.sees(words), "{words}");
    }
    assert!(bench.sees(&report.check.closing.to_string()));
    let total = report.axes.category.last().unwrap();
    assert!(bench.sees(&total.satisfied.to_string()) && bench.sees("100.0%"));
    assert!(bench.sees("—"), "an empty denominator is no percentage");
}

#[test]
fn every_figure_of_the_table_opens_as_many_cases_as_it_counts() {
    let counter = sample().later("2026-12-10T09:00");
    let mut december = complaint("2026-12-10T09:00");
    december.category = Category::new("vehicles");
    counter.take_in(december);
    for month in ["2026-11", "2026-12"] {
        let mut bench = statistics(&counter);
        let report = report(&counter, month);
        if month == "2026-11" {
            bench.send(Message::Earlier);
        }
        let counting = |period| counter.desk.counting(period, None).wait().unwrap();
        let [this, previous, year_ago] =
            [report.period, report.period.previous(), report.period.year_ago()].map(counting);
        let behind = |figure: &Figure| {
            let past = figure.compares_with(report.period).map(|period| {
                assert!(period.end() <= report.period.start());
                if period == previous.period { &previous } else { &year_ago }
            });
            figure.behind(&this, past).numbers
        };
        for axis in Axis::OF_CODES {
            for row in report.axes.rows(*axis) {
                for column in Column::ALL {
                    let figure = Figure::Cell(*axis, row.key.clone(), *column);
                    let (title, told) = (format!("{axis:?} {} {column:?}", row.key), behind(&figure).len());
                    let expected = match (column, row.cell(*column)) {
                        (Column::Closed, Cell::Count(count)) => {
                            assert!(told <= count as usize && (told > 0) == (count > 0), "{title}");
                            continue;
                        }
                        (_, Cell::Count(count)) => count as usize,
                        (_, Cell::Change(_)) => (row.received + row.previous) as usize,
                        (_, Cell::Share(_)) => row.received as usize,
                        (_, Cell::Ratio(Ratio(_, of))) => of as usize,
                    };
                    assert_eq!(told, expected, "{title}");
                }
            }
        }
        for row in &report.axes.closure {
            let numbers = behind(&Figure::Closed(row.key.clone()));
            assert_eq!(numbers.is_empty(), row.closed == 0, "{}", row.key);
        }
        // The window asks the desk, which answers just that.
        for column in [Column::Received, Column::Change, Column::YearAgo] {
            let figure = Figure::Cell(Axis::Category, TOTAL.into(), column);
            let (title, numbers) = opened(&mut bench, figure.clone());
            assert!(title.starts_with(&report.period.label()), "{title}");
            assert_eq!(numbers, behind(&figure), "{title}");
        }
    }
}

#[test]
fn the_check_line_the_lists_and_the_box_open_their_cases() {
    let counter = sample();
    let mut repair = complaint("2026-11-30T18:00");
    repair.kind = CaseKind::Repair;
    counter.take_in(repair);
    let mut bench = statistics(&counter);
    let report = report(&counter, "2026-11");
    let (check, summary) = (report.check, &report.summary);
    for (figure, count) in [
        (Figure::Check(CheckFigure::Opening), check.opening),
        (Figure::Check(CheckFigure::Received), check.received),
        (Figure::Check(CheckFigure::Closing), check.closing),
        (Figure::Check(CheckFigure::Voided), check.voided),
        (Figure::Sum(Sum::CloseRate), summary.close_rate.1),
        (Figure::Sum(Sum::CloseDays), check.closed),
        (Figure::Sum(Sum::PerHundred), check.received),
        (Figure::Sum(Sum::Age(0)), summary.ages.up_to_3),
        (Figure::Sum(Sum::Age(1)), summary.ages.up_to_7),
        (Figure::Sum(Sum::Age(2)), summary.ages.up_to_30),
        (Figure::Sum(Sum::Age(3)), summary.ages.over_30),
        (Figure::Sum(Sum::Major), summary.major),
        (Figure::Sum(Sum::Signed), summary.signed),
        (Figure::Sum(Sum::Verbal), summary.verbal),
        (Figure::Sum(Sum::Exempt), summary.exempt),
        (Figure::Sum(Sum::Declined), summary.declined),
        (Figure::Sum(Sum::Referrals), summary.referrals.1),
        (Figure::Sum(Sum::VisitSatisfied), summary.visit_satisfied.1),
        (Figure::Sum(Sum::Other(CaseKind::Repair)), 1),
    ] {
        let (title, numbers) = opened(&mut bench, figure);
        assert_eq!(numbers.len(), count as usize, "{title}");
    }
    let overdue = opened(&mut bench, Figure::Listed(List::Overdue));
    assert_eq!(overdue, ("2026年11月 · 逾期未结".into(), report.lists.overdue.clone()));
    let total = report.axes.category.last().unwrap();
    let (_, late) = opened(&mut bench, Figure::Short(Column::Responded));
    assert_eq!(late.len(), (total.responded.1 - total.responded.0) as usize);
    bench.click(&format!("{} 件", report.lists.overdue.len()));
    assert!(matches!(bench.asked(), Some(Request::Cases(..))), "the figure on the screen leads there too");
    let (title, row) = opened(&mut bench, Figure::Row(Axis::Category, TOTAL.into()));
    assert!(title.ends_with("合计 · 本期涉及") && row.len() == cases_of(&counter).len());
}

#[test]
fn other_periods_and_blocks_are_chosen() {
    let counter = sample();
    let mut bench = statistics(&counter);
    bench.send(Message::Later);
    assert!(bench.sees("2026年11月"), "a month to come has no table");
    bench.click("‹");
    assert!(bench.sees("2026年10月") && bench.sees("回到本期"));
    bench.click("年");
    assert!(bench.sees("2026年") && !bench.sees("10月 "));
    bench.click("季");
    bench.send(Message::Present);
    assert!(bench.sees("2026年第4季度"));
    bench.send(Message::Length(Length::Month));
    bench.send(Message::Present);
    bench.click("按渠道");
    assert!(bench.sees("微信／APP／短信") && !bench.sees("车辆管理"));
    bench.click("按关闭方式");
    assert!(bench.sees("现场签署满意") && bench.sees("本期关闭"));
    bench.click("按场景");
    assert!(bench.sees("其余场景"));
}

#[test]
fn a_month_is_picked_from_the_year_and_from_the_bars() {
    let counter = sample();
    let mut bench = statistics(&counter);
    bench.send(Message::Pick);
    assert!(bench.sees("前一年") && bench.sees("12月") && bench.sees("2026年"));
    bench.click("9月");
    assert!(bench.sees("2026年9月") && !bench.sees("前一年"), "chosen and folded away");
    bench.send(Message::Pick);
    bench.click("前一年");
    bench.click("3月");
    assert!(bench.sees("2025年3月"));
    bench.send(Message::Present);
    bench.send(Message::Pick);
    assert!(!bench.does("12月") && !bench.does("后一年"), "what is still to come cannot be chosen");
    bench.send(Message::Pick);
    bench.send(Message::Length(Length::Quarter));
    bench.send(Message::Pick);
    bench.click("第2季度");
    assert!(bench.sees("2026年第2季度"));
    bench.send(Message::Show(Period::parse("2026-10", 1).unwrap()));
    assert!(bench.sees("2026年10月"), "as a press on its bars does");
}

#[test]
fn any_days_are_counted_from_one_to_another() {
    let counter = sample();
    let mut bench = statistics(&counter);
    assert!(!bench.sees("统计这些天"));
    bench.click("起止日期");
    assert!(bench.sees("2026年11月1日至11月30日") && bench.sees("2026-11-30") && bench.sees("统计这些天"));
    bench.send(Message::From("11-3".into()));
    bench.send(Message::To("2026-12-31".into()));
    bench.click("统计这些天");
    assert!(bench.sees("2026年11月3日至11月30日"), "the days of December are still to come");
    bench.send(Message::To("11-9".into()));
    bench.click("统计这些天");
    let days = report(&counter, "2026-11-03--2026-11-09");
    assert!(bench.sees("2026年11月3日至11月9日") && bench.sees("✓ 平衡"));
    assert!(bench.sees(&format!("{}", days.check.received)) && days.check.received > 0);
    let (title, numbers) = opened(&mut bench, Figure::Check(CheckFigure::Received));
    assert_eq!(title, "2026年11月3日至11月9日 · 受理");
    assert_eq!(numbers.len(), days.check.received as usize);
    assert!(numbers.iter().all(|one| (3..=9).contains(&one.day().day())));
    bench.click("‹");
    assert!(bench.sees("2026年10月27日至11月2日"), "as many days before");
    bench.send(Message::To("11-".into()));
    assert!(bench.sees("看不懂") && !bench.does("统计这些天"));
    bench.send(Message::Print);
    let days = Period::parse("2026-10-27--2026-11-02", 1).unwrap();
    assert!(
        matches!(bench.asked(), Some(Request::Print(papers)) if papers[0] == Printout::Table(days, None))
    );
    bench.click("月");
    assert!(bench.sees("2026年10月") && !bench.sees("统计这些天"));
}

#[test]
fn what_is_asked_for_most_often_stands_there_and_opens_its_cases() {
    let counter = sample();
    let mut repair = complaint("2026-11-30T18:00");
    repair.kind = CaseKind::Repair;
    let number = counter.take_in(repair).number;
    let mut bench = statistics(&counter);
    bench.click("服务需求");
    let told = counter.desk.needs_of(Period::parse("2026-11", 1).unwrap()).wait().unwrap();
    assert!(bench.sees("业主要办什么") && bench.sees("投诉过的住户又来表扬") && !told.needs.is_empty());
    let at = told.needs.iter().position(|need| need.numbers.contains(&number)).unwrap();
    bench.send(Message::OpenNeed(at));
    let Some(Request::Cases(title, filter, _)) = bench.asked() else { panic!() };
    assert!(title.starts_with("2026年11月 · 报修 · "), "{title}");
    assert_eq!(filter.among.as_deref(), Some(told.needs[at].numbers.as_slice()));
    bench.click("按渠道");
    assert!(!bench.sees("业主要办什么"));
}

#[test]
fn the_matters_in_focus_open_their_cases_and_the_judgement_is_the_supervisors() {
    let counter = sample();
    let mut facts = complaint("2026-11-30T18:00");
    facts.category = Category::new("fire");
    facts.summary = Some("消防通道被堵，要求清走".into());
    facts.motive = Some(Motive::Sincere);
    let number = counter.desk.take_in(&counter.chief, facts, Vec::new(), None).wait().unwrap().value.number;
    let mut bench = statistics(&counter);
    bench.click("专题");
    let november = Period::parse("2026-11", 1).unwrap();
    let lines = counter.desk.focus_of(november, &counter.chief).wait().unwrap();
    assert!(bench.sees("焦点话题") && bench.sees("消防通道") && bench.sees("动机（内部）"));
    for name in ["安全", "消防通道", "真诚意见"] {
        let at = lines.iter().position(|line| line.key.label() == name).unwrap();
        assert!(lines[at].numbers.contains(&number), "{name}");
        bench.send(Message::OpenFocus(at));
        let Some(Request::Cases(title, filter, _)) = bench.asked() else { panic!("{name}") };
        assert!(title.starts_with("2026年11月 · ") && title.ends_with(name), "{title}");
        assert_eq!(filter.among.as_deref(), Some(lines[at].numbers.as_slice()));
    }
    let open = counter.desk.focus_of(november, &counter.front).wait().unwrap();
    assert!(open.iter().all(|line| !line.key.group().contains("内部")), "{open:?}");
    assert!(open.len() < lines.len());
    bench.click("按渠道");
    assert!(!bench.sees("焦点话题"));
}

#[test]
fn the_cases_that_missed_a_ratio_go_with_its_list() {
    let counter = sample();
    let mut bench = statistics(&counter);
    let report = report(&counter, "2026-11");
    let total = report.axes.category.last().unwrap();
    for column in [Column::Responded, Column::Handled, Column::Visited, Column::Satisfied] {
        bench.send(Message::Open(Figure::Cell(Axis::Category, TOTAL.into(), column)));
        let Some(Request::Cases(_, filter, missed)) = bench.asked() else { panic!("{column:?}") };
        let Cell::Ratio(Ratio(met, of)) = total.cell(column) else { panic!("{column:?}") };
        assert_eq!((filter.among.as_ref().unwrap().len(), missed.len()), (of as usize, (of - met) as usize));
        assert!(missed.iter().all(|number| filter.among.as_ref().unwrap().contains(number)));
    }
    bench.send(Message::Open(Figure::Cell(Axis::Category, TOTAL.into(), Column::Received)));
    assert!(matches!(bench.asked(), Some(Request::Cases(_, _, missed)) if missed.is_empty()));
}

#[test]
fn what_each_colleague_did_adds_up_to_the_table_and_is_the_supervisors() {
    let counter = sample();
    let november = Period::parse("2026-11", 1).unwrap();
    let report = report(&counter, "2026-11");
    let total = report.axes.category.last().unwrap();
    let people = counter.desk.people_of(november, &counter.chief).wait().unwrap();
    assert!(people.len() > 2);
    assert_eq!(people.iter().map(|row| row.received).sum::<u32>(), total.received);
    let responded = people.iter().fold((0, 0), |sum, row| (sum.0 + row.responded.0, sum.1 + row.responded.1));
    assert_eq!(responded, (total.responded.0, total.responded.1));
    // A second count straight from the events.
    let cases = counter.desk.all_cases().wait().unwrap();
    let complaints = cases.iter().filter(|case| case.facts().kind == CaseKind::Complaint);
    let events: Vec<_> = complaints.flat_map(|case| case.events.iter()).collect();
    for row in &people {
        let mine = events.iter().filter(|event| event.by == row.name);
        let handled = mine.clone().filter(|event| matches!(event.kind, EventKind::Handled { .. })).count();
        let visits = mine.clone().filter(|event| matches!(event.kind, EventKind::Visit(_))).count();
        assert_eq!((row.handled as usize, row.visits as usize), (handled, visits), "{}", row.name);
        assert!(row.reached <= row.visits);
    }
    // Each figure leads to its cases, those that missed marked.
    let mut bench = statistics(&counter);
    bench.send(Message::ShowPeople);
    for (at, row) in people.iter().enumerate() {
        for figure in PersonFigure::ALL {
            bench.send(Message::OpenPerson(at, figure));
            let Some(Request::Cases(title, filter, missed)) = bench.asked() else { panic!("{figure:?}") };
            assert!(title.starts_with("2026年11月 · ") && title.ends_with(figure.label()), "{title}");
            let behind = filter.among.unwrap();
            let (count, short) = match figure {
                PersonFigure::Received => (row.received, 0),
                PersonFigure::Responded => (row.responded.1, row.responded.1 - row.responded.0),
                // A case that was finished or visited twice stands once.
                PersonFigure::Handled | PersonFigure::Visits | PersonFigure::Reached => {
                    let told = row.shown(figure).map_or(0, |words| words.parse::<usize>().unwrap());
                    assert!(behind.len() <= told && behind.is_empty() == (told == 0), "{title}");
                    continue;
                }
            };
            assert_eq!((behind.len(), missed.len()), (count as usize, short as usize), "{title}");
        }
    }
    let first = people.iter().position(|row| row.received > 0).unwrap();
    bench.click(&people[first].received.to_string());
    assert!(matches!(bench.asked(), Some(Request::Cases(..))), "the figure on the screen leads there too");
    let refused = counter.desk.people_of(november, &counter.front).wait();
    assert!(matches!(refused, Err(tingsu::desk::error::Error::Denied(_))), "{refused:?}");

    let mut bench = statistics(&counter);
    if !bench.context.is_supervisor() {
        assert!(!bench.sees("按人员"));
        bench.context.actor = counter.chief.clone();
    }
    bench.click("按人员");
    assert!(bench.sees("回访到") && people.iter().all(|row| bench.sees(&row.name)));
    bench.click("按渠道");
    assert!(!bench.sees("回访到"));
}

/// Ledger 20-15.
#[test]
fn silence_is_a_hint_and_no_success() {
    // The sample has complaints in November alone.
    let counter = sample().later("2026-12-31T18:00");
    let mut bench = statistics(&counter);
    assert!(bench.sees("本期一件投诉也没有。没有投诉不等于没有问题，可以走访几户、看看意见箱。"));
    bench.send(Message::Earlier);
    assert!(!bench.sees("本期一件投诉也没有。没有投诉不等于没有问题，可以走访几户、看看意见箱。"));
    let mut late = complaint("2026-12-30T10:00");
    late.category = Category::new("vehicles");
    counter.take_in(late);
    let december = report(&counter, "2026-12");
    let quiet = december.gone_quiet(Axis::Category);
    assert!(!quiet.is_empty() && !quiet.contains(&"vehicles"));
    let november = report(&counter, "2026-11");
    let had = |key: &&str| november.axes.category.iter().any(|row| row.key == **key && row.received > 0);
    assert!(quiet.iter().all(had));
    let early = sample().later("2026-12-05T18:00");
    assert!(
        !statistics(&early).sees("本期一件投诉也没有。没有投诉不等于没有问题，可以走访几户、看看意见箱。")
    );
}

#[test]
fn an_answer_for_another_month_is_dropped() {
    let counter = sample();
    let mut bench = statistics(&counter);
    let earlier = bench.update(Message::Earlier);
    assert!(bench.sees("正在统计…"), "no figure stands under the wrong month");
    let late = bench.answers(earlier);
    let back = bench.update(Message::Later);
    for message in late {
        bench.send(message);
    }
    assert!(!bench.sees("2026年10月") && bench.sees("2026年11月"));
    bench.run(back);
    assert!(bench.sees("✓ 平衡") && bench.sees("60"));
    // The same for a figure that waits for the month before.
    let asked = bench.update(Message::Open(Figure::Cell(Axis::Category, TOTAL.into(), Column::Previous)));
    let late = bench.answers(asked);
    bench.send(Message::Earlier);
    late.into_iter().for_each(|message| bench.send(message));
    assert_eq!(bench.asked(), None);
}

#[test]
fn the_table_is_printed() {
    let counter = sample();
    let mut bench = statistics(&counter);
    let print = bench.screen.shortcut(Shortcut::Print).unwrap();
    bench.send(print);
    let Some(Request::Print(papers)) = bench.asked() else { panic!("the print dialog is asked for") };
    let november = Period::parse("2026-11", 1).unwrap();
    assert_eq!(papers, [Printout::Table(november, None), Printout::TablePage(november, None)]);
}

#[test]
fn a_situation_is_called_as_the_counter_calls_it_even_when_switched_off() {
    let counter = sample();
    let key = report(&counter, "2026-11").axes.rows(Axis::Situation)[0].key.clone();
    let code = SituationCode::new(&key).unwrap();
    let name = counter.desk.library().situation(&code).unwrap().name.clone();
    let key_of = || Key { kind: EntryKind::Situation, id: code.to_string() };
    let mut bench = statistics(&counter);
    let figure = Figure::Row(Axis::Situation, key);
    let off = Change::SwitchEntry { key: key_of(), off: true };
    counter.desk.change_library(&counter.chief, off).wait().unwrap();
    let (title, _) = opened(&mut bench, figure.clone());
    assert!(title.contains(&name), "{title}");
    let on = Change::SwitchEntry { key: key_of(), off: false };
    counter.desk.change_library(&counter.chief, on).wait().unwrap();
    let own = counter.desk.export_library().unwrap().replace(&name, "本小区自己的叫法");
    counter.desk.import_library(&counter.chief, "话术.toml", &own).wait().unwrap();
    let (title, _) = opened(&mut bench, figure);
    assert!(title.contains("本小区自己的叫法"), "{title}");
}

#[test]
fn a_month_is_analysed_made_final_and_opened_again_on_the_screen() {
    let counter = sample().later("2026-12-02T09:00");
    let mut bench = statistics(&counter);
    bench.send(Message::Earlier);
    bench.click("分析与定稿");
    assert!(bench.sees("本月分析与改进措施") && bench.sees("未定稿。定稿以后这张表不再变"));
    let typed = |text: &str| Message::MonthEnd(Typed(Action::Edit(Edit::Paste(text.to_owned().into()))));
    bench.send(typed("地库车位画线，月底前完成。"));
    let november = Period::parse("2026-11", 1).unwrap();
    let draft = counter.desk.analysis_draft(november).wait().unwrap();
    assert_eq!(draft.as_deref(), Some("地库车位画线，月底前完成。"), "on disk before it is saved");
    let file = rusqlite::Connection::open(counter.folder.path().join("tingsu.db")).unwrap();
    let refuse = "CREATE TRIGGER refuse BEFORE UPDATE ON month_draft BEGIN SELECT RAISE(ABORT, 'no'); END; \
                  CREATE TRIGGER refuse_new BEFORE INSERT ON month_draft BEGIN SELECT RAISE(ABORT, 'no'); END;";
    file.execute_batch(refuse).unwrap();
    bench.send(typed("再查一遍。"));
    assert!(bench.sees("还没写到磁盘，正在重试…"));
    assert!(matches!(bench.asked(), Some(Request::Warn(why)) if why.contains("没有保存")));
    file.execute_batch("DROP TRIGGER refuse; DROP TRIGGER refuse_new;").unwrap();
    file.close().unwrap();
    bench.send(Message::MonthEnd(WriteAgain));
    assert!(!bench.sees("正在重试"));
    let draft = counter.desk.analysis_draft(november).wait().unwrap();
    assert!(draft.is_some_and(|text| text.contains("再查一遍。")), "it is tried again without a key");
    bench.send(typed(""));
    bench.click("定稿");
    assert!(bench.sees("已定稿：第 1 版") && bench.sees("打印这一版"));
    // The window lets the screen read anew after a write.
    bench.send(Message::Retry);
    let locked = report(&counter, "2026-11");
    assert!(locked.analysis.contains("地库车位画线，月底前完成。"), "what was typed belongs to the table");
    assert!(bench.sees(&format!("定稿 第1版 {}", locked.lock.unwrap().hash)));
    bench.send(Message::MonthEnd(Print(1)));
    let Some(Request::Print(papers)) = bench.asked() else { panic!("the version is printed") };
    assert_eq!(papers[0], Printout::Table(november, Some(1)));
    bench.click("撤销定稿…");
    bench.send(Message::MonthEnd(Unlock));
    assert!(matches!(bench.asked(), Some(Request::Warn(why)) if why.contains("为什么撤销")));
    assert!(bench.sees("已定稿"), "not without a reason");
    bench.send(Message::MonthEnd(Reason("漏登一单".into())));
    bench.click("撤销定稿");
    assert!(bench.sees("未定稿。定稿以后") && bench.sees("撤销：漏登一单"));
}

#[test]
fn the_running_month_and_the_receptionist_have_no_button_to_make_it_final() {
    let counter = sample();
    let mut bench = statistics(&counter);
    bench.click("分析与定稿");
    assert!(bench.sees("月末之后才能定稿"));
    drop(bench);
    let counter = counter.later("2026-12-02T09:00");
    let mut context = context(&counter);
    context.actor = counter.front.clone();
    let mut bench = Bench::shown(Statistics::new(&context), context);
    bench.send(Message::Earlier);
    bench.click("分析与定稿");
    assert!(bench.sees("由客服主任办理"));
    bench.send(Message::MonthEnd(Lock));
    assert!(matches!(bench.asked(), Some(Request::Warn(why)) if why.contains("客服主任")));
}
