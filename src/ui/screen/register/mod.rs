//! 台账: the list of all cases, narrowed by days, state, kind, category and words; or the list behind a figure.
//! What is asked for stands in `filter` and `days`, a row in `line`, the arrangement in `view`.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use iced::{Element, Task};

use crate::desk::print::printout::{Printout, WorkList};
use crate::desk::spreadsheet::{CaseList, Format};
use crate::domain::case::CaseNumber;
use crate::domain::case_column::CaseColumn;
use crate::domain::case_query::{CaseCount, CaseFilter, CaseOrder, CasePage, CaseQuery, CaseValues};
use crate::domain::case_row::CaseRow;
use crate::domain::saved_view::SavedView;
use crate::ui::chooser::{self, NoDialog};
use crate::ui::screen::contract::{Action, Context, OpenAt, Request, RequestId, Screen};
use crate::ui::screen::form::marked::{self, MarkedCases};
use crate::ui::screen::register::filter::Filters;
use crate::ui::screen::register::views::{ViewContent, Views};
use crate::ui::shortcut::Shortcut;
use crate::ui::widget::focus;

mod days;
mod filter;
mod line;
mod message;
mod view;
mod views;

pub use message::Message;

/// The screen.
pub struct Register {
    filters: Filters,
    sort: CaseOrder,
    views: Views,
    /// The list behind a figure, in place of the filters.
    given: Option<AskedWith>,
    /// The page in sight; no more rows are held.
    page: CasePage,
    /// The last row of each page before it.
    before: Vec<CaseRow>,
    /// How many there are in all, once it is known.
    count: Option<(RequestId, CaseCount)>,
    /// What can be filtered by.
    values: CaseValues,
    selected: Option<usize>,
    /// Ticked for one act on all of them.
    marked: MarkedCases,
    /// Cases whose numbers were clicked.
    revealed: BTreeSet<CaseNumber>,
    /// The further filters are unfolded.
    unfolded: bool,
    /// Another list than before: it starts from the top.
    version: u64,
    request: RequestId,
    reading: bool,
    /// A list has just been asked for: when it comes, the keyboard is led to its first row.
    arriving: bool,
    /// Why nothing could be read.
    failed: Option<String>,
}

/// A list of cases under a title.
#[derive(Debug)]
struct AskedWith {
    title: String,
    filter: CaseFilter,
    /// Those that missed what the figure asks for.
    missed: BTreeSet<CaseNumber>,
}

impl Register {
    /// The screen at this month. Nothing is read before it is shown, so that the start stays light.
    pub fn new(context: &Context) -> (Self, Task<Message>) {
        let register = Self {
            filters: Filters::new(context.now().date()),
            sort: CaseOrder::Newest,
            views: Views::default(),
            given: None,
            page: CasePage::default(),
            before: Vec::new(),
            count: None,
            values: CaseValues::default(),
            selected: None,
            marked: MarkedCases::default(),
            revealed: BTreeSet::new(),
            unfolded: false,
            version: 0,
            request: RequestId::default(),
            reading: false,
            arriving: false,
            failed: None,
        };
        (register, Task::none())
    }

    /// Shows just these cases under a title, some of them marked: how a figure of the table opens.
    pub fn list(
        &mut self,
        title: String,
        filter: CaseFilter,
        missed: Vec<CaseNumber>,
        context: &Context,
    ) -> Action<Message> {
        self.given = Some(AskedWith { title, filter, missed: missed.into_iter().collect() });
        self.sort = CaseOrder::Newest;
        self.arriving = true;
        Action::run(self.other_list(context))
    }

    /// Asks for the rows. While an answer is on its way nothing more is asked: it is dropped when it comes, and the
    /// question asked anew, so that typing never heaps up questions.
    fn read(&mut self, context: &Context) -> Task<Message> {
        let asked = self.shown_filter(context);
        // What is typed half shows what was there before; the sentence stands above the list.
        let Ok(filter) = asked else { return Task::none() };
        let request = self.request.ask();
        if self.reading {
            return Task::none();
        }
        self.reading = true;
        let mut query = CaseQuery::first(filter.clone(), self.sort);
        query.after = self.before.last().cloned().map(Box::new);
        let page = context.desk.case_page(query);
        let page =
            Task::perform(page, move |page| Message::Read(request, page.map_err(|error| error.message())));
        let count = context.desk.case_count(filter);
        let count = Task::perform(count, move |count| {
            Message::Counted(request, count.map_err(|error| error.message()))
        });
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
        request: RequestId,
        page: Result<CasePage, String>,
        context: &Context,
    ) -> Action<Message> {
        self.reading = false;
        if request != self.request {
            return Action::run(self.read(context));
        }
        match page {
            Ok(page) => {
                let marked = self.selected.and_then(|at| self.page.rows.get(at)).map(|row| row.number);
                self.selected =
                    marked.and_then(|number| page.rows.iter().position(|row| row.number == number));
                self.marked.seen(&page.rows);
                self.page = page;
                // The number of the list before stays only as long as its rows.
                self.count = self.count.filter(|(counted, _)| *counted == request);
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

    /// What the list shows: the cases behind a figure, or those that were asked for.
    fn shown_filter(&self, context: &Context) -> Result<CaseFilter, String> {
        match &self.given {
            Some(given) => Ok(given.filter.clone()),
            None => {
                let mut filter = self.filters.ask(context.now().date())?;
                // A view that a supervisor kept tells nobody else which cases bear such a mark.
                filter.flags.retain(|flag| flag.is_shown(context.is_supervisor()));
                Ok(filter)
            }
        }
    }

    /// The first and last day of form 1: those asked for, as far as there is anything; `first` is the day of the first case
    /// of the whole list.
    fn printed_days(
        &self,
        first: Option<NaiveDate>,
        today: NaiveDate,
    ) -> Result<(NaiveDate, NaiveDate), String> {
        let days = self.filters.days(today)?;
        let to = days.to.map_or(today, |to| to.min(today));
        match days.from.or(first) {
            Some(from) if from <= to => Ok((from, to)),
            _ => Err("这些天还没有受理单，没有可打印的内容。".into()),
        }
    }

    /// Asks where, and writes the list there as it stands: filters, order and all.
    fn export(&self, in_full: bool, context: &Context) -> Action<Message> {
        let today = context.now().date();
        let filter = match self.shown_filter(context) {
            Ok(filter) => filter,
            Err(sentence) => return Action::ask(Request::Warn(sentence)),
        };
        let list =
            CaseList { in_full, columns: self.views.columns.clone(), ..CaseList::new(filter, self.sort) };
        let (desk, actor) = (context.desk.clone(), context.actor.clone());
        let written = async move {
            let chosen = chooser::save_as(format!("台账 {today}.xlsx"), "电子表格", "xlsx").await;
            let chosen = chosen.map_err(|NoDialog| {
                "这台电脑上打不开选文件的窗口，没有导出。可以请懂电脑的同事用命令 tingsu export cases。"
                    .to_owned()
            })?;
            let Some(path) = chosen else { return Ok(None) };
            let written = desk.export_list(list, Format::of(&path), &path, &actor).await;
            let count = written.map_err(|error| error.message())?;
            Ok(Some(format!("{count} 件已存到「{}」", path.display())))
        };
        Action::run(Task::perform(written, Message::Exported))
    }

    /// Asks from which day to which the whole list goes, not the page in sight.
    fn print(&self, context: &Context) -> Action<Message> {
        match self.shown_filter(context) {
            Ok(filter) => Action::run(Task::perform(context.desk.days_of(filter), |days| {
                Message::PrintDays(days.map_err(|error| error.message()))
            })),
            Err(sentence) => Action::ask(Request::Warn(sentence)),
        }
    }

    /// The papers of the shown days; of a list that is narrowed or behind a figure first form 1 of just these cases.
    fn print_days(&self, days: Option<(NaiveDate, NaiveDate)>, context: &Context) -> Action<Message> {
        let today = context.now().date();
        if let Some(given) = &self.given {
            let Some((from, to)) = days else {
                return Action::ask(Request::Warn("没有受理单，没有可打印的内容。".to_owned()));
            };
            let words = given.title.clone();
            let list = WorkList { from, to, filter: given.filter.clone(), order: self.sort, words };
            return Action::ask(Request::Print(vec![Printout::Selection(Box::new(list))]));
        }
        let first = days.map(|(first, _)| first);
        let asked = self.printed_days(first, today).and_then(|days| Ok((days, self.shown_filter(context)?)));
        match asked {
            Ok(((from, to), filter)) => {
                let mut papers = Printout::of_days(from, to, &context.settings);
                let words = filter.words(&context.settings).join("、");
                if !words.is_empty() || self.sort != CaseOrder::Newest {
                    let list = WorkList { from, to, filter, order: self.sort, words };
                    papers.insert(0, Printout::Selection(Box::new(list)));
                }
                Action::ask(Request::Print(papers))
            }
            Err(sentence) => Action::ask(Request::Warn(sentence)),
        }
    }

    /// Keeps the list as it stands under the typed name.
    fn save_view(&mut self, context: &Context) -> Action<Message> {
        let name = self.views.name.trim().to_owned();
        let content = ViewContent {
            filters: self.filters.clone(),
            sort: self.sort,
            columns: self.views.columns.clone(),
        };
        let content = match serde_json::to_value(&content) {
            Ok(content) => content,
            Err(error) => {
                tracing::error!(%error, "a view");
                return Action::ask(Request::Warn("这个视图存不了，没有保存。".to_owned()));
            }
        };
        let saved = context.desk.save_view(&context.actor, SavedView { name: name.clone(), content });
        Action::run(Task::perform(saved, move |saved| {
            Message::ViewKept(saved.map(|saved| saved.value).map_err(|error| error.message()), name)
        }))
    }

    fn view_message(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Views(Ok(saved)) => self.views.saved = saved,
            Message::ViewKept(Ok(saved), name) => {
                let kept = saved.iter().any(|view| view.name == name);
                (self.views.saved, self.views.name) = (saved, String::new());
                let said = format!("视图「{name}」{}", if kept { "已保存" } else { "已删去" });
                self.views.chosen = kept.then_some(name);
                return Action::ask(Request::Say(said));
            }
            Message::Views(Err(sentence)) | Message::ViewKept(Err(sentence), _) => {
                return Action::ask(Request::Warn(sentence));
            }
            Message::View(at) => match self.views.content(at) {
                Ok((name, content)) => {
                    self.views.columns = content.columns;
                    self.views.chosen = Some(name);
                    (self.filters, self.sort) = (content.filters, content.sort);
                    if let Some(usual) = self.filters.usual {
                        self.filters.choose(usual, context.now().date());
                    }
                    return Action::run(self.other_list(context));
                }
                Err(sentence) => return Action::ask(Request::Warn(sentence)),
            },
            Message::Arrange => self.views.unfolded = !self.views.unfolded,
            Message::Column(column) => self.views.toggle(column),
            Message::UsualColumns => self.views.columns = CaseColumn::USUAL.to_vec(),
            Message::ViewName(name) => self.views.name = name,
            Message::SaveView => return self.save_view(context),
            Message::DropView => {
                let Some(name) = self.views.chosen.clone() else { return Action::none() };
                let dropped = context.desk.drop_view(&context.actor, &name);
                return Action::run(Task::perform(dropped, move |left| {
                    Message::ViewKept(left.map(|left| left.value).map_err(|error| error.message()), name)
                }));
            }
            filter => return self.filter(filter, context),
        }
        Action::none()
    }

    /// Several are ticked, and something is done with them.
    fn ticked(&mut self, message: Message, context: &Context) -> Action<Message> {
        let seen = |row: &CaseRow| (row.number, row.events as usize);
        let mut open = self.page.rows.iter().filter(|row| row.is_open());
        let message = match message {
            Message::Marked(message) => Some(message),
            Message::TickAll => Some(marked::Message::All(open.map(seen).collect())),
            Message::Tick(at) => {
                let row = self.page.rows.get(at).map(|row| row.number);
                open.find(|one| Some(one.number) == row)
                    .map(seen)
                    .map(|(number, events)| marked::Message::Mark(number, events))
            }
            _ => None,
        };
        match message {
            Some(message) => self.marked.update(message, context).map(Message::Marked),
            None => Action::none(),
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
            Message::AwaitsReply => filters.awaits_reply = !filters.awaits_reply,
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
            Message::OnlyMissed => {
                let Some(given) = &mut self.given else { return Action::none() };
                given.filter = CaseFilter::among(given.missed.iter().copied().collect());
                given.title = format!("{} · 未达标", given.title);
                given.missed.clear();
                return Action::run(self.other_list(context));
            }
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
            Message::Read(request, page) => return self.answered(request, page, context),
            Message::Counted(request, Ok(count)) if request == self.request => {
                self.count = Some((request, count))
            }
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
            Message::Tick(_) | Message::TickAll | Message::Marked(_) => return self.ticked(message, context),
            Message::Open(at) => {
                if let Some(row) = self.page.rows.get(at) {
                    self.selected = Some(at);
                    return Action::ask(Request::Open(row.number, OpenAt::Overview));
                }
            }
            Message::Reveal(number) => {
                let recorded = context.desk.unmasked(&context.actor, number);
                return Action::run(Task::perform(recorded, move |done| {
                    Message::Revealed(number, done.map(drop).map_err(|error| error.message()))
                }));
            }
            Message::Revealed(number, Ok(())) => {
                self.revealed.insert(number);
            }
            Message::Revealed(_, Err(sentence)) => return Action::ask(Request::Warn(sentence)),
            Message::Leave => {
                let back = self.filter(Message::Whole, context);
                return back.and(Request::Back);
            }
            Message::Print => return self.print(context),
            Message::PrintDays(Ok(days)) => return self.print_days(days, context),
            Message::PrintDays(Err(sentence)) => return Action::ask(Request::Warn(sentence)),
            Message::Export(in_full) => return self.export(in_full, context),
            Message::Exported(Ok(Some(told))) => return Action::ask(Request::Say(told)),
            Message::Exported(Ok(None)) => {}
            Message::Exported(Err(sentence)) => return Action::ask(Request::Warn(sentence)),
            other => return self.view_message(other, context),
        }
        Action::none()
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let shown = view::RegisterShown {
            filters: &self.filters,
            sort: self.sort,
            views: &self.views,
            given: self.given.as_ref().map(|given| (given.title.as_str(), &given.missed)),
            page: &self.page,
            before: self.before.len(),
            count: self.count.map(|(_, count)| count),
            values: &self.values,
            selected: self.selected,
            marked: &self.marked,
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
            Shortcut::Print => Some(Message::Print),
            Shortcut::Back if self.given.is_some() => Some(Message::Leave),
            _ => None,
        }
    }

    fn unsaved(&self) -> Option<String> {
        self.marked.has_typed().then(|| "台账里一起办的内容".to_owned())
    }

    fn refresh(&mut self, context: &Context) -> Action<Message> {
        self.revealed.clear();
        if let Some(usual) = self.filters.usual {
            self.filters.choose(usual, context.now().date());
        }
        let views = Task::perform(context.desk.saved_views(), |views| {
            Message::Views(views.map_err(|error| error.message()))
        });
        Action::run(Task::batch([self.read(context), views]))
    }
}
