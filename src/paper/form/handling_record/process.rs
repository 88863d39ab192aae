//! 处理过程与进展告知 of form 2: every event that has no box of its own, as a dated row.

use crate::domain::event::{Event, EventKind};
use crate::domain::telling;
use crate::paper::layout::table::Column;
use crate::paper::wording::{Labels, stamp};

/// The columns of the dated rows.
pub fn columns(width: f32) -> [Column; 4] {
    [
        Column::code("时间", 32.0),
        Column::code("事项", 25.0),
        Column::text("内容", width - 77.0),
        Column::name("经办人", 20.0),
    ]
}

/// The dated rows, one text a column; events that have a box of their own in the form are not among them.
pub fn rows(events: &[Event], labels: &Labels) -> Vec<Vec<String>> {
    let row = |event: &Event| {
        let text = telling::parts(&event.kind, labels).join("\n");
        vec![stamp(event.at), event.kind.label().to_owned(), text, event.by.clone()]
    };
    let printed = |event: &&Event| !has_box(&event.kind) && !event.kind.is_supervisors();
    events.iter().filter(printed).map(row).collect()
}

fn has_box(kind: &EventKind) -> bool {
    matches!(
        kind,
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
            | EventKind::Attachment { .. }
            | EventKind::ClosingNotes { .. }
    )
}
