//! The monthly table from the database is the one from all cases.

use tingsu::domain::closure::ClosureRequest;
use tingsu::domain::code::{CaseKind, ClosureCode};
use tingsu::domain::statistics::period::Period;
use tingsu::domain::statistics::tally;

use crate::support::{Counter, complaint};

fn close(counter: &Counter, number: tingsu::domain::case::CaseNumber, seen: usize) {
    let request = ClosureRequest {
        code: ClosureCode::Explained,
        reason: Some("业主坚持".into()),
        against_the_list: true,
    };
    counter.desk.close(&counter.chief, number, seen, request).wait().unwrap();
}

#[test]
fn rows_kept_beside_and_whole_cases_make_the_same_table() {
    let counter = Counter::at("2026-09-20T10:00");
    let forgotten = counter.take_in(complaint("2026-09-20T10:00"));
    let reopened = counter.take_in(complaint("2026-09-20T10:00"));
    close(&counter, forgotten.number, 0);
    let counter = counter.later("2026-10-05T10:00");
    close(&counter, reopened.number, 0);
    let counter = counter.later("2026-11-03T10:00");
    counter.desk.reopen(&counter.front, reopened.number, 1, "又停运").wait().unwrap();
    let fresh = counter.take_in(complaint("2026-11-03T10:00"));
    let voided = counter.take_in(complaint("2026-11-03T10:00"));
    counter.desk.void(&counter.chief, voided.number, 0, "录重了").wait().unwrap();
    let mut repair = complaint("2026-11-03T10:00");
    repair.kind = CaseKind::Repair;
    counter.take_in(repair);
    let counter = counter.later("2026-11-30T18:00");
    close(&counter, fresh.number, 0);
    let mut counter = counter.later("2026-12-15T10:00");
    counter.take_in(complaint("2026-12-15T10:00"));
    for now in ["2026-12-15T10:00", "2026-11-20T10:00", "2026-10-20T10:00"] {
        counter = counter.later(now);
        let settings = counter.desk.settings().wait().unwrap();
        let cases = counter.desk.all_cases().wait().unwrap();
        for month in ["2026-09", "2026-10", "2026-11", "2026-12"] {
            let period = Period::parse(month, 1).unwrap();
            let report = counter.desk.report(period).wait().unwrap();
            let plain = tally::report(&cases, &settings, period, counter.desk.now());
            assert_eq!(report, plain.report, "{month} {now}");
            let counting = counter.desk.counting(period, None).wait().unwrap();
            assert_eq!(counting, plain, "{month} {now}: the cases behind it");
            assert!(report.check.balances());
        }
    }
    let counter = counter.later("2026-12-15T10:00");
    let november = counter.desk.report(Period::parse("2026-11", 1).unwrap()).wait().unwrap();
    assert_eq!((november.check.received, november.check.reopened, november.check.closed), (1, 1, 1));
}
