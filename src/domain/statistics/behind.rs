//! The figures that open a list, and the cases behind each. Rules §9: every figure opens the list of its cases.

use std::ops::RangeInclusive;

use crate::domain::case::CaseNumber;
use crate::domain::code::CaseKind;
use crate::domain::handling::VisitState;
use crate::domain::statistics::axis::{Axis, TOTAL};
use crate::domain::statistics::column::Column;
use crate::domain::statistics::counting::Counting;
use crate::domain::statistics::outcome::{Counted, Verdict};
use crate::domain::statistics::period::Period;
use crate::domain::statistics::report::Report;

/// The cases behind a figure, by number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Behind {
    /// All of them.
    pub numbers: Vec<CaseNumber>,
    /// Those that missed what a ratio asks for: marked in the list.
    pub missed: Vec<CaseNumber>,
}

/// A figure that opens a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// A cell of the table.
    Cell(Axis, String, Column),
    /// A whole row: all cases that have a part in it.
    Row(Axis, String),
    /// A row of the block of closures.
    Closed(String),
    /// A figure of the check line.
    Check(CheckFigure),
    /// Those that fell short in a ratio.
    Short(Column),
    /// A list at the end of the sheet.
    Listed(List),
    /// A figure of the summary box.
    Sum(Sum),
}

/// A figure of the check line, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckFigure {
    /// 期初未结.
    Opening,
    /// 受理.
    Received,
    /// 重新受理.
    Reopened,
    /// 关闭.
    Closed,
    /// 作废.
    Voided,
    /// 期末未结.
    Closing,
}

/// A list at the end of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// 逾期未结.
    Overdue,
    /// 已解释，业主未认可.
    Explained,
    /// 特批关闭.
    Overrides,
}

/// A figure of the summary box that has cases behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sum {
    /// 百户投诉量: what was received.
    PerHundred,
    /// 关闭率: what was closed, and missed what is open at the end.
    CloseRate,
    /// 平均关闭时长: what was closed.
    CloseDays,
    /// 未结账龄, by its place in [`AGES`].
    Age(usize),
    /// 群诉.
    Group,
    /// 重大.
    Major,
    /// 转办 with an answer owed.
    Referrals,
    /// 现场签署满意.
    Signed,
    /// 口头确认满意.
    Verbal,
    /// Judged by a visit.
    VisitSatisfied,
    /// 免回访.
    Exempt,
    /// 不接受回访.
    Declined,
    /// Received of another kind.
    Other(CaseKind),
}

/// 未结账龄 in whole days. Rules §9.
pub const AGES: [(&str, RangeInclusive<i64>); 4] =
    [("3天内", i64::MIN..=3), ("4–7天", 4..=7), ("8–30天", 8..=30), ("30天以上", 31..=i64::MAX)];

impl CheckFigure {
    /// The word in the check line.
    pub fn label(self) -> &'static str {
        match self {
            Self::Opening => "期初未结",
            Self::Received => "受理",
            Self::Reopened => "重新受理",
            Self::Closed => "关闭",
            Self::Voided => "作废",
            Self::Closing => "期末未结",
        }
    }

    fn counts(self, case: &Counted) -> bool {
        let movement = &case.movement;
        match self {
            Self::Opening => movement.opening,
            Self::Received => movement.received,
            Self::Reopened => movement.reopened > 0,
            Self::Closed => !movement.closures.is_empty(),
            Self::Voided => movement.voided,
            Self::Closing => movement.closing,
        }
    }
}

impl List {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Overdue, Self::Explained, Self::Overrides];

    /// The word beside the figure.
    pub fn label(self) -> &'static str {
        match self {
            Self::Overdue => "逾期未结",
            Self::Explained => "已解释，业主未认可",
            Self::Overrides => "特批关闭",
        }
    }

    /// The same beside the figures of a report. What is overdue is so at the moment of the report, whatever the period:
    /// where that is over, the day is said.
    pub fn label_in(self, report: &Report) -> String {
        match self {
            Self::Overdue if report.period.end() <= report.as_of => {
                format!("{}（截至{}）", self.label(), report.as_of.date().format("%-m月%-d日"))
            }
            _ => self.label().to_owned(),
        }
    }

    /// Its cases.
    pub fn numbers(self, report: &Report) -> &[CaseNumber] {
        match self {
            Self::Overdue => &report.lists.overdue,
            Self::Explained => &report.lists.explained,
            Self::Overrides => &report.lists.overrides,
        }
    }
}

impl Sum {
    /// The word beside the figure.
    pub fn label(self) -> String {
        let word = match self {
            Self::Age(place) => return format!("未结 {}", AGES.get(place).map_or("", |(label, _)| label)),
            Self::PerHundred => "百户投诉量",
            Self::CloseRate => "关闭率",
            Self::CloseDays => "平均关闭时长",
            Self::Group => "群诉",
            Self::Major => "重大",
            Self::Referrals => "转办及时率",
            Self::Signed => "现场签署满意",
            Self::Verbal => "口头确认满意",
            Self::VisitSatisfied => "回访满意率",
            Self::Exempt => "免回访",
            Self::Declined => "不接受回访",
            Self::Other(kind) => kind.label(),
        };
        word.to_owned()
    }

    fn counts(self, case: &Counted, report: &Report) -> bool {
        let outcome = &case.outcome;
        match self {
            Self::Age(place) => {
                let last = report.period.window(report.as_of).last_day();
                let days = (last - case.received_at.date()).num_days();
                case.movement.closing && AGES.get(place).is_some_and(|(_, range)| range.contains(&days))
            }
            Self::PerHundred => case.movement.received,
            Self::CloseRate => case.movement.closing || !case.movement.closures.is_empty(),
            Self::CloseDays => !case.movement.closures.is_empty(),
            Self::Group => outcome.group.is_some(),
            Self::Major => outcome.major,
            Self::Referrals => outcome.referral.is_some(),
            Self::Signed => outcome.verdict == Some(Verdict::Signed),
            Self::Verbal => outcome.verdict == Some(Verdict::Verbal),
            Self::VisitSatisfied => matches!(outcome.verdict, Some(Verdict::Visit(_))),
            Self::Exempt => outcome.visit == Some(VisitState::Exempt),
            Self::Declined => outcome.visit == Some(VisitState::Declined),
            Self::Other(_) => false,
        }
    }
}

impl Figure {
    /// The other period that it must be worked out from.
    pub fn compares_with(&self, period: Period) -> Option<Period> {
        match self {
            Self::Cell(_, _, Column::Previous | Column::Change) => Some(period.previous()),
            Self::Cell(_, _, Column::YearAgo) => Some(period.year_ago()),
            _ => None,
        }
    }

    /// The cases behind it, by number; `past` is the report of the period it compares with.
    fn numbers(&self, counting: &Counting, past: Option<&Counting>) -> Vec<CaseNumber> {
        let those = |counts: &dyn Fn(&Counted) -> bool| {
            counting.cases.iter().filter(|case| counts(case)).map(|case| case.number).collect()
        };
        match self {
            Self::Cell(axis, key, column) => {
                let before = past.map(|past| counting.received_before(past, *axis, key)).unwrap_or_default();
                let column = if *column == Column::Change { Column::Received } else { *column };
                let mut numbers = counting.cases_of(*axis, key, column);
                numbers.extend(before);
                numbers.sort();
                numbers
            }
            Self::Row(axis, key) => counting.cases_in_row(*axis, key),
            Self::Closed(key) => counting.closed_by(key),
            Self::Check(part) => those(&|case| part.counts(case)),
            Self::Short(column) => counting.short_of(Axis::Category, TOTAL, *column),
            Self::Listed(list) => list.numbers(counting).to_vec(),
            Self::Sum(Sum::Other(kind)) => {
                let others = counting.others.iter().filter(|(_, one)| one == kind);
                others.map(|(number, _)| *number).collect()
            }
            Self::Sum(sum) => those(&|case| sum.counts(case, counting)),
        }
    }

    /// Those of its cases that missed what a ratio asks for: marked in the list.
    fn missed(&self, counting: &Counting) -> Vec<CaseNumber> {
        match self {
            Self::Cell(axis, key, column) => counting.short_of(*axis, key, *column),
            Self::Sum(sum) => {
                let missed = |case: &&Counted| match sum {
                    Sum::Referrals => case.outcome.referral == Some(false),
                    Sum::VisitSatisfied => case.outcome.verdict == Some(Verdict::Visit(false)),
                    Sum::CloseRate => case.movement.closing,
                    _ => false,
                };
                counting.cases.iter().filter(missed).map(|case| case.number).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Its cases; `past` is the counting of the period it compares with.
    pub fn behind(&self, counting: &Counting, past: Option<&Counting>) -> Behind {
        Behind { numbers: self.numbers(counting, past), missed: self.missed(counting) }
    }
}
