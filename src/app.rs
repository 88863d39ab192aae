//! The root of the window: from opening the data folder over the first start and the choice of who is on duty to
//! the window at work; shortcuts and the minute's tick. What the window does at work stands in `window`.
//!
//! | file | what lives there |
//! |---|---|
//! | `window` `dialogs` `screens` `navigation` `head` | the window at work; the dialogs over it; all screens; where one can go; its head |
//! | `search` `toasts` `reminding` | the search of the head, messages at the foot, the quiet reminder |
//! | `opening` `failed` `passphrase` | opening the data folder, and the ways on where that fails |
//! | `state` | the bar while nothing can be saved |
//! | `people` `frame` | who works here; where the window stands |

use std::fmt::Display;
use std::path::PathBuf;
use std::time::Duration;

use chrono::Timelike;
use futures::stream::{self, Stream};
use iced::advanced::input_method;
use iced::event::Status;
use iced::keyboard::{self, Key, key::Named};
use iced::widget::{column, container};
use iced::{
    Application, Element, Event, Length, Program, Subscription, Task, Theme, event, time, window as native,
};

use crate::app::frame::Frame;
use crate::app::opening::{Opened, Opening, Trouble, Way, Ways};
use crate::app::passphrase::{Passphrase, PassphraseOutcome};
use crate::app::people::People;
use crate::app::window::Window;
use crate::desk::clock::Clock;
use crate::desk::handle::{Access, Desk};
use crate::desk::lock::Lock;
use crate::desk::maintenance::is_sealed;
use crate::desk::ringing::{self, HandedOver, Ring};
use crate::domain::person::Role;
use crate::domain::time::Moment;
use crate::platform;
use crate::ui::chooser::{self, NoDialog};
use crate::ui::screen::first_run::{self, FirstRun};
use crate::ui::screen::sign_in::{self, SignIn};
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing::TypeSize;
use crate::ui::theme::{surface, theme};
use crate::ui::widget::{composition, first_frame, focus, panel, text};
use crate::ui::{font, spacing};

mod dialogs;
mod failed;
pub mod frame;
pub mod head;
mod navigation;
pub mod opening;
pub mod passphrase;
pub mod people;
pub mod reminding;
pub mod screens;
pub mod search;
pub mod state;
pub mod toasts;
pub mod window;

/// The title of the window, by which a second start finds the first.
const TITLE: &str = "听诉";
/// The icon in the title bar: 64 by 64 pixels, red, green, blue and opacity of each.
const ICON: &[u8] = include_bytes!("../assets/windows/icon.rgba");
const ICON_WIDTH: u32 = 64;
/// The endings of the files that a copy comes as.
const COPIES: &[&str] = &["tingsu", "db", "age"];
/// How often is looked whether a call was left: soon enough for a telephone that rings, seldom enough to cost nothing.
const LISTEN_EVERY: Duration = Duration::from_millis(300);

/// Where and when the window starts.
#[derive(Debug, Clone)]
pub struct Start {
    /// The data folder.
    pub folder: PathBuf,
    /// The moment that the window's clock starts at (`--now`); `None`: the computer's clock.
    pub now: Option<Moment>,
    /// A call that came in while no window was open: it is shown as soon as somebody is on duty.
    pub ring: Option<Ring>,
}

/// The root of the window.
pub struct App {
    start: Start,
    stage: Stage,
    frame: Frame,
    /// An input method is composing: its keys are no shortcuts.
    composing: bool,
    /// From now to the next full minute.
    to_minute: Duration,
    /// Calls that came before anybody was on duty.
    rings: Vec<Ring>,
    /// What came of saving the data elsewhere.
    said: Option<Result<String, String>>,
}

/// What stands in the window.
enum Stage {
    /// The data folder is being opened.
    Opening,
    /// It could not be opened.
    Failed(Trouble),
    /// A sealed copy shall take the place of the data: its passphrase is asked for.
    Passphrase(Passphrase),
    /// The first start.
    FirstRun(Desk, FirstRun),
    /// Who is on duty?
    SignIn(Box<Opened>, SignIn),
    /// At work.
    Working(Box<Window>),
}

/// What happens.
#[derive(Debug, Clone)]
pub enum Message {
    /// The data folder is open, or why not.
    Opened(Opening),
    /// Once more.
    Retry,
    /// The copy that is offered takes the place of the data that cannot be opened.
    Restore,
    /// The lists beside the log are made anew.
    Rebuild,
    /// The data are opened to look and print only.
    View,
    /// The data that cannot be opened are saved at a place that is asked for.
    SaveElsewhere,
    /// What came of it; `None` when no place was chosen.
    Saved(Option<Result<String, String>>),
    /// The passphrase of a sealed copy.
    Passphrase(passphrase::Message),
    /// A copy shall be chosen to take the place of the data.
    Choose,
    /// It was chosen, nothing was, or there is no dialog.
    Chosen(Result<Option<PathBuf>, NoDialog>),
    /// On the screen of the first start.
    FirstRun(first_run::Message),
    /// Somebody signs in.
    SignIn(sign_in::Message),
    /// In the window at work.
    Window(window::Message),
    /// A shortcut was pressed.
    Shortcut(Shortcut),
    /// An arrow key was pressed that no control wanted: one up or down.
    Arrow(isize),
    /// The focus goes on, or back.
    Tab {
        /// Back.
        back: bool,
    },
    /// An input method began or ended composing.
    Composing(bool),
    /// Somebody is at the keyboard or the mouse.
    Touched,
    /// A minute is full, or somebody came back to the window: it may have slept, and the day may be another.
    Minute,
    /// The window was moved or resized.
    Frame(frame::Message),
    /// A file was dropped on the window.
    Dropped(PathBuf),
    /// Calls came in.
    Rang(Vec<Ring>),
    /// The person signs out of the computer, or it is shut down.
    SessionEnds,
    /// The window shall close.
    Close,
}

/// The window, as `main` and the tests run it.
pub fn application(start: Start) -> Application<impl Program<State = App, Message = Message, Theme = Theme>> {
    let fonts = font::bundled();
    let settings = iced::Settings {
        id: Some("tingsu".to_owned()),
        fonts,
        default_font: font::REGULAR,
        default_text_size: spacing::BODY.into(),
        ..iced::Settings::default()
    };
    let window = native::Settings {
        icon: native::icon::from_rgba(ICON.to_vec(), ICON_WIDTH, ICON_WIDTH).ok(),
        exit_on_close_request: false,
        ..Frame::read(&start.folder).settings()
    };
    iced::application(move || App::new(start.clone()), App::update, App::view)
        .settings(settings)
        .window(window)
        .title(App::title)
        .theme(App::theme)
        .scale_factor(App::scale_factor)
        .subscription(App::subscription)
}

/// Runs the window until it is closed; a call that came in goes to the window that is open on the folder already.
///
/// # Errors
/// A sentence when the system gives no window, or when the folder is in use and nobody takes the call.
pub fn run(start: Start) -> Result<(), String> {
    if let Some(ring) = &start.ring
        && ringing::hand_over(&start.folder, ring).map_err(|error| error.message())? == HandedOver::Taken
    {
        // Windows lets only the program that was started last bring a window forward.
        platform::raise_window(TITLE);
        return Ok(());
    }
    if !frame::has_display() {
        return Err(no_window("no desktop to show it on"));
    }
    // Whoever starts the program twice wants to see it, not a second window that says no.
    if Lock::is_taken(&start.folder) && platform::raise_window(TITLE) {
        return Ok(());
    }
    application(start).run().map_err(no_window)
}

fn no_window(error: impl Display) -> String {
    tracing::error!(%error, "window");
    "窗口打不开，数据没有改动。请检查显示环境；细节见数据文件夹里的日志。".to_owned()
}

impl App {
    /// The root at the start: the folder is opened beside, the window shows at once.
    pub fn new(start: Start) -> (Self, Task<Message>) {
        let opened = opening::open(start.folder.clone(), start.now, Way::Usual).map(Message::Opened);
        let opening = Task::batch([opened, frame::fit(), frame::watch_session()]);
        let frame = Frame::read(&start.folder);
        let rings = start.ring.clone().into_iter().collect();
        let app = Self {
            rings,
            start,
            stage: Stage::Opening,
            frame,
            composing: false,
            to_minute: Duration::from_secs(60),
            said: None,
        };
        (app, opening)
    }

    fn title(&self) -> String {
        TITLE.to_owned()
    }

    fn theme(&self) -> Theme {
        theme()
    }

    fn scale_factor(&self) -> f32 {
        match &self.stage {
            Stage::Working(window) if window.context().settings.large_type => TypeSize::Large.scale_factor(),
            _ => TypeSize::Normal.scale_factor(),
        }
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Opened(Ok(opened)) => self.opened(*opened),
            Message::Opened(Err(trouble)) => {
                self.stage = Stage::Failed(trouble);
                focus::first()
            }
            Message::Window(window::Message::State(state::Message::Reopen)) => self.open(Way::Usual),
            Message::Retry
            | Message::View
            | Message::Restore
            | Message::Rebuild
            | Message::SaveElsewhere
            | Message::Saved(_) => self.go_on(message),
            Message::Passphrase(message) => self.passphrase(message),
            Message::Choose | Message::FirstRun(first_run::Message::Bring) => {
                Task::perform(chooser::open_any("听诉备份", COPIES), Message::Chosen)
            }
            Message::Chosen(chosen) => self.chosen(chosen),
            Message::FirstRun(message) => self.first_run(message),
            Message::SignIn(message) => self.sign_in(message),
            Message::Window(message) => self.working(|window| window.update(message)),
            Message::Shortcut(_) | Message::Arrow(_) | Message::Tab { .. } if self.composing => Task::none(),
            Message::Shortcut(shortcut) => self.working(|window| window.shortcut(shortcut)),
            Message::Arrow(by) => self.working(|window| window.arrow(by)),
            Message::Tab { back: false } => focus::next(),
            Message::Tab { back: true } => focus::previous(),
            Message::Composing(composing) => {
                self.composing = composing;
                self.working(Window::touched)
            }
            Message::Touched => self.working(|window| window.touched()),
            Message::Minute => {
                self.align_minute();
                self.working(Window::minute)
            }
            Message::Frame(message) => {
                let scale = self.scale_factor();
                self.frame.update(message, scale).map(Message::Frame)
            }
            Message::Dropped(file) => self.working(|window| window.dropped(file)),
            Message::Rang(rings) => Task::batch([self.rang(rings), frame::come_forward()]),
            Message::SessionEnds => match &mut self.stage {
                Stage::Working(window) => window.session_ends().map(Message::Window),
                _ => iced::exit(),
            },
            Message::Close => {
                let closing = match &mut self.stage {
                    Stage::Working(window) => window.close().map(Message::Window),
                    _ => iced::exit(),
                };
                self.frame.write().chain(closing)
            }
        }
    }

    /// A way on was chosen after the folder could not be opened.
    fn go_on(&mut self, message: Message) -> Task<Message> {
        match (message, &self.stage) {
            (Message::Retry, _) => self.open(Way::Usual),
            (Message::View, _) => self.open(Way::Viewed),
            (Message::Rebuild, _) => self.open(Way::Rebuilt),
            (Message::Restore, Stage::Failed(Trouble { copy: Some(copy), .. })) => {
                let copy = copy.path.clone();
                self.open(Way::Restored(copy, None))
            }
            (Message::SaveElsewhere, _) => {
                let today = self.start.now.unwrap_or_else(|| Clock::system().now()).date();
                let name = format!("听诉-{}.db", today.format("%Y%m%d"));
                Task::perform(opening::take_elsewhere(self.start.folder.clone(), name), Message::Saved)
            }
            (Message::Saved(said), _) => {
                self.said = said.or(self.said.take());
                Task::none()
            }
            _ => Task::none(),
        }
    }

    /// A copy was chosen where nobody is at work yet: it is put in place, and what is there is kept beside.
    fn chosen(&mut self, chosen: Result<Option<PathBuf>, NoDialog>) -> Task<Message> {
        if !matches!(self.stage, Stage::FirstRun(..) | Stage::Failed(_)) {
            return Task::none();
        }
        match chosen {
            Ok(None) => Task::none(),
            Ok(Some(copy)) if is_sealed(&copy) => {
                let (asked, focus) = Passphrase::new(copy);
                self.stage = Stage::Passphrase(asked);
                focus
            }
            Ok(Some(copy)) => self.open(Way::Restored(copy, None)),
            Err(NoDialog) => {
                let sentence = "这台电脑上打不开选文件的窗口，没有改动任何数据。可以请懂电脑的同事用命令 tingsu restore。";
                self.stage = Stage::Failed(Trouble::of(sentence.to_owned()));
                focus::first()
            }
        }
    }

    /// Calls came in: each is a form of its own; as long as nobody is on duty they wait.
    fn rang(&mut self, rings: Vec<Ring>) -> Task<Message> {
        match &mut self.stage {
            Stage::Working(window) => {
                let forms = rings.into_iter().map(|ring| window.ring(&ring));
                Task::batch(forms.collect::<Vec<_>>()).map(Message::Window)
            }
            _ => {
                self.rings.extend(rings);
                Task::none()
            }
        }
    }

    /// Opens the folder; whatever had it open lets go of it first.
    fn open(&mut self, way: Way) -> Task<Message> {
        self.stage = Stage::Opening;
        self.said = None;
        opening::open(self.start.folder.clone(), self.start.now, way).map(Message::Opened)
    }

    /// The passphrase of a sealed copy is typed.
    fn passphrase(&mut self, message: passphrase::Message) -> Task<Message> {
        let Stage::Passphrase(asked) = &mut self.stage else { return Task::none() };
        match asked.update(message) {
            PassphraseOutcome::Typing => Task::none(),
            PassphraseOutcome::Cancelled => self.open(Way::Usual),
            PassphraseOutcome::Typed(copy, pass) => self.open(Way::Restored(copy, Some(pass))),
        }
    }

    fn working(&mut self, work: impl FnOnce(&mut Window) -> Task<window::Message>) -> Task<Message> {
        match &mut self.stage {
            Stage::Working(window) => work(window).map(Message::Window),
            _ => Task::none(),
        }
    }

    fn opened(&mut self, opened: Opened) -> Task<Message> {
        let Opened { desk, settings, staff, with_pin } = &opened;
        let led = staff.iter().any(|person| person.active && person.role == Role::Supervisor);
        if settings.property.is_empty() || !led {
            let (first_run, task) = FirstRun::new(settings);
            self.stage = Stage::FirstRun(desk.clone(), first_run);
            return task.map(Message::FirstRun);
        }
        self.align_minute_by(desk.now());
        let sign_in = SignIn::new(staff, with_pin, None);
        let focus = sign_in.focus();
        self.stage = Stage::SignIn(Box::new(opened), sign_in);
        focus
    }

    fn first_run(&mut self, message: first_run::Message) -> Task<Message> {
        let Stage::FirstRun(desk, screen) = &mut self.stage else { return Task::none() };
        if let first_run::Message::Done = message {
            return opening::read(desk.clone()).map(Message::Opened);
        }
        screen.update(message, desk).map(Message::FirstRun)
    }

    fn sign_in(&mut self, message: sign_in::Message) -> Task<Message> {
        let Stage::SignIn(opened, sign_in) = &mut self.stage else { return Task::none() };
        let (actor, rest) = match sign_in.update(message, &opened.desk) {
            sign_in::SignInOutcome::Run(task) => return task.map(Message::SignIn),
            sign_in::SignInOutcome::In(actor, rest) => (actor, rest),
        };
        let Opened { desk, settings, staff, with_pin } = opened.as_ref();
        let people = People { staff: staff.clone(), with_pin: with_pin.clone() };
        let (window, task) = Window::new(desk.clone(), settings.clone(), people, actor);
        self.stage = Stage::Working(Box::new(window));
        let rings = std::mem::take(&mut self.rings);
        Task::batch([task.map(Message::Window), self.rang(rings), rest.map(Message::SignIn)])
    }

    /// Whether this window has the folder for itself.
    fn has_the_folder(&self) -> bool {
        match &self.stage {
            Stage::FirstRun(desk, _) => desk.access() == Access::Window,
            Stage::SignIn(opened, _) => opened.desk.access() == Access::Window,
            Stage::Working(window) => !window.context().only_looks(),
            Stage::Opening | Stage::Failed(_) | Stage::Passphrase(_) => false,
        }
    }

    fn align_minute(&mut self) {
        if let Stage::Working(window) = &self.stage {
            self.align_minute_by(window.now());
        }
    }

    fn align_minute_by(&mut self, now: Moment) {
        self.to_minute = Duration::from_secs(u64::from(60 - now.time().second().min(59)));
    }

    /// Keys, the minute's tick, and whatever runs on a screen; nothing else wakes an idle window.
    fn subscription(&self) -> Subscription<Message> {
        // Beside the window that has the folder nobody may take its calls away.
        let listening = (self.start.folder.clone(), self.has_the_folder());
        let calls = Subscription::run_with(listening, |(folder, takes)| listen(folder.clone(), *takes));
        let events = Subscription::batch([event::listen_with(heard), calls]);
        match &self.stage {
            Stage::Working(window) => Subscription::batch([
                events,
                time::every(self.to_minute).map(|_| Message::Minute),
                window.subscription().map(Message::Window),
            ]),
            _ => events,
        }
    }

    /// What stands in the window.
    pub fn view(&self) -> Element<'_, Message> {
        let (name, content) = match &self.stage {
            Stage::Working(window) => ("working", window.view().map(Message::Window)),
            Stage::FirstRun(_, screen) => ("ready", ground(screen.view().map(Message::FirstRun))),
            Stage::SignIn(opened, sign_in) => {
                let people = sign_in.view().map(Message::SignIn);
                let hint = text::caption("点选姓名，或按 Alt+数字。");
                let property = text::caption(&opened.settings.property);
                ("ready", alone(column![text::title("谁在值班？"), property, people, hint]))
            }
            Stage::Opening => {
                ("opening", alone(column![text::title("听诉"), text::caption("正在打开数据…")]))
            }
            Stage::Failed(trouble) => {
                let ways = Ways {
                    restore: Message::Restore,
                    choose: Message::Choose,
                    rebuild: Message::Rebuild,
                    retry: Message::Retry,
                    view: Message::View,
                    save: Message::SaveElsewhere,
                };
                let shown = failed::view(trouble, self.said.as_ref(), &self.start.folder, ways);
                ("failed", alone(column![shown]))
            }
            Stage::Passphrase(asked) => {
                let asked = asked.view().map(Message::Passphrase);
                ("ready", alone(column![asked]))
            }
        };
        first_frame(name, composition(content, self.scale_factor()))
    }
}

/// Looks a few times a second whether the session ends and, if this window takes them, whether a call was left in the
/// folder. Nothing is drawn for it until there is something.
fn listen(folder: PathBuf, takes: bool) -> impl Stream<Item = Message> {
    stream::unfold(folder, move |folder| async move {
        loop {
            smol::Timer::after(LISTEN_EVERY).await;
            if platform::session_ends() {
                return Some((Message::SessionEnds, folder));
            }
            if !takes {
                continue;
            }
            let place = folder.clone();
            let rings = smol::unblock(move || ringing::take(&place)).await;
            if !rings.is_empty() {
                return Some((Message::Rang(rings), folder));
            }
        }
    })
}

/// Something that stands alone in the middle of the window.
fn alone<'a>(content: iced::widget::Column<'a, Message>) -> Element<'a, Message> {
    let card = panel(content.spacing(spacing::L)).padding(spacing::XL).max_width(560);
    ground(container(card).center(Length::Fill).padding(spacing::XL).into())
}

fn ground<'a>(content: Element<'a, Message>) -> Element<'a, Message> {
    container(content).width(Length::Fill).height(Length::Fill).style(surface::ground).into()
}

/// Which events concern the root. A key that a control has used for itself is none of its business.
fn heard(event: Event, status: Status, window: native::Id) -> Option<Message> {
    match event {
        Event::InputMethod(input_method::Event::Preedit(text, _)) => {
            Some(Message::Composing(!text.is_empty()))
        }
        Event::InputMethod(input_method::Event::Commit(_) | input_method::Event::Closed) => {
            Some(Message::Composing(false))
        }
        Event::Window(native::Event::Focused) => Some(Message::Minute),
        Event::Window(native::Event::CloseRequested) => Some(Message::Close),
        Event::Window(native::Event::FileDropped(file)) => Some(Message::Dropped(file)),
        Event::Window(native::Event::Moved(corner)) => {
            Some(Message::Frame(frame::Message::Moved(window, corner)))
        }
        Event::Window(native::Event::Resized(size)) => {
            Some(Message::Frame(frame::Message::Resized(window, size)))
        }
        Event::Keyboard(event) if status == Status::Ignored => key(&event).or(Some(Message::Touched)),
        Event::Keyboard(keyboard::Event::KeyPressed { .. })
        | Event::Mouse(iced::mouse::Event::ButtonPressed(_) | iced::mouse::Event::WheelScrolled { .. }) => {
            Some(Message::Touched)
        }
        _ => None,
    }
}

fn key(event: &keyboard::Event) -> Option<Message> {
    if let Some(shortcut) = Shortcut::of(event) {
        return Some(Message::Shortcut(shortcut));
    }
    let keyboard::Event::KeyPressed { key: Key::Named(named), modifiers, .. } = event else { return None };
    match named {
        Named::Tab if !modifiers.control() && !modifiers.alt() => {
            Some(Message::Tab { back: modifiers.shift() })
        }
        Named::ArrowUp if modifiers.is_empty() => Some(Message::Arrow(-1)),
        Named::ArrowDown if modifiers.is_empty() => Some(Message::Arrow(1)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_method_composes_until_it_commits_or_goes() {
        let hears = |event| match heard(Event::InputMethod(event), Status::Captured, native::Id::unique()) {
            Some(Message::Composing(composing)) => Some(composing),
            _ => None,
        };
        assert_eq!(hears(input_method::Event::Opened), None);
        assert_eq!(hears(input_method::Event::Preedit("ting".into(), Some(4..4))), Some(true));
        assert_eq!(hears(input_method::Event::Preedit(String::new(), None)), Some(false));
        assert_eq!(hears(input_method::Event::Commit("停".into())), Some(false));
        assert_eq!(hears(input_method::Event::Closed), Some(false));
    }

    #[test]
    fn coming_back_to_the_window_is_as_good_as_a_full_minute() {
        let event = Event::Window(native::Event::Focused);
        let heard = heard(event, Status::Ignored, native::Id::unique());
        assert!(matches!(heard, Some(Message::Minute)));
    }
}
