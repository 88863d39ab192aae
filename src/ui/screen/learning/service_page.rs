//! 服务簿: which kind is shown, which entry is open, what is typed, what a press does. Ledger 19-06, 17-25, 11-25.

use crate::domain::code::Opinion;
use crate::domain::knowledge;
use crate::domain::reading::time::{Tense, read_day};
use crate::domain::service_note::{ServiceKind, ServiceNote, ServiceNoteId, SurveyAnswer};
use crate::domain::service_note_now::ServiceNoteNow;
use crate::ui::screen::contract::{Action, Context, LearningPage, Request};
use crate::ui::screen::learning::message::{Message, ServiceMessage, write};
use crate::ui::widget::field::Content;
use crate::ui::widget::focus;

const PAGE: LearningPage = LearningPage::Services;

/// The first line of a new entry, to focus it by.
pub const FIRST: &str = "service-first";

/// An entry as it is typed.
#[derive(Debug)]
pub struct ServiceTyped {
    /// The one that is changed.
    pub id: Option<ServiceNoteId>,
    /// What it is.
    pub kind: ServiceKind,
    /// The day.
    pub day: String,
    /// Who of the staff.
    pub staff: String,
    /// The room.
    pub room: String,
    /// The owner, or those who came.
    pub customer: String,
    /// Each department with what the questionnaire says of it.
    pub answers: Vec<(String, Option<Opinion>)>,
    /// What was done, written, or talked about.
    pub words: Content,
    /// What was proposed at the meeting, one a line.
    pub proposals: Content,
    /// Promised services that the words seem to tell of.
    pub promised: Vec<String>,
    /// What was typed when it was opened.
    before: String,
}

impl ServiceTyped {
    fn of(id: Option<ServiceNoteId>, note: &ServiceNote, context: &Context) -> Self {
        let departments = context.settings.departments().into_iter();
        let mut answers: Vec<_> = departments.map(|name| (name, None)).collect();
        for given in &note.answers {
            match answers.iter_mut().find(|(name, _)| *name == given.department) {
                Some((_, opinion)) => *opinion = Some(given.opinion),
                None => answers.push((given.department.clone(), Some(given.opinion))),
            }
        }
        let mut typed = Self {
            id,
            kind: note.kind,
            day: note.day.to_string(),
            staff: note.staff.clone(),
            room: note.room.clone(),
            customer: note.customer.clone(),
            answers,
            words: Content::with_text(&note.words),
            proposals: Content::new(),
            promised: Vec::new(),
            before: String::new(),
        };
        typed.before = typed.written();
        typed
    }

    fn written(&self) -> String {
        let texts = (self.words.text(), self.proposals.text());
        format!("{:?}", (&self.day, &self.staff, &self.room, &self.customer, &self.answers, texts))
    }

    fn listen(&mut self, context: &Context) {
        if self.kind == ServiceKind::Extra {
            let (all, words) = (context.desk.knowledge(), self.words.text());
            let found = knowledge::promised(&all, &words, context.now().date());
            let told = |one: &&knowledge::Knowledge| match one.terms() {
                Some(terms) => format!("{}（{terms}）", one.title),
                None => one.title.clone(),
            };
            self.promised = found.iter().map(told).collect();
        }
    }

    fn read(&self, context: &Context) -> Result<ServiceNote, String> {
        let today = context.now().date();
        let day = read_day(self.day.trim(), Tense::Past, today).required()?;
        let answer = |(department, opinion): &(String, Option<Opinion>)| {
            Some(SurveyAnswer { department: department.clone(), opinion: (*opinion)? })
        };
        let note = ServiceNote {
            kind: self.kind,
            day,
            staff: self.staff.clone(),
            room: self.room.clone(),
            customer: self.customer.clone(),
            answers: self.answers.iter().filter_map(answer).collect(),
            words: self.words.text(),
        };
        note.problem(today).map_or(Ok(note), |problem| Err(problem.to_owned()))
    }
}

/// The page.
#[derive(Debug)]
pub struct ServicePage {
    /// Every entry, the newest day first.
    pub all: Vec<ServiceNoteNow>,
    /// Which kind is shown.
    pub kind: ServiceKind,
    /// The one that is open.
    pub open: Option<ServiceNoteId>,
    /// What is typed.
    pub typed: Option<ServiceTyped>,
}

impl Default for ServicePage {
    fn default() -> Self {
        Self { all: Vec::new(), kind: ServiceKind::Extra, open: None, typed: None }
    }
}

impl ServicePage {
    /// What the desk answered.
    pub fn listed(&mut self, mut all: Vec<ServiceNoteNow>) {
        all.sort_by_key(|one| std::cmp::Reverse((one.note.day, one.id)));
        self.all = all;
    }

    /// What is written is on record, or put away.
    pub fn done(&mut self) {
        self.typed = None;
    }

    /// Whether a form is open.
    pub fn is_typing(&self) -> bool {
        self.typed.is_some()
    }

    /// Whether something would be lost.
    pub fn has_typed(&self) -> bool {
        self.typed.as_ref().is_some_and(|typed| typed.written() != typed.before)
    }

    /// Whether this would throw away what is typed.
    pub fn loses(&self, message: &ServiceMessage) -> bool {
        let leaves = matches!(
            message,
            ServiceMessage::New | ServiceMessage::Open(_) | ServiceMessage::Kind(_) | ServiceMessage::Change
        );
        leaves && self.has_typed()
    }

    /// Those that are listed.
    pub fn shown(&self) -> Vec<&ServiceNoteNow> {
        self.all.iter().filter(|one| one.note.kind == self.kind).collect()
    }

    /// The one that is open.
    pub fn one(&self) -> Option<&ServiceNoteNow> {
        self.all.iter().find(|one| Some(one.id) == self.open)
    }

    /// Works a message in.
    pub fn update(&mut self, message: ServiceMessage, context: &Context) -> Action<Message> {
        match message {
            ServiceMessage::Kind(kind) => {
                (self.kind, self.open) = (kind, None);
                self.done();
            }
            ServiceMessage::New => {
                let note = ServiceNote::new(self.kind, context.now().date(), context.actor.name.as_str());
                self.typed = Some(ServiceTyped::of(None, &note, context));
                return Action::run(focus::to(FIRST));
            }
            ServiceMessage::Open(id) => {
                self.open = Some(id);
                self.done();
            }
            ServiceMessage::Change => {
                self.typed = self.one().map(|one| ServiceTyped::of(Some(one.id), &one.note, context));
            }
            ServiceMessage::Strike => {
                let Some(id) = self.open else { return Action::none() };
                let struck = context.desk.strike_service_note(&context.actor, id);
                return write(PAGE, struck, |()| "这一条已划去".to_owned());
            }
            ServiceMessage::Print(paper) => return Action::ask(Request::Print(vec![*paper])),
            ServiceMessage::Save => return self.save(context),
            typed => self.type_in(typed, context),
        }
        Action::none()
    }

    fn type_in(&mut self, message: ServiceMessage, context: &Context) {
        let Some(typed) = &mut self.typed else { return };
        match message {
            ServiceMessage::Day(text) => typed.day = text,
            ServiceMessage::Staff(text) => typed.staff = text,
            ServiceMessage::Room(text) => typed.room = text,
            ServiceMessage::Customer(text) => typed.customer = text,
            ServiceMessage::Answer(at, opinion) => {
                if let Some((_, given)) = typed.answers.get_mut(at) {
                    *given = (*given != Some(opinion)).then_some(opinion);
                }
            }
            ServiceMessage::Words(action) => {
                typed.words.perform(action);
                typed.listen(context);
            }
            ServiceMessage::Proposals(action) => typed.proposals.perform(action),
            ServiceMessage::Kind(_)
            | ServiceMessage::New
            | ServiceMessage::Open(_)
            | ServiceMessage::Change
            | ServiceMessage::Strike
            | ServiceMessage::Print(_)
            | ServiceMessage::Save => {}
        }
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        let Some(typed) = &self.typed else { return Action::none() };
        let note = match typed.read(context) {
            Ok(note) => note,
            Err(sentence) => {
                return Action::ask(Request::Warn(format!("{sentence}没有保存，填写的都还在。")));
            }
        };
        let proposals = typed.proposals.text().lines().map(str::to_owned).collect();
        let kind = typed.kind.label();
        let kept = context.desk.note_service(&context.actor, typed.id, note, proposals);
        write(PAGE, kept, move |number| format!("{kind}已记下，服务簿第{number}条"))
    }
}
