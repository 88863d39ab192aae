//! Invented cases counted a second time: several months, with calendar months and with a cut-off day, and after a month
//! was made final.

use serde_json::Value;
use tingsu::desk::demo::{self, Plan};
use tingsu::desk::history::Incoming;
use tingsu::desk::interchange::write::write;
use tingsu::domain::case::Case;
use tingsu::domain::settings::Settings;
use tingsu::domain::statistics::axis::Axis;
use tingsu::domain::statistics::column::{Cell, Column};
use tingsu::domain::statistics::period::Period;
use tingsu::domain::statistics::report::Report;
use tingsu::domain::statistics::tally::report;

use crate::statistics::at;
use crate::statistics::compare::compare;
use crate::support::Counter;

const END: &str = "2026-11-30T18:00";

fn invented(cases: usize) -> Vec<Case> {
    demo::cases(Plan { cases, seed: 7, end: at(END), months: 5 }).unwrap().collect()
}

/// The cases as the second count reads them.
fn as_json(cases: &[Case]) -> Value {
    let mut bytes = Vec::new();
    let cases = cases.iter().cloned().map(Ok::<_, std::io::Error>);
    write(&mut bytes, "澄湖佳苑", at(END), cases).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

#[test]
fn invented_months_equal_their_second_count() {
    let cases = invented(1_200);
    let file = as_json(&cases);
    let counter = Counter::at(END);
    // What is owed is worked out when cases come in.
    let incoming = cases.into_iter().map(Incoming::from).collect();
    counter.desk.insert_history(&counter.chief, incoming).wait().unwrap();
    for (cut_off, months) in [(1, ["2026-08", "2026-10", "2026-11"]), (26, ["2026-09", "2026-11", "2026-12"])]
    {
        let further = ["2026-Q4", "2026", "2026-10-11--2026-11-07", "2026-11-09--2026-11-09"];
        for month in months.into_iter().chain(further) {
            let period = Period::parse(month, cut_off).unwrap();
            let made = counter.desk.report(period).wait().unwrap();
            assert!(made.check.received > 0, "{month} {cut_off}");
            assert!(made.check.balances());
            compare(&made, &file);
        }
    }
}

/// A count of the table.
fn count(report: &Report, axis: Axis, key: &str, column: Column) -> i64 {
    let row = report.axes.rows(axis).iter().find(|row| row.key == key);
    row.map_or(0, |row| match row.cell(column) {
        Cell::Count(count) => count.into(),
        other => panic!("{other:?}"),
    })
}

#[test]
fn a_final_month_with_its_adjustments_is_the_month_counted_anew() {
    let cases = invented(800);
    let (early, late): (Vec<_>, Vec<_>) =
        cases.into_iter().enumerate().partition(|(place, _)| place % 4 != 0);
    let incoming =
        |cases: Vec<(usize, Case)>| cases.into_iter().map(|(_, case)| Incoming::from(case)).collect();
    let counter = Counter::at("2026-11-02T09:00");
    counter.desk.insert_history(&counter.chief, incoming(early)).wait().unwrap();
    let october = Period::parse("2026-10", 1).unwrap();
    counter.desk.lock_month(&counter.chief, october).wait().unwrap();
    let counter = counter.later(END);
    counter.desk.insert_history(&counter.chief, incoming(late)).wait().unwrap();
    let kept = counter.desk.report(october).wait().unwrap();
    let november = counter.desk.report(Period::parse("2026-11", 1).unwrap()).wait().unwrap();
    let all = counter.desk.all_cases().wait().unwrap();
    let anew = report(&all, &Settings::default(), october, at(END));
    assert!(november.adjustments.len() > 50 && anew.check.received > kept.check.received);
    let columns = [
        Column::Opening,
        Column::Received,
        Column::Effective,
        Column::Closed,
        Column::Closing,
        Column::Repeats,
        Column::Escalated,
    ];
    for axis in [Axis::Category, Axis::Class, Axis::Nature, Axis::Content, Axis::Channel, Axis::Building] {
        let rows = anew.axes.rows(axis).iter().chain(kept.axes.rows(axis));
        for key in rows.map(|row| row.key.as_str()) {
            for column in columns {
                let told = november
                    .adjustments
                    .iter()
                    .find(|one| one.axis == axis.code() && one.key == key && one.figure() == Some(column));
                let (before, after) = (count(&kept, axis, key, column), count(&anew, axis, key, column));
                match told {
                    None => assert_eq!(before, after, "{axis:?} {key} {column:?}"),
                    Some(told) => {
                        assert_eq!((i64::from(told.before), i64::from(told.after)), (before, after));
                        assert!(before != after && !told.numbers.is_empty());
                    }
                }
            }
        }
    }
}
