//! Checks: the look at the start, everything at once, what came since, and the weekly one in pieces.

use std::path::Path;

use rusqlite::Connection;
use tingsu::desk::checking::CheckStep;

use crate::support::{Counter, MORNING, complaint, note};

fn change(folder: &Path, sql: &str) {
    let file = Connection::open(folder.join("tingsu.db")).unwrap();
    file.execute_batch(sql).unwrap();
    file.close().unwrap();
}

/// Changes the time of an entry as somebody would who knows how the table is guarded.
fn forge(folder: &Path, seq: i64) {
    change(
        folder,
        &format!(
            "DROP TRIGGER event_is_not_changed; UPDATE event SET at = at - 60 WHERE seq = {seq}; \
             CREATE TRIGGER event_is_not_changed BEFORE UPDATE ON event\nBEGIN SELECT RAISE(ABORT, 'event is append-only'); END;"
        ),
    );
}

fn busy() -> Counter {
    let counter = Counter::at(MORNING);
    for _ in 0..3 {
        let case = counter.take_in(complaint(MORNING));
        counter.happens(&case, MORNING, note("已看过现场"));
    }
    counter
}

fn newest(counter: &Counter) -> i64 {
    let file = Connection::open(counter.folder.path().join("tingsu.db")).unwrap();
    file.query_row("SELECT max(seq) FROM event", [], |row| row.get(0)).unwrap()
}

#[test]
fn a_check_of_what_came_since_reads_that_alone() {
    let counter = busy();
    let (from, found) = counter.desk.check_since_last().wait().unwrap();
    assert_eq!((from, found), (0, vec![]), "the first looks at everything");
    let until = newest(&counter);
    counter.take_in(complaint(MORNING));
    let (from, found) = counter.desk.check_since_last().wait().unwrap();
    assert_eq!((from, found), (until, vec![]));
    assert_eq!(counter.desk.check_since_last().wait().unwrap().0, newest(&counter));
    // What is new is looked at, and so is the place where the last check ended.
    let sound = newest(&counter);
    counter.take_in(complaint(MORNING));
    forge(counter.folder.path(), newest(&counter));
    let (from, found) = counter.desk.check_since_last().wait().unwrap();
    assert_eq!(from, sound);
    assert!(found[0].0.contains("与防篡改链不符"), "{found:?}");
    assert_eq!(counter.desk.check_since_last().wait().unwrap().0, 0, "nothing is taken for sound any more");
}

#[test]
fn an_old_entry_that_was_changed_is_found_by_the_full_check() {
    let counter = busy();
    assert_eq!(counter.desk.check().wait().unwrap(), []);
    forge(counter.folder.path(), 3);
    assert_eq!(counter.desk.check_since_last().wait().unwrap().1, [], "it was checked before");
    let found = counter.desk.check().wait().unwrap();
    assert!(found[0].0.starts_with("第 3 条记录"), "{found:?}");
}

fn pieces(counter: &Counter) -> Vec<CheckStep> {
    let mut steps = Vec::new();
    loop {
        let step = counter.desk.check_a_piece().wait().unwrap();
        let last = !matches!(step, CheckStep::Going(_));
        steps.push(step);
        if last {
            return steps;
        }
    }
}

#[test]
fn the_weekly_check_goes_on_where_it_stopped_and_tells_how_far_it_is() {
    let counter = busy();
    let mut seen = 0;
    for _ in 0..3 {
        let CheckStep::Going(percent) = counter.desk.check_a_piece().wait().unwrap() else {
            panic!("too soon")
        };
        assert!(percent >= seen && percent < 100);
        seen = percent;
    }
    let counter = counter.later("2026-11-04T09:00");
    let state = counter.desk.check_state().wait().unwrap();
    assert_eq!((state.full_at, state.percent), (None, Some(seen)), "after a restart too");
    let steps = pieces(&counter);
    assert!(matches!(steps[0], CheckStep::Going(percent) if percent > seen));
    assert_eq!(steps.last(), Some(&CheckStep::Done(vec![])));
    let state = counter.desk.check_state().wait().unwrap();
    assert_eq!((state.full_at, state.percent), (Some(counter.desk.now()), None));
    assert_eq!(counter.desk.check_a_piece().wait().unwrap(), CheckStep::NotDue);
    let counter = counter.later("2026-11-10T09:00");
    assert_eq!(counter.desk.check_a_piece().wait().unwrap(), CheckStep::NotDue);
    let counter = counter.later("2026-11-11T09:00");
    assert!(matches!(counter.desk.check_a_piece().wait().unwrap(), CheckStep::Going(_)), "a week is over");
}

#[test]
fn the_weekly_check_finds_what_the_full_one_finds() {
    let counter = busy();
    forge(counter.folder.path(), 3);
    change(counter.folder.path(), "DROP INDEX fact_by_status; UPDATE staff SET role = 'supervisor'");
    let Some(CheckStep::Done(found)) = pieces(&counter).pop() else { panic!("not done") };
    for words in ["第 3 条记录", "fact_by_status", "李敏"] {
        assert!(found.iter().any(|one| one.contains(words)), "{words}: {found:?}");
    }
    assert_eq!(counter.desk.check_state().wait().unwrap().full_at, None);
}

#[test]
fn the_start_looks_at_the_newest_entries_in_bounded_time() {
    let counter = busy();
    let seq = newest(&counter);
    let counter = counter.later("2026-11-04T09:00");
    assert_eq!(counter.desk.contradiction(), None);
    let Counter { folder, desk, .. } = counter;
    drop(desk);
    forge(folder.path(), seq - 1);
    let desk = crate::support::open(folder.path(), MORNING);
    let told = desk.contradiction().unwrap();
    assert!(told.contains(&format!("第 {} 条记录", seq - 1)) && told.contains("核对数据"), "{told}");
    let began = std::time::Instant::now();
    desk.all_cases().wait().unwrap();
    assert!(began.elapsed().as_secs() < 5, "and the rest goes on");
}

#[test]
fn nothing_is_checked_by_itself_where_nothing_was_recorded() {
    let folder = tempfile::TempDir::new().unwrap();
    let desk = crate::support::open(folder.path(), MORNING);
    assert_eq!(desk.check_a_piece().wait().unwrap(), CheckStep::NotDue);
}
