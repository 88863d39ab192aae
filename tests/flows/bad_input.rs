//! Bad input at the screens: a clear sentence each time, and nothing typed is lost.

use std::fs;

use tempfile::TempDir;
use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::domain::intake::Draft;
use tingsu::ui::shortcut::Shortcut;

use super::{START, Shift, sign_in};
use crate::support::at;
use crate::support::window::Pilot;

/// The only draft of the folder, as it lies on disk.
fn draft(folder: &TempDir) -> Draft {
    let desk = Desk::open(folder.path(), Clock::frozen(at(START)), Access::Reading).unwrap();
    let drafts = desk.drafts().wait().unwrap();
    assert_eq!(drafts.len(), 1);
    serde_json::from_str(&drafts[0].content).unwrap()
}

#[test]
fn a_time_that_cannot_be_read_is_told_at_its_field_and_kept_as_words() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    for (odd, told) in [
        ("2月30日", "没有2月30日这一天，请核对"),
        ("25:70", "没有25:70这个时间，请核对"),
        ("20266-11-27 20:00", "没有20266年这样的年份，请核对"),
        ("前几天", "说不准是几点，按原话记"),
    ] {
        shift.window.write("发生时间", odd);
        assert!(shift.window.sees(told), "{odd}");
        shift.window.clear("发生时间");
    }
    shift.window.write("发生时间", "昨天下午，记不清");
    shift.window.press(Shortcut::Save);
    assert!(shift.window.sees("已受理，编号"), "what is vague keeps nobody from saving");
    assert_eq!(shift.case_on_disk().facts().occurred_words.as_deref(), Some("昨天下午，记不清"));
}

#[test]
fn a_typed_time_shows_at_once_how_it_was_understood() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    let started = at(START);
    shift.window.write("发生时间", "昨晚11点");
    let night = started.on(started.date().pred_opt().unwrap());
    let shown = tingsu::domain::reading::time::shown(night, started);
    let day = shown.rsplit_once(' ').unwrap().0;
    assert!(shift.window.sees(&format!("{day} 23:00")), "{day} 23:00");
    shift.window.clear("发生时间");
    shift.window.write("发生时间", "昨天中午10点");
    assert!(shift.window.sees("「中午」和「10点」对不上，请核对"));
    shift.window.click(&format!("{day} 22:00"));
    shift.window.press(Shortcut::Save);
    assert!(shift.window.sees("已受理，编号"));
    let at_night = shift.case_on_disk().facts().occurred_at.unwrap();
    assert_eq!(at_night.to_string()[11..16], *"22:00");
}

#[test]
fn a_number_with_letters_is_told_at_its_field_and_kept_as_it_was_written() {
    let mut shift = Shift::begin();
    let window = &mut shift.window;
    window.press(Shortcut::Phone);
    window.write("业主姓名", "陈建国");
    window.write("来电号码", "1390000041a");
    window.write("业主原话", "电梯停了");
    assert!(window.sees("电话里有「a」，请核对；先照原样保留"));
    window.press(Shortcut::Save);
    assert!(window.sees("已受理，编号"));
    assert_eq!(shift.case_on_disk().facts().complainant.called_from.as_deref(), Some("1390000041a"));
}

#[test]
fn a_hundred_kilobytes_are_taken_told_of_and_kept_whole() {
    let mut shift = Shift::begin();
    let words = "电梯又停了，".repeat(100 * 1024 / "电梯又停了，".len());
    let window = &mut shift.window;
    window.press(Shortcut::Phone);
    window.write("业主姓名", "陈建国");
    window.write("来电号码", "13900000417");
    window.write("业主原话", &words);
    assert!(window.sees("超过 3000 字"), "the field says that it is more than a paper takes easily");
    window.press(Shortcut::Save);
    assert!(window.sees("已受理，编号"));
    let case = shift.case_on_disk();
    assert_eq!(case.facts().verbatim.unwrap().trim(), words);
}

#[test]
fn characters_that_the_font_lacks_are_kept_as_they_are() {
    let mut shift = Shift::begin();
    let window = &mut shift.window;
    window.press(Shortcut::Phone);
    window.write("业主姓名", "龘𠮷");
    window.write("来电号码", "13900000417");
    let words = "😡😡 电梯 ꙮ 停了\u{200b}！\u{202e}";
    window.write("业主原话", words);
    window.press(Shortcut::Save);
    assert!(window.sees("已受理，编号"));
    let case = shift.case_on_disk();
    let facts = case.facts();
    assert_eq!(facts.verbatim.as_deref().map(str::trim_end), Some(words));
    assert_eq!(facts.complainant.name.as_deref(), Some("龘𠮷"));
}

#[test]
fn a_clock_behind_the_last_event_is_told_before_saving() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.press(Shortcut::Save);
    let mut shift = shift.later("2026-11-20T09:00", "李敏（前台）");
    shift.window.press(Shortcut::WalkIn);
    assert!(shift.window.sees("早于最近一条记录的时间"), "it stands beside the form");
    shift.window.write("业主姓名", "许静");
    assert!(shift.window.sees("许静"), "and keeps nobody from typing");
}

#[test]
fn a_folder_that_cannot_be_written_is_told_with_its_name() {
    let place = TempDir::new().unwrap();
    let file = place.path().join("data");
    fs::write(&file, "这里是一个文件").unwrap();
    let mut window = Pilot::open(&file, START);
    assert!(window.sees("没有打开") && window.sees(&file.display().to_string()));
    assert!(window.sees("再试一次"));
    fs::remove_file(&file).unwrap();
    window.click("再试一次");
    assert!(window.sees("欢迎使用听诉"), "it goes on as soon as the folder can be made");
}

#[test]
fn a_killed_window_comes_back_with_its_tabs() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.press(Shortcut::WalkIn);
    shift.window.write("业主姓名", "许静");
    let Shift { folder, window } = shift;
    // Dropped without being asked to close: as after a power cut.
    drop(window);
    // Minutes later, else a slow machine would have typed past this time.
    let mut window = sign_in(folder.path(), "2026-11-21T14:40", "李敏（前台）");
    window.click("受理");
    assert!(window.sees("来电 · 陈先生 3-2-1001") && window.sees("来访 · 许静"), "both tabs are there");
    window.click("来电 · 陈先生 3-2-1001");
    window.press(Shortcut::Save);
    assert!(window.sees("已受理，编号"), "and all that was typed with them");
}

#[test]
fn an_explanation_and_a_promise_being_typed_are_on_disk_too() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.click_last("当场解释");
    shift.window.write("怎么解释的", "门机配件在路上");
    shift.window.click_last("约定回复");
    shift.window.write("约定的回复时间", "17:30");
    shift.window.write("到时回复什么", "到货时间");
    let Shift { folder, window } = shift;
    drop(window);
    let kept = draft(&folder);
    assert_eq!(kept.explanation.trim(), "门机配件在路上");
    assert_eq!((kept.promise.due.as_str(), kept.promise.text.as_str()), ("17:30", "到货时间"));
    let mut window = sign_in(folder.path(), "2026-11-21T14:40", "李敏（前台）");
    window.click("受理");
    assert!(window.sees("17:30") && window.sees("到货时间"), "back at the step where it was typed");
    window.press(Shortcut::Confirm);
    assert!(window.sees("业主同意这个时间，已记下"));
    assert_eq!(draft(&folder).promise, Default::default(), "what is recorded is no longer being typed");
}
