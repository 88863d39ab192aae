//! How 案例 look: what is looked for and the list at the left, the one that is open at the right.

use iced::widget::{Column, column, container, row};
use iced::{Alignment, Element, Length, padding};

use crate::domain::case_study::{CaseStudy, StudySource};
use crate::domain::code::CaseKind;
use crate::domain::suggestion_now::{SuggestionNow, measure_of};
use crate::library::step::Level;
use crate::ui::screen::contract::Context;
use crate::ui::screen::learning::message::{Message, StudyMessage};
use crate::ui::screen::learning::study_page::{StudyPage, name_of};
use crate::ui::spacing;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::table::{Cell, Row, col, table};
use crate::ui::widget::{
    Chips, button, chip, chips, facts, field, hairline, labelled, pane, panel, section, tag, text,
};

type Part<'a> = Element<'a, Message>;

/// Width of the list.
const LIST: f32 = 420.0;
/// So many situations can be chosen from.
const SITUATIONS: usize = 8;
/// So many sentences of the situation stand there.
const SENTENCES: usize = 3;

/// The whole page.
pub fn page<'a>(page: &'a StudyPage, suggestions: &'a [SuggestionNow], context: &'a Context) -> Part<'a> {
    let right: Part<'a> = match page.one() {
        Some(one) => open(one, suggestions, context),
        None => text::body("关闭小结里标“可作案例”的单子会列在这里，看不到姓名、电话和房号。").into(),
    };
    let praise = context.is_supervisor().then(|| praised(page));
    let right = column![right, praise].spacing(spacing::L);
    let right = panel(pane(container(right).padding(padding::right(spacing::M))))
        .width(Length::Fill)
        .height(Length::Fill);
    row![list(page, context), right].spacing(spacing::M).height(Length::Fill).into()
}

fn list<'a>(page: &'a StudyPage, context: &'a Context) -> Part<'a> {
    let library = context.desk.library();
    let shown = page.shown(&library);
    let selected = shown.iter().position(|one| Some(&one.source) == page.open.as_ref());
    let places: Vec<usize> =
        shown.iter().filter_map(|one| page.all.iter().position(|other| other.source == one.source)).collect();
    let pick = move |at: usize| {
        let place = places.get(at).copied();
        place.map_or(Message::Cancel, |at| Message::Study(StudyMessage::Open(at)))
    };
    let lines: Vec<(String, String)> = shown
        .iter()
        .map(|one| {
            let from = match &one.source {
                StudySource::Own(_) => "本项目",
                StudySource::Shipped(_) => "随程序",
            };
            let name = name_of(one, &library);
            let note = [one.kind.label(), name.as_str(), from];
            let note = note.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" · ");
            (one.title.clone(), note)
        })
        .collect();
    let rows = table([col("案例")], lines.len(), move |at| match lines.get(at) {
        Some((title, note)) => Row::new([Cell::text(title.clone()).note(note.clone(), Tone::Muted)]),
        None => Row::new([]),
    })
    .selected(selected)
    .on_select(pick.clone())
    .on_open(pick)
    .empty("没有这样的案例");
    let find = field("", &page.words)
        .placeholder("按话里的词找，例如：漏水 不满意")
        .on_input(|text| Message::Study(StudyMessage::Find(text)));
    let kinds = Chips::one_of(
        CaseKind::ALL.iter().copied(),
        page.kind.as_ref(),
        |kind| kind.label().into(),
        |kind| Message::Study(StudyMessage::Kind(kind)),
    )
    .plain();
    let frequent: Vec<_> = page.situations().into_iter().take(SITUATIONS).collect();
    let names = frequent.iter().map(|(code, count)| {
        let name = library.situation(code).map_or_else(|| code.to_string(), |one| one.name.clone());
        chip(format!("{name} {count}"), page.situation.as_ref() == Some(code))
    });
    let names = chips(names.collect::<Vec<_>>()).plain().width(Length::Fill);
    let codes: Vec<_> = frequent.iter().map(|(code, _)| code.clone()).collect();
    let names = names.on_pick(move |at| Message::Study(StudyMessage::Situation(codes[at].clone())));
    let rows = container(rows).padding(1).style(surface::panel).height(Length::Fill);
    column![find, kinds, labelled("哪个场景最多", "", names), rows].spacing(spacing::S).width(LIST).into()
}

fn open<'a>(one: &'a CaseStudy, suggestions: &'a [SuggestionNow], context: &'a Context) -> Part<'a> {
    let library = context.desk.library();
    let own = match one.source {
        StudySource::Own(number) => Some(number),
        StudySource::Shipped(_) => None,
    };
    let to_case = own.filter(|_| context.is_supervisor()).map(|number| {
        button::link(format!("打开受理单 {number}")).on_press(Message::Study(StudyMessage::OpenCase))
    });
    let head = row![text::title(&one.title), tag(one.kind.label(), Tone::Accent)]
        .spacing(spacing::M)
        .align_y(Alignment::Center);
    let dash = |text: &'a str| if text.is_empty() { "—" } else { text };
    let name = name_of(one, &library);
    let lines = [
        ("场景", if name.is_empty() { "—".to_owned() } else { name }),
        ("业主说", dash(&one.said).to_owned()),
        ("他要的", dash(&one.wanted).to_owned()),
    ];
    let course = one.course.iter().map(|step| {
        row![text::caption(&step.head).width(96), text::body(&step.text).width(Length::Fill)]
            .spacing(spacing::S)
            .into()
    });
    let course = Column::with_children(course).spacing(spacing::XS);
    let weak = one.weak.iter().map(|point| text::toned(format!("· {point}"), Tone::Waiting).into());
    let weak: Part<'a> = if one.weak.is_empty() {
        text::caption("记录里看不出明显的薄弱处").into()
    } else {
        Column::with_children(weak).spacing(spacing::XS).into()
    };
    let answers = [
        ("为什么会发生", dash(&one.answers.cause)),
        ("得到什么教训", dash(&one.answers.lesson)),
        ("以后怎样避免", dash(&one.answers.avoid)),
        ("要调整什么", dash(&one.answers.adjust)),
    ];
    let think = (!one.think.is_empty()).then(|| {
        let lines = one.think.iter().map(|question| text::body(format!("· {question}")).into());
        column![section("想一想", ""), Column::with_children(lines).spacing(spacing::XS)].spacing(spacing::XS)
    });
    // What one says in such a case. Ledger 17-03.
    let situation = one.situation.as_ref().and_then(|code| library.situation(code));
    let sentences: Vec<String> = situation
        .map(|situation| {
            let basic = situation.say.iter().filter(|line| line.level == Level::Basic);
            // One with gaps is said only where they can be filled.
            let whole = basic.map(|line| line.text.as_str()).filter(|text| !text.contains('{'));
            whole.take(SENTENCES).map(str::to_owned).collect()
        })
        .unwrap_or_default();
    let standard = (!sentences.is_empty()).then(|| {
        let lines = sentences.into_iter().map(|line| text::body(format!("“{line}”")).into());
        column![
            section("这类事的标准说法", "全部在“话术”里"),
            Column::with_children(lines).spacing(spacing::XS)
        ]
        .spacing(spacing::XS)
    });
    let measure: Part<'a> = match own.map(|number| measure_of(suggestions, number)) {
        Some(Some(decision)) => text::body(format!("讨论后改了：{}", decision.words)).into(),
        Some(None) => row![
            text::small("讨论完要落到一条改的规矩上，这个案例还没有", Tone::Waiting),
            button::secondary("提一条改进").small().on_press(Message::Study(StudyMessage::Suggest)),
        ]
        .spacing(spacing::M)
        .align_y(Alignment::Center)
        .into(),
        None => {
            button::secondary("照它提一条改进").small().on_press(Message::Study(StudyMessage::Suggest)).into()
        }
    };
    column![
        head,
        to_case,
        facts(lines),
        section("怎样办的", ""),
        course,
        facts([("最后业主说", dash(&one.feedback).to_owned())]),
        section("薄弱处", ""),
        weak,
        section("四个问题", ""),
        facts(answers),
        think,
        standard,
        hairline(),
        measure
    ]
    .spacing(spacing::M)
    .into()
}

/// Who was praised this year, for the supervisor. Ledger 17-25, 20-16.
fn praised(page: &StudyPage) -> Part<'_> {
    let lines = page.praise.iter().enumerate().map(|(at, one)| {
        let name = if one.department.is_empty() { "没写部门" } else { one.department.as_str() };
        let all = button::link(format!("表扬 {} 件", one.praise.len()))
            .on_press(Message::Study(StudyMessage::Praise(at, false)));
        let after = (!one.after_complaint.is_empty()).then(|| {
            button::link(format!("其中投诉过的 {} 件", one.after_complaint.len()))
                .on_press(Message::Study(StudyMessage::Praise(at, true)))
        });
        row![text::body(name).width(140), all, after].spacing(spacing::M).align_y(Alignment::Center).into()
    });
    let lines: Part<'_> = if page.praise.is_empty() {
        text::caption("今年还没有登记表扬。").into()
    } else {
        Column::with_children(lines).spacing(spacing::XS).into()
    };
    column![hairline(), section("今年的表扬", "按部门；投诉过又来表扬的另数"), lines]
        .spacing(spacing::S)
        .into()
}
