//! 受理: the guided form for walk-in and phone, a plain form for the other channels; several open at once as
//! tabs, each on disk within a second of typing. What a form is stands in `form`, what it looks like in `view`,
//! `steps`, `plain` and `panel`.

mod foot;
mod form;
mod matter;
mod message;
mod panel;
mod pick;
mod plain;
mod steps;
mod view;

use std::time::Duration;

use iced::{Element, Subscription, Task, clipboard};

use crate::desk::error::Error;
use crate::desk::intake::fresh_draft;
use crate::desk::reply::Written;
use crate::domain::caller::Caller;
use crate::domain::case::{Case, CaseNumber};
use crate::domain::case_row::CaseRow;
use crate::domain::code::{Channel, Emotion, Urgency};
use crate::domain::draft::DraftId;
use crate::domain::escalation::EscalationStage;
use crate::domain::event::EventKind;
use crate::domain::intake::{Draft, Field, IntakeStep};
use crate::domain::person::Actor;
use crate::ui::screen::contract::{Action, Context, OpenAt, Request, RequestId, Screen};
use crate::ui::screen::intake::form::Form;
use crate::ui::screen::phrase_panel::{self, Press};
use crate::ui::screen::situation_picker;
use crate::ui::shortcut::Shortcut;
use crate::ui::widget::focus;

pub use message::Message;

/// Typing is written to disk this long after it began, well within a second.
const WRITE_AFTER: Duration = Duration::from_millis(400);

/// The intake screen.
pub struct Intake {
    forms: Vec<Form>,
    current: usize,
    /// Earlier and open cases that fit what is typed in the current form.
    hits: Vec<CaseRow>,
    turn: RequestId,
    asked: Caller,
    /// A write of the drafts is on its way.
    writing: bool,
    /// A case is being saved; a second press does nothing.
    saving: bool,
    /// The form that somebody wants to close although something is typed in it.
    closing: Option<DraftId>,
    /// When the drafts were last written.
    kept_at: Option<crate::domain::time::Moment>,
    /// The computer's clock is behind the last event: a sentence that says so before anything is saved.
    clock: Option<String>,
}

impl Intake {
    /// The screen with the drafts that lie on disk.
    pub fn new(context: &Context) -> (Self, Task<Message>) {
        let screen = Self {
            forms: Vec::new(),
            current: 0,
            hits: Vec::new(),
            turn: RequestId::default(),
            asked: Caller::default(),
            writing: false,
            saving: false,
            closing: None,
            kept_at: None,
            clock: None,
        };
        (screen, Task::perform(context.desk.drafts(), Message::Read))
    }

    /// Whether any form is open.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Opens an empty form, or the one of this channel that is still empty.
    pub fn open(&mut self, channel: Channel, context: &Context) -> Action<Message> {
        let empty = self.forms.iter().position(|form| form.draft.channel == channel && form.draft.is_empty());
        self.current = empty.unwrap_or_else(|| {
            self.forms.push(Form::new(fresh_draft(), Draft::new(channel, context.now())));
            self.forms.len() - 1
        });
        let form = &mut self.forms[self.current];
        form.draft.started_at = context.now();
        self.hits.clear();
        let focus = focus::to(first_field(form));
        Action::run(Task::batch([focus, self.search(context), look_at_clock(context)]))
    }

    /// Shows the form of a draft, if it is open.
    pub fn resume(&mut self, id: DraftId, context: &Context) -> Action<Message> {
        if let Some(place) = self.forms.iter().position(|form| form.id == id) {
            self.current = place;
            return Action::run(self.search(context));
        }
        Action::none()
    }

    fn form(&mut self) -> Option<&mut Form> {
        self.forms.get_mut(self.current)
    }

    fn place(&self, id: DraftId) -> Option<usize> {
        self.forms.iter().position(|form| form.id == id)
    }

    /// Does something with the form on the screen and the person on duty, then keeps it.
    fn with(
        &mut self,
        context: &Context,
        change: impl FnOnce(&mut Form, &Actor) -> Option<Request>,
    ) -> Action<Message> {
        let actor = context.actor.clone();
        let Some(form) = self.form() else { return Action::none() };
        let request = change(form, &actor);
        let mut action = Action::run(Task::batch([self.keep(), self.search(context)]));
        action.requests.extend(request);
        action
    }

    /// Lets the drafts be written soon, unless that is on its way.
    fn keep(&mut self) -> Task<Message> {
        if self.writing || !self.forms.iter().any(|form| form.dirty) {
            return Task::none();
        }
        self.writing = true;
        Task::perform(smol::Timer::after(WRITE_AFTER), |_| Message::WriteDrafts)
    }

    /// Writes what was typed since the last time.
    fn write(&mut self, context: &Context) -> Task<Message> {
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

    /// Asks for earlier and open cases when phone, room or name changed.
    fn search(&mut self, context: &Context) -> Task<Message> {
        let Some(form) = self.forms.get(self.current) else { return Task::none() };
        let phone =
            if form.draft.phone.trim().is_empty() { &form.draft.called_from } else { &form.draft.phone };
        let caller = Caller {
            phone: phone.trim().to_owned(),
            room: form.draft.room.trim().to_owned(),
            name: form.draft.name.trim().to_owned(),
        };
        if caller == self.asked {
            return Task::none();
        }
        self.asked = caller.clone();
        let turn = self.turn.ask();
        Task::perform(context.desk.same_matter(caller), move |hits| Message::Found(turn, hits))
    }

    fn go(&mut self, step: IntakeStep, context: &Context) -> Action<Message> {
        let Some(form) = self.form() else { return Action::none() };
        form.go(step, &context.settings.rules, context.now());
        let target = first_field(form);
        Action::run(Task::batch([focus::to(target), phrase_panel::to_top(), self.keep()]))
    }

    /// Goes to a field, on its step.
    fn go_to(&mut self, field: Field, context: &Context) -> Action<Message> {
        let guided = self.form().is_some_and(|form| form.is_guided());
        let action = if guided { self.go(step_of(field), context) } else { Action::none() };
        action.with(Action::run(focus::to(steps::field_id(field))))
    }

    /// The superior was reached, arrived, or the attempt ended.
    fn escalation_step(&mut self, context: &Context) -> Action<Message> {
        let stepped = self.with(context, |form, by| {
            form.escalation_step(by, context.now());
            form.speech.page = 0;
            None
        });
        stepped.with(Action::run(Task::batch([focus::to(steps::OUTCOME), phrase_panel::to_top()])))
    }

    /// On to the step that follows; what was typed at this one is settled first.
    fn next(&mut self, context: &Context) -> Action<Message> {
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

    /// Gives the case its number, unless something mandatory is missing: then goes there and says so.
    fn save(&mut self, print: bool, context: &Context) -> Action<Message> {
        let actor = context.actor.clone();
        let now = context.now();
        if self.saving {
            return Action::none();
        }
        let Some(form) = self.form() else { return Action::none() };
        if let Err((step, text)) = form.settle(&actor, &context.settings, now) {
            form.word = Some(text.clone());
            return self.go(step, context).and(Request::Warn(text));
        }
        match form.draft.finish(&actor, now) {
            Ok((facts, events)) => {
                let id = form.id;
                self.saving = true;
                let taken = context.desk.take_in(&actor, facts, events, Some(id));
                Action::run(Task::perform(taken, move |case| Message::TakenIn(id, print, case)))
            }
            Err(problems) => {
                let text =
                    problems.iter().map(|problem| problem.text.as_str()).collect::<Vec<_>>().join("；");
                let first = problems.first().map_or(Field::Verbatim, |problem| problem.field);
                form.problems = problems;
                let text = format!("还不能保存：{text}。已填的都在。");
                self.go_to(first, context).and(Request::Warn(text))
            }
        }
    }

    fn taken_in(&mut self, id: DraftId, print: bool, case: Result<Written<Case>, Error>) -> Action<Message> {
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
            Err(error) => Action::ask(Request::Warn(error.message())),
        }
    }

    fn remove(&mut self, id: DraftId) {
        self.forms.retain(|form| form.id != id);
        self.current = self.current.min(self.forms.len().saturating_sub(1));
        self.hits.clear();
        self.asked = Caller::default();
    }

    fn close_tab(&mut self, place: usize, context: &Context) -> Action<Message> {
        let Some(form) = self.forms.get(place) else { return Action::none() };
        if !form.draft.is_empty() {
            self.closing = Some(form.id);
            return Action::none();
        }
        self.throw_away(form.id, context)
    }

    fn throw_away(&mut self, id: DraftId, context: &Context) -> Action<Message> {
        self.closing = None;
        self.remove(id);
        let dropped = context.desk.drop_draft(id);
        Action::run(Task::perform(dropped, move |done| Message::Kept(id, done)))
    }

    /// Only a note on the open case: the caller chases what is already being handled.
    fn urge(&mut self, number: CaseNumber, context: &Context) -> Action<Message> {
        let (actor, now) = (context.actor.clone(), context.now());
        let Some(hit) = self.hits.iter().find(|hit| hit.number == number) else { return Action::none() };
        let expected = hit.events as usize;
        let Some(form) = self.form() else { return Action::none() };
        let words = form.draft.verbatim.trim();
        let words = if words.is_empty() { String::new() } else { format!("：{words}") };
        let text = format!("业主{}催办{words}", form.draft.channel.label());
        let id = form.id;
        let kind = EventKind::Note { text, internal: false };
        let noted = context.desk.append(&actor, number, expected, vec![(now, kind)]);
        Action::run(Task::perform(noted, move |done| Message::Urged(id, done)))
    }

    fn speech(&mut self, press: Press, context: &Context) -> Action<Message> {
        let mut copied = None;
        let action = self.with(context, |form, by| {
            let (words, request) = form.pressed(press, by, context);
            copied = words;
            request
        });
        match copied {
            Some(words) => action.with(Action::run(clipboard::write(words))),
            None => action,
        }
    }

    fn link(&mut self, number: CaseNumber, group: bool, context: &Context) -> Action<Message> {
        self.with(context, |form, _| {
            let link = if group { &mut form.draft.group_of } else { &mut form.draft.repeat_of };
            *link = if *link == Some(number) { None } else { Some(number) };
            form.dirty = true;
            None
        })
    }

    fn read(&mut self, drafts: Vec<crate::domain::draft::StoredDraft>) -> Action<Message> {
        let mut unreadable = 0;
        for draft in drafts {
            if self.place(draft.id).is_some() {
                continue;
            }
            match serde_json::from_str::<Draft>(&draft.content) {
                Ok(content) => self.forms.push(Form::new(draft.id, content)),
                Err(error) => {
                    tracing::error!(%error, "a draft cannot be read");
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
}

impl Screen for Intake {
    type Message = Message;

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        let now = context.now();
        match message {
            Message::Opened(channel) => return self.open(channel, context),
            Message::Tab(place) => {
                self.current = place.min(self.forms.len().saturating_sub(1));
                let target = self.form().map_or_else(String::new, |form| first_field(form));
                return Action::run(Task::batch([focus::to(target), self.search(context)]));
            }
            Message::CloseTab(place) => return self.close_tab(place, context),
            Message::ThrowAway => {
                if let Some(id) = self.closing {
                    return self.throw_away(id, context);
                }
            }
            Message::KeepForm => self.closing = None,
            Message::Go(step) => return self.go(step, context),
            Message::Next => return self.next(context),
            Message::Missing(field) => return self.go_to(field, context),
            Message::Typed(field, text) => {
                return self.with(context, |form, _| {
                    form.typed(field, text);
                    None
                });
            }
            Message::Edited(field, action) => {
                if let Some(form) = self.form() {
                    form.edited(field, action);
                }
                return Action::run(self.keep());
            }
            Message::Picked(pick) => {
                return self.with(context, |form, by| {
                    form.picked(pick, by, now);
                    None
                });
            }
            Message::Scene(press) => {
                let library = context.desk.library();
                let opens = press == situation_picker::Press::Other;
                let chosen = self.with(context, |form, _| {
                    form.scene(press, &library, now);
                    None
                });
                let searching = self.form().is_some_and(|form| form.scene.is_searching());
                let focus =
                    if opens && searching { focus::to(situation_picker::SEARCH) } else { Task::none() };
                return chosen.with(Action::run(focus));
            }
            Message::Confirmed | Message::Refused => {
                let yes = matches!(message, Message::Confirmed);
                return self.with(context, |form, by| {
                    let settings = &context.settings;
                    let answer =
                        if yes { form.confirm(by, settings, now) } else { form.refuse(by, settings, now) };
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
            }
            Message::Signed => {
                return self.with(context, |form, by| {
                    form.sign(by, now);
                    None
                });
            }
            Message::Escalate => {
                let asked = self.with(context, |form, _| {
                    form.escalate(&context.settings.rules, now);
                    None
                });
                let target = self.form().map_or_else(String::new, |form| first_field(form));
                return asked.with(Action::run(Task::batch([focus::to(target), phrase_panel::to_top()])));
            }
            Message::EscalationStep => return self.escalation_step(context),
            Message::NotReached => {
                return self.with(context, |form, by| {
                    form.not_reached(by, &context.settings, now);
                    None
                });
            }
            Message::Speech(press) => return self.speech(press, context),
            Message::Ended => {
                return self.with(context, |form, _| {
                    form.draft.ended_at = if form.draft.ended_at.is_some() { None } else { Some(now) };
                    form.dirty = true;
                    None
                });
            }
            Message::Save => return self.save(false, context),
            Message::SaveAndPrint => return self.save(true, context),
            Message::Tick => {}
            Message::WriteDrafts => return Action::run(self.write(context)),
            Message::Kept(_, Ok(written)) => {
                self.kept_at = Some(now);
                return Action::run(self.keep()).and(Request::Wrote(written.changed));
            }
            Message::Kept(id, Err(error)) => {
                if let Some(place) = self.place(id) {
                    self.forms[place].dirty = true;
                }
                return Action::ask(Request::Warn(error.message()));
            }
            Message::Read(Ok(drafts)) => return self.read(drafts),
            Message::Read(Err(error)) => return Action::ask(Request::Warn(error.message())),
            Message::Clock(warning) => self.clock = warning.unwrap_or_default(),
            Message::Found(turn, hits) => {
                if turn == self.turn {
                    self.hits = hits.unwrap_or_default();
                }
            }
            Message::OpenHit(number) => return Action::ask(Request::Open(number, OpenAt::Overview)),
            Message::LinkHit(number) => return self.link(number, false, context),
            Message::JoinHit(number) => return self.link(number, true, context),
            Message::UrgeHit(number) => return self.urge(number, context),
            Message::Urged(id, Ok(Written { value: Case { number, .. }, changed })) => {
                return self
                    .throw_away(id, context)
                    .and(Request::Wrote(changed))
                    .and(Request::Say(format!("催办已记在 {number}")))
                    .and(Request::Open(number, OpenAt::Overview));
            }
            Message::Urged(_, Err(error)) => return Action::ask(Request::Warn(error.message())),
            Message::TakenIn(id, print, case) => return self.taken_in(id, print, case),
        }
        Action::none()
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let shown = view::Shown {
            forms: &self.forms,
            current: self.current,
            hits: &self.hits,
            closing: self.closing,
            kept_at: self.kept_at,
            clock: self.clock.as_deref(),
        };
        view::screen(shown, context)
    }

    fn shortcut(&self, shortcut: Shortcut) -> Option<Message> {
        if self.closing.is_some() {
            return (shortcut == Shortcut::Back).then_some(Message::KeepForm);
        }
        let form = self.forms.get(self.current)?;
        Some(match shortcut {
            Shortcut::Copy => Message::Speech(Press::Copy),
            Shortcut::Sent => Message::Speech(Press::Sent(phrase_panel::media(form.draft.channel)[0])),
            Shortcut::Said => Message::Speech(Press::Said),
            Shortcut::NextSentence => Message::Speech(Press::Other),
            Shortcut::Escalate if form.is_guided() => Message::Escalate,
            Shortcut::Confirm if form.is_guided() => Message::Confirmed,
            Shortcut::Next => Message::Next,
            Shortcut::NextForm => Message::Tab((self.current + 1) % self.forms.len()),
            Shortcut::Save => Message::Save,
            Shortcut::Print => Message::SaveAndPrint,
            _ => return None,
        })
    }

    fn refresh(&mut self, context: &Context) -> Action<Message> {
        Action::run(look_at_clock(context))
    }

    fn subscription(&self) -> Subscription<Message> {
        let runs = self.forms.get(self.current).is_some_and(shows_clock);
        if runs {
            iced::time::every(Duration::from_secs(1)).map(|_| Message::Tick)
        } else {
            Subscription::none()
        }
    }

    fn closing(&mut self, context: &Context) -> Task<Message> {
        self.write(context)
    }
}

fn look_at_clock(context: &Context) -> Task<Message> {
    Task::perform(context.desk.clock_warning(), Message::Clock)
}

/// A clock stands at the foot: the length of a call, or the reception of an agitated visitor.
fn shows_clock(form: &Form) -> bool {
    let running = form.draft.ended_at.is_none();
    match form.draft.channel {
        Channel::Phone => running,
        Channel::WalkIn => running && form.draft.emotion == Some(Emotion::Agitated),
        _ => false,
    }
}

/// Where typing begins at the step at hand.
fn first_field(form: &Form) -> String {
    if !form.is_guided() {
        return steps::VERBATIM.to_owned();
    }
    match form.draft.step {
        IntakeStep::Greet => steps::field_id(Field::Name),
        IntakeStep::Listen => steps::VERBATIM.to_owned(),
        IntakeStep::Restate => steps::SUMMARY.to_owned(),
        IntakeStep::Explain => steps::EXPLANATION.to_owned(),
        IntakeStep::Promise => steps::PROMISE.to_owned(),
        IntakeStep::Escalate if form.stage() == EscalationStage::Outcome => steps::OUTCOME.to_owned(),
        IntakeStep::Escalate => steps::TRIGGER.to_owned(),
        IntakeStep::WrapUp => steps::field_id(Field::Category),
    }
}

/// The step where a field is entered.
fn step_of(field: Field) -> IntakeStep {
    match field {
        Field::Name | Field::Phone | Field::CalledFrom | Field::Room => IntakeStep::Greet,
        Field::Verbatim | Field::Place | Field::OccurredAt | Field::Needs => IntakeStep::Listen,
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
    use crate::ui::screen::intake::message::Typed;

    #[test]
    fn every_missing_field_has_a_step() {
        let draft =
            Draft::new(Channel::Phone, crate::domain::time::Moment::parse("2026-11-21T14:30").unwrap());
        for (field, _) in draft.still_missing() {
            assert!(IntakeStep::ALL.contains(&step_of(field)));
        }
        assert_eq!(Typed::Name.field(), Some(Field::Name));
    }
}
