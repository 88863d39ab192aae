//! 台账: the list of all cases, narrowed by days, state, kind, category and words; or the list behind a figure.
//! What is asked for stands in `filter` and `days`, a row in `line`, the arrangement in `view`.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use iced::{Element, Task};

use crate::desk::print::printout::Printout;
use crate::domain::case::CaseNumber;
use crate::domain::case_query::{CaseCount, CaseFilter, CaseOrder, CasePage, CaseQuery, CaseValues};
use crate::domain::case_row::CaseRow;
use crate::ui::screen::contract::{Action, Context, OpenAt, Request, RequestId, Screen};
use crate::ui::screen::register::filter::Filters;
use crate::ui::shortcut::Shortcut;
use crate::ui::widget::focus;

mod days;
mod filter;
mod line;
mod message;
mod view;

pub use message::Message;

/// The screen.
#[derive(Debug)]
pub struct Register {
    filters: Filters,
    sort: CaseOrder,
    /// The list behind a figure, in place of the filters.
    given: Option<Given>,
    /// The page in sight; no more rows are held.
    page: CasePage,
    /// The last row of each page before it.
    before: Vec<CaseRow>,
    /// How many there are in all, once it is known.
    count: Option<(RequestId, CaseCount)>,
    /// What can be filtered by.
    values: CaseValues,
    selected: Option<usize>,
    /// Cases whose numbers were clicked.
    revealed: BTreeSet<CaseNumber>,
    /// The further filters are unfolded.
    unfolded: bool,
    /// Another list than before: it starts from the top.
    version: u64,
    turn: RequestId,
    reading: bool,
    /// A list has just been asked for: when it comes, the keyboard is led to its first row.
    arriving: bool,
    /// Why nothing could be read.
    failed: Option<String>,
}

/// A list of cases under a title.
#[derive(Debug)]
struct Given {
    title: String,
    filter: CaseFilter,
}

impl Register {
    /// The screen at this month. Nothing is read before it is shown, so that the start stays light.
    pub fn new(context: &Context) -> (Self, Task<Message>) {
        let register = Self {
            filters: Filters::new(context.now().date()),
            sort: CaseOrder::Newest,
            given: None,
            page: CasePage::default(),
            before: Vec::new(),
            count: None,
            values: CaseValues::default(),
            selected: None,
            revealed: BTreeSet::new(),
            unfolded: false,
            version: 0,
            turn: RequestId::default(),
            reading: false,
            arriving: false,
            failed: None,
        };
        (register, Task::none())
    }

    /// Shows just these cases under a title: how a figure of the table opens.
    pub fn list(&mut self, title: String, filter: CaseFilter, context: &Context) -> Action<Message> {
        self.given = Some(Given { title, filter });
        self.sort = CaseOrder::Newest;
        self.arriving = true;
        Action::run(self.other_list(context))
    }

    /// Asks for the rows. While an answer is on its way nothing more is asked: it is dropped when it comes, and the
    /// question asked anew, so that typing never heaps up questions.
    fn read(&mut self, context: &Context) -> Task<Message> {
        let today = context.now().date();
        let asked = match &self.given {
            Some(given) => Ok(given.filter.clone()),
            None => self.filters.ask(today),
        };
        // What is typed half shows what was there before; the sentence stands above the list.
        let Ok(filter) = asked else { return Task::none() };
        let turn = self.turn.ask();
        if self.reading {
            return Task::none();
        }
        self.reading = true;
        let mut query = CaseQuery::first(filter.clone(), self.sort);
        query.after = self.before.last().cloned().map(Box::new);
        let page = context.desk.case_page(query);
        let page =
            Task::perform(page, move |page| Message::Read(turn, page.map_err(|error| error.message())));
        let count = context.desk.case_count(filter);
        let count =
            Task::perform(count, move |count| Message::Counted(turn, count.map_err(|error| error.message())));
        Task::batch([page, count])
    }

    /// Asks for rows that are another list than before.
    fn other_list(&mut self, context: &Context) -> Task<Message> {
        self.before.clear();
        self.other_page(context)
    }

    /// Asks for another page of the list.
    fn other_page(&mut self, context: &Context) -> Task<Message> {
        self.selected = None;
        self.revealed.clear();
        self.version += 1;
        self.read(context)
    }

    fn answered(
        &mut self,
        turn: RequestId,
        page: Result<CasePage, String>,
        context: &Context,
    ) -> Action<Message> {
        self.reading = false;
        if turn != self.turn {
            return Action::run(self.read(context));
        }
        match page {
            Ok(page) => {
                let marked = self.selected.and_then(|at| self.page.rows.get(at)).map(|row| row.number);
                self.selected =
                    marked.and_then(|number| page.rows.iter().position(|row| row.number == number));
                self.page = page;
                // The number of the list before stays only as long as its rows.
                self.count = self.count.filter(|(counted, _)| *counted == turn);
                self.failed = None;
                if std::mem::take(&mut self.arriving) && !self.page.rows.is_empty() {
                    self.selected = Some(0);
                    return Action::run(focus::to(view::TABLE));
                }
            }
            Err(sentence) => self.failed = Some(sentence),
        }
        Action::none()
    }

    /// The first and last day of form 1: those asked for, as far as there is anything.
    fn printed_days(&self, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), String> {
        let days = self.filters.days(today)?;
        let first = || self.page.rows.iter().map(|row| row.received_at.date()).min();
        let to = days.to.map_or(today, |to| to.min(today));
        match days.from.or_else(first) {
            Some(from) if from <= to => Ok((from, to)),
            _ => Err("这些天还没有受理单，没有可打印的内容。".into()),
        }
    }

    fn print(&self, context: &Context) -> Action<Message> {
        if self.given.is_some() {
            return Action::none();
        }
        match self.printed_days(context.now().date()) {
            Ok((from, to)) => Action::ask(Request::Print(Printout::of_days(from, to, &context.settings))),
            Err(sentence) => Action::ask(Request::Warn(sentence)),
        }
    }

    fn filter(&mut self, message: Message, context: &Context) -> Action<Message> {
        let today = context.now().date();
        let filters = &mut self.filters;
        match message {
            Message::Usual(usual) => filters.choose(usual, today),
            Message::From(text) => (filters.usual, filters.from) = (None, text),
            Message::To(text) => (filters.usual, filters.to) = (None, text),
            Message::Status(status) => filters.toggle(status),
            Message::Overdue => filters.overdue = !filters.overdue,
            Message::Kind(kind) => {
                filters.kind = if filters.kind == Some(kind) { None } else { Some(kind) };
            }
            Message::Category(category) => filters.category = category,
            Message::Channel(channel) => filters.channel = channel,
            Message::Flag(flag) => filters.toggle_flag(flag),
            Message::Handler(handler) => filters.handler = handler,
            Message::Receiver(receiver) => filters.receiver = receiver,
            Message::Department(department) => filters.department = department,
            Message::Building(building) => filters.building = building,
            Message::Text(text) => filters.text = text,
            Message::Clear => {
                let (usual, from, to) = (filters.usual, filters.from.clone(), filters.to.clone());
                *filters = Filters { usual, from, to, ..Filters::new(today) };
            }
            Message::Sort(sort) => self.sort = sort,
            Message::Whole => self.given = None,
            _ => return Action::none(),
        }
        Action::run(self.other_list(context))
    }
}

impl Screen for Register {
    type Message = Message;

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Read(turn, page) => return self.answered(turn, page, context),
            Message::Counted(turn, Ok(count)) if turn == self.turn => self.count = Some((turn, count)),
            // The list itself says what is wrong.
            Message::Counted(..) | Message::Values(Err(_)) => {}
            Message::Values(Ok(values)) => self.values = values,
            Message::Next => {
                if let Some(last) = self.page.rows.last().filter(|_| self.page.more) {
                    self.before.push(last.clone());
                    return Action::run(self.other_page(context));
                }
            }
            Message::Previous => {
                if self.before.pop().is_some() {
                    return Action::run(self.other_page(context));
                }
            }
            Message::Retry => return Action::run(self.read(context)),
            Message::Further => {
                self.unfolded = !self.unfolded;
                if self.unfolded {
                    let values = context.desk.case_values();
                    return Action::run(Task::perform(values, |values| {
                        Message::Values(values.map_err(|error| error.message()))
                    }));
                }
            }
            Message::Select(at) => self.selected = Some(at),
            Message::Open(at) => {
                if let Some(row) = self.page.rows.get(at) {
                    self.selected = Some(at);
                    return Action::ask(Request::Open(row.number, OpenAt::Overview));
                }
            }
            Message::Reveal(number) => {
                self.revealed.insert(number);
            }
            Message::Leave => {
                let back = self.filter(Message::Whole, context);
                return back.and(Request::Back);
            }
            Message::Print => return self.print(context),
            filter => return self.filter(filter, context),
        }
        Action::none()
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let shown = view::Shown {
            filters: &self.filters,
            sort: self.sort,
            given: self.given.as_ref().map(|given| given.title.as_str()),
            page: &self.page,
            before: self.before.len(),
            count: self.count.map(|(_, count)| count),
            values: &self.values,
            selected: self.selected,
            revealed: &self.revealed,
            unfolded: self.unfolded,
            version: self.version,
            reading: self.reading,
            failed: self.failed.as_deref(),
        };
        view::screen(shown, context)
    }

    fn shortcut(&self, shortcut: Shortcut) -> Option<Message> {
        match shortcut {
            Shortcut::Print if self.given.is_none() => Some(Message::Print),
            Shortcut::Back if self.given.is_some() => Some(Message::Leave),
            _ => None,
        }
    }

    fn refresh(&mut self, context: &Context) -> Action<Message> {
        self.revealed.clear();
        if let Some(usual) = self.filters.usual {
            self.filters.choose(usual, context.now().date());
        }
        Action::run(self.read(context))
    }
}
