//! A case in which every field that is not its customer's business bears a mark. Every struct is written out without
//! `..` and every event is named, so that a field or an event that is new does not compile before somebody has said here
//! whose business it is.

use std::collections::BTreeSet;

use tingsu::domain::appointment::{Appointment, AppointmentEnd, MissedBy};
use tingsu::domain::cadence::Every;
use tingsu::domain::case::{Case, CaseNumber, ComplainedOf, Facts, Online, Referral};
use tingsu::domain::code::*;
use tingsu::domain::event::{Escalation, Event, EventKind, SolutionOption, Visit};
use tingsu::domain::lift_incident::LiftIncident;
use tingsu::domain::obligation::{ObligationId, TaskKind};
use tingsu::domain::person::Complainant;
use tingsu::domain::service_note::ServiceLevel;
use tingsu::domain::verification::Verification;

use crate::support::at;

/// What stands in every internal field.
pub const MARK: &str = "〇密〇";

/// What the customer said, was told, or answered: it may stand on his papers.
pub const HIS: &str = "电梯停了三天";

fn mark() -> String {
    MARK.to_owned()
}

fn his() -> String {
    HIS.to_owned()
}

/// A case of a class in which `house` stands for every colleague and department: they may be said ("请韩骁主任答您"), but
/// stand on no paper.
pub fn marked(number: &str, class: Class, house: &str) -> Case {
    let complainant = Complainant {
        name: Some("欧阳美玲".into()),
        title: Some(Title::Ms),
        anonymous: false,
        relation: Some(Relation::Tenant),
        phones: vec!["13900000001".into()],
        called_from: Some("13900000002".into()),
        phone_declined: false,
        room: Some("3-2-1001".into()),
        prefers: Some(Medium::Phone),
        declines_visits: false,
    };
    let receipt = Facts {
        kind: CaseKind::Complaint,
        channel: Channel::WalkIn,
        received_at: at("2026-11-03T09:12"),
        recorded_at: at("2026-11-03T09:12"),
        receiver: "李敏".into(),
        complainant,
        place: Some("3栋电梯厅".into()),
        occurred_at: None,
        occurred_words: Some("前天起".into()),
        verbatim: Some(his()),
        summary: None,
        category: Category::new("facilities"),
        situation: SituationCode::new("G2a"),
        class: Some(class),
        class_ii_part: Some(ClassIIPart::Facility),
        nature: Some(Nature::Vent),
        content: Some(Content::Equipment),
        responsibility: Some(Responsibility::Ours),
        capability: Some(Capability::BeyondUs),
        urgency: Some(Urgency::Urgent),
        emotion: Some(Emotion::Agitated),
        needs: Need::ALL.to_vec(),
        motive: Some(Motive::Sincere),
        flags: vec![Flag::Major, Flag::Extortion],
        repeat_of: None,
        group_of: None,
        referral: Some(Referral {
            from: Some(mark()),
            number: Some(mark()),
            due: Some(at("2026-11-06T09:00")),
            replied_at: Some(at("2026-11-03T12:00")),
        }),
        complained_of: Some(ComplainedOf { person: Some(mark()), department: Some(mark()) }),
        impact: Some(Impact::Wide),
        lift: Some(LiftIncident {
            trapped_at: Some(at("2026-11-03T08:40")),
            arrived_at: Some(at("2026-11-03T08:50")),
            freed_at: Some(at("2026-11-03T08:55")),
            firm: Some(mark()),
            harm: Some(mark()),
        }),
        staff_fault: Some(StaffFault::Impropriety),
        service: Some(ServiceLevel::Promised),
        department: Some(house.to_owned()),
        online: Some(Online {
            platform: Some(mark()),
            link: Some(mark()),
            author: Some(mark()),
            posted_at: Some(at("2026-11-03T08:00")),
            seen_at: Some(at("2026-11-03T08:30")),
            replied_at: Some(at("2026-11-03T11:00")),
            wording: Some(mark()),
            spokesman: Some(mark()),
        }),
    };
    let mut case = Case::new(CaseNumber::parse(number).unwrap(), receipt);
    let kinds = kinds(house);
    every_event_is_there(&kinds);
    for (minute, kind) in kinds.into_iter().enumerate() {
        case.events.push(Event::new(at(&format!("2026-11-03T10:{minute:02}")), "孟知秋", kind));
    }
    case
}

/// Every event that may happen to a case that goes on; 作废 is [`voided`].
fn kinds(house: &str) -> Vec<EventKind> {
    let staff = || house.to_owned();
    let (task, slot) = (ObligationId { event: Some(12), nth: 0 }, at("2026-11-03T15:00"));
    let option = |text: String| SolutionOption {
        text,
        pros: Some(mark()),
        cons: Some(mark()),
        cost: Some(mark()),
        remedy: Some(Remedy::Compensation),
    };
    vec![
        EventKind::Emotion { emotion: Emotion::Agitated },
        EventKind::Restated { summary: his(), confirmed: true },
        EventKind::Explained { text: "配件在路上".into(), satisfied: false, signed: false },
        EventKind::Promised {
            due: at("2026-11-03T16:00"),
            consent: true,
            text: "四点前来电".into(),
            confirmed_by: Some(mark()),
        },
        EventKind::Escalated(Escalation {
            trigger: Trigger::A,
            to: Some(staff()),
            superior: Some(staff()),
            rung: Some(1),
            consent: Some(true),
            contacted_at: Some(at("2026-11-03T10:05")),
            arrived_at: Some(at("2026-11-03T10:06")),
            outcome: Some(mark()),
            reason: Some(mark()),
            end: Some(EscalationEnd::Answered),
            rank: Some(SuperiorRank::Supervisor),
            continues: false,
        }),
        EventKind::Assigned {
            to: staff(),
            department: Some(staff()),
            reason: Some(mark()),
            named_by: Some(mark()),
        },
        EventKind::Investigated {
            facts: mark(),
            responsibility: Some(Responsibility::Ours),
            basis: Some(mark()),
            for_owner: Some("门机板坏了".into()),
        },
        EventKind::Solution {
            options: vec![option("今晚换件".into()), option(mark())],
            chosen: Some(0),
            text: "九点前修好".into(),
            agreed: true,
            opinion: Some("快一点".into()),
        },
        EventKind::CompletionDate { due: at("2026-11-03T21:00"), reason: Some(mark()) },
        EventKind::Progress { medium: Medium::Notice, text: mark(), told: Some(false), is_final: false },
        EventKind::Progress { medium: Medium::Phone, text: "件到了".into(), told: None, is_final: true },
        EventKind::Paper { form: PaperForm::Improvement, sent_to: Some(mark()) },
        EventKind::Task { what: mark(), to: Some(staff()), due: None, kind: TaskKind::Free, after: None },
        EventKind::TaskDone {
            task: Some(task),
            what: mark(),
            result: Some(mark()),
            who: Some(mark()),
            rank: Some(SuperiorRank::DepartmentHead),
        },
        EventKind::TaskWithdrawn { task, what: mark() },
        EventKind::Answered { question: SituationCode::new("G2a").unwrap(), answer: "x".into() },
        EventKind::Appointed(Appointment {
            from: slot,
            until: at("2026-11-03T16:00"),
            service: "换门机板".into(),
            technician: staff(),
            phone: Some("13900000009".into()),
            prepare: Some("留人".into()),
            fee: Some("免费".into()),
            replaces: None,
        }),
        EventKind::AppointmentEnded(AppointmentEnd {
            appointment: ObligationId { event: Some(16), nth: 0 },
            missed: Some(MissedBy::Us),
            text: mark(),
            satisfied: None,
            left: Some(mark()),
            again: None,
        }),
        EventKind::DifficultyJudged { difficult: true },
        EventKind::Handover { to: Some(staff()), due: None },
        EventKind::TakenOver { contacted: true },
        EventKind::Apology { form: ApologyForm::Phone },
        EventKind::LetterReply { from: Some(mark()), text: mark(), answers: ReplyTo::Letter, letter: None },
        EventKind::Said { sentence: "x".into(), text: "请坐".into() },
        EventKind::Cadence { every: Every::Hours(24), rule: Some(mark()), situation: None },
        EventKind::Note { text: mark(), internal: true },
        EventKind::Note { text: mark(), internal: false },
        EventKind::Flag { flag: Flag::Crisis, set: true, reason: Some(mark()) },
        EventKind::Nature { nature: Nature::Effective, reason: mark() },
        EventKind::Attachment { name: mark(), sha256: "0".repeat(64), size: 7 },
        EventKind::Corrected {
            what: "department".into(),
            before: MARK.into(),
            after: house.into(),
            reason: mark(),
        },
        EventKind::Handled {
            result: mark(),
            verified: true,
            told: true,
            medium: Some(Medium::Phone),
            for_owner: Some("门机板换好了".into()),
            verification: Some(Verification {
                who: Some(mark()),
                at: Some(at("2026-11-03T10:30")),
                text: Some(mark()),
            }),
        },
        EventKind::Verified { who: Some(mark()), result: VerifyResult::Good, text: Some(mark()) },
        // 业主的话和建议, as the form calls it: his own.
        EventKind::Visit(Visit {
            form: VisitForm::Phone,
            outcome: VisitOutcome::Reached,
            standing: None,
            process: Some(Opinion::Satisfied),
            measures: Some(Opinion::Mostly),
            result: Some(Opinion::Satisfied),
            expectation: Some(5),
            perceived: Some(2),
            emotion: Some(Emotion::Agitated),
            text: Some("下次早点说".into()),
            visitor: Some("汤悦".into()),
            again: None,
        }),
        EventKind::VisitExempt { ground: ExemptGround::Sensitive, text: Some(mark()) },
        EventKind::ClosingNotes {
            cause: Some(mark()),
            lesson: Some(mark()),
            avoid: Some(mark()),
            adjust: Some(mark()),
            example: true,
            think: Some(mark()),
        },
        EventKind::Closed { code: ClosureCode::Visited, overridden: true, reason: Some(mark()) },
        EventKind::Reopened { reason: mark() },
    ]
}

/// The same case given up in the end.
pub fn voided(number: &str, house: &str) -> Case {
    let mut case = marked(number, Class::I, house);
    case.events.push(Event::new(at("2026-11-03T11:00"), "孟知秋", EventKind::Voided { reason: mark() }));
    case
}

/// A new event needs a place here and a line in [`kinds`].
fn every_event_is_there(kinds: &[EventKind]) {
    const COUNT: usize = 36;
    let place = |kind: &EventKind| match kind {
        EventKind::Emotion { .. } => 0,
        EventKind::Restated { .. } => 1,
        EventKind::Explained { .. } => 2,
        EventKind::Promised { .. } => 3,
        EventKind::Escalated(_) => 4,
        EventKind::Assigned { .. } => 5,
        EventKind::Investigated { .. } => 6,
        EventKind::Solution { .. } => 7,
        EventKind::CompletionDate { .. } => 8,
        EventKind::Progress { .. } => 9,
        EventKind::Paper { .. } => 10,
        EventKind::Handled { .. } => 11,
        EventKind::Verified { .. } => 12,
        EventKind::Answered { .. } => 13,
        EventKind::Task { .. } => 14,
        EventKind::TaskDone { .. } => 15,
        EventKind::TaskWithdrawn { .. } => 16,
        EventKind::Appointed(_) => 17,
        EventKind::AppointmentEnded(_) => 18,
        EventKind::DifficultyJudged { .. } => 19,
        EventKind::Handover { .. } => 20,
        EventKind::TakenOver { .. } => 21,
        EventKind::Apology { .. } => 22,
        EventKind::LetterReply { .. } => 23,
        EventKind::Said { .. } => 24,
        EventKind::Cadence { .. } => 25,
        EventKind::ClosingNotes { .. } => 26,
        EventKind::Attachment { .. } => 27,
        EventKind::Visit(_) => 28,
        EventKind::VisitExempt { .. } => 29,
        EventKind::Closed { .. } => 30,
        EventKind::Reopened { .. } => 31,
        EventKind::Nature { .. } => 32,
        EventKind::Flag { .. } => 33,
        EventKind::Note { .. } => 34,
        EventKind::Corrected { .. } => 35,
        EventKind::Voided { .. } => COUNT,
    };
    let there: BTreeSet<usize> = kinds.iter().map(place).collect();
    assert_eq!(there, (0..COUNT).collect());
}
