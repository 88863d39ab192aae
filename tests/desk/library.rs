//! The library in force: changed by the supervisor, kept over the program's restart, carried to other counters.

use rusqlite::Connection;
use tingsu::library::apply_change::Change;
use tingsu::library::edit::Spot;
use tingsu::library::say::{self, Talk};
use tingsu::library::shelf::Library;
use tingsu::library::step::Step;
use tingsu::library::variable::Template;

use crate::support::{Counter, MORNING};

const OWN: &str = "您好，我在听，您慢慢说。";

fn add() -> Change {
    let spot = Spot { step: Step::Greet, situation: None };
    Change::Add { spot, text: Template::new(OWN).unwrap() }
}

fn says(library: &Library, text: &str) -> bool {
    library.lines().any(|(_, line)| line.text.as_str() == text)
}

#[test]
fn a_change_is_in_force_at_once_and_after_a_restart() {
    let counter = Counter::at(MORNING);
    let before = counter.desk.library();
    let written = counter.desk.change_library(&counter.chief, add()).wait().unwrap();
    assert!(written.changed.library);
    assert!(says(&counter.desk.library(), OWN) && !says(&before, OWN));
    let counter = counter.later(MORNING);
    assert!(says(&counter.desk.library(), OWN));
    assert_eq!(counter.desk.library_in_force().problem, None);
}

#[test]
fn only_the_supervisor_changes_and_no_step_is_left_speechless() {
    let counter = Counter::at(MORNING);
    let refused = counter.desk.change_library(&counter.front, add()).wait().unwrap_err();
    assert!(refused.needs_supervisor());
    let off = |id: &str| Change::Switch { id: id.into(), off: true };
    counter.desk.change_library(&counter.chief, off("visit-open-1")).wait().unwrap();
    counter.desk.change_library(&counter.chief, off("visit-open-9")).wait().unwrap();
    let refused = counter.desk.change_library(&counter.chief, off("visit-open-2")).wait().unwrap_err();
    assert!(refused.message().contains("回访·开场") && refused.message().contains("没有保存"));
    let talk = Talk::new(tingsu::domain::code::Channel::Phone, Step::VisitOpen);
    assert_ne!(say::now(&counter.desk.library(), &talk).sentence.id, "visit-open-1");
}

#[test]
fn what_waits_for_approval_is_never_said_first() {
    let counter = Counter::at(MORNING);
    let talk = Talk {
        situation: tingsu::domain::code::SituationCode::new("V6"),
        ..Talk::new(tingsu::domain::code::Channel::Phone, Step::Explain)
    };
    let first = say::now(&counter.desk.library(), &talk).sentence;
    assert!(!first.needs_approval);
    let approve = Change::Approve { id: "V6-explain".into(), approved: true };
    counter.desk.change_library(&counter.chief, approve).wait().unwrap();
    let first = say::now(&counter.desk.library(), &talk).sentence;
    assert_eq!((first.id.as_str(), first.needs_approval), ("V6-explain", false));
}

#[test]
fn a_library_is_carried_to_another_counter() {
    let (here, there) = (Counter::at(MORNING), Counter::at(MORNING));
    let block = Library::shipped().blocks().iter().find(|block| !block.dos.is_empty()).unwrap();
    let spot = Spot { step: block.step, situation: None };
    let point =
        Change::Point { spot: spot.clone(), before: block.dos[0].clone(), after: Some("先让座".into()) };
    let text =
        Change::Text { id: "greet-p1".into(), text: Template::new("您请讲，我记着。").unwrap() };
    let off = Change::Switch { id: "greet-p2".into(), off: true };
    for change in [add(), point, text, off] {
        here.desk.change_library(&here.chief, change).wait().unwrap();
    }
    let file = here.desk.export_library().unwrap();
    let refused = there.desk.import_library(&there.front, "话术.toml", &file).wait().unwrap_err();
    assert!(refused.needs_supervisor());
    let imported = there.desk.import_library(&there.chief, "话术.toml", &file).wait().unwrap().value;
    assert_eq!((imported.changed, imported.added, imported.off, imported.faults), (1, 1, 1, 0));
    assert!(imported.sentence().contains("改写 1 句，新增 1 句，停用 1 处"));
    let library = there.desk.library();
    assert!(says(&library, OWN) && says(&library, "您请讲，我记着。"));
    let greets = |text: &str| {
        library.blocks().iter().any(|one| one.step == spot.step && one.dos.iter().any(|own| own == text))
    };
    assert!(greets("先让座") && !greets(&block.dos[0]));
    let spoilt = there.desk.import_library(&there.chief, "别的.toml", "乱写").wait().unwrap_err();
    assert!(spoilt.message().contains("别的.toml") && spoilt.message().contains("现有话术未变"));
    assert!(says(&there.desk.library(), OWN));
}

#[test]
fn changes_that_cannot_be_read_leave_the_shipped_library_in_force() {
    let counter = Counter::at(MORNING);
    counter.desk.change_library(&counter.chief, add()).wait().unwrap();
    let Counter { folder, desk, .. } = counter;
    drop(desk);
    let file = Connection::open(folder.path().join("tingsu.db")).unwrap();
    let change = "DROP TRIGGER body_is_only_erased; \
                  UPDATE event_body SET body = json_set(body, '$.value', json('{\"lines\": 7}')) WHERE seq = (SELECT max(seq) FROM event WHERE subject_kind = 'setting' AND subject = 'library');";
    file.execute_batch(change).unwrap();
    drop(file);
    let desk = crate::support::open(folder.path(), MORNING);
    let in_force = desk.library_in_force();
    assert_eq!(*in_force.library, *Library::shipped());
    assert!(in_force.problem.is_some_and(|sentence| sentence.contains("出厂话术")));
}
