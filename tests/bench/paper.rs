//! Papers against a bare page of the PDF library with the same font.

use printpdf::{
    FontId, Mm, Op, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Pt,
    TextItem,
};
use tingsu::desk::print::printout::Printout;
use tingsu::domain::statistics::period::Period;
use tingsu::domain::typeface;
use tingsu::paper::form::handling_record::RecordCopy;

use crate::desk::{counter, folder};
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
    tell("the first paper, fonts parsed", time(|| print(record.clone())), "ms");

    let font = ParsedFont::from_bytes(typeface::REGULAR, 0, &mut Vec::new()).unwrap();
    for (what, printout) in [
        ("form 2, the fullest case / a bare page", record),
        ("form 2 for the customer / a bare page", Printout::Record(fullest, RecordCopy::Customer)),
        ("form 3 / a bare page", Printout::Table(month)),
    ] {
        let [ours, baseline] =
            turns(ROUNDS, [&mut |_| drop(print(printout.clone())), &mut |_| drop(bare_page(&font))]);
        compare(what, ours, baseline, "ms", None);
    }
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
