//! 告知频次: how often the owner of this case is told. Ledger 07-15.

use iced::{Element, Length};
use serde::{Deserialize, Serialize};

use crate::domain::cadence::Every;
use crate::domain::event::EventKind;
use crate::domain::settings::span_words;
use crate::library::situation_limits;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::parts::FIRST;
use crate::ui::widget::{chip, chips, labelled};

/// See the module. What the case has now stands chosen.
#[derive(Serialize, Deserialize)]
pub struct Cadence {
    every: Every,
}

/// How often from now on.
#[derive(Debug, Clone, Copy)]
pub struct Message(Every);

const CHOICES: [Every; 6] = [
    Every::Usual,
    Every::Hours(4),
    Every::Hours(24),
    Every::Hours(3 * 24),
    Every::Hours(7 * 24),
    Every::None,
];

impl ActForm for Cadence {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        Self { every: present(given) }
    }

    fn update(&mut self, Message(every): Message, _given: Given<'_>) -> Outcome {
        self.every = every;
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        // What was agreed otherwise, by a colleague or in a file, is a choice as well.
        let own = [self.every, present(given)].into_iter().filter(|every| !CHOICES.contains(every));
        let mut choices: Vec<Every> = CHOICES.into_iter().chain(own).collect();
        choices.dedup();
        let row = chips(choices.iter().map(|every| chip(words(*every, given), self.every == *every)))
            .on_pick(move |at| Message(choices[at]))
            .id(FIRST)
            .width(Length::Fill);
        labelled("多久告知一次", "", row)
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        Ok(EventKind::Cadence { every: self.every, rule: None, situation: None }.into())
    }
}

/// What is agreed on the case now.
fn present(given: Given<'_>) -> Every {
    match &given.state.cadence {
        Some(own) => own.hours.map_or(Every::None, Every::Hours),
        None => Every::Usual,
    }
}

fn words(every: Every, given: Given<'_>) -> String {
    match every {
        Every::Hours(hours) => in_days(hours),
        Every::None => "不定期".to_owned(),
        Every::Usual => {
            let (rules, facts) = (&given.settings.rules, &given.state.facts);
            let (usual, _) = situation_limits::terms_of(given.library, rules, facts).usual_cadence(facts);
            format!("按规定（{}）", usual.map_or_else(|| "不定期".to_owned(), in_days))
        }
    }
}

fn in_days(hours: u32) -> String {
    match hours {
        24 => "每天".to_owned(),
        168 => "每周".to_owned(),
        hours => format!("每{}", span_words(hours)),
    }
}
