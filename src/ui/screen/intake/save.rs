//! 保存: the draft becomes a case with a number, or it is said what is missing.

use iced::Task;

use crate::desk::error::Error;
use crate::desk::reply::Written;
use crate::domain::case::{Case, CaseNumber};
use crate::domain::code::{Emotion, Urgency};
use crate::domain::draft::DraftId;
use crate::domain::intake::Field;
use crate::ui::screen::contract::{Action, Context, OpenAt, Request};
use crate::ui::screen::intake::message::Message;
use crate::ui::screen::intake::screen::{Intake, PendingIntake};

impl Intake {
    /// Gives the case its number, unless something mandatory is missing: then goes there and says so.
    pub(super) fn save(&mut self, print: bool, context: &Context) -> Action<Message> {
        let now = context.now();
        if self.saving {
            return Action::none();
        }
        let Some(form) = self.form() else { return Action::none() };
        let actor = form.backed_actor(&context.actor);
        if let Err((step, text)) = form.settle(&actor, &context.settings, now) {
            form.word = Some(text.clone());
            return self.go(step, context).and(Request::Warn(text));
        }
        match form.draft.finish(&actor, now, context.settings.rules.duty) {
            Ok((facts, events)) => {
                let id = form.id;
                self.saving = true;
                let taken = context.desk.take_in(&actor, facts, events, Some(id));
                Action::run(Task::perform(taken, move |case| Message::TakenIn(id, print, case)))
            }
            Err(problems) => {
                let text = format!("还差 {} 处，没有保存；已填的都在", problems.len());
                let first = problems.first().map_or(Field::Verbatim, |problem| problem.field);
                form.problems = problems;
                // Each is told at its field.
                self.go_to(first, context).and(Request::Say(text))
            }
        }
    }

    /// The case has its number, or a sentence says why not.
    pub(super) fn taken_in(
        &mut self,
        id: DraftId,
        print: bool,
        case: Result<Written<Case>, Error>,
    ) -> Action<Message> {
        self.saving = false;
        match case {
            Ok(Written { value: case, changed }) => {
                self.remove(id);
                let aim = if print { OpenAt::Print } else { OpenAt::Overview };
                let taken = Action::ask(Request::Wrote(changed))
                    .and(Request::Say(format!("已受理，编号 {}", case.number)))
                    .and(Request::Open(case.number, aim));
                // While somebody still waits for rescue nobody is asked to rest.
                let facts = case.facts();
                let hard = facts.emotion == Some(Emotion::Agitated) && facts.urgency != Some(Urgency::Urgent);
                if hard { taken.and(Request::OfferPause) } else { taken }
            }
            Err(error) => self.refused_save(&error, PendingIntake::Save(print)),
        }
    }

    /// Why it was not kept; what only lacks a supervisor's word asks for one.
    fn refused_save(&mut self, error: &Error, pending: PendingIntake) -> Action<Message> {
        let warned = Action::ask(Request::Warn(error.message()));
        match error {
            Error::Denied(denial) if denial.supervisor_may => {
                warned.and(self.ask_supervisor(pending, denial.text.clone()))
            }
            _ => warned,
        }
    }

    /// The 催办 is on the case, or a sentence says why not; then the form stays as it is.
    pub(super) fn urged(
        &mut self,
        id: DraftId,
        onto: CaseNumber,
        case: Result<Written<Case>, Error>,
    ) -> Action<Message> {
        self.saving = false;
        match case {
            Ok(Written { value: case, changed }) => {
                self.remove(id);
                let number = case.number;
                let urged = Action::ask(Request::Wrote(changed))
                    .and(Request::Say(format!("催办已记在 {number}，填写的都在经过里")))
                    .and(Request::Open(number, OpenAt::Overview));
                let hard = case.facts().emotion == Some(Emotion::Agitated);
                if hard { urged.and(Request::OfferPause) } else { urged }
            }
            Err(error) => self.refused_save(&error, PendingIntake::Urge(onto)),
        }
    }
}
