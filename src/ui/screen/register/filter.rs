//! What the register is asked for: the chips and fields above the list, as the desk's filter.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::case_query::CaseFilter;
use crate::domain::code::{CaseKind, Category, Channel, Flag, Status};
use crate::ui::screen::register::days::{Days, Usual};

/// The chips and fields as they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filters {
    /// The usual period; `None` when days are typed.
    pub usual: Option<Usual>,
    /// First day as typed, or of the usual period.
    pub from: String,
    /// Last day as typed, or of the usual period.
    pub to: String,
    /// Only these states; none = all.
    pub status: Vec<Status>,
    /// Only this kind.
    pub kind: Option<CaseKind>,
    /// Only this category.
    pub category: Option<Category>,
    /// Only this channel.
    pub channel: Option<Channel>,
    /// Only those of this 责任人.
    pub handler: Option<String>,
    /// Only those that this person took in.
    pub receiver: Option<String>,
    /// Only those of this department.
    pub department: Option<String>,
    /// Only those of this building.
    pub building: Option<String>,
    /// Only those with all these marks.
    pub flags: Vec<Flag>,
    /// Only what is overdue.
    pub overdue: bool,
    /// Only what waits for the answer to a letter of ours.
    #[serde(default)]
    pub awaits_reply: bool,
    /// Number, name, room, phone or words.
    pub text: String,
}

impl Filters {
    /// The filters at the start: this month, everything else open.
    pub fn new(today: NaiveDate) -> Self {
        let mut filters = Self {
            usual: None,
            from: String::new(),
            to: String::new(),
            status: Vec::new(),
            kind: None,
            category: None,
            channel: None,
            handler: None,
            receiver: None,
            department: None,
            building: None,
            flags: Vec::new(),
            overdue: false,
            awaits_reply: false,
            text: String::new(),
        };
        filters.choose(Usual::Month, today);
        filters
    }

    /// Chooses a usual period.
    pub fn choose(&mut self, usual: Usual, today: NaiveDate) {
        let days = usual.days(today);
        let word = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        (self.from, self.to) = (word(days.from), word(days.to));
        self.usual = Some(usual);
    }

    /// The days that are shown.
    ///
    /// # Errors
    /// A sentence when what is typed cannot be read.
    pub fn days(&self, today: NaiveDate) -> Result<Days, String> {
        match self.usual {
            Some(usual) => Ok(usual.days(today)),
            None => Days::read(&self.from, &self.to, today),
        }
    }

    /// Takes a state in or out.
    pub fn toggle(&mut self, status: Status) {
        if self.status.contains(&status) {
            self.status.retain(|one| *one != status);
        } else {
            self.status.push(status);
        }
    }

    /// Takes a mark in or out.
    pub fn toggle_flag(&mut self, flag: Flag) {
        if self.flags.contains(&flag) {
            self.flags.retain(|one| *one != flag);
        } else {
            self.flags.push(flag);
        }
    }

    /// How many of the folded filters narrow the list.
    pub fn further(&self) -> usize {
        let set = [
            self.category.is_some(),
            self.channel.is_some(),
            self.handler.is_some(),
            self.receiver.is_some(),
            self.department.is_some(),
            self.building.is_some(),
        ];
        set.iter().filter(|set| **set).count() + self.flags.len()
    }

    /// Whether anything but the days narrows the list.
    pub fn narrows(&self) -> bool {
        !self.status.is_empty()
            || self.kind.is_some()
            || self.further() > 0
            || self.overdue
            || self.awaits_reply
            || !self.text.trim().is_empty()
    }

    /// What the desk is asked.
    ///
    /// # Errors
    /// As [`Self::days`].
    pub fn ask(&self, today: NaiveDate) -> Result<CaseFilter, String> {
        let (from, to) = self.days(today)?.bounds();
        Ok(CaseFilter {
            from,
            to,
            status: self.status.clone(),
            kind: self.kind,
            category: self.category.clone(),
            channel: self.channel,
            handler: self.handler.clone(),
            receiver: self.receiver.clone(),
            department: self.department.clone(),
            building: self.building.clone(),
            flags: self.flags.clone(),
            overdue: self.overdue,
            awaits_reply: self.awaits_reply,
            text: self.text.trim().to_owned(),
            ..CaseFilter::default()
        })
    }
}
