//! From step to step of a guided form, and to the field that somebody wants to fill.

use iced::Task;

use crate::domain::intake::{Field, IntakeStep};
use crate::ui::screen::contract::{Action, Context, Request};
use crate::ui::screen::form::classification;
use crate::ui::screen::intake::fields;
use crate::ui::screen::intake::message::Message;
use crate::ui::screen::intake::screen::{Intake, PendingIntake};
use crate::ui::screen::phrase_panel;
use crate::ui::screen::situation_picker::{self, PickerPress};
use crate::ui::widget::focus;

impl Intake {
    /// Goes to a step.
    pub(super) fn go(&mut self, step: IntakeStep, context: &Context) -> Action<Message> {
        let Some(form) = self.form() else { return Action::none() };
        form.go(step, &context.settings, context.now());
        let target = form.first_field();
        Action::run(Task::batch([focus::to(target), phrase_panel::to_top(), self.keep()]))
    }

    /// Goes to a field, on its step.
    pub(super) fn go_to(&mut self, field: Field, context: &Context) -> Action<Message> {
        let guided = self.form().is_some_and(|form| form.is_guided());
        let action = if guided { self.go(step_of(field), context) } else { Action::none() };
        action.with(Action::run(focus::to(fields::field_id(field))))
    }

    /// The superior was reached, arrived, or the attempt ended.
    pub(super) fn escalation_step(&mut self, context: &Context) -> Action<Message> {
        let stepped = self.with(context, |form, by| {
            form.escalation_step(by, context.now());
            form.speech.page = 0;
            None
        });
        stepped.with(Action::run(Task::batch([focus::to(fields::OUTCOME), phrase_panel::to_top()])))
    }

    /// F8: to the escalation.
    pub(super) fn escalate(&mut self, context: &Context) -> Action<Message> {
        let asked = self.change(context, |form, _| form.escalate(&context.settings, context.now()));
        let target = self.form().map_or_else(String::new, |form| form.first_field());
        asked.with(Action::run(Task::batch([focus::to(target), phrase_panel::to_top()])))
    }

    /// The owner said yes or no to what the step puts to him.
    pub(super) fn answer(&mut self, yes: bool, context: &Context) -> Action<Message> {
        let now = context.now();
        let answered = self.with(context, |form, by| {
            let settings = &context.settings;
            let answer = if yes { form.confirm(by, settings, now) } else { form.refuse(by, settings, now) };
            form.speech.page = 0;
            match answer {
                // The step has no place of its own for an answer.
                Err(word) if !form.asks() => Some(Request::Say(word)),
                Ok(word) | Err(word) => {
                    form.word = Some(word).filter(|word| !word.is_empty());
                    None
                }
            }
        });
        match self.form().and_then(|form| form.lacks_word.take()) {
            Some(what) => answered.and(self.ask_supervisor(PendingIntake::Answer(yes), what)),
            None => answered,
        }
    }

    /// A supervisor is needed: one may confirm it on the spot. Rules §10.
    pub(super) fn ask_supervisor(&mut self, pending: PendingIntake, what: String) -> Request {
        self.pending = Some(pending);
        Request::Confirm(what)
    }

    /// A code was chosen, or the search among the situations opened.
    pub(super) fn code(&mut self, message: classification::Message, context: &Context) -> Action<Message> {
        let library = context.desk.library();
        let opens = message == classification::Message::Situation(PickerPress::Other);
        let chosen = self.change(context, |form, _| form.code_chosen(message, &library, context.now()));
        let searching = self.form().is_some_and(|form| form.situation.is_searching());
        let focus = if opens && searching { focus::to(situation_picker::SEARCH) } else { Task::none() };
        chosen.with(Action::run(focus))
    }

    /// The proposed points are taken, at the step where they are read back.
    pub(super) fn take_points(&mut self, context: &Context) -> Action<Message> {
        let Some(points) = self.derived.as_ref().and_then(|derived| derived.points.clone()) else {
            return Action::none();
        };
        let guided = self.form().is_some_and(|form| form.is_guided());
        let went = if guided { self.go(IntakeStep::Restate, context) } else { Action::none() };
        let taken = self.change(context, |form, _| form.take_points(&points));
        went.with(taken).with(Action::run(focus::to(fields::SUMMARY)))
    }

    /// On to the step that follows; what was typed at this one is settled first.
    pub(super) fn next(&mut self, context: &Context) -> Action<Message> {
        let actor = context.actor.clone();
        let Some(form) = self.form() else { return Action::none() };
        if form.escalation_next().is_some() {
            return self.escalation_step(context);
        }
        if let Err((step, text)) = form.settle(&actor, &context.settings, context.now()) {
            form.word = Some(text);
            return if step == form.draft.step { Action::none() } else { self.go(step, context) };
        }
        match form.next_step().filter(|_| form.is_guided()) {
            Some(step) => self.go(step, context),
            None => self.save(false, context),
        }
    }
}

/// The step where a field is entered.
fn step_of(field: Field) -> IntakeStep {
    match field {
        Field::Name
        | Field::Phone
        | Field::CalledFrom
        | Field::Room
        | Field::Verbatim
        | Field::Place
        | Field::OccurredAt
        | Field::Needs => IntakeStep::Listen,
        Field::Summary => IntakeStep::Restate,
        Field::ReceivedAt
        | Field::Category
        | Field::Class
        | Field::Nature
        | Field::ReferralDue
        | Field::PostedAt
        | Field::SeenAt => IntakeStep::WrapUp,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::Channel;
    use crate::domain::intake::Draft;
    use crate::domain::time::Moment;
    use crate::ui::screen::intake::message::Typed;

    #[test]
    fn every_missing_field_has_a_step() {
        let draft = Draft::new(Channel::Phone, Moment::parse("2026-11-21T14:30").unwrap());
        for (field, _) in draft.still_missing() {
            assert!(IntakeStep::ALL.contains(&step_of(field)));
        }
        assert_eq!(Typed::Name.field(), Some(Field::Name));
    }
}
