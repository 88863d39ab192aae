//! How 改进措施 look: what is owed first at the left, the one that is open or the new one at the right.

use iced::widget::{column, container, row, space};
use iced::{Alignment, Element, Length, padding};

use crate::domain::improvement::MeasureEffect;
use crate::domain::improvement_now::{ImprovementNow, ImprovementStage, public_plan};
use crate::domain::reading::time::Tense;
use crate::ui::screen::contract::Context;
use crate::ui::screen::form::parts::day;
use crate::ui::screen::learning::improvement_page::{ImprovementPage, ImprovementTyped, MEASURE};
use crate::ui::screen::learning::message::{ImprovementMessage, Message};
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::table::{Cell, Row, col, table};
use crate::ui::widget::{
    Chips, button, editor, facts, field, hairline, labelled, pane, panel, section, tag, text,
};

type Part<'a> = Element<'a, Message>;

/// Width of the list.
const LIST: f32 = 420.0;

/// The whole page.
pub fn page<'a>(page: &'a ImprovementPage, context: &'a Context) -> Part<'a> {
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

fn list<'a>(page: &'a ImprovementPage, context: &'a Context) -> Part<'a> {
    let today = context.now().date();
    let selected = page.all.iter().position(|one| Some(one.id) == page.open);
    let pick = |at: usize| {
        let id = page.all.get(at).map(|one| one.id);
        id.map_or(Message::Cancel, |id| Message::Improvement(ImprovementMessage::Open(id)))
    };
    let columns = [col("改进措施"), col("检查").width(64.0), col("状态").width(100.0)];
    let rows = table(columns, page.all.len(), move |at| {
        let Some(one) = page.all.get(at) else { return Row::new([]) };
        let improvement = &one.improvement;
        let who = format!("由{}检查", improvement.checker);
        Row::new([
            Cell::text(improvement.measure.as_str()).note(who, Tone::Muted),
            Cell::text(improvement.check_on.format("%m-%d").to_string()),
            Cell::text(one.state(today)).tone(tone(one, context)),
        ])
    })
    .selected(selected)
    .on_select(pick)
    .on_open(pick)
    .empty("还没有改进措施");
    let new = button::primary("定一条措施").on_press(Message::Improvement(ImprovementMessage::New));
    let tells = context.is_supervisor() && public_plan(&page.all).is_some();
    let plan = tells.then(|| {
        button::secondary("复制公示的改进计划").on_press(Message::Improvement(ImprovementMessage::CopyPlan))
    });
    let rows = container(rows).padding(1).style(surface::panel).height(Length::Fill);
    column![row![new, plan].spacing(spacing::S), rows].spacing(spacing::M).width(LIST).into()
}

fn tone(one: &ImprovementNow, context: &Context) -> Tone {
    match one.stage(context.now().date()) {
        ImprovementStage::WantsAnother | ImprovementStage::Due => Tone::Waiting,
        ImprovementStage::Running => Tone::Plain,
        ImprovementStage::Checked => Tone::Muted,
    }
}

fn nothing<'a>() -> Part<'a> {
    let words = "关闭小结里写了“要调整什么”，就在那里定好哪天由谁检查效果；到了那天，今日会提醒。没有效果的，要换一条新措施。";
    column![section("改进措施", ""), text::body(words)].spacing(spacing::S).into()
}

fn typing<'a>(typed: &'a ImprovementTyped, context: &'a Context) -> Part<'a> {
    let message = Message::Improvement;
    let measure = editor("改什么", &typed.measure)
        .placeholder("谁、什么时候起、怎么做；公示时照这里写，不写业主和同事的名字")
        .lines(2..=6)
        .id(MEASURE)
        .on_action(move |action| message(ImprovementMessage::Measure(action)));
    let day = day(
        "哪天检查效果",
        "例如：12-20、下周五",
        &typed.check_on,
        Tense::Future,
        context.now().date(),
        move |text| message(ImprovementMessage::CheckOn(text)),
    );
    let people = context.staff.iter().filter(|one| one.active).map(|one| one.name.clone());
    let checker = Chips::one_of(
        people.collect::<Vec<_>>(),
        Some(&typed.checker),
        |name| name.clone().into(),
        move |name| message(ImprovementMessage::Checker(name)),
    );
    let head = if typed.replaces.is_some() { "换一条新措施" } else { "定一条措施" };
    let foot = row![
        space().width(Length::Fill),
        button::secondary("不定了").keys(Shortcut::Back.keys()).on_press(Message::Cancel),
        button::primary("保存措施").keys(Shortcut::Save.keys()).on_press(Message::Save),
    ]
    .spacing(spacing::S);
    column![section(head, ""), measure, day, labelled("由谁检查", "", checker), foot]
        .spacing(spacing::M)
        .into()
}

fn open<'a>(page: &'a ImprovementPage, one: &'a ImprovementNow, context: &'a Context) -> Part<'a> {
    let now = context.now();
    let improvement = &one.improvement;
    let head =
        row![text::title(format!("改进措施 第{}号", one.id)), tag(one.state(now.date()), tone(one, context))]
            .spacing(spacing::M)
            .align_y(Alignment::Center);
    let mut lines = vec![
        ("谁定的", format!("{} {}", one.by, one.at.short(now))),
        ("哪天检查", improvement.check_on.format("%Y-%m-%d").to_string()),
        ("由谁检查", improvement.checker.clone()),
    ];
    if let Some(earlier) = improvement.replaces {
        lines.push(("接替", format!("第{earlier}号（无效）")));
    }
    if let Some(check) = &one.check {
        lines.push(("效果", format!("{}：{}", check.effect.label(), check.words)));
        if let Some(owner) = &check.owner {
            lines.push(("业主说", owner.clone()));
        }
        lines.push(("谁检查的", format!("{} {}", check.by, check.at.short(now))));
    }
    if let Some(later) = one.replaced_by {
        lines.push(("换成", format!("第{later}号")));
    }
    let case = improvement.case.map(|case| {
        button::link(format!("受理单 {case}")).on_press(Message::Improvement(ImprovementMessage::OpenCase))
    });
    column![head, text::body(&improvement.measure), case, facts(lines), hairline(), acts(page, one, context)]
        .spacing(spacing::M)
        .into()
}

/// What can be done with it just now.
fn acts<'a>(page: &'a ImprovementPage, one: &'a ImprovementNow, context: &Context) -> Part<'a> {
    let press = Message::Improvement;
    if one.stage(context.now().date()) == ImprovementStage::WantsAnother {
        let words = text::body("这条措施没有效果，请另定一条。");
        let button = button::primary("换一条新措施").on_press(press(ImprovementMessage::Replace(one.id)));
        return column![words, button].spacing(spacing::S).into();
    }
    if !page.may_check(one, context) {
        let waiting = one
            .check
            .is_none()
            .then(|| text::caption(format!("效果由{}或客服主任检查", one.improvement.checker)));
        return column![waiting].into();
    }
    let effect = Chips::one_of(
        MeasureEffect::ALL.iter().copied(),
        page.effect.as_ref(),
        |one| one.label().into(),
        move |one| press(ImprovementMessage::Effect(one)),
    );
    let words = field("看到的效果", &page.words)
        .placeholder("同类投诉还有几件，现场怎样")
        .on_input(move |text| press(ImprovementMessage::Words(text)));
    let done = button::primary("记下效果").on_press(press(ImprovementMessage::Checked(one.id)));
    let owner = one.asks_owner().then(|| {
        field("回访提这件事的业主，他怎么说", &page.owner)
            .placeholder("告诉他改了什么，问他觉得怎样；没联系上的写明")
            .on_input(move |text| press(ImprovementMessage::Owner(text)))
    });
    column![labelled("有没有效果", "", effect), words, owner, done].spacing(spacing::M).into()
}
