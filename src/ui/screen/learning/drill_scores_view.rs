//! How the kept drills look: one by one, by person, by script. The supervisor sees those of all, everybody else his own.
//! Ledger 17-05, 17-07, 17-10.

use iced::widget::{Column, column, container, row};
use iced::{Alignment, Element, Length, padding};

use crate::domain::drill::{Dimension, DrillMode};
use crate::domain::drill_now::{DrillFigures, DrillNow, DrillTrend, by_person, by_script};
use crate::ui::screen::contract::Context;
use crate::ui::screen::learning::drill_page::DrillPage;
use crate::ui::screen::learning::drill_play_view::{practise, scores};
use crate::ui::screen::learning::message::{DrillMessage, Message};
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::table::{Cell, Row, col, table};
use crate::ui::widget::{button, facts, field, hairline, pane, panel, section, tag, text};
use crate::ui::{icon, spacing};

type Part<'a> = Element<'a, Message>;

/// Width of the list of scripts or drills.
pub const LIST: f32 = 380.0;
/// Width of a column with a score.
const SCORE: f32 = 80.0;

/// The scores of each person. Ledger 17-05.
pub fn people<'a>(page: &'a DrillPage, context: &'a Context) -> Part<'a> {
    let whose = if context.is_supervisor() {
        "每人最近三次的平均，最弱的在上；专业度就是应答准确率。"
    } else {
        "您自己最近三次的平均；别人的只有客服主任看得到。"
    };
    figures("姓名", whose, by_person(&page.all))
}

/// The scores with each script. Ledger 17-05.
pub fn topics(page: &DrillPage) -> Part<'_> {
    figures("剧本", "每个剧本最近三次的平均，最弱的在上。", by_script(&page.all))
}

fn figures<'a>(name: &'static str, words: &'static str, all: Vec<DrillFigures>) -> Part<'a> {
    let score = |label: &'static str| col(label).width(SCORE).right();
    let columns = [
        col(name),
        col("次数").width(56.0).right(),
        score(Dimension::Speed.label()),
        score(Dimension::Skill.label()),
        score(Dimension::Calm.label()),
        score(Dimension::Closing.label()),
        col("综合").width(56.0).right(),
        col("趋势").width(76.0),
        col("薄弱环节").width(84.0),
    ];
    let rows = table(columns, all.len(), move |at| {
        let Some(one) = all.get(at) else { return Row::new([]) };
        let weak = one.scores.weak_link();
        let score = |of: Dimension| {
            let words = one.scores.of(of).map_or_else(|| icon::NONE.to_owned(), |score| score.to_string());
            Cell::text(words).tone(if weak == Some(of) { Tone::Danger } else { Tone::Plain })
        };
        let (sign, tone) = match one.trend {
            DrillTrend::Up => (icon::UP, Tone::Accent),
            DrillTrend::Down => (icon::DOWN, Tone::Danger),
            DrillTrend::Level | DrillTrend::First => ("", Tone::Muted),
        };
        Row::new([
            Cell::text(one.name.clone()),
            Cell::text(one.count.to_string()),
            score(Dimension::Speed),
            score(Dimension::Skill),
            score(Dimension::Calm),
            score(Dimension::Closing),
            Cell::text(one.scores.whole().to_string()).bold(),
            Cell::text(format!("{sign}{}", one.trend.label())).tone(tone),
            Cell::text(weak.map_or(icon::NONE, Dimension::label)),
        ])
    })
    .empty("还没有保存过演练");
    let rows = container(rows).padding(1).style(surface::panel).height(Length::Fill);
    column![text::caption(words), rows].spacing(spacing::S).height(Length::Fill).into()
}

/// Each drill that was kept, the latest first, the one that is open beside the list. Ledger 17-07.
pub fn runs<'a>(page: &'a DrillPage, context: &'a Context) -> Part<'a> {
    let right: Part<'a> = match page.one() {
        Some(one) => open(page, one, context),
        None => text::body("演完并保存的演练列在这里：谁、什么时候、演了什么、得几分、后续做什么。").into(),
    };
    let right = panel(pane(container(right).padding(padding::right(spacing::M))))
        .width(Length::Fill)
        .height(Length::Fill);
    row![list(page, context), right].spacing(spacing::M).height(Length::Fill).into()
}

fn list<'a>(page: &'a DrillPage, context: &'a Context) -> Part<'a> {
    let now = context.now();
    let shown: Vec<&DrillNow> = page.all.iter().rev().collect();
    let selected = page.one().and_then(|open| shown.iter().position(|one| one.id == open.id));
    let ids: Vec<_> = shown.iter().map(|one| one.id).collect();
    let pick = move |at: usize| {
        let id = ids.get(at).copied();
        id.map_or(Message::Cancel, |id| Message::Drill(DrillMessage::Open(id)))
    };
    let rows = table([col("演练"), col("综合").width(64.0).right()], shown.len(), move |at| {
        let Some(one) = shown.get(at) else { return Row::new([]) };
        let note = format!("{} {}", one.by, one.at.short(now));
        let name = Cell::text(one.run.name.as_str()).note(note, Tone::Muted);
        Row::new([name, Cell::text(one.run.scores().whole().to_string())])
    })
    .selected(selected)
    .on_select(pick.clone())
    .on_open(pick)
    .empty("还没有保存过演练");
    container(rows).padding(1).style(surface::panel).width(LIST).height(Length::Fill).into()
}

fn open<'a>(page: &'a DrillPage, one: &'a DrillNow, context: &'a Context) -> Part<'a> {
    let now = context.now();
    let run = &one.run;
    let mode = if run.mode == DrillMode::Stress { Tone::Danger } else { Tone::Accent };
    let paper = button::secondary("打印评分表").small().on_press(Message::Drill(DrillMessage::Print(one.id)));
    let head = row![text::title(&run.name), tag(run.mode.label(), mode), paper]
        .spacing(spacing::M)
        .align_y(Alignment::Center);
    let dash = |text: &'a str| if text.is_empty() { icon::NONE } else { text };
    let lines = [
        ("谁答的", one.by.clone()),
        ("什么时候", one.at.short(now)),
        ("一起演的人", dash(&run.participants).to_owned()),
        ("演得怎样", dash(&run.result).to_owned()),
        ("后续怎么做", dash(&run.follow_up).to_owned()),
    ];
    let later = one.later.iter().map(|word| {
        row![
            text::caption(word.at.short(now)).width(110),
            text::caption(&word.by).width(80),
            text::body(&word.words).width(Length::Fill)
        ]
        .spacing(spacing::S)
        .into()
    });
    let later = Column::with_children(later).spacing(spacing::XS);
    let words = field("后续做了什么", &page.words)
        .placeholder("谁陪着又练了哪几句、好些没有")
        .on_input(|text| Message::Drill(DrillMessage::Words(text)));
    let keep = button::secondary("记下后续").on_press(Message::Drill(DrillMessage::FollowedUp));
    column![
        head,
        scores(&run.scores()),
        facts(lines),
        practise(run),
        hairline(),
        section("后续", ""),
        later,
        words,
        keep
    ]
    .spacing(spacing::M)
    .into()
}
