//! What is pressed on the panel of sentences: said, copied, sent, another one.

use iced::clipboard;

use crate::ui::screen::contract::{Action, Context};
use crate::ui::screen::danger_card;
use crate::ui::screen::intake::fields;
use crate::ui::screen::intake::message::Message;
use crate::ui::screen::intake::screen::Intake;
use crate::ui::screen::phrase_panel::Press;
use crate::ui::widget::focus;

impl Intake {
    /// Something was pressed on the panel.
    pub(super) fn speech(&mut self, press: Press, context: &Context) -> Action<Message> {
        let mut copied = None;
        let action = self.with(context, |form, by| {
            let (words, request) = form.pressed(press, by, context);
            copied = words;
            request
        });
        let opened = self.forms.get(self.current).is_some_and(|form| form.speech.dangers);
        let focused = match press {
            Press::Dangers if opened => Some(danger_card::KINDS),
            Press::Dangers | Press::DangerSeen(_) | Press::NoDanger => Some(fields::VERBATIM),
            _ => None,
        };
        let action = focused.map_or(Action::none(), |id| Action::run(focus::to(id))).with(action);
        match copied {
            Some(words) => action.with(Action::run(clipboard::write(words))),
            None => action,
        }
    }
}
