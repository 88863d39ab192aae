//! What the minute brings: the quiet reminder of what has come to its time or soon will, and the weekly check, which goes
//! on piece by piece while nobody is there.

use chrono::Duration;
use iced::Task;
use iced::window::{self, UserAttention};

use crate::app::toasts::Toasts;
use crate::desk::checking::CheckStep;
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::domain::time::Moment;
use crate::ui::screen::contract::Context;

/// Nobody has been at the keyboard for so long: the weekly check may go on.
const IDLE: Duration = Duration::minutes(2);
/// Between two pieces of it, so that a slow disk has time for others.
const BETWEEN: std::time::Duration = std::time::Duration::from_millis(200);

/// Up to when somebody has been reminded, and whether a piece of the weekly check is under way.
#[derive(Debug)]
pub struct Reminding {
    since: Moment,
    checking: bool,
}

/// What comes of the minute.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something comes to its time.
    Said(Option<String>),
    /// A piece of the weekly check is done.
    Checked(Result<CheckStep, Error>),
}

impl Reminding {
    /// From now on.
    pub fn new(now: Moment) -> Self {
        Self { since: now, checking: false }
    }

    /// A minute is full: asks what is to be said now, and goes on with the weekly check when nobody is there. A clock that
    /// was set back begins anew; what could not be read is asked for by 今日 itself, which says so.
    pub fn minute(&mut self, context: &Context, idle: Duration) -> Task<Message> {
        let desk = &context.desk;
        let since = std::mem::replace(&mut self.since, desk.now());
        let said = Task::perform(desk.reminder(since), |said| Message::Said(said.unwrap_or_default()));
        // A copy in the background; a failure stands in the log, and in the settings, where the copies are listed.
        let over = context.now().time() >= context.settings.rules.duty.to;
        let copied = if over { Task::future(desk.copy_at_close_of_duty()).discard() } else { Task::none() };
        Task::batch([said, copied, self.go_on(desk, idle)])
    }

    fn go_on(&mut self, desk: &Desk, idle: Duration) -> Task<Message> {
        if self.checking || idle < IDLE {
            return Task::none();
        }
        self.checking = true;
        Task::perform(desk.check_a_piece(), Message::Checked)
    }

    /// Works a message in.
    pub fn update<M: Send + 'static>(
        &mut self,
        message: Message,
        desk: &Desk,
        idle: Duration,
        toasts: &mut Toasts,
        own: fn(Message) -> M,
    ) -> Task<M> {
        match message {
            Message::Said(words) => return show(words, toasts),
            Message::Checked(step) => {
                self.checking = false;
                match step {
                    Ok(CheckStep::Going(_)) => {
                        let pause = Task::future(smol::Timer::after(BETWEEN)).discard();
                        return pause.chain(self.go_on(desk, idle)).map(own);
                    }
                    Ok(CheckStep::Done(found)) if !found.is_empty() => toasts.warn(format!(
                        "每周核对发现 {} 处问题。请客服主任到「设置」的「数据与备份」里点「核对数据」，先不要删除任何文件。",
                        found.len()
                    )),
                    Ok(CheckStep::Done(_) | CheckStep::NotDue) => {}
                    Err(error) => tracing::warn!(%error, "the weekly check"),
                }
            }
        }
        Task::none()
    }
}

/// Says it at the foot of the window; the button in the task bar asks for a look, and nothing comes to the front.
fn show<M: Send + 'static>(words: Option<String>, toasts: &mut Toasts) -> Task<M> {
    let Some(words) = words else { return Task::none() };
    toasts.remind(words);
    window::latest().and_then(|id| window::request_user_attention(id, Some(UserAttention::Informational)))
}
