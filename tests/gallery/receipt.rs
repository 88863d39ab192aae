//! The states of the screen of one case.

use tingsu::app::Message;
use tingsu::ui::shortcut::Shortcut;

use crate::window::Pilot;
use crate::{CHIEF, FRONT};

/// The case with these words.
pub fn show(window: &mut Pilot, words: &str) {
    window.click(FRONT);
    find(window, words);
}

fn find(window: &mut Pilot, words: &str) {
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

/// A task, after the supervisor has written down who does what and how soon.
pub fn task(window: &mut Pilot) {
    window.click(CHIEF);
    window.click("话术");
    window.click("资料");
    for (title, who, hours) in [("外墙渗水", "工程部", "72"), ("水管漏水", "工程部", "2")] {
        window.click("＋ 添一条资料");
        window.click_last("服务时限");
        window.fill("如：二单元电梯停梯保养", title);
        window.write("内容", "修后淋水试一次，把现场擦干净。");
        window.fill("如：工程部", who);
        window.fill("如：2", hours);
        window.press(Shortcut::Save);
    }
    find(window, "外墙渗水");
    window.click("更多…");
    window.click_last("待办");
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
