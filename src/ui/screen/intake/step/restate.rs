//! 复述核实: the points are read back and confirmed.

use iced::Element;
use iced::widget::column;

use crate::domain::code::Capability;
use crate::ui::screen::contract::Context;
use crate::ui::screen::form::classification;
use crate::ui::screen::intake::derived::Derived;
use crate::ui::screen::intake::fields::{LONG_TEXT, SUMMARY, needs, or_dash};
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::message::{Edited, Message};
use crate::ui::screen::intake::{matter, proposals};
use crate::ui::spacing;
use crate::ui::widget::{editor, facts};

type Part<'a> = Element<'a, Message>;

/// The step.
pub fn step<'a>(form: &'a IntakeForm, derived: &'a Derived, context: &Context) -> Part<'a> {
    let draft = &form.draft;
    let who = [
        ("业主", or_dash(&format!("{} {}", draft.salutation().unwrap_or_default(), draft.room.trim()))),
        ("联系电话", or_dash(if draft.phone.trim().is_empty() { &draft.called_from } else { &draft.phone })),
    ];
    let summary = editor("复述要点", &form.summary)
        .hint("念给业主听，确认后按 F9")
        .placeholder("谁、哪里、什么时候起、什么事、希望怎样")
        .limit(LONG_TEXT)
        .lines(2..=5)
        .id(SUMMARY)
        .on_action(|action| Message::Edited(Edited::Summary, action));
    column![
        proposals::points(derived),
        summary,
        facts(who),
        matter::situation(form, context),
        needs(form),
        classification::capability(&draft.codes, "我能当场解释吗", "决定下一步", can_i).map(Message::Codes),
    ]
    .spacing(spacing::L)
    .into()
}

fn can_i(capability: Capability) -> &'static str {
    match capability {
        Capability::Mine => "能，现在解释",
        Capability::BeyondMe => "超出我的权限",
        Capability::BeyondUs => "非本单位能办",
    }
}
