//! The visits of a day as a page: whom to call, about what, and columns for the answers. Ledger 11-10.

use crate::domain::masking::mask_phone;
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
