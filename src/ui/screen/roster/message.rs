//! What happens on 名册, and which of its two sides is shown.

use crate::desk::error::Error;
use crate::desk::reply::Written;
use crate::desk::roster::{HouseholdPage, Proposal};
use crate::domain::case::CaseNumber;
use crate::domain::household::Household;
use crate::ui::screen::contract::RequestId;
use crate::ui::screen::roster::{books, entry, stewards};

/// A side of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The households.
    Households,
    /// Who looks after which part of the estate.
    Stewards,
    /// Taking an office's own books over.
    Books,
}

impl Side {
    /// All, from the left.
    pub const ALL: [Self; 3] = [Self::Households, Self::Stewards, Self::Books];

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Households => "住户",
            Self::Stewards => "管家",
            Self::Books => "导入名册和旧台账",
        }
    }
}

/// See the module.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another side is shown.
    Show(Side),
    /// The buildings with the number of their households.
    Buildings(Result<Vec<(String, u32)>, String>),
    /// A building was chosen.
    Building(String),
    /// A unit of it was chosen.
    Unit(String),
    /// Its households.
    Households(RequestId, Result<Vec<Household>, String>),
    /// Something is looked for.
    Text(String),
    /// What it leads to.
    Found(RequestId, Result<Vec<Proposal>, String>),
    /// A row was marked.
    Select(usize),
    /// A row was opened.
    Open(usize),
    /// A household with its history and its cases.
    Page(RequestId, Box<Result<Option<HouseholdPage>, String>>),
    /// Back from a household to the list.
    Close,
    /// A masked number was clicked.
    Reveal,
    /// That is on record, or a sentence says why not.
    Revealed(String, Result<(), String>),
    /// One of the cases of the household.
    Case(CaseNumber),
    /// Everything of the household may be changed.
    Edit,
    /// An empty household.
    New,
    /// In the form of a household.
    Entry(entry::Message),
    /// It is on disk, or why not.
    Saved(Box<Result<Written<Household>, Error>>),
    /// In the part where books are taken over.
    Books(books::Message),
    /// In the part of the stewards.
    Stewards(stewards::Message),
    /// The roster as a spreadsheet; with `true` with numbers in full and what is to be minded.
    Export(bool),
    /// Where it lies now, or why not; `None` when the dialog was put away.
    Exported(Result<Option<String>, String>),
}
