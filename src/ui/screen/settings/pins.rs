//! PINs: one's own, taking away a forgotten one, and the recovery code.

use std::collections::BTreeSet;

use iced::widget::{Column, column, row, space};
use iced::{Alignment, Element, Task};

use crate::desk::error::Error;
use crate::desk::reply::Written;
use crate::domain::person::{Staff, StaffId};
use crate::domain::pin;
use crate::ui::screen::contract::{Action, Context, Request};
use crate::ui::screen::recovery::{self, RecoveryCard};
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, field, hairline, section, text};

/// What is typed, and who has a PIN.
#[derive(Debug, Default)]
pub struct Pins {
    staff: Vec<Staff>,
    with_pin: BTreeSet<StaffId>,
    present: String,
    new: String,
    again: String,
    problem: Option<String>,
    /// A recovery code that was made just now; it is shown this once.
    code: Option<RecoveryCard>,
    /// Whether there is one at all; `None` before it is known.
    has_code: Option<bool>,
}

/// What happens here.
#[derive(Debug, Clone)]
pub enum Message {
    /// Who works here and who has a PIN.
    Read(Result<(Vec<Staff>, BTreeSet<StaffId>, bool), Error>),
    /// The present PIN was typed.
    Present(String),
    /// The new PIN was typed.
    New(String),
    /// The new PIN was typed again.
    Again(String),
    /// Keep the new PIN.
    Set,
    /// Take away the PIN of somebody who forgot it.
    Drop(StaffId),
    /// It is on disk.
    Changed(Result<Written<()>, Error>),
    /// Make a recovery code.
    MakeCode,
    /// It is made.
    Made(Result<Written<String>, Error>),
    /// On the card with the code.
    Code(recovery::Message),
}

impl Pins {
    /// Asks who has a PIN.
    pub fn read(&self, context: &Context) -> Task<Message> {
        let desk = &context.desk;
        let (staff, with_pin, code) = (desk.staff(), desk.with_pin(), desk.has_recovery_code());
        Task::perform(async move { Ok((staff.await?, with_pin.await?, code.await?)) }, Message::Read)
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        let (desk, actor) = (&context.desk, &context.actor);
        match message {
            Message::Read(Ok((staff, with_pin, code))) => {
                (self.staff, self.with_pin, self.has_code) = (staff, with_pin, Some(code));
            }
            Message::Read(Err(error)) => return Action::ask(Request::Warn(error.message())),
            Message::Present(text) => self.present = text,
            Message::New(text) => self.new = text,
            Message::Again(text) => self.again = text,
            Message::Set => {
                self.problem = match pin::problem(&self.new) {
                    Some(problem) => Some(problem.to_owned()),
                    None if pin::plain(&self.new) != pin::plain(&self.again) => {
                        Some("两次输入的 PIN 不一样。".to_owned())
                    }
                    None => None,
                };
                let own = actor.id.filter(|_| self.problem.is_none());
                if let Some(id) = own {
                    let set = desk.set_pin(actor, id, &self.present, &self.new);
                    return Action::run(Task::perform(set, Message::Changed));
                }
            }
            Message::Drop(id) => {
                return Action::run(Task::perform(desk.drop_pin(actor, id), Message::Changed));
            }
            Message::Changed(Ok(written)) => {
                (self.present, self.new, self.again) = (String::new(), String::new(), String::new());
                self.problem = None;
                return Action::run(self.read(context))
                    .and(Request::Wrote(written.changed))
                    .and(Request::Say("PIN 已保存".to_owned()));
            }
            Message::MakeCode => {
                return Action::run(Task::perform(desk.make_recovery_code(actor), Message::Made));
            }
            Message::Made(Ok(written)) => {
                self.code = Some(RecoveryCard::new(written.value, actor.name.clone()));
                self.has_code = Some(true);
                return Action::run(RecoveryCard::focus());
            }
            Message::Changed(Err(error)) | Message::Made(Err(error)) => {
                self.problem = Some(error.message());
            }
            Message::Code(message) => {
                let kept = matches!(message, recovery::Message::Kept);
                let Some(card) = &mut self.code else { return Action::none() };
                let task = card.update(message, desk).map(Message::Code);
                if kept {
                    self.code = None;
                }
                return Action::run(task);
            }
        }
        Action::none()
    }

    /// One's own PIN, then those of the others and the recovery code for a supervisor.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let own = context.actor.id.is_some_and(|id| self.with_pin.contains(&id));
        let secret = |label: &'static str, value: &'a str, change: fn(String) -> Message| {
            field(label, value)
                .secret()
                .placeholder("4 至 8 位数字")
                .limit(*pin::DIGITS.end())
                .on_input(change)
                .on_submit(Message::Set)
                .width(WIDTH)
        };
        let present = own.then(|| secret("现在的 PIN", &self.present, Message::Present));
        let fields = row![]
            .push(present)
            .push(secret("新的 PIN", &self.new, Message::New))
            .push(secret("再输一次", &self.again, Message::Again))
            .spacing(spacing::M);
        let set = button::secondary(if own { "改 PIN" } else { "设 PIN" }).on_press(Message::Set);
        let problem = self.problem.as_deref().map(|words| text::small(words, Tone::Danger));
        let mut list = Column::new()
            .push(section(format!("{}的 PIN", context.actor.name), self.hint(context)))
            .push(fields)
            .push(row![set].push(problem).spacing(spacing::M).align_y(Alignment::Center))
            .spacing(spacing::M);
        if context.is_supervisor() {
            list = list.push(hairline()).push(self.others(context)).push(hairline()).push(self.recovery());
        }
        list.into()
    }

    /// Who could still come in by a name alone.
    fn hint(&self, context: &Context) -> String {
        let minutes = context.settings.safety.lock_minutes;
        let at_work = || self.staff.iter().filter(|person| person.active);
        let open = at_work().filter(|person| !self.with_pin.contains(&person.id)).count();
        match open {
            0 => format!("{minutes} 分钟没人操作就锁屏"),
            open => format!("还有 {open} 位没设 PIN，点姓名就能进入"),
        }
    }

    fn others<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let others = self.staff.iter().filter(|person| person.active && Some(person.id) != context.actor.id);
        let lines = others.map(|person| {
            let has = self.with_pin.contains(&person.id);
            let state = text::caption(if has { "已设 PIN" } else { "没有 PIN，请本人来设" });
            let drop = has.then(|| button::quiet("清除 PIN").small().on_press(Message::Drop(person.id)));
            row![text::body(&person.name).width(WIDTH), state, space::horizontal()]
                .push(drop)
                .align_y(Alignment::Center)
                .into()
        });
        column![section("其他人", "忘了 PIN 的，清除后由本人重设"), Column::with_children(lines)]
            .spacing(spacing::S)
            .into()
    }

    fn recovery(&self) -> Element<'_, Message> {
        let shown: Element<'_, Message> = match &self.code {
            Some(card) => card.view("收好了").map(Message::Code),
            None => {
                let state = self.has_code.map(|has| match has {
                    true => text::small("现在有一张恢复码有效；找不到那张纸就重新制作", Tone::Muted),
                    false => text::small("还没有恢复码：客服主任忘了 PIN 就进不来", Tone::Danger),
                });
                row![button::secondary("制作恢复码").on_press(Message::MakeCode)]
                    .push(state)
                    .spacing(spacing::M)
                    .align_y(Alignment::Center)
                    .into()
            }
        };
        column![section("恢复码", "客服主任忘了 PIN 时，凭它重设"), shown].spacing(spacing::S).into()
    }
}

const WIDTH: f32 = 170.0;
