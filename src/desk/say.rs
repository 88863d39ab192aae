//! What to say now to the customer of a stored case: the same choice as the panel beside the form.

use crate::desk::case_commands::visible;
use crate::desk::handle::{Desk, settings_of};
use crate::desk::reply::Reply;
use crate::domain::case::CaseNumber;
use crate::domain::code::Emotion;
use crate::library::say::{self, Spoken, Talk};
use crate::library::step::{Level, Step};
use crate::library::talk::step_owed;

/// What is asked for; what is left open is the case's to say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wish {
    /// The step; else the one that is owed.
    pub step: Option<Step>,
    /// The mood; else the one on record.
    pub mood: Option<Emotion>,
    /// The level; else the one that fits the case.
    pub level: Option<Level>,
}

impl Desk {
    /// What to say now. Interchange "What to say".
    ///
    /// Errors: [`Error::NoCase`](crate::desk::error::Error::NoCase).
    pub fn say(&self, number: CaseNumber, wish: Wish) -> Reply<Spoken> {
        let (now, library, knowledge) = (self.now(), self.library(), self.knowledge());
        self.ask(move |db| {
            let case = visible(db, number, now)?;
            let settings = settings_of(db)?;
            let standing = case.state(&settings.rules);
            let step = wish.step.unwrap_or_else(|| step_owed(&case, &standing, &settings.rules, now));
            let mut talk = Talk::of_case(&library, &case, &settings, step, now);
            talk.emotion = wish.mood.unwrap_or(talk.emotion);
            talk.level = wish.level.unwrap_or(talk.level);
            Ok(say::now(&library, &talk).with_known(&knowledge, &case.facts(), now.date()))
        })
    }
}
