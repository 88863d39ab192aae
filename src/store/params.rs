//! The values of a statement that is put together: each gets the next number.

use rusqlite::types::Value;

/// Values in the order of their numbers.
#[derive(Debug, Default)]
pub(crate) struct Params(Vec<Value>);

impl Params {
    /// Takes a value and answers what stands for it in the statement: `?3`.
    pub(crate) fn add(&mut self, value: impl Into<Value>) -> String {
        self.0.push(value.into());
        format!("?{}", self.0.len())
    }

    /// The values, to run the statement with.
    pub(crate) fn all(&self) -> impl rusqlite::Params + '_ {
        rusqlite::params_from_iter(&self.0)
    }
}
