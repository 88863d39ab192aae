//! Making a database anew from the log alone: the truth of another file is copied, everything else is worked out.
//! Nothing that is kept beside the log is read for it, so damage there keeps nobody from a copy or a rebuild.

use std::path::Path;

use rusqlite::Connection;

use crate::domain::settings::Rules;
use crate::store::db::Db;
use crate::store::disk;
use crate::store::error::Error;
use crate::store::migrate;

/// The tables that are copied, in an order that suits their references. Drafts and wrong tries go with them: they are nowhere
/// else.
const COPIED: [&str; 7] =
    ["event", "event_body", "chain_head", "draft", "act_draft", "month_draft", "wrong_try"];

/// Makes `target` anew from the log of `source`. Rows are taken as they are, so that what was changed by hand stays to
/// be found; `source` is only read.
///
/// # Errors
/// [`Error::Damaged`] when the log itself cannot be read to its end; whatever the file system refuses. `target` is of no
/// use then.
pub fn make_anew(source: &Path, target: &Path, rules: &Rules) -> Result<(), Error> {
    let name = target.display().to_string();
    disk::remove(target)
        .and_then(|()| disk::create_private(target).map(drop))
        .map_err(|error| Error::of_file(&error, &name))?;
    let connection = Connection::open(target)?;
    migrate::bring_up(&connection)?;
    connection.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;")?;
    connection.execute("ATTACH DATABASE ?1 AS old", [source.display().to_string()])?;
    let mut db = Db::of(connection);
    db.write(|write| {
        write.raw().execute_batch("DELETE FROM chain_head;")?;
        for table in COPIED {
            // A table that is gone, or rows that cannot be read, leave the others as they are.
            let copied =
                write.raw().execute_batch(&format!("INSERT INTO main.{table} SELECT * FROM old.{table};"));
            match copied {
                Err(error) if !["event", "event_body"].contains(&table) => {
                    tracing::error!(%error, table)
                }
                copied => copied?,
            }
        }
        // The head stays as it is, so that a missing tail shows; one that is gone is where the log ends.
        write.raw().execute_batch(
            "INSERT INTO chain_head SELECT 1, seq, chain_hash FROM event \
             WHERE NOT EXISTS (SELECT 1 FROM chain_head) ORDER BY seq DESC LIMIT 1; \
             INSERT INTO chain_head SELECT 1, 0, zeroblob(32) WHERE NOT EXISTS (SELECT 1 FROM chain_head);",
        )?;
        write.rebuild_staff()?;
        write.derive_all(rules)
    })?;
    db.raw().execute_batch("DETACH DATABASE old; PRAGMA ignore_check_constraints = OFF;")?;
    db.raw().query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    db.close()
}
