//! The frame of a case's screen: who and what, what is owed, the form at hand, the time line, what to say.

use iced::widget::{Column, column, container, responsive, row, space};
use iced::{Alignment, Element, Length, Size, padding};

use crate::domain::act::Act;
use crate::domain::calendar::unannounced_words;
use crate::domain::case::Case;
use crate::domain::case_state::CaseState;
use crate::domain::code::{CaseKind, DeadlineCode};
use crate::domain::draft::ActDraft;
use crate::domain::gathering::Gathering;
use crate::domain::masking::mask_phone;
use crate::domain::obligation::{Obligation, Urge, long_span_words};
use crate::domain::person::Actor;
use crate::domain::precedent::Precedent;
use crate::domain::settings::Rules;
use crate::domain::time::Moment;
use crate::library::say::Spoken;
use crate::paper::form::handling_record::RecordCopy;
use crate::ui::screen::case::act::form::{FormLists, Given};
use crate::ui::screen::case::act::open::OpenForm;
use crate::ui::screen::case::derived::CasePanels;
use crate::ui::screen::case::message::Message;
use crate::ui::screen::case::pictures::Pictures;
use crate::ui::screen::case::{acts, files, form_panel, online, precedents, tasks};
use crate::ui::screen::contract::Context;
use crate::ui::screen::phrase_panel::{self, PhrasePanel};
use crate::ui::shortcut::Shortcut;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, dialog, ellipsis, facts, hairline, notice, pane, panel, section, tag, text};
use crate::ui::{font, spacing};

type Part<'a> = Element<'a, Message>;

/// What the screen shows.
#[derive(Clone, Copy)]
pub struct CaseShown<'a> {
    /// The case.
    pub case: &'a Case,
    /// What it is now.
    pub state: &'a CaseState,
    /// The form that is open.
    pub form: Option<&'a OpenForm>,
    /// Who is on duty, with the supervisor beside who confirmed the form that is open.
    pub actor: &'a Actor,
    /// What is being written on the case, as it lies on disk.
    pub drafts: &'a [ActDraft],
    /// What is typed could not be written to disk and is tried again.
    pub unwritten: bool,
    /// What the forms know of the counter.
    pub around: FormLists<'a>,
    /// The other reports of the same matter.
    pub gathering: Option<&'a Gathering>,
    /// How earlier cases were solved.
    pub precedents: &'a [Precedent],
    /// What to say.
    pub speech: &'a PhrasePanel,
    /// Numbers are shown in full.
    pub revealed: bool,
    /// Rarer acts are shown.
    pub more: bool,
    /// Files are being copied in.
    pub attaching: bool,
    /// The pictures among them.
    pub pictures: &'a Pictures,
    /// What follows from the case.
    pub panels: &'a CasePanels,
    /// What to say now.
    pub spoken: Option<&'a Spoken>,
}

/// Room for what the case is about, beside the number to ring.
const WHAT: f32 = 640.0;
/// Width of the column with the particulars.
const SIDE: f32 = 300.0;

/// The whole screen.
pub fn screen<'a>(shown: CaseShown<'a>, context: &'a Context) -> Part<'a> {
    responsive(move |size| laid_out(shown, context, size)).into()
}

/// From this width on the particulars, the form and the sentences stand beside one another.
const THREE_COLUMNS: f32 = 1040.0;
/// Width of the sentences where room is scarce.
const SLIM_PROMPT: f32 = 300.0;
/// From this width on the sentences get more room.
const GENEROUS: f32 = 1600.0;
/// Width of the sentences then.
const WIDE_PROMPT: f32 = 480.0;

fn laid_out<'a>(shown: CaseShown<'a>, context: &'a Context, size: Size) -> Part<'a> {
    let (width, spoken) = (size.width, shown.spoken);
    let wide = width >= THREE_COLUMNS;
    // Beside a form there is no room for the particulars in a narrow window: they stand under it.
    let aside = wide || spoken.is_none();
    let library = context.desk.library();
    let given = Given {
        case: shown.case,
        state: shown.state,
        settings: &context.settings,
        library: &library,
        actor: shown.actor,
        staff: &context.staff,
        handlers: shown.around.0,
        related: shown.around.1,
        limits: shown.around.2,
        now: context.now(),
    };
    let unwritten = shown.unwritten.then(|| {
        let words = "写在这里的还没存到磁盘，正在重试…";
        notice("没存上", words, Tone::Danger)
    });
    // In a narrow window what is to be done stands first; beside a form it follows below.
    let owed_first = (!aside && shown.form.is_none()).then(|| owed(shown, given, context));
    let middle = column![
        unwritten,
        owed_first,
        shown.form.map(|form| form_panel::panel_of(form, given)),
        precedents_of(shown, given.now),
        tasks::list(&shown.panels.tasks, given.now),
        panel(column![section("经过", "按发生的先后"), time_line(shown, context)].spacing(spacing::M))
            .width(Length::Fill),
        (!aside).then(|| side(shown, given, context, shown.form.is_some())),
    ]
    .spacing(spacing::M);
    // What is internal stays folded while a visitor stands there.
    let low = size.height < phrase_panel::PanelPlace::LOW;
    let around = phrase_panel::PanelPlace { may_fold: true, may_decide: context.is_supervisor(), low };
    let beside = spoken.map(|spoken| {
        let width = match width {
            _ if width >= GENEROUS => WIDE_PROMPT,
            _ if wide => spacing::PROMPT_WIDTH,
            _ => SLIM_PROMPT,
        };
        container(shown.speech.panel(spoken, library.cards(), around, Message::Speech))
            .width(Length::Fixed(width))
    });
    let content = row![
        aside.then(|| pane(side(shown, given, context, true)).width(Length::Fixed(SIDE))),
        pane(container(middle).padding(padding::right(spacing::S))).width(Length::Fill),
        beside,
    ]
    .spacing(spacing::M)
    .height(Length::Fill);
    // While a form is open nothing else is done: its buttons take the place of the acts.
    let foot = match shown.form {
        Some(form) => form_panel::buttons(form, given),
        None => acts::bar(shown.panels),
    };
    let all = column![head(shown, wide), content, foot].spacing(spacing::M).padding(spacing::M);
    let large = shown.pictures.dialog(&shown.panels.files, size, Message::Picture, Message::OpenFile);
    let more = shown.more.then(|| acts::all(shown.panels, &context.settings.supervisor_title));
    dialog::over(all, large.or(more))
}

/// How earlier cases were solved, below the form of a solution.
fn precedents_of<'a>(shown: CaseShown<'a>, now: Moment) -> Option<Part<'a>> {
    let solves = shown.form.is_some_and(|form| form.act() == Act::Solution);
    precedents::list(shown.precedents, now).filter(|_| solves)
}

/// Both copies on paper.
fn prints<'a>() -> Part<'a> {
    row![
        button::quiet("复制工单").on_press(Message::CopyOrder),
        button::secondary("打印业主联").on_press(Message::Print(RecordCopy::Customer)),
        button::secondary("打印内部联")
            .keys(Shortcut::Print.keys())
            .on_press(Message::Print(RecordCopy::Internal)),
    ]
    .spacing(spacing::S)
    .into()
}

/// The numbers, masked until somebody asks for them; `None` where there are none.
fn phones(shown: CaseShown<'_>) -> Option<String> {
    let phones = shown.state.facts.complainant.numbers();
    let phone = |number: &String| if shown.revealed { number.clone() } else { mask_phone(number) };
    (!phones.is_empty()).then(|| phones.iter().map(phone).collect::<Vec<_>>().join("、"))
}

fn head<'a>(shown: CaseShown<'a>, wide: bool) -> Part<'a> {
    let facts = &shown.state.facts;
    let who = [facts.complainant.room.clone(), facts.complainant.salutation()];
    let who = who.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let who = if facts.complainant.anonymous { "匿名".to_owned() } else { who };
    let marks = shown.panels.marks.iter().map(|(word, tone)| tag(*word, *tone));
    let phones = phones(shown);
    let reveal =
        (phones.is_some() && !shown.revealed).then(|| button::link("显示完整电话").on_press(Message::Reveal));
    let what = row![
        container(ellipsis(shown.panels.gist.as_str()).bold()).max_width(WHAT),
        text::body(phones.unwrap_or_else(|| "电话未留".to_owned())),
        reveal,
        space().width(Length::Fill),
        (!wide).then(prints),
    ]
    .spacing(spacing::M)
    .align_y(Alignment::Center);
    let first = row![
        button::quiet("‹ 返回").keys(Shortcut::Back.keys()).on_press(Message::Back),
        text::title(shown.case.number.to_string()),
        text::title(who),
        tag(shown.state.status.label(), Tone::Accent),
        iced::widget::Row::with_children(marks).spacing(spacing::XS),
        space().width(Length::Fill),
        wide.then(prints),
    ]
    .spacing(spacing::M)
    .align_y(Alignment::Center);
    column![first, what].spacing(spacing::XS).into()
}

/// The particulars, and what is owed where that stands nowhere else.
fn side<'a>(shown: CaseShown<'a>, given: Given<'_>, context: &'a Context, with_owed: bool) -> Part<'a> {
    // Beside an open form the sentences bring it with them.
    let known = shown.form.is_none().then(|| known(&shown.panels.known)).flatten();
    let files = files::list(&shown.panels.files, shown.attaching, shown.pictures);
    let online = online::panel_of(shown.state, context.now());
    let owed = with_owed.then(|| owed(shown, given, context));
    column![owed, online, known, particulars(shown, context), files].spacing(spacing::M).into()
}

/// What the counter knows of the matter.
fn known<'a>(known: &'a [String]) -> Option<Part<'a>> {
    let lines = known.iter().map(|line| text::body(line.as_str()).into());
    (!known.is_empty()).then(|| {
        panel(column![section("资料", "")].extend(lines).spacing(spacing::S))
            .width(Length::Fill)
            .padding(spacing::M)
            .into()
    })
}

fn owed<'a>(shown: CaseShown<'a>, given: Given<'_>, context: &'a Context) -> Part<'a> {
    let now = context.now();
    let rules = &context.settings.rules;
    let mut rows: Vec<Part<'a>> = major(shown, rules).into_iter().chain(unfinished(shown, given)).collect();
    if let Some(code) = shown.panels.ready {
        rows.push(
            column![
                text::strong(format!("可以关闭：{}", code.label())),
                button::primary("去关闭").small().on_press(Message::Open(Act::Close)),
            ]
            .spacing(spacing::XS)
            .into(),
        );
    }
    let owed = shown.panels.owed.iter();
    rows.extend(owed.map(|(obligation, urge)| obligation_row(obligation, *urge, shown.panels, given)));
    if rows.is_empty() {
        rows.push(text::caption("现在没有要办的时限").into());
    }
    if shown.panels.without_lessons && shown.panels.offered(Act::Lessons).is_ok() {
        rows.push(lessons());
    }
    let open = shown.state.is_open();
    let heard = shown.state.heard_at.filter(|_| open).map(|at| {
        let ago = long_span_words((now - at).num_minutes());
        text::caption(format!("业主上次听到回音：{}（{ago}前）", at.short(now)))
    });
    let never = (open && shown.state.heard_at.is_none())
        .then(|| text::small("受理后还没有给过业主回音", Tone::Waiting));
    panel(
        column![section("该做什么", ""), heard, never, Column::with_children(rows).spacing(spacing::M)]
            .spacing(spacing::M),
    )
    .width(Length::Fill)
    .padding(spacing::M)
    .into()
}

/// At closing the four questions may be answered, and the case marked 可作案例. Rules §6, ledger 09-13.
fn lessons<'a>() -> Part<'a> {
    let go = button::secondary("写小结 ›").small().on_press(Message::Open(Act::Lessons));
    column![
        row![text::strong("关闭小结").width(Length::Fill), go].align_y(Alignment::Center),
        text::caption("原因、教训、怎样避免、怎样调整；值得学的勾「可作案例」"),
    ]
    .into()
}

/// 重大 proposed, because so many households report the matter: taken with one key, never set by itself.
fn major<'a>(shown: CaseShown<'a>, rules: &Rules) -> Option<Part<'a>> {
    let gathering = shown.gathering.filter(|one| one.proposes_major(rules))?;
    let lead = gathering.lead;
    let whose = if lead == shown.case.number { String::new() } else { format!("（主单 {lead}）") };
    let take =
        button::accent("标为重大").keys(Shortcut::TakeSign.keys()).small().on_press(Message::TakeMajor);
    let words = format!("{}{whose}，设置为{}户起提示", gathering.reason(), rules.major_households);
    Some(
        column![
            row![text::strong("可标为重大").width(Length::Fill), take].align_y(Alignment::Center),
            text::small(words, Tone::Waiting),
        ]
        .into(),
    )
}

/// What is owed, how long there is left, by which rule, and the way to what meets it.
fn obligation_row<'a>(
    obligation: &Obligation,
    urge: Urge,
    panels: &CasePanels,
    given: Given<'_>,
) -> Part<'a> {
    let now = given.now;
    let due = obligation.due;
    let (word, tone) = match urge {
        Urge::Overdue => {
            let late = long_span_words((now - due).num_minutes());
            (format!("! 已逾期 {late}，应于 {}", due.short(now)), Tone::Danger)
        }
        Urge::DueSoon if obligation.deadline == DeadlineCode::QuietWeek => {
            ("观察期已满".to_owned(), Tone::Accent)
        }
        Urge::DueSoon | Urge::Open => {
            let left = long_span_words(((due - now).num_seconds() + 59) / 60);
            let tone = if urge == Urge::DueSoon { Tone::Waiting } else { Tone::Plain };
            (format!("还剩 {left}，{} 前", due.short(now)), tone)
        }
    };
    let act = Act::that_meets(obligation);
    let label = obligation.label().to_owned();
    let who = obligation.who.as_ref().map(|who| text::caption(format!("交给{who}")));
    let denial = panels.offered(act).err();
    // What is another's to do alarms nobody here.
    let tone = if denial.is_some() && tone == Tone::Danger { Tone::Waiting } else { tone };
    let words = match denial {
        None => Some(format!("{} ›", acts::way_to(act))),
        Some(denial) if denial.supervisor_may => Some(format!("请{} ›", given.settings.supervisor_title)),
        Some(_) => None,
    };
    let denied = denial.map(|denial| text::caption(denial.text.clone()));
    let go = words.map(|words| button::secondary(words).small().on_press(Message::Meet(obligation.id)));
    let first = row![text::strong(label).width(Length::Fill), go].align_y(Alignment::Center);
    // The rule in words stands behind its code.
    let why = obligation.rule.split_once('：').map(|(_, why)| text::caption(why.to_owned()));
    let blind = obligation
        .unannounced_year(&given.settings.rules.calendar)
        .map(|year| text::small(format!("{}，按周一至周五推算", unannounced_words(year)), Tone::Waiting));
    column![first, text::small(word, tone), who, why, blind, denied].into()
}

/// What somebody has begun to write and not put on record.
fn unfinished<'a>(shown: CaseShown<'_>, given: Given<'_>) -> Vec<Part<'a>> {
    let now = given.now;
    let open = shown.form.map(OpenForm::act);
    let left = shown.drafts.iter().filter_map(|draft| Some((Act::from_code(&draft.act)?, draft)));
    let left = left.filter(|(act, _)| Some(*act) != open && shown.panels.offered(*act).is_ok());
    left.map(|(act, draft)| {
        let go = button::secondary("接着写 ›").small().on_press(Message::Open(act));
        let label = text::strong(format!("没写完：{}", act.label())).width(Length::Fill);
        let first = row![label, go].align_y(Alignment::Center);
        let who = format!("{} {} 写到一半", draft.owner, draft.saved_at.short(now));
        column![first, text::small(who, Tone::Waiting)].into()
    })
    .collect()
}

fn particulars<'a>(shown: CaseShown<'a>, context: &'a Context) -> Part<'a> {
    let now = context.now();
    let state = shown.state;
    let facts_now = &state.facts;
    let dash = || "—".to_owned();
    let mut lines = vec![
        ("信息类别", facts_now.kind.label().to_owned()),
        ("渠道", facts_now.channel.label().to_owned()),
        ("受理", facts_now.received_at.short(now)),
        // 首问责任制: whoever was asked first stays the one whom the owner asks. Ledger 07-14.
        ("首问责任人", facts_now.receiver.clone()),
        ("责任人", state.handler.clone().unwrap_or_else(|| "待指派".into())),
        ("业主", facts_now.complainant.name.clone().unwrap_or_else(dash)),
        ("电话", phones(shown).unwrap_or_else(|| "未留".into())),
        ("房号", facts_now.complainant.room.clone().unwrap_or_else(dash)),
        ("地点", facts_now.place.clone().unwrap_or_else(dash)),
        ("要点", facts_now.summary.clone().unwrap_or_else(dash)),
        (
            "类别",
            facts_now
                .category
                .as_ref()
                .map_or_else(dash, |one| context.settings.category_label(one).to_owned()),
        ),
    ];
    if facts_now.kind == CaseKind::Complaint {
        lines.extend([
            ("责任类别", facts_now.class.map_or_else(dash, |one| one.label().to_owned())),
            ("性质", facts_now.nature.map_or_else(dash, |one| one.label().to_owned())),
            ("情绪", facts_now.emotion.map_or_else(dash, |one| one.label().to_owned())),
        ]);
    }
    if context.is_supervisor() {
        lines.extend(facts_now.motive.map(|motive| ("动机", motive.label().to_owned())));
        lines.extend(facts_now.staff_fault.map(|fault| ("员工过失", fault.label().to_owned())));
    }
    if let Some(medium) = facts_now.complainant.prefers {
        lines.push(("希望", format!("用{}联系", medium.label())));
    }
    if let Some(about) = &facts_now.complained_of {
        let about: Vec<&str> =
            [&about.department, &about.person].into_iter().filter_map(|one| one.as_deref()).collect();
        lines.push(("被投诉", about.join(" ")));
    }
    if let Some(lift) = &facts_now.lift {
        let times = [("被困", lift.trapped_at), ("维保到场", lift.arrived_at), ("解困", lift.freed_at)];
        let times =
            times.into_iter().filter_map(|(what, at)| Some(format!("{} {what}", at?.short(context.now()))));
        lines.push(("电梯困人", times.collect::<Vec<_>>().join("，")));
    }
    if let Some(service) = facts_now.service {
        lines.push(("涉及的服务", service.label().to_owned()));
    }
    if let Some(impact) = facts_now.impact {
        lines.push(("影响程度", impact.label().to_owned()));
    }
    if let Some(paper) = facts_now.paper_owed() {
        lines.push(("应出文件", paper.label().to_owned()));
    }
    if let Some(closed) = &state.closed {
        lines.push(("关闭方式", format!("{} {} {}", closed.code.label(), closed.at.short(now), closed.by)));
    }
    if facts_now.complainant.declines_visits {
        lines.push(("注意", "业主不接受回访".to_owned()));
    }
    let export = facts_now
        .complainant
        .has_contact()
        .then(|| button::link("导出业主资料…").on_press(Message::ExportPerson));
    let links = facts_now.repeat_of.into_iter().chain(facts_now.group_of);
    let links =
        links.map(|number| button::link(format!("关联 {number}")).on_press(Message::Go(number)).into());
    let all = shown.gathering.filter(|one| one.cases.len() > 1).map(|one| {
        button::link(format!("同一件事共 {} 件，一起看、一起办", one.cases.len()))
            .on_press(Message::AllOfMatter)
    });
    panel(
        column![section("受理单", ""), facts(lines), export, Column::with_children(links).push(all)]
            .spacing(spacing::M),
    )
    .width(Length::Fill)
    .padding(spacing::M)
    .into()
}

fn time_line<'a>(shown: CaseShown<'a>, context: &Context) -> Part<'a> {
    let now = context.now();
    let entries = shown.panels.entries.iter().map(|entry| {
        row![
            text::caption(entry.at.short(now)).width(Length::Fixed(120.0)),
            text::body(entry.head).font(font::BOLD).width(Length::Fixed(96.0)),
            column![text::body(entry.text.as_str()), text::caption(entry.by.as_str())]
                .spacing(2)
                .width(Length::Fill),
        ]
        .spacing(spacing::M)
        .into()
    });
    let mut parts: Vec<Part<'a>> = Vec::new();
    for entry in entries {
        if !parts.is_empty() {
            parts.push(hairline().into());
        }
        parts.push(entry);
    }
    Column::with_children(parts).spacing(spacing::S).into()
}
