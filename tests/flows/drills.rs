//! 演练 in the window: played to its scores, kept, looked at; left only after a question; each person's own.

use chrono::Duration;
use iced::Task;
use iced::advanced::subscription::into_recipes;
use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::domain::drill::Dimension;
use tingsu::library::shelf::Library;
use tingsu::ui::screen::contract::{Request, Screen};
use tingsu::ui::screen::learning::{DrillMessage, LearningScreen, Message};
use tingsu::ui::shortcut::Shortcut;

use super::Shift;
use crate::support::screen::Bench;
use crate::support::{Counter, MORNING, at, context};

impl Shift {
    /// The page of drills.
    fn drills(&mut self) {
        self.window.click("改进学习");
        self.window.click("演练");
    }

    /// Plays the first script to its end; of each answer all but `missed` is ticked.
    fn play(&mut self, missed: &str) {
        let script = &Library::shipped().cards().drills[0];
        self.window.click("开始演练");
        for turn in &script.turns {
            assert!(self.window.sees(&turn.says), "{}", turn.says);
            assert!(!self.window.sees(&turn.ticks[0].text), "what is asked shows after the answer only");
            self.window.press(Shortcut::Next);
            for tick in turn.ticks.iter().filter(|tick| tick.of.label() != missed) {
                self.window.click(&tick.text);
            }
            self.window.press(Shortcut::Next);
        }
        assert!(self.window.sees("综合"));
    }
}

#[test]
fn a_drill_is_played_scored_and_kept_and_is_no_case() {
    let mut shift = Shift::begin();
    shift.drills();
    assert!(shift.window.sees("一个人困在电梯里") && shift.window.sees("还没演过"));
    shift.window.write("一起演的人", "王倩演业主");
    shift.window.click("开始演练");
    // What the panel shows for somebody in a lift is the danger card's question.
    assert!(shift.window.sees("哪栋哪部电梯") && shift.window.sees("第 1 句，共 4 句"));
    assert!(shift.window.sees("因为：") && shift.window.sees("用时 00:0"));
    shift.window.click("退出");
    shift.window.click("不保存，退出");
    shift.play("问题闭环");
    let window = &mut shift.window;
    assert!(window.sees("薄弱环节") && window.sees("问题闭环"));
    assert!(window.sees("差在：不许多少分钟一定到"), "what is practised is what was missed");
    assert!(window.sees("怕没人来，要有人一直陪着"), "what was not said out loud");
    assert!(window.sees("要是您家老人困在里面"), "and the other side");
    window.write("这次演得怎样", "开头稳，收尾漏了约时间");
    window.write("后续怎么做", "周三再练收尾两句");
    window.press(Shortcut::Save);
    assert!(window.sees("演练第1次已保存，不算受理，不进统计"));
    assert!(window.sees("周三再练收尾两句") && window.sees("王倩演业主"));
    window.write("后续做了什么", "练过了，会约时间了");
    window.click("记下后续");
    assert!(window.sees("练过了，会约时间了"));
    window.click("按人");
    assert!(window.sees("首次") && window.sees("问题闭环"));
    window.click("剧本");
    assert!(window.sees("薄弱环节：问题闭环"), "the last time stands beside the script");
    window.click("台账");
    assert!(!window.sees("20261121-001"), "no case came of it");
}

#[test]
fn esc_asks_before_a_drill_is_left_and_nothing_of_it_is_kept() {
    let mut shift = Shift::begin();
    shift.drills();
    let window = &mut shift.window;
    window.click("开始演练");
    window.press(Shortcut::Next);
    window.press(Shortcut::Back);
    assert!(window.sees("退出这次演练？"));
    window.press(Shortcut::Back);
    assert!(!window.sees("退出这次演练？") && window.sees("刚才说到了哪几样"), "once more Esc plays on");
    window.click("这一句重来");
    assert!(window.sees("现在出声答他"));
    window.press(Shortcut::Back);
    window.click("不保存，退出");
    window.click("每一次");
    assert!(window.sees("还没有保存过演练"));
}

#[test]
fn scores_are_seen_by_the_person_and_the_supervisor() {
    let mut shift = Shift::begin();
    shift.drills();
    shift.play("情绪管理");
    shift.window.press(Shortcut::Save);
    let mut shift = shift.later("2026-11-22T09:00", "王倩（前台）");
    shift.drills();
    shift.window.click("按人");
    assert!(!shift.window.sees("李敏") && shift.window.sees("别人的只有客服主任看得到"));
    shift.window.click("剧本");
    shift.play("问题闭环");
    shift.window.press(Shortcut::Save);
    let mut shift = shift.later("2026-11-23T09:00", "赵楠（客服主任）");
    shift.drills();
    shift.window.click("按人");
    assert!(shift.window.sees("李敏") && shift.window.sees("王倩"));
    assert!(shift.window.sees("专业度就是应答准确率"));
    shift.window.click("按剧本");
    assert!(shift.window.sees("一个人困在电梯里") && shift.window.sees("持平"));
    shift.window.click("每一次");
    assert!(shift.window.count("一个人困在电梯里") == 3, "two in the list, the latest open");
    shift.window.click_nth("一个人困在电梯里", 1);
    shift.window.write("后续做了什么", "陪他练了稳住情绪的两句");
    shift.window.click("记下后续");
    assert!(shift.window.sees("陪他练了稳住情绪的两句") && shift.window.sees("薄弱环节"));
}

#[test]
fn a_drill_is_kept_only_by_the_one_who_played_it() {
    let counter = Counter::at(MORNING);
    let mut bench = Bench::shown((LearningScreen::default(), Task::none()), context(&counter));
    bench.click("演练");
    bench.click("开始演练");
    for _ in &Library::shipped().cards().drills[0].turns {
        bench.send(Message::Drill(DrillMessage::Answered));
        bench.send(Message::Drill(DrillMessage::Next));
    }
    assert!(bench.screen.unsaved().is_some(), "closing the window asks");
    bench.context.actor = counter.front.clone();
    bench.send(Message::Save);
    let warned = bench.asked();
    assert!(
        matches!(&warned, Some(Request::Warn(words)) if words.contains("请赵楠值班时再保存")),
        "{warned:?}"
    );
    assert_eq!(counter.desk.drills(&counter.chief).wait().unwrap(), []);
    bench.context.actor = counter.chief.clone();
    bench.send(Message::Save);
    let kept = counter.desk.drills(&counter.chief).wait().unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].by.as_str(), kept[0].run.scores().weak_link()), ("赵楠", Some(Dimension::Skill)));
    assert_eq!(bench.screen.unsaved(), None);
}

/// A desk whose clock stands so many seconds after the start of the day.
fn after(counter: &Counter, seconds: i64) -> Desk {
    let clock = Clock::frozen(at(MORNING) + Duration::seconds(seconds));
    Desk::open(counter.folder.path(), clock, Access::Reading).unwrap()
}

#[test]
fn against_the_clock_the_owner_goes_on_by_himself_when_the_time_is_over() {
    let counter = Counter::at(MORNING);
    let mut bench = Bench::shown((LearningScreen::default(), Task::none()), context(&counter));
    let ticks = |bench: &Bench<LearningScreen>| into_recipes(bench.screen.subscription()).len();
    bench.click("演练");
    bench.click("限时应激");
    assert!(bench.sees("这一句的响应速度记零分"));
    bench.click("开始演练");
    assert!(bench.sees("限 30 秒") && bench.sees("还有 00:30"));
    assert_eq!(ticks(&bench), 1, "the clock runs");
    bench.context.desk = after(&counter, 30);
    bench.send(Message::Drill(DrillMessage::Tick));
    assert!(bench.sees("还有 00:00") && !bench.sees("超时了"), "the limit itself is in time");
    bench.context.desk = after(&counter, 31);
    bench.send(Message::Drill(DrillMessage::Tick));
    assert!(bench.sees("超时了") && bench.sees("刚才说到了哪几样"));
    assert_eq!(ticks(&bench), 0, "while one ticks no clock runs");
    bench.click("下一句");
    assert!(bench.sees("限 35 秒") && bench.sees("还有 00:35"), "the next begins anew");
}
