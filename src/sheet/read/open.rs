//! Which kind of file it is – told by what stands in it, for endings lie – and reading it with everything bounded.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::sheet::read::cell::Sheet;
use crate::sheet::read::error::ReadError;
use crate::sheet::read::guard::{LARGEST_FILE, Packed, look_into};
use crate::sheet::read::visit::{Rows, Visitor};
use crate::sheet::read::{delimited, ods, old, xlsx};

/// Reads a file as a book, row by row, until the visitor wants no more.
///
/// # Errors
/// Why not; what was handed on before counts for nothing then.
pub fn walk(path: &Path, visitor: &mut dyn Visitor) -> Result<(), ReadError> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let file = File::open(path).map_err(|error| ReadError::unreadable(&error))?;
    let found = file.metadata().map_err(|error| ReadError::unreadable(&error))?;
    if found.is_dir() {
        return Err(ReadError::unreadable(&io::ErrorKind::IsADirectory.into()));
    }
    if found.len() > LARGEST_FILE {
        return Err(ReadError::TooLarge);
    }
    walk_source(BufReader::new(file), &name, visitor)
}

/// Reads the bytes of a file as a book; `name` is what its only sheet is called when it is a text file.
///
/// # Errors
/// Why not.
pub fn read(bytes: &[u8], name: &str) -> Result<Vec<Sheet>, ReadError> {
    let mut sheets: Vec<Sheet> = Vec::new();
    walk_source(Cursor::new(bytes), name, &mut sheets)?;
    Ok(sheets)
}

fn walk_source(source: impl Read + Seek, name: &str, visitor: &mut dyn Visitor) -> Result<(), ReadError> {
    let mut rows = Rows::new(visitor);
    // The libraries read what others wrote; one of their panics is a damaged file, not the end of the program.
    let read = catch_unwind(AssertUnwindSafe(|| unfold(source, name, &mut rows)));
    read.unwrap_or_else(|_| Err(ReadError::Damaged("the reader panicked".to_owned())))?;
    if rows.any { Ok(()) } else { Err(ReadError::Empty) }
}

fn unfold(mut source: impl Read + Seek, name: &str, rows: &mut Rows<'_>) -> Result<(), ReadError> {
    let mut head = Vec::new();
    source.by_ref().take(4).read_to_end(&mut head).map_err(|error| ReadError::unreadable(&error))?;
    source.rewind().map_err(|error| ReadError::unreadable(&error))?;
    match head.as_slice() {
        [] => Err(ReadError::Empty),
        [b'P', b'K', ..] => {
            let kind = look_into(&mut source)?;
            source.rewind().map_err(|error| ReadError::unreadable(&error))?;
            match kind {
                Packed::Xlsx => xlsx::walk(source, rows),
                Packed::Ods => ods::walk(source, rows),
                Packed::Xlsb => Err(ReadError::Binary),
            }
        }
        [0xd0, 0xcf, 0x11, 0xe0] => {
            let mut bytes = Vec::new();
            source
                .take(LARGEST_FILE)
                .read_to_end(&mut bytes)
                .map_err(|error| ReadError::unreadable(&error))?;
            old::walk(&bytes, rows)
        }
        _ => delimited::walk(source, name, rows),
    }
}
