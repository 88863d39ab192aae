//! The state of the print dialog and what happens in it.

use std::path::PathBuf;
use std::sync::Arc;

use iced::Task;
use iced::widget::canvas;

use crate::desk::error::Error;
use crate::desk::print::printout::Printout;
use crate::desk::print::sheet::SheetJob;
use crate::desk::reply::Changed;
use crate::library::office::UsualNotice;
use crate::paper::form::notice::{Notice, NoticeField};
use crate::paper::layout::canvas::Page;
use crate::ui::chooser::{self, NoDialog};
use crate::ui::screen::contract::{Action, Context, Request, RequestId};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::viewer;
use crate::ui::widget::field;

/// The steps of enlargement, in parts of the usual size.
pub(super) const ZOOMS: [f32; 6] = [0.5, 0.75, 1.0, 1.5, 2.0, 3.0];
/// The usual size among them.
const USUAL: usize = 2;

/// The dialog.
pub struct PrintDialog {
    pub(super) choices: Vec<Printout>,
    pub(super) chosen: usize,
    pub(super) pages: Option<Arc<Vec<Page>>>,
    pub(super) failed: Option<String>,
    /// What of the paper is still blank, to be known before it is printed.
    pub(super) note: Option<String>,
    pub(super) page: usize,
    pub(super) zoom: usize,
    /// What is being done with the paper now.
    pub(super) busy: Option<Output>,
    /// The free words of the notice at hand.
    pub(super) words: LongText,
    /// Something was typed into the notice and not printed since.
    typed: bool,
    /// Telephone numbers stand in full in a spreadsheet: a supervisor's wish.
    pub(super) in_full: bool,
    /// A supervisor is at the counter.
    pub(super) supervisor: bool,
    /// The letters among the choices that are marked as sent.
    pub(super) sent: Vec<usize>,
    drawing: RequestId,
    pub(super) drawn: canvas::Cache,
}

/// What becomes of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// To the printer, where the computer has a program that prints PDF files; else it is opened.
    Print,
    /// In the program that shows PDF files.
    Open,
    /// Into a file of one's choice.
    Save,
    /// As a spreadsheet, where the paper is a list.
    Sheet,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another paper.
    Choose(usize),
    /// Its pages, or a sentence why there are none.
    Drawn(RequestId, Result<(Arc<Vec<Page>>, Option<String>), String>),
    /// So many pages on.
    Turn(isize),
    /// Larger, or smaller.
    Zoom(isize),
    /// A line of the notice was typed.
    Notice(NoticeField, String),
    /// Its free words were typed.
    Words(field::Action),
    /// It is one of the usual ones.
    Usual(&'static UsualNotice),
    /// Numbers in full in the spreadsheet, or masked again.
    InFull,
    /// Make it.
    Make(Output),
    /// It is made: what to say; nothing when no file was chosen.
    Made(Result<Option<String>, String>),
    /// The letter went out.
    MarkSent,
    /// That is on record, with what it changed.
    Sent(usize, Result<Changed, String>),
    /// The dialog is put away; the window does it.
    Close,
}

impl PrintDialog {
    /// The dialog with these papers to choose from, the first one shown.
    pub fn new(choices: Vec<Printout>, context: &Context) -> (Self, Task<Message>) {
        let mut dialog = Self {
            choices,
            chosen: 0,
            pages: None,
            failed: None,
            note: None,
            page: 0,
            zoom: USUAL,
            busy: None,
            words: LongText::default(),
            typed: false,
            in_full: false,
            supervisor: context.is_supervisor(),
            sent: Vec::new(),
            drawing: RequestId::default(),
            drawn: canvas::Cache::new(),
        };
        let task = dialog.draw(context);
        (dialog, task)
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Choose(chosen) if chosen < self.choices.len() => {
                self.chosen = chosen;
                self.page = 0;
                let words = self.notice().map(|notice| LongText::new(&notice.words));
                self.words = words.unwrap_or_default();
                (self.pages, self.note) = (None, None);
                return Action::run(self.draw(context));
            }
            Message::Drawn(id, _) if id != self.drawing => {}
            Message::Drawn(_, Ok((pages, note))) => {
                self.note = note;
                self.page = self.page.min(pages.len().saturating_sub(1));
                self.pages = Some(pages);
                self.failed = None;
                self.drawn.clear();
            }
            Message::Drawn(_, Err(sentence)) => {
                (self.pages, self.note, self.failed) = (None, None, Some(sentence));
            }
            Message::Turn(by) => {
                let last = self.pages.as_ref().map_or(0, |pages| pages.len().saturating_sub(1));
                self.page = self.page.saturating_add_signed(by).min(last);
                self.drawn.clear();
            }
            Message::Zoom(by) => {
                self.zoom = self.zoom.saturating_add_signed(by).min(ZOOMS.len() - 1);
                self.drawn.clear();
            }
            Message::Notice(field, text) => {
                self.typed = true;
                if let Some(notice) = self.notice() {
                    field.set(notice, text);
                    return Action::run(self.draw(context));
                }
            }
            Message::Words(action) => return self.write(action, context),
            Message::Usual(usual) => {
                self.words = LongText::new(&usual.words);
                if let Some(notice) = self.notice() {
                    notice.what.clone_from(&usual.what);
                }
                return self.worded(context);
            }
            Message::InFull => self.in_full = !self.in_full,
            Message::Make(output) => return self.make(output, context),
            Message::Made(Ok(said)) => {
                self.busy = None;
                let Some(said) = said else { return Action::none() };
                self.typed = false;
                // The next print has the next number; the case may have an obligation less.
                let written = Request::Wrote(Changed { everything: true, ..Changed::default() });
                return Action::run(self.draw(context)).and(Request::Say(said)).and(written);
            }
            Message::Made(Err(sentence)) => {
                self.busy = None;
                return Action::ask(Request::Warn(sentence));
            }
            Message::MarkSent => return self.mark_sent(context),
            Message::Sent(at, Ok(changed)) => {
                self.sent.push(at);
                return Action::ask(Request::Wrote(changed)).and(Request::Say("已登记为送出".to_owned()));
            }
            Message::Sent(_, Err(sentence)) => return Action::ask(Request::Warn(sentence)),
            Message::Choose(_) | Message::Close => {}
        }
        Action::none()
    }

    /// What is typed here and stands nowhere else; putting the dialog away would lose it.
    pub fn unsaved(&self) -> Option<String> {
        self.typed.then(|| "写好的通知".to_owned())
    }

    /// The notice that is chosen.
    fn notice(&mut self) -> Option<&mut Notice> {
        match self.choices.get_mut(self.chosen) {
            Some(Printout::Notice(notice)) => Some(notice),
            _ => None,
        }
    }

    fn write(&mut self, action: field::Action, context: &Context) -> Action<Message> {
        let before = self.words.text();
        self.words.perform(action);
        self.typed |= self.words.text() != before;
        self.worded(context)
    }

    /// The free words as they are typed now stand on the paper.
    fn worded(&mut self, context: &Context) -> Action<Message> {
        let words = self.words.text();
        match self.notice().filter(|notice| notice.words != words) {
            Some(notice) => {
                notice.words = words;
                Action::run(self.draw(context))
            }
            None => Action::none(),
        }
    }

    /// The paper went out; that goes on record.
    fn mark_sent(&self, context: &Context) -> Action<Message> {
        let Some(printout) = self.choices.get(self.chosen).cloned() else { return Action::none() };
        let chosen = self.chosen;
        let marking = context.desk.mark_sent(printout, &context.actor);
        Action::run(Task::perform(marking, move |marked: Result<_, Error>| {
            Message::Sent(chosen, marked.map(|marked| marked.changed).map_err(|error| error.message()))
        }))
    }

    /// Asks for the pages of the chosen paper.
    fn draw(&mut self, context: &Context) -> Task<Message> {
        let Some(printout) = self.choices.get(self.chosen).cloned() else { return Task::none() };
        let id = self.drawing.ask();
        let note = context.desk.print_note(&printout);
        let pages = context.desk.preview(printout, &context.actor);
        let drawn = async move { Ok::<_, Error>((Arc::new(pages.await?), note.await?)) };
        Task::perform(drawn, move |drawn| Message::Drawn(id, drawn.map_err(|error| error.message())))
    }

    fn make(&mut self, output: Output, context: &Context) -> Action<Message> {
        let Some(printout) = self.choices.get(self.chosen).cloned() else { return Action::none() };
        if self.busy.is_some() || self.pages.is_none() {
            return Action::none();
        }
        self.busy = Some(output);
        let in_full = self.in_full && printout.has_phones();
        let (desk, actor) = (context.desk.clone(), context.actor.clone());
        let made = async move {
            match output {
                Output::Print => {
                    let path = desk.print_to_file(printout, &actor).await.map_err(|error| error.message())?;
                    viewer::open(path).await.map(Some)
                }
                Output::Open => {
                    let path = desk.print_to_file(printout, &actor).await.map_err(|error| error.message())?;
                    viewer::show(path).await.map(Some)
                }
                Output::Save => {
                    let Some(path) = choose(printout.file_name()).await? else { return Ok(None) };
                    let place = path.display().to_string();
                    let saved = desk.print_to(printout, &actor, path).await;
                    saved.map(|()| Some(format!("PDF 已存到「{place}」"))).map_err(|error| error.message())
                }
                Output::Sheet => {
                    let name = printout.file_name().replace(".pdf", ".xlsx");
                    let Some(path) = choose_sheet(name).await? else { return Ok(None) };
                    let place = path.display().to_string();
                    let job = SheetJob { in_full, ..SheetJob::new(&path) };
                    let saved = desk.export_paper(printout, job, &actor).await;
                    saved.map(|_| Some(format!("表格已存到「{place}」"))).map_err(|error| error.message())
                }
            }
        };
        Action::run(Task::perform(made, Message::Made))
    }
}

async fn choose_sheet(name: String) -> Result<Option<PathBuf>, String> {
    chooser::save_as(name, "电子表格", "xlsx").await.map_err(|NoDialog| {
        "这台电脑上打不开选文件的窗口，没有导出。可以请懂电脑的同事用命令 tingsu day --format xlsx。"
            .to_owned()
    })
}

async fn choose(name: String) -> Result<Option<PathBuf>, String> {
    chooser::save_as(name, "PDF", "pdf").await.map_err(|NoDialog| {
        "这台电脑上打不开选文件的窗口，没有另存。可以按“打开”，PDF 会存在纸张文件夹里。".to_owned()
    })
}
