//! 改进学习: what the office does to do better – suggestions and their fate, measures and whether they
//! helped, the routines, who watches the forums, 服务簿.
//! Ledger groups 15, 17, 19, 20.
//!
//! | file | what lives there |
//! |---|---|
//! | `screen`, `message`, `view` | the screen: which page is shown, what is read, what happens |
//! | `study_page`, `study_view` | 案例: cases to learn from, found by situation and words |
//! | `drill_page`, `drill_play`, `drill_view`, `drill_play_view`, `drill_scores_view` | 演练: scripts, the drill at hand, the scores |
//! | `suggestion_page`, `suggestion_view` | 建议: made, decided, told back |
//! | `improvement_page`, `improvement_view` | 改进措施: set, looked at again, replaced when they had no effect |
//! | `routine_page`, `routine_view` | 例行: what is owed again and again, and its signatures |
//! | `service_page`, `service_view` | 服务簿: extra services, questionnaires, meetings |
//! | `watch_page`, `watch_view` | 网上值守: who watches which place, and the last look |

mod drill_page;
mod drill_play;
mod drill_play_view;
mod drill_scores_view;
mod drill_view;
mod improvement_page;
mod improvement_view;
mod message;
mod routine_page;
mod routine_view;
mod screen;
mod service_page;
mod service_view;
mod study_page;
mod study_view;
mod suggestion_page;
mod suggestion_view;
mod view;
mod watch_page;
mod watch_view;

pub use message::{DrillMessage, Message};
pub use screen::LearningScreen;

use std::time::Duration;

use iced::{Element, Subscription, time};

use crate::ui::screen::contract::{Action, Context, LearningPage, Screen};
use crate::ui::shortcut::Shortcut;

impl Screen for LearningScreen {
    type Message = Message;

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        self.route(message, context)
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        view::screen(self, context)
    }

    fn shortcut(&self, shortcut: Shortcut) -> Option<Message> {
        let drill = self.page == LearningPage::Drills;
        match shortcut {
            Shortcut::Back if drill => self.drills.back().map(Message::Drill),
            Shortcut::Next if drill => self.drills.forward().map(Message::Drill),
            Shortcut::Save if self.is_typing() => Some(Message::Save),
            Shortcut::Back if self.is_typing() => Some(Message::Cancel),
            _ => None,
        }
    }

    /// A tick a second while an answer is being given.
    fn subscription(&self) -> Subscription<Message> {
        if self.drills.is_running() {
            time::every(Duration::from_secs(1)).map(|_| Message::Drill(DrillMessage::Tick))
        } else {
            Subscription::none()
        }
    }

    fn refresh(&mut self, context: &Context) -> Action<Message> {
        self.read(context)
    }

    fn loses(&self, message: &Message) -> Option<String> {
        let page = self.loses_of(message)?;
        Some(format!("「{}」里填写的内容", page.label()))
    }

    fn unsaved(&self) -> Option<String> {
        let typed = LearningPage::ALL.into_iter().any(|page| self.has_typed(page));
        typed.then(|| "改进学习里填写的内容".to_owned())
    }
}
