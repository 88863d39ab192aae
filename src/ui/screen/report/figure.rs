//! What a figure that can be pressed is called: its row, its column, the title of its list.

use crate::domain::code::SituationCode;
use crate::domain::statistics::axis::Axis;
use crate::domain::statistics::behind::Figure;
use crate::domain::statistics::column::Column;
use crate::domain::statistics::report::Report;
use crate::ui::screen::contract::Context;

/// What a row is called on the screen.
pub fn row_label(axis: Axis, key: &str, context: &Context) -> String {
    let code = SituationCode::new(key).filter(|_| axis == Axis::Situation);
    let situation = code.and_then(|code| context.desk.situation_name(&code));
    situation.unwrap_or_else(|| axis.row_label(key, &context.settings))
}

/// Those that fell short in a ratio, as the list names them.
pub fn short_label(column: Column) -> &'static str {
    match column {
        Column::Responded => "首次响应不及时",
        Column::Handled => "未按期处理",
        Column::Visited => "应回访未访到",
        Column::Satisfied => "不满意",
        _ => "",
    }
}

/// The title of the list, as `2026年11月 · 车辆管理 · 本期受理`.
pub fn title(figure: &Figure, report: &Report, context: &Context) -> String {
    let period = report.period.label();
    let words = match figure {
        Figure::Cell(axis, key, column) => {
            let row = row_label(*axis, key, context);
            let column = match column {
                Column::Change => "增减（本期与上期受理）",
                Column::Share => Column::Received.label(),
                column => column.label(),
            };
            format!("{row} · {column}")
        }
        Figure::Row(axis, key) => format!("{} · 本期涉及", row_label(*axis, key, context)),
        Figure::Closed(key) => format!("{} · 本期关闭", row_label(Axis::Closure, key, context)),
        Figure::Check(part) => part.label().to_owned(),
        Figure::Short(column) => short_label(*column).to_owned(),
        Figure::Listed(list) => list.label().to_owned(),
        Figure::Sum(sum) => sum.label(),
    };
    format!("{period} · {words}")
}
