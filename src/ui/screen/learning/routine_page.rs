//! 例行: which one is open, what is typed, what a press does.

use crate::domain::person::Role;
use crate::domain::routine::{Rhythm, Routine, RoutineId};
use crate::domain::routine_now::RoutineNow;
use crate::ui::screen::contract::{Action, Context, LearningPage, Request};
use crate::ui::screen::learning::message::{Message, RoutineMessage, write};
use crate::ui::widget::field::Content;

const PAGE: LearningPage = LearningPage::Routines;

/// A routine as it is typed.
#[derive(Debug)]
pub struct RoutineTyped {
    /// The one that is changed; `None` for a new one.
    pub id: Option<RoutineId>,
    /// Its name.
    pub title: String,
    /// What is done.
    pub detail: Content,
    /// How often.
    pub rhythm: Rhythm,
    /// Its day.
    pub day: String,
    /// Its month.
    pub month: String,
    /// Who owes it.
    pub owes: Role,
}

impl RoutineTyped {
    fn of(one: &RoutineNow) -> Self {
        let routine = &one.routine;
        Self {
            id: Some(one.id),
            title: routine.title.clone(),
            detail: Content::with_text(&routine.detail),
            rhythm: routine.rhythm,
            day: if routine.day == 0 { String::new() } else { routine.day.to_string() },
            month: routine.month.map(|month| month.to_string()).unwrap_or_default(),
            owes: routine.owes,
        }
    }

    /// The routine that it becomes; a number that cannot be read is none, and the desk says what is missing.
    fn routine(&self) -> Routine {
        let number = |text: &str| text.trim().parse::<u32>().ok();
        Routine {
            title: self.title.clone(),
            detail: self.detail.text(),
            rhythm: self.rhythm,
            day: number(&self.day).unwrap_or(0),
            month: number(&self.month).filter(|_| self.rhythm == Rhythm::Yearly),
            owes: self.owes,
        }
    }
}

/// The page.
#[derive(Debug, Default)]
pub struct RoutinePage {
    /// All of them, those that owe a signature first.
    pub all: Vec<RoutineNow>,
    /// The one that is open.
    pub open: Option<RoutineId>,
    /// What is typed.
    pub typed: Option<RoutineTyped>,
    /// What was found.
    pub found: String,
}

impl RoutinePage {
    /// What the desk answered.
    pub fn listed(&mut self, all: Vec<RoutineNow>) {
        self.all = all;
        if self.open.is_none() {
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
        let is_written = |typed: &RoutineTyped| match self.all.iter().find(|one| Some(one.id) == typed.id) {
            Some(one) => typed.routine() != RoutineTyped::of(one).routine(),
            None => !(typed.title.trim().is_empty() && typed.detail.text().trim().is_empty()),
        };
        self.typed.as_ref().is_some_and(is_written) || !self.found.trim().is_empty()
    }

    /// Whether this would throw away what is typed.
    pub fn loses(&self, message: &RoutineMessage) -> bool {
        use RoutineMessage as M;
        matches!(message, M::New | M::Open(_) | M::Change | M::TakeUsual) && self.has_typed()
    }

    /// The one that is open.
    pub fn one(&self) -> Option<&RoutineNow> {
        self.all.iter().find(|one| Some(one.id) == self.open)
    }

    /// Works a message in.
    pub fn update(&mut self, message: RoutineMessage, context: &Context) -> Action<Message> {
        let (desk, actor) = (&context.desk, &context.actor);
        match message {
            RoutineMessage::New => {
                self.typed = Some(RoutineTyped {
                    id: None,
                    title: String::new(),
                    detail: Content::new(),
                    rhythm: Rhythm::Weekly,
                    day: "1".to_owned(),
                    month: String::new(),
                    owes: Role::Reception,
                });
            }
            RoutineMessage::Open(id) => {
                self.open = Some(id);
                self.done();
            }
            RoutineMessage::Change => self.typed = self.one().map(RoutineTyped::of),
            RoutineMessage::Found(text) => self.found = text,
            RoutineMessage::TakeUsual => {
                let taken = desk.take_usual_routines(actor);
                return write(PAGE, taken, |count| format!("已带入 {count} 项，可以逐项改"));
            }
            RoutineMessage::Drop => {
                let Some(id) = self.open else { return Action::none() };
                return write(PAGE, desk.drop_routine(actor, id), |()| "这一项以后不做了".to_owned());
            }
            RoutineMessage::Sign(id, day) => {
                let signed = desk.sign_routine(actor, id, day, &self.found);
                return write(PAGE, signed, |()| "已签字".to_owned());
            }
            RoutineMessage::Save => {
                let Some(typed) = &self.typed else { return Action::none() };
                let routine = typed.routine();
                if let Some(problem) = routine.problem() {
                    return Action::ask(Request::Warn(format!("{problem}没有保存，填写的都还在。")));
                }
                let saved = desk.save_routine(actor, typed.id, routine);
                return write(PAGE, saved, |_| "例行事务已保存".to_owned());
            }
            typing => self.type_in(typing),
        }
        Action::none()
    }

    fn type_in(&mut self, message: RoutineMessage) {
        let Some(typed) = &mut self.typed else { return };
        match message {
            RoutineMessage::Title(text) => typed.title = text,
            RoutineMessage::Detail(action) => typed.detail.perform(action),
            RoutineMessage::Rhythm(rhythm) => typed.rhythm = rhythm,
            RoutineMessage::Day(text) => typed.day = text,
            RoutineMessage::Month(text) => typed.month = text,
            RoutineMessage::Owes(role) => typed.owes = role,
            _ => {}
        }
    }
}
