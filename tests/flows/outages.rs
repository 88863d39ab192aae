//! The lift of a whole unit stands still: registered once, fifty neighbours call, all are told in one act.

use tempfile::TempDir;
use tingsu::domain::code::{Medium, Title};
use tingsu::domain::event::EventKind;
use tingsu::domain::household::{Household, Resident, ResidentPhone};
use tingsu::domain::person::{Actor, Role};
use tingsu::ui::shortcut::Shortcut;

use super::{START, Shift, sign_in};
use crate::support::keyboard::Typist;
use crate::support::{open, preset};

/// A counter whose roster has ten households of 3栋2单元.
fn with_roster() -> TempDir {
    let folder = TempDir::new().unwrap();
    preset::empty(folder.path());
    let desk = open(folder.path(), START);
    let staff = desk.staff().wait().unwrap();
    let chief = Actor::from(staff.iter().find(|one| one.role == Role::Supervisor).unwrap());
    for floor in 1..=10 {
        let person = Resident {
            id: 1,
            name: "陈建国".into(),
            title: Some(Title::Mr),
            phones: vec![ResidentPhone { number: format!("139000004{floor:02}"), remark: String::new() }],
            ..Resident::default()
        };
        let household = Household { residents: vec![person], ..Household::new(format!("3-2-{floor}01")) };
        desk.save_household(&chief, None, household).wait().unwrap();
    }
    folder
}

/// The counter with that roster, the lift of 3栋2单元 registered.
fn begun() -> Shift {
    let folder = with_roster();
    let window = sign_in(folder.path(), START, "李敏（前台）");
    let mut shift = Shift { folder, window };
    register(&mut shift);
    shift
}

fn register(shift: &mut Shift) {
    let window = &mut shift.window;
    window.click("公共事件");
    window.click("电梯停运");
    window.write("地点", "3栋2单元");
    window.write("正在采取", "维保单位在更换配件");
    window.write("预计恢复", "今天21:00");
    window.press(Shortcut::Save);
    assert!(window.sees("3栋2单元电梯停运") && window.sees("已来 0 户"));
}

#[test]
fn fifty_calls_are_taken_in_with_twelve_keys_each_at_most() {
    let Shift { folder, window } = begun();
    let mut hand = Typist::at(window);
    let mut most = 0;
    for call in 0..50 {
        hand.keys = 0;
        hand.press(Shortcut::Outage);
        // The first ten stand in the roster; the others give the room, and every third of them his surname.
        hand.keyed(&format!("{}0{}", call % 10 + 1, call / 10 + 1));
        if call >= 10 && call % 3 == 0 {
            hand.composed("张");
        }
        hand.enter();
        most = most.max(hand.keys);
    }
    assert!(most <= 12, "{most} keys");
    let mut window = hand.look();
    assert!(window.sees("已来 50 户"));
    window.click("今日");
    assert!(window.sees("3栋2单元电梯停运") && window.sees("已来 50 户"), "on the first screen too");
    let cases = Shift { folder, window }.cases_on_disk();
    assert_eq!(cases.len(), 50);
    let first = &cases[0].receipt.complainant;
    assert_eq!(first.room.as_deref(), Some("3-2-101"));
    assert_eq!(first.name.as_deref(), Some("陈建国"), "from the roster");
    assert_eq!(first.phones, ["13900000401"]);
    assert_eq!(cases[12].receipt.complainant.name.as_deref(), Some("张"));
    assert!(cases[11].receipt.complainant.phone_declined && cases[11].receipt.complainant.name.is_none());
    assert!(cases.iter().all(|case| case.events.len() == 1), "each was told how it stands");
}

#[test]
fn a_form_that_was_begun_becomes_the_call() {
    let mut shift = Shift::begin();
    register(&mut shift);
    let window = &mut shift.window;
    window.press(Shortcut::Phone);
    assert!(window.sees("3栋2单元电梯停运"), "it stands beside the form");
    window.write("房号", "5-1-602");
    assert!(!window.sees("3栋2单元电梯停运"), "not for somebody who lives elsewhere");
    window.replace("5-1-602", "3#2-1001");
    window.write("业主姓名", "张坤");
    window.write("业主原话", "电梯怎么还不来");
    window.click("同类 +1");
    assert!(window.sees("3-2-1001 · 张坤"));
    window.click_last("受理");
    assert!(window.sees("第 1 户") && !window.sees("电梯怎么还不来"), "the form is done with");
    let case = shift.case_on_disk();
    assert_eq!(case.receipt.verbatim.as_deref(), Some("电梯怎么还不来"));
    assert_eq!(case.receipt.complainant.name.as_deref(), Some("张坤"));
}

#[test]
fn without_one_the_key_leads_to_registering_it_and_all_are_told_at_once() {
    let mut shift = Shift::begin();
    let window = &mut shift.window;
    window.press(Shortcut::Outage);
    assert!(window.sees("现在没有公共事件"));
    window.click("登记公共事件");
    window.press(Shortcut::Save);
    assert!(window.sees("请选是什么事"));
    window.click("停水");
    window.write("地点", "3栋");
    window.press(Shortcut::Save);
    for line in ["2-1001 张坤", "1-902"] {
        let window = &mut shift.window;
        window.press(Shortcut::Outage);
        window.fill("1001 张坤", line);
        window.click_last("受理");
    }
    let window = &mut shift.window;
    window.press(Shortcut::Outage);
    window.fill("1001 张坤", "2单元1001");
    assert!(window.sees("这户来过"), "nobody is counted twice unseen");
    window.press(Shortcut::Back);
    window.click("不记");
    window.click("放弃");
    window.click("告知大家");
    window.press(Shortcut::Save);
    assert!(window.sees("已告知，2 户各记了一条"));
    window.click("已恢复");
    window.write("怎样恢复的", "抢修完毕，已通水");
    window.press(Shortcut::Save);
    assert!(window.sees("请选是否已验证"), "never by itself");
    window.click("已验证合格");
    window.click("微信");
    window.press(Shortcut::Save);
    assert!(window.sees("已恢复，2 户各记了一条"));
    let cases = shift.cases_on_disk();
    assert_eq!(cases[0].receipt.complainant.room.as_deref(), Some("3-2-1001"));
    assert_eq!(cases[1].receipt.complainant.room.as_deref(), Some("3-1-902"));
    for case in &cases {
        let last = &case.events.last().unwrap().kind;
        assert!(matches!(last, EventKind::Handled { verified: true, medium: Some(Medium::Wechat), .. }));
    }
}

/// What was typed of a call is not lost when the dialog is put away: it is asked about first.
#[test]
fn a_call_that_was_begun_is_not_lost_without_a_word() {
    let mut shift = begun();
    let window = &mut shift.window;
    window.press(Shortcut::Outage);
    window.click("不记");
    assert!(!window.sees("只写房号也行"), "nothing was typed, nothing is asked");
    window.press(Shortcut::Outage);
    window.write("房号和姓名", "1001 张坤");
    window.click("不记");
    assert!(window.sees("这通来电还没有保存"));
    window.click("接着写");
    assert!(window.sees("只写房号也行") && !window.sees("放弃已写的内容？"));
    window.click("不记");
    window.click("放弃");
    assert!(!window.sees("只写房号也行"));
    assert!(shift.cases_on_disk().is_empty());
}
