//! The visits of a day as a page: whom to call, about what, and columns for the answers; and the visits that were made,
//! by class, to be looked through. Ledger 08-19, 11-10.

use crate::domain::case::Case;
use crate::domain::event::{Event, EventKind, Visit};
use crate::domain::masking::mask_phone;
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::sheet::write::page::{Column, Page, Value};

/// A visit to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitLine {
    /// Case number.
    pub number: String,
    /// The customer with title and relation.
    pub person: String,
    /// The room.
    pub room: String,
    /// Numbers to call.
    pub phones: Vec<String>,
    /// By when it is owed.
    pub due: Option<Moment>,
    /// Who makes it; may be empty.
    pub visitor: String,
    /// Which visit of the case it is, from 1.
    pub round: u32,
    /// What the customer told.
    pub matter: String,
    /// What was done.
    pub result: String,
}

/// The page.
pub fn page() -> Page {
    let columns = [
        ("编号", 14.0),
        ("房号", 12.0),
        ("业主", 18.0),
        ("联系电话", 22.0),
        ("应回访", 17.0),
        ("第几次", 8.0),
        ("回访人", 10.0),
    ];
    let mut columns: Vec<Column> =
        columns.into_iter().map(|(head, width)| Column::new(head, width)).collect();
    columns.extend([Column::long("反映事项", 40.0), Column::long("处理结果", 40.0)]);
    columns.extend(["情况", "过程评价", "措施评价", "结果评价"].map(|head| Column::new(head, 10.0)));
    columns.extend([Column::new("回访时间", 17.0), Column::long("意见和建议", 30.0)]);
    Page::new("回访清单", columns)
}

/// What stands in its line; the answers are left empty.
pub fn line(visit: &VisitLine, in_full: bool) -> Vec<Value> {
    let is_number = |one: &str| one.chars().any(|c| c.is_ascii_digit());
    let shown =
        visit.phones.iter().map(|one| if in_full || !is_number(one) { one.clone() } else { mask_phone(one) });
    let mut line = vec![
        Value::text(&visit.number),
        Value::text(&visit.room),
        Value::text(&visit.person),
        Value::text(shown.collect::<Vec<_>>().join("、")),
        Value::time(visit.due),
        visit.round.into(),
        Value::text(&visit.visitor),
        Value::text(&visit.matter),
        Value::text(&visit.result),
    ];
    line.resize(15, Value::Empty);
    line
}

/// The page of the visits that were made.
pub fn made_page() -> Page {
    let columns = [
        ("回访时间", 17.0),
        ("编号", 14.0),
        ("责任类别", 16.0),
        ("类别", 18.0),
        ("第几次", 8.0),
        ("方式", 12.0),
        ("情况", 12.0),
        ("过程评价", 10.0),
        ("措施评价", 10.0),
        ("结果评价", 10.0),
        ("期望", 8.0),
        ("感受", 8.0),
        ("情绪", 10.0),
        ("回访人", 10.0),
    ];
    let columns = columns.into_iter().map(|(head, width)| Column::new(head, width));
    Page::new("回访记录", columns.chain([Column::long("意见和建议", 44.0)]).collect())
}

/// A line a visit of these cases, in the order of the cases: what was answered, in which mood, and the words.
pub fn made(cases: &[Case], settings: &Settings) -> Vec<Vec<Value>> {
    let of = |case: &Case| {
        let facts = case.facts();
        let events = case.corrected_events();
        let visits = events.iter().filter_map(|event| match &event.kind {
            EventKind::Visit(visit) => Some((event, visit)),
            _ => None,
        });
        let line = |(round, (event, visit)): (u32, (_, &Visit))| {
            let event: &Event = event;
            let mark = |mark: Option<u8>| mark.map_or(Value::Empty, |mark| u32::from(mark).into());
            vec![
                Value::Time(event.at),
                Value::text(case.number.to_string()),
                Value::maybe(facts.class.map(|class| class.label())),
                Value::maybe(facts.category.as_ref().map(|category| settings.category_label(category))),
                round.into(),
                Value::text(visit.form.label()),
                Value::text(visit.outcome.label()),
                Value::maybe(visit.process.map(|opinion| opinion.label())),
                Value::maybe(visit.measures.map(|opinion| opinion.label())),
                Value::maybe(visit.result.map(|opinion| opinion.label())),
                mark(visit.expectation),
                mark(visit.perceived),
                Value::maybe(visit.emotion.map(|mood| mood.label())),
                Value::text(visit.made_by(&event.by)),
                Value::maybe(visit.text.as_deref()),
            ]
        };
        (1..).zip(visits).map(line).collect::<Vec<_>>()
    };
    cases.iter().flat_map(of).collect()
}
