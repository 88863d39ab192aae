//! The steps of the guided form, one file each: only the fields of the step at hand, and the owner's words above them.

mod escalate;
mod explain;
mod promise;
pub mod register;
mod restate;
pub mod wrap_up;

use iced::Element;
use iced::widget::column;

use crate::domain::code::Channel;
use crate::domain::intake::IntakeStep;
use crate::ui::screen::contract::Context;
use crate::ui::screen::intake::derived::Derived;
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::message::Message;
use crate::ui::screen::intake::proposals;
use crate::ui::screen::intake::words::{self, WordsRoom};
use crate::ui::spacing;
use crate::ui::widget::{section, text};

/// The fields of the step at hand. The owner's words stand first on every step, in the same place of the view, so
/// that the caret stays in them; `about` tells who it may be. In a `low` window what is no field gives way.
pub fn step<'a>(
    form: &'a IntakeForm,
    about: Option<Element<'a, Message>>,
    derived: &'a Derived,
    context: &'a Context,
    low: bool,
) -> Element<'a, Message> {
    let at = form.draft.step;
    let fields = match at {
        IntakeStep::Listen => register::step(form, about, derived, context),
        IntakeStep::Restate => restate::step(form, derived, context),
        IntakeStep::Explain => explain::step(form, derived),
        IntakeStep::Promise => promise::step(form, context),
        IntakeStep::Escalate => escalate::step(form, context),
        IntakeStep::WrapUp => wrap_up::step(form, context),
    };
    let channel = form.draft.channel;
    let title = match at {
        // The visitor reads the screen, and no term of the house.
        IntakeStep::Escalate if channel == Channel::WalkIn => "请上级来",
        _ => at.label(channel),
    };
    let head = section(title, if low { "" } else { advice(at, channel) });
    let aim = (at == IntakeStep::Listen && !low).then(|| text::caption(aim(channel)));
    let head = column![head, aim].spacing(spacing::XS);
    let room = match at {
        IntakeStep::Listen => WordsRoom::Telling,
        _ if low => WordsRoom::OneLine,
        _ => WordsRoom::Kept,
    };
    column![head, words::field(form, room), proposals::signs(derived), fields]
        .spacing(if low { spacing::M } else { spacing::L })
        .into()
}

/// What a reception is for, at the head of its form. Ledger 01-02, 02-02.
fn aim(channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => "认真对待、积极倾听、及时反馈，重建信任",
        _ => "认真对待、快速反应、及时反馈，消除误解、重建信任",
    }
}

/// What matters at a step, in a few words.
fn advice(step: IntakeStep, channel: Channel) -> &'static str {
    match (step, channel) {
        (IntakeStep::Listen, Channel::Phone) => "三声内接起，先报家门；他先说哪样就先记哪样",
        (IntakeStep::Listen, _) => "起身、微笑、看着对方；他先说哪样就先记哪样",
        (IntakeStep::Restate, _) => "把听到的要点念给业主听，请他确认",
        (IntakeStep::Explain, _) => "先说明实际情况，再问业主是否满意",
        (IntakeStep::Promise, _) => "约一个做得到的时间，问业主可不可以",
        (IntakeStep::Escalate, Channel::WalkIn) => "先征得同意，当面联系，到场后主动介绍",
        (IntakeStep::Escalate, _) => "先征得同意，向上级说明后转接",
        (IntakeStep::WrapUp, _) => "业主走后再填，随时可以保存",
    }
}
