//! The screen: which day is checked, what is being found, which note is open.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use iced::Task;

use crate::desk::error::Error;
use crate::desk::print::printout::Printout;
use crate::desk::reply::{Changed, Written};
use crate::domain::case::CaseNumber;
use crate::domain::daily_check::{CheckList, DailyCheck, Signature};
use crate::domain::shift::{ShiftId, ShiftNote};
use crate::domain::shift_now::Shift;
use crate::ui::screen::contract::{Action, Context, OpenAt, Request, RequestId};
use crate::ui::widget::field::{self, Content};

/// Which tab of the screen is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShiftTab {
    /// 日盘点.
    Check,
    /// 交班.
    Note,
}

/// The screen.
pub struct ShiftScreen {
    turn: RequestId,
    pub(super) tab: ShiftTab,
    pub(super) day: Option<NaiveDate>,
    pub(super) check: Option<DailyCheck>,
    pub(super) unsigned: Vec<(NaiveDate, CheckList)>,
    /// What was found, by day and list, as typed, until it is signed.
    pub(super) found: BTreeMap<(NaiveDate, CheckList), String>,
    pub(super) draft: Option<ShiftNote>,
    pub(super) text: Content,
    pub(super) notes: Vec<Shift>,
    pub(super) open: Option<ShiftId>,
    pub(super) failed: Option<String>,
    busy: bool,
}

/// What the desk answers to a question of the screen.
type Read = (DailyCheck, Vec<(NaiveDate, CheckList)>, ShiftNote, Vec<Shift>);

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The desk's answer.
    Read(RequestId, Result<Box<Read>, String>),
    /// The other tab.
    ShiftTab(ShiftTab),
    /// Another day is checked.
    Day(NaiveDate),
    /// What was found was typed.
    Found(NaiveDate, CheckList, String),
    /// A list is signed off.
    Sign(NaiveDate, CheckList),
    /// It is on disk, or a sentence why not.
    Signed(Result<Written<Signature>, Error>),
    /// What is added to the note.
    Text(field::Action),
    /// The note is left to the next shift.
    HandOver,
    /// It is on disk, or a sentence why not.
    HandedOver(Result<Written<ShiftId>, Error>),
    /// A note is opened.
    Open(ShiftId),
    /// A note is taken over.
    TakeOver(ShiftId),
    /// It is on disk, or a sentence why not.
    TakenOver(Result<Changed, Error>),
    /// A case of a note or list is opened.
    Case(CaseNumber),
    /// The paper of what is shown.
    Print,
}

impl Default for ShiftScreen {
    /// The screen before anything is read.
    fn default() -> Self {
        Self {
            turn: RequestId::default(),
            tab: ShiftTab::Check,
            day: None,
            check: None,
            unsigned: Vec::new(),
            found: BTreeMap::new(),
            draft: None,
            text: Content::new(),
            notes: Vec::new(),
            open: None,
            failed: None,
            busy: false,
        }
    }
}

impl ShiftScreen {
    /// Shows one tab: the oldest day that lacks a signature, or the note that waits.
    pub fn show(&mut self, tab: ShiftTab, context: &Context) -> Action<Message> {
        self.tab = tab;
        self.day = None;
        self.read(context)
    }

    pub(super) fn read(&mut self, context: &Context) -> Action<Message> {
        let (turn, desk, day) = (self.turn.ask(), context.desk.clone(), self.day);
        let today = context.now().date();
        let all = async move {
            let unsigned = desk.unsigned_checks().await?;
            let day = day.or(unsigned.first().map(|(day, _)| *day)).unwrap_or(today);
            let check = desk.daily_check(day).await?;
            Ok(Box::new((check, unsigned, desk.shift_draft().await?, desk.shifts().await?)))
        };
        Action::run(Task::perform(all, move |read: Result<_, Error>| {
            Message::Read(turn, read.map_err(|error| error.message()))
        }))
    }

    fn listed(&mut self, (check, unsigned, draft, notes): Read) {
        self.day = Some(check.date);
        (self.check, self.unsigned, self.draft) = (Some(check), unsigned, Some(draft));
        let known = self.open.is_some_and(|id| notes.iter().any(|note| note.id == id));
        if !known {
            self.open = notes.first().filter(|note| note.taken.is_none()).map(|note| note.id);
        }
        (self.notes, self.failed) = (notes, None);
    }

    /// What is typed of a list of a day.
    pub(super) fn found(&self, day: NaiveDate, list: CheckList) -> &str {
        self.found.get(&(day, list)).map_or("", String::as_str)
    }

    /// The note that is open.
    pub(super) fn note(&self) -> Option<&Shift> {
        self.notes.iter().find(|note| Some(note.id) == self.open)
    }

    fn wrote<T>(
        &mut self,
        written: Result<T, Error>,
        said: impl FnOnce(T) -> (Changed, String),
    ) -> Action<Message> {
        self.busy = false;
        match written {
            Ok(value) => {
                let (changed, words) = said(value);
                Action::ask(Request::Wrote(changed)).and(Request::Say(words))
            }
            Err(error) => Action::ask(Request::Warn(error.message())),
        }
    }

    /// Something goes on record, one thing at a time.
    fn put(&mut self, message: Message, context: &Context) -> Action<Message> {
        let (desk, actor) = (&context.desk, &context.actor);
        if !self.begin() {
            return Action::none();
        }
        Action::run(match message {
            Message::Sign(day, list) => {
                let signed = desk.sign_check(actor, day, list, self.found(day, list));
                Task::perform(signed, Message::Signed)
            }
            Message::TakeOver(id) => {
                let taken = desk.take_over_shift(actor, id);
                Task::perform(taken, |taken: Result<Written<()>, _>| {
                    Message::TakenOver(taken.map(|written| written.changed))
                })
            }
            _ => Task::perform(desk.hand_over_shift(actor, &self.text.text()), Message::HandedOver),
        })
    }

    /// It is on record, or a sentence says why not.
    fn kept(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Signed(signed) => {
                if let Ok(Written { value: one, .. }) = &signed {
                    self.found.remove(&(one.day, one.list));
                }
                self.wrote(signed, |written| {
                    let words = format!("「{}」已盘点签字", written.value.list.label());
                    (written.changed, words)
                })
            }
            Message::HandedOver(handed) => {
                if let Ok(written) = &handed {
                    (self.text, self.open) = (Content::new(), Some(written.value));
                }
                self.wrote(handed, |written| (written.changed, "交班记录已留好，等接班的人接班".to_owned()))
            }
            Message::TakenOver(taken) => {
                let words = format!("{}已接班", context.actor.name);
                self.wrote(taken, |changed| (changed, words))
            }
            _ => Action::none(),
        }
    }

    fn begin(&mut self) -> bool {
        !std::mem::replace(&mut self.busy, true)
    }

    /// Works a message in.
    pub(super) fn route(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Read(turn, _) if turn != self.turn => {}
            Message::Read(_, Ok(read)) => self.listed(*read),
            Message::Read(_, Err(sentence)) => self.failed = Some(sentence),
            Message::ShiftTab(tab) => self.tab = tab,
            Message::Day(day) => {
                self.day = Some(day);
                return self.read(context);
            }
            Message::Found(day, list, text) => {
                self.found.insert((day, list), text);
            }
            Message::Sign(..) | Message::HandOver | Message::TakeOver(_) => {
                return self.put(message, context);
            }
            Message::Signed(_) | Message::HandedOver(_) | Message::TakenOver(_) => {
                return self.kept(message, context);
            }
            Message::Text(action) => self.text.perform(action),
            Message::Open(id) => self.open = Some(id),
            Message::Case(number) => return Action::ask(Request::Open(number, OpenAt::Overview)),
            Message::Print => {
                let paper = match (self.tab, self.day, self.open) {
                    (ShiftTab::Check, Some(day), _) => Printout::DailyCheck(day),
                    (ShiftTab::Note, _, Some(id)) => Printout::ShiftNote(id),
                    _ => return Action::none(),
                };
                return Action::ask(Request::Print(vec![paper]));
            }
        }
        Action::none()
    }
}

/// The days before and after one.
pub(super) fn neighbours(day: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
    (day.checked_sub_days(Days::new(1)), day.checked_add_days(Days::new(1)))
}
