//! 《满意度调查问卷》, to be filled in by owners: which department did how well, and their own words. Numbered as form 9, what
//! owners are asked. Ledger 11-19, 17-25.

use crate::domain::code::Opinion;
use crate::paper::form::sections::{BODY, BY_HAND, HEAD, LETTER, WIDTH, fields, free, letter_block, long};
use crate::paper::layout::boxes::{Align, Cell, Row};
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation};
use crate::paper::layout::table::section;
use crate::paper::wording::{centre_phone, ticks};

/// Width of a department's name, in millimetres.
const DEPARTMENT: f32 = 60.0;
/// A line that is ticked by hand is at least so high, in millimetres.
const LINE: f32 = 11.0;

/// The blank questionnaire about these departments.
pub fn questionnaire(departments: &[String], property: &str, phone: &str) -> Form {
    let line = |name: &String| {
        let answers = ticks(Opinion::ALL.iter().map(|opinion| (opinion.label(), false)));
        let name = Cell::label(DEPARTMENT, name.as_str(), BODY);
        let answers = Cell::new(WIDTH - DEPARTMENT, answers, BODY).align(Align::Center).middle();
        Row::new(vec![name, answers]).at_least(LINE)
    };
    let intro = format!(
        "　　尊敬的业主：为了把{property}的服务做得更好，请您花两分钟，在符合的一格打勾，有话就写下来，可以不留姓名。填好后交给前台、管家，或投进意见箱。要当面说，请来服务中心，或打电话{}。",
        centre_phone(phone)
    );
    Form {
        number: "表 9",
        title: "满意度调查问卷".to_owned(),
        further: "",
        reference: String::new(),
        caption: String::new(),
        mark: "空白表".to_owned(),
        orientation: Orientation::Portrait,
        blocks: vec![
            letter_block(vec![free(intro, LETTER)]).below(2.0),
            Block::of(vec![fields(&[("房号", ""), ("称呼", ""), ("日期", "")]).at_least(BY_HAND)]),
            section("一、您对各部门的服务", WIDTH, HEAD, None, departments.iter().map(line).collect())
                .together(),
            section(
                "二、您的话",
                WIDTH,
                HEAD,
                None,
                vec![long("做得好的", "", 24.0), long("要改的", "", 30.0), long("想表扬谁", "", 14.0)],
            )
            .together(),
            Block::of(vec![fields(&[("收回人", ""), ("收回日期", ""), ("录入人", "")]).at_least(BY_HAND)])
                .attached(),
        ],
    }
}
