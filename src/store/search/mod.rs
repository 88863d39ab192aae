//! The search index: how text is cut into words, how a query is read, and the tables that hold them. The
//! tokenizers of SQLite find no Chinese word of two characters, so the words are cut here.

mod cut;
#[cfg(test)]
mod plain_scan;
mod query;
mod same;
mod sound;
mod words;

pub(crate) use cut::readings;
pub use query::expression;
pub use words::Words;
