//! 话术: the library to read, search, preview and – for the supervisor – to change; the cards; what the counter must
//! know. What it looks like stands in `view`, what stands at a place of the library in `browse`.

use std::path::PathBuf;

use iced::{Element, Subscription, Task};

use crate::desk::error::Error;
use crate::desk::library::InForce;
use crate::domain::case::Case;
use crate::library::step::Step;
use crate::library::variable::Values;
use crate::ui::chooser;
use crate::ui::screen::contract::{Action, Context, Request, Screen, Turn};
use crate::ui::screen::library::form::Form;
use crate::ui::screen::library::message::{Chosen, Tab};
use crate::ui::shortcut::Shortcut;
use crate::ui::widget::{dialog, focus};

pub mod browse;
pub mod cards;
pub mod form;
pub mod knowledge;
pub mod message;
pub mod preview;
pub mod view;

pub use message::Message;

/// No library is larger, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The screen.
#[derive(Debug)]
pub struct LibraryScreen {
    tab: Tab,
    by_situation: bool,
    chosen: Chosen,
    query: String,
    force: InForce,
    items: Vec<browse::Item>,
    points: Vec<browse::Point>,
    form: Option<Form>,
    saving: bool,
    comparing: bool,
    turn: Turn,
    sample: bool,
    last: Option<Box<Case>>,
    cards: cards::Shown,
    knowledge: knowledge::Shelf,
}

impl LibraryScreen {
    /// The screen at the first step.
    pub fn new(context: &Context) -> Self {
        let mut screen = Self {
            tab: Tab::Talk,
            by_situation: false,
            chosen: Chosen::Step(Step::Greet),
            query: String::new(),
            force: context.desk.library_in_force(),
            items: Vec::new(),
            points: Vec::new(),
            form: None,
            saving: false,
            comparing: false,
            turn: Turn::default(),
            sample: true,
            last: None,
            cards: cards::Shown::default(),
            knowledge: knowledge::Shelf::default(),
        };
        screen.sift();
        screen
    }

    /// The cards with the pause of a minute begun: it was offered after a hard case.
    pub fn pause(&mut self) {
        self.tab = Tab::Cards;
        self.cards.update(cards::Message::Pause);
    }

    fn sift(&mut self) {
        let query = self.query.trim();
        if query.is_empty() {
            self.items = browse::items(&self.chosen, &self.force);
            self.points = browse::points(&self.chosen, &self.force);
        } else {
            self.items = browse::found(query, &self.force);
            self.points = Vec::new();
        }
    }

    fn values(&self, context: &Context) -> Values {
        match self.last.as_deref().filter(|_| !self.sample) {
            Some(case) => preview::of_case(case, context),
            None => preview::sample(context),
        }
    }

    fn choose(&mut self, chosen: Chosen) {
        self.by_situation = matches!(chosen, Chosen::Situation(_));
        self.chosen = chosen;
        self.query.clear();
        self.comparing = false;
        self.sift();
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        let Some(form) = self.form.as_mut().filter(|_| !self.saving) else { return Action::none() };
        match form.change() {
            Ok(change) => {
                self.saving = true;
                let made = context.desk.change_library(&context.actor, change);
                Action::run(Task::perform(made, Message::Made))
            }
            Err(sentence) => {
                form.refused = Some(sentence);
                Action::none()
            }
        }
    }

    fn refused(&mut self, error: &Error) -> Action<Message> {
        self.saving = false;
        match &mut self.form {
            Some(form) => {
                form.refused = Some(error.message());
                Action::none()
            }
            None => Action::ask(Request::Warn(error.message())),
        }
    }
}

/// Another place is read from its top.
fn to_top() -> Task<Message> {
    use iced::widget::operation::{RelativeOffset, snap_to};
    snap_to(view::SENTENCES, RelativeOffset::START)
}

/// Asks where, and writes the library there.
fn export(context: &Context) -> Action<Message> {
    let name = format!("话术-{}.toml", context.now().date());
    let text = context.desk.export_library().map_err(|error| error.message());
    let written = async move {
        let text = text?;
        let Some(path) = chooser::save_as(name, "话术", "toml").await else { return Ok(None) };
        let place = path.display().to_string();
        let written = smol::unblock(move || std::fs::write(path, text)).await;
        match written {
            Ok(()) => Ok(Some(place)),
            Err(error) => {
                tracing::error!(%error, "library file");
                Err(format!("文件「{place}」没有写成，请换一个位置再试。"))
            }
        }
    };
    Action::run(Task::perform(written, Message::Exported))
}

/// Asks which file, and reads it.
fn pick() -> Action<Message> {
    let read = async {
        let Some(path) = chooser::open("话术", "toml").await else { return Ok(None) };
        smol::unblock(move || load(path)).await.map(Some)
    };
    Action::run(Task::perform(read, Message::Picked))
}

fn load(path: PathBuf) -> Result<(String, String), String> {
    let place = path.display().to_string();
    let size = std::fs::metadata(&path).map(|file| file.len());
    let read = size.and_then(|size| {
        if size > LARGEST {
            Err(std::io::ErrorKind::FileTooLarge.into())
        } else {
            std::fs::read_to_string(&path)
        }
    });
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    read.map(|text| (name, text)).map_err(|error| {
        tracing::error!(%error, "library file");
        format!("文件「{place}」读不出来，没有导入，现有话术未变。")
    })
}

impl Screen for LibraryScreen {
    type Message = Message;

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Show(tab) => (self.tab, self.comparing) = (tab, false),
            Message::BySituation(by_situation) => self.by_situation = by_situation,
            Message::Choose(chosen) => {
                self.choose(chosen);
                return Action::run(to_top());
            }
            Message::Query(text) => {
                self.query = text;
                self.comparing = false;
                self.sift();
            }
            Message::Sample(true) => self.sample = true,
            Message::Sample(false) => {
                self.sample = false;
                return Action::run(preview::read(self.turn.ask(), context));
            }
            Message::Last(turn, _) if turn != self.turn => {}
            Message::Last(_, Ok(None)) => {
                self.sample = true;
                return Action::ask(Request::Say("最近一个月没有受理单，先用示例".to_owned()));
            }
            Message::Last(_, Ok(last)) => self.last = last,
            Message::Last(_, Err(sentence)) => return Action::ask(Request::Warn(sentence)),
            Message::Write(spot, goal, text) if context.is_supervisor() => {
                self.form = Some(Form::new(spot, goal, text));
                return Action::run(focus::to(view::WORDS));
            }
            Message::Write(..) => {}
            Message::Typed(text) => {
                if let Some(form) = &mut self.form {
                    (form.text, form.refused) = (text, None);
                }
            }
            Message::StepOf(step) => {
                if let Some(form) = &mut self.form {
                    form.spot.step = step;
                }
            }
            Message::Save => return self.save(context),
            Message::Cancel => self.form = None,
            Message::Make(change) => {
                let made = context.desk.change_library(&context.actor, change);
                return Action::run(Task::perform(made, Message::Made));
            }
            Message::Made(Ok(written)) => {
                (self.saving, self.form) = (false, None);
                let wrote = Action::ask(Request::Wrote(written.changed));
                return self.refresh(context).with(wrote).and(Request::Say("话术已保存".to_owned()));
            }
            Message::Made(Err(error)) => return self.refused(&error),
            Message::Compare(comparing) => self.comparing = comparing,
            Message::Export => return export(context),
            Message::Exported(Ok(None)) | Message::Picked(Ok(None)) => {}
            Message::Exported(Ok(Some(place))) => {
                return Action::ask(Request::Say(format!("话术已导出到「{place}」")));
            }
            Message::Import => return pick(),
            Message::Picked(Ok(Some((name, text)))) => {
                let imported = context.desk.import_library(&context.actor, &name, &text);
                return Action::run(Task::perform(imported, Message::Imported));
            }
            Message::Exported(Err(sentence)) | Message::Picked(Err(sentence)) => {
                return Action::ask(Request::Warn(sentence));
            }
            Message::Imported(Ok(written)) => {
                let told = Request::Say(written.value.sentence());
                let wrote = Action::ask(Request::Wrote(written.changed));
                return self.refresh(context).with(wrote).and(told);
            }
            Message::Imported(Err(error)) => return Action::ask(Request::Warn(error.message())),
            Message::Cards(cards::Message::Step(chosen)) => {
                self.tab = Tab::Talk;
                self.choose(chosen);
                return Action::run(to_top());
            }
            Message::Cards(message) => self.cards.update(message),
            Message::Knowledge(message) => {
                return self.knowledge.update(*message, context).map(of_knowledge);
            }
        }
        Action::none()
    }

    fn refresh(&mut self, context: &Context) -> Action<Message> {
        self.force = context.desk.library_in_force();
        self.sift();
        Action::none()
    }

    fn shortcut(&self, shortcut: Shortcut) -> Option<Message> {
        match shortcut {
            Shortcut::Save if self.form.is_some() => Some(Message::Save),
            Shortcut::Save if self.knowledge.is_open() => Some(of_knowledge(knowledge::Message::Save)),
            Shortcut::Back if self.form.is_some() => Some(Message::Cancel),
            Shortcut::Back if self.knowledge.is_open() => Some(of_knowledge(knowledge::Message::Cancel)),
            Shortcut::Back if self.comparing => Some(Message::Compare(false)),
            _ => None,
        }
    }

    fn subscription(&self) -> Subscription<Message> {
        self.cards.subscription().map(Message::Cards)
    }

    fn unsaved(&self) -> Option<String> {
        let words = self.form.as_ref().is_some_and(Form::is_changed);
        (words || self.knowledge.is_open()).then(|| "正在写的话术或资料".to_owned())
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let shown = view::Shown {
            tab: self.tab,
            by_situation: self.by_situation,
            chosen: &self.chosen,
            query: &self.query,
            force: &self.force,
            items: &self.items,
            points: &self.points,
            comparing: self.comparing,
            sample: self.sample,
            values: self.values(context),
            open: context.is_supervisor(),
        };
        let values = shown.values.clone();
        let base = view::screen(shown, &self.cards, &self.knowledge, context);
        let asked = match &self.form {
            Some(form) => Some(view::write(form, &values)),
            None => self.knowledge.dialog(context).map(view::of_knowledge),
        };
        dialog::over(base, asked)
    }
}

fn of_knowledge(message: knowledge::Message) -> Message {
    Message::Knowledge(Box::new(message))
}
