//! Bad input at the screens: a clear sentence each time, and nothing typed is lost.

use std::fs;
use std::sync::Arc;

use tempfile::TempDir;
use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::domain::act::Act;
use tingsu::domain::attachment::Attachment;
use tingsu::domain::case::Case;
use tingsu::domain::closure::ClosureRequest;
use tingsu::domain::code::{ClosureCode, DeadlineCode, Opinion, VisitForm, VisitOutcome};
use tingsu::domain::event::{EventKind, Visit};
use tingsu::domain::intake::Draft;
use tingsu::domain::obligation::TaskKind;
use tingsu::domain::settings::{Party, PartyKind};
use tingsu::ui::screen::case;
use tingsu::ui::screen::contract::{Context, OpenAt};
use tingsu::ui::shortcut::Shortcut;

use super::{START, Shift, sign_in};
use crate::support::screen::Bench;
use crate::support::window::Pilot;
use crate::support::{Counter, MORNING, at, complaint, context, note, preset};

/// The only draft of the folder, as it lies on disk.
fn draft(folder: &TempDir) -> Draft {
    let desk = Desk::open(folder.path(), Clock::frozen(at(START)), Access::Reading).unwrap();
    let drafts = desk.drafts().wait().unwrap();
    assert_eq!(drafts.len(), 1);
    serde_json::from_str(&drafts[0].content).unwrap()
}

#[test]
fn a_time_that_cannot_be_read_is_told_at_its_field_and_kept_as_words() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    for (odd, told) in [
        ("2月30日", "没有2月30日这一天，请核对"),
        ("25:70", "没有25:70这个时间，请核对"),
        ("20266-11-27 20:00", "没有20266年这样的年份，请核对"),
        ("前几天", "说不准是几点，按原话记"),
    ] {
        shift.window.write("发生时间", odd);
        assert!(shift.window.sees(told), "{odd}");
        shift.window.clear("发生时间");
    }
    shift.window.write("发生时间", "昨天下午，记不清");
    shift.window.press(Shortcut::Save);
    assert!(shift.window.sees("已受理，编号"), "what is vague keeps nobody from saving");
    assert_eq!(shift.case_on_disk().facts().occurred_words.as_deref(), Some("昨天下午，记不清"));
}

#[test]
fn a_typed_time_shows_at_once_how_it_was_understood() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    let started = at(START);
    shift.window.write("发生时间", "昨晚11点");
    let night = started.on(started.date().pred_opt().unwrap());
    let shown = tingsu::domain::reading::time::shown(night, started);
    let day = shown.rsplit_once(' ').unwrap().0;
    assert!(shift.window.sees(&format!("{day} 23:00")), "{day} 23:00");
    shift.window.clear("发生时间");
    shift.window.write("发生时间", "昨天中午10点");
    assert!(shift.window.sees("「中午」和「10点」对不上，请核对"));
    shift.window.click(&format!("{day} 22:00"));
    shift.window.press(Shortcut::Save);
    assert!(shift.window.sees("已受理，编号"));
    let at_night = shift.case_on_disk().facts().occurred_at.unwrap();
    assert_eq!(at_night.to_string()[11..16], *"22:00");
}

#[test]
fn a_number_with_letters_is_told_at_its_field_and_kept_as_it_was_written() {
    let mut shift = Shift::begin();
    let window = &mut shift.window;
    window.press(Shortcut::Phone);
    window.write("业主姓名", "陈建国");
    window.write("来电号码", "1390000041a");
    window.write("业主原话", "电梯停了");
    assert!(window.sees("电话里有「a」，请核对；先照原样保留"));
    window.press(Shortcut::Save);
    assert!(window.sees("已受理，编号"));
    assert_eq!(shift.case_on_disk().facts().complainant.called_from.as_deref(), Some("1390000041a"));
}

#[test]
fn a_hundred_kilobytes_are_taken_told_of_and_kept_whole() {
    let mut shift = Shift::begin();
    let words = "电梯又停了，".repeat(100 * 1024 / "电梯又停了，".len());
    let window = &mut shift.window;
    window.press(Shortcut::Phone);
    window.write("业主姓名", "陈建国");
    window.write("来电号码", "13900000417");
    window.write("业主原话", &words);
    assert!(window.sees("超过 3000 字"), "the field says that it is more than a paper takes easily");
    window.press(Shortcut::Save);
    assert!(window.sees("已受理，编号"));
    let case = shift.case_on_disk();
    assert_eq!(case.facts().verbatim.unwrap().trim(), words);
}

#[test]
fn characters_that_the_font_lacks_are_kept_as_they_are() {
    let mut shift = Shift::begin();
    let window = &mut shift.window;
    window.press(Shortcut::Phone);
    window.write("业主姓名", "龘𠮷");
    window.write("来电号码", "13900000417");
    let words = "😡😡 电梯 ꙮ 停了\u{200b}！\u{202e}";
    window.write("业主原话", words);
    window.press(Shortcut::Save);
    assert!(window.sees("已受理，编号"));
    let case = shift.case_on_disk();
    let facts = case.facts();
    assert_eq!(facts.verbatim.as_deref().map(str::trim_end), Some(words));
    assert_eq!(facts.complainant.name.as_deref(), Some("龘𠮷"));
}

#[test]
fn a_clock_behind_the_last_event_is_told_before_saving() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.press(Shortcut::Save);
    let mut shift = shift.later("2026-11-20T09:00", "李敏（前台）");
    shift.window.press(Shortcut::WalkIn);
    assert!(shift.window.sees("早于最近一条记录的时间"), "it stands beside the form");
    shift.window.write("业主姓名", "许静");
    assert!(shift.window.sees("许静"), "and keeps nobody from typing");
}

#[test]
fn a_folder_that_cannot_be_written_is_told_with_its_name() {
    let place = TempDir::new().unwrap();
    let file = place.path().join("data");
    fs::write(&file, "这里是一个文件").unwrap();
    let mut window = Pilot::open(&file, START);
    assert!(window.sees("没有打开") && window.sees(&file.display().to_string()));
    assert!(window.sees("再试一次"));
    fs::remove_file(&file).unwrap();
    window.click("再试一次");
    assert!(window.sees("欢迎使用听诉"), "it goes on as soon as the folder can be made");
}

#[test]
fn a_killed_window_comes_back_with_its_tabs() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.press(Shortcut::WalkIn);
    shift.window.write("业主姓名", "许静");
    let Shift { folder, window } = shift;
    // Dropped without being asked to close: as after a power cut.
    drop(window);
    // Minutes later, else a slow machine would have typed past this time.
    let mut window = sign_in(folder.path(), "2026-11-21T14:40", "李敏（前台）");
    window.click("受理");
    assert!(window.sees("来电 · 陈先生 3-2-1001") && window.sees("来访 · 许静"), "both tabs are there");
    window.click("来电 · 陈先生 3-2-1001");
    window.press(Shortcut::Save);
    assert!(window.sees("已受理，编号"), "and all that was typed with them");
}

#[test]
fn an_explanation_and_a_promise_being_typed_are_on_disk_too() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.click_last("当场解释");
    shift.window.write("怎么解释的", "门机配件在路上");
    shift.window.click_last("约定回复");
    shift.window.write("约定的回复时间", "17:30");
    shift.window.write("到时回复什么", "到货时间");
    let Shift { folder, window } = shift;
    drop(window);
    let kept = draft(&folder);
    assert_eq!(kept.explanation.trim(), "门机配件在路上");
    assert_eq!((kept.promise.due.as_str(), kept.promise.text.as_str()), ("17:30", "到货时间"));
    let mut window = sign_in(folder.path(), "2026-11-21T14:40", "李敏（前台）");
    window.click("受理");
    assert!(window.sees("17:30") && window.sees("到货时间"), "back at the step where it was typed");
    window.press(Shortcut::Confirm);
    assert!(window.sees("业主同意这个时间，已记下"));
    assert_eq!(draft(&folder).promise, Default::default(), "what is recorded is no longer being typed");
}

#[test]
fn a_promise_in_the_past_is_told_and_what_was_typed_stays() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.press(Shortcut::Save);
    shift.act("约定回复");
    let window = &mut shift.window;
    window.write("到时回复什么", "到货时间");
    window.write("约定的回复时间", "2026-11-20 10:00");
    window.press(Shortcut::Confirm);
    assert!(window.sees("11月20日 10:00已经过去") && window.sees("到货时间"));
    window.clear("约定的回复时间");
    window.write("约定的回复时间", "17:30");
    window.press(Shortcut::Confirm);
    assert!(window.sees("「约定回复」已记下"));
    let case = shift.case_on_disk();
    let promised = case.events.iter().find_map(|event| match &event.kind {
        EventKind::Promised { due, text, .. } => Some((due.to_string(), text.clone())),
        _ => None,
    });
    assert_eq!(promised, Some(("2026-11-21T17:30:00+08:00".to_owned(), "到货时间".to_owned())));
}

#[test]
fn what_is_handed_over_at_two_in_the_night_is_owed_the_same_morning() {
    let folder = TempDir::new().unwrap();
    preset::empty(folder.path());
    let window = sign_in(folder.path(), "2026-11-22T02:00", "李敏（前台）");
    let mut shift = Shift { folder, window };
    shift.take_in_by_phone();
    shift.window.press(Shortcut::Save);
    shift.rare("交班");
    assert!(shift.window.sees("11月22日 08:30"), "the same morning is proposed");
    shift.window.write("交给谁", "王倩");
    shift.record("交班");
    let mut shift = shift.later("2026-11-22T08:10", "王倩（前台）");
    assert!(shift.window.sees("交班"), "it stands on 今日 before the duty begins");
    shift.find("电梯停了两天");
    shift.rare("接班");
    shift.window.click("还没联系上");
    shift.record("接班");
    assert!(shift.window.sees("交班"), "taken over, and the owner still waits");
    shift.rare("接班");
    shift.window.click("已联系上");
    shift.record("接班");
    let case = shift.case_on_disk();
    let handed = case.events.iter().find_map(|event| match &event.kind {
        EventKind::Handover { to, due } => Some((to.clone(), *due)),
        _ => None,
    });
    assert_eq!(handed, Some((Some("王倩".to_owned()), Some(at("2026-11-22T08:30")))));
    let state = case.state(&Default::default());
    assert!(!state.owes(DeadlineCode::Handover));
}

#[test]
fn a_repeat_is_found_by_a_room_that_leaves_the_unit_out() {
    let mut shift = Shift::begin();
    shift.take_in_by_phone();
    shift.window.press(Shortcut::Save);
    let mut shift = shift.later("2026-11-21T16:00", "李敏（前台）");
    let window = &mut shift.window;
    window.press(Shortcut::Phone);
    window.write("房号", "3#1001");
    assert!(window.sees("电梯停了两天了没人管"), "what the house came for stands beside the form");
    window.write("业主姓名", "王芳");
    window.write("来电号码", "13900000555");
    window.write("业主原话", "电梯到现在还停着，怎么回事？");
    window.press(Shortcut::Save);
    assert!(window.sees("已受理，编号"));
    shift.rare("关联");
    let reading = Desk::open(shift.folder.path(), Clock::frozen(at("2026-11-21T17:00")), Access::Reading);
    let first = reading.unwrap().all_cases().wait().unwrap().remove(0);
    let received = first.receipt.received_at.short(at(START));
    let words = "3-2-1001 电梯停了两天了没人管，我妈八十多岁天天爬十楼！（待指派）";
    shift.window.click(&format!("{received} {words}"));
    shift.record("关联");
    let cases = shift.cases_on_disk();
    assert_eq!(cases[1].facts().repeat_of, Some(cases[0].number));
}

/// Two windows never have one folder; what goes past the screen is a command or another page of the same window.
#[test]
fn whoever_saves_second_is_told_and_loses_nothing() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let context = context(&counter);
    let made = case::Case::new(case.number, OpenAt::Act(Act::Note), &context);
    let mut bench = Bench::shown(made, context);
    bench.write("备注", "物业经理已到现场");
    counter.happens(&case, MORNING, note("另一个人先记的"));
    bench.send(case::Message::Save);
    assert!(bench.sees("已被他人更新，这一步没有保存") && bench.sees("您填写的内容还在"));
    assert!(bench.sees("另一个人先记的"), "the newest is shown");
    bench.send(case::Message::Save);
    let notes = counter.desk.case(case.number).wait().unwrap();
    let notes: Vec<_> = notes.events.iter().map(|event| event.kind.clone()).collect();
    assert_eq!(notes[0], note("另一个人先记的"));
    assert_eq!(notes[1], EventKind::Note { text: "物业经理已到现场".into(), internal: true });

    let photo = counter.folder.path().join("电梯.png");
    fs::write(&photo, "a picture").unwrap();
    let known = counter.desk.case(case.number).wait().unwrap();
    counter.happens(&known, MORNING, note("又先记了一条"));
    let dropped = bench.screen.attach(vec![photo.clone()], &bench.context);
    bench.run(dropped);
    assert_eq!(Attachment::of_case(&counter.desk.case(case.number).wait().unwrap()), []);
    let again = bench.screen.attach(vec![photo], &bench.context);
    bench.run(again);
    assert!(bench.sees("电梯.png"), "the second try goes by what is there now");
}

#[test]
fn a_task_goes_to_no_department_that_was_taken_out_of_the_settings() {
    let counter = Counter::at(MORNING);
    let party = |name: &str| Party { kind: PartyKind::Department, name: name.into() };
    let mut settings = counter.desk.settings().wait().unwrap();
    settings.parties = vec![party("绿化部"), party("工程部")];
    counter.desk.save_settings(&counter.chief, settings.clone()).wait().unwrap();
    let case = counter.take_in(complaint(MORNING));
    let given = EventKind::Task {
        what: "修剪树枝".into(),
        to: Some("绿化部".into()),
        due: Some(at("2026-11-03T17:00")),
        kind: TaskKind::Free,
        after: None,
    };
    let case = counter.happens(&case, MORNING, given);
    let context = context(&counter);
    let made = case::Case::new(case.number, OpenAt::Act(Act::Task), &context);
    let mut bench = Bench::shown(made, context.clone());
    bench.write("办什么", "清运落叶");
    bench.write("交给谁", "绿化部");
    bench.write("什么时候前办完", "今天18:00");
    settings.parties.remove(0);
    counter.desk.save_settings(&counter.chief, settings.clone()).wait().unwrap();
    bench.context = Context { settings: Arc::new(settings), ..context };
    bench.send(case::Message::Save);
    assert!(bench.sees("「绿化部」不在名单里"));
    assert_eq!(counter.desk.case(case.number).wait().unwrap().events.len(), 1);
    assert!(bench.sees("交给绿化部"), "what it was given before is still owed by it");
    bench.click("就用这个名字");
    bench.send(case::Message::Save);
    let events = counter.desk.case(case.number).wait().unwrap().events;
    assert_eq!(events.len(), 2, "whoever means it may");
    let EventKind::Task { what, .. } = &events[1].kind else { panic!("{:?}", events[1]) };
    assert_eq!(what, "清运落叶", "nothing that was typed is lost");
}

#[test]
fn a_visit_before_the_work_is_done_is_refused_and_says_what_comes_first() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let visit = EventKind::Visit(Visit {
        form: VisitForm::Phone,
        outcome: VisitOutcome::Reached,
        standing: None,
        process: Some(Opinion::Satisfied),
        measures: Some(Opinion::Satisfied),
        result: Some(Opinion::Satisfied),
        expectation: None,
        perceived: None,
        emotion: None,
        text: None,
        visitor: None,
        again: None,
    });
    let refused = counter.desk.append(&counter.front, case.number, 0, vec![(at(MORNING), visit)]).wait();
    assert!(refused.unwrap_err().message().contains("还没有处理完成，不能回访"));
    assert_eq!(counter.desk.case(case.number).wait().unwrap().events, []);
    let context = context(&counter);
    let made = case::Case::new(case.number, OpenAt::Overview, &context);
    let mut bench = Bench::shown(made, context);
    assert!(!bench.sees("回访"), "the foot shows what can be done");
    bench.click("更多…");
    assert!(!bench.does("回访"), "the button is off");
    assert!(bench.sees("还没有处理完成，不能回访"), "and says why");
}

#[test]
fn links_that_would_go_round_in_a_circle_are_refused_each_with_its_sentence() {
    let counter = Counter::at(MORNING);
    let [first, second, third] = [0, 1, 2].map(|_| counter.take_in(complaint(MORNING)));
    let repeat = |case: &Case, known, of: &Case| {
        counter.desk.link_repeat(&counter.front, case.number, known, Some(of.number)).wait()
    };
    let join = |case: &Case, known, lead: &Case| {
        counter.desk.join_group(&counter.front, case.number, known, Some(lead.number)).wait()
    };
    assert!(repeat(&first, 0, &first).unwrap_err().message().contains("自己"));
    repeat(&second, 0, &first).unwrap();
    assert!(repeat(&first, 0, &second).unwrap_err().message().contains("更早"), "neither way round");
    join(&second, 1, &first).unwrap();
    assert!(join(&first, 0, &second).unwrap_err().message().contains("已并入另一件群诉"));
    assert!(join(&first, 0, &third).unwrap_err().message().contains("下面还有别家"));
    assert!(
        join(&third, 0, &second).unwrap_err().message().contains("已并入另一件群诉"),
        "no group in a group"
    );
    assert_eq!(counter.desk.case(first.number).wait().unwrap().events, []);
    assert_eq!(counter.desk.check().wait().unwrap(), []);
}

#[test]
fn a_voided_case_is_neither_closed_nor_carried_on() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    counter.desk.void(&counter.chief, case.number, 0, "登记重了").wait().unwrap();
    let request = |against_the_list| ClosureRequest {
        code: ClosureCode::Explained,
        reason: Some("作废了也关".into()),
        against_the_list,
    };
    for against in [false, true] {
        let refused = counter.desk.close(&counter.chief, case.number, 1, request(against)).wait();
        let told = match refused {
            Err(error) => error.message(),
            Ok(written) => format!("{:?}", written.value),
        };
        assert!(told.contains("已作废"), "{told}");
    }
    assert!(counter.desk.reopen(&counter.chief, case.number, 1, "再来").wait().is_err());
    assert_eq!(counter.desk.case(case.number).wait().unwrap().events.len(), 1);
    assert_eq!(counter.today().cases, []);
}
