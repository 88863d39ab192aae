//! The monthly table: the sample month counted a second time from its JSON, the shape of the JSON, and the cases
//! behind the figures. `counting` has the rules one by one, `properties` any history.

use serde_json::{Value, json};

use tingsu::domain::case::CaseNumber;
use tingsu::domain::settings::Settings;
use tingsu::domain::statistics::axis::Axis;
use tingsu::domain::statistics::column::{Cell, Column};
use tingsu::domain::statistics::figure::Ratio;
use tingsu::domain::statistics::period::Period;
use tingsu::domain::statistics::report::Check;
use tingsu::domain::statistics::summary::Ages;
use tingsu::domain::statistics::tally::report;
use tingsu::domain::time::Moment;

use compare::compare;

mod compare;
mod counting;
mod invented;
mod oracle;
mod properties;
mod recount;
mod world;

const SAMPLE: &str = include_str!("fixtures/cases.json");

/// The moment of a text.
pub fn at(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

/// A calendar month.
pub fn month(text: &str) -> Period {
    Period::parse(text, 1).unwrap()
}

#[test]
fn the_sample_month_equals_its_second_count() {
    let file: Value = serde_json::from_str(SAMPLE).unwrap();
    let settings =
        Settings { property: "澄湖佳苑".into(), households: Some(1453), ..Settings::default() };
    let cases = world::read(&file, &settings);
    let report = report(&cases, &settings, month("2026-11"), at("2026-11-30T18:00"));
    assert_eq!(
        report.check,
        Check { opening: 0, received: 60, reopened: 0, closed: 47, voided: 0, closing: 13 }
    );
    compare(&report, &file);
    // By hand, from the thirteen open cases: what is owed and past its time at 18:00 of the 30th.
    let overdue: Vec<String> = report.lists.overdue.iter().map(CaseNumber::to_string).collect();
    let by_hand = [
        "20261113-001", // told completion date 27 November
        "20261118-003", // class III, last told on the 22nd: next after 7 days
        "20261122-003", // agreed on the 22nd, nothing told since
        "20261123-001", // last told on the 25th
        "20261123-002", // not handled within a working day, and nobody judged whether it was difficult
        "20261125-002", // handled but not told; no visit within 24 hours
        "20261126-001", // nothing told since the day of receipt
        "20261127-001", // extreme and not reported up
        "20261128-001", // no answer within 24 hours
        "20261130-001", // seen 10:14, no answer within 4 hours
    ];
    assert_eq!(overdue, by_hand);
    let summary = &report.summary;
    assert_eq!((summary.per_hundred_households, summary.close_rate), (Some(4.13), Ratio(47, 60)));
    assert_eq!((summary.signed, summary.verbal, summary.visit_satisfied), (6, 3, Ratio(15, 15)));
    assert_eq!((summary.exempt, summary.declined, summary.major, summary.group_households), (11, 5, 2, 2));
    assert_eq!(summary.ages, Ages { up_to_3: 6, up_to_7: 4, up_to_30: 3, over_30: 0 });
}

#[test]
fn every_figure_answers_with_its_cases() {
    let file: Value = serde_json::from_str(SAMPLE).unwrap();
    let settings = Settings::default();
    let report = report(&world::read(&file, &settings), &settings, month("2026-11"), at("2026-11-30T18:00"));
    for axis in Axis::OF_CODES {
        for row in report.axes.rows(*axis) {
            for column in Column::ALL {
                let behind = report.cases_of(*axis, &row.key, *column).len();
                let (figure, short) = match row.cell(*column) {
                    Cell::Count(count) => (count, None),
                    Cell::Ratio(Ratio(met, of)) => (of, Some(of - met)),
                    Cell::Share(_) | Cell::Change(_) => continue,
                };
                assert_eq!(behind, figure as usize, "{axis:?} {} {column:?}", row.key);
                if let Some(short) = short {
                    let behind = report.short_of(*axis, &row.key, *column).len();
                    assert_eq!(behind, short as usize, "{axis:?} {} {column:?}", row.key);
                }
            }
        }
    }
    for row in &report.axes.closure {
        assert_eq!(report.closed_by(&row.key).len(), row.closed as usize, "{}", row.key);
    }
}

#[test]
fn the_json_has_the_keys_of_the_interchange_format_in_their_order() {
    let json = serde_json::to_value(counting::report_of(&[], "2026-11", "2026-11-30T18:00")).unwrap();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert!(
        keys(&json)
            .starts_with("format version property period as_of lock check axes trend lists adjustments")
    );
    assert_eq!(json["period"], json!({ "start": "2026-11-01", "end": "2026-12-01" }));
    assert_eq!(json["as_of"], "2026-11-30T18:00:00+08:00");
    assert_eq!(keys(&json["check"]), "opening received reopened closed voided closing");
    assert!(keys(&json["axes"]).starts_with("category class nature content channel closure situation"));
    assert_eq!(
        keys(&json["axes"]["category"][0]),
        "key opening received effective share previous year_ago closed closing responded handled visited \
         satisfied repeats escalated"
    );
    assert_eq!(json["axes"]["closure"][0], json!({ "key": "signed", "closed": 0 }));
    let rows = |axis: &str| {
        let rows = json["axes"][axis].as_array().unwrap();
        rows.iter().map(|row| row["key"].as_str().unwrap()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(rows("class"), "I II III none total");
    assert_eq!(rows("situation"), "rest none total");
    assert_eq!(rows("category").split(' ').count(), 14 + 2);
    assert!(json["axes"]["category"].as_array().unwrap().iter().all(|row| row["share"].is_null()));
    assert_eq!(keys(&json["trend"][0]), "month received closed closing");
    assert_eq!(
        (json["trend"].as_array().unwrap().len(), &json["trend"][11]["month"]),
        (12, &json!("2026-11"))
    );
    assert_eq!(keys(&json["lists"]), "overdue explained overrides");
}
