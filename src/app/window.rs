//! The window at work: head, navigation, the screen that is shown and what the screens ask for. Opening the data
//! and the first start come before.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::Duration;

use iced::widget::{column, container, mouse_area, row, space, stack};
use iced::{Element, Length, Subscription, Task, padding};

use crate::app::head;
use crate::app::screens::{self, Place, Screens};
use crate::app::search::{self, Outcome, Search};
use crate::app::toasts::{self, Toasts};
use crate::desk::handle::Desk;
use crate::desk::print::printout::Printout;
use crate::desk::reply::Changed;
use crate::desk::ringing::Ring;
use crate::domain::code::Channel;
use crate::domain::person::{Actor, Staff, StaffId};
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::ui::screen::contract::{Action, Context, OpenAt, Request};
use crate::ui::screen::print::{self, PrintDialog};
use crate::ui::screen::sign_in::{self, SignIn};
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::theme::surface;
use crate::ui::widget::dialog::Dialog;
use crate::ui::widget::{button, dialog, focus, hairline, nav, panel, place, text, toast, upright};

/// The window at work.
pub struct Window {
    context: Context,
    people: People,
    screens: Screens,
    place: Place,
    /// Where Esc leads, step by step.
    trail: Vec<Place>,
    search: Search,
    asking: Option<Asking>,
    print: Option<PrintDialog>,
    toasts: Toasts,
    /// When somebody last pressed a key or clicked.
    touched: Moment,
}

/// Who works here, and who of them has a PIN.
#[derive(Debug, Clone)]
pub struct People {
    /// Everybody.
    pub staff: Vec<Staff>,
    /// Those with a PIN.
    pub with_pin: BTreeSet<StaffId>,
}

/// A question over the whole window.
#[derive(Debug, Clone)]
enum Asking {
    /// Who is on duty.
    OnDuty(SignIn),
    /// The screen is locked: whoever comes back signs in.
    Locked(SignIn),
    /// Whether to close although these would be lost.
    Closing(Vec<String>),
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
    /// To the messages at the foot.
    Toasts(toasts::Message),
    /// A place of the navigation was chosen.
    Go(Place),
    /// The question who is on duty is opened.
    AskDuty,
    /// The screen is locked at once.
    Lock,
    /// Somebody signs in: takes over, or comes back to the locked screen.
    SignIn(sign_in::Message),
    /// The settings and the staff as they are now.
    Reread(Result<Box<(Settings, People)>, String>),
    /// The question is put away.
    Cancel,
    /// The window closes whatever is lost.
    CloseAnyway,
}

impl Window {
    /// The window at the start of the work.
    pub fn new(desk: Desk, settings: Settings, people: People, actor: Actor) -> (Self, Task<Message>) {
        let staff = Arc::new(people.staff.clone());
        let context = Context { desk, settings: Arc::new(settings), staff, actor };
        let (screens, task) = Screens::new(&context);
        let window = Self {
            touched: context.now(),
            context,
            people,
            screens,
            place: Place::Today,
            trail: Vec::new(),
            search: Search::default(),
            asking: None,
            print: None,
            toasts: Toasts::default(),
        };
        (window, task.map(Message::Screen))
    }

    /// The moment it is at the counter.
    pub fn now(&self) -> Moment {
        self.context.now()
    }

    /// Whether the large type is set.
    pub fn large_type(&self) -> bool {
        self.context.settings.large_type
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
                Outcome::Warn(sentence) => self.serve(Request::Warn(sentence)),
            },
            Message::Print(print::Message::Close) => {
                self.print = None;
                Task::none()
            }
            Message::Print(message) => self.in_print(message),
            Message::Toasts(toasts::Message::TakePause) => {
                self.toasts.update(toasts::Message::TakePause);
                self.serve(Request::Pause)
            }
            Message::Toasts(message) => {
                self.toasts.update(message);
                Task::none()
            }
            Message::Go(place) => self.go(place),
            Message::AskDuty => self.ask_duty(),
            Message::Lock => self.lock(),
            Message::SignIn(message) => self.sign_in(message),
            Message::Reread(Ok(read)) => self.reread(*read),
            Message::Reread(Err(sentence)) => self.serve(Request::Warn(sentence)),
            Message::Cancel => {
                self.asking = None;
                Task::none()
            }
            Message::CloseAnyway => self.leave(),
        }
    }

    /// Somebody is at the keyboard.
    pub fn touched(&mut self) -> Task<Message> {
        self.touched = self.now();
        Task::none()
    }

    /// A minute is full: the screen locks when nobody has been there for as long as is set. Drafts are on disk, forms and
    /// the running clock stay behind it.
    pub fn minute(&mut self) -> Task<Message> {
        let minutes = self.context.settings.safety.lock_minutes;
        if self.is_guarded() && is_left_alone(self.now() - self.touched, minutes) {
            return self.lock();
        }
        let action = self.screens.minute(&self.context);
        self.act(action)
    }

    /// A shortcut was pressed and no control wanted the key for itself.
    pub fn shortcut(&mut self, shortcut: Shortcut) -> Task<Message> {
        if self.asking.is_some() || self.print.is_some() {
            return Task::none();
        }
        match shortcut {
            Shortcut::WalkIn => self.serve(Request::Intake(Channel::WalkIn)),
            Shortcut::Phone => self.serve(Request::Intake(Channel::Phone)),
            Shortcut::OtherChannel => self.serve(Request::Intake(Channel::Online)),
            Shortcut::Find => self.search.enter(),
            Shortcut::Back if self.search.is_open() => self.update(Message::Search(search::Message::Close)),
            shortcut => match self.screens.shortcut(self.place, shortcut) {
                Some(message) => self.update(Message::Screen(message)),
                None if shortcut == Shortcut::Back => self.serve(Request::Back),
                None if shortcut == Shortcut::Print => self.serve(self.papers_of_today()),
                None => Task::none(),
            },
        }
    }

    /// The telephone rings: a form with the number as a new tab. Whoever is at work on something else is told and not
    /// disturbed.
    pub fn ring(&mut self, ring: &Ring) -> Task<Message> {
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
        let unsaved = self.screens.unsaved();
        if unsaved.is_empty() {
            return self.leave();
        }
        self.asking = Some(Asking::Closing(unsaved));
        focus::to(STAY)
    }

    fn leave(&mut self) -> Task<Message> {
        self.screens.closing(&self.context).map(Message::Screen).chain(iced::exit())
    }

    fn act(&mut self, action: Action<screens::Message>) -> Task<Message> {
        let mut tasks = vec![action.task.map(Message::Screen)];
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
            Request::Print(papers) => {
                let (dialog, task) = PrintDialog::new(papers, &self.context);
                self.print = Some(dialog);
                task.map(Message::Print)
            }
            Request::Say(sentence) => {
                self.toasts.say(sentence);
                Task::none()
            }
            Request::Warn(sentence) => {
                self.toasts.warn(sentence);
                Task::none()
            }
            Request::OfferPause => {
                self.toasts.offer_pause(self.context.desk.library().cards().pause.offer.clone());
                Task::none()
            }
            Request::Pause => {
                self.screens.pause();
                self.go(Place::Library)
            }
            Request::Intake(channel) => {
                self.show(Place::Intake);
                let action = self.screens.take_in(channel, &self.context);
                self.act(action)
            }
            Request::Draft(id) => {
                self.show(Place::Intake);
                let action = self.screens.resume(id, &self.context);
                self.act(action)
            }
            Request::Open(number, aim) => {
                self.show(Place::Case);
                let action = self.screens.open(number, aim, &self.context);
                self.act(action)
            }
            Request::Cases(title, filter) => {
                self.show(Place::Register);
                let action = self.screens.list(title, *filter, &self.context);
                self.act(action)
            }
        }
    }

    /// Ctrl+P where a screen has no paper of its own.
    fn papers_of_today(&self) -> Request {
        let today = self.context.now().date();
        Request::Print(Printout::of_days(today, today, &self.context.settings))
    }

    fn in_print(&mut self, message: print::Message) -> Task<Message> {
        let Some(dialog) = &mut self.print else { return Task::none() };
        let Action { task, requests } = dialog.update(message, &self.context);
        let mut tasks = vec![task.map(Message::Print)];
        for request in requests {
            tasks.push(self.serve(request));
        }
        Task::batch(tasks)
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
            read(&self.context.desk)
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
        let People { staff, with_pin } = &self.people;
        let sign_in = SignIn::new(staff, with_pin, self.context.actor.id);
        let focus = sign_in.focus();
        self.asking = Some(Asking::Locked(sign_in));
        focus
    }

    fn ask_duty(&mut self) -> Task<Message> {
        let People { staff, with_pin } = &self.people;
        let sign_in = SignIn::new(staff, with_pin, None);
        let focus = sign_in.focus();
        self.asking = Some(Asking::OnDuty(sign_in));
        focus
    }

    fn sign_in(&mut self, message: sign_in::Message) -> Task<Message> {
        let (Some(Asking::OnDuty(sign_in)) | Some(Asking::Locked(sign_in))) = &mut self.asking else {
            return Task::none();
        };
        match sign_in.update(message, &self.context.desk) {
            sign_in::Outcome::Run(task) => task.map(Message::SignIn),
            sign_in::Outcome::In(actor) => self.take_over(actor),
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
        ])
    }

    /// The whole window.
    pub fn view(&self) -> Element<'_, Message> {
        if let Some(Asking::Locked(sign_in)) = &self.asking {
            return self.locked(sign_in);
        }
        let head = head::head(
            &self.context.settings.property,
            self.search.field().map(Message::Search),
            self.context.now(),
            &self.context.actor.name,
            Message::AskDuty,
        );
        let screen = self.screens.view(self.place, &self.context).map(Message::Screen);
        // Its ground is the window's own: a ground as large as this would be painted whole at each blink of a caret.
        let content = container(screen).width(Length::Fill).height(Length::Fill);
        let all = column![head, hairline(), row![self.places(), upright(), content]];
        let all = stack![all, self.found()];
        let all = dialog::over(all, self.question());
        toast::over(all, self.toasts.view(Message::Toasts))
    }

    /// The locked screen: nothing of what is behind it can be read.
    fn locked<'a>(&'a self, sign_in: &'a SignIn) -> Element<'a, Message> {
        let words = text::caption("没写完的内容和接待计时都还在。换人值班，点另一个姓名。");
        let content = column![text::title("已锁屏"), words, sign_in.view().map(Message::SignIn)];
        let card = panel(content.spacing(spacing::L)).padding(spacing::XL).max_width(560);
        container(container(card).center(Length::Fill)).padding(spacing::XL).style(surface::ground).into()
    }

    fn places(&self) -> Element<'_, Message> {
        let overdue = self.screens.overdue();
        let work = Place::WORK.iter().map(|&one| {
            let count = match one {
                Place::Today => overdue,
                Place::Intake => self.screens.waiting_calls(),
                _ => 0,
            };
            place(one.label(), one == self.place, Message::Go(one)).count(count)
        });
        let here = self.place == Place::Settings;
        let foot = nav([place(Place::Settings.label(), here, Message::Go(Place::Settings))]);
        container(column![nav(work), space::vertical(), foot])
            .padding(padding::all(spacing::S).top(10))
            .width(spacing::NAV_WIDTH)
            .height(Length::Fill)
            .style(surface::nav)
            .into()
    }

    /// The list of the search under its field; a press beside it puts it away.
    fn found(&self) -> Element<'_, Message> {
        let Some(list) = self.search.list() else { return space().into() };
        let aside = mouse_area(space().width(Length::Fill).height(Length::Fill))
            .on_press(Message::Search(search::Message::Close));
        let list = container(list.map(Message::Search))
            .padding(padding::left(head::SEARCH_FROM).right(spacing::L).top(spacing::XS));
        column![space().height(head::HEIGHT + 1.0), stack![aside, list]].into()
    }

    fn question(&self) -> Option<Dialog<'_, Message>> {
        let Some(asking) = self.asking.as_ref() else {
            return self.print.as_ref().map(|print| print.view().map(Message::Print));
        };
        match asking {
            Asking::OnDuty(sign_in) => {
                let lock = self.is_guarded().then_some(Message::Lock);
                Some(head::duty_dialog(sign_in.view().map(Message::SignIn), lock, Message::Cancel))
            }
            Asking::Locked(_) => None,
            Asking::Closing(unsaved) => {
                let words = format!("{}还没有保存，关闭后就没有了。", unsaved.join("、"));
                let stay = button::primary("回去保存").id(STAY).on_press(Message::Cancel);
                let leave = button::danger("不保存，关闭").on_press(Message::CloseAnyway);
                Some(
                    dialog("关闭听诉？", text::body(words))
                        .action(leave)
                        .action(stay)
                        .on_cancel(Message::Cancel)
                        .on_accept(Message::Cancel),
                )
            }
        }
    }
}

/// The button that does not close: it takes the focus, so that Enter pressed by habit loses nothing.
const STAY: &str = "stay";

/// Whether nobody has been there for as long as the screen may stay open; 0 minutes: it stays open.
fn is_left_alone(idle: Duration, minutes: u32) -> bool {
    minutes > 0 && idle >= Duration::minutes(minutes.into())
}

/// Settings and staff as they are on disk.
fn read(desk: &Desk) -> Task<Message> {
    let (settings, staff, with_pin) = (desk.settings(), desk.staff(), desk.with_pin());
    Task::perform(
        async move {
            let people = People { staff: staff.await?, with_pin: with_pin.await? };
            Ok(Box::new((settings.await?, people)))
        },
        |read: Result<_, crate::desk::error::Error>| Message::Reread(read.map_err(|error| error.message())),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_screen_locks_after_the_minutes_that_are_set_and_never_for_0() {
        assert!(!is_left_alone(Duration::seconds(299), 5));
        assert!(is_left_alone(Duration::seconds(300), 5));
        assert!(!is_left_alone(Duration::days(9), 0));
    }
}
