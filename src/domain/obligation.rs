//! What is owed (时限): an obligation with its id, when it is due, since when it is owed, how it ended, how urgent
//! it is. What sets one stands in `deadline`, what meets or ends one in `fulfilment`.

use chrono::{Datelike, Duration, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::domain::calendar::{WorkCalendar, unannounced_words};
use crate::domain::code::{DeadlineCode, PaperForm, SituationCode};
use crate::domain::time::Moment;

/// Which obligation of a case: the event that set it, counted from 0, or the receipt; and which of those that this
/// event set. Stable, because events are only appended. Written `r.0` (receipt) or `14.0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ObligationId {
    /// Place of the event in the case's list; `None` for the receipt.
    pub event: Option<u32>,
    /// Which of those that the event set, from 0.
    pub nth: u16,
}

impl ObligationId {
    /// The obligation that becomes owed by time alone, set by no event.
    pub(crate) const BY_TIME: u16 = u16::MAX;
}

impl std::fmt::Display for ObligationId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.event {
            Some(event) => write!(f, "{event}.{}", self.nth),
            None => write!(f, "r.{}", self.nth),
        }
    }
}

impl std::str::FromStr for ObligationId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = || {
            let (event, nth) = text.split_once('.')?;
            let event = if event == "r" { None } else { Some(event.parse().ok()?) };
            Some(Self { event, nth: nth.parse().ok()? })
        };
        read().ok_or_else(|| format!("「{text}」不是时限的编号，应如 r.0 或 14.0"))
    }
}

impl TryFrom<String> for ObligationId {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<ObligationId> for String {
    fn from(id: ObligationId) -> String {
        id.to_string()
    }
}

/// What kind of task is owed under [`DeadlineCode::Task`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskKind {
    /// Given to somebody in words.
    #[default]
    Free,
    /// 再次上移 after a dissatisfied visit. Rules §4.
    EscalateAgain,
    /// 是否有一定难度: the supervisor's question behind 填写处理记录表. Rules §4 record_form.
    JudgeDifficulty,
    /// 险情后回电: whether all are safe and what is still wanted, within the hour after a danger.
    CallAfterDanger,
    /// The owner hears what a department did; whoever took the case in owes it. Ledger 07-04.
    TellOwner,
    /// 预约上门: kept or missed is recorded by the end of the slot. Ledger 07-09.
    Appointment {
        /// When the slot begins: the reminder counts from it.
        begins: Moment,
    },
    /// A slot was missed: the owner is called and a new one agreed. Ledger 07-09.
    NewSlot,
    /// What was not settled at the visit of the technician is looked at again. Ledger 07-13.
    LookAgain,
    /// A paper that the matter calls for: the report on a matter outside that reaches far, the file of a major complaint.
    /// Met by the paper itself. Rules §7.
    Paper {
        /// Which.
        form: PaperForm,
    },
    /// A time limit of the chosen situation, by its id there. Ledger 12-68.
    SituationLimit {
        /// The situation.
        situation: SituationCode,
        /// Which of its limits; absent when a file told of it in words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        limit: Option<String>,
    },
}

impl TaskKind {
    /// Whether it was given in words.
    pub fn is_free(&self) -> bool {
        *self == Self::Free
    }

    /// Whether a case owes only one of it, so that a new one takes the place of the one before. Two slots may be agreed for two
    /// trades – a new one says which it replaces –, each with something to look at again; what is given in words, the
    /// telling of the owner among it, may be given twice.
    pub fn is_only(&self) -> bool {
        match self {
            Self::EscalateAgain
            | Self::JudgeDifficulty
            | Self::CallAfterDanger
            | Self::NewSlot
            | Self::Paper { .. } => true,
            Self::SituationLimit { limit, .. } => limit.is_some(),
            Self::Free | Self::TellOwner | Self::Appointment { .. } | Self::LookAgain => false,
        }
    }

    /// The situation that set it.
    pub fn situation(&self) -> Option<&SituationCode> {
        match self {
            Self::SituationLimit { situation, .. } => Some(situation),
            _ => None,
        }
    }

    /// The words of a task that has none of its own.
    pub fn words(&self) -> Option<&'static str> {
        match self {
            Self::EscalateAgain => Some("再次上移"),
            Self::JudgeDifficulty => Some("是否有一定难度"),
            Self::CallAfterDanger => Some("险情后回电问平安"),
            Self::TellOwner => Some("把办的结果告诉业主"),
            Self::NewSlot => Some("上门落空，致电并重约"),
            Self::LookAgain => Some("回头查看"),
            Self::Paper { form: PaperForm::Report } => Some("书面呈报情况报告"),
            Self::Paper { form } => Some(form.label()),
            Self::Free | Self::SituationLimit { .. } | Self::Appointment { .. } => None,
        }
    }
}

/// Why an obligation is due sooner than its kind is otherwise. Rules §4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SoonerFor {
    /// The case is urgent.
    Urgent,
    /// It is serious, special or may turn extreme.
    Grave,
}

/// A deadline that was set, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    /// Which of the case's.
    pub id: ObligationId,
    /// What is owed.
    pub deadline: DeadlineCode,
    /// When it is due.
    pub due: Moment,
    /// The rule that set it.
    pub rule: String,
    /// The kind of a task.
    pub task: Option<TaskKind>,
    /// Why it is due sooner than its kind is otherwise.
    pub sooner_for: Option<SoonerFor>,
    /// Its due time was counted in working days.
    pub working_days: bool,
    /// What is to be done, for tasks.
    pub what: Option<String>,
    /// Whom it was given to, for tasks.
    pub who: Option<String>,
    /// When it was set.
    pub set_at: Moment,
    /// Not owed before this time.
    pub owed_from: Moment,
    /// How it ended; `None` while it is owed.
    pub end: Option<End>,
}

/// How an obligation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Done at that time.
    Met(Moment),
    /// A newer one of its kind took its place; missed when it was overdue then.
    Replaced(Moment),
    /// No longer owed, for instance through an exemption; missed when it was overdue then.
    Dropped(Moment),
    /// Its cause was withdrawn (class changed, mark taken off): neither met nor missed. Rules §4.
    Withdrawn(Moment),
    /// The case was closed or voided.
    Closed(Moment),
}

impl End {
    /// When it ended.
    pub fn at(self) -> Moment {
        match self {
            Self::Met(at)
            | Self::Replaced(at)
            | Self::Dropped(at)
            | Self::Withdrawn(at)
            | Self::Closed(at) => at,
        }
    }
}

impl Obligation {
    /// Whether it is owed at `now`: set, begun and not ended.
    pub fn is_open(&self, now: Moment) -> bool {
        self.owed_from <= now && self.end.is_none_or(|end| end.at() > now)
    }

    /// Whether it was met in time; `None` while that is open at `now`, when it fell away before it was due, or when
    /// its cause was withdrawn.
    pub fn in_time(&self, now: Moment) -> Option<bool> {
        match self.end.filter(|end| end.at() <= now) {
            Some(End::Met(at)) => Some(at <= self.due),
            Some(End::Withdrawn(_)) => None,
            Some(End::Replaced(at) | End::Dropped(at) | End::Closed(at)) => (at > self.due).then_some(false),
            None => (now > self.due).then_some(false),
        }
    }

    /// How urgent it is. A quiet week stands as open while it runs and as due soon from its end until the case is closed.
    pub fn urge(&self, now: Moment, soon: Duration) -> Urge {
        Urge::of(self.deadline, self.due, now, soon)
    }

    /// The year of its due time when that was counted in working days and the year's holidays are 未公布: the screen
    /// says so beside the time. Rules §4.
    pub fn unannounced_year(&self, calendar: &WorkCalendar) -> Option<i32> {
        let year = self.due.date().year();
        (self.working_days && !calendar.is_announced(year)).then_some(year)
    }

    /// What is said behind its time where that hangs on holidays that are 未公布; else nothing.
    pub fn unannounced_note(&self, calendar: &WorkCalendar) -> String {
        let year = self.unannounced_year(calendar);
        year.map(|year| format!("（{}）", unannounced_words(year))).unwrap_or_default()
    }

    /// The word of what is to be done.
    pub fn label(&self) -> &str {
        let of_kind = self.task.as_ref().and_then(TaskKind::words);
        self.what.as_deref().or(of_kind).unwrap_or(self.deadline.label())
    }

    /// When one is reminded of it: the beginning of a slot, else its due time.
    pub fn reminded_at(&self) -> Moment {
        match self.task {
            Some(TaskKind::Appointment { begins }) => begins,
            _ => self.due,
        }
    }

    /// Whether it is the task of an appointment.
    pub fn is_appointment(&self) -> bool {
        matches!(self.task, Some(TaskKind::Appointment { .. }))
    }

    /// The paper that meets it and nothing else; `None` where something else does.
    pub fn paper(&self) -> Option<PaperForm> {
        match (self.deadline, &self.task) {
            (DeadlineCode::RecordForm, _) => Some(PaperForm::HandlingRecord),
            (DeadlineCode::Letter, _) => Some(PaperForm::Letter),
            (_, Some(TaskKind::Paper { form })) => Some(*form),
            _ => None,
        }
    }

    /// Whether it is this kind of task.
    pub fn is_task(&self, kind: &TaskKind) -> bool {
        self.task.as_ref() == Some(kind)
    }
}

/// How urgent something owed is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Urge {
    /// Past its time.
    Overdue,
    /// Due within the hour (setting).
    DueSoon,
    /// Later.
    Open,
}

impl Urge {
    /// How urgent a deadline is that is due then; `soon` before it becomes [`Urge::DueSoon`]. Rules §4.
    pub fn of(deadline: DeadlineCode, due: Moment, now: Moment, soon: Duration) -> Self {
        match deadline {
            DeadlineCode::QuietWeek if now >= due => Self::DueSoon,
            DeadlineCode::QuietWeek => Self::Open,
            _ if now > due => Self::Overdue,
            _ if due - now <= soon => Self::DueSoon,
            _ => Self::Open,
        }
    }

    /// The word of `today --format json`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::DueSoon => "due_soon",
            Self::Open => "open",
        }
    }
}

/// The due time as lists show it: `逾期 2小时`, `还剩 25分`, `今天 16:00`, `明天 08:30`, `11月25日`. Midnight is
/// said as 24:00 of the day that ends with it; a quiet week that is over says `观察期满`.
pub fn due_words(due: Moment, urge: Urge, now: Moment) -> String {
    match urge {
        Urge::Overdue => format!("逾期 {}", span_words((now - due).num_minutes())),
        Urge::DueSoon if due < now => "观察期满".to_owned(),
        Urge::DueSoon => format!("还剩 {}", span_words(((due - now).num_seconds() + 59) / 60)),
        Urge::Open => {
            let midnight = due.time() == NaiveTime::MIN;
            let day = if midnight { (due - Duration::seconds(1)).date() } else { due.date() };
            let clock = if midnight { "24:00".to_owned() } else { due.clock() };
            match (day - now.date()).num_days() {
                0 => format!("今天 {clock}"),
                1 => format!("明天 {clock}"),
                _ if day.year() == now.date().year() => format!("{}月{}日", day.month(), day.day()),
                _ => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
            }
        }
    }
}

/// `11-04 09:20 前`, `11-03 15:00 起逾期`: for papers, which are read on other days than they are made. With its year where
/// that is another than now.
pub fn due_on_paper(due: Moment, urge: Urge, now: Moment) -> String {
    let midnight = due.time() == NaiveTime::MIN;
    let day = if midnight { (due - Duration::seconds(1)).date() } else { due.date() };
    let clock = if midnight { "24:00".to_owned() } else { due.clock() };
    let date = if day.year() == now.date().year() { day.format("%m-%d") } else { day.format("%Y-%m-%d") };
    let stands = match urge {
        Urge::Overdue => "起逾期",
        Urge::DueSoon if due < now => "期满",
        Urge::DueSoon | Urge::Open => "前",
    };
    format!("{date} {clock} {stands}")
}

/// `40分`, `2小时`, `1天`: whole units, never none at all.
pub fn span_words(minutes: i64) -> String {
    match minutes {
        ..60 => format!("{}分", minutes.max(1)),
        60..1440 => format!("{}小时", minutes / 60),
        _ => format!("{}天", minutes / 1440),
    }
}

/// `15分`, `2小时15分`, `1天3小时`: the two weightiest units, of the second only whole ones.
pub fn long_span_words(minutes: i64) -> String {
    let minutes = minutes.max(1);
    let (whole, rest) = match minutes {
        ..60 => (format!("{minutes}分"), String::new()),
        60..1440 => (format!("{}小时", minutes / 60), format!("{}分", minutes % 60)),
        _ => (format!("{}天", minutes / 1440), format!("{}小时", minutes % 1440 / 60)),
    };
    if rest.is_empty() || rest.starts_with("0") { whole } else { format!("{whole}{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_written_and_read() {
        for (id, text) in [
            (ObligationId { event: None, nth: 2 }, "r.2"),
            (ObligationId { event: Some(14), nth: 0 }, "14.0"),
        ] {
            assert_eq!(id.to_string(), text);
            assert_eq!(text.parse(), Ok(id));
        }
        assert!("14".parse::<ObligationId>().is_err());
    }

    #[test]
    fn due_times_are_said_as_people_say_them() {
        let at = |text: &str| Moment::parse(text).unwrap();
        let now = at("2026-11-21T14:32");
        for (due, urge, words) in [
            ("2026-11-21T12:20", Urge::Overdue, "逾期 2小时"),
            ("2026-11-21T13:52", Urge::Overdue, "逾期 40分"),
            ("2026-11-21T14:31:50", Urge::Overdue, "逾期 1分"),
            ("2026-11-20T14:00", Urge::Overdue, "逾期 1天"),
            ("2026-11-21T14:57", Urge::DueSoon, "还剩 25分"),
            ("2026-11-21T14:32:10", Urge::DueSoon, "还剩 1分"),
            ("2026-11-21T10:00", Urge::DueSoon, "观察期满"),
            ("2026-11-21T16:00", Urge::Open, "今天 16:00"),
            ("2026-11-22T00:00", Urge::Open, "今天 24:00"),
            ("2026-11-22T08:30", Urge::Open, "明天 08:30"),
            ("2026-11-25T09:00", Urge::Open, "11月25日"),
            ("2027-01-03T09:00", Urge::Open, "2027年1月3日"),
        ] {
            assert_eq!(due_words(at(due), urge, now), words, "{due}");
            let written = due_on_paper(at(due), urge, now);
            assert!(!written.contains(['今', '明', '还']), "{written}");
        }
    }

    #[test]
    fn a_span_is_told_in_its_two_weightiest_units() {
        for (minutes, words) in
            [(0, "1分"), (59, "59分"), (60, "1小时"), (135, "2小时15分"), (1440, "1天"), (1639, "1天3小时")]
        {
            assert_eq!(long_span_words(minutes), words);
        }
    }
}
