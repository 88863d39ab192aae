//! 方案: what shall be done is told to the owner, and his opinion asked.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::deadline::asks_completion_date;
use crate::domain::event::{EventKind, SolutionOption};
use crate::library::guard::{self, Gap};
use crate::library::sentence::Talk;
use crate::library::step::Step;
use crate::library::variable::Variable;
use crate::ui::screen::case::act::completion_date::DELAY;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record, tell};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{answer, below, due, line, long};
use crate::ui::screen::form::read::{answered, due_after, filled, needed_text};
use crate::ui::screen::warn::warn;
use crate::ui::widget::field::Action;

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Solution {
    text: LongText,
    agreed: Option<bool>,
    opinion: String,
    drawbacks: String,
    /// Told completion date, where it is too late for the same day.
    due: String,
    /// Why not today.
    reason: String,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// The solution changed.
    Text(Action),
    /// Whether the owner agrees.
    Agreed(bool),
    /// His opinion.
    Opinion(String),
    /// What speaks against it.
    Drawbacks(String),
    /// The told completion date.
    Due(String),
    /// Why not today.
    Reason(String),
}

impl Solution {
    /// Whether it is too late to promise the same day, so that a completion date is told. Rules §4 same_day.
    fn asks_date(&self, given: Given<'_>) -> bool {
        self.agreed == Some(true) && asks_completion_date(given.now, &given.settings.rules)
    }
}

impl ActForm for Solution {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self::default()
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Text(action) => self.text.perform(action),
            Message::Agreed(yes) => self.agreed = Some(yes),
            Message::Opinion(text) => self.opinion = text,
            Message::Drawbacks(text) => self.drawbacks = text,
            Message::Due(text) => self.due = text,
            Message::Reason(text) => self.reason = text,
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let drawbacks = line("有什么不足或影响", "会不会影响其他业主", &self.drawbacks, Message::Drawbacks);
        below([
            Some(long("方案", "做什么、谁来做、什么时候", &self.text, Message::Text).into()),
            Some(answer("业主", "同意", "不同意", self.agreed, Message::Agreed)),
            self.asks_date(given).then(|| {
                let words = "今天办不完，告诉业主哪天办完";
                let duty = given.settings.rules.duty;
                due(words, "明天18:00、11-27 18:00", &self.due, given.now, duty, Message::Due).into()
            }),
            self.asks_date(given)
                .then(|| line("当天办不完的原因", DELAY, &self.reason, Message::Reason).into()),
            Some(line("业主的意见", "", &self.opinion, Message::Opinion).into()),
            Some(drawbacks.into()),
            warn(&self.text.text(), given.known()),
        ])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let text = needed_text(&self.text, "方案")?;
        let agreed = answered(self.agreed, "业主是否同意")?;
        // What speaks against it, when somebody took the trouble to write it. Ledger 06-27.
        let cons = filled(&self.drawbacks);
        let option = cons.map(|cons| SolutionOption { text: text.clone(), pros: None, cons: Some(cons) });
        let (options, opinion) = (option.into_iter().collect(), filled(&self.opinion));
        let mut kinds = vec![EventKind::Solution { options, chosen: None, text, agreed, opinion }];
        if self.asks_date(given) {
            let due = due_after(&self.due, given.now, given.settings.rules.duty, "完成日期")?;
            let reason = filled(&self.reason);
            // The agreement, recorded first, makes the same day due.
            if reason.is_none() && due > given.now.end_of_day() {
                return Err("当天办不完，请写明原因".into());
            }
            kinds.push(EventKind::CompletionDate { due, reason });
        }
        Ok(Record::Events(kinds))
    }

    fn step(&self, _given: Given<'_>) -> Option<Step> {
        Some(if self.agreed == Some(false) { Step::SolutionRefused } else { Step::Solution })
    }

    fn speak(&self, talk: &mut Talk, _given: Given<'_>) {
        tell(talk, Variable::Solution, &self.text);
    }

    fn confirmation(&self, _given: Given<'_>) -> Option<&'static str> {
        Some("业主同意，记下")
    }

    fn confirm(&mut self) {
        self.agreed = Some(true);
    }

    fn gaps(&self, given: Given<'_>) -> Vec<Gap> {
        let found = |kind: &EventKind| matches!(kind, EventKind::Investigated { .. });
        let mut gaps = guard::gaps(&given.state.facts);
        if !given.case.events.iter().any(|event| found(&event.kind)) {
            gaps.push(Gap::Findings);
        }
        gaps
    }
}
