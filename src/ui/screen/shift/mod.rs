//! 盘点交班: the three lists of the daily check, each signed off by the role that owes it, and the note that one shift leaves
//! to the next. Rules §8, ledger 11-07, 11-08, 02-27.
//!
//! | file | what lives there |
//! |---|---|
//! | `screen` | what the screen holds and what happens on it |
//! | `view` | the choice of the tab |
//! | `check` | how the daily check looks |
//! | `note` | how the notes look |

mod check;
mod note;
mod screen;
mod view;

pub use screen::{Message, ShiftScreen, ShiftTab};

use iced::Element;

use crate::ui::screen::contract::{Action, Context, Screen};
use crate::ui::shortcut::Shortcut;

impl Screen for ShiftScreen {
    type Message = Message;

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        self.route(message, context)
    }

    fn shortcut(&self, shortcut: Shortcut) -> Option<Message> {
        (shortcut == Shortcut::Print).then_some(Message::Print)
    }

    fn refresh(&mut self, context: &Context) -> Action<Message> {
        self.read(context)
    }

    fn unsaved(&self) -> Option<String> {
        let typed =
            !self.text.text().trim().is_empty() || self.found.values().any(|text| !text.trim().is_empty());
        typed.then(|| "盘点交班里填写的内容".to_owned())
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        view::screen(self, context)
    }
}
