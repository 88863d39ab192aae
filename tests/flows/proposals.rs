//! What the owner's words point to is proposed, taken with one key, and never set by itself.

use tingsu::domain::code::{CaseKind, Flag, Urgency};
use tingsu::domain::event::EventKind;
use tingsu::ui::shortcut::Shortcut;

use super::Shift;

#[test]
fn marks_and_urgency_are_taken_with_one_key_each() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    let window = &mut shift.window;
    window.write("业主原话", "我妈在楼道滑倒骨折了，没有人管，我找律师，再不管我打12345！");
    for words in ["＋曝光（12345）", "＋敏感（律师）", "＋重大（骨折）", "＋紧急（骨折）"]
    {
        assert!(window.sees(words), "{words}");
    }
    window.press(Shortcut::TakeSign);
    assert!(!window.sees("＋曝光（12345）") && window.sees("＋敏感（律师）"), "one key, one mark");
    window.click("＋紧急（骨折）");
    window.press(Shortcut::Next);
    assert!(window.sees("＋敏感（律师）"), "on later steps too");
    window.press(Shortcut::Save);
    let facts = shift.case_on_disk().facts();
    assert_eq!(facts.flags, [Flag::Exposure], "what nobody took is not set");
    assert_eq!(facts.urgency, Some(Urgency::Urgent));
}

#[test]
fn what_kind_of_matter_it_is_is_chosen_at_the_counter() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.click("报修");
    shift.window.press(Shortcut::Save);
    assert_eq!(shift.case_on_disk().facts().kind, CaseKind::Repair);
}

#[test]
fn what_the_owner_denies_is_not_proposed() {
    let mut shift = Shift::begin();
    let window = &mut shift.window;
    window.press(Shortcut::WalkIn);
    window.write("业主原话", "门口的砖松了，还好没有人受伤，我也不会去找媒体");
    assert!(!window.sees("他说了"));
}

#[test]
fn the_points_are_proposed_and_only_what_is_taken_is_kept() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    let window = &mut shift.window;
    window.write("地点", "3号楼2单元");
    window.press(Shortcut::Next);
    let points = "3号楼2单元，电梯停了两天了没人管，您母亲八十多岁天天爬十楼";
    assert!(window.sees("可以这样复述") && window.sees(points));
    window.press(Shortcut::Confirm);
    assert!(window.sees("先写下复述要点"), "a proposal is nothing that could be confirmed");
    window.press(Shortcut::TakePoints);
    assert!(!window.sees("可以这样复述"));
    window.press(Shortcut::Confirm);
    assert!(window.sees("业主已确认要点"));
    window.press(Shortcut::Save);
    let case = shift.case_on_disk();
    assert_eq!(case.facts().summary.as_deref(), Some(points));
    assert!(
        matches!(&case.events[0].kind, EventKind::Restated { confirmed: true, summary } if summary == points)
    );

    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.press(Shortcut::Next);
    shift.window.press(Shortcut::Save);
    let case = shift.case_on_disk();
    assert_eq!(case.facts().summary, None, "never saved by itself");
}

#[test]
fn points_that_somebody_typed_are_never_replaced() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    let window = &mut shift.window;
    window.press(Shortcut::Next);
    window.write("复述要点", "电梯停运");
    assert!(!window.sees("可以这样复述"));
    window.press(Shortcut::TakePoints);
    window.press(Shortcut::Save);
    assert_eq!(shift.case_on_disk().facts().summary.as_deref(), Some("电梯停运"));
}
