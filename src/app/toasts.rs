//! Short messages over the head of the window: passing ones go by themselves, warnings stay until they are put away.

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
/// More than these would cover the screen; the oldest passing one goes first.
const MOST: usize = 4;

/// The messages that are shown, the oldest first.
#[derive(Debug, Default)]
pub struct Toasts {
    shown: Vec<Shown>,
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
    /// The one at this place is put away.
    Close(usize),
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

    fn push(&mut self, new: Shown) {
        self.shown.retain(|shown| shown.words != new.words);
        if self.shown.len() >= MOST {
            let passing = self.shown.iter().position(|shown| shown.left.is_some());
            self.shown.remove(passing.unwrap_or(0));
        }
        self.shown.push(new);
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message) {
        match message {
            Message::Tick => {
                for shown in &mut self.shown {
                    shown.left = shown.left.map(|left| left.saturating_sub(1));
                }
                self.shown.retain(|shown| shown.left != Some(0));
            }
            Message::TakePause => self.shown.retain(|shown| shown.kind != Kind::Pause),
            Message::LookAtReminder => self.shown.retain(|shown| shown.kind != Kind::Reminder),
            Message::Close(at) => {
                if at < self.shown.len() {
                    self.shown.remove(at);
                }
            }
        }
    }

    /// Ticks while something passes.
    pub fn subscription(&self) -> Subscription<Message> {
        if self.shown.iter().any(|shown| shown.left.is_some()) {
            time::every(Duration::from_secs(1)).map(|_| Message::Tick)
        } else {
            Subscription::none()
        }
    }

    /// The messages to lay over the window.
    pub fn view<'a, T: Clone + 'a>(&'a self, wrap: fn(Message) -> T) -> impl Iterator<Item = Toast<'a, T>> {
        self.shown.iter().enumerate().map(move |(at, shown)| {
            let tone = match shown.kind {
                Kind::Reminder => Tone::Waiting,
                Kind::Plain if shown.left.is_none() => Tone::Danger,
                Kind::Plain | Kind::Pause => Tone::Accent,
            };
            let toast = toast(shown.words.as_str(), tone).on_close(wrap(Message::Close(at)));
            match shown.kind {
                Kind::Plain => toast,
                Kind::Pause => toast.action("歇一分钟", wrap(Message::TakePause)),
                Kind::Reminder => toast.action("去今日", wrap(Message::LookAtReminder)),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_passes_goes_and_what_warns_stays() {
        let mut toasts = Toasts::default();
        toasts.say("已保存".into());
        toasts.warn("磁盘已满".into());
        for _ in 0..STAY {
            toasts.update(Message::Tick);
        }
        assert_eq!(toasts.shown.len(), 1);
        assert_eq!(toasts.shown[0].words, "磁盘已满");
        toasts.update(Message::Close(7));
        toasts.update(Message::Close(0));
        assert!(toasts.shown.is_empty());
    }

    #[test]
    fn warnings_are_the_last_to_give_way() {
        let mut toasts = Toasts::default();
        toasts.warn("磁盘已满".into());
        for number in 0..9 {
            toasts.say(format!("已保存 {number}"));
        }
        assert_eq!(toasts.shown.len(), MOST);
        assert_eq!(toasts.shown[0].words, "磁盘已满");
    }
}
