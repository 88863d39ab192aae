//! The files of a case as they are shown, with the way to add more.

use iced::widget::{Column, column, row};
use iced::{Alignment, Element, Length};

use crate::domain::attachment::{Attachment, size_words};
use crate::ui::screen::case::message::Message;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, ellipsis, panel, section, text};

/// The files, with the way to add more.
pub fn list<'a>(all: &[Attachment], attaching: bool) -> Element<'a, Message> {
    let lines = all.iter().enumerate().map(|(at, one)| {
        let open = button::quiet("打开").small().on_press(Message::OpenFile(at));
        row![
            iced::widget::container(ellipsis(one.name.clone())).width(Length::Fill),
            text::caption(size_words(one.size)),
            open
        ]
        .spacing(spacing::S)
        .align_y(Alignment::Center)
        .into()
    });
    let lines = Column::with_children(lines).spacing(spacing::XS);
    let add = if attaching {
        Element::from(text::small("正在复制…", Tone::Waiting))
    } else {
        button::secondary("添加附件").small().on_press(Message::ChooseFiles).into()
    };
    let count = if all.is_empty() { String::new() } else { format!("{} 个", all.len()) };
    let hint = text::caption("照片、截图、扫描件、录音；也可以拖进来");
    panel(column![section("附件", count), lines, add, hint].spacing(spacing::S))
        .width(Length::Fill)
        .padding(spacing::M)
        .into()
}
