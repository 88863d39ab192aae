//! The screen itself: what it holds and which part answers a message.

use std::time::Duration;

use iced::{Element, Subscription, Task};

use crate::domain::caller::{Caller, KnownCaller};
use crate::domain::case::CaseNumber;
use crate::domain::draft::DraftId;
use crate::domain::outage_now::OutageNow;
use crate::domain::person::Actor;
use crate::domain::time::Moment;
use crate::ui::screen::contract::{Action, Context, OpenAt, Request, RequestId, Screen};
use crate::ui::screen::intake::derived::Derived;
use crate::ui::screen::intake::fields;
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::message::Message;
use crate::ui::screen::intake::view;
use crate::ui::screen::phrase_panel::{self, Press};
use crate::ui::shortcut::Shortcut;
use crate::ui::widget::focus;

/// The intake screen.
pub struct Intake {
    pub(super) forms: Vec<IntakeForm>,
    pub(super) current: usize,
    /// What earlier cases know of the caller of the current form.
    pub(super) known: KnownCaller,
    pub(super) request: RequestId,
    pub(super) asked: Caller,
    /// What is worked out from the current form.
    pub(super) derived: Option<Derived>,
    /// A write of the drafts is on its way.
    pub(super) writing: bool,
    /// A case is being saved; a second press does nothing.
    pub(super) saving: bool,
    /// The form that somebody wants to close although something is typed in it.
    pub(super) closing: Option<DraftId>,
    /// When the drafts were last written.
    pub(super) kept_at: Option<Moment>,
    /// What was typed is not on disk yet, because the last write failed; it is tried again until it is.
    pub(super) unwritten: bool,
    /// The computer's clock is behind the last event: a sentence that says so before anything is saved.
    pub(super) clock: Option<String>,
    /// 公共事件 that last.
    pub(super) outages: Vec<OutageNow>,
    /// What goes on once a supervisor has confirmed it on the spot.
    pub(super) pending: Option<PendingIntake>,
}

/// What waits for a supervisor's word. Rules §10.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PendingIntake {
    /// The owner's answer to what the step puts to him.
    Answer(bool),
    /// The case is given its number, and printed or not.
    Save(bool),
    /// It goes onto this case, as 催办.
    Urge(CaseNumber),
}

impl Intake {
    /// The screen with the drafts that lie on disk.
    pub fn new(context: &Context) -> (Self, Task<Message>) {
        let screen = Self {
            forms: Vec::new(),
            current: 0,
            known: KnownCaller::default(),
            derived: None,
            request: RequestId::default(),
            asked: Caller::default(),
            writing: false,
            saving: false,
            closing: None,
            kept_at: None,
            unwritten: false,
            clock: None,
            outages: Vec::new(),
            pending: None,
        };
        (screen, Task::perform(context.desk.drafts(), Message::Read))
    }

    /// Whether any form is open.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// The form on the screen.
    pub fn form(&mut self) -> Option<&mut IntakeForm> {
        self.forms.get_mut(self.current)
    }

    /// Does something with the form on the screen and the person on duty, then keeps it.
    pub fn with(
        &mut self,
        context: &Context,
        change: impl FnOnce(&mut IntakeForm, &Actor) -> Option<Request>,
    ) -> Action<Message> {
        let actor = context.actor.clone();
        let Some(form) = self.form() else { return Action::none() };
        let request = change(form, &actor);
        let mut action = Action::run(Task::batch([self.keep(), self.search(context)]));
        action.requests.extend(request);
        action
    }

    /// Something is typed or chosen in the form.
    fn fill(&mut self, message: Message, context: &Context) -> Action<Message> {
        let (now, people) = (context.now(), context.people());
        self.change(context, |form, by| match message {
            Message::Typed(field, text) => form.typed(field, text),
            Message::Edited(field, action) => form.edited(field, action),
            Message::Explanation(action) => form.explain_edited(action),
            Message::Picked(pick) => form.picked(pick, by, now),
            Message::Promise(message) => form.promise_changed(message),
            Message::Ask(message) => form.ask_changed(message),
            Message::Receiver(message) => form.receiver_changed(message, &people),
            _ => {}
        })
    }

    /// Who it may be is known, unless something else was typed meanwhile.
    fn found(&mut self, request: RequestId, known: KnownCaller) {
        if request != self.request {
            return;
        }
        self.known = known;
        let steward = self.known.steward.clone();
        if let Some(form) = self.form() {
            form.steward = steward;
        }
    }

    /// Something is done with who is known, or with one of his matters.
    fn about_caller(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::TakePerson(at) => self.take_person(at, context),
            Message::OpenHit(number) => Action::ask(Request::Open(number, OpenAt::Overview)),
            Message::LinkHit(number) => self.link(number, false, context),
            Message::JoinHit(number) => self.link(number, true, context),
            Message::UrgeHit(number) => self.urge(number, context),
            Message::Urged(id, onto, done) => self.urged(id, onto, done),
            _ => Action::none(),
        }
    }

    /// Which part answers a message.
    fn route(&mut self, message: Message, context: &Context) -> Action<Message> {
        let now = context.now();
        match message {
            Message::Opened(channel) => return self.open(channel, context),
            Message::Tab(place) => return self.show_tab(place, context),
            Message::CloseTab(place) => return self.close_tab(place, context),
            Message::ThrowAway => return self.close_asked(context),
            Message::KeepForm => self.closing = None,
            Message::Go(step) => return self.go(step, context),
            Message::Next => return self.next(context),
            Message::Missing(field) => return self.go_to(field, context),
            Message::ToWords => return Action::run(focus::to(fields::VERBATIM)),
            Message::Typed(..)
            | Message::Edited(..)
            | Message::Explanation(_)
            | Message::Picked(_)
            | Message::Promise(_)
            | Message::Ask(_)
            | Message::Receiver(_) => return self.fill(message, context),
            Message::Codes(message) => return self.code(message, context),
            Message::Confirmed => return self.answer(true, context),
            Message::Refused => return self.answer(false, context),
            Message::Signed => return self.change(context, |form, by| form.sign(by, now)),
            Message::Escalate => return self.escalate(context),
            Message::EscalationStep => return self.escalation_step(context),
            Message::NotReached => {
                return self.change(context, |form, by| form.not_reached(by, &context.settings, now));
            }
            Message::CallBack => {
                return self.change(context, |form, by| form.call_back(by, &context.settings, now));
            }
            Message::Speech(press) => return self.speech(press, context),
            Message::Ended => return self.change(context, |form, _| form.end(now)),
            Message::Save => return self.save(false, context),
            Message::SaveAndPrint => return self.save(true, context),
            Message::Tick => {}
            Message::WriteDrafts => return Action::run(self.write(context)),
            Message::Kept(id, done) => return self.kept(id, done, now),
            Message::Read(Ok(drafts)) => return self.read(drafts),
            Message::Read(Err(error)) => return Action::ask(Request::Warn(error.message())),
            Message::Outages(read) => self.outages = read.unwrap_or_default(),
            Message::OutageCall(id) => {
                let start = self.call_start(Some(id)).unwrap_or_default();
                return Action::ask(Request::OutageCall(Box::new(start)));
            }
            Message::OpenOutages(id) => return Action::ask(Request::Outages(id)),
            Message::Clock(warning) => self.clock = warning.unwrap_or_default(),
            Message::Found(request, known) => self.found(request, known.unwrap_or_default()),
            Message::TakeSign(sign) => return self.change(context, |form, _| form.take_sign(sign)),
            Message::TakePoints => return self.take_points(context),
            Message::AllMatters => return self.change(context, |form, _| form.all_matters = true),
            Message::TakePerson(_)
            | Message::OpenHit(_)
            | Message::LinkHit(_)
            | Message::JoinHit(_)
            | Message::UrgeHit(_)
            | Message::Urged(..) => return self.about_caller(message, context),
            Message::TakenIn(id, print, case) => return self.taken_in(id, print, case),
        }
        Action::none()
    }

    /// A change of the form on the screen that asks nothing of the app.
    pub(super) fn change(
        &mut self,
        context: &Context,
        change: impl FnOnce(&mut IntakeForm, &Actor),
    ) -> Action<Message> {
        self.with(context, |form, by| {
            change(form, by);
            None
        })
    }

    /// What is shown beside the form is worked out anew.
    pub(super) fn derive(&mut self, context: &Context) {
        if let Some(form) = self.forms.get_mut(self.current) {
            form.read_again(context.now(), context.settings.rules.duty);
            form.listen(&context.desk.library());
        }
        let form = self.forms.get(self.current);
        self.derived = form.map(|form| Derived::of(form, &self.known, context));
    }
}

impl Screen for Intake {
    type Message = Message;

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        // The running clock changes nothing beside the form until the minute turns.
        let ticks = matches!(message, Message::Tick);
        let action = self.route(message, context);
        if !ticks || self.derived.as_ref().is_none_or(|derived| derived.is_old(context.now())) {
            self.derive(context);
        }
        action
    }

    fn minute(&mut self, context: &Context) {
        self.derive(context);
    }

    fn confirmed(&mut self, actor: Actor, context: &Context) -> Action<Message> {
        let backed = Context { actor: actor.clone(), ..context.clone() };
        if let Some(form) = self.form() {
            form.backed = Some(actor);
        }
        let action = match self.pending.take() {
            Some(PendingIntake::Answer(yes)) => self.answer(yes, &backed),
            Some(PendingIntake::Save(print)) => self.save(print, &backed),
            Some(PendingIntake::Urge(number)) => self.urge(number, &backed),
            None => Action::none(),
        };
        self.derive(context);
        action
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let shown = view::IntakeShown {
            forms: &self.forms,
            current: self.current,
            known: &self.known,
            derived: self.derived.as_ref(),
            closing: self.closing,
            kept_at: self.kept_at,
            unwritten: self.unwritten,
            clock: self.clock.as_deref(),
            outages: &self.outages,
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
            Shortcut::Danger => Message::Speech(Press::Dangers),
            Shortcut::Escalate if form.is_guided() => Message::Escalate,
            Shortcut::Confirm if form.is_guided() => Message::Confirmed,
            Shortcut::Words => Message::ToWords,
            Shortcut::TakePerson => Message::TakePerson(0),
            Shortcut::TakeSign => Message::TakeSign(self.derived.as_ref()?.signs.first()?.what),
            Shortcut::TakePoints => Message::TakePoints,
            Shortcut::Next => Message::Next,
            Shortcut::NextForm => Message::Tab((self.current + 1) % self.forms.len()),
            Shortcut::Save => Message::Save,
            Shortcut::Print => Message::SaveAndPrint,
            _ => return None,
        })
    }

    fn refresh(&mut self, context: &Context) -> Action<Message> {
        self.derive(context);
        Action::run(Self::look_around(context))
    }

    fn subscription(&self) -> Subscription<Message> {
        let runs = self.derived.as_ref().is_some_and(|derived| derived.clock_runs);
        let every = |seconds| iced::time::every(Duration::from_secs(seconds));
        Subscription::batch(
            runs.then(|| every(1).map(|_| Message::Tick))
                .into_iter()
                .chain(self.unwritten.then(|| every(WRITE_AGAIN).map(|_| Message::WriteDrafts))),
        )
    }

    fn closing(&mut self, context: &Context) -> Task<Message> {
        self.write(context)
    }
}

/// Seconds after which a draft that could not be written is tried again.
const WRITE_AGAIN: u64 = 5;
