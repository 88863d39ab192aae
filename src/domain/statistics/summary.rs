//! The summary box of the table.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::domain::case::CaseNumber;
use crate::domain::code::CaseKind;
use crate::domain::handling::VisitState;
use crate::domain::statistics::figure::Ratio;
use crate::domain::statistics::outcome::{Counted, Verdict};
use crate::domain::statistics::period::Window;

/// The summary box. Rules §9.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Summary {
    /// 百户投诉量, to 0.01; `None` while the number of households is not set.
    pub per_hundred_households: Option<f64>,
    /// 关闭率: closures of all that was open at the start or came in; 本期关闭 ÷ (本期关闭 + 期末未结).
    pub close_rate: Ratio,
    /// 平均关闭时长 in days, to 0.1: from receipt to the last closure in the period; `None` when none was closed.
    pub close_days: Option<f64>,
    /// 未结账龄.
    pub ages: Ages,
    /// 群诉户数: households of group complaints received in the period.
    pub group_households: u32,
    /// 重大, received in the period.
    pub major: u32,
    /// 转办及时率, of complaints received in the period.
    pub referrals: Ratio,
    /// 现场签署满意, by the last closure in the period.
    pub signed: u32,
    /// 口头确认满意, by the last closure in the period.
    pub verbal: u32,
    /// 回访满意率: satisfied of those closed in the period and judged by a visit.
    pub visit_satisfied: Ratio,
    /// 免回访, beside the visit rate.
    pub exempt: u32,
    /// 不接受回访, beside the visit rate.
    pub declined: u32,
    /// 报修 received in the period.
    pub repairs: u32,
    /// 咨询 received in the period.
    pub enquiries: u32,
    /// 表扬 received in the period.
    pub praise: u32,
    /// 建议 received in the period.
    pub suggestions: u32,
}

/// 未结账龄: open cases by whole days from the day of receipt to the last counted day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Ages {
    /// ≤ 3 days.
    pub up_to_3: u32,
    /// 4 to 7 days.
    pub up_to_7: u32,
    /// 8 to 30 days.
    pub up_to_30: u32,
    /// > 30 days.
    pub over_30: u32,
}

impl Ages {
    fn add(&mut self, days: i64) {
        let place = match days {
            ..=3 => &mut self.up_to_3,
            4..=7 => &mut self.up_to_7,
            8..=30 => &mut self.up_to_30,
            _ => &mut self.over_30,
        };
        *place += 1;
    }
}

/// How many cases of the other kinds were received in the period.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OtherKinds {
    /// 报修.
    pub repairs: u32,
    /// 咨询.
    pub enquiries: u32,
    /// 表扬.
    pub praise: u32,
    /// 建议.
    pub suggestions: u32,
}

impl OtherKinds {
    /// Counts cases.
    pub fn of(cases: &[(CaseNumber, CaseKind)]) -> Self {
        let mut count = Self::default();
        for (_, kind) in cases {
            match kind {
                CaseKind::Complaint => {}
                CaseKind::Repair => count.repairs += 1,
                CaseKind::Enquiry => count.enquiries += 1,
                CaseKind::Praise => count.praise += 1,
                CaseKind::Suggestion => count.suggestions += 1,
            }
        }
        count
    }
}

impl Summary {
    /// Works out the box.
    pub fn of(cases: &[Counted], others: OtherKinds, households: Option<u32>, window: Window) -> Self {
        let mut summary = Self {
            repairs: others.repairs,
            enquiries: others.enquiries,
            praise: others.praise,
            suggestions: others.suggestions,
            ..Self::default()
        };
        let mut groups = BTreeSet::new();
        let (mut received, mut closed, mut open) = (0u32, 0u32, 0u32);
        let (mut durations, mut seconds) = (0i64, 0i64);
        for case in cases {
            received += u32::from(case.movement.received);
            closed += u32::try_from(case.movement.closures.len()).unwrap_or(u32::MAX);
            if case.movement.closing {
                open += 1;
                summary.ages.add((window.last_day() - case.received_at.date()).num_days());
            }
            if let Some((at, _)) = case.movement.closures.last() {
                durations += 1;
                seconds += (*at - case.received_at).num_seconds();
            }
            groups.extend(case.outcome.group.as_deref());
            summary.add(case);
        }
        summary.group_households = u32::try_from(groups.len()).unwrap_or(u32::MAX);
        summary.close_rate = Ratio(closed, closed + open);
        summary.per_hundred_households = per_hundred(received, households);
        summary.close_days = quotient(seconds, durations * 86_400, 10);
        summary
    }

    fn add(&mut self, case: &Counted) {
        let outcome = &case.outcome;
        self.major += u32::from(outcome.major);
        self.exempt += u32::from(outcome.visit == Some(VisitState::Exempt));
        self.declined += u32::from(outcome.visit == Some(VisitState::Declined));
        self.signed += u32::from(outcome.verdict == Some(Verdict::Signed));
        self.verbal += u32::from(outcome.verdict == Some(Verdict::Verbal));
        if let Some(Verdict::Visit(satisfied)) = outcome.verdict {
            self.visit_satisfied.add(satisfied);
        }
        if let Some(kept) = outcome.referral {
            self.referrals.add(kept);
        }
    }
}

/// 百户投诉量 to 0.01; `None` while the number of households is not set or 0.
pub(super) fn per_hundred(received: u32, households: Option<u32>) -> Option<f64> {
    quotient(i64::from(received) * 100, i64::from(households?), 100)
}

/// `of / by` to one of `steps` parts, halves away from zero; `None` for a divisor below 1. Worked out in whole
/// numbers: added up as floats, an exact half falls to the one side or the other by the order of the cases.
fn quotient(of: i64, by: i64, steps: i64) -> Option<f64> {
    (by > 0).then(|| {
        let twice = 2 * of.abs() * steps + by;
        (of.signum() * (twice / (2 * by))) as f64 / steps as f64
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exact_half_is_rounded_away_from_zero() {
        // 36.45 days of 1, 3 and 7 cases; as a sum of floats it comes to 36.4 or 36.5.
        for cases in [1, 3, 7] {
            assert_eq!(quotient(cases * 3_149_280, cases * 86_400, 10), Some(36.5));
        }
        assert_eq!(quotient(3_149_279, 86_400, 10), Some(36.4));
        assert_eq!(quotient(-3_149_280, 86_400, 10), Some(-36.5));
        assert_eq!(quotient(1, 0, 10), None);
        assert_eq!(per_hundred(29, Some(1453)), Some(2.0));
    }

    #[test]
    fn ages_are_told_apart_at_3_7_and_30_days() {
        let mut ages = Ages::default();
        for days in [-1, 0, 3, 4, 7, 8, 30, 31, 400] {
            ages.add(days);
        }
        assert_eq!(ages, Ages { up_to_3: 3, up_to_7: 2, up_to_30: 2, over_30: 2 });
    }
}
