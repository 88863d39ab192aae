//! 先例 beside the solution: how earlier cases of the same situation were solved, to be looked at or taken over. It names
//! nobody.

use iced::widget::{Column, column, row};
use iced::{Alignment, Element, Length};

use crate::domain::precedent::Precedent;
use crate::domain::time::Moment;
use crate::ui::screen::case::message::Message;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, panel, section, text};

/// The list; `None` where there is nothing to learn from.
pub fn list<'a>(all: &'a [Precedent], now: Moment) -> Option<Element<'a, Message>> {
    let lines = all.iter().enumerate().map(|(at, one)| {
        let place = one.is_same_place.then(|| text::small("同一地点", Tone::Accent));
        let agreed = one.solution.as_ref().map(|_| if one.agreed { "业主同意" } else { "业主没同意" });
        let head = row![
            button::link(one.number.to_string()).on_press(Message::Go(one.number)),
            place,
            text::caption(format!("{}，{}", one.closed_at.short(now), one.closure.label())),
            agreed.map(text::caption),
            button::secondary("照着写").small().on_press(Message::TakePrecedent(at)),
        ]
        .spacing(spacing::S)
        .align_y(Alignment::Center)
        .wrap();
        let solution = one.solution.as_deref().map(|words| text::body(format!("方案：{words}")));
        let result = one.result.as_deref().map(|words| text::body(format!("结果：{words}")));
        column![head, solution, result].spacing(spacing::XS).into()
    });
    (!all.is_empty()).then(|| {
        let head = section("以前怎么办的", "同类的事，同一地点的在前；仅供参考，不念给业主");
        panel(column![head, Column::with_children(lines).spacing(spacing::M)].spacing(spacing::M))
            .width(Length::Fill)
            .into()
    })
}
