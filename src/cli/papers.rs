//! `report`, `record`, `day`, `notice` and `blank`: what is printed.

use std::io::Write;
use std::path::Path;

use crate::cli::args::{
    BlankForm, BlankPaper, Day, DayForm, DayFormat, Notice, Record, RecordForm, Report, ReportFormat,
    ReportPeriod,
};
use crate::cli::data::{Data, operator};
use crate::cli::failure::Failure;
use crate::cli::output::{save_bytes, say};
use crate::cli::typed::{Month, Quarter};
use crate::desk::handle::Desk;
use crate::desk::print::printout::{Blank, Printout};
use crate::desk::print::sheet::SheetJob;
use crate::desk::spreadsheet::Format;
use crate::domain::outage::OutageId;
use crate::domain::statistics::period::{Length, Period};
use crate::paper::form::handling_record::RecordCopy;

/// The table of a month, a quarter, a year or the days from one to another.
///
/// # Errors
/// Why it failed.
pub fn report(data: &Data, report: &Report, out: &mut dyn Write) -> Result<(), Failure> {
    let desk = data.reading()?;
    let period = period_of(&desk, &report.period)?;
    match report.format {
        ReportFormat::Xlsx => {
            desk.export_report(period, report.version, &report.out, &operator()).wait()?;
        }
        ReportFormat::Json => {
            let table = desk.report_of(period, report.version).wait()?;
            save_bytes(data, &report.out, format!("{:#}\n", serde_json::json!(table)).as_bytes())?;
            desk.report_exported(&operator(), &report.out, &table)?;
        }
        ReportFormat::Pdf => print(&desk, Printout::Table(period, report.version), &report.out)?,
    }
    left_out(&desk, period, out)
}

/// Says which cases cannot be read and are in no figure.
fn left_out(desk: &Desk, period: Period, out: &mut dyn Write) -> Result<(), Failure> {
    let numbers: Vec<String> = desk.unreadable_in(period).wait()?.iter().map(ToString::to_string).collect();
    if numbers.is_empty() {
        return Ok(());
    }
    say(out, &format!("受理单 {} 读不出来，没有算进这张表。请核对数据（tingsu check）。", numbers.join("、")))
}

/// The month of the statistics that was typed, as the counter's cut-off day has it.
///
/// # Errors
/// When there is no such month.
pub fn month_of(desk: &Desk, typed: Month) -> Result<Period, Failure> {
    let Month { year, month } = typed;
    Period::month(year, month, desk.settings().wait()?.rules.cut_off_day)
        .ok_or_else(|| Failure::Failed(format!("没有 {year}-{month:02} 这个月的统计。")))
}

/// The period that was typed; days still to come are absent from it.
fn period_of(desk: &Desk, typed: &ReportPeriod) -> Result<Period, Failure> {
    let today = desk.now().date();
    let month = |year, month| month_of(desk, Month { year, month });
    let period = match *typed {
        ReportPeriod { month: Some(typed), .. } => return month_of(desk, typed),
        ReportPeriod { quarter: Some(Quarter { year, quarter }), .. } => {
            month(year, quarter * 3)?.stretched(Length::Quarter)
        }
        ReportPeriod { year: Some(year), .. } => month(year, 1)?.stretched(Length::Year),
        ReportPeriod { from, to, .. } => {
            let cut_off = desk.settings().wait()?.rules.cut_off_day;
            let from = from.unwrap_or(today);
            Period::days(from, to.unwrap_or(from), cut_off).map_err(Failure::Failed)?
        }
    };
    period.begun(today).map_err(Failure::Failed)
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
    print(&data.reading()?, printout, &record.out)
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
    let desk = data.reading()?;
    let format = match day.format {
        DayFormat::Pdf => return print(&desk, printout, &day.out),
        DayFormat::Xlsx => Format::Xlsx,
        DayFormat::Csv => Format::Csv,
    };
    let job = SheetJob { path: day.out.clone(), format, in_full: day.full };
    desk.export_paper(printout, job, &operator()).wait()?;
    Ok(())
}

/// The notice of a 公共事件, or those that last.
///
/// # Errors
/// Why it failed.
pub fn notice(data: &Data, notice: &Notice, out: &mut dyn Write) -> Result<(), Failure> {
    let desk = data.reading()?;
    if let (Some(number), Some(file)) = (notice.number, &notice.out) {
        return print(&desk, Printout::OutageNotice(OutageId(number)), file);
    }
    let all = desk.open_outages().wait()?;
    if all.is_empty() {
        return say(out, "现在没有公共事件。");
    }
    for one in all {
        let (title, calls) = (one.outage.title(), one.cases.len());
        say(
            out,
            &format!("{}　{title}　{} 起　已来 {calls} 户", one.id, one.outage.since.short(desk.now())),
        )?;
    }
    Ok(())
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
    print(&data.reading()?, Printout::Blank(form), &blank.out)
}

fn print(desk: &Desk, printout: Printout, out: &Path) -> Result<(), Failure> {
    Ok(desk.print_to(printout, &operator(), out.to_owned()).wait()?)
}
