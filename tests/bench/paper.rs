//! Papers against a bare page of the PDF library with the same font.

use std::process::Command;

use printpdf::{
    FontId, Mm, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt,
    TextItem,
};
use tingsu::desk::print::printout::Printout;
use tingsu::domain::case::Case;
use tingsu::domain::settings::Settings;
use tingsu::domain::statistics::period::Period;
use tingsu::domain::typeface;
use tingsu::paper::form::handling_record::{self, RecordCopy};
use tingsu::paper::layout::page::{Form, PrintInfo};
use tingsu::paper::render::printed;
use tingsu::paper::wording::Labels;

use crate::desk::{counter, evening, folder};
use crate::{compare, tell, time, turns};

const ROUNDS: usize = 31;

/// Prints the figures of the papers.
pub fn measure() {
    let folder = folder();
    let (desk, chief) = counter(folder.path(), 300);
    println!("\nPapers, a month of 300 cases in a year");

    let cases = desk.all_cases().wait().unwrap();
    let fullest = cases.iter().max_by_key(|case| case.events.len()).unwrap().number;
    let month = Period::month(2026, 11, desk.settings().wait().unwrap().rules.cut_off_day).unwrap();
    let print = |printout| desk.print(printout, &chief).wait().unwrap();
    let record = Printout::Record(fullest, RecordCopy::Internal);
    let first = time(|| print(record.clone()));
    tell("the first paper, fonts parsed", first, "ms");

    let font = ParsedFont::from_bytes(typeface::REGULAR, 0, &mut Vec::new()).unwrap();
    for (what, printout) in [
        ("form 2, the fullest case / a bare page", record),
        ("form 2 for the customer / a bare page", Printout::Record(fullest, RecordCopy::Customer)),
        ("form 3 / a bare page", Printout::Table(month, None)),
    ] {
        let [ours, baseline] =
            turns(ROUNDS, [&mut |_| drop(print(printout.clone())), &mut |_| drop(bare_page(&font))]);
        compare(what, ours, baseline, "ms", None);
    }
    let [warm] = turns(ROUNDS, [&mut |_| drop(print(Printout::Record(fullest, RecordCopy::Internal)))]);
    match typst() {
        None => {
            println!("SKIPPED: python3 with the package typst is not installed, so form 2 was not compared")
        }
        Some([cold, again]) => {
            compare("form 2, the first / typst, the first", first, cold, "ms", Some(0.5));
            compare("form 2 / typst, the same process", warm, again, "ms", Some(3.0));
        }
    }
    records(&cases, &desk.settings().wait().unwrap());
}

/// The first compile and a later one of a page like form 2, in milliseconds; `None` where typst is not installed.
fn typst() -> Option<[f64; 2]> {
    let (script, fonts) = ("tests/bench/typst.py", "assets/fonts");
    let ran = Command::new("python3").args([script, fonts, &ROUNDS.to_string()]).output().ok()?;
    ran.status.success().then(|| serde_json::from_slice(&ran.stdout).unwrap())
}

/// Five hundred records as one file, against each of them as its own.
fn records(cases: &[Case], settings: &Settings) {
    let labels = Labels::new(settings, Vec::new());
    let info = PrintInfo::new(settings, evening(), "李敏", 1);
    let forms: Vec<Form> =
        (0..500).map(|n| handling_record::internal(&cases[n % cases.len()], &labels)).collect();
    let mut size = 0;
    let [one_file, one_each] = turns(
        3,
        [&mut |_| size = printed(&forms, &info).unwrap().len(), &mut |_| {
            forms.iter().take(25).for_each(|form| drop(printed(std::slice::from_ref(form), &info).unwrap()))
        }],
    );
    compare("500 records as one PDF, each / alone", one_file / 500.0, one_each / 25.0, "ms", None);
    tell("500 records as one PDF", one_file, "ms");
    tell("500 records as one PDF", size as f64 / 1024.0 / 1024.0, "MB");
}

/// One page, forty lines, one weight.
fn bare_page(font: &ParsedFont) -> Vec<u8> {
    let mut document = PdfDocument::new("bare");
    let id = FontId("BAREPG".to_owned());
    document.resources.fonts.map.insert(id.clone(), PdfFont::new(font.clone()));
    let lines = (0_u16..40).flat_map(|line| {
        [
            Op::StartTextSection,
            Op::SetFont { font: PdfFontHandle::External(id.clone()), size: Pt(10.5) },
            Op::SetTextCursor {
                pos: Point { x: Mm(20.0).into(), y: Mm(280.0 - 6.0 * f32::from(line)).into() },
            },
            Op::ShowText {
                items: vec![TextItem::Text("电梯停运两天，老人上下楼困难，要求说明修复时间。".into())],
            },
            Op::EndTextSection,
        ]
    });
    let page = PdfPage::new(Mm(210.0), Mm(297.0), lines.collect());
    document.with_pages(vec![page]).save(&PdfSaveOptions::default(), &mut Vec::new())
}
