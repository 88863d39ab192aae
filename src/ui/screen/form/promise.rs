//! 约定回复 while it is agreed: when, what is answered then. What the owner said to it, and the supervisor's PIN beyond the limit, are for the form around to ask.

use chrono::Duration;
use iced::Element;
use iced::widget::column;

use crate::domain::calendar::OfficeHours;
use crate::domain::event::EventKind;
use crate::domain::intake_entry::PromiseEntry;
use crate::domain::permission::{self, is_long_promise};
use crate::domain::person::Actor;
use crate::domain::reading::time::Tense;
use crate::domain::settings::{Settings, hours, span_words};
use crate::domain::time::Moment;
use crate::library::guard::Known;
use crate::ui::screen::form::read::{due_after, due_so_far};
use crate::ui::screen::form::understood::{self, Understood};
use crate::ui::screen::warn::warn;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{chip, chips, field, notice};

/// What is typed or chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// The time.
    Due(String),
    /// What is answered then.
    Text(String),
}

/// What the fields show beside what is typed.
#[derive(Debug, Clone)]
pub struct PromiseShown<'a> {
    /// The settings in force.
    pub settings: &'a Settings,
    /// The moment it is.
    pub now: Moment,
    /// What the promise guard may take for granted.
    pub known: Known,
    /// What is wrong with the time.
    pub error: Option<&'a str>,
    /// The name to focus the time by.
    pub id: &'static str,
    /// Who promises.
    pub actor: &'a Actor,
}

/// Takes over what is typed or chosen.
pub fn update(entry: &mut PromiseEntry, message: Message) {
    match message {
        Message::Due(due) => entry.due = due,
        Message::Text(text) => entry.text = text,
    }
}

/// The time, checked. Whether it may lie so far ahead is the permission's to say.
///
/// # Errors
/// A sentence when it cannot be read or is past.
pub fn due(entry: &PromiseEntry, duty: OfficeHours, now: Moment) -> Result<Moment, String> {
    due_after(&entry.due, now, duty, "约定的时间")
}

/// The event that it becomes with the owner's answer.
///
/// # Errors
/// As [`due`].
pub fn event(
    entry: &PromiseEntry,
    consent: bool,
    duty: OfficeHours,
    now: Moment,
) -> Result<EventKind, String> {
    let due = due(entry, duty, now)?;
    Ok(EventKind::Promised { due, consent, text: entry.text.trim().to_owned(), confirmed_by: None })
}

/// The fields.
pub fn view<'a>(entry: &'a PromiseEntry, shown: PromiseShown<'_>) -> Element<'a, Message> {
    let PromiseShown { settings, now, known, error, id, actor } = shown;
    let quick = quick_times(settings, now);
    let times = quick.iter().map(|(label, due)| chip(label.clone(), *due == entry.due)).collect::<Vec<_>>();
    let times = chips(times).on_pick(move |at| Message::Due(quick[at].1.clone())).width(iced::Length::Fill);
    let due = field("约定的回复时间", &entry.due)
        .placeholder("17:30、明天9:00")
        .hint(format!("{}小时内；只约回复，不约结果", settings.rules.promise_limit))
        .error(error.map(str::to_owned))
        .id(id)
        .on_input(Message::Due);
    let read = Understood::time(&entry.due, Tense::Future, now, settings.rules.duty);
    let due = understood::with(due, read.as_ref(), Message::Due);
    let denied = due_so_far(&entry.due, now, settings.rules.duty)
        .and_then(|due| permission::promises(due, actor, &settings.rules, now).err())
        .filter(|denial| denial.supervisor_may);
    let supervisor = denied.map(|_| {
        let title = &settings.supervisor_title;
        let words = format!("记业主的答复时请{title}输入 PIN 当场确认");
        notice(format!("超过{}小时", settings.rules.promise_limit), words, Tone::Waiting)
    });
    let text = field("到时回复什么", &entry.text)
        .placeholder("例：查明停梯原因和修复进度后回电")
        .on_input(Message::Text);
    column![times, due, supervisor, text, warn(&entry.text, known)].spacing(spacing::L).into()
}

/// Times that are promised often: the words of the chip, and the time as it would be typed.
fn quick_times(settings: &Settings, now: Moment) -> Vec<(String, String)> {
    let (one, two) = (now + Duration::hours(1), now + Duration::hours(2));
    let end = settings.rules.duty.end_on(now.date());
    let mut times = vec![("1小时内".to_owned(), one), ("2小时内".to_owned(), two)];
    if end > two {
        times.push((format!("今天下班前（{}）", end.clock()), end));
    }
    let limit = settings.rules.promise_limit;
    times.push((format!("{}内", span_words(limit)), now + hours(limit)));
    // Nobody is led to a time that needs a supervisor's word.
    times.retain(|(_, at)| !is_long_promise(*at, now, &settings.rules));
    times.dedup_by_key(|(_, at)| *at);
    let typed = |at: Moment| match (at.date() - now.date()).num_days() {
        0 => at.clock(),
        1 => format!("明天{}", at.clock()),
        2 => format!("后天{}", at.clock()),
        _ => format!("{}{}", at.date().format("%-m月%-d日"), at.clock()),
    };
    times.into_iter().map(|(label, at)| (label, typed(at))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_checked_and_the_usual_ones_can_be_kept() {
        let (settings, now) = (Settings::default(), Moment::parse("2026-11-21T14:30").unwrap());
        let duty = settings.rules.duty;
        let promise = |due: &str| PromiseEntry { due: due.into(), ..PromiseEntry::default() };
        assert!(due(&promise("今天14:00"), duty, now).unwrap_err().contains("已经过去"));
        assert!(event(&promise("尽快"), true, duty, now).is_err());
        let labels = |limit| {
            let mut settings = Settings::default();
            settings.rules.promise_limit = limit;
            quick_times(&settings, now).into_iter().map(|(label, _)| label).collect::<Vec<_>>()
        };
        assert_eq!(labels(2), ["1小时内", "2小时内"], "none beyond what needs no supervisor");
        assert_eq!(labels(72).last().unwrap(), "3天内");
        for (_, typed) in quick_times(&settings, now) {
            let usual = promise(&typed);
            let due = due(&usual, duty, now).unwrap();
            assert!(!is_long_promise(due, now, &settings.rules), "{typed}");
        }
    }
}
