//! (e) Closing with everything missing: every item at once, each a way to its form.

use tingsu::domain::closure::{ClosureRequest, close};
use tingsu::domain::code::{ClosureCode, Motive, StaffFault};
use tingsu::domain::person::{Actor, Role};
use tingsu::ui::shortcut::Shortcut;

use super::{START, Shift, closure};
use crate::support::at;

/// What the domain misses for a closure of the bare case by phone.
fn expected(shift: Shift, code: ClosureCode) -> Vec<&'static str> {
    let case = shift.case_on_disk();
    let actor = Actor::new(None, "李敏", Role::Reception);
    let request = ClosureRequest { code, reason: None, against_the_list: false };
    let missing = close(&case.state(&Default::default()), &request, &actor, &Default::default(), at(START))
        .unwrap_err();
    missing.into_iter().map(|item| item.text).collect()
}

#[test]
fn everything_that_is_missing_stands_in_one_list_and_leads_to_its_form() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.press(Shortcut::Save);
    let ways = [
        ("还没有复述要点", "去复述核实", "把要点念给业主听，请他确认"),
        ("类别", "去分类", "统计和时限都按分类算"),
        ("处理完成", "去处理完成", "写明怎么办的、办成什么样"),
        ("访到业主", "去回访", "写明怎么办的、办成什么样"),
    ];
    for (_, button, advice) in ways {
        shift.act("关闭");
        shift.window.click("回访满意");
        shift.window.press(Shortcut::Save);
        assert!(shift.window.sees("不能关闭"));
        shift.window.click(button);
        assert!(shift.window.sees(advice), "{button}");
        assert!(!shift.window.sees("缺什么会一次列全"), "{button} leaves the form of closing");
        shift.window.press(Shortcut::Back);
    }
    shift.act("关闭");
    shift.window.press(Shortcut::Save);
    let shown: Vec<bool> = ways.iter().map(|(words, ..)| shift.window.sees(words)).collect();
    assert_eq!(shown, [true; 4]);
    assert!(!shift.window.sees("特批关闭：缺项照样关闭"), "that is for the supervisor");
    let count = shift.window.count("还缺");
    let texts = expected(shift, ClosureCode::Visited);
    assert_eq!(count, texts.len(), "one line for each of {texts:?}");
}

#[test]
fn motive_and_staff_fault_are_judged_and_seen_by_the_supervisor_alone() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.press(Shortcut::Save);
    shift.rare("分类");
    assert!(!shift.window.sees("员工过失"), "reception judges nobody");
    shift.window.press(Shortcut::Back);
    let mut shift = shift.later("2026-11-21T14:40", "赵楠（客服主任）");
    shift.find("电梯停了两天");
    shift.rare("分类");
    shift.window.click("另有所求");
    shift.window.click("失误");
    shift.window.press(Shortcut::Save);
    assert!(shift.window.sees("动机") && shift.window.sees("另有所求") && shift.window.sees("失误"));
    let mut shift = shift.later("2026-11-21T14:50", "李敏（前台）");
    shift.find("电梯停了两天");
    assert!(shift.window.sees("经过") && !shift.window.sees("另有所求") && !shift.window.sees("失误"));
    let facts = shift.case_on_disk().facts();
    assert_eq!((facts.motive, facts.staff_fault), (Some(Motive::Pretext), Some(StaffFault::Mistake)));
}

#[test]
fn the_supervisor_may_close_against_the_list_with_a_reason() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.press(Shortcut::Save);
    let mut shift = shift.later("2026-11-21T14:40", "赵楠（客服主任）");
    shift.find("电梯停了两天");
    shift.act("关闭");
    shift.window.press(Shortcut::Save);
    assert!(shift.window.sees("请选关闭方式"), "nothing is proposed that did not happen");
    shift.window.click("回访满意");
    shift.window.press(Shortcut::Save);
    shift.window.click("特批关闭：缺项照样关闭");
    shift.window.press(Shortcut::Save);
    assert!(shift.window.sees("特批关闭须写明原因"));
    shift.window.write("原因", "业主已搬离，来电撤回");
    shift.window.press(Shortcut::Save);
    assert!(shift.window.sees("已关闭") && shift.window.sees("特批关闭"));
    assert_eq!(closure(&shift.case_on_disk()), (ClosureCode::Visited, true));
}
