//! How often each form was printed: the entries of the log about it.

use chrono::Datelike;
use rusqlite::OptionalExtension;

use crate::domain::case::CaseNumber;
use crate::domain::code::PaperForm;
use crate::domain::counter_event::CounterEvent;
use crate::domain::subject::Subject;
use crate::domain::time::Moment;
use crate::store::append::RecordedBy;
use crate::store::db::{Db, Write};
use crate::store::error::Error;
use crate::store::key;

impl Db {
    /// How often a form of a case or period was printed so far.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn times_printed(&self, of: &str, form: PaperForm) -> Result<u32, Error> {
        self.entries_about(&Subject::print(form, of))
    }

    /// The last print of a form of a case up to a moment: when it was, and how many events the case had then. `None` when
    /// it was not printed until then.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last_print(
        &self,
        case: CaseNumber,
        form: PaperForm,
        until: Moment,
    ) -> Result<Option<(Moment, usize)>, Error> {
        let mut statement = self.raw().prepare_cached(include_str!("sql/last_print.sql"))?;
        let subject = Subject::print(form, &case.to_string());
        let asked = (subject.key(), until.unix(), key::of_number(case));
        let found = statement.query_row(asked, |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        Ok(found.and_then(|(at, events): (i64, u32)| Some((Moment::from_unix(at)?, events as usize))))
    }
}

impl Db {
    /// The number `ZD-YYYY-NN` of the major file of a case: the year in which its file was first printed, and its place
    /// among the files first printed in that year. The log is only appended to, so a file keeps its number; one that
    /// was never printed is told the next. Rules §7.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn major_file_number(&self, case: CaseNumber, now: Moment) -> Result<String, Error> {
        let sql = "SELECT subject, min(seq), at FROM event \
                   WHERE subject_kind <> 'case' AND subject_kind = 'print' AND subject GLOB ?1 \
                   GROUP BY subject ORDER BY min(seq)";
        let mut statement = self.raw().prepare_cached(sql)?;
        let form = PaperForm::MajorFile;
        let mut rows = statement.query([Subject::print(form, "*").key()])?;
        let mine = Subject::print(form, &case.to_string());
        let mut first_prints: Vec<i32> = Vec::new();
        while let Some(row) = rows.next()? {
            let (subject, at): (String, i64) = (row.get(0)?, row.get(2)?);
            let year = Moment::from_unix(at).map_or(0, |at| at.date().year());
            first_prints.push(year);
            if subject == mine.key() {
                return Ok(file_number(year, first_prints.iter().filter(|one| **one == year).count()));
            }
        }
        let year = now.date().year();
        Ok(file_number(year, first_prints.iter().filter(|one| **one == year).count() + 1))
    }
}

fn file_number(year: i32, place: usize) -> String {
    format!("ZD-{year:04}-{place:02}")
}

impl Write<'_> {
    /// Records one more print and answers which it is, from 1.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn count_print(&self, of: &str, form: PaperForm, hand: RecordedBy<'_>) -> Result<u32, Error> {
        self.record(Subject::print(form, of), &CounterEvent::Printed {}, hand)?;
        self.times_printed(of, form)
    }
}
