//! 接听登记／接待登记: the owner's words, who he is and where it is, in whatever order he says them. The words stand above.

use iced::widget::{column, row};
use iced::{Element, Length};

use crate::ui::screen::contract::Context;
use crate::ui::screen::intake::derived::Derived;
use crate::ui::screen::intake::fields::{kind, line, needs, urgency};
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::message::{Message, Typed};
use crate::ui::screen::intake::{matter, who};
use crate::ui::spacing;

/// The step: what the owner is likely to say first stands first.
pub fn step<'a>(
    form: &'a IntakeForm,
    about: Option<Element<'a, Message>>,
    derived: &Derived,
    context: &Context,
) -> Element<'a, Message> {
    column![
        who::head(form),
        about,
        derived.points_to_situation.then(|| matter::situation(form, context)),
        place_and_time(form),
        who::more(form),
        needs(form),
        row![kind(form), urgency(form),].spacing(spacing::XL),
    ]
    .spacing(spacing::M)
    .into()
}

/// Where and when.
pub fn place_and_time(form: &IntakeForm) -> Element<'_, Message> {
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
