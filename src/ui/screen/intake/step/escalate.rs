//! 服务上移: consent, the superior, the outcome, one after the other.

use iced::Element;
use iced::widget::{column, row};

use crate::domain::code::{Channel, SuperiorRank};
use crate::domain::escalation::{EscalationStage, superior_of};
use crate::domain::superior::Superior;
use crate::ui::screen::contract::Context;
use crate::ui::screen::form::escalation::{self, EscalationShown};
use crate::ui::screen::intake::fields::{OUTCOME, TRIGGER};
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::message::{Message, Typed};
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, facts, field, text};

type Part<'a> = Element<'a, Message>;

/// The step.
pub fn step<'a>(form: &'a IntakeForm, context: &'a Context) -> Part<'a> {
    let ladder = &context.settings.ladder;
    let entry = &form.draft.escalation;
    let stage = form.stage();
    let superior = superior_of(&entry.ask, ladder);
    let to = superior.as_ref().map(|one| named(one, context)).unwrap_or_default();
    let walk_in = form.draft.channel == Channel::WalkIn;
    let call_back =
        || (!walk_in).then(|| button::secondary("没联系上，约时间回电").on_press(Message::CallBack));
    let body: Part<'_> = match stage {
        EscalationStage::Ask => {
            let shown = EscalationShown {
                ladder,
                people: &context.people(),
                id: TRIGGER,
                all_reasons: form.all_reasons,
                seen_by_visitor: walk_in,
                may_decide: context.is_supervisor(),
            };
            Element::from(escalation::view(&entry.ask, shown)).map(Message::Ask)
        }
        EscalationStage::Contact => {
            let phone = superior.map(|one| one.phone).filter(|phone| !phone.is_empty());
            let advice =
                if walk_in { "当着业主的面打电话" } else { "请业主稍候，向上级讲清楚" };
            column![
                facts([
                    ("联系", to),
                    ("电话", phone.unwrap_or_else(|| "未登记，见设置".to_owned())),
                    ("注意", advice.to_owned())
                ]),
                row![
                    button::accent("已联系上").on_press(Message::EscalationStep),
                    button::secondary("没联系上，找上一级").on_press(Message::NotReached),
                    call_back(),
                ]
                .spacing(spacing::M),
            ]
            .spacing(spacing::L)
            .into()
        }
        EscalationStage::Wait => column![
            facts([("正在等", to)]),
            row![
                button::accent(if walk_in { "已到场，我来介绍" } else { "已接通，转交" })
                    .on_press(Message::EscalationStep),
                button::secondary("没有来，找上一级").on_press(Message::NotReached),
                call_back(),
            ]
            .spacing(spacing::M),
        ]
        .spacing(spacing::L)
        .into(),
        EscalationStage::Outcome => column![
            facts([("第一受理人", to)]),
            field("结果和交代", &entry.outcome)
                .placeholder("上级怎么答复、交代了什么")
                .id(OUTCOME)
                .on_input(|text| Message::Typed(Typed::Outcome, text))
                .on_submit(Message::EscalationStep),
            form.word.as_deref().map(|word| text::toned(word, Tone::Waiting)),
        ]
        .spacing(spacing::L)
        .into(),
        EscalationStage::Done => {
            let outcome = form.attempt().and_then(|attempt| attempt.outcome).unwrap_or_default();
            column![
                facts([
                    ("对象", form.attempt().and_then(|attempt| attempt.to).unwrap_or(to)),
                    ("结果", outcome)
                ]),
                text::caption("需要再约时间，请走「约定回复」；还要再请一次，按 F8；可以收尾时按 Ctrl+Enter"),
            ]
            .spacing(spacing::L)
            .into()
        }
    };
    column![stages(form), body].spacing(spacing::L).into()
}

/// The superior, with the supervisors on the staff where the settings name nobody: somebody must be rung now.
fn named(superior: &Superior, context: &Context) -> String {
    let full = superior.full();
    let staff = context.supervisors();
    if !superior.name.is_empty() || superior.rank != SuperiorRank::Supervisor || staff.is_empty() {
        return full;
    }
    format!("{full} {}", staff.join("、"))
}

/// The escalation's own little rail in one line.
fn stages(form: &IntakeForm) -> Part<'_> {
    let walk_in = form.draft.channel == Channel::WalkIn;
    let labels = if walk_in {
        ["① 征求同意", "② 当面联系", "③ 请稍等", "④ 到场介绍、记结果"]
    } else {
        ["① 征求同意", "② 向上级说明", "③ 等待接听", "④ 转接、记结果"]
    };
    let now = match form.stage() {
        EscalationStage::Ask => 0,
        EscalationStage::Contact => 1,
        EscalationStage::Wait => 2,
        EscalationStage::Outcome => 3,
        EscalationStage::Done => 4,
    };
    let parts = labels.into_iter().enumerate().map(|(at, label)| {
        let tone = if at < now { Tone::Accent } else { Tone::Muted };
        if at == now { text::strong(label).into() } else { text::toned(label, tone).into() }
    });
    iced::widget::Row::with_children(parts).spacing(spacing::L).into()
}
