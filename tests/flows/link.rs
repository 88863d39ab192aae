//! The same household calls again: the earlier case is pressed in a list, no number is typed.

use tempfile::TempDir;
use tingsu::domain::code::Title;
use tingsu::ui::shortcut::Shortcut;

use super::{START, Shift, sign_in};
use crate::support::{at, chief, complaint, open, preset};

#[test]
fn a_repeat_is_linked_by_pressing_the_earlier_case() {
    let folder = TempDir::new().unwrap();
    preset::empty(folder.path());
    let desk = open(folder.path(), START);
    let actor = chief(&desk);
    let take = |words: &str, phone: &str, room: &str| {
        let mut facts = complaint(START);
        facts.verbatim = Some(words.into());
        facts.complainant.title = Some(Title::Mr);
        facts.complainant.phones = vec![phone.into()];
        facts.complainant.room = Some(room.into());
        desk.take_in(&actor, facts, Vec::new(), None).wait().unwrap().value.number
    };
    let bill = take("我要开发票", "13900008316", "3-2-1001");
    let lift = take("电梯停运两天", "13900008316", "3-2-1001");
    let neighbour = take("电梯停运没人管", "13900000002", "3-2-1101");
    let again = take("电梯又停运了", "13900008316", "3-2-1001");
    let related = desk.related(again).wait().unwrap();
    let own: Vec<_> = related.own.iter().map(|row| row.number).collect();
    assert_eq!(own, [lift, bill], "the one in the same words first");
    assert_eq!(related.others.iter().map(|row| row.number).collect::<Vec<_>>(), [neighbour]);
    drop(desk);

    let window = sign_in(folder.path(), START, "李敏（前台）");
    let mut shift = Shift { folder, window };
    shift.find(&again.to_string());
    shift.rare("关联");
    let received = complaint(START).received_at.short(at(START));
    shift.window.click(&format!("{received} 3-2-1001 电梯停运两天（待指派）"));
    shift.window.press(Shortcut::Save);
    let case = shift.cases_on_disk().into_iter().find(|case| case.number == again).unwrap();
    assert_eq!(case.facts().repeat_of, Some(lift));
}
