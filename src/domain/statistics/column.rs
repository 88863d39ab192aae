//! The columns of the table, what stands in a cell, and a row of cells.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::statistics::figure::{Percent, Ratio};

/// A column. Rules §9, in the order of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// 期初未结.
    Opening,
    /// 本期受理.
    Received,
    /// 其中有效投诉.
    Effective,
    /// 占比.
    Share,
    /// 上期受理.
    Previous,
    /// 增减.
    Change,
    /// 去年同期.
    YearAgo,
    /// 本期关闭.
    Closed,
    /// 期末未结.
    Closing,
    /// 首次响应及时率.
    Responded,
    /// 按期处理率.
    Handled,
    /// 回访率.
    Visited,
    /// 满意率.
    Satisfied,
    /// 重复投诉.
    Repeats,
    /// 服务上移.
    Escalated,
}

impl Column {
    /// Every column, in the order of the sheet.
    pub const ALL: &'static [Self] = &[
        Self::Opening,
        Self::Received,
        Self::Effective,
        Self::Share,
        Self::Previous,
        Self::Change,
        Self::YearAgo,
        Self::Closed,
        Self::Closing,
        Self::Responded,
        Self::Handled,
        Self::Visited,
        Self::Satisfied,
        Self::Repeats,
        Self::Escalated,
    ];

    /// The head of the column.
    pub fn label(self) -> &'static str {
        match self {
            Self::Opening => "期初未结",
            Self::Received => "本期受理",
            Self::Effective => "其中有效投诉",
            Self::Share => "占比",
            Self::Previous => "上期受理",
            Self::Change => "增减",
            Self::YearAgo => "去年同期",
            Self::Closed => "本期关闭",
            Self::Closing => "期末未结",
            Self::Responded => "首次响应及时率",
            Self::Handled => "按期处理率",
            Self::Visited => "回访率",
            Self::Satisfied => "满意率",
            Self::Repeats => "重复投诉",
            Self::Escalated => "服务上移",
        }
    }
}

/// A row of a block; the keys are those of the interchange format.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Code word of the row, or `none`, `rest`, `total`.
    pub key: String,
    /// 期初未结.
    pub opening: u32,
    /// 本期受理.
    pub received: u32,
    /// 其中有效投诉.
    pub effective: u32,
    /// 占比; `None` in every row when nothing was received.
    pub share: Option<Percent>,
    /// 上期受理.
    pub previous: u32,
    /// 去年同期.
    pub year_ago: u32,
    /// 本期关闭.
    pub closed: u32,
    /// 期末未结.
    pub closing: u32,
    /// 首次响应及时率.
    pub responded: Ratio,
    /// 按期处理率.
    pub handled: Ratio,
    /// 回访率.
    pub visited: Ratio,
    /// 满意率.
    pub satisfied: Ratio,
    /// 重复投诉.
    pub repeats: u32,
    /// 服务上移.
    pub escalated: u32,
}

impl Row {
    /// An empty row.
    pub fn new(key: impl Into<String>) -> Self {
        Self { key: key.into(), ..Self::default() }
    }

    /// 增减: received against the period before.
    pub fn change(&self) -> i64 {
        i64::from(self.received) - i64::from(self.previous)
    }

    /// The cell of a column.
    pub fn cell(&self, column: Column) -> Cell {
        match column {
            Column::Opening => Cell::Count(self.opening),
            Column::Received => Cell::Count(self.received),
            Column::Effective => Cell::Count(self.effective),
            Column::Share => Cell::Share(self.share),
            Column::Previous => Cell::Count(self.previous),
            Column::Change => Cell::Change(self.change()),
            Column::YearAgo => Cell::Count(self.year_ago),
            Column::Closed => Cell::Count(self.closed),
            Column::Closing => Cell::Count(self.closing),
            Column::Responded => Cell::Ratio(self.responded),
            Column::Handled => Cell::Ratio(self.handled),
            Column::Visited => Cell::Ratio(self.visited),
            Column::Satisfied => Cell::Ratio(self.satisfied),
            Column::Repeats => Cell::Count(self.repeats),
            Column::Escalated => Cell::Count(self.escalated),
        }
    }

    /// Adds everything but the share, which is not additive.
    pub fn add(&mut self, other: &Self) {
        self.opening += other.opening;
        self.received += other.received;
        self.effective += other.effective;
        self.previous += other.previous;
        self.year_ago += other.year_ago;
        self.closed += other.closed;
        self.closing += other.closing;
        self.responded += other.responded;
        self.handled += other.handled;
        self.visited += other.visited;
        self.satisfied += other.satisfied;
        self.repeats += other.repeats;
        self.escalated += other.escalated;
    }

    /// Whether nothing at all stands in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::new(self.key.clone())
    }
}

/// A row of the block of closures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosureRow {
    /// Code word, or `total`.
    pub key: String,
    /// 本期关闭.
    pub closed: u32,
}

/// What stands in a cell; displays as it prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// A number of cases.
    Count(u32),
    /// More or fewer: `+3`, `−2`, `0`.
    Change(i64),
    /// `30.4%`, or `—` when there is nothing to share.
    Share(Option<Percent>),
    /// `91.7%`, or `—` of nothing.
    Ratio(Ratio),
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => write!(f, "{count}"),
            Self::Change(change) if *change > 0 => write!(f, "+{change}"),
            Self::Change(change) if *change < 0 => write!(f, "−{}", change.unsigned_abs()),
            Self::Change(_) => f.write_str("0"),
            Self::Share(Some(share)) => write!(f, "{share}%"),
            Self::Share(None) => f.write_str("—"),
            Self::Ratio(ratio) => write!(f, "{ratio}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_print_as_on_the_sheet() {
        for (cell, text) in [
            (Cell::Count(12), "12"),
            (Cell::Change(3), "+3"),
            (Cell::Change(-2), "−2"),
            (Cell::Change(0), "0"),
            (Cell::Share(Some(Percent(304))), "30.4%"),
            (Cell::Share(None), "—"),
            (Cell::Ratio(Ratio(1, 2)), "50.0%"),
        ] {
            assert_eq!(cell.to_string(), text);
        }
    }
}
