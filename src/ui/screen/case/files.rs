//! The files of a case as they are shown, with the way to add more.

use iced::widget::{Column, column, container, row};
use iced::{Alignment, Element, Length};

use crate::domain::attachment::{Attachment, size_words};
use crate::ui::screen::case::message::Message;
use crate::ui::screen::case::pictures::{self, Pictures};
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, ellipsis, panel, section, text};

/// The files, with the way to add more. A picture is shown small and opens here; everything else opens in its program.
pub fn list<'a>(all: &[Attachment], attaching: bool, pictures: &Pictures) -> Element<'a, Message> {
    let lines = all.iter().enumerate().map(|(at, one)| {
        let small = pictures.small(one).map(|small| small.map(Message::Picture));
        let open = match small {
            Some(_) => {
                let open = Message::Picture(pictures::Message::Open(one.sha256.clone()));
                button::quiet("看图").small().on_press(open)
            }
            None => button::quiet("打开").small().on_press(Message::OpenFile(at)),
        };
        let trouble = pictures.trouble(one).map(|why| text::small(why, Tone::Waiting));
        let about = column![ellipsis(one.name.clone()), text::caption(size_words(one.size)), trouble];
        row![small, container(about).width(Length::Fill), open]
            .spacing(spacing::S)
            .align_y(Alignment::Center)
            .into()
    });
    let lines = Column::with_children(lines).spacing(spacing::XS);
    let add = if attaching {
        Element::from(text::small("正在复制…", Tone::Waiting))
    } else {
        row![
            button::secondary("添加附件").small().on_press(Message::ChooseFiles),
            button::quiet("粘贴路径").small().on_press(Message::PasteFiles),
        ]
        .spacing(spacing::S)
        .into()
    };
    let count = if all.is_empty() { String::new() } else { format!("{} 个", all.len()) };
    let hint = text::caption("照片、截图、扫描件、录音；也可以拖进来");
    panel(column![section("附件", count), lines, add, hint].spacing(spacing::S))
        .width(Length::Fill)
        .padding(spacing::M)
        .into()
}
