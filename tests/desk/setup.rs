//! First run, settings, staff, drafts.

use tingsu::desk::intake::fresh_draft;
use tingsu::desk::setup::FirstRun;
use tingsu::domain::person::{Actor, Role};

use crate::support::{Counter, MORNING, complaint};

#[test]
fn the_first_run_wants_a_supervisor_and_happens_once() {
    let folder = tempfile::tempdir().unwrap();
    let desk = crate::support::open(folder.path(), MORNING);
    let first = |staff: &[(&str, Role)]| FirstRun {
        property: "澄湖佳苑".into(),
        centre_phone: "0755-00001234".into(),
        staff: staff.iter().map(|(name, role)| ((*name).to_owned(), *role)).collect(),
    };
    let refused =
        desk.set_up(first(&[("李敏", Role::Reception), ("  ", Role::Supervisor)])).wait().unwrap_err();
    assert!(refused.message().contains("客服主任"));
    assert!(!desk.is_set_up().wait().unwrap(), "nothing of it was kept");
    assert_eq!(desk.staff().wait().unwrap(), []);
    let twice = desk.set_up(first(&[("赵楠", Role::Supervisor), ("赵楠", Role::Reception)])).wait();
    assert!(twice.unwrap_err().message().contains("有两位"));
    desk.set_up(first(&[("赵楠", Role::Supervisor)])).wait().unwrap();
    assert!(desk.set_up(first(&[("赵楠", Role::Supervisor)])).wait().is_err());
}

#[test]
fn settings_are_the_supervisors_and_change_no_deadline_that_is_set() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let mut settings = counter.desk.settings().wait().unwrap();
    settings.rules.first_response = 1;
    let refused = counter.desk.save_settings(&counter.front, settings.clone()).wait().unwrap_err();
    assert!(refused.needs_supervisor());
    counter.desk.save_settings(&counter.chief, settings.clone()).wait().unwrap();
    assert_eq!(counter.desk.settings().wait().unwrap(), settings);
    assert_eq!(counter.desk.case(case.number).wait().unwrap().sets, case.sets);
    let next = counter.take_in(complaint(MORNING));
    assert!(next.sets[0].due < case.sets[0].due);
    assert_eq!(counter.desk.check_rebuild().wait().unwrap().value, []);
}

#[test]
fn staff_come_and_go_but_one_supervisor_stays() {
    let counter = Counter::at(MORNING);
    let added = counter.desk.add_staff(&counter.chief, " 王芳 ", Role::SignOnly).wait().unwrap();
    let fang = added.iter().find(|person| person.name == "王芳").unwrap().clone();
    assert!(counter.desk.add_staff(&counter.chief, "王芳", Role::Reception).wait().is_err());
    let signer = Actor::from(&fang);
    let refused = counter.desk.take_in(&signer, complaint(MORNING), Vec::new(), None).wait().unwrap_err();
    assert!(refused.message().contains("只能签署"));
    counter.desk.update_staff(&counter.chief, fang.id, "王小芳", Role::Reception).wait().unwrap();
    let left = counter.desk.retire_staff(&counter.chief, fang.id).wait().unwrap();
    assert!(left.iter().any(|person| person.name == "王小芳" && !person.active));
    let last = counter.desk.retire_staff(&counter.chief, counter.chief.id.unwrap()).wait();
    assert!(last.unwrap_err().message().contains("至少要有一位"));
    let back = counter.desk.add_staff(&counter.chief, "王小芳", Role::Reception).wait().unwrap();
    assert!(back.iter().any(|person| person.id == fang.id && person.active), "the same person again");
}

#[test]
fn drafts_come_back_with_their_owner() {
    let counter = Counter::at(MORNING);
    let (first, second) = (fresh_draft(), fresh_draft());
    assert_ne!(first, second);
    for text in [r#"{"name":"张"}"#, r#"{"name":"张坤😀"}"#] {
        counter.desk.save_draft(first, &counter.front, text.into()).wait().unwrap();
    }
    counter.desk.save_draft(second, &counter.chief, "{}".into()).wait().unwrap();
    let counter = counter.later(MORNING);
    let drafts = counter.desk.drafts().wait().unwrap();
    let first_draft = drafts.iter().find(|draft| draft.id == first).unwrap();
    assert_eq!((drafts.len(), first_draft.owner.as_str()), (2, "李敏"));
    assert_eq!(first_draft.content, r#"{"name":"张坤😀"}"#);
    counter.desk.drop_draft(first).wait().unwrap();
    assert_eq!(counter.desk.drafts().wait().unwrap().len(), 1);
}
