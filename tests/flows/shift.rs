//! The end of the day: the lists are signed by whom they concern, the note is left and taken over by name.

use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::domain::person::{Actor, Role};
use tingsu::ui::shortcut::Shortcut;

use super::Shift;
use crate::support::at;

#[test]
fn the_day_is_checked_signed_and_handed_over() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.press(Shortcut::Save);
    let Shift { folder, window } = shift;
    drop(window);
    let desk = Desk::open(folder.path(), Clock::frozen(at("2026-11-21T17:30")), Access::Window).unwrap();
    let chief = desk.staff().wait().unwrap();
    let chief = Actor::from(chief.iter().find(|one| one.role == Role::Supervisor).unwrap());
    desk.add_staff(&chief, "吴工", Role::SignOnly).wait().unwrap();
    drop(desk);
    let window = super::sign_in(folder.path(), "2026-11-21T17:40", "李敏（前台）");
    let mut shift = Shift { folder, window };
    let window = &mut shift.window;
    assert!(window.sees("今天 3 张没签"), "on the first screen");
    window.click("去盘点");
    assert!(window.sees("「投诉」由客服负责人盘点签字"), "not by the receptionist");
    window.click("交班");
    assert!(window.sees("电梯停了两天了没人管"), "what is open stands in the note by itself");
    window.write("要交代的话", "陈先生明早来取钥匙");
    window.click_last("交班");
    assert!(window.sees("交班的人不能自己接班，请接班的人先在右上角换成自己"));

    let mut shift = shift.later("2026-11-21T17:50", "赵楠（客服主任）");
    let window = &mut shift.window;
    assert!(window.sees("还没人接班"));
    window.click("去接班");
    assert!(window.sees("陈先生明早来取钥匙"));
    window.click("赵楠接班");
    assert!(window.sees("赵楠已接班"));
    window.click("日盘点");
    window.fill("没有就空着", "电梯这件要盯");
    window.click("盘点签字：投诉");
    assert!(window.sees("「投诉」已盘点签字") && window.sees("盘点发现：电梯这件要盯"));
    assert!(window.sees("「住户报修」由技术维修负责人盘点签字"));

    let mut shift = shift.later("2026-11-21T17:55", "吴工（签字）");
    let window = &mut shift.window;
    window.click("去盘点");
    window.click("盘点签字：住户报修");
    window.click("盘点签字：公共设施报修");
    assert!(window.sees("该签的都签了"));
    window.click("今日");
    assert!(!window.sees("张没签"));
}
