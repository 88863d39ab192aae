//! The ladder of versions: fresh and migrated files agree, newer ones are refused.

use std::path::Path;

use rusqlite::Connection;
use tingsu::store::db::Db;
use tingsu::store::error::Error;
use tingsu::store::migrate;

fn shape(file: &Path) -> Vec<(String, String, String)> {
    let connection = Connection::open(file).unwrap();
    let mut statement = connection
        .prepare("SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name")
        .unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

fn stamp(file: &Path, id: i64, version: i64) {
    let connection = Connection::open(file).unwrap();
    connection.pragma_update(None, "application_id", id).unwrap();
    connection.pragma_update(None, "user_version", version).unwrap();
}

#[test]
fn a_file_of_version_1_becomes_what_a_fresh_one_is() {
    let folder = tempfile::tempdir().unwrap();
    let (fresh, old) = (folder.path().join("fresh.db"), folder.path().join("old.db"));
    drop(Db::open(&fresh).unwrap());
    Connection::open(&old).unwrap().execute_batch(include_str!("../fixtures/schema-v1.sql")).unwrap();
    stamp(&old, migrate::APPLICATION_ID, 1);
    drop(Db::open(&old).unwrap());
    assert_eq!(shape(&old), shape(&fresh));
    assert!(shape(&fresh).iter().any(|(_, name, _)| name == "event_is_not_changed"));
}

#[test]
fn newer_and_foreign_files_are_left_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tingsu.db");
    drop(Db::open(&file).unwrap());
    stamp(&file, migrate::APPLICATION_ID, migrate::VERSION + 1);
    let error = Db::open(&file).unwrap_err();
    assert_eq!(error, Error::Newer { found: migrate::VERSION + 1, known: migrate::VERSION });
    assert!(error.message().contains("升级程序"));
    stamp(&file, 7, 1);
    assert_eq!(Db::open(&file).unwrap_err(), Error::Foreign);
    assert_eq!(Db::open_reader(&folder.path().join("none.db")).unwrap_err(), Error::Absent);
}

#[test]
fn the_pragmas_that_keep_data_safe_are_set() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tingsu.db");
    drop(Db::open(&file).unwrap());
    let connection = Connection::open(&file).unwrap();
    let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
    let loose: i64 = connection
        .query_row(
            "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' \
            AND strict = 0 AND name NOT LIKE 'sqlite_%'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(loose, 0, "every table is STRICT");
}
