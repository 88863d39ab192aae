//! Who it is: name, room, telephone numbers, and what is said of them.

use iced::widget::{column, row};
use iced::{Element, Length};

use crate::domain::code::{Channel, Medium, Relation, Title};
use crate::domain::reading::phone;
use crate::ui::screen::intake::fields::{group_of, line, marks_of};
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::message::{Message, Pick, Typed};
use crate::ui::spacing;
use crate::ui::widget::{field::Field, labelled};

/// The ways of being told that an owner asks for. Ledger 21-12.
const PREFERRED: &[Medium] = &[Medium::Phone, Medium::Wechat, Medium::Sms, Medium::Visit];

type Part<'a> = Element<'a, Message>;

/// The number at hand, the room and the name, in one line: what the owner says while he tells his matter.
pub fn head(form: &IntakeForm) -> Part<'_> {
    let draft = &form.draft;
    let number = if draft.channel == Channel::Phone { called_from(form) } else { call_back(form) };
    let name = line(form, "业主姓名", &draft.name, Typed::Name).placeholder("怎么称呼");
    row![number, room(form), name.width(Length::FillPortion(3))].spacing(spacing::M).into()
}

/// What else is known of the person.
pub fn more(form: &IntakeForm) -> Part<'_> {
    let draft = &form.draft;
    let about = row![
        labelled("称呼", "", group_of(Title::ALL, draft.title, Title::label, Pick::Title)),
        labelled(
            "与房屋的关系",
            "",
            group_of(Relation::ALL, draft.relation, Relation::label, Pick::Relation)
        ),
        labelled(
            "怎么告知",
            "业主喜欢的方式",
            group_of(PREFERRED, draft.prefers, Medium::label, Pick::Prefers)
        ),
    ]
    .spacing(spacing::XL)
    .wrap()
    .vertical_spacing(spacing::M);
    let by_phone = draft.channel == Channel::Phone;
    let mut marks: Vec<(&str, bool, Pick)> = Vec::new();
    if by_phone {
        marks.push(("回电同来电", is_same(form), Pick::CallBackSame));
    }
    marks.push(("电话未留", draft.phone_declined, Pick::PhoneDeclined));
    marks.push(("匿名", draft.anonymous, Pick::Anonymous));
    marks.push(("不接受回访", draft.declines_visits, Pick::DeclinesVisits));
    let call_back = by_phone.then(|| call_back(form));
    column![about, call_back, marks_of(marks)].spacing(spacing::M).into()
}

fn called_from(form: &IntakeForm) -> Field<'_, Message> {
    let number = line(form, "来电号码", &form.draft.called_from, Typed::CalledFrom);
    let number = number.placeholder("看来电显示").width(Length::FillPortion(4));
    // Above the digits, which are read back one by one.
    if is_same(form) { number.hint("✓ 回电") } else { number }
}

fn call_back(form: &IntakeForm) -> Field<'_, Message> {
    let phone = line(form, "联系电话", &form.draft.phone, Typed::Phone).width(Length::FillPortion(3));
    phone.placeholder("回复时打的号码")
}

fn room(form: &IntakeForm) -> Field<'_, Message> {
    let room = line(form, "房号", &form.draft.room, Typed::Room).placeholder("3-2-1001");
    room.width(Length::FillPortion(3))
}

/// Whether the number to call back is the one that the call came from.
fn is_same(form: &IntakeForm) -> bool {
    let (back, from) = (phone::read(&form.draft.phone), phone::read(&form.draft.called_from));
    back.numbers().any(|one| from.numbers().any(|other| one == other))
}
