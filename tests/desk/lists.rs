//! 今日, the register, and the data as known at an earlier time.

use std::collections::BTreeMap;

use tingsu::desk::today::Today;
use tingsu::domain::case_query::{CaseFilter, CaseOrder, CaseQuery};
use tingsu::domain::case_row::CaseRow;
use tingsu::domain::code::{CaseKind, DeadlineCode, Status};
use tingsu::domain::event::EventKind;
use tingsu::domain::obligation::Urge;
use tingsu::domain::today::{OpenCase, TodayGroup, TodayQuery};

use crate::support::{Counter, MORNING, at, complaint, handled, note, sample};

/// Open, overdue, due soon, without a handler.
fn counts(today: &Today) -> [usize; 4] {
    [TodayGroup::All, TodayGroup::Overdue, TodayGroup::DueSoon, TodayGroup::Unassigned]
        .map(|group| today.counts.of(group))
}

/// Every count is a plain recount of the list, and every group keeps just its cases, at any time of the day, with
/// later things in the database or not.
#[test]
fn counts_and_groups_of_today_are_those_of_a_plain_recount() {
    let mut counter = sample();
    let me = counter.front.name.clone();
    for now in ["2026-11-05T08:00", "2026-11-16T17:59", "2026-11-30T12:00", "2026-12-09T09:00"] {
        counter = counter.later(now);
        let today = counter.today();
        assert!(today.cases.is_sorted_by_key(OpenCase::place), "{now}");
        for group in TodayGroup::ALL {
            let fits = |open: &&OpenCase| open.is_in(group, &me, &today.former, at(now));
            let plain: Vec<&OpenCase> = today.cases.iter().filter(fits).collect();
            let query = TodayQuery { group, ..TodayQuery::all(me.as_str()) };
            let asked = counter.desk.today(query).wait().unwrap();
            assert_eq!(asked.cases.iter().collect::<Vec<_>>(), plain, "{now} {group:?}");
            assert_eq!(asked.counts.of(group), plain.len(), "{now} {group:?}");
        }
        let cases = counter.desk.all_cases().wait().unwrap();
        let rules = counter.desk.settings().wait().unwrap().rules;
        let open = cases.iter().filter(|case| case.state(&rules).is_open());
        assert_eq!(open.count(), today.cases.len(), "{now}: no open case is missing");
    }
}

#[test]
fn today_reads_no_more_cases_than_asked_for_and_those_of_one_person() {
    let counter = sample();
    let all = counter.today();
    let few = TodayQuery { limit: 2, ..TodayQuery::all("") };
    let few = counter.desk.today(few).wait().unwrap();
    assert_eq!(few.cases.len(), 2);
    assert_eq!(few.counts.of(TodayGroup::All), all.cases.len());
    // Whoever stands behind the cut is counted all the same.
    let mut plain: BTreeMap<&str, usize> = BTreeMap::new();
    let names = all.cases.iter().filter_map(|open| open.row.handler.as_deref());
    names.for_each(|name| *plain.entry(name).or_default() += 1);
    let counted: BTreeMap<&str, usize> =
        few.handlers.iter().map(|(name, cases)| (name.as_str(), *cases)).collect();
    assert_eq!(counted, plain);
    assert!(few.handlers.is_sorted_by_key(|(_, cases)| std::cmp::Reverse(*cases)));
    let handler = all.cases.iter().find_map(|open| open.row.handler.clone()).unwrap();
    let his = TodayQuery { handler: Some(handler.clone()), ..TodayQuery::all("") };
    let his = counter.desk.today(his).wait().unwrap().cases;
    assert!(!his.is_empty() && his.iter().all(|open| open.row.handler.as_deref() == Some(handler.as_str())));
}

#[test]
fn today_lists_what_is_owed_by_time() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let promised = EventKind::Promised {
        due: at("2026-11-03T09:30"),
        consent: true,
        text: String::new(),
        confirmed_by: None,
    };
    counter.happens(&case, MORNING, promised);
    let mut enquiry = complaint(MORNING);
    enquiry.kind = CaseKind::Enquiry;
    counter.take_in(enquiry);
    let today = counter.today();
    assert_eq!(today.cases.len(), 2, "one entry a case");
    let owed: Vec<_> = today.cases[0].owed.iter().map(|owed| (owed.obligation.deadline, owed.urge)).collect();
    assert_eq!(
        owed,
        [
            (DeadlineCode::Promise, Urge::DueSoon),
            (DeadlineCode::FirstResponse, Urge::Open),
            (DeadlineCode::Investigate, Urge::Open),
            (DeadlineCode::Progress, Urge::Open),
        ]
    );
    assert_eq!(counts(&today), [2, 0, 1, 2]);
    assert_eq!(today.taken_in[0], (CaseKind::Complaint, 1));
    assert_eq!(today.taken_in[2], (CaseKind::Enquiry, 1));
    let counter = counter.later("2026-11-05T09:00");
    let today = counter.today();
    assert_eq!(
        today.cases[0].owed.len(),
        5,
        "promise, response, facts, progress and the question of the record form"
    );
    assert_eq!(
        counts(&today),
        [2, 2, 0, 2],
        "a case counts once, however much is overdue; the enquiry is too"
    );
    assert_eq!(today.cases[0].row.name.as_deref(), Some("张坤"));
}

#[test]
fn the_register_filters_and_sorts() {
    let counter = Counter::at(MORNING);
    let first = counter.take_in(complaint(MORNING));
    let mut second = complaint("2026-11-03T08:00");
    second.complainant.room = Some("11-1-101".into());
    second.complainant.name = Some("李雷".into());
    let second = counter.take_in(second);
    counter.happens(
        &first,
        MORNING,
        EventKind::Assigned { to: "王师傅".into(), department: None, reason: None, named_by: None },
    );
    let rows = |filter, sort| -> Vec<u32> {
        let page = counter.desk.case_page(CaseQuery::first(filter, sort)).wait().unwrap();
        assert!(!page.more);
        page.rows.iter().map(|row| row.number.serial()).collect()
    };
    let all = CaseFilter::default;
    assert_eq!(rows(all(), CaseOrder::Newest), [1, 2]);
    assert_eq!(rows(all(), CaseOrder::Oldest), [2, 1]);
    assert_eq!(rows(all(), CaseOrder::Due), [2, 1]);
    assert_eq!(rows(all(), CaseOrder::Room), [1, 2]);
    let unassigned = CaseFilter { status: vec![Status::Unassigned], ..all() };
    assert_eq!(rows(unassigned, CaseOrder::Newest), [second.number.serial()]);
    assert_eq!(rows(CaseFilter { text: "李雷".into(), ..all() }, CaseOrder::Newest), [2]);
    let until = CaseFilter { to: Some(at("2026-11-03T08:00")), ..all() };
    assert_eq!(rows(until, CaseOrder::Newest), [2]);
    assert_eq!(rows(CaseFilter { kind: Some(CaseKind::Repair), ..all() }, CaseOrder::Newest), [0; 0]);
}

/// Any filter and order, page by page: the same cases in the same order as all of them sifted and sorted by hand, with
/// later things in the database or not.
#[test]
fn pages_are_the_sorted_list_cut_up() {
    let mut counter = sample();
    for now in ["2026-11-30T18:00", "2026-11-16T12:00"] {
        counter = counter.later(now);
        let now = at(now);
        let all = counter.register();
        assert!(all.len() > 20, "{now:?}");
        let text = |text: &Option<String>| text.clone();
        let one = |pick: &dyn Fn(&CaseRow) -> Option<String>| all.iter().find_map(pick);
        let flag = all.iter().find_map(|row| row.flags.first().copied());
        let filters = [
            CaseFilter::default(),
            CaseFilter { status: vec![Status::Closed], ..CaseFilter::default() },
            CaseFilter { status: vec![Status::Handling, Status::Closed], ..CaseFilter::default() },
            CaseFilter { kind: Some(CaseKind::Complaint), ..CaseFilter::default() },
            CaseFilter { category: all[3].category.clone(), ..CaseFilter::default() },
            CaseFilter { channel: Some(all[0].channel), ..CaseFilter::default() },
            CaseFilter { handler: one(&|row| text(&row.handler)), ..CaseFilter::default() },
            CaseFilter { receiver: Some(all[1].receiver.clone()), ..CaseFilter::default() },
            CaseFilter { department: one(&|row| text(&row.department)), ..CaseFilter::default() },
            CaseFilter { building: one(&|row| row.building()), overdue: true, ..CaseFilter::default() },
            CaseFilter { flags: flag.into_iter().collect(), ..CaseFilter::default() },
            CaseFilter { overdue: true, from: Some(at("2026-11-10T00:00")), ..CaseFilter::default() },
            CaseFilter { to: Some(at("2026-11-12T00:00")), ..CaseFilter::default() },
            CaseFilter { awaits_reply: true, ..CaseFilter::default() },
            CaseFilter::among(all.iter().step_by(3).map(|row| row.number).collect()),
        ];
        for (filter, order) in filters.iter().flat_map(|filter| CaseOrder::ALL.map(|order| (filter, order))) {
            let mut plain: Vec<CaseRow> = all.iter().filter(|row| filter.admits(row, now)).cloned().collect();
            plain.sort_by(|one, other| order.compare(one, other));
            let mut paged = Vec::new();
            let mut query = CaseQuery { limit: 7, ..CaseQuery::first(filter.clone(), order) };
            loop {
                let page = counter.desk.case_page(query.clone()).wait().unwrap();
                paged.extend(page.rows.clone());
                let Some(last) = page.rows.last().filter(|_| page.more) else { break };
                query = query.after(last.clone());
            }
            let numbers =
                |rows: &[CaseRow]| rows.iter().map(|row| row.number.to_string()).collect::<Vec<_>>();
            assert_eq!(numbers(&paged), numbers(&plain), "{now:?} {order:?} {filter:?}");
            let count = counter.desk.case_count(filter.clone()).wait().unwrap();
            let overdue = plain.iter().filter(|row| row.is_overdue(now)).count();
            assert_eq!((count.all, count.overdue), (plain.len(), overdue), "{now:?} {filter:?}");
        }
    }
}

#[test]
fn what_is_dated_later_is_invisible_at_an_earlier_time() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let counter = counter.later("2026-11-04T09:00");
    let handled = handled("已修复", true, true);
    counter.happens(&case, "2026-11-04T09:00", handled);
    counter.take_in(complaint("2026-11-04T09:00"));
    assert_eq!(counter.desk.case(case.number).wait().unwrap().events.len(), 1);
    let counter = counter.later("2026-11-03T12:00");
    assert_eq!(counter.desk.case(case.number).wait().unwrap(), case);
    let rows = counter.register();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].status, rows[0].events), (Status::Unassigned, 0));
    let owed: Vec<_> = counter.owed(case.number).iter().map(|owed| owed.obligation.deadline).collect();
    assert_eq!(owed, [DeadlineCode::FirstResponse, DeadlineCode::Investigate, DeadlineCode::Progress]);
    assert_eq!(counter.desk.search("修复").wait().unwrap(), [], "said only later");
    assert_eq!(counter.desk.search("电梯").wait().unwrap().len(), 1);
    assert_eq!(counter.desk.all_cases().wait().unwrap(), [case]);
}

#[test]
fn a_period_holds_what_was_open_in_it() {
    let counter = Counter::at("2026-10-30T09:00");
    let old = counter.take_in(complaint("2026-10-30T09:00"));
    let counter = counter.later(MORNING);
    let voided = counter.take_in(complaint(MORNING));
    counter.desk.void(&counter.chief, old.number, 0, "录重了").wait().unwrap();
    let counter = counter.later("2026-12-05T09:00");
    counter.happens(&voided, "2026-12-05T09:00", note("还在处理"));
    let touching = |from: &str, to: &str| -> Vec<String> {
        let cases = counter.desk.cases_touching(at(from), at(to)).wait().unwrap();
        cases.iter().map(|case| case.number.to_string()).collect()
    };
    assert_eq!(touching("2026-10-01T00:00", "2026-11-01T00:00"), ["20261030-001"]);
    assert_eq!(touching("2026-11-01T00:00", "2026-12-01T00:00"), ["20261030-001", "20261103-001"]);
    assert_eq!(touching("2026-12-01T00:00", "2027-01-01T00:00"), ["20261103-001"]);
    let day = counter.desk.cases_of_day(at(MORNING).date()).wait().unwrap();
    assert_eq!(day.len(), 1);
}
