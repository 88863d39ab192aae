//! 当场解释: what is the case, and whether the owner is satisfied.

use iced::widget::{column, row};
use iced::{Alignment, Element};

use crate::domain::code::{Channel, Responsibility};
use crate::ui::screen::intake::derived::Derived;
use crate::ui::screen::intake::fields::{EXPLANATION, known, one_of};
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::matter;
use crate::ui::screen::intake::message::{Message, Pick};
use crate::ui::spacing;
use crate::ui::widget::{button, facts, labelled, text};

type Part<'a> = Element<'a, Message>;

/// The step.
pub fn step<'a>(form: &'a IntakeForm, derived: &Derived) -> Part<'a> {
    let draft = &form.draft;
    let explanation = form.explanation.view(known(form), EXPLANATION).map(Message::Explanation);
    let signed = form.last_explanation();
    let sign =
        (draft.channel == Channel::WalkIn && signed.is_some_and(|(satisfied, _)| satisfied)).then(|| {
            let done = signed.is_some_and(|(_, signed)| signed);
            row![
                button::secondary(if done { "已签字 ✓" } else { "业主已在打印件上签字" })
                    .on_press_maybe((!done).then_some(Message::Signed)),
                text::caption("签字不作为放弃权利的依据；先按 Ctrl+P 保存并打印业主联"),
            ]
            .spacing(spacing::M)
            .align_y(Alignment::Center)
        });
    let before = form.explained_text();
    let before = (!before.is_empty()).then(|| facts([("已经解释过", before)]));
    column![
        matter::facts_first(&derived.gaps),
        explanation,
        labelled(
            "管理责任",
            "定了是我们的责任，才为过错致歉",
            one_of(Responsibility::ALL, draft.responsibility, Responsibility::label, Pick::Responsibility)
        ),
        before,
        sign,
    ]
    .spacing(spacing::L)
    .into()
}
