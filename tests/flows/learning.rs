//! 改进学习 in the window: an idea is written down, decided and told back; the routines stand on 今日 until they are signed.

use tingsu::domain::event::{Event, EventKind};
use tingsu::ui::shortcut::Shortcut;

use super::Shift;

/// Ledger 20-36.
#[test]
fn an_idea_is_decided_and_its_author_told() {
    let mut shift = Shift::begin();
    let window = &mut shift.window;
    window.click("改进学习");
    window.click("建议");
    window.click("提一条建议");
    window.write("建议的内容", "停梯通知提前三天贴");
    window.fill("空着就是李敏", "保洁王姐");
    window.click("保存建议");
    assert!(window.sees("建议第1号已记下"));
    window.click("停梯通知提前三天贴");
    assert!(window.sees("采纳不采纳由客服主任定") && !window.sees("告知提议人的"));

    let mut shift = shift.later("2026-11-21T15:00", "赵楠（客服主任）");
    let window = &mut shift.window;
    window.click("改进学习");
    window.click("建议");
    window.click("停梯通知提前三天贴");
    window.fill("采纳写措施：谁在什么时候做；不采纳写原因；转呈写给谁", "工程部12月起照办");
    window.click("采纳");
    assert!(window.sees("已采纳，请告知提议人"));
    window.fill("当面、电话、班会…", "班会上说了");
    window.click("已告知提议人");
    assert!(window.sees("已告知提议人：班会上说了"));
}

/// Ledger 16-18: telephones and devices are tried every day.
#[test]
fn a_routine_stands_on_the_first_screen_until_it_is_signed() {
    let shift = Shift::begin().later("2026-11-21T14:40", "赵楠（客服主任）");
    let mut shift = shift;
    let window = &mut shift.window;
    window.click("改进学习");
    window.click("例行事务");
    window.click("带入常用的一套");
    assert!(window.sees("可以逐项改") && window.sees("试一遍电话、对讲和设备"));

    let mut shift = shift.later("2026-11-22T09:00", "李敏（前台）");
    let window = &mut shift.window;
    assert!(window.sees("「试一遍电话、对讲和设备」等 3 项没签"));
    window.click("去签字");
    assert!(window.sees("总机、前台电话、对讲各拨一次"), "the first is open");
    window.fill("没有就空着；没做成的写原因", "都通");
    window.click("签昨天的");
    assert!(window.sees("已签字"));
    window.click("签今天的");
    window.click("巡一遍大堂和公告栏");
    window.click("签昨天的");
    window.click("签今天的");
    window.click("收拾接待的地方");
    window.click("签昨天的");
    window.click("签今天的");
    window.click("今日");
    assert!(!window.sees("项没签") && !window.sees("」没签"));
}

/// Ledger 15-01.
#[test]
fn the_watcher_of_a_forum_notes_his_look() {
    let mut shift = Shift::begin().later("2026-11-21T14:40", "赵楠（客服主任）");
    let window = &mut shift.window;
    window.click("改进学习");
    window.click("网上值守");
    assert!(window.sees("网上回帖的规矩") && window.sees("4 小时内回帖"));
    window.click("加一个地方");
    window.fill("例如：业主群、本地论坛", "业主群");
    window.click("李敏");
    window.click("保存");

    let mut shift = shift.later("2026-11-22T15:00", "李敏（前台）");
    let window = &mut shift.window;
    assert!(window.sees("业主群（李敏）一天没人看了"));
    window.click("去看看");
    window.fill("没有新的就空着", "有人说电梯");
    window.click("看过了");
    assert!(window.sees("有人说电梯"));
    window.click("今日");
    assert!(!window.sees("一天没人看了"));
}

/// Ledger 17-01, 17-23, 17-24: everybody learns from it, a question to think about, a change in the end.
#[test]
fn a_case_is_marked_at_its_end_read_as_an_example_and_ends_in_a_change() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.press(Shortcut::Save);
    let mut shift = shift.later("2026-11-21T14:40", "赵楠（客服主任）");
    shift.find("电梯停了两天");
    shift.rare("关闭小结");
    let window = &mut shift.window;
    window.write("为什么会发生", "陈建国报了两次没人转");
    window.click("可作案例，供大家学习（看的人看不到姓名、电话、房号）");
    window.write("想一想（一行一个问题）", "第一句怎么说？");
    window.press(Shortcut::Save);
    window.click("改进学习");
    window.click("案例");
    assert!(window.sees("业主报了两次没人转") && window.sees("· 第一句怎么说？"));
    assert!(!window.sees("陈建国") && window.sees("打开受理单 20261121-001"));
    window.fill("按话里的词找，例如：漏水 不满意", "灭蚊");
    assert!(window.sees("灭蚊灯上的广告") && !window.sees("一样的裂缝，两种接待"));
    window.replace("灭蚊", "没人转");
    assert!(!window.sees("灭蚊灯上的广告"));
    assert!(window.sees("讨论完要落到一条改的规矩上，这个案例还没有"));
    window.click("提一条改进");
    window.write("建议的内容", "报修转出去要签收");
    window.press(Shortcut::Save);
    window.click("报修转出去要签收");
    window.fill("采纳写措施：谁在什么时候做；不采纳写原因；转呈写给谁", "12月起转单当场签收");
    window.click("采纳");
    window.click("案例");
    assert!(window.sees("讨论后改了：12月起转单当场签收"));

    let mut shift = shift.later("2026-11-21T15:00", "李敏（前台）");
    let window = &mut shift.window;
    window.click("改进学习");
    assert!(window.sees("业主报了两次没人转"), "everybody learns from it");
    assert!(!window.sees("打开受理单") && !window.sees("今年的表扬"));
}

/// Ledger 08-20, 09-17: its effect is looked at, the owner is asked again.
#[test]
fn a_measure_from_the_closing_questions_stands_on_the_first_screen_on_its_day() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.press(Shortcut::Save);
    shift.rare("关闭小结");
    let window = &mut shift.window;
    assert!(!window.sees("哪天检查效果"), "nothing is adjusted yet");
    window.write("要调整什么", "停梯提前三天贴告示");
    assert!(window.sees("哪天检查效果") && window.sees("由谁检查"));
    window.replace("2026-12-21", "12-1");
    window.press(Shortcut::Save);

    let mut shift = shift.later("2026-12-01T09:00", "赵楠（客服主任）");
    let window = &mut shift.window;
    assert!(window.sees("「停梯提前三天贴告示」该检查效果了（赵楠）"));
    window.click("去检查");
    window.click("无效");
    window.fill("同类投诉还有几件，现场怎样", "贴了也没人看");
    window.click("记下效果");
    assert!(window.sees("请回访提这件事的业主") && window.sees("贴了也没人看"));
    window.fill("告诉他改了什么，问他觉得怎样；没联系上的写明", "还是不知道哪天停");
    window.click("记下效果");
    assert!(window.sees("还是不知道哪天停"));
    assert!(window.sees("待定新措施") && window.sees("无效：贴了也没人看"));
    window.click("换一条新措施");
    window.write("改什么", "停梯前一天管家逐户发消息");
    window.fill("例如：12-20、下周五", "12-20");
    window.click("保存措施");
    assert!(window.sees("改进措施第2号已记下") && window.sees("复制公示的改进计划"));
    window.click("今日");
    assert!(!window.sees("没有效果，请换一条"));
}

#[test]
fn what_was_written_wrong_in_the_history_is_put_right_beside_what_it_was() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.press(Shortcut::Save);
    shift.rare("备注");
    shift.window.write("备注", "钥匙在三号柜");
    shift.window.press(Shortcut::Save);
    shift.rare("更正");
    let window = &mut shift.window;
    window.click("11月21日 14:32 备注·内容");
    assert!(window.sees("原来是"));
    window.replace("钥匙在三号柜", "钥匙在五号柜");
    window.fill("例：业主来电更正", "听错了");
    window.press(Shortcut::Save);
    assert!(window.sees("内容：钥匙在三号柜 → 钥匙在五号柜；听错了"));
    let case = shift.case_on_disk();
    let corrected = case.corrected_events();
    let told = |event: &Event| matches!(&event.kind, EventKind::Note { text, .. } if text == "钥匙在五号柜");
    assert!(corrected.iter().any(told), "what counts is right");
    assert!(!case.events.iter().any(told), "what was written stays");
}

#[test]
fn everybody_sees_the_one_wording_of_an_online_case() {
    let mut shift = Shift::begin();
    let window = &mut shift.window;
    window.press(Shortcut::OtherChannel);
    window.write("业主原话", "电梯停了三天没人管，大家来评评理");
    window.write("作者", "三栋老陈");
    window.press(Shortcut::Save);
    assert!(window.sees("统一口径还没定，先不要各自回帖"));
    shift.act("进展告知");
    assert!(shift.window.sees("统一口径还没有定，请先请客服主任定"));
    shift.window.press(Shortcut::Back);

    let mut shift = shift.later("2026-11-21T14:40", "赵楠（客服主任）");
    shift.window.click("网上 1");
    shift.find("评评理");
    shift.window.click("定统一口径");
    shift.window.write("统一口径", "已看到，正在查，18点前回复");
    shift.window.write("由谁回帖", "李敏");
    shift.window.press(Shortcut::Save);

    let mut shift = shift.later("2026-11-21T14:50", "李敏（前台）");
    shift.find("评评理");
    assert!(shift.window.sees("统一口径，照这个回") && shift.window.sees("已看到，正在查，18点前回复"));
    shift.act("进展告知");
    shift.window.press(Shortcut::Save);
    let online = shift.case_on_disk().facts().online.unwrap();
    assert_eq!(online.replied_at.map(|at| at.clock()).as_deref(), Some("14:50"));
    assert_eq!(online.spokesman.as_deref(), Some("李敏"));
}
