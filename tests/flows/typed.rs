//! Whatever is typed goes on record for what it was typed about, stays, or goes because somebody said so: another event,
//! task, day or page takes nothing over and drops nothing unasked.

use tingsu::domain::event::EventKind;
use tingsu::ui::shortcut::Shortcut;

use super::Shift;
use crate::support::open;

const ASKED: &str = "放弃已写的内容？";

/// A 公共事件 with one household that called about it.
fn outage(shift: &mut Shift, kind: &str, place: &str, call: &str) {
    let window = &mut shift.window;
    window.click("公共事件");
    if window.sees("登记公共事件") && !window.sees("什么事") {
        window.click("登记公共事件");
    }
    window.click(kind);
    window.write("地点", place);
    window.press(Shortcut::Save);
    window.click("同类 +1");
    window.fill("1001 张坤", call);
    window.click_last("受理");
    assert!(window.sees("第 1 户"));
    window.press(Shortcut::Back);
}

#[test]
fn what_everybody_on_one_event_is_told_never_goes_to_another() {
    let mut shift = Shift::begin();
    outage(&mut shift, "电梯停运", "3栋2单元", "3-2-1001");
    outage(&mut shift, "停水", "5栋", "5-1-902");
    let window = &mut shift.window;
    window.click("公共事件");
    window.click("3栋2单元电梯停运");
    window.click("告知大家");
    assert!(window.sees("告知大家：3栋2单元电梯停运"));
    window.clear("告知的话");
    window.write("告知的话", "电梯配件今晚到");
    // The strip on the first screen leads to the other one.
    window.click("今日");
    window.click_nth("打开", 0);
    assert!(window.sees(ASKED));
    assert!(window.sees("写了一半的「告知大家：3栋2单元电梯停运」"));
    window.click("接着写");
    assert!(window.sees("告知大家：3栋2单元电梯停运") && window.sees("电梯配件今晚到"));
    window.press(Shortcut::Back);
    window.click("接着写");
    assert!(window.sees("电梯配件今晚到"), "Esc asks too");
    window.press(Shortcut::Save);
    assert!(window.sees("已告知，1 户各记了一条"));

    window.click("已恢复");
    window.write("怎样恢复的", "换好了");
    window.click("今日");
    window.click_nth("打开", 0);
    window.click("放弃");
    assert!(window.sees("5-1-902") && !window.sees("怎样恢复的"), "the other one, and no form");
    window.click("3栋2单元电梯停运");
    window.click("已恢复");
    assert!(!window.sees("换好了"), "it is gone, as was said");
    let cases = shift.cases_on_disk();
    let told: Vec<bool> = cases
        .iter()
        .map(|case| {
            let says = |kind: &EventKind| matches!(kind, EventKind::Progress { text, .. } if text.contains("配件今晚到"));
            case.events.iter().any(|event| says(&event.kind))
        })
        .collect();
    assert_eq!(told, [true, false]);
}

#[test]
fn what_is_typed_about_one_task_stays_with_that_one() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.restate("水管爆裂，大堂积水");
    shift.classify_and_save();
    for (what, who) in [("修水管", "工程部"), ("清积水", "环境部")] {
        shift.window.click_last("×");
        shift.rare("待办");
        shift.window.write("办什么", what);
        shift.window.write("交给谁", who);
        shift.window.write("什么时候前办完", "今天18:00");
        shift.record("待办");
    }
    let mut shift = shift.later("2026-11-21T16:00", "李敏（前台）");
    shift.find("陈建国");
    let window = &mut shift.window;
    window.click_nth("去办 ›", 0);
    window.write("结果", "已换管");
    window.fill("就是现在", "今天15:00");
    window.press(Shortcut::Back);
    window.click_nth("去办 ›", 1);
    assert!(!window.sees("今天15:00") && !window.sees("写到这里"), "nothing of it stands here");
    window.write("结果", "积水已清");
    window.click("已电话告诉");
    shift.record("待办完成");
    assert!(shift.window.sees("没写完：待办完成"), "the other one is still to be written");
    shift.window.click("去办 ›");
    assert!(shift.window.sees("今天15:00") && shift.window.sees("写到这里"));
    // Nothing is noted before what was noted last.
    shift.window.replace("今天15:00", "今天16:00");
    shift.window.click("已电话告诉");
    shift.record("待办完成");
    assert!(!shift.window.sees("没写完：待办完成"));
    let case = shift.case_on_disk();
    let done = case.events.iter().filter_map(|event| match &event.kind {
        EventKind::TaskDone { what, result, .. } => Some((what.as_str(), result.as_deref())),
        _ => None,
    });
    let mut done: Vec<_> = done.collect();
    done.sort_unstable();
    assert_eq!(done, [("修水管", Some("已换管")), ("清积水", Some("积水已清"))]);
}

#[test]
fn what_was_found_on_a_day_is_signed_for_that_day() {
    const FOUND: &str = "没有就空着";
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.press(Shortcut::Save);
    let mut shift = shift.later("2026-11-22T17:50", "赵楠（客服主任）");
    let window = &mut shift.window;
    window.click("去盘点");
    assert!(window.sees("11月21日 周六"));
    window.fill(FOUND, "周六电梯这件要盯");
    window.click("后一天 ›");
    assert!(!window.sees("周六电梯这件要盯"), "another day");
    window.fill(FOUND, "周日没有新的");
    window.click("今日");
    window.click("去盘点");
    assert!(window.sees("11月21日 周六") && window.sees("周六电梯这件要盯"), "it stayed with its day");
    assert!(!window.sees("周日没有新的"));
    window.click("盘点签字：投诉");
    assert!(window.sees("盘点发现：周六电梯这件要盯"));
    window.click("后一天 ›");
    assert!(window.sees("周日没有新的"));
    window.click("盘点签字：投诉");
    assert!(window.sees("盘点发现：周日没有新的"));
    let Shift { folder, window } = shift;
    drop(window);
    let desk = open(folder.path(), "2026-11-22T18:00");
    let found = ["2026-11-21", "2026-11-22"].map(|day| {
        let check = desk.daily_check(day.parse().unwrap()).wait().unwrap();
        check.blocks[0].signed.as_ref().unwrap().found.clone()
    });
    assert_eq!(found, ["周六电梯这件要盯", "周日没有新的"]);
}

#[test]
fn a_page_asks_before_it_drops_what_is_typed() {
    let mut shift = Shift::begin().later("2026-11-21T14:40", "赵楠（客服主任）");
    let window = &mut shift.window;
    window.click("改进学习");
    window.click("例行事务");
    window.click("带入常用的一套");
    window.fill("没有就空着；没做成的写原因", "对讲有杂音");
    window.click("巡一遍大堂和公告栏");
    assert!(window.sees(ASKED) && window.sees("「例行事务」里填写的内容"));
    window.click("接着写");
    assert!(window.sees("总机、前台电话、对讲各拨一次") && window.sees("对讲有杂音"), "still the same one");
    window.click("巡一遍大堂和公告栏");
    window.click("放弃");
    assert!(!window.sees("对讲有杂音") && !window.sees("总机、前台电话、对讲各拨一次"));
    window.click("改");
    window.press(Shortcut::Back);
    assert!(!window.sees(ASKED), "nothing was changed");

    window.click("话术");
    window.click("＋ 添一句");
    window.fill("一口气说得完，说清谁、做什么、几点", "您请讲，我记着。");
    window.press(Shortcut::Back);
    assert!(window.sees(ASKED) && window.sees("正在写的话术"));
    window.click("接着写");
    window.press(Shortcut::Save);
    assert!(window.sees("话术已保存"));

    window.click("名册");
    window.click("新增一户");
    window.write("房号", "3-2-1001");
    window.press(Shortcut::Back);
    assert!(window.sees(ASKED) && window.sees("正在改的一户"));
    window.click("放弃");
    assert!(!window.sees("3-2-1001"));
}
