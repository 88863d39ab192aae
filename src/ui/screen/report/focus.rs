//! 专题 on the statistics screen: the complaints by area and topic, and for the supervisor by motive and staff fault.

use iced::widget::column;
use iced::{Element, Length};

use crate::domain::statistics::focus::FocusLine;
use crate::ui::screen::contract::Context;
use crate::ui::screen::report::message::Message;
use crate::ui::spacing;
use crate::ui::widget::table::{Cell, Row};
use crate::ui::widget::{col, table, text};

/// Width of a group.
const GROUP: f32 = 190.0;
/// Width of a figure.
const FIGURE: f32 = 90.0;

/// One line each; `None` while the answer is on its way.
pub fn focus<'a>(lines: Option<&'a [FocusLine]>, context: &Context) -> Element<'a, Message> {
    let Some(lines) = lines else { return text::caption("正在统计…").into() };
    let columns = [
        col("分组").width(GROUP),
        col("内容"),
        col("本期").width(FIGURE).right(),
        col("上期").width(FIGURE).right(),
    ];
    let line = move |at: usize| {
        let Some(line) = lines.get(at) else { return Row::new([]) };
        let (now, before) = (line.count().to_string(), line.before.to_string());
        let words = [line.key.group().to_owned(), line.key.label().to_owned(), now, before];
        Row::new(words.map(Cell::text))
    };
    let list = table(columns, lines.len(), line)
        .on_open(Message::OpenFocus)
        .click_opens()
        .dense()
        .height(Length::Shrink);
    let inner = context
        .is_supervisor()
        .then(|| text::caption("动机和员工过失只有客服主任看得到，不上任何表单；在受理单的「分类」里登记。"));
    let words = "类别归入哪一组、焦点话题认哪些词，在「设置」的「统计类别」里改；一件投诉可以算进几个话题。承诺服务是投诉没做到的，额外服务是投诉和表扬里讲到的，在「分类」里选。";
    column![text::strong("本期受理的投诉（点开看受理单）和服务簿"), list, text::caption(words), inner]
        .spacing(spacing::M)
        .into()
}
