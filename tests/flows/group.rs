//! Twelve households complain of one matter: joined to one lead case, told in one act, each keeps a history of its own.

use tempfile::TempDir;
use tingsu::desk::handle::Desk;
use tingsu::domain::case::CaseNumber;
use tingsu::domain::code::Medium;
use tingsu::domain::event::EventKind;
use tingsu::domain::person::Actor;
use tingsu::ui::shortcut::Shortcut;

use super::{START, Shift, sign_in};
use crate::support::{chief, complaint, open, preset};

const TOLD: &str = "配件已到，今晚换好再来告诉您";

/// A complaint of the household of a room.
fn take(desk: &Desk, actor: &Actor, room: &str, words: &str) -> CaseNumber {
    let mut facts = complaint(START);
    facts.complainant.room = Some(room.into());
    facts.complainant.phones = vec![format!("1390000{}", room.replace('-', ""))];
    facts.verbatim = Some(words.into());
    desk.take_in(actor, facts, Vec::new(), None).wait().unwrap().value.number
}

#[test]
fn twelve_of_one_matter_are_joined_and_told_at_once_and_each_keeps_its_history() {
    let folder = TempDir::new().unwrap();
    preset::empty(folder.path());
    let desk = open(folder.path(), START);
    let actor = chief(&desk);
    let rooms: Vec<String> = (1..=12).map(|floor| format!("3-2-{floor}01")).collect();
    let cases: Vec<_> = rooms.iter().map(|room| take(&desk, &actor, room, "电梯停了两天")).collect();
    let other = take(&desk, &actor, "5-1-202", "楼上装修打电钻");
    drop(desk);
    let window = sign_in(folder.path(), START, "李敏（前台）");
    let mut shift = Shift { folder, window };
    let window = &mut shift.window;
    window.click("台账");
    window.fill("编号、姓名、房号、电话、内容", "电梯");
    window.click("全勾这一页");
    assert!(window.sees("已选 12 件"), "the noise of another house is not among them");
    window.click("并成群诉");
    window.click(&cases[0].to_string());
    window.click("办理");
    assert!(window.sees("已办 11 件"));

    shift.find(&cases[0].to_string());
    shift.window.click("同一件事共 12 件，一起看、一起办");
    let window = &mut shift.window;
    assert!(window.sees(&format!("同一件事（主单 {}）", cases[0])) && !window.sees(&other.to_string()));
    window.click("全勾这一页");
    window.click("一起告知");
    window.click("电话");
    window.write("告知的内容", TOLD);
    window.click("办理");
    assert!(window.sees("已办 12 件"));
    let on_disk = shift.cases_on_disk();
    let told = |number: CaseNumber| {
        let case = on_disk.iter().find(|case| case.number == number).unwrap();
        let told = case.events.iter().filter(|event| {
            matches!(&event.kind, EventKind::Progress { medium: Medium::Phone, text, .. } if text == TOLD)
        });
        (told.count(), case.facts().group_of)
    };
    assert_eq!(told(cases[0]), (1, None));
    for number in &cases[1..] {
        assert_eq!(told(*number), (1, Some(cases[0])), "{number}");
    }
    assert_eq!(told(other), (0, None));
}

#[test]
fn a_wrong_link_is_taken_away_in_one_step() {
    let folder = TempDir::new().unwrap();
    preset::empty(folder.path());
    let desk = open(folder.path(), START);
    let actor = chief(&desk);
    let lead = take(&desk, &actor, "3-2-1001", "电梯停了两天");
    let wrong = take(&desk, &actor, "3-2-1101", "电梯停了没人管");
    desk.join_group(&actor, wrong, 0, Some(lead)).wait().unwrap();
    drop(desk);
    let window = sign_in(folder.path(), START, "李敏（前台）");
    let mut shift = Shift { folder, window };
    shift.find(&wrong.to_string());
    shift.rare("关联");
    shift.window.click("群诉的一户");
    shift.window.press(Shortcut::Save);
    assert!(shift.window.sees("请选一单，或写它的编号"), "an empty form takes nothing away");
    shift.window.click(&format!("取消关联 {lead}"));
    shift.window.press(Shortcut::Save);
    let case = shift.cases_on_disk().into_iter().find(|case| case.number == wrong).unwrap();
    assert_eq!(case.facts().group_of, None);
}
