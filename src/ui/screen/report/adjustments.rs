//! 对已定稿月份的调整, as a panel on the screen.

use iced::widget::{Column, column};
use iced::{Element, Length};

use crate::domain::case::CaseNumber;
use crate::domain::statistics::adjustment::worth_printing;
use crate::domain::statistics::report::{Adjustment, Report};
use crate::ui::screen::contract::Context;
use crate::ui::screen::report::figure::row_label;
use crate::ui::spacing;
use crate::ui::widget::{panel, text};

/// What changed in final months, one line a figure; nothing when nothing did.
pub fn changes<'a, Message: Clone + 'a>(report: &Report, context: &Context) -> Option<Element<'a, Message>> {
    let lines: Vec<Element<'a, Message>> = worth_printing(&report.adjustments)
        .into_iter()
        .map(|one| text::body(words(one, context)).into())
        .collect();
    (!lines.is_empty()).then(|| {
        let lines = Column::with_children(lines).spacing(spacing::XS);
        panel(column![text::strong("对已定稿月份的调整"), lines].spacing(spacing::S))
            .width(Length::Fill)
            .into()
    })
}

fn words(one: &Adjustment, context: &Context) -> String {
    let row = one.block().map_or_else(|| one.key.clone(), |axis| row_label(axis, &one.key, context));
    let column = one.figure().map_or(one.column.as_str(), |figure| figure.label());
    let numbers: Vec<String> = one.numbers.iter().map(CaseNumber::to_string).collect();
    format!("{} {row} {column}：{} → {}（{}）", one.period, one.before, one.after, numbers.join("、"))
}
