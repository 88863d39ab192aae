//! Somebody leaves: what he still answers for, was given and watches, and to whom it goes in one act.

use iced::Element;
use iced::widget::{Column, column, row};

use crate::domain::left_behind::LeftBehind;
use crate::domain::person::StaffId;
use crate::domain::settings::Rules;
use crate::domain::time::Moment;
use crate::ui::screen::form::person::{self, Person};
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, field, panel, section, text};

/// More of a kind than these are counted, not listed.
const LISTED: usize = 6;

/// Those that are listed, and how many more there are.
fn cut(lines: impl ExactSizeIterator<Item = String>) -> (Vec<String>, usize) {
    let more = lines.len().saturating_sub(LISTED);
    (lines.take(LISTED).collect(), more)
}

/// Who leaves and what becomes of his cases.
#[derive(Debug, Clone)]
pub struct Leaving {
    /// The person.
    pub id: StaffId,
    /// His name.
    pub name: String,
    /// Whether he works here until now; former staff only hand over.
    pub active: bool,
    /// What he leaves behind.
    pub left: LeftBehind,
    /// Who takes them.
    to: Person,
    /// Why.
    reason: String,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Who takes them.
    To(person::Message),
    /// Why.
    Reason(String),
    /// All of them go over, and he is gone.
    HandOver,
    /// He is gone; the cases wait for somebody.
    LeaveOnly,
    /// Nothing of it.
    Cancel,
}

impl Leaving {
    /// Somebody who leaves this behind.
    pub fn new(id: StaffId, name: String, active: bool, left: LeftBehind) -> Self {
        let reason = if active { "离岗移交" } else { "已离岗，补办移交" };
        Self { id, name, active, left, to: Person::default(), reason: reason.to_owned() }
    }

    /// Takes over what is typed or chosen.
    pub fn update(&mut self, message: Message) {
        match message {
            Message::To(message) => self.to.update(message),
            Message::Reason(text) => self.reason = text,
            Message::HandOver | Message::LeaveOnly | Message::Cancel => {}
        }
    }

    /// To whom, and why.
    ///
    /// # Errors
    /// A sentence that asks for what is missing.
    pub fn record(&self, people: &[String]) -> Result<(String, String), String> {
        let others: Vec<String> = people.iter().filter(|one| **one != self.name).cloned().collect();
        let to = self.to.needed("接手的人", &others)?;
        if self.reason.trim().is_empty() {
            return Err("请写移交的原因".to_owned());
        }
        Ok((to, self.reason.trim().to_owned()))
    }

    /// The cases and who takes them.
    pub fn view<'a>(&'a self, people: &[String], rules: &Rules, now: Moment) -> Element<'a, Message> {
        let others: Vec<String> = people.iter().filter(|one| **one != self.name).cloned().collect();
        let cases = self.left.cases.iter().map(|case| {
            let who = case.room.as_deref().or(case.name.as_deref()).unwrap_or("未留");
            let gist: String = case.gist.chars().take(24).collect();
            let (received, status) = (case.received_at.short(now), case.status_line(rules, now).words());
            format!("{}　{received}　{who}　{gist}　{status}", case.number)
        });
        let tasks = self.left.tasks.iter();
        let tasks = tasks.map(|one| format!("{}　待办：{}　{} 前", one.number, one.what, one.due.short(now)));
        let watches = self.left.watches.iter().map(|one| format!("网上值守：{}", one.place.platform));
        let (shown, more) = cut(cases);
        let (tasks, more_tasks) = cut(tasks);
        let (watches, more_watches) = cut(watches);
        let listed = shown.into_iter().chain(tasks).chain(watches).map(|line| text::body(line).into());
        let more = more + more_tasks + more_watches;
        let more = (more > 0).then(|| text::caption(format!("……另有 {more} 件")));
        let all = if self.active { "全部移交并离岗" } else { "全部移交" };
        let later =
            self.active.then(|| button::secondary("先离岗，案件待另行指派").on_press(Message::LeaveOnly));
        panel(
            column![
                section(format!("{}名下还有 {}", self.name, self.left.words()), "每件都会记下移交"),
                Column::with_children(listed).spacing(spacing::XS),
                more,
                self.to.view("交给谁", &others).map(Message::To),
                field("原因", &self.reason).on_input(Message::Reason).on_submit(Message::HandOver),
                row![
                    button::primary(all).on_press(Message::HandOver),
                    button::quiet("取消").on_press(Message::Cancel),
                ]
                .push(later)
                .spacing(spacing::M),
                (self.active).then(|| text::small(
                    "先离岗的，这些受理单在「今日」里标“责任人已离岗”，直到有人接手。",
                    Tone::Muted,
                )),
            ]
            .spacing(spacing::M),
        )
        .into()
    }
}
