//! What happens on 话术, and where on it one can be.

use crate::desk::error::Error;
use crate::desk::library::Imported;
use crate::desk::reply::Written;
use crate::domain::case::Case;
use crate::domain::code::SituationCode;
use crate::library::apply_change::Change;
use crate::library::edit::Spot;
use crate::library::entry::{Key, Kind};
use crate::library::step::Step;
use crate::ui::screen::contract::RequestId;
use crate::ui::screen::library::entry::Typed;
use crate::ui::screen::library::{cards, knowledge};

/// A part of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Sentences, do's and don'ts.
    Talk,
    /// Cards for the staff.
    Cards,
    /// What the counter must know.
    Knowledge,
}

impl Tab {
    /// All of them, from the left.
    pub const ALL: [Self; 3] = [Self::Talk, Self::Cards, Self::Knowledge];

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Talk => "话术",
            Self::Cards => "卡片",
            Self::Knowledge => "资料",
        }
    }
}

/// Whose sentences are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// Those of a step of the talk in general.
    Step(Step),
    /// Those of a situation.
    Situation(SituationCode),
}

/// What a dialog is to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
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
    Show(Tab),
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
    Write(Spot, Goal, String),
    /// It is being written.
    Typed(String),
    /// The new sentence belongs to this step.
    StepOf(Step),
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
    New(Kind),
    /// In the form of an entry.
    Entry(Typed),
    /// On the cards.
    Cards(cards::Message),
    /// On the knowledge.
    Knowledge(Box<knowledge::Message>),
}
