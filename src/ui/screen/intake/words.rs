//! 业主原话: typed on the first step, in sight on every later one, one key away from anywhere in the form (Ctrl+M).

use iced::Element;

use crate::domain::intake::Field;
use crate::ui::screen::intake::fields::{LONG_TEXT, VERBATIM};
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::message::{Edited, Message};
use crate::ui::shortcut::Shortcut;
use crate::ui::widget::editor;

/// How much room the words get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordsRoom {
    /// The owner is telling.
    Telling,
    /// Later, in a few lines.
    Kept,
    /// Later, where the window is low.
    OneLine,
}

/// The field: with room to write while the owner is telling, in a few lines later.
pub fn field(form: &IntakeForm, room: WordsRoom) -> Element<'_, Message> {
    let words = editor("业主原话", &form.verbatim);
    let later = || format!("{} 接着记", Shortcut::Words.keys());
    let words = match room {
        WordsRoom::Telling => words.hint("照业主的话记，每一步都看得见").lines(3..=6),
        WordsRoom::Kept => words.hint(later()).lines(1..=3),
        WordsRoom::OneLine => words.hint(later()).lines(1..=1),
    };
    words
        .placeholder("例：电梯停了两天没人管……")
        .error(form.problem(Field::Verbatim))
        .limit(LONG_TEXT)
        .id(VERBATIM)
        .on_action(|action| Message::Edited(Edited::Verbatim, action))
        .into()
}
