//! Nothing in the log can be changed, taken away or cut off without showing.

use rusqlite::Connection;
use tingsu::store::chain::Finding;

use crate::support::{Counter, MORNING, complaint, note};

/// A counter with two cases of two events each, its desk closed, and the file open for tampering.
fn tampered(with: &str) -> Vec<String> {
    let counter = Counter::at(MORNING);
    for _ in 0..2 {
        let case = counter.take_in(complaint(MORNING));
        counter.happens(&case, MORNING, note("已看过现场"));
    }
    let Counter { folder, desk, .. } = counter;
    assert_eq!(desk.check().wait().unwrap(), [], "whole before");
    drop(desk);
    let file = Connection::open(folder.path().join("tingsu.db")).unwrap();
    file.execute_batch(with).unwrap();
    file.close().unwrap();
    let desk = crate::support::open(folder.path(), MORNING);
    desk.check().wait().unwrap().into_iter().map(|Finding(text)| text).collect()
}

/// Whoever can write the file can take the triggers away too; the chain is for those.
const WITHOUT_TRIGGERS: &str = "DROP TRIGGER event_is_not_changed; DROP TRIGGER event_is_not_deleted;
    DROP TRIGGER body_is_only_erased; DROP TRIGGER body_is_not_deleted; PRAGMA foreign_keys = OFF;";

fn shows(change: &str, word: &str) {
    let found = tampered(&format!("{WITHOUT_TRIGGERS} {change}"));
    assert!(found.iter().any(|text| text.contains(word)), "{change}: {found:?}");
}

#[test]
fn every_change_of_the_log_shows() {
    shows("UPDATE event SET at = at - 60 WHERE seq = 2", "改动");
    shows("UPDATE event SET by_name = '别人' WHERE seq = 3", "改动");
    shows("UPDATE event SET recorded_at = recorded_at + 1 WHERE seq = 4", "改动");
    shows("UPDATE event_body SET body = json_set(body, '$.text', '没事') WHERE seq = 2", "内容被改动过");
    shows("UPDATE event_body SET sets = '[]' WHERE seq = 1", "内容被改动过");
    shows("UPDATE event_body SET salt = NULL WHERE seq = 2", "没有匿名化记录");
    shows("DELETE FROM event_body WHERE seq = 2", "内容不见了");
    shows("DELETE FROM event_body WHERE seq = 2; DELETE FROM event WHERE seq = 2", "缺了 1 条");
    shows("DELETE FROM event_body WHERE seq = 4; DELETE FROM event WHERE seq = 4", "末尾可能被删去");
}

#[test]
fn a_finding_names_the_case() {
    let found = tampered(&format!("{WITHOUT_TRIGGERS} UPDATE event SET at = at - 60 WHERE seq = 3"));
    assert!(found[0].contains("20261103-002"), "{found:?}");
}

#[test]
fn the_log_refuses_every_change() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    counter.happens(&case, MORNING, note("已看过现场"));
    let file = Connection::open(counter.folder.path().join("tingsu.db")).unwrap();
    for change in [
        "UPDATE event SET at = 0",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 1",
        "UPDATE event_body SET body = '{}'",
        "UPDATE event_body SET salt = zeroblob(16)",
        "DELETE FROM event_body",
        "INSERT OR REPLACE INTO event_body SELECT * FROM event_body WHERE seq = 1",
    ] {
        let refused = file.execute_batch(change).unwrap_err().to_string();
        assert!(refused.contains("append-only") || refused.contains("only be erased"), "{change}: {refused}");
    }
    file.execute(
        "UPDATE event_body SET salt = NULL, body = '{\"type\":\"note\",\"text\":\"\"}' WHERE seq = 2",
        [],
    )
    .unwrap();
    assert_eq!(counter.desk.check().wait().unwrap().len(), 1, "an erasure wants its record");
    assert_eq!(counter.desk.case(case.number).wait().unwrap().events.len(), 1);
}
