//! What the minute brings: the quiet reminder of what has come to its time or soon will, which waits for a pause while
//! somebody types, and the weekly check, which goes on piece by piece while nobody is there.

use chrono::Duration;
use iced::window::{self, UserAttention};
use iced::{Subscription, Task, time};

use crate::app::toasts::Toasts;
use crate::desk::checking::CheckStep;
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::domain::reminder::{self, Reminder};
use crate::domain::time::Moment;
use crate::ui::screen::contract::Context;

/// Nobody has been at the keyboard for so long: the weekly check may go on.
const IDLE: Duration = Duration::minutes(2);
/// Between two pieces of it, so that a slow disk has time for others.
const BETWEEN: std::time::Duration = std::time::Duration::from_millis(200);

/// So long nobody has touched the keyboard or the mouse: a reminder disturbs nobody.
const QUIET: Duration = Duration::seconds(8);

/// Up to when somebody has been reminded, what waits for a pause, and whether a piece of the weekly check is under way.
#[derive(Debug)]
pub struct Reminding {
    since: Moment,
    /// Whoever types is not interrupted: these wait, with a small mark in the head.
    waiting: usize,
    /// Seconds without a touch while something waits.
    still: i64,
    checking: bool,
}

/// What comes of the minute.
#[derive(Debug, Clone)]
pub enum Message {
    /// What comes to its time.
    Found {
        /// When it was asked.
        asked: Moment,
        /// It is shown at once: the mark was pressed, or the keyboard is quiet.
        at_once: bool,
        /// What it is.
        all: Result<Vec<Reminder>, Error>,
    },
    /// Something waits, and a second has gone by.
    Second,
    /// What waits is looked at now.
    Show,
    /// A piece of the weekly check is done.
    Checked(Result<CheckStep, Error>),
}

/// Who is at the window.
#[derive(Debug, Clone, Copy)]
pub struct Presence {
    /// How long nobody has touched it.
    pub idle: Duration,
    /// The screen is locked.
    pub locked: bool,
    /// Somebody is on the telephone or at the counter just now.
    pub talks: bool,
    /// A visitor reads the screen too.
    pub seen_by_visitor: bool,
}

impl Presence {
    /// Whether a reminder would disturb, or would be seen by nobody. After the clock was set back the seconds are counted.
    fn waits(self) -> bool {
        self.locked || self.talks || self.idle < QUIET
    }
}

impl Reminding {
    /// From now on.
    pub fn new(now: Moment) -> Self {
        Self { since: now, waiting: 0, still: 0, checking: false }
    }

    /// How many wait for a pause: the mark in the head.
    pub fn waiting(&self) -> usize {
        self.waiting
    }

    /// Somebody is at the keyboard or the mouse.
    pub fn touched(&mut self) {
        self.still = 0;
    }

    /// Counts the seconds while something waits.
    pub fn subscription(&self) -> Subscription<Message> {
        if self.waiting == 0 {
            return Subscription::none();
        }
        time::every(std::time::Duration::from_secs(1)).map(|_| Message::Second)
    }

    /// A minute is full: asks what is to be said now, and goes on with the weekly check when nobody is there. A clock that
    /// was set back begins anew; what could not be read is asked for again.
    pub fn minute(&mut self, context: &Context, idle: Duration) -> Task<Message> {
        let desk = &context.desk;
        // A copy in the background; a failure stands in the log, and in the settings, where the copies are listed.
        let over = context.now().time() >= context.settings.rules.duty.to;
        let copied = if over { Task::future(desk.copy_at_close_of_duty()).discard() } else { Task::none() };
        Task::batch([self.ask(desk, false), copied, self.go_on(desk, idle)])
    }

    fn ask(&self, desk: &Desk, at_once: bool) -> Task<Message> {
        let asked = desk.now();
        Task::perform(desk.reminder(self.since), move |all| Message::Found { asked, at_once, all })
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
        presence: Presence,
        toasts: &mut Toasts,
        own: fn(Message) -> M,
    ) -> Task<M> {
        match message {
            Message::Found { asked, at_once, all: Ok(all) } => {
                return self.found(asked, all, (presence.waits() && !at_once, presence), toasts);
            }
            Message::Found { all: Err(error), .. } => tracing::warn!(%error, "what to remind of"),
            Message::Second if presence.locked || presence.talks => self.still = 0,
            Message::Second => {
                self.still += 1;
                if self.still >= QUIET.num_seconds() {
                    return self.ask(desk, true).map(own);
                }
            }
            Message::Show => return self.ask(desk, true).map(own),
            Message::Checked(step) => {
                self.checking = false;
                match step {
                    Ok(CheckStep::Going(_)) => {
                        let pause = Task::future(smol::Timer::after(BETWEEN)).discard();
                        return pause.chain(self.go_on(desk, presence.idle)).map(own);
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

    /// Says it over the head of the window, or keeps it for a pause; the button in the task bar asks for a look, and nothing
    /// comes to the front. As long as it waits it is asked anew from the same moment, so that it is right when it is said.
    fn found<M: Send + 'static>(
        &mut self,
        asked: Moment,
        all: Vec<Reminder>,
        (waits, presence): (bool, Presence),
        toasts: &mut Toasts,
    ) -> Task<M> {
        self.waiting = if waits { all.len() } else { 0 };
        if self.waiting > 0 {
            return Task::none();
        }
        (self.since, self.still) = (asked, 0);
        let Some(words) = reminder::sentence(&all, presence.seen_by_visitor) else { return Task::none() };
        toasts.remind(words);
        window::latest().and_then(|id| window::request_user_attention(id, Some(UserAttention::Informational)))
    }
}
