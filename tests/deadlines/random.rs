//! Whatever happens to a case: while it is open it owes something, at every moment, and one step at a time leads to
//! the same state as all at once.

use proptest::prelude::*;
use tingsu::domain::code::{Nature, SituationCode};
use tingsu::domain::permission::{Office, permits};
use tingsu::domain::person::{Actor, Role};

use super::*;

/// An event of each kind that can change what is owed; `which` picks it, `yes` its turn.
fn happening(which: usize, yes: bool, at: Moment, story: &Story) -> EventKind {
    let state = story.case.state(&story.rules);
    let task = state.obligations.iter().rev().find(|one| one.end.is_none() && one.deadline == D::Task);
    let flags = [Flag::Group, Flag::Serious, Flag::Special, Flag::Extreme, Flag::Major];
    match which % 27 {
        0 => EventKind::Explained { text: "说明".into(), satisfied: yes, signed: false },
        1 => promised_until(at + chrono::Duration::hours(5)),
        2 => solution(yes),
        3 => progress(if yes { Medium::Phone } else { Medium::Notice }, None),
        4 | 5 => handled(yes, true),
        6 => verified(if yes { VerifyResult::Good } else { VerifyResult::Wanting }),
        7 => reached(if yes { Opinion::Satisfied } else { Opinion::Dissatisfied }),
        8 => visit(if yes { VisitOutcome::Declined } else { VisitOutcome::NoAnswer }, None),
        9 => EventKind::VisitExempt { ground: ExemptGround::Sensitive, text: Some("家事".into()) },
        10 => EventKind::Escalated(Escalation {
            consent: Some(yes),
            end: (!yes).then_some(EscalationEnd::Refused),
            ..Escalation::new(Trigger::H)
        }),
        11 => EventKind::Escalated(Escalation {
            arrived_at: yes.then_some(at),
            end: (!yes).then_some(EscalationEnd::NotReached),
            continues: true,
            ..Escalation::new(Trigger::H)
        }),
        12 => EventKind::Closed { code: ClosureCode::Visited, overridden: true, reason: Some("x".into()) },
        13 => EventKind::Reopened { reason: "又坏了".into() },
        14 => corrected("class", if yes { "II" } else { "I" }.into()),
        15 => corrected("kind", if yes { "complaint" } else { "enquiry" }.into()),
        16 => corrected("urgency", if yes { "urgent" } else { "normal" }.into()),
        17..=19 => EventKind::Flag { flag: flags[which % flags.len()], set: yes, reason: None },
        20 => EventKind::Cadence {
            every: if yes { Every::Hours(4) } else { Every::None },
            rule: None,
            situation: None,
        },
        21 => EventKind::Assigned { to: "周工".into(), department: None },
        22 => EventKind::Task {
            what: "拍照".into(),
            to: None,
            due: yes.then(|| at + chrono::Duration::hours(2)),
            kind: TaskKind::Free,
        },
        23 => match task.map(|one| (one.id, one.is_task(&TaskKind::JudgeDifficulty))) {
            Some((_, true)) => judged(yes),
            Some((id, false)) => task_done(id),
            None => EventKind::Note { text: "x".into(), internal: true },
        },
        24 => EventKind::Handover { to: Some("管家".into()), due: None },
        25 => EventKind::TakenOver { contacted: yes },
        _ => EventKind::Nature { nature: Nature::Effective, reason: "查明".into() },
    }
}

fn promised_until(due: Moment) -> EventKind {
    EventKind::Promised { due, consent: true, text: String::new(), confirmed_by: None }
}

fn owes(story: &Story, now: Moment) -> bool {
    !story.case.state(&story.rules).owed(&story.rules, now).is_empty()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_open_case_always_owes_something(
        kind in 0..5_usize,
        channel in 0..Channel::ALL.len(),
        anonymous: bool,
        steps in prop::collection::vec((0..40_usize, any::<bool>(), 0..3000_i64), 1..24),
    ) {
        let mut receipt = Facts::new(CaseKind::ALL[kind], Channel::ALL[channel], nov("02 09:00"), "李敏");
        receipt.complainant.anonymous = anonymous;
        receipt.situation = SituationCode::new("V5");
        let mut story = Story::new(receipt);
        let chief = Actor { id: None, name: "赵楠".into(), role: Role::Supervisor };
        let mut now = nov("02 09:00");
        prop_assert!(owes(&story, now), "at the receipt");
        for (which, yes, minutes) in steps {
            now = now + chrono::Duration::minutes(minutes);
            let kind = happening(which, yes, now, &story);
            let state = story.case.state(&story.rules);
            let office = Office { rules: &story.rules, staff: &[] };
            if permits(&state, &kind, &chief, office, now).is_err() {
                continue;
            }
            story = story.at(now, kind.clone());
            let state = story.case.state(&story.rules);
            for later in [0, 1, 60, 1500, 20_000, 200_000] {
                let then = now + chrono::Duration::minutes(later);
                let owed = state.owed(&story.rules, then).len();
                prop_assert_eq!(owed > 0, state.is_open(), "{:?} and {} minutes later", kind, later);
            }
        }
    }
}
