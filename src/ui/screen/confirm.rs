//! A supervisor confirms on the spot, by his PIN, what somebody else wants to do: one act, both names recorded. Rules §10.

use std::collections::BTreeSet;

use iced::Task;
use iced::widget::column;

use crate::desk::error::Error;
use crate::desk::reply::Written;
use crate::domain::person::{Actor, Role, Staff, StaffId};
use crate::ui::screen::contract::{Context, RequestId};
use crate::ui::screen::form::pin_entry::PinEntry;
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::widget::dialog::Dialog;
use crate::ui::widget::{button, chip, chips, dialog, focus, text};

const PEOPLE: &str = "confirm-people";
const PIN: &str = "confirm-pin";

/// What is asked, and what is typed so far.
#[derive(Debug, Clone)]
pub struct Confirm {
    /// Why a supervisor is needed, a sentence without its end.
    what: String,
    /// The supervisors at work who have a PIN.
    supervisors: Vec<Staff>,
    entry: PinEntry,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// This supervisor.
    Pick(StaffId),
    /// The PIN was typed.
    Pin(String),
    /// The PIN is complete.
    Enter,
    /// Nothing is confirmed.
    Cancel,
    /// Whether it was the right one.
    Answered(RequestId, Box<Result<Written<Actor>, Error>>),
}

/// What comes of a message.
pub enum ConfirmOutcome {
    /// Work in the background, or nothing.
    Run(Task<Message>),
    /// The dialog is put away.
    Cancelled,
    /// The person on duty with the supervisor beside.
    Confirmed(Actor),
}

impl Confirm {
    /// The question. Where only one supervisor can confirm, that one is chosen.
    pub fn new(what: String, staff: &[Staff], with_pin: &BTreeSet<StaffId>) -> Self {
        let can = |one: &&Staff| one.active && one.role == Role::Supervisor && with_pin.contains(&one.id);
        let supervisors: Vec<Staff> = staff.iter().filter(can).cloned().collect();
        let chosen = match &supervisors[..] {
            [only] => Some(only.id),
            _ => None,
        };
        Self { what, supervisors, entry: PinEntry::new(chosen) }
    }

    /// Where the keyboard shall stand.
    pub fn focus<T: Send + 'static>(&self) -> Task<T> {
        focus::to(if self.entry.chosen.is_some() { PIN } else { PEOPLE })
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> ConfirmOutcome {
        match message {
            Message::Pick(id) => {
                self.entry.choose(id);
                return ConfirmOutcome::Run(focus::to(PIN));
            }
            Message::Pin(text) => self.entry.typed(text),
            Message::Cancel => return ConfirmOutcome::Cancelled,
            Message::Enter => {
                if let Some((id, asked)) = self.entry.ask() {
                    let (desk, pin) = (&context.desk, &self.entry.pin);
                    let reply = desk.confirm_on_the_spot(&context.actor, id, pin, &self.what);
                    let answer = move |result| Message::Answered(asked, Box::new(result));
                    return ConfirmOutcome::Run(Task::perform(reply, answer));
                }
            }
            Message::Answered(asked, result) => {
                if let Some(actor) = self.entry.answered(asked, *result) {
                    return ConfirmOutcome::Confirmed(actor);
                }
            }
        }
        ConfirmOutcome::Run(Task::none())
    }

    /// The dialog.
    pub fn view(&self) -> Dialog<'_, Message> {
        let cancel = button::secondary("先不办").keys(Shortcut::Back.keys()).on_press(Message::Cancel);
        if self.supervisors.is_empty() {
            let words = "客服主任都还没有设 PIN，不能当场确认。请客服主任登录后再办；填写的内容都还在。";
            return dialog(
                "请客服主任办理",
                column![text::body(&self.what), text::caption(words)].spacing(spacing::M),
            )
            .action(cancel)
            .on_cancel(Message::Cancel);
        }
        let names =
            self.supervisors.iter().map(|one| chip(one.name.as_str(), Some(one.id) == self.entry.chosen));
        let ids: Vec<StaffId> = self.supervisors.iter().map(|one| one.id).collect();
        let people = chips(names).id(PEOPLE).on_pick(move |at| Message::Pick(ids[at]));
        let pin = self.entry.field("客服主任的 PIN", PIN, Message::Pin, Message::Enter);
        let body = column![
            text::body(&self.what),
            text::caption("请客服主任在这里输入自己的 PIN。只管这一步，两人的姓名都记下。"),
            people,
            pin,
        ]
        .push(self.entry.problem())
        .spacing(spacing::M);
        let ready = self.entry.chosen.is_some() && !self.entry.waiting;
        let go = button::primary("确认").on_press_maybe(ready.then_some(Message::Enter));
        dialog("请客服主任当场确认", body).action(cancel).action(go).on_cancel(Message::Cancel)
    }
}
