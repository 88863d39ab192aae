//! How 公共事件 look: the list at the left, the one that is open at the right.

use iced::widget::{Column, column, container, row, space};
use iced::{Alignment, Element, Length, padding};

use crate::domain::masking::mask_phone;
use crate::domain::outage::when;
use crate::domain::outage_now::OutageNow;
use crate::ui::screen::contract::Context;
use crate::ui::screen::outage::form::OutageForm;
use crate::ui::screen::outage::screen::{Message, Outages};
use crate::ui::screen::outage_strip::known;
use crate::ui::screen::status_line::status_cell;
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::table::{Cell, Row, col, table};
use crate::ui::widget::{button, facts, hairline, labelled, notice, pane, panel, section, tag, text};
use crate::ui::{icon, spacing};

type Part<'a> = Element<'a, Message>;

/// Width of the list.
const LIST: f32 = 300.0;

/// The whole screen.
pub fn screen<'a>(outages: &'a Outages, context: &'a Context) -> Part<'a> {
    let failed = outages.failed.as_deref().map(|words| notice("没有读出来", words, Tone::Danger));
    let right = match (&outages.form, outages.one()) {
        (Some(form), _) => typing(outages, form, context),
        (None, Some(one)) => open(outages, one, context),
        (None, None) => space().into(),
    };
    let body = row![list(outages, context), right].spacing(spacing::M).height(Length::Fill);
    column![failed, body].spacing(spacing::M).padding(padding::all(spacing::L)).into()
}

fn list<'a>(outages: &'a Outages, context: &'a Context) -> Part<'a> {
    let all = outages.all.as_deref().unwrap_or_default();
    let selected = all.iter().position(|one| Some(one.id) == outages.chosen && !outages.is_registering());
    let rows = table([col("公共事件"), col("户数").width(56.0).right()], all.len(), move |at| {
        let Some(one) = all.get(at) else { return Row::new([]) };
        let state = match &one.end {
            None => ("进行中".to_owned(), Tone::Waiting),
            Some(end) => (format!("{} 恢复", end.at.short(context.now())), Tone::Muted),
        };
        let title = Cell::text(one.outage.title()).note(state.0, state.1);
        Row::new([title, Cell::text(one.cases.len().to_string())])
    })
    .selected(selected)
    .on_select(Message::Choose)
    .on_open(Message::Choose)
    .empty("没有公共事件");
    let new = button::primary("登记公共事件").width(Length::Fill).on_press(Message::New);
    let rows = container(rows).padding(1).style(surface::panel).height(Length::Fill);
    column![new, rows].spacing(spacing::M).width(LIST).into()
}

/// The form, with what it is about above it.
fn typing<'a>(outages: &'a Outages, form: &'a OutageForm, context: &'a Context) -> Part<'a> {
    let save = match form {
        OutageForm::Entry(_) => "保存",
        OutageForm::Telling { .. } | OutageForm::Ending { .. } => "记下，每户一条",
    };
    let fields = form.view(context.settings.rules.duty, context.now()).map(Message::Typed);
    let problem = outages
        .problem
        .as_deref()
        .map(|sentence| text::small(format!("{} {sentence}", icon::ALERT), Tone::Danger));
    let cancel = button::secondary("不改了").keys(Shortcut::Back.keys()).on_press(Message::Cancel);
    let save = button::primary(save).keys(Shortcut::Save.keys()).on_press(Message::Save);
    let foot = row![container(problem).width(Length::Fill), cancel, save]
        .spacing(spacing::S)
        .align_y(Alignment::Center);
    let fields = pane(container(fields).max_width(760).padding(padding::all(spacing::XS).right(spacing::M)));
    panel(
        column![section(outages.form_title(), ""), container(fields).height(Length::Fill), foot]
            .spacing(spacing::M),
    )
    .width(Length::Fill)
    .height(Length::Fill)
    .into()
}

/// One of them: what is known, what can be done, who has called, what happened.
fn open<'a>(outages: &'a Outages, one: &'a OutageNow, context: &'a Context) -> Part<'a> {
    let now = context.now();
    let lasts = one.is_open();
    let state = match &one.end {
        None => tag("进行中", Tone::Waiting),
        Some(_) => tag("已恢复", Tone::Muted),
    };
    let head = row![text::title(one.outage.title()), state, text::caption(known(one, now))]
        .spacing(spacing::M)
        .align_y(Alignment::Center);
    let acts = lasts.then(|| {
        row![
            button::accent("同类 +1").keys(Shortcut::Outage.keys()).on_press(Message::Call),
            button::secondary("更新").on_press(Message::Change),
            button::secondary("告知大家").on_press(Message::Tell),
            button::secondary("已恢复").on_press(Message::End),
            button::secondary("温馨提示").keys(Shortcut::Print.keys()).on_press(Message::Print),
        ]
        .spacing(spacing::S)
        .wrap()
    });
    let outage = &one.outage;
    let expected = outage.expected.map_or("未定".to_owned(), |at| when(at, now));
    let told = one.told_at.map_or("还没有".to_owned(), |at| when(at, now));
    let or_none = |text: &str| if text.is_empty() { "—".to_owned() } else { text.to_owned() };
    let mut lines = vec![
        ("情况", or_none(&outage.notice)),
        ("正在采取", or_none(&outage.measure)),
        ("预计恢复", expected),
        ("影响程度", outage.impact.label().to_owned()),
        ("上次告知大家", told),
    ];
    let papers: Vec<&str> = outage.papers().iter().map(|paper| paper.label()).collect();
    if !papers.is_empty() {
        lines.push(("应出文件", papers.join("、")));
    }
    if let Some(end) = &one.end {
        lines.push(("怎样恢复的", end.result.clone()));
    }
    let words = lasts.then(|| {
        let say = text::sentence(outage.told(now)).size(spacing::TITLE);
        container(labelled("来电问起，告诉业主", "", say))
            .padding(spacing::M)
            .width(Length::Fill)
            .style(surface::sentence)
    });
    let content =
        column![head, acts, facts(lines), words, hairline(), calls(outages, context), history(one, context)]
            .spacing(spacing::M);
    panel(pane(container(content).padding(padding::right(spacing::M))))
        .width(Length::Fill)
        .height(Length::Fill)
        .into()
}

fn calls<'a>(outages: &'a Outages, context: &'a Context) -> Part<'a> {
    let (rows, now) = (&outages.cases, context.now());
    if rows.is_empty() {
        return text::caption("还没有业主为这件事来过。").into();
    }
    let columns = [
        col("编号").width(130.0),
        col("来时").width(120.0),
        col("房号").width(110.0),
        col("业主").width(110.0),
        col("电话").width(130.0),
        col("状态"),
    ];
    let list = table(columns, rows.len(), move |at| {
        let Some(row) = rows.get(at) else { return Row::new([]) };
        let phone = row.phones.first().map_or("未留".to_owned(), |phone| mask_phone(phone));
        Row::new([
            Cell::text(row.number.to_string()),
            Cell::text(when(row.received_at, now)),
            Cell::text(row.room.as_deref().unwrap_or("—")),
            Cell::text(row.name.as_deref().unwrap_or("—")),
            Cell::text(phone),
            status_cell(row, &context.settings.rules, now),
        ])
    })
    .dense()
    .selected(outages.selected)
    .on_select(Message::Select)
    .on_open(Message::Open)
    .height(height(rows.len()));
    let head = section(format!("来过的 {} 户", rows.len()), "Enter 打开受理单");
    column![head, container(list).padding(1).style(surface::panel)].spacing(spacing::S).into()
}

/// So many rows stand there; more scroll.
const ROWS: usize = 8;

fn height(rows: usize) -> f32 {
    spacing::TABLE_HEAD + rows.min(ROWS) as f32 * spacing::DENSE_ROW + 2.0
}

fn history<'a>(one: &'a OutageNow, context: &'a Context) -> Part<'a> {
    let lines = one.history.iter().rev().map(|line| {
        row![
            text::caption(line.at.short(context.now())).width(110),
            text::caption(&line.by).width(80),
            text::body(&line.words).width(Length::Fill)
        ]
        .spacing(spacing::S)
        .into()
    });
    column![section("经过", "最新的在上"), Column::with_children(lines).spacing(spacing::XS)]
        .spacing(spacing::S)
        .into()
}
