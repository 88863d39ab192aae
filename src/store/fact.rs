//! The fact row: what lists show of a case without reading its events. Its columns come from the case alone.

use chrono::Duration;
use rusqlite::{Row, named_params};

use crate::domain::case::{Case, CaseNumber};
use crate::domain::case_state::CaseState;
use crate::domain::code::{
    CaseKind, Category, Channel, Class, ClosureCode, Content, DeadlineCode, Emotion, Flag, Nature,
    SituationCode, Status, Urgency,
};
use crate::domain::event::EventKind;
use crate::domain::obligation::Obligation;
use crate::domain::person::normalise_room;
use crate::domain::settings::{Rules, hours};
use crate::domain::time::Moment;
use crate::store::columns::Columns;
use crate::store::db::{Db, Write};
use crate::store::error::Error;
use crate::store::key;

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
    /// Events after the receipt; what [`crate::desk`] expects unchanged when something is appended.
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
}

impl CaseRow {
    /// The row of a case; `owed` are its open deadlines.
    pub fn of(case: &Case, standing: &CaseState, owed: &[&Obligation]) -> Self {
        let facts = &standing.facts;
        let next = owed.iter().map(|duty| (duty.due, duty.deadline)).min().map(|(due, code)| (code, due));
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
            status: standing.status,
            category: facts.category.clone(),
            situation: facts.situation.clone(),
            class: facts.class,
            nature: facts.nature,
            content: facts.content,
            urgency: facts.urgency,
            emotion: facts.emotion,
            flags: facts.flags.clone(),
            name: filled(&facts.complainant.name),
            anonymous: facts.complainant.anonymous,
            phones: phones_of(case, standing),
            room: filled(&facts.complainant.room).map(|room| normalise_room(&room)),
            gist: facts.gist().chars().take(GIST_CHARS).collect(),
            handler: standing.handler.clone(),
            department: filled(&facts.department),
            next,
            escalating: standing.is_escalating(),
            escalations: count(standing.escalations.len()),
            visits: count(visits),
            events: count(case.events.len()),
            last_at: case.events.last().map_or(case.receipt.received_at, |event| event.at),
            repeat_of: facts.repeat_of,
            group_of: facts.group_of,
            closure: standing.closed.as_ref().map(|closed| closed.code),
            overridden: standing.closed.as_ref().is_some_and(|closed| closed.overridden),
            import_batch: case.import_batch,
        }
    }

    /// Whether the case is neither closed nor voided.
    pub fn is_open(&self) -> bool {
        !matches!(self.status, Status::Closed | Status::Voided)
    }

    /// Whether something owed is past its time. A finished quiet week only waits for the closure.
    pub fn is_overdue(&self, now: Moment) -> bool {
        self.next.is_some_and(|(code, due)| due < now && code != DeadlineCode::QuietWeek)
    }

    /// The markers of rules §3 in their order: 逾期、上移中、补录、重大、群诉、转办、重复.
    pub fn markers(&self, rules: &Rules, now: Moment) -> Vec<&'static str> {
        let late: Duration = hours(rules.late_entry_hours);
        [
            (self.is_overdue(now), "逾期"),
            (self.escalating, "上移中"),
            (self.recorded_at - self.received_at > late, "补录"),
            (self.flags.contains(&Flag::Major), "重大"),
            (self.flags.contains(&Flag::Group) || self.group_of.is_some(), "群诉"),
            (self.channel == Channel::Referral, "转办"),
            (self.repeat_of.is_some(), "重复"),
        ]
        .into_iter()
        .filter_map(|(holds, word)| holds.then_some(word))
        .collect()
    }

    /// Reads a row of `case_fact`, its columns in the order of the table.
    pub(crate) fn read(row: &Row<'_>) -> Result<Self, Error> {
        let mut row = Columns::of(row);
        // The fields stand in the order of the columns.
        Ok(Self {
            number: key::number(row.take()?)?,
            kind: row.code("类别", CaseKind::from_code)?,
            channel: row.code("渠道", Channel::from_code)?,
            received_at: key::moment(row.take()?)?,
            recorded_at: key::moment(row.take()?)?,
            receiver: row.take()?,
            status: row.code("状态", Status::from_code)?,
            category: row.optional(|word| Category::new(word))?,
            situation: row.optional(|word| SituationCode::new(word))?,
            class: row.optional(Class::from_code)?,
            nature: row.optional(Nature::from_code)?,
            content: row.optional(Content::from_code)?,
            urgency: row.optional(Urgency::from_code)?,
            emotion: row.optional(Emotion::from_code)?,
            flags: row.text()?.split_whitespace().filter_map(Flag::from_code).collect(),
            name: row.take()?,
            anonymous: row.take()?,
            phones: row.text()?.split_whitespace().map(str::to_owned).collect(),
            room: row.take()?,
            gist: row.take()?,
            handler: row.take()?,
            department: row.take()?,
            next: deadline(&mut row)?,
            escalating: row.take()?,
            escalations: row.take()?,
            visits: row.take()?,
            events: row.take()?,
            last_at: key::moment(row.take()?)?,
            repeat_of: row.link()?,
            group_of: row.link()?,
            closure: row.optional(ClosureCode::from_code)?,
            overridden: row.take()?,
            import_batch: row.take()?,
        })
    }
}

fn deadline(row: &mut Columns<'_>) -> Result<Option<(DeadlineCode, Moment)>, Error> {
    let code = row.optional(|word| Some(word.to_owned()))?;
    let due: Option<i64> = row.take()?;
    code.zip(due)
        .map(|(word, due)| Ok((Columns::known("时限", DeadlineCode::from_code(&word))?, key::moment(due)?)))
        .transpose()
}

/// Every number of the customer, the one called from included, without blanks and doubles.
fn phones_of(case: &Case, standing: &CaseState) -> Vec<String> {
    let now = &standing.facts.complainant;
    let then = &case.receipt.complainant;
    let mut phones: Vec<String> = Vec::new();
    for phone in now.phones.iter().chain(&now.called_from).chain(&then.called_from) {
        let phone = crate::domain::person::normalise_phone(phone);
        if !phone.is_empty() && !phones.contains(&phone) {
            phones.push(phone);
        }
    }
    phones
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Db {
    /// The fact row of a case.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn row(&self, number: CaseNumber) -> Result<Option<CaseRow>, Error> {
        let mut statement = self.raw().prepare_cached("SELECT * FROM case_fact WHERE number = ?1")?;
        let mut rows = statement.query([key::of_number(number)])?;
        rows.next()?.map(CaseRow::read).transpose()
    }

    /// The fact rows of cases that are neither closed nor voided.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn rows_open(&self) -> Result<Vec<CaseRow>, Error> {
        let sql =
            "SELECT * FROM case_fact WHERE status IN ('unassigned', 'handling', 'visit_due', 'observed')";
        self.raw().prepare_cached(sql)?.query_and_then([], CaseRow::read)?.collect()
    }

    /// The fact rows of cases received in [from, to), newest first; without a bound, of all.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn rows_received(&self, from: Option<Moment>, to: Option<Moment>) -> Result<Vec<CaseRow>, Error> {
        let sql = "SELECT * FROM case_fact WHERE received_at >= ?1 AND received_at < ?2 \
                   ORDER BY received_at DESC, number DESC";
        let bounds = (from.map_or(i64::MIN, Moment::unix), to.map_or(i64::MAX, Moment::unix));
        self.raw().prepare_cached(sql)?.query_and_then(bounds, CaseRow::read)?.collect()
    }
}

impl Write<'_> {
    /// Writes the fact row in place of the one before.
    pub(crate) fn put_row(&self, row: &CaseRow) -> Result<(), Error> {
        let flags: Vec<_> = row.flags.iter().map(|flag| flag.code()).collect();
        self.raw().prepare_cached(include_str!("sql/fact_put.sql"))?.execute(named_params! {
            ":number": key::of_number(row.number),
            ":kind": row.kind.code(),
            ":channel": row.channel.code(),
            ":received_at": row.received_at.unix(),
            ":recorded_at": row.recorded_at.unix(),
            ":receiver": row.receiver,
            ":status": row.status.code(),
            ":category": row.category.as_ref().map(Category::as_str),
            ":situation": row.situation.as_ref().map(SituationCode::as_str),
            ":class": row.class.map(Class::code),
            ":nature": row.nature.map(Nature::code),
            ":content": row.content.map(Content::code),
            ":urgency": row.urgency.map(Urgency::code),
            ":emotion": row.emotion.map(Emotion::code),
            ":flags": flags.join(" "),
            ":name": row.name,
            ":anonymous": row.anonymous,
            ":phones": row.phones.join(" "),
            ":room": row.room,
            ":gist": row.gist,
            ":handler": row.handler,
            ":department": row.department,
            ":next_code": row.next.map(|(code, _)| code.code()),
            ":next_due": row.next.map(|(_, due)| due.unix()),
            ":escalating": row.escalating,
            ":escalations": row.escalations,
            ":visits": row.visits,
            ":events": row.events,
            ":last_at": row.last_at.unix(),
            ":repeat_of": row.repeat_of.map(key::of_number),
            ":group_of": row.group_of.map(key::of_number),
            ":closure": row.closure.map(ClosureCode::code),
            ":overridden": row.overridden,
            ":import_batch": row.import_batch,
        })?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_as_it_was_written() {
        let at = |text| Moment::parse(text).unwrap();
        let number = |text| CaseNumber::parse(text).unwrap();
        // No two columns that could be mistaken for each other hold the same.
        let row = CaseRow {
            number: number("20261103-002"),
            kind: CaseKind::Repair,
            channel: Channel::Referral,
            received_at: at("2026-11-03T09:12"),
            recorded_at: at("2026-11-03T09:20"),
            receiver: "李敏".into(),
            status: Status::VisitDue,
            category: Category::new("facilities"),
            situation: SituationCode::new("lift_trap"),
            class: Some(Class::II),
            nature: Some(Nature::Effective),
            content: Content::ALL.last().copied(),
            urgency: Urgency::ALL.last().copied(),
            emotion: Some(Emotion::Agitated),
            flags: vec![Flag::Major, Flag::Group],
            name: Some("张坤".into()),
            anonymous: true,
            phones: vec!["13900008316".into(), "13900008317".into()],
            room: Some("3-2-1001".into()),
            gist: "电梯停运".into(),
            handler: Some("王强".into()),
            department: Some("工程部".into()),
            next: Some((DeadlineCode::Visit, at("2026-11-05T09:00"))),
            escalating: false,
            escalations: 1,
            visits: 2,
            events: 7,
            last_at: at("2026-11-04T10:00"),
            repeat_of: Some(number("20261101-001")),
            group_of: Some(number("20261102-001")),
            closure: ClosureCode::ALL.last().copied(),
            overridden: true,
            import_batch: Some(5),
        };
        let mut db = Db::in_memory().unwrap();
        db.write::<_, Error>(|write| write.put_row(&row)).unwrap();
        assert_eq!(db.row(row.number).unwrap(), Some(row));
    }
}
