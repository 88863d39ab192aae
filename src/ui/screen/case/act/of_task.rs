//! What is typed about one task stays with that one, also when another is come for meanwhile: a form of a task holds what
//! was typed about the others, and only what stands in it goes on record.

use serde::Serialize;

use crate::domain::obligation::ObligationId;

/// A form that is about one task of several.
pub trait OfTask: Default + Serialize {
    /// The empty form of a task.
    fn of(task: Option<ObligationId>) -> Self {
        let mut form = Self::default();
        *form.task() = task;
        form
    }

    /// The task that it is about.
    fn task(&mut self) -> &mut Option<ObligationId>;

    /// When it happened, as typed; it moves with the form.
    fn at(&mut self) -> &mut String;

    /// What is typed about other tasks.
    fn others(&mut self) -> &mut Vec<Self>;

    /// This task is come for: its own form, as it was left.
    fn come_for(&mut self, task: Option<ObligationId>) {
        if *self.task() == task {
            return;
        }
        let mut others = std::mem::take(self.others());
        let at = others.iter_mut().position(|other| *other.task() == task);
        let own = at.map_or_else(|| Self::of(task), |at| others.swap_remove(at));
        let mut before = std::mem::replace(self, own);
        if before.is_typed() {
            others.push(before);
        }
        *self.others() = others;
    }

    /// The same; whether something was typed about it before.
    fn meet(&mut self, task: ObligationId) -> bool {
        self.come_for(Some(task));
        self.is_typed()
    }

    /// Another task is chosen for what is typed, unless something was typed about that one; the same again takes the choice
    /// back.
    fn choose(&mut self, task: ObligationId) {
        let task = Some(task).filter(|task| *self.task() != Some(*task));
        if self.others().iter_mut().any(|other| *other.task() == task) {
            self.come_for(task);
        } else {
            *self.task() = task;
        }
    }

    /// Whether it holds more than its task and what is typed about others.
    fn is_typed(&mut self) -> bool {
        // A form is text, choices and numbers, which JSON can always hold.
        let written = |form: &Self| serde_json::to_string(form).unwrap_or_default();
        let blank = Self::of(*self.task());
        let others = std::mem::take(self.others());
        let is_typed = written(self) != written(&blank);
        *self.others() = others;
        is_typed
    }

    /// What was typed about other tasks, once what stands in it is on record.
    fn rest(&mut self) -> Option<Self> {
        let mut others = std::mem::take(self.others());
        let mut rest = others.pop()?;
        *rest.others() = others;
        Some(rest)
    }

    /// Nothing is typed about the task of that form any more; whether something is about others, which stays.
    fn begin_anew(&mut self, before: &mut Self) -> bool {
        *self = Self::of(*before.task());
        *self.others() = std::mem::take(before.others());
        !self.others().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::screen::case::act::task_done::TaskDone;

    const FIRST: ObligationId = ObligationId { event: Some(1), nth: 0 };
    const SECOND: ObligationId = ObligationId { event: Some(2), nth: 0 };

    fn typed(task: ObligationId, at: &str) -> TaskDone {
        let mut form = TaskDone::of(Some(task));
        *form.at() = at.to_owned();
        form
    }

    #[test]
    fn each_task_has_what_was_typed_about_it() {
        let mut form = typed(FIRST, "14:00");
        assert!(!form.meet(SECOND), "nothing is typed about that one");
        assert_eq!(form.at(), "");
        form.choose(FIRST);
        assert_eq!(form.at(), "14:00", "its own again");
        assert!(form.others().is_empty(), "an empty one is not kept");
        form.choose(SECOND);
        assert_eq!(
            (*form.task(), form.at().as_str()),
            (Some(SECOND), "14:00"),
            "a choice put right keeps the text"
        );
    }

    #[test]
    fn what_is_typed_about_another_outlives_the_record_and_a_new_beginning() {
        let mut form = typed(FIRST, "14:00");
        form.come_for(Some(SECOND));
        *form.at() = "15:00".to_owned();
        let mut fresh = TaskDone::default();
        assert!(fresh.begin_anew(&mut form));
        assert_eq!((*fresh.task(), fresh.at().as_str()), (Some(SECOND), ""));
        let mut rest = fresh.rest().unwrap();
        assert_eq!((*rest.task(), rest.at().as_str()), (Some(FIRST), "14:00"));
        assert!(rest.rest().is_none());
    }
}
