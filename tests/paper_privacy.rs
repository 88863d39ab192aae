//! Nothing internal reaches a customer: a mark is planted in every internal field of a case, and none is found in any
//! paper that leaves the house, in the data of one person, or in the text that is copied. Rules §10.

use tingsu::domain::case::{Case, CaseNumber, ComplainedOf, Facts};
use tingsu::domain::code::*;
use tingsu::domain::event::{Escalation, Event, EventKind, SolutionOption, Visit};
use tingsu::domain::settings::Rules;
use tingsu::domain::settings::Settings;
use tingsu::library::say;
use tingsu::library::sentence::Talk;
use tingsu::library::step::Step;
use tingsu::paper::form::customer_record::CustomerRecord;
use tingsu::paper::form::handling_record;
use tingsu::paper::form::letter::{Letter, letter};
use tingsu::paper::form::major_file::{Cover, MajorFile, major_file};
use tingsu::paper::form::outward::OutwardMatter;
use tingsu::paper::form::situation_report::{SituationReport, situation_report};
use tingsu::paper::form::visit_record::{VisitSentences, VisitSheet, visit_list, visit_record};
use tingsu::paper::layout::page::{Form, pages};
use tingsu::paper::wording::Labels;

use crate::support::papers::{PHONE, info};
use crate::support::{Counter, at};

/// What stands in every internal field.
const MARK: &str = "〇密〇";

/// A case in which every field that is not the customer's business bears the mark; colleagues have the name given: it
/// may be said ("请韩骁主任答您"), but stands on no paper.
fn marked(colleague: &str) -> Case {
    let mark = || MARK.to_owned();
    let mut facts = Facts::new(CaseKind::Complaint, Channel::WalkIn, at("2026-11-03T09:12"), "李敏");
    facts.complainant.name = Some("欧阳美玲".into());
    facts.complainant.room = Some("3-2-1001".into());
    facts.complainant.phones = vec!["13900000001".into()];
    facts.verbatim = Some("电梯停了三天。".into());
    facts.motive = Some(Motive::Sincere);
    facts.staff_fault = Some(StaffFault::ALL[2]);
    facts.emotion = Some(Emotion::Agitated);
    facts.flags = vec![Flag::Major, Flag::Extortion];
    facts.department = Some(mark());
    facts.complained_of = Some(ComplainedOf { person: Some(mark()), department: Some(mark()) });
    let mut case = Case::new(CaseNumber::parse("20261103-001").unwrap(), facts);
    let escalation = Escalation {
        to: Some(colleague.to_owned()),
        consent: Some(true),
        outcome: Some(mark()),
        ..Escalation::new(Trigger::A)
    };
    let visit = Visit { text: Some(mark()), ..reached() };
    let notes = EventKind::ClosingNotes {
        cause: Some(mark()),
        lesson: Some(mark()),
        avoid: Some(mark()),
        adjust: Some(mark()),
        example: false,
        think: None,
    };
    let options = vec![
        SolutionOption {
            text: "今晚换件".into(),
            pros: Some(mark()),
            cons: Some(mark()),
            cost: Some(mark()),
            remedy: None,
        },
        SolutionOption { text: mark(), ..SolutionOption::default() },
    ];
    let kinds = [
        EventKind::Escalated(escalation),
        EventKind::Assigned {
            to: colleague.to_owned(),
            department: Some(mark()),
            reason: Some(mark()),
            named_by: Some(mark()),
        },
        EventKind::Investigated {
            facts: mark(),
            responsibility: Some(Responsibility::Ours),
            basis: Some(mark()),
            for_owner: None,
        },
        EventKind::Solution {
            options,
            chosen: Some(0),
            text: "九点前修好".into(),
            agreed: true,
            opinion: Some("快一点".into()),
        },
        EventKind::Progress { medium: Medium::Notice, text: mark(), told: Some(false), is_final: false },
        EventKind::Note { text: mark(), internal: true },
        EventKind::Note { text: mark(), internal: false },
        EventKind::Flag { flag: Flag::Crisis, set: true, reason: Some(mark()) },
        EventKind::Nature { nature: Nature::Effective, reason: mark() },
        EventKind::Handover { to: Some(colleague.to_owned()), due: None },
        EventKind::Attachment { name: mark(), sha256: "0".repeat(64), size: 7 },
        EventKind::Corrected {
            what: "place".into(),
            before: serde_json::Value::Null,
            after: "3栋电梯厅".into(),
            reason: mark(),
        },
        EventKind::Visit(visit),
        EventKind::VisitExempt { ground: ExemptGround::Sensitive, text: Some(mark()) },
        notes,
        EventKind::Closed { code: ClosureCode::Visited, overridden: true, reason: Some(mark()) },
        EventKind::Reopened { reason: mark() },
    ];
    for (minute, kind) in kinds.into_iter().enumerate() {
        case.events.push(Event::new(at(&format!("2026-11-03T10:{minute:02}")), "孟知秋", kind));
    }
    case
}

fn reached() -> Visit {
    Visit {
        form: VisitForm::Phone,
        outcome: VisitOutcome::Reached,
        standing: None,
        process: Some(Opinion::Satisfied),
        measures: Some(Opinion::Mostly),
        result: Some(Opinion::Satisfied),
        expectation: Some(5),
        perceived: Some(2),
        emotion: Some(Emotion::Agitated),
        text: None,
        visitor: None,
    }
}

/// Words that are no text of a field but the name of something internal.
const INTERNAL: [&str; 8] =
    ["真诚意见", "情绪激动", "疑似不当索取", "服务上移", "失度", "特批", "解释无效", "舆情"];

fn looked_through(name: &str, text: &str, wanted: &str) {
    assert!(text.contains(wanted), "{name} is empty: {text}");
    assert!(!text.contains(MARK), "{name}: {text}");
    for word in INTERNAL {
        assert!(!text.contains(word), "{name}: {word}");
    }
}

#[test]
fn no_internal_field_reaches_a_paper_for_the_customer() {
    let case = marked(MARK);
    let inside = handling_record::internal(&case, &Labels::default());
    let inside: String = pages(&[inside], &info()).iter().flat_map(|page| page.texts()).collect();
    assert!(inside.matches(MARK).count() > 15, "the mark is planted where the office's own copy prints it");
    let record = CustomerRecord::of(&case);
    let of_class = |class| {
        let mut case = case.clone();
        case.receipt.class = Some(class);
        OutwardMatter::of(&case)
    };
    let day = at("2026-11-04T09:00").date();
    let sheet = VisitSheet {
        record: record.clone(),
        visitor: "汤悦".into(),
        due: None,
        round: 1,
        sentences: VisitSentences::default(),
        held: None,
    };
    let (property, signer) = ("澄湖佳苑".to_owned(), "客服主任".to_owned());
    let papers: [(&str, Form, &str); 5] = [
        ("form 2, customer's copy", handling_record::customer(&record, PHONE), "九点前修好"),
        (
            "form 5",
            letter(&Letter {
                matter: of_class(Class::II),
                part: None,
                date: day,
                reply_by: None,
                property: property.clone(),
                phone: PHONE.into(),
                signer: signer.clone(),
            }),
            "电梯停了三天",
        ),
        (
            "form 6",
            situation_report(&SituationReport {
                matter: of_class(Class::III),
                addressee: String::new(),
                impact: String::new(),
                date: day,
                property,
                phone: PHONE.into(),
                signer,
            }),
            "电梯停了三天",
        ),
        ("form 9", visit_record(&sheet), "欧阳美玲"),
        ("form 9, list", visit_list(day, &[sheet], &VisitSentences::default()), "欧阳美玲"),
    ];
    for (name, form, wanted) in papers {
        let text: String = pages(&[form], &info()).iter().flat_map(|page| page.texts()).collect();
        looked_through(name, &text, wanted);
    }
}

#[test]
fn what_is_the_supervisors_alone_stands_on_no_paper() {
    let mut case = marked("韩骁");
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
    let (case, library) = (marked("韩骁"), counter.desk.library());
    let settings = Settings { property: "澄湖佳苑".into(), ..Settings::default() };
    let mut said = 0;
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
    assert!(said >= Step::ALL.len());
}
