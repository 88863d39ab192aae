//! The table of a month among a million cases of a hundred years: against one pass by hand over what the month needs, and
//! against the same month among the cases of its year. Takes half an hour to fill; only when asked for by name.

use rusqlite::Connection;
use tingsu::domain::statistics::period::Period;
use tingsu::store::place::FILE;

use crate::size::Ground;
use crate::{compare, turns};

const TURNS: usize = 7;

/// Prints the figures.
pub fn measure() {
    println!("\nThe month's table among a million cases of a hundred years");
    let (large, small) = (Ground::filled(99), Ground::filled(0));
    let cut_off = small.desk.settings().wait().unwrap().rules.cut_off_day;
    let month = Period::month(2026, 11, cut_off).unwrap();
    let file = Connection::open(large.folder.path().join(FILE)).unwrap();
    let [ours, year, by_hand] = turns(
        TURNS,
        [
            &mut |_| drop(large.desk.report(month).wait().unwrap()),
            &mut |_| drop(small.desk.report(month).wait().unwrap()),
            &mut |_| by_hand_pass(&file, month),
        ],
    );
    compare("a month of a million / one SQL pass over its rows", ours, by_hand, "ms", Some(1.3));
    compare("a month of a million / of ten thousand", ours, year, "ms", Some(1.5));
}

/// Everything that the table is made from, read with statements written for this month: the openings and closings since
/// the months that it compares with, and every event of the cases that have a part in it, its JSON parsed.
fn by_hand_pass(file: &Connection, month: Period) {
    let spans = "SELECT s.opened_at, s.closed_at, s.code, f.kind, f.received_at, f.channel, f.category, f.situation, \
                 f.class, f.nature, f.content, f.department, f.room FROM case_span AS s \
                 JOIN case_fact AS f ON f.number = s.case_no WHERE s.closed_at IS NULL OR s.closed_at >= ?1";
    let mut statement = file.prepare_cached(spans).unwrap();
    let mut rows = statement.query([month.looks_back_to().unix()]).unwrap();
    let mut spans = 0_u64;
    while let Some(row) = rows.next().unwrap() {
        spans += u64::from(row.get::<_, Option<String>>(6).unwrap().is_some());
    }
    let events = "SELECT e.at, e.type, b.body, b.sets FROM event AS e JOIN event_body AS b ON b.seq = e.seq \
                  WHERE e.subject_kind = 'case' AND e.subject IN (SELECT case_no FROM case_span \
                  WHERE opened_at < ?2 AND (closed_at IS NULL OR closed_at >= ?1)) ORDER BY e.subject, e.seq";
    let mut statement = file.prepare_cached(events).unwrap();
    let mut rows = statement.query([month.start().unix(), month.end().unix()]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        for column in [2, 3] {
            let json: serde_json::Value =
                serde_json::from_str(&row.get::<_, String>(column).unwrap()).unwrap();
            spans += u64::from(json.is_object());
        }
    }
    assert!(spans > 0);
}
