//! 致歉: for our fault, once it is established. Ledger 06-03.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::code::ApologyForm;
use crate::domain::event::EventKind;
use crate::library::step::Step;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::parts::first_of;

/// See the module.
#[derive(Serialize, Deserialize)]
pub struct Apology {
    form: ApologyForm,
}

/// How it was made.
#[derive(Debug, Clone, Copy)]
pub struct Message(ApologyForm);

impl ActForm for Apology {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self { form: ApologyForm::Phone }
    }

    fn update(&mut self, Message(form): Message, _given: Given<'_>) -> Outcome {
        self.form = form;
        Outcome::Stay
    }

    fn view<'a>(&'a self, _given: Given<'_>) -> Element<'a, Message> {
        first_of("怎么致歉的", ApologyForm::ALL, Some(self.form), ApologyForm::label, Message)
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        Ok(EventKind::Apology { form: self.form }.into())
    }

    fn step(&self, _given: Given<'_>) -> Option<Step> {
        Some(Step::Explain)
    }
}
