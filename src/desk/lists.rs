//! Lists of cases: pages of the register, how many there are, all of a list one after the other, search.

use std::sync::atomic::Ordering;

use chrono::NaiveDate;

use crate::desk::as_of::View;
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::reply::Reply;
use crate::domain::case::{Case, CaseNumber};
use crate::domain::case_query::{CaseCount, CaseFilter, CaseOrder, CasePage, CaseQuery, CaseValues};
use crate::domain::case_row::CaseRow;

/// No more hits of a search than somebody reads.
pub const HITS: usize = 200;
/// Rows that a list read to its end takes at once.
const CHUNK: usize = 1_000;
/// Whole cases that it takes at once.
const WHOLE: usize = 50;

impl Desk {
    /// A page of a list.
    pub fn case_page(&self, query: CaseQuery) -> Reply<CasePage> {
        let as_of = self.as_of();
        self.ask(move |db| page(&View::at(db, as_of)?, &query))
    }

    /// How many cases a filter keeps; beside the page, which does not wait for it.
    pub fn case_count(&self, filter: CaseFilter) -> Reply<CaseCount> {
        let as_of = self.as_of();
        self.ask(move |db| {
            let mut count = CaseCount::default();
            for (source, scope) in View::at(db, as_of)?.sources()? {
                let counted = source.case_count(&filter, scope)?;
                count.all += counted.all;
                count.overdue += counted.overdue;
                count.more |= counted.more;
                count.more_overdue |= counted.more_overdue;
            }
            Ok(count)
        })
    }

    /// What a list can be narrowed by.
    pub fn case_values(&self) -> Reply<CaseValues> {
        self.ask(|db| Ok(db.case_values()?))
    }

    /// The days of receipt of the first and the last case of a list; `None` where it has none.
    pub fn days_of(&self, filter: CaseFilter) -> Reply<Option<(NaiveDate, NaiveDate)>> {
        let as_of = self.as_of();
        self.ask(move |db| {
            let view = View::at(db, as_of)?;
            let end = |order| {
                let query = CaseQuery { limit: 1, ..CaseQuery::first(filter.clone(), order) };
                Ok::<_, Error>(page(&view, &query)?.rows.pop().map(|row| row.received_at.date()))
            };
            Ok(end(CaseOrder::Oldest)?.zip(end(CaseOrder::Newest)?))
        })
    }

    /// All cases of a list in its order, read page by page while they are taken: for files and papers. Waits for the
    /// desk, so not for the window's thread.
    pub fn every_case(&self, filter: CaseFilter, order: CaseOrder) -> EveryCase {
        let query = CaseQuery { limit: CHUNK, ..CaseQuery::first(filter, order) };
        EveryCase { desk: self.clone(), next: Some(query), rows: Vec::new().into_iter() }
    }

    /// The same as whole cases, of which a handful is held at a time. Cases that cannot be read are left out.
    pub fn every_whole_case(&self, filter: CaseFilter, order: CaseOrder) -> EveryWholeCase {
        EveryWholeCase { rows: self.every_case(filter, order), cases: Vec::new().into_iter() }
    }

    /// Hits of the search field: open cases first, then the newest. A question that a newer one has overtaken is not
    /// asked any more: [`Error::Overtaken`].
    pub fn search(&self, text: &str) -> Reply<Vec<CaseRow>> {
        let (text, as_of) = (text.to_owned(), self.as_of());
        let questions = self.questions();
        let mine = questions.latest.fetch_add(1, Ordering::Relaxed) + 1;
        questions.interrupt();
        self.ask(move |db| {
            let question = questions.begin(mine, db)?;
            let found = View::at(db, as_of).and_then(|view| view.find(&text, HITS));
            question.end(found)
        })
    }
}

/// A page as it was known at the moment of the view.
///
/// # Errors
/// When the database cannot be read.
pub(crate) fn page(view: &View<'_>, query: &CaseQuery) -> Result<CasePage, Error> {
    let mut page = CasePage::default();
    for (source, scope) in view.sources()? {
        let part = source.case_page(query, scope)?;
        page.more |= part.more;
        page.rows.extend(view.with_blind_years(source, part.rows)?);
    }
    page.rows.sort_by(|one, other| query.order.compare(one, other));
    page.more |= page.rows.len() > query.limit;
    page.rows.truncate(query.limit);
    Ok(page)
}

/// A list that is read page by page.
#[derive(Debug)]
pub struct EveryCase {
    desk: Desk,
    next: Option<CaseQuery>,
    rows: std::vec::IntoIter<CaseRow>,
}

impl Iterator for EveryCase {
    type Item = Result<CaseRow, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(row) = self.rows.next() {
            return Some(Ok(row));
        }
        let query = self.next.take()?;
        match self.desk.case_page(query.clone()).wait() {
            Ok(page) => {
                let last = page.rows.last().cloned();
                self.next = last.filter(|_| page.more).map(|last| query.after(last));
                self.rows = page.rows.into_iter();
                self.rows.next().map(Ok)
            }
            Err(error) => Some(Err(error)),
        }
    }
}

/// The whole cases of a list that is read page by page.
#[derive(Debug)]
pub struct EveryWholeCase {
    rows: EveryCase,
    cases: std::vec::IntoIter<Case>,
}

impl EveryWholeCase {
    /// How many rows and cases it holds now.
    pub fn held(&self) -> (usize, usize) {
        (self.rows.rows.len(), self.cases.len())
    }
}

impl Iterator for EveryWholeCase {
    type Item = Result<Case, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(case) = self.cases.next() {
                return Some(Ok(case));
            }
            let rows = self.rows.by_ref().take(WHOLE).map(|row| row.map(|row| row.number));
            let numbers: Vec<CaseNumber> = match rows.collect() {
                Ok(numbers) => numbers,
                Err(error) => return Some(Err(error)),
            };
            if numbers.is_empty() {
                return None;
            }
            let (desk, as_of) = (&self.rows.desk, self.rows.desk.as_of());
            match desk.ask(move |db| View::at(db, as_of)?.cases(&numbers)).wait() {
                Ok(cases) => self.cases = cases.into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
