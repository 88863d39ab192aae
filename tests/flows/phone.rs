//! (b) A call with a promise, two rounds of handling and visits; (c) an owner who wants no visits.

use tingsu::desk::print::printout::Printout;
use tingsu::domain::case::fold_escalations;
use tingsu::domain::code::{ClosureCode, Remedy, Trigger, VisitForm};
use tingsu::domain::event::EventKind;
use tingsu::paper::form::handling_record::RecordCopy;
use tingsu::paper::form::visit_record::{VisitSheet, visit_record};
use tingsu::paper::layout::canvas::Page;
use tingsu::paper::layout::page::pages;
use tingsu::ui::shortcut::Shortcut;

use super::{Shift, closure, story};
use crate::support::papers::info;
use crate::support::{chief, open};

/// Ledger 06-01: after the intake the department is charged with the investigation, by name of who looks into it and of its
/// head.
/// Ledger 08-04: nothing is saved before all three are asked.
#[test]
fn a_call_goes_two_rounds_until_the_visit_satisfies() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.restate("3号楼2单元电梯停运两天");
    let window = &mut shift.window;
    window.click_last("约定回复");
    window.click("2小时内");
    window.write("到时回复什么", "查明原因后回电");
    window.press(Shortcut::Confirm);
    assert!(window.sees("业主同意这个时间，已记下"));
    shift.classify_and_save();
    assert!(shift.window.sees("约定回复"), "the promise is owed");

    shift.act("指派责任人");
    shift.window.write("责任人", "周工");
    shift.window.click("就用这个名字");
    shift.window.write("责任部门", "工程部");
    shift.window.write("部门负责人（由他指派时填）", "赵楠");
    shift.record("指派责任人");
    shift.act("调查");
    shift.window.write("查到的事实", "门机损坏，配件停产");
    shift.window.click("管理责任");
    shift.record("调查");
    shift.act("方案");
    shift.window.write("方案", "今天换同型门机");
    shift.window.press(Shortcut::Confirm);
    assert!(shift.window.sees("「方案」已记下"));
    shift.handle("已更换门机，试运行正常");

    shift.act("回访");
    shift.window.press(Shortcut::Save);
    assert!(shift.window.sees("请把过程、措施、结果三项意见问全"), "nothing is saved half");
    shift.window.press(Shortcut::Back);
    shift.visit(["满意", "基本满意", "不满意"]);
    assert!(shift.window.sees("再次上移"), "a dissatisfied owner owes another escalation");

    shift.act("服务上移");
    shift.window.press(Shortcut::Confirm);
    shift.window.click("已联系上");
    shift.window.press(Shortcut::Save);
    shift.window.click("已到场或已接听");
    shift.window.press(Shortcut::Save);
    shift.window.write("上级的答复和交代", "经理答应当晚复检");
    shift.window.press(Shortcut::Save);
    assert!(!shift.window.sees("再次上移"), "the task is met");

    shift.handle("经理带队复检，调整门机，连续运行两小时");
    shift.visit(["满意", "满意", "基本满意"]);
    shift.close_as_offered(ClosureCode::Visited);

    let case = shift.case_on_disk();
    assert_eq!(
        story(&case),
        [
            "复述核实",
            "约定回复",
            "指派责任人",
            "调查",
            "方案",
            "处理完成",
            "回访",
            "服务上移",
            "处理完成",
            "回访",
            "关闭"
        ]
    );
    assert_eq!(closure(&case), (ClosureCode::Visited, false));
    let charged = case.events.iter().find_map(|event| match &event.kind {
        EventKind::Assigned { to, department, named_by, .. } => {
            Some((to.as_str(), department.as_deref(), named_by.as_deref()))
        }
        _ => None,
    });
    assert_eq!(
        charged,
        Some(("周工", Some("工程部"), Some("赵楠"))),
        "who charged whom, of which department"
    );
    let again = fold_escalations(&case.events).into_iter().find_map(|event| match event.kind {
        EventKind::Escalated(attempt) => Some(attempt),
        _ => None,
    });
    let again = again.unwrap();
    assert_eq!((again.trigger, again.consent), (Trigger::H, Some(true)));
    assert_eq!(again.outcome.as_deref(), Some("经理答应当晚复检"));
}

/// Ledger 07-05: how long ago the owner heard something. Ledger 08-08, 09-03: closed when the week was quiet.
#[test]
fn an_owner_without_visits_is_closed_after_a_quiet_week() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.restate("电梯停运两天");
    shift.classify_and_save();
    shift.handle("已修复");
    shift.act("回访");
    shift.window.click("上门");
    shift.window.click("不便／拒绝");
    shift.choose_visitor();
    shift.record("回访");
    assert!(shift.window.sees("观察期") && shift.window.sees("一周观察"));

    let mut shift = shift.later("2026-11-28T14:00", "李敏（前台）");
    shift.find("电梯停了两天");
    assert!(
        shift.window.sees("业主上次听到回音：") && shift.window.sees("6天23小时前"),
        "how long ago that was"
    );
    shift.act("关闭");
    shift.window.click("一周无再诉");
    shift.window.press(Shortcut::Save);
    assert!(shift.window.sees("还缺"), "the week is not over");

    let mut shift = shift.later("2026-11-29T09:00", "李敏（前台）");
    assert!(shift.window.sees("一周观察"), "今日 says that it may be closed");
    shift.find("电梯停了两天");
    shift.close_as_offered(ClosureCode::QuietWeek);
    let case = shift.case_on_disk();
    assert_eq!(story(&case), ["复述核实", "处理完成", "回访", "关闭"]);
    assert_eq!(closure(&case), (ClosureCode::QuietWeek, false));
    let form = case.events.iter().find_map(|event| match &event.kind {
        EventKind::Visit(visit) => Some(visit.form),
        _ => None,
    });
    assert_eq!(form, Some(VisitForm::Home), "as it was chosen");
}

#[test]
fn who_did_everything_alone_chooses_another_to_visit() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.restate("电梯停运两天");
    shift.classify_and_save();
    shift.handle("已修复");
    shift.act("回访");
    assert!(shift.window.sees("没有可以推荐的人"), "and it says why");
    for question in 0..3 {
        shift.window.click_nth("满意", question);
    }
    shift.window.press(Shortcut::Save);
    assert!(shift.window.sees("请选由谁回访"), "a choice that is needed");
    shift.window.write("由谁回访", "李敏");
    assert!(shift.window.sees("不宜回访自己的事"));
    shift.window.clear("由谁回访");
    shift.window.write("由谁回访", "赵楠");
    assert!(!shift.window.sees("不宜回访自己的事") && !shift.window.sees("没有可以推荐的人"));
    shift.record("回访");
    let Shift { folder, window } = shift;
    drop(window);
    let desk = open(folder.path(), "2026-11-21T18:00");
    let case = desk.all_cases().wait().unwrap().remove(0);
    let visitor = case.events.iter().find_map(|event| match &event.kind {
        EventKind::Visit(visit) => visit.visitor.as_deref(),
        _ => None,
    });
    assert_eq!(visitor, Some("赵楠"));
    let sheet = visit_record(&VisitSheet::held(&case, &[])[0]);
    let copy =
        desk.preview(Printout::Record(case.number, RecordCopy::Internal), &chief(&desk)).wait().unwrap();
    for (form, pages) in [(2, copy), (9, pages(&[sheet], &info()))] {
        let text: String = pages.iter().flat_map(Page::texts).collect();
        assert!(text.contains("赵楠"), "form {form} names the visitor: {text}");
    }
}

/// Ledger 21-01: whoever the complaint is about is not proposed, not among those offered, and not taken when typed all the same.
#[test]
fn whoever_is_complained_of_cannot_make_the_visit() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.restate("前台说话难听");
    shift.window.click_last("收尾分类");
    shift.window.write("被投诉人", "赵楠");
    for choice in ["公共设施设备", "一类 物业服务", "有效投诉"] {
        shift.window.click(choice);
    }
    shift.window.press(Shortcut::Save);
    shift.act("指派责任人");
    shift.window.write("责任人", "周工");
    shift.window.click("就用这个名字");
    shift.record("指派责任人");
    shift.handle("已道歉");
    shift.act("回访");
    shift.window.click("换人…");
    shift.window.clear("由谁回访");
    for question in 0..3 {
        shift.window.click_nth("满意", question);
    }
    shift.window.write("由谁回访", "赵楠");
    assert!(shift.window.sees("不能由被投诉的一方回访"));
    shift.window.press(Shortcut::Save);
    assert!(shift.window.sees("被投诉的一方不做回访，请由另一位同事回访"), "and it is not written down");
    shift.window.clear("由谁回访");
    shift.window.write("由谁回访", "李敏");
    assert!(!shift.window.sees("不能由被投诉的一方回访"));
    shift.record("回访");
    let case = shift.case_on_disk();
    let visits = case.events.iter().filter_map(|event| match &event.kind {
        EventKind::Visit(visit) => visit.visitor.as_deref(),
        _ => None,
    });
    assert_eq!(visits.collect::<Vec<_>>(), ["李敏"]);
}

/// Ledger 06-05, 06-22, 06-28: two or three ways, the one he chose, its remedy, and his words.
#[test]
fn the_owner_chooses_among_ways_with_what_speaks_for_and_against_each() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.restate("电梯停运两天");
    shift.classify_and_save();
    shift.act("调查");
    shift.window.write("查到的事实", "门机损坏，配件停产");
    shift.record("调查");
    shift.act("方案");
    let window = &mut shift.window;
    window.write("方案", "等原厂配件");
    window.click("给业主几个办法选");
    assert!(window.sees("办法一") && window.sees("办法二") && !window.sees("办法三"));
    window.press(Shortcut::Save);
    assert!(window.sees("请选业主是否同意"));
    window.click("业主同意");
    window.press(Shortcut::Save);
    assert!(window.sees("请写两到三个办法，好让业主选"), "one is no choice");
    window.write("办法二", "先借同型备件今晚恢复");
    window.press(Shortcut::Save);
    assert!(window.sees("业主同意的是哪个办法，请点「业主选这个」"));
    window.click("再加一个办法");
    window.click("去掉最后一个");
    window.click_last("业主选这个");
    window.click_last("维修加补偿");
    window.write("业主的意见", "晚上吵一点没关系");
    window.press(Shortcut::Save);
    assert!(window.sees("「方案」已记下"));
    let line = "办法二：【业主选定】先借同型备件今晚恢复（维修加补偿）";
    assert!(window.sees(line) && window.sees("晚上吵一点没关系"), "in the time line");
    let case = shift.case_on_disk();
    let told = case.events.iter().find_map(|event| match &event.kind {
        EventKind::Solution { options, chosen, text, agreed, .. } => {
            let texts: Vec<_> = options.iter().map(|one| one.text.clone()).collect();
            Some((texts, *chosen, text.clone(), *agreed, options[1].remedy))
        }
        _ => None,
    });
    let texts = vec!["等原厂配件".to_owned(), "先借同型备件今晚恢复".to_owned()];
    assert_eq!(told, Some((texts, Some(1), String::new(), true, Some(Remedy::RepairAndCompensation))));
}
