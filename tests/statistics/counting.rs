//! The rules of counting, one by one.

use serde_json::{Value, json};

use tingsu::domain::settings::Settings;
use tingsu::domain::statistics::axis::TOTAL;
use tingsu::domain::statistics::column::{Cell, Column};
use tingsu::domain::statistics::figure::Ratio;
use tingsu::domain::statistics::report::{Check, Report};
use tingsu::domain::statistics::tally::report;

use crate::statistics::compare::compare;
use crate::statistics::{at, month, world};

/// A complaint by phone with its events.
fn told(number: &str, received: &str, events: &[Value]) -> Value {
    json!({
        "number": number, "kind": "complaint", "channel": "phone", "received_at": received,
        "complainant": { "anonymous": false, "room": "3-2-1001" }, "category": "vehicles", "events": events,
    })
}

fn happens(at: &str, kind: &str, more: Value) -> Value {
    let mut event = json!({ "at": at, "by": "李敏", "type": kind });
    event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    event
}

fn closed(at: &str, code: &str) -> Value {
    happens(at, "closed", json!({ "code": code }))
}

fn reopened(at: &str) -> Value {
    happens(at, "reopened", json!({ "reason": "再诉" }))
}

fn voided(at: &str) -> Value {
    happens(at, "voided", json!({ "reason": "重复登记" }))
}

/// The report of some cases, compared with the second count.
pub fn report_of(cases: &[Value], period: &str, as_of: &str) -> Report {
    let settings = Settings::default();
    let file = json!({ "cases": cases });
    let report = report(&world::read(&file, &settings), &settings, month(period), at(as_of));
    compare(&report, &file);
    report.report
}

/// Opening, received, reopened, closed, voided, closing of November 2026 as counted in the new year.
fn november(received: &str, events: &[Value]) -> [u32; 6] {
    let check = report_of(&[told("20261001-001", received, events)], "2026-11", "2027-01-10T09:00").check;
    assert!(check.balances());
    [check.opening, check.received, check.reopened, check.closed, check.voided, check.closing]
}

#[test]
fn only_changes_of_state_count() {
    let visited = |at| closed(at, "visited");
    for (what, received, events, expected) in [
        ("open all month", "2026-10-30T09:00", vec![], [1, 0, 0, 0, 0, 1]),
        ("received at the first second", "2026-11-01T00:00", vec![], [0, 1, 0, 0, 0, 1]),
        ("received after the last", "2026-12-01T00:00", vec![], [0; 6]),
        ("closed before", "2026-10-01T09:00", vec![visited("2026-10-31T23:59")], [0; 6]),
        (
            "closed at the first second",
            "2026-10-01T09:00",
            vec![visited("2026-11-01T00:00")],
            [1, 0, 0, 1, 0, 0],
        ),
        ("closed after", "2026-10-01T09:00", vec![visited("2026-12-01T00:00")], [1, 0, 0, 0, 0, 1]),
        (
            "closed, reopened and closed again",
            "2026-11-02T09:00",
            vec![visited("2026-11-05T09:00"), reopened("2026-11-08T09:00"), visited("2026-11-20T09:00")],
            [0, 1, 1, 2, 0, 0],
        ),
        (
            "closed before, reopened now",
            "2026-10-02T09:00",
            vec![visited("2026-10-05T09:00"), reopened("2026-11-08T09:00")],
            [0, 0, 1, 0, 0, 1],
        ),
        (
            "a second closure and a second reopening are history",
            "2026-11-02T09:00",
            vec![
                visited("2026-11-05T09:00"),
                visited("2026-11-06T09:00"),
                reopened("2026-11-08T09:00"),
                reopened("2026-11-09T09:00"),
            ],
            [0, 1, 1, 1, 0, 1],
        ),
        ("received and voided now", "2026-11-02T09:00", vec![voided("2026-11-20T09:00")], [0; 6]),
        (
            "received, closed and voided now",
            "2026-11-02T09:00",
            vec![visited("2026-11-05T09:00"), voided("2026-11-20T09:00")],
            [0; 6],
        ),
        ("open and voided", "2026-10-02T09:00", vec![voided("2026-11-20T09:00")], [1, 0, 0, 0, 1, 0]),
        (
            "closed before and voided now: one reopening and one void",
            "2026-10-02T09:00",
            vec![visited("2026-10-05T09:00"), voided("2026-11-20T09:00")],
            [0, 0, 1, 0, 1, 0],
        ),
        (
            "closed now and voided now",
            "2026-10-02T09:00",
            vec![visited("2026-11-05T09:00"), voided("2026-11-20T09:00")],
            [1, 0, 1, 1, 1, 0],
        ),
        ("voided later", "2026-11-02T09:00", vec![voided("2026-12-20T09:00")], [0, 1, 0, 0, 0, 1]),
        (
            "what comes after a void is history",
            "2026-10-02T09:00",
            vec![voided("2026-10-20T09:00"), reopened("2026-11-02T09:00"), visited("2026-11-03T09:00")],
            [0; 6],
        ),
    ] {
        assert_eq!(november(received, &events), expected, "{what}");
    }
}

#[test]
fn the_time_of_the_report_is_inclusive_and_hides_what_is_later() {
    let case = told("20261102-001", "2026-11-02T09:00", &[closed("2026-11-05T09:00", "visited")]);
    let check = |as_of| report_of(std::slice::from_ref(&case), "2026-11", as_of).check;
    assert_eq!((check("2026-11-05T09:00").closed, check("2026-11-05T08:59").closed), (1, 0));
    assert_eq!((check("2026-11-02T09:00").received, check("2026-11-02T08:59").received), (1, 0));
}

#[test]
fn only_complaints_count_and_by_the_day_the_customer_spoke() {
    let mut cases = Vec::new();
    for (serial, kind) in
        ["complaint", "repair", "repair", "enquiry", "praise", "suggestion"].iter().enumerate()
    {
        let mut case = told(&format!("20261031-{:03}", serial + 1), "2026-10-31T20:00", &[]);
        case["kind"] = json!(kind);
        case["recorded_at"] = json!("2026-11-03T09:00");
        cases.push(case);
    }
    let october = report_of(&cases, "2026-10", "2026-12-10T09:00");
    assert_eq!((october.check.received, october.check.closing), (1, 1), "补录 counts when it was received");
    let box_ = &october.summary;
    assert_eq!((box_.repairs, box_.enquiries, box_.praise, box_.suggestions), (2, 1, 1, 1));
    let november = report_of(&cases, "2026-11", "2026-12-10T09:00");
    assert_eq!((november.check.opening, november.check.received, november.summary.repairs), (1, 0, 0));
    let total = november.axes.category.last().unwrap();
    assert_eq!((total.key.as_str(), total.previous, total.change(), total.share), (TOTAL, 1, -1, None));
}

#[test]
fn an_undone_import_counts_in_no_period() {
    let settings = Settings::default();
    let file = json!({ "cases": [told("20261002-001", "2026-10-02T09:00", &[voided("2026-11-20T09:00")])] });
    let mut cases = world::read(&file, &settings);
    cases[0].import_batch = Some(7);
    for period in ["2026-10", "2026-11", "2026-12"] {
        let report = report(&cases, &settings, month(period), at("2026-12-10T09:00"));
        assert_eq!(report.check, Check::default(), "{period}");
        assert!(report.trend.iter().all(|month| month.received == 0 && month.closing == 0));
    }
}

#[test]
fn a_receipt_corrected_to_a_later_day_counts_on_that_day_alone() {
    let to = |day: &str| {
        let more = json!({ "what": "received_at", "before": null, "after": day, "reason": "听错" });
        told("20261002-001", "2026-10-02T09:00", &[happens("2026-10-03T09:00", "corrected", more)])
    };
    let settings = Settings::default();
    let report = |day, period| {
        let cases = world::read(&json!({ "cases": [to(day)] }), &settings);
        report(&cases, &settings, month(period), at("2026-11-20T09:00"))
    };
    let within = "2026-11-05T09:00";
    assert_eq!((report(within, "2026-10").check.received, report(within, "2026-11").check.received), (0, 1));
    assert_eq!(report(within, "2026-11").lists.overdue.len(), 1);
    let later = report("2026-11-25T09:00", "2026-11");
    assert_eq!((later.check.received, later.lists.overdue.len()), (0, 0), "not seen yet");
}

/// Ledger 11-28: in time or not, of the answers, the handling and the visits.
#[test]
fn ratios_count_what_the_rules_say() {
    let handled = |at| happens(at, "handled", json!({ "verified": true }));
    let agreed = |at| happens(at, "solution", json!({ "agreed": true }));
    let date = |at, due: &str| happens(at, "completion_date", json!({ "due": due }));
    let visit = |at, outcome: &str| happens(at, "visit", json!({ "form": "phone", "outcome": outcome }));
    let reached = |at, result: &str| {
        happens(at, "visit", json!({ "form": "phone", "outcome": "reached", "result": result }))
    };
    let exempt = |at| happens(at, "visit_exempt", json!({ "ground": "sensitive" }));
    let refused = happens("2026-11-02T09:30", "escalated", json!({ "trigger": "E", "consent": false }));
    let received = "2026-11-02T09:00";
    let (met, missed, not_counted) = (Ratio(1, 1), Ratio(0, 1), Ratio(0, 0));
    for (what, column, events, expected) in [
        (
            "explained in time",
            Column::Responded,
            vec![happens("2026-11-03T09:00", "explained", json!({}))],
            met,
        ),
        ("answered too late", Column::Responded, vec![agreed("2026-11-03T09:01")], missed),
        ("never answered", Column::Responded, vec![], missed),
        ("closed unanswered", Column::Responded, vec![closed("2026-11-02T10:00", "explained")], missed),
        ("a refused escalation is no answer", Column::Responded, vec![refused], missed),
        ("no date", Column::Handled, vec![handled("2026-11-03T09:00")], not_counted),
        ("the same day", Column::Handled, vec![agreed("2026-11-03T09:00"), handled("2026-11-03T23:00")], met),
        (
            "the next day",
            Column::Handled,
            vec![agreed("2026-11-03T09:00"), handled("2026-11-04T09:00")],
            missed,
        ),
        ("unhandled", Column::Handled, vec![agreed("2026-11-03T09:00")], missed),
        (
            "by the told date",
            Column::Handled,
            vec![
                agreed("2026-11-03T09:00"),
                date("2026-11-03T16:00", "2026-11-06T18:00"),
                handled("2026-11-05T09:00"),
            ],
            met,
        ),
        (
            "a date told after the day had passed does not undo the miss",
            Column::Handled,
            vec![
                agreed("2026-11-03T09:00"),
                date("2026-11-04T16:00", "2026-11-06T18:00"),
                handled("2026-11-05T09:00"),
            ],
            missed,
        ),
        (
            "the told date lies in the next month",
            Column::Handled,
            vec![agreed("2026-11-03T09:00"), date("2026-11-03T16:00", "2026-12-06T18:00")],
            not_counted,
        ),
        ("handled, no visit yet", Column::Visited, vec![handled("2026-11-03T09:00")], missed),
        (
            "unreachable ones stay in",
            Column::Visited,
            vec![
                handled("2026-11-03T09:00"),
                visit("2026-11-04T09:00", "no_answer"),
                closed("2026-11-09T09:00", "unreachable"),
            ],
            missed,
        ),
        (
            "reached",
            Column::Visited,
            vec![handled("2026-11-03T09:00"), reached("2026-11-04T09:00", "mostly")],
            met,
        ),
        (
            "visited before handling",
            Column::Visited,
            vec![reached("2026-11-03T09:00", "mostly"), handled("2026-11-04T09:00")],
            missed,
        ),
        (
            "exempt",
            Column::Visited,
            vec![handled("2026-11-03T09:00"), exempt("2026-11-03T10:00")],
            not_counted,
        ),
        (
            "exempt beforehand",
            Column::Visited,
            vec![exempt("2026-11-03T08:00"), handled("2026-11-03T09:00")],
            not_counted,
        ),
        (
            "declined",
            Column::Visited,
            vec![handled("2026-11-03T09:00"), visit("2026-11-04T09:00", "declined")],
            not_counted,
        ),
        (
            "external",
            Column::Visited,
            vec![handled("2026-11-03T09:00"), closed("2026-11-04T09:00", "external")],
            not_counted,
        ),
        (
            "exempt only in the round before",
            Column::Visited,
            vec![
                handled("2026-11-03T09:00"),
                exempt("2026-11-03T10:00"),
                closed("2026-11-03T11:00", "exempt"),
                reopened("2026-11-05T09:00"),
                handled("2026-11-06T09:00"),
            ],
            missed,
        ),
        ("signed", Column::Satisfied, vec![closed("2026-11-03T09:00", "signed")], met),
        ("verbal", Column::Satisfied, vec![closed("2026-11-03T09:00", "verbal")], met),
        ("explained", Column::Satisfied, vec![closed("2026-11-03T09:00", "explained")], missed),
        ("nobody was asked", Column::Satisfied, vec![closed("2026-11-03T09:00", "quiet_week")], not_counted),
        (
            "by the last visit",
            Column::Satisfied,
            vec![
                reached("2026-11-03T09:00", "dissatisfied"),
                reached("2026-11-05T09:00", "mostly"),
                visit("2026-11-06T09:00", "no_answer"),
                closed("2026-11-06T10:00", "exempt"),
            ],
            met,
        ),
        (
            "each by its last closure",
            Column::Satisfied,
            vec![
                closed("2026-11-03T09:00", "signed"),
                reopened("2026-11-05T09:00"),
                closed("2026-11-06T10:00", "explained"),
            ],
            missed,
        ),
        (
            "closed in the next month",
            Column::Satisfied,
            vec![closed("2026-12-03T09:00", "signed")],
            not_counted,
        ),
    ] {
        let report = report_of(&[told("20261102-001", received, &events)], "2026-11", "2027-01-10T09:00");
        let total = report.axes.channel.last().unwrap();
        assert_eq!(total.cell(column), Cell::Ratio(expected), "{what}");
    }
}
