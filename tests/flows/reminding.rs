//! The quiet reminder in the window: nobody who types is interrupted; a mark stands in the head at once, the words come in
//! the pause. Ledger 04-26.

use std::time::Duration;

use futures::StreamExt;
use futures::executor::block_on;
use iced::{Settings, Size, Task};
use iced_test::runtime::{Action, task};
use iced_test::simulator::Simulator;
use tempfile::TempDir;
use tingsu::app::people::People;
use tingsu::app::reminding;
use tingsu::app::window::{Message, Window};
use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::domain::case::CaseNumber;
use tingsu::domain::event::EventKind;
use tingsu::domain::person::Actor;
use tingsu::ui::font;

use crate::support::{at, complaint, preset};

/// A window at work on a desk whose clock runs.
struct AtWork {
    _folder: TempDir,
    desk: Desk,
    actor: Actor,
    window: Window,
}

impl AtWork {
    fn begin() -> Self {
        let folder = TempDir::new().unwrap();
        preset::empty(folder.path());
        let start = at("2026-11-21T14:32:00");
        let desk = Desk::open(folder.path(), Clock::starting_at(start), Access::Window).unwrap();
        let settings = desk.settings().wait().unwrap();
        let people =
            People { staff: desk.staff().wait().unwrap(), with_pin: desk.with_pin().wait().unwrap() };
        let actor = Actor::from(people.staff.iter().find(|one| one.name == "李敏").unwrap());
        let (window, first) = Window::new(desk.clone(), settings, people, actor.clone());
        let mut work = Self { _folder: folder, desk, actor, window };
        work.run(first);
        work
    }

    /// A case whose owner was to hear by now.
    fn promise_comes_due(&self) -> CaseNumber {
        let case = self.desk.take_in(&self.actor, complaint("2026-11-21T14:30"), Vec::new(), None);
        let case = case.wait().unwrap().value;
        let due = self.desk.now() + chrono::Duration::seconds(1);
        let promise =
            EventKind::Promised { due, consent: true, text: "回复结果".into(), confirmed_by: None };
        let events = vec![(self.desk.now(), promise)];
        self.desk.append(&self.actor, case.number, case.events.len(), events).wait().unwrap();
        while self.desk.now() < due {
            std::thread::sleep(Duration::from_millis(50));
        }
        case.number
    }

    fn run(&mut self, work: Task<Message>) {
        let Some(mut stream) = task::into_stream(work) else { return };
        while let Some(action) = block_on(stream.next()) {
            if let Action::Output(message) = action {
                self.send(message);
            }
        }
    }

    fn send(&mut self, message: Message) {
        let work = self.window.update(message);
        self.run(work);
    }

    fn minute(&mut self) {
        let work = self.window.minute();
        self.run(work);
    }

    /// Seconds in which nobody touches anything.
    fn quiet_for(&mut self, seconds: usize) {
        for _ in 0..seconds {
            self.send(Message::Remind(reminding::Message::Second));
        }
    }

    fn ui(&self) -> Simulator<'_, Message> {
        let settings =
            Settings { fonts: font::bundled(), default_font: font::REGULAR, ..Settings::default() };
        Simulator::with_size(settings, Size::new(1366.0, 768.0), self.window.view())
    }

    fn sees(&self, words: &str) -> bool {
        self.ui().find(words).is_ok()
    }

    fn click(&mut self, words: &str) {
        let mut ui = self.ui();
        ui.click(words).unwrap();
        let messages: Vec<_> = ui.into_messages().collect();
        messages.into_iter().for_each(|message| self.send(message));
    }
}

#[test]
fn who_types_sees_a_mark_and_the_reminder_comes_in_the_pause() {
    let mut work = AtWork::begin();
    work.promise_comes_due();
    let words = "3-2-1001（张）：约定回复 到时间了";
    let _ = work.window.touched();
    work.minute();
    assert!(work.sees("! 1 项提醒"), "the mark at once");
    assert!(!work.sees(words), "and nothing over what is being typed");
    work.quiet_for(7);
    let _ = work.window.touched();
    work.quiet_for(7);
    assert!(!work.sees(words), "another key begins the pause anew");
    work.quiet_for(1);
    assert!(work.sees(words) && !work.sees("! 1 项提醒"), "it is said, and the mark is gone");
    work.click("去今日");
    assert!(!work.sees(words));
    let _ = work.window.touched();
    work.minute();
    work.quiet_for(8);
    assert!(!work.sees("! 1 项提醒") && !work.sees(words), "once");
}

#[test]
fn the_mark_shows_what_waits_and_what_was_met_meanwhile_is_not_said() {
    let mut work = AtWork::begin();
    let (one, _) = (work.promise_comes_due(), work.promise_comes_due());
    let _ = work.window.touched();
    work.minute();
    assert!(work.sees("! 2 项提醒"));
    let known = work.desk.case(one).wait().unwrap().events.len();
    let told = EventKind::Progress {
        medium: tingsu::domain::code::Medium::Phone,
        text: "配件下午到".into(),
        told: None,
        is_final: false,
    };
    work.desk.append(&work.actor, one, known, vec![(work.desk.now(), told)]).wait().unwrap();
    work.click("! 2 项提醒");
    assert!(work.sees("3-2-1001（张）：约定回复 到时间了"), "the one that is still owed, alone");
}

#[test]
fn a_locked_screen_keeps_the_reminder_for_whoever_comes_back() {
    let mut work = AtWork::begin();
    work.promise_comes_due();
    let words = "3-2-1001（张）：约定回复 到时间了";
    work.send(Message::Lock);
    work.minute();
    work.quiet_for(20);
    assert!(work.sees("已锁屏") && !work.sees(words));
    work.click("李敏（前台）");
    work.quiet_for(8);
    assert!(work.sees(words), "it did not go by while nobody could read it");
}
