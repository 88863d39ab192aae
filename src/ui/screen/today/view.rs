//! How 今日 looks: what comes in and the tiles, the chips, the list, the foot.

use chrono::{Duration, NaiveDate};
use iced::widget::{Column, Row as Line_, column, container, responsive, row, space};
use iced::{Alignment, Element, Length, padding};

use crate::domain::code::Channel;
use crate::domain::daily_check::CheckList;
use crate::domain::improvement_now::{ImprovementNow, ImprovementStage};
use crate::domain::obligation::Urge;
use crate::domain::routine_now::RoutineNow;
use crate::domain::time::Moment;
use crate::domain::today::TodayGroup;
use crate::domain::watch_now::WatchNow;
use crate::ui::screen::contract::{Context, LearningPage};
use crate::ui::screen::outage_strip::{Presses, strip};
use crate::ui::screen::today::filter::Filter;
use crate::ui::screen::today::line::Line;
use crate::ui::screen::today::screen::{LIST, Message, Today};
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::table::{Cell, Row, col, table};
use crate::ui::widget::{button, chip, chips, notice, text, tile};
use crate::ui::{icon, spacing};

type Part<'a> = Element<'a, Message>;

/// From this width of the list on, names are shown whole.
const ROOMY: f32 = 1000.0;

/// The whole screen.
pub fn screen<'a>(today: &'a Today, context: &'a Context) -> Part<'a> {
    let failed = today.failed.as_deref().map(|sentence| {
        notice("没有读出来", sentence, Tone::Danger)
            .action(button::secondary("再试一次").on_press(Message::Retry))
    });
    let clock = today.clock.as_deref().map(|sentence| notice("请核对时钟", sentence, Tone::Waiting));
    let copies = today.copies.as_deref().map(|sentence| notice("请接上备份盘", sentence, Tone::Waiting));
    let data = context.desk.contradiction().map(|sentence| notice("请核对数据", sentence, Tone::Danger));
    let place = context.desk.place_warning();
    let place = place.map(|sentence| notice("请移开数据文件夹", sentence, Tone::Waiting));
    let list = responsive(move |size| lines(today, size.width, context));
    let list = container(list).padding(1).style(surface::panel).height(Length::Fill);
    let outages = today.answer.as_ref().map_or(&[][..], |answer| answer.outages.as_slice());
    let presses = Presses { call: Message::OutageCall, open: Message::Outages };
    let outages = strip(outages, context.now(), false, &presses);
    column![
        top(today, context),
        failed,
        data,
        place,
        clock,
        copies,
        outages,
        end_of_day(today, context),
        filters(today),
        people(today),
        list,
        foot(today, context)
    ]
    .spacing(spacing::M)
    .padding(padding::all(spacing::L).bottom(spacing::M))
    .into()
}

/// So many notices stand beside one another.
const BESIDE: usize = 2;

/// What the end of the day and of the shift still asks for, in one line. Rules §8.
fn end_of_day<'a>(today: &'a Today, context: &Context) -> Option<Part<'a>> {
    let answer = today.answer.as_ref()?;
    let shift = answer.waiting_shift.as_ref().map(|shift| {
        let words = format!("{} {} 留的交班记录，还没人接班", shift.from, shift.at.short(context.now()));
        notice("交班", words, Tone::Waiting)
            .action(button::secondary("去接班").small().on_press(Message::ShiftNotes))
    });
    let check = checks_words(&answer.unsigned, context.now()).map(|words| {
        notice("日盘点", words, Tone::Waiting)
            .action(button::secondary("去盘点").small().on_press(Message::DailyCheck))
    });
    let routines = routines_words(&answer.routines).map(|words| {
        notice("例行事务", words, Tone::Waiting)
            .action(button::secondary("去签字").small().on_press(Message::Learning(LearningPage::Routines)))
    });
    let watch = watch_words(&answer.unwatched).map(|words| {
        notice("网上值守", words, Tone::Waiting)
            .action(button::secondary("去看看").small().on_press(Message::Learning(LearningPage::Watch)))
    });
    let mine = |one: &&ImprovementNow| one.concerns(&context.actor);
    let improvements = answer.improvements.iter().filter(mine).collect::<Vec<_>>();
    let improvements = improvement_words(&improvements, context.now()).map(|words| {
        notice("改进措施", words, Tone::Waiting).action(
            button::secondary("去检查").small().on_press(Message::Learning(LearningPage::Improvements)),
        )
    });
    let parts = [shift, check, routines, watch, improvements].into_iter().flatten().map(Part::from);
    let mut lines: Vec<Vec<Part<'a>>> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if line.len() < BESIDE => line.push(part),
            _ => lines.push(vec![part]),
        }
    }
    let lines = lines.into_iter().map(|line| Line_::with_children(line).spacing(spacing::M).into());
    let lines: Vec<Part<'a>> = lines.collect();
    (!lines.is_empty()).then(|| Column::with_children(lines).spacing(spacing::S).into())
}

/// `试一遍电话和对讲 等 3 项没签`.
fn routines_words(owed: &[(RoutineNow, Vec<NaiveDate>)]) -> Option<String> {
    let (first, _) = owed.first()?;
    Some(match owed.len() {
        1 => format!("「{}」没签", first.routine.title),
        count => format!("「{}」等 {count} 项没签", first.routine.title),
    })
}

/// `「加一道巡查」该检查效果了（王倩）`.
fn improvement_words(owed: &[&ImprovementNow], now: Moment) -> Option<String> {
    let first = owed.first()?;
    let measure = format!("「{}」", first.improvement.measure);
    let words = match (owed.len(), first.stage(now.date())) {
        (1, ImprovementStage::WantsAnother) => format!("{measure}没有效果，请换一条"),
        (1, _) => format!("{measure}该检查效果了（{}）", first.improvement.checker),
        (count, _) => format!("{measure}等 {count} 条该检查效果或换新了"),
    };
    Some(words)
}

/// `业主群 一天没人看了（李敏）`.
fn watch_words(stale: &[WatchNow]) -> Option<String> {
    let first = stale.first()?;
    let place = format!("{}（{}）", first.place.platform, first.place.watcher);
    Some(match stale.len() {
        1 => format!("{place}一天没人看了"),
        count => format!("{place}等 {count} 处一天没人看了"),
    })
}

/// `今天 3 张没签；另有 2 天没签完`.
fn checks_words(unsigned: &[(NaiveDate, CheckList)], now: Moment) -> Option<String> {
    let today = unsigned.iter().filter(|(day, _)| *day == now.date()).count();
    let mut earlier: Vec<NaiveDate> =
        unsigned.iter().map(|(day, _)| *day).filter(|day| *day != now.date()).collect();
    earlier.dedup();
    let today = (today > 0).then(|| format!("今天 {today} 张没签"));
    let earlier = (!earlier.is_empty()).then(|| format!("以前有 {} 天没签完", earlier.len()));
    let words: Vec<String> = today.into_iter().chain(earlier).collect();
    (!words.is_empty()).then(|| words.join("；"))
}

fn top<'a>(today: &'a Today, context: &'a Context) -> Part<'a> {
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
    row![container(intake).width(Length::Fill), tiles(today, context)]
        .spacing(spacing::M)
        .align_y(Alignment::Start)
        .into()
}

/// The figures: each keeps the cases that it counts.
fn tiles<'a>(today: &'a Today, context: &'a Context) -> Part<'a> {
    let tiles = Filter::TILES.map(|group| {
        let count = today.count(group);
        let (label, tone) = match group {
            TodayGroup::Overdue => ("已逾期".to_owned(), Tone::Danger),
            TodayGroup::DueSoon => (soon_words(context), Tone::Waiting),
            TodayGroup::All => ("没了结 · 件".to_owned(), Tone::Plain),
            group => (Filter::Group(group).label().to_owned(), Tone::Plain),
        };
        let tone = if count > 0 { tone } else { Tone::Muted };
        let filter = Filter::Group(group);
        tile(count.to_string(), label, tone, today.filter == filter, Message::Filter(filter))
    });
    Line_::from_iter(tiles).spacing(spacing::S).into()
}

/// The chips with something behind them, and the one chosen.
fn filters(today: &Today) -> Part<'_> {
    let count = |filter: Filter| {
        let drafts = today.answer.as_ref().map_or(0, |answer| answer.drafts.len());
        match filter {
            Filter::ALL => today.count(TodayGroup::All) + drafts,
            Filter::Group(group) => today.count(group),
            Filter::Drafts => drafts,
        }
    };
    let always = [Filter::ALL, Filter::Group(TodayGroup::Mine), today.filter];
    let shown: Vec<Filter> =
        Filter::CHIPS.into_iter().filter(|one| always.contains(one) || count(*one) > 0).collect();
    let chips = chips(shown.iter().map(|one| {
        let words = match count(*one) {
            0 if *one != Filter::ALL => one.label().to_owned(),
            count => format!("{} {count}", one.label()),
        };
        chip(words, *one == today.filter)
    }))
    .plain()
    .on_pick(move |at| Message::Filter(shown[at]))
    .width(Length::Fill);
    let person = match &today.handler {
        Some(name) => format!("只看 {name} ×"),
        None if today.by_person => "收起 ×".to_owned(),
        None => "按责任人 ▾".to_owned(),
    };
    let person = button::quiet(person).small().on_press(Message::ByPerson);
    row![chips, person].spacing(spacing::M).align_y(Alignment::Center).into()
}

/// Who answers for how many, to choose one.
fn people(today: &Today) -> Option<Part<'_>> {
    let handlers = today.answer.as_ref().map_or(&[][..], |answer| answer.handlers.as_slice());
    let names: Vec<String> = handlers.iter().map(|(name, _)| name.clone()).collect();
    let list = handlers.iter().map(|(name, count)| {
        let is_chosen = today.handler.as_ref() == Some(name);
        chip(format!("{name} {count}"), is_chosen)
    });
    let list = chips(list.collect::<Vec<_>>())
        .plain()
        .on_pick(move |at| Message::Handler(names[at].clone()))
        .width(Length::Fill);
    let nobody = text::caption("没了结的受理单都还没有责任人");
    today.by_person.then(|| if handlers.is_empty() { nobody.into() } else { list.into() })
}

fn lines<'a>(today: &'a Today, width: f32, context: &'a Context) -> Part<'a> {
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
    let empty = if today.answer.is_some() { today.filter.nothing() } else { "正在读取…" };
    let more = usize::from(today.next().is_some());
    table(columns, today.lines.len() + more, move |at| match today.lines.get(at) {
        Some(line) => cells(line, at, now, soon),
        None => more_cells(),
    })
    .selected(today.selected)
    .on_select(Message::Select)
    .on_open(Message::Open)
    .version(today.version)
    .empty(empty)
    .id(LIST)
    .into()
}

fn cells(line: &Line, at: usize, now: Moment, soon: Duration) -> Row<'_, Message> {
    let (words, urge) = line.time(now, soon);
    let time = match urge {
        Urge::Overdue => Cell::text(format!("{} {words}", icon::ALERT)).bold().tone(Tone::Danger),
        Urge::DueSoon => Cell::text(words).bold().tone(Tone::Waiting),
        Urge::Open => Cell::text(words),
    };
    let handler = match line.handler.as_deref() {
        None => "待指派".to_owned(),
        Some(gone) if line.handler_gone => format!("{gone}（已离岗）"),
        Some(handler) => handler.to_owned(),
    };
    let assigned = line.handler.is_some() && !line.handler_gone;
    let handler_tone = if assigned { Tone::Plain } else { Tone::Waiting };
    let go = button::secondary(format!("{} {}", line.go, icon::FORWARD))
        .small()
        .mouse_only()
        .on_press(Message::Open(at));
    let todo = Cell::text(line.todo.as_str());
    let row = Row::new([
        time,
        if urge == Urge::Overdue { todo.bold() } else { todo },
        Cell::text(line.who.as_str()),
        Cell::text(line.gist.as_str()).marks(line.marks_at(now)),
        Cell::text(handler).tone(handler_tone),
        Cell::element(go),
    ]);
    if urge == Urge::Overdue { row.tone(Tone::Danger) } else { row }
}

/// The last row of a page that is not the last.
fn more_cells<'a>() -> Row<'a, Message> {
    let go =
        button::secondary(format!("更多 {}", icon::FORWARD)).small().mouse_only().on_press(Message::More);
    let words = Cell::text("还有没列出来的受理单，接着往下列").tone(Tone::Muted);
    let none = || Cell::text("");
    Row::new([none(), Cell::text("更多"), none(), words, none(), Cell::element(go)])
}

fn foot<'a>(today: &'a Today, context: &'a Context) -> Part<'a> {
    let Some(answer) = &today.answer else { return space().height(spacing::XL).into() };
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
        Some(at) if answer.faulty_backup => {
            (format!("{} 上次备份 {} 含有问题的记录，请核对数据", icon::ALERT, at.short(now)), Tone::Danger)
        }
        Some(at) if at.date() == now.date() => {
            (format!("上次备份 今天 {} {}", at.clock(), icon::DONE), Tone::Muted)
        }
        Some(at) => (format!("{} 上次备份 {}", icon::ALERT, at.short(now)), Tone::Waiting),
        None => ("还没有备份".to_owned(), Tone::Muted),
    };
    let back = today.after.map(|_| button::quiet("‹ 回到最急的").small().on_press(Message::First));
    let hint = if today.next().is_some() {
        let words = format!("这一页 {} 件，没有列完：最后一行「更多」接着列", answer.cases.len());
        text::small(words, Tone::Waiting)
    } else {
        text::caption("按时限排 · ↑↓ 选 · Enter 办")
    };
    let hint = row![back, hint].spacing(spacing::M).align_y(Alignment::Center);
    row![taken_in, text::small(backup, tone), space().width(Length::Fill), hint].spacing(spacing::XL).into()
}

fn soon(context: &Context) -> Duration {
    Duration::minutes(context.settings.rules.due_soon_minutes.into())
}

fn soon_words(context: &Context) -> String {
    match context.settings.rules.due_soon_minutes {
        60 => "一小时内".to_owned(),
        minutes => format!("{minutes}分钟内"),
    }
}
