//! How 网上值守 looks: the places at the left with the last look, the one that is open at the right.

use iced::widget::{Column, column, container, row, space};
use iced::{Alignment, Element, Length, padding};

use crate::domain::watch::{WatchId, WatchedPlace};
use crate::domain::watch_now::WatchNow;
use crate::ui::screen::contract::Context;
use crate::ui::screen::learning::message::{Message, WatchMessage};
use crate::ui::screen::learning::watch_page::WatchPage;
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::table::{Cell, Row, col, table};
use crate::ui::widget::{Chips, button, facts, field, hairline, labelled, pane, panel, section, text};

type Part<'a> = Element<'a, Message>;

/// Width of the list.
const LIST: f32 = 420.0;
/// So many looks stand there.
const LOOKS: usize = 12;

/// The whole page.
pub fn page<'a>(page: &'a WatchPage, context: &'a Context) -> Part<'a> {
    let right = match (&page.typed, page.one()) {
        (Some((id, place)), _) => typing(*id, place, context),
        (None, Some(one)) => open(page, one, context),
        (None, None) => rules(),
    };
    let right = panel(pane(container(right).padding(padding::right(spacing::M))))
        .width(Length::Fill)
        .height(Length::Fill);
    row![list(page, context), right].spacing(spacing::M).height(Length::Fill).into()
}

fn list<'a>(page: &'a WatchPage, context: &'a Context) -> Part<'a> {
    let now = context.now();
    let selected = page.all.iter().position(|one| Some(one.id) == page.open);
    let pick = |at: usize| {
        let id = page.all.get(at).map(|one| one.id);
        id.map_or(Message::Cancel, |id| Message::Watch(WatchMessage::Open(id)))
    };
    let columns = [col("平台"), col("谁看着").width(90.0), col("上次看").width(130.0)];
    let rows = table(columns, page.all.len(), move |at| {
        let Some(one) = page.all.get(at) else { return Row::new([]) };
        let last = one.last().map_or("还没看过".to_owned(), |look| look.at.short(now));
        let tone = if one.is_stale(now) { Tone::Waiting } else { Tone::Plain };
        Row::new([
            Cell::text(one.place.platform.as_str()),
            Cell::text(one.place.watcher.as_str()),
            Cell::text(last).tone(tone),
        ])
    })
    .selected(selected)
    .on_select(pick)
    .on_open(pick)
    .empty("还没有要看的地方");
    let rows = container(rows).padding(1).style(surface::panel).height(Length::Fill);
    let set: Part<'a> = if context.is_supervisor() {
        button::secondary("加一个地方").on_press(Message::Watch(WatchMessage::New)).into()
    } else {
        text::caption("看哪些地方、由谁看，由客服主任安排").into()
    };
    column![set, rows].spacing(spacing::M).width(LIST).into()
}

/// What holds wherever one writes in public. Ledger 15-02 to 15-05, 15-10.
fn rules<'a>() -> Part<'a> {
    let lines = [
        "看到了就登记：按 F4，选「网上公开」，写下平台、链接、发帖人，截图拖进受理单。发帖、看到、回帖的时间都填。",
        "从看到起 4 小时内回帖。还没查清，就先说已经看到、正在查、什么时候再说。",
        "怎么回由一个人定：受理单上的「统一口径」写好了大家才回，谁也不另说一套。",
        "只由指定的人回帖。被投诉的人不自己回，不在网上争对错，不说是谁家提的。",
        "能私下说的请对方私下联系；他删帖是他的事，不求、不逼。",
    ];
    let lines = lines.into_iter().map(|line| text::body(format!("· {line}")).into());
    column![section("网上回帖的规矩", ""), Column::with_children(lines).spacing(spacing::S)]
        .spacing(spacing::S)
        .into()
}

fn open<'a>(page: &'a WatchPage, one: &'a WatchNow, context: &'a Context) -> Part<'a> {
    let now = context.now();
    let change = context.is_supervisor().then(|| {
        row![
            button::secondary("改").small().on_press(Message::Watch(WatchMessage::Change)),
            button::quiet("以后不看了").small().on_press(Message::Watch(WatchMessage::Drop)),
        ]
        .spacing(spacing::S)
    });
    let head =
        row![text::title(&one.place.platform), change].spacing(spacing::M).align_y(Alignment::Center).wrap();
    let last =
        one.last().map_or("还没看过".to_owned(), |look| format!("{} {}", look.by, look.at.short(now)));
    let link = if one.place.link.is_empty() { "—" } else { one.place.link.as_str() };
    let lines = [("谁看着", one.place.watcher.clone()), ("链接", link.to_owned()), ("上次看", last)];
    let found = field("看到什么", &page.found)
        .placeholder("没有新的就空着")
        .on_input(|text| Message::Watch(WatchMessage::Found(text)));
    let acts = row![
        button::primary("看过了").on_press(Message::Watch(WatchMessage::Looked(one.id))),
        button::secondary("登记网上投诉").keys("F4").on_press(Message::Watch(WatchMessage::TakeIn)),
    ]
    .spacing(spacing::S);
    let looks = one.looks.iter().rev().take(LOOKS).map(|look| {
        let found = if look.found.is_empty() { "没有新的" } else { look.found.as_str() };
        row![
            text::caption(look.at.short(now)).width(110),
            text::caption(&look.by).width(80),
            text::body(found).width(Length::Fill)
        ]
        .spacing(spacing::S)
        .into()
    });
    let looks = Column::with_children(looks).spacing(spacing::XS);
    column![
        head,
        facts(lines),
        found,
        acts,
        hairline(),
        rules(),
        hairline(),
        section("谁什么时候看过", "最新的在上"),
        looks
    ]
    .spacing(spacing::M)
    .into()
}

fn typing<'a>(id: Option<WatchId>, place: &'a WatchedPlace, context: &'a Context) -> Part<'a> {
    let head = if id.is_some() { "改网上值守" } else { "加一个要看的地方" };
    let platform = field("平台或群", &place.platform)
        .placeholder("例如：业主群、本地论坛")
        .on_input(|text| Message::Watch(WatchMessage::Platform(text)));
    let link = field("链接", &place.link)
        .placeholder("没有就空着")
        .on_input(|text| Message::Watch(WatchMessage::Link(text)));
    let people = context.staff.iter().filter(|one| one.active).map(|one| one.name.clone());
    let watcher = Chips::one_of(
        people.collect::<Vec<_>>(),
        Some(&place.watcher),
        |name| name.clone().into(),
        |name| Message::Watch(WatchMessage::Watcher(name)),
    );
    let foot = row![
        space().width(Length::Fill),
        button::secondary("不改了").keys(Shortcut::Back.keys()).on_press(Message::Cancel),
        button::primary("保存").keys(Shortcut::Save.keys()).on_press(Message::Save),
    ]
    .spacing(spacing::S);
    column![section(head, ""), platform, link, labelled("由谁看着", "", watcher), foot]
        .spacing(spacing::M)
        .into()
}
