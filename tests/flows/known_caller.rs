//! A caller whom earlier cases know: in the form with one key, his open matters before one's eyes, and nothing lost when
//! he only asks again. Keys are counted as fingers press them.

use iced::Size;
use tingsu::domain::code::{Emotion, Flag};
use tingsu::domain::event::EventKind;
use tingsu::ui::shortcut::Shortcut;

use super::{START, Shift, sign_in, story};
use crate::support::keyboard::Typist;

/// A shift at which 陈先生 has called before about the lift, with the case still open.
fn after_a_call() -> Shift {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.press(Shortcut::Save);
    assert!(shift.window.sees("已受理，编号"));
    shift.later("2026-11-21T16:00", "李敏（前台）")
}

fn typist(shift: Shift) -> (tempfile::TempDir, Typist) {
    let Shift { folder, window } = shift;
    drop(window);
    let window = sign_in(folder.path(), "2026-11-21T16:00", "李敏（前台）");
    (folder, Typist::at(window))
}

#[test]
fn a_known_caller_has_a_number_within_25_keys_beside_his_words() {
    let (folder, mut typist) = typist(after_a_call());
    typist.press(Shortcut::Phone);
    typist.free("楼道的灯不亮了，晚上看不见路。");
    typist.tab();
    typist.keyed("13900000417");
    typist.press(Shortcut::TakePerson);
    typist.press(Shortcut::Save);
    let keys = typist.keys;
    assert!(typist.look().sees("已受理，编号"));
    assert!(keys <= 25, "{keys} keys");
    let shift = Shift { window: sign_in(folder.path(), "2026-11-21T16:10", "李敏（前台）"), folder };
    let cases = shift.cases_on_disk();
    let person = &cases[1].receipt.complainant;
    assert_eq!((person.name.as_deref(), person.room.as_deref()), (Some("陈建国"), Some("3-2-1001")));
    assert_eq!(
        (person.title, person.phones.as_slice()),
        (cases[0].receipt.complainant.title, &["13900000417".to_owned()][..])
    );
    assert_eq!(cases[1].receipt.verbatim.as_deref(), Some("楼道的灯不亮了，晚上看不见路。"));
}

#[test]
fn an_unknown_caller_has_a_number_within_40_keys_beside_his_words() {
    let (folder, mut typist) = typist(Shift::begin());
    typist.press(Shortcut::Phone);
    // The mark that these words point to is proposed between them and the number, and is no stop on the way.
    typist.free("楼道的灯不亮了，晚上看不见路，再不修我打12345！");
    typist.tab();
    typist.keyed("13900000418");
    typist.tab();
    typist.keyed("7-1-903");
    typist.tab();
    typist.composed("陈国强");
    typist.press(Shortcut::Save);
    let keys = typist.keys;
    assert!(typist.look().sees("已受理，编号"));
    assert!(keys <= 40, "{keys} keys");
    let shift = Shift { window: sign_in(folder.path(), "2026-11-21T16:10", "李敏（前台）"), folder };
    let case = shift.case_on_disk();
    assert_eq!(case.facts().flags, [], "what nobody took is not set");
    let person = case.receipt.complainant;
    assert_eq!((person.name.as_deref(), person.room.as_deref()), (Some("陈国强"), Some("7-1-903")));
    assert_eq!(person.phones, ["13900000418"], "the number that calls is the one to call back");
}

#[test]
fn the_words_are_one_key_away_on_every_later_step() {
    let (folder, mut typist) = typist(Shift::begin());
    typist.press(Shortcut::Phone);
    typist.free("灯不亮");
    typist.press(Shortcut::Next);
    typist.free("楼道灯不亮");
    typist.press(Shortcut::Words);
    typist.free("，三楼也不亮");
    let window = typist.look();
    assert!(window.sees("楼道灯不亮"), "still at the step where the points are");
    drop(window);
    let drafts = sign_in(folder.path(), "2026-11-21T16:10", "李敏（前台）");
    drop(drafts);
    let desk = crate::support::open(folder.path(), "2026-11-21T16:10");
    let draft = desk.drafts().wait().unwrap().remove(0);
    assert!(
        draft.content.contains("灯不亮，三楼也不亮") || draft.content.contains("，三楼也不亮"),
        "{}",
        draft.content
    );
}

#[test]
fn an_urging_keeps_the_promise_the_mood_and_everything_else_that_was_typed() {
    let mut shift = after_a_call();
    let window = &mut shift.window;
    window.press(Shortcut::Phone);
    window.write("业主原话", "电梯还是没人来修，再不来我打12345！");
    window.write("来电号码", "13900000417");
    assert!(window.sees("没了结的 1 件") && window.sees("最像这件"));
    window.press(Shortcut::TakePerson);
    assert!(!window.sees("可能是这位"), "taken over");
    window.write("地点", "3号楼2单元电梯");
    window.click("激动");
    window.click_last("收尾分类");
    window.click("曝光");
    window.click_last("当场解释");
    window.write("怎么解释的", "配件明天到");
    window.press(Shortcut::Confirm);
    window.click_last("约定回复");
    window.write("约定的回复时间", "17:30");
    window.press(Shortcut::Confirm);
    window.write("到时回复什么", "师傅到场的时间");
    window.write("约定的回复时间", "18:00");
    window.click_last("接听登记");
    window.click("催办");
    assert!(window.sees("催办已记在"));
    let case = shift.case_on_disk();
    assert_eq!(case.facts().emotion, Some(Emotion::Agitated));
    assert!(case.facts().has(Flag::Exposure));
    assert_eq!(case.facts().place.as_deref(), Some("3号楼2单元电梯"));
    assert_eq!(story(&case), ["备注", "更正", "标记", "情绪", "现场解释", "约定回复", "约定回复"]);
    let said = case.events.iter().any(|event| {
        matches!(&event.kind, EventKind::Note { text, internal: false }
        if text == "业主来电催办：电梯还是没人来修，再不来我打12345！")
    });
    assert!(said);
    let promises: Vec<_> = case
        .events
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::Promised { consent, text, .. } => Some((*consent, text.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(promises, [(true, ""), (false, "师傅到场的时间")], "also what nobody has answered yet");
}

#[test]
fn an_urging_waits_for_a_promise_that_cannot_be_read() {
    let mut shift = after_a_call();
    let window = &mut shift.window;
    window.press(Shortcut::Phone);
    window.write("来电号码", "13900000417");
    window.click_last("约定回复");
    window.write("约定的回复时间", "看情况");
    window.click_last("接听登记");
    window.click("催办");
    assert!(window.sees("看情况"), "at the step where it is typed");
    assert!(!window.sees("催办已记在"));
}

#[test]
fn words_that_are_no_time_keep_nobody_from_urging() {
    let mut shift = after_a_call();
    let window = &mut shift.window;
    window.press(Shortcut::Phone);
    window.write("来电号码", "+86 139-0000-0417");
    window.write("发生时间", "2月30日");
    assert!(window.sees("没有2月30日这一天，请核对"));
    window.click("催办");
    assert!(window.sees("催办已记在"));
    assert_eq!(shift.case_on_disk().facts().occurred_words.as_deref(), Some("2月30日"));
}

#[test]
fn a_link_to_an_earlier_case_leaves_the_form_as_it_is() {
    let mut shift = after_a_call();
    let window = &mut shift.window;
    window.press(Shortcut::Phone);
    window.write("业主原话", "电梯又停了");
    window.write("来电号码", "13900000417");
    window.click("激动");
    window.click("同一事");
    assert!(window.sees("已关联同一事"));
    window.click("改为加入群诉");
    assert!(window.sees("已加入群诉") && !window.sees("已关联同一事"));
    window.click("改为同一事");
    window.press(Shortcut::Back);
    window.click("受理");
    assert!(window.sees("已关联同一事"), "Esc leads away and drops nothing");
    window.press(Shortcut::TakePerson);
    window.press(Shortcut::Save);
    let cases = shift.cases_on_disk();
    assert_eq!((cases[1].receipt.repeat_of, cases[1].receipt.group_of), (Some(cases[0].number), None));
    assert_eq!(cases[1].receipt.verbatim.as_deref(), Some("电梯又停了"));
    assert_eq!(cases[1].facts().emotion, Some(Emotion::Agitated));
}

#[test]
fn whoever_has_called_twice_for_a_matter_is_told_so_on_its_row() {
    let mut shift = after_a_call();
    let window = &mut shift.window;
    window.press(Shortcut::Phone);
    window.write("业主原话", "电梯又停了");
    window.write("来电号码", "13900000417");
    window.click("同一事");
    window.press(Shortcut::TakePerson);
    window.press(Shortcut::Save);
    let mut shift = shift.later("2026-11-21T17:00", "李敏（前台）");
    let window = &mut shift.window;
    window.press(Shortcut::Phone);
    window.write("房号", "3栋2单元1001");
    assert!(window.sees("没了结的 2 件") && window.sees("这是第 3 次"));
    window.press(Shortcut::WalkIn);
    window.write("业主姓名", "cjg");
    assert!(window.sees("可能是这位") && window.sees("没了结的 2 件"), "known by initials");
}

/// The window is as wide as at an old counter PC here; the tests above are as high as a whole form.
#[test]
fn person_and_matters_stand_on_the_first_page_of_a_small_window() {
    let Shift { folder, window } = after_a_call();
    drop(window);
    let mut window = crate::support::window::Pilot::sized(folder.path(), START, Size::new(1280.0, 680.0));
    window.click("李敏（前台）");
    window.press(Shortcut::Phone);
    window.write("来电号码", "13900000417");
    for words in ["可能是这位", "带入", "没了结的 1 件", "催办", "同一事", "打开"] {
        assert!(window.count(words) > 0, "{words} is in sight");
    }
}
