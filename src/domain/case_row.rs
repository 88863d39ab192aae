//! A case as lists show it: one row, worked out from the case alone and kept beside it, so that no list reads events.

use crate::domain::ahead::is_ahead;
use crate::domain::case::{Case, CaseNumber};
use crate::domain::case_state::CaseState;
use crate::domain::closure::ready;
use crate::domain::code::{
    CaseKind, Category, Channel, Class, ClosureCode, Content, DeadlineCode, Emotion, Flag, Motive, Nature,
    SituationCode, StaffFault, Status, Urgency,
};
use crate::domain::event::EventKind;
use crate::domain::marker::{Marker, StatusLine};
use crate::domain::obligation::Obligation;
use crate::domain::reading::{name, phone, room};
use crate::domain::reception;
use crate::domain::service_note::ServiceLevel;
use crate::domain::settings::Rules;
use crate::domain::time::Moment;

/// Lists show no more of the words than this.
const GIST_CHARS: usize = 120;

/// A case as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// Number.
    pub number: CaseNumber,
    /// Kind.
    pub kind: CaseKind,
    /// Channel.
    pub channel: Channel,
    /// When the customer spoke.
    pub received_at: Moment,
    /// When it was first saved.
    pub recorded_at: Moment,
    /// 受理人.
    pub receiver: String,
    /// Status.
    pub status: Status,
    /// Row of the statistics.
    pub category: Option<Category>,
    /// Leaf of the scenario library.
    pub situation: Option<SituationCode>,
    /// Responsibility class.
    pub class: Option<Class>,
    /// Nature.
    pub nature: Option<Nature>,
    /// Content.
    pub content: Option<Content>,
    /// Urgency.
    pub urgency: Option<Urgency>,
    /// Mood.
    pub emotion: Option<Emotion>,
    /// Motive; counted for the supervisor alone, no list shows it.
    pub motive: Option<Motive>,
    /// Kind of staff fault; counted for the supervisor alone, no list shows it.
    pub staff_fault: Option<StaffFault>,
    /// Whether it is about a promised or an extra service.
    pub service: Option<ServiceLevel>,
    /// Marks.
    pub flags: Vec<Flag>,
    /// Name of the customer.
    pub name: Option<String>,
    /// Whether the customer wants to stay unknown.
    pub anonymous: bool,
    /// Numbers, in full; lists mask them.
    pub phones: Vec<String>,
    /// Room as building-unit-room.
    pub room: Option<String>,
    /// What it is about, on one line.
    pub gist: String,
    /// 责任人.
    pub handler: Option<String>,
    /// Responsible department.
    pub department: Option<String>,
    /// The earliest deadline that is owed.
    pub next: Option<(DeadlineCode, Moment)>,
    /// 上移中.
    pub escalating: bool,
    /// Attempts to escalate.
    pub escalations: u32,
    /// Attempts to visit.
    pub visits: u32,
    /// Events after the receipt; what `desk` expects unchanged when something is appended.
    pub events: u32,
    /// Time of the last event.
    pub last_at: Moment,
    /// Earlier case of the same matter.
    pub repeat_of: Option<CaseNumber>,
    /// Lead case of the group complaint.
    pub group_of: Option<CaseNumber>,
    /// How it was closed, while it is.
    pub closure: Option<ClosureCode>,
    /// 特批关闭.
    pub overridden: bool,
    /// Import batch of an old ledger.
    pub import_batch: Option<i64>,
    /// When anything happened last, later links of a repeat included; before it the case looked different.
    pub touched_at: Moment,
    /// From when on it is overdue if nothing happens; a finished quiet week only waits for the closure.
    pub late_at: Option<Moment>,
    /// From when on nothing more is missing for a closure.
    pub ready_at: Option<Moment>,
    /// Since when an open case waits for the answer to a letter of ours.
    pub reply_since: Option<Moment>,
    /// The year of [`CaseRow::next`], where that was counted in working days and the holidays of the year are 未公布. Not kept:
    /// filled in by whoever lists it, as the calendar is then.
    pub blind_year: Option<i32>,
}

impl CaseRow {
    /// The row of a case; `owed` are its open deadlines.
    pub fn of(case: &Case, state: &CaseState, owed: &[&Obligation], rules: &Rules) -> Self {
        let facts = &state.facts;
        let can_be_late = owed.iter().filter(|obligation| obligation.deadline != DeadlineCode::QuietWeek);
        let events = case.corrected_events();
        let happened = events.iter().map(|event| event.at).chain(case.repeats.iter().map(|(_, at)| *at));
        let next = owed
            .iter()
            .map(|obligation| (obligation.due, obligation.deadline))
            .min()
            .map(|(due, code)| (code, due));
        let visits = case.events.iter().filter(|event| matches!(event.kind, EventKind::Visit(_))).count();
        let filled = |text: &Option<String>| {
            text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        Self {
            number: case.number,
            kind: facts.kind,
            channel: facts.channel,
            received_at: facts.received_at,
            recorded_at: facts.recorded_at,
            receiver: facts.receiver.clone(),
            status: state.status,
            category: facts.category.clone(),
            situation: facts.situation.clone(),
            class: facts.class,
            nature: facts.nature,
            content: facts.content,
            urgency: facts.urgency,
            emotion: facts.emotion,
            motive: facts.motive,
            staff_fault: facts.staff_fault,
            service: facts.service,
            flags: facts.flags.clone(),
            name: filled(&facts.complainant.name).map(|text| shown_name(&text)),
            anonymous: facts.complainant.anonymous,
            phones: phones_of(case, state),
            room: filled(&facts.complainant.room).map(|text| room::written(&text)),
            gist: facts.gist().chars().take(GIST_CHARS).collect(),
            handler: state.handler.clone(),
            department: filled(&facts.department),
            next,
            escalating: state.is_escalating(),
            escalations: count(state.attempts.len()),
            visits: count(visits),
            events: count(case.events.len()),
            last_at: events.last().map_or(facts.received_at, |event| event.at),
            repeat_of: facts.repeat_of,
            group_of: facts.group_of,
            closure: state.closed.as_ref().map(|closed| closed.code),
            overridden: state.closed.as_ref().is_some_and(|closed| closed.overridden),
            import_batch: case.import_batch,
            touched_at: happened.max().map_or(facts.received_at, |at| at.max(facts.received_at)),
            late_at: can_be_late.map(|obligation| obligation.due).min(),
            ready_at: ready_at(case, state, rules),
            reply_since: state.awaits_reply(),
            blind_year: None,
        }
    }

    /// Whether the case is neither closed nor voided.
    pub fn is_open(&self) -> bool {
        !matches!(self.status, Status::Closed | Status::Voided)
    }

    /// The building of its room, as `3`.
    pub fn building(&self) -> Option<String> {
        self.room.as_deref().and_then(room::building)
    }

    /// Whether something owed is past its time.
    pub fn is_overdue(&self, now: Moment) -> bool {
        self.late_at.is_some_and(|late| late < now)
    }

    /// 时间在后: its receipt or its last entry is dated later than now, because the computer's clock ran ahead then.
    pub fn is_ahead(&self, now: Moment) -> bool {
        is_ahead(self.received_at.max(self.last_at), now)
    }

    /// What every list says of its state, rules §3: the state, and the markers in their order: 时间在后、逾期、紧急、上移中、
    /// 待复函、补录、重大、群诉、转办、重复、放假未公布; a case of an old ledger is no late entry but is marked as what it is.
    pub fn status_line(&self, rules: &Rules, now: Moment) -> StatusLine {
        let late = reception::is_late(self.received_at, self.recorded_at, rules);
        let markers = [
            (self.is_ahead(now), Marker::Ahead),
            (self.is_overdue(now), Marker::Overdue),
            (self.is_open() && self.urgency == Some(Urgency::Urgent), Marker::Urgent),
            (self.escalating, Marker::Escalating),
            (self.reply_since.is_some(), Marker::AwaitsReply),
            (self.import_batch.is_some(), Marker::Imported),
            (self.import_batch.is_none() && late, Marker::Late),
            (self.flags.contains(&Flag::Major), Marker::Major),
            (self.flags.contains(&Flag::Group) || self.group_of.is_some(), Marker::Group),
            (self.channel == Channel::Referral, Marker::Referral),
            (self.repeat_of.is_some(), Marker::Repeat),
            (self.blind_year.is_some(), Marker::Unannounced),
        ]
        .into_iter()
        .filter_map(|(holds, marker)| holds.then_some(marker))
        .collect();
        StatusLine { status: self.status, markers }
    }
}

/// What rooms are sorted by: 3-2-1001 comes before 3-2-1001东 and 11-1-101, what is no number after all.
pub fn room_order(room: &str) -> String {
    let parts = room.split('-').map(|part| {
        let behind = part.trim_start_matches(|c: char| c.is_ascii_digit());
        match part[..part.len() - behind.len()].parse::<u64>() {
            Ok(number) => format!("{number:08}{behind}"),
            Err(_) => format!("~{part}"),
        }
    });
    parts.collect::<Vec<_>>().join("-")
}

/// Only a quiet week ends by time alone: a case may be closed since its last event, since that end, or not yet.
fn ready_at(case: &Case, state: &CaseState, rules: &Rules) -> Option<Moment> {
    let last = case.events.last().map_or(case.receipt.received_at, |event| event.at);
    let weeks = state.obligations.iter().filter(|obligation| obligation.deadline == DeadlineCode::QuietWeek);
    let moments = std::iter::once(last).chain(weeks.map(|week| week.due.max(last)));
    moments.filter(|moment| !ready(state, rules, *moment).is_empty()).min()
}

/// The name in one writing, without remarks; a mere role stays as it was written.
fn shown_name(text: &str) -> String {
    let key = name::key(text);
    if key.is_empty() { text.to_owned() } else { key }
}

/// Every number of the customer, the one called from included, each once in the one writing.
fn phones_of(case: &Case, state: &CaseState) -> Vec<String> {
    let now = &state.facts.complainant;
    let then = &case.receipt.complainant;
    phone::kept_of(now.phones.iter().chain(&now.called_from).chain(&then.called_from))
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
