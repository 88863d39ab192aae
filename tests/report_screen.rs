//! 统计 on the screen: the check line, the blocks, every figure with its cases, other periods, form 3.

use tingsu::desk::print::printout::Printout;
use tingsu::domain::case::CaseNumber;
use tingsu::domain::code::{CaseKind, SituationCode};
use tingsu::domain::statistics::axis::{Axis, TOTAL};
use tingsu::domain::statistics::column::{Cell, Column};
use tingsu::domain::statistics::figure::Ratio;
use tingsu::domain::statistics::period::{Length, Period};
use tingsu::domain::statistics::report::Report;
use tingsu::library::apply_change::Change;
use tingsu::library::entry::{Key, Kind};
use tingsu::ui::screen::contract::{Request, Screen};
use tingsu::ui::screen::report::figure::{Figure, List, Part, Sum};
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

/// The list that a figure opens.
fn opened(bench: &mut Bench<Statistics>, figure: Figure) -> (String, Vec<CaseNumber>) {
    bench.send(Message::Open(figure));
    match bench.asked() {
        Some(Request::Cases(title, filter)) => (title, filter.among.unwrap()),
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
    december.category = tingsu::domain::code::Category::new("vehicles");
    counter.take_in(december);
    for month in ["2026-11", "2026-12"] {
        let mut bench = statistics(&counter);
        let report = report(&counter, month);
        if month == "2026-11" {
            bench.send(Message::Earlier);
        }
        let past = |column| match column {
            Column::Previous | Column::Change => report.period.previous(),
            _ => report.period.year_ago(),
        };
        for axis in Axis::OF_CODES {
            for row in report.axes.rows(*axis) {
                for column in Column::ALL {
                    let figure = Figure::Cell(*axis, row.key.clone(), *column);
                    let (title, numbers) = opened(&mut bench, figure);
                    assert!(title.starts_with(&report.period.label()), "{title}");
                    let told = numbers.len();
                    let expected = match (column, row.cell(*column)) {
                        (Column::Closed, Cell::Count(count)) => {
                            assert!(told <= count as usize && (told > 0) == (count > 0), "{title}");
                            continue;
                        }
                        (Column::Previous | Column::YearAgo, Cell::Count(count)) => {
                            assert!(past(*column).end() <= report.period.start());
                            count as usize
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
            let (title, numbers) = opened(&mut bench, Figure::Closed(row.key.clone()));
            assert_eq!(numbers.is_empty(), row.closed == 0, "{title}");
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
        (Figure::Check(Part::Opening), check.opening),
        (Figure::Check(Part::Received), check.received),
        (Figure::Check(Part::Closing), check.closing),
        (Figure::Check(Part::Voided), check.voided),
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
    assert!(title.ends_with("合计 · 本期涉及") && row.len() == report.cases.len());
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
    assert_eq!(papers, [Printout::Table(november), Printout::TablePage(november)]);
}

#[test]
fn a_situation_is_called_as_the_counter_calls_it_even_when_switched_off() {
    let counter = sample();
    let key = report(&counter, "2026-11").axes.rows(Axis::Situation)[0].key.clone();
    let code = SituationCode::new(&key).unwrap();
    let name = counter.desk.library().situation(&code).unwrap().name.clone();
    let key_of = || Key { kind: Kind::Situation, id: code.to_string() };
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
