//! What happens on the screen of one case.

use std::path::PathBuf;

use crate::desk::close::Closing;
use crate::desk::error::Error;
use crate::desk::reply::Written;
use crate::domain::act::Act;
use crate::domain::case::{Case, CaseNumber};
use crate::domain::draft::ActDraft;
use crate::domain::gathering::Gathering;
use crate::domain::household::Steward;
use crate::domain::obligation::ObligationId;
use crate::domain::precedent::Precedent;
use crate::domain::related::Related;
use crate::paper::form::handling_record::RecordCopy;
use crate::ui::screen::case::act::open;
use crate::ui::screen::case::pictures;
use crate::ui::screen::contract::RequestId;
use crate::ui::screen::phrase_panel::Press;

/// What the screen reads.
#[derive(Debug, Clone)]
pub struct Read {
    /// The case.
    pub case: Box<Case>,
    /// What is being written on it.
    pub drafts: Vec<ActDraft>,
    /// Who answers for open cases.
    pub handlers: Vec<String>,
    /// What it may be linked with.
    pub related: Related,
    /// The other reports of the same matter.
    pub gathering: Option<Gathering>,
    /// Who looks after the owner's house.
    pub steward: Option<Steward>,
}

/// What happens on the screen of one case.
#[derive(Debug, Clone)]
pub enum Message {
    /// The case was read.
    Read(RequestId, Result<Read, Error>),
    /// The form of an act is wanted.
    Open(Act),
    /// What meets something owed is wanted: the form of its act, or the paper.
    Meet(ObligationId),
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
    /// What was typed for this act lies there, or a sentence says why not.
    Kept(&'static str, Result<Written<()>, Error>),
    /// What could not be written to disk is tried again.
    WriteAgain,
    /// The owner answered what he was asked; F9 is yes.
    Answered(bool),
    /// What the form offers to a supervisor alone is wanted.
    AskSupervisor,
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
    /// The dialog that chooses files is wanted.
    ChooseFiles,
    /// The files whose paths lie in the clipboard are wanted.
    PasteFiles,
    /// What lies there.
    Pasted(Option<String>),
    /// These were chosen, or a sentence says why there was no dialog.
    FilesChosen(Result<Vec<PathBuf>, String>),
    /// The files are on the case, or a sentence says why not.
    Attached(Box<Result<Written<Case>, Error>>),
    /// The file at this place is opened.
    OpenFile(usize),
    /// It is open, or a sentence says why not.
    FileOpened(Result<(), String>),
    /// With a picture among the files.
    Picture(pictures::Message),
    /// Telephone numbers are wanted in full.
    Reveal,
    /// That they are shown is on record.
    Revealed(Result<Written<()>, Error>),
    /// What is kept of the owner is wanted as a file.
    ExportPerson,
    /// So many cases were written to it, nothing was chosen, or a sentence says why not.
    Exported(Result<Option<usize>, String>),
    /// All cases of the matter in a list, to do something with several.
    AllOfMatter,
    /// 重大, as proposed for so many households, is taken.
    TakeMajor,
    /// It is on record at the lead case.
    MajorTaken(Result<Written<Case>, Error>),
    /// How earlier cases were solved was read.
    Precedents(Result<Vec<Precedent>, Error>),
    /// The solution of the one at this place is taken over.
    TakePrecedent(usize),
    /// Rarer acts are shown or hidden.
    More,
    /// The papers of the case are wanted, this copy of its record first.
    Print(RecordCopy),
    /// Its work order goes to the clipboard.
    CopyOrder,
    /// Another case is wanted.
    Go(CaseNumber),
    /// Back to where one came from.
    Back,
}
