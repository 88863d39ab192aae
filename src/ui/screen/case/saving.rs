//! What a form says goes on record; what the desk answers.

use iced::Task;

use crate::desk::close::Closing;
use crate::desk::error::Error;
use crate::desk::reply::Written;
use crate::domain::act::Act;
use crate::domain::case::Case as Record;
use crate::domain::code::EscalationEnd;
use crate::domain::escalation::EscalationStage;
use crate::domain::event::EventKind;
use crate::ui::screen::case::act::form::Record as Recorded;
use crate::ui::screen::case::act::open::Unready;
use crate::ui::screen::case::message::Message;
use crate::ui::screen::case::screen::{Case, Pending, given};
use crate::ui::screen::contract::{Action, Context, Request};

impl Case {
    /// A supervisor is needed: one may confirm it on the spot.
    pub(super) fn ask_supervisor(&mut self, pending: Pending, what: String) -> Action<Message> {
        self.pending = Some(pending);
        Action::ask(Request::Confirm(what))
    }

    /// The owner said yes to what the form asks him, which goes on record at once; or no, and what he says then may be
    /// written before.
    pub(super) fn answer(&mut self, yes: bool, context: &Context) -> Action<Message> {
        let (Some(shown), Some(form)) = (&self.shown, &mut self.form) else { return Action::none() };
        let lists = (&self.handlers[..], &self.related, &self.limits[..]);
        let library = context.desk.library();
        if form.asked(given(shown, lists, &library, context)).is_none() {
            return Action::none();
        }
        form.answer(yes);
        self.speech.page = 0;
        if yes { self.save(context) } else { Action::run(self.keep()) }
    }

    /// Puts on record what the form says.
    pub(super) fn save(&mut self, context: &Context) -> Action<Message> {
        let Some(shown) = self.shown.as_ref().filter(|_| !self.saving) else { return Action::none() };
        let Some(form) = self.form.as_mut() else { return Action::none() };
        form.problem = None;
        let (desk, actor, number) = (&context.desk, &context.actor, self.number);
        let expected = shown.0.events.len();
        let task = match form.record(given(
            shown,
            (&self.handlers, &self.related, &self.limits),
            &desk.library(),
            context,
        )) {
            Ok((at, Recorded::Events(kinds))) => {
                let events = kinds.into_iter().map(|kind| (at, kind)).collect();
                Task::perform(desk.append(actor, number, expected, events), Message::Saved)
            }
            Ok((at, Recorded::Lessons(notes, improvement))) => {
                let noted = desk.note_lessons(actor, number, expected, (at, *notes), improvement);
                Task::perform(noted, Message::Saved)
            }
            Ok((_, Recorded::Close(request))) => {
                Task::perform(desk.close(actor, number, expected, request), Message::Closed)
            }
            Ok((_, Recorded::Repeat(earlier))) => {
                Task::perform(desk.link_repeat(actor, number, expected, earlier), Message::Saved)
            }
            Ok((_, Recorded::Group(lead))) => {
                Task::perform(desk.join_group(actor, number, expected, lead), Message::Saved)
            }
            Err(unready) => {
                form.problem = Some(unready.text().to_owned());
                return match unready {
                    Unready::Denied(denial) if denial.supervisor_may => {
                        self.ask_supervisor(Pending::Save, denial.text)
                    }
                    _ => Action::none(),
                };
            }
        };
        self.saving = true;
        Action::run(task)
    }

    /// What the form said is on record, or a sentence says why not; then the form stays.
    pub(super) fn saved(
        &mut self,
        written: Result<Written<Record>, Error>,
        context: &Context,
    ) -> Action<Message> {
        self.saving = false;
        let Written { value, changed } = match written {
            Ok(written) => written,
            Err(error) => {
                if let Some(form) = &mut self.form {
                    form.problem = Some(error.message());
                }
                if let Error::Denied(denial) = &error
                    && denial.supervisor_may
                {
                    return self.ask_supervisor(Pending::Save, denial.text.clone());
                }
                let read = if matches!(error, Error::Stale(_)) { self.read(context) } else { Task::none() };
                return Action::run(read).and(Request::Warn(error.message()));
            }
        };
        self.request.ask();
        self.backed = None;
        let form = self.form.take();
        let shown = self.show(value, context).and(Request::Wrote(changed));
        let Some(mut form) = form else { return shown };
        let shown = shown.with(Action::run(self.keep_rest(&mut form, context)));
        let Some(now) = &self.shown else { return shown };
        // An escalation goes on step by step, and to the next rung when nobody was reached; the owner is asked anew
        // then (rules §5). Everything else is done with.
        let attempt = now.1.last_attempt().filter(|_| form.act() == Act::Escalate);
        if let Some(attempt) = attempt {
            let next = usize::from(attempt.rung.unwrap_or(0)) < context.settings.ladder.len();
            let goes_on = EscalationStage::of(Some(attempt)) != EscalationStage::Done;
            // A call back that was agreed instead takes the place of the next rung.
            let calls_back =
                matches!(now.0.events.last().map(|event| &event.kind), Some(EventKind::Promised { .. }));
            let next = next && !calls_back;
            // He would rather hear from us: a time is agreed, as at the intake.
            if attempt.end == Some(EscalationEnd::Refused) && now.1.is_open() {
                return shown.with(self.open(Act::Promise, context));
            }
            if goes_on || (next && attempt.end == Some(EscalationEnd::NotReached)) {
                return shown.with(self.open(Act::Escalate, context));
            }
        }
        let hard = form.was_hard(given(
            now,
            (&self.handlers, &self.related, &self.limits),
            &context.desk.library(),
            context,
        ));
        let shown = if hard { shown.and(Request::OfferPause) } else { shown };
        shown.and(Request::Say(format!("「{}」已记下", form.act().label())))
    }

    /// The case is closed, or the form tells what is missing.
    pub(super) fn closed(
        &mut self,
        written: Result<Written<Closing>, Error>,
        context: &Context,
    ) -> Action<Message> {
        match written {
            Ok(Written { value: Closing::Closed(case), changed }) => {
                self.saved(Ok(Written { value: *case, changed }), context)
            }
            Ok(Written { value: Closing::Missing(missing), .. }) => {
                self.saving = false;
                if let Some(form) = &mut self.form {
                    form.set_missing(missing);
                }
                Action::none()
            }
            Err(error) => self.saved(Err(error), context),
        }
    }
}
