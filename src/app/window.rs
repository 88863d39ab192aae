//! The window at work: head, navigation, the screen that is shown and what the screens ask for. Opening the data
//! and the first start come before.

use std::path::PathBuf;
use std::sync::Arc;

use iced::widget::{column, container, row, space, stack};
use iced::{Element, Length, Subscription, Task};

use crate::app::head;
use crate::app::navigation::places;
use crate::app::people::{self, People};
use crate::app::reminding::{self, Presence, Reminding};
use crate::app::screens::{self, Place, Screens, on_library, papers_of_today};
use crate::app::search::{self, Outcome, Search};
use crate::app::state;
use crate::app::toasts::{self, Toasts};
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::reply::Changed;
use crate::desk::ringing::Ring;
use crate::domain::code::Channel;
use crate::domain::person::{Actor, StaffId};
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::ui::screen::confirm::{self, Confirm};
use crate::ui::screen::contract::{Action, Context, OpenAt, Request};
use crate::ui::screen::library::{self, chosen::Chosen, message::LibraryTab};
use crate::ui::screen::outage_call::{self, OutageCallDialog};
use crate::ui::screen::print::{self, PrintDialog};
use crate::ui::screen::shift::ShiftTab;
use crate::ui::screen::sign_in::{self, SignIn};
use crate::ui::shortcut::Shortcut;
use crate::ui::widget::dialog::Dialog;
use crate::ui::widget::{dialog, focus, hairline, toast, upright};

/// The window at work.
pub struct Window {
    pub(super) context: Context,
    pub(super) people: People,
    pub(super) screens: Screens,
    pub(super) place: Place,
    /// Where Esc leads, step by step.
    trail: Vec<Place>,
    search: Search,
    pub(super) asking: Option<Asking>,
    pub(super) print: Option<PrintDialog>,
    pub(super) call: Option<OutageCallDialog>,
    /// Files that were dropped and wait for the others of the same drop.
    dropped: Vec<PathBuf>,
    toasts: Toasts,
    reminding: Reminding,
    /// When somebody last pressed a key or clicked.
    touched: Moment,
}

/// A question over the whole window.
#[derive(Debug, Clone)]
pub(super) enum Asking {
    /// Who is on duty.
    OnDuty(SignIn),
    /// The screen is locked: whoever comes back signs in.
    Locked(SignIn),
    /// A supervisor shall confirm what the screen at this place asked for.
    Confirm(Place, Confirm),
    /// Whether to close although these would be lost.
    Closing(Vec<String>),
    /// Whether the screen at this place, or the dialog over the window, shall go on although this is lost.
    Discarding(Option<Place>, String),
}

/// What happens in the window.
#[derive(Debug, Clone)]
pub enum Message {
    /// On a screen.
    Screen(screens::Message),
    /// In the search field.
    Search(search::Message),
    /// In the print dialog.
    Print(print::Message),
    /// What the minute brought.
    Remind(reminding::Message),
    /// All files of a drop are there.
    DropDone,
    /// In the dialog of a call about a 公共事件.
    Call(outage_call::Message),
    /// To the messages over the head.
    Toasts(toasts::Message),
    /// A place of the navigation was chosen.
    Go(Place),
    /// The question who is on duty is opened.
    AskDuty,
    /// The screen is locked at once.
    Lock,
    /// Somebody signs in: takes over, or comes back to the locked screen.
    SignIn(sign_in::Message),
    /// A supervisor confirms on the spot.
    Confirm(confirm::Message),
    /// The settings and the staff as they are now.
    Reread(Result<Box<(Settings, People)>, String>),
    /// The question is put away.
    Cancel,
    /// What was asked about is done whatever is lost.
    LoseAnyway,
    /// In the bar about what cannot be saved.
    State(state::Message),
}

impl Window {
    /// The window at the start of the work.
    pub fn new(desk: Desk, settings: Settings, people: People, actor: Actor) -> (Self, Task<Message>) {
        let staff = Arc::new(people.staff.clone());
        let context = Context { desk, settings: Arc::new(settings), staff, actor };
        let (screens, task) = Screens::new(&context);
        let window = Self {
            touched: context.now(),
            reminding: Reminding::new(context.now()),
            context,
            people,
            screens,
            place: Place::Today,
            trail: Vec::new(),
            search: Search::default(),
            asking: None,
            print: None,
            call: None,
            dropped: Vec::new(),
            toasts: Toasts::default(),
        };
        (window, task.map(Message::Screen))
    }

    /// The moment it is at the counter.
    pub fn now(&self) -> Moment {
        self.context.now()
    }

    /// What its screens are told.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Screen(message) => {
                let action = self.screens.update(message, &self.context);
                self.act(action)
            }
            Message::Search(message) => match self.search.update(message, &self.context.desk) {
                Outcome::Run(task) => task.map(Message::Search),
                Outcome::Open(number) => {
                    Task::batch([focus::nowhere(), self.serve(Request::Open(number, OpenAt::Overview))])
                }
                Outcome::Household(room) => {
                    let found = self.at(Place::Roster, |screens, context| screens.household(&room, context));
                    Task::batch([focus::nowhere(), found])
                }
                Outcome::Situation(code) => {
                    self.in_library(library::Message::Choose(Chosen::Situation(code)))
                }
                Outcome::Line(id) => self.in_library(library::Message::Query(id)),
                Outcome::Knowledge => self.in_library(library::Message::Show(LibraryTab::Knowledge)),
                Outcome::Warn(sentence) => self.serve(Request::Warn(sentence)),
            },
            Message::Print(print::Message::Close) | Message::Call(outage_call::Message::Close) => {
                self.put_away()
            }
            Message::Print(message) => self.in_print(message),
            Message::Call(message) => self.in_call(message),
            Message::DropDone => self.drop_done(),
            Message::Remind(message) => {
                let presence = Presence {
                    idle: self.now() - self.touched,
                    locked: matches!(self.asking, Some(Asking::Locked(_))),
                    talks: self.screens.talks(self.place),
                    seen_by_visitor: self.screens.faces_visitor(self.place),
                };
                self.reminding.update(
                    message,
                    &self.context.desk,
                    presence,
                    &mut self.toasts,
                    Message::Remind,
                )
            }
            Message::Toasts(message) => self.in_toasts(message),
            Message::Go(place) => self.go(place),
            Message::AskDuty => self.ask_duty(),
            Message::Lock => self.lock(),
            Message::SignIn(message) => self.sign_in(message),
            Message::Confirm(message) => self.confirm(message),
            Message::Reread(Ok(read)) => self.reread(*read),
            Message::Reread(Err(sentence)) => self.serve(Request::Warn(sentence)),
            Message::Cancel => {
                self.asking = None;
                Task::none()
            }
            Message::LoseAnyway => self.lose(),
            Message::State(message) => {
                state::update(message, &self.context.desk, &mut self.toasts).map(Message::State)
            }
        }
    }

    fn in_toasts(&mut self, message: toasts::Message) -> Task<Message> {
        self.toasts.update(message.clone());
        match message {
            toasts::Message::TakePause => self.serve(Request::Pause),
            toasts::Message::LookAtReminder => self.go(Place::Today),
            toasts::Message::Tick | toasts::Message::Close => Task::none(),
        }
    }

    /// 话术, at what the search led to.
    fn in_library(&mut self, message: library::Message) -> Task<Message> {
        let shown = self.go(Place::Library);
        let talk = self.screens.update(on_library(library::Message::Show(LibraryTab::Talk)), &self.context);
        let found = self.screens.update(on_library(message), &self.context);
        let action = talk.with(found);
        Task::batch([focus::nowhere(), shown, self.act(action)])
    }

    /// Somebody is at the keyboard.
    pub fn touched(&mut self) -> Task<Message> {
        self.touched = self.now();
        self.reminding.touched();
        Task::none()
    }

    /// A minute is full: the screen locks when nobody has been there for as long as is set. Drafts are on disk, forms and
    /// the running clock stay behind it.
    pub fn minute(&mut self) -> Task<Message> {
        let minutes = self.context.settings.safety.lock_minutes;
        if self.is_guarded() && people::is_left_alone(self.now() - self.touched, minutes) {
            return self.lock();
        }
        let action = self.screens.minute(&self.context);
        let idle = self.now() - self.touched;
        let reminding = self.reminding.minute(&self.context, idle).map(Message::Remind);
        Task::batch([reminding, self.act(action)])
    }

    /// A file was dropped on the window; those that were dropped with it come one by one.
    pub fn dropped(&mut self, file: PathBuf) -> Task<Message> {
        self.dropped.push(file);
        if self.dropped.len() > 1 {
            return Task::none();
        }
        Task::perform(smol::Timer::after(TOGETHER), |_| Message::DropDone)
    }

    fn drop_done(&mut self) -> Task<Message> {
        let files = std::mem::take(&mut self.dropped);
        if self.asking.is_some() || self.print.is_some() || self.call.is_some() {
            return Task::none();
        }
        match self.screens.attach(self.place, files, &self.context) {
            Some(action) => self.act(action),
            None => self.serve(Request::Warn(
                "文件没有收下：附件要加在受理单上。请先打开受理单（还没有编号的先保存），再把文件拖进来。"
                    .to_owned(),
            )),
        }
    }

    /// A shortcut was pressed and no control wanted the key for itself.
    pub fn shortcut(&mut self, shortcut: Shortcut) -> Task<Message> {
        if self.asking.is_some() || self.print.is_some() || self.call.is_some() {
            return Task::none();
        }
        match shortcut {
            Shortcut::WalkIn => self.serve(Request::Intake(Channel::WalkIn)),
            Shortcut::Phone => self.serve(Request::Intake(Channel::Phone)),
            Shortcut::OtherChannel => self.serve(Request::Intake(Channel::Online)),
            Shortcut::Outage => {
                let start = self.screens.call_start(self.place);
                self.serve(Request::OutageCall(Box::new(start)))
            }
            Shortcut::Find => self.search.enter(),
            Shortcut::Back if self.search.is_open() => self.update(Message::Search(search::Message::Close)),
            shortcut => match self.screens.shortcut(self.place, shortcut) {
                Some(message) => self.update(Message::Screen(message)),
                None if shortcut == Shortcut::Back => self.serve(Request::Back),
                None if shortcut == Shortcut::Print => self.serve(papers_of_today(&self.context)),
                None => Task::none(),
            },
        }
    }

    /// The telephone rings: a form with the number as a new tab. Whoever is at work on something else is told and not
    /// disturbed.
    pub fn ring(&mut self, ring: &Ring) -> Task<Message> {
        if self.context.only_looks() {
            return self.serve(Request::Warn(Error::ReadingOnly.message()));
        }
        let free = self.asking.is_none() && !self.search.is_open() && self.screens.is_free(self.place);
        let action = self.screens.ring(&ring.number, free, &self.context);
        if free {
            self.show(Place::Intake);
        } else {
            let who = if ring.number.is_empty() { "没有号码的来电" } else { ring.number.as_str() };
            self.toasts.say(format!("来电 {who}，已放在「受理」的新标签里等着"));
        }
        self.act(action)
    }

    /// An arrow key was pressed and no control wanted it: the list of the search is moved through.
    pub fn arrow(&mut self, by: isize) -> Task<Message> {
        if self.search.is_open() {
            return self.update(Message::Search(search::Message::Move(by)));
        }
        Task::none()
    }

    /// The window shall close: drafts are on disk or are put there now; only for what is on no disk it asks.
    pub fn close(&mut self) -> Task<Message> {
        let mut unsaved = self.screens.unsaved();
        unsaved.extend(self.typed_in_dialog());
        if unsaved.is_empty() {
            return self.leave();
        }
        self.asking = Some(Asking::Closing(unsaved));
        focus::to(head::STAY)
    }

    /// The computer is shut down: everything is written without asking, and the window goes.
    pub fn session_ends(&mut self) -> Task<Message> {
        self.screens.session_ends(&self.context).map(Message::Screen).chain(iced::exit())
    }

    pub(super) fn leave(&mut self) -> Task<Message> {
        self.screens.closing(&self.context).map(Message::Screen).chain(iced::exit())
    }

    pub(super) fn act(&mut self, action: Action<screens::Message>) -> Task<Message> {
        self.perform(action, Message::Screen)
    }

    pub(super) fn perform<M: Send + 'static>(
        &mut self,
        action: Action<M>,
        own: fn(M) -> Message,
    ) -> Task<Message> {
        let mut tasks = vec![action.task.map(own)];
        for request in action.requests {
            tasks.push(self.serve(request));
        }
        Task::batch(tasks)
    }

    /// Does what a screen asks for.
    fn serve(&mut self, request: Request) -> Task<Message> {
        match request {
            Request::Back => {
                self.place = self.trail.pop().unwrap_or(Place::Today);
                self.entered()
            }
            Request::Wrote(changed) => self.wrote(&changed),
            Request::Print(papers) => self.offer_papers(papers),
            Request::Say(sentence) => {
                self.toasts.say(sentence);
                Task::none()
            }
            Request::Warn(sentence) => {
                self.toasts.warn(sentence);
                Task::none()
            }
            Request::Confirm(what) => self.ask_supervisor(what),
            Request::Discard(what) => self.ask_discard(Some(self.place), what),
            Request::OfferPause => {
                self.toasts.offer_pause(self.context.desk.library().cards().pause.offer.clone());
                Task::none()
            }
            Request::Pause => {
                self.screens.pause();
                self.go(Place::Library)
            }
            Request::Intake(_) | Request::OutageCall(_) if self.context.only_looks() => {
                self.serve(Request::Warn(Error::ReadingOnly.message()))
            }
            Request::Intake(channel) => {
                self.at(Place::Intake, |screens, context| screens.take_in(channel, context))
            }
            Request::Draft(id) => self.at(Place::Intake, |screens, context| screens.resume(id, context)),
            Request::Outages(id) => {
                self.call = None;
                self.at(Place::Outages, |screens, context| screens.outages(id, context))
            }
            Request::DailyCheck => self.at(Place::Shift, |all, context| all.shift(ShiftTab::Check, context)),
            Request::ShiftNotes => self.at(Place::Shift, |all, context| all.shift(ShiftTab::Note, context)),
            Request::Learning(page) => self.at(Place::Learning, |all, context| all.learning(page, context)),
            Request::OutageCall(start) => self.take_call(*start),
            Request::CallTaken(draft) => {
                self.call = None;
                if let Some(draft) = draft {
                    self.screens.taken_elsewhere(draft, &self.context);
                }
                Task::none()
            }
            Request::Open(number, aim) => {
                self.call = None;
                self.at(Place::Case, |screens, context| screens.open(number, aim, context))
            }
            Request::Cases(title, filter, missed) => {
                self.at(Place::Register, |screens, context| screens.list(title, *filter, missed, context))
            }
        }
    }

    fn at<F>(&mut self, place: Place, what: F) -> Task<Message>
    where
        F: FnOnce(&mut Screens, &Context) -> Action<screens::Message>,
    {
        self.show(place);
        let action = what(&mut self.screens, &self.context);
        self.act(action)
    }

    fn show(&mut self, place: Place) {
        if place != self.place {
            // Somebody who goes to and fro is led back to a place once, not to every visit of it.
            self.trail.retain(|one| *one != place && *one != self.place);
            self.trail.push(self.place);
            self.place = place;
        }
    }

    fn go(&mut self, place: Place) -> Task<Message> {
        self.show(place);
        self.entered()
    }

    fn entered(&mut self) -> Task<Message> {
        let action = self.screens.entered(self.place, &self.context);
        self.act(action)
    }

    fn refresh(&mut self) -> Task<Message> {
        let action = self.screens.refresh(self.place, &self.context);
        self.act(action)
    }

    fn wrote(&mut self, changed: &Changed) -> Task<Message> {
        let reading = if changed.settings || changed.staff || changed.everything {
            people::read(&self.context.desk).map(Message::Reread)
        } else {
            Task::none()
        };
        // Typing writes drafts all the time; only 今日 shows them.
        let drafts_alone = *changed == Changed { drafts: true, ..Changed::default() };
        if drafts_alone && self.place != Place::Today {
            return reading;
        }
        Task::batch([self.refresh(), reading])
    }

    /// Whether whoever is on duty has a PIN, without which a lock would keep nobody out.
    fn is_guarded(&self) -> bool {
        self.context.actor.id.is_some_and(|id| self.people.with_pin.contains(&id))
    }

    fn lock(&mut self) -> Task<Message> {
        if matches!(self.asking, Some(Asking::Locked(_))) {
            return Task::none();
        }
        self.ask_who(self.context.actor.id, Asking::Locked)
    }

    fn ask_duty(&mut self) -> Task<Message> {
        self.ask_who(None, Asking::OnDuty)
    }

    fn ask_who(&mut self, chosen: Option<StaffId>, asking: fn(SignIn) -> Asking) -> Task<Message> {
        let sign_in = SignIn::new(&self.people.staff, &self.people.with_pin, chosen);
        let focus = sign_in.focus();
        self.asking = Some(asking(sign_in));
        focus
    }

    fn sign_in(&mut self, message: sign_in::Message) -> Task<Message> {
        let (Some(Asking::OnDuty(sign_in)) | Some(Asking::Locked(sign_in))) = &mut self.asking else {
            return Task::none();
        };
        match sign_in.update(message, &self.context.desk) {
            sign_in::SignInOutcome::Run(task) => task.map(Message::SignIn),
            sign_in::SignInOutcome::In(actor, rest) => {
                Task::batch([self.take_over(actor), rest.map(Message::SignIn)])
            }
        }
    }

    fn confirm(&mut self, message: confirm::Message) -> Task<Message> {
        let Some(Asking::Confirm(place, asked)) = &mut self.asking else { return Task::none() };
        let place = *place;
        match asked.update(message, &self.context) {
            confirm::ConfirmOutcome::Run(task) => task.map(Message::Confirm),
            confirm::ConfirmOutcome::Cancelled => self.update(Message::Cancel),
            confirm::ConfirmOutcome::Confirmed(actor) => {
                self.asking = None;
                let action = self.screens.confirmed(place, actor, &self.context);
                self.act(action)
            }
        }
    }

    fn take_over(&mut self, actor: Actor) -> Task<Message> {
        self.asking = None;
        self.touched = self.now();
        if actor.id != self.context.actor.id {
            self.toasts.say(format!("现在由{}值班", actor.name));
        }
        self.context.actor = actor;
        self.refresh()
    }

    fn reread(&mut self, (settings, people): (Settings, People)) -> Task<Message> {
        self.context.settings = Arc::new(settings);
        let own = self.context.actor.id;
        let present = people.staff.iter().find(|person| person.active && Some(person.id) == own);
        let present = present.map(Actor::from);
        self.context.staff = Arc::new(people.staff.clone());
        self.people = people;
        match present {
            Some(actor) => self.context.actor = actor,
            None => return Task::batch([self.ask_duty(), self.refresh()]),
        }
        self.refresh()
    }

    /// Ticks of screens and messages.
    pub fn subscription(&self) -> Subscription<Message> {
        Subscription::batch([
            self.screens.subscription().map(Message::Screen),
            self.toasts.subscription().map(Message::Toasts),
            self.reminding.subscription().map(Message::Remind),
        ])
    }

    /// The whole window.
    pub fn view(&self) -> Element<'_, Message> {
        if let Some(Asking::Locked(sign_in)) = &self.asking {
            return head::locked(sign_in.view().map(Message::SignIn));
        }
        let head = head::head(
            &self.context.settings.property,
            self.search.field().map(Message::Search),
            self.context.now(),
            (self.reminding.waiting(), Message::Remind(reminding::Message::Show)),
            (&self.context.actor.name, Message::AskDuty),
        );
        let screen = self.screens.view(self.place, &self.context).map(Message::Screen);
        // Its ground is the window's own: a ground as large as this would be painted whole at each blink of a caret.
        let content = container(screen).width(Length::Fill).height(Length::Fill);
        let state = state::bar(&self.context.desk).map(|bar| bar.map(Message::State));
        let all = column![
            head,
            state,
            hairline(),
            row![places(&self.screens, self.place).map(Message::Go), upright(), content]
        ];
        let all = stack![all, self.found()];
        let all = dialog::below(all, self.question(), head::HEIGHT);
        toast::over(all, self.toasts.view(Message::Toasts))
    }

    /// The list of the search under its field; a press beside it puts it away.
    fn found(&self) -> Element<'_, Message> {
        let Some(list) = self.search.list(&self.context) else { return space().into() };
        head::found(list.map(Message::Search), Message::Search(search::Message::Close))
    }

    fn question(&self) -> Option<Dialog<'_, Message>> {
        let Some(asking) = self.asking.as_ref() else {
            let call = self.call.as_ref().map(|call| call.view(&self.context).map(Message::Call));
            return call.or_else(|| self.print.as_ref().map(|print| print.view().map(Message::Print)));
        };
        match asking {
            Asking::OnDuty(sign_in) => {
                let lock = self.is_guarded().then_some(Message::Lock);
                Some(head::duty_dialog(sign_in.view().map(Message::SignIn), lock, Message::Cancel))
            }
            Asking::Locked(_) => None,
            Asking::Confirm(_, confirm) => Some(confirm.view().map(Message::Confirm)),
            Asking::Closing(unsaved) => {
                Some(head::closing_dialog(unsaved, Message::LoseAnyway, Message::Cancel))
            }
            Asking::Discarding(_, what) => {
                Some(head::discarding_dialog(what, Message::LoseAnyway, Message::Cancel))
            }
        }
    }
}

/// The files of one drop come within this time.
const TOGETHER: std::time::Duration = std::time::Duration::from_millis(150);
