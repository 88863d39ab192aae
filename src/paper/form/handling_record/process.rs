//! 处理过程与进展告知 of form 2: every event that has no box of its own, as a dated row.

use crate::domain::event::{Event, EventKind, Every};
use crate::paper::layout::table::Column;
use crate::paper::wording::{joined, stamp};

/// The columns of the dated rows.
pub fn columns(width: f32) -> [Column; 4] {
    [
        Column::code("时间", 32.0),
        Column::code("事项", 25.0),
        Column::text("内容", width - 77.0),
        Column::code("经办人", 20.0),
    ]
}

/// The dated rows, one text a column.
pub fn rows(events: &[Event]) -> Vec<Vec<String>> {
    let row = |event: &Event| {
        let text = told(&event.kind)?;
        let label = event.kind.label().to_owned();
        Some(vec![stamp(event.at), label, text, event.by.clone()])
    };
    events.iter().filter_map(row).collect()
}

/// What the row says; `None` for events that have a box of their own in the form.
fn told(kind: &EventKind) -> Option<String> {
    let text = match kind {
        EventKind::Restated { .. }
        | EventKind::Explained { .. }
        | EventKind::Promised { .. }
        | EventKind::Escalated(_)
        | EventKind::Investigated { .. }
        | EventKind::Solution { .. }
        | EventKind::Handled { .. }
        | EventKind::Visit(_)
        | EventKind::VisitExempt { .. }
        | EventKind::Closed { .. }
        | EventKind::ClosingNotes { .. } => return None,
        EventKind::Emotion { emotion } => emotion.label().to_owned(),
        EventKind::Assigned { to, department } => with(to, "", department.as_deref()),
        EventKind::CompletionDate { due } => format!("告知业主{}前完成", stamp(*due)),
        EventKind::Progress { medium, text, .. } => {
            let reached = if kind.told() { "" } else { "，未告知到业主" };
            format!("（{}{reached}）{text}", medium.label())
        }
        EventKind::Paper { form, sent_to } => with(&format!("表 {form}"), "送", sent_to.as_deref()),
        EventKind::Task { what, to, due } => joined([
            with(what, "交", to.as_deref()),
            due.map(|due| format!("{}前完成", stamp(due))).unwrap_or_default(),
        ]),
        EventKind::TaskDone { what, result } => joined([what.clone(), result.clone().unwrap_or_default()]),
        EventKind::Handover { to, due } => joined([
            with("", "交", to.as_deref()),
            due.map(|due| format!("{}前接班并联系业主", stamp(due))).unwrap_or_default(),
        ]),
        EventKind::TakenOver { contacted } => if *contacted { "已联系业主" } else { "未联系业主" }.to_owned(),
        EventKind::Apology { form } => form.label().to_owned(),
        EventKind::LetterReply { from, text } => joined([from.clone().unwrap_or_default(), text.clone()]),
        EventKind::Said { text, .. } => text.clone(),
        EventKind::Cadence { every, rule } => with(&cadence(*every), "依据", rule.as_deref()),
        EventKind::Attachment { name, sha256, size } => {
            let check: String = sha256.chars().take(8).collect();
            format!("{name}（{size} 字节，校验 {check}）")
        }
        EventKind::Reopened { reason } | EventKind::Voided { reason } => reason.clone(),
        EventKind::Nature { nature, reason } => joined([format!("改为{}", nature.label()), reason.clone()]),
        EventKind::Flag { flag, set, reason } => {
            let act = if *set { "标记" } else { "取消" };
            joined([format!("{act}：{}", flag.label()), reason.clone().unwrap_or_default()])
        }
        EventKind::Note { text, internal } => {
            let mark = if *internal { "（内部）" } else { "" };
            format!("{mark}{text}")
        }
        EventKind::Corrected { reason, .. } => reason.clone(),
    };
    Some(text)
}

fn with(text: &str, word: &str, more: Option<&str>) -> String {
    match more {
        Some(more) if text.is_empty() => format!("{word}{more}"),
        Some(more) => format!("{text}（{word}{more}）"),
        None => text.to_owned(),
    }
}

fn cadence(every: Every) -> String {
    match every {
        Every::Hours(hours) => format!("每 {hours} 小时告知一次进展"),
        Every::None => "不再定期告知进展".to_owned(),
    }
}
