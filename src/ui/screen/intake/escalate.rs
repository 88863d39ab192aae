//! 服务上移 at the counter: the owner is asked, the superior fetched, the outcome noted. What the rows of an attempt mean
//! is `domain::escalation`'s.

use crate::domain::case::fold_escalations;
use crate::domain::code::Channel;
use crate::domain::escalation::{self, EscalationStage};
use crate::domain::event::{Escalation, EventKind};
use crate::domain::intake::IntakeStep;
use crate::domain::person::Actor;
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::ui::screen::intake::form::IntakeForm;

impl IntakeForm {
    /// What comes next while a superior is being fetched; `None` when the way goes on to another step.
    pub fn escalation_next(&self) -> Option<&'static str> {
        if self.draft.step != IntakeStep::Escalate {
            return None;
        }
        match self.stage() {
            EscalationStage::Contact => Some("已联系上"),
            EscalationStage::Wait if self.draft.channel == Channel::WalkIn => Some("已到场，我来介绍"),
            EscalationStage::Wait => Some("已接通，转交"),
            EscalationStage::Outcome => Some("记下结果"),
            EscalationStage::Ask | EscalationStage::Done => None,
        }
    }

    /// The last attempt to escalate, folded from its rows.
    pub fn attempt(&self) -> Option<Escalation> {
        fold_escalations(&self.draft.events).into_iter().rev().find_map(|event| match event.kind {
            EventKind::Escalated(escalation) => Some(escalation),
            _ => None,
        })
    }

    /// The customer refused the last attempt.
    pub fn refused(&self) -> bool {
        self.attempt().is_some_and(|attempt| attempt.consent == Some(false))
    }

    /// Where the escalation stands.
    pub fn stage(&self) -> EscalationStage {
        match EscalationStage::of(self.attempt().as_ref()) {
            EscalationStage::Done if self.draft.escalation.again => EscalationStage::Ask,
            stage => stage,
        }
    }

    /// F8: the owner is asked; after an attempt that is over, once more.
    pub fn escalate(&mut self, settings: &Settings, now: Moment) {
        if self.stage() == EscalationStage::Done {
            self.draft.escalation.again = true;
            self.draft.escalation.ask.by_hand = false;
            self.draft.escalation.outcome.clear();
        }
        self.go(IntakeStep::Escalate, settings, now);
    }

    /// The superior was reached, arrived, or the attempt ended: the next step of the escalation.
    pub fn escalation_step(&mut self, by: &Actor, now: Moment) {
        let Some(attempt) = self.attempt() else { return };
        let Some(row) = escalation::next_row(&attempt, &self.draft.escalation.outcome, now) else {
            self.word = Some("先写下上级的答复和交代".into());
            return;
        };
        self.word = None;
        self.draft.note(by, now, EventKind::Escalated(row));
        self.dirty = true;
    }

    /// The superior was not reached: this attempt ends, and the owner is asked whether the next rung may be tried: he
    /// agreed to this superior, not to another. Rules §5.
    pub fn not_reached(&mut self, by: &Actor, settings: &Settings, now: Moment) {
        let Some(attempt) = self.attempt() else { return };
        self.draft.note(by, now, EventKind::Escalated(escalation::not_reached(&attempt)));
        // After another colleague the ladder is called, from where it was left.
        let ask = &mut self.draft.escalation.ask;
        if ask.other.take().is_none() && ask.rung + 1 < settings.ladder.len() {
            ask.rung += 1;
        }
        (ask.trigger, ask.by_hand) = (attempt.trigger, true);
        self.draft.escalation.again = true;
        self.dirty = true;
    }

    /// Nobody was reached by phone: the attempt ends, and a time is agreed at which the owner is called back. Rules §5.
    pub fn call_back(&mut self, by: &Actor, settings: &Settings, now: Moment) {
        let Some(attempt) = self.attempt() else { return };
        self.draft.note(by, now, EventKind::Escalated(escalation::not_reached(&attempt)));
        self.go(IntakeStep::Promise, settings, now);
    }

    /// The owner was asked and answered.
    ///
    /// # Errors
    /// A sentence while nobody says who shall come.
    pub fn consent(
        &mut self,
        by: &Actor,
        settings: &Settings,
        now: Moment,
        consent: bool,
    ) -> Result<(), String> {
        let ask = &self.draft.escalation.ask;
        if let Some(problem) = ask.problem() {
            return Err(problem.to_owned());
        }
        let row = escalation::asked(ask, &settings.ladder, consent);
        if let Some(problem) = escalation::lacking_reason(&row) {
            return Err(problem.to_owned());
        }
        self.draft.note(by, now, EventKind::Escalated(row));
        self.draft.escalation.ask.reason.clear();
        self.draft.escalation.again = false;
        Ok(())
    }
}
