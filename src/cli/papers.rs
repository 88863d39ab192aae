//! `report`, `record`, `day` and `blank`: what is printed.

use crate::cli::args::{
    BlankForm, BlankPaper, Day, DayForm, Month, Record, RecordForm, Report, ReportFormat,
};
use crate::cli::data::{Data, operator};
use crate::cli::failure::Failure;
use crate::cli::output::save_bytes;
use crate::desk::handle::Desk;
use crate::desk::print::printout::{Blank, Printout};
use crate::domain::statistics::period::Period;
use crate::paper::form::handling_record::RecordCopy;

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
    let bytes = match report.format {
        ReportFormat::Xlsx => return Ok(desk.export_report(period, &report.out).wait()?),
        ReportFormat::Json => format!("{:#}\n", serde_json::json!(desk.report(period).wait()?)).into_bytes(),
        ReportFormat::Pdf => print(&desk, Printout::Table(period))?,
    };
    save_bytes(data, &report.out, &bytes)
}

/// A paper of a case.
///
/// # Errors
/// Why it failed.
pub fn record(data: &Data, record: &Record) -> Result<(), Failure> {
    let number = record.number;
    let printout = match record.form {
        RecordForm::Record if record.customer => Printout::Record(number, RecordCopy::Customer),
        RecordForm::Record => Printout::Record(number, RecordCopy::Internal),
        RecordForm::Handover => Printout::HandOver(number),
        RecordForm::Letter => Printout::Letter(number),
        RecordForm::Report => Printout::SituationReport(number),
        RecordForm::File => Printout::MajorFile(number),
        RecordForm::Visit => Printout::Visit(number),
    };
    save_bytes(data, &record.out, &print(&data.reading()?, printout)?)
}

/// A paper of a day.
///
/// # Errors
/// Why it failed.
pub fn day(data: &Data, day: &Day) -> Result<(), Failure> {
    let printout = match day.form {
        DayForm::Record => Printout::Days(day.date, day.date),
        DayForm::Check => Printout::DailyCheck(day.date),
        DayForm::Visits => Printout::Visits(day.date),
    };
    save_bytes(data, &day.out, &print(&data.reading()?, printout)?)
}

/// A form to be filled in by hand.
///
/// # Errors
/// Why it failed.
pub fn blank(data: &Data, blank: &BlankPaper) -> Result<(), Failure> {
    let form = match blank.form {
        BlankForm::Work => Blank::WorkRecord,
        BlankForm::Record => Blank::HandlingRecord,
        BlankForm::Visit => Blank::VisitRecord,
    };
    save_bytes(data, &blank.out, &print(&data.reading()?, Printout::Blank(form))?)
}

fn print(desk: &Desk, printout: Printout) -> Result<Vec<u8>, Failure> {
    Ok(desk.print(printout, &operator()).wait()?)
}
