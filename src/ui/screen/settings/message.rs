//! What happens on 设置, and the parts it has.

use crate::desk::error::Error;
use crate::desk::reply::Written;
use crate::domain::code::SuperiorRank;
use crate::domain::settings::{PartyKind, Settings};
use crate::ui::screen::settings::calendar;
use crate::ui::screen::settings::categories;
use crate::ui::screen::settings::data;
use crate::ui::screen::settings::form::{SuperiorPart, Word};
use crate::ui::screen::settings::people;
use crate::ui::screen::settings::pins;

/// A part of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Property and numbers.
    Property,
    /// Staff.
    People,
    /// Departments, outside firms, colleagues without a sign-in.
    Parties,
    /// PINs and the recovery code.
    Pins,
    /// The ladder of superiors.
    Ladder,
    /// Rows of the monthly table.
    Categories,
    /// Deadlines' values.
    Deadlines,
    /// Working days and holidays.
    Calendar,
    /// Office hours, reception clock, thresholds, type size.
    DutyAndDisplay,
    /// Folder and copies.
    Data,
}

impl Section {
    /// All of them in the order of the screen.
    pub const ALL: [Self; 10] = [
        Self::Property,
        Self::People,
        Self::Parties,
        Self::Pins,
        Self::Ladder,
        Self::Categories,
        Self::Deadlines,
        Self::Calendar,
        Self::DutyAndDisplay,
        Self::Data,
    ];

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Property => "单位与电话",
            Self::People => "员工",
            Self::Parties => "部门与单位",
            Self::Pins => "PIN 与锁屏",
            Self::Ladder => "服务上移",
            Self::Categories => "统计类别",
            Self::Deadlines => "时限",
            Self::Calendar => "工作日历",
            Self::DutyAndDisplay => "值班与显示",
            Self::Data => "数据与备份",
        }
    }
}

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// A part was chosen.
    Show(Section),
    /// A word was typed.
    Word(Word, String),
    /// A part of a superior's line was typed.
    Superior(usize, SuperiorPart, String),
    /// A superior stands there.
    SuperiorRank(usize, SuperiorRank),
    /// One more rung.
    AddSuperior,
    /// A rung less.
    RemoveSuperior(usize),
    /// A department, firm or colleague was renamed.
    Party(usize, String),
    /// … is of another kind.
    PartyKind(usize, PartyKind),
    /// One more of a kind.
    AddParty(PartyKind),
    /// One less.
    RemoveParty(usize),
    /// Among the categories and topics.
    Categories(categories::Message),
    /// A deadline's value was typed.
    Deadline(usize, String),
    /// Another figure was typed.
    Other(usize, String),
    /// Beginning of duty was typed.
    From(String),
    /// End of duty was typed.
    To(String),
    /// Large type or not.
    LargeType(bool),
    /// In the calendar.
    Calendar(calendar::Message),
    /// Keep what was typed.
    Save,
    /// Forget what was typed.
    Undo,
    /// It is on disk, or a sentence why not.
    Saved(Box<Result<Written<Settings>, Error>>),
    /// What was half typed when the computer was shut down.
    Typed(Option<String>),
    /// In the list of staff.
    People(people::Message),
    /// In the part of PINs.
    Pins(pins::Message),
    /// In the part of folder and copies.
    Data(data::Message),
}
