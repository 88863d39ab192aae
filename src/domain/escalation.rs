//! 服务上移 step by step (rules §5): where an attempt stands and what its next row in the events is. Both forms,
//! walk-in and phone, have the same steps; only the words differ.

use crate::domain::code::{EscalationEnd, SuperiorRank, Trigger};
use crate::domain::event::Escalation;
use crate::domain::settings::Superior;
use crate::domain::time::Moment;

/// Where an escalation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EscalationStage {
    /// ① soothe, ask for consent.
    Ask,
    /// ② contact the superior, in front of the customer.
    Contact,
    /// ③ please wait, until arrival or the answered call.
    Wait,
    /// ④ and ⑤ introduced; outcome and instruction.
    Outcome,
    /// Over.
    Done,
}

impl EscalationStage {
    /// The stage of the last attempt, folded from its rows; without any: to be asked.
    pub fn of(attempt: Option<&Escalation>) -> Self {
        match attempt {
            None => Self::Ask,
            Some(attempt) if attempt.end.is_some() => Self::Done,
            Some(attempt) if attempt.arrived_at.is_some() => Self::Outcome,
            Some(attempt) if attempt.contacted_at.is_some() => Self::Wait,
            Some(_) => Self::Contact,
        }
    }
}

/// The first row of an attempt: the customer was asked. A refusal ends the attempt at once (ledger 05-27).
pub fn asked(trigger: Trigger, ladder: &[Superior], rung: usize, consent: bool) -> Escalation {
    Escalation {
        to: ladder.get(rung).map(Superior::full),
        rung: u8::try_from(rung + 1).ok(),
        rank: Some(rank_of_rung(rung)),
        consent: Some(consent),
        end: (!consent).then_some(EscalationEnd::Refused),
        ..Escalation::new(trigger)
    }
}

/// The next row of a running attempt: contacted, arrived, ended; `None` when nothing follows or the outcome is
/// still empty.
pub fn next_row(attempt: &Escalation, outcome: &str, now: Moment) -> Option<Escalation> {
    let mut row = Escalation { continues: true, ..Escalation::new(attempt.trigger) };
    match EscalationStage::of(Some(attempt)) {
        EscalationStage::Contact => row.contacted_at = Some(now),
        EscalationStage::Wait => row.arrived_at = Some(now),
        EscalationStage::Outcome if !outcome.trim().is_empty() => {
            row.outcome = Some(outcome.trim().to_owned());
            row.end = Some(EscalationEnd::Answered);
        }
        _ => return None,
    }
    Some(row)
}

/// The superior was not reached: the attempt ends; the next rung is another attempt.
pub fn not_reached(attempt: &Escalation) -> Escalation {
    Escalation { end: Some(EscalationEnd::NotReached), continues: true, ..Escalation::new(attempt.trigger) }
}

/// Where whoever stands on a rung of the ladder stands, the lowest rung being 0.
pub fn rank_of_rung(rung: usize) -> SuperiorRank {
    match rung {
        0 => SuperiorRank::Supervisor,
        1 => SuperiorRank::DepartmentHead,
        _ => SuperiorRank::Company,
    }
}

/// Endings of the titles that stand before or behind a superior's name.
const TITLES: [&str; 9] = ["主任", "经理", "主管", "总监", "负责人", "中心", "管理部", "部长", "总经理"];

fn is_title(word: &str) -> bool {
    TITLES.iter().any(|title| word.ends_with(title))
}

/// The name in `韩骁`, `项目经理 韩骁`, `韩骁 项目经理`; `赵主任` is one word and stays whole; a title alone has none.
/// Reads what people and files write.
pub fn bare_name(written: &str) -> &str {
    let written = written.trim();
    let names = || written.split_whitespace().filter(|word| !is_title(word));
    match names().next() {
        Some(name) if names().nth(1).is_none() && name.len() < written.len() => name,
        Some(_) => written,
        None if written.chars().count() <= 3 => written,
        None => "",
    }
}

/// Where a superior stands by the title that was written; `None` when no title tells. Reads what files write.
pub fn rank_of_title(written: &str) -> Option<SuperiorRank> {
    let holds = |words: &[&str]| words.iter().any(|word| written.contains(word));
    match () {
        () if holds(&["公司", "品质", "总部", "集团"]) => Some(SuperiorRank::Company),
        () if holds(&["项目", "部门", "负责人", "部长"]) => Some(SuperiorRank::DepartmentHead),
        () if holds(&["主任", "主管", "客服经理"]) => Some(SuperiorRank::Supervisor),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::Settings;

    #[test]
    fn name_and_title_are_told_apart() {
        for (written, name, rank) in [
            ("韩骁", "韩骁", None),
            ("项目经理 韩骁", "韩骁", Some(SuperiorRank::DepartmentHead)),
            ("孟知秋 客服主任", "孟知秋", Some(SuperiorRank::Supervisor)),
            ("赵主任", "赵主任", Some(SuperiorRank::Supervisor)),
            ("公司客服中心", "", Some(SuperiorRank::Company)),
        ] {
            assert_eq!((bare_name(written), rank_of_title(written)), (name, rank), "{written}");
        }
    }

    #[test]
    fn an_attempt_walks_through_its_stages() {
        let ladder = Settings::default().ladder;
        let now = Moment::parse("2026-11-21T14:30").unwrap();
        assert_eq!(EscalationStage::of(None), EscalationStage::Ask);
        let mut attempt = asked(Trigger::E, &ladder, 1, true);
        assert_eq!((attempt.rung, attempt.rank()), (Some(2), SuperiorRank::DepartmentHead));
        for stage in [EscalationStage::Contact, EscalationStage::Wait, EscalationStage::Outcome] {
            assert_eq!(EscalationStage::of(Some(&attempt)), stage);
            attempt.take_over(&next_row(&attempt, "当日修复", now).unwrap());
        }
        assert_eq!(EscalationStage::of(Some(&attempt)), EscalationStage::Done);
        assert_eq!(next_row(&attempt, "x", now), None);
        assert_eq!(EscalationStage::of(Some(&asked(Trigger::E, &ladder, 0, false))), EscalationStage::Done);
    }
}
