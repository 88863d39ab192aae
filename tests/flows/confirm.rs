//! (k) A receptionist needs the supervisor, who comes over and types his PIN: the act is done without a change of shift.

use tempfile::TempDir;
use tingsu::domain::code::ClosureCode;
use tingsu::domain::event::{Event, EventKind};
use tingsu::domain::person::{Actor, Role};
use tingsu::ui::shortcut::Shortcut;

use super::{START, Shift, closure, sign_in};
use crate::support::preset;

const FIELD: &str = "4 至 8 位数字";

/// 李敏 on duty, and a supervisor with a PIN.
fn on_duty() -> Shift {
    let folder = TempDir::new().unwrap();
    preset::empty(folder.path());
    let desk = crate::support::open(folder.path(), START);
    let staff = desk.staff().wait().unwrap();
    let chief = Actor::from(staff.iter().find(|one| one.role == Role::Supervisor).unwrap());
    desk.set_pin(&chief, chief.id.unwrap(), "", "8642").wait().unwrap();
    drop(desk);
    let window = sign_in(folder.path(), START, "李敏（前台）");
    Shift { folder, window }
}

/// The same, with a case on the screen.
fn shift() -> Shift {
    let mut shift = on_duty();
    shift.take_in_by_phone();
    shift.window.press(Shortcut::Save);
    shift
}

/// The promises of the case on disk, each with who gave his word for it.
fn words_given(shift: Shift) -> Vec<Option<String>> {
    let promised = |event: Event| match event.kind {
        EventKind::Promised { confirmed_by, .. } => Some(confirmed_by),
        _ => None,
    };
    shift.case_on_disk().events.into_iter().filter_map(promised).collect()
}

fn confirm(shift: &mut Shift, pin: &str) {
    shift.window.fill(FIELD, pin);
    shift.window.click("确认");
}

#[test]
fn voiding_asks_for_the_supervisor_and_opens_once_he_has_typed_his_pin() {
    let mut shift = shift();
    shift.rare("作废");
    assert!(shift.window.sees("请客服主任当场确认") && shift.window.sees("「作废」须由客服主任办理"));
    confirm(&mut shift, "1111");
    assert!(shift.window.sees("PIN不对"));
    confirm(&mut shift, "8642");
    assert!(shift.window.sees("写明作废的原因"));
    shift.window.write("原因", "业主打错电话");
    shift.window.press(Shortcut::Save);
    assert!(shift.window.sees("「作废」已记下") && shift.window.sees("值班：李敏"));
    let case = shift.case_on_disk();
    let by: Vec<&str> = case.events.iter().map(|event| event.by.as_str()).collect();
    assert_eq!(by, ["赵楠", "李敏"]);
    assert!(matches!(case.events[1].kind, EventKind::Voided { .. }));
}

#[test]
fn a_confirmation_that_is_put_away_changes_nothing() {
    let mut shift = shift();
    shift.rare("作废");
    shift.window.click("先不办");
    assert!(!shift.window.sees("写明作废的原因"));
    assert!(shift.case_on_disk().events.is_empty());
}

#[test]
fn the_supervisor_beside_closes_against_the_list_once() {
    let mut shift = shift();
    shift.act("关闭");
    shift.window.click("回访满意");
    shift.window.press(Shortcut::Save);
    assert!(!shift.window.sees("特批关闭：缺项照样关闭"));
    shift.window.click("请主任确认特批…");
    confirm(&mut shift, "8642");
    shift.window.click("特批关闭：缺项照样关闭");
    shift.window.write("原因", "业主已搬离，来电撤回");
    shift.window.press(Shortcut::Save);
    shift.rare("作废");
    assert!(shift.window.sees("请客服主任当场确认"), "the next act asks anew");
    let case = shift.case_on_disk();
    assert_eq!(closure(&case), (ClosureCode::Visited, true));
    assert_eq!(case.events.iter().map(|event| event.by.as_str()).collect::<Vec<_>>(), ["赵楠", "李敏"]);
}

/// Rules §4 promise: a name chosen from a list is no supervisor's word.
#[test]
fn a_long_promise_is_the_supervisors_word_by_his_pin() {
    let mut shift = shift();
    shift.act("约定回复");
    shift.window.write("约定的回复时间", "后天9:00");
    assert!(shift.window.sees("超过24小时"));
    shift.window.press(Shortcut::Confirm);
    assert!(shift.window.sees("请客服主任当场确认"));
    confirm(&mut shift, "8642");
    assert!(shift.window.sees("「约定回复」已记下"));
    assert_eq!(words_given(shift), [Some("赵楠".to_owned())]);
}

#[test]
fn at_the_intake_too_and_he_is_asked_once() {
    let mut shift = on_duty();
    shift.take_in_by_phone();
    shift.restate("电梯停运两天");
    shift.window.click_last("约定回复");
    shift.window.write("约定的回复时间", "后天9:00");
    shift.window.press(Shortcut::Confirm);
    assert!(shift.window.sees("请客服主任当场确认"));
    confirm(&mut shift, "8642");
    assert!(shift.window.sees("业主同意这个时间，已记下"));
    shift.classify_and_save();
    assert_eq!(words_given(shift), [Some("赵楠".to_owned())]);
}
