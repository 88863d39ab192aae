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
use crate::ui::screen::outage::form::{OutageEntry, OutageForm, OutageTyped};
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
    pub(super) form: Option<OutageForm>,
    /// What the form is about; `None` for a new one.
    pub(super) of: Option<OutageId>,
    /// The form before anything was typed.
    blank: Option<OutageForm>,
    pub(super) problem: Option<String>,
    pub(super) failed: Option<String>,
    busy: bool,
}

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// This one is shown; without one, the one of before or the newest that lasts, or the form for a new one when nothing
    /// does.
    Show(Option<OutageId>),
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
            of: None,
            blank: None,
            problem: None,
            failed: None,
            busy: false,
        }
    }
}

impl Outages {
    /// The one that is open.
    pub(super) fn one(&self) -> Option<&OutageNow> {
        self.all.as_ref()?.iter().find(|one| Some(one.id) == self.chosen)
    }

    /// Whether a new one is being typed.
    pub(super) fn is_registering(&self) -> bool {
        self.of.is_none() && self.form.is_some()
    }

    /// Whether something is typed in the form.
    pub(super) fn is_typed(&self) -> bool {
        self.form != self.blank
    }

    /// What the form does, and to which one.
    pub(super) fn form_title(&self) -> String {
        let all = self.all.as_deref().unwrap_or_default();
        let one = all.iter().find(|one| Some(one.id) == self.of);
        let title = one.map(|one| one.outage.title()).unwrap_or_default();
        match &self.form {
            Some(OutageForm::Entry(_)) if self.of.is_some() => format!("更新：{title}"),
            Some(OutageForm::Telling { .. }) => format!("告知大家：{title}"),
            Some(OutageForm::Ending { .. }) => format!("已恢复：{title}"),
            Some(OutageForm::Entry(_)) | None => "登记公共事件".to_owned(),
        }
    }

    /// The form goes.
    fn put_away(&mut self) {
        (self.form, self.of, self.blank, self.problem) = (None, None, None, None);
    }

    /// Another one is open; a form stays with the one that it is about.
    fn choose(&mut self, id: OutageId) {
        self.chosen = Some(id);
        (self.selected, self.cases) = (None, Vec::new());
        self.put_away();
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
            return self.begin(OutageForm::Entry(OutageEntry::new(context.now())), None);
        }
        self.look(context)
    }

    fn look(&self, context: &Context) -> Action<Message> {
        let Some(id) = self.chosen else { return Action::none() };
        Action::run(Task::perform(context.desk.outage_cases(id), move |read: Result<_, Error>| {
            Message::Cases(id, read.map_err(|error| error.message()))
        }))
    }

    fn begin(&mut self, form: OutageForm, of: Option<OutageId>) -> Action<Message> {
        let first = form.first();
        (self.blank, self.form, self.of, self.problem) = (Some(form.clone()), Some(form), of, None);
        Action::run(focus::to(first))
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        let (desk, actor, now) = (&context.desk, &context.actor, context.now());
        let Some(form) = self.form.as_ref().filter(|_| !self.busy) else { return Action::none() };
        let work = match (form, self.of) {
            (OutageForm::Entry(entry), id) => entry
                .outage(context.settings.rules.duty, now)
                .map(|outage| Task::perform(desk.save_outage(actor, id, outage), Message::Saved)),
            (OutageForm::Telling { medium, text }, Some(id)) => {
                Ok(Task::perform(desk.tell_outage(actor, id, *medium, text), Message::Reached))
            }
            (OutageForm::Ending { result, verified, medium }, Some(id)) => {
                OutageForm::closing(result, *verified, *medium)
                    .map(|closing| Task::perform(desk.end_outage(actor, id, closing), Message::Reached))
            }
            (OutageForm::Telling { .. } | OutageForm::Ending { .. }, None) => return Action::none(),
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
        let (form, of) = match (message, self.one()) {
            (Message::New, _) => (OutageForm::Entry(OutageEntry::new(now)), None),
            (Message::Change, Some(one)) => {
                (OutageForm::Entry(OutageEntry::of(&one.outage, now)), Some(one.id))
            }
            (Message::Tell, Some(one)) => {
                (OutageForm::Telling { medium: Medium::Wechat, text: one.outage.told(now) }, Some(one.id))
            }
            (Message::End, Some(one)) => {
                (OutageForm::Ending { result: String::new(), verified: None, medium: None }, Some(one.id))
            }
            _ => return Action::none(),
        };
        self.begin(form, of)
    }

    /// What the form says is on record, or a sentence says why not.
    fn kept(&mut self, message: Message) -> Action<Message> {
        match message {
            Message::Saved(Ok(Written { value: id, changed })) => {
                self.put_away();
                self.chosen = Some(id);
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
        let ended = matches!(self.form, Some(OutageForm::Ending { .. }));
        self.put_away();
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
            Message::Show(id) => {
                if let Some(id) = id.filter(|id| self.chosen != Some(*id) || self.of != Some(*id)) {
                    self.choose(id);
                }
                return self.read(context);
            }
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
                self.choose(one.id);
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
            Message::Cancel => self.put_away(),
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
