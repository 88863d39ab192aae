//! The bar under the head while nothing can be saved: the disk is full or gone, another program holds the file, or the
//! data are open to be looked at only. What was typed stays in the window; the ways on stand beside the words.

use iced::{Element, Task};

use crate::app::toasts::Toasts;
use crate::desk::error::Error;
use crate::desk::handle::{Access, Desk};
use crate::desk::maintenance::MadeCopy;
use crate::desk::reply::Written;
use crate::ui::chooser::{self, NoDialog};
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, notice};

/// What happens in the bar.
#[derive(Debug, Clone)]
pub enum Message {
    /// Try to save again.
    TryAgain,
    /// Whether that went through.
    Tried(Result<Written<()>, Error>),
    /// Save the data at another place.
    SaveElsewhere,
    /// Where it is saved; `None` when no place was chosen.
    Saved(Option<Result<MadeCopy, String>>),
    /// Open the folder as every day. The app acts on it.
    Reopen,
}

/// Works a message in.
pub fn update(message: Message, desk: &Desk, toasts: &mut Toasts) -> Task<Message> {
    match message {
        Message::TryAgain => return Task::perform(desk.try_saving(), Message::Tried),
        Message::Tried(Ok(_)) => toasts.say("可以保存了，没存进去的会自动补存".to_owned()),
        Message::Tried(Err(error)) => toasts.warn(error.message()),
        Message::SaveElsewhere => return Task::perform(save(desk.clone()), Message::Saved),
        Message::Saved(None) | Message::Reopen => {}
        Message::Saved(Some(Ok(made))) => {
            toasts.say(format!("已另存一份并核验：{}", made.path.display()));
            made.warning().into_iter().for_each(|words| toasts.warn(words));
        }
        Message::Saved(Some(Err(sentence))) => toasts.warn(sentence),
    }
    Task::none()
}

async fn save(desk: Desk) -> Option<Result<MadeCopy, String>> {
    let name = format!("听诉-{}.db", desk.now().date().format("%Y%m%d"));
    match chooser::save_as(name, "听诉备份", "db").await {
        Ok(None) => None,
        Ok(Some(file)) => Some(desk.backup_to(&file).await.map_err(|error| error.message())),
        Err(NoDialog) => {
            let sentence = "这台电脑上打不开选文件的窗口，没有存。可以请懂电脑的同事用命令 tingsu backup。";
            Some(Err(sentence.to_owned()))
        }
    }
}

/// The bar; nothing while all is well.
pub fn bar<'a>(desk: &Desk) -> Option<Element<'a, Message>> {
    let elsewhere = || button::secondary("把数据另存到别处…").small().on_press(Message::SaveElsewhere);
    if desk.access() == Access::Viewing {
        let words = "可以查看、查找和打印，不能办理；数据一点也不会改动。";
        let usual = button::secondary("再试正常打开").small().on_press(Message::Reopen);
        return Some(notice("只读打开", words, Tone::Waiting).action(usual).action(elsewhere()).into());
    }
    let trouble = desk.trouble()?;
    let again = button::secondary("再试一次").small().on_press(Message::TryAgain);
    let bar = notice("没有存进去", trouble.message(), Tone::Danger).action(again).action(elsewhere());
    Some(bar.into())
}
