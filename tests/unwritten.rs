//! What was typed and could not be written to disk: it is tried again by itself, a mark says so until it is safe, and
//! nothing of it is lost.

use iced::Subscription;
use iced::advanced::subscription::into_recipes;
use rusqlite::Connection;
use tempfile::TempDir;
use tingsu::app::{Message, screens, window};
use tingsu::domain::act::Act;
use tingsu::ui::screen::contract::{OpenAt, Screen};
use tingsu::ui::screen::{case, intake};
use tingsu::ui::shortcut::Shortcut;

use crate::support::preset;
use crate::support::screen::Bench;
use crate::support::window::Pilot;
use crate::support::{Counter, MORNING, complaint, context};

/// Everything that another program can do to keep drafts from being written, without the five seconds of a lock.
const REFUSE: &str =
    "CREATE TRIGGER refuse_draft BEFORE INSERT ON draft BEGIN SELECT RAISE(ABORT, 'no'); END;
    CREATE TRIGGER refuse_act BEFORE INSERT ON act_draft BEGIN SELECT RAISE(ABORT, 'no'); END;";
const ALLOW: &str = "DROP TRIGGER refuse_draft; DROP TRIGGER refuse_act;";

fn change(folder: &std::path::Path, sql: &str) {
    Connection::open(folder.join("tingsu.db")).unwrap().execute_batch(sql).unwrap();
}

fn ticks<T>(subscription: Subscription<T>) -> usize {
    into_recipes(subscription).len()
}

#[test]
fn a_draft_that_could_not_be_written_is_marked_and_tried_again() {
    let folder = TempDir::new().unwrap();
    preset::empty(folder.path());
    let mut window = Pilot::open(folder.path(), "2026-11-21T14:32");
    window.click("李敏（前台）");
    window.press(Shortcut::WalkIn);
    change(folder.path(), REFUSE);
    window.write("业主姓名", "陈建国");
    assert!(window.sees("草稿还没写到磁盘，正在重试…") && window.sees("没有保存"));
    let again = || {
        let write = intake::Message::WriteDrafts;
        Message::Window(window::Message::Screen(screens::Message::Intake(Box::new(write))))
    };
    window.send(again());
    assert!(window.sees("草稿还没写到磁盘，正在重试…"), "as long as it lasts");
    change(folder.path(), ALLOW);
    window.send(again());
    assert!(!window.sees("正在重试") && window.sees("草稿已存"));
    let desk = tingsu::desk::handle::Desk::open(
        folder.path(),
        tingsu::desk::clock::Clock::system(),
        tingsu::desk::handle::Access::Reading,
    );
    let drafts = desk.unwrap().drafts().wait().unwrap();
    assert!(drafts.len() == 1 && drafts[0].content.contains("陈建国"), "{drafts:?}");
}

#[test]
fn what_is_written_on_a_case_is_tried_again_too_even_when_it_was_put_away() {
    let counter = Counter::at(MORNING);
    let number = counter.take_in(complaint(MORNING)).number;
    let context = context(&counter);
    let made = case::Case::new(number, OpenAt::Act(Act::Note), &context);
    let mut bench = Bench::shown(made, context);
    assert_eq!(ticks(bench.screen.subscription()), 0, "an idle screen asks for no tick");
    change(counter.folder.path(), REFUSE);
    bench.send(case::Message::At("今天8:55".into()));
    assert!(bench.requests.iter().any(|asked| format!("{asked:?}").contains("没有保存")), "told once");
    assert_eq!(ticks(bench.screen.subscription()), 1, "it is tried again by itself");
    bench.send(case::Message::Cancel);
    assert_eq!(counter.desk.act_drafts(Some(number)).wait().unwrap(), []);
    let told = bench.requests.len();
    bench.send(case::Message::WriteAgain);
    assert_eq!(bench.requests.len(), told, "not told again");
    change(counter.folder.path(), ALLOW);
    bench.send(case::Message::WriteAgain);
    assert_eq!(ticks(bench.screen.subscription()), 0);
    let kept = counter.desk.act_drafts(Some(number)).wait().unwrap();
    assert!(kept.len() == 1 && kept[0].content.contains("今天8:55"), "{kept:?}");
}
