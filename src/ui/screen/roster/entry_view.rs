//! What the form of a household looks like: its parts at the top, what is typed below; the foot with what saves it stays in
//! sight.

use chrono::NaiveDate;
use iced::widget::{Column, column, row};
use iced::{Alignment, Element, Length};

use crate::domain::code::{Channel, Relation, Title};
use crate::domain::household::Lives;
use crate::domain::reading::time::Tense;
use crate::ui::screen::form::parts::day;
use crate::ui::screen::roster::entry::{HouseholdEntry, Message, Part, ResidentEntry};
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{Chips, button, chip, chips, field, hairline, labelled, section, text};

/// Relations that a resident has.
const RELATIONS: [Relation; 4] = [Relation::Owner, Relation::Tenant, Relation::Family, Relation::Other];
/// Ways in which a resident may like to be reached.
const WAYS: [Channel; 3] = [Channel::Phone, Channel::Message, Channel::Outreach];

type View<'a> = Element<'a, Message>;

/// What is typed. `is_supervisor`: only he joins doubles.
pub fn form(entry: &HouseholdEntry, is_supervisor: bool, today: NaiveDate) -> View<'_> {
    let Some(before) = &entry.before else {
        return details(entry, section("新增住户", ""));
    };
    let joins = is_supervisor.then_some(Part::Double);
    let parts = [Part::Details, Part::Owner].into_iter().chain(joins);
    let parts = Chips::one_of(parts, Some(&entry.part), |part| part.label().into(), Message::Part).plain();
    let head = column![section(before.room.as_str(), ""), parts].spacing(spacing::S);
    match entry.part {
        Part::Details => details(entry, head.into()),
        Part::Owner => owner(entry, head.into(), today),
        Part::Double => double(entry, head.into()),
    }
}

/// Why it was not saved, and what saves it.
pub fn foot(entry: &HouseholdEntry) -> View<'_> {
    let save = match entry.part {
        Part::Details => "保存",
        Part::Owner => "换成新业主",
        Part::Double => "合并",
    };
    column![
        entry.problem.as_deref().map(|sentence| text::small(sentence, Tone::Danger)),
        row![
            button::primary(save).keys(Shortcut::Save.keys()).on_press(Message::Save),
            button::secondary("取消").keys(Shortcut::Back.keys()).on_press(Message::Cancel)
        ]
        .spacing(spacing::M),
    ]
    .spacing(spacing::S)
    .into()
}

fn details<'a>(entry: &'a HouseholdEntry, head: View<'a>) -> View<'a> {
    let mut form = Column::new()
        .spacing(spacing::M)
        .push(head)
        .push(field("房号", &entry.room).placeholder("3-2-1001").on_input(Message::Room));
    for (at, typed) in entry.people.iter().enumerate() {
        form = form.push(person(at, typed)).push(hairline());
    }
    let lives = Chips::one_of(
        Lives::ALL.iter().copied(),
        entry.lives.as_ref(),
        |one| one.label().into(),
        Message::Lives,
    );
    form.push(button::quiet("＋ 再加一人").small().on_press(Message::Add))
        .push(labelled("房屋", "", lives.plain().width(Length::Fill)))
        .push(field("车牌", &entry.cars).placeholder("几辆之间用顿号隔开").on_input(Message::Cars))
        .push(field("车位", &entry.spaces).placeholder("B1-035（2027-03-31到期）").on_input(Message::Spaces))
        .push(field("管家", &entry.steward).placeholder("与本楼管家相同可不填").on_input(Message::Steward))
        .push(field("备注", &entry.note).on_input(Message::Note))
        .into()
}

fn owner<'a>(entry: &'a HouseholdEntry, head: View<'a>, today: NaiveDate) -> View<'a> {
    let new = &entry.owner;
    column![
        head,
        text::caption("原业主记为已迁出，以前的受理单仍是他的。"),
        field("新业主姓名", &new.name).on_input(Message::OwnerName),
        field("新业主电话", &new.phones)
            .placeholder("几个之间用顿号隔开，备注写在后面")
            .on_input(Message::OwnerPhones),
        day("过户日期", "今天可不填", &new.since, Tense::Past, today, Message::OwnerSince),
        chips([chip("其他住户也已迁出", new.all_leave)]).plain().on_pick(|_| Message::AllLeave),
    ]
    .spacing(spacing::M)
    .into()
}

fn double<'a>(entry: &'a HouseholdEntry, head: View<'a>) -> View<'a> {
    column![
        head,
        text::caption("这一户的人、电话、车和备注都并入另一户，这一户不再列出；两户的变更记录都保留。"),
        field("并入房号", &entry.double_of).placeholder("3-2-1001").on_input(Message::DoubleOf),
    ]
    .spacing(spacing::M)
    .into()
}

fn person(at: usize, person: &ResidentEntry) -> View<'_> {
    let known = &person.known;
    let relations = Chips::one_of(
        RELATIONS,
        known.relation.as_ref(),
        |one| one.label().into(),
        move |relation| Message::Relation(at, relation),
    );
    let titles = Chips::one_of(
        [Title::Mr, Title::Ms],
        known.title.as_ref(),
        |one| one.label().into(),
        move |title| Message::Title(at, title),
    );
    let marks =
        [chip("常住", known.usual), chip("已迁出", known.until.is_some()), chip("没有微信", known.no_wechat)];
    let marks = chips(marks).plain().on_pick(move |mark| match mark {
        0 => Message::Usual(at),
        1 => Message::Left(at),
        _ => Message::NoWechat(at),
    });
    let ways = WAYS.map(|way| chip(way.way(), known.prefers == Some(way)));
    let ways = chips(ways).plain().on_pick(move |way| Message::Prefers(at, WAYS[way]));
    column![
        row![
            field("姓名", &person.name)
                .on_input(move |text| Message::Name(at, text))
                .width(Length::FillPortion(1)),
            field("电话", &person.phones)
                .placeholder("几个用顿号隔开")
                .on_input(move |text| Message::Phones(at, text))
                .width(Length::FillPortion(2)),
            field("微信", &person.wechat)
                .placeholder("微信号或昵称")
                .on_input(move |text| Message::Wechat(at, text))
                .width(Length::FillPortion(1)),
        ]
        .spacing(spacing::M),
        row![titles.plain(), relations.plain()].spacing(spacing::M).wrap().vertical_spacing(spacing::S),
        row![
            marks,
            row![text::caption("喜欢的联系方式"), ways].spacing(spacing::S).align_y(Alignment::Center)
        ]
        .spacing(spacing::M)
        .align_y(Alignment::Center)
        .wrap()
        .vertical_spacing(spacing::S),
        row![
            field("关怀（内部）", &person.care)
                .placeholder("老人、孕妇、夜班")
                .on_input(move |text| Message::Care(at, text))
                .width(Length::FillPortion(2)),
            field("不接受回访的原因", &person.wish)
                .placeholder("没有就不填")
                .on_input(move |text| Message::Wish(at, text))
                .width(Length::FillPortion(2)),
        ]
        .spacing(spacing::M),
    ]
    .spacing(spacing::S)
    .into()
}
