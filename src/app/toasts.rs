//! Short messages over the head of the window, one at a time: passing ones go by themselves, warnings stay until they are put away.

use std::time::Duration;

use iced::{Subscription, time};

use crate::ui::theme::tone::Tone;
use crate::ui::widget::{Toast, toast};

/// Ticks that a passing message stays, one a second.
const STAY: u8 = 5;
/// Ticks that a reminder stays: long enough to be seen after a call.
const REMINDED: u8 = 90;
/// Ticks that an offer stays.
const OFFERED: u8 = 20;
/// More than these do not wait; the oldest passing one goes first.
const MOST: usize = 4;

/// The message that is shown and those that wait, the oldest first.
#[derive(Debug, Default)]
pub struct Toasts {
    waiting: Vec<Shown>,
}

#[derive(Debug)]
struct Shown {
    words: String,
    /// Ticks left; `None` for what stays.
    left: Option<u8>,
    /// What it is beside a plain sentence.
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    /// It offers the pause of a minute.
    Pause,
    /// Something comes to its time: 今日 has it.
    Reminder,
}

/// What happens to the messages.
#[derive(Debug, Clone)]
pub enum Message {
    /// A second has gone by.
    Tick,
    /// The one that is shown is put away.
    Close,
    /// The pause of a minute is taken.
    TakePause,
    /// What one was reminded of is looked at.
    LookAtReminder,
}

impl Toasts {
    /// Shows a sentence for a few seconds.
    pub fn say(&mut self, words: String) {
        self.push(Shown { words, left: Some(STAY), kind: Kind::Plain });
    }

    /// Shows a sentence until it is put away.
    pub fn warn(&mut self, words: String) {
        self.push(Shown { words, left: None, kind: Kind::Plain });
    }

    /// Reminds of something for a while; it goes by itself.
    pub fn remind(&mut self, words: String) {
        self.push(Shown { words, left: Some(REMINDED), kind: Kind::Reminder });
    }

    /// Offers the pause of a minute for a while; it goes by itself.
    pub fn offer_pause(&mut self, words: String) {
        self.push(Shown { words, left: Some(OFFERED), kind: Kind::Pause });
    }

    /// A sentence takes the place of a passing one before; more than a few are dropped, the oldest passing one first.
    fn push(&mut self, new: Shown) {
        let passes = |shown: &Shown| shown.kind == Kind::Plain && shown.left.is_some();
        let replaces = new.kind == Kind::Plain;
        self.waiting.retain(|shown| shown.words != new.words && !(replaces && passes(shown)));
        if self.waiting.len() >= MOST {
            let passing = self.waiting.iter().position(|shown| shown.left.is_some());
            self.waiting.remove(passing.unwrap_or(0));
        }
        self.waiting.push(new);
    }

    /// The place of the one that is shown: what has just happened, then what went wrong, then what is offered.
    fn current(&self) -> Option<usize> {
        let rank = |shown: &Shown| match (shown.kind, shown.left) {
            (Kind::Plain, Some(_)) => 3,
            (Kind::Plain, None) => 2,
            (Kind::Pause, _) => 1,
            (Kind::Reminder, _) => 0,
        };
        (0..self.waiting.len()).max_by_key(|at| rank(&self.waiting[*at]))
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message) {
        match message {
            Message::Tick => {
                let current = self.current();
                for (at, shown) in self.waiting.iter_mut().enumerate() {
                    // What waits has all its time still; only the offer of a pause grows old.
                    if Some(at) == current || shown.kind == Kind::Pause {
                        shown.left = shown.left.map(|left| left.saturating_sub(1));
                    }
                }
                self.waiting.retain(|shown| shown.left != Some(0));
            }
            Message::TakePause => self.waiting.retain(|shown| shown.kind != Kind::Pause),
            Message::LookAtReminder => self.waiting.retain(|shown| shown.kind != Kind::Reminder),
            Message::Close => {
                if let Some(at) = self.current() {
                    self.waiting.remove(at);
                }
            }
        }
    }

    /// Ticks while something passes.
    pub fn subscription(&self) -> Subscription<Message> {
        if self.waiting.iter().any(|shown| shown.left.is_some()) {
            time::every(Duration::from_secs(1)).map(|_| Message::Tick)
        } else {
            Subscription::none()
        }
    }

    /// The message to lay over the window: one at a time, the others counted.
    pub fn view<'a, T: Clone + 'a>(&'a self, wrap: fn(Message) -> T) -> Option<Toast<'a, T>> {
        let shown = &self.waiting[self.current()?];
        let tone = match shown.kind {
            Kind::Reminder => Tone::Waiting,
            Kind::Plain if shown.left.is_none() => Tone::Danger,
            Kind::Plain | Kind::Pause => Tone::Accent,
        };
        let toast =
            toast(shown.words.as_str(), tone).waiting(self.waiting.len() - 1).on_close(wrap(Message::Close));
        Some(match shown.kind {
            Kind::Plain => toast,
            Kind::Pause => toast.action("歇一分钟", wrap(Message::TakePause)),
            Kind::Reminder => toast.action("去今日", wrap(Message::LookAtReminder)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(toasts: &Toasts) -> Option<&str> {
        toasts.current().map(|at| toasts.waiting[at].words.as_str())
    }

    fn pass(toasts: &mut Toasts, seconds: u8) {
        (0..seconds).for_each(|_| toasts.update(Message::Tick));
    }

    #[test]
    fn what_passes_goes_and_what_warns_stays() {
        let mut toasts = Toasts::default();
        toasts.say("已加 1 个附件".into());
        toasts.warn("磁盘已满".into());
        assert_eq!(words(&toasts), Some("磁盘已满"), "at once");
        toasts.say("已保存".into());
        assert_eq!(words(&toasts), Some("已保存"), "one at a time");
        pass(&mut toasts, STAY);
        assert_eq!(words(&toasts), Some("磁盘已满"));
        pass(&mut toasts, STAY);
        assert_eq!(words(&toasts), Some("磁盘已满"));
        toasts.update(Message::Close);
        assert_eq!(words(&toasts), None);
    }

    #[test]
    fn a_later_sentence_takes_the_place_of_the_one_before_and_the_rest_wait_in_turn() {
        let mut toasts = Toasts::default();
        toasts.remind("3-2-1001（陈）：约定回复 到时间了".into());
        toasts.say("已加 1 个附件".into());
        toasts.say("已加 2 个附件".into());
        toasts.offer_pause("歇一分钟？".into());
        assert_eq!((words(&toasts), toasts.waiting.len()), (Some("已加 2 个附件"), 3));
        pass(&mut toasts, STAY);
        assert_eq!(words(&toasts), Some("歇一分钟？"));
        pass(&mut toasts, OFFERED - STAY);
        assert_eq!(words(&toasts), Some("3-2-1001（陈）：约定回复 到时间了"));
        pass(&mut toasts, REMINDED - 1);
        assert!(words(&toasts).is_some(), "what waited has all its time");
        pass(&mut toasts, 1);
        assert_eq!(words(&toasts), None);
    }

    #[test]
    fn warnings_are_the_last_to_give_way() {
        let mut toasts = Toasts::default();
        toasts.warn("磁盘已满".into());
        for number in 0..9 {
            toasts.remind(format!("约定回复 {number}"));
        }
        assert_eq!((toasts.waiting.len(), words(&toasts)), (MOST, Some("磁盘已满")));
    }
}
