//! A supervisor confirms on the spot, by his PIN, what a receptionist does: one act, both names on record.

use rusqlite::Connection;
use tingsu::desk::error::Error;
use tingsu::domain::event::EventKind;

use crate::support::{Counter, MORNING, complaint};

const PIN: &str = "8642";

fn counter() -> Counter {
    let counter = Counter::at(MORNING);
    let chief = counter.chief.id.unwrap();
    counter.desk.set_pin(&counter.chief, chief, "", PIN).wait().unwrap();
    counter
}

fn sentence<T: std::fmt::Debug>(answer: Result<T, Error>) -> String {
    match answer {
        Err(Error::Refused(sentence)) => sentence,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_receptionist_voids_with_the_supervisor_beside_and_both_names_stand_in_the_log() {
    let counter = counter();
    let (desk, chief) = (&counter.desk, counter.chief.id.unwrap());
    let case = counter.take_in(complaint(MORNING));
    assert!(desk.void(&counter.front, case.number, 0, "录重了").wait().unwrap_err().needs_supervisor());
    let backed = desk.confirm_on_the_spot(&counter.front, chief, PIN, "作废").wait().unwrap().value;
    let voided = desk.void(&backed, case.number, 0, "录重了").wait().unwrap();
    let [word, act] = &voided.events[..] else { panic!("{:?}", voided.events) };
    assert_eq!((word.by.as_str(), word.by_id), ("赵楠", counter.chief.id));
    let told = EventKind::Note { text: "当场输入 PIN 确认：作废".into(), internal: true };
    assert_eq!(word.kind, told);
    assert_eq!((act.by.as_str(), act.by_id), ("李敏", counter.front.id));
    assert!(matches!(act.kind, EventKind::Voided { .. }));
    let log = Connection::open(counter.folder.path().join("tingsu.db")).unwrap();
    let sql = "SELECT e.by_name, json_extract(b.body, '$.actor'), json_extract(b.body, '$.what') \
               FROM event AS e JOIN event_body AS b USING (seq) WHERE e.type = 'confirmed'";
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let logged: (String, String, String) = log.query_row(sql, [], row).unwrap();
    assert_eq!(logged, ("赵楠".into(), "李敏".into(), "作废".into()));
    assert_eq!(desk.check().wait().unwrap(), []);
}

#[test]
fn what_needs_no_supervisor_is_not_told_as_confirmed() {
    let counter = counter();
    let (desk, chief) = (&counter.desk, counter.chief.id.unwrap());
    let backed = desk.confirm_on_the_spot(&counter.front, chief, PIN, "作废").wait().unwrap().value;
    let case = counter.take_in(complaint(MORNING));
    let at = crate::support::at(MORNING);
    let noted = desk.append(&backed, case.number, 0, vec![(at, crate::support::note("看过现场"))]).wait();
    assert_eq!(noted.unwrap().events.len(), 1);
}

#[test]
fn nobody_confirms_without_the_right_pin_of_a_supervisor() {
    let counter = counter();
    let (desk, front) = (&counter.desk, counter.front.id.unwrap());
    let chief = counter.chief.id.unwrap();
    let confirm = |id, pin: &str| desk.confirm_on_the_spot(&counter.front, id, pin, "作废").wait();
    assert!(sentence(confirm(front, PIN)).contains("不是客服主任"));
    assert!(sentence(confirm(chief, "")).contains("请输入"));
    for _ in 0..2 {
        assert!(sentence(confirm(chief, "1111")).contains("PIN不对"));
    }
    assert!(sentence(confirm(chief, "1111")).contains("10 秒"), "wrong tries wait as at the sign-in");
    assert!(sentence(confirm(chief, PIN)).contains("请等"));
    desk.drop_pin(&counter.chief, chief).wait().unwrap();
    assert!(sentence(confirm(chief, "")).contains("还没有设 PIN"), "a name alone confirms nothing");
}
