//! 按人员 on the statistics screen, for the supervisor alone.

use iced::{Element, Length};

use crate::domain::statistics::by_person::{PersonFigure, PersonRow};
use crate::ui::icon;
use crate::ui::screen::report::message::Message;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::table::{Cell, Row};
use crate::ui::widget::{button, col, table, text};

/// Width of a name.
const NAME: f32 = 160.0;
/// Width of a figure.
const FIGURE: f32 = 110.0;

/// One line a person, each figure leading to its cases; `None` while the answer is on its way.
pub fn people(rows: Option<&[PersonRow]>) -> Element<'_, Message> {
    let Some(rows) = rows else { return text::caption("正在统计…").into() };
    let columns = std::iter::once(col("人员").width(NAME))
        .chain(PersonFigure::ALL.into_iter().map(|figure| col(figure.label()).width(FIGURE).right()));
    let line = move |at: usize| {
        let Some(row) = rows.get(at) else { return Row::new([]) };
        let name = if row.name.is_empty() { icon::NONE.to_owned() } else { row.name.clone() };
        let figures = PersonFigure::ALL.into_iter().map(|figure| match row.shown(figure) {
            Some(words) => {
                Cell::element(button::link(words).mouse_only().on_press(Message::OpenPerson(at, figure)))
            }
            None => Cell::text(icon::NONE).tone(Tone::Muted),
        });
        Row::new(std::iter::once(Cell::text(name)).chain(figures))
    };
    table(columns, rows.len(), line).dense().height(Length::Shrink).empty("本期没有人经手过投诉。").into()
}
