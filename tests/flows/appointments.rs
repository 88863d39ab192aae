//! Somebody comes to the owner's home: agreed, told with what to prepare, reminded of, missed, agreed anew and kept; and
//! departments in sequence. Ledger 07-04, 07-08 to 07-10, 07-12 to 07-14.

use tingsu::domain::event::EventKind;
use tingsu::domain::obligation::TaskKind;
use tingsu::ui::shortcut::Shortcut;

use super::{Shift, story};

/// Opens the form of a rarer act, once the note of what was saved is out of the way.
fn further(shift: &mut Shift, act: &str) {
    if shift.window.sees("已受理，编号") || shift.window.sees("」已记下") {
        shift.window.click_last("×");
    }
    shift.rare(act);
}

#[test]
fn an_appointment_is_told_missed_agreed_anew_and_kept() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.restate("厨房水管漏水");
    shift.classify_and_save();
    further(&mut shift, "预约上门");
    let window = &mut shift.window;
    window.write("上门做什么", "厨房水管漏水，水槽下面");
    window.write("时段从", "明天9:00");
    window.write("到", "明天11:00");
    window.write("谁上门", "卢师傅");
    window.click("就用这个名字");
    window.write("请业主先准备", "腾空水槽下面");
    assert!(
        window.sees("约好明天上午九点 至 11:00，卢师傅上门，麻烦您先准备：腾空水槽下面"),
        "the owner is told it in one sentence"
    );
    shift.record("预约上门");
    assert!(shift.window.sees("交给卢师傅"));

    let mut shift = shift.later("2026-11-22T11:20", "李敏（前台）");
    shift.window.click("今日上门 1");
    assert!(shift.window.sees("上门：厨房水管漏水，水槽下面"));
    shift.find("陈建国");
    further(&mut shift, "上门结果");
    shift.window.click("落空了");
    shift.window.click("我方没去");
    shift.window.write("情况", "卢师傅被抢修叫走");
    shift.record("上门结果");
    assert!(shift.window.sees("上门落空，致电并重约"));
    further(&mut shift, "预约上门");
    shift.window.write("上门做什么", "厨房水管漏水");
    shift.window.write("时段从", "今天15:00");
    shift.window.write("到", "今天16:00");
    shift.window.write("谁上门", "卢师傅");
    shift.window.click("就用这个名字");
    shift.record("预约上门");
    let mut shift = shift.later("2026-11-22T15:50", "李敏（前台）");
    shift.find("陈建国");
    further(&mut shift, "上门结果");
    shift.window.click("已上门");
    shift.window.write("情况", "换了角阀，不漏了");
    shift.window.click("满意");
    shift.window.write("还剩什么没解决", "看还渗不渗");
    shift.window.write("答应哪天再来看", "后天10:00");
    shift.record("上门结果");
    assert!(shift.window.sees("回头查看：看还渗不渗"));

    let case = shift.case_on_disk();
    let words = story(&case);
    assert_eq!(words[words.len() - 4..], ["预约上门", "上门结果", "预约上门", "上门结果"]);
}

/// Ledger 07-04, 07-12, 07-14.
#[test]
fn departments_work_one_after_the_other_and_the_receiver_stays_the_one_who_is_asked() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.restate("水管爆裂，大堂积水");
    shift.classify_and_save();
    further(&mut shift, "待办");
    shift.window.write("办什么", "修水管");
    shift.window.write("交给谁", "工程部");
    shift.window.write("什么时候前办完", "今天18:00");
    shift.record("待办");
    further(&mut shift, "待办");
    shift.window.write("办什么", "清积水");
    shift.window.write("交给谁", "环境部");
    shift.window.click("工程部：修水管");
    shift.window.write("那件办完后几小时内", "2");
    shift.record("待办");
    assert!(shift.window.sees("等「修水管」办完，之后2小时内"));
    assert!(shift.window.sees("首问责任人"));
    further(&mut shift, "待办完成");
    shift.window.write("结果", "已换管");
    shift.window.press(Shortcut::Save);
    assert!(shift.window.sees("请选办的结果告诉业主了吗"), "07-04: the owner is not left waiting");
    shift.window.click("还没告诉");
    shift.record("待办完成");
    assert!(shift.window.sees("把「修水管」的结果告诉业主"));
    assert!(shift.window.sees("清积水"));

    let case = shift.case_on_disk();
    let tells = |kind: &EventKind| matches!(kind, EventKind::Task { kind: TaskKind::TellOwner, .. });
    assert!(case.events.iter().any(|event| tells(&event.kind)));
}
