//! Taking an office's own books over in the window: choosing the file, looking at what would become of each row, setting the
//! columns right, taking over, taking back.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use iced::widget::{Column, column, container, progress_bar, responsive, row};
use iced::{Alignment, Element, Length, Subscription, Task};

use crate::desk::error::Error;
use crate::desk::old_book::preview::{Book, Mappings, read_book};
use crate::desk::old_book::taking_over::Progress;
use crate::desk::old_book::undo::Undone;
use crate::desk::reply::Written;
use crate::domain::imported::{BookKind, ImportBatch};
use crate::sheet::import::field::{Field, LedgerField, RosterField};
use crate::ui::chooser::{self, NoDialog};
use crate::ui::screen::contract::{Action, Context, Request};
use crate::ui::screen::roster::book_rows::{self, BookPart};
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, chip, chips, hairline, notice, pane, panel, section, text};

/// The endings of the files that can be read.
const ENDINGS: [&str; 5] = ["xlsx", "xls", "ods", "csv", "xlsm"];

/// So often it is shown how far the taking over has come.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// The part of the screen.
#[derive(Debug, Default)]
pub struct Books {
    state: State,
    imports: Vec<ImportBatch>,
    /// Which rows of the book are in sight.
    part: BookPart,
    /// The column whose meaning is being chosen: sheet and column.
    choosing: Option<(usize, usize)>,
    /// The lot that is to be taken back, once it is asked.
    asking: Option<i64>,
    problem: Option<String>,
}

#[derive(Debug, Default)]
enum State {
    /// No file is chosen.
    #[default]
    Idle,
    /// A file is being read.
    Reading,
    /// It was read; nothing is written yet.
    Preview(Arc<Book>),
    /// It is being taken over: so many rows of so many are done.
    Importing(Progress, usize),
    /// It is taken over.
    Done(Arc<Book>),
}

/// What happens here.
#[derive(Debug, Clone)]
pub enum Message {
    /// A file is to be chosen.
    Choose(BookKind),
    /// It was read, or why not; `None` when the dialog was put away.
    Read(Result<Option<Arc<Book>>, String>),
    /// The meaning of a column is to be chosen.
    Column(usize, usize),
    /// It was: the place among all fields, the first being none.
    Meaning(usize),
    /// The other rows of the book.
    Show(BookPart),
    /// Take it over.
    Import,
    /// It is, or why not.
    Imported(Result<Written<Arc<Book>>, Error>),
    /// Time to look how far it has come.
    Tick,
    /// Put the file away.
    Leave,
    /// The list of the rows with something to be told is written to a file.
    SaveTroubles,
    /// It is, or why not.
    TroublesSaved(Result<Option<String>, String>),
    /// What was taken over before.
    Imports(Result<Vec<ImportBatch>, String>),
    /// A lot is to be taken back: first it is asked.
    AskUndo(i64),
    /// Really.
    Undo(i64),
    /// Not after all.
    KeepIt,
    /// It is taken back.
    Undone(Result<Written<Undone>, Error>),
}

impl Books {
    /// Asks for what was taken over before.
    pub fn read(&self, context: &Context) -> Task<Message> {
        Task::perform(context.desk.imports(), |read| Message::Imports(read.map_err(|error| error.message())))
    }

    /// What would be lost if the window closed now.
    pub fn unsaved(&self) -> Option<String> {
        match self.state {
            State::Preview(_) => Some("选好的文件还没有导入".to_owned()),
            State::Importing(..) => Some("正在导入，还没有完成".to_owned()),
            _ => None,
        }
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Choose(kind) if context.is_supervisor() => return self.choose(kind, context),
            Message::Choose(_) => {}
            Message::Read(Ok(Some(book))) => self.state = State::Preview(book),
            Message::Read(Ok(None)) => self.state = State::Idle,
            Message::Read(Err(sentence)) => {
                self.state = State::Idle;
                self.problem = Some(sentence);
            }
            Message::Column(sheet, column) => {
                let again = self.choosing == Some((sheet, column));
                self.choosing = (!again).then_some((sheet, column));
            }
            Message::Meaning(place) => return self.set_meaning(place, context),
            Message::Show(part) => self.part = part,
            Message::Import => return self.import(context),
            Message::Imported(Ok(written)) => {
                let counts = written.value.counts();
                self.state = State::Done(written.value);
                let said = format!("已导入 {} 行", counts.imported);
                return Action::run(self.read(context))
                    .and(Request::Wrote(written.changed))
                    .and(Request::Say(said));
            }
            Message::Imported(Err(error)) => {
                self.state = State::Idle;
                self.problem = Some(error.message());
            }
            Message::Leave => (self.state, self.choosing) = (State::Idle, None),
            Message::SaveTroubles => return self.save_troubles(context),
            Message::Tick => {}
            Message::TroublesSaved(Ok(Some(place))) => {
                return Action::ask(Request::Say(format!("已写到「{place}」")));
            }
            Message::TroublesSaved(Ok(None)) => {}
            Message::TroublesSaved(Err(sentence)) => return Action::ask(Request::Warn(sentence)),
            Message::Imports(Ok(imports)) => self.imports = imports,
            Message::Imports(Err(sentence)) => self.problem = Some(sentence),
            Message::AskUndo(lot) => self.asking = Some(lot),
            Message::KeepIt => self.asking = None,
            Message::Undo(lot) => {
                self.asking = None;
                let undone = context.desk.undo_import(&context.actor, lot);
                return Action::run(Task::perform(undone, Message::Undone));
            }
            Message::Undone(Ok(written)) => {
                let Undone { taken_back, kept } = written.value;
                let kept = if kept > 0 {
                    format!("；{kept} 条后来又办理或改过，没有撤销")
                } else {
                    String::new()
                };
                return Action::run(self.read(context))
                    .and(Request::Wrote(written.changed))
                    .and(Request::Say(format!("已撤销 {taken_back} 条{kept}")));
            }
            Message::Undone(Err(error)) => self.problem = Some(error.message()),
        }
        Action::none()
    }

    fn choose(&mut self, kind: BookKind, context: &Context) -> Action<Message> {
        (self.state, self.problem, self.choosing) = (State::Reading, None, None);
        self.part = BookPart::default();
        let (desk, now) = (context.desk.clone(), context.now());
        let read = async move {
            let chosen = chooser::open_any("电子表格", &ENDINGS).await;
            let chosen = chosen.map_err(|NoDialog| {
                "这台电脑上打不开选文件的窗口，没有导入。可以请懂电脑的同事用命令 tingsu import。".to_owned()
            })?;
            let Some(path) = chosen else { return Ok(None) };
            let book = smol::unblock(move || read_book(Some(&desk), now, &path, &Mappings::none(kind))).await;
            book.map(|book| Some(Arc::new(book))).map_err(|error| error.message())
        };
        Action::run(Task::perform(read, Message::Read))
    }

    /// Reads the rows anew with another meaning of the chosen column.
    fn set_meaning(&mut self, place: usize, context: &Context) -> Action<Message> {
        let (State::Preview(book), Some((sheet, column))) = (&self.state, self.choosing.take()) else {
            return Action::none();
        };
        let code = place.checked_sub(1).and_then(|place| codes(book.kind()).get(place).copied());
        let mut columns = book.columns.clone();
        if let Some(field) = columns.get_mut(sheet).and_then(|one| one.fields.get_mut(column)) {
            *field = code;
        }
        let mappings =
            mappings(book.kind(), columns.iter().map(|one| (one.sheet.as_str(), one.fields.as_slice())));
        let (desk, now) = (context.desk.clone(), context.now());
        let path = book.reading.path().to_owned();
        let read = smol::unblock(move || {
            read_book(Some(&desk), now, &path, &mappings)
                .map(|book| Some(Arc::new(book)))
                .map_err(|error| error.message())
        });
        Action::run(Task::perform(read, Message::Read))
    }

    fn import(&mut self, context: &Context) -> Action<Message> {
        let State::Preview(book) = &self.state else { return Action::none() };
        let (book, desk, actor) = (Arc::clone(book), &context.desk, &context.actor);
        let (desk, actor, progress) = (desk.clone(), actor.clone(), Progress::default());
        self.state = State::Importing(progress.clone(), book.rows());
        let taken = async move { desk.take_over(&actor, (*book).clone(), &progress).await };
        let shared =
            |written: Written<Book>| Written { value: Arc::new(written.value), changed: written.changed };
        Action::run(Task::perform(taken, move |taken: Result<_, Error>| Message::Imported(taken.map(shared))))
    }

    fn save_troubles(&self, context: &Context) -> Action<Message> {
        let (State::Preview(book) | State::Done(book)) = &self.state else { return Action::none() };
        let (book, desk) = (Arc::clone(book), context.desk.clone());
        let name = format!("{} 须核对的行.xlsx", book.file);
        let saved = async move {
            let chosen = chooser::save_as(name, "Excel 工作簿", "xlsx").await;
            let chosen = chosen.map_err(|NoDialog| "这台电脑上打不开选文件的窗口，没有写出。".to_owned())?;
            let Some(path) = chosen else { return Ok(None) };
            let place = path.display().to_string();
            let written = smol::unblock(move || desk.write_troubles(&book, &path)).await;
            written.map(|_| Some(place)).map_err(|error| error.message())
        };
        Action::run(Task::perform(saved, Message::TroublesSaved))
    }

    /// Looks how far the taking over has come while it runs.
    pub fn subscription(&self) -> Subscription<Message> {
        match self.state {
            State::Importing(..) => iced::time::every(LOOK_EVERY).map(|_| Message::Tick),
            _ => Subscription::none(),
        }
    }

    /// The part of the screen.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        if !context.is_supervisor() {
            return notice("须由客服主任办理", "导入名册和旧台账须由客服主任登录后办理。", Tone::Muted)
                .into();
        }
        let body: Element<'a, Message> = match &self.state {
            State::Idle => self.start(),
            State::Reading => text::body("正在读文件…").into(),
            State::Importing(progress, all) => importing(progress.done(), *all),
            State::Preview(book) => self.preview(book, false),
            State::Done(book) => self.preview(book, true),
        };
        let problem = self.problem.as_deref().map(|sentence| notice("没有导入", sentence, Tone::Danger));
        column![body, problem].spacing(spacing::M).height(Length::Fill).into()
    }

    fn start(&self) -> Element<'_, Message> {
        let choose = row![
            button::primary("导入业主名册").on_press(Message::Choose(BookKind::Roster)),
            button::secondary("导入旧台账").on_press(Message::Choose(BookKind::Ledger)),
        ]
        .spacing(spacing::M);
        let mut list = Column::new().spacing(spacing::M);
        list = list
            .push(section("选一个文件", "xlsx、xls、ods、csv 都可以；先看结果，确认后才写入，写入前自动备份"))
            .push(choose)
            .push(hairline())
            .push(section("以前的导入", "一次导入可以整批撤销；后来办理或改过的会留下"));
        for lot in &self.imports {
            list = list.push(self.lot(lot));
        }
        if self.imports.is_empty() {
            list = list.push(text::caption("还没有导入过。"));
        }
        pane(list).height(Length::Fill).into()
    }

    fn lot<'a>(&'a self, lot: &'a ImportBatch) -> Element<'a, Message> {
        let what = format!("{}　{}　{} 条", lot.kind.label(), lot.file, lot.count);
        let when = format!("{}　{}", lot.at.long(), lot.by);
        let act: Element<'a, Message> = if lot.undone {
            text::caption("已撤销").into()
        } else if self.asking == Some(lot.id) {
            row![
                text::caption("整批撤销？"),
                button::danger("撤销").small().on_press(Message::Undo(lot.id)),
                button::secondary("不撤销").small().on_press(Message::KeepIt),
            ]
            .spacing(spacing::S)
            .align_y(Alignment::Center)
            .into()
        } else {
            button::secondary("撤销…").small().on_press(Message::AskUndo(lot.id)).into()
        };
        row![column![text::body(what), text::caption(when)].width(Length::Fill), act]
            .spacing(spacing::M)
            .align_y(Alignment::Center)
            .into()
    }

    fn preview<'a>(&'a self, book: &'a Book, done: bool) -> Element<'a, Message> {
        let counts = book.counts();
        let verb = if done { "已导入" } else { "可导入" };
        let told = format!(
            "{verb} {} 行（其中 {} 行有提示），已有 {} 行，不能导入 {} 行",
            counts.imported, counts.noted, counts.duplicate, counts.refused
        );
        let acts = if done {
            row![button::primary("完成").on_press(Message::Leave)]
        } else {
            let import = (counts.imported > 0).then_some(Message::Import);
            row![
                button::primary(format!("导入 {} 行", counts.imported)).on_press_maybe(import),
                button::secondary("取消").on_press(Message::Leave),
            ]
        };
        let save = (book.tally.all_troubles > 0)
            .then(|| button::quiet("导出有提示的行").small().on_press(Message::SaveTroubles));
        let head = row![
            column![text::heading(format!("{}　{}", book.kind().label(), book.file)), text::body(told)]
                .width(Length::Fill),
            save,
            acts.spacing(spacing::M),
        ]
        .spacing(spacing::M)
        .align_y(Alignment::Center);
        // What comes of it is read first; the columns have what room that leaves.
        let below = responsive(move |size| {
            let columns = (!done).then(|| self.columns(book, (size.height * COLUMNS_SHARE).min(COLUMNS)));
            column![columns, book_rows::rows(book, self.part, done, Message::Show)]
                .spacing(spacing::M)
                .height(Length::Fill)
                .into()
        });
        let lacks = book.lacks().map(|sentence| notice("各列是什么？", sentence, Tone::Waiting));
        column![head, lacks, below].spacing(spacing::M).height(Length::Fill).into()
    }

    /// What each column was taken for; a press changes it.
    fn columns<'a>(&'a self, book: &'a Book, room: f32) -> Element<'a, Message> {
        let mut list =
            Column::new().spacing(spacing::M).push(section("各列的意思", "点一列可以改；改了马上重新核对"));
        for (sheet, columns) in book.columns.iter().enumerate() {
            let heads = columns.heads.iter().enumerate().filter(|(_, head)| !head.is_empty());
            let labels = heads.clone().map(|(column, head)| {
                let code = columns.fields.get(column).copied().flatten();
                let meaning = code.map_or("不用", |code| label(book.kind(), code));
                let same = meaning == head.as_str();
                let words = if same { head.clone() } else { format!("{head} → {meaning}") };
                chip(words, self.choosing == Some((sheet, column))).tone(if code.is_some() {
                    Tone::Accent
                } else {
                    Tone::Muted
                })
            });
            let places: Vec<usize> = heads.map(|(column, _)| column).collect();
            let pick = chips(labels.collect::<Vec<_>>())
                .plain()
                .width(Length::Fill)
                .on_pick(move |at| Message::Column(sheet, places[at]));
            list = list.push(column![text::caption(columns.sheet.as_str()), pick].spacing(spacing::XS));
            if let Some((_, column)) = self.choosing.filter(|(chosen, _)| *chosen == sheet) {
                let now = columns.fields.get(column).copied().flatten();
                let all = std::iter::once(None).chain(codes(book.kind()).into_iter().map(Some));
                let meanings =
                    all.map(|code| chip(code.map_or("不用", |code| label(book.kind(), code)), code == now));
                let meanings =
                    chips(meanings.collect::<Vec<_>>()).width(Length::Fill).on_pick(Message::Meaning);
                list = list.push(panel(meanings).padding(spacing::M));
            }
        }
        container(pane(list)).max_height(room).into()
    }
}

fn importing<'a>(done: usize, all: usize) -> Element<'a, Message> {
    let done = done.min(all);
    // Counts of rows are far below what a f32 holds exactly.
    let bar = progress_bar(0.0..=all.max(1) as f32, done as f32).girth(spacing::M);
    let words = match done {
        0 => "正在备份现有数据…".to_owned(),
        done => format!("正在导入：{done} / {all} 行。可以去别的页面办事，不要关闭程序。"),
    };
    column![text::body(words), container(bar).max_width(480)].spacing(spacing::M).into()
}

/// The columns take no more room than this; the rows with something to be told keep theirs.
const COLUMNS: f32 = 260.0;
/// And no more than this share of what there is.
const COLUMNS_SHARE: f32 = 0.4;

/// The codes of the fields that a column of such a book can be.
fn codes(kind: BookKind) -> Vec<&'static str> {
    match kind {
        BookKind::Ledger => LedgerField::ALL.iter().map(|field| Field::code(*field)).collect(),
        BookKind::Roster => RosterField::ALL.iter().map(|field| Field::code(*field)).collect(),
    }
}

fn label(kind: BookKind, code: &str) -> &'static str {
    match kind {
        BookKind::Ledger => LedgerField::from_code(code).map_or("不用", LedgerField::label),
        BookKind::Roster => RosterField::from_code(code).map_or("不用", RosterField::label),
    }
}

fn mappings<'a>(
    kind: BookKind,
    columns: impl Iterator<Item = (&'a str, &'a [Option<&'static str>])>,
) -> Mappings {
    fn fields<'a, F>(
        columns: impl Iterator<Item = (&'a str, &'a [Option<&'static str>])>,
        of: fn(&str) -> Option<F>,
    ) -> BTreeMap<String, Vec<Option<F>>> {
        let one = |(sheet, codes): (&str, &[Option<&'static str>])| {
            (sheet.to_owned(), codes.iter().map(|code| code.and_then(of)).collect())
        };
        columns.map(one).collect()
    }
    match kind {
        BookKind::Ledger => Mappings::Ledger(fields(columns, LedgerField::from_code)),
        BookKind::Roster => Mappings::Roster(fields(columns, RosterField::from_code)),
    }
}
