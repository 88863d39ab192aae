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
fn a_supervisor_who_forgot_the_pin_comes_in_by_the_code_and_gets_the_next() {
    let counter = Counter::at(MORNING);
    let chief = counter.chief.id.unwrap();
    counter.desk.set_pin(&counter.chief, chief, "", "8642").wait().unwrap();
    let code = counter.desk.first_recovery_code().wait().unwrap().value;
    let folder = counter.folder;
    drop(counter.desk);
    let mut window = Pilot::open(folder.path(), MORNING);
    window.click("赵楠（客服主任）");
    window.click("忘记 PIN");
    window.fill("打印件上的 20 位", "AAAAA-AAAAA-AAAAA-AAAAA");
    enter(&mut window, "1357");
    assert!(window.sees("恢复码不对"));
    window.replace("AAAAA-AAAAA-AAAAA-AAAAA", &code);
    enter(&mut window, "1357");
    assert!(window.sees("PIN 已重设，这是新的恢复码"));
    window.click("已抄在纸上");
    window.click("收好了，进入");
    assert!(window.sees("值班：赵楠"));
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
    let file = rusqlite::Connection::open(folder.path().join("tingsu.db")).unwrap();
    file.execute_batch("UPDATE case_fact SET status = 'closed'; DELETE FROM obligation").unwrap();
    file.close().unwrap();
    window.click("核对数据");
    assert!(window.sees("重建列表即可改正"));
    window.click("现在备份");
    assert!(window.sees("备份里的记录完好"));
    window.click("重建列表");
    assert!(window.sees("列表已重建，原来不对的地方列在下面"));
    window.click("核对数据");
    assert!(window.sees("数据文件和记录链完好"));
}

/// What keeps the folder from being opened is kept beside the log: it is made anew, and nothing is lost.
#[test]
fn lists_that_keep_the_window_from_opening_are_made_anew_there() {
    let counter = Counter::at(MORNING);
    counter.take_in(complaint(MORNING));
    let folder = counter.folder;
    drop(counter.desk);
    let file = rusqlite::Connection::open(folder.path().join("tingsu.db")).unwrap();
    file.execute_batch("PRAGMA foreign_keys = OFF; DROP TABLE staff").unwrap();
    file.close().unwrap();
    let mut window = Pilot::open(folder.path(), MORNING);
    assert!(window.sees("没有打开") && window.sees("一条也没有少"));
    window.click("重建列表");
    window.click("赵楠（客服主任）");
    assert!(window.sees("来访登记"));
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

/// The lock of the folder cannot be taken, as on a full or write-protected disk.
fn closed_to_writing() -> TempDir {
    let counter = Counter::at(MORNING);
    counter.take_in(complaint(MORNING));
    let folder = counter.folder;
    drop(counter.desk);
    fs::remove_file(folder.path().join("tingsu.lock")).unwrap();
    fs::create_dir(folder.path().join("tingsu.lock")).unwrap();
    folder
}

#[test]
fn a_folder_that_cannot_be_written_is_looked_at_and_opened_again_later() {
    let folder = closed_to_writing();
    let mut window = Pilot::open(folder.path(), MORNING);
    assert!(window.sees("没有打开") && window.sees("没有权限读写"));
    assert!(window.sees("再试一次") && window.sees("把数据另存到别处…"));
    window.click("只读打开");
    window.click("李敏（前台）");
    assert!(window.sees("只读打开") && window.sees("数据一点也不会改动"));
    window.click("台账");
    assert!(window.sees("张坤"), "the lists work");
    window.press(Shortcut::WalkIn);
    assert!(window.sees("现在只能查看和打印"), "an act is refused with one sentence");
    window.press(Shortcut::Print);
    assert!(window.sees("打印"), "papers can be made");
    window.press(Shortcut::Back);
    fs::remove_dir(folder.path().join("tingsu.lock")).unwrap();
    let mut window = Pilot::open(folder.path(), MORNING);
    window.click("李敏（前台）");
    assert!(!window.sees("只读打开"));
}

#[test]
fn the_usual_opening_can_be_tried_from_the_bar() {
    let folder = closed_to_writing();
    let mut window = Pilot::open(folder.path(), MORNING);
    window.click("只读打开");
    window.click("李敏（前台）");
    fs::remove_dir(folder.path().join("tingsu.lock")).unwrap();
    window.click("再试正常打开");
    assert!(window.sees("谁在值班？"));
    window.click("李敏（前台）");
    assert!(!window.sees("只读打开"));
}

#[test]
fn data_that_cannot_be_opened_are_saved_elsewhere_from_the_window() {
    let folder = closed_to_writing();
    let elsewhere = TempDir::new().unwrap();
    let mut window = Pilot::open(folder.path(), MORNING);
    let file = elsewhere.path().join("听诉.db");
    let said =
        futures::executor::block_on(tingsu::app::opening::saved(folder.path().to_owned(), file.clone()));
    window.send(tingsu::app::Message::Saved(Some(said)));
    assert!(window.sees("已另存一份并核验"));
    tingsu::store::backup::verify(&file).unwrap();
    let onto = folder.path().join("tingsu.db");
    let said = futures::executor::block_on(tingsu::app::opening::saved(folder.path().to_owned(), onto));
    window.send(tingsu::app::Message::Saved(Some(said)));
    assert!(window.sees("听诉自己的数据"));
}

#[test]
fn a_sealed_copy_asks_for_its_passphrase_at_the_first_start() {
    let counter = Counter::at(MORNING);
    counter.take_in(complaint(MORNING));
    let place = TempDir::new().unwrap();
    let file = place.path().join("听诉.tingsu");
    counter.desk.take_along(&file, Some("雨天记得带伞 7")).wait().unwrap();
    let folder = place.path().join("data");
    let mut window = Pilot::open(&folder, MORNING);
    window.send(tingsu::app::Message::Chosen(Ok(Some(file.clone()))));
    assert!(window.sees("这份备份加了密"));
    window.fill("做这份备份时设的口令", "晴天不用带伞 8");
    window.click("打开并恢复");
    assert!(window.sees("备份口令不对"));
    window.send(tingsu::app::Message::Chosen(Ok(Some(file))));
    window.fill("做这份备份时设的口令", "雨天记得带伞 7");
    window.click("打开并恢复");
    assert!(window.sees("谁在值班？"));
    drop(window);
    let desk = crate::support::open(&folder, MORNING);
    assert_eq!(desk.all_cases().wait().unwrap().len(), 1);
}

#[test]
fn a_save_that_is_kept_out_stands_in_the_window_with_its_ways_on() {
    let counter = Counter::at(MORNING);
    let folder = counter.folder;
    drop(counter.desk);
    let mut window = Pilot::open(folder.path(), MORNING);
    window.click("李敏（前台）");
    let other = rusqlite::Connection::open(folder.path().join("tingsu.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    window.press(Shortcut::WalkIn);
    window.write("地点", "3栋电梯");
    assert!(window.sees("没有存进去") && window.sees("把数据另存到别处…"));
    assert!(window.sees("3栋电梯"), "what was typed stays");
    other.execute_batch("COMMIT").unwrap();
    window.click("再试一次");
    assert!(!window.sees("没有存进去"));
}

#[test]
fn sealing_and_the_weekly_check_stand_in_the_settings() {
    let folder = TempDir::new().unwrap();
    preset::busy_day(folder.path());
    let mut window = Pilot::sized(folder.path(), AFTERNOON, iced::Size::new(1366.0, 1700.0));
    window.click("赵楠（客服主任）");
    window.click("设置");
    window.click("数据与备份");
    assert!(window.sees("还没有从头到尾核对过"));
    window.click("核对数据");
    assert!(window.sees("上次从头到尾核对完好"));
    window.click("给第二份备份加密");
    assert!(window.sees("备份口令至少 8 个字"));
    window.write("备份口令", "雨天记得带伞 7");
    window.click("给第二份备份加密");
    assert!(window.sees("两次输入的备份口令不一样"));
    window.write("再输一次", "雨天记得带伞 7");
    window.click("给第二份备份加密");
    assert!(window.sees("第二份备份加了密") && window.sees("请把口令写在纸上收好"));
}

#[test]
fn the_end_of_the_session_keeps_drafts_and_half_typed_settings() {
    let folder = TempDir::new().unwrap();
    preset::empty(folder.path());
    let mut window = Pilot::open(folder.path(), AFTERNOON);
    window.click("赵楠（客服主任）");
    window.press(Shortcut::WalkIn);
    window.write("地点", "3栋电梯");
    window.click("设置");
    window.replace("0755-00001234", "0755-0000");
    window.send(tingsu::app::Message::SessionEnds);
    assert!(window.closed, "nobody is asked");
    drop(window);
    let mut window = Pilot::open(folder.path(), AFTERNOON);
    window.click("赵楠（客服主任）");
    window.click("设置");
    assert!(window.sees("0755-0000") && window.sees("上次关机时没保存的改动都在"));
    window.click("撤销改动");
    assert!(window.sees("0755-00001234"));
    window.click("受理");
    assert!(window.sees("3栋电梯"));
}

#[test]
fn a_file_of_a_newer_version_can_give_way_to_a_copy_of_this_one() {
    let counter = Counter::at(MORNING);
    counter.take_in(complaint(MORNING));
    counter.desk.backup_now().wait().unwrap();
    let folder = counter.folder;
    drop(counter.desk);
    let file = rusqlite::Connection::open(folder.path().join("tingsu.db")).unwrap();
    file.pragma_update(None, "user_version", 99).unwrap();
    file.close().unwrap();
    let mut window = Pilot::open(folder.path(), MORNING);
    assert!(window.sees("请先升级程序") && window.sees("再试一次"));
    window.click("用 2026年11月3日 09:00 的备份恢复");
    assert!(window.sees("谁在值班？"));
    let aside = fs::read_dir(folder.path().join("backups")).unwrap();
    let aside = aside
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with("before-restore"));
    assert_eq!(aside.count(), 1, "the newer file is kept");
}
