//! Who is at the keyboard: a name, and the PIN where the person has one. Stands at the start, at a change of shift and
//! on the locked screen. A supervisor who has forgotten the PIN sets a new one with the recovery code.

use std::collections::BTreeSet;

use iced::widget::{Column, column, row};
use iced::{Element, Task};

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::reply::Written;
use crate::desk::sign_in::Recovered;
use crate::domain::person::{Actor, Role, Staff, StaffId};
use crate::ui::screen::contract::RequestId;
use crate::ui::screen::form::pin_entry::{PinEntry, WIDTH};
use crate::ui::screen::recovery::{self, RecoveryCard};
use crate::ui::spacing;
use crate::ui::widget::{button, chip, chips, field, focus, text};

/// The name of the group of people, to focus it by.
pub const PEOPLE: &str = "people";
const PIN: &str = "sign-in-pin";
const CODE: &str = "sign-in-code";

/// What is chosen and typed so far.
#[derive(Debug, Clone, Default)]
pub struct SignIn {
    staff: Vec<Staff>,
    with_pin: BTreeSet<StaffId>,
    entry: PinEntry,
    /// The recovery code, while it is being typed.
    code: Option<String>,
    /// Who came in by the recovery code, and the next code, to be put away first.
    fresh: Option<(Actor, RecoveryCard)>,
}

/// What happens here.
#[derive(Debug, Clone)]
pub enum Message {
    /// This person.
    Pick(StaffId),
    /// The PIN was typed.
    Pin(String),
    /// The PIN is complete.
    Enter,
    /// The PIN was forgotten.
    Forgotten,
    /// The recovery code was typed.
    Code(String),
    /// Back to the PIN.
    Remembered,
    /// Whether it was the right one.
    Answered(RequestId, Box<Result<Written<Actor>, Error>>),
    /// Whether it was the right recovery code.
    Recovered(RequestId, Box<Result<Written<Recovered>, Error>>),
    /// On the card with the next recovery code.
    Fresh(recovery::Message),
}

/// What comes of a message.
pub enum SignInOutcome {
    /// Work in the background, or nothing.
    Run(Task<Message>),
    /// This person is at the keyboard now; the work is still to be done.
    In(Actor, Task<Message>),
}

impl SignIn {
    /// The people at work, and who of them has a PIN. Where only one may come in, that one is chosen.
    pub fn new(staff: &[Staff], with_pin: &BTreeSet<StaffId>, chosen: Option<StaffId>) -> Self {
        let staff = staff.iter().filter(|person| person.active).cloned().collect();
        Self { staff, with_pin: with_pin.clone(), entry: PinEntry::new(chosen), code: None, fresh: None }
    }

    /// Where the keyboard shall stand.
    pub fn focus<T: Send + 'static>(&self) -> Task<T> {
        focus::to(if self.asks_pin() { PIN } else { PEOPLE })
    }

    fn asks_pin(&self) -> bool {
        self.entry.chosen.is_some_and(|id| self.with_pin.contains(&id))
    }

    fn person(&self) -> Option<&Staff> {
        self.staff.iter().find(|person| Some(person.id) == self.entry.chosen)
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message, desk: &Desk) -> SignInOutcome {
        match message {
            Message::Pick(id) => {
                self.entry.choose(id);
                self.code = None;
                if self.asks_pin() {
                    return SignInOutcome::Run(focus::to(PIN));
                }
                return self.ask(desk);
            }
            Message::Pin(text) => self.entry.typed(text),
            Message::Enter => return self.ask(desk),
            Message::Forgotten => {
                self.entry.clear();
                self.code = Some(String::new());
                return SignInOutcome::Run(focus::to(CODE));
            }
            Message::Code(text) => {
                (self.code, self.entry.problem) = (Some(text), None);
            }
            Message::Remembered => {
                self.entry.clear();
                self.code = None;
                return SignInOutcome::Run(focus::to(PIN));
            }
            Message::Answered(asked, result) => {
                if let Some(actor) = self.entry.answered(asked, *result) {
                    return SignInOutcome::In(actor, Task::none());
                }
            }
            Message::Recovered(asked, result) => {
                if let Some(Recovered { actor, code }) = self.entry.answered(asked, *result) {
                    let card = RecoveryCard::new(code, actor.name.clone());
                    self.fresh = Some((actor, card));
                    return SignInOutcome::Run(RecoveryCard::focus());
                }
            }
            Message::Fresh(message) => return self.fresh(message, desk),
        }
        SignInOutcome::Run(Task::none())
    }

    /// The next recovery code is printed, or put away: then the person is in.
    fn fresh(&mut self, message: recovery::Message, desk: &Desk) -> SignInOutcome {
        let kept = matches!(message, recovery::Message::Kept);
        let Some((actor, card)) = &mut self.fresh else { return SignInOutcome::Run(Task::none()) };
        let task = card.update(message, desk).map(Message::Fresh);
        if kept { SignInOutcome::In(actor.clone(), task) } else { SignInOutcome::Run(task) }
    }

    fn ask(&mut self, desk: &Desk) -> SignInOutcome {
        let Some((id, asked)) = self.entry.ask() else { return SignInOutcome::Run(Task::none()) };
        let task = match &self.code {
            Some(code) => Task::perform(desk.recover(id, code, &self.entry.pin), move |result| {
                Message::Recovered(asked, Box::new(result))
            }),
            None => Task::perform(desk.sign_in(id, &self.entry.pin), move |result| {
                Message::Answered(asked, Box::new(result))
            }),
        };
        SignInOutcome::Run(task)
    }

    /// The people, and the field of the PIN under them.
    pub fn view(&self) -> Element<'_, Message> {
        if let Some((_, card)) = &self.fresh {
            return column![
                text::heading("PIN 已重设，这是新的恢复码"),
                card.view("收好了，进入").map(Message::Fresh)
            ]
            .spacing(spacing::M)
            .into();
        }
        Column::new().push(self.people()).push(self.secret()).spacing(spacing::M).into()
    }

    fn people(&self) -> Element<'_, Message> {
        let ids: Vec<StaffId> = self.staff.iter().map(|person| person.id).collect();
        let names = self.staff.iter().map(|person| {
            chip(format!("{}（{}）", person.name, person.role.label()), Some(person.id) == self.entry.chosen)
        });
        chips(names.collect::<Vec<_>>()).id(PEOPLE).on_pick(move |at| Message::Pick(ids[at])).into()
    }

    fn secret(&self) -> Option<Element<'_, Message>> {
        let problem = self.entry.problem();
        if !self.asks_pin() {
            return problem.map(Into::into);
        }
        let word = if self.code.is_some() { "新的 PIN" } else { "PIN" };
        let pin = self.entry.field(word, PIN, Message::Pin, Message::Enter);
        let code = self.code.as_ref().map(|code| {
            field("恢复码", code)
                .id(CODE)
                .placeholder("打印件上的 20 位")
                .on_input(Message::Code)
                .width(WIDTH)
        });
        let supervisor = self.person().is_some_and(|person| person.role == Role::Supervisor);
        let other = match (&self.code, supervisor) {
            (Some(_), _) => Some(button::quiet("想起来了").on_press(Message::Remembered)),
            (None, true) => Some(button::quiet("忘记 PIN").on_press(Message::Forgotten)),
            (None, false) => None,
        };
        let enter = button::primary("进入").on_press_maybe((!self.entry.waiting).then_some(Message::Enter));
        let buttons = row![enter].push(other).spacing(spacing::S);
        Some(column![].push(code).push(pin).push(problem).push(buttons).spacing(spacing::M).into())
    }
}
