//! What happened at the counter that is no event of a case: settings, staff, knowledge, printing, exporting, unmasking.
//! Kept in the same log as the events of cases; the serde form is the stored body.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::case::CaseNumber;
use crate::domain::code::Medium;
use crate::domain::daily_check::{CheckCounts, CheckList};
use crate::domain::drill::DrillRun;
use crate::domain::household::Household;
use crate::domain::imported::BookKind;
use crate::domain::improvement::{Improvement, MeasureEffect};
use crate::domain::knowledge::Knowledge;
use crate::domain::outage::Outage;
use crate::domain::person::Role;
use crate::domain::routine::Routine;
use crate::domain::service_note::ServiceNote;
use crate::domain::shift::ShiftNote;
use crate::domain::statistics::locked::StoredTable;
use crate::domain::suggestion::Suggestion;
use crate::domain::watch::WatchedPlace;

/// One entry; what it is about stands in its [`Subject`](crate::domain::subject::Subject).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum CounterEvent {
    /// A group of settings was saved; the newest entry of a key is in force.
    SettingSaved {
        /// The whole value.
        value: Value,
    },
    /// A member of the staff is from now on as told here.
    StaffSaved {
        /// Name.
        name: String,
        /// What the person may do.
        role: Role,
        /// `false` for former staff.
        active: bool,
    },
    /// An entry of the knowledge is from now on as told here.
    KnowledgeSaved {
        /// The whole entry.
        entry: Knowledge,
    },
    /// An entry of the knowledge was taken away.
    KnowledgeDropped {},
    /// An office's own book is taken over; its cases or households name this entry.
    ImportOpened {
        /// Which book.
        book: BookKind,
    },
    /// What an import brought was taken back.
    ImportUndone {
        /// Sequence of the entry that opened it.
        batch: i64,
    },
    /// A household is from now on as told here.
    HouseholdSaved {
        /// The whole household.
        household: Household,
    },
    /// A household was taken away, as one that was a double of another.
    HouseholdDropped {},
    /// A month was made final: the whole table as it is printed from now on.
    MonthLocked {
        /// Number of the version, from 1.
        version: u32,
        /// Eight hexadecimal digits of the SHA-256 of the table.
        hash: String,
        /// The newest entry of the log when it was made final, as papers carry it: `1234-9f8e7d6c`.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        head: String,
        /// The table. Stands last, so that its text can be compared with the hash.
        table: Box<StoredTable>,
    },
    /// A month that was final was opened again; the version stays printable.
    MonthUnlocked {
        /// The version that is no longer in force.
        version: u32,
        /// Why.
        reason: String,
    },
    /// 本月分析与改进措施 is from now on as told here.
    MonthAnalysed {
        /// The text.
        text: String,
    },
    /// A 公共事件 is from now on as told here.
    OutageSaved {
        /// The whole of it.
        outage: Outage,
    },
    /// A case belongs to a 公共事件.
    OutageJoined {
        /// Which case.
        case: CaseNumber,
    },
    /// A case does not belong to a 公共事件 after all.
    OutageLeft {
        /// Which case.
        case: CaseNumber,
    },
    /// Everybody on a 公共事件 was told in one act.
    OutageTold {
        /// What.
        text: String,
        /// By which medium.
        medium: Medium,
        /// How many cases have it in their own history.
        cases: u32,
    },
    /// A 公共事件 is over.
    OutageOver {
        /// What was done.
        result: String,
    },
    /// A list of the daily check of the day was signed off.
    CheckSigned {
        /// Which list.
        list: CheckList,
        /// What it counted then.
        counts: CheckCounts,
        /// What was found; may be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        found: String,
    },
    /// One shift left a note to the next.
    ShiftHandedOver {
        /// The note.
        note: ShiftNote,
    },
    /// The next shift took the note over.
    ShiftTakenOver {},
    /// A suggestion was made.
    SuggestionMade {
        /// The whole of it.
        suggestion: Suggestion,
    },
    /// A suggestion was handed to a leader.
    SuggestionHandedUp {
        /// To whom.
        to: String,
    },
    /// It was decided what becomes of a suggestion.
    SuggestionDecided {
        /// Adopted, or not.
        adopted: bool,
        /// The measure, or why not.
        words: String,
    },
    /// Whoever made a suggestion was told what became of it.
    SuggestionToldBack {
        /// How.
        words: String,
    },
    /// A measure of improvement was set. Ledger 09-17.
    ImprovementSet {
        /// The whole of it.
        improvement: Improvement,
    },
    /// It was looked at whether a measure helped. Ledger 09-17.
    ImprovementChecked {
        /// Whether it did.
        effect: MeasureEffect,
        /// What was seen.
        words: String,
        /// What the owner of the case that led to it said when he was asked again. Ledger 08-20.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<String>,
    },
    /// A routine is from now on as told here.
    RoutineSaved {
        /// The whole of it.
        routine: Routine,
    },
    /// A routine is no longer kept.
    RoutineDropped {},
    /// A routine was done.
    RoutineSigned {
        /// The day it was owed for.
        day: NaiveDate,
        /// What was done or found; may be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        found: String,
    },
    /// A place where owners complain in public is from now on watched as told here.
    WatchSaved {
        /// The whole of it.
        place: WatchedPlace,
    },
    /// A place is no longer watched.
    WatchDropped {},
    /// Somebody looked at a watched place.
    WatchLooked {
        /// What was found; empty: nothing.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        found: String,
    },
    /// An entry of 服务簿 is from now on as told here. Ledger 19-06, 17-25, 11-25.
    ServiceNoted {
        /// The whole of it.
        note: ServiceNote,
    },
    /// An entry of 服务簿 was struck.
    ServiceNoteStruck {},
    /// A drill was played: it is kept as it was. Ledger 17-06.
    DrillDone {
        /// The whole of it.
        run: Box<DrillRun>,
    },
    /// What came of a drill's follow-up. Ledger 17-07.
    DrillFollowedUp {
        /// In words.
        words: String,
    },
    /// A form was printed or written as a file.
    Printed {},
    /// Cases or a table were written to a file.
    Exported {
        /// How many cases or households stand in it.
        cases: u64,
        /// With telephone numbers in full.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        full: bool,
    },
    /// A telephone number that was masked was shown in full.
    Unmasked {},
    /// A PIN or the recovery code was set, or taken away.
    SecretSet {
        /// Its hash; absent when it was taken away.
        hash: Option<String>,
    },
    /// A person signed in at the keyboard.
    SignedIn {},
    /// A supervisor, who recorded this, has confirmed by his PIN what somebody else is about to do at the keyboard.
    Confirmed {
        /// Name of the one at the keyboard.
        actor: String,
        /// What it is, as it was asked.
        what: String,
    },
    /// A copy was put in place of the data.
    Restored {
        /// Sequence of the last entry in the copy.
        copy: i64,
        /// Sequence of the last entry before, where it could be read: those in between are in the file that was set
        /// aside.
        before: Option<i64>,
    },
    /// The personal content of a case was erased. Each erased entry by its sequence, with the hash of what stayed of it:
    /// the codes and times that statistics need.
    Anonymised {
        /// Sequence and SHA-256 in hexadecimal digits.
        kept: Vec<(i64, String)>,
    },
}

impl CounterEvent {
    /// The type word under which it stands in the log; the serde tag.
    pub fn type_word(&self) -> &'static str {
        match self {
            Self::SettingSaved { .. } => "setting_saved",
            Self::StaffSaved { .. } => "staff_saved",
            Self::KnowledgeSaved { .. } => "knowledge_saved",
            Self::KnowledgeDropped {} => "knowledge_dropped",
            Self::ImportOpened { .. } => "import_opened",
            Self::ImportUndone { .. } => "import_undone",
            Self::HouseholdSaved { .. } => "household_saved",
            Self::HouseholdDropped {} => "household_dropped",
            Self::MonthLocked { .. } => "month_locked",
            Self::MonthUnlocked { .. } => "month_unlocked",
            Self::MonthAnalysed { .. } => "month_analysed",
            Self::OutageSaved { .. } => "outage_saved",
            Self::OutageJoined { .. } => "outage_joined",
            Self::OutageLeft { .. } => "outage_left",
            Self::OutageTold { .. } => "outage_told",
            Self::OutageOver { .. } => "outage_over",
            Self::CheckSigned { .. } => "check_signed",
            Self::ShiftHandedOver { .. } => "shift_handed_over",
            Self::ShiftTakenOver {} => "shift_taken_over",
            Self::SuggestionMade { .. } => "suggestion_made",
            Self::SuggestionHandedUp { .. } => "suggestion_handed_up",
            Self::SuggestionDecided { .. } => "suggestion_decided",
            Self::SuggestionToldBack { .. } => "suggestion_told_back",
            Self::ImprovementSet { .. } => "improvement_set",
            Self::ImprovementChecked { .. } => "improvement_checked",
            Self::RoutineSaved { .. } => "routine_saved",
            Self::RoutineDropped {} => "routine_dropped",
            Self::RoutineSigned { .. } => "routine_signed",
            Self::WatchSaved { .. } => "watch_saved",
            Self::WatchDropped {} => "watch_dropped",
            Self::WatchLooked { .. } => "watch_looked",
            Self::ServiceNoted { .. } => "service_noted",
            Self::ServiceNoteStruck {} => "service_note_struck",
            Self::DrillDone { .. } => "drill_done",
            Self::DrillFollowedUp { .. } => "drill_followed_up",
            Self::Printed {} => "printed",
            Self::Exported { .. } => "exported",
            Self::Unmasked {} => "unmasked",
            Self::SecretSet { .. } => "secret_set",
            Self::SignedIn {} => "signed_in",
            Self::Confirmed { .. } => "confirmed",
            Self::Restored { .. } => "restored",
            Self::Anonymised { .. } => "anonymised",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::Opinion;
    use crate::domain::drill::{Dimension, DrillAnswer, DrillMode, DrillTick};
    use crate::domain::service_note::{ServiceKind, SurveyAnswer};

    fn survey() -> ServiceNote {
        let day = NaiveDate::from_ymd_opt(2026, 11, 3).unwrap();
        let answers = vec![SurveyAnswer { department: "工程部".into(), opinion: Opinion::Mostly }];
        ServiceNote { answers, ..ServiceNote::new(ServiceKind::Survey, day, "李敏") }
    }

    fn drill() -> DrillRun {
        let ticks = vec![DrillTick { text: "先应声".into(), of: Dimension::Speed, said: true }];
        let (says, sentence) = ("喂？".to_owned(), "我在。".to_owned());
        DrillRun {
            script: "lift".into(),
            name: "困人".into(),
            mode: DrillMode::Stress,
            participants: "王倩".into(),
            answers: vec![DrillAnswer { says, sentence, took: 12, within: 30, ticks }],
            result: "稳住了".into(),
            follow_up: "下周再练".into(),
        }
    }

    #[test]
    fn the_type_word_is_the_tag_of_the_stored_form() {
        let entries = [
            CounterEvent::SettingSaved { value: Value::Null },
            CounterEvent::StaffSaved { name: "李敏".into(), role: Role::Reception, active: true },
            CounterEvent::KnowledgeDropped {},
            CounterEvent::ImportOpened { book: BookKind::Ledger },
            CounterEvent::ImportUndone { batch: 3 },
            CounterEvent::HouseholdSaved { household: Household::new("3-2-1001") },
            CounterEvent::HouseholdDropped {},
            CounterEvent::MonthUnlocked { version: 1, reason: "漏登一单".into() },
            CounterEvent::MonthAnalysed { text: "加强巡查".into() },
            CounterEvent::OutageJoined { case: CaseNumber::parse("20261103-001").unwrap() },
            CounterEvent::OutageLeft { case: CaseNumber::parse("20261103-001").unwrap() },
            CounterEvent::OutageTold { text: "已抢修".into(), medium: Medium::Wechat, cases: 3 },
            CounterEvent::OutageOver { result: "已恢复".into() },
            CounterEvent::CheckSigned {
                list: CheckList::HomeRepairs,
                counts: CheckCounts { open: 2, ..CheckCounts::default() },
                found: "催工程部".into(),
            },
            CounterEvent::ShiftHandedOver {
                note: ShiftNote { text: "钥匙在抽屉".into(), ..ShiftNote::default() },
            },
            CounterEvent::ShiftTakenOver {},
            CounterEvent::SuggestionHandedUp { to: "项目经理".into() },
            CounterEvent::SuggestionDecided { adopted: true, words: "下月起".into() },
            CounterEvent::SuggestionToldBack { words: "当面".into() },
            CounterEvent::ImprovementChecked {
                effect: MeasureEffect::Partly,
                words: "少了".into(),
                owner: Some("好多了".into()),
            },
            CounterEvent::RoutineDropped {},
            CounterEvent::RoutineSigned { day: "2026-11-06".parse().unwrap(), found: "都通".into() },
            CounterEvent::WatchDropped {},
            CounterEvent::WatchLooked { found: String::new() },
            CounterEvent::ServiceNoted { note: survey() },
            CounterEvent::ServiceNoteStruck {},
            CounterEvent::DrillDone { run: Box::new(drill()) },
            CounterEvent::DrillFollowedUp { words: "再练一次".into() },
            CounterEvent::Printed {},
            CounterEvent::Exported { cases: 7, full: true },
            CounterEvent::Unmasked {},
            CounterEvent::SecretSet { hash: Some("$argon2id$".into()) },
            CounterEvent::SignedIn {},
            CounterEvent::Confirmed { actor: "李敏".into(), what: "作废".into() },
            CounterEvent::Restored { copy: 7, before: None },
            CounterEvent::Anonymised { kept: vec![(3, "00".into())] },
        ];
        for entry in entries {
            let json = serde_json::to_value(&entry).unwrap();
            assert_eq!(json["type"], entry.type_word());
            assert_eq!(serde_json::from_value::<CounterEvent>(json).unwrap(), entry);
        }
    }
}
