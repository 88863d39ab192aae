//! Form 2 to be filled in by hand in a power cut, entered later (补录): the sheets that the office keeps, and the one that the
//! customer reads and signs. Papers form 11.

use crate::domain::code::{
    Capability, CaseKind, Channel, Class, ClosureCode, Content, Emotion, Flag, Medium, Nature, Need,
    Relation, Responsibility, Urgency,
};
use crate::paper::form::handling_record::customer_copy::blank_customer;
use crate::paper::form::handling_record::head::{sign_off, titled};
use crate::paper::form::sections::{BY_HAND, Body, WIDTH, fields, listed, long, numbered, three_answers};
use crate::paper::form::visit_record::entered_later;
use crate::paper::layout::boxes::Row;
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::Form;
use crate::paper::layout::table::Column;
use crate::paper::wording::ticks;

/// Of a row of short boxes, in millimetres: words are written into them.
const WRITTEN: f32 = 8.5;

/// The empty form. `supervisor` is what the head of the office is called, `phone` the service centre's.
pub fn blank(supervisor: &str, phone: &str) -> [Form; 2] {
    let mut blocks = numbered(vec![
        ("受理", intake().into()),
        ("诉求内容", words().into()),
        ("分类", classes().into()),
        ("解释、约定、方案与进展告知", process()),
        ("服务上移", escalations()),
        ("调查", investigation().into()),
        ("处理结果、回访与关闭", ending().into()),
    ]);
    blocks.push(sign_off(supervisor));
    blocks.push(Block::of(vec![entered_later()]).attached());
    [titled("＿＿＿＿＿＿＿＿", "空白表　内部使用", blocks), blank_customer(phone)]
}

fn intake() -> Vec<Row> {
    vec![
        written(&["受理时间", "受理人"]),
        choices("信息类别", CaseKind::ALL.iter().map(|kind| kind.label())),
        open_choices("受理渠道", Channel::ALL.iter().map(|one| (one.label(), *one == Channel::Other))),
        written(&["业主", "房号"]),
        written(&["联系电话", "来电号码"]),
        open_choices("与房屋关系", Relation::ALL.iter().map(|one| (one.label(), *one == Relation::Other))),
        choices("身份", ["匿名", "未留电话", "不接受回访"].into_iter()),
        written(&["发生地点", "发生时间"]),
        fields(&[
            ("紧急程度", &boxes(Urgency::ALL.iter().map(|urgency| urgency.label()))),
            ("情绪", &boxes(Emotion::ALL.iter().map(|mood| mood.label()))),
        ]),
        written(&["转办单位", "转办单号", "答复期限"]),
        written(&["责任人", "责任部门"]),
    ]
}

fn words() -> Vec<Row> {
    vec![
        long("原话", "", 30.0),
        long("复述要点", "", 20.0),
        fields(&[("复述时间", ""), ("业主确认", &boxes(["已确认", "未确认"].into_iter()))]).at_least(BY_HAND),
        choices("诉求", Need::ALL.iter().map(|need| need.label())),
    ]
}

fn classes() -> Vec<Row> {
    let flags = Flag::ALL.iter().filter(|flag| !flag.is_supervisors());
    vec![
        choices("责任类别", Class::ALL.iter().map(|class| class.label())),
        choices("性质", Nature::ALL.iter().map(|nature| nature.label())),
        choices("内容类别", Content::ALL.iter().map(|content| content.label())),
        written(&["统计类别", "场景"]),
        choices("处理权限", Capability::ALL.iter().map(|capability| capability.label())),
        choices("标记", flags.map(|flag| flag.label())),
    ]
}

fn process() -> Body {
    let columns = [
        Column::code("时间", 28.0),
        Column::code("事项", 25.0),
        Column::text("内容", WIDTH - 101.0),
        Column::code("业主意见", 28.0),
        Column::code("经办人", 20.0),
    ];
    rows(&columns, 7, 10.0)
}

fn escalations() -> Body {
    let columns = [
        Column::text("原因", 30.0),
        Column::code("提出人", 20.0),
        Column::code("上移至", 27.0),
        Column::code("业主是否同意", 18.0),
        Column::code("联系时间", 22.0),
        Column::code("到场时间", 22.0),
        Column::text("结果与交办", WIDTH - 139.0),
    ];
    rows(&columns, 2, 10.0)
}

fn investigation() -> Vec<Row> {
    vec![
        written(&["调查人", "调查时间"]),
        long("事实", "", 12.0),
        fields(&[("责任", &boxes(Responsibility::ALL.iter().map(|one| one.label()))), ("依据", "")])
            .at_least(WRITTEN),
    ]
}

fn ending() -> Vec<Row> {
    let [asked, answers] = three_answers();
    vec![
        long("处理结果", "", 12.0),
        written(&["完成时间", "验证人", "验证时间"]),
        open_choices("告知业主", Medium::ALL.iter().map(|one| (one.label(), *one == Medium::Other))),
        written(&["回访人", "回访时间"]),
        asked,
        answers,
        choices("关闭方式", ClosureCode::ALL.iter().map(|code| code.label())),
        written(&["关闭人", "关闭时间"]),
    ]
}

/// Labels with boxes to write into.
fn written(labels: &[&str]) -> Row {
    let labels: Vec<(&str, &str)> = labels.iter().map(|label| (*label, "")).collect();
    fields(&labels).at_least(WRITTEN)
}

fn rows(columns: &[Column], count: usize, height: f32) -> Body {
    let mut body = listed(columns, vec![vec![String::new(); columns.len()]; count]);
    body.rows = body.rows.into_iter().map(|row| row.at_least(height)).collect();
    body
}

fn boxes(choices: impl Iterator<Item = &'static str>) -> String {
    ticks(choices.map(|choice| (choice, false)))
}

fn choices(label: &str, choices: impl Iterator<Item = &'static str>) -> Row {
    long(label, &boxes(choices), 7.0)
}

/// The same where a choice that says nothing by itself has room for what it is.
fn open_choices(label: &str, choices: impl Iterator<Item = (&'static str, bool)>) -> Row {
    let words =
        choices.map(|(words, open)| if open { format!("{words}＿＿＿＿＿＿") } else { words.to_owned() });
    let words: Vec<String> = words.collect();
    long(label, &ticks(words.iter().map(|words| (words.as_str(), false))), 7.0)
}
