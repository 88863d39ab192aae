//! The dialog in which a sentence, a do or a don't is written: the words with what the guard says of them while they
//! are typed, and for whom and when the sentence is offered.

use iced::widget::{Column, column, row};
use iced::{Element, Length};

use crate::domain::code::{CaseKind, Channel, Emotion};
use crate::library::moment::Given;
use crate::library::phrase::Part;
use crate::library::step::{Level, Step};
use crate::library::usage::Usage;
use crate::library::variable::Values;
use crate::ui::screen::library::form::PromptDialog;
use crate::ui::screen::library::message::{DialogGoal, Message, Picked};
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{Chip, Chips, Dialog, button, chip, chips, dialog, field, labelled, text};

/// The field of the words, to focus it by.
pub const WORDS: &str = "library-words";

/// The dialog.
pub fn dialog_of<'a>(form: &'a PromptDialog, values: &Values) -> Dialog<'a, Message> {
    let words = field(if form.is_sentence() { "说给业主听的话" } else { "给同事的提醒" }, &form.text)
        .id(WORDS)
        .placeholder("一口气说得完，说清谁、做什么、几点")
        .error(form.refused.as_deref())
        .on_input(Message::Typed);
    let step = (form.goal == DialogGoal::NewLine || matches!(form.goal, DialogGoal::NewPoint { .. }))
        .then_some(form.spot.situation.as_ref())
        .flatten()
        .map(|_| {
            let steps = Step::ALL.iter().map(|step| chip(step.label(), *step == form.spot.step));
            let pick = chips(steps.collect::<Vec<_>>())
                .plain()
                .on_pick(|at| Message::StepOf(Step::ALL.get(at).copied().unwrap_or(Step::Explain)));
            labelled("用在哪一步", "", pick)
        });
    let variables = form.is_sentence().then(|| {
        text::caption("可用 {称呼} {地点} {约定时间} {责任人} {上级} {中心电话} 等，说的时候自动填上。")
    });
    let said = form.is_sentence().then(|| form.template().ok()).flatten().map(|template| {
        let (said, _) = template.fill(values);
        text::caption(format!("说出来是：“{}”", said.as_str()))
    });
    let advice = form.advice().into_iter().map(|line| text::small(line, Tone::Waiting).into());
    let usage = form.is_sentence().then(|| usage(&form.usage));
    let body = column![words, variables, said]
        .push(Column::with_children(advice).spacing(2))
        .push(step)
        .push(usage)
        .spacing(spacing::M);
    dialog(form.title(), body)
        .width(if form.is_sentence() { 980.0 } else { 760.0 })
        .action(button::quiet("取消").on_press(Message::Cancel))
        .action(button::primary("保存").keys("Ctrl+S").on_press(Message::Save))
        .on_cancel(Message::Cancel)
        .on_accept(Message::Save)
}

/// For whom and when.
fn usage<'a>(usage: &Usage) -> Element<'a, Message> {
    let moods = several(Emotion::ALL, &usage.moods, |one| one.label(), Picked::Mood);
    let kinds = several(CaseKind::ALL, &usage.kinds, |one| one.label(), Picked::Kind);
    let channels = several(Channel::ALL, &usage.channels, |one| one.label(), Picked::Channel);
    let levels = one_of(Level::ALL, usage.level, |one| one.label(), Picked::Level);
    let parts = one_of(Part::ALL, usage.part, |one| one.label(), Picked::Part);
    let facts =
        Given::ALL.iter().map(|fact| match (usage.given.contains(fact), usage.without.contains(fact)) {
            (true, _) => chip(format!("要有 {}", fact.label()), true),
            (_, true) => chip(format!("没有 {}", fact.label()), true).tone(Tone::Waiting),
            _ => chip(fact.label(), false),
        });
    let facts = picking(facts.collect(), Given::ALL, Picked::Fact);
    let how = chips([
        chip("只作备选，不放第一句", usage.never_first),
        chip("先要审核", usage.needs_approval).tone(Tone::Waiting),
    ]);
    let how = how
        .plain()
        .on_pick(|at| Message::Offer(if at == 0 { Picked::NeverFirst } else { Picked::NeedsApproval }));
    let any = "不选就是都可以";
    let side = |one: Element<'a, Message>| iced::widget::container(one).width(Length::Fill);
    column![
        row![side(labelled("情绪", any, moods)), side(labelled("级别", "", levels))].spacing(spacing::L),
        labelled("渠道", any, channels),
        row![side(labelled("事项", any, kinds)), side(labelled("是哪一截话", "前后自动接上", parts))]
            .spacing(spacing::L),
        labelled("记录里要有什么", "点一下要有，再点一下是没有才说，第三下不管", facts),
        labelled("怎么用", "", how),
    ]
    .spacing(spacing::M)
    .into()
}

fn several<'a, T: Copy + PartialEq>(
    all: &'static [T],
    chosen: &[T],
    label: impl Fn(T) -> &'static str,
    picked: impl Fn(T) -> Picked + 'a,
) -> Chips<'a, Message> {
    let shown = all.iter().map(|one| chip(label(*one), chosen.contains(one))).collect();
    picking(shown, all, picked)
}

fn one_of<'a, T: Copy + PartialEq>(
    all: &'static [T],
    chosen: T,
    label: impl Fn(T) -> &'static str,
    picked: impl Fn(T) -> Picked + 'a,
) -> Chips<'a, Message> {
    several(all, &[chosen], label, picked)
}

fn picking<'a, T: Copy>(
    shown: Vec<Chip<'a>>,
    all: &'static [T],
    picked: impl Fn(T) -> Picked + 'a,
) -> Chips<'a, Message> {
    chips(shown)
        .plain()
        .width(Length::Fill)
        .on_pick(move |at| all.get(at).copied().map_or(Message::Cancel, |one| Message::Offer(picked(one))))
}
