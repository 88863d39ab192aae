//! Copies that leave the computer or come from elsewhere: everything in one file to be taken along, sealing with a
//! passphrase, and restoring from a file.

use std::path::PathBuf;

use iced::widget::{column, row};
use iced::{Alignment, Element, Task};

use crate::desk::error::Error;
use crate::desk::maintenance::{ChosenCopy, MadeCopy, is_sealed};
use crate::desk::reply::Written;
use crate::domain::safety;
use crate::domain::settings::Settings;
use crate::ui::chooser::{self, NoDialog};
use crate::ui::screen::contract::{Action, Context, Request};
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, field, section, text};

/// What is typed, and what is under way.
#[derive(Debug, Default)]
pub struct Outgoing {
    pass: String,
    again: String,
    problem: Option<String>,
    busy: bool,
}

/// What happens here.
#[derive(Debug, Clone)]
pub enum Message {
    /// The passphrase was typed.
    Pass(String),
    /// It was typed again.
    Again(String),
    /// Put everything into one file, sealed or not.
    TakeAlong {
        /// Sealed with the passphrase.
        sealed: bool,
    },
    /// Where it lies, verified; `None` when no place was chosen.
    Taken(Result<Option<MadeCopy>, String>),
    /// Seal the copies of the second folder from now on.
    Seal,
    /// Seal them no longer.
    Unseal,
    /// That is on disk.
    Sealed(Box<Result<Written<Settings>, Error>>),
    /// A copy that lies elsewhere shall be put in place.
    Choose,
    /// It was chosen.
    Chosen(Result<Option<PathBuf>, NoDialog>),
    /// This copy: the owner of this part shows what would be lost.
    Use(ChosenCopy),
}

impl Outgoing {
    /// The passphrase that is typed, if it is one and typed twice alike.
    fn passphrase(&mut self) -> Option<String> {
        self.problem = match safety::passphrase_problem(&self.pass) {
            Some(problem) => Some(problem.to_owned()),
            None if safety::plain_passphrase(&self.pass) != safety::plain_passphrase(&self.again) => {
                Some("两次输入的备份口令不一样。".to_owned())
            }
            None => None,
        };
        self.problem.is_none().then(|| self.pass.clone())
    }

    /// Works a message in; [`Message::Use`] is for the owner of this part.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Pass(text) => (self.pass, self.problem) = (text, None),
            Message::Again(text) => (self.again, self.problem) = (text, None),
            Message::TakeAlong { .. } if self.busy => {}
            Message::TakeAlong { sealed } => {
                let pass = if sealed { self.passphrase() } else { None };
                if sealed && pass.is_none() {
                    return Action::none();
                }
                self.busy = true;
                return Action::run(Task::perform(take_along(context, pass), Message::Taken));
            }
            Message::Taken(result) => return self.taken(result),
            Message::Seal => {
                if let Some(pass) = self.passphrase() {
                    return seal(context, Some(&pass));
                }
            }
            Message::Unseal => return seal(context, None),
            Message::Sealed(done) => return self.sealed(*done),
            Message::Choose => {
                return Action::run(Task::perform(chooser::open_any("听诉备份", COPIES), Message::Chosen));
            }
            Message::Chosen(Ok(Some(path))) => return self.chosen(path),
            Message::Chosen(Ok(None)) | Message::Use(_) => {}
            Message::Chosen(Err(NoDialog)) => {
                let sentence = "这台电脑上打不开选文件的窗口。可以请懂电脑的同事用命令 tingsu restore。";
                return Action::ask(Request::Warn(sentence.to_owned()));
            }
        }
        Action::none()
    }

    /// Everything lies in one file, or a sentence why not.
    fn taken(&mut self, result: Result<Option<MadeCopy>, String>) -> Action<Message> {
        self.busy = false;
        match result {
            Ok(None) => Action::none(),
            Ok(Some(made)) => {
                (self.pass, self.again) = (String::new(), String::new());
                let said = Action::ask(Request::Say(format!(
                    "已存好并核验：{}。到新电脑第一次打开听诉时，点「从备份恢复…」选它",
                    made.path.display()
                )));
                match made.warning() {
                    Some(words) => said.and(Request::Warn(words)),
                    None => said,
                }
            }
            Err(sentence) => Action::ask(Request::Warn(sentence)),
        }
    }

    /// The copies of the second folder are sealed from now on, or no longer.
    fn sealed(&mut self, done: Result<Written<Settings>, Error>) -> Action<Message> {
        let written = match done {
            Ok(written) => written,
            Err(error) => {
                self.problem = Some(error.message());
                return Action::none();
            }
        };
        (self.pass, self.again) = (String::new(), String::new());
        let said = if written.value.safety.sealed {
            "第二份备份从下一次起加密，那里以前的备份没有加密，不要的请删掉。请把口令写在纸上收好：忘了口令，谁也打不开"
        } else {
            "第二份备份从下一次起不再加密"
        };
        Action::ask(Request::Wrote(written.changed)).and(Request::Say(said.to_owned()))
    }

    /// A copy was chosen; a sealed one needs its passphrase first.
    fn chosen(&mut self, path: PathBuf) -> Action<Message> {
        let typed = (!self.pass.trim().is_empty()).then(|| safety::plain_passphrase(&self.pass));
        if is_sealed(&path) && typed.is_none() {
            self.problem = Some("这份备份加了密：请先在「备份口令」里输入口令，再选一次。".to_owned());
            return Action::none();
        }
        Action::run(Task::done(Message::Use(ChosenCopy { path, pass: typed, faulty: false })))
    }

    /// The passphrase and what it is for.
    pub fn view<'a>(&'a self, context: &Context) -> Element<'a, Message> {
        let open = context.is_supervisor() && !self.busy;
        let secret = |label: &'static str, value: &'a str, change: fn(String) -> Message| {
            let shown = field(label, value).secret().placeholder("至少 8 个字").width(WIDTH);
            if open { shown.on_input(change) } else { shown }
        };
        let may = |message: Message| open.then_some(message);
        let sealed = context.settings.safety.sealed;
        let second = if sealed {
            button::secondary("第二份备份不再加密").on_press_maybe(may(Message::Unseal))
        } else {
            button::secondary("给第二份备份加密").on_press_maybe(may(Message::Seal))
        };
        let take = if self.busy { "正在打包…" } else { "换电脑：带走全部数据…" };
        let take = button::secondary(take).on_press_maybe(may(Message::TakeAlong { sealed: false }));
        let take_sealed =
            button::secondary("带走并加密…").on_press_maybe(may(Message::TakeAlong { sealed: true }));
        let restore = button::secondary("从别处的备份恢复…").on_press_maybe(may(Message::Choose));
        let state = if sealed { "第二份备份加了密" } else { "第二份备份没有加密" };
        column![
            section("带走与加密", state),
            row![
                secret("备份口令", &self.pass, Message::Pass),
                secret("再输一次", &self.again, Message::Again),
                second
            ]
            .spacing(spacing::M)
            .align_y(Alignment::End),
            row![take, take_sealed, restore].spacing(spacing::S).align_y(Alignment::Center),
            text::caption("加密的备份只能凭口令打开。口令忘了没有办法补救，请写在纸上，和恢复码放在一起。"),
        ]
        .push(self.problem.as_deref().map(|words| text::small(words, Tone::Danger)))
        .spacing(spacing::M)
        .into()
    }
}

fn seal(context: &Context, pass: Option<&str>) -> Action<Message> {
    let set = context.desk.seal_second_copies(&context.actor, pass);
    Action::run(Task::perform(set, |done| Message::Sealed(Box::new(done))))
}

/// Asks where to, writes everything into one file there and verifies it.
fn take_along(
    context: &Context,
    pass: Option<String>,
) -> impl Future<Output = Result<Option<MadeCopy>, String>> + use<> {
    let desk = context.desk.clone();
    let name = format!("听诉-{}.tingsu", context.now().date().format("%Y%m%d"));
    async move {
        let chosen = chooser::save_as(name, "听诉备份", "tingsu").await;
        let chosen = chosen.map_err(|NoDialog| {
            "这台电脑上打不开选文件的窗口，没有存。可以请懂电脑的同事用命令 tingsu backup。".to_owned()
        })?;
        let Some(path) = chosen else { return Ok(None) };
        desk.take_along(&path, pass.as_deref()).await.map(Some).map_err(|error| error.message())
    }
}

/// The endings of the files that a copy comes as.
const COPIES: &[&str] = &["tingsu", "db", "age"];
const WIDTH: f32 = 210.0;
