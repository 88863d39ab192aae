//! Nothing in the log can be changed, taken away or cut off without showing.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rusqlite::Connection;
use tempfile::TempDir;
use tingsu::domain::case::CaseNumber;
use tingsu::domain::code::PaperForm;
use tingsu::domain::finding::Finding;
use tingsu::domain::knowledge::{Knowledge, KnowledgeKind};
use tingsu::domain::settings::Settings;
use tingsu::store::db::Db;

use crate::support::{Counter, MORNING, complaint, note};

/// A counter with two cases of two events each, a print, a change of settings and an entry of the knowledge, its desk
/// closed.
fn counter() -> TempDir {
    let counter = Counter::at(MORNING);
    for _ in 0..2 {
        let case = counter.take_in(complaint(MORNING));
        counter.happens(&case, MORNING, note("已看过现场"));
    }
    let Counter { folder, desk, chief, .. } = counter;
    desk.printed(&chief, "20261103-001", PaperForm::HandlingRecord).wait().unwrap();
    let settings = Settings { night_phone: "0755-00005678".into(), ..desk.settings().wait().unwrap() };
    desk.save_settings(&chief, settings).wait().unwrap();
    let entry = Knowledge {
        id: None,
        kind: KnowledgeKind::Notice,
        title: "停水".into(),
        text: "周三停水".into(),
        category: None,
        place: None,
        from: None,
        to: None,
        who: None,
        hours: None,
        basis: None,
    };
    desk.save_knowledge(&chief, entry).wait().unwrap();
    assert_eq!(desk.check().wait().unwrap(), [], "whole before");
    drop(desk);
    folder
}

/// What the check says after the file was tampered with.
fn tampered(with: &str) -> Vec<String> {
    let folder = counter();
    change(folder.path(), with);
    findings(folder.path())
}

fn change(folder: &Path, with: &str) {
    let file = Connection::open(folder.join("tingsu.db")).unwrap();
    file.execute_batch(with).unwrap();
    file.close().unwrap();
}

fn findings(folder: &Path) -> Vec<String> {
    let desk = crate::support::open(folder, MORNING);
    desk.check().wait().unwrap().into_iter().map(|Finding(text)| text).collect()
}

/// Whoever can write the file can take the triggers away too and put them back; the chain is for those.
const WITHOUT_TRIGGERS: &str = "DROP TRIGGER event_is_not_changed; DROP TRIGGER event_is_not_deleted;
    DROP TRIGGER body_is_only_erased; DROP TRIGGER body_is_not_deleted; DROP TRIGGER event_is_not_replaced;
    DROP TRIGGER body_is_not_replaced; PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;";

fn shows(change: &str, word: &str) {
    let found = tampered(&format!("{WITHOUT_TRIGGERS} {change}"));
    assert!(found.iter().any(|text| text.contains(word)), "{change}: {found:?}");
}

#[test]
fn every_change_of_the_log_shows() {
    shows("UPDATE event_body SET body = json_set(body, '$.text', '没事') WHERE seq = 6", "内容被改动过");
    shows("UPDATE event_body SET sets = '[]' WHERE seq = 4", "内容被改动过");
    shows("UPDATE event_body SET salt = NULL WHERE seq = 6", "没有匿名化记录");
    shows("DELETE FROM event_body WHERE seq = 6", "内容不见了");
    shows("DELETE FROM event_body WHERE seq = 6; DELETE FROM event WHERE seq = 6", "缺了 1 条");
    shows("DELETE FROM event_body WHERE seq > 8; DELETE FROM event WHERE seq > 8;", "末尾可能被删去");
    shows("DELETE FROM chain_head", "链头不见了");
    shows("UPDATE chain_head SET hash = zeroblob(32)", "与链头不符");
    shows("UPDATE chain_head SET seq = seq - 1", "与链头不符");
    shows("UPDATE staff SET role = 'supervisor' WHERE name = '李敏'", "人员「李敏」");
    shows("UPDATE staff SET name = '别人' WHERE name = '李敏'", "人员「别人」");
    shows("UPDATE staff SET active = 0 WHERE name = '李敏'", "人员「李敏」");
    shows("INSERT INTO staff (id, name, role, active) VALUES (9, '生人', 'supervisor', 1)", "没有登记记录");
    shows("DELETE FROM staff WHERE name = '李敏'", "被删去了");
    shows("DELETE FROM event_body WHERE seq = 3; DELETE FROM event WHERE subject = 'settings'", "缺了");
}

/// Every column of every row, each changed to another value of its type, the rows of settings, staff, knowledge and
/// prints among them.
#[test]
fn a_change_of_any_column_of_any_row_of_the_log_shows() {
    let folder = counter();
    let path = folder.path().join("tingsu.db");
    let read = |sql: &str| -> Vec<(i64, String)> {
        let file = Connection::open(&path).unwrap();
        let mut statement = file.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    };
    let rows = read("SELECT seq, type FROM event ORDER BY seq");
    let types: BTreeSet<&str> = rows.iter().map(|(_, kind)| kind.as_str()).collect();
    for kind in ["receipt", "note", "setting_saved", "staff_saved", "knowledge_saved", "printed"] {
        assert!(types.contains(kind), "{kind} stands in the log");
    }
    change(folder.path(), WITHOUT_TRIGGERS);
    let whole = fs::read(&path).unwrap();
    let mut tried = 0;
    for (table, left_out) in [("event", "seq"), ("event_body", "seq")] {
        let columns = read(&format!("SELECT cid, name FROM pragma_table_info('{table}')"));
        for (_, column) in columns.iter().filter(|(_, name)| name != left_out) {
            for (seq, kind) in &rows {
                // Another value of the same type; what was absent becomes present.
                let change = format!(
                    "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;
                     UPDATE {table} SET {column} = CASE typeof({column})
                         WHEN 'integer' THEN {column} + 5
                         WHEN 'text' THEN {column} || ' '
                         WHEN 'blob' THEN zeroblob(length({column}))
                         ELSE 1 END
                     WHERE seq = {seq}"
                );
                fs::write(&path, &whole).unwrap();
                let file = Connection::open(&path).unwrap();
                file.execute_batch(&change).unwrap();
                file.close().unwrap();
                let found = Db::open_reader(&path).unwrap().check().unwrap();
                let named = found
                    .iter()
                    .any(|Finding(text)| text.contains(&format!("第 {seq} 条")) && !text.contains("的结构"));
                assert!(named, "{table}.{column} of {kind}: {found:?}");
                tried += 1;
            }
        }
    }
    assert!(tried >= rows.len() * 13, "{tried} changes were tried");
}

#[test]
fn an_entry_that_cannot_be_read_is_named_and_the_rest_stays_usable() {
    let folder = counter();
    change(
        folder.path(),
        &format!(
            "{WITHOUT_TRIGGERS} UPDATE event_body SET body = '{{\"type\":\"note\",\"text\":7}}' WHERE seq = 5"
        ),
    );
    let found = findings(folder.path());
    assert!(
        found.iter().any(|text| text.contains("读不出来")
            && text.contains("20261103-001")
            && text.contains("2026年11月3日 09:00")
            && text.contains("李敏")),
        "{found:?}"
    );
    let desk = crate::support::open(folder.path(), MORNING);
    let refused = desk.case(CaseNumber::parse("20261103-001").unwrap()).wait().unwrap_err().message();
    assert!(refused.contains("20261103-001") && refused.contains("其余记录可以照常使用"), "{refused}");
    assert_eq!(desk.case(CaseNumber::parse("20261103-002").unwrap()).wait().unwrap().events.len(), 1);
    assert_eq!(desk.case_count(Default::default()).wait().unwrap().all, 2);
    assert_eq!(desk.all_cases().wait().unwrap().len(), 1, "papers and exports go on with the others");
}

#[test]
fn bytes_that_are_no_text_are_found_and_end_nothing() {
    shows("UPDATE event SET by_name = CAST(x'ff41' AS TEXT) WHERE seq = 5", "第 5 条");
    shows("UPDATE event_body SET body = CAST(x'ff41' AS TEXT) WHERE seq = 5", "读不出来");
}

#[test]
fn tables_indexes_and_triggers_that_are_gone_are_found() {
    for (change, name) in [
        ("DROP TRIGGER event_is_not_changed", "event_is_not_changed"),
        ("DROP INDEX event_by_time", "event_by_time"),
        ("DROP TABLE search_mark", "search_mark"),
        ("CREATE TABLE other (a)", "other"),
    ] {
        let found = tampered(change);
        assert!(found.iter().any(|text| text.contains(name)), "{change}: {found:?}");
    }
}

#[test]
fn a_finding_names_the_case() {
    let found = tampered(&format!("{WITHOUT_TRIGGERS} UPDATE event SET at = at - 60 WHERE seq = 7"));
    assert!(found.iter().any(|text| text.contains("第 7 条") && text.contains("20261103-002")), "{found:?}");
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
        "UPDATE event_body SET salt = NULL, body = '{\"type\":\"note\",\"text\":\"\"}' WHERE seq = 5",
        [],
    )
    .unwrap();
    // The search still holds its words.
    assert_eq!(counter.desk.check().wait().unwrap().len(), 2, "an erasure wants its record");
    assert_eq!(counter.desk.case(case.number).wait().unwrap().events.len(), 1);
}
