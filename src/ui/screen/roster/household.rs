//! The open household: its people, what belongs to it, its cases by person, and how it changed.

use iced::widget::{Column, column, row, space};
use iced::{Alignment, Element, Length};

use crate::desk::roster::HouseholdPage;
use crate::domain::case_row::CaseRow;
use crate::domain::code::Title;
use crate::domain::household::{Household, Resident};
use crate::domain::known_resident::is_of;
use crate::domain::masking::mask_phone;
use crate::domain::settings::Rules;
use crate::domain::time::Moment;
use crate::ui::screen::roster::message::Message;
use crate::ui::screen::status_line::status_words;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, facts, hairline, section, tag, text};

/// So many cases and changes are shown.
const SHOWN: usize = 12;

type Part<'a> = Element<'a, Message>;

/// The page of a household. `revealed`: its numbers stand in full.
pub fn page<'a>(page: &'a HouseholdPage, revealed: bool, rules: &Rules, now: Moment) -> Part<'a> {
    let household = &page.household;
    let head = row![
        text::heading(household.room.as_str()),
        household.lives.map(|lives| tag(lives.label(), Tone::Muted)),
        space::horizontal(),
        button::secondary("修改").small().on_press(Message::Edit),
        button::quiet("关闭").small().on_press(Message::Close),
    ]
    .spacing(spacing::S)
    .align_y(Alignment::Center);
    let mut whole = Column::new().spacing(spacing::M).push(head);
    let (present, gone): (Vec<_>, Vec<_>) = household.residents.iter().partition(|one| one.is_present());
    for person in present {
        whole = whole.push(of_person(person, &page.cases, revealed, rules, now));
    }
    whole = whole.push(belongings(page)).push(hairline());
    let others: Vec<&CaseRow> = page
        .cases
        .iter()
        .filter(|row| !household.residents.iter().any(|person| is_of(row, person)))
        .collect();
    if !others.is_empty() {
        whole = whole.push(section("这一户的其他受理单", "")).push(cases(&others, rules, now));
    }
    if !gone.is_empty() {
        whole = whole.push(section("已迁出", "以前的受理单仍是他们的"));
        for person in gone {
            whole = whole.push(of_person(person, &page.cases, revealed, rules, now));
        }
    }
    if !page.services.is_empty() {
        whole = whole.push(section("服务簿", "为这一户多做的，和收回的问卷")).push(services(page));
    }
    whole.push(section("变更记录", "")).push(history(page, now)).into()
}

fn of_person<'a>(
    person: &'a Resident,
    all: &'a [CaseRow],
    revealed: bool,
    rules: &Rules,
    now: Moment,
) -> Part<'a> {
    let name = if person.name.is_empty() { "未登记姓名" } else { person.name.as_str() };
    let phones = person.phones.iter().map(|phone| {
        let number = if revealed { phone.number.clone() } else { mask_phone(&phone.number) };
        if phone.remark.is_empty() { number } else { format!("{number}（{}）", phone.remark) }
    });
    let phones = phones.collect::<Vec<_>>().join("、");
    let hidden = !person.phones.is_empty() || !person.wechat.is_empty();
    let show = (!revealed && hidden).then(|| button::link("看全号").on_press(Message::Reveal));
    let wish = person.no_visits.as_ref().map(|wish| {
        text::small(format!("不接受回访：{}（{}，{}）", wish.reason, wish.since, wish.by), Tone::Waiting)
    });
    let care = (!person.care.is_empty()).then(|| text::small(person.care.as_str(), Tone::Accent));
    let until = person.until.map(|day| tag(format!("{day} 迁出"), Tone::Muted));
    let own: Vec<&CaseRow> = all.iter().filter(|row| is_of(row, person)).collect();
    let listed = (!own.is_empty()).then(|| cases(&own, rules, now));
    column![
        row![
            text::strong(name),
            person.title.filter(|title| *title != Title::Unknown).map(|title| text::body(title.label())),
            person.relation.map(|relation| text::caption(relation.label())),
            person.usual.then(|| text::caption("常住")),
            person.prefers.map(|way| text::caption(format!("喜欢{}联系", way.way()))),
            wechat(person, revealed).map(text::caption),
            until,
        ]
        .spacing(spacing::S)
        .align_y(Alignment::Center),
        row![text::body(phones), show].spacing(spacing::S).align_y(Alignment::Center),
        care,
        wish,
        listed,
    ]
    .spacing(spacing::XS)
    .into()
}

/// Whether the person is reached by WeChat, and by what name once the numbers are shown.
fn wechat(person: &Resident, revealed: bool) -> Option<String> {
    match person.wechat.as_str() {
        "" => person.no_wechat.then(|| "没有微信".to_owned()),
        name if revealed => Some(format!("微信 {name}")),
        _ => Some("有微信".to_owned()),
    }
}

fn belongings<'a>(page: &'a HouseholdPage) -> Part<'a> {
    let household = &page.household;
    let cars: Vec<&str> = household.cars.iter().map(|car| car.plate.as_str()).collect();
    let spaces = household.spaces.iter().map(|space| match space.until {
        Some(until) => format!("{}（到期 {until}）", space.code),
        None => space.code.clone(),
    });
    let steward = page.steward.as_ref().map(|steward| match steward.phone.as_str() {
        "" => steward.name.clone(),
        phone => format!("{} {phone}", steward.name),
    });
    let known = [
        ("车牌", cars.join("、")),
        ("车位", spaces.collect::<Vec<_>>().join("、")),
        ("管家", steward.unwrap_or_default()),
        ("备注", household.note.clone()),
    ];
    facts(known.into_iter().filter(|(_, words)| !words.is_empty()))
}

fn cases<'a>(rows: &[&'a CaseRow], rules: &Rules, now: Moment) -> Part<'a> {
    let mut list = Column::new().spacing(spacing::XS);
    for row in rows.iter().take(SHOWN) {
        list = list.push(one_case(row, rules, now));
    }
    let more = rows.len().saturating_sub(SHOWN);
    list.push((more > 0).then(|| text::caption(format!("还有 {more} 件，见台账")))).into()
}

fn one_case<'a>(case: &'a CaseRow, rules: &Rules, now: Moment) -> Part<'a> {
    row![
        button::link(case.number.to_string()).on_press(Message::Case(case.number)),
        text::caption(case.received_at.short(now)),
        status_words(case, rules, now),
        text::small(case.gist.as_str(), Tone::Plain).width(Length::Fill),
    ]
    .spacing(spacing::S)
    .into()
}

fn history<'a>(page: &'a HouseholdPage, now: Moment) -> Part<'a> {
    let mut list = Column::new().spacing(spacing::XS);
    let mut before: Option<&Household> = None;
    let mut lines = Vec::new();
    for entry in &page.history {
        let what = match (before, entry.household.as_ref()) {
            (_, None) => "从名册取下".to_owned(),
            (None, Some(_)) => "登记".to_owned(),
            (Some(before), Some(after)) => differences(before, after),
        };
        let came = if entry.batch.is_some() { "（导入）" } else { "" };
        lines.push(format!("{}　{}{came}　{what}", entry.at.short(now), entry.by));
        before = entry.household.as_ref();
    }
    for line in lines.into_iter().rev().take(SHOWN) {
        list = list.push(text::caption(line));
    }
    list.into()
}

/// What stands in 服务簿 about it. Ledger 19-06.
fn services(page: &HouseholdPage) -> Part<'_> {
    let lines = page.services.iter().take(SHOWN).map(|one| {
        let note = &one.note;
        let what = row![
            text::caption(note.day.to_string()),
            text::caption(note.kind.label()),
            text::caption(note.staff.as_str()),
            text::body(note.line()).width(Length::Fill),
        ];
        what.spacing(spacing::S).align_y(Alignment::Center).into()
    });
    let more = page.services.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| text::caption(format!("还有 {more} 条，见「改进学习」的「服务簿」")));
    Column::with_children(lines).spacing(spacing::XS).push(more).into()
}

/// What changed between two versions, in words.
fn differences(before: &Household, after: &Household) -> String {
    let mut told = Vec::new();
    for person in &after.residents {
        match before.residents.iter().find(|known| known.id == person.id) {
            None => told.push(format!("新增 {}", person.name)),
            Some(known) if known.is_present() && !person.is_present() => {
                told.push(format!("{} 迁出", person.name))
            }
            Some(known) if known.name != person.name => {
                told.push(format!("{} 改为 {}", known.name, person.name))
            }
            Some(known) if known.phones != person.phones => told.push(format!("{} 的电话", person.name)),
            Some(known) if known != person => told.push(format!("{} 的资料", person.name)),
            Some(_) => {}
        }
    }
    let gone = before.residents.iter().filter(|known| !after.residents.iter().any(|one| one.id == known.id));
    told.extend(gone.map(|known| format!("去掉 {}", known.name)));
    if before.cars != after.cars {
        told.push("车牌".to_owned());
    }
    if before.spaces != after.spaces {
        told.push("车位".to_owned());
    }
    let rest = before.note != after.note || before.lives != after.lives || before.steward != after.steward;
    if rest {
        told.push("房屋资料".to_owned());
    }
    if told.is_empty() { "没有变化".to_owned() } else { told.join("、") }
}
