//! The open forms as tabs: begun, taken up again, closed; and their drafts on disk.

use std::time::Duration;

use iced::Task;

use crate::desk::error::Error;
use crate::desk::intake::fresh_draft;
use crate::desk::reply::Written;
use crate::domain::caller::{Caller, KnownCaller};
use crate::domain::code::Channel;
use crate::domain::draft::{DraftId, StoredDraft};
use crate::domain::intake::Draft;
use crate::domain::outage::OutageId;
use crate::domain::time::Moment;
use crate::ui::screen::contract::{Action, CallStart, Context, Request};
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::message::Message;
use crate::ui::screen::intake::screen::Intake;
use crate::ui::widget::focus;

/// Typing is written to disk this long after it began, well within a second.
const WRITE_AFTER: Duration = Duration::from_millis(400);

impl Intake {
    /// Opens an empty form, or the one of this channel that is still empty.
    pub fn open(&mut self, channel: Channel, context: &Context) -> Action<Message> {
        let empty = self.forms.iter().position(|form| form.draft.channel == channel && form.draft.is_empty());
        self.current = empty.unwrap_or_else(|| {
            self.forms.push(IntakeForm::new(fresh_draft(), Draft::new(channel, context.now())));
            self.forms.len() - 1
        });
        let form = &mut self.forms[self.current];
        form.draft.started_at = context.now();
        self.known = KnownCaller::default();
        let focus = focus::to(form.first_field());
        self.derive(context);
        Action::run(Task::batch([focus, self.search(context), Self::look_around(context)]))
    }

    /// The telephone rings: a form with the number, as it came, in a new tab. Shown at once, or it waits with a mark.
    /// The same number ringing again while its form still waits is the same call.
    pub fn ring(&mut self, number: &str, show: bool, context: &Context) -> Action<Message> {
        let waits = self.forms.iter().position(|form| form.waits && form.draft.called_from == number);
        let place = waits.unwrap_or_else(|| {
            let draft = Draft { called_from: number.to_owned(), ..Draft::new(Channel::Phone, context.now()) };
            self.forms.push(IntakeForm { waits: true, dirty: true, ..IntakeForm::new(fresh_draft(), draft) });
            self.forms.len() - 1
        });
        let keep = Action::run(self.keep());
        if show { keep.with(self.show_tab(place, context)) } else { keep }
    }

    /// Whether nobody is at work on the form on the screen.
    pub fn is_free(&self) -> bool {
        self.closing.is_none() && self.forms.get(self.current).is_none_or(|form| form.draft.is_empty())
    }

    /// Whether the clock of a call or of a reception runs on the form that is shown.
    pub fn talks(&self) -> bool {
        self.derived.as_ref().is_some_and(|derived| derived.clock_runs)
    }

    /// Whether the form that is shown is a visitor's.
    pub fn faces_visitor(&self) -> bool {
        self.forms.get(self.current).is_some_and(|form| form.draft.channel == Channel::WalkIn)
    }

    /// Calls that wait for somebody to look at them.
    pub fn waiting(&self) -> usize {
        self.forms.iter().filter(|form| form.waits).count()
    }

    /// A tab was chosen.
    pub(super) fn show_tab(&mut self, place: usize, context: &Context) -> Action<Message> {
        self.current = place.min(self.forms.len().saturating_sub(1));
        let target = self.form().map_or_else(String::new, |form| {
            form.waits = false;
            form.first_field()
        });
        self.derive(context);
        Action::run(Task::batch([focus::to(target), self.search(context)]))
    }

    /// Shows the form of a draft, if it is open.
    pub fn resume(&mut self, id: DraftId, context: &Context) -> Action<Message> {
        if let Some(place) = self.forms.iter().position(|form| form.id == id) {
            self.current = place;
            self.forms[place].waits = false;
            self.derive(context);
            return Action::run(self.search(context));
        }
        Action::none()
    }

    /// Where among the tabs a draft stands.
    pub(super) fn place(&self, id: DraftId) -> Option<usize> {
        self.forms.iter().position(|form| form.id == id)
    }

    /// Lets the drafts be written soon, unless that is on its way.
    pub(super) fn keep(&mut self) -> Task<Message> {
        if self.writing || !self.forms.iter().any(|form| form.dirty) {
            return Task::none();
        }
        self.writing = true;
        Task::perform(smol::Timer::after(WRITE_AFTER), |_| Message::WriteDrafts)
    }

    /// Writes what was typed since the last time.
    pub(super) fn write(&mut self, context: &Context) -> Task<Message> {
        self.writing = false;
        let owner = context.actor.clone();
        let changed = self.forms.iter_mut().filter(|form| form.dirty);
        let tasks = changed.filter_map(|form| {
            form.dirty = false;
            let (id, content) = (form.id, serde_json::to_string(&form.draft).ok()?);
            let written = context.desk.save_draft(id, &owner, content);
            Some(Task::perform(written, move |done| Message::Kept(id, done)))
        });
        Task::batch(tasks.collect::<Vec<_>>())
    }

    /// A draft is on disk, or a sentence says why not; then it is tried again.
    pub(super) fn kept(
        &mut self,
        id: DraftId,
        done: Result<Written<()>, Error>,
        now: Moment,
    ) -> Action<Message> {
        match done {
            Ok(written) => {
                self.kept_at = Some(now);
                self.unwritten = false;
                Action::run(self.keep()).and(Request::Wrote(written.changed))
            }
            Err(error) => {
                let Some(place) = self.place(id) else { return Action::ask(Request::Warn(error.message())) };
                self.forms[place].dirty = true;
                // Told once; while it lasts the mark beside the tabs says so.
                let told = std::mem::replace(&mut self.unwritten, true);
                if told { Action::none() } else { Action::ask(Request::Warn(error.message())) }
            }
        }
    }

    /// The question whether to throw the form away was answered with yes.
    pub(super) fn close_asked(&mut self, context: &Context) -> Action<Message> {
        match self.closing {
            Some(id) => self.throw_away(id, context),
            None => Action::none(),
        }
    }

    /// Takes a form off the screen.
    pub(super) fn remove(&mut self, id: DraftId) {
        self.forms.retain(|form| form.id != id);
        self.current = self.current.min(self.forms.len().saturating_sub(1));
        self.known = KnownCaller::default();
        self.asked = Caller::default();
    }

    /// A tab shall close: an empty one at once, else it is asked.
    pub(super) fn close_tab(&mut self, place: usize, context: &Context) -> Action<Message> {
        let Some(form) = self.forms.get(place) else { return Action::none() };
        if !form.draft.is_empty() {
            self.closing = Some(form.id);
            return Action::none();
        }
        self.throw_away(form.id, context)
    }

    /// Closes a form with its draft on disk.
    pub(super) fn throw_away(&mut self, id: DraftId, context: &Context) -> Action<Message> {
        self.closing = None;
        self.remove(id);
        let dropped = context.desk.drop_draft(id);
        Action::run(Task::perform(dropped, move |done| Message::Kept(id, done)))
    }

    /// Takes over the drafts that lie on disk.
    pub(super) fn read(&mut self, drafts: Vec<StoredDraft>) -> Action<Message> {
        let mut unreadable = 0;
        for draft in drafts {
            if self.place(draft.id).is_some() {
                continue;
            }
            match serde_json::from_str::<Draft>(&draft.content) {
                Ok(content) => self.forms.push(IntakeForm::new(draft.id, content)),
                Err(error) => {
                    // What the reader says quotes what was typed.
                    tracing::error!(line = error.line(), column = error.column(), "a draft cannot be read");
                    unreadable += 1;
                }
            }
        }
        if unreadable > 0 {
            return Action::ask(Request::Warn(format!(
                "有 {unreadable} 份草稿读不出来，仍留在数据文件里，请联系信息人员"
            )));
        }
        Action::none()
    }

    /// Asks whether the computer's clock is behind the last event, and what is out of order for many just now.
    pub(super) fn look_around(context: &Context) -> Task<Message> {
        let clock = Task::perform(context.desk.clock_warning(), Message::Clock);
        clock.chain(Task::perform(context.desk.open_outages(), Message::Outages))
    }

    /// What the form on the screen knows of a caller who asks about a 公共事件.
    pub fn call_start(&self, outage: Option<OutageId>) -> Option<CallStart> {
        let form = self.forms.get(self.current).filter(|form| form.is_guided())?;
        let draft = &form.draft;
        let line = [draft.room.trim(), draft.name.trim()];
        let line = line.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let called_from = draft.called_from.trim();
        let phone = if draft.phone.trim().is_empty() { called_from } else { draft.phone.trim() };
        Some(CallStart {
            outage,
            channel: draft.channel,
            line,
            phone: phone.to_owned(),
            called_from: (!called_from.is_empty()).then(|| called_from.to_owned()),
            words: draft.verbatim.clone(),
            draft: Some(form.id),
        })
    }

    /// What was typed has become a case elsewhere: the form goes, its draft is gone already.
    pub fn taken_elsewhere(&mut self, id: DraftId, context: &Context) {
        self.remove(id);
        self.derive(context);
    }
}
