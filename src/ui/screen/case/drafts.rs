//! What is being written on a case lies on disk until it is on record: Esc, another act, another case, another screen
//! or a crash loses nothing. One draft an act, in which what is typed about each task stands by itself.

use std::time::Duration;

use iced::Task;

use crate::desk::error::Error;
use crate::desk::reply::Written;
use crate::domain::draft::ActDraft;
use crate::ui::screen::case::act::open::OpenForm;
use crate::ui::screen::case::message::Message;
use crate::ui::screen::case::screen::{Case, given};
use crate::ui::screen::contract::{Action, Context, Request};
use crate::ui::screen::form::parts;
use crate::ui::widget::focus;

/// Typing is written to disk this long after it began, well within a second.
const WRITE_AFTER: Duration = Duration::from_millis(400);

impl Case {
    /// Lets what is typed be written soon, unless that is on its way.
    pub(super) fn keep(&mut self) -> Task<Message> {
        if self.keeping || !self.form.as_ref().is_some_and(OpenForm::is_unwritten) {
            return Task::none();
        }
        self.keeping = true;
        Task::perform(smol::Timer::after(WRITE_AFTER), |_| Message::Keep)
    }

    /// Writes what was typed since the last time.
    pub(super) fn write(&mut self, context: &Context) -> Task<Message> {
        self.keeping = false;
        let Some(form) = self.form.as_mut().filter(|form| form.is_unwritten()) else { return Task::none() };
        let act = form.act().code();
        let Some(content) = form.write() else { return self.drop_draft(act, context) };
        self.drafts.retain(|draft| draft.act != act);
        self.drafts.push(ActDraft {
            case: self.number,
            act: act.to_owned(),
            owner: context.actor.name.clone(),
            content: content.clone(),
            saved_at: context.now(),
        });
        let written = context.desk.save_act_draft(&context.actor, self.number, act, content);
        Task::perform(written, move |done| Message::Kept(act, done))
    }

    /// What was typed is on disk, or a sentence says why not; then it is tried again.
    pub(super) fn kept(
        &mut self,
        act: &'static str,
        done: Result<Written<()>, Error>,
        context: &Context,
    ) -> Action<Message> {
        match done {
            Ok(written) => {
                self.unwritten.remove(act);
                // What was read while the draft was still on its way to or from the disk is read anew.
                let again = if self.form.is_none() { self.read(context) } else { Task::none() };
                Action::run(again).and(Request::Wrote(written.changed))
            }
            Err(error) => {
                // Told once; while it lasts the mark over the form says so.
                let told = !self.unwritten.is_empty();
                self.unwritten.insert(act);
                if told { Action::none() } else { Action::ask(Request::Warn(error.message())) }
            }
        }
    }

    /// Tries once more to write what could not be written, also of a form that was put away since.
    pub(super) fn write_again(&mut self, context: &Context) -> Task<Message> {
        let typed = self.write(context);
        let again = self.unwritten.iter().map(|act| {
            let act = *act;
            let left = self.drafts.iter().find(|draft| draft.act == act);
            let written = match left {
                Some(draft) => {
                    context.desk.save_act_draft(&context.actor, self.number, act, draft.content.clone())
                }
                None => context.desk.drop_act_draft(self.number, act),
            };
            Task::perform(written, move |done| Message::Kept(act, done))
        });
        Task::batch(again.chain([typed]).collect::<Vec<_>>())
    }

    /// The form is put away; what is typed in it stays on disk.
    pub fn put_away(&mut self, context: &Context) -> Action<Message> {
        let written = Action::run(self.write(context));
        self.backed = None;
        match self.form.take() {
            Some(form) if form.is_touched() => {
                let word = form.act().label();
                written.and(Request::Say(format!("「{word}」没写完，已留着；再点开接着写")))
            }
            _ => written,
        }
    }

    /// The form is begun anew; what was typed in it goes.
    pub(super) fn start_anew(&mut self, context: &Context) -> Action<Message> {
        let (Some(shown), Some(form)) = (&self.shown, self.form.take()) else { return Action::none() };
        let act = form.act().code();
        let library = context.desk.library();
        self.form = form.anew(given(shown, (&self.handlers, &self.related, &self.limits), &library, context));
        let holds_more = self.form.as_ref().is_some_and(OpenForm::is_touched);
        let kept = if holds_more { self.write(context) } else { self.drop_draft(act, context) };
        Action::run(Task::batch([kept, focus::to(parts::FIRST)]))
    }

    /// What a form said is on record: its draft goes, but for what was typed about another task.
    pub(super) fn keep_rest(&mut self, form: &mut OpenForm, context: &Context) -> Task<Message> {
        let Some(rest) = form.rest() else { return self.drop_draft(form.act().code(), context) };
        self.form = Some(rest);
        let kept = self.write(context);
        self.form = None;
        kept
    }

    /// The draft of an act goes from the disk.
    pub(super) fn drop_draft(&mut self, act: &'static str, context: &Context) -> Task<Message> {
        if !self.drafts.iter().any(|draft| draft.act == act) {
            return Task::none();
        }
        self.drafts.retain(|draft| draft.act != act);
        let dropped = context.desk.drop_act_draft(self.number, act);
        Task::perform(dropped, move |done| Message::Kept(act, done))
    }
}
