//! `report`, `record` and `day`: what is printed.

use crate::cli::args::{Day, DayForm, Month, Record, Report, ReportFormat};
use crate::cli::data::{Data, operator};
use crate::cli::failure::Failure;
use crate::cli::output::save_bytes;
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::domain::settings::Settings;
use crate::domain::statistics::period::Period;
use crate::paper::PrintInfo;
use crate::paper::form::handling_record::{RecordCopy, handling_record};
use crate::paper::form::statistics::statistics;
use crate::paper::form::work_record::work_record;
use crate::paper::wording::Labels;

/// The table of a month.
///
/// # Errors
/// Why it failed.
pub fn report(data: &Data, report: &Report) -> Result<(), Failure> {
    let desk = data.reading()?;
    let settings = desk.settings().wait()?;
    let Month { year, month } = report.month;
    let period = Period::month(year, month, settings.rules.cut_off_day)
        .ok_or_else(|| Failure::Failed(format!("没有 {year}-{month:02} 这个月的统计。")))?;
    let table = || desk.report(period).wait();
    let bytes = match report.format {
        ReportFormat::Xlsx => return Ok(desk.export_report(period, &report.out).wait()?),
        ReportFormat::Json => format!("{:#}\n", serde_json::json!(table()?)).into_bytes(),
        ReportFormat::Pdf => {
            let info = print(&desk, &settings, &format!("{year}-{month:02}"), 3)?;
            statistics(&table()?, &settings, &labels(&desk, &settings), "", &info)?
        }
    };
    save_bytes(data, &report.out, &bytes)
}

/// Form 2 of a case.
///
/// # Errors
/// Why it failed.
pub fn record(data: &Data, record: &Record) -> Result<(), Failure> {
    let desk = data.reading()?;
    let settings = desk.settings().wait()?;
    let case = desk.case(record.number).wait()?;
    let copy = if record.customer { RecordCopy::Customer } else { RecordCopy::Internal };
    let info = print(&desk, &settings, &record.number.to_string(), 2)?;
    save_bytes(data, &record.out, &handling_record(&case, &labels(&desk, &settings), &info, copy)?)
}

/// A paper of a day.
///
/// # Errors
/// Why it failed.
pub fn day(data: &Data, day: &Day) -> Result<(), Failure> {
    let desk = data.reading()?;
    let settings = desk.settings().wait()?;
    let bytes = match day.form {
        DayForm::Record => {
            let cases = desk.cases_of_day(day.date).wait()?;
            let info = print(&desk, &settings, &day.date.to_string(), 1)?;
            work_record(&cases, day.date, day.date, &labels(&desk, &settings), &info)?
        }
    };
    save_bytes(data, &day.out, &bytes)
}

/// Counts the print.
fn print(desk: &Desk, settings: &Settings, subject: &str, form: u8) -> Result<PrintInfo, Error> {
    let times = desk.printed(&operator(), subject, form).wait()?.value;
    Ok(PrintInfo::new(settings, desk.now(), operator().name, times))
}

fn labels(desk: &Desk, settings: &Settings) -> Labels {
    Labels::new(settings, desk.situation_words())
}
