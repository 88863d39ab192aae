//! What is said beside the forms: paged, copied, marked as said and sent by hand with keys alone; facts before
//! conclusions; help that stays shut until it is wanted.

use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::desk::say::Wish;
use tingsu::domain::code::{Medium, Urgency};
use tingsu::domain::event::EventKind;
use tingsu::library::card::Cards;
use tingsu::ui::shortcut::Shortcut;

use super::{Shift, story};
use crate::support::at;

#[test]
fn sentences_are_paged_copied_and_marked_with_keys_on_both_screens() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    let window = &mut shift.window;
    window.press(Shortcut::NextSentence);
    window.press(Shortcut::Copy);
    assert!(window.sees("已复制") && window.sees("发出后记一笔"));
    window.press(Shortcut::Said);
    assert!(window.sees("✓ 已说"));
    window.press(Shortcut::Said);
    shift.restate("3号楼2单元电梯停运两天");
    shift.classify_and_save();

    shift.act("进展告知");
    let window = &mut shift.window;
    window.press(Shortcut::NextSentence);
    window.press(Shortcut::Copy);
    assert!(window.sees("发出后记一笔"));
    window.press(Shortcut::NextSentence);
    assert!(!window.sees("发出后记一笔"), "another sentence was not copied");
    window.press(Shortcut::Said);
    assert!(window.sees("✓ 已说") && window.sees("告知的内容"), "the form stays open");
    let case = shift.case_on_disk();
    assert_eq!(story(&case), ["已说话术", "复述核实", "已说话术"], "each once");
    let said = case.events.iter().filter_map(|event| match &event.kind {
        EventKind::Said { sentence, text } => Some((sentence.as_str(), text.as_str())),
        _ => None,
    });
    assert!(said.clone().all(|(sentence, text)| !sentence.is_empty() && !text.contains('{')));
    assert_eq!(said.count(), 2);
}

/// Ledger 07-20.
#[test]
fn what_was_sent_by_hand_stands_in_the_time_line_as_it_was_sent() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.restate("3号楼2单元电梯停运两天");
    shift.classify_and_save();
    shift.act("进展告知");
    let window = &mut shift.window;
    window.click("微信");
    window.press(Shortcut::Copy);
    window.write("告知的内容", "门机配件已到，下午装");
    window.press(Shortcut::Sent);
    assert!(window.sees("这一句还没有复制"), "only what was copied can have been sent");
    window.press(Shortcut::Copy);
    window.press(Shortcut::Sent);
    assert!(window.sees("已发出，记在经过里"));
    assert!(!window.sees("告知的内容"), "the form has done its work");

    shift.act("约定回复");
    let window = &mut shift.window;
    window.write("约定的回复时间", "17:30");
    window.press(Shortcut::Copy);
    window.click("已发短信");
    assert!(window.sees("约定的回复时间"), "the promise is still to be noted");
    let case = shift.case_on_disk();
    assert_eq!(story(&case), ["复述核实", "进展告知", "备注"]);
    let progress = &case.events[1];
    assert_eq!(progress.by, "李敏");
    assert!(
        matches!(&progress.kind, EventKind::Progress { medium: Medium::Wechat, text, told: Some(true), .. }
        if text.contains("门机配件已到，下午装") && text.chars().count() > 10)
    );
    assert!(
        matches!(&case.events[2].kind, EventKind::Note { text, internal: false }
        if text.starts_with("已发短信：“")),
        "a promise in writing is no answer"
    );
}

/// Ledger 02-20.
#[test]
fn facts_come_before_explanations_and_solutions() {
    let mut shift = Shift::begin();
    let window = &mut shift.window;
    window.press(Shortcut::Phone);
    window.click_last("当场解释");
    assert!(window.sees("还没记什么事、在哪里；先问清、查清，再谈责任和办法"));
    window.write("怎么解释的", "配件没到");
    window.press(Shortcut::Confirm);
    assert!(window.sees("业主表示满意，已记下"), "it warns and never blocks");
    window.click("去补");
    window.write("业主原话", "电梯停了两天了");
    window.write("地点", "3号楼2单元");
    window.click_last("当场解释");
    assert!(!window.sees("先记事实"));

    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.restate("电梯停运两天");
    shift.classify_and_save();
    shift.act("方案");
    assert!(shift.window.sees("还没记查到的事实"));
    shift.window.click("去调查");
    shift.window.click("管理责任");
    assert!(shift.window.sees("还没记查到的事实"), "nobody is blamed before the facts");
    shift.window.write("查到的事实", "门机损坏");
    assert!(!shift.window.sees("先记事实"));
    shift.record("调查");
    shift.act("方案");
    assert!(!shift.window.sees("先记事实"));
}

#[test]
fn help_is_one_press_away_and_shut_until_then() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    let window = &mut shift.window;
    let asking = Cards::shipped().words.iter().find(|card| card.word == "问").unwrap();
    let (technique, avoid) = (&asking.techniques[0], &asking.avoids[0]);
    assert!(!window.sees(technique) && !window.sees("五清一报"));
    window.click("▶ 六字诀");
    assert!(window.sees(technique) && window.sees(avoid));
    window.click("▶ 流程");
    assert!(window.sees("五清一报") && !window.sees(technique));
    window.click("▼ 流程");
    assert!(!window.sees("五清一报"));
    window.click("歇一分钟");
    assert!(window.sees(&Cards::shipped().pause.beats[0].text));
    window.press(Shortcut::Back);
    assert!(window.sees("业主原话") && window.sees("下一步：复述核实"), "back at the form");
    window.press(Shortcut::Save);
    assert!(window.sees("电梯停了两天了没人管"), "nothing is lost");
}

#[test]
fn the_negotiation_card_is_for_who_may_decide() {
    let solution = |person: &str| {
        let mut shift = Shift::begin();
        shift.take_in_by_phone();
        shift.restate("电梯停运两天");
        shift.classify_and_save();
        let mut shift = shift.later("2026-11-21T15:00", person);
        shift.find("电梯停了两天");
        shift.act("方案");
        shift.window.click("▶ 六字诀");
        let card = Cards::shipped().words.iter().find(|card| card.word == "议").unwrap();
        shift.window.sees(&card.aim)
    };
    assert!(!solution("李敏（前台）"));
    assert!(solution("赵楠（客服主任）"));
}

/// Danger is shown alone, ticked through with one key a line, each tick kept with its time.
#[test]
fn people_in_a_lift_are_asked_about_before_anything_else() {
    let mut shift = Shift::begin();
    let window = &mut shift.window;
    let card = Cards::shipped().dangers.iter().find(|card| card.id == "lift").unwrap();
    window.press(Shortcut::Phone);
    window.write("业主原话", "孩子被困在电梯里了！");
    assert!(window.sees(card.ask.as_str()), "asked before anybody has chosen the situation");
    assert!(window.sees("险情：人困在电梯里") && !window.sees("换一句"), "alone");
    for _ in 0..2 + card.tell.len() + card.call.len() {
        assert!(window.sees("做了"));
        window.press(Shortcut::Said);
    }
    assert!(!window.sees("险情：人困在电梯里") && window.sees("换一句"), "ticked through");
    window.click("电梯困人");
    assert!(!window.sees("马上做"));
    window.click("还困在里面");
    assert!(window.sees("马上做") && window.sees("必要时拨119、120"));
    window.click("人已经出来");
    assert!(!window.sees("马上做"));
}

#[test]
fn a_pause_is_offered_after_a_visit_to_an_agitated_owner() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.restate("电梯停运两天");
    shift.classify_and_save();
    shift.handle("已修复");
    shift.visit(["满意", "满意", "满意"]);
    assert!(!shift.window.sees(&Cards::shipped().pause.offer));
    shift.act("回访");
    for question in 0..3 {
        shift.window.click_nth("不满意", question);
    }
    shift.window.click("情绪激动");
    shift.choose_visitor();
    shift.record("回访");
    shift.pass(5);
    assert!(shift.window.sees(&Cards::shipped().pause.offer));
    assert!(shift.window.sees("再次上移"), "and it stands in nobody's way");
}

/// Beside the time line of an open case stands the sentence that is owed now, the same as the command `say` tells.
#[test]
fn the_sentence_that_is_owed_stands_beside_the_time_line() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.restate("3号楼2单元电梯停运两天");
    shift.classify_and_save();
    assert!(shift.window.sees("经过"));
    let reading =
        Desk::open(shift.folder.path(), Clock::frozen(at("2026-11-21T14:40")), Access::Reading).unwrap();
    let number = reading.all_cases().wait().unwrap()[0].number;
    let owed = reading.say(number, Wish::default()).wait().unwrap();
    drop(reading);
    let words = format!("“{}”", owed.sentence.text.as_str());
    assert!(shift.window.sees(&words), "{words}");
    shift.window.press(Shortcut::Said);
    assert!(shift.window.sees("✓ 已说"));
    let case = shift.case_on_disk();
    assert_eq!(story(&case), ["复述核实", "已说话术"]);
    let said = case.events.last().map(|event| &event.kind);
    assert!(matches!(said, Some(EventKind::Said { text, .. }) if text == owed.sentence.text.as_str()));
}

/// F12 opens the kinds of danger at the form and on a stored case; the choice brings the card and stands in the time line,
/// and what was opened by mistake is put away the same way. danger.md.
#[test]
fn a_danger_is_opened_and_put_away_with_keys_on_both_screens() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    let window = &mut shift.window;
    window.press(Shortcut::Danger);
    assert!(window.sees("哪一种险情") && !window.sees("不是险情"));
    window.press(Shortcut::Danger);
    assert!(!window.sees("哪一种险情") && window.sees("换一句"), "shut again");
    window.press(Shortcut::Danger);
    window.click("闻到燃气味");
    assert!(window.sees("险情：闻到燃气味") && window.sees("让他先挂、先出去"));
    window.press(Shortcut::Danger);
    window.click("不是险情");
    assert!(window.sees("换一句") && !window.sees("险情：闻到燃气味"));
    shift.restate("3号楼2单元电梯停运两天");
    shift.classify_and_save();
    let window = &mut shift.window;
    window.press(Shortcut::Danger);
    window.click("有人晕倒、叫不醒");
    assert!(window.sees("险情：有人晕倒、叫不醒"));
    window.press(Shortcut::Said);
    let case = shift.case_on_disk();
    assert_eq!(story(&case), ["险情", "险情", "复述核实", "险情", "已说话术"]);
    assert_eq!(case.facts().urgency, Some(Urgency::Urgent));
}
