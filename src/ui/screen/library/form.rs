//! What is being written in the dialog, and what measure and guard say of it. Nothing is refused for their
//! advice; only what cannot be read as a sentence is.

use crate::library::apply_change::Change;
use crate::library::edit::PhrasePlace;
use crate::library::guard::{self, Known};
use crate::library::measure;
use crate::library::usage::Usage;
use crate::library::variable::Template;
use crate::ui::screen::library::message::{DialogGoal, Picked};

/// The dialog.
#[derive(Debug, Clone, PartialEq)]
pub struct PromptDialog {
    /// Where it stands.
    pub spot: PhrasePlace,
    /// What is written.
    pub goal: DialogGoal,
    /// The words.
    pub text: String,
    /// For whom and when it is offered.
    pub usage: Usage,
    /// The words and the rest at the start.
    pub before: (String, Usage),
    /// Why it was not kept.
    pub refused: Option<String>,
}

impl PromptDialog {
    /// An open dialog.
    pub fn new(spot: PhrasePlace, goal: DialogGoal, text: String, usage: Usage) -> Self {
        Self { spot, goal, before: (text.clone(), usage.clone()), text, usage, refused: None }
    }

    /// Picks or takes back.
    pub fn pick(&mut self, picked: Picked) {
        fn turn<T: PartialEq>(all: &mut Vec<T>, one: T) {
            match all.iter().position(|other| *other == one) {
                Some(at) => drop(all.remove(at)),
                None => all.push(one),
            }
        }
        let usage = &mut self.usage;
        match picked {
            Picked::Part(part) => usage.part = part,
            Picked::Level(level) => usage.level = level,
            Picked::Mood(mood) => turn(&mut usage.moods, mood),
            Picked::Channel(channel) => turn(&mut usage.channels, channel),
            Picked::Kind(kind) => turn(&mut usage.kinds, kind),
            Picked::Fact(fact) => usage.turn(fact),
            Picked::NeverFirst => usage.never_first = !usage.never_first,
            Picked::NeedsApproval => usage.needs_approval = !usage.needs_approval,
        }
    }

    /// Whether something was typed.
    pub fn is_changed(&self) -> bool {
        (&self.text, &self.usage) != (&self.before.0, &self.before.1)
    }

    /// Whether it is a sentence for the owner.
    pub fn is_sentence(&self) -> bool {
        matches!(self.goal, DialogGoal::Line(_) | DialogGoal::NewLine)
    }

    /// Its title.
    pub fn title(&self) -> &'static str {
        match self.goal {
            DialogGoal::Line(_) => "改这一句",
            DialogGoal::NewLine => "添一句",
            DialogGoal::Point(_) => "改这一条",
            DialogGoal::NewPoint { dont: false } => "添一条要点",
            DialogGoal::NewPoint { dont: true } => "添一条切忌",
        }
    }

    /// The sentence, or why it is none.
    ///
    /// # Errors
    /// A Chinese sentence.
    pub fn template(&self) -> Result<Template, String> {
        Template::new(self.text.trim())
    }

    /// Quiet advice: variables that there are not, lengths, punctuation, words that had better not be said.
    pub fn advice(&self) -> Vec<String> {
        let text = self.text.trim();
        if text.is_empty() || !self.is_sentence() {
            return Vec::new();
        }
        let unknown = self.template().err();
        let said = measure::faults(text).into_iter().chain(marked(text));
        unknown
            .into_iter()
            .chain(said)
            .chain(guard::staff_words(text).into_iter().map(|mark| told(text, &mark)))
            .collect()
    }

    /// What it changes.
    ///
    /// # Errors
    /// A Chinese sentence when it cannot be kept as it is.
    pub fn change(&self) -> Result<Change, String> {
        let spot = self.spot.clone();
        let text = self.text.trim().to_owned();
        Ok(match &self.goal {
            DialogGoal::Line(id) => {
                Change::Line { id: id.clone(), text: self.template()?, usage: Box::new(self.usage.clone()) }
            }
            DialogGoal::NewLine => {
                Change::Add { spot, text: self.template()?, usage: Box::new(self.usage.clone()) }
            }
            DialogGoal::Point(before) => Change::Point { spot, before: before.clone(), after: Some(text) },
            DialogGoal::NewPoint { dont } => Change::AddPoint { spot, dont: *dont, text },
        })
    }
}

/// What the promise guard says of a text.
pub fn marked(text: &str) -> Vec<String> {
    guard::look(text, Known::default()).iter().map(|mark| told(text, mark)).collect()
}

fn told(text: &str, mark: &guard::Mark) -> String {
    let words = text.get(mark.place.clone()).unwrap_or_default();
    format!("「{words}」{}：{}。{}", mark.name, mark.why, mark.better)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::step::Step;

    #[test]
    fn advice_is_given_and_only_what_is_no_sentence_is_refused() {
        let spot = PhrasePlace { step: Step::Promise, situation: None };
        let form = |text: &str| {
            PromptDialog::new(spot.clone(), DialogGoal::NewLine, text.to_owned(), Usage::default())
        };
        assert!(form("师傅四点前到，到前给您电话。").advice().is_empty());
        let promise = form("放心，今晚保证修好。");
        assert!(promise.advice().iter().any(|line| line.contains("保证")));
        assert!(promise.change().is_ok(), "advice never blocks");
        assert!(form("{姓名}您好。").change().unwrap_err().contains("姓名"));
        assert!(
            form("{姓名}您好。").advice().iter().any(|line| line.contains("没有「姓名」")),
            "told while typing"
        );
        let staff = form("业主称楼上漏水，扬言曝光。").advice();
        assert!(
            staff.iter().any(|line| line.contains("扬言")),
            "words of a record are none for an owner: {staff:?}"
        );
        assert!(form("  ").change().is_err());
    }
}
