//! Ninety days of a counter: customers who come, staff who forget, one who leaves, an outage, closures, reopenings and
//! voids, a clock that is set back, year end and leap day. What 今日 shows is recounted from the events alone, without
//! the code that derives the state.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, Duration, NaiveDate};
use tingsu::desk::error::Error;
use tingsu::desk::outage::OutageClosing;
use tingsu::desk::today::Today;
use tingsu::domain::case::{Case, CaseNumber, Facts};
use tingsu::domain::closure::ClosureRequest;
use tingsu::domain::code::{
    CaseKind, Channel, ClosureCode, DeadlineCode, Impact, Medium, Opinion, VerifyResult, VisitForm,
    VisitOutcome,
};
use tingsu::domain::event::{Event, EventKind, Visit};
use tingsu::domain::obligation::{ObligationId, Urge};
use tingsu::domain::outage::{Outage, OutageCall, OutageKind};
use tingsu::domain::person::{Actor, Complainant, Role};
use tingsu::domain::time::Moment;
use tingsu::domain::today::{TodayGroup, TodayQuery};

use crate::support::Counter;

/// From before the end of a year over its leap day.
const BEGIN: &str = "2027-12-05";
const DAYS: u64 = 90;

/// The same numbers in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }
}

fn receipt(chance: &mut Chance, now: Moment) -> Facts {
    let kinds = [CaseKind::Complaint, CaseKind::Complaint, CaseKind::Repair, CaseKind::Enquiry];
    let channels = [Channel::Phone, Channel::WalkIn, Channel::Message];
    let received = now - Duration::minutes(i64::try_from(chance.below(90)).unwrap());
    let mut facts = Facts::new(kinds[chance.below(4)], channels[chance.below(3)], received, "李敏");
    facts.complainant.name = Some("周平".into());
    facts.complainant.room = Some(format!("{}-1-{}01", 1 + chance.below(6), 1 + chance.below(9)));
    facts.complainant.phones = vec![format!("1390000{:04}", chance.below(10_000))];
    facts.verbatim = Some("门禁坏了三天，没人来修。".into());
    facts
}

/// What somebody does with a case, whether it fits or not.
fn act(chance: &mut Chance, now: Moment) -> EventKind {
    let hours = |hours: usize| now + Duration::hours(i64::try_from(hours).unwrap());
    let people = ["李敏", "王倩", "赵楠"];
    match chance.below(9) {
        0 | 1 => {
            let to = people[chance.below(3)].to_owned();
            EventKind::Assigned { to, department: None, reason: Some("轮班".into()), named_by: None }
        }
        2 => EventKind::Promised {
            due: hours(1 + chance.below(20)),
            consent: true,
            text: "回复进度".into(),
            confirmed_by: None,
        },
        3 => {
            EventKind::Progress {
                medium: Medium::Phone, text: "正在修".into(), told: None, is_final: false
            }
        }
        4 => EventKind::Handled {
            result: "修好".into(),
            verified: chance.below(2) == 0,
            told: true,
            medium: Some(Medium::Phone),
            for_owner: None,
            verification: None,
        },
        5 => EventKind::Verified { who: Some("周工".into()), result: VerifyResult::Good, text: None },
        6 => {
            let result = Some(if chance.below(3) == 0 { Opinion::Dissatisfied } else { Opinion::Satisfied });
            EventKind::Visit(Visit {
                again: None,
                form: VisitForm::Phone,
                outcome: VisitOutcome::Reached,
                standing: None,
                process: result,
                measures: result,
                result,
                expectation: None,
                perceived: None,
                emotion: None,
                text: None,
                visitor: None,
            })
        }
        7 => EventKind::Explained { text: "已说明原因".into(), satisfied: true, signed: false },
        _ => EventKind::Note { text: "已问工程部".into(), internal: true },
    }
}

/// What may be refused is refused; anything else is a fault.
fn may_be_refused<T>(answer: Result<T, Error>) -> bool {
    match answer {
        Ok(_) => true,
        Err(Error::Refused(_) | Error::Denied(_)) => false,
        Err(error) => panic!("{}", error.message()),
    }
}

/// Whether a case is open, by the last event that opens or shuts.
fn is_open(case: &Case) -> bool {
    !case.events.iter().fold(false, |shut, event| match event.kind {
        EventKind::Closed { .. } | EventKind::Voided { .. } => true,
        EventKind::Reopened { .. } => false,
        _ => shut,
    })
}

/// Who answers for a case: the last that was made responsible, or who did the work while nobody was.
fn handler(case: &Case) -> Option<&str> {
    case.events.iter().fold(None, |handler, event| match &event.kind {
        EventKind::Assigned { to, .. } => Some(to.as_str()),
        EventKind::Handled { .. } => handler.or(Some(event.by.as_str())),
        _ => handler,
    })
}

/// The promise that is neither kept nor overtaken: nothing was told, agreed or done since.
fn standing_promise(case: &Case) -> Option<Moment> {
    let last = |is: &dyn Fn(&Event) -> bool| case.events.iter().rposition(is);
    let promised = last(&|event| matches!(event.kind, EventKind::Promised { .. }))?;
    let since = &case.events[promised + 1..];
    let quiet = |event: &Event| {
        matches!(
            event.kind,
            EventKind::Assigned { .. } | EventKind::Note { internal: true, .. } | EventKind::Cadence { .. }
        )
    };
    match case.events[promised].kind {
        EventKind::Promised { due, .. } if since.iter().all(quiet) => Some(due),
        _ => None,
    }
}

/// What stood on 今日 when somebody last looked.
#[derive(Default)]
struct Seen(BTreeMap<CaseNumber, BTreeSet<ObligationId>>);

/// Compares 今日 with a plain recount of the events.
fn recount(counter: &Counter, today: &Today, former: &[&str], seen: &mut Seen) {
    let now = today.now;
    let rules = counter.desk.settings().wait().unwrap().rules;
    let all = counter.desk.all_cases().wait().unwrap();
    let cases: BTreeMap<CaseNumber, Case> = all.into_iter().map(|case| (case.number, case)).collect();
    let open: BTreeSet<CaseNumber> =
        cases.values().filter(|case| is_open(case)).map(|case| case.number).collect();
    let shown: BTreeSet<CaseNumber> = today.cases.iter().map(|case| case.row.number).collect();
    assert_eq!(shown, open, "{now:?}: what is open stands on 今日");
    let count = |test: &dyn Fn(&Case) -> bool| open.iter().filter(|number| test(&cases[number])).count();
    assert_eq!(today.counts.of(TodayGroup::All), open.len());
    assert_eq!(today.counts.of(TodayGroup::Mine), count(&|case| handler(case) == Some("李敏")), "{now:?}");
    let gone = |case: &Case| handler(case).is_some_and(|name| former.contains(&name));
    assert_eq!(today.counts.of(TodayGroup::HandlerGone), count(&gone), "{now:?}");
    let listed =
        |urge| today.cases.iter().filter(|case| case.owed.iter().any(|one| one.urge == urge)).count();
    assert_eq!(today.counts.of(TodayGroup::Overdue), listed(Urge::Overdue), "{now:?}");
    assert_eq!(today.counts.of(TodayGroup::DueSoon), listed(Urge::DueSoon), "{now:?}");
    for (kind, taken_in) in &today.taken_in {
        let of_today =
            |case: &&Case| case.receipt.kind == *kind && case.receipt.received_at.date() == now.date();
        assert_eq!(*taken_in, cases.values().filter(of_today).count(), "{now:?} {kind:?}");
    }
    let mut here = BTreeMap::new();
    for line in &today.cases {
        let (number, case) = (line.row.number, &cases[&line.row.number]);
        assert!(!line.owed.is_empty(), "{now:?} {number} is open and owes nothing: {:?}", case.events);
        if let Some(due) = standing_promise(case) {
            let owes = line
                .owed
                .iter()
                .any(|owed| owed.obligation.deadline == DeadlineCode::Promise && owed.obligation.due == due);
            assert!(owes, "{now:?} {number}: the promise of {due:?} is forgotten: {:?}", case.events);
        }
        here.insert(number, line.owed.iter().map(|owed| owed.obligation.id).collect::<BTreeSet<_>>());
    }
    for (number, before) in &seen.0 {
        let still = here.get(number);
        let state = cases[number].state(&rules);
        for id in before.iter().filter(|id| still.is_none_or(|still| !still.contains(id))) {
            let ended =
                state.obligations.iter().find(|one| one.id == *id).is_some_and(|one| one.end.is_some());
            assert!(ended || !open.contains(number), "{now:?} {number}: {id:?} went without an end");
        }
    }
    seen.0 = here;
}

fn look(counter: &Counter) -> Today {
    let query = TodayQuery { limit: usize::MAX, ..TodayQuery::all(counter.front.name.as_str()) };
    counter.desk.today(query).wait().unwrap()
}

#[test]
fn in_ninety_days_no_open_case_leaves_today_and_nothing_owed_is_forgotten() {
    let mut chance = Chance(20_271_205);
    let begin: NaiveDate = BEGIN.parse().unwrap();
    let mut counter = Counter::at(&format!("{BEGIN}T08:30"));
    let staff = counter.desk.add_staff(&counter.chief, "王倩", Role::Reception).wait().unwrap().value;
    let leaver = Actor::from(staff.iter().find(|one| one.name == "王倩").unwrap());
    let (mut seen, mut former) = (Seen::default(), Vec::new());
    let (mut taken_in, mut done, mut refused, mut outage) = (0_usize, 0_usize, 0_usize, None);
    for day in 0..DAYS {
        let date = begin + Days::new(day);
        for hour in ["09:20", "17:10"] {
            counter = counter.later(&format!("{date}T{hour}"));
            let now = counter.desk.now();
            let before = look(&counter);
            recount(&counter, &before, &former, &mut seen);
            // On some days nobody finds the time.
            if day % 11 == 7 {
                continue;
            }
            for _ in 0..1 + chance.below(2) {
                let facts = receipt(&mut chance, now);
                let taken = counter.desk.take_in(&counter.front, facts, Vec::new(), None).wait();
                taken_in += usize::from(may_be_refused(taken));
            }
            for line in &before.cases {
                if chance.below(4) == 0 {
                    continue;
                }
                let number = line.row.number;
                let known = counter.desk.case(number).wait().unwrap().events.len();
                let may_close = line.may_close || chance.below(12) == 0;
                let answer = if may_close {
                    let code = if line.may_close { ClosureCode::Visited } else { ClosureCode::Explained };
                    let reason = Some("模拟".to_owned());
                    let request = ClosureRequest { code, against_the_list: true, reason };
                    counter.desk.close(&counter.chief, number, known, request).wait().map(|_| ())
                } else if chance.below(40) == 0 {
                    let void = vec![(now, EventKind::Voided { reason: "重复登记".into() })];
                    counter.desk.append(&counter.chief, number, known, void).wait().map(|_| ())
                } else {
                    let what = vec![(now, act(&mut chance, now))];
                    counter.desk.append(&counter.front, number, known, what).wait().map(|_| ())
                };
                let went = may_be_refused(answer);
                done += usize::from(went);
                refused += usize::from(!went);
            }
            match (day, hour) {
                (20, "09:20") => {
                    let lift = Outage {
                        kind: OutageKind::Lift,
                        place: "3栋1单元".into(),
                        since: now - Duration::hours(1),
                        notice: String::new(),
                        measure: "更换配件".into(),
                        expected: None,
                        impact: Impact::Wide,
                    };
                    let id = counter.desk.save_outage(&counter.front, None, lift).wait().unwrap().value;
                    for floor in 1..=9 {
                        let person =
                            Complainant { room: Some(format!("3-1-{floor}01")), ..Complainant::default() };
                        let (kind, channel) = (CaseKind::Repair, Channel::Phone);
                        let call = OutageCall { kind, channel, person, words: None, told: floor % 2 == 0 };
                        counter.desk.take_outage_call(&counter.front, id, call, None).wait().unwrap();
                        taken_in += 1;
                    }
                    outage = Some(id);
                }
                (22, "17:10") => {
                    let closing = OutageClosing {
                        result: "已换配件".into(),
                        verified: true,
                        medium: Some(Medium::Wechat),
                    };
                    counter.desk.end_outage(&counter.front, outage.unwrap(), closing).wait().unwrap();
                }
                (40, "09:20") => {
                    counter.desk.retire_staff(&counter.chief, leaver.id.unwrap()).wait().unwrap();
                    former.push("王倩");
                }
                // Somebody sets the clock back, and right again the next time.
                (60, "17:10") => {
                    counter = counter.later(&format!("{date}T14:00"));
                    let shown: BTreeSet<_> =
                        look(&counter).cases.iter().map(|case| case.row.number).collect();
                    let before: BTreeSet<_> = before.cases.iter().map(|case| case.row.number).collect();
                    let lost: Vec<_> = before.difference(&shown).copied().collect();
                    for number in lost {
                        let case = counter.desk.case(number).wait().unwrap();
                        assert!(!is_open(&case), "{number} left 今日 because the clock was set back");
                    }
                    seen = Seen::default();
                }
                _ => {}
            }
        }
    }
    assert!(
        taken_in > 200 && done > 1000 && refused > 50,
        "{taken_in} taken in, {done} done, {refused} refused"
    );
    assert_eq!(counter.desk.check().wait().unwrap(), []);
}
