//! One open form: the draft and how its fields stand on the screen. No drawing and no desk: what happens to a form
//! can be tested without a window. Its way stands in `progress`, the owner's answers in `answer`, the superior in `escalate`.

use crate::domain::code::Channel;
use crate::domain::draft::DraftId;
use crate::domain::escalation::EscalationStage;
use crate::domain::household::Steward;
use crate::domain::intake::{Draft, IntakeStep, Problem};
use crate::domain::person::Actor;
use crate::domain::reception::Strain;
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::domain::trigger::first_rung;
use crate::ui::screen::form::explanation::Explanation;
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::person::Person;
use crate::ui::screen::form::understood::Understood;
use crate::ui::screen::intake::message::Typed;
use crate::ui::screen::phrase_panel::PhrasePanel;
use crate::ui::screen::situation_picker::SituationPicker;
use crate::ui::widget::field::Content;

/// One open form.
pub struct IntakeForm {
    /// Name of the draft on disk.
    pub id: DraftId,
    /// What goes to disk.
    pub draft: Draft,
    /// 原话.
    pub verbatim: Content,
    /// 复述要点.
    pub summary: Content,
    /// 现场解释 being typed.
    pub explanation: Explanation,
    /// What is wrong with the promise; told at its time.
    pub promise_problem: Option<String>,
    /// 受理人 being chosen.
    pub receiver: Person,
    /// How the group of situations stands.
    pub situation: SituationPicker,
    /// All reasons to ask for a superior are shown, not the chosen one alone.
    pub all_reasons: bool,
    /// All open matters of the caller are shown, not the likeliest alone.
    pub all_matters: bool,
    /// What keeps the case from being saved; shown after the first try.
    pub problems: Vec<Problem>,
    /// What to say beside it.
    pub speech: PhrasePanel,
    /// A word about the last key press, as 业主同意，已记下.
    pub word: Option<String>,
    /// A call that nobody has looked at yet.
    pub waits: bool,
    /// How the typed times, numbers, room and name were understood.
    pub understood: Vec<(Typed, Understood)>,
    /// Who looks after the owner's house.
    pub steward: Option<Steward>,
    /// What was just asked for and needs a supervisor, as a sentence.
    pub lacks_word: Option<String>,
    /// Who is on duty with the supervisor who gave his word here by PIN, until the case has its number. Rules §10.
    pub backed: Option<Actor>,
    /// Typed since the draft was last written to disk.
    pub dirty: bool,
}

impl IntakeForm {
    /// Who is on duty, with the supervisor who gave his word in this form while he was.
    pub fn backed_actor(&self, on_duty: &Actor) -> Actor {
        let same = |backed: &&Actor| backed.alone() == on_duty.alone();
        self.backed.as_ref().filter(same).unwrap_or(on_duty).clone()
    }

    /// A form over a draft, new or come back from disk.
    pub fn new(id: DraftId, draft: Draft) -> Self {
        Self {
            id,
            verbatim: Content::with_text(&draft.verbatim),
            summary: Content::with_text(&draft.summary),
            explanation: Explanation { text: LongText::new(&draft.explanation) },
            promise_problem: None,
            receiver: Person::new(&draft.receiver),
            situation: SituationPicker::default(),
            all_reasons: false,
            all_matters: false,
            problems: Vec::new(),
            speech: PhrasePanel { folded: draft.channel == Channel::WalkIn, ..PhrasePanel::default() },
            word: None,
            waits: false,
            understood: Vec::new(),
            steward: None,
            lacks_word: None,
            backed: None,
            dirty: false,
            draft,
        }
    }

    /// Whether it is filled by steps; the other channels have a plain form.
    pub fn is_guided(&self) -> bool {
        matches!(self.draft.channel, Channel::WalkIn | Channel::Phone)
    }

    /// The call ended or the visitor left: the clock stops, or runs on.
    pub fn end(&mut self, now: Moment) {
        self.draft.ended_at = if self.draft.ended_at.is_some() { None } else { Some(now) };
        self.dirty = true;
    }

    /// Goes to a step; the first sentence of it is shown.
    pub fn go(&mut self, step: IntakeStep, settings: &Settings, now: Moment) {
        let proposes = self.stage() == EscalationStage::Ask && !self.draft.escalation.ask.by_hand;
        if step == IntakeStep::Escalate && proposes {
            let clock = self.draft.clock(&settings.rules, now);
            let strained = clock.is_some_and(|clock| clock.strain >= Strain::Amber);
            let trigger = self.draft.nearest_trigger(strained);
            let ask = &mut self.draft.escalation.ask;
            ask.trigger = trigger;
            ask.rung = ask.rung.max(first_rung(Some(trigger), &settings.ladder));
        }
        self.draft.step = step;
        self.all_reasons = false;
        self.speech.page = 0;
        self.word = None;
        self.dirty = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::fold_escalations;
    use crate::domain::code::{Capability, Emotion, Flag, Trigger};
    use crate::domain::event::EventKind;
    use crate::domain::person::{Backer, Role, StaffId};
    use crate::library::step::Step;
    use crate::ui::screen::intake::message::Pick;

    fn at(text: &str) -> Moment {
        Moment::parse(&format!("2026-11-21T{text}")).unwrap()
    }

    fn actor() -> Actor {
        Actor::new(None, "李敏", Role::Reception)
    }

    fn form(channel: Channel) -> IntakeForm {
        IntakeForm::new(DraftId(1), Draft::new(channel, at("14:30")))
    }

    fn at_step(channel: Channel, step: IntakeStep) -> IntakeForm {
        let mut form = form(channel);
        form.go(step, &Settings::default(), at("14:31"));
        form
    }

    #[test]
    fn who_comes_in_upset_or_rings_is_greeted_before_he_has_told_anything() {
        let mut form = form(Channel::Phone);
        form.draft.called_from = "13900000417".into();
        form.draft.set_emotion(Emotion::Upset, &actor(), at("14:30"));
        form.draft.set_emotion(Emotion::Agitated, &actor(), at("14:31"));
        assert_eq!(form.talk_step(), Step::Greet, "his mood is seen, his number shown");
        form.draft.name = "许静".into();
        assert_eq!(form.talk_step(), Step::Listen);
        form.draft.verbatim = "灯不亮".into();
        assert_eq!(form.talk_step(), Step::Ask);
    }

    #[test]
    fn a_confirmation_needs_something_to_confirm() {
        let settings = Settings::default();
        for step in [IntakeStep::Restate, IntakeStep::Explain, IntakeStep::Promise, IntakeStep::Listen] {
            let mut form = at_step(Channel::Phone, step);
            assert!(form.confirm(&actor(), &settings, at("14:32")).is_err(), "{step:?}");
            assert!(form.draft.events.is_empty());
        }
    }

    /// Ledger 01-21, 02-23, 03-01: it counts as read back only as long as it says what was confirmed.
    #[test]
    fn a_changed_summary_must_be_read_back_again() {
        let mut form = at_step(Channel::Phone, IntakeStep::Restate);
        form.draft.summary = "电梯停运".into();
        form.confirm(&actor(), &Settings::default(), at("14:32")).unwrap();
        assert!(form.is_done(IntakeStep::Restate));
        form.draft.summary = "电梯停运两天".into();
        assert!(!form.is_done(IntakeStep::Restate));
    }

    /// Rules §3, ledger 03-02, 03-03, 10-45: whoever can explain it explains it on the spot; what is beyond us, or cannot be
    /// explained, gets an agreed reply; what is beyond the receiver goes to a superior.
    #[test]
    fn after_the_points_the_answer_decides_how_it_goes_on() {
        use IntakeStep::{Escalate, Explain, Promise};
        let settings = Settings::default();
        for channel in [Channel::WalkIn, Channel::Phone] {
            for (capability, next) in [
                (None, Explain),
                (Some(Capability::Mine), Explain),
                (Some(Capability::BeyondMe), Escalate),
                (Some(Capability::BeyondUs), Promise),
            ] {
                let mut form = at_step(channel, IntakeStep::Restate);
                form.draft.summary = "电梯停运".into();
                form.confirm(&actor(), &settings, at("14:32")).unwrap();
                form.draft.codes.capability = capability;
                assert_eq!(form.next_step(), Some(next), "{channel}: {capability:?}");
                form.go(next, &settings, at("14:33"));
                let after = form.next_step();
                let goes_on = if next == Explain { Promise } else { IntakeStep::WrapUp };
                assert_eq!(after, Some(goes_on), "{channel}: {capability:?}, nothing answered yet");
            }
        }
    }

    /// Ledger 04-01: a time that is named, lies ahead, and beyond the limit has a supervisor's word.
    #[test]
    fn a_promise_is_checked_before_it_is_kept() {
        let settings = Settings::default();
        let mut form = at_step(Channel::Phone, IntakeStep::Promise);
        for (due, word) in [("尽快", "请写明"), ("今天14:00", "已经过去"), ("后天9:00", "确认")]
        {
            form.draft.promise.due = due.into();
            assert!(form.confirm(&actor(), &settings, at("14:32")).unwrap_err().contains(word), "{due}");
            assert_eq!(form.draft.promise.due, due, "nothing typed is lost");
        }
        assert!(form.lacks_word.is_some(), "no name chosen is a supervisor's word");
        let backed = actor().backed_by(Backer { id: StaffId(2), name: "赵楠".into() });
        form.confirm(&backed, &settings, at("14:32")).unwrap();
        assert!(form.last_promise().unwrap().1);
        let EventKind::Promised { confirmed_by, .. } = &form.draft.events.last().unwrap().kind else {
            panic!()
        };
        assert_eq!(confirmed_by.as_deref(), Some("赵楠"));
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
        assert_eq!(form.stage(), EscalationStage::Ask, "nobody has agreed to the next rung yet");
        form.confirm(&actor(), &settings, at("14:34")).unwrap();
        assert_eq!(form.stage(), EscalationStage::Contact);
        assert_eq!(form.attempt().unwrap().rung, Some(2));
        form.escalation_step(&actor(), at("14:35"));
        form.escalation_step(&actor(), at("14:38"));
        assert_eq!(form.stage(), EscalationStage::Outcome);
        form.escalation_step(&actor(), at("14:40"));
        assert_eq!(form.stage(), EscalationStage::Outcome, "an outcome must be written");
        form.draft.escalation.outcome = "当日修复".into();
        form.escalation_step(&actor(), at("14:41"));
        assert_eq!(form.stage(), EscalationStage::Done);
        assert_eq!(fold_escalations(&form.draft.events).len(), 2);
    }

    /// Ledger 02-12.
    #[test]
    fn a_call_is_handed_on_after_consent_only_and_its_time_is_kept() {
        let settings = Settings::default();
        let mut form = at_step(Channel::Phone, IntakeStep::Escalate);
        form.escalation_step(&actor(), at("14:33"));
        assert!(form.attempt().is_none(), "nobody was asked yet");
        assert_eq!((form.stage(), form.escalation_next()), (EscalationStage::Ask, None));
        form.confirm(&actor(), &settings, at("14:34")).unwrap();
        assert_eq!(form.attempt().unwrap().consent, Some(true));
        form.escalation_step(&actor(), at("14:35"));
        assert_eq!(form.escalation_next(), Some("已接通，转交"));
        form.escalation_step(&actor(), at("14:37"));
        assert_eq!(form.attempt().unwrap().arrived_at, Some(at("14:37")), "when it was handed over");
    }

    #[test]
    fn a_refused_escalation_falls_back_to_a_promise() {
        let settings = Settings::default();
        let mut form = at_step(Channel::WalkIn, IntakeStep::Escalate);
        form.refuse(&actor(), &settings, at("14:33")).unwrap();
        assert_eq!(form.draft.step, IntakeStep::Promise);
        assert_eq!(form.talk_step(), Step::EscalateRefused);
        form.escalate(&settings, at("14:35"));
        assert_eq!(form.stage(), EscalationStage::Ask, "the owner may have thought better of it");
        form.confirm(&actor(), &settings, at("14:36")).unwrap();
        assert_eq!(form.stage(), EscalationStage::Contact);
        assert_eq!(fold_escalations(&form.draft.events).len(), 2);
    }

    #[test]
    fn the_trigger_at_hand_is_offered() {
        let mut form = form(Channel::WalkIn);
        form.draft.emotion = Some(Emotion::Agitated);
        form.go(IntakeStep::Escalate, &Settings::default(), at("14:33"));
        assert_eq!(form.draft.escalation.ask.trigger, Trigger::C);
        let mut phone = at_step(Channel::Phone, IntakeStep::Restate);
        phone.draft.codes.capability = Some(Capability::BeyondMe);
        phone.go(IntakeStep::Escalate, &Settings::default(), at("14:33"));
        assert_eq!(phone.draft.escalation.ask.trigger, Trigger::D);
        phone.picked(Pick::Flag(Flag::Group), &actor(), at("14:34"));
        phone.go(IntakeStep::Escalate, &Settings::default(), at("14:34"));
        let ask = &phone.draft.escalation.ask;
        assert_eq!(
            (ask.trigger, ask.rung),
            (Trigger::I, 1),
            "many households: the department head in person"
        );
    }

    #[test]
    fn an_agitated_visitor_who_is_not_convinced_is_handed_to_a_superior_at_once() {
        let settings = Settings::default();
        let refused = |channel, emotion| {
            let mut form = form(channel);
            form.draft.emotion = Some(emotion);
            form.go(IntakeStep::Explain, &settings, at("14:31"));
            form.explanation.text = LongText::new("配件在路上");
            let word = form.refuse(&actor(), &settings, at("14:32")).unwrap();
            (form, word)
        };
        let (mut form, word) = refused(Channel::WalkIn, Emotion::Agitated);
        assert_eq!((form.next_step(), word.as_str()), (Some(IntakeStep::Escalate), form.after_refusal()));
        assert!(word.contains("马上请上级"), "{word}");
        form.go(form.next_step().unwrap(), &settings, at("14:32"));
        assert_eq!(form.draft.escalation.ask.trigger, Trigger::A, "before the clock has anything to say");
        form.refuse(&actor(), &settings, at("14:33")).unwrap();
        form.go(IntakeStep::Explain, &settings, at("14:34"));
        assert_eq!(form.next_step(), Some(IntakeStep::Promise), "he does not want the superior");
        for (channel, emotion) in [(Channel::WalkIn, Emotion::Upset), (Channel::Phone, Emotion::Agitated)] {
            let (form, word) = refused(channel, emotion);
            assert_eq!(form.next_step(), Some(IntakeStep::Promise), "{channel:?} {emotion:?}");
            assert!(word.contains("约定回复"), "{word}");
        }
    }

    #[test]
    fn what_was_chosen_by_hand_outlives_another_look_at_the_form() {
        use crate::ui::screen::form::escalation::Message as Chosen;
        let settings = Settings::default();
        let mut form = form(Channel::WalkIn);
        form.draft.emotion = Some(Emotion::Agitated);
        form.go(IntakeStep::Escalate, &settings, at("14:33"));
        form.ask_changed(Chosen::Trigger(Trigger::D));
        form.go(IntakeStep::Explain, &settings, at("14:34"));
        form.go(IntakeStep::Escalate, &settings, at("14:35"));
        assert_eq!(form.draft.escalation.ask.trigger, Trigger::D);
        form.confirm(&actor(), &settings, at("14:36")).unwrap();
        assert_eq!(form.attempt().unwrap().trigger, Trigger::D, "and that goes on record");
        form.draft.escalation.outcome = "当日修复".into();
        (0..3).for_each(|_| form.escalation_step(&actor(), at("14:40")));
        assert_eq!(form.stage(), EscalationStage::Done);
        form.escalate(&settings, at("14:50"));
        assert_eq!(form.draft.escalation.ask.trigger, Trigger::C, "for another one it is proposed anew");
    }

    #[test]
    fn who_demands_the_leader_is_escalated_for_that_and_refused_with_a_reason_only() {
        let settings = Settings::default();
        let mut form = form(Channel::WalkIn);
        form.draft.emotion = Some(Emotion::Agitated);
        form.picked(Pick::AskedForLeader, &actor(), at("14:32"));
        form.go(IntakeStep::Escalate, &settings, at("14:36"));
        assert_eq!(form.draft.escalation.ask.trigger, Trigger::N, "before the clock's reason");
        assert!(form.refuse(&actor(), &settings, at("14:37")).unwrap_err().contains("原因"));
        assert!(form.attempt().is_none(), "nothing is noted without the reason");
        form.draft.escalation.ask.reason = "总经理出差，业主愿等电话".into();
        form.refuse(&actor(), &settings, at("14:38")).unwrap();
        let attempt = form.attempt().unwrap();
        assert_eq!(attempt.reason.as_deref(), Some("总经理出差，业主愿等电话"));
        assert_eq!((attempt.trigger, attempt.consent), (Trigger::N, Some(false)));
        assert!(form.draft.escalation.ask.reason.is_empty(), "it is not taken for the next one's");
    }

    #[test]
    fn what_was_typed_is_settled_before_saving() {
        let settings = Settings::default();
        let mut form = at_step(Channel::WalkIn, IntakeStep::Explain);
        form.explanation.text = LongText::new("配件在路上");
        form.settle(&actor(), &settings, at("14:35")).unwrap();
        assert_eq!(form.last_explanation(), Some((false, false)));
        form.draft.promise.due = "看情况".into();
        assert_eq!(form.settle(&actor(), &settings, at("14:35")).unwrap_err().0, IntakeStep::Promise);
    }

    #[test]
    fn a_satisfied_owner_may_sign() {
        let mut form = at_step(Channel::WalkIn, IntakeStep::Explain);
        form.sign(&actor(), at("14:34"));
        assert!(form.draft.events.is_empty(), "nothing to sign yet");
        form.explanation.text = LongText::new("说明了原因");
        form.confirm(&actor(), &Settings::default(), at("14:35")).unwrap();
        form.sign(&actor(), at("14:36"));
        assert_eq!(form.last_explanation(), Some((true, true)));
        assert_eq!(form.next_step(), Some(IntakeStep::WrapUp));
    }
}
