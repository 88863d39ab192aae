//! 服务需求 on the statistics screen: what is asked for most often, each with its cases, and who complained and came back with
//! praise.

use iced::widget::{column, row};
use iced::{Alignment, Element, Length};

use crate::domain::code::SituationCode;
use crate::domain::statistics::axis::Axis;
use crate::domain::statistics::needs::{ServiceNeed, ServiceNeeds, Topic};
use crate::ui::screen::contract::Context;
use crate::ui::screen::report::figure::row_label;
use crate::ui::screen::report::message::Message;
use crate::ui::spacing;
use crate::ui::widget::table::{Cell, Row};
use crate::ui::widget::{button, col, panel, table, text};

/// Width of a kind.
const KIND: f32 = 110.0;
/// Width of a figure.
const FIGURE: f32 = 90.0;

/// What a need is called.
pub fn label(need: &ServiceNeed, context: &Context) -> String {
    match &need.topic {
        Topic::Situation(code) => row_label(Axis::Situation, SituationCode::as_str(code), context),
        Topic::Category(category) => context.settings.category_label(category).to_owned(),
        Topic::Unsaid => "未分类".to_owned(),
    }
}

/// The list; `None` while the answer is on its way.
pub fn needs<'a>(told: Option<&'a ServiceNeeds>, context: &'a Context) -> Element<'a, Message> {
    let Some(told) = told else { return text::caption("正在统计…").into() };
    let columns = [
        col("信息类别").width(KIND),
        col("业主要办什么"),
        col("本期").width(FIGURE).right(),
        col("上期").width(FIGURE).right(),
    ];
    let line = move |at: usize| {
        let Some(need) = told.needs.get(at) else { return Row::new([]) };
        let words = [
            need.kind.label().to_owned(),
            label(need, context),
            need.numbers.len().to_string(),
            need.before.to_string(),
        ];
        Row::new(words.map(Cell::text))
    };
    let list = table(columns, told.needs.len(), line)
        .on_open(Message::OpenNeed)
        .click_opens()
        .dense()
        .height(Length::Shrink)
        .empty("本期没有报修、咨询和建议。");
    let back = match told.won_back.len() {
        0 => row![text::caption("本期的表扬里，没有以前投诉过的住户。")],
        count => row![
            text::body("以前投诉过、已经办结，本期来表扬的："),
            button::link(format!("{count} 户次")).on_press(Message::OpenWonBack),
        ],
    };
    let back = panel(
        column![text::strong("投诉过的住户又来表扬"), back.spacing(spacing::S).align_y(Alignment::Center)]
            .spacing(spacing::XS),
    )
    .width(Length::Fill);
    column![text::strong("报修、咨询和建议里最常见的（点开看受理单）"), list, back].spacing(spacing::M).into()
}
