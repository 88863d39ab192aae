//! PINs: no stranger in, no colleague out for long.

use tingsu::desk::error::Error;
use tingsu::domain::person::StaffId;
use tingsu::paper::form::recovery_code::recovery_code;

use crate::support::papers::info;
use crate::support::{Counter, MORNING};

fn sentence<T: std::fmt::Debug>(answer: Result<T, Error>) -> String {
    match answer {
        Err(Error::Refused(sentence)) => sentence,
        other => panic!("{other:?}"),
    }
}

fn with_pin() -> (Counter, StaffId) {
    let counter = Counter::at(MORNING);
    let id = counter.front.id.unwrap();
    counter.desk.set_pin(&counter.front, id, "", "2580").wait().unwrap();
    (counter, id)
}

#[test]
fn without_a_pin_a_name_is_enough_and_with_one_it_is_not() {
    let counter = Counter::at(MORNING);
    let (front, chief) = (counter.front.id.unwrap(), counter.chief.id.unwrap());
    assert_eq!(counter.desk.sign_in(front, "").wait().unwrap().value, counter.front);
    counter.desk.set_pin(&counter.front, front, "", "2580").wait().unwrap();
    assert_eq!(counter.desk.with_pin().wait().unwrap().into_iter().collect::<Vec<_>>(), [front]);
    assert!(sentence(counter.desk.sign_in(front, "").wait()).contains("请输入"));
    assert!(sentence(counter.desk.sign_in(front, "2581").wait()).contains("PIN不对"));
    assert_eq!(
        counter.desk.sign_in(front, "２５８０").wait().unwrap().value,
        counter.front,
        "wide digits too"
    );
    assert_eq!(counter.desk.sign_in(chief, "").wait().unwrap().value, counter.chief);
    assert_eq!(counter.desk.check().wait().unwrap(), []);
}

#[test]
fn waiting_after_wrong_tries_grows_and_outlasts_a_restart() {
    let (mut counter, id) = with_pin();
    for _ in 0..2 {
        assert!(sentence(counter.desk.sign_in(id, "1111").wait()).contains("再试一次"));
    }
    assert!(sentence(counter.desk.sign_in(id, "1111").wait()).contains("10 秒"));
    assert!(sentence(counter.desk.sign_in(id, "2580").wait()).contains("请等"), "even the right one waits");
    counter = counter.later("2026-11-03T09:00:05");
    assert!(sentence(counter.desk.sign_in(id, "2580").wait()).contains("5 秒"), "after a restart too");
    counter = counter.later("2026-11-03T08:00");
    assert!(
        sentence(counter.desk.sign_in(id, "2580").wait()).contains("10 秒"),
        "a clock set back saves nothing"
    );
    counter = counter.later("2026-11-03T09:10");
    assert!(sentence(counter.desk.sign_in(id, "1111").wait()).contains("30 秒"));
    counter = counter.later("2026-11-03T09:11");
    counter.desk.sign_in(id, "2580").wait().unwrap();
    assert!(sentence(counter.desk.sign_in(id, "1111").wait()).contains("再试一次"), "a right one makes up");
}

#[test]
fn a_pin_is_changed_by_its_owner_and_taken_away_by_a_supervisor() {
    let (counter, id) = with_pin();
    let set = |actor, present: &str, new: &str| counter.desk.set_pin(actor, id, present, new).wait();
    assert!(sentence(set(&counter.front, "9999", "1357")).contains("PIN不对"));
    assert!(sentence(set(&counter.front, "2580", "1234")).contains("顺序"));
    set(&counter.front, "2580", "1357").unwrap();
    counter.desk.sign_in(id, "1357").wait().unwrap();
    let chief = counter.chief.id.unwrap();
    let other = counter.desk.set_pin(&counter.front, chief, "", "1357").wait().unwrap_err();
    assert!(other.needs_supervisor());
    assert!(counter.desk.drop_pin(&counter.front, id).wait().is_err());
    counter.desk.drop_pin(&counter.chief, id).wait().unwrap();
    counter.desk.sign_in(id, "").wait().unwrap();
}

#[test]
fn the_recovery_code_sets_a_supervisors_pin_once() {
    let (counter, front) = with_pin();
    let chief = counter.chief.id.unwrap();
    counter.desk.set_pin(&counter.chief, chief, "", "8642").wait().unwrap();
    assert!(counter.desk.make_recovery_code(&counter.front).wait().is_err());
    assert!(sentence(counter.desk.recover(chief, "x", "1357").wait()).contains("没有可用的恢复码"));
    let code = counter.desk.make_recovery_code(&counter.chief).wait().unwrap().value;
    assert!(sentence(counter.desk.recover(front, &code, "1357").wait()).contains("客服主任"));
    assert!(sentence(counter.desk.recover(chief, "AAAAA", "1357").wait()).contains("恢复码不对"));
    let typed = code.to_lowercase().replace('-', " ");
    let next = counter.desk.recover(chief, &typed, "1357").wait().unwrap().value.code;
    counter.desk.sign_in(chief, "1357").wait().unwrap();
    assert!(sentence(counter.desk.recover(chief, &code, "2468").wait()).contains("恢复码不对"), "once");
    counter.desk.recover(chief, &next, "2468").wait().unwrap();
    counter.desk.sign_in(chief, "2468").wait().unwrap();
    let file = std::fs::read(counter.folder.path().join("tingsu.db-wal")).unwrap();
    assert!(!file.windows(code.len()).any(|part| part == code.as_bytes()), "only its hash is kept");
}

#[test]
fn the_first_start_makes_a_code_once_and_a_new_one_ends_the_old() {
    let counter = Counter::at(MORNING);
    let chief = counter.chief.id.unwrap();
    assert!(!counter.desk.has_recovery_code().wait().unwrap());
    let first = counter.desk.first_recovery_code().wait().unwrap().value;
    assert!(counter.desk.has_recovery_code().wait().unwrap());
    assert!(
        sentence(counter.desk.first_recovery_code().wait()).contains("制作过"),
        "nobody makes one unasked"
    );
    let second = counter.desk.make_recovery_code(&counter.chief).wait().unwrap().value;
    assert!(sentence(counter.desk.recover(chief, &first, "1357").wait()).contains("恢复码不对"));
    counter.desk.recover(chief, &second, "1357").wait().unwrap();
    assert_eq!(counter.desk.check().wait().unwrap(), [], "each of it stands in the log");
}

#[test]
fn guessing_the_recovery_code_makes_wait_longer_and_longer_across_a_restart() {
    let mut counter = Counter::at(MORNING);
    let chief = counter.chief.id.unwrap();
    let code = counter.desk.first_recovery_code().wait().unwrap().value;
    for _ in 0..2 {
        assert!(sentence(counter.desk.recover(chief, "23456", "1357").wait()).contains("再试一次"));
    }
    assert!(sentence(counter.desk.recover(chief, "23456", "1357").wait()).contains("10 秒"));
    counter = counter.later("2026-11-03T09:00:05");
    assert!(
        sentence(counter.desk.recover(chief, &code, "1357").wait()).contains("5 秒"),
        "the right one waits too"
    );
    counter = counter.later("2026-11-03T09:01");
    assert!(sentence(counter.desk.recover(chief, "23456", "1357").wait()).contains("30 秒"));
    counter = counter.later("2026-11-03T09:02");
    counter.desk.recover(chief, &code, "1357").wait().unwrap();
}

#[test]
fn the_sheet_of_the_code_is_printed_privately_and_does_not_stay() {
    let counter = Counter::at(MORNING);
    let code = counter.desk.first_recovery_code().wait().unwrap().value;
    let file = counter.desk.print_recovery_code(&code, "赵楠").wait().unwrap();
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF"));
    let sheet = recovery_code(&code).pages(&info());
    let texts: Vec<&str> = sheet[0].texts().collect();
    assert!(sheet.len() == 1 && texts.contains(&code.as_str()), "{texts:?}");
    assert!(texts.concat().contains("再点“忘记 PIN”"), "the paper says what it is for");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
    }
    counter.desk.drop_recovery_paper().wait().unwrap();
    assert!(!file.exists());
    counter.desk.print_recovery_code(&code, "赵楠").wait().unwrap();
    let counter = counter.later(MORNING);
    counter.desk.settings().wait().unwrap();
    for _ in 0..100 {
        if !file.exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(!file.exists(), "a window that was ended meanwhile takes it away at the next start");
}
