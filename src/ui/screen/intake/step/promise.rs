//! 约定回复: a time that can be kept, and whether the owner agrees.

use iced::widget::column;
use iced::{Element, Length};

use crate::ui::screen::contract::Context;
use crate::ui::screen::intake::fields::{PROMISE, answers, known};
use crate::ui::screen::intake::form::Form;
use crate::ui::screen::intake::message::{Message, Pick, Typed};
use crate::ui::screen::warn::warn;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{chip, chips, field, notice};

type Part<'a> = Element<'a, Message>;

/// The step.
pub fn step<'a>(form: &'a Form, context: &'a Context) -> Part<'a> {
    let now = context.now();
    let entry = &form.draft.promise;
    let made = form.last_promise().map(|(due, consent)| {
        let word = if consent { "✓ 业主同意" } else { "业主未同意" };
        format!("{word}：{} 前回复", due.short(now))
    });
    let quick = quick_times(context);
    let chosen = entry.due.clone();
    let quick_chips = chips(quick.iter().map(|(label, due)| chip(label.clone(), *due == chosen)))
        .on_pick(move |at| Message::Picked(Pick::Due(quick[at].1.clone())))
        .width(Length::Fill);
    let due = field("约定的回复时间", &entry.due)
        .placeholder("17:30、明天9:00")
        .hint("24小时内；只约回复，不约结果")
        .error(entry.problem.as_deref())
        .id(PROMISE)
        .on_input(|text| Message::Typed(Typed::PromiseDue, text));
    let due = form.beside(Typed::PromiseDue, due);
    let supervisor = form.promise_is_long(&context.settings, now).then(|| {
        field(format!("{}确认（姓名）", context.settings.supervisor_title), &entry.confirmed_by)
            .on_input(|text| Message::Typed(Typed::PromiseConfirmedBy, text))
    });
    column![
        form.refused().then(|| notice("业主不愿上移", "已记下，改为约定回复时间", Tone::Waiting)),
        quick_chips,
        due,
        supervisor,
        field("到时回复什么", &entry.text)
            .placeholder("例：查明停梯原因和修复进度后回电")
            .on_input(|text| Message::Typed(Typed::PromiseText, text)),
        warn(&entry.text, known(form)),
        answers(form, "业主同意", "业主不同意", made),
    ]
    .spacing(spacing::L)
    .into()
}

/// Times that are promised often, as the field would be typed.
fn quick_times(context: &Context) -> Vec<(String, String)> {
    let now = context.now();
    let hour = now + chrono::Duration::hours(1);
    let two = now + chrono::Duration::hours(2);
    let end = context.settings.rules.duty.end_on(now.date());
    let mut times = vec![("1小时内".to_owned(), hour), ("2小时内".to_owned(), two)];
    if end > two {
        times.push((format!("今天下班前（{}）", end.clock()), end));
    }
    let tomorrow = now + chrono::Duration::hours(24);
    times.push(("24小时内".to_owned(), tomorrow));
    times
        .into_iter()
        .map(|(label, at)| {
            let typed = if at.date() == now.date() { at.clock() } else { format!("明天{}", at.clock()) };
            (label, typed)
        })
        .collect()
}
