//! 今日, the first screen: the open cases in the order of what presses, each line with the button that does what is
//! owed; the ways to take something in; drafts; the counts of the day.
//!
//! | file | what lives there |
//! |---|---|
//! | `screen` | the screen: what the desk is asked, which line is marked, where a press leads |
//! | `filter` | which lines are shown: tiles and chips |
//! | `line` | a case or a draft as one line |
//! | `view` | how it looks |

pub mod filter;
pub mod line;
pub mod screen;
mod view;

pub use screen::{Message, Today};

use iced::{Element, Task};

use crate::ui::screen::contract::{Action, Context, Screen};
use crate::ui::widget::focus;

impl Screen for Today {
    type Message = Message;

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        self.route(message, context)
    }

    fn refresh(&mut self, context: &Context) -> Action<Message> {
        Action::run(self.read(context))
    }

    fn minute(&mut self, context: &Context) {
        self.turn(context);
    }

    /// Whoever comes back goes on in the list, at the line that was left.
    fn entered(&mut self, context: &Context) -> Action<Message> {
        let asked = [self.read(context), Self::ask_for_copies(context), focus::to(screen::LIST)];
        Action::run(Task::batch(asked))
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        view::screen(self, context)
    }
}
