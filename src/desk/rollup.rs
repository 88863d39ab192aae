//! `rollup`: the month files of many centres added up into one table. The files are gone through one after the other, in
//! a first round to check and add them up, then once for every page that shows each centre: of a centre no more stays in
//! memory than its line in the rank.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::json;

use crate::desk::error::Error;
use crate::desk::month_file::{read_head, read_month};
use crate::desk::output::OutputKind;
use crate::desk::spreadsheet::{SheetFailure, save};
use crate::domain::code::{Category, ServiceArea};
use crate::domain::settings::{CategoryEntry, Settings};
use crate::domain::statistics::axis::Axis;
use crate::domain::statistics::month_file::MonthHead;
use crate::domain::statistics::rollup::{Centre, Rollup, Unfit};
use crate::domain::time::Moment;
use crate::paper::form::rollup::{centres_form, rollup_form};
use crate::paper::layout::page::PrintInfo;
use crate::paper::render::printed;
use crate::paper::wording::Labels;
use crate::sheet::write::rollup as sheets;
use crate::sheet::write::xlsx::Book;

/// More centres than this make no paper that anybody reads; the workbook takes them all.
pub const MOST_ON_PAPER: usize = 200;

/// How the table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RollupFormat {
    /// A workbook.
    Xlsx,
    /// A paper.
    Pdf,
    /// For programs.
    Json,
}

/// What is rolled up, and where to.
#[derive(Debug, Clone)]
pub struct RollupJob {
    /// The month files.
    pub files: Vec<PathBuf>,
    /// The names of the centres that shall be there; empty when nobody said.
    pub expected: Vec<String>,
    /// How.
    pub format: RollupFormat,
    /// Where to.
    pub out: PathBuf,
}

/// Adds the files up and writes the table; answers the sums. Nothing is written when a file is refused.
///
/// # Errors
/// [`Error::Refused`] with a sentence that names the file.
pub fn roll_up(data: &Path, job: &RollupJob, by: &str, now: Moment) -> Result<Rollup, Error> {
    let mut rollup = Rollup::default();
    for file in &job.files {
        let head = read_month(file)?;
        rollup.add(&head).map_err(|unfit| refused(file, &head, unfit, &job.files))?;
    }
    rollup.finish();
    let missing = rollup.missing(&job.expected);
    match job.format {
        RollupFormat::Json => save(data, &job.out, OutputKind::Text, |file| {
            write_json(file, &rollup, &missing, &job.files, now)
        })?,
        RollupFormat::Xlsx => save(data, &job.out, OutputKind::Xlsx, |file| {
            let mut book = Book::new(&sheets::title(&rollup), now)?;
            let settings = words(&rollup);
            sheets::ranks(&mut book, &rollup, &missing, &settings)?;
            for axis in sheets::PAGES {
                let heads = job.files.iter().map(|file| read_head(file).map_err(SheetFailure::from));
                sheets::block(&mut book, axis, &rollup, &settings, heads)?;
            }
            Ok::<_, SheetFailure>(book.save(file)?)
        })?,
        RollupFormat::Pdf => {
            if rollup.centres.len() > MOST_ON_PAPER {
                return Err(Error::Refused(format!(
                    "中心多于 {MOST_ON_PAPER} 个，纸上放不下，没有写出文件。请用 --format xlsx。"
                )));
            }
            let settings = words(&rollup);
            let labels = Labels::default();
            let place = |name: &str| rollup.centres.iter().position(|one| one.property == name);
            let files = rollup.ranked().into_iter().filter_map(|one| job.files.get(place(&one.property)?));
            let forms = [
                rollup_form(&rollup, &missing, &settings, &labels),
                centres_form(&rollup, &settings, &labels, files.map(|file| read_head(file)))?,
            ];
            let info = PrintInfo {
                property: "各中心汇总".to_owned(),
                phone: String::new(),
                printed_at: now,
                printed_by: by.to_owned(),
                times_printed: 1,
                log: String::new(),
            };
            let bytes = printed(&forms, &info).map_err(|error| {
                tracing::error!(%error, "the rollup could not be made");
                Error::Refused(error.message().to_owned())
            })?;
            save(data, &job.out, OutputKind::Pdf, |file| Ok::<_, SheetFailure>(file.write_all(&bytes)?))?;
        }
    }
    Ok(rollup)
}

/// Settings that hold the words of the categories, for the names of rows.
fn words(rollup: &Rollup) -> Settings {
    let entry = |(code, label): (&String, &String)| {
        Some(CategoryEntry {
            code: Category::new(code)?,
            label: label.clone(),
            active: true,
            area: ServiceArea::Service,
        })
    };
    Settings { categories: rollup.categories.iter().filter_map(entry).collect(), ..Settings::default() }
}

fn refused(file: &Path, head: &MonthHead, unfit: Unfit, files: &[PathBuf]) -> Error {
    let why = match unfit {
        Unfit::Twice(place) => {
            let other = files.get(place).map(|other| other.display().to_string()).unwrap_or_default();
            format!("和「{other}」是同一个中心（{}），一个中心只能有一个文件", head.property)
        }
        Unfit::OtherMonth(month) => format!("是 {} 的，别的文件是 {month} 的，只能汇总同一个月", head.month),
    };
    Error::Refused(format!("文件「{}」{why}。没有汇总，没有写出任何文件。", file.display()))
}

/// Written piece by piece, a centre at a time.
fn write_json(
    file: &mut dyn Write,
    rollup: &Rollup,
    missing: &[&str],
    files: &[PathBuf],
    now: Moment,
) -> Result<(), SheetFailure> {
    /// A centre with its figures.
    #[derive(Serialize)]
    struct Block<'a> {
        #[serde(flatten)]
        centre: &'a Centre,
        figures: serde_json::Value,
    }
    let unlocked: Vec<&str> = rollup.unlocked().collect();
    let total = figures(&json!(rollup.total));
    let head = json!({
        "format": "tingsu-rollup",
        "version": 1,
        "month": rollup.month,
        "made_at": now,
        "per_hundred_households": rollup.per_hundred_households(),
        "missing": missing,
        "unlocked": unlocked,
        "total": total,
    });
    let head = serde_json::to_string(&head).map_err(io::Error::from)?;
    write!(file, "{},\n\"centres\":[", head.strip_suffix('}').unwrap_or(&head))?;
    for (place, (path, centre)) in files.iter().zip(&rollup.centres).enumerate() {
        let block = Block { centre, figures: figures(&json!(read_head(path)?.figures)) };
        let block = serde_json::to_string(&block).map_err(io::Error::from)?;
        write!(file, "{}\n{block}", if place == 0 { "" } else { "," })?;
    }
    Ok(writeln!(file, "]}}")?)
}

/// The figures with their blocks under `axes`, as in the report of one centre.
fn figures(figures: &serde_json::Value) -> serde_json::Value {
    let block = |axis: &Axis| (axis.code().to_owned(), figures[axis.code()].clone());
    let axes: serde_json::Map<_, _> = sheets::PAGES.iter().map(block).collect();
    json!({ "check": figures["check"], "axes": axes, "counts": figures["counts"] })
}
