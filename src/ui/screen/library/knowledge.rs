//! The tab of what the counter must know: everybody reads, the supervisor writes. Ledger group 16.

use iced::widget::{Column, column, row, space};
use iced::{Alignment, Element, Length, Task};

use crate::desk::error::Error;
use crate::desk::reply::{Reply, Written};
use crate::domain::code::Category;
use crate::domain::knowledge::{Knowledge, KnowledgeId, KnowledgeKind, PromiseBasis};
use crate::domain::reading::time::{Tense, read_day};
use crate::library::find;
use crate::ui::screen::contract::{Action, Context, Request};
use crate::ui::screen::form::parts::day;
use crate::ui::screen::form::person::{self, Person};
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::field::{Action as Edit, Content};
use crate::ui::widget::{
    Chips, Dialog, button, chip, chips, dialog, editor, empty, field, labelled, panel, tag, text,
};

/// An entry as typed.
#[derive(Debug)]
struct NoteForm {
    id: Option<KnowledgeId>,
    kind: KnowledgeKind,
    title: String,
    text: Content,
    category: Option<Category>,
    place: String,
    from: String,
    to: String,
    who: Person,
    hours: String,
    basis: Option<PromiseBasis>,
    /// What was typed when it was opened.
    before: String,
    refused: Option<String>,
}

/// The tab.
#[derive(Debug, Default)]
pub struct Shelf {
    form: Option<NoteForm>,
    saving: bool,
}

/// What is typed in the dialog.
#[derive(Debug, Clone)]
pub enum NoteTyped {
    /// What it is.
    Kind(KnowledgeKind),
    /// Its title.
    Title(String),
    /// Its text.
    Text(Edit),
    /// Its category, or any.
    Category(Option<Category>),
    /// Its place.
    Place(String),
    /// The first day.
    From(String),
    /// The last day.
    To(String),
    /// Who does it, or speaks for us.
    Who(person::Message),
    /// Within so many hours.
    Hours(String),
    /// Where a promise comes from.
    Basis(PromiseBasis),
}

/// What happens on it.
#[derive(Debug, Clone)]
pub enum Message {
    /// A new entry is to be written.
    New,
    /// An entry is to be changed.
    Change(KnowledgeId),
    /// An entry goes.
    Drop(KnowledgeId),
    /// Something was typed.
    Typed(NoteTyped),
    /// The entry is to be kept.
    Save,
    /// The dialog is put away.
    Cancel,
    /// It is on disk, or a sentence why not.
    Saved(Result<Written<()>, Error>),
}

impl NoteForm {
    fn of(entry: &Knowledge) -> Self {
        let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        Self {
            id: entry.id,
            kind: entry.kind,
            title: entry.title.clone(),
            text: Content::with_text(&entry.text),
            category: entry.category.clone(),
            place: entry.place.clone().unwrap_or_default(),
            from: day(entry.from),
            to: day(entry.to),
            who: entry.who.as_deref().map(Person::new).unwrap_or_default(),
            hours: entry.hours.map(|hours| hours.to_string()).unwrap_or_default(),
            basis: entry.basis,
            before: String::new(),
            refused: None,
        }
    }

    fn empty() -> Self {
        Self {
            id: None,
            kind: KnowledgeKind::Notice,
            title: String::new(),
            text: Content::new(),
            category: None,
            place: String::new(),
            from: String::new(),
            to: String::new(),
            who: Person::default(),
            hours: String::new(),
            basis: None,
            before: String::new(),
            refused: None,
        }
    }

    /// All that is typed in it.
    fn written(&self) -> String {
        let text = self.text.text();
        let rest = (&self.from, &self.to, &self.who, &self.hours, self.basis);
        format!("{:?}", (self.kind, &self.title, text, &self.category, &self.place, rest))
    }

    /// Whether this kind names somebody.
    fn has_who(&self) -> bool {
        matches!(self.kind, KnowledgeKind::Limit | KnowledgeKind::Wording)
    }

    fn read(&self, today: chrono::NaiveDate, people: &[String]) -> Result<Knowledge, String> {
        let day = |text: &str| match text.trim() {
            "" => Ok(None),
            text => read_day(text, Tense::Near, today).required().map(Some),
        };
        let place = self.place.trim();
        let who = if self.has_who() { self.who.name(people)? } else { None };
        let entry = Knowledge {
            id: self.id,
            kind: self.kind,
            title: self.title.trim().to_owned(),
            text: self.text.text().trim().to_owned(),
            category: self.category.clone(),
            place: (!place.is_empty()).then(|| place.to_owned()),
            from: day(&self.from)?,
            to: day(&self.to)?,
            who,
            hours: self.hours.trim().parse().ok().filter(|_| self.kind == KnowledgeKind::Limit),
            basis: self.basis.filter(|_| self.kind == KnowledgeKind::Promise),
        };
        entry.problem().map_or(Ok(entry), |problem| Err(problem.to_owned()))
    }
}

impl Shelf {
    /// Whether the dialog is open.
    pub fn is_open(&self) -> bool {
        self.form.is_some()
    }

    /// Whether something is typed that lies on no disk.
    pub fn is_changed(&self) -> bool {
        self.form.as_ref().is_some_and(|form| form.written() != form.before)
    }

    /// Whether this would throw away what is typed.
    pub fn loses(&self, message: &Message) -> bool {
        matches!(message, Message::Cancel) && self.is_changed()
    }

    fn begin(&mut self, form: NoteForm) {
        let before = form.written();
        self.form = Some(NoteForm { before, ..form });
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::New => self.begin(NoteForm::empty()),
            Message::Change(id) => {
                let all = context.desk.knowledge();
                if let Some(entry) = all.iter().find(|entry| entry.id == Some(id)) {
                    self.begin(NoteForm::of(entry));
                }
            }
            Message::Drop(id) => return kept(context.desk.drop_knowledge(&context.actor, id)),
            Message::Typed(typed) => self.type_in(typed),
            Message::Save => return self.save(context),
            Message::Cancel => self.form = None,
            Message::Saved(Ok(written)) => {
                self.saving = false;
                self.form = None;
                return Action::ask(Request::Wrote(written.changed)).and(Request::Say("资料已保存".into()));
            }
            Message::Saved(Err(error)) => {
                self.saving = false;
                match &mut self.form {
                    Some(form) => form.refused = Some(error.message()),
                    None => return Action::ask(Request::Warn(error.message())),
                }
            }
        }
        Action::none()
    }

    fn type_in(&mut self, typed: NoteTyped) {
        let Some(form) = &mut self.form else { return };
        form.refused = None;
        match typed {
            NoteTyped::Kind(kind) => form.kind = kind,
            NoteTyped::Title(text) => form.title = text,
            NoteTyped::Text(edit) => form.text.perform(edit),
            NoteTyped::Category(category) => form.category = category,
            NoteTyped::Place(text) => form.place = text,
            NoteTyped::From(text) => form.from = text,
            NoteTyped::To(text) => form.to = text,
            NoteTyped::Who(message) => form.who.update(message),
            NoteTyped::Hours(text) => form.hours = text,
            NoteTyped::Basis(basis) => form.basis = Some(basis),
        }
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        let Some(form) = self.form.as_mut().filter(|_| !self.saving) else { return Action::none() };
        match form.read(context.now().date(), &context.people()) {
            Ok(entry) => {
                self.saving = true;
                kept(context.desk.save_knowledge(&context.actor, entry))
            }
            Err(problem) => {
                form.refused = Some(problem);
                Action::none()
            }
        }
    }

    /// The entries that fit a question, those in force first.
    pub fn view<'a>(&'a self, query: &str, context: &'a Context) -> Element<'a, Message> {
        let (open, today) = (context.is_supervisor(), context.now().date());
        let mut hits = found(query, context);
        hits.sort_by_key(|entry| !entry.is_in_force(today));
        let add = open.then(|| button::secondary("＋ 添一条资料").on_press(Message::New));
        let head = row![
            text::caption("受理时类别和地点对得上的，会出现在话术旁的「仅供内部」里。"),
            space::horizontal(),
            add,
        ]
        .align_y(Alignment::Center);
        if hits.is_empty() {
            let words =
                "公告、收费政策、各种维修的时限、承诺的服务、统一口径、应急流程、投诉渠道都可以放在这里。";
            return column![head, empty("没有资料", words, [])].spacing(spacing::M).into();
        }
        let cards = hits.into_iter().map(|entry| card(entry, open, context));
        column![head].push(Column::with_children(cards).spacing(spacing::M)).spacing(spacing::M).into()
    }

    /// The dialog, when something is written.
    pub fn dialog<'a>(&'a self, context: &'a Context) -> Option<Dialog<'a, Message>> {
        let form = self.form.as_ref()?;
        let typed = |typed: fn(String) -> NoteTyped| move |text| Message::Typed(typed(text));
        let kinds = KnowledgeKind::ALL.iter().copied();
        let kinds = Chips::one_of(
            kinds,
            Some(&form.kind),
            |kind| kind.label().into(),
            |kind| Message::Typed(NoteTyped::Kind(kind)),
        );
        let today = context.now().date();
        let (from, to) = (typed(NoteTyped::From), typed(NoteTyped::To));
        let days = row![
            day("从哪天起", "不填即一直有效", &form.from, Tense::Near, today, from),
            day("到哪天止（含）", "如 11-30", &form.to, Tense::Near, today, to),
        ]
        .spacing(spacing::M);
        let whose =
            if form.kind == KnowledgeKind::Limit { "对接责任人或部门" } else { "谁对外说" };
        let who = form.has_who().then(|| {
            let chosen = |message| Message::Typed(NoteTyped::Who(message));
            form.who.further(whose, &context.people()).map(chosen)
        });
        let hours = (form.kind == KnowledgeKind::Limit).then(|| {
            field("几小时内办好", &form.hours).placeholder("如：2").on_input(typed(NoteTyped::Hours))
        });
        let basis = (form.kind == KnowledgeKind::Promise).then(|| {
            let all = PromiseBasis::ALL.iter().copied();
            let chosen = |basis| Message::Typed(NoteTyped::Basis(basis));
            let group = Chips::one_of(all, form.basis.as_ref(), |basis| basis.label().into(), chosen);
            labelled("承诺从哪里来", "标准写在内容里：多久一次、做到什么样", group.plain())
        });
        let refused = form.refused.as_deref().map(|sentence| text::small(sentence, Tone::Danger));
        let body = column![
            kinds,
            field("标题", &form.title)
                .placeholder(match form.kind {
                    KnowledgeKind::Limit => "如：水管漏水",
                    KnowledgeKind::Promise => "如：楼道每天清扫一次",
                    _ => "如：二单元电梯停梯保养",
                })
                .on_input(typed(NoteTyped::Title)),
            editor("内容", &form.text).lines(3..=8).on_action(|edit| Message::Typed(NoteTyped::Text(edit))),
            labelled("类别", "对得上时提示", categories(form, context)),
            field("地点", &form.place).placeholder("如：3栋、地下车库").on_input(typed(NoteTyped::Place)),
            who,
            hours,
            basis,
            days,
            refused,
        ]
        .spacing(spacing::M);
        let save = button::primary("保存").keys("Ctrl+S").on_press(Message::Save);
        let title = if form.id.is_some() { "改资料" } else { "添资料" };
        Some(
            dialog(title, body)
                .width(720.0)
                .action(button::quiet("取消").on_press(Message::Cancel))
                .action(save)
                .on_cancel(Message::Cancel),
        )
    }
}

fn categories<'a>(form: &NoteForm, context: &'a Context) -> Element<'a, Message> {
    let all =
        context.settings.categories.iter().filter(|entry| entry.active).map(|entry| Some(entry.code.clone()));
    let all: Vec<Option<Category>> = std::iter::once(None).chain(all).collect();
    let labels = all.iter().map(|one| {
        let label = one.as_ref().map_or("不限", |one| context.settings.category_label(one));
        chip(label.to_owned(), *one == form.category)
    });
    chips(labels.collect::<Vec<_>>())
        .plain()
        .on_pick(move |at| Message::Typed(NoteTyped::Category(all.get(at).cloned().flatten())))
        .into()
}

fn found(query: &str, context: &Context) -> Vec<Knowledge> {
    let all = context.desk.knowledge();
    let fits = |entry: &&Knowledge| {
        let place = entry.place.as_deref().unwrap_or_default();
        find::fits(&[&entry.title, entry.kind.label(), place], query) || find_text(&entry.text, query)
    };
    all.iter().filter(fits).cloned().collect()
}

fn find_text(text: &str, query: &str) -> bool {
    query.split_whitespace().all(|word| text.contains(word))
}

fn card<'a>(entry: Knowledge, open: bool, context: &'a Context) -> Element<'a, Message> {
    let today = context.now().date();
    let category = entry.category.as_ref().map(|code| context.settings.category_label(code).to_owned());
    let place = entry.place.clone();
    let about = [category, place, entry.terms(), Some(entry.validity())];
    let about: Vec<String> = about.into_iter().flatten().collect();
    let state = (!entry.is_in_force(today)).then(|| tag("不在有效期", Tone::Waiting));
    let buttons = entry.id.filter(|_| open).map(|id| {
        row![
            button::quiet("改").small().on_press(Message::Change(id)),
            button::quiet("删去").small().on_press(Message::Drop(id)),
        ]
    });
    let head = row![
        tag(entry.kind.label(), Tone::Accent),
        text::heading(entry.title),
        state,
        text::caption(about.join(" · ")),
        space::horizontal(),
        buttons,
    ]
    .spacing(spacing::S)
    .align_y(Alignment::Center);
    panel(column![head, text::body(entry.text)].spacing(spacing::S)).width(Length::Fill).into()
}

fn kept(reply: Reply<Written<()>>) -> Action<Message> {
    Action::run(Task::perform(reply, Message::Saved))
}
