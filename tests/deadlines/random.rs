//! Whatever happens to a case: while it is open it owes something, at every moment, and one step at a time leads to
//! the same state as all at once.

use proptest::prelude::*;
use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::domain::appointment::{Appointment, AppointmentEnd, MissedBy};
use tingsu::domain::cadence::Every;
use tingsu::domain::case_state::CaseState;
use tingsu::domain::code::{Nature, SituationCode};
use tingsu::domain::danger_mark::DANGER;
use tingsu::domain::deadline_set::TaskAfter;
use tingsu::domain::permission::{Office, appointments, permits};
use tingsu::domain::person::{Actor, Role};
use tingsu::domain::today::TodayQuery;

use super::*;
use crate::support::{self, Counter};

/// An event of each kind that can change what is owed; `which` picks it, `yes` its turn.
fn happening(which: usize, yes: bool, at: Moment, state: &CaseState) -> EventKind {
    let task = state.obligations.iter().rev().find(|one| one.end.is_none() && one.deadline == D::Task);
    let flags = [Flag::Group, Flag::Serious, Flag::Special, Flag::Extreme, Flag::Major, Flag::Sensitive];
    let note = || EventKind::Note { text: "x".into(), internal: true };
    match which % KINDS {
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
            every: match which / KINDS {
                0 if yes => Every::Hours(4),
                0 => Every::None,
                _ => Every::Usual,
            },
            rule: None,
            situation: None,
        },
        21 => EventKind::Assigned { to: "周工".into(), department: None, reason: None, named_by: None },
        22 => EventKind::Task {
            what: "拍照".into(),
            to: None,
            due: yes.then(|| at + chrono::Duration::hours(2)),
            kind: TaskKind::Free,
            after: None,
        },
        23 => match task.map(|one| (one.id, one.is_task(&TaskKind::JudgeDifficulty))) {
            Some((_, true)) => judged(yes),
            Some((id, false)) => task_done(id),
            None => note(),
        },
        24 => EventKind::Handover { to: Some("管家".into()), due: None },
        25 => EventKind::TakenOver { contacted: yes },
        26 => EventKind::Nature { nature: Nature::Effective, reason: "查明".into() },
        27 => {
            let due = at + chrono::Duration::hours(if yes { 2 } else { 40 });
            EventKind::CompletionDate { due, reason: Some("配件未到".into()) }
        }
        28 => EventKind::Paper {
            form: if yes { PaperForm::Letter } else { PaperForm::HandlingRecord },
            sent_to: Some("客户关系中心".into()),
        },
        29 => EventKind::Investigated {
            facts: "门机坏".into(),
            responsibility: Some(if yes { Responsibility::Ours } else { Responsibility::NotOurs }),
            basis: None,
            for_owner: None,
        },
        30 => corrected("complainant.declines_visits", yes.into()),
        31 => corrected("complainant.anonymous", yes.into()),
        32 => corrected("complainant.phones", if yes { vec!["13900000001"] } else { Vec::new() }.into()),
        // What an earlier event said is put right: the opinion at the last visit.
        33 => match state.round.visits.last() {
            Some(tried) => {
                let opinion = if yes { "satisfied" } else { "dissatisfied" };
                corrected(&format!("events[{}].result", tried.id), opinion.into())
            }
            None => note(),
        },
        34 => EventKind::Apology { form: if yes { ApologyForm::Home } else { ApologyForm::Counter } },
        35 => EventKind::LetterReply {
            from: None,
            text: "已答复".into(),
            answers: ReplyTo::Referral,
            letter: None,
        },
        36 if yes => EventKind::Voided { reason: "误登".into() },
        37 => EventKind::Appointed(Appointment {
            from: at + chrono::Duration::hours(1),
            until: at + chrono::Duration::hours(3),
            service: "水管漏水".into(),
            technician: "卢师傅".into(),
            phone: None,
            prepare: None,
            fee: None,
            replaces: appointments(state, at).next().filter(|_| yes).map(|one| one.id),
        }),
        38 => match appointments(state, at).next() {
            Some(slot) => came_of(slot.id, yes, at),
            None => note(),
        },
        // A task in sequence, or a limit of a situation, which another situation takes away again.
        39 => EventKind::Task {
            what: "清积水".into(),
            to: Some("环境部".into()),
            due: (!yes).then(|| at + chrono::Duration::hours(2)),
            kind: if yes { TaskKind::Free } else { limit() },
            after: task.filter(|_| yes).map(|one| TaskAfter { task: one.id, hours: 2 }),
        },
        40 => match state.obligations.iter().rev().find(|one| one.end.is_none() && one.is_task(&limit())) {
            Some(one) => EventKind::TaskWithdrawn { task: one.id, what: "清积水".into() },
            None => note(),
        },
        41 => EventKind::Said { sentence: format!("{DANGER}lift"), text: "请不要扒门".into() },
        _ => note(),
    }
}

/// A limit of the situation of the case.
fn limit() -> TaskKind {
    TaskKind::SituationLimit { situation: SituationCode::new("V5").unwrap(), limit: Some("l1".into()) }
}

/// An appointment is kept, now and then with something left over, or missed.
fn came_of(appointment: ObligationId, kept: bool, at: Moment) -> EventKind {
    let leaves = kept && at.unix() / 60 % 2 == 0;
    EventKind::AppointmentEnded(AppointmentEnd {
        appointment,
        missed: (!kept).then_some(MissedBy::Us),
        text: if kept { "换了角阀" } else { "被抢修叫走" }.into(),
        satisfied: None,
        left: leaves.then(|| "看还渗不渗".into()),
        again: leaves.then(|| at + chrono::Duration::hours(30)),
    })
}

/// So many kinds of happenings.
const KINDS: usize = 42;

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
        steps in prop::collection::vec((0..=2 * KINDS, any::<bool>(), 0..3000_i64), 1..24),
    ) {
        let mut receipt = Facts::new(CaseKind::ALL[kind], Channel::ALL[channel], nov("02 09:00"), "李敏");
        receipt.complainant.anonymous = anonymous;
        receipt.situation = SituationCode::new("V5");
        let mut story = Story::new(receipt);
        let chief = Actor::new(None, "赵楠", Role::Supervisor);
        let mut now = nov("02 09:00");
        prop_assert!(owes(&story, now), "at the receipt");
        for (which, yes, minutes) in steps {
            now = now + chrono::Duration::minutes(minutes);
            let state = story.case.state(&story.rules);
            // A later case is linked to this one as its repeat, or no longer: no event of this case.
            if which == 2 * KINDS {
                let repeat = (CaseNumber::new(now.date(), 9), now);
                story.case.repeats = if yes { vec![repeat] } else { Vec::new() };
                prop_assert_eq!(owes(&story, now), state.is_open(), "after a link");
                continue;
            }
            let kind = happening(which, yes, now, &state);
            let office = Office { rules: &story.rules, staff: &[], ladder: &[] };
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    /// The same through the gate of the desk and the query of 今日, on a file: what is open is shown with what it owes.
    #[test]
    fn today_shows_every_open_case_at_every_moment(
        steps in prop::collection::vec((0..2 * KINDS + 2, any::<bool>(), 0..3000_i64), 1..14),
    ) {
        let counter = Counter::at("2027-01-01T00:00");
        let (rules, folder) = (Rules::default(), counter.folder.path());
        let earlier = counter.take_in(support::complaint("2026-11-01T09:00"));
        let mut case = counter.take_in(support::complaint("2026-11-02T09:00"));
        let mut now = nov("02 09:00");
        for (which, yes, minutes) in steps {
            now = now + chrono::Duration::minutes(minutes);
            let expected = case.events.len();
            let done = if which >= 2 * KINDS {
                let to = yes.then_some(earlier.number);
                // A link is made now; 今日 is asked at the end.
                counter.desk.link_repeat(&counter.chief, case.number, expected, to).wait()
            } else {
                let kind = happening(which, yes, now, &case.state(&rules));
                counter.desk.append(&counter.chief, case.number, expected, vec![(now, kind)]).wait()
            };
            let Ok(written) = done else { continue };
            case = written.value;
            now = case.events.last().map_or(now, |event| event.at.max(now));
            for later in [0, 90, 4000] {
                let then = now + chrono::Duration::minutes(later);
                let desk = Desk::open(folder, Clock::frozen(then), Access::Reading).unwrap();
                let today = desk.today(TodayQuery::all("李敏")).wait().unwrap();
                let shown = today.cases.iter().find(|open| open.row.number == case.number);
                let is_open = case.state(&rules).is_open();
                prop_assert_eq!(shown.is_some(), is_open, "{:?}", case.events.last());
                prop_assert!(shown.is_none_or(|open| !open.owed.is_empty()), "{:?}", case.events.last());
            }
        }
    }
}
