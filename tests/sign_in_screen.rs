//! Who comes in at the window, the locked screen, and the ways on when the data cannot be opened.

use std::fs;

use tempfile::TempDir;
use tingsu::ui::shortcut::Shortcut;

use crate::support::preset::{self, AFTERNOON};
use crate::support::window::Pilot;
use crate::support::{Counter, MORNING, complaint};

const FIELD: &str = "4 至 8 位数字";

/// A folder on which 李敏 has the PIN 2580, closed.
fn with_pin() -> TempDir {
    let counter = Counter::at(MORNING);
    let id = counter.front.id.unwrap();
    counter.desk.set_pin(&counter.front, id, "", "2580").wait().unwrap();
    counter.folder
}

fn enter(window: &mut Pilot, pin: &str) {
    window.fill(FIELD, pin);
    window.click("进入");
}

#[test]
fn who_has_a_pin_comes_in_by_it_alone() {
    let folder = with_pin();
    let mut window = Pilot::open(folder.path(), MORNING);
    window.click("李敏（前台）");
    assert!(!window.sees("值班：李敏"));
    enter(&mut window, "1111");
    assert!(window.sees("PIN不对"));
    enter(&mut window, "2580");
    assert!(window.sees("值班：李敏"));
}

#[test]
fn a_locked_screen_shows_nothing_and_keeps_three_drafts() {
    let folder = with_pin();
    let mut window = Pilot::open(folder.path(), MORNING);
    window.click("李敏（前台）");
    enter(&mut window, "2580");
    for words in ["电梯又停了", "楼上漏水", "垃圾没人收"] {
        window.press(Shortcut::WalkIn);
        window.write("地点", words);
    }
    assert!(window.sees("垃圾没人收"));
    window.send(tingsu::app::Message::Window(tingsu::app::window::Message::Lock));
    assert!(window.sees("已锁屏") && !window.sees("垃圾没人收") && !window.sees("澄湖佳苑"));
    window.press(Shortcut::Phone);
    window.press(Shortcut::Back);
    assert!(window.sees("已锁屏"), "no key opens it");
    enter(&mut window, "1111");
    assert!(window.sees("已锁屏") && window.sees("PIN不对"));
    enter(&mut window, "2580");
    assert!(!window.sees("已锁屏") && window.sees("垃圾没人收"), "what was typed is there");
    drop(window);
    let desk = crate::support::open(folder.path(), MORNING);
    assert_eq!(desk.drafts().wait().unwrap().len(), 3);
}

#[test]
fn a_lost_database_is_put_back_from_the_window() {
    let counter = Counter::at(MORNING);
    counter.take_in(complaint(MORNING));
    counter.desk.backup_now().wait().unwrap();
    let folder = counter.folder;
    drop(counter.desk);
    fs::remove_file(folder.path().join("tingsu.db")).unwrap();
    let mut window = Pilot::open(folder.path(), MORNING);
    assert!(window.sees("没有打开") && window.sees("以前用过"));
    window.click("用 2026年11月3日 09:00 的备份恢复");
    assert!(window.sees("谁在值班？"));
    drop(window);
    let desk = crate::support::open(folder.path(), MORNING);
    assert_eq!(desk.all_cases().wait().unwrap().len(), 1);
}

#[test]
fn a_restore_in_the_window_tells_what_would_be_lost_before() {
    let counter = Counter::at(MORNING);
    counter.take_in(complaint(MORNING));
    counter.desk.backup_now().wait().unwrap();
    counter.take_in(complaint(MORNING));
    let folder = counter.folder;
    drop(counter.desk);
    let mut window = Pilot::sized(folder.path(), MORNING, iced::Size::new(1366.0, 1400.0));
    window.click("赵楠（客服主任）");
    window.click("设置");
    window.click("数据与备份");
    window.click("恢复…");
    assert!(window.sees("新受理的 1 张受理单"));
    window.click("不恢复");
    assert!(!window.sees("新受理的 1 张受理单"));
    window.click("恢复…");
    window.click("恢复这份备份");
    assert!(window.sees("已用备份恢复"));
    window.click("核对数据");
    assert!(window.sees("数据文件和记录链完好"));
}

#[test]
fn the_settings_of_copies_and_lock_are_kept() {
    let folder = TempDir::new().unwrap();
    preset::empty(folder.path());
    let mut window = Pilot::sized(folder.path(), AFTERNOON, iced::Size::new(1366.0, 1400.0));
    window.click("赵楠（客服主任）");
    window.click("设置");
    window.click("数据与备份");
    window.replace("14", "30");
    window.replace("5", "1000");
    window.click("保存备份与锁屏设置");
    assert!(window.sees("0 到 120 的整数"));
    window.replace("1000", "10");
    window.click("保存备份与锁屏设置");
    assert!(window.sees("设置已保存"));
    drop(window);
    let safety = crate::support::open(folder.path(), AFTERNOON).settings().wait().unwrap().safety;
    assert_eq!((safety.daily_copies, safety.lock_minutes), (30, 10));
}
