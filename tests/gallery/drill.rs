//! The way to the pictures of drills.

use tingsu::library::shelf::Library;
use tingsu::ui::shortcut::Shortcut;

use crate::learning;
use crate::window::Pilot;

/// The script that is played on the pictures: the second one.
const SCRIPT: usize = 1;

/// A first answer, of which all but the last is ticked.
pub fn ticked(window: &mut Pilot) {
    learning(window, "演练");
    window.click(&Library::shipped().cards().drills[SCRIPT].name);
    window.click("开始演练");
    tick(window, 0);
}

fn tick(window: &mut Pilot, turn: usize) {
    let ticks = &Library::shipped().cards().drills[SCRIPT].turns[turn].ticks;
    window.press(Shortcut::Next);
    for tick in ticks.iter().rev().skip(1) {
        window.click(&tick.text);
    }
}

/// The scores at the end.
pub fn over(window: &mut Pilot) {
    ticked(window);
    for turn in 1..Library::shipped().cards().drills[SCRIPT].turns.len() {
        window.press(Shortcut::Next);
        tick(window, turn);
    }
    window.press(Shortcut::Next);
}

/// A drill that was kept, open.
pub fn kept(window: &mut Pilot) {
    over(window);
    window.write("这次演得怎样", "开头接得住，最后谢他再说一次没说");
    window.write("后续怎么做", "周三下班前和王倩再练最后一句");
    window.press(Shortcut::Save);
}
