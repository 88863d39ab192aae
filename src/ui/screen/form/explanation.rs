//! 现场解释 while it is typed: the words, watched by the promise guard. What the owner said to it is for the form around.

use iced::Element;
use iced::widget::column;
use serde::{Deserialize, Serialize};

use crate::domain::event::EventKind;
use crate::library::guard::Known;
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::LONG_TEXT;
use crate::ui::screen::form::read::needed_text;
use crate::ui::screen::warn::warn;
use crate::ui::spacing;
use crate::ui::widget::editor;
use crate::ui::widget::field::Action;

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Explanation {
    /// The words.
    pub text: LongText,
}

impl Explanation {
    /// The event that it becomes with the owner's answer; only a satisfied owner signs.
    ///
    /// # Errors
    /// A sentence when nothing is typed.
    pub fn event(&self, satisfied: bool, signed: bool) -> Result<EventKind, String> {
        let text = needed_text(&self.text, "怎么解释的")?;
        Ok(EventKind::Explained { text, satisfied, signed: signed && satisfied })
    }

    /// The field; it tells what is done in it.
    pub fn view<'a>(&'a self, known: Known, id: &'static str) -> Element<'a, Action> {
        let words = editor("怎么解释的", self.text.content())
            .hint("查实了再说，查不实就约时间")
            .limit(LONG_TEXT)
            .lines(3..=8)
            .id(id)
            .on_action(|action| action);
        column![words, warn(&self.text.text(), known)].spacing(spacing::L).into()
    }
}
