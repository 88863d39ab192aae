//! 关闭小结: the four questions at closing; the measure that they end in is looked at again on a day, by somebody.
//! Ledger 09-14, 09-17.

use chrono::Days;
use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::event::EventKind;
use crate::domain::improvement::Improvement;
use crate::domain::reading::time::Tense;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{below, day, line, long, marks};
use crate::ui::screen::form::person::{self, Person};
use crate::ui::screen::form::read::{day_ahead, filled};
use crate::ui::widget::editor;
use crate::ui::widget::field::Action;

/// So many days after it is set the effect of a measure is looked at, unless another day is typed.
const CHECK_AFTER: u64 = 30;
const CHECK_ON: &str = "哪天检查效果";

/// See the module.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Lessons {
    cause: LongText,
    lesson: String,
    avoid: String,
    adjust: String,
    /// The day on which the effect of what is adjusted is looked at.
    check_on: String,
    /// Who looks at it.
    checker: Person,
    example: bool,
    think: LongText,
}

/// What is typed.
#[derive(Debug, Clone)]
pub enum Message {
    /// Why it happened.
    Cause(Action),
    /// What it teaches.
    Lesson(String),
    /// How it is avoided.
    Avoid(String),
    /// What is adjusted.
    Adjust(String),
    /// When its effect is looked at.
    CheckOn(String),
    /// Who looks at it.
    Checker(person::Message),
    /// 可作案例, or not.
    Example,
    /// 想一想.
    Think(Action),
}

impl ActForm for Lessons {
    type Message = Message;

    /// What the last ones say is there to be changed.
    fn new(given: Given<'_>) -> Self {
        let events = given.case.corrected_events();
        let last = events.iter().rev().find_map(|event| match &event.kind {
            EventKind::ClosingNotes { cause, lesson, avoid, adjust, example, think } => Some(Self {
                cause: LongText::new(cause.as_deref().unwrap_or_default()),
                lesson: lesson.clone().unwrap_or_default(),
                avoid: avoid.clone().unwrap_or_default(),
                adjust: adjust.clone().unwrap_or_default(),
                example: *example,
                think: LongText::new(think.as_deref().unwrap_or_default()),
                ..Self::default()
            }),
            _ => None,
        });
        let check_on = given.now.date().checked_add_days(Days::new(CHECK_AFTER));
        let checker = given.supervisors().first().map_or(given.actor.name.as_str(), |name| name).to_owned();
        last.unwrap_or_else(|| Self {
            check_on: check_on.map(|day| day.to_string()).unwrap_or_default(),
            checker: Person::new(&checker),
            ..Self::default()
        })
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Cause(action) => self.cause.perform(action),
            Message::Lesson(text) => self.lesson = text,
            Message::Avoid(text) => self.avoid = text,
            Message::Adjust(text) => self.adjust = text,
            Message::CheckOn(text) => self.check_on = text,
            Message::Checker(message) => self.checker.update(message),
            Message::Example => self.example = !self.example,
            Message::Think(action) => self.think.perform(action),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let adjusts = filled(&self.adjust).is_some();
        below([
            Some(long("为什么会发生", "", &self.cause, Message::Cause).into()),
            Some(line("得到什么教训", "", &self.lesson, Message::Lesson).into()),
            Some(line("以后怎样避免", "", &self.avoid, Message::Avoid).into()),
            Some(line("要调整什么", "谁、什么时候起、怎么做", &self.adjust, Message::Adjust).into()),
            adjusts.then(|| {
                day(
                    CHECK_ON,
                    "空着就不检查",
                    &self.check_on,
                    Tense::Future,
                    given.now.date(),
                    Message::CheckOn,
                )
                .into()
            }),
            (adjusts && filled(&self.check_on).is_some())
                .then(|| self.checker.further("由谁检查", &given.people()).map(Message::Checker)),
            Some(marks(vec![(
                "可作案例，供大家学习（看的人看不到姓名、电话、房号）",
                self.example,
                Message::Example,
            )])),
            self.example.then(|| {
                let think = editor("想一想（一行一个问题）", self.think.content());
                think.placeholder("换了您，第一句话会怎么说？").lines(1..=4).on_action(Message::Think).into()
            }),
        ])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let (cause, lesson) = (filled(&self.cause.text()), filled(&self.lesson));
        let (avoid, adjust) = (filled(&self.avoid), filled(&self.adjust));
        if [&cause, &lesson, &avoid, &adjust].into_iter().all(Option::is_none) {
            return Err("四个问题至少答一个".into());
        }
        let (example, think) = (self.example, filled(&self.think.text()).filter(|_| self.example));
        let measure = adjust.clone().filter(|_| filled(&self.check_on).is_some());
        let notes = EventKind::ClosingNotes { cause, lesson, avoid, adjust, example, think };
        let Some(measure) = measure else { return Ok(notes.into()) };
        let check_on = day_ahead(&self.check_on, given.now.date(), CHECK_ON)?;
        let checker = self.checker.needed("由谁检查效果", &given.people())?;
        let improvement = Improvement { measure, check_on, checker, case: None, replaces: None };
        Ok(Record::Lessons(Box::new(notes), improvement))
    }
}
