//! What 话术 looks like: parts above, the list of steps or situations at the left, sentences, do's and don'ts beside it.

use iced::widget::{Column, column, container, row, space};
use iced::{Alignment, Element, Length, padding};

use crate::library::apply_change::Change;
use crate::library::edit::PhrasePlace;
use crate::library::entry::{Entry, EntryKind};
use crate::library::situation::Situation;
use crate::library::step::Step;
use crate::ui::screen::contract::Context;
use crate::ui::screen::library::about::{about, comparison};
use crate::ui::screen::library::approvals::approvals;
use crate::ui::screen::library::browse::{self, Item, Point};
use crate::ui::screen::library::chosen::Chosen;
use crate::ui::screen::library::message::{DialogGoal, LibraryTab, Message};
use crate::ui::screen::library::shown::LibraryShown;
use crate::ui::screen::library::{cards, entry_view, knowledge};
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{
    Chips, Dialog, button, field, nav, notice, pane, panel, place, tab, tabs, tag, text,
};
use crate::ui::{icon, spacing};

/// The pane of the sentences, to bring it back to its top.
pub const SENTENCES: &str = "library-sentences";

/// Width of the list at the left.
const PLACES: f32 = 236.0;

type Part<'a> = Element<'a, Message>;

/// The whole screen.
pub fn screen<'a>(
    shown: LibraryShown<'a>,
    cards: &'a cards::CardsShown,
    knowledge: &'a knowledge::Shelf,
    context: &'a Context,
) -> Part<'a> {
    let content: Part<'a> = match shown.tab {
        LibraryTab::Talk => talk(&shown),
        LibraryTab::Cards => cards.view(shown.heaps, context),
        LibraryTab::Approval => approvals(&shown, context.now()),
        LibraryTab::Knowledge => {
            let entries = knowledge.view(shown.query, context);
            let entries = entries.map(|message| Message::Knowledge(Box::new(message)));
            let search = search(shown.query, None);
            column![container(search).width(PLACES * 2.0), pane(entries).height(Length::Fill)]
                .spacing(spacing::M)
                .into()
        }
    };
    column![head(&shown), notes(&shown), container(content).height(Length::Fill)]
        .spacing(spacing::M)
        .padding(padding::all(spacing::L).top(spacing::S))
        .into()
}

fn head<'a>(shown: &LibraryShown<'a>) -> Part<'a> {
    let parts = tabs(LibraryTab::ALL.map(|one| {
        let waiting = shown.awaiting.iter().filter(|one| one.verdict.is_none()).count();
        let label = match (one, waiting) {
            (LibraryTab::Approval, 1..) => format!("{} {waiting}", one.label()),
            _ => one.label().to_owned(),
        };
        tab(label, one == shown.tab, Message::Show(one))
    }));
    let talk = shown.tab == LibraryTab::Talk;
    let preview = talk.then(|| {
        let sources = Chips::one_of(
            [true, false],
            Some(&shown.sample),
            |sample| if *sample { "示例" } else { "最近一件" }.into(),
            Message::Sample,
        );
        row![text::caption("试填"), sources.plain()].spacing(spacing::S).align_y(Alignment::Center)
    });
    let export = talk.then(|| button::quiet("导出整套").on_press(Message::Export));
    let import = (talk && shown.open).then(|| button::quiet("导入整套").on_press(Message::Import));
    row![parts, space::horizontal(), preview, export, import]
        .spacing(spacing::M)
        .align_y(Alignment::Center)
        .into()
}

/// What is to be known before reading.
fn notes<'a>(shown: &LibraryShown<'a>) -> Part<'a> {
    let problem = shown.force.problem.as_deref().map(|problem| notice("请留意", problem, Tone::Danger));
    let locked = (!shown.open && shown.tab != LibraryTab::Cards)
        .then(|| text::caption("只有客服主任可以修改，大家都可以看。"));
    let stale = shown.stale.len();
    let updated =
        (stale > 0 && shown.open && !(shown.comparing && shown.tab == LibraryTab::Talk)).then(|| {
            let words = format!("有 {stale} 处您改过的内容，出厂的原文也变了。");
            notice("程序升级", words, Tone::Waiting)
                .action(button::secondary("比一比").small().on_press(Message::Compare(true)))
        });
    column![locked, problem, updated].spacing(spacing::S).into()
}

/// The field to search by; Enter opens the first place found.
fn search(query: &str, first: Option<Chosen>) -> Part<'_> {
    let field = field("", query).placeholder("名称、拼音、词句").on_input(Message::Query);
    match first {
        Some(first) => field.on_submit(Message::Choose(first)).into(),
        None => field.into(),
    }
}

fn talk<'a>(shown: &LibraryShown<'a>) -> Part<'a> {
    let content =
        if shown.comparing { comparison(shown.stale.clone(), shown.open) } else { sentences(shown) };
    row![
        places(shown),
        container(
            pane(container(content).padding(padding::all(spacing::XS).right(spacing::M)))
                .id(SENTENCES)
                .height(Length::Fill)
        ),
    ]
    .spacing(spacing::M)
    .into()
}

fn places<'a>(shown: &LibraryShown<'a>) -> Part<'a> {
    let by = Chips::one_of(
        [false, true],
        Some(&shown.by_situation),
        |by_situation| if *by_situation { "按场景" } else { "按步骤" }.into(),
        Message::BySituation,
    );
    let searching = !shown.query.trim().is_empty();
    let here = |one: &Chosen| !searching && one == shown.chosen;
    let steps = browse::steps_found(shown.query)
        .into_iter()
        .map(|step| (step.label().to_owned(), Chosen::Step(step)));
    let situations = browse::situations_found(shown.query, shown.situations).into_iter().map(|laid| {
        let off = if laid.off { "（停用）" } else { "" };
        (format!("{}{off}", laid.entry.title()), Chosen::Situation(laid.entry.id.clone()))
    });
    let (with_steps, with_situations) = (searching || !shown.by_situation, searching || shown.by_situation);
    let list: Vec<_> = steps.filter(|_| with_steps).chain(situations.filter(|_| with_situations)).collect();
    let first = list.first().filter(|_| searching).map(|(_, one)| one.clone());
    let list = nav(list.into_iter().map(|(label, one)| place(label, here(&one), Message::Choose(one))));
    let list = container(pane(list).height(Length::Fill)).padding(spacing::XS).style(surface::panel);
    let add = (shown.open && shown.by_situation && !searching)
        .then(|| button::quiet("＋ 添一个场景").small().on_press(Message::New(EntryKind::Situation)));
    column![search(shown.query, first), by.plain(), list, add].spacing(spacing::S).width(PLACES).into()
}

/// Scenario and name of a situation, once when they are the same.
fn title_of(situation: &Situation) -> String {
    if situation.scenario == situation.name || situation.scenario.is_empty() {
        return situation.name.clone();
    }
    format!("{}　{}", situation.scenario, situation.name)
}

/// The two sides of a situation.
fn sides<'a>(facts: bool) -> Part<'a> {
    let label = |facts: &bool| if *facts { "步骤、时限等" } else { "话术和要点" }.into();
    Chips::one_of([false, true], Some(&facts), label, Message::Facts).plain().into()
}

fn sentences<'a>(shown: &LibraryShown<'a>) -> Part<'a> {
    let searching = !shown.query.trim().is_empty();
    let situation = match shown.chosen {
        Chosen::Situation(code) if !searching => shown.situations.iter().find(|laid| laid.entry.id == *code),
        _ => None,
    };
    let spot = match shown.chosen {
        Chosen::Step(step) => PhrasePlace { step: *step, situation: None },
        Chosen::Situation(code) => PhrasePlace { step: Step::Explain, situation: Some(code.clone()) },
    };
    let title = match (searching, shown.chosen) {
        (true, _) => format!("找到 {} 句", shown.items.len()),
        (false, Chosen::Step(step)) => step.label().to_owned(),
        (false, Chosen::Situation(code)) => {
            situation.map_or_else(|| code.to_string(), |laid| title_of(&laid.entry))
        }
    };
    let may_add = shown.open && !searching;
    let write = |label, goal: DialogGoal| {
        let message = Message::Write(spot.clone(), goal, String::new());
        may_add.then(|| button::quiet(label).small().on_press(message))
    };
    let switch = situation.filter(|_| shown.open).map(|laid| entry_view::switch(laid.entry.key(), laid.off));
    let marks = situation.map(|laid| entry_view::marks(laid.own, laid.off, false));
    let head =
        row![text::title(title), marks, space::horizontal(), switch, write("＋ 添一句", DialogGoal::NewLine)]
            .spacing(spacing::S)
            .align_y(Alignment::Center);
    if let Some(laid) = situation.filter(|_| shown.facts) {
        let about = about(laid, shown.open, shown.settings);
        return column![head, sides(shown.facts), about].spacing(spacing::M).into();
    }
    let none = match (shown.items.is_empty(), searching) {
        (true, true) => {
            Some("没有含这些字的句子。左边是对得上的步骤和场景，点开看；在搜索框按回车，打开第一个。")
        }
        (true, false) => Some("还没有自己的话术，说的时候用各步骤通用的。"),
        (false, _) => None,
    };
    let lines = shown.items.iter().map(|item| line(item, shown, searching));
    let points = (!searching).then(|| {
        let side = |dont: bool| {
            let points =
                shown.points.iter().filter(|point| point.dont == dont).map(|one| point(one, shown.open));
            Column::with_children(points).spacing(2)
        };
        let adds = row![
            write("＋ 要点", DialogGoal::NewPoint { dont: false }),
            write("＋ 切忌", DialogGoal::NewPoint { dont: true }),
        ];
        panel(
            column![
                row![text::toned("要点", Tone::Accent), space::horizontal(), adds],
                side(false),
                text::toned("切忌", Tone::Danger),
                side(true),
            ]
            .spacing(spacing::S),
        )
    });
    column![head, situation.map(|_| sides(shown.facts)), none.map(text::caption)]
        .push(Column::with_children(lines).spacing(spacing::S))
        .push(points)
        .spacing(spacing::M)
        .into()
}

/// One sentence with what may be done to it.
fn line<'a>(item: &'a Item, shown: &LibraryShown<'a>, with_place: bool) -> Part<'a> {
    let (said, _) = item.text.fill(shown.values);
    let tone = if item.off { Tone::Muted } else { Tone::Plain };
    let words = text::toned(said.as_str().to_owned(), tone).width(Length::Fill);
    let standing = match item.verdict.as_ref().map(|verdict| verdict.approved) {
        None => ("待审核", Tone::Waiting),
        Some(true) => ("已批准", Tone::Accent),
        Some(false) => ("不批准", Tone::Muted),
    };
    let marks = [
        item.off.then(|| tag("停用", Tone::Muted)),
        item.own.then(|| tag("本中心", Tone::Accent)),
        (item.shipped.is_some() || item.offered_otherwise).then(|| tag("改过", Tone::Accent)),
        item.awaits.then(|| tag(standing.0, standing.1)),
    ];
    let marks = row(marks.into_iter().flatten()).spacing(spacing::XS);
    let place = item.spot.situation.as_ref().filter(|_| with_place);
    let place = place.map(|code| format!("{code} · ")).unwrap_or_default();
    let shipped = item.shipped.as_ref().map(|text| text::caption(format!("出厂：{text}")));
    let below = text::caption(format!("{place}{}", item.conditions));
    let said = column![words, shipped, below].spacing(2);
    let line =
        row![said, marks, shown.open.then(|| acts(item))].spacing(spacing::M).align_y(Alignment::Center);
    panel(line).padding([spacing::S, spacing::M]).width(Length::Fill).into()
}

fn acts(item: &Item) -> Part<'_> {
    let id = || item.id.clone();
    let act = |label, message| button::quiet(label).small().on_press(message);
    let make = |label, change| act(label, Message::Make(change));
    let goal = DialogGoal::Line(id());
    let edit = act("改", Message::Write(item.spot.clone(), goal, item.text.as_str().to_owned()));
    let changed = item.shipped.is_some() || item.offered_otherwise;
    let restore = changed.then(|| make("恢复出厂", Change::Restore { id: id() }));
    let last = if item.own {
        make("删去", Change::Remove { id: id() })
    } else {
        make(if item.off { "启用" } else { "停用" }, Change::Switch { id: id(), off: !item.off })
    };
    row![edit, restore, last].into()
}

fn point(point: &Point, open: bool) -> Part<'_> {
    let (sign, tone) = if point.dont { (icon::CROSS, Tone::Danger) } else { (icon::DOT, Tone::Accent) };
    let ink = if point.off { Tone::Muted } else { Tone::Plain };
    let off = point.off.then(|| tag("停用", Tone::Muted));
    let words = text::toned(point.text.as_str(), ink).width(Length::Fill);
    let act = |label, message| button::quiet(label).small().on_press(message);
    let restore = point.shipped.as_ref().filter(|_| open).map(|shipped| {
        let change = Change::RestorePoint { spot: point.spot.clone(), shipped: shipped.clone() };
        act("恢复出厂", Message::Make(change))
    });
    let edit = (open && !point.off).then(|| {
        let goal = DialogGoal::Point(point.text.clone());
        let change = Change::Point { spot: point.spot.clone(), before: point.text.clone(), after: None };
        row![
            act("改", Message::Write(point.spot.clone(), goal, point.text.clone())),
            act("停用", Message::Make(change)),
        ]
    });
    let step = point.spot.situation.as_ref().map(|_| text::caption(point.spot.step.label()));
    row![text::toned(sign, tone).width(18), words, step, off, restore, edit]
        .spacing(spacing::S)
        .align_y(Alignment::Center)
        .into()
}

/// The dialog of the knowledge.
pub fn of_knowledge(dialog: Dialog<'_, knowledge::Message>) -> Dialog<'_, Message> {
    dialog.map(|message| Message::Knowledge(Box::new(message)))
}
