//! A question for a list of cases: which, in what order, from where on, how many. 台账, the lists behind figures, search
//! and exports ask by it; the database answers it, and nobody holds all cases.

use std::cmp::{Ordering, Reverse};

use serde::{Deserialize, Serialize};

use crate::domain::case::CaseNumber;
use crate::domain::case_row::{CaseRow, room_order};
use crate::domain::code::{CaseKind, Category, Channel, Flag, SituationCode, Status};
use crate::domain::marker::Marker;
use crate::domain::settings::Settings;
use crate::domain::time::Moment;

/// Which cases. Everything that is set must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// Received from this moment on.
    pub from: Option<Moment>,
    /// Received before this moment.
    pub to: Option<Moment>,
    /// Only these states; empty = all.
    pub status: Vec<Status>,
    /// Only this kind.
    pub kind: Option<CaseKind>,
    /// Only this category.
    pub category: Option<Category>,
    /// Only this channel.
    pub channel: Option<Channel>,
    /// Only this leaf of the scenario library.
    pub situation: Option<SituationCode>,
    /// Only those of this 责任人.
    pub handler: Option<String>,
    /// Only those that this person took in.
    pub receiver: Option<String>,
    /// Only those of this department.
    pub department: Option<String>,
    /// Only those of this building, as `3`.
    pub building: Option<String>,
    /// Only those that carry all these marks.
    pub flags: Vec<Flag>,
    /// Only overdue ones.
    pub overdue: bool,
    /// Only those that wait for the answer to a letter of ours.
    pub awaits_reply: bool,
    /// Number, phone, room, name or words; empty = all.
    pub text: String,
    /// Only these cases: the list behind a figure.
    pub among: Option<Vec<CaseNumber>>,
}

impl CaseFilter {
    /// Just these cases.
    pub fn among(numbers: Vec<CaseNumber>) -> Self {
        Self { among: Some(numbers), ..Self::default() }
    }

    /// What narrows the list beside the days, in words; empty when nothing does. A list of numbers is told by its title.
    pub fn words(&self, settings: &Settings) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        if !self.status.is_empty() {
            words.push(self.status.iter().map(|one| one.label()).collect::<Vec<_>>().join("或"));
        }
        words.extend(self.kind.map(|one| one.label().to_owned()));
        words.extend(self.category.as_ref().map(|one| settings.category_label(one).to_owned()));
        words.extend(self.channel.map(|one| one.label().to_owned()));
        words.extend(self.situation.as_ref().map(|one| format!("场景{one}")));
        let named = [
            ("责任人", &self.handler),
            ("受理人", &self.receiver),
            ("部门", &self.department),
            ("楼栋", &self.building),
        ];
        words.extend(named.into_iter().filter_map(|(what, is)| Some(format!("{what}{}", is.as_ref()?))));
        // The words stand on paper, which lies about.
        let named = |one: &Flag| {
            if one.is_supervisors() { "内部标记".to_owned() } else { format!("标记{}", one.label()) }
        };
        words.extend(self.flags.iter().map(named));
        words.extend(self.overdue.then(|| Marker::Overdue.label().to_owned()));
        words.extend(self.awaits_reply.then(|| Marker::AwaitsReply.label().to_owned()));
        let text = self.text.trim();
        words.extend((!text.is_empty()).then(|| format!("含“{text}”")));
        words
    }

    /// Whether a case belongs to the list, as far as its row tells: everything but the text.
    pub fn admits(&self, row: &CaseRow, now: Moment) -> bool {
        let same = |wanted: &Option<String>, is: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| is == Some(wanted))
        };
        self.from.is_none_or(|from| row.received_at >= from)
            && self.to.is_none_or(|to| row.received_at < to)
            && (self.status.is_empty() || self.status.contains(&row.status))
            && self.kind.is_none_or(|kind| row.kind == kind)
            && self.category.as_ref().is_none_or(|category| row.category.as_ref() == Some(category))
            && self.channel.is_none_or(|channel| row.channel == channel)
            && self.situation.as_ref().is_none_or(|situation| row.situation.as_ref() == Some(situation))
            && same(&self.handler, row.handler.as_deref())
            && same(&self.receiver, Some(&row.receiver))
            && same(&self.department, row.department.as_deref())
            && same(&self.building, row.building().as_deref())
            && self.flags.iter().all(|flag| row.flags.contains(flag))
            && (!self.overdue || row.is_overdue(now))
            && (!self.awaits_reply || row.reply_since.is_some())
            && self.among.as_ref().is_none_or(|numbers| numbers.contains(&row.number))
    }
}

/// In what order. Among equals the newest comes first; what has no value of its own comes last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseOrder {
    /// The newest first.
    #[default]
    Newest,
    /// The oldest first.
    Oldest,
    /// By the next deadline.
    Due,
    /// By state, in the order of [`Status::ALL`].
    Status,
    /// By room.
    Room,
    /// By 责任人.
    Handler,
    /// By 受理人.
    Receiver,
    /// By department.
    Department,
}

/// What an order compares first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum OrderKey {
    /// A place in a list, or a time in seconds.
    Number(i64),
    /// A text, compared byte by byte.
    Text(String),
}

impl CaseOrder {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Newest,
        Self::Oldest,
        Self::Due,
        Self::Status,
        Self::Room,
        Self::Handler,
        Self::Receiver,
        Self::Department,
    ];

    /// What a case is compared by before its time of receipt; `None` stands last. Without a key of its own the order
    /// is that of the receipts.
    pub fn key(self, row: &CaseRow) -> Option<OrderKey> {
        let text = |text: Option<&str>| text.map(|text| OrderKey::Text(text.to_owned()));
        match self {
            Self::Newest | Self::Oldest => None,
            Self::Due => row.next.map(|(_, due)| OrderKey::Number(due.unix())),
            Self::Status => Some(OrderKey::Number(status_place(row.status))),
            Self::Room => row.room.as_deref().map(|room| OrderKey::Text(room_order(room))),
            Self::Handler => text(row.handler.as_deref()),
            Self::Receiver => text(Some(&row.receiver)),
            Self::Department => text(row.department.as_deref()),
        }
    }

    /// Which of two cases comes first.
    pub fn compare(self, one: &CaseRow, other: &CaseRow) -> Ordering {
        let place = |row: &CaseRow| (row.received_at, row.number);
        match self {
            Self::Oldest => place(one).cmp(&place(other)),
            _ => {
                let key = |row: &CaseRow| {
                    let key = self.key(row);
                    (key.is_none(), key, Reverse(place(row)))
                };
                key(one).cmp(&key(other))
            }
        }
    }
}

/// The place of a state in lists, from 0.
pub fn status_place(status: Status) -> i64 {
    let place = Status::ALL.iter().position(|one| *one == status);
    place.and_then(|place| i64::try_from(place).ok()).unwrap_or(i64::MAX)
}

/// A question for a page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseQuery {
    /// Which cases.
    pub filter: CaseFilter,
    /// In what order.
    pub order: CaseOrder,
    /// Only what comes after this case, which need not fit the filter.
    pub after: Option<Box<CaseRow>>,
    /// No more than so many.
    pub limit: usize,
}

impl CaseQuery {
    /// What a page of the register holds.
    pub const PAGE: usize = 200;

    /// The first page.
    pub fn first(filter: CaseFilter, order: CaseOrder) -> Self {
        Self { filter, order, after: None, limit: Self::PAGE }
    }

    /// The page after one that ends with this case.
    pub fn after(self, last: CaseRow) -> Self {
        Self { after: Some(Box::new(last)), ..self }
    }
}

/// A page of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CasePage {
    /// The cases.
    pub rows: Vec<CaseRow>,
    /// Whether there are more after the last.
    pub more: bool,
}

/// How many cases a filter keeps, as far as they were counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CaseCount {
    /// All of them.
    pub all: usize,
    /// Those overdue.
    pub overdue: usize,
    /// Counting all ended early: there are so many at least, told as “… 多件”.
    pub more: bool,
    /// The same of those overdue.
    pub more_overdue: bool,
}

/// What occurs in the columns that a list is narrowed by, each sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseValues {
    /// 责任人.
    pub handlers: Vec<String>,
    /// 受理人.
    pub receivers: Vec<String>,
    /// Departments.
    pub departments: Vec<String>,
    /// Buildings.
    pub buildings: Vec<String>,
}
