//! What a receptionist with an upset owner before her sees: the owner's answer first and always in sight, one message at a
//! time, nothing that a visitor must not read of himself, no control squeezed to a pillar.

use iced::Size;
use tempfile::TempDir;
use tingsu::app::{Message, reminding, toasts, window as at_work};
use tingsu::domain::case::CaseNumber;
use tingsu::domain::reminder::Reminder;
use tingsu::ui::shortcut::Shortcut;

use crate::support::at;
use crate::support::preset::{self, AFTERNOON};
use crate::support::window::Pilot;

const FRONT: &str = "李敏（前台）";
const CHIEF: &str = "赵楠（客服主任）";
/// High enough to reach every field without scrolling.
const WHOLE: Size = Size::new(1366.0, 2000.0);
/// An old counter PC, and the smallest window.
const SMALL: [Size; 2] = [Size::new(1280.0, 680.0), Size::new(900.0, 500.0)];

fn window(person: &str) -> (TempDir, Pilot) {
    let folder = TempDir::new().unwrap();
    preset::busy_day(folder.path());
    let mut window = Pilot::sized(folder.path(), AFTERNOON, WHOLE);
    window.click(person);
    (folder, window)
}

/// The case with these words.
fn find(window: &mut Pilot, words: &str) {
    window.fill("找人、房号、电话、内容、编号…", words);
    window.submit(words);
}

/// In every small window both answers stand whole above the foot, once each.
fn both_in_sight(window: &mut Pilot, answers: [&str; 2]) {
    for size in SMALL {
        window.resize(size);
        for words in answers {
            let place = window.place(words).unwrap_or_else(|| panic!("「{words}」 at {size:?}"));
            assert!(place.height >= 16.0 && place.y + place.height < size.height, "{words} {place:?}");
            assert_eq!(window.count(words), 1, "one way to say {words}");
        }
    }
    window.resize(WHOLE);
}

#[test]
fn the_owner_s_answer_is_in_sight_at_every_step_of_an_intake() {
    let (_folder, mut window) = window(FRONT);
    window.press(Shortcut::Phone);
    window.write("业主原话", "电梯停了两天了没人管，我妈八十多岁天天爬十楼，你们到底修不修！");
    window.press(Shortcut::Next);
    both_in_sight(&mut window, ["业主已确认", "还要改"]);
    window.write("复述要点", "电梯停运两天");
    window.press(Shortcut::Confirm);
    window.press(Shortcut::Next);
    window.write("怎么解释的", "配件没到");
    both_in_sight(&mut window, ["业主满意", "业主不满意"]);
    window.click("业主不满意");
    window.press(Shortcut::Next);
    both_in_sight(&mut window, ["业主同意", "业主不同意"]);
    window.press(Shortcut::Escalate);
    both_in_sight(&mut window, ["业主同意", "业主不愿意"]);
}

#[test]
fn the_owner_s_answer_is_in_sight_in_every_act_and_there_is_one_way_to_say_yes() {
    let (_folder, mut window) = window(FRONT);
    find(&mut window, "外墙渗水");
    let acts = [
        ("约定回复", ["业主同意", "业主不同意"]),
        ("服务上移", ["业主同意", "业主不愿意"]),
        ("方案", ["业主同意", "业主不同意"]),
        ("进展告知", ["已告知本人", "没联系上"]),
    ];
    for (act, answers) in acts {
        window.click_last(act);
        both_in_sight(&mut window, answers);
        assert_eq!(window.count("记下来"), 0, "{act}");
        window.press(Shortcut::Back);
    }
    // A no may bring words with it, which are written before it goes on record.
    window.click_last("方案");
    window.write("方案", "先搭防雨棚");
    window.click("业主不同意");
    window.write("业主的意见", "要一次修好");
    window.click("业主不同意，记下");
    assert!(window.sees("「方案」已记下"));
}

#[test]
fn the_questions_of_a_visit_stand_under_the_number_and_only_persons_are_offered() {
    let (_folder, mut window) = window(FRONT);
    find(&mut window, "车位被占");
    window.click_last("回访");
    for size in SMALL {
        window.resize(size);
        let place = window.place("处理结果").unwrap_or_else(|| panic!("{size:?}"));
        assert!(place.y + place.height < size.height, "{place:?}");
    }
    window.resize(WHOLE);
    assert!(window.sees("王倩") && !window.sees("秩序部") && !window.sees("值机员"));
    window.click_last("王倩");
    assert!(window.sees("换人…"), "one line once somebody is chosen");
}

#[test]
fn one_message_is_shown_and_the_others_are_counted() {
    let (_folder, mut window) = window(FRONT);
    let reminder = Reminder {
        case: CaseNumber::parse("20261121-001").unwrap(),
        who: "3-2-1001（陈）".into(),
        words: "约定回复 已过 2小时".into(),
        is_due: true,
    };
    let remind = |window: &mut Pilot| {
        let found = reminding::Message::Found {
            asked: at(AFTERNOON),
            at_once: true,
            all: Ok(vec![reminder.clone()]),
        };
        window.send(Message::Window(at_work::Message::Remind(found)));
    };
    let close = || Message::Window(at_work::Message::Toasts(toasts::Message::Close));
    remind(&mut window);
    assert!(window.sees("3-2-1001（陈）：约定回复 已过 2小时"));
    window.press(Shortcut::Phone);
    window.press(Shortcut::Save);
    assert!(window.sees("没有保存；已填的都在") && window.sees("另有 1 条"));
    assert!(!window.sees("3-2-1001（陈）"), "one at a time");
    window.send(close());
    assert!(window.sees("3-2-1001（陈）：约定回复 已过 2小时") && !window.sees("另有 1 条"));
    window.send(close());
    window.press(Shortcut::WalkIn);
    remind(&mut window);
    assert!(window.sees("约定回复 已过 2小时") && !window.sees("3-2-1001（陈）"), "a visitor reads it too");
}

#[test]
fn a_visitor_reads_nothing_of_his_mood_and_no_reason_that_names_him() {
    let (_folder, mut window) = window(FRONT);
    window.press(Shortcut::WalkIn);
    window.write("业主原话", "电梯停了两天了没人管！");
    window.click("很着急");
    window.press(Shortcut::Escalate);
    window.click("换原因…");
    assert_eq!(window.count("激动"), 0);
    for words in ["情绪激动", "仍很激动", "因为：", "过激", "不当索取", "点名找领导", "不满意"]
    {
        assert!(!window.sees(words), "{words}");
    }
    assert!(window.sees("请上级来") && window.sees("需要上级到场"));
    window.click("仅供内部");
    assert!(window.sees("因为："), "for the receptionist, once she wants it");
}

#[test]
fn a_suspicion_is_for_supervisors_to_choose() {
    for (person, offered) in [(FRONT, false), (CHIEF, true)] {
        let (_folder, mut window) = window(person);
        window.press(Shortcut::Phone);
        window.press(Shortcut::Escalate);
        assert!(!window.sees("解释无效"), "the chosen reason alone");
        window.click("换原因…");
        assert!(window.sees("解释无效"));
        assert_eq!(window.sees("疑似不当索取"), offered, "{person}");
        find(&mut window, "外墙渗水");
        window.click("更多…");
        window.click_last("标记");
        assert_eq!(window.sees("疑似不当索取"), offered, "{person}");
        assert!(window.sees("去掉标记"));
    }
}

#[test]
fn what_presses_most_is_the_main_button_of_a_case() {
    let (_folder, mut window) = window(FRONT);
    find(&mut window, "外墙渗水");
    for size in SMALL {
        window.resize(size);
        let head = window.place("外墙渗水，客厅墙面发霉").expect("what it is about");
        assert!(head.y < 200.0, "{head:?}");
        assert!(window.sees("139****0417") && window.place("显示完整电话").is_some());
        let first = window.place("去调查").unwrap_or_else(|| panic!("{size:?}"));
        assert!(first.x > size.width / 2.0 && first.y > size.height / 2.0, "at the right end of the foot");
    }
    window.resize(WHOLE);
    assert!(
        window.sees("请客服主任 ›") && !window.sees("判断难度 ›"),
        "what she may not do asks the one who may"
    );
    window.press(Shortcut::Next);
    assert!(window.sees("查到的事实"));
    window.press(Shortcut::Back);
    window.click("更多…");
    for words in ["告诉业主", "内部办理", "文书和收尾", "更正与作废", "须客服主任，点了请他确认"]
    {
        assert!(window.sees(words), "{words}");
    }
    window.press(Shortcut::Back);
    assert!(!window.sees("还可以做什么"));
}

#[test]
fn a_narrow_register_leaves_out_what_is_missed_least() {
    let (_folder, mut window) = window(FRONT);
    window.click("台账");
    window.resize(Size::new(1280.0, 680.0));
    assert_eq!((window.count("类别"), window.count("事项")), (0, 1));
    let due = window.place("时限到期").expect("the last column");
    assert!(due.x + due.width < 1280.0 && due.width > 50.0, "{due:?}");
    window.resize(Size::new(1920.0, 1080.0));
    assert_eq!(window.count("类别"), 1);
}

#[test]
fn chips_wrap_as_a_group_and_never_become_pillars() {
    let (_folder, mut window) = window(CHIEF);
    window.click("名册");
    window.resize(Size::new(900.0, 500.0));
    let chip = window.place("导入名册和旧台账").unwrap();
    assert!(chip.width > 120.0 && chip.height < 40.0, "{chip:?}");
}
