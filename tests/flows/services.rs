//! 服务簿 in the window: an extra service in a few keystrokes, seen with its household; a questionnaire that came back; a
//! meeting whose proposals are decided; a lift incident on its case.

use tingsu::desk::print::printout::Printout;
use tingsu::domain::code::Impact;
use tingsu::domain::household::Household;
use tingsu::domain::knowledge::{Knowledge, KnowledgeKind, PromiseBasis};
use tingsu::ui::shortcut::Shortcut;

use super::{START, Shift, sign_in};
use crate::support::{at, chief, open};

/// A counter with the household of 3-2-1001 and one promised service.
fn with_house() -> Shift {
    let Shift { folder, window } = Shift::begin();
    drop(window);
    let desk = open(folder.path(), START);
    let chief = chief(&desk);
    desk.save_household(&chief, None, Household::new("3-2-1001")).wait().unwrap();
    let promise = Knowledge {
        id: None,
        kind: KnowledgeKind::Promise,
        title: "楼道每天清扫一次".into(),
        text: "每天上午十点前扫完，拖一遍。".into(),
        category: None,
        place: None,
        from: None,
        to: None,
        who: None,
        hours: None,
        basis: Some(PromiseBasis::Contract),
    };
    desk.save_knowledge(&chief, promise).wait().unwrap();
    drop(desk);
    let window = sign_in(folder.path(), START, "李敏（前台）");
    Shift { folder, window }
}

#[test]
fn an_extra_service_is_noted_and_told_from_a_promised_one() {
    let mut shift = with_house();
    let window = &mut shift.window;
    window.click("改进学习");
    window.click("服务簿");
    assert!(window.sees("不违法，不超出常规服务，不事先宣传，只多一点点。"));
    window.click("记一笔额外服务");
    window.fill("3-2-1001", "3-2-1001");
    window.write("做了什么", "把楼道清扫了一遍");
    assert!(window.sees("像是答应过的：楼道每天清扫一次（合同约定）"));
    window.clear("做了什么");
    window.write("做了什么", "帮老人把药送上楼");
    assert!(!window.sees("像是答应过的"));
    window.press(Shortcut::Save);
    assert!(window.sees("额外服务已记下，服务簿第1条") && window.sees("本月 1，今年 1"));
    window.click("名册");
    window.click("3-2-1001");
    assert!(window.sees("帮老人把药送上楼"));
    window.click("话术");
    window.click("资料");
    assert!(window.sees("楼道每天清扫一次") && window.sees("合同约定"));
}

#[test]
fn a_questionnaire_and_a_meeting_are_entered() {
    let mut shift = Shift::begin();
    let window = &mut shift.window;
    window.click("改进学习");
    window.click("服务簿");
    window.click("调查问卷");
    window.click("录一份收回的问卷");
    window.press(Shortcut::Save);
    assert!(window.sees("请至少选一个部门的满意程度。没有保存，填写的都还在。"));
    window.click_nth("不满意", 0);
    window.click_nth("基本满意", 1);
    window.press(Shortcut::Save);
    assert!(window.sees("工程部") && window.sees("满意率 0.0%") && window.sees("满意率 100.0%"));
    window.click("座谈会");
    window.click("记一次座谈会");
    window.fill("几位、哪几栋的", "三位楼长");
    window.write("谈了什么", "电梯和停车");
    window.write("提了哪些建议（一行一条）", "停梯提前三天通知");
    window.press(Shortcut::Save);

    let mut shift = shift.later("2026-11-21T15:00", "赵楠（客服主任）");
    let window = &mut shift.window;
    window.click("改进学习");
    window.click("建议");
    window.click("停梯提前三天通知");
    window.fill("采纳写措施：谁在什么时候做；不采纳写原因；转呈写给谁", "工程部12月起照办");
    window.click("采纳");
    window.click("服务簿");
    window.click("座谈会");
    window.click("电梯和停车");
    assert!(window.sees("停梯提前三天通知") && window.sees("已采纳") && window.sees("工程部12月起照办"));
}

#[test]
fn a_lift_incident_is_entered_on_its_case_as_it_comes_to_be_known() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.press(Shortcut::Save);
    shift.find("电梯停了两天");
    shift.rare("电梯困人");
    let window = &mut shift.window;
    window.write("被困时间", "13:40");
    window.write("解困时间", "13:10");
    window.press(Shortcut::Save);
    assert!(window.sees("解困时间早于被困时间，请改一个"));
    window.clear("解困时间");
    window.write("维保到场时间", "14:05");
    window.write("对业主的影响", "一位老人，没受伤");
    window.click("个别住户");
    window.press(Shortcut::Save);
    assert!(window.sees("11月21日 13:40 被困，11月21日 14:05 维保到场"));
    let case = shift.case_on_disk();
    let facts = case.facts();
    let lift = facts.lift.as_ref().unwrap();
    assert_eq!((lift.trapped_at, lift.freed_at), (Some(at("2026-11-21T13:40")), None));
    assert_eq!(lift.harm.as_deref(), Some("一位老人，没受伤"));
    assert_eq!(facts.impact, Some(Impact::Limited));
    assert!(Printout::of_case(&case).contains(&Printout::LiftSheet(case.number)));
}
