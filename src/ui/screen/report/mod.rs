//! 统计: 《顾客投诉分类统计表》 of a month, quarter, year or free range on the screen, every figure leading to its cases.
//! What a figure is and which cases are behind it stands in `domain::statistics::behind`, the table in `block`, the right column in `side`, the rest in `view`.
//!
//! | file | what lives there |
//! |---|---|
//! | `view` `block` `side` | the screen, the table, the right column |
//! | `figure` | what a figure that can be pressed is called |
//! | `month_end` `month_end_view` `adjustments` | 分析与定稿, and what changed after it |
//! | `people` | 按人员 |
//! | `needs` `focus` | 服务需求; 专题 |
//! | `message` | what happens on the screen |

use std::sync::Arc;

use iced::{Element, Subscription, Task};

use crate::desk::error::Error;
use crate::desk::print::printout::Printout;
use crate::domain::case_query::CaseFilter;
use crate::domain::statistics::axis::Axis;
use crate::domain::statistics::behind::{Behind, Figure};
use crate::domain::statistics::by_person::{PersonFigure, PersonRow};
use crate::domain::statistics::focus::{FocusKey, FocusLine};
use crate::domain::statistics::needs::ServiceNeeds;
use crate::domain::statistics::period::{Length, Period};
use crate::domain::statistics::report::Report;
use crate::ui::chooser::{self, NoDialog};
use crate::ui::screen::contract::{Action, Context, LearningPage, Request, RequestId, Screen};
use crate::ui::screen::report::figure::title;
use crate::ui::screen::report::month_end::MonthEnd;
use crate::ui::screen::report::range::Range;
use crate::ui::screen::report::view::InPlaceShown;
use crate::ui::shortcut::Shortcut;

mod adjustments;
mod block;
pub mod figure;
mod focus;
mod message;
pub mod month_end;
mod month_end_view;
mod needs;
mod people;
mod range;
mod side;
mod view;

pub use message::Message;

/// What stands in place of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum InPlace {
    /// Nothing: the rows.
    Rows,
    /// 按人员.
    People,
    /// 服务需求.
    Needs,
    /// 专题.
    Focus,
    /// 分析与定稿.
    MonthEnd,
}

/// The screen.
#[derive(Debug)]
pub struct Statistics {
    period: Period,
    /// Two days as typed, when the days from one to another are shown.
    range: Range,
    /// The year whose periods are laid out to choose from.
    picking: Option<i32>,
    axis: Axis,
    /// What stands in place of the rows.
    in_place: InPlace,
    /// What each colleague did in the period, once it is there.
    people: Option<Vec<PersonRow>>,
    /// Numbers the questions for it.
    people_asked: RequestId,
    /// What was asked for in the period, once it is there.
    needs: Option<ServiceNeeds>,
    /// Numbers the questions for it.
    needs_asked: RequestId,
    /// The lines of 专题 in the period, once they are there.
    focus: Option<Vec<FocusLine>>,
    /// Numbers the questions for it.
    focus_asked: RequestId,
    month_end: MonthEnd,
    /// The last report that came; shown only while it is the one of the period.
    report: Option<Arc<Report>>,
    selected: Option<usize>,
    request: RequestId,
    /// Numbers the questions for other periods.
    aside: RequestId,
    failed: Option<String>,
}

impl Statistics {
    /// The screen at this month. Nothing is read before it is shown, so that the start stays light.
    pub fn new(context: &Context) -> (Self, Task<Message>) {
        let statistics = Self {
            period: present(Length::Month, context),
            range: Range::default(),
            picking: None,
            axis: Axis::Category,
            in_place: InPlace::Rows,
            people: None,
            people_asked: RequestId::default(),
            needs: None,
            needs_asked: RequestId::default(),
            focus: None,
            focus_asked: RequestId::default(),
            month_end: MonthEnd::default(),
            report: None,
            selected: None,
            request: RequestId::default(),
            aside: RequestId::default(),
            failed: None,
        };
        (statistics, Task::none())
    }

    fn read(&mut self, context: &Context) -> Task<Message> {
        let request = self.request.ask();
        let table = Task::perform(context.desk.report(self.period), move |report| {
            Message::Read(request, told(report).map(Arc::new))
        });
        let month_end = self.month_end.read(self.period, context).map(Message::MonthEnd);
        Task::batch([table, month_end, self.read_in_place(context)])
    }

    /// What stands in place of the rows, for the period.
    fn read_in_place(&mut self, context: &Context) -> Task<Message> {
        (self.people, self.needs, self.focus) = (None, None, None);
        let (desk, period) = (&context.desk, self.period);
        match self.in_place {
            InPlace::People => {
                let request = self.people_asked.ask();
                let people = desk.people_of(period, &context.actor);
                Task::perform(people, move |people| Message::People(request, told(people)))
            }
            InPlace::Needs => {
                let request = self.needs_asked.ask();
                Task::perform(desk.needs_of(period), move |needs| Message::Needs(request, told(needs)))
            }
            InPlace::Focus => {
                let request = self.focus_asked.ask();
                let focus = desk.focus_of(period, &context.actor);
                Task::perform(focus, move |focus| Message::Focus(request, told(focus)))
            }
            InPlace::Rows | InPlace::MonthEnd => Task::none(),
        }
    }

    /// What stands in place of the rows: it is chosen, it has come, a line of it is opened.
    fn beside_rows(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::ShowMonthEnd => return self.turn_to(InPlace::MonthEnd, context),
            Message::ShowNeeds => return self.turn_to(InPlace::Needs, context),
            Message::ShowFocus => return self.turn_to(InPlace::Focus, context),
            Message::ShowPeople => return self.turn_to(InPlace::People, context),
            Message::Focus(request, _) if request != self.focus_asked => {}
            Message::Focus(_, Ok(focus)) => self.focus = Some(focus),
            Message::Focus(_, Err(sentence)) => return Action::ask(Request::Warn(sentence)),
            Message::OpenFocus(at) => return self.open_focus(at),
            Message::Needs(request, _) if request != self.needs_asked => {}
            Message::Needs(_, Ok(needs)) => self.needs = Some(needs),
            Message::Needs(_, Err(sentence)) => return Action::ask(Request::Warn(sentence)),
            Message::OpenNeed(at) => return self.open_needs(Some(at), context),
            Message::OpenWonBack => return self.open_needs(None, context),
            Message::People(request, _) if request != self.people_asked => {}
            Message::People(_, Ok(people)) => self.people = Some(people),
            Message::People(_, Err(sentence)) => return Action::ask(Request::Warn(sentence)),
            Message::OpenPerson(at, figure) => return self.open_person(at, figure),
            _ => {}
        }
        Action::none()
    }

    fn turn_to(&mut self, in_place: InPlace, context: &Context) -> Action<Message> {
        self.in_place = in_place;
        Action::run(self.read_in_place(context))
    }

    /// The cases of a line of 专题.
    fn open_focus(&self, at: usize) -> Action<Message> {
        let Some(line) = self.focus.as_ref().and_then(|lines| lines.get(at)) else { return Action::none() };
        if matches!(line.key, FocusKey::Noted(_)) {
            return Action::ask(Request::Learning(LearningPage::Services));
        }
        let title = format!("{} · {} · {}", self.period.label(), line.key.group(), line.key.label());
        Action::ask(Request::Cases(title, Box::new(CaseFilter::among(line.numbers.clone())), Vec::new()))
    }

    /// The cases behind a figure of somebody.
    fn open_person(&self, at: usize, figure: PersonFigure) -> Action<Message> {
        let Some(row) = self.people.as_ref().and_then(|rows| rows.get(at)) else { return Action::none() };
        let Behind { numbers, missed } = row.behind(figure).clone();
        let title = format!("{} · {} · {}", self.period.label(), row.name, figure.label());
        Action::ask(Request::Cases(title, Box::new(CaseFilter::among(numbers)), missed))
    }

    /// The cases of a need, or of those who came back with praise.
    fn open_needs(&self, at: Option<usize>, context: &Context) -> Action<Message> {
        let Some(told) = &self.needs else { return Action::none() };
        let (title, numbers) = match at {
            None => {
                let back = told.won_back.iter().flat_map(|one| [one.complaint, one.praise]);
                ("投诉过又来表扬".to_owned(), back.collect())
            }
            Some(at) => {
                let Some(need) = told.needs.get(at) else { return Action::none() };
                (format!("{} · {}", need.kind.label(), needs::label(need, context)), need.numbers.clone())
            }
        };
        let title = format!("{} · {title}", self.period.label());
        Action::ask(Request::Cases(title, Box::new(CaseFilter::among(numbers)), Vec::new()))
    }

    fn show(&mut self, period: Period, context: &Context) -> Action<Message> {
        if period == self.period {
            return Action::none();
        }
        self.period = period;
        self.range = Range::of(period);
        // Nobody waits for the list of a figure of the other one any more.
        self.aside.ask();
        self.selected = None;
        self.failed = None;
        Action::run(self.read(context))
    }

    /// A period without its days that are still to come.
    fn begun(&self, period: Period, context: &Context) -> Period {
        period.begun(context.now().date()).unwrap_or(period)
    }

    /// Another period.
    fn choose(&mut self, message: Message, context: &Context) -> Action<Message> {
        let period = match message {
            // A month, quarter or year that holds the start of the one shown, but none that is still to come.
            Message::Length(length) => {
                self.picking = None;
                let whole =
                    self.period.stretched(if length == Length::Days { length } else { Length::Month });
                self.begun(whole.stretched(length), context)
            }
            Message::Earlier => self.period.previous(),
            Message::Later if self.period.next().start() <= context.now() => {
                self.begun(self.period.next(), context)
            }
            Message::Present => present(self.period.length(), context),
            Message::Show(period) => {
                self.picking = None;
                period
            }
            Message::Pick => {
                self.picking = self.picking.is_none().then(|| self.period.year());
                return Action::none();
            }
            Message::PickYear(year) => {
                self.picking = Some(year);
                return Action::none();
            }
            Message::From(text) => {
                self.range.from = text;
                return Action::none();
            }
            Message::To(text) => {
                self.range.to = text;
                return Action::none();
            }
            // What cannot be read says so beside the fields.
            Message::ShowRange => match self.range.read(context.now().date(), self.period.cut_off_day()) {
                Ok(period) => period,
                Err(_) => return Action::none(),
            },
            _ => return Action::none(),
        };
        self.show(period, context)
    }

    /// The report of the period, unless it is still on its way.
    fn shown(&self) -> Option<&Arc<Report>> {
        self.report.as_ref().filter(|report| report.period == self.period)
    }

    /// Asks for the cases of a figure.
    fn open(&mut self, figure: Figure, context: &Context) -> Action<Message> {
        let Some(period) = self.shown().map(|report| report.period) else { return Action::none() };
        let request = self.aside.ask();
        let behind = context.desk.behind(period, figure.clone());
        Action::run(Task::perform(behind, move |behind| {
            Message::Behind(request, figure, behind.map_err(|error| error.message()))
        }))
    }

    /// The list of a figure; another period that was chosen meanwhile has another question.
    fn opened(&self, figure: &Figure, behind: Behind, context: &Context) -> Action<Message> {
        let Some(report) = self.shown() else { return Action::none() };
        let filter = Box::new(CaseFilter::among(behind.numbers));
        Action::ask(Request::Cases(title(figure, report, context), filter, behind.missed))
    }
}

/// The period in which now lies.
fn present(length: Length, context: &Context) -> Period {
    Period::containing(length, context.now(), context.settings.rules.cut_off_day)
}

fn told<T>(answer: Result<T, Error>) -> Result<T, String> {
    answer.map_err(|error| error.message())
}

/// Asks where, and writes the table there as a book.
fn export(period: Period, context: &Context) -> Action<Message> {
    let (desk, actor) = (context.desk.clone(), context.actor.clone());
    let name = format!("{} 投诉分类统计表.xlsx", period.code());
    let written = async move {
        let chosen = chooser::save_as(name, "电子表格", "xlsx").await;
        let chosen = chosen.map_err(|NoDialog| {
            "这台电脑上打不开选文件的窗口，没有导出。可以请懂电脑的同事用命令 tingsu report --format xlsx。".to_owned()
        })?;
        let Some(path) = chosen else { return Ok(None) };
        desk.export_report(period, None, &path, &actor).await.map_err(|error| error.message())?;
        Ok(Some(path.display().to_string()))
    };
    Action::run(Task::perform(written, Message::Exported))
}

impl Screen for Statistics {
    type Message = Message;

    fn subscription(&self) -> Subscription<Message> {
        self.month_end.subscription().map(Message::MonthEnd)
    }

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Read(request, _) if request != self.request => {}
            Message::Read(_, Ok(report)) => {
                self.report = Some(report);
                self.failed = None;
            }
            Message::Read(_, Err(sentence)) => self.failed = Some(sentence),
            Message::Retry => return Action::run(self.read(context)),
            Message::Length(_)
            | Message::Earlier
            | Message::Later
            | Message::Present
            | Message::Pick
            | Message::PickYear(_)
            | Message::From(_)
            | Message::To(_)
            | Message::ShowRange
            | Message::Show(_) => return self.choose(message, context),
            Message::Axis(axis) => {
                (self.axis, self.selected, self.in_place) = (axis, None, InPlace::Rows);
            }
            Message::ShowMonthEnd
            | Message::ShowNeeds
            | Message::Needs(..)
            | Message::OpenNeed(_)
            | Message::OpenWonBack
            | Message::ShowFocus
            | Message::Focus(..)
            | Message::OpenFocus(_)
            | Message::ShowPeople
            | Message::OpenPerson(..)
            | Message::People(..) => return self.beside_rows(message, context),
            Message::MonthEnd(message) => {
                return self.month_end.update(message, context).map(Message::MonthEnd);
            }
            Message::Select(at) => self.selected = Some(at),
            Message::OpenRow(at) => {
                let figure = self.shown().and_then(|report| block::row_at(report, self.axis, at));
                return figure.map_or_else(Action::none, |figure| self.open(figure, context));
            }
            Message::Open(figure) => return self.open(figure, context),
            Message::Behind(request, _, _) if request != self.aside => {}
            Message::Behind(_, figure, Ok(behind)) => return self.opened(&figure, behind, context),
            Message::Behind(_, _, Err(sentence)) => return Action::ask(Request::Warn(sentence)),
            Message::Export => return export(self.period, context),
            Message::Exported(Ok(Some(place))) => {
                return Action::ask(Request::Say(format!("表格已存到「{place}」")));
            }
            Message::Exported(Ok(None)) => {}
            Message::Exported(Err(sentence)) => return Action::ask(Request::Warn(sentence)),
            Message::Print => {
                let papers = vec![Printout::Table(self.period, None), Printout::TablePage(self.period, None)];
                return Action::ask(Request::Print(papers));
            }
        }
        Action::none()
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let shown = view::ReportShown {
            period: self.period,
            range: &self.range,
            picking: self.picking,
            axis: self.axis,
            in_place: match self.in_place {
                InPlace::Rows => InPlaceShown::Rows,
                InPlace::People => InPlaceShown::People(self.people.as_deref()),
                InPlace::Needs => InPlaceShown::Needs(self.needs.as_ref()),
                InPlace::Focus => InPlaceShown::Focus(self.focus.as_deref()),
                InPlace::MonthEnd => InPlaceShown::MonthEnd(&self.month_end),
            },
            report: self.shown().map(Arc::as_ref),
            selected: self.selected,
            failed: self.failed.as_deref(),
        };
        view::screen(shown, context)
    }

    fn shortcut(&self, shortcut: Shortcut) -> Option<Message> {
        (shortcut == Shortcut::Print).then_some(Message::Print)
    }

    fn closing(&mut self, context: &Context) -> Task<Message> {
        self.month_end.write(context).map(Message::MonthEnd)
    }

    fn refresh(&mut self, context: &Context) -> Action<Message> {
        // The cut-off day may have been set anew.
        let cut_off = context.settings.rules.cut_off_day;
        self.period = Period::parse(&self.period.code(), cut_off).unwrap_or(self.period);
        Action::run(self.read(context))
    }
}
