//! Whole ways of a case, as a receptionist goes them: every key and click goes through the screens, every write
//! through the desk to disk, and what stands on disk at the end is asked of the desk alone.

use std::path::Path;

use iced::Size;
use tempfile::TempDir;
use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::domain::case::{Case, fold_escalations};
use tingsu::domain::code::ClosureCode;
use tingsu::domain::event::{Event, EventKind};
use tingsu::ui::shortcut::Shortcut;

use crate::support::at;
use crate::support::preset;
use crate::support::window::Pilot;

mod appointments;
mod attachments;
mod bad_input;
mod closing;
mod confirm;
mod drills;
mod frames;
mod group;
mod known_caller;
mod learning;
mod letter;
mod letter_out;
mod link;
mod outages;
mod phone;
mod proposals;
mod reminding;
mod ringing;
mod roster;
mod services;
mod shift;
mod status_line;
mod superior;
mod talk;
mod typed;
mod walk_in;

/// A Saturday afternoon; the window's clock starts there.
const START: &str = "2026-11-21T14:32";

/// Somebody's hours at the counter: the window on a folder, high enough to show every form whole.
struct Shift {
    folder: TempDir,
    window: Pilot,
}

impl Shift {
    fn begin() -> Self {
        let folder = TempDir::new().unwrap();
        preset::empty(folder.path());
        let window = sign_in(folder.path(), START, "李敏（前台）");
        Self { folder, window }
    }

    /// The window is closed and opened again at another time, with somebody on duty.
    fn later(self, now: &str, person: &str) -> Self {
        let Self { folder, window } = self;
        drop(window);
        let window = sign_in(folder.path(), now, person);
        Self { folder, window }
    }

    /// A complaint by phone of 陈先生 about the lift, saved with nothing more than its words.
    fn take_in_by_phone(&mut self) {
        let window = &mut self.window;
        window.press(Shortcut::Phone);
        window.write("业主姓名", "陈建国");
        window.click("先生");
        window.write("房号", "3-2-1001");
        window.write("来电号码", "13900000417");
        window.write("业主原话", "电梯停了两天了没人管，我妈八十多岁天天爬十楼！");
    }

    /// 复述要点, confirmed by the owner.
    fn restate(&mut self, summary: &str) {
        let window = &mut self.window;
        window.press(Shortcut::Next);
        window.write("复述要点", summary);
        window.press(Shortcut::Confirm);
        assert!(window.sees("业主已确认要点"));
    }

    /// 收尾分类 and Ctrl+S: the case stands on the screen afterwards.
    fn classify_and_save(&mut self) {
        let window = &mut self.window;
        window.click_last("收尾分类");
        for choice in ["公共设施设备", "一类 物业服务", "有效投诉"] {
            window.click(choice);
        }
        window.press(Shortcut::Save);
        assert!(window.sees("已受理，编号"));
    }

    /// Opens the form of an act from the foot of the case.
    fn act(&mut self, act: &str) {
        self.window.click_last(act);
    }

    /// Opens the form of a rarer act.
    fn rare(&mut self, act: &str) {
        self.window.click("更多…");
        self.window.click_last(act);
    }

    /// Saves the form at hand and sees that it is on record.
    fn record(&mut self, act: &str) {
        self.window.press(Shortcut::Save);
        assert!(self.window.sees(&format!("「{act}」已记下")), "{act}");
    }

    /// Seconds go by, and with them what is said over the head of the window.
    fn pass(&mut self, seconds: usize) {
        use tingsu::app::{Message, toasts, window};
        for _ in 0..seconds {
            self.window.send(Message::Window(window::Message::Toasts(toasts::Message::Tick)));
        }
    }

    /// 处理完成 with the owner told.
    fn handle(&mut self, result: &str) {
        self.act("处理完成");
        self.window.write("处理结果", result);
        self.window.click("已现场验证");
        self.window.click("已告知业主");
        self.window.click_last("电话");
        self.record("处理完成");
    }

    /// A visit by phone with these three answers.
    fn visit(&mut self, answers: [&str; 3]) {
        self.act("回访");
        for (question, answer) in answers.into_iter().enumerate() {
            self.window.click_nth(answer, question);
        }
        self.choose_visitor();
        self.record("回访");
    }

    /// Names another colleague where the form can propose nobody: who recorded the work does not visit (rules §6).
    fn choose_visitor(&mut self) {
        if self.window.sees("没有可以推荐的人") {
            self.window.write("由谁回访", "赵楠");
        }
    }

    /// Finds the case again with the search of the head.
    fn find(&mut self, words: &str) {
        self.window.fill("找人、房号、电话、内容、编号…", words);
        self.window.submit(words);
    }

    /// Closes as the screen offers it.
    fn close_as_offered(&mut self, code: ClosureCode) {
        assert!(self.window.sees(&format!("可以关闭：{}", code.label())));
        self.window.click("去关闭");
        self.record("关闭");
        assert!(self.window.sees("已关闭"));
    }

    /// Ends the shift: the only case of the folder, as the desk reads it from disk.
    fn case_on_disk(self) -> Case {
        let mut cases = self.cases_on_disk();
        assert_eq!(cases.len(), 1);
        cases.remove(0)
    }

    /// Ends the shift: the cases of the folder in the order of their numbers, as the desk reads them from disk.
    fn cases_on_disk(self) -> Vec<Case> {
        drop(self.window);
        let desk = Desk::open(self.folder.path(), Clock::frozen(at("2027-01-01T00:00")), Access::Window);
        let desk = desk.unwrap();
        assert_eq!(desk.check().wait().unwrap(), [], "the chain and the rows kept beside it hold");
        let mut cases = desk.all_cases().wait().unwrap();
        assert_eq!(desk.drafts().wait().unwrap(), [], "the draft became the case");
        cases.sort_by_key(|case| case.number);
        cases
    }
}

fn sign_in(folder: &Path, now: &str, person: &str) -> Pilot {
    let mut window = Pilot::sized(folder, now, Size::new(1366.0, 2000.0));
    window.click(person);
    window
}

/// What happened, in the words of the time line; each escalation once.
fn story(case: &Case) -> Vec<&'static str> {
    fold_escalations(&case.events).iter().map(|event| event.kind.label()).collect()
}

/// How the case was closed, and by whom.
fn closure(case: &Case) -> (ClosureCode, bool) {
    let closed = case.events.iter().rev().find_map(|event: &Event| match &event.kind {
        EventKind::Closed { code, overridden, .. } => Some((*code, *overridden)),
        _ => None,
    });
    closed.expect("the case is closed")
}
