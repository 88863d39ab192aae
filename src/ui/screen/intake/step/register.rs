//! 接听登记／接待登记: the owner's words, who he is and where it is, in whatever order he says them. The words stand above.

use iced::widget::{column, row};
use iced::{Element, Length};

use crate::domain::code::Urgency;
use crate::ui::screen::contract::Context;
use crate::ui::screen::intake::derived::Derived;
use crate::ui::screen::intake::fields::{kind, line, needs, one_of};
use crate::ui::screen::intake::form::Form;
use crate::ui::screen::intake::message::{Message, Pick, Typed};
use crate::ui::screen::intake::{matter, who};
use crate::ui::spacing;
use crate::ui::widget::labelled;

/// The step: what the owner is likely to say first stands first.
pub fn step<'a>(
    form: &'a Form,
    about: Option<Element<'a, Message>>,
    derived: &Derived,
    context: &Context,
) -> Element<'a, Message> {
    column![
        who::head(form),
        about,
        derived.points_to_scene.then(|| matter::scene(form, context)),
        place_and_time(form),
        who::more(form),
        needs(form),
        row![
            kind(form),
            labelled("紧急程度", "", one_of(Urgency::ALL, form.draft.urgency, Urgency::label, Pick::Urgency)),
        ]
        .spacing(spacing::XL),
    ]
    .spacing(spacing::M)
    .into()
}

/// Where and when.
pub fn place_and_time(form: &Form) -> Element<'_, Message> {
    let draft = &form.draft;
    row![
        line(form, "地点", &draft.place, Typed::Place)
            .placeholder("楼栋、楼层、设备")
            .width(Length::FillPortion(3)),
        line(form, "发生时间", &draft.occurred_at, Typed::OccurredAt)
            .placeholder("刚才、昨天20:00")
            .width(Length::FillPortion(2)),
    ]
    .spacing(spacing::M)
    .into()
}
