//! 公共事件: those that last and the latest that are over; one of them with its calls and its history; registering,
//! updating, telling everybody on it in one act, ending it. Ledger 12-38, 16-13.
//!
//! | file | what lives there |
//! |---|---|
//! | `screen` | what the screen holds and what happens on it |
//! | `form` | what is typed: the entry, what everybody is told, how it ended |
//! | `view` | how it looks |

mod form;
mod screen;
mod view;

pub use screen::{Message, Outages};

use iced::Element;

use crate::ui::screen::contract::{Action, Context, Screen};
use crate::ui::shortcut::Shortcut;

impl Screen for Outages {
    type Message = Message;

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        self.route(message, context)
    }

    fn shortcut(&self, shortcut: Shortcut) -> Option<Message> {
        match shortcut {
            Shortcut::Save if self.form.is_some() => Some(Message::Save),
            Shortcut::Back if self.form.is_some() => Some(Message::Cancel),
            Shortcut::Print if self.one().is_some() => Some(Message::Print),
            _ => None,
        }
    }

    fn refresh(&mut self, context: &Context) -> Action<Message> {
        self.read(context)
    }

    fn unsaved(&self) -> Option<String> {
        self.is_typed().then(|| "公共事件里填写的内容".to_owned())
    }

    fn loses(&self, message: &Message) -> Option<String> {
        let leaves = match message {
            Message::Show(id) => id.is_some_and(|id| self.of != Some(id)),
            Message::Choose(_)
            | Message::New
            | Message::Change
            | Message::Tell
            | Message::End
            | Message::Cancel => true,
            _ => false,
        };
        (leaves && self.is_typed()).then(|| format!("写了一半的「{}」", self.form_title()))
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        view::screen(self, context)
    }
}
