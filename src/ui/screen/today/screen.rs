//! The screen: what the desk is asked, which line is marked, where a press leads.

use iced::Task;

use crate::desk::error::Error;
use crate::desk::maintenance::BackupCopy;
use crate::desk::today::Today as Answer;
use crate::domain::code::Channel;
use crate::domain::draft::ActDraft;
use crate::domain::outage::OutageId;
use crate::domain::today::{ListPlace, TodayGroup, TodayQuery};
use crate::ui::screen::contract::{Action, CallStart, Context, LearningPage, Request, RequestId};
use crate::ui::screen::today::filter::Filter;
use crate::ui::screen::today::line::{Key, Line};
use crate::ui::widget::focus;

/// The name of the list, to focus it by.
pub const LIST: &str = "today-list";

/// The screen.
#[derive(Debug)]
pub struct Today {
    request: RequestId,
    pub(super) filter: Filter,
    /// Only the cases of this 责任人.
    pub(super) handler: Option<String>,
    /// The people to choose from are shown.
    pub(super) by_person: bool,
    /// The page of the list that begins behind this place; `None`: what presses most. One page is held.
    pub(super) after: Option<ListPlace>,
    pub(super) answer: Option<Answer>,
    /// What is being written on cases.
    writing: Vec<ActDraft>,
    /// The clock is behind the last event: the sentence.
    pub(super) clock: Option<String>,
    /// The second folder for copies has had none for too long: the sentence.
    pub(super) copies: Option<String>,
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
    /// Between two answers: when the last copy was made.
    LastBackup(Result<Option<BackupCopy>, Error>),
    /// The next page of the list.
    More,
    /// The list from what presses most.
    First,
    /// Whether the second folder for copies needs a look.
    Copies(Result<Option<String>, Error>),
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
    /// A call about this 公共事件.
    OutageCall(OutageId),
    /// The page of 公共事件, with this one open.
    Outages(Option<OutageId>),
    /// The page of the daily checks.
    DailyCheck,
    /// The page of the notes of the shifts.
    ShiftNotes,
    /// 改进学习, at this page.
    Learning(LearningPage),
}

impl Today {
    /// Works a message in.
    pub(super) fn route(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Read(request, _) if request != self.request => {}
            // The page that was looked at is empty by now: from the beginning.
            Message::Read(_, Ok((answer, ..))) if answer.cases.is_empty() && self.after.is_some() => {
                return self.list_anew(None, context);
            }
            Message::Read(_, Ok(read)) => {
                let first = self.answer.is_none();
                self.show(read, context);
                if first {
                    return Action::run(focus::to(LIST));
                }
            }
            Message::Read(_, Err(sentence)) => self.failed = Some(sentence),
            Message::LastBackup(Ok(copy)) => {
                if let Some(answer) = &mut self.answer {
                    answer.last_backup = copy.as_ref().map(|copy| copy.at);
                    answer.faulty_backup = copy.is_some_and(|copy| copy.faulty);
                }
            }
            // It is told where the copies are: in the settings.
            Message::LastBackup(Err(_)) | Message::Copies(Err(_)) => {}
            Message::Copies(Ok(reminder)) => self.copies = reminder,
            Message::Retry => return Action::run(self.read(context)),
            Message::Filter(filter) => {
                self.filter = if filter == self.filter { Filter::ALL } else { filter };
                return self.list_anew(None, context);
            }
            Message::ByPerson => {
                self.by_person = !self.by_person;
                if self.handler.take().is_some() {
                    return self.list_anew(None, context);
                }
            }
            Message::Handler(name) => {
                self.handler = (self.handler.as_ref() != Some(&name)).then_some(name);
                return self.list_anew(None, context);
            }
            Message::More => return self.list_anew(self.next(), context),
            Message::First => return self.list_anew(None, context),
            Message::Select(at) => self.selected = Some(at),
            Message::Open(at) if at == self.lines.len() && self.next().is_some() => {
                return self.list_anew(self.next(), context);
            }
            Message::Open(at) => {
                self.selected = Some(at);
                if let Some(line) = self.lines.get(at) {
                    return Action::ask(line.request.clone());
                }
            }
            Message::Intake(channel) => return Action::ask(Request::Intake(channel)),
            Message::OutageCall(id) => {
                let start = CallStart { outage: Some(id), ..CallStart::default() };
                return Action::ask(Request::OutageCall(Box::new(start)));
            }
            Message::Outages(id) => return Action::ask(Request::Outages(id)),
            Message::DailyCheck => return Action::ask(Request::DailyCheck),
            Message::ShiftNotes => return Action::ask(Request::ShiftNotes),
            Message::Learning(page) => return Action::ask(Request::Learning(page)),
        }
        Action::none()
    }

    /// The screen while the desk is being asked.
    pub fn new(context: &Context) -> (Self, Task<Message>) {
        let mut today = Self {
            request: RequestId::default(),
            filter: Filter::ALL,
            handler: None,
            by_person: false,
            after: None,
            answer: None,
            writing: Vec::new(),
            clock: None,
            copies: None,
            lines: Vec::new(),
            selected: None,
            version: 0,
            failed: None,
        };
        let task = Task::batch([today.read(context), Self::ask_for_copies(context)]);
        (today, task)
    }

    /// The folder may be a stick or a share that answers slowly or never: nothing on the screen waits for it.
    pub(super) fn ask_for_copies(context: &Context) -> Task<Message> {
        Task::perform(context.desk.second_copy_warning(), Message::Copies)
    }

    /// Cases with something past its time, for the mark in the navigation.
    pub fn overdue(&self) -> usize {
        self.count(TodayGroup::Overdue)
    }

    /// Cases of a group.
    pub(super) fn count(&self, group: TodayGroup) -> usize {
        self.answer.as_ref().map_or(0, |answer| answer.counts.of(group))
    }

    /// Where the next page of the list begins, if there is one; drafts are no cases.
    pub(super) fn next(&self) -> Option<ListPlace> {
        self.answer.as_ref().and_then(|answer| answer.next).filter(|_| self.filter != Filter::Drafts)
    }

    /// A minute is full: the words for what is left of a time are worked out from what is shown.
    pub(super) fn turn(&mut self, context: &Context) {
        let now = context.now();
        if let Some(answer) = self.answer.as_mut().filter(|answer| answer.holds_at(now)) {
            answer.now = now;
            self.lines = Line::all(answer, &self.writing, self.filter, &context.settings.rules);
        }
    }

    /// A minute is full: the desk is asked anew only where something may be another by time alone; else no more than what
    /// the copies say.
    pub fn tick(&mut self, context: &Context) -> Action<Message> {
        let holds = self.answer.as_ref().is_some_and(|answer| answer.holds_at(context.now()));
        Action::run(match holds && self.failed.is_none() && self.clock.is_none() {
            true => Task::perform(context.desk.last_backup(), Message::LastBackup),
            false => self.read(context),
        })
    }

    pub(super) fn read(&mut self, context: &Context) -> Task<Message> {
        let request = self.request.ask();
        let group = self.filter.group().unwrap_or(TodayGroup::All);
        let query = TodayQuery {
            group,
            handler: self.handler.clone(),
            after: self.after,
            ..TodayQuery::all(context.actor.name.as_str())
        };
        let desk = &context.desk;
        let (today, writing, clock) = (desk.today(query), desk.act_drafts(None), desk.clock_warning());
        let all = async move { Ok((Box::new(today.await?), writing.await?, clock.await?)) };
        Task::perform(all, move |answer: Result<_, Error>| {
            Message::Read(request, answer.map_err(|error| error.message()))
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
        self.answer = Some(*answer);
        self.writing = writing;
        self.clock = clock;
        self.failed = None;
    }

    fn list_anew(&mut self, after: Option<ListPlace>, context: &Context) -> Action<Message> {
        (self.after, self.selected) = (after, None);
        self.version += 1;
        Action::run(self.read(context))
    }
}
