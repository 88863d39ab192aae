//! The data folder and its copies: where they lie, a copy at once.

use iced::widget::{Column, row};
use iced::{Alignment, Element, Task};

use crate::desk::error::Error;
use crate::desk::maintenance::BackupCopy;
use crate::ui::screen::contract::{Action, Context, Request};
use crate::ui::spacing;
use crate::ui::widget::{button, facts, hairline, section, text};

/// The copies as last read.
#[derive(Debug, Default)]
pub struct Data {
    copies: Vec<BackupCopy>,
    copying: bool,
}

/// What happens here.
#[derive(Debug, Clone)]
pub enum Message {
    /// The copies that are there.
    Read(Result<Vec<BackupCopy>, Error>),
    /// Make a copy at once.
    BackUp,
    /// It is made and verified, or a sentence why not.
    BackedUp(Result<BackupCopy, Error>),
    /// Show the data folder in the system's file manager.
    OpenFolder,
    /// It is shown, or it could not be.
    FolderOpened(Result<(), String>),
}

impl Data {
    /// Asks for the copies.
    pub fn read(&self, context: &Context) -> Task<Message> {
        Task::perform(context.desk.copies(), Message::Read)
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Read(Ok(copies)) => self.copies = copies,
            Message::Read(Err(error)) => return Action::ask(Request::Warn(error.message())),
            Message::BackUp if self.copying => {}
            Message::BackUp => {
                self.copying = true;
                return Action::run(Task::perform(context.desk.backup_now(), Message::BackedUp));
            }
            Message::BackedUp(result) => {
                self.copying = false;
                let said = match result {
                    Ok(_) => Request::Say("已备份并核验".to_owned()),
                    Err(error) => Request::Warn(format!("没有备份成。{}", error.message())),
                };
                return Action::run(self.read(context)).and(said);
            }
            Message::OpenFolder => {
                let folder = context.desk.folder().to_owned();
                let open = async move { opener::open(folder).map_err(|error| error.to_string()) };
                return Action::run(Task::perform(open, Message::FolderOpened));
            }
            Message::FolderOpened(Ok(())) => {}
            Message::FolderOpened(Err(cause)) => {
                tracing::warn!(cause, "the folder was not shown");
                let folder = context.desk.folder().display();
                return Action::ask(Request::Warn(format!("没能打开文件夹，请自行前往：{folder}")));
            }
        }
        Action::none()
    }

    /// Folder and copies.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let folder = context.desk.folder().display().to_string();
        let back_up = button::secondary(if self.copying { "正在备份…" } else { "现在备份" })
            .on_press_maybe((!self.copying).then_some(Message::BackUp));
        let open = button::quiet("打开数据文件夹").on_press(Message::OpenFolder);
        let now = context.now();
        let copies = self.copies.iter().map(|copy| {
            let name = copy.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (copy.at.short(now), name)
        });
        let none = self
            .copies
            .is_empty()
            .then(|| text::caption("还没有备份。有了受理单以后，每天第一次打开时自动备份。"));
        Column::new()
            .push(section("数据文件夹", "全部资料都在这里，不上传"))
            .push(text::body(folder))
            .push(row![back_up, open].spacing(spacing::S).align_y(Alignment::Center))
            .push(hairline())
            .push(section("自动备份", "每天一份，保留最近14份，每份都经核验；恢复用命令 tingsu restore"))
            .push(none)
            .push(facts(copies))
            .spacing(spacing::M)
            .into()
    }
}
