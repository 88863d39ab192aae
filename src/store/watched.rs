//! What SQLite does on a connection while something is asked: each statement that ran, the steps that it took, and how its
//! tables are looked up. For tests.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use rusqlite::trace::{TraceEvent, TraceEventCodes};
use rusqlite::{Connection, StatementStatus};

use crate::store::db::Db;

thread_local! {
    /// Whether anybody wants to know.
    static WATCHING: Cell<bool> = const { Cell::new(false) };
    /// Steps of each statement since the connection of this thread is watched: one cached statement a text.
    static RAN: RefCell<BTreeMap<String, u64>> = const { RefCell::new(BTreeMap::new()) };
    /// What the counter of the statement stood at when it ran last; it is never put back.
    static STOOD: RefCell<BTreeMap<String, u64>> = const { RefCell::new(BTreeMap::new()) };
}

/// Lets a new connection tell what runs on it.
pub(crate) fn listening(mut connection: Connection) -> Connection {
    connection.trace_v2(TraceEventCodes::SQLITE_TRACE_PROFILE, Some(note)).unwrap();
    connection
}

impl Db {
    /// Watches what runs on this thread from now on; to be called on the thread of the connection.
    pub(crate) fn watch(&self) {
        // Counters of cached statements would go on from what they stand at.
        self.raw().flush_prepared_statement_cache();
        RAN.take();
        STOOD.take();
        WATCHING.set(true);
    }

    /// The statements that ran since then, with their steps, and the plan of each.
    pub(crate) fn watched(&self) -> Vec<Ran> {
        WATCHING.set(false);
        let ran = RAN.take().into_iter().map(|(sql, steps)| Ran { plan: self.plan(&sql), sql, steps });
        ran.collect()
    }

    fn plan(&self, sql: &str) -> Vec<String> {
        let plannable = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "REPLACE"];
        // Of comments and of what the search index says to itself there is nothing to tell.
        let text: String =
            sql.lines().filter(|line| !line.trim_start().starts_with("--")).collect::<Vec<_>>().join("\n");
        if !plannable.iter().any(|word| text.trim_start().starts_with(word)) || text.contains("'search_") {
            return Vec::new();
        }
        let mut statement = self.raw().prepare(&format!("EXPLAIN QUERY PLAN {text}")).unwrap();
        let lines = statement.raw_query().mapped(|row| row.get("detail")).collect::<Result<_, _>>();
        lines.unwrap()
    }
}

/// A statement that ran.
#[derive(Debug)]
pub(crate) struct Ran {
    /// Its text.
    pub sql: String,
    /// How many steps of SQLite's machine it took, which is what grows with the rows that it looks at.
    pub steps: u64,
    /// How its tables are looked up.
    pub plan: Vec<String>,
}

fn note(event: TraceEvent<'_>) {
    let TraceEvent::Profile(statement, _) = event else { return };
    if !WATCHING.get() {
        return;
    }
    let sql = statement.sql().into_owned();
    let stands = u64::try_from(statement.get_status(StatementStatus::VmStep)).unwrap();
    let stood = STOOD.with_borrow_mut(|stood| stood.insert(sql.clone(), stands)).unwrap_or_default();
    // Prepared anew it counts from nothing again.
    let steps = if stands >= stood { stands - stood } else { stands };
    RAN.with_borrow_mut(|ran| *ran.entry(sql).or_default() += steps);
}
