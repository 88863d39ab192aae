//! One open form: the draft, what is typed for the step at hand but has not happened yet, and where the
//! escalation stands. No drawing and no desk: what happens to a form can be tested without a window.

use std::borrow::Cow;

use chrono::Duration;

use crate::domain::case::fold_escalations;
use crate::domain::code::{Capability, Channel, Emotion, Trigger};
use crate::domain::draft::DraftId;
use crate::domain::escalation::{self, EscalationStage};
use crate::domain::event::{Escalation, Event, EventKind};
use crate::domain::intake::{Draft, IntakeStep, Problem};
use crate::domain::person::Actor;
use crate::domain::settings::{Rules, Settings, hours};
use crate::domain::time::Moment;
use crate::domain::time_entry;
use crate::library::step::Step;
use crate::ui::screen::phrase_panel::Speech;
use crate::ui::screen::situation_picker::Scene;
use crate::ui::widget::field::Content;

/// One open form.
pub struct Form {
    /// Name of the draft on disk.
    pub id: DraftId,
    /// What goes to disk.
    pub draft: Draft,
    /// 原话.
    pub verbatim: Content,
    /// 复述要点.
    pub summary: Content,
    /// 现场解释 being typed.
    pub explanation: Content,
    /// 约定 being typed.
    pub promise: PromiseEntry,
    /// 服务上移 being prepared.
    pub escalation: EscalationEntry,
    /// How the group of situations stands.
    pub scene: Scene,
    /// What keeps the case from being saved; shown after the first try.
    pub problems: Vec<Problem>,
    /// What to say beside it.
    pub speech: Speech,
    /// A word about the last key press, as 业主同意，已记下.
    pub word: Option<String>,
    /// Typed since the draft was last written to disk.
    pub dirty: bool,
}

/// A promise while it is agreed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PromiseEntry {
    /// When, as typed.
    pub due: String,
    /// What is promised.
    pub text: String,
    /// Who of the supervisors confirmed more than 24 hours.
    pub confirmed_by: String,
    /// What is wrong with it.
    pub problem: Option<String>,
}

/// An escalation while it is prepared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EscalationEntry {
    /// Why.
    pub trigger: Trigger,
    /// Rung of the ladder, from 0.
    pub rung: usize,
    /// Outcome and instruction being typed.
    pub outcome: String,
    /// The last attempt is over and the owner is asked once more.
    pub again: bool,
}

impl Form {
    /// A form over a draft, new or come back from disk.
    pub fn new(id: DraftId, draft: Draft) -> Self {
        let trigger = first_trigger(&draft, None);
        let escalation = EscalationEntry { trigger, rung: 0, outcome: String::new(), again: false };
        Self {
            id,
            verbatim: Content::with_text(&draft.verbatim),
            summary: Content::with_text(&draft.summary),
            explanation: Content::new(),
            promise: PromiseEntry::default(),
            escalation,
            scene: Scene::default(),
            problems: Vec::new(),
            speech: Speech { folded: draft.channel == Channel::WalkIn, ..Speech::default() },
            word: None,
            dirty: false,
            draft,
        }
    }

    /// Whether it is filled by steps; the other channels have a plain form.
    pub fn is_guided(&self) -> bool {
        matches!(self.draft.channel, Channel::WalkIn | Channel::Phone)
    }

    /// Goes to a step; the first sentence of it is shown.
    pub fn go(&mut self, step: IntakeStep, rules: &Rules, now: Moment) {
        if step == IntakeStep::Escalate && self.stage() == EscalationStage::Ask {
            self.escalation.trigger = first_trigger(&self.draft, Some((rules, now)));
        }
        self.draft.step = step;
        self.speech.page = 0;
        self.word = None;
        self.dirty = true;
    }

    /// The step that follows from what has been answered (rules §3).
    pub fn next_step(&self) -> Option<IntakeStep> {
        match self.draft.step {
            IntakeStep::Greet => Some(IntakeStep::Listen),
            IntakeStep::Listen => Some(IntakeStep::Restate),
            IntakeStep::Restate => Some(match self.draft.capability {
                Some(Capability::BeyondMe) => IntakeStep::Escalate,
                Some(Capability::BeyondUs) => IntakeStep::Promise,
                Some(Capability::Mine) | None => IntakeStep::Explain,
            }),
            IntakeStep::Explain if self.is_satisfied() => Some(IntakeStep::WrapUp),
            IntakeStep::Explain => Some(IntakeStep::Promise),
            IntakeStep::Escalate if self.refused() => Some(IntakeStep::Promise),
            IntakeStep::Escalate | IntakeStep::Promise => Some(IntakeStep::WrapUp),
            IntakeStep::WrapUp => None,
        }
    }

    /// The words on the button of Ctrl+Enter.
    pub fn next_label(&self) -> Cow<'static, str> {
        match (self.escalation_next(), self.next_step().filter(|_| self.is_guided())) {
            (Some(word), _) => word.into(),
            (None, Some(step)) => format!("下一步：{}", step.label(self.draft.channel)).into(),
            (None, None) => "保存受理".into(),
        }
    }

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

    /// Whether the step of the rail has been done.
    pub fn is_done(&self, step: IntakeStep) -> bool {
        let happened = |test: fn(&EventKind) -> bool| self.draft.events.iter().any(|event| test(&event.kind));
        match step {
            IntakeStep::Greet => !self.draft.name.trim().is_empty() || self.draft.anonymous,
            IntakeStep::Listen => !self.draft.verbatim.trim().is_empty(),
            IntakeStep::Restate => self.draft.is_restated(),
            IntakeStep::Explain => happened(|kind| matches!(kind, EventKind::Explained { .. })),
            IntakeStep::Promise => happened(|kind| matches!(kind, EventKind::Promised { .. })),
            IntakeStep::Escalate => self.stage() == EscalationStage::Done,
            IntakeStep::WrapUp => self.draft.category.is_some() && self.draft.class.is_some(),
        }
    }

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
            EscalationStage::Done if self.escalation.again => EscalationStage::Ask,
            stage => stage,
        }
    }

    /// F8: the owner is asked; after an attempt that is over, once more.
    pub fn escalate(&mut self, rules: &Rules, now: Moment) {
        if self.stage() == EscalationStage::Done {
            self.escalation.again = true;
            self.escalation.outcome.clear();
        }
        self.go(IntakeStep::Escalate, rules, now);
    }

    /// The sentence's step for the step at hand.
    pub fn talk_step(&self) -> Step {
        match self.draft.step {
            _ if !self.is_guided() && self.draft.channel == Channel::Online => Step::OnlineReply,
            IntakeStep::Greet => Step::Greet,
            IntakeStep::Listen if self.draft.verbatim.trim().is_empty() => Step::Listen,
            IntakeStep::Listen => Step::Ask,
            IntakeStep::Restate => Step::Restate,
            IntakeStep::Explain => Step::Explain,
            IntakeStep::Promise if self.refused() => Step::EscalateRefused,
            IntakeStep::Promise => Step::Promise,
            IntakeStep::WrapUp => Step::Close,
            IntakeStep::Escalate => match self.stage() {
                EscalationStage::Ask => Step::EscalateAsk,
                EscalationStage::Contact => Step::EscalateContact,
                EscalationStage::Wait => Step::EscalateWait,
                EscalationStage::Outcome => Step::EscalateIntroduce,
                EscalationStage::Done if self.refused() => Step::EscalateRefused,
                EscalationStage::Done => Step::Close,
            },
        }
    }

    /// Whether the step at hand puts a question to the owner.
    pub fn asks(&self) -> bool {
        match self.draft.step {
            IntakeStep::Restate | IntakeStep::Explain | IntakeStep::Promise => true,
            IntakeStep::Escalate => self.stage() == EscalationStage::Ask,
            IntakeStep::Greet | IntakeStep::Listen | IntakeStep::WrapUp => false,
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
                self.consent(by, settings, now, true);
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
                "业主不满意，请约定回复时间或服务上移"
            }
            IntakeStep::Promise => {
                self.promise(by, settings, now, false)?;
                "业主不同意这个时间，已记下；可以换一个时间再问"
            }
            IntakeStep::Escalate if self.stage() == EscalationStage::Ask => {
                self.consent(by, settings, now, false);
                self.go(IntakeStep::Promise, &settings.rules, now);
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

    /// The superior was reached, arrived, or the attempt ended: the next step of the escalation.
    pub fn escalation_step(&mut self, by: &Actor, now: Moment) {
        let Some(attempt) = self.attempt() else { return };
        let Some(row) = escalation::next_row(&attempt, &self.escalation.outcome, now) else {
            self.word = Some("先写下上级的答复和交代".into());
            return;
        };
        self.word = None;
        self.draft.note(by, now, EventKind::Escalated(row));
        self.dirty = true;
    }

    /// The superior was not reached: this attempt ends and the next rung is tried, with the consent kept.
    pub fn not_reached(&mut self, by: &Actor, settings: &Settings, now: Moment) {
        let Some(attempt) = self.attempt() else { return };
        self.draft.note(by, now, EventKind::Escalated(escalation::not_reached(&attempt)));
        if self.escalation.rung + 1 < settings.ladder.len() {
            self.escalation.rung += 1;
            self.escalation.trigger = attempt.trigger;
            self.consent(by, settings, now, true);
        }
        self.dirty = true;
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
        if !self.explanation.text().trim().is_empty() {
            self.explain(by, now, false).map_err(|text| (IntakeStep::Explain, text))?;
        }
        if !self.promise.due.trim().is_empty() {
            self.promise(by, settings, now, false).map_err(|text| (IntakeStep::Promise, text))?;
        }
        if self.stage() == EscalationStage::Outcome {
            self.escalation_step(by, now);
        }
        Ok(())
    }

    fn explain(&mut self, by: &Actor, now: Moment, satisfied: bool) -> Result<(), String> {
        let text = self.explanation.text().trim().to_owned();
        let text = if text.is_empty() { self.explained_text() } else { text };
        if text.is_empty() {
            return Err("先写下怎么向业主解释的，再记业主的答复".into());
        }
        self.draft.note(by, now, EventKind::Explained { text, satisfied, signed: false });
        self.explanation = Content::new();
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
        self.promise.problem = None;
        let due = match self.promise_due(settings, now) {
            Ok(due) => due,
            Err(text) => {
                self.promise.problem = Some(text.clone());
                return Err(text);
            }
        };
        let confirmed_by = Some(self.promise.confirmed_by.trim().to_owned()).filter(|name| !name.is_empty());
        let text = self.promise.text.trim().to_owned();
        self.draft.note(by, now, EventKind::Promised { due, consent, text, confirmed_by });
        self.promise = PromiseEntry::default();
        Ok(())
    }

    /// The promised time, checked: in the future, and within 24 hours unless a supervisor confirmed.
    pub fn promise_due(&self, settings: &Settings, now: Moment) -> Result<Moment, String> {
        let due = time_entry::read(&self.promise.due, now)?;
        if due <= now {
            return Err("约定的时间已经过去，请重新填写".into());
        }
        if self.promise_is_long(settings, now) && self.promise.confirmed_by.trim().is_empty() {
            let limit = settings.rules.promise_limit;
            return Err(format!("超过{limit}小时的约定须{}确认，请填确认人", settings.supervisor_title));
        }
        Ok(due)
    }

    /// Whether the typed time lies more than 24 hours (setting) ahead.
    pub fn promise_is_long(&self, settings: &Settings, now: Moment) -> bool {
        time_entry::read(&self.promise.due, now)
            .is_ok_and(|due| due - now > hours(settings.rules.promise_limit))
    }

    fn consent(&mut self, by: &Actor, settings: &Settings, now: Moment, consent: bool) {
        let EscalationEntry { trigger, rung, .. } = self.escalation;
        let row = escalation::asked(trigger, &settings.ladder, rung, consent);
        self.draft.note(by, now, EventKind::Escalated(row));
        self.escalation.again = false;
    }
}

/// The trigger that lies nearest (ledger 05-01 to 05-13): offered, never set by itself.
fn first_trigger(draft: &Draft, clock: Option<(&Rules, Moment)>) -> Trigger {
    let explained = draft.events.iter().any(|event| matches!(event.kind, EventKind::Explained { .. }));
    let agitated = draft.emotion == Some(Emotion::Agitated);
    let long = clock
        .is_some_and(|(rules, now)| draft.elapsed(now) >= Duration::minutes(rules.reception_amber.into()));
    match draft.channel {
        Channel::WalkIn if agitated && long => Trigger::C,
        _ if explained => Trigger::E,
        Channel::Phone if draft.capability == Some(Capability::BeyondMe) => Trigger::D,
        _ if draft.capability == Some(Capability::BeyondMe) => Trigger::F,
        _ => Trigger::G,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::person::Role;

    fn at(text: &str) -> Moment {
        Moment::parse(&format!("2026-11-21T{text}")).unwrap()
    }

    fn actor() -> Actor {
        Actor { id: None, name: "李敏".into(), role: Role::Reception }
    }

    fn form(channel: Channel) -> Form {
        Form::new(DraftId(1), Draft::new(channel, at("14:30")))
    }

    fn at_step(channel: Channel, step: IntakeStep) -> Form {
        let mut form = form(channel);
        form.go(step, &Rules::default(), at("14:31"));
        form
    }

    #[test]
    fn a_confirmation_needs_something_to_confirm() {
        let settings = Settings::default();
        for step in [IntakeStep::Restate, IntakeStep::Explain, IntakeStep::Promise, IntakeStep::Greet] {
            let mut form = at_step(Channel::Phone, step);
            assert!(form.confirm(&actor(), &settings, at("14:32")).is_err(), "{step:?}");
            assert!(form.draft.events.is_empty());
        }
    }

    #[test]
    fn a_changed_summary_must_be_read_back_again() {
        let mut form = at_step(Channel::Phone, IntakeStep::Restate);
        form.draft.summary = "电梯停运".into();
        form.confirm(&actor(), &Settings::default(), at("14:32")).unwrap();
        assert!(form.is_done(IntakeStep::Restate));
        form.draft.summary = "电梯停运两天".into();
        assert!(!form.is_done(IntakeStep::Restate));
    }

    #[test]
    fn a_promise_is_checked_before_it_is_kept() {
        let settings = Settings::default();
        let mut form = at_step(Channel::Phone, IntakeStep::Promise);
        for (due, word) in [("尽快", "看不懂"), ("14:00", "已经过去"), ("后天9:00", "确认")] {
            form.promise.due = due.into();
            assert!(form.confirm(&actor(), &settings, at("14:32")).unwrap_err().contains(word), "{due}");
            assert_eq!(form.promise.due, due, "nothing typed is lost");
        }
        form.promise.confirmed_by = "赵楠".into();
        form.confirm(&actor(), &settings, at("14:32")).unwrap();
        assert!(form.last_promise().unwrap().1);
        assert_eq!(form.next_step(), Some(IntakeStep::WrapUp));
    }

    #[test]
    fn an_escalation_goes_step_by_step() {
        let settings = Settings::default();
        let mut form = at_step(Channel::WalkIn, IntakeStep::Escalate);
        assert_eq!(form.talk_step(), Step::EscalateAsk);
        form.confirm(&actor(), &settings, at("14:33")).unwrap();
        assert_eq!(form.stage(), EscalationStage::Contact);
        form.not_reached(&actor(), &settings, at("14:34"));
        assert_eq!(form.stage(), EscalationStage::Contact, "the next rung is tried");
        assert_eq!(form.attempt().unwrap().rung, Some(2));
        form.escalation_step(&actor(), at("14:35"));
        form.escalation_step(&actor(), at("14:38"));
        assert_eq!(form.stage(), EscalationStage::Outcome);
        form.escalation_step(&actor(), at("14:40"));
        assert_eq!(form.stage(), EscalationStage::Outcome, "an outcome must be written");
        form.escalation.outcome = "当日修复".into();
        form.escalation_step(&actor(), at("14:41"));
        assert_eq!(form.stage(), EscalationStage::Done);
        assert_eq!(fold_escalations(&form.draft.events).len(), 2);
    }

    #[test]
    fn a_refused_escalation_falls_back_to_a_promise() {
        let settings = Settings::default();
        let mut form = at_step(Channel::WalkIn, IntakeStep::Escalate);
        form.refuse(&actor(), &settings, at("14:33")).unwrap();
        assert_eq!(form.draft.step, IntakeStep::Promise);
        assert_eq!(form.talk_step(), Step::EscalateRefused);
        form.escalate(&settings.rules, at("14:35"));
        assert_eq!(form.stage(), EscalationStage::Ask, "the owner may have thought better of it");
        form.confirm(&actor(), &settings, at("14:36")).unwrap();
        assert_eq!(form.stage(), EscalationStage::Contact);
        assert_eq!(fold_escalations(&form.draft.events).len(), 2);
    }

    #[test]
    fn the_trigger_at_hand_is_offered() {
        let mut form = form(Channel::WalkIn);
        form.draft.emotion = Some(Emotion::Agitated);
        form.go(IntakeStep::Escalate, &Rules::default(), at("14:33"));
        assert_eq!(form.escalation.trigger, Trigger::C);
        let mut phone = at_step(Channel::Phone, IntakeStep::Restate);
        phone.draft.capability = Some(Capability::BeyondMe);
        phone.go(IntakeStep::Escalate, &Rules::default(), at("14:33"));
        assert_eq!(phone.escalation.trigger, Trigger::D);
    }

    #[test]
    fn what_was_typed_is_settled_before_saving() {
        let settings = Settings::default();
        let mut form = at_step(Channel::WalkIn, IntakeStep::Explain);
        form.explanation = Content::with_text("配件在路上");
        form.settle(&actor(), &settings, at("14:35")).unwrap();
        assert_eq!(form.last_explanation(), Some((false, false)));
        form.promise.due = "看情况".into();
        assert_eq!(form.settle(&actor(), &settings, at("14:35")).unwrap_err().0, IntakeStep::Promise);
    }

    #[test]
    fn a_satisfied_owner_may_sign() {
        let mut form = at_step(Channel::WalkIn, IntakeStep::Explain);
        form.sign(&actor(), at("14:34"));
        assert!(form.draft.events.is_empty(), "nothing to sign yet");
        form.explanation = Content::with_text("说明了原因");
        form.confirm(&actor(), &Settings::default(), at("14:35")).unwrap();
        form.sign(&actor(), at("14:36"));
        assert_eq!(form.last_explanation(), Some((true, true)));
        assert_eq!(form.next_step(), Some(IntakeStep::WrapUp));
    }
}
