//! What happens on the statistics.

use std::sync::Arc;

use crate::domain::statistics::axis::Axis;
use crate::domain::statistics::period::Length;
use crate::domain::statistics::report::Report;
use crate::ui::screen::contract::RequestId;
use crate::ui::screen::report::figure::Figure;

/// See the module.
#[derive(Debug, Clone)]
pub enum Message {
    /// The desk's answer to a question.
    Read(RequestId, Result<Arc<Report>, String>),
    /// Once more.
    Retry,
    /// Month, quarter or year.
    Length(Length),
    /// The period before.
    Earlier,
    /// The period after.
    Later,
    /// The period in which now lies.
    Present,
    /// By what the rows are told apart.
    Axis(Axis),
    /// A row was marked.
    Select(usize),
    /// A row was opened: all its cases.
    OpenRow(usize),
    /// A figure was pressed: its cases.
    Open(Figure),
    /// The report of another period, for a figure that compares with it.
    Past(RequestId, Figure, Result<Arc<Report>, String>),
    /// Form 3 of the period.
    Print,
}
