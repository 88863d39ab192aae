//! 今日, the first screen: what is owed now in the order of its time, each line with the button that leads to the
//! step; the ways to take something in; drafts; the counts of the day.

use chrono::Duration;
use iced::widget::{Row as Line_, column, container, responsive, row, space};
use iced::{Alignment, Element, Length, Task, padding};

use crate::desk::error::Error;
use crate::desk::today::Today as Answer;
use crate::domain::code::Channel;
use crate::domain::obligation::Urge;
use crate::domain::time::Moment;
use crate::domain::today::{TodayGroup, TodayQuery};
use crate::ui::screen::contract::{Action, Context, Request, RequestId, Screen};
use crate::ui::screen::today::line::{Filter, Line};
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::table::{Cell, Row, col, table};
use crate::ui::widget::{Chips, button, focus, notice, stat, text};
use crate::ui::{icon, spacing};

pub mod line;

/// The screen.
#[derive(Debug)]
pub struct Today {
    turn: RequestId,
    filter: Filter,
    answer: Option<Answer>,
    /// The clock is behind the last event: the sentence.
    clock: Option<String>,
    lines: Vec<Line>,
    selected: Option<usize>,
    /// Another list than before: it starts from the top.
    version: u64,
    failed: Option<String>,
}

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The desk's answer to a question.
    Read(RequestId, Result<(Box<Answer>, Option<String>), String>),
    /// Once more.
    Retry,
    /// A filter was chosen.
    Filter(Filter),
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
            filter: Filter::All,
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
    fn count(&self, group: TodayGroup) -> usize {
        self.answer.as_ref().map_or(0, |answer| answer.counts.of(group))
    }

    fn read(&mut self, context: &Context) -> Task<Message> {
        let turn = self.turn.ask();
        let group = self.filter.group().unwrap_or(TodayGroup::All);
        let query = TodayQuery { group, ..TodayQuery::all(context.actor.name.as_str()) };
        let (today, clock) = (context.desk.today(query), context.desk.clock_warning());
        let both = async move { Ok((Box::new(today.await?), clock.await?)) };
        Task::perform(both, move |answer: Result<_, Error>| {
            Message::Read(turn, answer.map_err(|error| error.message()))
        })
    }

    fn line(&self, at: usize) -> Option<&Line> {
        self.lines.get(at)
    }
}

impl Screen for Today {
    type Message = Message;

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Read(turn, _) if turn != self.turn => {}
            Message::Read(_, Ok((answer, clock))) => {
                self.lines = Line::all(&answer, self.filter, &context.settings.rules);
                self.selected = self.selected.filter(|at| *at < self.lines.len());
                let first = self.answer.replace(*answer).is_none();
                self.clock = clock;
                self.failed = None;
                if first {
                    return Action::run(focus::to(LIST));
                }
            }
            Message::Read(_, Err(sentence)) => self.failed = Some(sentence),
            Message::Retry => return Action::run(self.read(context)),
            Message::Filter(filter) => {
                self.filter = filter;
                self.selected = None;
                self.version += 1;
                return Action::run(self.read(context));
            }
            Message::Select(at) => self.selected = Some(at),
            Message::Open(at) => {
                if let Some(line) = self.line(at) {
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

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let failed = self.failed.as_deref().map(|sentence| {
            notice("没有读出来", sentence, Tone::Danger)
                .action(button::secondary("再试一次").on_press(Message::Retry))
        });
        let clock = self.clock.as_deref().map(|sentence| notice("请核对时钟", sentence, Tone::Waiting));
        let chips = Chips::one_of(
            Filter::ALL,
            Some(&self.filter),
            |filter| self.chip(*filter).into(),
            Message::Filter,
        )
        .plain()
        .width(Length::Fill);
        let list = responsive(move |size| self.table(size.width, context));
        let list = container(list).padding(1).style(surface::panel).height(Length::Fill);
        column![self.top(context), failed, clock, chips, list, self.foot(context)]
            .spacing(spacing::M)
            .padding(padding::all(spacing::L).bottom(spacing::M))
            .into()
    }
}

impl Today {
    fn top<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let walk_in = button::primary("来访登记")
            .large()
            .keys(Shortcut::WalkIn.keys())
            .on_press(Message::Intake(Channel::WalkIn));
        let phone = button::primary("来电登记")
            .large()
            .keys(Shortcut::Phone.keys())
            .on_press(Message::Intake(Channel::Phone));
        let other = button::secondary("网上／转办／来函")
            .large()
            .keys(Shortcut::OtherChannel.keys())
            .on_press(Message::Intake(Channel::Online));
        let intake = Line_::new().push(walk_in).push(phone).push(other).spacing(spacing::M).wrap();
        row![container(intake).width(Length::Fill), self.tiles(context)]
            .spacing(spacing::M)
            .align_y(Alignment::Start)
            .into()
    }

    fn tiles<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let [overdue, due_soon, visits, in_hand] =
            [TodayGroup::Overdue, TodayGroup::DueSoon, TodayGroup::VisitToday, TodayGroup::All]
                .map(|group| self.count(group));
        let tone = |count: usize, tone| if count > 0 { tone } else { Tone::Muted };
        row![
            stat(overdue.to_string(), "已逾期", tone(overdue, Tone::Danger)),
            stat(due_soon.to_string(), soon_words(context), tone(due_soon, Tone::Waiting)),
            stat(visits.to_string(), "今日回访", tone(visits, Tone::Plain)),
            stat(in_hand.to_string(), "处理中", tone(in_hand, Tone::Plain)),
        ]
        .spacing(spacing::M)
        .into()
    }

    fn chip(&self, filter: Filter) -> String {
        let drafts = self.answer.as_ref().map_or(0, |answer| answer.drafts.len());
        let count = match filter.group() {
            Some(TodayGroup::All) => self.count(TodayGroup::All) + drafts,
            Some(group) => self.count(group),
            None => drafts,
        };
        match count {
            0 if filter != Filter::All => filter.label().to_owned(),
            count => format!("{} {count}", filter.label()),
        }
    }

    fn table<'a>(&'a self, width: f32, context: &'a Context) -> Element<'a, Message> {
        let (now, soon) = (context.now(), soon(context));
        // In a small window the matter itself keeps the room.
        let (who, handler) = if width < ROOMY { (116.0, 76.0) } else { (170.0, 112.0) };
        let columns = [
            col("时限").width(122.0),
            col("该做什么").width(128.0),
            col("业主").width(who),
            col("事项"),
            col("责任人").width(handler),
            col("").width(116.0).right(),
        ];
        let empty = if self.answer.is_some() { self.filter.nothing() } else { "正在读取…" };
        table(columns, self.lines.len(), move |at| match self.line(at) {
            Some(line) => cells(line, at, now, soon),
            None => Row::new([]),
        })
        .selected(self.selected)
        .on_select(Message::Select)
        .on_open(Message::Open)
        .version(self.version)
        .empty(empty)
        .id(LIST)
        .into()
    }

    fn foot<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let Some(answer) = &self.answer else { return space().height(spacing::XL).into() };
        let total: usize = answer.taken_in.iter().map(|(_, count)| count).sum();
        let kinds: Vec<String> = answer
            .taken_in
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(kind, count)| format!("{} {count}", kind.label()))
            .collect();
        let kinds = if kinds.is_empty() { String::new() } else { format!("（{}）", kinds.join(" · ")) };
        let taken_in = text::caption(format!("今日受理 {total}{kinds}"));
        let now = context.now();
        let (backup, tone) = match answer.last_backup {
            Some(at) if at.date() == now.date() => {
                (format!("上次备份 今天 {} {}", at.clock(), icon::DONE), Tone::Muted)
            }
            Some(at) => (format!("{} 上次备份 {}", icon::ALERT, at.short(now)), Tone::Waiting),
            None => ("还没有备份".to_owned(), Tone::Muted),
        };
        row![taken_in, text::small(backup, tone)].spacing(spacing::XL).into()
    }
}

/// From this width of the list on, names are shown whole.
const ROOMY: f32 = 1000.0;

/// The name of the list, to focus it by.
const LIST: &str = "today-list";

fn soon(context: &Context) -> Duration {
    Duration::minutes(context.settings.rules.due_soon_minutes.into())
}

fn soon_words(context: &Context) -> String {
    match context.settings.rules.due_soon_minutes {
        60 => "一小时内".to_owned(),
        minutes => format!("{minutes}分钟内"),
    }
}

fn cells(line: &Line, at: usize, now: Moment, soon: Duration) -> Row<'_, Message> {
    let (words, urge) = line.time(now, soon);
    let time = match urge {
        Urge::Overdue => Cell::text(format!("{} {words}", icon::ALERT)).bold().tone(Tone::Danger),
        Urge::DueSoon => Cell::text(words).bold().tone(Tone::Waiting),
        Urge::Open if words.starts_with("今天") => Cell::text(words).bold(),
        Urge::Open => Cell::text(words),
    };
    let handler = line.handler.as_deref().unwrap_or("待指派");
    let handler_tone = if line.handler.is_some() { Tone::Plain } else { Tone::Waiting };
    let go = button::secondary(format!("{} {}", line.go, icon::FORWARD))
        .small()
        .mouse_only()
        .on_press(Message::Open(at));
    let row = Row::new([
        time,
        Cell::text(line.todo.as_str()),
        Cell::text(line.who.as_str()),
        Cell::text(line.gist.as_str()).note(line.small_words(now), Tone::Muted),
        Cell::text(handler).tone(handler_tone),
        Cell::element(go),
    ]);
    if urge == Urge::Overdue { row.tone(Tone::Danger) } else { row }
}
