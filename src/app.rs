//! The root of the window: from opening the data folder over the first start and the choice of who is on duty to
//! the window at work; shortcuts and the minute's tick. What the window does at work stands in `window`.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use chrono::Timelike;
use futures::channel::oneshot;
use futures::stream::{self, Stream};
use iced::advanced::input_method;
use iced::event::Status;
use iced::keyboard::{self, Key, key::Named};
use iced::widget::{column, container};
use iced::{
    Application, Element, Event, Length, Program, Subscription, Task, Theme, event, time, window as native,
};

use crate::app::frame::Frame;
use crate::app::window::{People, Window};
use crate::desk::clock::Clock;
use crate::desk::error::Error;
use crate::desk::handle::{Access, Desk};
use crate::desk::lock::Lock;
use crate::desk::maintenance::{BackupCopy, newest_sound_copy, restore_folder};
use crate::desk::ringing::{self, HandedOver, Ring};
use crate::domain::person::{Actor, Role, Staff, StaffId};
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::platform;
use crate::ui::screen::first_run::{self, FirstRun};
use crate::ui::screen::sign_in::{self, SignIn};
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing::TypeSize;
use crate::ui::theme::{surface, theme};
use crate::ui::widget::{button, composition, first_frame, focus, panel, text};
use crate::ui::{font, spacing};

pub mod frame;
pub mod head;
pub mod screens;
pub mod search;
pub mod toasts;
pub mod window;

/// The title of the window, by which a second start finds the first.
const TITLE: &str = "听诉";
/// The icon in the title bar: 64 by 64 pixels, red, green, blue and opacity of each.
const ICON: &[u8] = include_bytes!("../assets/windows/icon.rgba");
const ICON_WIDTH: u32 = 64;
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
}

/// What stands in the window.
enum Stage {
    /// The data folder is being opened.
    Opening,
    /// It could not be opened.
    Failed(Trouble),
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
    Opened(Result<Box<Opened>, Trouble>),
    /// Once more.
    Retry,
    /// The copy that is offered takes the place of the data that cannot be opened.
    Restore,
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
    /// Calls came in.
    Rang(Vec<Ring>),
    /// The window shall close.
    Close,
}

/// Why the data folder could not be opened, and what can be done about it.
#[derive(Debug, Clone)]
pub struct Trouble {
    /// What happened and what to do.
    sentence: String,
    /// The newest sound copy, where putting it in place is a way on.
    copy: Option<BackupCopy>,
}

impl Trouble {
    fn of(sentence: String) -> Self {
        Self { sentence, copy: None }
    }
}

/// What the open folder says at the start.
#[derive(Debug, Clone)]
pub struct Opened {
    desk: Desk,
    settings: Settings,
    staff: Vec<Staff>,
    with_pin: BTreeSet<StaffId>,
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
    if !has_display() {
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

/// Whether there is a desktop to show a window on; without one the window's library would only panic.
fn has_display() -> bool {
    let is_set = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(not(target_os = "linux")) || ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"].iter().any(is_set)
}

impl App {
    /// The root at the start: the folder is opened beside, the window shows at once.
    pub fn new(start: Start) -> (Self, Task<Message>) {
        let opening = Task::batch([open(start.clone(), None), frame::fit()]);
        let frame = Frame::read(&start.folder);
        let rings = start.ring.clone().into_iter().collect();
        let app = Self {
            rings,
            start,
            stage: Stage::Opening,
            frame,
            composing: false,
            to_minute: Duration::from_secs(60),
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
            Stage::Working(window) if window.large_type() => TypeSize::Large.scale_factor(),
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
            Message::Retry => {
                self.stage = Stage::Opening;
                open(self.start.clone(), None)
            }
            Message::Restore => {
                let Stage::Failed(Trouble { copy: Some(copy), .. }) = &self.stage else {
                    return Task::none();
                };
                let copy = copy.path.clone();
                self.stage = Stage::Opening;
                open(self.start.clone(), Some(copy))
            }
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
                Task::none()
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
            Message::Rang(rings) => Task::batch([self.rang(rings), come_forward()]),
            Message::Close => {
                let closing = match &mut self.stage {
                    Stage::Working(window) => window.close().map(Message::Window),
                    _ => iced::exit(),
                };
                self.frame.write().chain(closing)
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
        if let first_run::Message::Saved(Ok(())) = message {
            return read(desk.clone());
        }
        screen.update(message, desk).map(Message::FirstRun)
    }

    fn sign_in(&mut self, message: sign_in::Message) -> Task<Message> {
        let Stage::SignIn(opened, sign_in) = &mut self.stage else { return Task::none() };
        let actor = match sign_in.update(message, &opened.desk) {
            sign_in::Outcome::Run(task) => return task.map(Message::SignIn),
            sign_in::Outcome::In(actor) => actor,
        };
        let Opened { desk, settings, staff, with_pin } = opened.as_ref();
        let people = People { staff: staff.clone(), with_pin: with_pin.clone() };
        let (window, task) = Window::new(desk.clone(), settings.clone(), people, actor);
        self.stage = Stage::Working(Box::new(window));
        let rings = std::mem::take(&mut self.rings);
        Task::batch([task.map(Message::Window), self.rang(rings)])
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
        let calls =
            Subscription::run_with(self.start.folder.clone(), |folder| listen_for_calls(folder.clone()));
        let calls = calls.map(Message::Rang);
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
                let folder = text::caption(format!("数据文件夹：{}", self.start.folder.display()));
                let offer = trouble.copy.as_ref().map(|copy| {
                    let words = format!("用 {} 的备份恢复", copy.at.long());
                    let kept = "现有的文件不会删除，另存在 backups 文件夹里。";
                    column![button::primary(words).on_press(Message::Restore), text::caption(kept)]
                        .spacing(spacing::XS)
                });
                let retry = if offer.is_some() { button::secondary } else { button::primary };
                let retry = retry("再试一次").on_press(Message::Retry);
                let sentence = text::body(trouble.sentence.as_str());
                let content = column![text::title("没有打开"), sentence, folder].push(offer).push(retry);
                ("failed", alone(content))
            }
        };
        first_frame(name, composition(content, self.scale_factor()))
    }
}

/// Looks a few times a second whether a call was left in the folder. Nothing is drawn for it until there is one.
fn listen_for_calls(folder: PathBuf) -> impl Stream<Item = Vec<Ring>> {
    stream::unfold(folder, |folder| async move {
        loop {
            smol::Timer::after(LISTEN_EVERY).await;
            let place = folder.clone();
            let rings = smol::unblock(move || ringing::take(&place)).await;
            if !rings.is_empty() {
                return Some((rings, folder));
            }
        }
    })
}

/// The window comes out from behind others.
fn come_forward() -> Task<Message> {
    native::latest()
        .and_then(|window| Task::batch([native::minimize(window, false), native::gain_focus(window)]))
}

/// Something that stands alone in the middle of the window.
fn alone<'a>(content: iced::widget::Column<'a, Message>) -> Element<'a, Message> {
    let card = panel(content.spacing(spacing::L)).padding(spacing::XL).max_width(560);
    ground(container(card).center(Length::Fill).padding(spacing::XL).into())
}

fn ground<'a>(content: Element<'a, Message>) -> Element<'a, Message> {
    container(content).width(Length::Fill).height(Length::Fill).style(surface::ground).into()
}

/// Opens the folder on a thread of its own, as it may have to be made, upgraded, restored from a copy or waited for.
fn open(start: Start, copy: Option<PathBuf>) -> Task<Message> {
    let (sender, answer) = oneshot::channel();
    let work = move || {
        // The window may be gone by now; then nobody needs the desk.
        let _ = sender.send(open_folder(&start, copy.as_deref()));
    };
    if let Err(error) = thread::Builder::new().name("tingsu-open".to_owned()).spawn(work) {
        tracing::error!(%error, "no thread to open the data folder");
    }
    let stopped = || Err(Trouble::of(Error::Stopped.message()));
    Task::future(async move { answer.await.unwrap_or_else(|_| stopped()) }).then(|desk| match desk {
        Ok(desk) => read(desk),
        Err(trouble) => Task::done(Message::Opened(Err(trouble))),
    })
}

fn open_folder(start: &Start, copy: Option<&Path>) -> Result<Desk, Trouble> {
    let clock = start.now.map_or_else(Clock::system, Clock::starting_at);
    let nobody = Actor { id: None, name: "启动时恢复".to_owned(), role: Role::Supervisor };
    let restored = copy.map_or(Ok(None), |copy| restore_folder(&start.folder, copy, clock, &nobody));
    restored.and_then(|_| Desk::open(&start.folder, clock, Access::Window)).map_err(|error| Trouble {
        sentence: error.message(),
        copy: error.is_mended_by_a_copy().then(|| newest_sound_copy(&start.folder)).flatten(),
    })
}

/// What the window must know before it can show anything.
fn read(desk: Desk) -> Task<Message> {
    let (settings, staff, with_pin) = (desk.settings(), desk.staff(), desk.with_pin());
    let opened = async move {
        let (settings, staff, with_pin) = (settings.await?, staff.await?, with_pin.await?);
        Ok(Box::new(Opened { settings, staff, with_pin, desk }))
    };
    Task::perform(opened, |opened: Result<_, Error>| {
        Message::Opened(opened.map_err(|error| Trouble::of(error.message())))
    })
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
