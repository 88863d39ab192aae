//! (a) An agitated visitor: the escalation is refused, then accepted; explained, signed, closed.

use tingsu::domain::case::fold_escalations;
use tingsu::domain::code::{Channel, ClosureCode, Emotion, Need, Status, Trigger};
use tingsu::domain::event::EventKind;
use tingsu::ui::shortcut::Shortcut;

use super::{Shift, closure, story};
use crate::support::at;

/// Ledger 01-28: what he wants, and his mood, beside the matter.
#[test]
fn an_agitated_visitor_is_heard_escalated_and_signs() {
    let mut shift = Shift::begin();
    let window = &mut shift.window;
    window.press(Shortcut::WalkIn);
    window.write("业主姓名", "陈建国");
    window.click("先生");
    window.write("房号", "3号楼2单元1001");
    window.write("联系电话", "139 0000 0417");
    window.click("很着急");
    assert!(window.sees("接待 00:0"), "the reception clock shows once the visitor is agitated");
    window.write("业主原话", "电梯停了两天了没人管，我妈八十多岁天天爬十楼，你们到底修不修！");
    window.write("地点", "3号楼2单元电梯");
    window.write("发生时间", "11-19 8:00");
    window.click("得到尊重");
    shift.restate("3号楼2单元电梯自11月19日停运，老人出行困难");
    let window = &mut shift.window;
    window.click("超出我的权限");
    assert!(window.sees("下一步：服务上移"));

    window.press(Shortcut::Escalate);
    assert!(window.sees("① 征求同意"));
    window.click("业主不愿意");
    assert!(window.sees("业主不愿上移") && window.sees("约定的回复时间"), "a refusal leads to a promise");

    window.press(Shortcut::Escalate);
    window.press(Shortcut::Confirm);
    assert!(window.sees("当着业主的面打电话"));
    window.press(Shortcut::Next);
    assert!(window.sees("正在等"));
    window.press(Shortcut::Next);
    window.press(Shortcut::Next);
    assert!(window.sees("先写下上级的答复和交代"), "an outcome is asked for");
    window.write("结果和交代", "主任当面致歉，今天18:00前恢复运行");
    window.press(Shortcut::Next);
    assert!(window.sees("主任当面致歉，今天18:00前恢复运行"));

    window.click_last("现场解释");
    window.write("怎么解释的", "门机配件已到，维保正在更换，今天18:00前恢复");
    window.press(Shortcut::Confirm);
    assert!(window.sees("业主表示满意，已记下"));
    window.click("业主已在打印件上签字");
    assert!(window.sees("✓ 业主满意，已签字"));

    shift.classify_and_save();
    shift.close_as_offered(ClosureCode::Signed);
    let case = shift.case_on_disk();
    assert_eq!(
        story(&case),
        ["复述核实", "服务上移", "服务上移", "现场解释", "现场解释", "关闭"],
        "in the order of the conversation"
    );
    assert_eq!(closure(&case), (ClosureCode::Signed, false));
    let attempts: Vec<_> = fold_escalations(&case.events)
        .into_iter()
        .filter_map(|event| match event.kind {
            EventKind::Escalated(attempt) => Some((attempt.consent, attempt.arrived_at.is_some())),
            _ => None,
        })
        .collect();
    assert_eq!(attempts, [(Some(false), false), (Some(true), true)]);
    let facts = case.facts();
    assert_eq!((facts.channel, facts.emotion), (Channel::WalkIn, Some(Emotion::Agitated)));
    assert_eq!(facts.needs, [Need::Respect], "what he wants beside the repair");
    assert_eq!(facts.complainant.room.as_deref(), Some("3-2-1001"));
    assert_eq!(facts.complainant.phones, ["13900000417"]);
    assert_eq!(facts.occurred_at, Some(at("2026-11-19T08:00")));
    let state = case.state(&Default::default());
    assert_eq!(state.status, Status::Closed);
}

/// Ledger 01-02, 02-02: both aims, word for word.
#[test]
fn what_a_reception_is_for_stands_at_the_head_of_its_form() {
    let mut shift = Shift::begin();
    let window = &mut shift.window;
    window.press(Shortcut::WalkIn);
    assert!(window.sees("认真对待、快速反应、及时反馈，消除误解、重建信任"));
    window.press(Shortcut::Phone);
    assert!(window.sees("认真对待、积极倾听、及时反馈，重建信任"));
}

#[test]
fn an_agitated_visitor_who_does_not_accept_the_explanation_is_handed_up_at_once() {
    let mut shift = Shift::begin();
    let window = &mut shift.window;
    window.press(Shortcut::WalkIn);
    window.write("业主姓名", "陈建国");
    window.write("联系电话", "139 0000 0417");
    window.click("很着急");
    window.write("业主原话", "电梯停了两天了没人管，你们到底修不修！");
    window.click_last("收尾分类");
    window.write("受理时间", "14:28");
    assert!(window.sees("已接待 4 分钟") && window.count("服务上移") > 1, "{}", window.count("服务上移"));
    window.click_last("现场解释");
    window.write("怎么解释的", "配件在路上");
    window.click("业主不满意");
    assert!(window.sees("业主不满意，马上请上级来谈") && window.sees("下一步：服务上移"));
    window.press(Shortcut::Next);
    assert!(window.sees("① 征求同意"));
    let apologies = ["没给您说明白，抱歉", "我讲得不够，对不住", "我没讲通，对不住"];
    assert!(apologies.iter().any(|words| window.sees(words)));
    window.press(Shortcut::Confirm);
    window.press(Shortcut::Save);
    let case = shift.case_on_disk();
    let triggers: Vec<_> = case
        .events
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::Escalated(attempt) => Some(attempt.trigger),
            _ => None,
        })
        .collect();
    assert_eq!(triggers, [Trigger::A]);
}
