//! The state of a case with its markers, as every list shows it (rules §3): what it says is
//! [`CaseRow::status_line`]'s, how it looks is here.

use iced::widget::{Row, row};
use iced::{Alignment, Element};

use crate::domain::case_row::CaseRow;
use crate::domain::code::Status;
use crate::domain::marker::{Marker, StatusLine};
use crate::domain::settings::Rules;
use crate::domain::time::Moment;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::table::Cell;
use crate::ui::widget::{ellipsis, text};

/// The column of the state in lists that show nothing else of it.
pub const STATUS: f32 = 150.0;

/// How much a marker weighs.
pub fn marker_tone(marker: Marker) -> Tone {
    match marker {
        Marker::Ahead | Marker::Overdue | Marker::Urgent | Marker::Major => Tone::Danger,
        Marker::Escalating | Marker::AwaitsReply | Marker::Group | Marker::Repeat | Marker::Unannounced => {
            Tone::Waiting
        }
        Marker::Imported | Marker::Late => Tone::Muted,
        Marker::Referral => Tone::Plain,
    }
}

/// Markers as small marks after a text, where the state has a column of its own or none.
pub fn marks(markers: impl IntoIterator<Item = Marker>) -> Vec<(String, Tone)> {
    markers.into_iter().map(|marker| (marker.label().to_owned(), marker_tone(marker))).collect()
}

fn status_tone(status: Status) -> Tone {
    match status {
        Status::Unassigned => Tone::Waiting,
        Status::Closed | Status::Voided => Tone::Muted,
        Status::Handling | Status::VisitDue | Status::Observed => Tone::Plain,
    }
}

/// The markers in one tone: that of something past its time or urgent, or the quieter one.
fn marks_tone(line: &StatusLine) -> Tone {
    let pressing = line.markers.iter().any(|marker| marker_tone(*marker) == Tone::Danger);
    if pressing { Tone::Danger } else { Tone::Waiting }
}

/// A cell of a table: the state, and after it as many of its markers as fit.
pub fn status_cell<'a, Message: 'a>(case: &CaseRow, rules: &Rules, now: Moment) -> Cell<'a, Message> {
    let line = case.status_line(rules, now);
    let words = row![
        ellipsis(line.status.label()).color(status_tone(line.status).ink()),
        ellipsis(line.marks()).size(spacing::CAPTION).color(marks_tone(&line).ink()),
    ];
    Cell::element(words.spacing(spacing::S).align_y(Alignment::Center))
}

/// The same in a line of small words, nothing cut.
pub fn status_words<'a, Message: 'a>(case: &CaseRow, rules: &Rules, now: Moment) -> Element<'a, Message> {
    let line = case.status_line(rules, now);
    let marks = (!line.markers.is_empty()).then(|| text::small(line.marks(), marks_tone(&line)));
    Row::new().push(text::caption(line.status.label())).push(marks).spacing(spacing::XS).into()
}
