//! 话术: the library to read, search, preview and – for the supervisor – to change; the cards; what the counter must
//! know. What it looks like stands in `view`, what stands at a place of the library in `browse`.
//!
//! | file | what lives there |
//! |---|---|
//! | `view` `shown` `chosen` `message` | what the screen looks like, what it hands its parts, what is chosen, what happens |
//! | `browse` `conditions` `preview` | the sentences at a place; for whom and when, in words; the values they are previewed with |
//! | `form` `writing` | the dialog in which a sentence, a do or a don't is written |
//! | `entry` `entry_view` `about` | the form of an entry (situation, card), what it looks like, what a situation holds |
//! | `approvals` | what waits for approval |
//! | `cards` `card_group` | the cards and the pause of a minute |
//! | `knowledge` | what the counter must know (资料) |

use std::io::Write;
use std::path::PathBuf;

use iced::{Element, Subscription, Task};

use crate::desk::error::Error;
use crate::desk::output;
use crate::desk::reply::Changed;
use crate::desk::shelf::InForce;
use crate::domain::case::Case;
use crate::library::awaiting::Awaiting;
use crate::library::compare::Stale;
use crate::library::entry::{Entry, EntryKind, Key};
use crate::library::overlay::Overlaid;
use crate::library::shelf::Library;
use crate::library::situation::Situation;
use crate::library::step::Step;
use crate::library::usage::Usage;
use crate::library::variable::Values;
use crate::ui::chooser::{self, NoDialog};
use crate::ui::screen::contract::{Action, Context, Request, RequestId, Screen};
use crate::ui::screen::library::chosen::Chosen;
use crate::ui::screen::library::entry::{EntryForm, Refused};
use crate::ui::screen::library::form::PromptDialog;
use crate::ui::screen::library::message::{DialogGoal, LibraryTab};
use crate::ui::shortcut::Shortcut;
use crate::ui::widget::{dialog, focus};

pub mod about;
pub mod approvals;
pub mod browse;
pub mod card_group;
pub mod cards;
pub mod chosen;
pub mod conditions;
pub mod entry;
pub mod entry_view;
pub mod form;
mod knowledge;
pub mod message;
pub mod preview;
pub mod shown;
pub mod view;
pub mod writing;

pub use message::Message;

/// No library is larger, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The screen.
#[derive(Debug)]
pub struct LibraryScreen {
    tab: LibraryTab,
    by_situation: bool,
    facts: bool,
    chosen: Chosen,
    query: String,
    force: InForce,
    situations: Vec<Overlaid<Situation>>,
    heaps: cards::Heaps,
    stale: Vec<Stale>,
    awaiting: Vec<Awaiting>,
    items: Vec<browse::Item>,
    points: Vec<browse::Point>,
    form: Option<PromptDialog>,
    entry: Option<EntryForm>,
    saving: bool,
    comparing: bool,
    request: RequestId,
    sample: bool,
    last: Option<Box<Case>>,
    /// What the sentences are previewed with.
    values: Values,
    cards: cards::CardsShown,
    knowledge: knowledge::Shelf,
}

impl LibraryScreen {
    /// The screen at the first step.
    pub fn new(context: &Context) -> Self {
        let force = context.desk.library_in_force();
        let mut screen = Self {
            situations: force.edits.laid(Library::shipped()),
            heaps: cards::Heaps::of(&force.edits),
            stale: force.edits.stale(Library::shipped(), &context.settings),
            awaiting: force.edits.awaiting(Library::shipped()),
            tab: LibraryTab::Talk,
            by_situation: false,
            facts: false,
            chosen: Chosen::Step(Step::Greet),
            query: String::new(),
            force,
            items: Vec::new(),
            points: Vec::new(),
            form: None,
            entry: None,
            saving: false,
            comparing: false,
            request: RequestId::default(),
            sample: true,
            last: None,
            values: preview::sample(context),
            cards: cards::CardsShown::default(),
            knowledge: knowledge::Shelf::default(),
        };
        screen.sift();
        screen
    }

    /// The cards with the pause of a minute begun: it was offered after a hard case.
    pub fn pause(&mut self) {
        self.tab = LibraryTab::Cards;
        self.cards.update(card_group::Message::Pause, &self.heaps);
    }

    fn sift(&mut self) {
        let query = self.query.trim();
        if query.is_empty() {
            self.items = browse::items(&self.chosen, &self.force);
            self.points = browse::points(&self.chosen, &self.force);
        } else {
            self.items = browse::found(query, &self.force, &self.situations);
            self.points = Vec::new();
        }
    }

    fn preview(&self, context: &Context) -> Values {
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

    /// Leads a message to what it is about.
    fn route(&mut self, message: Message, context: &Context) -> Action<Message> {
        use Message as M;
        match message {
            M::Show(_) | M::BySituation(_) | M::Facts(_) | M::Choose(_) | M::Query(_) | M::Compare(_) => {
                self.browse(message)
            }
            M::Sample(_) | M::Last(..) => self.choose_preview(message, context),
            M::Write(..) | M::Change(..) | M::New(_) => {
                if context.is_supervisor() {
                    self.begin(message, context)
                } else {
                    Action::none()
                }
            }
            M::Typed(_) | M::StepOf(_) | M::Offer(_) | M::Entry(_) | M::Cancel => self.typed(message),
            M::Save => self.save(context),
            M::Judge(subject, approved) => {
                let made = context.desk.judge_library(&context.actor, subject, approved);
                Action::run(Task::perform(made, Message::Made))
            }
            M::Make(change) => {
                let made = context.desk.change_library(&context.actor, change);
                Action::run(Task::perform(made, Message::Made))
            }
            M::Made(Ok(written)) => self.made(written.changed, context),
            M::Made(Err(error)) => self.refused(&error),
            M::Export => export(context),
            M::Import => pick(),
            M::Exported(_) | M::Picked(_) | M::Imported(_) => self.transferred(message, context),
            M::Cards(card_group::Message::Step(chosen)) => {
                self.tab = LibraryTab::Talk;
                self.browse(Message::Choose(chosen))
            }
            M::Cards(message) => {
                self.cards.update(message, &self.heaps);
                Action::none()
            }
            M::Knowledge(message) => self.knowledge.update(*message, context).map(of_knowledge),
        }
    }

    /// Another part, place or search.
    fn browse(&mut self, message: Message) -> Action<Message> {
        match message {
            Message::Show(tab) => (self.tab, self.comparing) = (tab, false),
            Message::BySituation(by_situation) => self.by_situation = by_situation,
            Message::Facts(facts) => {
                self.facts = facts;
                return Action::run(to_top());
            }
            Message::Choose(chosen) => {
                self.choose(chosen);
                return Action::run(to_top());
            }
            Message::Query(text) => {
                self.query = text;
                self.comparing = false;
                self.sift();
            }
            Message::Compare(comparing) => (self.tab, self.comparing) = (LibraryTab::Talk, comparing),
            _ => {}
        }
        Action::none()
    }

    /// With which values the sentences are shown.
    fn choose_preview(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Sample(true) => self.sample = true,
            Message::Sample(false) => {
                self.sample = false;
                return Action::run(preview::read(self.request.ask(), context));
            }
            Message::Last(request, _) if request != self.request => {}
            Message::Last(_, Ok(None)) => {
                self.sample = true;
                return Action::ask(Request::Say("最近一个月没有受理单，先用示例".to_owned()));
            }
            Message::Last(_, Ok(last)) => self.last = last,
            Message::Last(_, Err(sentence)) => return Action::ask(Request::Warn(sentence)),
            _ => {}
        }
        Action::none()
    }

    /// A form is opened; the supervisor's.
    fn begin(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Write(spot, goal, text) => {
                let item = |id: &str| self.items.iter().find(|item| item.id == id);
                let usage = match &goal {
                    DialogGoal::Line(id) => item(id).map(|item| item.usage.clone()).unwrap_or_default(),
                    _ => Usage::default(),
                };
                self.form = Some(PromptDialog::new(spot, goal, text, usage));
                return Action::run(focus::to(writing::WORDS));
            }
            Message::Change(key, group) => self.entry = self.form_of(&key, group, context),
            Message::New(kind) => {
                self.entry = Some(EntryForm::new(kind, &self.situations, &context.settings));
            }
            _ => {}
        }
        Action::none()
    }

    /// Something is typed or chosen in the form that is open.
    fn typed(&mut self, message: Message) -> Action<Message> {
        match (message, &mut self.form) {
            (Message::Typed(text), Some(form)) => (form.text, form.refused) = (text, None),
            (Message::StepOf(step), Some(form)) => form.spot.step = step,
            (Message::Offer(picked), Some(form)) => form.pick(picked),
            (Message::Cancel, _) => (self.form, self.entry) = (None, None),
            (Message::Entry(typed), _) => {
                let to = self.entry.as_mut().and_then(|entry| entry.update(typed));
                return to.map_or_else(Action::none, |path| Action::run(focus::to(entry_view::id_of(&path))));
            }
            _ => {}
        }
        Action::none()
    }

    /// Whether something is written in a form that lies on no disk.
    fn is_writing(&self) -> bool {
        self.form.as_ref().is_some_and(PromptDialog::is_changed)
            || self.entry.as_ref().is_some_and(EntryForm::is_changed)
    }

    /// A file was written, chosen or read.
    fn transferred(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Exported(Ok(Some(place))) => {
                Action::ask(Request::Say(format!("话术已导出到「{place}」")))
            }
            Message::Picked(Ok(Some((name, text)))) => {
                let imported = context.desk.import_library(&context.actor, &name, &text);
                Action::run(Task::perform(imported, Message::Imported))
            }
            Message::Exported(Err(sentence)) | Message::Picked(Err(sentence)) => {
                Action::ask(Request::Warn(sentence))
            }
            Message::Imported(Ok(written)) => {
                let told = Request::Say(written.value.sentence());
                let wrote = Action::ask(Request::Wrote(written.changed));
                self.refresh(context).with(wrote).and(told)
            }
            Message::Imported(Err(error)) => Action::ask(Request::Warn(error.message())),
            _ => Action::none(),
        }
    }

    /// The form of an entry's group of fields.
    fn form_of(&self, key: &Key, group: usize, context: &Context) -> Option<EntryForm> {
        if key.kind != EntryKind::Situation {
            return self.heaps.form(key, &context.settings);
        }
        let laid = self.situations.iter().find(|laid| laid.entry.id() == key.id)?;
        let question = laid.entry.question.as_ref();
        Some(EntryForm::of(laid, key.kind.groups().get(group)?, question, &context.settings))
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        if self.saving {
            return Action::none();
        }
        let change = match (&mut self.entry, &mut self.form) {
            (Some(entry), _) => match entry.change() {
                Ok(change) => change,
                Err(refused) => {
                    let to = refused.path.clone().map(|path| focus::to(entry_view::id_of(&path)));
                    entry.refused = Some(refused);
                    return to.map_or_else(Action::none, Action::run);
                }
            },
            (None, Some(form)) => match form.change() {
                Ok(change) => change,
                Err(sentence) => {
                    form.refused = Some(sentence);
                    return Action::none();
                }
            },
            (None, None) => return Action::none(),
        };
        self.saving = true;
        let made = context.desk.change_library(&context.actor, change);
        Action::run(Task::perform(made, Message::Made))
    }

    /// A change is on disk: the forms close, a new situation is shown.
    fn made(&mut self, changed: Changed, context: &Context) -> Action<Message> {
        self.saving = false;
        self.form = None;
        let new = self.entry.take().and_then(|entry| entry.new_situation());
        let action = self.refresh(context).with(Action::ask(Request::Wrote(changed)));
        let Some(code) = new else { return action.and(Request::Say("话术已保存".to_owned())) };
        self.choose(Chosen::Situation(code));
        self.facts = true;
        action.and(Request::Say("场景已添上，接着可以填步骤、时限和话术".to_owned()))
    }

    fn refused(&mut self, error: &Error) -> Action<Message> {
        self.saving = false;
        let sentence = error.message();
        match (&mut self.entry, &mut self.form) {
            (Some(entry), _) => entry.refused = Some(Refused { path: None, sentence }),
            (None, Some(form)) => form.refused = Some(sentence),
            (None, None) => return Action::ask(Request::Warn(sentence)),
        }
        Action::none()
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
    let folder = context.desk.folder().to_owned();
    let written = async move {
        let text = text?;
        let chosen = chooser::save_as(name, "话术", "toml").await;
        let Some(path) = chosen.map_err(|NoDialog| no_dialog("导出", "export --out 文件"))? else {
            return Ok(None);
        };
        let place = path.display().to_string();
        let write = move || {
            output::save(&folder, &path, output::OutputKind::Text, |file| file.write_all(text.as_bytes()))
        };
        let written = smol::unblock(write).await;
        written.map(|()| Some(place)).map_err(|error| error.message())
    };
    Action::run(Task::perform(written, Message::Exported))
}

/// Asks which file, and reads it.
fn pick() -> Action<Message> {
    let read = async {
        let chosen = chooser::open("话术", "toml").await;
        let Some(path) = chosen.map_err(|NoDialog| no_dialog("导入", "import 文件"))? else {
            return Ok(None);
        };
        smol::unblock(move || load(path)).await.map(Some)
    };
    Action::run(Task::perform(read, Message::Picked))
}

fn no_dialog(act: &str, command: &str) -> String {
    format!("这台电脑上打不开选文件的窗口，没有{act}。可以请懂电脑的同事用命令 tingsu library {command}。")
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
        let action = self.route(message, context);
        self.values = self.preview(context);
        action
    }

    fn minute(&mut self, context: &Context) {
        self.values = self.preview(context);
    }

    fn refresh(&mut self, context: &Context) -> Action<Message> {
        self.force = context.desk.library_in_force();
        self.situations = self.force.edits.laid(Library::shipped());
        self.heaps = cards::Heaps::of(&self.force.edits);
        self.stale = self.force.edits.stale(Library::shipped(), &context.settings);
        self.awaiting = self.force.edits.awaiting(Library::shipped());
        self.sift();
        self.values = self.preview(context);
        Action::none()
    }

    fn shortcut(&self, shortcut: Shortcut) -> Option<Message> {
        match shortcut {
            Shortcut::Save if self.form.is_some() || self.entry.is_some() => Some(Message::Save),
            Shortcut::Save if self.knowledge.is_open() => Some(of_knowledge(knowledge::Message::Save)),
            Shortcut::Back if self.form.is_some() || self.entry.is_some() => Some(Message::Cancel),
            Shortcut::Back if self.knowledge.is_open() => Some(of_knowledge(knowledge::Message::Cancel)),
            Shortcut::Back if self.comparing => Some(Message::Compare(false)),
            _ => None,
        }
    }

    fn subscription(&self) -> Subscription<Message> {
        self.cards.subscription().map(Message::Cards)
    }

    fn unsaved(&self) -> Option<String> {
        (self.is_writing() || self.knowledge.is_changed()).then(|| "正在写的话术或资料".to_owned())
    }

    fn loses(&self, message: &Message) -> Option<String> {
        let what = match message {
            Message::Cancel if self.is_writing() => "正在写的话术",
            Message::Knowledge(message) if self.knowledge.loses(message) => "正在写的资料",
            _ => return None,
        };
        Some(what.to_owned())
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let shown = shown::LibraryShown {
            tab: self.tab,
            by_situation: self.by_situation,
            facts: self.facts,
            chosen: &self.chosen,
            query: &self.query,
            force: &self.force,
            situations: &self.situations,
            heaps: &self.heaps,
            stale: &self.stale,
            awaiting: &self.awaiting,
            settings: &context.settings,
            items: &self.items,
            points: &self.points,
            comparing: self.comparing,
            sample: self.sample,
            values: &self.values,
            open: context.is_supervisor(),
        };
        let base = view::screen(shown, &self.cards, &self.knowledge, context);
        let asked = match (&self.entry, &self.form) {
            (Some(entry), _) => Some(entry_view::form(entry)),
            (None, Some(form)) => Some(writing::dialog_of(form, &self.values)),
            (None, None) => self.knowledge.dialog(context).map(view::of_knowledge),
        };
        dialog::over(base, asked)
    }
}

fn of_knowledge(message: knowledge::Message) -> Message {
    Message::Knowledge(Box::new(message))
}
