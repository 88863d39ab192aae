//! The screen: which entries are read, which one is open, what is being typed about it.

use chrono::Duration;
use iced::Task;

use crate::desk::error::Error;
use crate::desk::outage::Reached;
use crate::desk::print::printout::Printout;
use crate::desk::reply::Written;
use crate::domain::case_row::CaseRow;
use crate::domain::code::Medium;
use crate::domain::outage::OutageId;
use crate::domain::outage_now::OutageNow;
use crate::ui::screen::contract::{Action, CallStart, Context, OpenAt, Request, RequestId};
use crate::ui::screen::outage::form::{Form, OutageEntry, OutageTyped};
use crate::ui::widget::focus;

/// So long those that are over stay in the list.
const KEPT_DAYS: i64 = 60;

/// The screen.
#[derive(Debug)]
pub struct Outages {
    turn: RequestId,
    /// The open ones first, then the latest.
    pub(super) all: Option<Vec<OutageNow>>,
    pub(super) chosen: Option<OutageId>,
    /// The cases of the chosen one.
    pub(super) cases: Vec<CaseRow>,
    pub(super) selected: Option<usize>,
    pub(super) form: Option<Form>,
    /// The form is for a new one.
    pub(super) is_new: bool,
    pub(super) problem: Option<String>,
    pub(super) failed: Option<String>,
    busy: bool,
}

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// The list.
    Read(RequestId, Result<Vec<OutageNow>, String>),
    /// The cases of one.
    Cases(OutageId, Result<Vec<CaseRow>, String>),
    /// Another one is opened.
    Choose(usize),
    /// A case of the list is marked.
    Select(usize),
    /// A case of the list is opened.
    Open(usize),
    /// A new one is registered.
    New,
    /// The open one is changed.
    Change,
    /// Everybody on it is told.
    Tell,
    /// It is over.
    End,
    /// Something was typed.
    Typed(OutageTyped),
    /// The form is put away.
    Cancel,
    /// The form is saved.
    Save,
    /// The entry is on disk, or a sentence why not.
    Saved(Result<Written<OutageId>, Error>),
    /// Everybody has it in their history, or a sentence why not.
    Reached(Result<Written<Reached>, Error>),
    /// A call about it.
    Call,
    /// Form 10.
    Print,
}

impl Default for Outages {
    /// The screen before anything is read.
    fn default() -> Self {
        Self {
            turn: RequestId::default(),
            all: None,
            chosen: None,
            cases: Vec::new(),
            selected: None,
            form: None,
            is_new: false,
            problem: None,
            failed: None,
            busy: false,
        }
    }
}

impl Outages {
    /// Shows one of them; without one, the newest that lasts, or the form for a new one when nothing does.
    pub fn show(&mut self, id: Option<OutageId>, context: &Context) -> Action<Message> {
        self.chosen = id.or(self.chosen);
        self.read(context)
    }

    /// The one that is open.
    pub(super) fn one(&self) -> Option<&OutageNow> {
        self.all.as_ref()?.iter().find(|one| Some(one.id) == self.chosen)
    }

    /// Whether a new one is being typed.
    pub(super) fn is_registering(&self) -> bool {
        self.is_new && self.form.is_some()
    }

    pub(super) fn read(&mut self, context: &Context) -> Action<Message> {
        let turn = self.turn.ask();
        let since = context.now() - Duration::days(KEPT_DAYS);
        Action::run(Task::perform(context.desk.outages_since(since), move |read: Result<_, Error>| {
            Message::Read(turn, read.map_err(|error| error.message()))
        }))
    }

    fn listed(&mut self, mut all: Vec<OutageNow>, context: &Context) -> Action<Message> {
        all.sort_by_key(|one| (!one.is_open(), std::cmp::Reverse(one.outage.since)));
        let known = self.chosen.filter(|id| all.iter().any(|one| one.id == *id));
        self.chosen = known.or(all.first().map(|one| one.id));
        let none = all.is_empty();
        self.all = Some(all);
        self.failed = None;
        if none && self.form.is_none() {
            return self.begin(Form::Entry(OutageEntry::new(context.now())), true);
        }
        self.look(context)
    }

    fn look(&self, context: &Context) -> Action<Message> {
        let Some(id) = self.chosen else { return Action::none() };
        Action::run(Task::perform(context.desk.outage_cases(id), move |read: Result<_, Error>| {
            Message::Cases(id, read.map_err(|error| error.message()))
        }))
    }

    fn begin(&mut self, form: Form, is_new: bool) -> Action<Message> {
        let first = form.first();
        (self.form, self.is_new, self.problem) = (Some(form), is_new, None);
        Action::run(focus::to(first))
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        let (desk, actor, now) = (&context.desk, &context.actor, context.now());
        let Some(form) = self.form.as_ref().filter(|_| !self.busy) else { return Action::none() };
        let id = self.chosen.filter(|_| !self.is_new);
        let work = match (form, id) {
            (Form::Entry(entry), id) => entry
                .outage(context.settings.rules.duty, now)
                .map(|outage| Task::perform(desk.save_outage(actor, id, outage), Message::Saved)),
            (Form::Telling { medium, text }, Some(id)) => {
                Ok(Task::perform(desk.tell_outage(actor, id, *medium, text), Message::Reached))
            }
            (Form::Ending { result, verified, medium }, Some(id)) => {
                Form::closing(result, *verified, *medium)
                    .map(|closing| Task::perform(desk.end_outage(actor, id, closing), Message::Reached))
            }
            (Form::Telling { .. } | Form::Ending { .. }, None) => return Action::none(),
        };
        match work {
            Ok(task) => {
                self.busy = true;
                Action::run(task)
            }
            Err(sentence) => {
                self.problem = Some(sentence);
                Action::none()
            }
        }
    }

    /// The form of what was pressed: a new one, a change, telling everybody, the end.
    fn form_of(&mut self, message: &Message, context: &Context) -> Action<Message> {
        let now = context.now();
        let (form, is_new) = match (message, self.one()) {
            (Message::New, _) => (Form::Entry(OutageEntry::new(now)), true),
            (Message::Change, Some(one)) => (Form::Entry(OutageEntry::of(&one.outage, now)), false),
            (Message::Tell, Some(one)) => {
                (Form::Telling { medium: Medium::Wechat, text: one.outage.told(now) }, false)
            }
            (Message::End, _) => {
                (Form::Ending { result: String::new(), verified: None, medium: None }, false)
            }
            _ => return Action::none(),
        };
        self.begin(form, is_new)
    }

    /// What the form says is on record, or a sentence says why not.
    fn kept(&mut self, message: Message) -> Action<Message> {
        match message {
            Message::Saved(Ok(Written { value: id, changed })) => {
                (self.form, self.chosen) = (None, Some(id));
                Action::ask(Request::Wrote(changed)).and(Request::Say("已保存".to_owned()))
            }
            Message::Reached(Ok(reached)) => self.reached(reached),
            Message::Saved(Err(error)) | Message::Reached(Err(error)) => self.refused(&error),
            _ => Action::none(),
        }
    }

    fn refused(&mut self, error: &Error) -> Action<Message> {
        self.problem = Some(error.message());
        Action::none()
    }

    fn reached(&mut self, reached: Written<Reached>) -> Action<Message> {
        let ended = matches!(self.form, Some(Form::Ending { .. }));
        self.form = None;
        let Reached { cases, left } = reached.value;
        let done = if ended { "已恢复" } else { "已告知" };
        let said = Action::ask(Request::Wrote(reached.changed))
            .and(Request::Say(format!("{done}，{} 户各记了一条", cases.len())));
        if left.is_empty() {
            return said;
        }
        let left: Vec<String> =
            left.into_iter().map(|(number, sentence)| format!("{number}：{sentence}")).collect();
        said.and(Request::Warn(format!("这些没有记上，请单独办理——{}", left.join(" "))))
    }

    /// Works a message in.
    pub(super) fn route(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Read(turn, _) if turn != self.turn => {}
            Message::Read(_, Ok(all)) => return self.listed(all, context),
            Message::Read(_, Err(sentence)) => self.failed = Some(sentence),
            Message::Cases(id, Ok(rows)) if Some(id) == self.chosen => {
                self.selected = self.selected.filter(|at| *at < rows.len());
                self.cases = rows;
            }
            Message::Cases(_, Err(sentence)) => self.failed = Some(sentence),
            Message::Cases(..) => {}
            Message::Choose(at) => {
                let Some(one) = self.all.as_ref().and_then(|all| all.get(at)) else { return Action::none() };
                self.chosen = Some(one.id);
                (self.form, self.problem, self.selected, self.cases) = (None, None, None, Vec::new());
                return self.look(context);
            }
            Message::Select(at) => self.selected = Some(at),
            Message::Open(at) => {
                if let Some(row) = self.cases.get(at) {
                    return Action::ask(Request::Open(row.number, OpenAt::Overview));
                }
            }
            Message::New | Message::Change | Message::Tell | Message::End => {
                return self.form_of(&message, context);
            }
            Message::Typed(typed) => {
                self.problem = None;
                if let Some(form) = &mut self.form {
                    form.update(typed);
                }
            }
            Message::Cancel => (self.form, self.problem) = (None, None),
            Message::Save => return self.save(context),
            Message::Saved(_) | Message::Reached(_) => {
                self.busy = false;
                return self.kept(message);
            }
            Message::Call => {
                let start = CallStart { outage: self.chosen, ..CallStart::default() };
                return Action::ask(Request::OutageCall(Box::new(start)));
            }
            Message::Print => {
                if let Some(id) = self.chosen {
                    return Action::ask(Request::Print(vec![Printout::OutageNotice(id)]));
                }
            }
        }
        Action::none()
    }
}
