//! Where a form stands on its way: which steps are done, which follows, and which sentence belongs to it.

use std::borrow::Cow;

use crate::domain::code::{Capability, Channel, Emotion};
use crate::domain::escalation::EscalationStage;
use crate::domain::event::EventKind;
use crate::domain::intake::Field;
use crate::domain::intake::IntakeStep;
use crate::library::step::Step;
use crate::ui::screen::intake::fields;
use crate::ui::screen::intake::form::IntakeForm;

impl IntakeForm {
    /// The step that follows from what has been answered (rules §3).
    pub fn next_step(&self) -> Option<IntakeStep> {
        match self.draft.step {
            IntakeStep::Listen => Some(IntakeStep::Restate),
            IntakeStep::Restate => Some(match self.draft.codes.capability {
                Some(Capability::BeyondMe) => IntakeStep::Escalate,
                Some(Capability::BeyondUs) => IntakeStep::Promise,
                Some(Capability::Mine) | None => IntakeStep::Explain,
            }),
            IntakeStep::Explain if self.is_satisfied() => Some(IntakeStep::WrapUp),
            IntakeStep::Explain if self.wants_superior() => Some(IntakeStep::Escalate),
            IntakeStep::Explain => Some(IntakeStep::Promise),
            IntakeStep::Escalate if self.refused() => Some(IntakeStep::Promise),
            IntakeStep::Escalate | IntakeStep::Promise => Some(IntakeStep::WrapUp),
            IntakeStep::WrapUp => None,
        }
    }

    /// An agitated visitor did not accept the explanation: a superior is put forward at once, until one has answered or
    /// the owner did not want him. Ledger 05-01.
    pub fn wants_superior(&self) -> bool {
        let agitated = self.draft.channel == Channel::WalkIn && self.draft.emotion == Some(Emotion::Agitated);
        let in_vain = self.last_explanation().is_some_and(|(satisfied, _)| !satisfied);
        agitated && in_vain && self.stage() != EscalationStage::Done
    }

    /// What follows on an explanation that did not satisfy.
    pub fn after_refusal(&self) -> &'static str {
        if self.wants_superior() {
            "业主不满意，马上请上级来谈"
        } else {
            "业主不满意，请约定回复时间或服务上移"
        }
    }

    /// The words on the button of Ctrl+Enter.
    pub fn next_label(&self) -> Cow<'static, str> {
        match (self.escalation_next(), self.next_step().filter(|_| self.is_guided())) {
            (Some(word), _) => word.into(),
            (None, Some(step)) => format!("下一步：{}", step.label(self.draft.channel)).into(),
            (None, None) => "完成受理，出单号".into(),
        }
    }

    /// Whether the step of the rail has been done.
    pub fn is_done(&self, step: IntakeStep) -> bool {
        let happened = |test: fn(&EventKind) -> bool| self.draft.events.iter().any(|event| test(&event.kind));
        match step {
            IntakeStep::Listen => !self.draft.verbatim.trim().is_empty(),
            IntakeStep::Restate => self.draft.is_restated(),
            IntakeStep::Explain => happened(|kind| matches!(kind, EventKind::Explained { .. })),
            IntakeStep::Promise => happened(|kind| matches!(kind, EventKind::Promised { .. })),
            IntakeStep::Escalate => self.stage() == EscalationStage::Done,
            IntakeStep::WrapUp => self.draft.codes.category.is_some() && self.draft.codes.class.is_some(),
        }
    }

    /// The sentence's step for the step at hand.
    pub fn talk_step(&self) -> Step {
        match self.draft.step {
            _ if !self.is_guided() && self.draft.channel == Channel::Online => Step::OnlineReply,
            IntakeStep::Listen if self.draft.has_told_nothing() => Step::Greet,
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
            IntakeStep::Listen | IntakeStep::WrapUp => false,
        }
    }

    /// Whether that question has no answer yet: until it has one, it comes before the next step.
    pub fn awaits(&self) -> bool {
        self.asks()
            && match self.draft.step {
                IntakeStep::Restate => !self.draft.is_restated(),
                IntakeStep::Explain => !self.explanation.text.is_empty() || self.last_explanation().is_none(),
                IntakeStep::Promise => {
                    !self.draft.promise.due.trim().is_empty() || self.last_promise().is_none()
                }
                _ => true,
            }
    }

    /// Where typing begins at the step at hand.
    pub fn first_field(&self) -> String {
        if !self.is_guided() {
            return fields::VERBATIM.to_owned();
        }
        match self.draft.step {
            IntakeStep::Listen => fields::VERBATIM.to_owned(),
            IntakeStep::Restate => fields::SUMMARY.to_owned(),
            IntakeStep::Explain => fields::EXPLANATION.to_owned(),
            IntakeStep::Promise => fields::PROMISE.to_owned(),
            IntakeStep::Escalate if self.stage() == EscalationStage::Outcome => fields::OUTCOME.to_owned(),
            IntakeStep::Escalate => fields::TRIGGER.to_owned(),
            IntakeStep::WrapUp => fields::field_id(Field::Category),
        }
    }
}
