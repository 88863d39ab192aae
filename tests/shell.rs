//! The window around the screens: the first start, who is on duty, shortcuts, search, settings and closing.

use tempfile::TempDir;
use tingsu::app::Message;
use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::domain::person::Role;
use tingsu::domain::settings::Settings;
use tingsu::ui::shortcut::Shortcut;

use crate::support::at;
use crate::support::preset::{self, AFTERNOON};
use crate::support::window::Pilot;

const FRONT: &str = "李敏（前台）";
const CHIEF: &str = "赵楠（客服主任）";

/// The window on a folder in a state, with somebody on duty.
fn working(state: fn(&std::path::Path), person: &str) -> (TempDir, Pilot) {
    let folder = TempDir::new().unwrap();
    state(folder.path());
    let mut window = Pilot::open(folder.path(), AFTERNOON);
    window.click(person);
    (folder, window)
}

fn settings_on_disk(folder: &TempDir) -> Settings {
    let desk = Desk::open(folder.path(), Clock::frozen(at(AFTERNOON)), Access::Reading).unwrap();
    desk.settings().wait().unwrap()
}

#[test]
fn the_first_start_asks_checks_and_then_works() {
    let folder = TempDir::new().unwrap();
    let mut window = Pilot::open(folder.path(), AFTERNOON);
    assert!(window.sees("欢迎使用听诉"));
    assert!(!window.sees("请填写小区或项目的名称，话术和表格里都会用到。"), "nobody is scolded at once");
    window.click("开始使用");
    assert!(window.sees("请填写小区或项目的名称，话术和表格里都会用到。"));
    assert!(window.sees("请至少填写一位员工的姓名。"));
    window.fill("如：阳光花园服务中心", "澄湖佳苑");
    window.fill("如：0755-00001234", "0755-00005678");
    window.fill("第2位的姓名", "李敏");
    window.click("开始使用");
    assert!(window.sees("至少要有一位客服主任：设置、作废和特批关闭由其操作。"));
    window.fill("第1位的姓名", "赵楠");
    window.click("开始使用");
    assert!(window.sees("先收好恢复码"));
    assert!(!window.does("收好了，去登录"), "it is on no paper yet");
    window.click("已抄在纸上");
    window.click("收好了，去登录");
    assert!(window.sees("谁在值班？"));
    window.click(FRONT);
    assert!(window.sees("来访登记"));
    drop(window);
    let settings = settings_on_disk(&folder);
    assert_eq!((settings.property.as_str(), settings.centre_phone.as_str()), ("澄湖佳苑", "0755-00005678"));
    assert!(Pilot::open(folder.path(), AFTERNOON).sees("谁在值班？"), "it asks only once");
}

/// Moving to another computer: one file from the old one, one button on the new one.
#[test]
fn a_new_computer_takes_everything_over_from_one_file() {
    let (old, new) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    preset::empty(old.path());
    let desk = Desk::open(old.path(), Clock::frozen(at(AFTERNOON)), Access::Window).unwrap();
    let chief = crate::support::chief(&desk);
    let case = desk.take_in(&chief, crate::support::complaint(AFTERNOON), Vec::new(), None).wait().unwrap();
    let file = new.path().join("听诉-20261103.db");
    desk.backup_to(&file).wait().unwrap();
    let folder = new.path().join("data");
    let mut window = Pilot::open(&folder, AFTERNOON);
    assert!(window.sees("从备份恢复…"));
    window.send(Message::Chosen(Ok(None)));
    assert!(window.sees("欢迎使用听诉"), "nothing chosen, nothing done");
    std::fs::write(new.path().join("letter.db"), "这是一封信。".repeat(500)).unwrap();
    window.send(Message::Chosen(Ok(Some(new.path().join("letter.db")))));
    assert!(window.sees("这个文件不是听诉的备份，现有数据没有改动。请选择由听诉备份出来的文件。"));
    window.send(Message::Chosen(Ok(Some(file))));
    assert!(window.sees("谁在值班？"));
    window.click(CHIEF);
    assert!(window.sees("来访登记"));
    drop(window);
    let moved = Desk::open(&folder, Clock::frozen(at(AFTERNOON)), Access::Reading).unwrap();
    assert_eq!(moved.case(case.value.number).wait().unwrap(), case.value);
    assert_eq!(moved.check().wait().unwrap(), []);
}

#[test]
fn a_second_window_says_so_and_may_try_again() {
    let folder = TempDir::new().unwrap();
    preset::empty(folder.path());
    let first = Pilot::open(folder.path(), AFTERNOON);
    let mut second = Pilot::open(folder.path(), AFTERNOON);
    assert!(second.sees("没有打开"));
    assert!(second.sees("听诉已经打开，或有一个命令（如导入、恢复）正在使用这个数据文件夹；没有改动任何数据。请切换到已打开的窗口，或等命令做完再试一次。"));
    drop(first);
    second.click("再试一次");
    assert!(second.sees("谁在值班？"));
}

#[test]
fn a_form_opens_from_anywhere_but_not_while_a_word_is_being_composed() {
    let (_folder, mut window) = working(preset::busy_day, FRONT);
    window.click("设置");
    window.send(Message::Composing(true));
    window.press(Shortcut::Phone);
    assert!(window.sees("小区或项目名称"), "the key belonged to the input method");
    window.send(Message::Composing(false));
    window.press(Shortcut::Phone);
    assert!(!window.sees("小区或项目名称"));
    window.press(Shortcut::Back);
    assert!(window.sees("小区或项目名称"), "Esc leads back");
}

#[test]
fn search_finds_as_one_types_and_enter_opens() {
    let (_folder, mut window) = working(preset::busy_day, FRONT);
    window.fill("找人、房号、电话、内容、编号…", "外墙渗水");
    assert!(window.sees("5-1-602 赵莉"));
    window.press(Shortcut::Back);
    assert!(!window.sees("状态"), "Esc puts the list away");
    window.press(Shortcut::Find);
    assert!(window.sees("状态"), "and Ctrl+F brings it back");
    window.submit("外墙渗水");
    assert!(!window.sees("来访登记"), "the case stands in place of 今日");
    assert!(window.sees("20261119-001"));
}

#[test]
fn whoever_is_on_duty_stands_in_the_head_and_decides_what_may_be_set() {
    let (folder, mut window) = working(preset::empty, FRONT);
    assert!(window.sees("值班：李敏 ▼"));
    window.click("设置");
    assert!(window.sees("只有客服主任可以修改设置"));
    assert!(!window.sees("保存"));
    window.click("值班：李敏 ▼");
    window.click(CHIEF);
    assert!(window.sees("值班：赵楠 ▼") && window.sees("现在由赵楠值班"));
    assert!(!window.sees("只有客服主任可以修改设置"));
    window.fill("0755-00001234", "转801");
    window.press(Shortcut::Save);
    assert!(window.sees("设置已保存"));
    drop(window);
    assert_eq!(settings_on_disk(&folder).centre_phone, "0755-00001234转801");
}

#[test]
fn staff_come_and_go_but_a_supervisor_stays() {
    let (folder, mut window) = working(preset::empty, CHIEF);
    window.click("设置");
    window.click("员工");
    window.fill("新员工的姓名", "周婷");
    window.click("添加");
    assert!(window.sees("周婷"));
    window.click("离岗");
    assert!(window.sees("已离岗") && window.sees("重新到岗"), "李敏, the first of the list, has left");
    window.click("客服主任");
    drop(window);
    let desk = Desk::open(folder.path(), Clock::frozen(at(AFTERNOON)), Access::Reading).unwrap();
    let staff = desk.staff().wait().unwrap();
    let present: Vec<_> =
        staff.iter().filter(|person| person.active).map(|person| person.name.as_str()).collect();
    assert_eq!(present, ["王倩", "赵楠", "周婷"]);
    assert_eq!(staff.iter().filter(|person| person.active && person.role == Role::Supervisor).count(), 2);
}

#[test]
fn the_last_supervisor_cannot_leave() {
    let (_folder, mut window) = working(preset::empty, CHIEF);
    window.click("设置");
    window.click("员工");
    for _ in ["李敏", "王倩"] {
        window.click("离岗");
        assert!(!window.sees("没有保存"));
    }
    window.click("离岗");
    assert!(window.sees("没有保存"), "the last one is the supervisor");
    window.click("员工");
    assert!(window.sees("值班：赵楠 ▼") && window.sees("离岗") && window.sees("改名"));
}

#[test]
fn closing_asks_only_for_what_is_on_no_disk() {
    let (_folder, mut window) = working(preset::empty, CHIEF);
    window.click("设置");
    window.fill("0755-00001234", "转801");
    window.send(Message::Close);
    assert!(!window.closed && window.sees("设置的改动还没有保存，关闭后就没有了。"));
    window.click("回去保存");
    window.press(Shortcut::Save);
    window.send(Message::Close);
    assert!(window.closed);
}

#[test]
fn a_draft_survives_the_window() {
    let (folder, mut window) = working(preset::busy_day, FRONT);
    window.send(Message::Close);
    assert!(window.closed);
    drop(window);
    let mut window = Pilot::open(folder.path(), AFTERNOON);
    window.click(FRONT);
    window.click("草稿 1");
    assert!(window.sees("来电 · 何女士"));
    window.click("继续填写 ›");
    assert!(window.sees("何雪"), "the form stands as it was left");
}
