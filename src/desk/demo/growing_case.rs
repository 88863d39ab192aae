//! A case while its story is told: the clock runs on, events are put down.

use chrono::Duration;

use crate::desk::demo::chance::Chance;
use crate::desk::demo::matter::Matter;
use crate::domain::calendar::OfficeHours;
use crate::domain::case::Case;
use crate::domain::code::{CaseKind, Medium};
use crate::domain::correction::value_at;
use crate::domain::event::{Event, EventKind};
use crate::domain::time::Moment;

/// A case, the clock of its story, and who is on the stage.
#[derive(Debug)]
pub struct GrowingCase<'a> {
    /// The case so far.
    pub case: Case,
    /// What it is about.
    pub matter: &'a Matter,
    /// What is left to chance.
    pub chance: &'a mut Chance,
    /// The time of the story.
    pub clock: Moment,
    /// Who took it in.
    pub receiver: String,
    /// Who deals with it.
    pub handler: String,
    /// The supervisor on duty.
    pub supervisor: &'static str,
}

impl<'a> GrowingCase<'a> {
    /// A case that has just been taken in.
    pub fn open(case: Case, matter: &'a Matter, chance: &'a mut Chance) -> Self {
        let clock = case.receipt.received_at;
        let receiver = case.receipt.receiver.clone();
        let supervisor = *chance.pick(&["赵楠", "吴静"]);
        let handler = matter.handler.clone().unwrap_or_else(|| supervisor.to_owned());
        Self { case, matter, chance, clock, receiver, handler, supervisor }
    }

    /// Lets between so many minutes pass, at any hour.
    pub fn pass(&mut self, from: i64, to: i64) {
        let minutes = self.chance.between(from, to);
        self.clock = self.clock + Duration::minutes(minutes);
    }

    /// Lets between so many minutes pass and waits for the hours of duty.
    pub fn work(&mut self, from: i64, to: i64) {
        self.pass(from, to);
        let OfficeHours { from: opening, to: closing } = OfficeHours::default();
        let morning = Moment::new(self.clock.date(), opening);
        let start = if self.clock.time() < opening {
            morning
        } else if self.clock.time() >= closing {
            morning + Duration::days(1)
        } else {
            return;
        };
        self.clock = start;
        self.pass(0, 70);
    }

    /// Puts an event down.
    pub fn push(&mut self, by: &str, kind: EventKind) {
        self.case.events.push(Event::new(self.clock, by, kind));
    }

    /// Puts an event of the person who deals with the case down.
    pub fn handle(&mut self, kind: EventKind) {
        let handler = self.handler.clone();
        self.push(&handler, kind);
    }

    /// Puts a correction of the case down.
    pub fn correct(&mut self, what: &str, after: serde_json::Value, reason: &str) {
        let before = value_at(&self.case.facts(), what);
        let receiver = self.receiver.clone();
        self.push(
            &receiver,
            EventKind::Corrected { what: what.into(), before, after, reason: reason.into() },
        );
    }

    /// Whether it is a complaint.
    pub fn is_complaint(&self) -> bool {
        self.case.receipt.kind == CaseKind::Complaint
    }

    /// Whether the customer can be told anything.
    pub fn has_contact(&self) -> bool {
        !self.case.receipt.is_unreachable_by_nature()
    }

    /// How this customer is told things.
    pub fn medium(&mut self) -> Medium {
        if self.case.receipt.online.is_some() {
            return Medium::Online;
        }
        self.chance.weighted(&[
            (Medium::Phone, 50),
            (Medium::Wechat, 30),
            (Medium::Sms, 6),
            (Medium::Visit, 12),
            (Medium::Other, 2),
        ])
    }

    /// Tells the customer how it stands.
    pub fn tell_progress(&mut self, text: Option<&str>) {
        if !self.has_contact() {
            return;
        }
        let medium = self.medium();
        let text = text.map_or_else(|| self.chance.pick(&self.matter.progress).clone(), str::to_owned);
        let told = self.chance.percent(70).then(|| self.chance.percent(92));
        self.handle(EventKind::Progress { medium, text, told, is_final: false });
    }
}
