//! The forms at the window: opened from the screen, filled in, refused with a sentence, kept.

use tempfile::TempDir;
use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::ui::shortcut::Shortcut;

use iced::Size;

use crate::support::at;
use crate::support::preset::{self, AFTERNOON};
use crate::support::window::Pilot;

const FRONT: &str = "李敏（前台）";
const CHIEF: &str = "赵楠（客服主任）";

/// 话术 on a sheet high enough for whole forms.
fn library(person: &str, way: &[&str]) -> (TempDir, Pilot) {
    let folder = TempDir::new().unwrap();
    preset::empty(folder.path());
    let mut window = Pilot::sized(folder.path(), AFTERNOON, Size::new(1366.0, 4800.0));
    window.click(person);
    window.click("话术");
    way.iter().for_each(|words| window.click(words));
    (folder, window)
}

#[test]
fn a_limit_is_changed_in_its_form() {
    let (folder, mut window) = library(CHIEF, &["按场景", "E3 电梯报修未处理", "步骤、时限等"]);
    assert!(window.sees("更新公告，再说一次进展（客服管家 · 4小时 · 从事情发生起）"));
    window.click_below("时限", "改");
    assert!(window.sees("E3 电梯报修未处理：时限"));
    window.replace("4小时", "两小时");
    window.press(Shortcut::Save);
    assert!(window.sees("「两小时」看不懂，时长请写成 30分钟、4小时 或 3天。"));
    window.replace("两小时", "2小时");
    window.press(Shortcut::Save);
    assert!(window.sees("话术已保存") && window.sees("（客服管家 · 2小时 · 从事情发生起）"));
    assert!(window.sees("改过"));
    drop(window);
    let desk = Desk::open(folder.path(), Clock::frozen(at(AFTERNOON)), Access::Exclusive).unwrap();
    let library = desk.library();
    let lift = library.situations().iter().find(|one| one.id.as_str() == "E3").unwrap();
    assert_eq!((lift.limits[0].hours, lift.limits[0].rule.as_str()), (2, "12-37"));
    assert_eq!(lift.limits.len(), 2);
}

#[test]
fn a_situation_is_added_and_then_filled_in() {
    let (_folder, mut window) = library(CHIEF, &["按场景", "＋ 添一个场景"]);
    window.press(Shortcut::Save);
    assert!(window.sees("请填写「名称」。"));
    window.fill("十二个字以内", "快递柜打不开");
    window.press(Shortcut::Save);
    assert!(window.sees("请填写「统计类别」。"));
    window.click_last("公共设施设备");
    window.press(Shortcut::Save);
    assert!(window.sees("场景已添上，接着可以填步骤、时限和话术"));
    assert!(window.sees("X1 快递柜打不开") && window.sees("本中心"));
    window.click_below("处理步骤", "填写");
    window.click("＋ 添一步");
    window.fill("如：到现场看，拍照留证", "放心，保证马上就好");
    assert!(window.sees("「保证」绝对的话"), "the guard tells and never blocks");
    window.press(Shortcut::Save);
    assert!(window.sees("放心，保证马上就好"));
    window.click("停用这个场景");
    assert!(window.sees("X1 快递柜打不开（停用）"));
}

#[test]
fn a_card_is_changed_restored_and_added() {
    let (_folder, mut window) = library(CHIEF, &["卡片"]);
    window.click_nth("改", 1);
    assert!(window.sees("改六字诀：同"));
    window.replace("同", "认");
    window.press(Shortcut::Save);
    assert!(window.sees("认") && window.sees("改过"));
    window.click("恢复出厂");
    assert!(!window.sees("改过"));
    window.click("提示");
    window.click("＋ 添一张");
    window.press(Shortcut::Save);
    assert!(window.sees("请填写「题目」。"));
    window.write("题目", "雨天");
    window.write("要点", "先递毛巾\n再听他说");
    window.press(Shortcut::Save);
    assert!(window.sees("雨天") && window.sees("再听他说") && window.sees("本中心"));
    window.press(Shortcut::Back);
}

#[test]
fn the_front_reads_and_changes_nothing() {
    let (_folder, mut window) = library(FRONT, &["卡片"]);
    assert!(!window.sees("改过") && window.count("改") == 0 && window.count("停用") == 0);
    window.click_nth("话术", 1);
    window.click("按场景");
    window.click("E3 电梯报修未处理");
    window.click("步骤、时限等");
    assert!(window.sees("4小时 · 从事情发生起") && window.count("改") == 0 && !window.sees("＋ 添一个场景"));
}

#[test]
fn a_form_that_is_put_away_changes_nothing() {
    let (_folder, mut window) = library(CHIEF, &["按场景", "E3 电梯报修未处理", "步骤、时限等"]);
    window.click_below("时限", "改");
    window.replace("4小时", "1小时");
    window.press(Shortcut::Back);
    assert!(window.sees("4小时 · 从事情发生起") && !window.sees("1小时 · 从"));
}

#[test]
fn a_scripted_owner_is_changed_in_his_form() {
    let (folder, mut window) = library(CHIEF, &["卡片", "演练剧本"]);
    assert!(window.sees("一个人困在电梯里") && window.sees("手机快没电"));
    window.click_nth("改", 0);
    assert!(window.sees("改演练剧本：一个人困在电梯里"));
    // The last of them: the third thing that he says.
    window.replace("30", "一会儿");
    window.press(Shortcut::Save);
    assert!(window.sees("「一会儿」不是整数"));
    window.replace("一会儿", "20");
    window.replace("马上应声：我在，电话别挂", "先应一声：我在");
    window.press(Shortcut::Save);
    assert!(window.sees("话术已保存") && window.sees("改过"));
    window.click("改进学习");
    window.click("演练");
    window.click("开始演练");
    window.press(Shortcut::Next);
    assert!(window.sees("先应一声：我在"));
    drop(window);
    let desk = Desk::open(folder.path(), Clock::frozen(at(AFTERNOON)), Access::Exclusive).unwrap();
    let script = desk.library().cards().drills[0].clone();
    assert_eq!(script.turns.iter().map(|turn| turn.seconds).collect::<Vec<_>>(), [30, 35, 20, 35]);
    assert_eq!(script.turns[0].ticks[0].text, "先应一声：我在");
}
