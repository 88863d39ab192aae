//! 收尾分类: what can wait is asked after the caller has gone.

use iced::widget::{column, row};
use iced::{Element, Length};

use crate::domain::code::{CaseKind, Flag, Impact};
use crate::domain::intake::Field;
use crate::ui::screen::contract::Context;
use crate::ui::screen::form::classification;
use crate::ui::screen::intake::fields::{field_id, line, one_of};
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::matter;
use crate::ui::screen::intake::message::{Message, Pick, Typed};
use crate::ui::spacing;
use crate::ui::widget::{chip, chips, labelled};

type Part<'a> = Element<'a, Message>;

/// What can wait is asked after the caller has gone.
pub fn step<'a>(form: &'a IntakeForm, context: &'a Context) -> Part<'a> {
    column![classification(form, context), complained_of(form), taken_in(form, context)]
        .spacing(spacing::L)
        .into()
}

/// Category, class, nature, content, impact and marks.
fn classification<'a>(form: &'a IntakeForm, context: &'a Context) -> Part<'a> {
    let draft = &form.draft;
    let codes = &draft.codes;
    let complaint = draft.kind == CaseKind::Complaint;
    let named = |field| Some(field_id(field));
    let flags: Vec<Flag> =
        Flag::ALL.iter().copied().filter(|flag| !flag.is_supervisors() || context.is_supervisor()).collect();
    let flag_chips = chips(flags.iter().map(|flag| chip(flag.label(), draft.flags.contains(flag))))
        .on_pick(move |at| Message::Picked(Pick::Flag(flags[at])))
        .width(Length::Fill);
    let category = classification::category(codes, &context.settings, named(Field::Category));
    column![
        matter::situation(form, context),
        category.map(Message::Codes),
        complaint.then(|| classification::class(codes, named(Field::Class)).map(Message::Codes)),
        complaint.then(|| classification::nature(codes, named(Field::Nature)).map(Message::Codes)),
        complaint.then(|| classification::content(codes).map(Message::Codes)),
        labelled(
            "影响程度",
            "三类和公共事件据此决定报不报",
            one_of(Impact::ALL, draft.impact, Impact::label, Pick::Impact)
        ),
        labelled("标记", "有才选", flag_chips),
        matches!(draft.kind, CaseKind::Complaint | CaseKind::Praise)
            .then(|| classification::service(codes).map(Message::Codes)),
    ]
    .spacing(spacing::L)
    .into()
}

/// Whom it is about; the owner never sees it on paper. Ledger 21-01.
fn complained_of(form: &IntakeForm) -> Option<Part<'_>> {
    let draft = &form.draft;
    (draft.kind == CaseKind::Complaint).then(|| {
        row![
            line(form, "被投诉人", &draft.accused, Typed::Accused)
                .placeholder("业主说到的人，没有就不填")
                .width(Length::Fill),
            line(form, "被投诉部门", &draft.accused_department, Typed::AccusedDepartment)
                .placeholder("如：保安部、某外包公司")
                .width(Length::Fill),
        ]
        .spacing(spacing::M)
        .into()
    })
}

/// When and by whom it was taken in, where it is typed later or by another. Ledger 21-03.
fn taken_in<'a>(form: &'a IntakeForm, context: &'a Context) -> Part<'a> {
    let at = line(form, "受理时间", &form.draft.received_at, Typed::ReceivedAt)
        .placeholder(form.draft.started_at.short(context.now()))
        .hint("补录时改成业主当时来的时间");
    let by = form.receiver.view("受理人（代同事补录时填，不填即本人）", &context.people());
    column![at, by.map(Message::Receiver)].spacing(spacing::L).into()
}
