//! Form 2 to be filled in by hand in a power cut, entered later (补录). Papers form 11.

use crate::domain::code::{CaseKind, Channel, Class, Content, Emotion, Nature, Need, Opinion, Urgency};
use crate::paper::form::handling_record::head::titled;
use crate::paper::form::sections::{BODY, WIDTH, fields, listed, long, numbered};
use crate::paper::layout::boxes::Row;
use crate::paper::layout::page::Form;
use crate::paper::layout::table::Column;
use crate::paper::wording::{signatures, ticks};

/// The empty form.
pub fn blank() -> Form {
    let intake = vec![
        fields(&[("受理编号", ""), ("受理时间", ""), ("受理人", "")]),
        choices("信息类别", CaseKind::ALL.iter().map(|kind| kind.label())),
        choices("受理渠道", Channel::ALL.iter().map(|channel| channel.label())),
        fields(&[("业主", ""), ("房号", ""), ("联系电话", "")]),
        fields(&[("发生地点", ""), ("发生时间", "")]),
        choices("紧急程度", Urgency::ALL.iter().map(|urgency| urgency.label())),
        choices("情绪", Emotion::ALL.iter().map(|mood| mood.label())),
    ];
    let words = vec![
        long("原话", "", 42.0),
        long("复述要点", "", 22.0),
        choices("诉求", Need::ALL.iter().map(|need| need.label())),
    ];
    let classes = vec![
        choices("责任类别", Class::ALL.iter().map(|class| class.label())),
        choices("性质", Nature::ALL.iter().map(|nature| nature.label())),
        choices("内容", Content::ALL.iter().map(|content| content.label())),
    ];
    let events = [
        Column::code("时间", 32.0),
        Column::code("事项", 30.0),
        Column::text("内容", WIDTH - 102.0),
        Column::code("业主意见", 20.0),
        Column::code("经办人", 20.0),
    ];
    let mut process = listed(&events, vec![vec![String::new(); events.len()]; 14]);
    process.rows = process.rows.into_iter().map(|row| row.at_least(13.0)).collect();
    let opinions = Opinion::ALL.iter().map(|opinion| opinion.label());
    let ending = vec![
        long("处理结果", "", 24.0),
        fields(&[("完成时间", ""), ("回访时间", "")]),
        choices("业主评价", opinions),
        long("意见和建议", "", 16.0),
    ];
    let mut blocks = numbered(vec![
        ("受理", intake.into()),
        ("诉求内容", words.into()),
        ("分类", classes.into()),
        ("处理过程（解释、约定、服务上移、调查、方案、告知）", process),
        ("结果与回访", ending.into()),
    ]);
    let who = [("业主", "签字不作为放弃权利的依据"), ("受理人", ""), ("责任人", "")];
    blocks.push(signatures(WIDTH, &who, BODY));
    titled("＿＿＿＿＿＿＿＿", "空白表", blocks)
}

fn choices(label: &str, choices: impl Iterator<Item = &'static str>) -> Row {
    long(label, &ticks(choices.map(|choice| (choice, false))), 8.0)
}
