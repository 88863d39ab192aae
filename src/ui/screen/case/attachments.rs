//! The files of a case: opening one, adding more by dialog or by dropping them on the window.

use std::path::PathBuf;

use iced::Task;

use crate::desk::error::Error;
use crate::desk::reply::Written;
use crate::domain::attachment::Attachment;
use crate::domain::case::Case as Record;
use crate::ui::chooser::{self, NoDialog};
use crate::ui::screen::case::message::Message;
use crate::ui::screen::case::pasted;
use crate::ui::screen::case::screen::Case;
use crate::ui::screen::contract::{Action, Context, Request};
use crate::ui::viewer;

impl Case {
    /// The dialog that chooses files.
    pub(super) fn choose_files(&self) -> Action<Message> {
        Action::run(Task::perform(chooser::open_several(), |chosen| {
            Message::FilesChosen(
                chosen
                    .map_err(|NoDialog| "这台电脑上打不开选文件的窗口。请把文件拖到这个窗口里。".to_owned()),
            )
        }))
    }

    /// The files whose paths lie in the clipboard.
    pub(super) fn paste(&mut self, text: &str, context: &Context) -> Action<Message> {
        let files = pasted::paths(text);
        if files.is_empty() {
            let words = "剪贴板里没有文件的路径。截图请先存成文件，再拖进来或点「添加附件」。";
            return Action::ask(Request::Say(words.to_owned()));
        }
        self.attach(files, context)
    }

    /// Puts files on the case; one press at a time.
    pub fn attach(&mut self, files: Vec<PathBuf>, context: &Context) -> Action<Message> {
        let Some((case, _)) = &self.shown else { return Action::none() };
        if files.is_empty() || self.attaching {
            return Action::none();
        }
        self.attaching = true;
        let kept = context.desk.attach(&context.actor, self.number, case.events.len(), files);
        Action::run(Task::perform(kept, |kept| Message::Attached(Box::new(kept))))
    }

    /// The files are on the case, or a sentence says why not.
    pub(super) fn attached(
        &mut self,
        kept: Result<Written<Record>, Error>,
        context: &Context,
    ) -> Action<Message> {
        self.attaching = false;
        match kept {
            Ok(Written { value, changed }) => {
                let count = Attachment::of_case(&value).len();
                self.show(value, context)
                    .and(Request::Wrote(changed))
                    .and(Request::Say(format!("附件已加上，现有 {count} 个")))
            }
            Err(error) => {
                // Somebody else was quicker: the next try goes by what is there now.
                let read = if matches!(error, Error::Stale(_)) { self.read(context) } else { Task::none() };
                Action::run(read).and(Request::Warn(error.message()))
            }
        }
    }

    /// Opens a file in the program that it belongs to.
    pub(super) fn open_file(&self, at: usize, context: &Context) -> Action<Message> {
        let Some((case, _)) = &self.shown else { return Action::none() };
        let Some(one) = Attachment::of_case(case).into_iter().nth(at) else { return Action::none() };
        let (file, name) = (context.desk.attachment_file(&one.sha256, &one.name), one.name);
        let opened = async move {
            let path = file.await.map_err(|error: Error| error.message())?;
            viewer::show_file(path, &name).await
        };
        Action::run(Task::perform(opened, Message::FileOpened))
    }

    /// The file is open, or a sentence says why not.
    pub(super) fn file_opened(opened: Result<(), String>) -> Action<Message> {
        match opened {
            Ok(()) => Action::none(),
            Err(sentence) => Action::ask(Request::Warn(sentence)),
        }
    }
}
