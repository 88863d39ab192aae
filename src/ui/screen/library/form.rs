//! What is being written in the dialog, and what the ruler and the guard say of it. Nothing is refused for their
//! advice; only what cannot be read as a sentence is.

use crate::library::apply_change::Change;
use crate::library::edit::Spot;
use crate::library::guard::{self, Known};
use crate::library::measure;
use crate::library::variable::Template;
use crate::ui::screen::library::message::Goal;

/// The dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Where it stands.
    pub spot: Spot,
    /// What is written.
    pub goal: Goal,
    /// The words.
    pub text: String,
    /// The words at the start.
    pub before: String,
    /// Why it was not kept.
    pub refused: Option<String>,
}

impl Form {
    /// An open dialog.
    pub fn new(spot: Spot, goal: Goal, text: String) -> Self {
        Self { spot, goal, before: text.clone(), text, refused: None }
    }

    /// Whether something was typed.
    pub fn is_changed(&self) -> bool {
        self.text != self.before
    }

    /// Whether it is a sentence for the owner.
    pub fn is_sentence(&self) -> bool {
        matches!(self.goal, Goal::Line(_) | Goal::NewLine)
    }

    /// Its title.
    pub fn title(&self) -> &'static str {
        match self.goal {
            Goal::Line(_) => "改这一句",
            Goal::NewLine => "添一句",
            Goal::Point(_) => "改这一条",
            Goal::NewPoint { dont: false } => "添一条要点",
            Goal::NewPoint { dont: true } => "添一条切忌",
        }
    }

    /// The sentence, or why it is none.
    ///
    /// # Errors
    /// A Chinese sentence.
    pub fn template(&self) -> Result<Template, String> {
        Template::new(self.text.trim())
    }

    /// Quiet advice: lengths, punctuation, words that had better not be said.
    pub fn advice(&self) -> Vec<String> {
        let text = self.text.trim();
        if text.is_empty() || !self.is_sentence() {
            return Vec::new();
        }
        measure::faults(text).into_iter().chain(marked(text)).collect()
    }

    /// What it changes.
    ///
    /// # Errors
    /// A Chinese sentence when it cannot be kept as it is.
    pub fn change(&self) -> Result<Change, String> {
        let spot = self.spot.clone();
        let text = self.text.trim().to_owned();
        Ok(match &self.goal {
            Goal::Line(id) => Change::Text { id: id.clone(), text: self.template()? },
            Goal::NewLine => Change::Add { spot, text: self.template()? },
            Goal::Point(before) => Change::Point { spot, before: before.clone(), after: Some(text) },
            Goal::NewPoint { dont } => Change::AddPoint { spot, dont: *dont, text },
        })
    }
}

/// What the promise guard says of a text.
pub fn marked(text: &str) -> Vec<String> {
    let told = |mark: guard::Mark| {
        let words = text.get(mark.place.clone()).unwrap_or_default();
        format!("「{words}」{}：{}。{}", mark.name, mark.why, mark.better)
    };
    guard::look(text, Known::default()).into_iter().map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::step::Step;

    #[test]
    fn advice_is_given_and_only_what_is_no_sentence_is_refused() {
        let spot = Spot { step: Step::Promise, situation: None };
        let form = |text: &str| Form::new(spot.clone(), Goal::NewLine, text.to_owned());
        assert!(form("师傅四点前到，到前给您电话。").advice().is_empty());
        let promise = form("放心，今晚保证修好。");
        assert!(promise.advice().iter().any(|line| line.contains("保证")));
        assert!(promise.change().is_ok(), "advice never blocks");
        assert!(form("{姓名}您好。").change().unwrap_err().contains("姓名"));
        assert!(form("  ").change().is_err());
    }
}
