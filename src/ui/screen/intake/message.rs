//! What happens on the intake screen.

use crate::desk::error::Error;
use crate::desk::reply::Written;
use crate::domain::caller::KnownCaller;
use crate::domain::case::{Case, CaseNumber};
use crate::domain::code::{
    CaseKind, Channel, Emotion, Flag, Impact, Medium, Relation, Responsibility, Title,
};
use crate::domain::draft::{DraftId, StoredDraft};
use crate::domain::intake::{Field, IntakeStep};
use crate::domain::outage::OutageId;
use crate::domain::outage_now::OutageNow;
use crate::library::signs::Pointed;
use crate::ui::screen::contract::RequestId;
use crate::ui::screen::form::{classification, escalation, person, promise};
use crate::ui::screen::phrase_panel::Press;
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
    /// The explanation changed.
    Explanation(field::Action),
    /// A choice was made.
    Picked(Pick),
    /// A code was chosen, the situation among them.
    Codes(classification::Message),
    /// The promise being agreed.
    Promise(promise::Message),
    /// Why a superior is asked for, and whom.
    Ask(escalation::Message),
    /// 受理人.
    Receiver(person::Message),
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
    /// Nobody was reached: the owner is called back at a time that is agreed now.
    CallBack,
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
    /// What is out of order for many.
    Outages(Result<Vec<OutageNow>, Error>),
    /// A call about this 公共事件: the one line instead of the whole form.
    OutageCall(OutageId),
    /// The page of 公共事件, with this one open.
    OpenOutages(Option<OutageId>),
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
    /// All open matters of the caller are shown.
    AllMatters,
    /// 打开: such a case.
    OpenHit(CaseNumber),
    /// 关联同一事: this is a repeat of it.
    LinkHit(CaseNumber),
    /// 加入群诉: this belongs to its group.
    JoinHit(CaseNumber),
    /// 催办: everything in the form goes onto that open case.
    UrgeHit(CaseNumber),
    /// It is on the case.
    Urged(DraftId, CaseNumber, Result<Written<Case>, Error>),
    /// The case has its number.
    TakenIn(DraftId, bool, Result<Written<Case>, Error>),
}

/// A field of one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as the fields are")]
pub enum Typed {
    ReceivedAt,
    Name,
    Phone,
    CalledFrom,
    Room,
    Place,
    OccurredAt,
    Outcome,
    ReferralFrom,
    ReferralNumber,
    ReferralDue,
    Platform,
    Link,
    Author,
    PostedAt,
    SeenAt,
    Accused,
    AccusedDepartment,
}

/// A field of several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edited {
    Verbatim,
    Summary,
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
    Responsibility(Responsibility),
    Prefers(Medium),
    Impact(Impact),
    Flag(Flag),
    LineBroke,
    AskedForLeader,
}
