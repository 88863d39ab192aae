//! What the register looks like: filters above, the list below.

use std::collections::BTreeSet;

use iced::widget::scrollable::{Direction, Scrollable, Scrollbar};
use iced::widget::{column, container, responsive, row, space};
use iced::{Alignment, Element, Length, padding};

use crate::domain::case::CaseNumber;
use crate::domain::case_column::CaseColumn;
use crate::domain::case_query::{CaseCount, CaseOrder, CasePage, CaseQuery, CaseValues};
use crate::domain::code::{CaseKind, Category, Channel, Flag, Status};
use crate::domain::marker::Marker;
use crate::domain::reading::time::Tense;
use crate::ui::screen::contract::Context;
use crate::ui::screen::form::marked::MarkedCases;
use crate::ui::screen::form::understood::{self, Understood};
use crate::ui::screen::register::days::Usual;
use crate::ui::screen::register::filter::Filters;
use crate::ui::screen::register::line::{self, LineLook, line};
use crate::ui::screen::register::message::Message;
use crate::ui::screen::register::views::{self, Views};
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::scroll;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{Chips, Table, button, chip, chips, col, field, notice, table, text};
use crate::ui::{icon, spacing};

/// The name of the list, to focus it by.
pub const TABLE: &str = "register-table";

const DAY: f32 = 124.0;
const WORDS: f32 = 280.0;
const LABEL: f32 = 52.0;

type Part<'a> = Element<'a, Message>;

/// What the screen shows.
#[derive(Clone, Copy)]
pub struct RegisterShown<'a> {
    /// The chips and fields.
    pub filters: &'a Filters,
    /// How the list is sorted.
    pub sort: CaseOrder,
    /// Views and columns.
    pub views: &'a Views,
    /// The title of the list behind a figure, and those that missed what it asks for.
    pub given: Option<(&'a str, &'a BTreeSet<CaseNumber>)>,
    /// The page in sight.
    pub page: &'a CasePage,
    /// How many pages are before it.
    pub before: usize,
    /// How many cases there are in all.
    pub count: Option<CaseCount>,
    /// What can be filtered by.
    pub values: &'a CaseValues,
    /// The marked one.
    pub selected: Option<usize>,
    /// Those that are ticked.
    pub marked: &'a MarkedCases,
    /// Those whose telephone numbers stand in full.
    pub revealed: &'a BTreeSet<CaseNumber>,
    /// The further filters are unfolded.
    pub unfolded: bool,
    /// Which list it is.
    pub version: u64,
    /// An answer is on its way.
    pub reading: bool,
    /// Why nothing could be read.
    pub failed: Option<&'a str>,
}

/// Below this height the chips that narrow the list stand behind 更多筛选.
const LOW: f32 = 600.0;

/// The whole screen.
pub fn screen<'a>(shown: RegisterShown<'a>, context: &'a Context) -> Part<'a> {
    responsive(move |size| laid_out(shown, context, size.height < LOW)).into()
}

fn laid_out<'a>(shown: RegisterShown<'a>, context: &'a Context, low: bool) -> Part<'a> {
    let head = match shown.given {
        Some((title, missed)) => Some(given(title, missed.len())),
        // What is done with those that are ticked needs the room in a low window.
        None if shown.marked.has_form() => None,
        None => Some(filters(shown, context, low)),
    };
    let failed = shown.failed.map(|sentence| {
        notice("读不出台账", sentence, Tone::Danger)
            .action(button::secondary("再试一次").small().on_press(Message::Retry))
    });
    let list = responsive(move |size| {
        let columns = line::fitting(&shown.views.columns, has_missed(shown), size.width);
        let narrowest = line::narrowest(&columns, has_missed(shown));
        let width = size.width.max(narrowest);
        let bar = Scrollbar::new().width(8).scroller_width(6).margin(2);
        // The scroller gets room of its own below the last row.
        let below = if size.width < narrowest { spacing::M } else { 0.0 };
        let list = container(list(shown, columns, context)).width(width).padding(padding::bottom(below));
        Scrollable::with_direction(list, Direction::Horizontal(bar))
            .style(scroll::pane)
            .height(Length::Fill)
            .into()
    });
    let marked = shown.marked.view(context).map(|bar| bar.map(Message::Marked));
    column![head, foot(shown, context), marked, failed, list]
        .spacing(spacing::M)
        .padding(padding::all(spacing::L).top(spacing::M))
        .into()
}

/// The head of a list behind a figure.
fn given(title: &str, missed: usize) -> Part<'_> {
    let only =
        (missed > 0).then(|| button::link(format!("其中 {missed} 件未达标")).on_press(Message::OnlyMissed));
    row![
        button::secondary(format!("{} 返回", icon::BACK))
            .keys(Shortcut::Back.keys())
            .on_press(Message::Leave),
        text::title(title),
        only,
        space().width(Length::Fill),
        button::secondary("打印").keys(Shortcut::Print.keys()).on_press(Message::Print),
        button::quiet("看全部台账").on_press(Message::Whole),
    ]
    .spacing(spacing::M)
    .align_y(Alignment::Center)
    .into()
}

fn filters<'a>(shown: RegisterShown<'a>, context: &'a Context, low: bool) -> Part<'a> {
    let filters = shown.filters;
    let usual =
        Chips::one_of(Usual::ALL, filters.usual.as_ref(), |usual| usual.label().into(), Message::Usual)
            .plain();
    let day = |value: &'a str, placeholder: &str, message: fn(String) -> Message| {
        let read = Understood::day(value, Tense::Near, context.now().date()).and_then(Understood::if_sure);
        let typed = field("", value).placeholder(placeholder).on_input(message).width(DAY);
        understood::with(typed, read.as_ref(), message)
    };
    let days = row![
        day(&filters.from, "从 11-1", Message::From),
        text::caption("至"),
        day(&filters.to, "到 11-30", Message::To),
    ]
    .spacing(spacing::S)
    .align_y(Alignment::Center);
    let print = button::secondary("打印").keys(Shortcut::Print.keys()).on_press(Message::Print);
    let words = field("", &filters.text)
        .placeholder("编号、姓名、房号、电话、内容")
        .on_input(Message::Text)
        .width(WORDS);
    let more = match filters.further() {
        0 => "更多筛选".to_owned(),
        count => format!("更多筛选 {count}"),
    };
    let opening = row![
        button::secondary(more).opens().on_press(Message::Further),
        button::secondary("列和视图").opens().on_press(Message::Arrange),
    ]
    .spacing(spacing::M);
    let title = (!low).then(|| text::title("台账"));
    let (beside, below) = if low { (Some(opening), None) } else { (None, Some(opening)) };
    let first = row![title, usual, days, words, beside].spacing(spacing::M).align_y(Alignment::Center).wrap();
    let first = row![container(first).width(Length::Fill), print].spacing(spacing::M);
    column![
        first,
        views::line(shown.views),
        (!low || shown.unfolded).then(|| narrowing(filters, below)),
        views::panel_of(shown.views),
        shown.unfolded.then(|| further(shown, context)),
    ]
    .spacing(spacing::S)
    .into()
}

/// States, overdue, letters out and kinds.
fn narrowing<'a>(filters: &'a Filters, opening: Option<iced::widget::Row<'a, Message>>) -> Part<'a> {
    let states = Status::ALL.iter().map(|one| chip(one.label(), filters.status.contains(one)));
    let marks = [
        chip(Marker::Overdue.label(), filters.overdue).tone(Tone::Danger),
        chip(Marker::AwaitsReply.label(), filters.awaits_reply),
    ];
    let states = chips(states.chain(marks).collect::<Vec<_>>()).plain();
    let states = states.on_pick(|at| match Status::ALL.get(at) {
        Some(status) => Message::Status(*status),
        None if at == Status::ALL.len() => Message::Overdue,
        None => Message::AwaitsReply,
    });
    let kinds = Chips::one_of(
        CaseKind::ALL.iter().copied(),
        filters.kind.as_ref(),
        |k| k.label().into(),
        Message::Kind,
    )
    .plain();
    row![states, kinds, opening].spacing(spacing::M).align_y(Alignment::Center).wrap().into()
}

fn categories<'a>(filters: &'a Filters, context: &'a Context) -> Part<'a> {
    let all: Vec<Option<&Category>> = std::iter::once(None)
        .chain(context.settings.categories.iter().map(|entry| Some(&entry.code)))
        .collect();
    let chosen = filters.category.as_ref();
    let labels = all
        .iter()
        .map(|one| chip(one.map_or("全部类别", |one| context.settings.category_label(one)), *one == chosen));
    chips(labels.collect::<Vec<_>>())
        .plain()
        .width(Length::Fill)
        .on_pick(move |at| Message::Category(all[at].cloned()))
        .into()
}

/// What is seldom narrowed by: category, channel, marks, people, department, building.
fn further<'a>(shown: RegisterShown<'a>, context: &'a Context) -> Part<'a> {
    let (filters, values) = (shown.filters, shown.values);
    let channels = Chips::one_of(
        Channel::ALL.iter().copied(),
        filters.channel.as_ref(),
        |channel| channel.label().into(),
        move |channel| Message::Channel((filters.channel != Some(channel)).then_some(channel)),
    )
    .plain()
    .width(Length::Fill);
    let offered: Vec<Flag> =
        Flag::ALL.iter().copied().filter(|one| one.is_shown(context.is_supervisor())).collect();
    let flags = offered.iter().map(|one| chip(one.label(), filters.flags.contains(one)));
    let flags = chips(flags.collect::<Vec<_>>())
        .plain()
        .width(Length::Fill)
        .on_pick(move |at| offered.get(at).map_or(Message::Further, |flag| Message::Flag(*flag)));
    column![
        line_of("类别", categories(filters, context)),
        line_of("渠道", channels.into()),
        line_of("标记", flags.into()),
        choice("责任人", &values.handlers, &filters.handler, Message::Handler),
        choice("受理人", &values.receivers, &filters.receiver, Message::Receiver),
        choice("部门", &values.departments, &filters.department, Message::Department),
        choice("楼栋", &values.buildings, &filters.building, Message::Building),
    ]
    .spacing(spacing::XS)
    .into()
}

fn line_of<'a>(label: &'a str, content: Part<'a>) -> Part<'a> {
    row![container(text::caption(label)).width(LABEL).padding(padding::top(spacing::XS)), content]
        .spacing(spacing::S)
        .into()
}

/// One of the values that occur; pressed again it is let go. Nothing when none occurs.
fn choice<'a>(
    label: &'a str,
    values: &'a [String],
    chosen: &'a Option<String>,
    message: fn(Option<String>) -> Message,
) -> Option<Part<'a>> {
    let labels = values.iter().map(|value| chip(value.as_str(), chosen.as_ref() == Some(value)));
    let list = chips(labels.collect::<Vec<_>>()).plain().width(Length::Fill).on_pick(move |at| {
        let value = values.get(at).filter(|value| chosen.as_ref() != Some(value));
        message(value.cloned())
    });
    (!values.is_empty()).then(|| line_of(label, list.into()))
}

/// How many there are, or what is wrong with what was typed.
fn foot<'a>(shown: RegisterShown<'a>, context: &Context) -> Part<'a> {
    let now = context.now();
    let wrong = match shown.given {
        None => shown.filters.days(now.date()).err(),
        Some(_) => None,
    };
    if let Some(sentence) = wrong {
        return text::small(format!("{} {sentence}", icon::ALERT), Tone::Danger).into();
    }
    let count = match shown.count {
        None => "正在读…".to_owned(),
        Some(CaseCount { all, overdue: 0, more, .. }) => format!("共 {}", so_many(all, more)),
        Some(CaseCount { all, overdue, more, more_overdue }) => {
            format!("共 {}，逾期 {}", so_many(all, more), so_many(overdue, more_overdue))
        }
    };
    let clear = shown.given.is_none() && shown.filters.narrows();
    row![
        text::small(count, Tone::Plain),
        text::caption("↑↓ 选择，Enter 打开，空格勾选；点电话看全号"),
        has_open(shown).then(|| button::link("全勾这一页").on_press(Message::TickAll)),
        clear.then(|| button::link("清除筛选").on_press(Message::Clear)),
        button::link("导出表格").on_press(Message::Export(false)),
        context.is_supervisor().then(|| button::link("导出（完整电话）").on_press(Message::Export(true))),
        space().width(Length::Fill),
        pager(shown),
    ]
    .spacing(spacing::M)
    .align_y(Alignment::Center)
    .height(24)
    .into()
}

/// `312 件`, or `20000 多件` where counting ended before all were looked at.
fn so_many(count: usize, more: bool) -> String {
    match (count, more) {
        (count, false) => format!("{count} 件"),
        (0, true) => "很多件，没有数完".to_owned(),
        (count, true) => format!("{count} 多件"),
    }
}

/// Which rows are in sight, and the way to those before and after; nothing when all are.
fn pager<'a>(shown: RegisterShown<'a>) -> Option<Part<'a>> {
    let first = shown.before * CaseQuery::PAGE;
    let rows = shown.page.rows.len();
    (first > 0 || shown.page.more).then(|| {
        row![
            text::caption(format!("第 {}–{} 件", first + 1, first + rows)),
            button::quiet("上一页").small().on_press_maybe((first > 0).then_some(Message::Previous)),
            button::quiet("下一页").small().on_press_maybe(shown.page.more.then_some(Message::Next)),
        ]
        .spacing(spacing::S)
        .align_y(Alignment::Center)
        .into()
    })
}

/// Whether something can still be done with some of the page.
fn has_open(shown: RegisterShown<'_>) -> bool {
    shown.page.rows.iter().any(|row| row.is_open())
}

/// Whether some of the list are marked as having missed what its figure asks for.
fn has_missed(shown: RegisterShown<'_>) -> bool {
    shown.given.is_some_and(|(_, missed)| !missed.is_empty())
}

fn list<'a>(shown: RegisterShown<'a>, columns: Vec<CaseColumn>, context: &'a Context) -> Table<'a, Message> {
    let sort = shown.sort;
    let by = |one: CaseOrder| {
        // A second press leads back to the newest first.
        let next = if sort == one { CaseOrder::Newest } else { one };
        (Message::Sort(next), (sort == one).then_some(true))
    };
    let boxes = col("").width(line::TICK);
    let heads = std::iter::once(boxes).chain(columns.iter().map(|one| {
        let column = match line::width(*one, has_missed(shown)) {
            Some(width) => col(one.label()).width(width),
            None => col(one.label()),
        };
        match one.order() {
            None => column,
            Some(CaseOrder::Newest) => {
                let (message, sorted) = match sort {
                    CaseOrder::Newest => (CaseOrder::Oldest, Some(false)),
                    CaseOrder::Oldest => (CaseOrder::Newest, Some(true)),
                    _ => (CaseOrder::Newest, None),
                };
                column.sort(Message::Sort(message), sorted)
            }
            Some(order) => {
                let (message, sorted) = by(order);
                column.sort(message, sorted)
            }
        }
    }));
    let heads: Vec<_> = heads.collect();
    let now = context.now();
    let row = move |at: usize| {
        let Some(case) = shown.page.rows.get(at) else { return table::Row::new([]) };
        let missed = shown.given.is_some_and(|(_, missed)| missed.contains(&case.number));
        let (ticked, revealed) = (shown.marked.holds(case.number), shown.revealed.contains(&case.number));
        let look = LineLook { at, ticked, revealed, missed };
        line(case, &columns, look, context, now)
    };
    let nothing = match shown.given {
        Some(_) => "这个数字背后没有受理单。",
        None if shown.filters.narrows() => "没有符合这些条件的受理单，可以清除筛选或换个时间段。",
        None => "这些天没有受理单。",
    };
    table(heads, shown.page.rows.len(), row)
        .selected(shown.selected)
        .on_select(Message::Select)
        .on_open(Message::Open)
        .on_tick(Message::Tick)
        .version(shown.version)
        .empty(if shown.reading { "正在读…" } else { nothing })
        .id(TABLE)
}
