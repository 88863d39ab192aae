//! 服务上移 step by step (rules §5): where an attempt stands and what its next row in the events is. Both forms,
//! walk-in and phone, have the same steps; only the words differ.

use crate::domain::code::{EscalationEnd, SuperiorRank, Trigger};
use crate::domain::event::Escalation;
use crate::domain::intake_entry::EscalationAsk;
use crate::domain::reading::name;
use crate::domain::superior::{Superior, is_named};
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
    let name = superior.as_ref().map(|one| one.name.clone()).filter(|name| !name.is_empty());
    Escalation {
        superior: name,
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
            let written = other.name.trim();
            let name = person_in(written, ladder);
            let is_known =
                |one: &&Superior| if name.is_empty() { one.title == written } else { one.name == name };
            let title = || written.replacen(name, "", 1).trim().to_owned();
            let named = || Superior {
                title: title(),
                name: name.to_owned(),
                rank: other.rank,
                ..Superior::default()
            };
            Some(ladder.iter().find(is_known).cloned().unwrap_or_else(named))
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

/// Endings of the titles that stand before or behind a superior's name where no ladder says them.
const TITLES: [&str; 19] = [
    "主任",
    "经理",
    "主管",
    "总监",
    "负责人",
    "中心",
    "管理部",
    "部长",
    "总经理",
    "组长",
    "班长",
    "队长",
    "店长",
    "科长",
    "处长",
    "副总",
    "助理",
    "专员",
    "部",
];

fn is_title(word: &str) -> bool {
    TITLES.iter().any(|title| word.ends_with(title))
}

/// Whether a word may be what somebody is called: a surname with a given name or a title, or a name from abroad.
fn may_be_name(word: &str) -> bool {
    let is_foreign = word.contains('·') || word.chars().all(|c| c.is_ascii() || !c.is_alphabetic());
    let name = name::read(word);
    let given = || word.chars().count().checked_sub(name.surname.chars().count());
    let is_whole = !name.surname.is_empty() && given().is_some_and(|given| (1..=2).contains(&given));
    let behind_surname = || TITLES.iter().any(|title| word.strip_suffix(title) == Some(&name.surname));
    is_foreign || (is_whole && (!is_title(word) || behind_surname()))
}

/// The name in `韩骁`, `项目经理 韩骁`, `韩骁 客服组长`; `赵主任` is one word and stays whole; a title alone has none.
/// Reads what people and files write.
pub fn bare_name(written: &str) -> &str {
    let written = written.trim();
    let words: Vec<&str> = written.split_whitespace().collect();
    let names: Vec<&str> = words.iter().copied().filter(|word| may_be_name(word)).collect();
    // 车队长 王强: a title may begin like a name, and stands in front.
    let plain = names.iter().rfind(|word| !is_title(word));
    match names.as_slice() {
        [] => "",
        names if names.len() == words.len() && names.iter().all(|name| name.is_ascii()) => written,
        [.., last] => plain.unwrap_or(last),
    }
}

/// Whom the words name: the superior of the ladder whose name or address they hold, else who stands beside a title of the
/// ladder, else the word that is a person's name; empty for a title alone. Reads what people and files write.
pub fn person_in<'a>(written: &'a str, ladder: &'a [Superior]) -> &'a str {
    let written = written.trim();
    let called =
        |one: &&Superior| is_named(written, &one.name) || (one.spoken() == written && one.title != written);
    if let Some(known) = ladder.iter().find(called) {
        return &known.name;
    }
    let beside = |title: &'a str| written.strip_prefix(title).or_else(|| written.strip_suffix(title));
    let titles = ladder.iter().map(|one| one.title.as_str()).filter(|title| !title.is_empty());
    let rest = titles.filter_map(beside).min_by_key(|rest| rest.len());
    bare_name(rest.unwrap_or(written))
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
    /// The superior's name, apart from his title: as it was noted, as long as `to` still names him; else the one in `to`.
    pub fn superior_name(&self) -> Option<&str> {
        let to = self.to.as_deref()?;
        let noted = self.superior.as_deref().filter(|name| is_named(to, name));
        noted.or_else(|| Some(bare_name(to)).filter(|name| !name.is_empty()))
    }

    /// Whether the attempt is still running: consented or not yet asked, not ended, nobody there yet (上移中).
    pub fn is_running(&self) -> bool {
        self.end.is_none() && self.arrived_at.is_none()
    }

    /// Where the superior stands: as noted, whatever the rung he was called on; nobody is taken for more than is known.
    pub fn rank(&self) -> SuperiorRank {
        self.rank.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
            ("客服组长 王芳", "王芳", None),
            ("李强 公司副总", "李强", Some(SuperiorRank::Company)),
            ("车队长 王强", "王强", None),
            ("安保部", "", None),
            ("Tom Hanks", "Tom Hanks", None),
        ] {
            assert_eq!((bare_name(written), rank_of_title(written)), (name, rank), "{written}");
        }
    }

    /// The titles of the ladder are the counter's own: the person is known by name, whatever stands beside it.
    #[test]
    fn a_superior_is_known_by_name_beside_any_title() {
        let mut ladder = Settings::default().ladder;
        for (at, (title, name)) in
            [("客服组长", "王芳"), ("公司副总", "李强"), ("金管家督导", "安琪儿")].into_iter().enumerate()
        {
            (ladder[at].title, ladder[at].name) = (title.into(), name.into());
            let ask = EscalationAsk { rung: at, ..EscalationAsk::default() };
            let attempt = asked(&ask, &ladder, true);
            assert_eq!(attempt.to, Some(format!("{title} {name}")));
            assert_eq!(attempt.superior_name(), Some(name), "{title}");
            assert_eq!(superior_called(&attempt, &ladder), Some(&ladder[at]), "{title}");
            // As a file has it, the words of the ladder tell.
            for written in [format!("{title} {name}"), format!("{title}{name}"), name.to_owned()] {
                assert_eq!(person_in(&written, &ladder), name, "{written}");
            }
        }
        assert_eq!(person_in("金管家督导 周全", &ladder), "周全", "another one of that title");
        assert_eq!(person_in("金管家督导", &ladder), "");
        let corrected = Escalation {
            to: Some("公司副总 赵楠".into()),
            superior: Some("李强".into()),
            ..Escalation::new(Trigger::E)
        };
        assert_eq!(corrected.superior_name(), Some("赵楠"), "whom a correction names counts");
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
