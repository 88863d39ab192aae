//! A report against its second count, figure by figure.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use tingsu::domain::statistics::axis::TOTAL;
use tingsu::domain::statistics::period::Period;
use tingsu::domain::statistics::report::Report;

use crate::statistics::oracle;

fn span(period: Period) -> oracle::Span {
    oracle::Span {
        start: oracle::time(&period.start().to_string()),
        end: oracle::time(&period.end().to_string()),
    }
}

/// Compares every figure of a report with the second count.
pub fn compare(report: &Report, file: &Value) {
    compare_json(&serde_json::to_value(report).unwrap(), report.period, file, report.households);
}

/// The same of a report as the command writes it.
pub fn compare_json(json: &Value, period: Period, file: &Value, households: Option<u32>) {
    let spans = [period, period.previous(), period.year_ago()].map(span);
    let as_of = oracle::time(json["as_of"].as_str().unwrap());
    let known = oracle::known(file, as_of);
    let expected = oracle::figures(&known, &spans, as_of);
    assert_eq!(json["period"], json!({ "start": period.start_date(), "end": period.end_date() }));
    for key in ["opening", "received", "reopened", "closed", "voided", "closing"] {
        assert_eq!(json["check"][key].as_u64(), Some(expected.check[key].as_u64().unwrap_or(0)), "{key}");
    }
    for axis in oracle::AXES {
        compare_axis(axis, json["axes"][axis].as_array().unwrap(), expected.axes.get(axis));
    }
    let mut closed = 0;
    for row in json["axes"]["closure"].as_array().unwrap() {
        let key = row["key"].as_str().unwrap();
        let number = if key == TOTAL { closed } else { expected.closure.get(key).copied().unwrap_or(0) };
        assert_eq!(row["closed"], number, "closure {key}");
        closed += number;
    }
    assert_eq!(json["lists"]["explained"], json!(expected.explained));
    assert_eq!(json["lists"]["overrides"], json!(expected.overrides));
    assert_eq!(json["summary"], oracle::summary(file, &spans[0], as_of, households));
    // Months to come are absent, not counted as none.
    let trend = json["trend"].as_array().unwrap();
    let begun = period.trend().into_iter().filter(|month| span(*month).start <= as_of);
    assert_eq!(trend.len(), begun.clone().count());
    let year = begun.clone().next_back().map(|month| month.code()[..4].to_owned());
    let (mut months, mut sums) = (0, [0, 0]);
    for (month, period) in trend.iter().zip(begun) {
        let [received, closed, open] = oracle::flow(&known, &span(period), as_of);
        let told = json!({ "month": period.code(), "received": received, "closed": closed, "closing": open });
        assert_eq!(*month, told);
        if year.as_ref().is_some_and(|year| period.code().starts_with(year)) {
            (months, sums) = (months + 1, [sums[0] + received, sums[1] + closed]);
        }
    }
    let per = households.map(|count| (f64::from(sums[0]) * 10_000.0 / f64::from(count)).round() / 100.0);
    let sums =
        json!({ "months": months, "received": sums[0], "closed": sums[1], "per_hundred_households": per });
    assert_eq!(json["year_to_date"], sums);
}

fn compare_axis(axis: &str, rows: &[Value], expected: Option<&BTreeMap<String, Value>>) {
    let none = BTreeMap::new();
    let mut expected = expected.unwrap_or(&none).clone();
    if axis == "situation" {
        fold_rest(&mut expected);
    }
    let received = |row: &Value| row["received"].as_u64().unwrap();
    let total = expected.get(TOTAL).map_or(0, received);
    let mut tenths = 0.0;
    for row in rows {
        let key = row["key"].as_str().unwrap();
        let other = expected.remove(key).unwrap_or_else(oracle::empty);
        for (column, figure) in other.as_object().unwrap() {
            if column != "key" {
                assert_eq!(&row[column], figure, "{axis} {key} {column}");
            }
        }
        if total == 0 {
            assert!(row["share"].is_null(), "{axis} {key}");
        } else {
            let share = row["share"].as_f64().unwrap();
            let exact = received(row) as f64 * 100.0 / total as f64;
            assert!((share - exact).abs() < 0.1, "{axis} {key}: {share} {exact}");
            tenths += if key == TOTAL { 0.0 } else { (share * 10.0).round() };
        }
    }
    expected.retain(|_, row| *row != oracle::empty());
    assert!(expected.is_empty(), "{axis} lacks the rows {:?}", expected.keys());
    assert!(total == 0 || tenths == 1000.0, "{axis}: shares add up to {tenths} tenths");
}

/// The ten situations received most often, and the others in one row.
fn fold_rest(rows: &mut BTreeMap<String, Value>) {
    let named = |key: &String| !["none", TOTAL].contains(&key.as_str());
    let mut order: Vec<(u64, String)> = rows
        .iter()
        .filter(|(key, _)| named(key))
        .map(|(key, row)| (row["received"].as_u64().unwrap(), key.clone()))
        .collect();
    order.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    let rest = order.iter().enumerate().filter(|(place, (received, _))| *place >= 10 || *received == 0);
    let mut sum = oracle::empty();
    for (_, (_, key)) in rest {
        let row = rows.remove(key).unwrap();
        for (column, figure) in row.as_object().unwrap() {
            let old = &sum[column];
            sum[column] = match (old.as_u64(), figure.as_u64()) {
                (Some(old), Some(new)) => json!(old + new),
                _ => json!([
                    old[0].as_u64().unwrap() + figure[0].as_u64().unwrap(),
                    old[1].as_u64().unwrap() + figure[1].as_u64().unwrap()
                ]),
            };
        }
    }
    rows.insert("rest".into(), sum);
}
