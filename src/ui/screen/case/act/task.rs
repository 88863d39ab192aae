//! 待办: somebody shall do something by a time; filled from the limit of a service with one press, or for the head of the
//! centre who brings others in. Ledger 04-20, 04-21, 05-22, 07-03, 07-12, 15-04.

use iced::{Element, Length};
use serde::{Deserialize, Serialize};

use crate::domain::code::Channel;
use crate::domain::deadline_set::TaskAfter;
use crate::domain::event::EventKind;
use crate::domain::obligation::{Obligation, ObligationId, TaskKind};
use crate::domain::permission::tickable;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{below, due, line, long};
use crate::ui::screen::form::person::{self, Person};
use crate::ui::screen::form::read::{due_after, needed_text, toggle};
use crate::ui::widget::field::Action;
use crate::ui::widget::{chip, chips, labelled};

/// The hours that a task may be given after another one: a month at the most.
const HOURS: std::ops::RangeInclusive<u32> = 1..=720;

/// Who is brought in by the head of the centre where their support is needed, and what he does. Ledger 05-22, 07-03.
const BROUGHT_IN: [&str; 4] = ["业委会", "公司部门", "社区或街道", "开发商"];

/// What the department does that was complained of online. Ledger 15-04.
const LOOK_INTO_IT: &str = "查清业主投诉的事，报回事实和能怎么办";

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Task {
    what: LongText,
    to: Person,
    due: String,
    /// It waits for this one.
    after: Option<ObligationId>,
    /// Hours after that one is done.
    hours: String,
}

/// What is typed.
#[derive(Debug, Clone)]
pub enum Message {
    /// What is to be done changed.
    What(Action),
    /// By whom.
    To(person::Message),
    /// By when.
    Due(String),
    /// After this one, or no longer.
    After(ObligationId),
    /// So many hours after it.
    Hours(String),
    /// As the limit of this service says.
    Limit(usize),
    /// The head brings this one in.
    BringIn(usize),
    /// The department that was complained of online looks into it at once.
    Ask,
}

impl ActForm for Task {
    type Message = Message;

    fn new(_given: Given<'_>) -> Self {
        Self::default()
    }

    fn update(&mut self, message: Message, given: Given<'_>) -> Outcome {
        match message {
            Message::Limit(at) => {
                if let Some(one) = given.limits.get(at) {
                    self.fill(&one.title, one.who.as_deref(), one.hours, given);
                }
            }
            Message::BringIn(at) => {
                if let Some(whom) = BROUGHT_IN.get(at) {
                    let head = given.supervisors().first().cloned();
                    self.fill(&bring_in(whom), head.as_deref(), None, given);
                }
            }
            Message::Ask => {
                let hours = Some(given.settings.rules.investigate_grave);
                self.fill(LOOK_INTO_IT, complained_of(given), hours, given);
            }
            Message::What(action) => self.what.perform(action),
            Message::To(message) => self.to.update(message),
            Message::Due(due) => self.due = due,
            Message::After(task) => toggle(&mut self.after, task),
            Message::Hours(hours) => self.hours = hours,
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let ahead = ahead(given);
        let after = (!ahead.is_empty()).then(|| {
            let list = ahead.iter().map(|(id, words)| chip(words.clone(), self.after == Some(*id)));
            let list = chips(list.collect::<Vec<_>>())
                .on_pick(move |at| Message::After(ahead[at].0))
                .width(Length::Fill);
            labelled("等哪一件先办完（不用等就不选）", "", list)
        });
        let waits = self.after.is_some();
        let limits = given.limits.iter().map(|one| {
            let terms = one.terms().map(|terms| format!("：{terms}")).unwrap_or_default();
            chip(format!("{}{terms}", one.title), self.what.text().trim() == one.title)
        });
        let limits = (!given.limits.is_empty()).then(|| {
            let list = chips(limits.collect::<Vec<_>>()).on_pick(Message::Limit).width(Length::Fill);
            labelled("照服务时限填", "资料里定好的，可以再改", list)
        });
        let brought =
            chips(BROUGHT_IN.map(|whom| chip(whom, false))).on_pick(Message::BringIn).width(Length::Fill);
        let ask = complained_of(given).map(|department| {
            let hours = given.settings.rules.investigate_grave;
            let list = chips([chip(format!("请{department}立即查：{hours}小时内"), false)]);
            labelled("网上投诉，被投诉的部门先查", "", list.on_pick(|_| Message::Ask).width(Length::Fill))
        });
        below([
            ask,
            limits,
            Some(labelled("请负责人协调", "要谁支持，由负责人去联系", brought)),
            Some(long("办什么", "", &self.what, Message::What).into()),
            Some(self.to.further("交给谁", &given.people()).map(Message::To)),
            after,
            waits.then(|| line("那件办完后几小时内", "2", &self.hours, Message::Hours).into()),
            (!waits).then(|| {
                due(
                    "什么时候前办完",
                    "今天18:00、明天10:00",
                    &self.due,
                    given.now,
                    given.settings.rules.duty,
                    Message::Due,
                )
                .into()
            }),
        ])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let what = needed_text(&self.what, "办什么")?;
        let to = self.to.name(&given.people())?;
        let (due, after) = match self.after {
            Some(task) => (None, Some(TaskAfter { task, hours: self.hours()? })),
            None => {
                let duty = given.settings.rules.duty;
                (Some(due_after(&self.due, given.now, duty, "办完的时间")?), None)
            }
        };
        Ok(EventKind::Task { what, to, due, kind: TaskKind::Free, after }.into())
    }
}

/// The department that was complained of online. Ledger 15-04.
fn complained_of(given: Given<'_>) -> Option<&str> {
    let facts = &given.state.facts;
    let online = facts.channel == Channel::Online;
    facts.complained_of.as_ref().filter(|_| online)?.department.as_deref()
}

fn bring_in(whom: &str) -> String {
    format!("联系{whom}协调，跟进到有结果")
}

impl Task {
    /// Fills the form; words of one's own stay.
    fn fill(&mut self, what: &str, who: Option<&str>, hours: Option<u32>, given: Given<'_>) {
        let due = hours.map(|hours| (given.now + chrono::Duration::hours(hours.into())).short(given.now));
        let typed = self.what.text();
        let proposed = |words: &str| {
            given.limits.iter().any(|one| one.title == words)
                || BROUGHT_IN.iter().any(|whom| bring_in(whom) == words)
                || words == LOOK_INTO_IT
        };
        let own = !self.what.is_empty() && !proposed(typed.trim());
        *self = Self {
            what: LongText::new(if own { &typed } else { what }),
            to: who.map(Person::new).unwrap_or_default(),
            due: due.unwrap_or_default(),
            ..Self::default()
        };
    }

    fn hours(&self) -> Result<u32, String> {
        let hours = self.hours.trim().parse().ok().filter(|hours| HOURS.contains(hours));
        let range = format!("{}到{}", HOURS.start(), HOURS.end());
        hours.ok_or_else(|| format!("请填前一件办完后几小时内，{range}的整数"))
    }
}

/// The tasks that another one may wait for, each with whom it was given to.
fn ahead(given: Given<'_>) -> Vec<(ObligationId, String)> {
    let waiting = given.state.waiting.iter().map(|(one, _)| one);
    let all = tickable(given.state, given.now).filter(|one| one.task.is_some()).chain(waiting);
    let words = |one: &Obligation| match &one.who {
        Some(who) => format!("{who}：{}", one.label()),
        None => one.label().to_owned(),
    };
    all.map(|one| (one.id, words(one))).collect()
}
