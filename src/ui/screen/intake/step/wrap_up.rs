//! 收尾分类: what can wait is asked after the caller has gone.

use iced::widget::column;
use iced::{Element, Length};

use crate::domain::code::{CaseKind, Class, ClassIIPart, Content, Flag, Nature};
use crate::domain::intake::Field;
use crate::ui::screen::contract::Context;
use crate::ui::screen::intake::fields::{field_id, group_of, line, one_of};
use crate::ui::screen::intake::form::Form;
use crate::ui::screen::intake::matter;
use crate::ui::screen::intake::message::{Message, Pick, Typed};
use crate::ui::spacing;
use crate::ui::widget::{chip, chips, labelled};

type Part<'a> = Element<'a, Message>;

/// What can wait is asked after the caller has gone.
pub fn step<'a>(form: &'a Form, context: &'a Context) -> Part<'a> {
    column![
        classification(form, context),
        line(form, "受理时间", &form.draft.received_at, Typed::ReceivedAt)
            .placeholder(form.draft.started_at.short(context.now()))
            .hint("补录时改成业主当时来的时间"),
    ]
    .spacing(spacing::L)
    .into()
}

/// Category, class, nature, content and marks.
pub fn classification<'a>(form: &'a Form, context: &'a Context) -> Part<'a> {
    let draft = &form.draft;
    let entries: Vec<_> = context.settings.categories.iter().filter(|entry| entry.active).collect();
    let codes: Vec<_> = entries.iter().map(|entry| entry.code.clone()).collect();
    let category = chips(
        entries.iter().map(|entry| chip(entry.label.as_str(), draft.category.as_ref() == Some(&entry.code))),
    )
    .on_pick(move |at| Message::Picked(Pick::Category(codes[at].clone())))
    .id(field_id(Field::Category))
    .width(Length::Fill);
    let complaint = draft.kind == CaseKind::Complaint;
    let flags: Vec<Flag> = Flag::ALL
        .iter()
        .copied()
        .filter(|flag| *flag != Flag::Extortion || context.is_supervisor())
        .collect();
    let flag_chips = chips(flags.iter().map(|flag| chip(flag.label(), draft.flags.contains(flag))))
        .on_pick(move |at| Message::Picked(Pick::Flag(flags[at])))
        .width(Length::Fill);
    column![
        matter::scene(form, context),
        labelled("类别", "统计表按它分行", category),
        complaint.then(|| labelled(
            "责任类别",
            "",
            group_of(Class::ALL, draft.class, Class::label, Pick::Class).id(field_id(Field::Class))
        )),
        (draft.class == Some(Class::II)).then(|| {
            labelled(
                "二类细分",
                "",
                one_of(ClassIIPart::ALL, draft.class_ii_part, ClassIIPart::label, Pick::ClassIIPart),
            )
        }),
        complaint.then(|| labelled(
            "性质",
            "",
            group_of(Nature::ALL, draft.nature, Nature::label, Pick::Nature).id(field_id(Field::Nature))
        )),
        complaint.then(|| labelled(
            "内容",
            "",
            one_of(Content::ALL, draft.content, Content::label, Pick::Content)
        )),
        labelled("标记", "有才选", flag_chips),
    ]
    .spacing(spacing::L)
    .into()
}
