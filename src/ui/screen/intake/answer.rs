//! What the owner answers: the points confirmed, an explanation or a time accepted or not; and what was typed without
//! an answer, settled when the form goes on.

use crate::domain::escalation::EscalationStage;
use crate::domain::event::{Event, EventKind};
use crate::domain::intake::{IntakeStep, PromiseEntry};
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::ui::screen::form::explanation::Explanation;
use crate::ui::screen::form::promise;
use crate::ui::screen::intake::form::IntakeForm;

impl IntakeForm {
    /// The customer was satisfied by the last explanation.
    pub fn is_satisfied(&self) -> bool {
        self.last_explanation().is_some_and(|(satisfied, _)| satisfied)
    }

    /// Satisfied and signed, of the last explanation.
    pub fn last_explanation(&self) -> Option<(bool, bool)> {
        self.draft.events.iter().rev().find_map(|event| match event.kind {
            EventKind::Explained { satisfied, signed, .. } => Some((satisfied, signed)),
            _ => None,
        })
    }

    /// The last promise.
    pub fn last_promise(&self) -> Option<(Moment, bool)> {
        self.draft.events.iter().rev().find_map(|event| match event.kind {
            EventKind::Promised { due, consent, .. } => Some((due, consent)),
            _ => None,
        })
    }

    /// What the owner answered at the step at hand, as long as it stands.
    pub fn noted(&self, now: Moment) -> Option<String> {
        match self.draft.step {
            IntakeStep::Restate => self.draft.is_restated().then(|| "✓ 业主已确认".to_owned()),
            IntakeStep::Explain => self.last_explanation().map(|answer| {
                let words = match answer {
                    (true, true) => "✓ 业主满意，已签字",
                    (true, false) => "✓ 业主表示满意",
                    (false, _) => self.after_refusal(),
                };
                words.to_owned()
            }),
            IntakeStep::Promise => self.last_promise().map(|(due, consent)| {
                let word = if consent { "✓ 业主同意" } else { "业主未同意" };
                format!("{word}：{} 前回复", due.short(now))
            }),
            IntakeStep::Listen | IntakeStep::Escalate | IntakeStep::WrapUp => None,
        }
    }

    /// The owner confirmed (F9): what that means depends on the step.
    ///
    /// # Errors
    /// A sentence when there is nothing yet that could be confirmed.
    pub fn confirm(&mut self, by: &Actor, settings: &Settings, now: Moment) -> Result<String, String> {
        let word = match self.draft.step {
            IntakeStep::Restate => {
                let summary = self.draft.summary.trim().to_owned();
                if summary.is_empty() {
                    return Err("先写下复述要点，念给业主听，再按 F9".into());
                }
                self.draft.note(by, now, EventKind::Restated { summary, confirmed: true });
                "业主已确认要点"
            }
            IntakeStep::Explain => {
                self.explain(by, now, true)?;
                "业主表示满意，已记下"
            }
            IntakeStep::Promise => {
                self.promise(by, settings, now, true)?;
                "业主同意这个时间，已记下"
            }
            IntakeStep::Escalate if self.stage() == EscalationStage::Ask => {
                self.consent(by, settings, now, true)?;
                "业主同意，请当面联系上级"
            }
            _ => return Err("这一步没有要业主确认的内容".into()),
        };
        self.dirty = true;
        Ok(word.into())
    }

    /// The owner did not agree.
    ///
    /// # Errors
    /// A sentence when there is nothing yet that could be refused.
    pub fn refuse(&mut self, by: &Actor, settings: &Settings, now: Moment) -> Result<String, String> {
        let word = match self.draft.step {
            IntakeStep::Explain => {
                self.explain(by, now, false)?;
                self.after_refusal()
            }
            IntakeStep::Promise => {
                self.promise(by, settings, now, false)?;
                "业主不同意这个时间，已记下；可以换一个时间再问"
            }
            IntakeStep::Escalate if self.stage() == EscalationStage::Ask => {
                self.consent(by, settings, now, false)?;
                self.go(IntakeStep::Promise, settings, now);
                "" // The step itself says so.
            }
            IntakeStep::Restate => "请按业主说的改要点，再念一遍",
            _ => return Err("这一步没有要业主答复的内容".into()),
        };
        self.dirty = true;
        Ok(word.into())
    }

    /// Marks or unmarks the owner's signature under the printed sheet; an explanation must have satisfied.
    pub fn sign(&mut self, by: &Actor, now: Moment) {
        if let Some((true, false)) = self.last_explanation() {
            let text = self.explained_text();
            self.draft.note(by, now, EventKind::Explained { text, satisfied: true, signed: true });
            self.word = None;
            self.dirty = true;
        }
    }

    /// What was typed for a step but not recorded is kept when the form goes on or is saved: an explanation
    /// without an answer counts as one that did not satisfy, a promise without an answer as not agreed.
    ///
    /// # Errors
    /// A sentence at the step whose entry cannot be kept as it is.
    pub fn settle(
        &mut self,
        by: &Actor,
        settings: &Settings,
        now: Moment,
    ) -> Result<(), (IntakeStep, String)> {
        if !self.explanation.text.is_empty() {
            self.explain(by, now, false).map_err(|text| (IntakeStep::Explain, text))?;
        }
        if !self.draft.promise.due.trim().is_empty() {
            self.promise(by, settings, now, false).map_err(|text| (IntakeStep::Promise, text))?;
        }
        if self.stage() == EscalationStage::Outcome {
            self.escalation_step(by, now);
        }
        Ok(())
    }

    fn explain(&mut self, by: &Actor, now: Moment, satisfied: bool) -> Result<(), String> {
        let text = self.explanation.text.text().trim().to_owned();
        let text = if text.is_empty() { self.explained_text() } else { text };
        if text.is_empty() {
            return Err("先写下怎么向业主解释的，再记业主的答复".into());
        }
        self.draft.note(by, now, EventKind::Explained { text, satisfied, signed: false });
        self.explanation = Explanation::default();
        self.draft.explanation.clear();
        Ok(())
    }

    /// The words of the last explanation; empty before one.
    pub fn explained_text(&self) -> String {
        let text = self.draft.events.iter().rev().find_map(|event: &Event| match &event.kind {
            EventKind::Explained { text, .. } => Some(text.clone()),
            _ => None,
        });
        text.unwrap_or_default()
    }

    fn promise(&mut self, by: &Actor, settings: &Settings, now: Moment, consent: bool) -> Result<(), String> {
        let agreed = self.promise_agreed(by, settings, now, consent);
        self.promise_problem = agreed.as_ref().err().cloned();
        self.draft.note(by, now, agreed?);
        self.draft.promise = PromiseEntry::default();
        Ok(())
    }

    /// The promise, checked. What only lacks a supervisor's word asks for one.
    fn promise_agreed(
        &mut self,
        by: &Actor,
        settings: &Settings,
        now: Moment,
        consent: bool,
    ) -> Result<EventKind, String> {
        let entry = &self.draft.promise;
        let mut event = promise::event(entry, consent, settings.rules.duty, now)?;
        let due = promise::due(entry, settings.rules.duty, now)?;
        if let Err(denial) = permission::promises(due, by, &settings.rules, now) {
            self.lacks_word = denial.supervisor_may.then(|| denial.text.clone());
            return Err(denial.text);
        }
        permission::give_word(&mut event, by, &settings.rules, now);
        Ok(event)
    }
}
