//! What happens on the statistics.

use std::sync::Arc;

use crate::domain::statistics::axis::Axis;
use crate::domain::statistics::behind::{Behind, Figure};
use crate::domain::statistics::by_person::{PersonFigure, PersonRow};
use crate::domain::statistics::focus::FocusLine;
use crate::domain::statistics::needs::ServiceNeeds;
use crate::domain::statistics::period::{Length, Period};
use crate::domain::statistics::report::Report;
use crate::ui::screen::contract::RequestId;
use crate::ui::screen::report::month_end;

/// See the module.
#[derive(Debug, Clone)]
pub enum Message {
    /// The desk's answer to a question.
    Read(RequestId, Result<Arc<Report>, String>),
    /// Once more.
    Retry,
    /// Month, quarter, year or days.
    Length(Length),
    /// The period before.
    Earlier,
    /// The period after.
    Later,
    /// The period in which now lies.
    Present,
    /// The periods of a year are laid out to choose from, or folded away.
    Pick,
    /// Those of another year.
    PickYear(i32),
    /// The first day was typed.
    From(String),
    /// The last day was typed.
    To(String),
    /// The typed days are shown.
    ShowRange,
    /// This one is shown.
    Show(Period),
    /// By what the rows are told apart.
    Axis(Axis),
    /// A row was marked.
    Select(usize),
    /// A row was opened: all its cases.
    OpenRow(usize),
    /// A figure was pressed: its cases.
    Open(Figure),
    /// The cases behind it.
    Behind(RequestId, Figure, Result<Behind, String>),
    /// 按人员 is shown in place of the rows.
    ShowPeople,
    /// The desk's answer about them.
    People(RequestId, Result<Vec<PersonRow>, String>),
    /// A figure of one of them was pressed: its cases.
    OpenPerson(usize, PersonFigure),
    /// 服务需求 is shown in place of the rows.
    ShowNeeds,
    /// The desk's answer about them.
    Needs(RequestId, Result<ServiceNeeds, String>),
    /// One of them was opened: its cases.
    OpenNeed(usize),
    /// The complaints and praises of those who came back.
    OpenWonBack,
    /// 专题 is shown in place of the rows.
    ShowFocus,
    /// The desk's answer about it.
    Focus(RequestId, Result<Vec<FocusLine>, String>),
    /// A line of it was opened: its cases.
    OpenFocus(usize),
    /// 分析与定稿 is shown in place of the rows.
    ShowMonthEnd,
    /// What happens there.
    MonthEnd(month_end::Message),
    /// Form 3 of the period.
    Print,
    /// The table as a spreadsheet.
    Export,
    /// Where it lies now, or why not; `None` when the dialog was put away.
    Exported(Result<Option<String>, String>),
}
