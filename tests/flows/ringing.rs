//! `tingsu call NUMBER`: the telephone rings, and the window has a form with the number; whoever is at work on another is
//! told and not disturbed.

use tingsu::app::Message;
use tingsu::cli;
use tingsu::desk::ringing::Ring;
use tingsu::ui::shortcut::Shortcut;

use super::{START, Shift};
use crate::support::window::Pilot;

fn ring(window: &mut Pilot, number: &str) {
    window.send(Message::Rang(vec![Ring::from(number)]));
}

#[test]
fn a_known_number_stands_in_a_form_with_its_person_proposed() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.press(Shortcut::Save);
    let mut shift = shift.later("2026-11-21T16:00", "李敏（前台）");
    let window = &mut shift.window;
    ring(window, "13900000417");
    assert!(window.sees("接听登记") && window.sees("13900000417"), "from 今日 straight to the form");
    assert!(window.sees("可能是这位") && window.sees("没了结的 1 件"));
    window.press(Shortcut::TakePerson);
    window.write("业主原话", "灯不亮");
    window.press(Shortcut::Save);
    assert_eq!(shift.cases_on_disk().len(), 2);
}

#[test]
fn a_form_in_use_is_not_disturbed() {
    let mut shift = Shift::begin();
    let window = &mut shift.window;
    window.press(Shortcut::WalkIn);
    window.write("业主姓名", "许静");
    ring(window, "13900000417");
    ring(window, "13900000417");
    assert!(window.sees("接待登记") && window.sees("许静"), "the form stays");
    assert!(window.sees("来电 13900000417，已放在「受理」的新标签里等着"));
    assert_eq!(window.count("● 在等 · 13900000417"), 1, "the same call, one tab");
    window.press(Shortcut::NextForm);
    assert!(window.sees("接听登记") && !window.sees("● 在等 · 13900000417"));

    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.press(Shortcut::Save);
    shift.act("约定回复");
    shift.window.write("约定的回复时间", "17:30");
    ring(&mut shift.window, "13900000999");
    assert!(shift.window.sees("17:30"), "nor is an act on a case");
    assert!(shift.window.sees("来电 13900000999，已放在「受理」的新标签里等着"));
    shift.window.click("受理");
    shift.window.click("● 在等 · 13900000999");
    assert!(shift.window.sees("接听登记"));
}

#[test]
fn what_is_no_number_is_shown_as_it_came() {
    let mut shift = Shift::begin();
    let window = &mut shift.window;
    ring(window, " 号码限制\u{7} ");
    assert!(window.sees("号码限制"));
    window.write("业主原话", "灯不亮");
    window.press(Shortcut::Save);
    assert!(
        window.sees("「号码限制」里没有电话号码，请核对；先照原样保留"),
        "told at its field and never changed"
    );
    window.write("业主姓名", "许静");
    ring(window, "");
    assert!(window.sees("来电 没有号码的来电，已放在「受理」的新标签里等着"));
}

#[test]
fn a_call_before_anybody_is_on_duty_waits_for_who_comes() {
    let Shift { folder, window } = Shift::begin();
    drop(window);
    let mut window = Pilot::open(folder.path(), START);
    ring(&mut window, "13900000417");
    assert!(window.sees("谁在值班？"));
    window.click("李敏（前台）");
    assert!(window.sees("接听登记") && window.sees("13900000417"));
}

#[test]
fn the_command_asks_for_a_window_and_gives_the_number_as_it_came() {
    let typed = |args: &[&str]| cli::parse(args.iter().map(Into::into));
    for number in ["13900000417", "匿名", "-", "+8613900000417", ""] {
        let call = typed(&["tingsu", "--data", "x", "call", number]).unwrap();
        assert!(call.wants_window());
        assert_eq!(call.ring(), Some(Ring { number: number.to_owned() }), "{number}");
    }
    assert_eq!(typed(&["tingsu", "call"]).unwrap_err().code, 2);
    assert_eq!(typed(&["tingsu"]).unwrap().ring(), None);
}
