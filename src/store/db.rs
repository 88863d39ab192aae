//! Opening the file with the pragmas that keep it safe, and the one way to write: a transaction.

use std::fmt;
use std::ops::Deref;
use std::path::Path;
use std::thread;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, InterruptHandle, OpenFlags, Transaction, TransactionBehavior};

use crate::store::disk;
use crate::store::error::Error;
use crate::store::migrate;
#[cfg(test)]
use crate::store::watched;

/// How long a connection waits for another process.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often, and how long between, a file that cannot be opened is tried again on Windows.
const OPENING_TRIES: u32 = 20;
const OPENING_PAUSE: Duration = Duration::from_millis(250);

/// A connection to the database. Reading methods are implemented on it by the modules of `store`.
#[derive(Debug)]
pub struct Db(Connection);

impl Db {
    /// Opens the file for writing, makes it when it is not there and brings an older one up to date.
    ///
    /// # Errors
    /// [`Error::Newer`], [`Error::Foreign`], [`Error::Denied`] and whatever the file system refuses.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if !path.exists() {
            // SQLite would make it readable for everybody; its logs take the rights of the file.
            let made = disk::create_private(path).map(drop);
            made.map_err(|error| Error::of_file(&error, &path.display().to_string()))?;
        }
        let connection = connect(path, flags)?;
        migrate::refuse_foreign(&connection)?;
        let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        if mode != "wal" {
            tracing::warn!(mode, "no write-ahead log here");
        }
        connection.execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")?;
        migrate::bring_up(&connection)?;
        Ok(Self(connection))
    }

    /// Opens an existing, current file for writing without ever making or migrating one.
    ///
    /// # Errors
    /// [`Error::Absent`], [`Error::Older`] and those of [`Db::open`].
    pub fn open_existing(path: &Path) -> Result<Self, Error> {
        be_there(path)?;
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")?;
        migrate::refuse_other_versions(&connection)?;
        Ok(Self(connection))
    }

    /// Opens a second connection that cannot write.
    ///
    /// # Errors
    /// [`Error::Absent`] when there is no file, [`Error::Older`] when it was not brought up yet.
    pub fn open_reader(path: &Path) -> Result<Self, Error> {
        let db = Self::open_existing(path)?;
        db.0.execute_batch("PRAGMA query_only = ON;")?;
        Ok(db)
    }

    /// Opens a copy, of this version or an older one, to look at it without changing it.
    ///
    /// # Errors
    /// [`Error::Foreign`], [`Error::Newer`], [`Error::Denied`].
    pub fn open_copy(path: &Path) -> Result<Self, Error> {
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        migrate::refuse_foreign(&connection)?;
        connection.execute_batch("PRAGMA query_only = ON;")?;
        Ok(Self(connection))
    }

    /// Opens a file only to look at it, without writing anything beside it where that can be had: on a full disk, in a
    /// folder that may only be read.
    ///
    /// # Errors
    /// As [`Db::open_reader`]; whatever keeps SQLite from reading there. A copy elsewhere is the way on then.
    pub fn open_viewer(path: &Path) -> Result<Self, Error> {
        be_there(path)?;
        let seen = |connection: Connection| -> Result<Self, Error> {
            migrate::refuse_other_versions(&connection)?;
            connection.execute_batch("PRAGMA query_only = ON;")?;
            Ok(Self(connection))
        };
        let plain = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX);
        let error = match plain.and_then(seen) {
            Err(error @ (Error::Denied(_) | Error::Full | Error::Disk)) => error,
            answer => return answer,
        };
        // The log of SQLite wants an index beside it, which cannot be made there. Without a log nobody misses it.
        let log = disk::with_suffix(path, "-wal");
        if log.metadata().is_ok_and(|log| log.len() > 0) {
            return Err(error);
        }
        let flags =
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        connect(Path::new(&unchanging(path)), flags).and_then(seen)
    }

    /// A connection that was opened for a file of its own kind.
    pub(crate) fn of(connection: Connection) -> Self {
        Self(connection)
    }

    /// Whether nothing at all is in the file: no program has made its tables yet.
    ///
    /// # Errors
    /// As [`migrate::refuse_foreign`].
    pub(crate) fn is_empty_file(&self) -> Result<bool, Error> {
        Ok(migrate::refuse_foreign(&self.0)? == 0)
    }

    /// A fresh database in memory.
    ///
    /// # Errors
    /// Only when SQLite itself fails.
    pub fn in_memory() -> Result<Self, Error> {
        let connection = Connection::open_in_memory()?;
        connection.execute_batch("PRAGMA foreign_keys = ON;")?;
        migrate::bring_up(&connection)?;
        Ok(Self(connection))
    }

    /// Runs a job in one transaction: all of it is kept, or nothing when the job fails.
    ///
    /// # Errors
    /// Those of the job, and those of the commit.
    pub fn write<T, E: From<Error>>(&mut self, job: impl FnOnce(&Write<'_>) -> Result<T, E>) -> Result<T, E> {
        let transaction = Transaction::new_unchecked(&self.0, TransactionBehavior::Immediate)
            .map_err(|error| E::from(error.into()))?;
        let value = job(&Write(self))?;
        transaction.commit().map_err(|error| E::from(error.into()))?;
        Ok(value)
    }

    /// Runs a job in one read transaction, so that everything it reads is of the same moment.
    ///
    /// # Errors
    /// Those of the job.
    pub fn read<T, E: From<Error>>(&self, job: impl FnOnce(&Self) -> Result<T, E>) -> Result<T, E> {
        let transaction = Transaction::new_unchecked(&self.0, TransactionBehavior::Deferred)
            .map_err(|error| E::from(error.into()))?;
        let value = job(self)?;
        drop(transaction);
        Ok(value)
    }

    /// The way to break off, from another thread, what runs on this connection.
    pub fn interrupt(&self) -> Interrupt {
        Interrupt(self.0.get_interrupt_handle())
    }

    /// Closes the file after moving everything out of the write-ahead log.
    ///
    /// # Errors
    /// When the log cannot be written back.
    pub fn close(self) -> Result<(), Error> {
        self.0.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        self.0.close().map_err(|(_, error)| error.into())
    }

    /// The connection, for the modules of `store`.
    pub(crate) fn raw(&self) -> &Connection {
        &self.0
    }
}

/// Whether there is a file; where that cannot be seen, why.
fn be_there(path: &Path) -> Result<(), Error> {
    match path.try_exists() {
        Ok(true) => Ok(()),
        Ok(false) => Err(Error::Absent),
        Err(error) => Err(Error::of_file(&error, &path.parent().unwrap_or(path).display().to_string())),
    }
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, Error> {
    // SQLite waits a second for a virus scanner that holds the file; some take longer.
    let mut tries = if cfg!(windows) { OPENING_TRIES } else { 1 };
    let opened = loop {
        tries -= 1;
        match Connection::open_with_flags(path, flags) {
            Err(error) if tries > 0 && error.sqlite_error_code() == Some(ErrorCode::CannotOpen) => {
                thread::sleep(OPENING_PAUSE);
            }
            answer => break answer,
        }
    };
    let opened = opened.map_err(|error| match error.into() {
        Error::Denied(_) => Error::Denied(path.display().to_string()),
        other => other,
    });
    #[cfg(test)]
    let opened = opened.map(watched::listening);
    let connection = opened?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(128);
    // Else SQLite plans a statement on a partial index or a range anew for every value that is bound.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

/// The address of a file that nobody changes while it is open.
fn unchanging(path: &Path) -> String {
    let plain = path.display().to_string().replace('\\', "/");
    let mut address = String::from(if plain.starts_with('/') { "file:" } else { "file:/" });
    for byte in plain.bytes() {
        if byte.is_ascii_alphanumeric() || b"/:._-".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address + "?immutable=1"
}

/// The way to break off the statement that runs on a connection.
pub struct Interrupt(InterruptHandle);

impl Interrupt {
    /// Breaks it off; it fails then.
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}

impl fmt::Debug for Interrupt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Interrupt")
    }
}

/// An open transaction: what may write. Reads through it see what it has written.
#[derive(Debug)]
pub struct Write<'a>(&'a Db);

impl Write<'_> {
    /// Writes a page as it is, to learn whether anything can be written.
    ///
    /// # Errors
    /// Why not.
    pub fn probe(&self) -> Result<(), Error> {
        Ok(self.raw().pragma_update(None, "user_version", migrate::VERSION)?)
    }
}

impl Deref for Write<'_> {
    type Target = Db;

    fn deref(&self) -> &Db {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::draft::{DraftId, StoredDraft};
    use crate::domain::time::Moment;

    fn draft(length: usize) -> StoredDraft {
        StoredDraft {
            id: DraftId(1),
            owner: "李敏".into(),
            content: format!("\"{}\"", "x".repeat(length)),
            saved_at: Moment::parse("2026-11-03T09:00").unwrap(),
        }
    }

    #[test]
    fn a_full_disk_is_told_and_what_was_there_stays() {
        let mut db = Db::in_memory().unwrap();
        db.write::<_, Error>(|write| write.save_draft(&draft(10))).unwrap();
        let pages: i64 = db.raw().query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        db.raw().query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(())).unwrap();
        let full = db.write::<_, Error>(|write| write.save_draft(&draft(1_000_000))).unwrap_err();
        assert_eq!(full, Error::Full);
        assert!(full.message().contains("磁盘已满"));
        assert_eq!(db.drafts().unwrap(), [draft(10)]);
    }

    #[test]
    fn a_file_that_another_program_holds_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tingsu.db");
        let mut db = Db::open(&path).unwrap();
        db.raw().busy_timeout(Duration::ZERO).unwrap();
        let other = Connection::open(&path).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        let locked = db.write::<_, Error>(|write| write.save_draft(&draft(1))).unwrap_err();
        assert_eq!(locked, Error::Locked);
        other.execute_batch("COMMIT").unwrap();
        db.write::<_, Error>(|write| write.save_draft(&draft(1))).unwrap();
    }

    #[test]
    fn a_job_that_fails_or_panics_leaves_nothing_behind() {
        let mut db = Db::in_memory().unwrap();
        let failed = db.write(|write| {
            write.save_draft(&draft(1))?;
            Err::<(), _>(Error::Full)
        });
        assert_eq!(failed, Err(Error::Full));
        let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            db.write::<(), Error>(|write| {
                write.save_draft(&draft(1))?;
                panic!("a fault of the program")
            })
        }));
        assert!(panicked.is_err());
        assert_eq!(db.drafts().unwrap(), []);
        db.write::<_, Error>(|write| write.save_draft(&draft(1))).unwrap();
    }

    #[test]
    fn a_viewer_reads_what_lies_in_a_folder_that_cannot_be_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("听 诉?#.db");
        let mut db = Db::open(&path).unwrap();
        db.write::<_, Error>(|write| write.save_draft(&draft(1))).unwrap();
        db.close().unwrap();
        assert!(unchanging(&path).contains("%3F%23"));
        let address = Db::of(
            connect(
                Path::new(&unchanging(&path)),
                OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
            )
            .unwrap(),
        );
        assert_eq!(address.drafts().unwrap(), [draft(1)], "the address is read as it was meant");
        let mut viewer = Db::open_viewer(&path).unwrap();
        assert_eq!(viewer.drafts().unwrap(), [draft(1)]);
        assert!(viewer.write::<_, Error>(|write| write.save_draft(&draft(2))).is_err());
        assert_eq!(Db::open_viewer(&folder.path().join("none.db")).unwrap_err(), Error::Absent);
    }

    #[test]
    fn a_reader_cannot_write() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tingsu.db");
        drop(Db::open(&path).unwrap());
        let mut reader = Db::open_reader(&path).unwrap();
        assert!(reader.write::<_, Error>(|write| write.save_draft(&draft(1))).is_err());
    }
}
