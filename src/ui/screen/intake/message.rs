//! What happens on the intake screen.

use crate::desk::error::Error;
use crate::desk::reply::Written;
use crate::domain::caller::KnownCaller;
use crate::domain::case::{Case, CaseNumber};
use crate::domain::code::{
    Capability, CaseKind, Category, Channel, Class, ClassIIPart, Content, Emotion, Flag, Nature, Need,
    Relation, Responsibility, Title, Trigger, Urgency,
};
use crate::domain::draft::{DraftId, StoredDraft};
use crate::domain::intake::{Field, IntakeStep};
use crate::library::signs::Pointed;
use crate::ui::screen::contract::RequestId;
use crate::ui::screen::phrase_panel::Press;
use crate::ui::screen::situation_picker;
use crate::ui::widget::field;

/// What happens on the intake screen.
#[derive(Debug, Clone)]
pub enum Message {
    /// An empty form for what came in just now.
    Opened(Channel),
    /// A tab was chosen.
    Tab(usize),
    /// A tab's cross was pressed.
    CloseTab(usize),
    /// The question whether to throw a form away was answered with yes.
    ThrowAway,
    /// … or with no.
    KeepForm,
    /// A step of the rail was chosen.
    Go(IntakeStep),
    /// On to the next step.
    Next,
    /// A missing field was pressed.
    Missing(Field),
    /// Ctrl+M: to the owner's words.
    ToWords,
    /// A field of one line changed.
    Typed(Typed, String),
    /// A field of several lines changed.
    Edited(Edited, field::Action),
    /// A choice was made.
    Picked(Pick),
    /// Something was pressed or typed in the group of situations.
    Scene(situation_picker::Press),
    /// F9: the owner confirmed.
    Confirmed,
    /// The owner did not agree.
    Refused,
    /// The owner signed the printed sheet.
    Signed,
    /// F8: to the escalation.
    Escalate,
    /// The escalation went one step on.
    EscalationStep,
    /// The superior was not reached.
    NotReached,
    /// Something was pressed on the panel of sentences.
    Speech(Press),
    /// The call ended or the visitor left.
    Ended,
    /// Ctrl+S.
    Save,
    /// Ctrl+P: save, then print.
    SaveAndPrint,
    /// A second passed while a clock runs.
    Tick,
    /// Time to write the drafts to disk.
    WriteDrafts,
    /// The drafts are on disk, or a sentence says why not.
    Kept(DraftId, Result<Written<()>, Error>),
    /// Drafts were read at the start.
    Read(Result<Vec<StoredDraft>, Error>),
    /// A warning about the computer's clock, if it needs one.
    Clock(Result<Option<String>, Error>),
    /// What earlier cases know of the caller.
    Found(RequestId, Result<KnownCaller, Error>),
    /// A proposed mark or urgency is taken.
    TakeSign(Pointed),
    /// The proposed points are taken.
    TakePoints,
    /// 带入: this one of the proposed persons.
    TakePerson(usize),
    /// 打开: such a case.
    OpenHit(CaseNumber),
    /// 关联同一事: this is a repeat of it.
    LinkHit(CaseNumber),
    /// 加入群诉: this belongs to its group.
    JoinHit(CaseNumber),
    /// 催办: everything in the form goes onto that open case.
    UrgeHit(CaseNumber),
    /// It is on the case.
    Urged(DraftId, Result<Written<Case>, Error>),
    /// The case has its number.
    TakenIn(DraftId, bool, Result<Written<Case>, Error>),
}

/// A field of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    ReceivedAt,
    Name,
    Phone,
    CalledFrom,
    Room,
    Place,
    OccurredAt,
    PromiseDue,
    PromiseText,
    PromiseConfirmedBy,
    Outcome,
    ReferralFrom,
    ReferralNumber,
    ReferralDue,
    Platform,
    Link,
    Author,
    PostedAt,
    SeenAt,
}

/// A field of several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edited {
    Verbatim,
    Summary,
    Explanation,
}

/// A choice; choosing what is chosen already takes it back where that makes sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pick {
    Kind(CaseKind),
    Channel(Channel),
    Title(Title),
    Relation(Relation),
    Anonymous,
    PhoneDeclined,
    DeclinesVisits,
    CallBackSame,
    Mood(Emotion),
    Need(Need),
    Capability(Capability),
    Responsibility(Responsibility),
    Urgency(Urgency),
    Category(Category),
    Class(Class),
    ClassIIPart(ClassIIPart),
    Nature(Nature),
    Content(Content),
    Flag(Flag),
    LineBroke,
    AskedForLeader,
    Trigger(Trigger),
    Rung(usize),
    Due(String),
}
