//! The states of the screen of one case.

use std::path::Path;

use tingsu::app::Message;
use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::domain::code::Category;
use tingsu::domain::knowledge::{Knowledge, KnowledgeKind};
use tingsu::domain::person::{Actor, Role};
use tingsu::domain::time::Moment;
use tingsu::ui::shortcut::Shortcut;

use crate::preset::{self, AFTERNOON};
use crate::window::Pilot;
use crate::{CHIEF, FRONT};

/// The case with these words.
pub fn show(window: &mut Pilot, words: &str) {
    window.click(FRONT);
    find(window, words);
}

/// The case with these words, for whoever has signed in.
pub fn find(window: &mut Pilot, words: &str) {
    window.fill("找人、房号、电话、内容、编号…", words);
    window.submit(words);
}

/// The form of one of the large buttons.
pub fn act(window: &mut Pilot, words: &str, act: &str) {
    show(window, words);
    window.click_last(act);
}

/// The form of one of the rarer acts.
pub fn rare(window: &mut Pilot, words: &str, act: &str) {
    show(window, words);
    window.click("更多…");
    window.click_last(act);
}

/// The busy day, after the supervisor has written down who does what and how soon.
pub fn with_limits(folder: &Path) {
    preset::busy_day(folder);
    let desk = Desk::open(folder, Clock::frozen(Moment::parse(AFTERNOON).unwrap()), Access::Window).unwrap();
    let staff = desk.staff().wait().unwrap();
    let chief = Actor::from(staff.iter().find(|one| one.role == Role::Supervisor).unwrap());
    for (title, hours) in [("外墙渗水", 72), ("水管漏水", 2)] {
        let limit = Knowledge {
            id: None,
            kind: KnowledgeKind::Limit,
            title: title.into(),
            text: "修后淋水试一次，把现场擦干净。".into(),
            category: Category::new("facilities"),
            place: None,
            from: None,
            to: None,
            who: Some("工程部".into()),
            hours: Some(hours),
            basis: None,
        };
        desk.save_knowledge(&chief, limit).wait().unwrap();
    }
}

/// A case with a screenshot and a document, then these clicks.
pub fn pictures(window: &mut Pilot, then: &[&str]) {
    show(window, "外墙渗水");
    for file in ["assets/screenshot.png", "assets/windows/side.bmp", "README.md"] {
        window.send(Message::Dropped(file.into()));
    }
    then.iter().for_each(|words| window.click_nth(words, 0));
}

/// A visit with two of three answers.
pub fn visit_asked(window: &mut Pilot) {
    act(window, "车位被占", "回访");
    window.click_nth("满意", 0);
    window.click_nth("基本满意", 1);
}

/// Closing too early, as the supervisor sees it.
pub fn close_missing(window: &mut Pilot) {
    window.click(CHIEF);
    find(window, "电梯停运");
    window.click_last("关闭");
    window.click("回访满意");
    window.press(Shortcut::Save);
}

/// The supervisor's answer whether a case is difficult.
pub fn judge(window: &mut Pilot) {
    window.click(CHIEF);
    find(window, "外墙渗水");
    window.click("更多…");
    window.click_last("判断难度");
}

/// A form that was put away and taken up again.
pub fn left_half_written(window: &mut Pilot) {
    act(window, "外墙渗水", "进展告知");
    window.write("告知的内容", "开发商周一来看");
    window.press(Shortcut::Back);
    window.click_last("进展告知");
}
