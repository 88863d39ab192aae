//! What happens on the register.

use std::path::PathBuf;

use crate::desk::lists::RegisterSort;
use crate::domain::case::CaseNumber;
use crate::domain::case_row::CaseRow;
use crate::domain::code::{CaseKind, Category, Status};
use crate::ui::screen::contract::RequestId;
use crate::ui::screen::register::days::Usual;

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The desk's answer to a question.
    Read(RequestId, Result<Vec<CaseRow>, String>),
    /// Once more.
    Retry,
    /// A usual period was chosen.
    Usual(Usual),
    /// The first day was typed.
    From(String),
    /// The last day was typed.
    To(String),
    /// A state is taken in or out.
    Status(Status),
    /// Only overdue ones, or all again.
    Overdue,
    /// A kind was pressed; a second press takes it away.
    Kind(CaseKind),
    /// The categories fold in or out.
    Categories,
    /// A category was chosen, or all.
    Category(Option<Category>),
    /// Words to look for.
    Text(String),
    /// All filters but the days are taken away.
    Clear,
    /// The list is sorted.
    Sort(RegisterSort),
    /// A row was marked.
    Select(usize),
    /// A row was opened.
    Open(usize),
    /// A masked telephone number was clicked.
    Reveal(CaseNumber),
    /// From the list behind a figure to the whole register.
    Whole,
    /// From the list behind a figure back to where it came from.
    Leave,
    /// Form 1 of the shown days.
    Print,
    /// It lies in a file, or why not.
    Printed(Result<PathBuf, String>),
    /// It was opened, or why not.
    Opened(Result<String, String>),
}
