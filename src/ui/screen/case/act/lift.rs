//! 电梯困人: the times and what it did to the people inside; each as soon as it is known. Ledger 11-18.

use iced::Element;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::domain::code::Impact;
use crate::domain::lift_incident::LiftIncident;
use crate::domain::reading::time;
use crate::domain::time::Moment;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::parts::{below, group_of, line, past};
use crate::ui::screen::form::person::{self, Person};
use crate::ui::screen::form::read::{filled, toggle};
use crate::ui::widget::labelled;

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Lift {
    trapped: String,
    arrived: String,
    freed: String,
    firm: Person,
    harm: String,
    impact: Option<Impact>,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// When somebody was trapped.
    Trapped(String),
    /// When the maintenance firm came.
    Arrived(String),
    /// When everybody was free.
    Freed(String),
    /// The firm.
    Firm(person::Message),
    /// What it did to the people inside.
    Harm(String),
    /// How far it reaches; choosing again takes it back.
    Impact(Impact),
}

/// Who may have come: the departments and firms, and whoever is known; what the case holds stays.
fn firms(given: Given<'_>, held: &Person) -> Vec<String> {
    let mut all = given.departments();
    all.extend(given.people());
    let now = given.state.facts.lift.as_ref().and_then(|lift| lift.firm.clone());
    all.extend(now.filter(|firm| *held == Person::new(firm)));
    all.dedup();
    all
}

impl ActForm for Lift {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        let held = given.state.facts.lift.clone().unwrap_or_default();
        let shown = |at: Option<Moment>| at.map(|at| time::shown(at, given.now)).unwrap_or_default();
        Self {
            trapped: shown(held.trapped_at),
            arrived: shown(held.arrived_at),
            freed: shown(held.freed_at),
            firm: held.firm.as_deref().map(Person::new).unwrap_or_default(),
            harm: held.harm.unwrap_or_default(),
            impact: given.state.facts.impact,
        }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Trapped(text) => self.trapped = text,
            Message::Arrived(text) => self.arrived = text,
            Message::Freed(text) => self.freed = text,
            Message::Firm(message) => self.firm.update(message),
            Message::Harm(text) => self.harm = text,
            Message::Impact(impact) => toggle(&mut self.impact, impact),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let (now, duty) = (given.now, given.settings.rules.duty);
        let trapped = "如：昨天 9:12，还不知道就空着";
        let impact = group_of(Impact::ALL, self.impact, Impact::label, Message::Impact);
        below([
            Some(past("被困时间", trapped, &self.trapped, now, duty, Message::Trapped).into()),
            Some(past("维保到场时间", "还没到就空着", &self.arrived, now, duty, Message::Arrived).into()),
            Some(past("解困时间", "还没出来就空着", &self.freed, now, duty, Message::Freed).into()),
            Some(self.firm.further("维保单位", &firms(given, &self.firm)).map(Message::Firm)),
            Some(line("对业主的影响", "几个人、有没有受伤、送医没有", &self.harm, Message::Harm).into()),
            Some(labelled("影响程度", "", impact)),
        ])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let held = given.state.facts.lift.clone().unwrap_or_default();
        let told = LiftIncident {
            trapped_at: given.past_time(&self.trapped, held.trapped_at)?,
            arrived_at: given.past_time(&self.arrived, held.arrived_at)?,
            freed_at: given.past_time(&self.freed, held.freed_at)?,
            firm: self.firm.name(&firms(given, &self.firm))?,
            harm: filled(&self.harm),
        };
        if let Some(problem) = told.problem() {
            return Err(problem.to_owned());
        }
        let wanted = [
            ("lift.trapped_at", json!(told.trapped_at)),
            ("lift.arrived_at", json!(told.arrived_at)),
            ("lift.freed_at", json!(told.freed_at)),
            ("lift.firm", json!(told.firm)),
            ("lift.harm", json!(told.harm)),
            ("impact", json!(self.impact)),
        ];
        let kinds = given.corrections(wanted.map(|(what, after)| (what, after, "登记电梯困人")));
        if kinds.is_empty() { Err("没有改动".into()) } else { Ok(Record::Events(kinds)) }
    }
}
