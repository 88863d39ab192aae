//! The data folder and its copies: where they lie, a copy at once.

use std::path::PathBuf;

use iced::widget::{Column, column, row, space};
use iced::{Alignment, Element, Task};

use crate::desk::checking::{CheckState, CheckStep};
use crate::desk::error::Error;
use crate::desk::maintenance::{BackupCopy, ChosenCopy, RestorePreview};
use crate::desk::personal::PastKeeping;
use crate::desk::reply::Written;
use crate::domain::finding::Finding;
use crate::domain::time::Moment;
use crate::ui::screen::contract::{Action, Context, Request};
use crate::ui::screen::settings::outgoing::{self, Outgoing};
use crate::ui::screen::settings::safety_form::{self, SafetyForm};
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, hairline, section, text};

/// The copies as last read.
#[derive(Debug, Default)]
pub struct Data {
    copies: Vec<BackupCopy>,
    copying: bool,
    /// Why the second folder needs a look.
    reminder: Option<String>,
    /// The copy that may be put in place, once it is told what would be lost.
    asking: Option<RestorePreview>,
    busy: Option<Work>,
    form: SafetyForm,
    outgoing: Outgoing,
    /// Closed cases whose time of keeping is over.
    past: PastKeeping,
    /// Whether it is being asked if they shall be erased.
    erasing: bool,
    /// What the last check found; `None` before it.
    found: Option<Vec<String>>,
    /// What is known about the weekly check.
    checked: Option<CheckState>,
    /// How many hundredths of the check that was asked for are done.
    percent: u8,
}

/// What takes a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    Previewing,
    Restoring,
    Checking,
    Rebuilding,
}

/// Whether major cases, each of which has a file of its own, are erased with the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Major {
    /// They stay as they are.
    Kept,
    /// They as well.
    Too,
}

/// What happens here.
#[derive(Debug, Clone)]
pub enum Message {
    /// The copies that are there.
    Read(Result<Vec<BackupCopy>, Error>),
    /// Make a copy at once.
    BackUp,
    /// It is made and verified, or a sentence why not.
    BackedUp(Result<(BackupCopy, Option<String>), Error>),
    /// In the part of copies that leave the computer.
    Outgoing(outgoing::Message),
    /// The reminder of the second folder.
    Reminder(Result<Option<String>, Error>),
    /// What would be lost by this copy?
    Preview(ChosenCopy),
    /// It is told.
    Previewed(Result<RestorePreview, Error>),
    /// Put the copy in place.
    Restore,
    /// Leave everything as it is.
    Cancel,
    /// It is in place.
    Restored(Result<Written<Option<PathBuf>>, Error>),
    /// The cases whose time of keeping is over.
    Past(Result<PastKeeping, Error>),
    /// Erase what is personal of them – first it is asked.
    Erase,
    /// Really; the major ones as well, or without them.
    EraseNow(Major),
    /// So many were erased.
    Erased(Result<Written<usize>, Error>),
    /// In the form of copies and lock.
    Form(safety_form::Message),
    /// What is known about the weekly check.
    CheckState(Result<CheckState, Error>),
    /// Check everything.
    Check,
    /// A piece of it is done, or what was found.
    Checked(Result<CheckStep, Error>),
    /// Make the lists anew.
    Rebuild,
    /// They are, and what differed.
    Rebuilt(Result<Written<Vec<Finding>>, Error>),
    /// Show the data folder in the system's file manager.
    OpenFolder,
    /// It is shown, or it could not be.
    FolderOpened(Result<(), String>),
}

impl Data {
    /// Asks for the copies.
    pub fn read(&mut self, context: &Context) -> Task<Message> {
        self.form.refresh(&context.settings.safety);
        Task::batch([
            Task::perform(context.desk.copies(), Message::Read),
            Task::perform(context.desk.second_copy_warning(), Message::Reminder),
            Task::perform(context.desk.past_keeping(), Message::Past),
            Task::perform(context.desk.check_state(), Message::CheckState),
        ])
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        use Message as M;
        match message {
            M::Read(Ok(copies)) => self.copies = copies,
            M::Reminder(Ok(reminder)) => self.reminder = reminder,
            M::Past(Ok(past)) => self.past = past,
            M::Read(Err(error)) | M::Reminder(Err(error)) | M::Past(Err(error)) => {
                return Action::ask(Request::Warn(error.message()));
            }
            M::BackUp | M::BackedUp(_) => return self.copy(message, context),
            M::Outgoing(outgoing::Message::Use(copy)) => return self.restore(M::Preview(copy), context),
            M::Outgoing(message) => return self.outgoing.update(message, context).map(Message::Outgoing),
            M::CheckState(state) => self.checked = state.ok(),
            M::Preview(_) | M::Previewed(_) | M::Restore | M::Restored(_) => {
                return self.restore(message, context);
            }
            M::Erase | M::EraseNow(_) | M::Erased(_) => return self.erase(message, context),
            M::Cancel => (self.asking, self.erasing) = (None, false),
            M::Form(message) => return self.form.update(message, context).map(Message::Form),
            M::Check | M::Checked(_) => return self.check(message, context),
            M::Rebuild | M::Rebuilt(_) => return self.rebuild(message, context),
            M::OpenFolder => {
                let folder = context.desk.folder().to_owned();
                let open = async move { opener::open(folder).map_err(|error| error.to_string()) };
                return Action::run(Task::perform(open, Message::FolderOpened));
            }
            M::FolderOpened(Ok(())) => {}
            M::FolderOpened(Err(cause)) => {
                tracing::warn!(cause, "the folder was not shown");
                let folder = context.desk.folder().display();
                return Action::ask(Request::Warn(format!("没能打开文件夹，请自行前往：{folder}")));
            }
        }
        Action::none()
    }

    /// A copy beside the others; one at a time.
    fn copy(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::BackUp if !self.copying => {
                self.copying = true;
                Action::run(Task::perform(context.desk.backup_and_tell(), Message::BackedUp))
            }
            Message::BackedUp(result) => {
                self.copying = false;
                let said = match result {
                    Ok((_, None)) => Request::Say("已备份并核验".to_owned()),
                    Ok((_, Some(words))) => Request::Warn(format!("已备份。{words}")),
                    Err(error) => Request::Warn(format!("没有备份成。{}", error.message())),
                };
                Action::run(self.read(context)).and(said)
            }
            _ => Action::none(),
        }
    }

    /// A copy is looked into, and put in place once that is confirmed.
    fn restore(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Preview(copy) if self.busy.is_none() && context.is_supervisor() => {
                self.busy = Some(Work::Previewing);
                return Action::run(Task::perform(context.desk.restore_preview(copy), Message::Previewed));
            }
            Message::Previewed(result) => {
                self.busy = None;
                match result {
                    Ok(preview) => self.asking = Some(preview),
                    Err(error) => return Action::ask(Request::Warn(error.message())),
                }
            }
            Message::Restore => {
                if let Some(preview) = self.asking.take() {
                    self.busy = Some(Work::Restoring);
                    let restored = context.desk.restore(&context.actor, preview.copy);
                    return Action::run(Task::perform(restored, Message::Restored));
                }
            }
            Message::Restored(result) => {
                self.busy = None;
                let written = match result {
                    Ok(written) => written,
                    Err(error) => return Action::ask(Request::Warn(error.message())),
                };
                let kept = written.value.as_deref().and_then(|path| path.file_name());
                let kept = kept.unwrap_or_default().to_string_lossy().into_owned();
                return Action::run(self.read(context))
                    .and(Request::Wrote(written.changed))
                    .and(Request::Say(format!("已用备份恢复。恢复前的数据另存为 {kept}")));
            }
            _ => {}
        }
        Action::none()
    }

    /// What is past its keeping is made anonymous, once that is confirmed.
    fn erase(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Erase => self.erasing = true,
            Message::EraseNow(major) if self.erasing => {
                self.erasing = false;
                let mut numbers = self.past.plain.clone();
                if major == Major::Too {
                    numbers.extend(&self.past.major);
                }
                let erased = context.desk.anonymise(&context.actor, numbers);
                return Action::run(Task::perform(erased, Message::Erased));
            }
            Message::Erased(Ok(written)) => {
                let said = format!("已匿名化 {} 张受理单，统计不变", written.value);
                return Action::run(self.read(context))
                    .and(Request::Wrote(written.changed))
                    .and(Request::Say(said));
            }
            Message::Erased(Err(error)) => return Action::ask(Request::Warn(error.message())),
            _ => {}
        }
        Action::none()
    }

    /// Everything is checked, entry by entry.
    fn check(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Check if self.busy.is_none() => {
                (self.busy, self.percent) = (Some(Work::Checking), 0);
                return Action::run(Task::perform(context.desk.check_next_piece(), Message::Checked));
            }
            Message::Checked(Ok(CheckStep::Going(percent))) => {
                self.percent = percent;
                return Action::run(Task::perform(context.desk.check_next_piece(), Message::Checked));
            }
            Message::Checked(result) => {
                self.busy = None;
                match result {
                    Ok(step) => {
                        self.found = Some(if let CheckStep::Done(found) = step { found } else { Vec::new() });
                        let state = context.desk.check_state();
                        return Action::run(Task::perform(state, Message::CheckState));
                    }
                    Err(error) => return Action::ask(Request::Warn(error.message())),
                }
            }
            _ => {}
        }
        Action::none()
    }

    /// The lists are made anew from the log; what differed is shown.
    fn rebuild(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Rebuild if self.busy.is_none() && context.is_supervisor() => {
                self.busy = Some(Work::Rebuilding);
                Action::run(Task::perform(context.desk.check_rebuild(), Message::Rebuilt))
            }
            Message::Rebuilt(result) => {
                self.busy = None;
                match result {
                    Ok(Written { value, changed }) => {
                        let said = if value.is_empty() {
                            "列表已重建，和原来的一样"
                        } else {
                            "列表已重建，原来不对的地方列在下面；重建前的文件另存在 backups 文件夹里"
                        };
                        self.found = Some(value.into_iter().map(|Finding(words)| words).collect());
                        Action::run(self.read(context))
                            .and(Request::Wrote(changed))
                            .and(Request::Say(said.to_owned()))
                    }
                    Err(error) => Action::ask(Request::Warn(error.message())),
                }
            }
            _ => Action::none(),
        }
    }

    /// Folder and copies.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let folder = context.desk.folder().display().to_string();
        let back_up = button::secondary(if self.copying { "正在备份…" } else { "现在备份" })
            .on_press_maybe((!self.copying).then_some(Message::BackUp));
        let open = button::quiet("打开数据文件夹").on_press(Message::OpenFolder);
        let now = context.now();
        let may = context.is_supervisor() && self.busy.is_none();
        let copies = self.copies.iter().take(SHOWN).map(|copy| {
            let told = format!("{}　{} 条记录　{}", copy.at.short(now), copy.entries, size(copy.size));
            let restore = button::quiet("恢复…")
                .on_press_maybe(may.then(|| Message::Preview(ChosenCopy::from(&copy.path))));
            let fault = copy.faulty.then(|| text::small("含有问题的记录", Tone::Danger));
            row![text::body(told)]
                .push(fault)
                .push(space::horizontal())
                .push(restore)
                .spacing(spacing::S)
                .align_y(Alignment::Center)
                .into()
        });
        let copies = Column::with_children(copies).max_width(560);
        let check = button::secondary(match self.busy {
            Some(Work::Checking) => format!("正在核对… {}%", self.percent),
            _ => "核对数据".to_owned(),
        })
        .on_press_maybe(self.busy.is_none().then_some(Message::Check));
        let rebuild = button::secondary(match self.busy {
            Some(Work::Rebuilding) => "正在重建列表…",
            _ => "重建列表",
        })
        .on_press_maybe(may.then_some(Message::Rebuild));
        let rebuild_words =
            text::caption("台账、时限、检索或统计不对时用：从记录重新做出列表，记录一条也不会少。");
        let found: Element<'_, Message> = match &self.found {
            None => text::caption("逐条核对文件、记录链、人员和备份，看有没有损坏或被改动。").into(),
            Some(found) if found.is_empty() => text::body("数据文件和记录链完好。").into(),
            Some(found) => Column::with_children(
                found.iter().map(|words| text::small(words.as_str(), Tone::Danger).into()),
            )
            .into(),
        };
        let reminder = self.reminder.as_deref().map(|words| text::small(words, Tone::Waiting));
        let busy = match self.busy {
            Some(Work::Previewing) => Some("正在核验这份备份…"),
            Some(Work::Restoring) => Some("正在恢复，请不要关机…"),
            _ => None,
        };
        let none = self
            .copies
            .is_empty()
            .then(|| text::caption("还没有备份。有了受理单以后，每天第一次打开时自动备份。"));
        Column::new()
            .push(section("数据文件夹", "全部资料都在这里，不上传"))
            .push(text::body(folder))
            .push(row![back_up, open].spacing(spacing::S).align_y(Alignment::Center))
            .push(hairline())
            .push(section("自动备份", kept(context)))
            .push(self.form.view(context).map(Message::Form))
            .push(reminder)
            .push(none)
            .push(busy.map(text::caption))
            .push(self.question())
            .push(copies)
            .push(hairline())
            .push(self.outgoing.view(context).map(Message::Outgoing))
            .push(hairline())
            .push(section("核对", self.weekly(now)))
            .push(row![check, found].spacing(spacing::M).align_y(Alignment::Center))
            .push(row![rebuild, rebuild_words].spacing(spacing::M).align_y(Alignment::Center))
            .push(hairline())
            .push(section(
                "保存期",
                format!("关闭满 {} 年后可以匿名化", context.settings.rules.retention_years),
            ))
            .push(self.keeping(context))
            .spacing(spacing::M)
            .into()
    }

    /// How the weekly check stands.
    fn weekly(&self, now: Moment) -> String {
        let told = match self.checked {
            Some(CheckState { percent: Some(percent), .. }) => {
                format!("每周自动核对，已做完 {percent}%，没人操作时接着做")
            }
            Some(CheckState { full_at: Some(at), .. }) => {
                format!("上次从头到尾核对完好：{}", at.short(now))
            }
            _ => "还没有从头到尾核对过".to_owned(),
        };
        format!("启动时看最近的记录；没人操作时每周从头到尾看一遍。{told}")
    }

    /// The cases whose time of keeping is over, and erasing what is personal of them.
    fn keeping(&self, context: &Context) -> Element<'_, Message> {
        let (count, major) = (self.past.count(), self.past.major.len());
        if count == 0 {
            return text::caption("没有过了保存期的受理单。").into();
        }
        if self.erasing {
            let words = format!(
                "{count} 张受理单的姓名、电话、房号和写下的内容将被抹去，不能恢复；以前的备份里还有。统计数字不变。"
            );
            let kept = (major > 0).then(|| {
                let words = format!("其中重大 {major} 张，各有重大投诉卷：要留的先打印全卷，或先不抹去。");
                text::small(words, Tone::Waiting)
            });
            let go = |words, major| button::danger(words).on_press(Message::EraseNow(major));
            let plain = !self.past.plain.is_empty();
            let go = match (plain, major) {
                (_, 0) => row![go("抹去", Major::Kept)],
                (false, _) => row![go("重大的也抹去", Major::Too)],
                (true, _) => row![go("抹去，重大的留着", Major::Kept), go("重大的也抹去", Major::Too)],
            };
            let stay = button::secondary("不抹去").on_press(Message::Cancel);
            let choice = row![stay, go.spacing(spacing::S)].spacing(spacing::S);
            return column![text::body(words), kept, choice].spacing(spacing::S).into();
        }
        let erase =
            button::secondary("匿名化…").on_press_maybe(context.is_supervisor().then_some(Message::Erase));
        let of_them = if major > 0 { format!("，其中重大 {major} 张") } else { String::new() };
        let words = text::body(format!("{count} 张受理单过了保存期{of_them}。"));
        row![words, erase].spacing(spacing::M).align_y(Alignment::Center).into()
    }

    /// What would be lost, and whether to go on.
    fn question(&self) -> Option<Element<'_, Message>> {
        let preview = self.asking.as_ref()?;
        let last =
            preview.last.map_or_else(|| "没有记录".to_owned(), |at| format!("最后一条记录 {}", at.long()));
        let lost = match (preview.lost_cases, preview.lost_entries) {
            (Some(0), Some(0)) => "现有数据没有比它更新的内容。".to_owned(),
            (Some(cases), Some(entries)) => {
                format!("它之后新受理的 {cases} 张受理单、共 {entries} 条记录在恢复后看不到。")
            }
            _ => "现有数据读不出来，无法比较。".to_owned(),
        };
        let faults = preview.faults.first().map_or(String::new(), |Finding(first)| {
            format!(
                "这份备份含有问题的记录（{} 处）：{first}。恢复后这些记录仍有问题。",
                preview.faults.len()
            )
        });
        let words = format!(
            "这份备份有 {} 张受理单，{last}。{faults}{lost}现有数据会另存，不会删除。",
            preview.cases
        );
        let go = button::danger("恢复这份备份").on_press(Message::Restore);
        let stay = button::secondary("不恢复").on_press(Message::Cancel);
        Some(column![text::body(words), row![stay, go].spacing(spacing::S)].spacing(spacing::S).into())
    }
}

/// More copies than these are looked for in the folder.
const SHOWN: usize = 12;

fn kept(context: &Context) -> String {
    let safety = &context.settings.safety;
    format!(
        "每天一份，每份都经核验；保留最近{}天、再{}周、再{}个月",
        safety.daily_copies, safety.weekly_copies, safety.monthly_copies
    )
}

/// A size as people read it.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}
