//! 服务上移 step by step (rules §5): where an attempt stands and what its next row in the events is. Both forms,
//! walk-in and phone, have the same steps; only the words differ.

use crate::domain::code::{EscalationEnd, Trigger};
use crate::domain::event::Escalation;
use crate::domain::intake_entry::EscalationAsk;
use crate::domain::superior::Superior;
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
pub fn asked(ask: &EscalationAsk, ladder: &[Superior], consent: bool) -> Escalation {
    let superior = superior_of(ask, ladder);
    Escalation {
        to: superior.as_ref().map(Superior::full).filter(|to| !to.is_empty()),
        rung: u8::try_from(ask.rung + 1).ok().filter(|_| ask.other.is_none()),
        rank: superior.map(|superior| superior.rank),
        consent: Some(consent),
        end: (!consent).then_some(EscalationEnd::Refused),
        reason: Some(ask.reason.trim().to_owned()).filter(|reason| !consent && !reason.is_empty()),
        ..Escalation::new(ask.trigger)
    }
}

/// What is still needed of an attempt before it may be noted, as a sentence: an owner who demands the leader by name and gets
/// nobody is noted with the reason. Rules §5.
pub fn lacking_reason(attempt: &Escalation) -> Option<&'static str> {
    let refused = attempt.trigger == Trigger::N && attempt.consent == Some(false);
    let silent = attempt.reason.as_ref().is_none_or(|reason| reason.trim().is_empty());
    (refused && silent).then_some("业主点名找领导而没有上移，请写明原因")
}

/// Whom it asks for: another colleague, else whoever stands on the rung. Form, sentence and record name this one.
pub fn superior_of(ask: &EscalationAsk, ladder: &[Superior]) -> Option<Superior> {
    match &ask.other {
        None => ladder.get(ask.rung).cloned(),
        Some(other) => {
            let name = other.name.trim();
            let known = ladder.iter().find(|one| !one.name.is_empty() && one.name == name).cloned();
            let named = || Superior { name: name.to_owned(), rank: other.rank, ..Superior::default() };
            Some(known.unwrap_or_else(named))
        }
    }
}

/// Who the running attempt asked for, with the number to call: the ladder knows him by name; by his rung only where
/// nobody was named, as another may stand there by now.
pub fn superior_called<'a>(attempt: &Escalation, ladder: &'a [Superior]) -> Option<&'a Superior> {
    let at = rung_called(attempt, ladder)?;
    let known = attempt.superior_name().is_none_or(|name| ladder[at].name == name);
    known.then(|| &ladder[at])
}

/// The rung of the ladder that the one asked for stands, or stood, on.
pub fn rung_called(attempt: &Escalation, ladder: &[Superior]) -> Option<usize> {
    let name = attempt.superior_name();
    let by_name = name.and_then(|name| ladder.iter().position(|one| one.name == name));
    let of_rung = |rung: u8| usize::from(rung).checked_sub(1).filter(|at| *at < ladder.len());
    by_name.or_else(|| of_rung(attempt.rung?))
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
        None if written.chars().count() <= 3 && !TITLES.contains(&written) => written,
        None => "",
    }
}

/// Whether two things written mean one person: `李敏`, `客服主任 李敏`, `李敏（前台）`. A part of a name is another person's,
/// and a title or a desk in common makes nobody the same.
pub fn is_same_person(one: &str, other: &str) -> bool {
    let names = |written: &str, name: &str| {
        let mut words = written.split(|sign: char| !sign.is_alphanumeric() && sign != '·');
        !name.is_empty() && words.any(|word| word == name)
    };
    let (one, other) = (one.trim(), other.trim());
    !one.is_empty() && (one == other || names(one, bare_name(other)) || names(other, bare_name(one)))
}

impl Escalation {
    /// The superior's bare name, where `to` holds one beside or instead of a title: `韩骁` of `项目经理 韩骁`.
    pub fn superior_name(&self) -> Option<&str> {
        self.to.as_deref().map(bare_name).filter(|name| !name.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::SuperiorRank;
    use crate::domain::intake_entry::OtherColleague;
    use crate::domain::settings::Settings;
    use crate::domain::superior::rank_of_title;

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
        let ask = |rung| EscalationAsk { rung, ..EscalationAsk::default() };
        let mut attempt = asked(&ask(1), &ladder, true);
        assert_eq!((attempt.rung, attempt.rank()), (Some(2), SuperiorRank::DepartmentHead));
        for stage in [EscalationStage::Contact, EscalationStage::Wait, EscalationStage::Outcome] {
            assert_eq!(EscalationStage::of(Some(&attempt)), stage);
            attempt.take_over(&next_row(&attempt, "当日修复", now).unwrap());
        }
        assert_eq!(EscalationStage::of(Some(&attempt)), EscalationStage::Done);
        assert_eq!(next_row(&attempt, "x", now), None);
        assert_eq!(EscalationStage::of(Some(&asked(&ask(0), &ladder, false))), EscalationStage::Done);
    }

    #[test]
    fn the_rank_is_the_superior_s_own_and_not_that_of_the_rung() {
        let mut ladder = Settings::default().ladder;
        let ranks: Vec<SuperiorRank> = ladder.iter().map(|one| one.rank).collect();
        assert_eq!(ranks, SuperiorRank::ALL);
        ladder.remove(0);
        let ask = EscalationAsk::default();
        let first = asked(&ask, &ladder, true);
        assert_eq!((first.rung, first.rank()), (Some(1), SuperiorRank::DepartmentHead));
        ladder[0].rank = SuperiorRank::Company;
        assert_eq!(asked(&ask, &ladder, true).rank(), SuperiorRank::Company, "as it is set");
    }

    #[test]
    fn only_a_refused_demand_for_the_leader_needs_its_reason_and_no_consent_keeps_one() {
        let ladder = Settings::default().ladder;
        for (trigger, consent, reason, kept, lacks) in [
            (Trigger::N, false, " ", None, true),
            (Trigger::N, false, "领导出差 ", Some("领导出差"), false),
            (Trigger::N, true, "领导出差", None, false),
            (Trigger::G, false, "", None, false),
            (Trigger::G, false, "业主要先回去", Some("业主要先回去"), false),
        ] {
            let ask = EscalationAsk { trigger, reason: reason.into(), ..EscalationAsk::default() };
            let attempt = asked(&ask, &ladder, consent);
            let found = (attempt.reason.as_deref(), lacking_reason(&attempt).is_some());
            assert_eq!(found, (kept, lacks), "{trigger} {consent} {reason}");
        }
    }

    #[test]
    fn another_colleague_than_the_ladder_s_may_be_asked_for() {
        let mut ladder = Settings::default().ladder;
        ladder[1].name = "韩骁".into();
        let ask = |name: &str| EscalationAsk {
            other: Some(OtherColleague { name: name.into(), rank: SuperiorRank::Supervisor }),
            ..EscalationAsk::default()
        };
        let other = asked(&ask("汤悦"), &ladder, true);
        assert_eq!(
            (other.to.as_deref(), other.rung, other.rank()),
            (Some("汤悦"), None, SuperiorRank::Supervisor)
        );
        let known = asked(&ask("韩骁"), &ladder, true);
        assert_eq!(
            (known.to.as_deref(), known.rank()),
            (Some("项目经理 韩骁"), SuperiorRank::DepartmentHead)
        );
    }
}
