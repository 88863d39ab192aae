//! The import report of the interchange format.

use serde::Serialize;
use serde_json::{Value, json};

use crate::desk::old_book::preview::{Book, Rows};
use crate::sheet::import::problem::Record;

/// The report of a book as it was taken over, or would be.
pub fn report(book: &Book) -> Value {
    let rows = match &book.rows {
        Rows::Ledger(rows) => rows.iter().map(entry).collect::<Vec<_>>(),
        Rows::Roster(rows) => rows.iter().map(entry).collect(),
    };
    json!({
        "format": "tingsu-import",
        "version": 1,
        "kind": book.kind().code(),
        "file": book.file,
        "rows": rows,
    })
}

fn entry<V: Serialize>(row: &Record<V>) -> Value {
    let mut entry = json!({
        "sheet": row.sheet,
        "row": row.row,
        "outcome": row.outcome,
        "problems": row.problems,
    });
    if let Some(values) = &row.values {
        entry["values"] = json!(values);
    }
    entry
}
