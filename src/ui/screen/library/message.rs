//! What happens on 话术, and where on it one can be.

use crate::desk::error::Error;
use crate::desk::library::Imported;
use crate::desk::reply::Written;
use crate::domain::case::Case;
use crate::domain::code::{CaseKind, Channel, Emotion};
use crate::library::apply_change::Change;
use crate::library::approval::Subject;
use crate::library::edit::PhrasePlace;
use crate::library::entry::{EntryKind, Key};
use crate::library::moment::Given;
use crate::library::phrase::Part;
use crate::library::step::Level;
use crate::library::step::Step;
use crate::ui::screen::contract::RequestId;
use crate::ui::screen::library::chosen::Chosen;
use crate::ui::screen::library::entry::EntryTyped;
use crate::ui::screen::library::{card_group, knowledge};

/// What is picked of for whom and when a sentence is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picked {
    /// Which part of a sentence it is.
    Part(Part),
    /// The level.
    Level(Level),
    /// A mood more or less.
    Mood(Emotion),
    /// A channel more or less.
    Channel(Channel),
    /// A kind of case more or less.
    Kind(CaseKind),
    /// A fact: asked for, asked to be absent, all the same.
    Fact(Given),
    /// Only an alternative, or not.
    NeverFirst,
    /// It needs approval, or not.
    NeedsApproval,
}

/// A part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LibraryTab {
    /// Sentences, do's and don'ts.
    Talk,
    /// Cards for the staff.
    Cards,
    /// What the counter must know.
    Knowledge,
    /// What needs a supervisor's approval.
    Approval,
}

impl LibraryTab {
    /// All of them, from the left.
    pub const ALL: [Self; 4] = [Self::Talk, Self::Cards, Self::Knowledge, Self::Approval];

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Talk => "话术",
            Self::Cards => "卡片",
            Self::Knowledge => "资料",
            Self::Approval => "审核",
        }
    }
}

/// What a dialog is to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DialogGoal {
    /// Another text of a sentence.
    Line(String),
    /// A new sentence.
    NewLine,
    /// Another text of a do or don't.
    Point(String),
    /// A new do or don't.
    NewPoint {
        /// Don't.
        dont: bool,
    },
}

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// A part was chosen.
    Show(LibraryTab),
    /// Browse by situation, or by step.
    BySituation(bool),
    /// A step or situation was chosen.
    Choose(Chosen),
    /// Of a situation its facts are shown, or what is said in it.
    Facts(bool),
    /// Words to look for.
    Query(String),
    /// The preview takes its values from the last case, or from a sample.
    Sample(bool),
    /// The last case, if there is one.
    Last(RequestId, Result<Option<Box<Case>>, String>),
    /// Something is to be written: where, what, and the text to begin with.
    Write(PhrasePlace, DialogGoal, String),
    /// It is being written.
    Typed(String),
    /// The new sentence belongs to this step.
    StepOf(Step),
    /// Of for whom and when the sentence is offered.
    Offer(Picked),
    /// It is approved or refused, or neither again.
    Judge(Subject, Option<bool>),
    /// It is to be kept.
    Save,
    /// The dialog is put away.
    Cancel,
    /// Something is changed without a dialog.
    Make(Change),
    /// It is on disk, or a sentence why not.
    Made(Result<Written<()>, Error>),
    /// The comparison after an update opens or closes.
    Compare(bool),
    /// The library goes to a file.
    Export,
    /// Where it lies; nothing when no file was chosen.
    Exported(Result<Option<String>, String>),
    /// A library comes from a file.
    Import,
    /// Name and text of the file; nothing when none was chosen.
    Picked(Result<Option<(String, String)>, String>),
    /// It is in force, or a sentence why not.
    Imported(Result<Written<Imported>, Error>),
    /// Fields of an entry are to be written: those of its group at this place.
    Change(Key, usize),
    /// A new entry is to be written.
    New(EntryKind),
    /// In the form of an entry.
    Entry(EntryTyped),
    /// On the cards.
    Cards(card_group::Message),
    /// On the knowledge.
    Knowledge(Box<knowledge::Message>),
}
