//! 分析与定稿 of the period that is shown: the typed analysis, which lies on disk while it is typed, the versions of the
//! month, and making it final. Rules §9.

use std::collections::BTreeMap;
use std::time::Duration;

use iced::{Subscription, Task};

use crate::desk::error::Error;
use crate::desk::print::printout::Printout;
use crate::desk::reply::{Changed, Written};
use crate::domain::statistics::locked::MonthHistory;
use crate::domain::statistics::period::{Length, Period};
use crate::domain::statistics::report::Lock;
use crate::ui::screen::contract::{Action, Context, Request, RequestId};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::widget::field;

/// Typing is written to disk this long after it began, well within a second.
const WRITE_AFTER: Duration = Duration::from_millis(400);

/// What could not be written is tried again after this long.
const AGAIN_AFTER: Duration = Duration::from_secs(5);

/// See the module.
#[derive(Default)]
pub struct MonthEnd {
    period: Option<Period>,
    /// What the log says of the month, once it is read.
    pub history: Option<MonthHistory>,
    /// The analysis as typed.
    pub text: LongText,
    /// The analysis as it lies on disk, saved or as a draft.
    written: String,
    /// Why the month is opened again, while that is asked.
    pub reason: Option<String>,
    /// Something is on its way to the desk.
    pub busy: bool,
    turn: RequestId,
    keeping: bool,
    /// What could not be written yet, by period: it may have been left since.
    unwritten: BTreeMap<String, (Period, String)>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// What the log says, and what was being typed.
    Read(RequestId, Result<(MonthHistory, Option<String>), String>),
    /// The analysis was typed.
    Typed(field::Action),
    /// What was typed goes to disk.
    Keep,
    /// It lies there, or not.
    Kept(Period, String, Result<(), String>),
    /// What could not be written is tried again.
    WriteAgain,
    /// The analysis is saved.
    Save,
    /// It is.
    Saved(Result<Changed, String>),
    /// The month is made final.
    Lock,
    /// It is.
    Locked(Result<Written<Lock>, String>),
    /// The month shall be opened again: why is asked. With `false` it is not.
    AskWhy(bool),
    /// Why.
    Reason(String),
    /// It is opened again.
    Unlock,
    /// It is open.
    Unlocked(Result<Changed, String>),
    /// A version is printed.
    Print(u32),
}

impl std::fmt::Debug for MonthEnd {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MonthEnd").field("period", &self.period).finish_non_exhaustive()
    }
}

impl MonthEnd {
    /// Asks what the log says of a period. What is typed on the one before goes to disk first.
    pub fn read(&mut self, period: Period, context: &Context) -> Task<Message> {
        let kept = self.write(context);
        if self.period != Some(period) {
            (self.period, self.history, self.reason) = (Some(period), None, None);
            (self.text, self.written) = (LongText::default(), String::new());
        }
        let turn = self.turn.ask();
        let desk = context.desk.clone();
        let read = async move {
            let history = desk.month_history(period).await?;
            Ok((history, desk.analysis_draft(period).await?))
        };
        let read = Task::perform(read, move |read: Result<_, Error>| {
            Message::Read(turn, read.map_err(|error| error.message()))
        });
        Task::batch([kept, read])
    }

    /// Whether what is typed is not saved yet; it lies on disk all the same.
    pub fn is_unsaved(&self) -> bool {
        self.history.as_ref().is_some_and(|history| self.text.text().trim() != history.analysis.trim())
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        let Some(period) = self.period else { return Action::none() };
        match message {
            Message::Read(turn, _) if turn != self.turn => {}
            Message::Read(_, Ok((history, draft))) => self.take(history, draft),
            Message::Read(_, Err(sentence)) => return Action::ask(Request::Warn(sentence)),
            Message::Kept(of, text, done) => return self.kept(of, text, done),
            Message::WriteAgain => return Action::run(self.write_again(context)),
            Message::Typed(action) => {
                self.text.perform(action);
                if !self.keeping && self.text.text() != self.written {
                    self.keeping = true;
                    return Action::run(Task::perform(smol::Timer::after(WRITE_AFTER), |_| Message::Keep));
                }
            }
            Message::Keep => return Action::run(self.write(context)),
            Message::AskWhy(ask) => self.reason = ask.then(String::new),
            Message::Reason(reason) => self.reason = Some(reason),
            Message::Save | Message::Lock | Message::Unlock => return self.begin(message, period, context),
            Message::Saved(_) | Message::Locked(_) | Message::Unlocked(_) => {
                self.busy = false;
                return self.ended(message, period, context);
            }
            Message::Print(version) => {
                let version = Some(version);
                let papers = vec![Printout::Table(period, version), Printout::TablePage(period, version)];
                return Action::ask(Request::Print(papers));
            }
        }
        Action::none()
    }

    /// What the log says of the period, and what lies on disk unsaved; what is being typed meanwhile stays.
    fn take(&mut self, history: MonthHistory, draft: Option<String>) {
        if self.history.is_none() || !self.is_unsaved() {
            let text = draft.unwrap_or_else(|| history.analysis.clone());
            if text != self.text.text() {
                self.text = LongText::new(&text);
            }
            self.written = text;
        }
        self.history = Some(history);
    }

    /// Something goes on record, one thing at a time.
    fn begin(&mut self, message: Message, period: Period, context: &Context) -> Action<Message> {
        if self.busy {
            return Action::none();
        }
        self.busy = true;
        let (desk, actor, text) = (context.desk.clone(), context.actor.clone(), self.text.text());
        Action::run(match message {
            Message::Lock => {
                // What is typed belongs to the table that is made final.
                let locked = async move {
                    desk.save_analysis(&actor, period, &text).await?;
                    desk.lock_month(&actor, period).await
                };
                Task::perform(locked, |locked: Result<_, Error>| {
                    Message::Locked(locked.map_err(|error| error.message()))
                })
            }
            Message::Unlock => {
                let unlocked = desk.unlock_month(&actor, period, self.reason.as_deref().unwrap_or_default());
                Task::perform(unlocked, |unlocked| Message::Unlocked(changed(unlocked)))
            }
            _ => {
                let saved = desk.save_analysis(&actor, period, &text);
                Task::perform(saved, |saved| Message::Saved(changed(saved)))
            }
        })
    }

    /// It is on record, or a sentence says why not.
    fn ended(&mut self, message: Message, period: Period, context: &Context) -> Action<Message> {
        match message {
            Message::Saved(Ok(changed)) => {
                self.written = self.text.text();
                self.unwritten.remove(&period.code());
                done(self.read(period, context), changed, "分析已保存".to_owned())
            }
            Message::Locked(Ok(locked)) => {
                let said =
                    format!("{}已定稿：第 {} 版 {}", period.label(), locked.value.version, locked.value.hash);
                done(self.read(period, context), locked.changed, said)
            }
            Message::Unlocked(Ok(changed)) => {
                self.reason = None;
                let said = format!("{}的定稿已撤销，原来的一版仍可打印", period.label());
                done(self.read(period, context), changed, said)
            }
            Message::Saved(Err(sentence))
            | Message::Locked(Err(sentence))
            | Message::Unlocked(Err(sentence)) => Action::ask(Request::Warn(sentence)),
            _ => Action::none(),
        }
    }

    /// Writes what was typed since the last time as a draft.
    pub fn write(&mut self, context: &Context) -> Task<Message> {
        self.keeping = false;
        let text = self.text.text();
        let Some(period) = self.period.filter(|_| self.history.is_some() && text != self.written) else {
            return Task::none();
        };
        self.written.clone_from(&text);
        keep(period, text, context)
    }

    /// What was typed lies on disk, or a sentence says why not – once –; then it is tried again until it does.
    fn kept(&mut self, of: Period, text: String, done: Result<(), String>) -> Action<Message> {
        let Err(sentence) = done else {
            self.unwritten.remove(&of.code());
            return Action::none();
        };
        let told = !self.unwritten.is_empty();
        self.unwritten.insert(of.code(), (of, text));
        if told { Action::none() } else { Action::ask(Request::Warn(sentence)) }
    }

    /// Tries once more to write what could not be written, also of a period that was left since.
    fn write_again(&mut self, context: &Context) -> Task<Message> {
        let (shown, typed) = (self.period, self.text.text());
        let again = self.unwritten.values().map(|(of, text)| {
            let newest = if shown == Some(*of) { &typed } else { text };
            keep(*of, newest.clone(), context)
        });
        Task::batch(again.collect::<Vec<_>>())
    }

    /// What could not be written is tried again by itself.
    pub fn subscription(&self) -> Subscription<Message> {
        if self.is_unwritten() {
            iced::time::every(AGAIN_AFTER).map(|_| Message::WriteAgain)
        } else {
            Subscription::none()
        }
    }

    /// Whether something that was typed is not on disk yet.
    pub fn is_unwritten(&self) -> bool {
        !self.unwritten.is_empty()
    }

    /// Whether the period can be made final now.
    pub fn may_lock(&self, period: Period, context: &Context) -> bool {
        let open = self.history.as_ref().is_some_and(|history| history.in_force().is_none());
        open && period.length() == Length::Month && period.end() <= context.now()
    }
}

/// Writes what is typed of a period as a draft.
fn keep(period: Period, text: String, context: &Context) -> Task<Message> {
    let kept = context.desk.save_analysis_draft(&context.actor, period, text.clone());
    Task::perform(kept, move |kept| {
        Message::Kept(period, text, kept.map(|_| ()).map_err(|error| error.message()))
    })
}

fn changed(written: Result<Written<()>, Error>) -> Result<Changed, String> {
    written.map(|written| written.changed).map_err(|error| error.message())
}

fn done(task: Task<Message>, changed: Changed, said: String) -> Action<Message> {
    Action::run(task).and(Request::Wrote(changed)).and(Request::Say(said))
}
