//! How 服务簿 looks: the kinds and their entries at the left; at the right the one that is open or typed, else what the
//! entries count. Ledger 19-06, 17-25, 11-25.

use chrono::{Datelike, NaiveDate};
use iced::widget::{Column, column, container, row, space};
use iced::{Alignment, Element, Length, padding};

use crate::desk::print::printout::{Blank, Printout};
use crate::domain::code::Opinion;
use crate::domain::praise::PraiseCount;
use crate::domain::reading::time::Tense;
use crate::domain::service_note::ServiceKind;
use crate::domain::service_note_now::{ServiceNoteNow, count_of, survey_counts, with_praise};
use crate::domain::suggestion_now::SuggestionNow;
use crate::ui::screen::contract::Context;
use crate::ui::screen::form::parts::day;
use crate::ui::screen::learning::message::{Message, ServiceMessage};
use crate::ui::screen::learning::service_page::{FIRST, ServicePage, ServiceTyped};
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::table::{Cell, Row, col, table};
use crate::ui::widget::{Chips, button, editor, facts, field, hairline, pane, panel, section, tag, text};

type Part<'a> = Element<'a, Message>;

/// Width of the list.
const LIST: f32 = 400.0;
/// Width of a department's name.
const DEPARTMENT: f32 = 120.0;
/// Width of a figure.
const FIGURE: f32 = 110.0;

/// What stands beside the entries: the suggestions, of which some were made at a meeting, and the praise of the year.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    /// Every suggestion.
    pub suggestions: &'a [SuggestionNow],
    /// The praise of this year.
    pub praise: &'a [PraiseCount],
}

/// The whole page.
pub fn page<'a>(page: &'a ServicePage, beside: Beside<'a>, context: &'a Context) -> Part<'a> {
    let right = match (&page.typed, page.one()) {
        (Some(typed), _) => typing(typed, context.now().date()),
        (None, Some(one)) => open(one, beside.suggestions, context),
        (None, None) => counts(page, beside.praise, context),
    };
    let right = panel(pane(container(right).padding(padding::right(spacing::M))))
        .width(Length::Fill)
        .height(Length::Fill);
    row![list(page), right].spacing(spacing::M).height(Length::Fill).into()
}

fn press<'a>(message: fn(String) -> ServiceMessage) -> impl Fn(String) -> Message + Copy + 'a {
    move |text| Message::Service(message(text))
}

fn print(paper: Printout) -> Message {
    Message::Service(ServiceMessage::Print(Box::new(paper)))
}

fn list(page: &ServicePage) -> Part<'_> {
    let shown = page.shown();
    let selected = shown.iter().position(|one| Some(one.id) == page.open);
    let ids: Vec<_> = shown.iter().map(|one| one.id).collect();
    let pick = move |at: usize| {
        let id = ids.get(at).copied();
        id.map_or(Message::Cancel, |id| Message::Service(ServiceMessage::Open(id)))
    };
    let rows = table([col(page.kind.label())], shown.len(), move |at| {
        let Some(one) = shown.get(at) else { return Row::new([]) };
        let note = format!("{} {} {}", one.note.day, one.note.staff, one.note.whom());
        Row::new([Cell::text(one.note.line()).note(note, Tone::Muted)])
    })
    .selected(selected)
    .on_select(pick.clone())
    .on_open(pick)
    .empty("还没有记过");
    let kinds = Chips::one_of(
        ServiceKind::ALL.iter().copied(),
        Some(&page.kind),
        |kind| kind.label().into(),
        |kind| Message::Service(ServiceMessage::Kind(kind)),
    );
    let new = match page.kind {
        ServiceKind::Extra => "记一笔额外服务",
        ServiceKind::Survey => "录一份收回的问卷",
        ServiceKind::Meeting => "记一次座谈会",
    };
    let new = button::primary(new).width(Length::Fill).on_press(Message::Service(ServiceMessage::New));
    let rows = container(rows).padding(1).style(surface::panel).height(Length::Fill);
    column![kinds.plain(), new, rows].spacing(spacing::M).width(LIST).into()
}

/// What the entries of the kind that is shown count.
fn counts<'a>(page: &'a ServicePage, praise: &'a [PraiseCount], context: &'a Context) -> Part<'a> {
    let today = context.now().date();
    let year = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today)..=today;
    let month = today.with_day(1).unwrap_or(today)..=today;
    let told = format!(
        "本月 {}，今年 {}；别的时段看「统计」的「专题」",
        count_of(&page.all, page.kind, &month),
        count_of(&page.all, page.kind, &year)
    );
    let head = section(page.kind.label(), told);
    match page.kind {
        ServiceKind::Extra => {
            let lines = [
                "答应过的是承诺服务，做到是本分；没答应、顺手多做的是额外服务，记在这里。",
                "不违法，不超出常规服务，不事先宣传，只多一点点。",
                "写房号的，会出现在「名册」那一户的页面上。",
            ];
            let lines = lines.into_iter().map(|line| text::body(format!("· {line}")).into());
            column![head, Column::with_children(lines).spacing(spacing::S)].spacing(spacing::M).into()
        }
        ServiceKind::Survey => {
            let words = "今年收回的问卷，各部门的答复；满意率是满意和基本满意所占的比例。";
            let counts = survey_counts(&page.all, &year);
            // Praise is the supervisor's to weigh, as on the page of 案例.
            let praise = if context.is_supervisor() { praise } else { &[] };
            let lines: Vec<Part<'_>> = with_praise(counts, praise)
                .into_iter()
                .map(|(count, praised)| {
                    let figure =
                        |label: &str, count: u32| text::body(format!("{label} {count}")).width(FIGURE);
                    row![
                        text::strong(count.department.clone()).width(DEPARTMENT),
                        figure(Opinion::Satisfied.label(), count.satisfied),
                        figure(Opinion::Mostly.label(), count.mostly),
                        figure(Opinion::Dissatisfied.label(), count.dissatisfied),
                        text::body(format!("满意率 {}", count.good())).width(FIGURE + 30.0),
                        context.is_supervisor().then(|| text::body(format!("表扬 {praised}"))),
                    ]
                    .spacing(spacing::S)
                    .into()
                })
                .collect();
            let none = lines.is_empty().then(|| text::caption("还没有收回的问卷。"));
            let blank =
                button::secondary("打印空白问卷").on_press(print(Printout::Blank(Blank::Questionnaire)));
            let lines = Column::with_children(lines).spacing(spacing::S);
            column![head, text::caption(words), lines, none, hairline(), blank].spacing(spacing::M).into()
        }
        ServiceKind::Meeting => {
            let words = "业主代表提的建议一行一条，保存后进「建议」，由客服主任定措施、再告诉业主代表；结果回到这份记录上。";
            column![head, text::body(words)].spacing(spacing::M).into()
        }
    }
}

fn open<'a>(one: &'a ServiceNoteNow, suggestions: &'a [SuggestionNow], context: &'a Context) -> Part<'a> {
    let note = &one.note;
    let change = one.may_be_changed(&context.actor).is_ok().then(|| {
        row![
            button::secondary("改").small().on_press(Message::Service(ServiceMessage::Change)),
            button::quiet("划去").small().on_press(Message::Service(ServiceMessage::Strike)),
        ]
        .spacing(spacing::S)
    });
    let paper = (note.kind == ServiceKind::Meeting)
        .then(|| button::secondary("打印记录").small().on_press(print(Printout::Meeting(one.id))));
    let head = row![text::title(format!("{} 第{}条", note.kind.label(), one.id)), paper, change]
        .spacing(spacing::M)
        .align_y(Alignment::Center)
        .wrap();
    let answers = note.answers.iter().map(|one| (one.department.clone(), one.opinion.label().to_owned()));
    let lines = [
        ("日期".to_owned(), note.day.to_string()),
        (note.kind.staff_label().to_owned(), note.staff.clone()),
        (note.kind.customer_label().to_owned(), note.whom()),
    ];
    let lines = lines.into_iter().chain(answers).filter(|(_, words)| !words.is_empty());
    let made: Vec<&SuggestionNow> =
        suggestions.iter().filter(|made| made.suggestion.meeting == Some(one.id)).collect();
    let proposals = (!made.is_empty()).then(|| {
        let lines = made.into_iter().map(proposal);
        column![
            hairline(),
            section("提的建议和落实", "在「建议」里决定、告知"),
            Column::with_children(lines).spacing(spacing::S)
        ]
        .spacing(spacing::S)
    });
    let wrote = text::caption(format!("{} {} 记", one.by, one.at.short(context.now())));
    column![head, facts(lines), text::body(&note.words), wrote, proposals].spacing(spacing::M).into()
}

/// A suggestion of the meeting with what became of it.
fn proposal(one: &SuggestionNow) -> Part<'_> {
    let measure = one.decision.as_ref().map(|decision| text::caption(&decision.words));
    let head = row![text::body(&one.suggestion.text), tag(one.state(), Tone::Muted)]
        .spacing(spacing::S)
        .align_y(Alignment::Center);
    column![head, measure].spacing(spacing::XS).into()
}

fn typing(typed: &ServiceTyped, today: NaiveDate) -> Part<'_> {
    let kind = typed.kind;
    let head = if typed.id.is_some() { format!("改{}", kind.label()) } else { kind.label().to_owned() };
    let words = editor(kind.words_label(), &typed.words)
        .placeholder(match kind {
            ServiceKind::Extra => "如：帮老人把药送上楼",
            ServiceKind::Survey => "没写就空着",
            ServiceKind::Meeting => "议题、各方的话",
        })
        .lines(2..=6)
        .on_action(|action| Message::Service(ServiceMessage::Words(action)));
    let owner = match kind {
        ServiceKind::Extra | ServiceKind::Survey => row![
            field("房号", &typed.room)
                .placeholder("3-2-1001")
                .id(FIRST)
                .on_input(press(ServiceMessage::Room))
                .width(Length::FillPortion(1)),
            field(kind.customer_label(), &typed.customer)
                .placeholder("称呼；不记名就空着")
                .on_input(press(ServiceMessage::Customer))
                .width(Length::FillPortion(2)),
        ],
        ServiceKind::Meeting => row![
            field(kind.customer_label(), &typed.customer)
                .placeholder("几位、哪几栋的")
                .id(FIRST)
                .on_input(press(ServiceMessage::Customer)),
        ],
    };
    let promised = (!typed.promised.is_empty()).then(|| {
        let words = format!("像是答应过的：{}。答应过的做到是本分，不记在这里。", typed.promised.join("、"));
        text::small(words, Tone::Waiting)
    });
    let proposals = (kind == ServiceKind::Meeting && typed.id.is_none()).then(|| {
        editor("提了哪些建议（一行一条）", &typed.proposals)
            .placeholder("保存后进「建议」，由客服主任定")
            .lines(2..=6)
            .on_action(|action| Message::Service(ServiceMessage::Proposals(action)))
    });
    let when = row![
        day("日期", "今天", &typed.day, Tense::Past, today, press(ServiceMessage::Day))
            .width(Length::FillPortion(1)),
        field(kind.staff_label(), &typed.staff)
            .on_input(press(ServiceMessage::Staff))
            .width(Length::FillPortion(2)),
    ];
    let foot = row![
        space().width(Length::Fill),
        button::secondary("不记了").keys(Shortcut::Back.keys()).on_press(Message::Cancel),
        button::primary("保存").keys(Shortcut::Save.keys()).on_press(Message::Save),
    ]
    .spacing(spacing::S);
    column![
        section(head, ""),
        owner.spacing(spacing::M),
        (kind == ServiceKind::Survey).then(|| answers(typed)),
        words,
        promised,
        proposals,
        when.spacing(spacing::M),
        foot
    ]
    .spacing(spacing::M)
    .into()
}

/// Each department with the three answers.
fn answers(typed: &ServiceTyped) -> Part<'_> {
    let lines = typed.answers.iter().enumerate().map(|(at, (department, given))| {
        let group = Chips::one_of(
            Opinion::ALL.iter().copied(),
            given.as_ref(),
            |opinion| opinion.label().into(),
            move |opinion| Message::Service(ServiceMessage::Answer(at, opinion)),
        );
        row![text::body(department).width(DEPARTMENT), group.plain()]
            .spacing(spacing::S)
            .align_y(Alignment::Center)
            .into()
    });
    Column::with_children(lines).spacing(spacing::XS).into()
}
