//! The screen: what the desk is asked, which line is marked, where a press leads.

use iced::{Element, Task};

use crate::desk::error::Error;
use crate::desk::today::Today as Answer;
use crate::domain::code::Channel;
use crate::domain::draft::ActDraft;
use crate::domain::today::{TodayGroup, TodayQuery};
use crate::ui::screen::contract::{Action, Context, Request, RequestId, Screen};
use crate::ui::screen::today::filter::Filter;
use crate::ui::screen::today::line::{Key, Line};
use crate::ui::screen::today::view;
use crate::ui::widget::focus;

/// The screen.
#[derive(Debug)]
pub struct Today {
    turn: RequestId,
    pub(super) filter: Filter,
    /// Only the cases of this 责任人.
    pub(super) handler: Option<String>,
    /// The people to choose from are shown.
    pub(super) by_person: bool,
    /// Who answers for open cases, and for how many.
    pub(super) people: Vec<(String, usize)>,
    pub(super) answer: Option<Answer>,
    /// The clock is behind the last event: the sentence.
    pub(super) clock: Option<String>,
    pub(super) lines: Vec<Line>,
    pub(super) selected: Option<usize>,
    /// Another list than before: it starts from the top.
    pub(super) version: u64,
    pub(super) failed: Option<String>,
}

/// What the desk answers: 今日, what is being written on cases, and what is wrong with the clock.
type Read = (Box<Answer>, Vec<ActDraft>, Option<String>);

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The desk's answer to a question.
    Read(RequestId, Result<Read, String>),
    /// Once more.
    Retry,
    /// A filter was chosen; once more takes it back.
    Filter(Filter),
    /// The people to choose from are shown or hidden.
    ByPerson,
    /// Only this person's cases; once more: everybody's.
    Handler(String),
    /// A line was marked.
    Select(usize),
    /// A line was opened.
    Open(usize),
    /// Something comes in by this channel.
    Intake(Channel),
}

impl Today {
    /// The screen while the desk is being asked.
    pub fn new(context: &Context) -> (Self, Task<Message>) {
        let mut today = Self {
            turn: RequestId::default(),
            filter: Filter::ALL,
            handler: None,
            by_person: false,
            people: Vec::new(),
            answer: None,
            clock: None,
            lines: Vec::new(),
            selected: None,
            version: 0,
            failed: None,
        };
        let task = today.read(context);
        (today, task)
    }

    /// Cases with something past its time, for the mark in the navigation.
    pub fn overdue(&self) -> usize {
        self.count(TodayGroup::Overdue)
    }

    /// Cases of a group.
    pub(super) fn count(&self, group: TodayGroup) -> usize {
        self.answer.as_ref().map_or(0, |answer| answer.counts.of(group))
    }

    fn read(&mut self, context: &Context) -> Task<Message> {
        let turn = self.turn.ask();
        let group = self.filter.group().unwrap_or(TodayGroup::All);
        let query = TodayQuery {
            group,
            handler: self.handler.clone(),
            ..TodayQuery::all(context.actor.name.as_str())
        };
        let desk = &context.desk;
        let (today, writing, clock) = (desk.today(query), desk.act_drafts(None), desk.clock_warning());
        let all = async move { Ok((Box::new(today.await?), writing.await?, clock.await?)) };
        Task::perform(all, move |answer: Result<_, Error>| {
            Message::Read(turn, answer.map_err(|error| error.message()))
        })
    }

    /// Shows what the desk answered. Whoever stood on a line stands on it still; where it is done with, on the one
    /// that took its place.
    fn show(&mut self, (answer, writing, clock): Read, context: &Context) {
        let stood: Option<Key> = self.selected.and_then(|at| Some(self.lines.get(at)?.key));
        self.lines = Line::all(&answer, &writing, self.filter, &context.settings.rules);
        let again = stood.and_then(|key| self.lines.iter().position(|line| line.key == key));
        let last = self.lines.len().checked_sub(1);
        self.selected = again.or_else(|| Some(self.selected.unwrap_or(0).min(last?)));
        if self.handler.is_none() && self.filter == Filter::ALL {
            self.people = people(&answer);
        }
        self.answer = Some(*answer);
        self.clock = clock;
        self.failed = None;
    }

    fn list_anew(&mut self, context: &Context) -> Action<Message> {
        self.selected = None;
        self.version += 1;
        Action::run(self.read(context))
    }
}

/// Who answers for how many open cases, the most burdened first.
fn people(answer: &Answer) -> Vec<(String, usize)> {
    let mut people: Vec<(String, usize)> = Vec::new();
    for name in answer.cases.iter().filter_map(|case| case.row.handler.as_deref()) {
        match people.iter_mut().find(|(known, _)| known == name) {
            Some((_, count)) => *count += 1,
            None => people.push((name.to_owned(), 1)),
        }
    }
    people.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    people
}

impl Screen for Today {
    type Message = Message;

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Read(turn, _) if turn != self.turn => {}
            Message::Read(_, Ok(read)) => {
                let first = self.answer.is_none();
                self.show(read, context);
                if first {
                    return Action::run(focus::to(view::LIST));
                }
            }
            Message::Read(_, Err(sentence)) => self.failed = Some(sentence),
            Message::Retry => return Action::run(self.read(context)),
            Message::Filter(filter) => {
                self.filter = if filter == self.filter { Filter::ALL } else { filter };
                return self.list_anew(context);
            }
            Message::ByPerson => {
                self.by_person = !self.by_person;
                if self.handler.take().is_some() {
                    return self.list_anew(context);
                }
            }
            Message::Handler(name) => {
                self.handler = (self.handler.as_ref() != Some(&name)).then_some(name);
                return self.list_anew(context);
            }
            Message::Select(at) => self.selected = Some(at),
            Message::Open(at) => {
                self.selected = Some(at);
                if let Some(line) = self.lines.get(at) {
                    return Action::ask(line.request.clone());
                }
            }
            Message::Intake(channel) => return Action::ask(Request::Intake(channel)),
        }
        Action::none()
    }

    fn refresh(&mut self, context: &Context) -> Action<Message> {
        Action::run(self.read(context))
    }

    /// Whoever comes back goes on in the list, at the line that was left.
    fn entered(&mut self, context: &Context) -> Action<Message> {
        Action::run(Task::batch([self.read(context), focus::to(view::LIST)]))
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        view::screen(self, context)
    }
}
