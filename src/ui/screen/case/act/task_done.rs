//! 待办完成: which one, and what came of it. Of an appearance or a report upward also who came or was told: somebody who
//! stands where rules §5 ask.

use iced::widget::column;
use iced::{Element, Length};
use serde::{Deserialize, Serialize};

use crate::domain::code::{DeadlineCode, Medium, SuperiorRank};
use crate::domain::event::EventKind;
use crate::domain::obligation::{Obligation, ObligationId, TaskKind};
use crate::domain::permission::tickable;
use crate::domain::settings::hours;
use crate::domain::superior::Superior;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::case::act::of_task::OfTask;
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{FIRST, answer, below, long, one_of};
use crate::ui::screen::form::person::{self, Person};
use crate::ui::screen::form::read::{answered, filled, toggle};
use crate::ui::spacing;
use crate::ui::widget::field::Action;
use crate::ui::widget::{chip, chips, labelled, text};

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TaskDone {
    task: Option<ObligationId>,
    result: LongText,
    /// The owner knows of it.
    told: Option<bool>,
    who: Person,
    rank: Option<SuperiorRank>,
    /// When it happened, as typed; the open form has it above its fields.
    at: String,
    /// What is typed about other tasks.
    others: Vec<Self>,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// Which one.
    Task(ObligationId),
    /// What came of it changed.
    Result(Action),
    /// Whether the owner knows of it.
    Told(bool),
    /// Who appeared, or was told.
    Who(person::Message),
    /// Where that person stands.
    Rank(SuperiorRank),
}

impl OfTask for TaskDone {
    fn task(&mut self) -> &mut Option<ObligationId> {
        &mut self.task
    }

    fn at(&mut self) -> &mut String {
        &mut self.at
    }

    fn others(&mut self) -> &mut Vec<Self> {
        &mut self.others
    }
}

impl TaskDone {
    /// Where the person stands whom the office knows.
    fn known_rank(&self, given: Given<'_>) -> Option<SuperiorRank> {
        let name = self.who.name(&superiors_first(given)).ok().flatten()?;
        given.office().rank_of(&name, None)
    }
}

fn open_tasks(given: Given<'_>) -> Vec<(ObligationId, String)> {
    tickable(given.state, given.now).map(|one| (one.id, one.label().to_owned())).collect()
}

/// The question for the person, of what somebody must be named for.
fn asks_for(one: &Obligation) -> Option<&'static str> {
    match one.deadline {
        DeadlineCode::Head => Some("哪位负责人出面的"),
        DeadlineCode::ReportUp => Some("上报给了谁"),
        _ => None,
    }
}

/// Those above the supervisor first, by name or else by title, then everybody else.
fn superiors_first(given: Given<'_>) -> Vec<String> {
    let high = given.settings.ladder.iter().filter(|one| one.rank > SuperiorRank::Supervisor);
    let mut names: Vec<String> = high.map(known_as).collect();
    for name in given.people() {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn known_as(superior: &Superior) -> String {
    if superior.name.is_empty() { superior.title.clone() } else { superior.name.clone() }
}

impl ActForm for TaskDone {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        let mut open = open_tasks(given);
        let only = if open.len() == 1 { open.pop() } else { None };
        Self { task: only.map(|(id, _)| id), ..Self::default() }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Task(task) => self.choose(task),
            Message::Result(action) => self.result.perform(action),
            Message::Told(told) => self.told = Some(told),
            Message::Who(message) => self.who.update(message),
            Message::Rank(rank) => toggle(&mut self.rank, rank),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let open = open_tasks(given);
        let list = open.iter().map(|(id, what)| chip(what.clone(), self.task == Some(*id)));
        let list = chips(list.collect::<Vec<_>>())
            .on_pick(move |at| Message::Task(open[at].0))
            .id(FIRST)
            .width(Length::Fill);
        let result = long("结果", "告诉了谁、办成什么样", &self.result, Message::Result);
        let told = self.of_department(given).is_some().then(|| {
            let receiver = given.state.facts.receiver.as_str();
            let later = text::caption(format!("还没告诉的，由首问责任人{receiver}在时限内告诉业主"));
            let asked = answer("办的结果告诉业主了吗", "已电话告诉", "还没告诉", self.told, Message::Told);
            column![asked, later].spacing(spacing::XS).into()
        });
        let chosen = self.task.and_then(|id| given.state.obligation(id));
        let question = chosen.and_then(asks_for);
        let who =
            question.map(|question| self.who.further(question, &superiors_first(given)).map(Message::Who));
        // Of whom the office knows the rank it is not asked.
        let is_known = self.known_rank(given).is_some();
        let rank = (question.is_some() && !is_known)
            .then(|| one_of("职级", SuperiorRank::ALL, self.rank, SuperiorRank::label, Message::Rank));
        below([Some(labelled("办完的是", "", list)), who, rank, Some(result.into()), told])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let chosen = open_tasks(given).into_iter().find(|(id, _)| self.task == Some(*id));
        let (id, what) = chosen.ok_or("请选办完的是哪一件")?;
        let result = filled(&self.result.text());
        let named = given.state.obligation(id).and_then(asks_for).is_some();
        let who = if named { self.who.name(&superiors_first(given))? } else { None };
        let rank = who.as_ref().and_then(|_| self.known_rank(given).or(self.rank));
        let (words, came_of_it) = (what.clone(), result.clone());
        let done = EventKind::TaskDone { task: Some(id), what: words, result: came_of_it, who, rank };
        let Some(who) = self.of_department(given) else { return Ok(done.into()) };
        let result = result.ok_or("请写明办成什么样，好告诉业主")?;
        let next = if answered(self.told, "办的结果告诉业主了吗")? {
            let text = format!("{who}：{result}");
            EventKind::Progress { medium: Medium::Phone, text, told: Some(true), is_final: false }
        } else {
            EventKind::Task {
                what: format!("把「{what}」的结果告诉业主"),
                to: Some(given.state.facts.receiver.clone()),
                due: Some(given.now + hours(given.settings.rules.reply)),
                kind: TaskKind::TellOwner,
                after: None,
            }
        };
        Ok(Record::Events(vec![done, next]))
    }
}

impl TaskDone {
    /// Who did it, where a department, a firm or a colleague did it for the receiver, and the owner still waits.
    fn of_department(&self, given: Given<'_>) -> Option<String> {
        let one = given.state.obligation(self.task?)?;
        let who = one.who.clone().filter(|who| *who != given.state.facts.receiver)?;
        (one.task == Some(TaskKind::Free) && given.state.round.handled_at.is_none()).then_some(who)
    }
}
