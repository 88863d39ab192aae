//! The questionnaire, the record of a meeting, the score sheet of a drill and the work order: made from what lies on disk,
//! and read back from the paper. Ledger 11-19, 11-22, 11-25, 16-06.

use chrono::NaiveDate;
use tingsu::desk::print::printout::{Blank, Printout};
use tingsu::domain::code::{CaseKind, Flag, Impact, Opinion};
use tingsu::domain::drill::{Dimension, DrillAnswer, DrillMode, DrillRun, DrillTick};
use tingsu::domain::lift_incident::LiftIncident;
use tingsu::domain::service_note::{ServiceKind, ServiceNote};
use tingsu::paper::layout::canvas::{Mark, Page};

use crate::support::{Counter, MORNING, at, complaint};

fn words(counter: &Counter, printout: Printout) -> String {
    let pages = counter.desk.preview(printout, &counter.front).wait().unwrap();
    let text = |page: &Page| {
        let texts = page.marks.iter().filter_map(|mark| match mark {
            Mark::Text { text, .. } => Some(text.as_str()),
            _ => None,
        });
        texts.collect::<String>()
    };
    pages.iter().map(text).collect()
}

fn holds(text: &str, all: &[&str]) {
    for words in all {
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[test]
fn the_questionnaire_asks_about_every_department_of_the_settings() {
    let counter = Counter::at(MORNING);
    let mut settings = counter.desk.settings().wait().unwrap();
    settings.parties[0].name = "水电部".into();
    counter.desk.save_settings(&counter.chief, settings.clone()).wait().unwrap();
    let text = words(&counter, Printout::Blank(Blank::Questionnaire));
    holds(&text, &["满意度调查问卷", "可以不留姓名", "水电部", "做得好的", "想表扬谁", "录入人"]);
    assert!(!text.contains("工程部"), "the departments are the settings'");
    for name in settings.departments() {
        holds(&text, &[&name]);
    }
    let asked = text.matches(Opinion::Mostly.label()).count();
    assert_eq!(asked, settings.departments().len());
}

#[test]
fn the_record_of_a_meeting_tells_what_became_of_each_proposal() {
    let counter = Counter::at(MORNING);
    let (desk, front, chief) = (&counter.desk, &counter.front, &counter.chief);
    let note = ServiceNote {
        customer: "三位楼长".into(),
        words: "电梯停得多，来访车没处停".into(),
        ..ServiceNote::new(ServiceKind::Meeting, NaiveDate::from_ymd_opt(2026, 11, 2).unwrap(), "赵楠")
    };
    let proposals = vec!["停梯提前三天通知".to_owned(), "访客车位画线".to_owned()];
    let id = desk.note_service(front, None, note, proposals).wait().unwrap().value;
    let made = desk.suggestions().wait().unwrap();
    desk.decide_suggestion(chief, made[0].id, true, "工程部12月起照办").wait().unwrap();
    desk.decide_suggestion(chief, made[1].id, false, "消防通道不能画").wait().unwrap();
    desk.tell_suggestion_back(front, made[0].id, "电话告诉了楼长").wait().unwrap();
    let text = words(&counter, Printout::Meeting(id));
    holds(&text, &["业主代表座谈会记录", "2026年11月2日", "三位楼长", "电梯停得多，来访车没处停"]);
    holds(
        &text,
        &["停梯提前三天通知", "已采纳", "工程部12月起照办", "访客车位画线", "未采纳", "消防通道不能画"],
    );
    assert_eq!(text.matches("2026年11月3日 09:00").count(), 1, "one of them was told back: {text}");
    let extra = ServiceNote {
        room: "3-2-1001".into(),
        words: "送药".into(),
        ..ServiceNote::new(ServiceKind::Extra, NaiveDate::from_ymd_opt(2026, 11, 2).unwrap(), "李敏")
    };
    let extra = desk.note_service(front, None, extra, Vec::new()).wait().unwrap().value;
    let none = desk.preview(Printout::Meeting(extra), front).wait().unwrap_err();
    assert!(none.message().contains("没有这次座谈会"));
}

#[test]
fn the_score_sheet_of_a_drill_tells_four_scores_and_what_was_missed() {
    let counter = Counter::at(MORNING);
    let tick = |text: &str, of, said| DrillTick { text: text.into(), of, said };
    let answer = DrillAnswer {
        says: "怎么又停了？".into(),
        sentence: "停了两天，添麻烦了。".into(),
        took: 12,
        within: 30,
        ticks: vec![
            tick("先应声", Dimension::Calm, true),
            tick("说清几点再回", Dimension::Closing, false),
            tick("查了才说", Dimension::Skill, true),
        ],
    };
    let run = DrillRun {
        script: "lift".into(),
        name: "电梯停了".into(),
        mode: DrillMode::Plain,
        participants: "王倩".into(),
        answers: vec![answer],
        result: "稳".into(),
        follow_up: "再练收尾".into(),
    };
    let id = counter.desk.save_drill(&counter.front, run).wait().unwrap().value;
    counter.desk.follow_up_drill(&counter.front, id, "练了两遍").wait().unwrap();
    let text = words(&counter, Printout::ScoreSheet(id));
    holds(&text, &["沟通演练评分表", "电梯停了", "李敏", "响应速度100", "情绪管理100", "专业度100"]);
    holds(
        &text,
        &["问题闭环0说清几点再回", "综合75薄弱环节：问题闭环", "怎么又停了？", "再练收尾", "练了两遍"],
    );
    holds(&text, &["■ 先应声", "□ 说清几点再回"]);
}

#[test]
fn a_repair_goes_to_the_other_system_in_the_same_lines_on_paper_and_as_text() {
    let counter = Counter::at(MORNING);
    let mut facts = complaint(MORNING);
    facts.kind = CaseKind::Repair;
    let case = counter.take_in(facts);
    assert!(Printout::of_case(&case).contains(&Printout::WorkOrder(case.number)));
    let text = words(&counter, Printout::WorkOrder(case.number));
    holds(&text, &["派工单", "工单编号", "办结时限", "处理情况", "业主确认", "信息类别报修"]);
    holds(&text, &[&case.number.to_string(), &case.receipt.complainant.phones[0]]);
    let mut secret = complaint(MORNING);
    (secret.kind, secret.flags) = (CaseKind::Repair, vec![Flag::Confidential]);
    let secret = counter.take_in(secret);
    let text = words(&counter, Printout::WorkOrder(secret.number));
    assert!(!text.contains(&secret.receipt.complainant.phones[0]), "{text}");
    let plain = counter.take_in(complaint(MORNING));
    assert!(!Printout::of_case(&plain).contains(&Printout::WorkOrder(plain.number)), "nobody has it to do");
}

#[test]
fn the_sheet_of_a_lift_incident_holds_the_times_and_what_it_did() {
    let counter = Counter::at(MORNING);
    let mut facts = complaint(MORNING);
    facts.impact = Some(Impact::Limited);
    let plain = counter.take_in(facts.clone());
    assert!(!Printout::of_case(&plain).contains(&Printout::LiftSheet(plain.number)));
    facts.lift = Some(LiftIncident {
        trapped_at: Some(at("2026-11-02T09:12")),
        arrived_at: Some(at("2026-11-02T09:40")),
        freed_at: Some(at("2026-11-02T10:02")),
        firm: Some("永安电梯".into()),
        harm: Some("两人，老人血压高，已送医".into()),
    });
    let case = counter.take_in(facts);
    assert!(Printout::of_case(&case).contains(&Printout::LiftSheet(case.number)));
    let text = words(&counter, Printout::LiftSheet(case.number));
    holds(&text, &["电梯困人记录表", "被困时间2026-11-02 09:12", "维保到场2026-11-02 09:40", "永安电梯"]);
    holds(&text, &["被困时长50分钟", "到场用时28分钟", "两人，老人血压高，已送医", "维保人员"]);
    holds(&text, &[&format!("■ {}", Impact::Limited.label()), &format!("□ {}", Impact::Wide.label())]);
}
