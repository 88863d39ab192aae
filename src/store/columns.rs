//! A row of a long list read column by column, in the order of the question: looking each column up by its name would
//! take longer than everything else.

use rusqlite::Row;
use rusqlite::types::{FromSql, ValueRef};

use crate::domain::case::CaseNumber;
use crate::domain::time::Moment;
use crate::store::error::Error;
use crate::store::key;

/// A row and the column to read next.
pub(crate) struct Columns<'a> {
    row: &'a Row<'a>,
    next: usize,
}

impl<'a> Columns<'a> {
    /// From the first column on.
    pub(crate) fn of(row: &'a Row<'a>) -> Self {
        Self { row, next: 0 }
    }

    /// Any value.
    pub(crate) fn take<T: FromSql>(&mut self) -> Result<T, Error> {
        self.next += 1;
        Ok(self.row.get(self.next - 1)?)
    }

    /// A text that is there.
    pub(crate) fn text(&mut self) -> Result<&'a str, Error> {
        Ok(self.value()?.as_str().map_err(rusqlite::Error::from)?)
    }

    /// A code word that must be known; `what` names it to a person.
    pub(crate) fn code<T>(&mut self, what: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Error> {
        Self::known(what, read(self.text()?))
    }

    /// A code word, if there is one and it is known.
    pub(crate) fn optional<T>(&mut self, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Error> {
        Ok(self.value()?.as_str_or_null().map_err(rusqlite::Error::from)?.and_then(read))
    }

    /// A time, if there is one.
    pub(crate) fn moment(&mut self) -> Result<Option<Moment>, Error> {
        self.take::<Option<i64>>()?.map(key::moment).transpose()
    }

    /// The number of another case, if there is one.
    pub(crate) fn link(&mut self) -> Result<Option<CaseNumber>, Error> {
        self.take::<Option<i64>>()?.map(key::number).transpose()
    }

    /// A code that could be read, or the sentence that it could not.
    pub(crate) fn known<T>(what: &str, code: Option<T>) -> Result<T, Error> {
        code.ok_or_else(|| Error::Damaged(format!("有一行的{what}读不出来")))
    }

    fn value(&mut self) -> Result<ValueRef<'a>, Error> {
        self.next += 1;
        Ok(self.row.get_ref(self.next - 1)?)
    }
}
