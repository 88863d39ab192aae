//! 服务上移 step by step: consent, contact, arrival, outcome (rules §5). A finished attempt is no hindrance to another.

use iced::Element;
use iced::widget::column;
use serde::{Deserialize, Serialize};

use crate::domain::code::{Channel, Emotion, Trigger, Urgency};
use crate::domain::escalation::{self, EscalationStage};
use crate::domain::event::{Escalation, EventKind};
use crate::domain::intake_entry::{EscalationAsk, PromiseEntry};
use crate::domain::permission;
use crate::domain::trigger;
use crate::library::sentence::Talk;
use crate::library::step::Step;
use crate::library::variable::Variable;
use crate::ui::screen::case::act::form::{ActForm, Asked, Given, Outcome, Record};
use crate::ui::screen::form::escalation::{
    self as escalation_form, EscalationShown, Message as EscalationMessage,
};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{FIRST, answer, below, long, marks};
use crate::ui::screen::form::promise::{self, PromiseShown};
use crate::ui::screen::form::read::answered;
use crate::ui::spacing;
use crate::ui::widget::field::Action;
use crate::ui::widget::{facts, text};

/// See the module.
#[derive(Serialize, Deserialize)]
pub struct Escalate {
    ask: EscalationAsk,
    answer: Option<bool>,
    outcome: LongText,
    /// When the owner is called back, should nobody be reached while he is on the phone. Rules §5.
    #[serde(default)]
    call_back: PromiseEntry,
    /// All reasons are shown, not the chosen one alone.
    #[serde(skip)]
    all_reasons: bool,
    /// That time was left for him, and not agreed.
    #[serde(default)]
    left: bool,
}

/// The name to focus the time of the call back by.
const CALL_BACK: &str = "escalate-call-back";

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// Why, or who shall come.
    Ask(EscalationMessage),
    /// The owner agrees, the superior was reached, has arrived; or not.
    Answer(bool),
    /// The time of the call back.
    CallBack(promise::Message),
    /// It is left for the owner, or agreed.
    Left,
    /// Outcome and instruction changed.
    Outcome(Action),
}

/// Where the escalation of this case stands.
pub fn stage(given: Given<'_>) -> EscalationStage {
    match EscalationStage::of(given.state.last_attempt()) {
        EscalationStage::Done => EscalationStage::Ask,
        stage => stage,
    }
}

/// The number of the superior on the way.
fn phone(given: Given<'_>) -> String {
    let attempt = given.state.last_attempt();
    let superior = attempt.and_then(|attempt| escalation::superior_called(attempt, &given.settings.ladder));
    let phone = superior.map(|one| one.phone.clone()).filter(|phone| !phone.is_empty());
    phone.unwrap_or_else(|| "未登记，见设置".to_owned())
}

impl ActForm for Escalate {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        let reason = trigger::next_trigger(given.state);
        let ask = EscalationAsk {
            trigger: reason.unwrap_or(Trigger::G),
            rung: trigger::next_rung(
                reason,
                given.state,
                &given.case.corrected_events(),
                &given.settings.ladder,
            ),
            ..EscalationAsk::default()
        };
        Self {
            ask,
            answer: None,
            outcome: LongText::default(),
            call_back: PromiseEntry::default(),
            all_reasons: false,
            left: false,
        }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Ask(message) => {
                self.all_reasons = message == EscalationMessage::AllReasons;
                escalation_form::update(&mut self.ask, message);
            }
            Message::Answer(yes) => self.answer = Some(yes),
            Message::CallBack(message) => promise::update(&mut self.call_back, message),
            Message::Left => self.left = !self.left,
            Message::Outcome(action) => self.outcome.perform(action),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let to = given.state.last_attempt().and_then(|attempt| attempt.to.clone()).unwrap_or_default();
        let ask = |yes, no| Some(answer("", yes, no, self.answer, Message::Answer));
        match stage(given) {
            EscalationStage::Ask | EscalationStage::Done => {
                let shown = EscalationShown {
                    ladder: &given.settings.ladder,
                    people: &given.people(),
                    id: FIRST,
                    all_reasons: self.all_reasons,
                    seen_by_visitor: false,
                    may_decide: permission::decides(given.actor),
                };
                Element::from(escalation_form::view(&self.ask, shown)).map(Message::Ask)
            }
            EscalationStage::Contact => below([
                Some(facts([("请联系", to), ("电话", phone(given))])),
                ask("已联系上", "没联系上，找上一级"),
                self.call_back(given),
            ]),
            EscalationStage::Wait => {
                let waiting = text::body(format!("正在等：{to}")).into();
                below([Some(waiting), ask("已到场或已接听", "没有来"), self.call_back(given)])
            }
            EscalationStage::Outcome => below([
                Some(text::body(format!("第一受理人：{to}")).into()),
                Some(long("上级的答复和交代", "", &self.outcome, Message::Outcome).into()),
            ]),
        }
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let attempt = given.state.last_attempt().filter(|_| stage(given) != EscalationStage::Ask);
        let row = match attempt {
            None => {
                let consent = answered(self.answer, "业主是否同意上移")?;
                if let Some(problem) = self.ask.problem() {
                    return Err(problem.into());
                }
                escalation::asked(&self.ask, &given.settings.ladder, consent)
            }
            Some(attempt) if self.answer == Some(false) => {
                return self.missed(attempt, given).map(Record::Events);
            }
            Some(attempt) => escalation::next_row(attempt, &self.outcome.text(), given.now)
                .ok_or("请写下上级的答复和交代")?,
        };
        Ok(EventKind::Escalated(row).into())
    }

    fn step(&self, given: Given<'_>) -> Option<Step> {
        Some(match stage(given) {
            EscalationStage::Ask => Step::EscalateAsk,
            EscalationStage::Contact => Step::EscalateContact,
            EscalationStage::Wait => Step::EscalateWait,
            EscalationStage::Outcome | EscalationStage::Done => Step::EscalateIntroduce,
        })
    }

    /// The sentence names whom the form names: while the owner is asked the one chosen, later the one on the way.
    fn speak(&self, talk: &mut Talk, given: Given<'_>) {
        if stage(given) == EscalationStage::Ask {
            talk.circumstances.trigger = Some(self.ask.trigger);
            if let Some(superior) = escalation::superior_of(&self.ask, &given.settings.ladder) {
                talk.values.set(Variable::Superior, superior.spoken());
            }
        }
    }

    fn asked(&self, given: Given<'_>) -> Option<Asked> {
        let asked = Asked { yes: "业主同意", no: "业主不愿意", answer: self.answer };
        (stage(given) == EscalationStage::Ask).then_some(asked)
    }

    fn answer(&mut self, yes: bool) {
        self.answer = Some(yes);
    }

    fn was_hard(&self, given: Given<'_>) -> bool {
        let facts = &given.state.facts;
        facts.emotion == Some(Emotion::Agitated) && facts.urgency != Some(Urgency::Urgent)
    }
}

impl Escalate {
    /// Whether a call back may be agreed: nobody was reached, and the owner does not stand at the counter.
    fn may_call_back(&self, given: Given<'_>) -> bool {
        self.answer == Some(false) && given.state.facts.channel != Channel::WalkIn
    }

    /// When the owner is called back, asked once nobody was reached.
    fn call_back<'a>(&'a self, given: Given<'_>) -> Option<Element<'a, Message>> {
        self.may_call_back(given).then(|| {
            let shown = PromiseShown {
                settings: given.settings,
                now: given.now,
                known: given.known(),
                error: None,
                id: CALL_BACK,
                actor: given.actor,
            };
            let time = promise::view(&self.call_back, shown).map(Message::CallBack);
            let left = marks(vec![("业主没有当场同意，先留这个时间", self.left, Message::Left)]);
            column![text::caption("不再找上一级的，约好几点回电"), time, left].spacing(spacing::L).into()
        })
    }

    /// Nobody was reached; a time of the call back that was agreed or left is owed as a promise.
    fn missed(&self, attempt: &Escalation, given: Given<'_>) -> Result<Vec<EventKind>, String> {
        let mut kinds = vec![EventKind::Escalated(escalation::not_reached(attempt))];
        if self.may_call_back(given) && !self.call_back.due.trim().is_empty() {
            let duty = given.settings.rules.duty;
            kinds.push(promise::event(&self.call_back, !self.left, duty, given.now)?);
        }
        Ok(kinds)
    }
}
