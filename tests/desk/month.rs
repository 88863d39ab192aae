//! 定稿: what is final stays, what changes later is told as 调整, every version stays printable.

use rusqlite::Connection;
use tingsu::desk::error::Error;
use tingsu::desk::print::printout::Printout;
use tingsu::domain::case::{Case, CaseNumber};
use tingsu::domain::closure::ClosureRequest;
use tingsu::domain::code::{Category, ClosureCode, Flag};
use tingsu::domain::event::EventKind;
use tingsu::domain::statistics::period::Period;
use tingsu::domain::statistics::report::{Adjustment, Report};

use crate::support::{Counter, at, complaint};

fn month(code: &str) -> Period {
    Period::parse(code, 1).unwrap()
}

fn table(counter: &Counter, code: &str) -> Report {
    counter.desk.report(month(code)).wait().unwrap()
}

fn parked(counter: &Counter, time: &str) -> Case {
    let mut facts = complaint(time);
    facts.category = Category::new("vehicles");
    counter.take_in(facts)
}

fn close(counter: &Counter, number: CaseNumber, seen: usize) {
    let code = ClosureCode::Explained;
    let request = ClosureRequest { code, reason: Some("业主坚持".into()), against_the_list: true };
    counter.desk.close(&counter.chief, number, seen, request).wait().unwrap();
}

fn lock(counter: &Counter, code: &str) -> tingsu::domain::statistics::report::Lock {
    counter.desk.lock_month(&counter.chief, month(code)).wait().unwrap().value
}

/// The adjustments of the main block as `row column before after numbers`.
fn main_block(report: &Report) -> Vec<String> {
    let main = report.adjustments.iter().filter(|one| one.axis == "category");
    let line = |one: &Adjustment| {
        let numbers: Vec<String> = one.numbers.iter().map(CaseNumber::to_string).collect();
        format!(
            "{} {} {} {} {} {}",
            one.period,
            one.key,
            one.column,
            one.before,
            one.after,
            numbers.join("+")
        )
    };
    main.map(line).collect()
}

#[test]
fn a_final_month_stays_and_later_changes_are_adjustments() {
    let counter = Counter::at("2026-10-20T10:00");
    let first = parked(&counter, "2026-10-20T10:00");
    let counter = counter.later("2026-11-02T10:00");
    let before = table(&counter, "2026-10");
    assert_eq!((before.lock.as_ref(), before.check.received), (None, 1));
    let made = lock(&counter, "2026-10");
    assert_eq!((made.version, made.hash.len(), made.by.as_str()), (1, 8, "赵楠"));
    assert!(table(&counter, "2026-11").adjustments.is_empty());
    // A complaint of October that was forgotten, and the first one, closed with a time of October.
    let counter = counter.later("2026-11-05T10:00");
    let late = parked(&counter, "2026-10-31T15:00");
    let void = || counter.desk.void(&counter.chief, first.number, 0, "录重了");
    void().wait().unwrap();
    let kept = table(&counter, "2026-10");
    assert_eq!(kept.lock, Some(made.clone()));
    assert_eq!((kept.axes.clone(), kept.check, kept.as_of), (before.axes, before.check, before.as_of));
    let now = table(&counter, "2026-11");
    assert_eq!(
        main_block(&now),
        [
            format!("2026-10 total received 1 2 {}", late.number),
            format!("2026-10 total closing 1 2 {}", late.number),
            format!("2026-10 vehicles received 1 2 {}", late.number),
            format!("2026-10 vehicles closing 1 2 {}", late.number),
        ],
        "voided in November is a movement of November and changes nothing in October"
    );
    assert!(now.check.balances());
    // The clock before the making final knows only the draft.
    let counter = counter.later("2026-11-01T10:00");
    assert_eq!(table(&counter, "2026-10").lock, None);
    let counter = counter.later("2026-11-06T10:00");
    assert_eq!(counter.desk.check().wait().unwrap(), []);
    assert_eq!(counter.desk.check_rebuild().wait().unwrap().value, []);
    assert_eq!(table(&counter, "2026-10").lock, Some(made));
}

#[test]
fn what_a_final_table_has_told_is_not_told_again() {
    let counter = Counter::at("2026-09-20T10:00");
    parked(&counter, "2026-09-20T10:00");
    let counter = counter.later("2026-10-02T10:00");
    lock(&counter, "2026-09");
    let second = parked(&counter, "2026-09-28T10:00");
    let counter = counter.later("2026-11-02T10:00");
    lock(&counter, "2026-10");
    let october = table(&counter, "2026-10");
    assert!(main_block(&october).contains(&format!("2026-09 vehicles received 1 2 {}", second.number)));
    assert_eq!(main_block(&table(&counter, "2026-11")), [] as [&str; 0]);
    let third = parked(&counter, "2026-09-29T10:00");
    let november = table(&counter, "2026-11");
    assert!(main_block(&november).contains(&format!("2026-09 vehicles received 2 3 {}", third.number)));
    assert!(main_block(&november).contains(&format!("2026-10 vehicles opening 2 3 {}", third.number)));
    assert_eq!(table(&counter, "2026-10"), october);
}

#[test]
fn a_case_that_changes_its_row_goes_from_one_to_the_other() {
    let counter = Counter::at("2026-10-20T10:00");
    let case = parked(&counter, "2026-10-20T10:00");
    let counter = counter.later("2026-11-02T10:00");
    lock(&counter, "2026-10");
    let correction = counter.desk.correct(
        &counter.front,
        case.number,
        0,
        "category",
        serde_json::json!("fees"),
        "分类选错",
    );
    correction.wait().unwrap();
    let lines = main_block(&table(&counter, "2026-11"));
    let number = case.number;
    assert!(lines.contains(&format!("2026-10 fees received 0 1 {number}")), "{lines:?}");
    assert!(lines.contains(&format!("2026-10 vehicles received 1 0 {number}")));
    assert!(lines.iter().all(|line| !line.contains("total")), "the sums stay");
}

#[test]
fn only_a_supervisor_with_a_reason_opens_a_final_month_and_every_version_stays_printable() {
    let counter = Counter::at("2026-10-20T10:00");
    parked(&counter, "2026-10-20T10:00");
    let (desk, october) = (&counter.desk, month("2026-10"));
    let refused = |error: Error| error.message();
    let early = desk.lock_month(&counter.chief, october).wait().unwrap_err();
    assert_eq!(refused(early), "2026年10月还没有结束，没有定稿。请在月末之后再定稿。");
    let counter = counter.later("2026-11-02T10:00");
    let desk = &counter.desk;
    assert!(desk.lock_month(&counter.front, october).wait().unwrap_err().needs_supervisor());
    let quarter = desk.lock_month(&counter.chief, month("2026-Q3")).wait().unwrap_err();
    assert!(refused(quarter).contains("只有月度统计表才定稿"));
    desk.save_analysis(&counter.front, october, "地库车位画线。").wait().unwrap();
    let first = lock(&counter, "2026-10");
    let again = desk.lock_month(&counter.chief, october).wait().unwrap_err();
    assert!(refused(again).contains("已经定稿（第 1 版）"));
    let frozen = desk.save_analysis(&counter.chief, october, "改了").wait().unwrap_err();
    assert!(refused(frozen).contains("请先撤销定稿"));
    assert!(desk.unlock_month(&counter.front, october, "改").wait().unwrap_err().needs_supervisor());
    assert!(refused(desk.unlock_month(&counter.chief, october, " ").wait().unwrap_err()).contains("为什么"));
    parked(&counter, "2026-10-30T10:00");
    desk.unlock_month(&counter.chief, october, "漏登一单").wait().unwrap();
    assert!(
        refused(desk.unlock_month(&counter.chief, october, "再撤").wait().unwrap_err()).contains("没有定稿")
    );
    let draft = table(&counter, "2026-10");
    assert_eq!((draft.lock, draft.check.received, draft.analysis.as_str()), (None, 2, "地库车位画线。"));
    desk.save_analysis(&counter.chief, october, "地库车位画线，补登一单。").wait().unwrap();
    let second = lock(&counter, "2026-10");
    assert_eq!(second.version, 2);
    assert_ne!(second.hash, first.hash);
    let history = desk.month_history(october).wait().unwrap();
    assert_eq!(history.in_force(), Some(&second));
    assert_eq!(history.versions[0].unlocked.as_ref().unwrap().reason, "漏登一单");
    let old = desk.report_version(october, 1).wait().unwrap();
    assert_eq!((old.check.received, old.analysis.as_str()), (1, "地库车位画线。"));
    assert_eq!(old.lock, Some(first));
    let texts = |version| -> String {
        let pages = desk.preview(Printout::Table(october, version), &counter.chief).wait().unwrap();
        pages.iter().flat_map(|page| page.texts()).collect()
    };
    assert!(texts(Some(1)).contains("定稿 第 1 版") && texts(None).contains("定稿 第 2 版"));
    assert!(texts(None).contains("补登一单") && !texts(Some(1)).contains("补登一单"));
    let none = desk.report_version(october, 3).wait().unwrap_err();
    assert!(refused(none).contains("没有第 3 版"));
}

#[test]
fn the_analysis_survives_a_crash_while_it_is_typed() {
    let counter = Counter::at("2026-11-02T10:00");
    let november = month("2026-11");
    let draft = "写到一半：".to_owned();
    counter.desk.save_analysis_draft(&counter.front, november, draft.clone()).wait().unwrap();
    let counter = counter.later("2026-11-02T10:01");
    assert_eq!(counter.desk.analysis_draft(november).wait().unwrap(), Some(draft));
    let long = "长".repeat(4_001);
    let error = counter.desk.save_analysis(&counter.front, november, &long).wait().unwrap_err();
    assert!(error.message().contains("4000 字以内"));
    counter.desk.save_analysis(&counter.front, november, "写完了。").wait().unwrap();
    assert_eq!(counter.desk.analysis_draft(november).wait().unwrap(), None);
    assert_eq!(table(&counter, "2026-11").analysis, "写完了。");
}

#[test]
fn a_final_table_that_is_not_what_was_made_final_is_found() {
    let counter = Counter::at("2026-10-20T10:00");
    parked(&counter, "2026-10-20T10:00");
    let counter = counter.later("2026-11-02T10:00");
    lock(&counter, "2026-10");
    assert_eq!(counter.desk.check().wait().unwrap(), []);
    let file = Connection::open(counter.folder.path().join("tingsu.db")).unwrap();
    let body = "SELECT body FROM event JOIN event_body USING (seq) WHERE type = 'month_locked'";
    let stored: String = file.query_row(body, [], |row| row.get(0)).unwrap();
    assert!(stored.contains("\"head\":\""), "the head of the log stands with it");
    for (from, to) in [("\"month\":\"2026-10\"", "\"month\":\"2026-09\""), ("\"head\":\"", "\"head\":\"9")] {
        let forged = stored.replacen(from, to, 1);
        file.execute_batch("DROP TRIGGER IF EXISTS body_is_only_erased").unwrap();
        file.execute("UPDATE event_body SET body = ?1 WHERE body LIKE '%month_locked%'", [forged]).unwrap();
        let found = counter.desk.check().wait().unwrap();
        assert!(found.iter().any(|one| one.0.contains("校验码不符")), "{from}: {found:?}");
    }
}

#[test]
fn a_final_table_holds_no_personal_word() {
    let counter = Counter::at("2026-10-20T10:00");
    let case = parked(&counter, "2026-10-20T10:00");
    let flag = EventKind::Flag { flag: Flag::Group, set: true, reason: Some("三户".into()) };
    let case = counter.happens(&case, "2026-10-20T10:00", flag);
    close(&counter, case.number, case.events.len());
    let counter = counter.later("2026-11-02T10:00");
    lock(&counter, "2026-10");
    assert_eq!(table(&counter, "2026-10").summary.group_households, 1);
    let file = Connection::open(counter.folder.path().join("tingsu.db")).unwrap();
    let stored: String = file
        .query_row(
            "SELECT b.body FROM event AS e JOIN event_body AS b USING (seq) WHERE e.type = 'month_locked'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert!(stored.contains("vehicles") && stored.contains(&case.number.to_string()));
    for word in ["张坤", "13900008316", "3-2-1001", "电梯", "业主坚持"] {
        assert!(!stored.contains(word), "{word}");
    }
    assert_eq!(at("2026-11-02T10:00"), table(&counter, "2026-10").as_of);
}
