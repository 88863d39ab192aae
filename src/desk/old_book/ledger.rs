//! Cases of an old ledger: their original text stays, they count in the statistics by what is known, and make no
//! obligations (rules §4).

use std::sync::Arc;

use crate::desk::error::Error;
use crate::desk::handle::{Desk, settings_of};
use crate::desk::history::{self, Incoming, Outcome};
use crate::desk::old_book::columns::remember;
use crate::desk::old_book::preview::{Book, BookTally, original};
use crate::desk::old_book::taking_over::Progress;
use crate::desk::reply::{Reply, Written};
use crate::domain::case::Facts;
use crate::domain::code::{CaseKind, ClosureCode, Opinion, VisitForm, VisitOutcome};
use crate::domain::event::{Event, EventKind, Visit};
use crate::domain::imported::BookKind;
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::domain::reading::phone::Phone;
use crate::domain::time::Moment;
use crate::sheet::import::ledger::LedgerValues;
use crate::sheet::import::problem::{Problem, Record, RowOutcome};
use crate::store::append::RecordedBy;
use crate::store::db::Db;

/// Who took a case in or dealt with it, where the ledger does not say.
pub const UNKNOWN_HAND: &str = "历史台账";

impl Desk {
    /// Takes over the rows of a ledger as one lot, all in one transaction; rows that are there already are left.
    ///
    /// Errors: [`Error::SupervisorOnly`]; [`Error::Refused`] when the file is another than it was; the database's own.
    /// Nothing is taken over then.
    pub(crate) fn import_ledger(
        &self,
        actor: &Actor,
        book: Book,
        progress: Progress,
    ) -> Reply<Written<Book>> {
        let (actor, now, library) = (actor.clone(), self.now(), self.library());
        self.transact(move |write, changed| {
            permission::supervisor(&actor, "导入历史台账")?;
            let reading = Arc::clone(&book.reading);
            reading.is_unchanged()?;
            let hand = RecordedBy::of(&actor, now);
            remember(write, book.kind(), &book.columns, hand)?;
            let settings = settings_of(write)?;
            let (mut batch, mut tally) = (None, BookTally::default());
            reading.ledger_rows(|mut row| {
                progress.step();
                if row.outcome == RowOutcome::Imported && is_known(write, &row, batch)? {
                    row.outcome = RowOutcome::Duplicate;
                }
                if row.outcome == RowOutcome::Imported {
                    // Rows that are all there already are no lot.
                    let lot = match batch {
                        Some(lot) => lot,
                        None => *batch.insert(write.open_batch(&book.file, BookKind::Ledger, hand)?),
                    };
                    if let Some(incoming) = incoming(&row, &book.file, lot, now)
                        && let Outcome::Refused(_) =
                            history::insert(write, incoming, hand, &settings, &library)?
                    {
                        row.outcome = RowOutcome::Refused;
                    }
                }
                tally.add(&row);
                Ok(())
            })?;
            changed.everything = true;
            Ok(Book { tally, ..book })
        })
    }

    /// Marks the rows that are there already.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(crate) fn mark_known(
        &self,
        mut rows: Vec<Record<LedgerValues>>,
    ) -> Result<Vec<Record<LedgerValues>>, Error> {
        self.ask(move |db| {
            for row in rows.iter_mut().filter(|row| row.outcome == RowOutcome::Imported) {
                if is_known(db, row, None)? {
                    row.outcome = RowOutcome::Duplicate;
                }
            }
            Ok(rows)
        })
        .wait()
    }
}

/// Whether a row is there already, from another lot than this one.
fn is_known(db: &Db, row: &Record<LedgerValues>, lot: Option<i64>) -> Result<bool, Error> {
    let Some(values) = &row.values else { return Ok(false) };
    let Some(at) = values.received_at else { return Ok(false) };
    for number in db.imported_at(at, lot)? {
        let receipt = db.case(number)?.map(|case| case.receipt);
        if receipt.is_some_and(|receipt| is_same(&receipt, values)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The same matter, by what a row and a receipt were made from.
fn is_same(receipt: &Facts, values: &LedgerValues) -> bool {
    let phones: Vec<String> = values.phones.iter().map(Phone::written).collect();
    let person = &receipt.complainant;
    receipt.verbatim.as_deref() == Some(&values.content)
        && person.name.as_deref().unwrap_or_default() == values.name
        && person.phones == phones
        && person.room == room(values)
}

fn room(values: &LedgerValues) -> Option<String> {
    let written =
        || Some(values.more.written_room.clone()).filter(|room| room.chars().any(char::is_alphanumeric));
    values.household.clone().or_else(written)
}

fn incoming(row: &Record<LedgerValues>, file: &str, batch: i64, now: Moment) -> Option<Incoming> {
    let values = row.values.as_ref()?;
    let received = values.received_at?;
    let known = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty());
    let receiver = known(&values.more.receiver).unwrap_or_else(|| UNKNOWN_HAND.to_owned());
    let mut facts = Facts::new(values.kind, values.channel, received, receiver);
    facts.verbatim = Some(values.content.clone());
    facts.category.clone_from(&values.more.category);
    facts.department = known(&values.more.department);
    let person = &mut facts.complainant;
    person.name = known(&values.name);
    person.anonymous = values.anonymous;
    person.phones = values.phones.iter().map(Phone::written).collect();
    person.phone_declined = person.phones.is_empty();
    person.room = room(values);
    let place =
        format!("{UNKNOWN_HAND}原文（{file}，{} 第 {} 行）：{}", row.sheet, row.row, original(&row.original));
    let problems: Vec<&str> = row.problems.iter().map(|problem| Problem::label(*problem)).collect();
    let told = if problems.is_empty() {
        String::new()
    } else {
        format!("\n导入时提示：{}", problems.join("、"))
    };
    let mut events = Events {
        by: known(&values.more.handler).unwrap_or_else(|| facts.receiver.clone()),
        list: Vec::new(),
    };
    events.add(received, EventKind::Note { text: place + &told, internal: true });
    dealt_with(values, received, now, &mut events);
    Some(Incoming { number: None, receipt: facts, events: events.list, import_batch: Some(batch) })
}

struct Events {
    by: String,
    list: Vec<Event>,
}

impl Events {
    fn add(&mut self, at: Moment, kind: EventKind) {
        self.list.push(Event::new(at, self.by.clone(), kind));
    }
}

/// What is known of how it went. What the ledger gives no time for is taken to have happened when it was closed; a case
/// closed on an unknown day counts in the month in which it came in.
fn dealt_with(values: &LedgerValues, received: Moment, now: Moment, events: &mut Events) {
    let more = &values.more;
    let closed = more.closed_at.or(more.visited_at).unwrap_or(received).max(received).min(now);
    let visited = more.visited_at.unwrap_or(closed).max(received).min(now);
    let end = closed.max(visited);
    if !more.handler.is_empty() {
        let assigned =
            EventKind::Assigned { to: more.handler.clone(), department: None, reason: None, named_by: None };
        events.add(received, assigned);
    }
    let opinion = values.satisfied.map(|yes| if yes { Opinion::Satisfied } else { Opinion::Dissatisfied });
    // A visit of which the answer is unknown would count as satisfied: it stays in the original text alone.
    let visit = opinion.filter(|_| more.visited);
    let judged = visit.is_some() || !more.visited;
    if !more.handling.is_empty() {
        let kind = if values.closed && judged {
            EventKind::Handled {
                result: more.handling.clone(),
                verified: false,
                told: false,
                medium: None,
                for_owner: None,
                verification: None,
            }
        } else {
            EventKind::Note { text: format!("处理情况：{}", more.handling), internal: false }
        };
        events.add(if values.closed { closed.min(visited) } else { received }, kind);
    }
    if let Some(opinion) = visit {
        let reached = told_visit(VisitOutcome::Reached, Some(opinion));
        events.add(visited, EventKind::Visit(reached));
    } else if more.declined_visit {
        events.add(visited, EventKind::Visit(told_visit(VisitOutcome::Declined, None)));
    }
    if values.closed {
        let code = match (values.satisfied, more.visited) {
            _ if values.kind != CaseKind::Complaint => ClosureCode::Plain,
            (Some(true), true) => ClosureCode::Visited,
            (Some(true), false) => ClosureCode::Verbal,
            (Some(false), _) => ClosureCode::Explained,
            (None, _) => ClosureCode::Plain,
        };
        let reason = Some(format!("{UNKNOWN_HAND}记为已办结"));
        events.add(end, EventKind::Closed { code, overridden: false, reason });
    }
}

fn told_visit(outcome: VisitOutcome, opinion: Option<Opinion>) -> Visit {
    Visit {
        form: VisitForm::Phone,
        outcome,
        standing: None,
        process: None,
        measures: None,
        result: opinion,
        expectation: None,
        perceived: None,
        emotion: None,
        text: Some(format!("{UNKNOWN_HAND}所记")),
        visitor: None,
        again: None,
    }
}
