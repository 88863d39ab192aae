//! What happens on the screen of one case.

use crate::desk::close::Closing;
use crate::desk::error::Error;
use crate::desk::reply::Written;
use crate::domain::act::Act;
use crate::domain::case::{Case, CaseNumber};
use crate::domain::draft::ActDraft;
use crate::paper::form::handling_record::RecordCopy;
use crate::ui::screen::case::act::open;
use crate::ui::screen::contract::RequestId;
use crate::ui::screen::phrase_panel::Press;

/// The case, what is being written on it, and who answers for open cases.
pub type Read = (Box<Case>, Vec<ActDraft>, Vec<String>);

/// What happens on the screen of one case.
#[derive(Debug, Clone)]
pub enum Message {
    /// The case was read.
    Read(RequestId, Result<Read, Error>),
    /// The form of an act is wanted.
    Open(Act),
    /// The form is put away; what is typed in it stays on disk.
    Cancel,
    /// The form is begun anew; what is typed in it goes.
    StartAnew,
    /// In the fields of the form.
    Form(open::Message),
    /// When it happened, as typed.
    At(String),
    /// What was typed shall be written to disk.
    Keep,
    /// It lies there, or a sentence says why not.
    Kept(Result<Written<()>, Error>),
    /// F9: the owner confirmed.
    Confirmed,
    /// Ctrl+S: what the form says happened.
    Save,
    /// It is on record, or a sentence says why not.
    Saved(Result<Written<Case>, Error>),
    /// A sentence that was said is in the time line.
    SaidKept(Result<Written<Case>, Error>),
    /// A sentence that was sent by hand is in the time line.
    SentKept(Result<Written<Case>, Error>),
    /// The case is closed, or this is missing.
    Closed(Result<Written<Closing>, Error>),
    /// Something was pressed on the panel of sentences.
    Speech(Press),
    /// Telephone numbers are shown in full.
    Reveal,
    /// Rarer acts are shown or hidden.
    More,
    /// The papers of the case are wanted, this copy of its record first.
    Print(RecordCopy),
    /// Another case is wanted.
    Go(CaseNumber),
    /// Back to where one came from.
    Back,
}
