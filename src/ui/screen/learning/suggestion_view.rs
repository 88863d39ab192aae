//! How 建议 look: the list at the left, the one that is open or the new one at the right.

use iced::widget::{Column, column, container, row, space};
use iced::{Alignment, Element, Length, padding};

use crate::domain::suggestion::{ImprovementArea, SuggestionSource};
use crate::domain::suggestion_now::{SuggestionNow, SuggestionStage};
use crate::ui::screen::contract::Context;
use crate::ui::screen::learning::message::{Message, SuggestionMessage};
use crate::ui::screen::learning::suggestion_page::{SuggestionPage, SuggestionTyped, TEXT};
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::table::{Cell, Row, col, table};
use crate::ui::widget::{
    Chips, button, chip, chips, editor, facts, field, hairline, labelled, pane, panel, section, tag, text,
};

type Part<'a> = Element<'a, Message>;

/// The whole page.
pub fn page<'a>(page: &'a SuggestionPage, context: &'a Context) -> Part<'a> {
    let right = match (&page.typed, page.one()) {
        (Some(typed), _) => typing(typed, context),
        (None, Some(one)) => open(page, one, context),
        (None, None) => nothing(),
    };
    let right = panel(pane(container(right).padding(padding::right(spacing::M))))
        .width(Length::Fill)
        .height(Length::Fill);
    row![list(page, context), right].spacing(spacing::M).height(Length::Fill).into()
}

/// Width of the list.
const LIST: f32 = 380.0;

fn list<'a>(page: &'a SuggestionPage, context: &'a Context) -> Part<'a> {
    let shown = page.shown();
    let selected = shown.iter().position(|one| Some(one.id) == page.open);
    let ids: Vec<_> = shown.iter().map(|one| one.id).collect();
    let pick = move |at: usize| {
        let id = ids.get(at).copied();
        id.map_or(Message::Cancel, |id| Message::Suggestion(SuggestionMessage::Open(id)))
    };
    let count = shown.len();
    let rows = table([col("建议"), col("状态").width(76.0)], count, move |at| {
        let Some(one) = shown.get(at) else { return Row::new([]) };
        let whose = format!("{} {}", one.author(), one.at.short(context.now()));
        let title = Cell::text(one.suggestion.text.as_str()).note(whose, Tone::Muted);
        Row::new([title, Cell::text(one.state()).tone(tone(one))])
    })
    .selected(selected)
    .on_select(pick.clone())
    .on_open(pick)
    .empty("还没有建议");
    let filter = chips([chip("待定和待告知", page.open_only), chip("全部", !page.open_only)])
        .plain()
        .on_pick(|at| Message::Suggestion(SuggestionMessage::OpenOnly(at == 0)));
    let new = button::primary("提一条建议")
        .width(Length::Fill)
        .on_press(Message::Suggestion(SuggestionMessage::New));
    let rows = container(rows).padding(1).style(surface::panel).height(Length::Fill);
    column![new, filter, rows].spacing(spacing::M).width(LIST).into()
}

fn tone(one: &SuggestionNow) -> Tone {
    match one.stage() {
        SuggestionStage::Waiting | SuggestionStage::ToTell => Tone::Waiting,
        SuggestionStage::Done => Tone::Muted,
    }
}

fn nothing<'a>() -> Part<'a> {
    let words = "哪里能做得更好，谁想到谁提；由客服主任决定采纳不采纳，定了要告诉提议的人。";
    column![section("改进建议", ""), text::body(words)].spacing(spacing::S).into()
}

fn typing<'a>(typed: &'a SuggestionTyped, context: &'a Context) -> Part<'a> {
    let message = Message::Suggestion;
    let words = editor("建议的内容", &typed.text)
        .placeholder("现在怎样，改成怎样，好在哪里")
        .lines(3..=8)
        .id(TEXT)
        .on_action(move |action| message(SuggestionMessage::Text(action)));
    let source = Chips::one_of(
        SuggestionSource::ALL.iter().copied(),
        Some(&typed.source),
        |one| one.label().into(),
        move |one| message(SuggestionMessage::Source(one)),
    );
    let area = Chips::one_of(
        ImprovementArea::ALL.iter().copied(),
        Some(&typed.area),
        |one| one.label().into(),
        move |one| message(SuggestionMessage::Area(one)),
    );
    let from = field("谁的主意", &typed.from)
        .placeholder(format!("空着就是{}", context.actor.name))
        .on_input(move |text| message(SuggestionMessage::From(text)));
    let case = field("由哪张受理单想到", &typed.case)
        .placeholder("受理编号，没有就空着")
        .on_input(move |text| message(SuggestionMessage::Case(text)));
    let foot = row![
        space().width(Length::Fill),
        button::secondary("不提了").keys(Shortcut::Back.keys()).on_press(Message::Cancel),
        button::primary("保存建议").keys(Shortcut::Save.keys()).on_press(Message::Save),
    ]
    .spacing(spacing::S);
    column![
        section("提一条建议", ""),
        words,
        labelled("从哪里来", "", source),
        labelled("要改的是", "", area),
        row![from, case].spacing(spacing::M),
        foot
    ]
    .spacing(spacing::M)
    .into()
}

fn open<'a>(page: &'a SuggestionPage, one: &'a SuggestionNow, context: &'a Context) -> Part<'a> {
    let now = context.now();
    let head = row![text::title(format!("建议 第{}号", one.id)), tag(one.state(), tone(one))]
        .spacing(spacing::M)
        .align_y(Alignment::Center);
    let suggestion = &one.suggestion;
    let mut lines = vec![
        ("提议人", one.author().to_owned()),
        ("从哪里来", suggestion.source.label().to_owned()),
        ("要改的是", suggestion.area.label().to_owned()),
    ];
    if let Some(to) = &one.handed_to {
        lines.push(("转呈给", to.clone()));
    }
    if let Some(decision) = &one.decision {
        let head = if decision.adopted { "采纳，措施" } else { "不采纳，因为" };
        lines.push((head, decision.words.clone()));
        lines.push(("谁定的", format!("{} {}", decision.by, decision.at.short(now))));
    }
    let told = one.told_at.map_or("还没有".to_owned(), |at| at.short(now));
    lines.push(("告知提议人", told));
    let case = suggestion.case.map(|case| {
        button::link(format!("受理单 {case}")).on_press(Message::Suggestion(SuggestionMessage::OpenCase))
    });
    let history = one.history.iter().rev().map(|line| {
        row![
            text::caption(line.at.short(now)).width(110),
            text::caption(&line.by).width(80),
            text::body(&line.words).width(Length::Fill)
        ]
        .spacing(spacing::S)
        .into()
    });
    let history = Column::with_children(history).spacing(spacing::XS);
    column![
        head,
        text::body(&suggestion.text),
        case,
        facts(lines),
        acts(page, one, context),
        hairline(),
        section("经过", "最新的在上"),
        history
    ]
    .spacing(spacing::M)
    .into()
}

/// What can be done with it just now.
fn acts<'a>(page: &'a SuggestionPage, one: &'a SuggestionNow, context: &Context) -> Part<'a> {
    let press = |message| Message::Suggestion(message);
    let (label, placeholder) = match one.stage() {
        SuggestionStage::Waiting => ("决定的话", "采纳写措施：谁在什么时候做；不采纳写原因；转呈写给谁"),
        SuggestionStage::ToTell => ("怎样告知提议人的", "当面、电话、班会…"),
        SuggestionStage::Done => return space().into(),
    };
    let words = field(label, &page.words)
        .placeholder(placeholder)
        .on_input(move |text| press(SuggestionMessage::Words(text)));
    let buttons: Part<'a> = match one.stage() {
        SuggestionStage::Waiting if context.is_supervisor() => row![
            button::secondary("转呈领导").on_press(press(SuggestionMessage::HandUp)),
            button::secondary("不采纳").on_press(press(SuggestionMessage::Decide(false))),
            button::primary("采纳").on_press(press(SuggestionMessage::Decide(true))),
        ]
        .spacing(spacing::S)
        .into(),
        SuggestionStage::Waiting => row![
            button::secondary("转呈领导").on_press(press(SuggestionMessage::HandUp)),
            text::caption("采纳不采纳由客服主任定"),
        ]
        .spacing(spacing::M)
        .align_y(Alignment::Center)
        .into(),
        _ => button::primary("已告知提议人").on_press(press(SuggestionMessage::Told)).into(),
    };
    column![words, buttons].spacing(spacing::S).into()
}
