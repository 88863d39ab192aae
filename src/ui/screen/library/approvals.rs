//! 审核: all that needs a supervisor's approval, sentences and measures, in one place; who decided and when.
//! Ledger 12-67.

use iced::widget::{Column, column, row, space};
use iced::{Alignment, Element, Length};

use crate::domain::time::Moment;
use crate::library::approval::Subject;
use crate::library::awaiting::Awaiting;
use crate::library::entry::Entry;
use crate::library::variable::Template;
use crate::ui::screen::library::message::Message;
use crate::ui::screen::library::shown::LibraryShown;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, pane, panel, section, tag, text};

type Part<'a> = Element<'a, Message>;

/// What waits first, then what was decided.
pub fn approvals<'a>(shown: &LibraryShown<'a>, now: Moment) -> Part<'a> {
    let (decided, waiting): (Vec<_>, Vec<_>) = shown.awaiting.iter().partition(|one| one.verdict.is_some());
    let hint = "句子批准前不放在第一句；办法批准前，受理时会提醒先问一声。改了写法要重新审核。";
    let none = waiting.is_empty().then(|| text::body("没有等着审核的。"));
    let list = |all: Vec<&'a Awaiting>| {
        Column::with_children(all.into_iter().map(|one| line(one, shown, now))).spacing(spacing::S)
    };
    let before = (!decided.is_empty()).then(|| section("审核过的", ""));
    let content = column![section("等客服主任审核", hint), none, list(waiting), before, list(decided)];
    pane(content.spacing(spacing::M)).height(Length::Fill).into()
}

fn line<'a>(one: &'a Awaiting, shown: &LibraryShown<'a>, now: Moment) -> Part<'a> {
    let code = match (&one.subject, &one.spot) {
        (Subject::Measure { situation, .. }, _) => Some(situation),
        (Subject::Line { .. }, spot) => spot.as_ref().and_then(|spot| spot.situation.as_ref()),
    };
    let situation = code.and_then(|code| shown.situations.iter().find(|laid| laid.entry.id == *code));
    let place = situation.map(|laid| laid.entry.title());
    let step = one.spot.as_ref().map(|spot| spot.step.label().to_owned());
    let place = [place, step, one.who.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let (what, words) = match &one.subject {
        Subject::Line { text, .. } => ("句子", said(text, shown)),
        Subject::Measure { text, .. } => ("办法", text.clone()),
    };
    let told = one.verdict.as_ref().map(|verdict| {
        let (word, tone) =
            if verdict.approved { ("已批准", Tone::Accent) } else { ("不批准", Tone::Muted) };
        let who = text::caption(format!("{} {}", verdict.by, verdict.at.short(now)));
        row![tag(word, tone), who].spacing(spacing::S).align_y(Alignment::Center)
    });
    let act = |label, approved| {
        button::secondary(label).small().on_press(Message::Judge(one.subject.clone(), approved))
    };
    let acts = shown.open.then(|| match &one.verdict {
        None => row![act("批准", Some(true)), act("不批准", Some(false))].spacing(spacing::S),
        Some(_) => row![act("撤回", None)],
    });
    let said = column![text::body(words), text::caption(place)].spacing(2).width(Length::Fill);
    let line = row![tag(what, Tone::Plain), said, told, space().width(0), acts];
    panel(line.spacing(spacing::M).align_y(Alignment::Center))
        .padding([spacing::S, spacing::M])
        .width(Length::Fill)
        .into()
}

/// A sentence as it would be said.
fn said(text: &str, shown: &LibraryShown<'_>) -> String {
    Template::new(text)
        .map_or_else(|_| text.to_owned(), |template| format!("“{}”", template.fill(shown.values).0.as_str()))
}
