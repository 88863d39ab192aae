//! When cases were open, so that a month's table reads only what touches the month; and what is owed, to be written.

use rusqlite::params_from_iter;
use rusqlite::types::Value;

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
    /// Writes the spans of a case, where they differ from what stands there.
    pub(crate) fn put_spans(&self, number: CaseNumber, state: &CaseState) -> Result<(), Error> {
        let row = |(index, span): (usize, &Span)| {
            let is_last = index + 1 == state.spans.len();
            let voided = state.voided_at.filter(|_| is_last && span.closed.is_none());
            let closed_at = voided.or(span.closed.map(|(at, _)| at));
            let code = span.closed.map(|(_, code)| ClosureCode::code(code).to_owned());
            vec![
                Value::from(i64::try_from(index + 1).unwrap_or(i64::MAX)),
                span.opened.unix().into(),
                closed_at.map(Moment::unix).into(),
                code.into(),
                voided.is_some().into(),
            ]
        };
        let rows = state.spans.iter().enumerate().map(row).collect();
        self.put_rows("case_span", "nth", &["opened_at", "closed_at", "code", "voided"], number, rows)
    }

    /// Writes the open obligations of a case, where they differ from what stands there.
    pub(crate) fn put_obligations(&self, number: CaseNumber, owed: &[&Obligation]) -> Result<(), Error> {
        let row = |one: &&Obligation| -> Result<Vec<Value>, Error> {
            Ok(vec![
                Value::from(one.id.to_string()),
                one.deadline.code().to_owned().into(),
                one.due.unix().into(),
                one.owed_from.unix().into(),
                one.rule.clone().into(),
                one.task.as_ref().map(serde_json::to_string).transpose()?.into(),
                one.working_days.into(),
                one.what.clone().into(),
                one.who.clone().into(),
            ])
        };
        let mut owed = owed.to_vec();
        owed.sort_by_cached_key(|one| one.id.to_string());
        let rows = owed.iter().map(row).collect::<Result<_, _>>()?;
        let columns = ["code", "due", "since", "rule", "task", "working_days", "what", "who"];
        self.put_rows("obligation", "id", &columns, number, rows)
    }

    /// Writes the rows of a case in a table that has several of each, in the order of `id`, which tells them apart; most saves change
    /// none of them, and a row that is written moves the entries of its indexes.
    fn put_rows(
        &self,
        table: &str,
        id: &str,
        columns: &[&str],
        number: CaseNumber,
        rows: Vec<Vec<Value>>,
    ) -> Result<(), Error> {
        let (no, names) = (key::of_number(number), columns.join(", "));
        let standing = format!("SELECT {id}, {names} FROM {table} WHERE case_no = ?1 ORDER BY {id}");
        let mut statement = self.raw().prepare_cached(&standing)?;
        let width = columns.len() + 1;
        let standing: Vec<Vec<Value>> = statement
            .query_map([no], |row| (0..width).map(|column| row.get(column)).collect())?
            .collect::<Result<_, _>>()?;
        if standing == rows {
            return Ok(());
        }
        self.raw().prepare_cached(&format!("DELETE FROM {table} WHERE case_no = ?1"))?.execute([no])?;
        let marks = vec!["?"; width + 1].join(", ");
        let insert = format!("INSERT INTO {table} (case_no, {id}, {names}) VALUES ({marks})");
        for row in rows {
            let values = std::iter::once(Value::from(no)).chain(row);
            self.raw().prepare_cached(&insert)?.execute(params_from_iter(values))?;
        }
        Ok(())
    }
}
