//! The whole table as a value; its JSON is the report of the interchange format.

use serde::{Deserialize, Serialize};

use crate::domain::case::CaseNumber;
use crate::domain::statistics::axis::{Axis, NONE, REST, TOTAL};
use crate::domain::statistics::column::{ClosureRow, Row};
use crate::domain::statistics::history::TrendMonth;
use crate::domain::statistics::outcome::Counted;
use crate::domain::statistics::period::Period;
use crate::domain::statistics::summary::Summary;
use crate::domain::statistics::year_to_date::YearToDate;
use crate::domain::time::Moment;

/// 《顾客投诉分类统计表》. Ledger 11-05, 11-06.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Always `tingsu-report`.
    pub format: &'static str,
    /// Always 1.
    pub version: u32,
    /// Name of the property.
    pub property: String,
    /// From when to when.
    pub period: Period,
    /// Time of the report, inclusive.
    pub as_of: Moment,
    /// 定稿; `None` for 未定稿 草表.
    pub lock: Option<Lock>,
    /// The check line.
    pub check: Check,
    /// The blocks.
    pub axes: Axes,
    /// Twelve months, this one last.
    pub trend: Vec<TrendMonth>,
    /// The lists at the end.
    pub lists: Lists,
    /// 调整: what changed in locked months.
    pub adjustments: Vec<Adjustment>,
    /// The summary box.
    pub summary: Summary,
    /// 累计: what the months of the year add up to.
    pub year_to_date: YearToDate,
    /// 本月分析与改进措施; left out while nothing was written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub analysis: String,
    /// The number of households that the figures per 100 households are of.
    #[serde(skip)]
    pub households: Option<u32>,
}

/// A month made final.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// Version of the printed table, from 1.
    pub version: u32,
    /// Eight hex digits.
    pub hash: String,
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
}

/// The check line: 期初未结 + 本期受理 + 本期重开 − 本期关闭 − 本期作废 = 期末未结.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// 期初未结.
    pub opening: u32,
    /// 本期受理.
    pub received: u32,
    /// 本期重开.
    pub reopened: u32,
    /// 本期关闭.
    pub closed: u32,
    /// 本期作废.
    pub voided: u32,
    /// 期末未结.
    pub closing: u32,
}

impl Check {
    /// Counts the cases.
    pub fn of(cases: &[Counted]) -> Self {
        let mut check = Self::default();
        for Counted { movement, .. } in cases {
            check.opening += u32::from(movement.opening);
            check.received += u32::from(movement.received);
            check.reopened += movement.reopened;
            check.closed += u32::try_from(movement.closures.len()).unwrap_or(u32::MAX);
            check.voided += u32::from(movement.voided);
            check.closing += u32::from(movement.closing);
        }
        check
    }

    /// Whether the line balances, as it always must.
    pub fn balances(&self) -> bool {
        self.opening + self.received + self.reopened == self.closing + self.closed + self.voided
    }
}

/// The blocks of rows; the last row of each is `total`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Axes {
    /// 类别.
    pub category: Vec<Row>,
    /// 责任类别.
    pub class: Vec<Row>,
    /// 性质.
    pub nature: Vec<Row>,
    /// 内容.
    pub content: Vec<Row>,
    /// 渠道.
    pub channel: Vec<Row>,
    /// 关闭方式.
    pub closure: Vec<ClosureRow>,
    /// 场景: the ten received most often, `rest`, `none`.
    pub situation: Vec<Row>,
    /// 责任部门.
    pub department: Vec<Row>,
    /// 楼栋.
    pub building: Vec<Row>,
}

impl Axes {
    /// The rows of an axis; none for the closures, which have fewer columns.
    pub fn rows(&self, axis: Axis) -> &[Row] {
        match axis {
            Axis::Category => &self.category,
            Axis::Class => &self.class,
            Axis::Nature => &self.nature,
            Axis::Content => &self.content,
            Axis::Channel => &self.channel,
            Axis::Situation => &self.situation,
            Axis::Department => &self.department,
            Axis::Building => &self.building,
            Axis::Closure => &[],
        }
    }
}

/// The lists at the end, each by number.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lists {
    /// Open complaints with an overdue deadline at the time of the report.
    pub overdue: Vec<CaseNumber>,
    /// 已解释，业主未认可, closed in the period.
    pub explained: Vec<CaseNumber>,
    /// 特批关闭, closed in the period.
    pub overrides: Vec<CaseNumber>,
}

/// A figure of a locked month that would now be another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustment {
    /// `2026-10`.
    pub period: String,
    /// Code of the axis.
    pub axis: String,
    /// Key of the row.
    pub key: String,
    /// Key of the column.
    pub column: String,
    /// As locked.
    pub before: u32,
    /// As it would be now.
    pub after: u32,
    /// The cases that make the difference.
    pub numbers: Vec<CaseNumber>,
}

impl Report {
    /// What the JSON says that it is.
    pub const FORMAT: &'static str = "tingsu-report";
    /// The version of the JSON.
    pub const VERSION: u32 = 1;

    /// The rows of an axis that had complaints in the period before or a year ago and have none now. Ledger 20-15.
    pub fn gone_quiet(&self, axis: Axis) -> Vec<&str> {
        let named = |key: &str| ![NONE, REST, TOTAL].contains(&key);
        let gone = |row: &&Row| row.received == 0 && row.previous + row.year_ago > 0 && named(&row.key);
        self.axes.rows(axis).iter().filter(gone).map(|row| row.key.as_str()).collect()
    }
}
