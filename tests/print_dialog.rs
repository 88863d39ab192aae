//! The print dialog in the window, and what printing leaves on record.

use tempfile::TempDir;
use tingsu::desk::clock::Clock;
use tingsu::desk::error::Error;
use tingsu::desk::handle::{Access, Desk};
use tingsu::desk::print::printout::{Blank, Printout};
use tingsu::domain::case::{Case, Facts};
use tingsu::domain::closure::ClosureRequest;
use tingsu::domain::code::{
    Category, Class, ClosureCode, Content, DeadlineCode, Emotion, Flag, Nature, NoticeKind, Opinion,
    PaperForm, Trigger, VisitForm, VisitOutcome,
};
use tingsu::domain::event::{Escalation, EventKind, Visit};
use tingsu::domain::person::{Actor, Role};
use tingsu::paper::form::handling_record::RecordCopy;
use tingsu::paper::form::notice::Notice;
use tingsu::paper::layout::canvas::Page;
use tingsu::ui::shortcut::Shortcut;

use crate::support::preset::{self, AFTERNOON};
use crate::support::window::Pilot;
use crate::support::{Counter, at, complaint, handled, sample};

const NOON: &str = "2026-11-03T12:00";

fn text(pages: &[Page]) -> String {
    pages.iter().flat_map(Page::texts).collect()
}

fn letters(case: &Case) -> Vec<Option<String>> {
    let sent = case.events.iter().filter_map(|event| match &event.kind {
        EventKind::Paper { sent_to, .. } => Some(sent_to.clone()),
        _ => None,
    });
    sent.collect()
}

#[test]
fn a_look_at_a_paper_counts_nothing_and_each_copy_counts_from_one() {
    let counter = Counter::at(NOON);
    let number = counter.take_in(complaint(NOON)).number;
    let inside = Printout::Record(number, RecordCopy::Internal);
    let outside = Printout::Record(number, RecordCopy::Customer);
    let look = |paper: &Printout| text(&counter.desk.preview(paper.clone(), &counter.front).wait().unwrap());
    let print = |paper: &Printout| counter.desk.print(paper.clone(), &counter.front).wait().unwrap();
    assert!(look(&inside).contains("第 1 次打印"));
    assert!(look(&inside).contains("第 1 次打印"), "it was only looked at");
    assert!(print(&inside).starts_with(b"%PDF"));
    print(&inside);
    assert!(look(&inside).contains("第 3 次打印"));
    assert!(look(&outside).contains("第 1 次打印"), "the customer's copy counts for itself");
    assert!(look(&outside).contains("打印人 李敏"));
}

/// Ledger 11-12, 11-13: class II writes to the developer, class III to the department concerned, each only that.
/// Ledger 06-17.
#[test]
fn a_case_offers_the_papers_that_its_class_marks_and_events_call_for() {
    let counter = Counter::at(NOON);
    let labels = |case: &Case| Printout::of_case(case).iter().map(Printout::label).collect::<Vec<_>>();
    let plain = counter.take_in(complaint(NOON));
    assert_eq!(labels(&plain), ["处理记录表 内部联", "处理记录表 业主联", "回访记录表"]);
    let mut facts = complaint(NOON);
    facts.class = Some(Class::II);
    facts.flags = vec![Flag::Major];
    let mut case = counter.take_in(facts);
    case = counter.happens(&case, NOON, EventKind::Escalated(Escalation::new(Trigger::F)));
    assert_eq!(labels(&case)[3..], ["服务上移交接单", "工作联系函", "重大投诉卷"]);
    for paper in Printout::of_case(&case) {
        let pages = counter.desk.preview(paper.clone(), &counter.front).wait().unwrap();
        assert!(text(&pages).contains(&case.number.to_string()), "{}", paper.label());
    }
    let refused = counter.desk.preview(Printout::SituationReport(case.number), &counter.front).wait();
    assert!(matches!(refused, Err(Error::Refused(sentence)) if sentence.contains("三类")));
    let mut facts = complaint(NOON);
    facts.class = Some(Class::III);
    let outside = counter.take_in(facts);
    assert_eq!(labels(&outside)[3..], ["情况报告"]);
    let report = Printout::SituationReport(outside.number);
    let report = text(&counter.desk.preview(report, &counter.front).wait().unwrap());
    let facts = outside.facts();
    for words in [facts.gist().as_str(), "主管部门"] {
        assert!(report.contains(words), "{words}: {report}");
    }
    let refused = counter.desk.preview(Printout::Letter(outside.number), &counter.front).wait();
    assert!(matches!(refused, Err(Error::Refused(sentence)) if sentence.contains("二类")));
}

/// What a paper says but for its foot, and its digits.
fn said(pages: &[Page]) -> (String, String) {
    let foot = |text: &&str| {
        ["打印时间", "打印人", "内容校验", "第 1 次", "第 2 次"].iter().any(|head| text.starts_with(head))
    };
    let texts: Vec<&str> = pages.iter().flat_map(Page::texts).collect();
    let digits = texts.iter().find_map(|text| text.strip_prefix("内容校验 ")).unwrap();
    let digits = digits.split('　').next().unwrap().to_owned();
    (texts.into_iter().filter(|text| !foot(text)).collect(), digits)
}

#[test]
fn a_letter_is_printed_again_as_it_was_sent() {
    for (class, write, to) in [
        (Class::II, Printout::Letter as fn(_) -> Printout, "客户关系中心"),
        (Class::III, Printout::SituationReport, "致：主管部门"),
    ] {
        let counter = Counter::at(NOON);
        let mut facts = complaint(NOON);
        (facts.class, facts.flags) = (Some(class), vec![Flag::Major]);
        let case = counter.take_in(facts);
        let paper = write(case.number);
        let look = |counter: &Counter, paper: &Printout| {
            counter.desk.preview(paper.clone(), &counter.front).wait().unwrap()
        };
        let first = said(&look(&counter, &paper));
        assert!(first.0.contains("2026年11月3日") && first.0.contains(to), "{}", first.0);
        counter.desk.print_to_file(paper.clone(), &counter.front).wait().unwrap();
        // Printed on one day, sent on another, printed again on a third; much is otherwise by then.
        let counter = counter.later("2026-11-04T09:00");
        let restated = EventKind::Restated { summary: "电梯停了三天".into(), confirmed: true };
        let case = counter.happens(&case, "2026-11-04T09:00", restated);
        counter.desk.mark_sent(paper.clone(), &counter.front).wait().unwrap();
        let counter = counter.later("2026-11-12T10:00");
        let mut settings = counter.desk.settings().wait().unwrap();
        (settings.centre_phone, settings.supervisor_title) = ("0755-00009999".into(), "主管".into());
        counter.desk.save_settings(&counter.chief, settings).wait().unwrap();
        assert_eq!(said(&look(&counter, &paper)), first);
        let file = text(&look(&counter, &Printout::MajorFile(case.number)));
        assert!(file.contains(&first.1), "the letter in the file is the letter that was sent");
    }
}

#[test]
fn a_report_names_to_whom_it_is_recorded_to_have_gone_and_a_case_taken_up_again_has_a_new_letter() {
    let counter = Counter::at(NOON);
    let mut facts = complaint(NOON);
    facts.class = Some(Class::III);
    let number = counter.take_in(facts).number;
    let sent = EventKind::Paper { form: PaperForm::Report, sent_to: Some("区城管局".into()) };
    let append = |counter: &Counter, kind: EventKind| {
        let known = counter.desk.case(number).wait().unwrap().events.len();
        let now = vec![(counter.desk.now(), kind)];
        counter.desk.append(&counter.chief, number, known, now).wait().unwrap();
    };
    append(&counter, sent);
    let counter = counter.later("2026-11-20T10:00");
    let look = |counter: &Counter| {
        text(&counter.desk.preview(Printout::SituationReport(number), &counter.front).wait().unwrap())
    };
    let again = look(&counter);
    assert!(again.contains("致：区城管局") && again.contains("2026年11月3日"), "{again}");
    let known = || counter.desk.case(number).wait().unwrap().events.len();
    let reason = Some("已转告".to_owned());
    let request = ClosureRequest { code: ClosureCode::Explained, reason, against_the_list: true };
    counter.desk.close(&counter.chief, number, known(), request).wait().unwrap();
    counter.desk.reopen(&counter.chief, number, known(), "又来反映").wait().unwrap();
    let anew = look(&counter);
    assert!(anew.contains("致：主管部门") && anew.contains("2026年11月20日"), "{anew}");
}

#[test]
fn the_sheet_of_a_visit_that_was_made_says_what_came_of_it() {
    let counter = Counter::at(NOON);
    let case = counter.take_in(complaint(NOON));
    let case = counter.happens(&case, NOON, handled("换了门机板", true, true));
    let look = || text(&counter.desk.preview(Printout::Visit(case.number), &counter.front).wait().unwrap());
    assert!(look().contains("□ 已接受回访"), "to be ticked by hand");
    let visit = Visit {
        form: VisitForm::Phone,
        outcome: VisitOutcome::Reached,
        standing: None,
        process: Some(Opinion::Satisfied),
        measures: Some(Opinion::Mostly),
        result: Some(Opinion::Satisfied),
        expectation: Some(3),
        perceived: Some(4),
        emotion: None,
        text: Some("早点说就好".into()),
        visitor: None,
        again: None,
    };
    counter.happens(&case, NOON, EventKind::Visit(visit));
    let made = look();
    for words in ["■ 已接受回访", "■ 电话", "■ 基本满意", "早点说就好", "2026年11月3日 12:00"]
    {
        assert!(made.contains(words), "{words} in {made}");
    }
}

#[test]
fn a_letter_is_sent_only_when_somebody_says_so() {
    let counter = Counter::at(NOON);
    let mut facts = complaint(NOON);
    facts.class = Some(Class::II);
    let number = counter.take_in(facts).number;
    let rules = counter.desk.settings().wait().unwrap().rules;
    let owed = || {
        let case = counter.desk.case(number).wait().unwrap();
        let state = case.state(&rules);
        let open = state
            .obligations
            .iter()
            .any(|duty| duty.deadline == DeadlineCode::Letter && duty.is_open(at(NOON)));
        (open, letters(&case))
    };
    let letter = Printout::Letter(number);
    counter.desk.print_to_file(letter.clone(), &counter.front).wait().unwrap();
    assert_eq!(owed(), (true, Vec::new()), "a printed letter is no letter sent");
    counter.desk.mark_sent(letter, &counter.front).wait().unwrap();
    assert_eq!(owed(), (false, vec![Some("客户关系中心".to_owned())]));
    let wrong = counter.desk.mark_sent(Printout::Record(number, RecordCopy::Internal), &counter.front).wait();
    assert!(matches!(wrong, Err(Error::Refused(_))), "a record is not sent");
}

#[test]
fn a_paper_takes_the_place_of_no_other_of_its_name() {
    let counter = Counter::at(NOON);
    let number = counter.take_in(complaint(NOON)).number;
    let print = || {
        let record = Printout::Record(number, RecordCopy::Internal);
        counter.desk.print_to_file(record, &counter.front).wait().unwrap()
    };
    let first = print();
    std::fs::write(&first, "写在上面的批注").unwrap();
    let (second, third) = (print(), print());
    assert_eq!(std::fs::read_to_string(&first).unwrap(), "写在上面的批注");
    assert!(second.to_string_lossy().ends_with("(2).pdf") && third.to_string_lossy().ends_with("(3).pdf"));
}

#[test]
fn a_record_that_is_not_owed_is_printed_without_a_word_in_the_case() {
    let counter = Counter::at(NOON);
    let number = counter.take_in(complaint(NOON)).number;
    let path =
        counter.desk.print_to_file(Printout::Record(number, RecordCopy::Internal), &counter.front).wait();
    assert!(path.unwrap().ends_with(format!("{number} 处理记录表 内部联.pdf")));
    assert_eq!(letters(&counter.desk.case(number).wait().unwrap()), Vec::<Option<String>>::new());
}

#[test]
fn every_paper_of_the_sample_is_made_and_the_lists_name_their_cases() {
    let counter = sample();
    let settings = counter.desk.settings().wait().unwrap();
    let day = at("2026-11-30T09:00").date();
    let look = |paper: Printout| text(&counter.desk.preview(paper, &counter.chief).wait().unwrap());
    for paper in Printout::of_days(day, day, &settings) {
        let label = paper.label();
        assert!(look(paper).len() > 100, "{label}");
    }
    let evening = at("2026-12-01T00:00");
    let owes_visit = |case: &&Case| {
        let state = case.state(&settings.rules);
        state.obligations.iter().any(|one| {
            one.deadline == DeadlineCode::Visit && one.is_open(counter.desk.now()) && one.due < evening
        })
    };
    let cases = counter.desk.all_cases().wait().unwrap();
    let owed: Vec<String> = cases.iter().filter(owes_visit).map(|case| case.number.to_string()).collect();
    assert!(!owed.is_empty());
    let list = look(Printout::Visits(day));
    for number in &owed {
        assert!(list.contains(number), "{number}");
    }
    assert!(list.contains(&format!("共 {} 件", owed.len())));
    let check = look(Printout::DailyCheck(day));
    for wanted in ["投诉（客服负责人盘点）", "住户报修（技术维修负责人盘点）", "公共设施报修"]
    {
        assert!(check.contains(wanted), "{wanted}");
    }
    assert!(look(Printout::Blank(Blank::VisitRecord)).contains("业主明确表示今后不再接受回访"));
    let notice = Notice { what: "电梯检修".into(), ..Notice::default() };
    assert!(look(Printout::Notice(Box::new(notice))).contains("更新于 2026年11月30日 18:00"));
}

/// Ledger 09-09, 10-33.
#[test]
fn a_major_file_keeps_the_number_of_its_first_print_and_holds_the_visits_as_they_went() {
    let counter = Counter::at(NOON);
    let major = || {
        let mut facts = complaint(NOON);
        facts.flags = vec![Flag::Major];
        counter.take_in(facts)
    };
    let (first, second) = (major(), major());
    let look = |case: &Case| {
        let pages = counter.desk.preview(Printout::MajorFile(case.number), &counter.front).wait().unwrap();
        text(&pages)
    };
    let print = |case: &Case| {
        let paper = Printout::MajorFile(case.number);
        assert!(counter.desk.print(paper, &counter.front).wait().unwrap().starts_with(b"%PDF"));
    };
    assert!(look(&first).contains("ZD-2026-01") && look(&second).contains("ZD-2026-01"), "not laid down yet");
    print(&second);
    assert!(look(&first).contains("ZD-2026-02"));
    print(&first);
    print(&second);
    assert!(
        look(&second).contains("ZD-2026-01") && look(&first).contains("ZD-2026-02"),
        "each keeps its own"
    );

    assert!(look(&first).contains("回访记录表（待填）"));
    let visit = Visit {
        form: VisitForm::Home,
        outcome: VisitOutcome::Reached,
        standing: None,
        process: Some(Opinion::Satisfied),
        measures: Some(Opinion::Mostly),
        result: Some(Opinion::Satisfied),
        expectation: Some(4),
        perceived: Some(5),
        emotion: Some(Emotion::Upset),
        text: Some("下次早点说".into()),
        visitor: None,
        again: None,
    };
    let result = EventKind::Handled {
        result: "换了门机板，老周接错线".into(),
        verified: true,
        told: true,
        medium: None,
        for_owner: Some("已换好门机板".into()),
        verification: None,
    };
    let case = counter.happens(&first, NOON, result);
    let case = counter.happens(&case, NOON, EventKind::Visit(visit));
    let file = look(&case);
    for wanted in [
        "回访记录表（2026年11月3日）",
        "■ 上门",
        "■ 已接受回访",
        "□ 满意　■ 基本满意",
        "□ 3　■ 4",
        "下次早点说",
    ] {
        assert!(file.contains(wanted), "{wanted}: {file}");
    }
    assert!(!file.contains("待填"));
    let sheet = look_at(&counter, Printout::Record(case.number, RecordCopy::Customer));
    assert!(
        sheet.contains("已换好门机板") && !sheet.contains("老周"),
        "the owner reads what was worded for him"
    );
}

fn look_at(counter: &Counter, paper: Printout) -> String {
    text(&counter.desk.preview(paper, &counter.front).wait().unwrap())
}

#[test]
fn the_dialog_shows_the_papers_of_a_case_and_leaves_by_esc() {
    let folder = TempDir::new().unwrap();
    preset::busy_day(folder.path());
    let mut window = Pilot::open(folder.path(), AFTERNOON);
    window.click("李敏（前台）");
    window.click("台账");
    window.press(Shortcut::Print);
    for words in [
        "工作信息记录表",
        "日盘点表",
        "回访清单",
        "温馨提示",
        "处理记录表（空白）",
        "第 1 页",
        "100%",
        "存为 PDF…",
        "打印",
    ] {
        assert!(window.sees(words), "{words}");
    }
    window.click("放大");
    assert!(window.sees("150%"));
    window.click("温馨提示");
    window.fill("3栋2单元电梯停运检修", "门禁检修");
    assert!(window.sees("门禁检修"));
    window.press(Shortcut::Phone);
    assert!(window.sees("存为 PDF…"), "the dialog keeps the keys to itself");
    window.click("关闭");
    assert!(!window.sees("存为 PDF…"));
}

#[test]
fn a_usual_notice_to_all_owners_is_taken_over_and_says_how_it_goes_out() {
    let folder = TempDir::new().unwrap();
    preset::busy_day(folder.path());
    let mut window = Pilot::open(folder.path(), AFTERNOON);
    window.click("李敏（前台）");
    window.press(Shortcut::Print);
    assert!(window.sees("温馨提示") && window.sees("进展通知"), "a choice of three");
    window.click("告业主书");
    assert!(!window.sees("处理措施"), "a letter is about no outage");
    window.click("费用调整");
    assert!(window.sees("第一步：单元大堂、公告栏贴出") && window.sees("停车费调整"));
    let counter = Counter::at(NOON);
    let settings = counter.desk.settings().wait().unwrap();
    let day = at(NOON).date();
    let kinds = Printout::of_days(day, day, &settings).into_iter().filter_map(|paper| match paper {
        Printout::Notice(notice) => Some((notice.kind, notice.property.is_empty())),
        _ => None,
    });
    let kinds: Vec<_> = kinds.collect();
    assert_eq!(kinds.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), NoticeKind::ALL);
    assert!(kinds.iter().all(|(_, nameless)| *nameless == settings.property.is_empty()));
}

#[test]
fn a_file_that_cannot_be_written_is_told_and_the_desk_goes_on() {
    let counter = Counter::at(NOON);
    let number = counter.take_in(complaint(NOON)).number;
    let paper = Printout::Record(number, RecordCopy::Internal);
    let nowhere = counter.folder.path().join("没有的文件夹").join("记录.pdf");
    let refused = counter.desk.print_to(paper.clone(), &counter.front, nowhere.clone()).wait();
    assert!(matches!(refused, Err(Error::Refused(sentence)) if sentence.contains("没有写成")));
    assert!(!nowhere.exists());
    let times = |paper: &Printout| counter.desk.times_printed(&paper.subject(), paper.form()).wait().unwrap();
    assert_eq!(times(&paper), 0, "what lies nowhere is no print");
    let place = counter.folder.path().join("记录.pdf");
    counter.desk.print_to(paper.clone(), &counter.front, place.clone()).wait().unwrap();
    assert_eq!(times(&paper), 1);
    assert!(std::fs::read(place).unwrap().starts_with(b"%PDF"));
}

#[test]
fn reading_commands_print_without_touching_the_case() {
    let counter = Counter::at(NOON);
    let number = counter.take_in(complaint(NOON)).number;
    let Counter { folder, desk, front, .. } = counter;
    drop(desk);
    let desk = Desk::open(folder.path(), Clock::frozen(at(NOON)), Access::Reading).unwrap();
    let pdf = desk.print(Printout::Record(number, RecordCopy::Internal), &front).wait().unwrap();
    assert!(pdf.starts_with(b"%PDF"));
    assert!(desk.case(number).wait().unwrap().events.is_empty());
}

#[test]
fn lists_are_saved_as_spreadsheets_too_and_only_a_supervisor_asks_for_whole_numbers() {
    for (who, supervisor) in [("李敏（前台）", false), ("赵楠（客服主任）", true)] {
        let folder = TempDir::new().unwrap();
        preset::busy_day(folder.path());
        let mut window = Pilot::open(folder.path(), AFTERNOON);
        window.click(who);
        window.click("台账");
        window.press(Shortcut::Print);
        assert!(window.sees("工作信息记录表") && window.sees("存为表格…"), "{who}");
        assert_eq!(window.sees("表格里写完整电话"), supervisor, "{who}");
        window.click("温馨提示");
        assert!(!window.sees("存为表格…") && !window.sees("表格里写完整电话"), "a notice is no list");
    }
}

/// A complaint of Monday noon that nobody deals with, judged difficult: form 2 is owed.
fn owing_a_record() -> (Counter, Case) {
    let counter = Counter::at("2026-11-02T12:00");
    let facts = Facts {
        summary: Some("电梯停运两天".into()),
        category: Category::new("facilities"),
        class: Some(Class::I),
        nature: Some(Nature::Effective),
        content: Some(Content::Equipment),
        ..complaint("2026-11-02T12:00")
    };
    let case = counter.take_in(facts);
    let counter = counter.later("2026-11-03T14:00");
    let judged = EventKind::DifficultyJudged { difficult: true };
    let judged = counter.desk.append(&counter.chief, case.number, 0, vec![(at("2026-11-03T14:00"), judged)]);
    let case = judged.wait().unwrap().value;
    (counter, case)
}

fn owes_a_record(counter: &Counter, case: &Case) -> bool {
    counter.owed(case.number).iter().any(|owed| owed.obligation.deadline == DeadlineCode::RecordForm)
}

#[test]
fn a_record_without_a_handler_is_printed_with_a_blank_and_a_note_before() {
    let (counter, case) = owing_a_record();
    assert!(owes_a_record(&counter, &case));
    let paper = Printout::Record(case.number, RecordCopy::Internal);
    let note = counter.desk.print_note(&paper).wait().unwrap().unwrap();
    assert!(note.contains("表上还空着：责任人") && note.contains("部门负责人填写并签字"), "{note}");
    let outside = Printout::Record(case.number, RecordCopy::Customer);
    assert_eq!(
        counter.desk.print_note(&outside).wait().unwrap(),
        None,
        "the owner's copy asks for no handler"
    );
    let pages = counter.desk.preview(paper.clone(), &counter.front).wait().unwrap();
    let texts: Vec<&str> = pages.iter().flat_map(Page::texts).collect();
    let after = texts.iter().position(|text| *text == "责任人").map(|at| texts[at + 1]);
    assert_eq!(after, Some("责任部门"), "nothing stands in its box");
    counter.desk.print_to_file(paper.clone(), &counter.front).wait().unwrap();
    assert!(owes_a_record(&counter, &case), "the department head has named nobody yet");

    let assigned = |named_by: Option<&str>| {
        let named_by = named_by.map(str::to_owned);
        EventKind::Assigned { to: "王强".into(), department: None, reason: None, named_by }
    };
    let now = counter.desk.case(case.number).wait().unwrap();
    let now = counter.happens(&now, "2026-11-03T14:00", assigned(None));
    let note = counter.desk.print_note(&paper).wait().unwrap().unwrap();
    assert!(note.contains("指派责任人的部门负责人"), "{note}");
    counter.desk.print_to_file(paper.clone(), &counter.front).wait().unwrap();
    assert!(owes_a_record(&counter, &case), "nobody of that rank named him");
    counter.happens(&now, "2026-11-03T14:00", assigned(Some("韩骁")));
    let note = counter.desk.print_note(&paper).wait().unwrap().unwrap();
    assert!(!note.contains("责任人"), "{note}");
    assert!(text(&counter.desk.preview(paper.clone(), &counter.front).wait().unwrap()).contains("王强"));
    counter.desk.print_to_file(paper, &counter.front).wait().unwrap();
    assert!(!owes_a_record(&counter, &case), "what is found and done comes later");
}

#[test]
fn whoever_may_only_sign_prints_the_record_all_the_same() {
    let (counter, case) = owing_a_record();
    let staff = counter.desk.add_staff(&counter.chief, "吴工", Role::SignOnly).wait().unwrap().value;
    let signer = Actor::from(staff.iter().find(|one| one.name == "吴工").unwrap());
    let paper = Printout::Record(case.number, RecordCopy::Internal);
    assert!(counter.desk.print_to_file(paper, &signer).wait().unwrap().exists());
    assert!(owes_a_record(&counter, &case), "who may record nothing files nothing");
}

#[test]
fn the_dialog_says_beforehand_what_is_blank() {
    let (counter, case) = owing_a_record();
    let Counter { folder, desk, .. } = counter;
    drop(desk);
    let mut window = Pilot::open(folder.path(), "2026-11-03T14:30");
    window.click("李敏（前台）");
    window.fill("找人、房号、电话、内容、编号…", &case.number.to_string());
    window.submit(&case.number.to_string());
    window.press(Shortcut::Print);
    assert!(window.sees("表上还空着：责任人"));
    window.click("处理记录表 业主联");
    assert!(!window.sees("表上还空着"));
}
