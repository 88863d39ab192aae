//! Choosing a situation at the window: suggestions, search, question, what it fills in, and the promise guard.

use std::sync::Arc;

use iced::widget::text_editor::{Action as Typing, Edit};
use tingsu::domain::act::Act;
use tingsu::domain::case::Case as Record;
use tingsu::domain::code::{Channel, Class, DeadlineCode, Urgency};
use tingsu::domain::draft::DraftId;
use tingsu::domain::event::EventKind;
use tingsu::domain::intake::{Draft, IntakeStep};
use tingsu::domain::settings::Rules;
use tingsu::ui::screen::case::act::{open, progress};
use tingsu::ui::screen::case::{Case, Message as CaseMessage};
use tingsu::ui::screen::contract::{OpenAt, Request};
use tingsu::ui::screen::form::classification::Message as Code;
use tingsu::ui::screen::intake::{Intake, Message};
use tingsu::ui::screen::situation_picker::PickerPress;

use crate::support::screen::Bench;
use crate::support::{Counter, MORNING, at, complaint, context, handled};

/// A form at 复述核实, in which these words of the owner were typed.
fn restating(counter: &Counter, channel: Channel, words: &str) -> Bench<Intake> {
    let mut draft = Draft::new(channel, at("2026-11-03T08:55"));
    draft.name = "陈建国".into();
    draft.room = "3-2-1001".into();
    draft.phone = "13900000417".into();
    draft.verbatim = words.into();
    draft.step = IntakeStep::Restate;
    let content = serde_json::to_string(&draft).unwrap();
    counter.desk.save_draft(DraftId(7), &counter.chief, content).wait().unwrap();
    let context = context(counter);
    Bench::shown(Intake::new(&context), context)
}

fn draft(counter: &Counter) -> Draft {
    let drafts = counter.desk.drafts().wait().unwrap();
    serde_json::from_str(&drafts[0].content).unwrap()
}

/// Saves the form and reads the case that came of it.
fn saved(counter: &Counter, bench: &mut Bench<Intake>) -> Record {
    bench.send(Message::Save);
    let number = bench.requests.iter().find_map(|request| match request {
        Request::Open(number, _) => Some(*number),
        _ => None,
    });
    counter.desk.case(number.unwrap()).wait().unwrap()
}

/// Opens a case at what it owes.
fn owing(case: &Record, deadline: DeadlineCode) -> OpenAt {
    let state = case.state(&Rules::default());
    OpenAt::Obligation(state.obligations.iter().find(|one| one.deadline == deadline).unwrap().id)
}

fn tasks(case: &Record) -> Vec<&str> {
    let tasks = case.events.iter().filter_map(|event| match &event.kind {
        EventKind::Task { what, .. } => Some(what.as_str()),
        _ => None,
    });
    tasks.collect()
}

#[test]
fn the_owners_words_suggest_and_a_choice_fills_in() {
    let counter = Counter::at(MORNING);
    let mut bench = restating(&counter, Channel::Phone, "电梯停了两天没人管，楼道灯也不亮");
    assert!(bench.sees("电梯报修未处理") && bench.sees("楼道灯不亮") && bench.sees("其他场景…"));
    bench.click("楼道灯不亮");
    bench.click("电梯报修未处理");
    let chosen = draft(&counter);
    assert_eq!(chosen.codes.situation.as_ref().map(|code| code.as_str()), Some("E3"));
    assert_eq!(chosen.codes.category.as_ref().map(|code| code.as_str()), Some("facilities"));
    assert_eq!(chosen.codes.class, Some(Class::I));
    assert!(bench.sees("要留的凭据："), "what to keep stands among the points");
    let case = saved(&counter, &mut bench);
    assert!(tasks(&case).iter().any(|what| what.contains("停梯超过4小时")), "{:?}", tasks(&case));
}

/// Ledger 10-05: what class III takes in stands beside it where it is chosen. Ledger 06-20: a wide matter of it owes a report, and
/// the case says so.
#[test]
fn class_iii_says_what_it_takes_in_and_which_paper_it_owes() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let context = context(&counter);
    let mut bench = Bench::shown(Case::new(case.number, OpenAt::Overview, &context), context);
    assert!(!bench.sees("应出文件"));
    bench.send(CaseMessage::Open(Act::Classify));
    assert!(bench.sees("三类：外部环境、非服务区域的公共配套设施"));
    bench.click("三类 外部环境");
    bench.send(CaseMessage::Save);
    let wide = EventKind::Corrected {
        what: "impact".into(),
        before: serde_json::Value::Null,
        after: "wide".into(),
        reason: "涉及多栋".into(),
    };
    let case = counter.happens(&counter.desk.case(case.number).wait().unwrap(), MORNING, wide);
    assert_eq!(case.facts().class, Some(Class::III));
    let context = self::context(&counter);
    let bench = Bench::shown(Case::new(case.number, OpenAt::Overview, &context), context);
    assert!(bench.sees("应出文件") && bench.sees("情况报告"));
}

#[test]
fn the_chosen_one_pressed_again_is_taken_back() {
    let counter = Counter::at(MORNING);
    let mut bench = restating(&counter, Channel::Phone, "灯不亮，楼梯上看不见");
    bench.click("楼道灯不亮");
    bench.click("楼道灯不亮");
    let chosen = draft(&counter);
    assert_eq!((chosen.codes.situation, chosen.codes.category, chosen.codes.urgency), (None, None, None));
}

/// Ledger 12-43: the door that does not open is one of three matters; the answer makes it the right one.
#[test]
fn the_answer_at_the_door_leads_to_its_own_situation() {
    let counter = Counter::at(MORNING);
    let mut bench = restating(&counter, Channel::Phone, "密码变了进不了门");
    bench.click("升级未告知（密码进门）");
    assert!(bench.sees("升级前通知过业主吗，用什么进门？"));
    bench.click("没通知，用门卡");
    assert_eq!(draft(&counter).codes.situation.as_ref().map(|code| code.as_str()), Some("E5b"));
    assert!(bench.sees("升级未告知（门卡失效）"));
    let case = saved(&counter, &mut bench);
    assert!(tasks(&case).iter().any(|what| what.contains("门卡授权")), "{:?}", tasks(&case));
}

/// Ledger 08-04: after the opening was said the three questions follow, the process first.
#[test]
fn a_visit_goes_from_its_opening_to_the_questions() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let handled = handled("已修好", true, true);
    let case = counter.happens(&case, MORNING, handled);
    let context = context(&counter);
    let mut bench =
        Bench::shown(Case::new(case.number, owing(&case, DeadlineCode::Visit), &context), context);
    assert!(bench.sees("客服，"), "the opening");
    bench.click("已说");
    let first = ["这一路您觉得怎样", "态度您满意吗", "您觉得还行吗"];
    assert!(first.iter().any(|words| bench.sees(words)), "the first question");
}

#[test]
fn a_trapped_person_is_asked_for_first_and_the_answer_sets_the_rescue() {
    let counter = Counter::at(MORNING);
    let mut bench = restating(&counter, Channel::Phone, "我爸被困在电梯里");
    bench.click("电梯困人");
    assert!(bench.sees("人出来了没有？"));
    bench.click("还困在里面");
    assert_eq!(draft(&counter).codes.urgency, Some(Urgency::Urgent));
    let case = saved(&counter, &mut bench);
    assert!(tasks(&case).iter().any(|what| what.contains("救人")), "{:?}", tasks(&case));
    let answers = case.events.iter().filter(
        |event| matches!(&event.kind, EventKind::Answered { question, answer } if question.as_str() == "E2" && answer == "inside"),
    );
    assert_eq!(answers.count(), 1);
}

#[test]
fn what_cannot_wait_is_asked_while_listening() {
    let counter = Counter::at(MORNING);
    let mut bench = restating(&counter, Channel::Phone, "我爸被困在电梯里");
    bench.send(Message::Go(IntakeStep::Listen));
    bench.click("电梯困人");
    assert!(bench.sees("人出来了没有？"));
    let mut bench = restating(&Counter::at(MORNING), Channel::Phone, "有点事想问问");
    bench.send(Message::Go(IntakeStep::Listen));
    assert!(!bench.sees("其他场景…"), "words that point nowhere leave it for when it is read back");
}

#[test]
fn another_situation_is_found_by_initials() {
    let counter = Counter::at(MORNING);
    let mut bench = restating(&counter, Channel::WalkIn, "有事");
    bench.click("其他场景…");
    bench.send(Message::Codes(Code::Situation(PickerPress::Typed("没有的".into()))));
    assert!(bench.sees("没有这样的场景"));
    bench.send(Message::Codes(Code::Situation(PickerPress::Typed("cdz".into()))));
    bench.send(Message::Codes(Code::Situation(PickerPress::First)));
    assert_eq!(draft(&counter).codes.situation.as_ref().map(|code| code.as_str()), Some("V5"));
    bench.click("可以安装");
    assert!(bench.sees("由谁来装？"), "one answer opens the next question");
    bench.click("业主自行安装");
    assert_eq!(draft(&counter).codes.answer.as_deref(), Some("self"));
}

#[test]
fn a_stored_case_gets_its_situation_with_the_classification() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let context = context(&counter);
    let mut bench = Bench::shown(Case::new(case.number, OpenAt::Overview, &context), context);
    bench.send(CaseMessage::Open(Act::Classify));
    bench.click("电梯报修未处理");
    bench.send(CaseMessage::Save);
    let case = counter.desk.case(case.number).wait().unwrap();
    assert_eq!(case.facts().situation.as_ref().map(|code| code.as_str()), Some("E3"));
    assert_eq!(tasks(&case).len(), 2);
}

/// Ledger 04-15: no time of repair is promised before somebody looked.
#[test]
fn a_result_promised_while_typing_is_told_and_never_blocks() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let context = context(&counter);
    let mut bench =
        Bench::shown(Case::new(case.number, owing(&case, DeadlineCode::Progress), &context), context);
    let paste = |words: &str| {
        let typed = Typing::Edit(Edit::Paste(Arc::new(words.to_owned())));
        CaseMessage::Form(open::Message::Progress(progress::Message::Text(typed)))
    };
    bench.send(paste("师傅在查，五点前告诉您。"));
    assert!(!bench.sees("可以这样说："));
    bench.send(paste("您放心，今晚肯定修好"));
    assert!(bench.sees("可以这样说："));
    // Whether he was told is answered, never taken for granted.
    bench.click("已告知本人");
    bench.send(CaseMessage::Save);
    let case = counter.desk.case(case.number).wait().unwrap();
    assert!(matches!(&case.events[0].kind, EventKind::Progress { text, .. } if text.contains("肯定修好")));
}
