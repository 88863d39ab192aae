//! What happens to the rows of the monthly table and to the topics while they are typed.

use crate::domain::code::ServiceArea;
use crate::ui::screen::settings::form::{SettingsForm, TopicLine};

/// See the module; the number is the line's place.
#[derive(Debug, Clone)]
pub enum Message {
    /// A category was renamed.
    Label(usize, String),
    /// A category is offered or not.
    Offer(usize, bool),
    /// A category is filed under another area.
    Area(usize, ServiceArea),
    /// One more category.
    Add,
    /// A topic was renamed.
    Topic(usize, String),
    /// The words of a topic were typed.
    Words(usize, String),
    /// One more topic.
    AddTopic,
    /// One less.
    RemoveTopic(usize),
}

/// Takes over what was typed or chosen.
pub fn update(form: &mut SettingsForm, message: Message) {
    match message {
        Message::Label(at, text) => {
            if let Some(line) = form.categories.get_mut(at) {
                line.label = text;
            }
        }
        Message::Offer(at, active) => {
            if let Some(line) = form.categories.get_mut(at) {
                line.active = active;
            }
        }
        Message::Area(at, area) => {
            if let Some(line) = form.categories.get_mut(at) {
                line.area = area;
            }
        }
        Message::Add => form.add_category(),
        Message::Topic(at, text) => {
            if let Some(line) = form.topics.get_mut(at) {
                line.name = text;
            }
        }
        Message::Words(at, text) => {
            if let Some(line) = form.topics.get_mut(at) {
                line.words = text;
            }
        }
        Message::AddTopic => form.topics.push(TopicLine::default()),
        Message::RemoveTopic(at) if at < form.topics.len() => {
            form.topics.remove(at);
        }
        Message::RemoveTopic(_) => {}
    }
}
