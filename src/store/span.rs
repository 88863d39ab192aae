//! When cases were open, so that a month's table reads only what touches the month; and what is owed, to be written.

use rusqlite::params;

use crate::domain::case::CaseNumber;
use crate::domain::case_state::{CaseState, Span};
use crate::domain::code::{CaseKind, Category, Channel, Class, ClosureCode, Content, Nature, SituationCode};
use crate::domain::obligation::Obligation;
use crate::domain::statistics::span_row::{SpanCodes, SpanRow};
use crate::domain::time::Moment;
use crate::store::columns::Columns;
use crate::store::db::{Db, Write};
use crate::store::error::Error;
use crate::store::key;

impl Db {
    /// Numbers of cases that were open at some moment of [start, end), or to which something happened in it, by
    /// time of receipt. Rules §9.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn touching(&self, start: Moment, end: Moment) -> Result<Vec<CaseNumber>, Error> {
        self.numbers_by(include_str!("sql/touching.sql"), [start.unix(), end.unix()])
    }

    /// The row of every case for the statistics, by number, without those closed or voided for good before `since`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn span_rows(&self, since: Moment) -> Result<Vec<SpanRow>, Error> {
        let mut statement = self.raw().prepare_cached(include_str!("sql/span_rows.sql"))?;
        let mut rows = statement.query([since.unix()])?;
        let mut read: Vec<SpanRow> = Vec::new();
        while let Some(row) = rows.next()? {
            let mut row = Columns::of(row);
            let opened = key::moment(row.take()?)?;
            let closed = row.take::<Option<i64>>()?.map(key::moment).transpose()?;
            let code = row.optional(ClosureCode::from_code)?;
            let voided: bool = row.take()?;
            let number = key::number(row.take()?)?;
            if read.last().is_none_or(|last| last.number != number) {
                read.push(span_row(number, row)?);
            }
            let Some(case) = read.last_mut() else { continue };
            case.spans.push(Span { opened, closed: closed.zip(code) });
            case.voided_at = case.voided_at.or(closed.filter(|_| voided));
        }
        for case in &mut read {
            case.undone &= case.voided_at.is_some();
        }
        Ok(read)
    }
}

/// The row without its spans; `undone` says only that the case came with a batch.
fn span_row(number: CaseNumber, mut row: Columns<'_>) -> Result<SpanRow, Error> {
    Ok(SpanRow {
        number,
        kind: row.code("类别", CaseKind::from_code)?,
        received_at: key::moment(row.take()?)?,
        codes: SpanCodes {
            channel: row.code("渠道", Channel::from_code)?,
            category: row.optional(|word| Category::new(word))?,
            situation: row.optional(|word| SituationCode::new(word))?,
            class: row.optional(Class::from_code)?,
            nature: row.optional(Nature::from_code)?,
            content: row.optional(Content::from_code)?,
            department: row.take()?,
            building: row.take()?,
        },
        spans: Vec::new(),
        voided_at: None,
        undone: row.take::<Option<i64>>()?.is_some(),
    })
}

impl Write<'_> {
    /// Writes the spans of a case anew.
    pub(crate) fn put_spans(&self, number: CaseNumber, state: &CaseState) -> Result<(), Error> {
        let no = key::of_number(number);
        self.raw().prepare_cached("DELETE FROM case_span WHERE case_no = ?1")?.execute([no])?;
        for (index, span) in state.spans.iter().enumerate() {
            let is_last = index + 1 == state.spans.len();
            let voided = state.voided_at.filter(|_| is_last && span.closed.is_none());
            let closed_at = voided.or(span.closed.map(|(at, _)| at));
            let code = span.closed.map(|(_, code)| ClosureCode::code(code));
            let nth = i64::try_from(index + 1).unwrap_or(i64::MAX);
            self.raw()
                .prepare_cached(
                    "INSERT INTO case_span (case_no, nth, opened_at, closed_at, code, voided) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![
                    no,
                    nth,
                    span.opened.unix(),
                    closed_at.map(Moment::unix),
                    code,
                    voided.is_some()
                ])?;
        }
        Ok(())
    }

    /// Writes the open obligations of a case anew.
    pub(crate) fn put_obligations(&self, number: CaseNumber, owed: &[&Obligation]) -> Result<(), Error> {
        let no = key::of_number(number);
        self.raw().prepare_cached("DELETE FROM obligation WHERE case_no = ?1")?.execute([no])?;
        for obligation in owed {
            self.raw()
                .prepare_cached(
                    "INSERT INTO obligation (case_no, id, code, due, since, rule, task, working_days, what, who) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                )?
                .execute(params![
                    no,
                    obligation.id.to_string(),
                    obligation.deadline.code(),
                    obligation.due.unix(),
                    obligation.owed_from.unix(),
                    obligation.rule,
                    obligation.task.as_ref().map(serde_json::to_string).transpose()?,
                    obligation.working_days,
                    obligation.what,
                    obligation.who
                ])?;
        }
        Ok(())
    }
}
