//! The ladder of schema versions. A new file is made from `schema.sql`; an older one climbs step by step in one
//! transaction; a newer one is refused.

use std::collections::BTreeMap;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::store::error::Error;

/// `TSU1`, so that the file is known as ours.
pub const APPLICATION_ID: i64 = 0x5453_5531;
/// The version that `schema.sql` makes.
pub const VERSION: i64 = 1;

/// The step from version n + 1 to n + 2 stands at index n.
const STEPS: [&str; (VERSION - 1) as usize] = [];

const SCHEMA: &str = include_str!("../../schema.sql");

/// Makes the tables of an empty file, or brings an older file up to [`VERSION`].
///
/// # Errors
/// [`Error::Newer`], [`Error::Foreign`]; the file is unchanged then.
pub fn bring_up(connection: &Connection) -> Result<(), Error> {
    let found = refuse_foreign(connection)?;
    if found == VERSION {
        return Ok(());
    }
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    if found == 0 {
        transaction.execute_batch(SCHEMA)?;
    } else {
        for step in STEPS.iter().skip(usize::try_from(found - 1).unwrap_or(0)) {
            transaction.execute_batch(step)?;
        }
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    transaction.commit()?;
    Ok(())
}

/// The tables, indexes and triggers that a file of this version has, by name.
///
/// # Errors
/// Only when SQLite itself fails.
pub(crate) fn expected_shape() -> Result<BTreeMap<String, String>, Error> {
    let fresh = Connection::open_in_memory()?;
    fresh.execute_batch(SCHEMA)?;
    shape(&fresh)
}

/// The schema version of a file that is empty (0) or ours and not newer than this program.
///
/// # Errors
/// [`Error::Foreign`], [`Error::Newer`].
pub fn refuse_foreign(connection: &Connection) -> Result<i64, Error> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (id, found) = (pragma("application_id")?, pragma("user_version")?);
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match (id, found) {
        (0, 0) if tables == 0 => Ok(0),
        (APPLICATION_ID, 1..=VERSION) => Ok(found),
        (APPLICATION_ID, _) if found > VERSION => Err(Error::Newer { found, known: VERSION }),
        _ => Err(Error::Foreign),
    }
}

/// Whether a file that begins so is a database of this program: where SQLite keeps the number of an application, ours stands.
pub fn is_begun_by(head: &[u8]) -> bool {
    let id = u32::try_from(APPLICATION_ID).unwrap_or_default().to_be_bytes();
    head.starts_with(b"SQLite format 3\0") && head.get(68..72) == Some(id.as_slice())
}

/// Takes only a file of exactly this version.
///
/// # Errors
/// [`Error::Older`], [`Error::Absent`] for an empty file, and those of [`refuse_foreign`].
pub fn refuse_other_versions(connection: &Connection) -> Result<(), Error> {
    match refuse_foreign(connection)? {
        0 => Err(Error::Absent),
        VERSION => Ok(()),
        found => Err(Error::Older { found }),
    }
}

/// The tables, indexes and triggers of a file, by name, without those that SQLite makes itself.
pub(crate) fn shape(connection: &Connection) -> Result<BTreeMap<String, String>, Error> {
    let sql = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| Ok((text(row.get_ref(0)?), text(row.get_ref(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A text for a sentence, whatever bytes it is made of.
pub(crate) fn text(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        _ => String::new(),
    }
}
