//! The daily checks with their signatures, and the note that one shift leaves to the next, on a real file.

use tingsu::desk::error::Error;
use tingsu::desk::print::printout::Printout;
use tingsu::domain::appointment::{Appointment, AppointmentEnd, MissedBy};
use tingsu::domain::case::{Case, Facts};
use tingsu::domain::code::{CaseKind, DeadlineCode};
use tingsu::domain::daily_check::CheckList;
use tingsu::domain::event::EventKind;
use tingsu::domain::permission;
use tingsu::domain::person::{Actor, Role};
use tingsu::domain::settings::Rules;
use tingsu::domain::shift::ShiftId;
use tingsu::paper::layout::canvas::Mark;

use crate::support::{Counter, MORNING, at, complaint};

/// A counter with a technical head who only signs.
fn with_technician(now: &str) -> (Counter, Actor) {
    let counter = Counter::at(now);
    let staff = counter.desk.add_staff(&counter.chief, "吴工", Role::SignOnly).wait().unwrap().value;
    let technician = Actor::from(staff.iter().find(|one| one.name == "吴工").unwrap());
    (counter, technician)
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn words(counter: &Counter, printout: Printout) -> String {
    let pages = counter.desk.preview(printout, &counter.front).wait().unwrap();
    let marks = pages.iter().flat_map(|page| &page.marks);
    let texts = marks.filter_map(|mark| match mark {
        Mark::Text { text, .. } => Some(text.as_str()),
        _ => None,
    });
    texts.collect()
}

#[test]
fn each_list_is_signed_once_by_whom_it_concerns_and_stands_on_the_paper() {
    let (counter, technician) = with_technician(MORNING);
    counter.take_in(complaint(MORNING));
    let mut repair = complaint(MORNING);
    repair.kind = CaseKind::Repair;
    counter.take_in(repair);
    let today = day("2026-11-03");
    let early = counter.desk.sign_check(&counter.chief, today, CheckList::Complaints, "").wait();
    assert_eq!(early.unwrap_err().message(), "11月3日 16:00 以后才能盘点这一天，没有签。");
    assert!(counter.today().unsigned.is_empty(), "nor is it asked for before");

    let counter = counter.later("2026-11-03T17:50");
    let sign = |who: &Actor, list, found: &str| counter.desk.sign_check(who, today, list, found).wait();
    assert_eq!(counter.today().unsigned.len(), 3);
    assert!(matches!(sign(&counter.front, CheckList::Complaints, ""), Err(Error::Denied(_))));
    assert!(matches!(sign(&technician, CheckList::Complaints, ""), Err(Error::Denied(_))));
    let signed = sign(&counter.chief, CheckList::Complaints, " 张坤的电梯要盯 ").unwrap();
    assert_eq!((signed.counts.received, signed.counts.open, signed.counts.unassigned), (1, 1, 1));
    assert!(signed.changed.shifts);
    let again = sign(&counter.chief, CheckList::Complaints, "").unwrap_err();
    assert!(again.message().contains("已由赵楠在 11月3日 17:50 签过"), "{}", again.message());
    assert!(sign(&counter.chief, CheckList::HomeRepairs, "").is_err(), "that is the technical head's");
    sign(&technician, CheckList::HomeRepairs, "").unwrap();
    let owed: Vec<_> = counter.today().unsigned;
    assert_eq!(owed, [(today, CheckList::FacilityRepairs)]);
    let paper = words(&counter, Printout::DailyCheck(today));
    assert!(paper.contains("赵楠已于 2026-11-03 17:50 盘点确认。"), "{paper}");
    assert!(paper.contains("吴工已于") && paper.contains("张坤的电梯要盯"));

    let counter = counter.later("2026-11-05T09:00");
    let owed = counter.today().unsigned;
    assert_eq!(owed.len(), 4, "the one of the 3rd and those of the 4th stay in sight");
    let late = counter.desk.sign_check(&technician, today, CheckList::FacilityRepairs, "").wait().unwrap();
    assert_eq!(late.at, at("2026-11-05T09:00"), "late, and shown as such");
    assert_eq!(counter.desk.check().wait().unwrap(), []);
}

/// 待上门: who is to be visited today or tomorrow, or should have been. Ledger 07-09.
#[test]
fn the_check_counts_the_visits_of_technicians_that_are_to_come_or_were_missed() {
    let counter = Counter::at(MORNING);
    let slot = |from: &str, until: &str| {
        EventKind::Appointed(Appointment {
            from: at(from),
            until: at(until),
            service: "水管漏水".into(),
            technician: "卢师傅".into(),
            phone: None,
            prepare: None,
            fee: None,
            replaces: None,
        })
    };
    let agreed = |kind, from: &str, until: &str| {
        let case = counter.take_in(Facts { kind, ..complaint(MORNING) });
        counter.happens(&case, MORNING, slot(from, until))
    };
    let missed = agreed(CaseKind::Complaint, "2026-11-03T10:00", "2026-11-03T11:00");
    let kept = agreed(CaseKind::Complaint, "2026-11-03T10:00", "2026-11-03T11:00");
    agreed(CaseKind::Complaint, "2026-11-04T16:00", "2026-11-04T17:00");
    agreed(CaseKind::Complaint, "2026-11-05T09:00", "2026-11-05T10:00");
    agreed(CaseKind::Repair, "2026-11-03T15:00", "2026-11-03T16:00");
    let counts = |counter: &Counter| {
        let check = counter.desk.daily_check(day("2026-11-03")).wait().unwrap();
        check.blocks.iter().map(|block| (block.list, block.counts.appointments)).collect::<Vec<_>>()
    };
    let (complaints, repairs, facilities) =
        (CheckList::Complaints, CheckList::HomeRepairs, CheckList::FacilityRepairs);
    assert_eq!(counts(&counter), [(complaints, 3), (repairs, 1), (facilities, 0)], "not that of the 5th");
    let counter = counter.later("2026-11-03T17:00");
    let ended = |case: &Case, missed: Option<MissedBy>| {
        let state = case.state(&Rules::default());
        let appointment = permission::appointments(&state, at("2026-11-03T17:00")).next().unwrap().id;
        let text = "见记录".into();
        let end = AppointmentEnd { appointment, missed, text, satisfied: None, left: None, again: None };
        counter.happens(case, "2026-11-03T17:00", EventKind::AppointmentEnded(end))
    };
    ended(&kept, None);
    let owes_anew = ended(&missed, Some(MissedBy::Us));
    assert_eq!(counts(&counter), [(complaints, 2), (repairs, 1), (facilities, 0)], "the missed one stays");
    counter.happens(&owes_anew, "2026-11-03T17:00", slot("2026-11-06T09:00", "2026-11-06T10:00"));
    assert_eq!(counts(&counter), [(complaints, 1), (repairs, 1), (facilities, 0)]);
    assert!(words(&counter, Printout::DailyCheck(day("2026-11-03"))).contains("待上门"));
}

#[test]
fn the_check_of_a_day_that_has_not_come_is_refused() {
    let counter = Counter::at("2026-11-03T17:50");
    let refused = counter.desk.daily_check(day("2026-11-04")).wait().unwrap_err();
    assert!(refused.message().contains("还没有到"));
    let signed = counter.desk.sign_check(&counter.chief, day("2026-11-04"), CheckList::Complaints, "").wait();
    assert!(signed.is_err());
}

#[test]
fn a_note_carries_what_the_next_shift_must_know_and_is_taken_over_by_name() {
    let counter = Counter::at("2026-11-03T17:40");
    let promised = counter.take_in(complaint("2026-11-03T17:00"));
    let promise = EventKind::Promised {
        due: at("2026-11-04T10:00"),
        consent: true,
        text: "回复换门机的时间".into(),
        confirmed_by: None,
    };
    counter.happens(&promised, "2026-11-03T17:35", promise);
    let mut enquiry = complaint("2026-11-03T17:00");
    (enquiry.kind, enquiry.verbatim) = (CaseKind::Enquiry, Some("几号停水".into()));
    let enquiry = counter.take_in(enquiry);
    let assigned =
        EventKind::Assigned { to: "王倩".into(), department: None, reason: None, named_by: None };
    counter.happens(&enquiry, "2026-11-03T17:38", assigned);

    let id = counter.desk.hand_over_shift(&counter.front, " 水表间钥匙在抽屉 ").wait().unwrap().value;
    let note = counter.desk.shifts().wait().unwrap().remove(0);
    assert_eq!((note.id, note.from.as_str()), (ShiftId(1), "李敏"));
    assert_eq!(note.note.text, "水表间钥匙在抽屉");
    assert_eq!((note.note.counts.received, note.note.counts.open, note.note.counts.unsigned), (2, 2, 3));
    let numbers: Vec<_> = note.note.matters.iter().map(|matter| matter.case).collect();
    assert!(numbers.contains(&promised.number), "the promise falls into the next shift");
    assert_eq!(counter.today().waiting_shift.map(|shift| shift.id), Some(id));

    let own = counter.desk.take_over_shift(&counter.front, id).wait().unwrap_err();
    assert!(own.message().contains("不能自己接班"));
    let counter = counter.later("2026-11-04T08:25");
    counter.desk.take_over_shift(&counter.chief, id).wait().unwrap();
    assert_eq!(counter.today().waiting_shift, None);
    let twice = counter.desk.take_over_shift(&counter.chief, id).wait().unwrap_err();
    assert!(twice.message().contains("已由赵楠接班"));
    let paper = words(&counter, Printout::ShiftNote(id));
    for expected in
        ["交班记录", "水表间钥匙在抽屉", "李敏已于", "赵楠已于 2026-11-04 08:25 接班。", "内部使用"]
    {
        assert!(paper.contains(expected), "{expected}: {paper}");
    }
    assert!(!paper.contains("13900008316"), "no number where it is not needed");
    assert_eq!(counter.desk.check().wait().unwrap(), []);
}

#[test]
fn what_is_handed_over_at_two_in_the_morning_waits_for_half_past_eight() {
    let counter = Counter::at("2026-11-04T02:00");
    let case = counter.take_in(complaint("2026-11-04T02:00"));
    let case = counter.happens(
        &case,
        "2026-11-04T02:00",
        EventKind::Handover { to: Some("前台".into()), due: None },
    );
    let owed = counter.owed(case.number);
    let due =
        owed.iter().find(|owed| owed.obligation.deadline == DeadlineCode::Handover).unwrap().obligation.due;
    assert_eq!(due, at("2026-11-04T08:30"), "the same morning");
    let id = counter.desk.hand_over_shift(&counter.front, "").wait().unwrap().value;
    let note = counter.desk.shifts().wait().unwrap().remove(0).note;
    assert!(note.matters[0].night && note.matters[0].owed.contains("交班"), "{:?}", note.matters);
    let counter = counter.later("2026-11-04T08:40");
    counter.desk.take_over_shift(&counter.chief, id).wait().unwrap();
    let late = counter.owed(case.number);
    assert!(
        late.iter().any(|owed| owed.obligation.deadline == DeadlineCode::Handover),
        "taking the note over is no call to the owner"
    );
    counter.happens(&case, "2026-11-04T08:40", EventKind::TakenOver { contacted: true });
    assert!(counter.owed(case.number).iter().all(|owed| owed.obligation.deadline != DeadlineCode::Handover));
}
