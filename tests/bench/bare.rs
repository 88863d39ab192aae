//! Databases without a program around them: what saving a case is measured against. Written as somebody would who
//! knows the rows beforehand: prepared statements, one transaction, the pragmas of the program, the same disk.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use tingsu::domain::case::CaseNumber;
use tingsu::store::key;
use tingsu::store::place::FILE;

const PRAGMAS: &str = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";

/// SQLite's log begins anew after so many pages.
const LOG_PAGES: usize = 1000;

/// Everything of one case but the search index: which rows it has, by its number.
const ROWS: [(&str, &str); 7] = [
    ("event", "SELECT * FROM event WHERE subject_kind = 'case' AND subject = ?1 ORDER BY seq"),
    (
        "event_body",
        "SELECT b.* FROM event_body AS b JOIN event USING (seq) \
         WHERE subject_kind = 'case' AND subject = ?1 ORDER BY seq",
    ),
    ("case_fact", "SELECT * FROM case_fact WHERE number = ?1"),
    ("case_phone", "SELECT * FROM case_phone WHERE case_no = ?1"),
    ("case_span", "SELECT * FROM case_span WHERE case_no = ?1"),
    ("obligation", "SELECT * FROM obligation WHERE case_no = ?1"),
    ("search_mark", "SELECT * FROM search_mark WHERE case_no = ?1"),
];

/// The columns of the search index.
const COLUMNS: [&str; 7] = ["text", "single", "name", "room", "phone", "six", "state"];

/// A statement and its values.
type Step = (String, Vec<Value>);

/// The rows that the program wrote for each of some cases, as statements.
pub struct Rows(Vec<Vec<Step>>);

impl Rows {
    /// Reads them where the program has written them.
    pub fn of(folder: &Path, numbers: &[CaseNumber]) -> Self {
        let connection = Connection::open(folder.join(FILE)).unwrap();
        let keys: Vec<i64> = numbers.iter().map(|number| key::of_number(*number)).collect();
        let mut words = Words::of(&connection, keys[0]);
        Self(keys.iter().map(|key| steps(&connection, *key, &mut words)).collect())
    }
}

fn steps(connection: &Connection, key: i64, words: &mut Words) -> Vec<Step> {
    let mut steps = Vec::new();
    for (table, sql) in ROWS {
        let mut statement = connection.prepare_cached(sql).unwrap();
        let width = statement.column_count();
        let rows = statement
            .query_map([key], |row| {
                (0..width).map(|column| row.get(column)).collect::<Result<Vec<Value>, _>>()
            })
            .unwrap();
        for row in rows {
            steps.push((insert(table, width), row.unwrap()));
        }
    }
    // Sequence and hash of the last event: the head of the chain.
    let (_, last) = steps.iter().rfind(|(sql, _)| sql.starts_with("INSERT INTO event VALUES")).unwrap();
    let head = vec![last[0].clone(), last[last.len() - 1].clone()];
    steps.push(("UPDATE chain_head SET seq = ?1, hash = ?2".to_owned(), head));
    let texts = COLUMNS.iter().map(|column| Value::Text(words.take(key, column)));
    let values: Vec<Value> = std::iter::once(Value::Integer(key)).chain(texts).collect();
    steps.push((insert(&format!("search (rowid, {})", COLUMNS.join(", ")), values.len()), values));
    steps
}

fn insert(table: &str, width: usize) -> String {
    format!("INSERT INTO {table} VALUES ({})", vec!["?"; width].join(", "))
}

/// What the search index holds of each case and column; the index keeps no text, so it is put together from its
/// words.
struct Words(BTreeMap<(i64, String), String>);

impl Words {
    fn of(connection: &Connection, from: i64) -> Self {
        let mut texts: BTreeMap<(i64, String), String> = BTreeMap::new();
        connection
            .execute_batch("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search, instance)")
            .unwrap();
        let sql = "SELECT doc, col, term FROM temp.words WHERE doc >= ?1 ORDER BY doc, col, offset";
        let mut statement = connection.prepare(sql).unwrap();
        let mut rows = statement.query([from]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let term: String = row.get(2).unwrap();
            let text = texts.entry((row.get(0).unwrap(), row.get(1).unwrap())).or_default();
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&term);
        }
        Self(texts)
    }

    fn take(&mut self, key: i64, column: &str) -> String {
        self.0.remove(&(key, column.to_owned())).unwrap_or_default()
    }
}

/// The same rows in the same tables, indexes, triggers and size of file, and no program: `tingsu check --rebuild`
/// finds nothing to say of what it has written.
pub struct SameRows {
    connection: Connection,
    rows: Rows,
}

impl SameRows {
    /// Writes into the database of a folder that nobody else has open.
    pub fn beside(folder: &Path, rows: Rows) -> Self {
        let connection = Connection::open(folder.join(FILE)).unwrap();
        connection.execute_batch(PRAGMAS).unwrap();
        connection.set_prepared_statement_cache_capacity(128);
        Self { connection, rows }
    }

    /// Saves the `n`th case.
    pub fn commit(&self, n: usize) {
        let transaction = self.connection.unchecked_transaction().unwrap();
        for (sql, values) in &self.rows.0[n] {
            transaction.prepare_cached(sql).unwrap().execute(params_from_iter(values)).unwrap();
        }
        transaction.commit().unwrap();
    }
}

impl SameRows {
    /// Saves all cases at once, as somebody would who takes a book over by hand.
    pub fn commit_all(&self) {
        // Its rows name the entry of an import and former staff, which are none of a case.
        self.connection.execute_batch("PRAGMA foreign_keys = OFF;").unwrap();
        let transaction = self.connection.unchecked_transaction().unwrap();
        for (sql, values) in self.rows.0.iter().flatten() {
            transaction.prepare_cached(sql).unwrap().execute(params_from_iter(values)).unwrap();
        }
        transaction.commit().unwrap();
    }
}

/// The least that a database does: one row of the same content in an empty file.
pub struct OneRow {
    connection: Connection,
    body: String,
}

impl OneRow {
    /// A file of its own in this folder.
    pub fn beside(folder: &Path, body: String) -> Self {
        let connection = Connection::open(folder.join("bare.db")).unwrap();
        connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).unwrap();
        connection.execute_batch(PRAGMAS).unwrap();
        connection
            .execute_batch("CREATE TABLE bare (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;")
            .unwrap();
        let bare = Self { connection, body };
        // Until the log has its full length each commit makes the file longer, which costs more than the rest.
        for _ in 0..LOG_PAGES {
            bare.commit();
        }
        bare
    }

    /// Saves it once more.
    pub fn commit(&self) {
        let sql = "INSERT INTO bare (body) VALUES (?1)";
        self.connection.prepare_cached(sql).unwrap().execute([&self.body]).unwrap();
    }
}
