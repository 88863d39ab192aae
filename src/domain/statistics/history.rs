//! What the periods before received, and the line of twelve months: counted from span rows alone.

use serde::{Deserialize, Serialize};

use crate::domain::code::CaseKind;
use crate::domain::statistics::period::{Period, Window};
use crate::domain::statistics::span_row::{Received, SpanRow};
use crate::domain::time::Moment;

/// One month of the line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrendMonth {
    /// `2026-11`.
    pub month: String,
    /// 受理.
    pub received: u32,
    /// 关闭.
    pub closed: u32,
    /// 期末未结.
    pub closing: u32,
}

/// The periods that the table compares with.
#[derive(Debug, Clone)]
pub struct History {
    /// 上期受理.
    pub previous: Received,
    /// 去年同期.
    pub year_ago: Received,
    /// Received, closed and open of the twelve months that end with the period, without those still to come.
    pub trend: Vec<TrendMonth>,
    previous_window: Window,
    year_ago_window: Window,
    trend_windows: [Window; 12],
}

impl History {
    /// An empty history of a report.
    pub fn new(period: Period, as_of: Moment) -> Self {
        let months = period.trend();
        Self {
            previous: Received::default(),
            year_ago: Received::default(),
            trend: months
                .iter()
                .filter(|month| month.start() <= as_of)
                .map(|month| TrendMonth { month: month.code(), ..TrendMonth::default() })
                .collect(),
            previous_window: period.previous().window(as_of),
            year_ago_window: period.year_ago().window(as_of),
            trend_windows: months.map(|month| month.window(as_of)),
        }
    }

    /// Counts one case.
    pub fn add(&mut self, row: &SpanRow) {
        if row.kind != CaseKind::Complaint {
            return;
        }
        let received = |window| row.movement(window).is_some_and(|movement| movement.received);
        if received(self.previous_window) {
            self.previous.add(&row.codes);
        }
        if received(self.year_ago_window) {
            self.year_ago.add(&row.codes);
        }
        for (month, window) in self.trend.iter_mut().zip(self.trend_windows) {
            if let Some(movement) = row.movement(window) {
                month.received += u32::from(movement.received);
                month.closed += u32::try_from(movement.closures.len()).unwrap_or(u32::MAX);
                month.closing += u32::from(movement.closing);
            }
        }
    }
}

impl Period {
    /// The first moment that a report of this period looks back to: rows closed or voided before it, and not
    /// open again since, count nothing anywhere in it.
    pub fn looks_back_to(self) -> Moment {
        self.trend()[0].start().min(self.year_ago().start())
    }
}
