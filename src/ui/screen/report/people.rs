//! 按人员 on the statistics screen, for the supervisor alone.

use iced::{Element, Length};

use crate::domain::statistics::by_person::PersonRow;
use crate::ui::icon;
use crate::ui::screen::report::message::Message;
use crate::ui::widget::table::{Cell, Row};
use crate::ui::widget::{col, table, text};

/// Width of a name.
const NAME: f32 = 160.0;
/// Width of a figure.
const FIGURE: f32 = 110.0;

/// One line a person; `None` while the answer is on its way.
pub fn people(rows: Option<&[PersonRow]>) -> Element<'_, Message> {
    let Some(rows) = rows else { return text::caption("正在统计…").into() };
    let heads = ["受理", "首次响应及时率", "处理完成", "回访", "回访到"];
    let columns = std::iter::once(col("人员").width(NAME))
        .chain(heads.into_iter().map(|head| col(head).width(FIGURE).right()));
    let line = move |at: usize| {
        let Some(row) = rows.get(at) else { return Row::new([]) };
        let name = if row.name.is_empty() { icon::NONE.to_owned() } else { row.name.clone() };
        let figures = [
            row.received.to_string(),
            row.responded.to_string(),
            row.handled.to_string(),
            row.visits.to_string(),
            row.reached.to_string(),
        ];
        Row::new(std::iter::once(Cell::text(name)).chain(figures.map(Cell::text)))
    };
    table(columns, rows.len(), line).dense().height(Length::Shrink).empty("本期没有人经手过投诉。").into()
}
