//! 网上值守: which place is open, what is typed, what a press does.

use crate::domain::code::Channel;
use crate::domain::watch::{WatchId, WatchedPlace};
use crate::domain::watch_now::WatchNow;
use crate::ui::screen::contract::{Action, Context, LearningPage, Request};
use crate::ui::screen::learning::message::{Message, WatchMessage, write};

const PAGE: LearningPage = LearningPage::Watch;

/// The page.
#[derive(Debug, Default)]
pub struct WatchPage {
    /// All places.
    pub all: Vec<WatchNow>,
    /// The one that is open.
    pub open: Option<WatchId>,
    /// What is typed: the one that is changed, and what it becomes.
    pub typed: Option<(Option<WatchId>, WatchedPlace)>,
    /// What was found.
    pub found: String,
}

impl WatchPage {
    /// What the desk answered.
    pub fn listed(&mut self, all: Vec<WatchNow>) {
        self.all = all;
        if self.one().is_none() {
            self.open = self.all.first().map(|one| one.id);
        }
    }

    /// What is written is on record.
    pub fn done(&mut self) {
        self.typed = None;
        self.found.clear();
    }

    /// Whether a form is open.
    pub fn is_typing(&self) -> bool {
        self.typed.is_some()
    }

    /// Whether something would be lost.
    pub fn has_typed(&self) -> bool {
        let is_written = |(id, place): &(Option<WatchId>, WatchedPlace)| {
            let empty =
                || WatchedPlace { platform: String::new(), link: String::new(), watcher: String::new() };
            let before = self.all.iter().find(|one| Some(one.id) == *id);
            *place != before.map_or_else(empty, |one| one.place.clone())
        };
        self.typed.as_ref().is_some_and(is_written) || !self.found.trim().is_empty()
    }

    /// Whether this would throw away what is typed.
    pub fn loses(&self, message: &WatchMessage) -> bool {
        matches!(message, WatchMessage::New | WatchMessage::Open(_) | WatchMessage::Change)
            && self.has_typed()
    }

    /// The one that is open.
    pub fn one(&self) -> Option<&WatchNow> {
        self.all.iter().find(|one| Some(one.id) == self.open)
    }

    /// Works a message in.
    pub fn update(&mut self, message: WatchMessage, context: &Context) -> Action<Message> {
        let (desk, actor) = (&context.desk, &context.actor);
        match message {
            WatchMessage::New => {
                let (platform, link) = (String::new(), String::new());
                self.typed = Some((None, WatchedPlace { platform, link, watcher: String::new() }));
            }
            WatchMessage::Open(id) => {
                self.open = Some(id);
                self.done();
            }
            WatchMessage::Change => {
                self.typed = self.one().map(|one| (Some(one.id), one.place.clone()));
            }
            WatchMessage::Found(text) => self.found = text,
            WatchMessage::Platform(text) => {
                if let Some((_, place)) = &mut self.typed {
                    place.platform = text;
                }
            }
            WatchMessage::Link(text) => {
                if let Some((_, place)) = &mut self.typed {
                    place.link = text;
                }
            }
            WatchMessage::Watcher(name) => {
                if let Some((_, place)) = &mut self.typed {
                    place.watcher = name;
                }
            }
            WatchMessage::TakeIn => return Action::ask(Request::Intake(Channel::Online)),
            WatchMessage::Looked(id) => {
                let looked = desk.look_at_watch(actor, id, &self.found);
                return write(PAGE, looked, |_| "已记下看过了".to_owned());
            }
            WatchMessage::Drop => {
                let Some(id) = self.open else { return Action::none() };
                return write(PAGE, desk.drop_watch(actor, id), |_| "这里以后不看了".to_owned());
            }
            WatchMessage::Save => {
                let Some((id, place)) = self.typed.clone() else { return Action::none() };
                if let Some(problem) = place.problem() {
                    return Action::ask(Request::Warn(format!("{problem}没有保存，填写的都还在。")));
                }
                return write(PAGE, desk.save_watch(actor, id, place), |_| "网上值守已保存".to_owned());
            }
        }
        Action::none()
    }
}
