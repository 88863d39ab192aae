//! A person chosen by a few letters: name, pinyin or its initials. A name that nobody here has is taken only when it
//! is confirmed, so that a slip of the keyboard makes no new colleague.

use iced::widget::column;
use iced::{Element, Length};
use serde::{Deserialize, Serialize};

use crate::library::find::fits;
use crate::ui::screen::form::parts::FIRST;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, chip, chips, field, notice};

/// So many are offered at once.
const OFFERED: usize = 10;

/// See the module.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    typed: String,
    /// Somebody from outside, and meant so.
    outside: bool,
}

/// What is typed and chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Letters to find by.
    Typed(String),
    /// This one.
    Chosen(String),
    /// Whom nobody here knows, as typed.
    Outside,
}

impl Person {
    /// This one to begin with.
    pub fn new(name: &str) -> Self {
        Self { typed: name.to_owned(), outside: false }
    }

    /// Whether nobody is typed or chosen.
    pub fn is_empty(&self) -> bool {
        self.typed.trim().is_empty()
    }

    /// Takes over what is typed or chosen.
    pub fn update(&mut self, message: Message) {
        match message {
            Message::Typed(text) => *self = Self { typed: text, outside: false },
            Message::Chosen(name) => *self = Self { typed: name, outside: false },
            Message::Outside => self.outside = true,
        }
    }

    /// The name, checked; `None` while nothing is typed.
    ///
    /// # Errors
    /// A sentence when nobody has this name and it was not confirmed.
    pub fn name(&self, people: &[String]) -> Result<Option<String>, String> {
        let name = self.typed.trim();
        let known = self.outside || people.iter().any(|one| one == name);
        match name {
            "" => Ok(None),
            _ if known => Ok(Some(name.to_owned())),
            _ => Err(format!("「{name}」不在名单里：请点选下面的人，或点「就用这个名字」")),
        }
    }

    /// The name, which is needed; `what` is whose.
    ///
    /// # Errors
    /// A sentence that asks for it.
    pub fn needed(&self, what: &str, people: &[String]) -> Result<String, String> {
        self.name(people)?.ok_or_else(|| format!("请选{what}"))
    }

    /// The field with those who fit; it takes the focus when its form opens.
    pub fn view<'a>(&'a self, label: &'static str, people: &[String]) -> Element<'a, Message> {
        self.field(label, people, Some(FIRST))
    }

    /// The same where another field takes the focus.
    pub fn further<'a>(&'a self, label: &'static str, people: &[String]) -> Element<'a, Message> {
        self.field(label, people, None)
    }

    fn field<'a>(
        &'a self,
        label: &'static str,
        people: &[String],
        id: Option<&'static str>,
    ) -> Element<'a, Message> {
        let name = self.typed.trim();
        let is_known = people.iter().any(|one| one == name);
        let search = if is_known { "" } else { name };
        let fitting: Vec<String> =
            people.iter().filter(|one| fits(&[one.as_str()], search)).take(OFFERED).cloned().collect();
        let first = fitting.first().filter(|_| !search.is_empty()).cloned();
        let mut line = field(label, &self.typed).placeholder("名称，或拼音首字母").on_input(Message::Typed);
        if let Some(id) = id {
            line = line.id(id);
        }
        if let Some(first) = first {
            line = line.on_submit(Message::Chosen(first));
        }
        let names = fitting.clone();
        let list = chips(fitting.iter().map(|one| chip(one.clone(), one == name)).collect::<Vec<_>>())
            .on_pick(move |at| Message::Chosen(names[at].clone()))
            .width(Length::Fill);
        let list = (!fitting.is_empty()).then_some(list);
        let outside = (!name.is_empty() && !is_known).then(|| {
            if self.outside {
                notice("名单外", format!("就用「{name}」"), Tone::Plain)
            } else {
                notice("名单外", format!("没有「{name}」"), Tone::Waiting)
                    .action(button::secondary("就用这个名字").small().on_press(Message::Outside))
            }
        });
        column![line, list, outside].spacing(spacing::S).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_from_outside_is_taken_only_when_meant() {
        let people = ["马国栋".to_owned(), "王工".to_owned()];
        let mut person = Person::default();
        assert_eq!(person.name(&people), Ok(None));
        person.update(Message::Typed("王公".into()));
        assert!(person.name(&people).unwrap_err().contains("名单"));
        person.update(Message::Outside);
        assert_eq!(person.name(&people), Ok(Some("王公".into())));
        person.update(Message::Chosen("王工".into()));
        assert_eq!(person.needed("责任人", &people), Ok("王工".into()));
        assert!(fits(&[people[0].as_str()], "mgd"), "found by initials");
    }
}
