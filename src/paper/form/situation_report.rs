//! Form 6 《情况报告》: to the department that a matter of class III belongs to. Ledger 11-13, rules §7.

use chrono::NaiveDate;

use crate::paper::form::outward::OutwardMatter;
use crate::paper::form::sections::{BODY, Body, HEAD, LETTER, WIDTH, free, letter_block, listed, paragraph};
use crate::paper::layout::boxes::{Cell, Row};
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation};
use crate::paper::layout::table::{Column, bar};
use crate::paper::layout::text::Style;
use crate::paper::wording::{centre_phone, day, sealed};

/// What the report is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SituationReport {
    /// The matter.
    pub matter: OutwardMatter,
    /// The department it goes to; empty leaves a line to be filled by hand.
    pub addressee: String,
    /// How far it reaches (影响程度); empty leaves a box to be filled by hand.
    pub impact: String,
    /// The date of the report.
    pub date: NaiveDate,
    /// Who reports: the property's name.
    pub property: String,
    /// The telephone of the service centre; empty leaves it to be written in by hand.
    pub phone: String,
    /// The title of the person who signs.
    pub signer: String,
}

/// The report.
pub fn situation_report(report: &SituationReport) -> Form {
    let matter = &report.matter;
    let addressee = if report.addressee.trim().is_empty() {
        "致：＿＿＿＿＿＿＿＿＿＿＿＿＿＿".to_owned()
    } else {
        format!("致：{}", report.addressee)
    };
    let head = |text: &str| free(text, Style::bold(12.0));
    let boxed = |text: &str, least: f32| {
        Block::of(vec![Row::new(vec![Cell::new(WIDTH, text, LETTER).middle()]).at_least(least).freely()])
            .below(1.0)
    };
    let mut blocks = vec![
        letter_block(vec![head(&addressee)]).below(2.0),
        letter_block(vec![head("一、反映事项"), paragraph(&matter.opening())]).below(2.0),
        boxed(matter.matter(), 26.0),
        letter_block(vec![head("二、影响程度")]).below(3.0),
        boxed(&report.impact, 16.0),
        letter_block(vec![head("三、已采取的措施")]).below(3.0),
        measures(matter),
        letter_block(vec![
            head("四、请求事项"),
            paragraph("上述事项不在我服务中心的管理权限内，现书面报告。"),
            paragraph(&format!(
                "请贵单位核查处理，并将处理情况告知我服务中心，以便及时答复{}。联系电话：{}。",
                matter.word(),
                centre_phone(&report.phone)
            )),
        ])
        .below(3.0),
    ];
    let signer = format!("{}（签字）", report.signer);
    blocks.push(
        sealed(WIDTH, &[("报告单位（盖章）", report.property.as_str()), (&signer, "")], BODY).below(4.0),
    );
    Form {
        number: "表 6",
        title: "情况报告".to_owned(),
        further: "",
        reference: format!("编号 {}　　{}", matter.number(), day(report.date)),
        caption: String::new(),
        mark: String::new(),
        orientation: Orientation::Portrait,
        blocks,
    }
}

/// What was told and done so far, a row each.
fn measures(matter: &OutwardMatter) -> Block {
    let columns = [Column::code("时间", 39.0), Column::text("内容", WIDTH - 39.0)];
    let rows = matter.measures().iter().map(|(at, text)| vec![at.long(), text.clone()]);
    let Body { heads, rows } = listed(&columns, rows.collect());
    let again = std::iter::once(bar("三、已采取的措施（续）", WIDTH, HEAD)).chain(heads.clone());
    Block::of(rows).headed_again(heads.into_iter().collect(), again.collect()).below(1.0)
}
