//! Who is at the keyboard: a name, and the PIN where the person has one. Stands at the start, at a change of shift and
//! on the locked screen. A supervisor who has forgotten the PIN sets a new one with the recovery code.

use std::collections::BTreeSet;

use iced::widget::{Column, column, row};
use iced::{Element, Task};

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::reply::Written;
use crate::domain::person::{Actor, Role, Staff, StaffId};
use crate::domain::pin;
use crate::ui::screen::contract::RequestId;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, chip, chips, field, focus, text};

/// The name of the group of people, to focus it by.
pub const PEOPLE: &str = "people";
const PIN: &str = "sign-in-pin";
const CODE: &str = "sign-in-code";
const WIDTH: f32 = 220.0;

/// What is chosen and typed so far.
#[derive(Debug, Clone, Default)]
pub struct SignIn {
    staff: Vec<Staff>,
    with_pin: BTreeSet<StaffId>,
    chosen: Option<StaffId>,
    pin: String,
    /// The recovery code, while it is being typed.
    code: Option<String>,
    problem: Option<String>,
    asked: RequestId,
    waiting: bool,
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
}

/// What comes of a message.
pub enum Outcome {
    /// Work in the background, or nothing.
    Run(Task<Message>),
    /// This person is at the keyboard now.
    In(Actor),
}

impl SignIn {
    /// The people at work, and who of them has a PIN. Where only one may come in, that one is chosen.
    pub fn new(staff: &[Staff], with_pin: &BTreeSet<StaffId>, chosen: Option<StaffId>) -> Self {
        let staff = staff.iter().filter(|person| person.active).cloned().collect();
        Self { staff, with_pin: with_pin.clone(), chosen, ..Self::default() }
    }

    /// Where the keyboard shall stand.
    pub fn focus<T: Send + 'static>(&self) -> Task<T> {
        focus::to(if self.asks_pin() { PIN } else { PEOPLE })
    }

    fn asks_pin(&self) -> bool {
        self.chosen.is_some_and(|id| self.with_pin.contains(&id))
    }

    fn person(&self) -> Option<&Staff> {
        self.staff.iter().find(|person| Some(person.id) == self.chosen)
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message, desk: &Desk) -> Outcome {
        match message {
            Message::Pick(id) => {
                self.chosen = Some(id);
                (self.pin, self.code, self.problem) = (String::new(), None, None);
                if self.asks_pin() {
                    return Outcome::Run(focus::to(PIN));
                }
                return self.ask(desk);
            }
            Message::Pin(text) => {
                self.pin = text;
                self.problem = None;
            }
            Message::Enter => return self.ask(desk),
            Message::Forgotten => {
                (self.code, self.pin, self.problem) = (Some(String::new()), String::new(), None);
                return Outcome::Run(focus::to(CODE));
            }
            Message::Code(text) => {
                self.code = Some(text);
                self.problem = None;
            }
            Message::Remembered => {
                (self.code, self.pin, self.problem) = (None, String::new(), None);
                return Outcome::Run(focus::to(PIN));
            }
            Message::Answered(asked, result) if asked == self.asked => {
                self.waiting = false;
                match *result {
                    Ok(written) => return Outcome::In(written.value),
                    Err(error) => {
                        self.pin = String::new();
                        self.problem = Some(error.message());
                    }
                }
            }
            Message::Answered(..) => {}
        }
        Outcome::Run(Task::none())
    }

    fn ask(&mut self, desk: &Desk) -> Outcome {
        let Some(id) = self.chosen.filter(|_| !self.waiting) else { return Outcome::Run(Task::none()) };
        self.waiting = true;
        let asked = self.asked.ask();
        let reply = match &self.code {
            Some(code) => desk.recover(id, code, &self.pin),
            None => desk.sign_in(id, &self.pin),
        };
        Outcome::Run(Task::perform(reply, move |result| Message::Answered(asked, Box::new(result))))
    }

    /// The people, and the field of the PIN under them.
    pub fn view(&self) -> Element<'_, Message> {
        Column::new().push(self.people()).push(self.secret()).spacing(spacing::M).into()
    }

    fn people(&self) -> Element<'_, Message> {
        let ids: Vec<StaffId> = self.staff.iter().map(|person| person.id).collect();
        let names = self.staff.iter().map(|person| {
            chip(format!("{}（{}）", person.name, person.role.label()), Some(person.id) == self.chosen)
        });
        chips(names.collect::<Vec<_>>()).id(PEOPLE).on_pick(move |at| Message::Pick(ids[at])).into()
    }

    fn secret(&self) -> Option<Element<'_, Message>> {
        let problem = self.problem.as_deref().map(|words| text::small(words, Tone::Danger));
        if !self.asks_pin() {
            return problem.map(Into::into);
        }
        let word = if self.code.is_some() { "新的 PIN" } else { "PIN" };
        let pin = field(word, &self.pin)
            .id(PIN)
            .secret()
            .placeholder("4 至 8 位数字")
            .limit(*pin::DIGITS.end())
            .on_input(Message::Pin)
            .on_submit(Message::Enter)
            .width(WIDTH);
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
        let enter = button::primary("进入").on_press_maybe((!self.waiting).then_some(Message::Enter));
        let buttons = row![enter].push(other).spacing(spacing::S);
        Some(column![].push(code).push(pin).push(problem).push(buttons).spacing(spacing::M).into())
    }
}
