//! The states of the intake screen, each reached by the keys and clicks of a receptionist.

use std::path::Path;

use chrono::Duration;
use tingsu::domain::code::{Capability, Channel, Emotion, Need, Title};
use tingsu::domain::intake::{Draft, IntakeStep};
use tingsu::domain::time::Moment;
use tingsu::ui::shortcut::Shortcut;

use crate::FRONT;
use crate::preset::{self, AFTERNOON};
use crate::window::Pilot;

/// 来访 just begun.
pub fn walk_in(window: &mut Pilot) {
    window.click(FRONT);
    window.press(Shortcut::WalkIn);
}

/// Name, room and phone are known, the visitor talks.
pub fn walk_in_heard(window: &mut Pilot) {
    walk_in(window);
    window.write("业主姓名", "许静");
    window.write("房号", "9-2-0503");
    window.click("女士");
    window.write("联系电话", "13900000503");
    window.write("业主原话", "我这个月的停车费怎么多收了一个月？上个月才刚交的。");
    window.write("地点", "地下车库 B1");
    window.click("着急");
}

/// The points are read back.
pub fn walk_in_restated(window: &mut Pilot) {
    walk_in_heard(window);
    window.press(Shortcut::Next);
    window.write("复述要点", "停车费本月多收一个月，要求核对并退回");
    window.press(Shortcut::Confirm);
    window.click("能，现在解释");
}

/// The receipt is explained.
pub fn walk_in_explained(window: &mut Pilot) {
    walk_in_restated(window);
    window.press(Shortcut::Next);
    window.write("怎么解释的", "核对收费记录，系统重复扣款一次，今天原路退回。");
}

/// The visitor is satisfied and has signed.
pub fn walk_in_signed(window: &mut Pilot) {
    walk_in_explained(window);
    window.press(Shortcut::Confirm);
    window.click("业主已在打印件上签字");
}

/// What can wait is asked at the end.
pub fn walk_in_wrapped_up(window: &mut Pilot) {
    walk_in_signed(window);
    window.press(Shortcut::Next);
}

/// A draft of an agitated visitor who came four minutes ago.
pub fn long_reception(folder: &Path) {
    let now = Moment::parse(AFTERNOON).unwrap();
    let mut draft = Draft::new(Channel::WalkIn, now - Duration::minutes(4));
    draft.name = "陈建国".into();
    draft.title = Some(Title::Mr);
    draft.room = "3-2-1001".into();
    draft.phone = "13900000417".into();
    draft.emotion = Some(Emotion::Agitated);
    draft.verbatim = "电梯停了两天了没人管，我妈八十多岁天天爬十楼，你们到底修不修！".into();
    draft.summary = "3号楼2单元电梯停运两天未修复，家中老人出行困难".into();
    draft.codes.needs = vec![Need::ResolveNow, Need::Respect];
    draft.codes.capability = Some(Capability::BeyondMe);
    draft.step = IntakeStep::Restate;
    preset::with_draft(folder, &draft);
}

/// That draft, taken up again.
pub fn resumed(window: &mut Pilot) {
    window.click(FRONT);
    window.click("受理");
}

/// F8.
pub fn escalate(window: &mut Pilot) {
    resumed(window);
    window.press(Shortcut::Escalate);
}

/// The visitor agrees.
pub fn consented(window: &mut Pilot) {
    escalate(window);
    window.press(Shortcut::Confirm);
}

/// The superior is on the way.
pub fn contacted(window: &mut Pilot) {
    consented(window);
    window.press(Shortcut::Next);
}

/// The superior is here.
pub fn arrived(window: &mut Pilot) {
    contacted(window);
    window.press(Shortcut::Next);
}

/// What came of it is noted.
pub fn escalated(window: &mut Pilot) {
    arrived(window);
    window.write("结果和交代", "主任当面致歉，今天18:00前恢复运行，由工程部跟进");
    window.press(Shortcut::Next);
}

/// The visitor does not want it.
pub fn refused(window: &mut Pilot) {
    escalate(window);
    window.click("业主不愿意");
}

/// 来电 with the caller's particulars: an earlier case fits.
pub fn phone(window: &mut Pilot) {
    window.click(FRONT);
    window.press(Shortcut::Phone);
    window.write("业主姓名", "陈建国");
    window.write("房号", "3-2-1001");
    window.click("先生");
    window.click("业主");
    window.write("来电号码", "13900000417");
    window.click("回电同来电");
}

/// The caller talks.
pub fn phone_heard(window: &mut Pilot) {
    phone(window);
    window.click("激动");
    window.write("业主原话", "电梯停了两天了没人管，我妈八十多岁天天爬十楼，你们到底修不修！");
    window.write("地点", "3号楼2单元电梯");
    window.write("发生时间", "11-19 8:00");
    window.click("立即解决");
    window.click("得到尊重");
}

/// A card of danger.
pub fn danger(window: &mut Pilot) {
    phone(window);
    window.write("业主原话", "我家客厅暖气片崩了，滚烫的水往外喷，我关不上");
}

/// The kinds of danger, opened by hand.
pub fn danger_which(window: &mut Pilot) {
    phone(window);
    window.write("业主原话", "你们快来个人");
    window.press(Shortcut::Danger);
}

/// What sounds like danger, without a word that says which.
pub fn danger_likely(window: &mut Pilot) {
    phone(window);
    window.write("业主原话", "有个人在楼道里转来转去，贴着我门听，不晓得干什么的，我有点怕");
}

/// The points are read back.
pub fn phone_restated(window: &mut Pilot) {
    phone_heard(window);
    window.press(Shortcut::Next);
    window.write("复述要点", "3号楼2单元电梯自11月19日停运未修复，家中老人出行困难，要求尽快恢复并说明进度");
}

/// A time is agreed.
pub fn phone_promised(window: &mut Pilot) {
    phone_restated(window);
    window.press(Shortcut::Confirm);
    window.click("约定回复");
    window.click("2小时内");
    window.write("到时回复什么", "查明停梯原因和修复进度后回电");
}

/// Saved too early, with a telephone number that is none.
pub fn phone_problems(window: &mut Pilot) {
    window.click(FRONT);
    window.press(Shortcut::Phone);
    window.write("来电号码", "1390000041a");
    window.press(Shortcut::Save);
}

/// A form with something in it shall be closed.
pub fn close_tab(window: &mut Pilot) {
    phone_heard(window);
    window.click_nth("×", 1);
}
