//! The frame of the intake screen: tabs, rail, the step at hand, what to say, and the bar at the foot.

use iced::widget::{column, container, row, space};
use iced::{Alignment, Element, Length, padding};

use crate::domain::code::{Channel, Emotion, Status};
use crate::domain::intake::IntakeStep;
use crate::domain::time::Moment;
use crate::store::draft::DraftId;
use crate::store::fact::CaseRow;
use crate::ui::screen::contract::Context;
use crate::ui::screen::intake::form::Form;
use crate::ui::screen::intake::message::{Message, Pick};
use crate::ui::screen::intake::{panel, plain, steps};
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{
    StepState, button, chip, chips, dialog, empty, missing, notice, pane, panel as sheet, rail, step, tab,
    tabs, text,
};

type Part<'a> = Element<'a, Message>;

/// What the screen shows.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The open forms.
    pub forms: &'a [Form],
    /// The one on the screen.
    pub current: usize,
    /// Earlier and open cases that fit it.
    pub hits: &'a [CaseRow],
    /// The form that somebody wants to throw away.
    pub closing: Option<DraftId>,
    /// When the drafts were last written.
    pub kept_at: Option<Moment>,
}

/// The whole screen.
pub fn screen<'a>(intake: Shown<'a>, context: &'a Context) -> Part<'a> {
    let Some(form) = intake.forms.get(intake.current) else {
        let buttons = [
            button::primary("来访登记").keys("F2").on_press(Message::Opened(Channel::WalkIn)).into(),
            button::primary("来电登记").keys("F3").on_press(Message::Opened(Channel::Phone)).into(),
            button::secondary("网上／转办／来函")
                .keys("F4")
                .on_press(Message::Opened(Channel::Online))
                .into(),
        ];
        return empty("没有正在受理的事", "业主来了按 F2，电话响了按 F3", buttons);
    };
    let middle = column![
        sheet(pane(container(body(form, context)).padding(padding::right(spacing::M)))).height(Length::Fill),
        same_matter(intake, form, context),
    ]
    .spacing(spacing::M);
    let content = if form.is_guided() {
        row![left(form), middle, panel::panel(form, context)]
    } else {
        row![middle, panel::panel(form, context)]
    };
    let whole = column![
        head(intake),
        container(content.spacing(spacing::M).height(Length::Fill)).padding(spacing::M),
        foot(form, context),
    ];
    dialog::over(whole, intake.closing.is_some().then(|| throw_away(intake)))
}

fn throw_away<'a>(intake: Shown<'a>) -> dialog::Dialog<'a, Message> {
    let form = intake.closing.and_then(|id| intake.forms.iter().find(|form| form.id == id));
    let name = form.map(|form| form.draft.title_line()).unwrap_or_default();
    dialog("不受理这一份了吗？", text::body(format!("「{name}」里已填的内容会丢掉，不能找回。")))
        .action(button::secondary("留着").on_press(Message::KeepForm))
        .action(button::danger("丢掉").on_press(Message::ThrowAway))
        .on_cancel(Message::KeepForm)
}

fn head<'a>(intake: Shown<'a>) -> Part<'a> {
    let open = intake.forms.iter().enumerate().map(|(place, form)| {
        tab(form.draft.title_line(), place == intake.current, Message::Tab(place))
            .on_close(Message::CloseTab(place))
    });
    let kept = match intake.kept_at {
        Some(at) if intake.forms.iter().all(|form| !form.dirty) => {
            format!("草稿已存 {}", at.time().format("%H:%M:%S"))
        }
        _ if intake.forms.iter().any(|form| form.dirty) => "草稿正在存…".to_owned(),
        _ => String::new(),
    };
    let more = row![
        button::quiet("＋ 来访").keys("F2").small().mouse_only().on_press(Message::Opened(Channel::WalkIn)),
        button::quiet("来电").keys("F3").small().mouse_only().on_press(Message::Opened(Channel::Phone)),
    ]
    .spacing(spacing::XS);
    row![
        iced::widget::scrollable(tabs(open))
            .direction(iced::widget::scrollable::Direction::Horizontal(
                iced::widget::scrollable::Scrollbar::new().width(0).scroller_width(0)
            ))
            .width(Length::Shrink),
        more,
        space().width(Length::Fill),
        text::caption(kept),
    ]
    .spacing(spacing::S)
    .align_y(Alignment::Center)
    .padding(padding::horizontal(spacing::M).top(spacing::XS))
    .into()
}

fn body<'a>(form: &'a Form, context: &'a Context) -> Part<'a> {
    if form.is_guided() { steps::step(form, context) } else { plain::form(form, context) }
}

/// The steps, the later ones of the whole way for orientation, and what is still missing.
fn left(form: &Form) -> Part<'_> {
    let now = form.draft.step;
    let mut parts: Vec<_> = IntakeStep::ALL
        .iter()
        .map(|one| {
            let state = match one {
                _ if *one == now => StepState::Now,
                _ if form.is_done(*one) => StepState::Done,
                _ if form.next_step() == Some(*one) => StepState::Owed,
                _ => StepState::Later,
            };
            step(one.label(form.draft.channel), state, Some(Message::Go(*one)))
        })
        .collect();
    for later in ["调查", "方案", "处理", "回访", "关闭"] {
        parts.push(step(later, StepState::Later, None));
    }
    let gaps = form.draft.still_missing();
    let gaps = missing(gaps.into_iter().map(|(field, word)| (word.into(), Message::Missing(field))));
    sheet(column![pane(rail(parts)).height(Length::Fill), gaps].spacing(spacing::S))
        .width(Length::Fixed(spacing::RAIL_WIDTH))
        .height(Length::Fill)
        .padding(spacing::S)
        .into()
}

/// 可能是同一件事: the likeliest earlier or open case of the caller or household.
fn same_matter<'a>(intake: Shown<'a>, form: &'a Form, context: &'a Context) -> Option<Part<'a>> {
    let linked = form.draft.repeat_of.or(form.draft.group_of);
    if let Some(number) = linked {
        let word = if form.draft.repeat_of.is_some() { "已关联同一事" } else { "已加入群诉" };
        let undo =
            if form.draft.repeat_of.is_some() { Message::LinkHit(number) } else { Message::JoinHit(number) };
        let note = notice(word, number.to_string(), Tone::Accent)
            .action(button::secondary("打开").small().on_press(Message::OpenHit(number)))
            .action(button::secondary("取消关联").small().on_press(undo));
        return Some(note.into());
    }
    let hit = intake.hits.first()?;
    let open = !matches!(hit.status, Status::Closed | Status::Voided);
    let more = intake.hits.len() - 1;
    let who = [hit.room.as_deref(), hit.name.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let more = if more > 0 { format!("（另有 {more} 件）") } else { String::new() };
    let gist: String = hit.gist.chars().take(24).collect();
    let words =
        format!("{} {who} {gist} · {}{more}", hit.received_at.short(context.now()), hit.status.label());
    let head = if open { "可能是同一件事" } else { "以前来过" };
    let mut note = notice(head, words, if open { Tone::Waiting } else { Tone::Muted })
        .action(button::secondary("打开").small().on_press(Message::OpenHit(hit.number)))
        .action(button::secondary("关联同一事").small().on_press(Message::LinkHit(hit.number)));
    if open {
        note = note
            .action(button::secondary("催办").small().on_press(Message::UrgeHit(hit.number)))
            .action(button::secondary("加入群诉").small().on_press(Message::JoinHit(hit.number)));
    }
    Some(note.into())
}

fn foot<'a>(form: &'a Form, context: &'a Context) -> Part<'a> {
    let mood = chips(Emotion::ALL.iter().map(|one| {
        let label = if *one == Emotion::Agitated { "激动" } else { one.label() };
        let tone = if *one == Emotion::Agitated { Tone::Danger } else { Tone::Accent };
        chip(label, form.draft.emotion == Some(*one)).tone(tone)
    }))
    .on_pick(|at| Message::Picked(Pick::Mood(Emotion::ALL[at])));
    let left = row![text::caption("情绪"), mood, clock(form, context), marks(form)]
        .spacing(spacing::S)
        .align_y(Alignment::Center);
    let next = match form.next_step().filter(|_| form.is_guided()) {
        Some(step) => format!("下一步：{}", step.label(form.draft.channel)),
        None => "保存受理".to_owned(),
    };
    let (escalate, late) = (form.is_guided(), lateness(form, context));
    let right = row![
        escalate.then(|| {
            let label = if late > 0 {
                format!("服务上移：已接待{late}分钟")
            } else {
                "服务上移".to_owned()
            };
            let button = if late > 0 { button::danger(label) } else { button::accent(label) };
            button.keys(Shortcut::Escalate.keys()).on_press(Message::Escalate)
        }),
        button::secondary("打印").keys(Shortcut::Print.keys()).on_press(Message::SaveAndPrint),
        button::secondary("保存").keys(Shortcut::Save.keys()).on_press(Message::Save),
        button::primary(next).keys(Shortcut::Next.keys()).on_press(Message::Next),
    ]
    .spacing(spacing::S);
    let bar =
        row![left, space().width(Length::Fill), right].spacing(spacing::M).align_y(Alignment::Center).wrap();
    container(bar)
        .padding(padding::horizontal(spacing::M).vertical(spacing::M))
        .width(Length::Fill)
        .style(surface::bar)
        .into()
}

/// Minutes of an agitated reception past the amber limit (ledger 01-14); 0 before it.
fn lateness(form: &Form, context: &Context) -> i64 {
    let agitated = form.draft.channel == Channel::WalkIn && form.draft.emotion == Some(Emotion::Agitated);
    let minutes = form.draft.elapsed(context.now()).num_minutes();
    if agitated && minutes >= i64::from(context.settings.rules.reception_amber) { minutes } else { 0 }
}

fn clock<'a>(form: &'a Form, context: &Context) -> Option<Part<'a>> {
    let seconds = form.draft.elapsed(context.now()).num_seconds();
    let time = format!("{:02}:{:02}", seconds / 60, seconds % 60);
    let rules = &context.settings.rules;
    let (word, tone) = match form.draft.channel {
        Channel::Phone => ("通话", Tone::Plain),
        Channel::WalkIn if form.draft.emotion == Some(Emotion::Agitated) => {
            let minutes = seconds / 60;
            let red = minutes >= i64::from(rules.reception_red);
            let amber = minutes >= i64::from(rules.reception_amber);
            (
                "接待",
                if red {
                    Tone::Danger
                } else if amber {
                    Tone::Waiting
                } else {
                    Tone::Plain
                },
            )
        }
        _ => return None,
    };
    let ended = form.draft.ended_at.is_some();
    let end = match (form.draft.channel, ended) {
        (_, true) => "继续计时",
        (Channel::Phone, false) => "已挂机",
        (_, false) => "已离开",
    };
    Some(
        row![
            text::toned(format!("{word} {time}"), tone).font(crate::ui::font::BOLD),
            button::quiet(end).small().on_press(Message::Ended),
        ]
        .spacing(spacing::XS)
        .align_y(Alignment::Center)
        .into(),
    )
}

fn marks(form: &Form) -> Option<Part<'_>> {
    let draft = &form.draft;
    let mut marks = vec![("点名找领导", draft.asked_for_leader, Pick::AskedForLeader)];
    match draft.channel {
        Channel::Phone => marks.push(("断线", draft.line_broke, Pick::LineBroke)),
        Channel::WalkIn => {}
        _ => return None,
    }
    Some(steps::marks_of(marks))
}
