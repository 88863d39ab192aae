//! The frame of the intake screen: tabs, rail, the step at hand, what to say, and the bar at the foot.

use iced::widget::{column, container, responsive, row, space};
use iced::{Alignment, Element, Length, Size, padding};

use crate::domain::caller::KnownCaller;
use crate::domain::code::Channel;
use crate::domain::draft::DraftId;
use crate::domain::intake::IntakeStep;
use crate::domain::outage::concerns;
use crate::domain::outage_now::OutageNow;
use crate::domain::reception::Strain;
use crate::domain::time::Moment;
use crate::ui::icon;
use crate::ui::screen::contract::Context;
use crate::ui::screen::intake::derived::Derived;
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::message::Message;
use crate::ui::screen::intake::{caller, fields, foot, panel, plain, step};
use crate::ui::screen::outage_strip::{Presses, strip as strip_of};
use crate::ui::screen::phrase_panel::PanelPlace;
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{
    StepState, button, chip, chips, dialog, empty, missing, notice, pane, panel as sheet, rail, step, strip,
    tab, tabs, text,
};

type Part<'a> = Element<'a, Message>;

/// What the screen shows.
#[derive(Clone, Copy)]
pub struct IntakeShown<'a> {
    /// The open forms.
    pub forms: &'a [IntakeForm],
    /// The one on the screen.
    pub current: usize,
    /// What earlier cases know of its caller.
    pub known: &'a KnownCaller,
    /// What is worked out from it.
    pub derived: Option<&'a Derived>,
    /// The form that somebody wants to throw away.
    pub closing: Option<DraftId>,
    /// When the drafts were last written.
    pub kept_at: Option<Moment>,
    /// The last write failed and is tried again.
    pub unwritten: bool,
    /// 公共事件 that last.
    pub outages: &'a [OutageNow],
    /// A warning about the computer's clock.
    pub clock: Option<&'a str>,
}

/// The whole screen.
pub fn screen<'a>(intake: IntakeShown<'a>, context: &'a Context) -> Part<'a> {
    let worked_out = intake.forms.get(intake.current).zip(intake.derived);
    let Some((form, derived)) = worked_out.filter(|(form, derived)| form.id == derived.form) else {
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
    let whole = responsive(move |size| laid_out(intake, form, derived, context, size));
    dialog::over(whole, intake.closing.is_some().then(|| throw_away(intake)))
}

/// From this width on rail, form and sentences stand beside one another; below it the rail lies over the form.
const THREE_COLUMNS: f32 = 1040.0;
/// Width of the sentences where room is scarce.
const SLIM_PROMPT: f32 = 300.0;
/// From this width on the sentences get more room.
const GENEROUS: f32 = 1600.0;
/// Width of the sentences then.
const WIDE_PROMPT: f32 = 480.0;
/// Fields grow no wider: lines longer than this are hard to read.
const FORM_WIDTH: f32 = 960.0;

fn laid_out<'a>(
    intake: IntakeShown<'a>,
    form: &'a IntakeForm,
    derived: &'a Derived,
    context: &'a Context,
    size: Size,
) -> Part<'a> {
    let width = size.width;
    let wide = width >= THREE_COLUMNS;
    let gaps = (!wide && form.is_guided()).then(|| gaps(form));
    // In a low or narrow window the hints scroll with the fields; otherwise they keep their place below them.
    // They come and go within a column that stays, so that the focus keeps its field.
    let hints = || {
        let clock = intake.clock.map(|words| notice("请校准时钟", words, Tone::Danger).into());
        // Who it is stands on the first page; later only what the form is linked to.
        let linked = (form.is_guided() && form.draft.step != IntakeStep::Listen)
            .then(|| caller::linked(form))
            .flatten();
        let all = [clock, long_reception(form, context), linked];
        let apart = if wide { padding::top(spacing::S) } else { padding::bottom(spacing::M) };
        let all = all.into_iter().flatten().map(|hint: Part<'a>| container(hint).padding(apart).into());
        iced::widget::Column::with_children(all)
    };
    let above = (!wide).then(hints);
    let below = wide.then(hints);
    let outages = outages(intake, form, context, !wide);
    let low = size.height < PanelPlace::LOW;
    let fields = column![body(intake, form, derived, context, low), gaps].spacing(spacing::L);
    let fields = column![outages, fields];
    let fields = column![above, fields].max_width(FORM_WIDTH);
    // What the owner is asked keeps its place over the fields, however far they reach.
    let answers = fields::answers(form, context.now())
        .map(|answers| container(answers).padding(padding::horizontal(spacing::XS).bottom(spacing::S)));
    let fields = pane(container(fields).padding(padding::all(spacing::XS).right(spacing::M)));
    let middle = column![
        sheet(column![answers, fields])
            .padding(padding::all(spacing::M).right(spacing::XS))
            .height(Length::Fill),
        below,
    ];
    let prompt = match width {
        _ if width >= GENEROUS => WIDE_PROMPT,
        _ if wide => spacing::PROMPT_WIDTH,
        _ => SLIM_PROMPT,
    };
    let prompt = container(panel::panel(form, derived, context, low)).width(Length::Fixed(prompt));
    let content = row![(wide && form.is_guided()).then(|| left(form)), middle, prompt]
        .spacing(spacing::M)
        .height(Length::Fill);
    let steps = (!wide && form.is_guided()).then(|| steps_across(form));
    column![
        head(intake, width),
        container(column![steps, content].spacing(spacing::S)).padding(spacing::M).height(Length::Fill),
        foot::bar(form, context, width),
    ]
    .into()
}

/// What is out of order for many just now, as long as this caller may have come for it.
fn outages<'a>(intake: IntakeShown<'a>, form: &IntakeForm, context: &Context, slim: bool) -> Part<'a> {
    if !form.is_guided() || form.draft.step != IntakeStep::Listen {
        return space().into();
    }
    let room = form.draft.room.trim();
    let concerned = |one: &&OutageNow| room.is_empty() || concerns(&one.outage.place, room);
    let outages: Vec<OutageNow> = intake.outages.iter().filter(concerned).cloned().collect();
    let presses = Presses { call: Message::OutageCall, open: Message::OpenOutages };
    // The place stays when nothing stands there, so that the focus keeps its field.
    let lines = strip_of(&outages, context.now(), slim, &presses);
    lines.map_or_else(|| space().into(), |lines| container(lines).padding(padding::bottom(spacing::M)).into())
}

fn throw_away<'a>(intake: IntakeShown<'a>) -> dialog::Dialog<'a, Message> {
    let form = intake.closing.and_then(|id| intake.forms.iter().find(|form| form.id == id));
    let name = form.map(|form| form.draft.title_line()).unwrap_or_default();
    dialog("丢掉这份草稿？", text::body(format!("「{name}」里已填的内容会丢掉，不能找回。")))
        .action(button::secondary("留着").on_press(Message::KeepForm))
        .action(button::danger("丢掉").on_press(Message::ThrowAway))
        .on_cancel(Message::KeepForm)
}

fn head<'a>(intake: IntakeShown<'a>, width: f32) -> Part<'a> {
    // However many there are, each keeps its place in the line.
    let wide = width >= THREE_COLUMNS;
    let several = intake.forms.len() > 1 && wide;
    let beside = match (wide, several) {
        (true, true) => BESIDE_TABS + NEXT_FORM,
        (true, false) => BESIDE_TABS,
        (false, _) => BESIDE_TABS - KEPT,
    };
    let room = (width - beside).max(200.0);
    let each = (room / intake.forms.len() as f32 - spacing::XS).max(SLIM_TAB);
    let open = intake.forms.iter().enumerate().map(|(place, form)| {
        tab(tab_line(form), place == intake.current, Message::Tab(place))
            .on_close(Message::CloseTab(place))
            .max_width(each)
    });
    let kept = match intake.kept_at {
        Some(at) if intake.forms.iter().all(|form| !form.dirty) => {
            format!("草稿已存 {}", at.time().format("%H:%M:%S"))
        }
        _ if intake.unwritten => "草稿还没写到磁盘，正在重试…".to_owned(),
        _ if intake.forms.iter().any(|form| form.dirty) => "草稿正在存…".to_owned(),
        _ => String::new(),
    };
    let more = row![
        button::quiet("＋ 来访").keys("F2").small().mouse_only().on_press(Message::Opened(Channel::WalkIn)),
        button::quiet("来电").keys("F3").small().mouse_only().on_press(Message::Opened(Channel::Phone)),
    ]
    .spacing(spacing::XS);
    let next = several.then(|| {
        let next = (intake.current + 1) % intake.forms.len();
        button::quiet("换一份")
            .keys(Shortcut::NextForm.keys())
            .small()
            .mouse_only()
            .on_press(Message::Tab(next))
    });
    // The tabs of many drafts scroll; what stands beside them keeps its room.
    row![
        container(strip(tabs(open))).max_width(room),
        more,
        next,
        space().width(Length::Fill),
        wide.then(|| text::caption(kept)),
    ]
    .spacing(spacing::S)
    .align_y(Alignment::Center)
    .padding(padding::horizontal(spacing::M).top(spacing::XS))
    .into()
}

/// The tab's words; a call that waits says so.
fn tab_line(form: &IntakeForm) -> String {
    let number = form.draft.called_from.as_str();
    match form.waits {
        true if number.is_empty() => "● 在等 · 来电".to_owned(),
        true => format!("● 在等 · {number}"),
        false => form.draft.title_line(),
    }
}

/// Room for the two buttons and the time of the last write beside the tabs.
const BESIDE_TABS: f32 = 390.0;
/// Room of the time of the last write, which is left out where room is scarce.
const KEPT: f32 = 140.0;
/// Room for the button to the next form.
const NEXT_FORM: f32 = 160.0;
/// The narrowest tab; more than fit so scroll.
const SLIM_TAB: f32 = 110.0;

fn body<'a>(
    intake: IntakeShown<'a>,
    form: &'a IntakeForm,
    derived: &'a Derived,
    context: &'a Context,
    low: bool,
) -> Part<'a> {
    let about = caller::about(form, intake.known, derived, context);
    if form.is_guided() {
        step::step(form, about, derived, context, low)
    } else {
        plain::form(form, about, derived, context)
    }
}

fn state(form: &IntakeForm, one: IntakeStep) -> StepState {
    match one {
        _ if one == form.draft.step => StepState::Now,
        _ if form.is_done(one) => StepState::Done,
        _ if form.next_step() == Some(one) => StepState::Owed,
        _ => StepState::Later,
    }
}

/// The steps, the later ones of the whole way for orientation, and what is still missing.
fn left(form: &IntakeForm) -> Part<'_> {
    let mut parts: Vec<_> = IntakeStep::ALL
        .iter()
        .map(|one| step(one.label(form.draft.channel), state(form, *one), Some(Message::Go(*one))))
        .collect();
    for later in ["调查", "方案", "处理", "回访", "关闭"] {
        parts.push(step(later, StepState::Later, None));
    }
    sheet(column![pane(rail(parts)).height(Length::Fill), gaps(form)].spacing(spacing::S))
        .width(Length::Fixed(spacing::RAIL_WIDTH))
        .height(Length::Fill)
        .padding(spacing::S)
        .into()
}

/// The steps in one line, where there is no room for the rail.
fn steps_across(form: &IntakeForm) -> Part<'_> {
    let steps = chips(IntakeStep::ALL.iter().map(|one| {
        let label = one.label(form.draft.channel);
        let done = state(form, *one) == StepState::Done;
        let label = if done { format!("{} {label}", icon::DONE) } else { label.to_owned() };
        chip(label, *one == form.draft.step)
    }));
    strip(steps.plain().on_pick(|at| Message::Go(IntakeStep::ALL[at]))).into()
}

/// So many missing fields are named; more would push the rail away.
const NAMED_GAPS: usize = 5;

/// What is still missing, each a way to its field.
fn gaps(form: &IntakeForm) -> Part<'_> {
    let gaps = form.draft.still_missing();
    let more = gaps.len().saturating_sub(NAMED_GAPS);
    let named = gaps.into_iter().take(NAMED_GAPS);
    let named = missing(named.map(|(field, word)| (word.into(), Message::Missing(field))));
    column![named, (more > 0).then(|| text::caption(format!("等，另有 {more} 项")))].into()
}

/// A hint that the reception of an agitated visitor has taken long; it never escalates by itself (ledger 01-14).
fn long_reception<'a>(form: &IntakeForm, context: &Context) -> Option<Part<'a>> {
    let clock = form.draft.clock(&context.settings.rules, context.now())?;
    let minutes = clock.lasted.num_minutes();
    if clock.strain == Strain::None || form.attempt().is_some() || form.draft.step == IntakeStep::Escalate {
        return None;
    }
    // The visitor reads it too.
    let words = "可以请上级一起来";
    let escalate = button::secondary("服务上移").keys(Shortcut::Escalate.keys()).small().mouse_only();
    let hint = notice(format!("已接待 {minutes} 分钟"), words, Tone::Waiting);
    Some(hint.action(escalate.on_press(Message::Escalate)).into())
}
