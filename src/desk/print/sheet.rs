//! Papers that are lists, written as spreadsheets: form 1, the visits of a day, the roster; form 3 is a book of its own.
//! Telephone numbers masked unless a supervisor asks, which is recorded. Rules §10, ledger 11-01, 11-10, 11-21.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::print::compose::{listed_cases, owed_visits};
use crate::desk::print::printout::Printout;
use crate::desk::reply::Reply;
use crate::desk::spreadsheet::{Format, SheetFailure, aside, save};
use crate::domain::case::Case;
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::domain::time::Moment;
use crate::domain::work_entry::WorkEntry;
use crate::paper::form::visit_record::VisitSheet;
use crate::sheet::write::page::{Page, Value};
use crate::sheet::write::visits::VisitLine;
use crate::sheet::write::{csv, roster, visits, work, xlsx};

/// A page with its rows.
type Leaf = (Page, Vec<Vec<Value>>);

/// Where a sheet goes, for whom and how.
#[derive(Debug, Clone)]
pub struct SheetJob {
    /// The file.
    pub path: PathBuf,
    /// How it is written; a text with commas holds the first page only.
    pub format: Format,
    /// Telephone numbers in full, which only a supervisor may ask for.
    pub in_full: bool,
}

impl SheetJob {
    /// Masked, in the format that the file's ending names.
    pub fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), format: Format::of(path), in_full: false }
    }
}

impl Printout {
    /// Whether it is also written as a spreadsheet.
    pub fn has_sheet(&self) -> bool {
        matches!(self, Self::Days(..) | Self::Selection(_) | Self::Visits(_) | Self::Table(..))
    }

    /// Whether telephone numbers stand in it.
    pub fn has_phones(&self) -> bool {
        matches!(self, Self::Days(..) | Self::Selection(_) | Self::Visits(_))
    }
}

impl Desk {
    /// Writes a paper that is a list as a spreadsheet; answers how many lines it has.
    ///
    /// Errors: [`Error::Denied`] for numbers in full; [`Error::Refused`] for any other paper, or when the file cannot be
    /// written.
    pub fn export_paper(&self, printout: Printout, job: SheetJob, actor: &Actor) -> Reply<u32> {
        if let Printout::Table(period, version) = printout {
            let written = self.export_report(period, version, &job.path, actor);
            return aside(move || written.wait().map(|()| 0));
        }
        self.export_leaves(job, actor, move |desk, in_full| match &printout {
            Printout::Days(from, to) => {
                let (start, end) = (Moment::start_of(*from), Moment::start_of(*to).end_of_day());
                let cases = desk.cases_between(Some(start), Some(end)).wait()?;
                work_leaves(desk, &cases, in_full)
            }
            Printout::Selection(list) => work_leaves(desk, &listed_cases(desk, list)?, in_full),
            Printout::Visits(day) => visit_leaves(desk, *day, in_full),
            _ => Err(Error::Refused("这张纸没有表格，只能打印或存为 PDF。".to_owned())),
        })
    }

    /// Writes the roster as a spreadsheet under the heads that the import reads; answers how many households. What is to
    /// be minded of people stands only in the full one.
    ///
    /// Errors: as [`Desk::export_paper`].
    pub fn export_roster(&self, job: SheetJob, actor: &Actor) -> Reply<u32> {
        self.export_leaves(job, actor, |desk, in_full| {
            let stewards = desk.stewards().wait()?;
            let mut all = Vec::new();
            for (building, _) in desk.buildings().wait()? {
                all.extend(desk.households(&building).wait()?);
            }
            let rows = all.iter().map(|one| roster::line(one, &stewards, in_full)).collect();
            let ending = roster::spaces(&all, in_full);
            let mut leaves = vec![(roster::page(in_full), rows)];
            // Where no lease ends there is nothing to be reminded of.
            if !ending.is_empty() {
                leaves.push((roster::spaces_page(), ending));
            }
            let by_phone = roster::no_wechat(&all, &stewards, in_full);
            if !by_phone.is_empty() {
                leaves.push((roster::no_wechat_page(in_full), by_phone));
            }
            Ok(leaves)
        })
    }

    fn export_leaves(
        &self,
        job: SheetJob,
        actor: &Actor,
        leaves: impl FnOnce(&Desk, bool) -> Result<Vec<Leaf>, Error> + Send + 'static,
    ) -> Reply<u32> {
        if job.in_full
            && let Err(refused) = permission::supervisor(actor, "导出完整电话")
        {
            return Reply::ready(Err(refused.into()));
        }
        let (desk, actor) = (self.clone(), actor.clone());
        aside(move || {
            let SheetJob { path, format, in_full } = job;
            let leaves = leaves(&desk, in_full)?;
            let (settings, now) = (desk.settings().wait()?, desk.now());
            let lines = leaves.first().map_or(0, |(_, rows)| rows.len());
            save(desk.folder(), &path, format.kind(), |file| {
                if format == Format::Csv {
                    for (page, rows) in leaves.into_iter().take(1) {
                        csv::write(file, &page, rows.into_iter().map(Ok::<_, SheetFailure>))?;
                    }
                    return Ok(());
                }
                let title = leaves.first().map_or("", |(page, _)| page.name.as_str());
                let mut book = xlsx::Book::new(&format!("{}　{title}", settings.property), now)?;
                for (page, rows) in leaves {
                    book.page(&page, rows.into_iter().map(Ok::<_, SheetFailure>))?;
                }
                Ok(book.save(file)?)
            })?;
            desk.exported(&actor, &path, lines, in_full).wait()?;
            Ok(u32::try_from(lines).unwrap_or(u32::MAX))
        })
    }
}

fn work_leaves(desk: &Desk, cases: &[Case], in_full: bool) -> Result<Vec<Leaf>, Error> {
    let settings = desk.settings().wait()?;
    let entries: Vec<WorkEntry> = cases.iter().map(|case| WorkEntry::of(case, &settings.rules)).collect();
    let lines = (1..).zip(&entries).map(|(number, entry)| work::line(number, entry, &settings, in_full));
    let made = visits::made(cases, &settings);
    let mut leaves =
        vec![(work::lines_page(), lines.collect()), (work::totals_page(), work::totals(&entries))];
    // What was heard at visits, for whoever looks it through by class.
    if !made.is_empty() {
        leaves.push((visits::made_page(), made));
    }
    Ok(leaves)
}

fn visit_leaves(desk: &Desk, day: NaiveDate, in_full: bool) -> Result<Vec<Leaf>, Error> {
    let line = |visit: &VisitSheet| {
        let record = &visit.record;
        let line = VisitLine {
            number: record.number().to_owned(),
            person: record.person().to_owned(),
            room: record.room().to_owned(),
            phones: record.phones().split('、').filter(|one| !one.is_empty()).map(str::to_owned).collect(),
            due: visit.due,
            visitor: visit.visitor.clone(),
            round: visit.round,
            matter: record.matter().to_owned(),
            result: record.results().last().map(|(_, result)| result.clone()).unwrap_or_default(),
        };
        visits::line(&line, in_full)
    };
    Ok(vec![(visits::page(), owed_visits(desk, day)?.iter().map(line).collect())])
}
