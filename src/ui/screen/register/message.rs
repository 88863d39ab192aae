//! What happens on the register.

use chrono::NaiveDate;

use crate::domain::case::CaseNumber;
use crate::domain::case_column::CaseColumn;
use crate::domain::case_query::{CaseCount, CaseOrder, CasePage, CaseValues};
use crate::domain::code::{CaseKind, Category, Channel, Flag, Status};
use crate::domain::saved_view::SavedView;
use crate::ui::screen::contract::RequestId;
use crate::ui::screen::form::marked;
use crate::ui::screen::register::days::Usual;

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Of the list behind a figure only the cases that missed what it asks for.
    OnlyMissed,
    /// The desk's answer to a question.
    Read(RequestId, Result<CasePage, String>),
    /// How many there are in all.
    Counted(RequestId, Result<CaseCount, String>),
    /// What can be filtered by.
    Values(Result<CaseValues, String>),
    /// The page after this one.
    Next,
    /// The page before this one.
    Previous,
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
    /// Only those that wait for the answer to a letter, or all again.
    AwaitsReply,
    /// A kind was pressed; a second press takes it away.
    Kind(CaseKind),
    /// The further filters fold in or out.
    Further,
    /// A channel was chosen, or all.
    Channel(Option<Channel>),
    /// A mark is taken in or out.
    Flag(Flag),
    /// A 责任人 was chosen, or all.
    Handler(Option<String>),
    /// A 受理人 was chosen, or all.
    Receiver(Option<String>),
    /// A department was chosen, or all.
    Department(Option<String>),
    /// A building was chosen, or all.
    Building(Option<String>),
    /// A category was chosen, or all.
    Category(Option<Category>),
    /// The views that are kept, read or changed.
    Views(Result<Vec<SavedView>, String>),
    /// A view was kept or taken away.
    ViewKept(Result<Vec<SavedView>, String>, String),
    /// A view was chosen.
    View(usize),
    /// Columns and views fold in or out.
    Arrange,
    /// A column is taken in or out.
    Column(CaseColumn),
    /// The usual columns again.
    UsualColumns,
    /// The name of a new view was typed.
    ViewName(String),
    /// The list as it stands is kept under the name.
    SaveView,
    /// The chosen view is taken away.
    DropView,
    /// Words to look for.
    Text(String),
    /// All filters but the days are taken away.
    Clear,
    /// The list is sorted.
    Sort(CaseOrder),
    /// A row was marked.
    Select(usize),
    /// A row was ticked, or no longer is.
    Tick(usize),
    /// All open cases of the page are ticked.
    TickAll,
    /// What is done with those that are ticked.
    Marked(marked::Message),
    /// A row was opened.
    Open(usize),
    /// A masked telephone number was clicked.
    Reveal(CaseNumber),
    /// That it is shown is on record, or a sentence says why not.
    Revealed(CaseNumber, Result<(), String>),
    /// From the list behind a figure to the whole register.
    Whole,
    /// From the list behind a figure back to where it came from.
    Leave,
    /// The papers of the shown days.
    Print,
    /// The first and the last day of the whole list, for these papers.
    PrintDays(Result<Option<(NaiveDate, NaiveDate)>, String>),
    /// The list as it stands, as a spreadsheet; with `true` with numbers in full.
    Export(bool),
    /// Where it lies now, or why not; `None` when the dialog was put away.
    Exported(Result<Option<String>, String>),
}
