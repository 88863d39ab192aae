//! A case as statistics keep it beside its events: a light row with its openings and closings. The rules of what
//! such a row counts in a window of time (rules §9) live here and nowhere else.

use std::collections::BTreeMap;

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::domain::case::{Case, CaseNumber, Facts};
use crate::domain::case_state::{CaseState, Span};
use crate::domain::code::{CaseKind, Category, Channel, Class, ClosureCode, Content, Nature, SituationCode};
use crate::domain::reading::room;
use crate::domain::statistics::axis::{Axis, NONE, REST, TOTAL};
use crate::domain::statistics::period::{Period, Window};
use crate::domain::time::Moment;

/// The codes by which a case is counted, as they are now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpanCodes {
    /// How it came.
    pub channel: Channel,
    /// Row of the main block.
    pub category: Option<Category>,
    /// Leaf of the scenario library.
    pub situation: Option<SituationCode>,
    /// Responsibility class.
    pub class: Option<Class>,
    /// Nature.
    pub nature: Option<Nature>,
    /// Content.
    pub content: Option<Content>,
    /// Responsible department.
    pub department: Option<String>,
    /// Building of the household.
    pub building: Option<String>,
}

impl SpanCodes {
    /// The codes of the facts.
    pub fn of(facts: &Facts) -> Self {
        Self {
            channel: facts.channel,
            category: facts.category.clone(),
            situation: facts.situation.clone(),
            class: facts.class,
            nature: facts.nature,
            content: facts.content,
            department: facts.department.clone().filter(|name| !name.trim().is_empty()),
            building: facts.complainant.room.as_deref().and_then(room::building),
        }
    }

    /// The key of the row that counts the case on an axis; `None` for 未分类 and for the axis of closures,
    /// where a case may stand in several rows.
    pub fn key(&self, axis: Axis) -> Option<&str> {
        let key = match axis {
            Axis::Category => self.category.as_ref().map(Category::as_str),
            Axis::Class => self.class.map(Class::code),
            Axis::Nature => self.nature.map(Nature::code),
            Axis::Content => self.content.map(Content::code),
            Axis::Channel => Some(self.channel.code()),
            Axis::Situation => self.situation.as_ref().map(SituationCode::as_str),
            Axis::Department => self.department.as_deref(),
            Axis::Building => self.building.as_deref(),
            Axis::Closure => None,
        };
        // A word that names a row of its own kind cannot name a code as well.
        key.filter(|key| ![NONE, REST, TOTAL].contains(key))
    }
}

/// What statistics need of a case without reading its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpanRow {
    /// Number.
    pub number: CaseNumber,
    /// Kind as it is now; only complaints are counted in the table.
    pub kind: CaseKind,
    /// When the customer spoke, as it is now.
    pub received_at: Moment,
    /// SpanCodes as they are now.
    pub codes: SpanCodes,
    /// Openings and closings, in order; the first opening is the receipt.
    pub spans: Vec<Span>,
    /// When it was voided.
    pub voided_at: Option<Moment>,
    /// It came with an import that was undone: it counts in no period.
    pub undone: bool,
}

/// What a case counts in a window: the changes of its state, and whether it is open at either end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodMovement {
    /// 期初未结.
    pub opening: bool,
    /// 本期受理.
    pub received: bool,
    /// 本期重开.
    pub reopened: u32,
    /// 本期关闭, each with its time and code.
    pub closures: Vec<(Moment, ClosureCode)>,
    /// 本期作废.
    pub voided: bool,
    /// 期末未结.
    pub closing: bool,
}

impl SpanRow {
    /// The row of a case; `state` is that of the same case.
    pub fn of(case: &Case, state: &CaseState) -> Self {
        Self {
            number: case.number,
            kind: state.facts.kind,
            received_at: state.facts.received_at,
            codes: SpanCodes::of(&state.facts),
            spans: state.spans.clone(),
            voided_at: state.voided_at,
            undone: case.import_batch.is_some() && state.voided_at.is_some(),
        }
    }

    /// Whether it was open just before a moment: received, not voided, and not closed without a later reopening.
    pub fn is_open_before(&self, at: Moment) -> bool {
        let voided = self.undone || self.voided_at.is_some_and(|voided| voided < at);
        let last = self.spans.iter().rev().find(|span| span.opened < at);
        !voided && last.is_some_and(|span| span.closed.is_none_or(|(closed, _)| closed >= at))
    }

    /// What it counts in a window; `None` when it has no part in it.
    pub fn movement(&self, window: Window) -> Option<PeriodMovement> {
        let holds = |at| window.holds(at);
        let received = holds(self.received_at);
        let voided = self.voided_at.is_some_and(holds);
        if self.undone || (received && voided) {
            return None;
        }
        let closed = self.spans.iter().filter_map(|span| span.closed);
        let reopened = self.spans.iter().skip(1).filter(|span| holds(span.opened)).count();
        let movement = PeriodMovement {
            opening: self.is_open_before(window.start),
            received,
            reopened: u32::try_from(reopened).unwrap_or(u32::MAX),
            closures: closed.filter(|(at, _)| holds(*at)).collect(),
            voided,
            closing: self.is_open_before(window.limit),
        };
        let touched = movement.opening || received || reopened > 0 || voided || movement.closing;
        (touched || !movement.closures.is_empty()).then_some(movement)
    }

    /// Whether a report needs the whole case: a complaint that has a part in the period or is open at `as_of`.
    pub fn is_wanted(&self, period: Period, as_of: Moment) -> bool {
        self.kind == CaseKind::Complaint
            && (self.movement(period.window(as_of)).is_some() || self.is_open_at(as_of))
    }

    /// Whether it is open at a moment, inclusive.
    pub fn is_open_at(&self, moment: Moment) -> bool {
        self.is_open_before(moment + Duration::seconds(1))
    }
}

/// How many complaints a window received, by the key of every axis and in all (`total`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Received {
    /// All of them.
    pub total: u32,
    /// By axis and key; `None` is 未分类.
    pub by_key: BTreeMap<(Axis, Option<String>), u32>,
}

impl Received {
    /// Counts one complaint.
    pub fn add(&mut self, codes: &SpanCodes) {
        self.total += 1;
        for axis in Axis::OF_CODES {
            *self.by_key.entry((*axis, codes.key(*axis).map(str::to_owned))).or_default() += 1;
        }
    }

    /// How many stand under a key.
    pub fn under(&self, axis: Axis, key: Option<&str>) -> u32 {
        self.by_key.get(&(axis, key.map(str::to_owned))).copied().unwrap_or_default()
    }

    /// The keys that occur on an axis.
    pub fn keys(&self, axis: Axis) -> impl Iterator<Item = &str> {
        self.by_key.keys().filter(move |(other, _)| *other == axis).filter_map(|(_, key)| key.as_deref())
    }
}
