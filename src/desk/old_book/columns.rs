//! What the columns of the books were taken for: remembered for the next book of the same heads.

use std::collections::BTreeMap;

use crate::desk::error::Error;
use crate::domain::imported::BookKind;
use crate::store::append::RecordedBy;
use crate::store::db::{Db, Write};

/// Key of the remembered columns in the database.
const COLUMNS: &str = "import_columns";
/// No more kinds of books are remembered; nobody has so many.
const MOST_REMEMBERED: usize = 200;

/// The columns of a sheet, to be shown and changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetColumns {
    /// Name of the sheet.
    pub sheet: String,
    /// What stands above each column.
    pub heads: Vec<String>,
    /// The code of the field that each column was taken for.
    pub fields: Vec<Option<&'static str>>,
    /// What the heads alone tell.
    pub proposed: Vec<Option<&'static str>>,
}

/// What the columns under some heads were taken for, by the kind of book and the heads.
type Remembered = BTreeMap<String, Vec<Option<String>>>;

fn key(kind: BookKind, heads: &[String]) -> String {
    format!("{}:{}", kind.code(), heads.join("|"))
}

/// What the columns under these heads were taken for the last time.
pub(crate) fn recalled(
    db: &Db,
    kind: BookKind,
    heads: &[String],
) -> Result<Option<Vec<Option<String>>>, Error> {
    let all: Remembered = db.setting(COLUMNS)?.unwrap_or_default();
    Ok(all.get(&key(kind, heads)).cloned())
}

/// Remembers what the columns of a book were taken for, where somebody set them otherwise than their heads tell, or had
/// done so before.
pub(crate) fn remember(
    write: &Write<'_>,
    kind: BookKind,
    sheets: &[SheetColumns],
    hand: RecordedBy<'_>,
) -> Result<(), Error> {
    let known: Remembered = write.setting(COLUMNS)?.unwrap_or_default();
    let mut all = known.clone();
    for sheet in sheets {
        let key = key(kind, &sheet.heads);
        if sheet.fields != sheet.proposed || all.contains_key(&key) {
            let fields = sheet.fields.iter().map(|field| field.map(str::to_owned)).collect();
            all.insert(key, fields);
        }
    }
    if all != known && all.len() <= MOST_REMEMBERED {
        write.set(COLUMNS, &all, hand)?;
    }
    Ok(())
}
