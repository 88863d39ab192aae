//! What is pressed on the panel of sentences: said, copied, sent, another one.

use iced::clipboard;

use crate::ui::screen::contract::{Action, Context};
use crate::ui::screen::intake::message::Message;
use crate::ui::screen::intake::screen::Intake;
use crate::ui::screen::phrase_panel::Press;

impl Intake {
    /// Something was pressed on the panel.
    pub(super) fn speech(&mut self, press: Press, context: &Context) -> Action<Message> {
        let mut copied = None;
        let action = self.with(context, |form, by| {
            let (words, request) = form.pressed(press, by, context);
            copied = words;
            request
        });
        match copied {
            Some(words) => action.with(Action::run(clipboard::write(words))),
            None => action,
        }
    }
}
