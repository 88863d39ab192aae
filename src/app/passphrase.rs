//! The passphrase of a sealed copy that shall take the place of the data, asked for before anybody is at work.

use std::path::PathBuf;

use iced::widget::{column, row};
use iced::{Element, Task};

use crate::ui::spacing;
use crate::ui::widget::{button, field, focus, text};

const FIELD: &str = "passphrase";

/// What is typed so far.
#[derive(Debug)]
pub struct Passphrase {
    copy: PathBuf,
    typed: String,
}

/// What happens here.
#[derive(Debug, Clone)]
pub enum Message {
    /// It was typed.
    Typed(String),
    /// It is complete.
    Enter,
    /// Not this copy after all.
    Cancel,
}

/// What comes of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PassphraseOutcome {
    /// Go on typing.
    Typing,
    /// Not this copy.
    Cancelled,
    /// This copy with this passphrase.
    Typed(PathBuf, String),
}

impl Passphrase {
    /// Asks for the passphrase of a copy.
    pub fn new<T: Send + 'static>(copy: PathBuf) -> (Self, Task<T>) {
        (Self { copy, typed: String::new() }, focus::to(FIELD))
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message) -> PassphraseOutcome {
        match message {
            Message::Typed(text) => self.typed = text,
            Message::Enter if self.typed.trim().is_empty() => {}
            Message::Enter => return PassphraseOutcome::Typed(self.copy.clone(), self.typed.clone()),
            Message::Cancel => return PassphraseOutcome::Cancelled,
        }
        PassphraseOutcome::Typing
    }

    /// The question.
    pub fn view(&self) -> Element<'_, Message> {
        let name = self.copy.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let enter = button::primary("打开并恢复")
            .on_press_maybe((!self.typed.trim().is_empty()).then_some(Message::Enter));
        column![
            text::title("这份备份加了密"),
            text::body(name),
            field("备份口令", &self.typed)
                .id(FIELD)
                .secret()
                .placeholder("做这份备份时设的口令")
                .on_input(Message::Typed)
                .on_submit(Message::Enter),
            row![enter, button::secondary("不恢复").on_press(Message::Cancel)].spacing(spacing::S),
        ]
        .spacing(spacing::L)
        .into()
    }
}
