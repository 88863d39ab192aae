//! (d) An anonymous letter: nobody can be visited.

use tingsu::domain::code::{Channel, ClosureCode, ExemptGround};
use tingsu::domain::event::EventKind;
use tingsu::ui::shortcut::Shortcut;

use super::{Shift, closure, story};

/// Ledger 10-38.
#[test]
fn an_anonymous_letter_is_closed_without_a_visit() {
    let mut shift = Shift::begin();
    let window = &mut shift.window;
    window.press(Shortcut::OtherChannel);
    window.click("来函／意见箱");
    window.click("匿名");
    window.write("业主原话", "楼下垃圾房夜里没人清，臭得开不了窗。");
    window.write("事情要点", "3号楼旁垃圾房夜间异味");
    for choice in ["环境卫生", "一类 物业服务", "求助型"] {
        window.click(choice);
    }
    window.press(Shortcut::Next);
    assert!(window.sees("已受理，编号") && window.sees("匿名"));
    assert!(window.sees("指派责任人"), "a handler is owed instead of a first answer");

    shift.act("指派责任人");
    shift.window.write("责任人", "保洁 孙姐");
    shift.window.click("就用这个名字");
    shift.record("指派责任人");
    shift.act("处理完成");
    shift.window.write("处理结果", "夜间加清一次，冲洗除味");
    shift.record("处理完成");
    shift.rare("免回访");
    shift.record("免回访");
    shift.close_as_offered(ClosureCode::Exempt);

    let case = shift.case_on_disk();
    assert_eq!(story(&case), ["指派责任人", "处理完成", "免回访", "关闭"]);
    assert_eq!(closure(&case), (ClosureCode::Exempt, false));
    let facts = case.facts();
    assert_eq!(facts.channel, Channel::Letter);
    assert!(facts.complainant.anonymous && facts.complainant.phones.is_empty());
    let ground = case.events.iter().find_map(|event| match &event.kind {
        EventKind::VisitExempt { ground, .. } => Some(*ground),
        _ => None,
    });
    assert_eq!(ground, Some(ExemptGround::Anonymous));
}
