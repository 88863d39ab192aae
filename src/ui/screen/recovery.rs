//! The recovery code, shown this once: after the first start, after it was used, and whenever a supervisor makes a new
//! one. It can be printed; the file goes as soon as the code is put away.

use iced::widget::{column, container, row};
use iced::{Alignment, Element, Task};

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::ui::spacing;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::viewer;
use crate::ui::widget::{button, chip, chips, focus, text};

const PRINT: &str = "recovery-print";

/// A code that nobody can read again.
#[derive(Debug, Clone)]
pub struct RecoveryCard {
    code: String,
    /// Who prints it.
    by: String,
    printing: bool,
    /// It is copied on paper by hand.
    copied: bool,
    said: Option<Result<String, String>>,
}

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Print the sheet.
    Print,
    /// What came of it.
    Printed(Result<String, String>),
    /// It is copied by hand, or not yet.
    Copied,
    /// It is printed or written down: put it away. The owner of the card acts on it.
    Kept,
}

impl RecoveryCard {
    /// A code that was made just now.
    pub fn new(code: String, by: impl Into<String>) -> Self {
        Self { code, by: by.into(), printing: false, copied: false, said: None }
    }

    /// Where the keyboard shall stand.
    pub fn focus<T: Send + 'static>() -> Task<T> {
        focus::to(PRINT)
    }

    /// Works a message in; [`Message::Kept`] takes the printed file away.
    pub fn update(&mut self, message: Message, desk: &Desk) -> Task<Message> {
        match message {
            Message::Print if self.printing => {}
            Message::Print => {
                self.printing = true;
                self.said = None;
                let made = desk.print_recovery_code(&self.code, &self.by);
                let printed = async move {
                    let path = made.await.map_err(|error: Error| error.message())?;
                    viewer::open(path).await
                };
                return Task::perform(printed, Message::Printed);
            }
            Message::Copied => self.copied = !self.copied,
            Message::Printed(said) => (self.printing, self.said) = (false, Some(said)),
            Message::Kept => return Task::future(desk.drop_recovery_paper()).discard(),
        }
        Task::none()
    }

    /// The code and what to do with it.
    pub fn view<'a>(&'a self, kept: &'a str) -> Element<'a, Message> {
        let code = container(text::title(&self.code)).padding(spacing::M).style(surface::panel);
        // It can be read this once: it is put away only when it stands on paper.
        let on_paper = self.copied || matches!(self.said, Some(Ok(_)));
        let words = if self.printing { "正在打印…" } else { "打印这张恢复码" };
        let print = if on_paper { button::secondary(words) } else { button::primary(words) };
        let print = print.id(PRINT).on_press_maybe((!self.printing).then_some(Message::Print));
        let copied = chips([chip("已抄在纸上", self.copied)]).plain().on_pick(|_| Message::Copied);
        let kept = if on_paper { button::primary(kept) } else { button::secondary(kept) };
        let kept = kept.on_press_maybe(on_paper.then_some(Message::Kept));
        let said = self.said.as_ref().map(|said| match said {
            Ok(words) => text::small(words, Tone::Accent),
            Err(words) => text::small(words, Tone::Danger),
        });
        column![
            text::body("客服主任忘了 PIN 时，凭它重设。只显示这一次，电脑里查不回来。"),
            code,
            text::caption(
                "请打印或抄在纸上，装进信封，锁进保险柜。以前的恢复码已作废。打印用的文件会自动删除。"
            ),
            row![print, copied, kept].spacing(spacing::S).align_y(Alignment::Center),
        ]
        .push(said)
        .spacing(spacing::M)
        .into()
    }
}
