//! 统计: 《顾客投诉分类统计表》 of a month, quarter or year on the screen, every figure leading to its cases.
//! What a figure is stands in `figure`, the table in `block`, the right column in `side`, the rest in `view`.

use std::sync::Arc;

use iced::{Element, Task};

use crate::desk::error::Error;
use crate::desk::print::printout::Printout;
use crate::domain::case_query::CaseFilter;
use crate::domain::statistics::axis::Axis;
use crate::domain::statistics::period::{Length, Period};
use crate::domain::statistics::report::Report;
use crate::ui::screen::contract::{Action, Context, Request, RequestId, Screen};
use crate::ui::screen::report::figure::Figure;
use crate::ui::shortcut::Shortcut;

mod block;
pub mod figure;
mod message;
mod side;
mod view;

pub use message::Message;

/// The screen.
#[derive(Debug)]
pub struct Statistics {
    period: Period,
    axis: Axis,
    /// The last report that came; shown only while it is the one of the period.
    report: Option<Arc<Report>>,
    selected: Option<usize>,
    turn: RequestId,
    /// Numbers the questions for other periods.
    aside: RequestId,
    failed: Option<String>,
}

impl Statistics {
    /// The screen at this month. Nothing is read before it is shown, so that the start stays light.
    pub fn new(context: &Context) -> (Self, Task<Message>) {
        let statistics = Self {
            period: present(Length::Month, context),
            axis: Axis::Category,
            report: None,
            selected: None,
            turn: RequestId::default(),
            aside: RequestId::default(),
            failed: None,
        };
        (statistics, Task::none())
    }

    fn read(&mut self, context: &Context) -> Task<Message> {
        let turn = self.turn.ask();
        Task::perform(context.desk.report(self.period), move |report| Message::Read(turn, shared(report)))
    }

    fn show(&mut self, period: Period, context: &Context) -> Action<Message> {
        if period == self.period {
            return Action::none();
        }
        self.period = period;
        self.selected = None;
        self.failed = None;
        Action::run(self.read(context))
    }

    /// The report of the period, unless it is still on its way.
    fn shown(&self) -> Option<&Arc<Report>> {
        self.report.as_ref().filter(|report| report.period == self.period)
    }

    /// Opens the cases of a figure; one that compares is worked out from the report of the other period first.
    fn open(&mut self, figure: Figure, context: &Context) -> Action<Message> {
        let Some(report) = self.shown() else { return Action::none() };
        let Some(other) = figure.compares_with(report.period) else {
            return list(&figure, report, None, context);
        };
        let turn = self.aside.ask();
        let past = context.desk.report(other);
        Action::run(Task::perform(past, move |past| Message::Past(turn, figure, shared(past))))
    }
}

/// The period in which now lies.
fn present(length: Length, context: &Context) -> Period {
    Period::containing(length, context.now(), context.settings.rules.cut_off_day)
}

fn shared(report: Result<Report, Error>) -> Result<Arc<Report>, String> {
    report.map(Arc::new).map_err(|error| error.message())
}

fn list(figure: &Figure, report: &Report, past: Option<&Report>, context: &Context) -> Action<Message> {
    let title = figure.title(report, context);
    Action::ask(Request::Cases(title, Box::new(CaseFilter::among(figure.numbers(report, past)))))
}

impl Screen for Statistics {
    type Message = Message;

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Read(turn, _) if turn != self.turn => {}
            Message::Read(_, Ok(report)) => {
                self.report = Some(report);
                self.failed = None;
            }
            Message::Read(_, Err(sentence)) => self.failed = Some(sentence),
            Message::Retry => return Action::run(self.read(context)),
            Message::Length(length) => {
                // A month, quarter or year that holds the start of the one shown, but none that is still to come.
                let period = self.period.stretched(Length::Month).stretched(length);
                return self.show(period, context);
            }
            Message::Earlier => return self.show(self.period.previous(), context),
            Message::Later => {
                let next = self.period.next();
                let begun = next.start() <= context.now();
                return if begun { self.show(next, context) } else { Action::none() };
            }
            Message::Present => return self.show(present(self.period.length(), context), context),
            Message::Axis(axis) => (self.axis, self.selected) = (axis, None),
            Message::Select(at) => self.selected = Some(at),
            Message::OpenRow(at) => {
                let figure = self.shown().and_then(|report| block::row_at(report, self.axis, at));
                return figure.map_or_else(Action::none, |figure| self.open(figure, context));
            }
            Message::Open(figure) => return self.open(figure, context),
            Message::Past(turn, _, _) if turn != self.aside => {}
            Message::Past(_, figure, Ok(past)) => {
                // Another period was chosen meanwhile: nobody waits for this list any more.
                let fits = |report: &&Arc<Report>| figure.compares_with(report.period) == Some(past.period);
                if let Some(report) = self.shown().filter(fits) {
                    return list(&figure, report, Some(&past), context);
                }
            }
            Message::Past(_, _, Err(sentence)) => return Action::ask(Request::Warn(sentence)),
            Message::Print => {
                let papers = vec![Printout::Table(self.period), Printout::TablePage(self.period)];
                return Action::ask(Request::Print(papers));
            }
        }
        Action::none()
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let shown = view::Shown {
            period: self.period,
            axis: self.axis,
            report: self.shown().map(Arc::as_ref),
            selected: self.selected,
            failed: self.failed.as_deref(),
        };
        view::screen(shown, context)
    }

    fn shortcut(&self, shortcut: Shortcut) -> Option<Message> {
        (shortcut == Shortcut::Print).then_some(Message::Print)
    }

    fn refresh(&mut self, context: &Context) -> Action<Message> {
        // The cut-off day may have been set anew.
        let cut_off = context.settings.rules.cut_off_day;
        self.period = Period::parse(&self.period.code(), cut_off).unwrap_or(self.period);
        Action::run(self.read(context))
    }
}
