//! A person and the PIN that shows it is that person: who is chosen, what is typed, whether the desk is being asked.
//! Shared by signing in and by confirming on the spot.

use iced::widget::Text;

use crate::desk::error::Error;
use crate::desk::reply::Written;
use crate::domain::person::StaffId;
use crate::domain::pin;
use crate::ui::screen::contract::RequestId;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::field::Field;
use crate::ui::widget::{field, text};

/// Width of what is typed into.
pub const WIDTH: f32 = 220.0;

/// See the module.
#[derive(Debug, Clone, Default)]
pub struct PinEntry {
    /// Who it shall be.
    pub chosen: Option<StaffId>,
    /// What is typed.
    pub pin: String,
    /// Why it was not right.
    pub problem: Option<String>,
    /// The desk is being asked.
    pub waiting: bool,
    asked: RequestId,
}

impl PinEntry {
    /// Nothing typed yet; somebody may be chosen already.
    pub fn new(chosen: Option<StaffId>) -> Self {
        Self { chosen, ..Self::default() }
    }

    /// Another person.
    pub fn choose(&mut self, id: StaffId) {
        self.chosen = Some(id);
        self.clear();
    }

    /// What was typed is put away.
    pub fn clear(&mut self) {
        (self.pin, self.problem) = (String::new(), None);
    }

    /// The PIN as it is typed.
    pub fn typed(&mut self, text: String) {
        (self.pin, self.problem) = (text, None);
    }

    /// Who is to be asked about, and the number that the answer must carry; `None` while nobody is chosen or an answer is
    /// awaited.
    pub fn ask(&mut self) -> Option<(StaffId, RequestId)> {
        let id = self.chosen.filter(|_| !self.waiting)?;
        self.waiting = true;
        Some((id, self.asked.ask()))
    }

    /// Takes the desk's answer over; its value, if it was the right PIN. An answer to an older question is dropped.
    pub fn answered<T>(&mut self, asked: RequestId, answer: Result<Written<T>, Error>) -> Option<T> {
        if asked != self.asked {
            return None;
        }
        self.waiting = false;
        match answer {
            Ok(written) => Some(written.value),
            Err(error) => {
                (self.pin, self.problem) = (String::new(), Some(error.message()));
                None
            }
        }
    }

    /// The field of the PIN.
    pub fn field<'a, Message: Clone + 'a>(
        &'a self,
        label: &'a str,
        id: &'static str,
        on_input: impl Fn(String) -> Message + 'a,
        on_submit: Message,
    ) -> Field<'a, Message> {
        field(label, &self.pin)
            .id(id)
            .secret()
            .placeholder("4 至 8 位数字")
            .limit(*pin::DIGITS.end())
            .on_input(on_input)
            .on_submit(on_submit)
            .width(WIDTH)
    }

    /// Why it was not right.
    pub fn problem(&self) -> Option<Text<'_>> {
        self.problem.as_deref().map(|words| text::small(words, Tone::Danger))
    }
}
