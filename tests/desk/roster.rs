//! The roster beside the cases: whose matters are whose after a change of owner, and what somebody said of visits.
//! Ledger 20-38, 08-14.

use chrono::NaiveDate;
use tingsu::desk::say::Wish;
use tingsu::domain::caller::{Caller, KnownCaller};
use tingsu::domain::code::{Relation, VisitForm, VisitOutcome};
use tingsu::domain::event::{EventKind, Visit};
use tingsu::domain::household::{Household, Resident, ResidentPhone, Steward};
use tingsu::domain::person::Complainant;
use tingsu::library::apply_change::Change;
use tingsu::library::edit::PhrasePlace;
use tingsu::library::step::Step;
use tingsu::library::variable::Template;

use crate::support::{Counter, MORNING, complaint, handled};

fn resident(id: u32, name: &str, number: &str) -> Resident {
    let phones = vec![ResidentPhone { number: number.into(), remark: String::new() }];
    Resident { id, name: name.into(), relation: Some(Relation::Owner), phones, ..Resident::default() }
}

/// A counter whose roster has 张坤 at 3-2-1001.
fn counter() -> Counter {
    let counter = Counter::at(MORNING);
    let house = Household {
        residents: vec![resident(1, "张坤", "13900008316"), resident(2, "李莉", "13900008317")],
        ..Household::new("3-2-1001")
    };
    counter.desk.save_household(&counter.front, None, house).wait().unwrap();
    counter
}

fn household(counter: &Counter) -> Household {
    counter.desk.household("3-2-1001").wait().unwrap().unwrap().household
}

fn known(counter: &Counter, phone: &str, room: &str) -> KnownCaller {
    let caller = Caller { phone: phone.into(), room: room.into(), ..Caller::default() };
    counter.desk.known_caller(caller).wait().unwrap()
}

#[test]
fn the_old_owner_s_cases_stay_his() {
    let counter = counter();
    let case = counter.take_in(complaint(MORNING));
    assert_eq!(known(&counter, "", "3-2-1001").matters.len(), 1);
    let before = household(&counter);
    let mut after = before.clone();
    let day = NaiveDate::from_ymd_opt(2026, 11, 3).unwrap();
    after.change_owner(vec![resident(0, "陈建国", "13900000009")], day, false);
    counter.desk.save_household(&counter.front, Some(before), after).wait().unwrap();

    let new = known(&counter, "", "3-2-1001");
    let names: Vec<_> = new.persons.iter().map(|one| one.person.name.clone().unwrap()).collect();
    assert_eq!(
        (names, new.matters.len()),
        (vec!["陈建国".to_owned()], 0),
        "the room leads to the new owner alone"
    );
    let new = known(&counter, "13900000009", "");
    assert_eq!(new.matters.len(), 0);
    let old = known(&counter, "+86 139-0000-8316", "");
    assert_eq!(old.persons[0].person.name.as_deref(), Some("张坤"));
    assert_eq!(old.matters[0].row.number, case.number, "his number still leads to his matter");
}

#[test]
fn the_household_s_open_matters_come_up_whoever_of_it_calls() {
    let counter = counter();
    let case = counter.take_in(complaint(MORNING));
    let wife = known(&counter, "139 0000 8317", "");
    assert_eq!(wife.persons[0].person.name.as_deref(), Some("李莉"), "she never came before");
    assert_eq!(wife.matters[0].row.number, case.number);
    assert_eq!(wife.persons[0].times, 0);
}

#[test]
fn a_wish_said_at_a_visit_stands_on_the_roster_and_holds_for_that_person_alone() {
    let counter = counter();
    let case = counter.take_in(complaint(MORNING));
    let handled = handled("已修", true, true);
    let case = counter.happens(&case, "2026-11-03T09:00", handled);
    let declined = EventKind::Visit(Visit {
        form: VisitForm::Phone,
        outcome: VisitOutcome::Declined,
        standing: Some(true),
        process: None,
        measures: None,
        result: None,
        expectation: None,
        perceived: None,
        emotion: None,
        text: Some("不要再打了".into()),
        visitor: None,
        again: None,
    });
    counter.happens(&case, "2026-11-03T09:00", declined);
    let house = household(&counter);
    let wish = house.residents[0].no_visits.clone().unwrap();
    assert_eq!(wish.reason, format!("回访时说明（{}）：不要再打了", case.number));
    assert_eq!((wish.by.as_str(), wish.since.to_string().as_str()), ("李敏", "2026-11-03"));
    assert_eq!(house.residents[1].no_visits, None);

    let taken = |name: &str, number: &str| {
        let mut facts = complaint(MORNING);
        facts.complainant = Complainant {
            name: Some(name.into()),
            phones: vec![number.into()],
            room: Some("3-2-1001".into()),
            ..Complainant::default()
        };
        counter.take_in(facts).receipt.complainant.declines_visits
    };
    assert!(taken("张坤", "0086 13900008316"));
    assert!(!taken("李莉", "13900008317"));
    assert_eq!(counter.desk.check_rebuild().wait().unwrap().value, []);
}

#[test]
fn a_wish_taken_down_at_the_counter_stands_on_the_roster_once() {
    let counter = counter();
    let mut facts = complaint(MORNING);
    facts.complainant.declines_visits = true;
    let case = counter.take_in(facts.clone());
    counter.take_in(facts);
    let page = counter.desk.household("3-2-1001").wait().unwrap().unwrap();
    let wish = page.household.residents[0].no_visits.clone().unwrap();
    assert_eq!(wish.reason, format!("受理时说明（{}）", case.number));
    assert_eq!(page.history.len(), 2, "registered, then the wish; the second time says nothing new");
}

#[test]
fn a_sentence_of_the_office_names_the_steward_of_the_owner_s_building() {
    let counter = counter();
    let steward = |name: &str, phone: &str, area: &str| Steward {
        name: name.into(),
        phone: phone.into(),
        areas: vec![area.into()],
    };
    let stewards = vec![steward("方若溪", "801", "3"), steward("陆鸣", "802", "3-1")];
    counter.desk.save_stewards(&counter.chief, stewards).wait().unwrap();
    let case = counter.take_in(complaint(MORNING));
    let spot = PhrasePlace { step: Step::Close, situation: None };
    let text = Template::new("有事也可以找管家{管家}，电话{管家电话}。").unwrap();
    counter
        .desk
        .change_library(&counter.chief, Change::Add { spot, text, usage: Box::default() })
        .wait()
        .unwrap();
    let wish = Wish { step: Some(Step::Close), ..Wish::default() };
    let spoken = counter.desk.say(case.number, wish).wait().unwrap();
    let said: Vec<&str> =
        std::iter::once(&spoken.sentence).chain(&spoken.alternatives).map(|one| one.text.as_str()).collect();
    assert!(said.iter().any(|text| text.contains("找管家方若溪，电话801")), "{said:?}");
    let of = |room: &str| counter.desk.steward_of(room).wait().unwrap().map(|one| one.phone);
    assert_eq!(of("3-2-1001").as_deref(), Some("801"));
    assert_eq!(of("3栋1单元202").as_deref(), Some("802"));
    assert_eq!(of("4-1-202"), None);
}
