//! Opening the data folder: on a thread of its own, as it may have to be made, upgraded, restored from a copy or waited
//! for. Where that fails, what the ways on are.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::thread;

use futures::channel::oneshot;
use iced::Task;

use crate::desk::clock::Clock;
use crate::desk::error::Error;
use crate::desk::handle::{Access, Desk};
use crate::desk::maintenance::{
    BackupCopy, ChosenCopy, is_mended_by_rebuild, newest_sound_copy, rebuild_folder, restore_folder,
    save_elsewhere,
};
use crate::domain::person::{Actor, Role, Staff, StaffId};
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::ui::chooser::{self, NoDialog};

/// Why the data folder could not be opened, and what can be done about it.
#[derive(Debug, Clone)]
pub struct Trouble {
    /// What happened and what to do.
    pub sentence: String,
    /// Whether putting a copy in place is a way on.
    pub mended: bool,
    /// Whether the data may be looked at and printed meanwhile.
    pub viewed: bool,
    /// Whether the data may be saved at another place.
    pub saved: bool,
    /// Whether only the lists beside the log are damaged, so that making them anew is a way on.
    pub rebuilt: bool,
    /// The newest sound copy in the folder, where there is one.
    pub copy: Option<BackupCopy>,
}

impl Trouble {
    /// Something that only another try can mend.
    pub fn of(sentence: String) -> Self {
        Self { sentence, mended: false, viewed: false, saved: false, rebuilt: false, copy: None }
    }

    /// What the desk says about a folder.
    pub fn with(error: &Error, folder: &Path) -> Self {
        Self {
            sentence: error.message(),
            mended: error.is_mended_by_a_copy(),
            viewed: error.leaves_looking(),
            saved: error.leaves_saving_elsewhere(),
            rebuilt: error.is_mended_by_a_copy() && is_mended_by_rebuild(folder),
            copy: error.is_mended_by_a_copy().then(|| newest_sound_copy(folder)).flatten(),
        }
    }
}

/// What the ways on are to the window.
#[derive(Debug, Clone)]
pub struct Ways<Message> {
    /// The offered copy takes the place of the data.
    pub restore: Message,
    /// A copy is chosen.
    pub choose: Message,
    /// The lists are made anew.
    pub rebuild: Message,
    /// Once more.
    pub retry: Message,
    /// To look and print only.
    pub view: Message,
    /// The data are saved elsewhere.
    pub save: Message,
}

/// How the folder shall be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// As every day.
    Usual,
    /// After this copy took the place of the data; a sealed one with its passphrase.
    Restored(PathBuf, Option<String>),
    /// After everything that is kept beside the log was made anew.
    Rebuilt,
    /// To look and print only.
    Viewed,
}

/// What the open folder says at the start.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The desk on it.
    pub desk: Desk,
    /// The settings.
    pub settings: Settings,
    /// Everybody who works or worked here.
    pub staff: Vec<Staff>,
    /// Who of them has a PIN.
    pub with_pin: BTreeSet<StaffId>,
}

/// The open folder, or why it is not.
pub type Opening = Result<Box<Opened>, Trouble>;

/// Opens the folder and reads what the window must know before it can show anything.
pub fn open(folder: PathBuf, now: Option<Moment>, way: Way) -> Task<Opening> {
    let (sender, answer) = oneshot::channel();
    let work = move || {
        // The window may be gone by now; then nobody needs the desk.
        let _ = sender.send(open_folder(&folder, now, &way));
    };
    if let Err(error) = thread::Builder::new().name("tingsu-open".to_owned()).spawn(work) {
        tracing::error!(%error, "no thread to open the data folder");
    }
    let stopped = || Err(Trouble::of(Error::Stopped.message()));
    Task::future(async move { answer.await.unwrap_or_else(|_| stopped()) }).then(|desk| match desk {
        Ok(desk) => read(desk),
        Err(trouble) => Task::done(Err(trouble)),
    })
}

fn open_folder(folder: &Path, now: Option<Moment>, way: &Way) -> Result<Desk, Trouble> {
    let clock = now.map_or_else(Clock::system, Clock::starting_at);
    let nobody = Actor::new(None, "启动时恢复", Role::Supervisor);
    let restored = match way {
        Way::Restored(copy, pass) => {
            let copy = ChosenCopy { path: copy.clone(), pass: pass.clone(), faulty: false };
            restore_folder(folder, copy, clock, &nobody).map(drop)
        }
        Way::Rebuilt => rebuild_folder(folder, clock).map(drop),
        Way::Usual | Way::Viewed => Ok(()),
    };
    let access = if *way == Way::Viewed { Access::Viewing } else { Access::Window };
    restored.and_then(|()| Desk::open(folder, clock, access)).map_err(|error| Trouble::with(&error, folder))
}

/// What the window must know before it can show anything.
pub fn read(desk: Desk) -> Task<Opening> {
    let (settings, staff, with_pin) = (desk.settings(), desk.staff(), desk.with_pin());
    let folder = desk.folder().to_owned();
    let opened = async move {
        let (settings, staff, with_pin) = (settings.await?, staff.await?, with_pin.await?);
        Ok(Box::new(Opened { settings, staff, with_pin, desk }))
    };
    Task::perform(opened, move |opened: Result<_, Error>| {
        opened.map_err(|error| Trouble::with(&error, &folder))
    })
}

/// Asks for a place and saves the data that cannot be opened there, verified: what to say.
pub async fn take_elsewhere(folder: PathBuf, name: String) -> Option<Result<String, String>> {
    let chosen = chooser::save_as(name, "听诉备份", "db").await;
    match chosen {
        Ok(None) => None,
        Ok(Some(target)) => Some(saved(folder, target).await),
        Err(NoDialog) => {
            let sentence = "这台电脑上打不开选文件的窗口，没有存。可以请懂电脑的同事用命令 tingsu backup。";
            Some(Err(sentence.to_owned()))
        }
    }
}

/// Saves the data of a folder in a file: what to say.
pub async fn saved(folder: PathBuf, target: PathBuf) -> Result<String, String> {
    let place = target.display().to_string();
    let made = smol::unblock(move || save_elsewhere(&folder, &target)).await;
    let way_on = "在好的电脑上打开听诉，点「从备份恢复…」选它。";
    made.map(|made| format!("已另存一份并核验：{place}。{way_on}{}", made.warning().unwrap_or_default()))
        .map_err(|error| error.message())
}
