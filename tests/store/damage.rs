//! Damage to what can be made anew blocks nothing; what tells of a cut tail or a chain reckoned anew.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use tempfile::TempDir;
use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::domain::finding::Finding;
use tingsu::store::backup;
use tingsu::store::chain::{Key, Link, body_hash};

use crate::support::{Counter, MORNING, at, complaint, note};

fn folder() -> TempDir {
    let counter = Counter::at(MORNING);
    for _ in 0..3 {
        let case = counter.take_in(complaint(MORNING));
        counter.happens(&case, MORNING, note("已看过现场"));
    }
    counter.folder
}

fn change(folder: &Path, sql: &str) {
    let file = Connection::open(folder.join("tingsu.db")).unwrap();
    file.execute_batch(sql).unwrap();
    file.close().unwrap();
}

fn repair(folder: &Path) -> Vec<String> {
    let desk = Desk::open(folder, Clock::frozen(at(MORNING)), Access::Repair).unwrap();
    desk.check_rebuild().wait().unwrap().value.into_iter().map(|Finding(words)| words).collect()
}

/// Everything kept beside, spoilt in one way or another: a copy is made all the same, a rebuild puts it right.
#[test]
fn damage_beside_the_log_keeps_nobody_from_a_copy_or_a_rebuild() {
    for damage in [
        "UPDATE search_data SET block = x'ff00ff00' WHERE id > 10",
        "UPDATE search_data SET block = zeroblob(3)",
        "DELETE FROM search_config",
        "DROP TABLE case_fact",
        "DROP TABLE obligation",
        "DROP TABLE search_mark",
        "DROP INDEX fact_by_status",
        "DROP TRIGGER event_is_not_changed",
        "DROP INDEX event_by_case",
        "PRAGMA ignore_check_constraints = ON; UPDATE case_fact SET gist = CAST(x'ff' AS TEXT), status = 'open'",
        "UPDATE staff SET role = 'supervisor'",
    ] {
        let folder = folder();
        change(folder.path(), damage);
        let desk = Desk::open(folder.path(), Clock::frozen(at(MORNING)), Access::Reading).unwrap();
        let file = folder.path().join("copies").join("a.db");
        desk.backup_to(&file).wait().unwrap_or_else(|error| panic!("{damage}: {error}"));
        backup::verify(&file).unwrap();
        drop(desk);
        let found = repair(folder.path());
        assert!(!found.is_empty(), "{damage} is told");
        assert_eq!(repair(folder.path()), [""; 0], "{damage} is put right");
        let kept = fs::read_dir(folder.path().join("backups")).unwrap();
        let kept = kept
            .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains("before-rebuild"));
        assert_eq!(
            kept.count(),
            1,
            "{damage}: the evidence is kept, and nothing of the rebuild that found nothing"
        );
        let desk = crate::support::open(folder.path(), MORNING);
        assert_eq!(desk.search("zk").wait().unwrap().len(), 3, "{damage}");
        assert_eq!(desk.case_count(Default::default()).wait().unwrap().all, 3, "{damage}");
    }
}

/// Reckons the whole chain anew after a change, as somebody would who knows the program.
fn reckon_anew(folder: &Path) {
    let file = Connection::open(folder.join("tingsu.db")).unwrap();
    file.execute_batch("DROP TRIGGER event_is_not_changed").unwrap();
    let mut hash = [0_u8; 32];
    let rows: Vec<i64> = file
        .prepare("SELECT seq FROM event ORDER BY seq")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for seq in rows {
        let sql = "SELECT * FROM event JOIN event_body USING (seq) WHERE seq = ?1";
        hash = file
            .query_row(sql, [seq], |row| {
                let (kind, by, word): (String, String, String) =
                    (row.get("subject_kind")?, row.get("by_name")?, row.get("type")?);
                let text = row.get::<_, String>("subject").unwrap_or_default();
                let (body, sets): (String, String) = (row.get("body")?, row.get("sets")?);
                let link = Link {
                    seq,
                    subject_kind: kind.as_bytes(),
                    subject: row.get("subject").map_or(Key::Text(text.as_bytes()), Key::Number),
                    at: row.get("at")?,
                    recorded_at: row.get("recorded_at")?,
                    by: by.as_bytes(),
                    by_id: row.get("by_id")?,
                    kind: word.as_bytes(),
                    batch: row.get("import_batch")?,
                    body: body_hash(&row.get("salt")?, body.as_bytes(), sets.as_bytes()),
                };
                Ok(link.after(&hash))
            })
            .unwrap();
        let sql = "UPDATE event SET chain_hash = ?2 WHERE seq = ?1";
        file.execute(sql, (seq, hash)).unwrap();
    }
    let sql = "UPDATE chain_head SET seq = (SELECT max(seq) FROM event), hash = ?1";
    file.execute(sql, [hash]).unwrap();
    let trigger = "CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event\n\
                   BEGIN SELECT RAISE(ABORT, 'event is append-only'); END";
    file.execute_batch(trigger).unwrap();
    file.close().unwrap();
}

fn findings(folder: &Path) -> Vec<String> {
    let desk = Desk::open(folder, Clock::frozen(at(MORNING)), Access::Reading).unwrap();
    desk.check().wait().unwrap().into_iter().map(|Finding(words)| words).collect()
}

#[test]
fn a_cut_tail_with_a_mended_head_and_a_chain_reckoned_anew_are_found_by_their_witnesses() {
    let cut = "DROP TRIGGER event_is_not_deleted; DROP TRIGGER body_is_not_deleted; \
               DELETE FROM event_body WHERE seq > 7; DELETE FROM event WHERE seq > 7; \
               DELETE FROM case_fact WHERE number = 20261103000003; \
               CREATE TRIGGER event_is_not_deleted BEFORE DELETE ON event\nBEGIN SELECT RAISE(ABORT, 'event is append-only'); END; \
               CREATE TRIGGER body_is_not_deleted BEFORE DELETE ON event_body\nBEGIN SELECT RAISE(ABORT, 'event_body may only be erased'); END;";
    let forge = "DROP TRIGGER event_is_not_changed; UPDATE event SET at = at - 60 WHERE seq = 5; \
                 CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event\nBEGIN SELECT RAISE(ABORT, 'event is append-only'); END;";
    for tampering in [cut, forge] {
        let folder = folder();
        let desk = crate::support::open(folder.path(), MORNING);
        desk.backup_now().wait().unwrap();
        drop(desk);
        assert_eq!(findings(folder.path()), [""; 0]);
        change(folder.path(), tampering);
        reckon_anew(folder.path());
        let found = findings(folder.path());
        let (told, lists): (Vec<_>, Vec<_>) = found.iter().partition(|words| words.contains("重新计算"));
        assert_eq!(told.len(), 2, "the small file and the copy tell: {found:?}");
        assert!(lists.iter().all(|words| words.contains("列表")), "nothing in the log does: {found:?}");
    }
}

#[test]
fn a_restore_explains_why_later_copies_differ() {
    let counter = Counter::at(MORNING);
    counter.take_in(complaint(MORNING));
    let early = counter.desk.backup_now().wait().unwrap();
    let counter = counter.later("2026-11-04T09:00");
    counter.take_in(complaint(MORNING));
    counter.desk.backup_now().wait().unwrap();
    counter.desk.restore(&counter.chief, &early.path).wait().unwrap();
    counter.take_in(complaint("2026-11-04T09:00"));
    assert_eq!(counter.desk.check().wait().unwrap(), []);
}
