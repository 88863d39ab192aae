//! Papers that are owed and what alone meets them (rules §7), and times that hang on a year whose holidays are 未公布.

use serde_json::{Value, json};
use tingsu::desk::print::printout::Printout;
use tingsu::domain::act::Act;
use tingsu::domain::case::CaseNumber;
use tingsu::domain::case_query::{CaseFilter, CaseOrder};
use tingsu::domain::code::{CaseKind, Channel, Class, DeadlineCode, Flag, Impact, PaperForm};
use tingsu::domain::event::EventKind;
use tingsu::domain::marker::Marker;
use tingsu::domain::obligation::{Obligation, TaskKind};
use tingsu::domain::settings::Rules;
use tingsu::domain::today::{TodayGroup, TodayQuery};
use tingsu::ui::screen::case::{Case as CaseScreen, Message};
use tingsu::ui::screen::contract::{OpenAt, Request};
use tingsu::ui::screen::today::filter::Filter;
use tingsu::ui::screen::today::line::Line;

use crate::support::screen::Bench;
use crate::support::{Counter, MORNING, at, complaint, context, handled};

fn paper(counter: &Counter, number: CaseNumber, form: PaperForm) -> Option<Obligation> {
    let owed = counter.owed(number);
    let kind = TaskKind::Paper { form };
    owed.into_iter().map(|one| one.obligation).find(|one| one.is_task(&kind))
}

/// The cases in the tile of papers, counted by the database and by the list alike.
fn in_papers(counter: &Counter) -> usize {
    let query = TodayQuery { group: TodayGroup::Paper, ..TodayQuery::all("李敏") };
    let today = counter.desk.today(query).wait().unwrap();
    assert_eq!(today.cases.len(), today.counts.of(TodayGroup::Paper));
    today.cases.len()
}

fn correct(counter: &Counter, number: CaseNumber, what: &str, after: Value) {
    let known = counter.desk.case(number).wait().unwrap().events.len();
    counter.desk.correct(&counter.chief, number, known, what, after, "核实后").wait().unwrap();
}

#[test]
fn a_far_reaching_matter_outside_owes_a_report_that_only_its_sending_meets() {
    let counter = Counter::at(MORNING);
    let mut facts = complaint(MORNING);
    facts.class = Some(Class::III);
    let number = counter.take_in(facts).number;
    assert_eq!(paper(&counter, number, PaperForm::Report), None, "the supervisor has stored no impact");
    correct(&counter, number, "impact", json!(Impact::Wide));
    let owed = paper(&counter, number, PaperForm::Report).unwrap();
    assert_eq!((owed.due, owed.working_days), (at("2026-11-04T09:00"), true));
    assert_eq!(owed.label(), "书面呈报情况报告");
    assert_eq!(in_papers(&counter), 1);
    // It is no task that somebody ticks off, and its button leads to the paper.
    let done =
        EventKind::TaskDone {
            task: Some(owed.id), what: "报了".into(), result: None, who: None, rank: None
        };
    let events = counter.desk.case(number).wait().unwrap().events.len();
    assert!(counter.desk.append(&counter.chief, number, events, vec![(at(MORNING), done)]).wait().is_err());
    let context = context(&counter);
    let mut bench = Bench::shown(CaseScreen::new(number, OpenAt::Obligation(owed.id), &context), context);
    let Some(Request::Print(papers)) = bench.asked() else { panic!("no paper is offered") };
    assert_eq!(papers[0], Printout::SituationReport(number));
    let report = Printout::SituationReport(number);
    counter.desk.print_to_file(report.clone(), &counter.front).wait().unwrap();
    assert!(paper(&counter, number, PaperForm::Report).is_some(), "a printed report is no report sent");
    counter.desk.mark_sent(report, &counter.front).wait().unwrap();
    assert_eq!(paper(&counter, number, PaperForm::Report), None);
    assert_eq!(in_papers(&counter), 0);
    // Reaching less far, nothing more is owed; far again, it is.
    correct(&counter, number, "impact", json!(Impact::Limited));
    correct(&counter, number, "impact", json!(Impact::Grave));
    assert!(paper(&counter, number, PaperForm::Report).is_some());
    correct(&counter, number, "impact", json!(Impact::Limited));
    assert_eq!(paper(&counter, number, PaperForm::Report), None, "withdrawn with its cause");
    assert_eq!(counter.desk.check_rebuild().wait().unwrap().value, []);
}

#[test]
fn a_major_complaint_owes_its_file_until_that_is_printed() {
    let counter = Counter::at(MORNING);
    let case = counter.take_in(complaint(MORNING));
    let flag = EventKind::Flag { flag: Flag::Major, set: true, reason: Some("砸伤".into()) };
    let number = counter.happens(&case, MORNING, flag).number;
    assert_eq!(paper(&counter, number, PaperForm::MajorFile).unwrap().due, at("2026-11-04T09:00"));
    let context = context(&counter);
    let mut bench = Bench::shown(CaseScreen::new(number, OpenAt::Overview, &context), context);
    assert!(bench.sees("重大投诉卷"));
    let id = paper(&counter, number, PaperForm::MajorFile).unwrap().id;
    bench.send(Message::Meet(id));
    assert!(
        matches!(bench.asked(), Some(Request::Print(papers)) if papers[0] == Printout::MajorFile(number))
    );
    counter.desk.print_to_file(Printout::MajorFile(number), &counter.front).wait().unwrap();
    assert_eq!(paper(&counter, number, PaperForm::MajorFile), None, "printed, it is there");
    let filed = counter.desk.case(number).wait().unwrap().events;
    assert!(matches!(&filed.last().unwrap().kind, EventKind::Paper { form: PaperForm::MajorFile, .. }));
}

/// A complaint received so late in the year that its working day is of a year not announced.
fn at_the_years_end() -> (Counter, CaseNumber) {
    let counter = Counter::at("2026-12-31T09:10");
    let case = counter.take_in(complaint("2026-12-31T09:10"));
    // What is due sooner does not hang on holidays.
    let case = counter.happens(&case, "2026-12-31T09:10", handled("修好了", false, true));
    (counter, case.number)
}

#[test]
fn a_time_of_a_year_not_announced_is_marked_wherever_it_stands() {
    let (counter, number) = at_the_years_end();
    let words = "2027年放假安排未公布";
    let owed = counter.owed(number);
    assert_eq!(owed[0].obligation.deadline, DeadlineCode::Verify);
    // 台账, 搜索 and the files made of them.
    let rows = counter.register();
    let marked = |rows: &[tingsu::domain::case_row::CaseRow]| {
        rows[0].status_line(&Rules::default(), counter.desk.now()).markers.contains(&Marker::Unannounced)
    };
    assert!(marked(&rows) && marked(&counter.desk.search("张坤").wait().unwrap()));
    // 今日, the case, the check of the day, the note of the shift.
    let lines = Line::all(&counter.today(), &[], Filter::ALL, &Rules::default());
    assert!(lines[0].marks.iter().any(|(mark, _)| mark == words), "{:?}", lines[0].marks);
    let context = context(&counter);
    assert!(Bench::shown(CaseScreen::new(number, OpenAt::Overview, &context), context).sees(words));
    let check = counter.desk.daily_check("2026-12-31".parse().unwrap()).wait().unwrap();
    assert!(check.blocks[0].rows[0].next.contains(words), "{}", check.blocks[0].rows[0].next);
    let counter = counter.later("2027-01-01T10:00");
    let note = counter.desk.shift_draft().wait().unwrap();
    assert!(note.matters[0].owed.contains(words), "{}", note.matters[0].owed);
    // Announced, nothing is marked.
    let mut settings = counter.desk.settings().wait().unwrap();
    settings.rules.calendar.announce(2027);
    counter.desk.save_settings(&counter.chief, settings.clone()).wait().unwrap();
    let row = counter.desk.every_case(CaseFilter::default(), CaseOrder::Newest).next().unwrap().unwrap();
    assert_eq!(row.blind_year, None);
}

#[test]
fn the_command_marks_it_too() {
    let (counter, number) = at_the_years_end();
    let Counter { folder, desk, .. } = counter;
    drop(desk);
    let run = |args: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_tingsu"));
        let out =
            command.arg("--data").arg(folder.path()).args(["--now", "2026-12-31T10:00"]).args(args).output();
        String::from_utf8(out.unwrap().stdout).unwrap()
    };
    let text = run(&["today"]);
    let line = text.lines().find(|line| line.contains(&number.to_string())).unwrap();
    assert!(line.contains("（2027年放假安排未公布）"), "{line}");
    let rows: Vec<Value> = serde_json::from_str(&run(&["today", "--format", "json"])).unwrap();
    let row = rows.iter().find(|row| row["number"] == number.to_string()).unwrap();
    assert!(row["rule"].as_str().unwrap().ends_with("（2027年放假安排未公布）"), "{row}");
}

#[test]
fn a_name_that_this_office_does_not_know_is_kept_and_marked_by_an_import() {
    use tingsu::desk::import::import_cases;
    use tingsu::desk::interchange::read;
    let counter = Counter::at(MORNING);
    let file = json!({"format": "tingsu-cases", "version": 1, "cases": [{
    "number": "20261101-001", "kind": "complaint", "channel": "phone", "received_at": "2026-11-01T09:00",
    "receiver": "李敏", "complainant": {"name": "陈", "phones": ["13900000001"]}, "summary": "电梯停运",
    "events": [
        {"at": "2026-11-01T09:10", "by": "李敏", "type": "assigned", "to": "赵楠"},
        {"at": "2026-11-01T09:20", "by": "李敏", "type": "assigned", "to": "过路的人"},
        {"at": "2026-11-01T09:30", "by": "李敏", "type": "task", "what": "看现场", "to": "工程部", "due": "2026-11-02T09:00"},
        {"at": "2026-11-01T09:40", "by": "李敏", "type": "task", "what": "看现场", "to": "老王", "due": "2026-11-02T09:00"}
    ]}]});
    let file = read::read(file.to_string().as_bytes()).unwrap();
    let report = import_cases(&counter.desk, &counter.chief, "cases.json", file).unwrap();
    let notes = serde_json::to_value(&report).unwrap()["rows"][0]["notes"].to_string();
    assert!(notes.contains("「过路的人」不在") && notes.contains("「老王」不在"), "{notes}");
    assert!(!notes.contains("「赵楠」") && !notes.contains("「工程部」"), "{notes}");
    let case = counter.desk.case(CaseNumber::parse("20261101-001").unwrap()).wait().unwrap();
    assert_eq!(case.state(&Rules::default()).handler.as_deref(), Some("过路的人"), "the words are kept");
    assert_eq!((case.receipt.kind, case.receipt.channel), (CaseKind::Complaint, Channel::Phone));
    assert_eq!(Act::of(&case.events[3].kind), Act::Task);
}
