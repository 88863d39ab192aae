//! The tasks of a case: who does what by when, which one waits for which, what came of it. Ledger 07-12.

use iced::widget::{Column, column, row};
use iced::{Element, Length};

use crate::domain::task_list::{TaskLine, TaskStanding};
use crate::domain::time::Moment;
use crate::ui::screen::case::message::Message;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{panel, section, text};

/// Width of who does it.
const WHO: f32 = 120.0;

/// The list; `None` where nobody was given anything.
pub fn list(lines: &[TaskLine], now: Moment) -> Option<Element<'_, Message>> {
    if lines.iter().all(|line| line.who.is_none()) {
        return None;
    }
    let rows = lines.iter().map(|line| of(line, now));
    let head = section("任务分工", "按交办的先后");
    let list = column![head, Column::with_children(rows).spacing(spacing::S)].spacing(spacing::M);
    Some(panel(list).width(Length::Fill).into())
}

fn of(line: &TaskLine, now: Moment) -> Element<'_, Message> {
    let (words, tone) = standing(&line.standing, now);
    let who = line.who.as_deref().unwrap_or("未写交给谁");
    row![
        text::caption(who).width(Length::Fixed(WHO)),
        column![text::body(line.what.as_str()), text::small(words, tone)].spacing(2).width(Length::Fill),
    ]
    .spacing(spacing::M)
    .into()
}

fn standing(standing: &TaskStanding, now: Moment) -> (String, Tone) {
    match standing {
        TaskStanding::Waiting { first, hours } => {
            (format!("等「{first}」办完，之后{hours}小时内"), Tone::Muted)
        }
        TaskStanding::Owed(due) if *due < now => (format!("已逾期，应于 {}", due.short(now)), Tone::Danger),
        TaskStanding::Owed(due) => (format!("{} 前", due.short(now)), Tone::Waiting),
        TaskStanding::Done(at, result) => {
            let result = result.as_ref().map(|text| format!("：{text}")).unwrap_or_default();
            (format!("{} 办完{result}", at.short(now)), Tone::Accent)
        }
        TaskStanding::Gone => ("不再需要".to_owned(), Tone::Muted),
    }
}
