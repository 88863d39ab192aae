//! How many copies are kept, where a second one goes, and when the screen locks: a small form with a button of its own.

use iced::widget::{column, row};
use iced::{Alignment, Element, Task};

use crate::desk::error::Error;
use crate::desk::reply::Written;
use crate::domain::reading::plain_text;
use crate::domain::safety::Safety;
use crate::domain::settings::Settings;
use crate::ui::screen::contract::{Action, Context, Request};
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, field, text};

/// The figures of the form, in its order: label, the largest that makes sense.
const FIGURES: [(&str, u32); 5] = [
    ("保留天数", 60),
    ("再保留周数", 60),
    ("再保留月数", 120),
    ("几天没有第二份就提醒", 60),
    ("几分钟没人就锁屏（0 不锁）", 120),
];

/// What is typed.
#[derive(Debug, Default)]
pub struct SafetyForm {
    figures: [String; 5],
    folder: String,
    /// The settings that the form was made of; `None` before the first look.
    base: Option<Safety>,
    problem: Option<String>,
}

/// What happens in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// A figure was typed.
    Figure(usize, String),
    /// The second folder was typed.
    Folder(String),
    /// Keep it.
    Save,
    /// It is on disk.
    Saved(Box<Result<Written<Settings>, Error>>),
}

impl SafetyForm {
    /// Shows what is in force, unless something is being typed.
    pub fn refresh(&mut self, safety: &Safety) {
        let untouched = self.base.as_ref().is_none_or(|base| self.read().is_ok_and(|typed| typed == *base));
        if untouched {
            let Safety { daily_copies, weekly_copies, monthly_copies, remind_days, lock_minutes, .. } =
                safety;
            self.figures =
                [daily_copies, weekly_copies, monthly_copies, remind_days, lock_minutes].map(u32::to_string);
            self.folder = safety.second_folder.clone();
            self.base = Some(safety.clone());
        }
    }

    fn read(&self) -> Result<Safety, String> {
        let figure = |at: usize| {
            let (label, most) = FIGURES[at];
            let typed = plain_text::plain(self.figures[at].trim());
            let found = typed.parse::<u32>().ok().filter(|figure| *figure <= most);
            found.ok_or_else(|| format!("「{label}」请填 0 到 {most} 的整数，没有保存。"))
        };
        Ok(Safety {
            daily_copies: figure(0)?.max(1),
            weekly_copies: figure(1)?,
            monthly_copies: figure(2)?,
            remind_days: figure(3)?,
            lock_minutes: figure(4)?,
            second_folder: self.folder.trim().to_owned(),
            // Set with the passphrase, beside this form.
            sealed: self.base.as_ref().is_some_and(|base| base.sealed),
        })
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Figure(at, typed) => {
                if let Some(figure) = self.figures.get_mut(at) {
                    *figure = typed;
                }
            }
            Message::Folder(typed) => self.folder = typed,
            Message::Save => match self.read() {
                Err(problem) => self.problem = Some(problem),
                Ok(safety) => {
                    self.problem = None;
                    let settings = Settings { safety, ..(*context.settings).clone() };
                    let saved = context.desk.save_settings(&context.actor, settings);
                    return Action::run(Task::perform(saved, |result| Message::Saved(Box::new(result))));
                }
            },
            Message::Saved(result) => match *result {
                Ok(written) => {
                    self.base = Some(written.value.safety);
                    return Action::ask(Request::Wrote(written.changed))
                        .and(Request::Say("设置已保存".to_owned()));
                }
                Err(error) => self.problem = Some(error.message()),
            },
        }
        Action::none()
    }

    /// The form; only a supervisor's is open.
    pub fn view<'a>(&'a self, context: &Context) -> Element<'a, Message> {
        let open = context.is_supervisor();
        let figure = |at: usize| {
            let shown = field(FIGURES[at].0, &self.figures[at]).limit(3).width(WIDTH);
            if open { shown.on_input(move |typed| Message::Figure(at, typed)) } else { shown }
        };
        let folder = field("第二备份位置（移动盘或共享文件夹）", &self.folder)
            .placeholder("如 E:\\听诉备份，留空则不用")
            .width(2.0 * WIDTH + spacing::M);
        let folder = if open { folder.on_input(Message::Folder) } else { folder };
        let problem = self.problem.as_deref().map(|words| text::small(words, Tone::Danger));
        let save = button::secondary("保存备份与锁屏设置").on_press_maybe(open.then_some(Message::Save));
        column![
            row![figure(0), figure(1), figure(2)].spacing(spacing::M),
            row![folder, figure(3)].spacing(spacing::M),
            row![figure(4), save].spacing(spacing::M).align_y(Alignment::End),
        ]
        .push(problem)
        .spacing(spacing::M)
        .into()
    }
}

const WIDTH: f32 = 210.0;
