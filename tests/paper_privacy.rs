//! Nothing internal reaches a customer: a mark is planted in every internal field of a case, and none is found in any
//! paper that leaves the house, in what a person is given of his own data, in the month's file for the company, or in the
//! text that is copied. Rules §10.

use std::fs;

use tingsu::desk::history::Incoming;
use tingsu::desk::print::printout::Printout;
use tingsu::domain::case::Case;
use tingsu::domain::code::*;
use tingsu::domain::event::{Event, EventKind};
use tingsu::domain::settings::{Rules, Settings};
use tingsu::domain::statistics::period::Period;
use tingsu::domain::work_order::WorkOrder;
use tingsu::library::say;
use tingsu::library::sentence::Talk;
use tingsu::library::step::Step;
use tingsu::paper::form::handling_record::{self, RecordCopy};
use tingsu::paper::form::major_file::{Cover, MajorFile, major_file};
use tingsu::paper::layout::page::pages;
use tingsu::paper::wording::Labels;

use crate::support::papers::info;
use crate::support::{Counter, at};

use marked::{HIS, MARK, marked, voided};

mod marked;

/// Words that are no text of a field but the name of something internal.
const INTERNAL: [&str; 8] =
    ["真诚意见", "情绪激动", "疑似不当索取", "服务上移", "失度", "特批", "解释无效", "舆情"];
/// The same as files write it.
const INTERNAL_CODES: [&str; 8] =
    ["motive", "sincere", "agitated", "extortion", "staff_fault", "失度", "crisis", "escalat"];

fn looked_through(name: &str, text: &str, wanted: &str, internal: &[&str]) {
    assert!(text.contains(wanted), "{name} is empty: {text}");
    assert!(!text.contains(MARK), "{name}: {text}");
    for word in internal {
        assert!(!text.contains(word), "{name}: {word}");
    }
}

/// Whether a paper is given, read out or sent to somebody outside of the office, or posted.
fn goes_out(paper: &Printout) -> bool {
    match paper {
        Printout::Record(_, copy) => *copy == RecordCopy::Customer,
        Printout::Letter(_)
        | Printout::SituationReport(_)
        | Printout::Visit(_)
        | Printout::Visits(_)
        | Printout::Notice(_)
        | Printout::OutageNotice(_)
        | Printout::Blank(_) => true,
        Printout::Days(..)
        | Printout::Selection(_)
        | Printout::LiftSheet(_)
        | Printout::Table(..)
        | Printout::TablePage(..)
        | Printout::HandOver(_)
        | Printout::ShiftNote(_)
        | Printout::WorkOrder(_)
        | Printout::MajorFile(_)
        | Printout::DailyCheck(_)
        | Printout::Meeting(_)
        | Printout::ScoreSheet(_) => false,
    }
}

/// A counter that holds the marked case as each class has it, and once more given up.
fn counter(house: &str) -> (Counter, Vec<Case>) {
    let counter = Counter::at("2026-11-04T09:00");
    let cases = vec![
        marked("20261103-001", Class::I, house),
        marked("20261103-002", Class::II, house),
        marked("20261103-003", Class::III, house),
        voided("20261103-004", house),
    ];
    let incoming = cases.iter().cloned().map(Incoming::from).collect();
    counter.desk.insert_history(&counter.chief, incoming).wait().unwrap();
    (counter, cases)
}

#[test]
fn no_internal_field_reaches_a_paper_for_the_customer() {
    let (counter, cases) = counter(MARK);
    let words = |paper: &Printout| -> String {
        let pages = counter.desk.preview(paper.clone(), &counter.front).wait().unwrap();
        pages.iter().flat_map(|page| page.texts()).collect()
    };
    let inside = words(&Printout::Record(cases[0].number, RecordCopy::Internal));
    assert!(inside.matches(MARK).count() > 40, "planted where the office's own copy prints it: {inside}");
    let mut seen = Vec::new();
    for case in &cases {
        for paper in Printout::of_case(case).iter().filter(|paper| goes_out(paper)) {
            looked_through(paper.label(), &words(paper), HIS, &INTERNAL);
            seen.push(paper.label());
        }
    }
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen, ["回访记录表", "处理记录表 业主联", "工作联系函", "情况报告"]);
    let day = at("2026-11-05T09:00").date();
    let visits = words(&Printout::Visits(day));
    assert!(!visits.contains(MARK), "{visits}");
}

#[test]
fn what_a_person_is_given_of_himself_holds_nothing_internal() {
    let (counter, cases) = counter(MARK);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("person.json");
    let person = cases[0].receipt.complainant.clone();
    let count = counter.desk.export_person(&counter.chief, person, &file).wait().unwrap();
    assert_eq!(count, cases.len() - 1, "the one that was given up is no case of his any more");
    let told = fs::read_to_string(&file).unwrap();
    looked_through("the person's export", &told, HIS, &INTERNAL);
    looked_through("the person's export", &told, "门机板换好了", &INTERNAL_CODES);
    // What is his is there: himself, his words, what he was told and answered.
    for his in ["欧阳美玲", "13900000001", "13900000002", "3-2-1001", "九点前修好", "快一点", "mostly"]
    {
        assert!(told.contains(his), "{his} in {told}");
    }
}

#[test]
fn no_internal_word_reaches_the_company() {
    let (counter, _) = counter(MARK);
    let folder = tempfile::tempdir().unwrap();
    let november = Period::parse("2026-11", 1).unwrap();
    let (month, facts) = (folder.path().join("11.month"), folder.path().join("11.csv"));
    counter.desk.export_month(november, &month, &counter.chief).wait().unwrap();
    counter.desk.export_facts(november, &facts, &counter.chief).wait().unwrap();
    let hidden = ["motive", "sincere", "extortion", "staff_fault", "失度", HIS, "欧阳", "1390000", "李敏"];
    for file in [month, facts] {
        let text = fs::read_to_string(&file).unwrap();
        looked_through("the month's file", &text, "20261103-001", &hidden);
    }
}

#[test]
fn what_is_the_supervisors_alone_stands_on_no_paper() {
    let mut case = marked("20261103-001", Class::I, "韩骁");
    let mark =
        EventKind::Flag { flag: Flag::Extortion, set: true, reason: Some("要价三次改口".into()) };
    let motive = EventKind::Corrected {
        what: "motive".into(),
        before: serde_json::json!("sincere"),
        after: serde_json::json!("pretext"),
        reason: "主管判断".into(),
    };
    for kind in [mark, motive] {
        case.events.push(Event::new(at("2026-11-03T11:00"), "孟知秋", kind));
    }
    let labels = Labels::default();
    let cover = MajorFile {
        file_number: String::new(),
        cover: Cover::of(&case, &case.state(&Rules::default())),
        papers: vec![("处理记录表".into(), handling_record::internal(&case, &labels))],
        attachments: Vec::new(),
    };
    let text: String = pages(&major_file(&cover), &info()).iter().flat_map(|page| page.texts()).collect();
    assert!(text.contains("重大") && text.contains("被投诉人"), "the office's own copy is complete: {text}");
    for word in ["疑似不当索取", "要价三次改口", "真诚意见", "另有所求", "主管判断", "失度"]
    {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn no_internal_field_reaches_the_text_that_is_said_or_copied() {
    let counter = Counter::at("2026-11-04T09:00");
    let library = counter.desk.library();
    let settings = Settings { property: "澄湖佳苑".into(), ..Settings::default() };
    let mut said = 0;
    for class in Class::ALL {
        let case = marked("20261103-001", *class, "韩骁");
        for step in Step::ALL {
            let talk = Talk::of_case(&library, &case, &settings, *step, at("2026-11-04T09:00"));
            let now = say::now(&library, &talk);
            let sentences =
                std::iter::once(now.sentence.text).chain(now.alternatives.into_iter().map(|one| one.text));
            for sentence in sentences {
                said += 1;
                assert!(!sentence.as_str().contains(MARK), "{step:?}: {sentence}");
            }
        }
        let labels = Labels::new(&settings, Vec::new());
        let order = WorkOrder::of(&case, &settings.rules, &labels, str::to_owned);
        looked_through("the work order", &order.text(), HIS, &INTERNAL);
    }
    assert!(said >= Step::ALL.len() * 3);
}
