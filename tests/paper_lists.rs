//! The lists at the end of form 3, on paper and in the book: every overdue case that the summary counts, why a case that
//! was taken up again is open, and what each line says.

use calamine::{Data, Reader, Xlsx, open_workbook};
use tingsu::desk::print::printout::Printout;
use tingsu::domain::case::{Case, CaseNumber};
use tingsu::domain::code::{ClosureCode, Opinion, VerifyResult, VisitForm, VisitOutcome};
use tingsu::domain::event::{Event, EventKind, Visit};
use tingsu::domain::settings::Settings;
use tingsu::domain::statistics::case_lists::{CaseLists, ListedCase};
use tingsu::domain::statistics::period::Period;
use tingsu::domain::statistics::tally;

use crate::support::{Counter, at, complaint, handled};

fn case() -> Case {
    let mut case = Case::new(CaseNumber::parse("20261103-001").unwrap(), complaint("2026-11-03T09:00"));
    let assigned =
        EventKind::Assigned { to: "周工".into(), department: None, reason: None, named_by: None };
    push(&mut case, "2026-11-03T09:05", assigned);
    case
}

fn push(case: &mut Case, time: &str, kind: EventKind) {
    case.events.push(Event::new(at(time), "李敏", kind));
}

fn visit(result: Opinion) -> EventKind {
    EventKind::Visit(Visit {
        form: VisitForm::Phone,
        outcome: VisitOutcome::Reached,
        standing: None,
        process: Some(Opinion::Satisfied),
        measures: Some(Opinion::Satisfied),
        result: Some(result),
        expectation: None,
        perceived: None,
        emotion: None,
        text: Some("又停了一次".into()),
        visitor: None,
        again: None,
    })
}

fn line(case: &Case) -> ListedCase {
    let (settings, november) = (Settings::default(), Period::parse("2026-11", 1).unwrap());
    let report = tally::report([case], &settings, november, at("2026-11-30T18:00"));
    CaseLists::of(&report, std::slice::from_ref(case), &settings.rules).open.remove(0)
}

#[test]
fn why_a_case_is_open_follows_its_state_and_its_progress_begins_anew() {
    let told = |case: &Case| {
        let line = line(case);
        (line.reason, line.progress)
    };
    let words = |reason: &str, progress: &str| (reason.to_owned(), progress.to_owned());
    let mut first = case();
    push(&mut first, "2026-11-04T10:00", handled("换了门机板", true, true));
    let mut reopened = first.clone();
    push(&mut reopened, "2026-11-05T10:00", visit(Opinion::Satisfied));
    let closed = EventKind::Closed { code: ClosureCode::Visited, overridden: false, reason: None };
    push(&mut reopened, "2026-11-05T10:10", closed);
    push(&mut reopened, "2026-11-20T09:00", EventKind::Reopened { reason: "业主来电说没赔".into() });
    assert_eq!(told(&reopened), words("重新受理，再次处理中", "11-20 重新受理：业主来电说没赔"));
    push(&mut reopened, "2026-11-20T15:00", handled("商定了赔付", false, true));
    assert_eq!(told(&reopened), words("已处理，待验证或告知", "11-20 商定了赔付"));
    let mut dissatisfied = first.clone();
    push(&mut dissatisfied, "2026-11-05T10:00", visit(Opinion::Dissatisfied));
    assert_eq!(told(&dissatisfied), words("回访不满意，再次处理中", "11-05 回访不满意：又停了一次"));
    let mut wanting = case();
    push(&mut wanting, "2026-11-04T10:00", handled("换了门机板", false, true));
    let verified = EventKind::Verified { who: None, result: VerifyResult::Wanting, text: None };
    push(&mut wanting, "2026-11-04T11:00", verified);
    assert_eq!(told(&wanting), words("处理中", "11-04 验证不合格"));
}

/// The rows of a page of a book as texts.
fn rows(book: &mut Xlsx<std::io::BufReader<std::fs::File>>, page: &str) -> Vec<Vec<String>> {
    let range = book.worksheet_range(page).unwrap();
    range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
}

/// September printed in December: nothing that is overdue had a part in it.
#[test]
fn what_the_summary_counts_as_overdue_is_what_is_listed() {
    let counter = Counter::at("2026-11-20T10:00");
    let overdue = counter.take_in(complaint("2026-11-20T10:00"));
    let counter = counter.later("2026-12-02T09:00");
    let september = Period::parse("2026-09", 1).unwrap();
    let report = counter.desk.report(september).wait().unwrap();
    assert_eq!((report.check.closing, report.lists.overdue.as_slice()), (0, [overdue.number].as_slice()));
    let pages = counter.desk.preview(Printout::Table(september, None), &counter.front).wait().unwrap();
    let texts: Vec<&str> = pages.iter().flat_map(|page| page.texts()).collect();
    let after = |label: &str| texts[texts.iter().position(|text| *text == label).unwrap() + 1];
    assert_eq!(after("逾期未结"), "1");
    assert!(texts.contains(&"逾期未结（截至12月2日）（1 件）"), "{texts:?}");
    assert_eq!(texts.iter().filter(|text| **text == "20261120-001").count(), 1);
    assert!(texts.contains(&"未结投诉及进展（0 件）"));

    counter.desk.save_analysis(&counter.chief, september, "加强巡查\n每周回看").wait().unwrap();
    let mut settings = counter.desk.settings().wait().unwrap();
    settings.households = Some(500);
    counter.desk.save_settings(&counter.chief, settings).wait().unwrap();
    let file = counter.folder.path().join("表3.xlsx");
    let november = Period::parse("2026-11", 1).unwrap();
    for (period, analysis) in [(september, true), (november, false)] {
        counter.desk.export_report(period, None, &file, &counter.chief).wait().unwrap();
        let mut book: Xlsx<_> = open_workbook(&file).unwrap();
        let overview = rows(&mut book, "概况");
        let figure =
            |label: &str| overview.iter().find(|row| row[0] == label).map(|row| row[1].clone()).unwrap();
        assert_eq!(figure("逾期未结（截至12月2日）"), "1");
        let (sum, rate) =
            if analysis { ("1—9月累计受理", "0") } else { ("1—11月累计受理", "1") };
        assert_eq!((figure(sum).as_str(), figure("计算户数").as_str()), (rate, "500"));
        let listed = rows(&mut book, "清单");
        let line = listed.iter().find(|row| row[0].starts_with("逾期未结")).unwrap();
        assert_eq!((line[1].as_str(), line[3].as_str()), ("20261120-001", "3-2-1001"));
        assert_eq!((line[4].as_str(), line[6].as_str()), ("电梯又停运了，老人下不了楼。", "11"));
        assert!(line[5] == "待指派" && line[9] == "尚未指派责任人", "{line:?}");
        assert_eq!(book.sheet_names().contains(&"分析".to_owned()), analysis);
        if analysis {
            assert_eq!(rows(&mut book, "分析").last().unwrap()[0], "加强巡查\n每周回看");
        }
    }
    // The month's file says the same number.
    let month = counter.folder.path().join("09.month");
    counter.desk.export_month(september, &month, &counter.chief).wait().unwrap();
    assert!(std::fs::read_to_string(month).unwrap().contains("\"overdue\":1"));
}
