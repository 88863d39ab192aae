//! Form 4 《服务上移交接单》: half a sheet for the superior who takes the customer over. Internal: it tells the mood.
//! Ledger 11-23, rules §5.

use crate::domain::case::Case;
use crate::domain::code::Need;
use crate::domain::event::{Escalation, EventKind};
use crate::domain::naming::Names;
use crate::domain::telling::{self, Facet, solution_told};
use crate::domain::time::Moment;
use crate::paper::form::sections::{BODY, LABEL, WIDTH, fields, long};
use crate::paper::layout::boxes::{Cell, Row};
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation};
use crate::paper::layout::text::Style;
use crate::paper::wording::{joined, name, phones, short_stamp, stamp};

/// What the slip is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct HandOver {
    /// The case number.
    pub number: String,
    /// The customer with title.
    pub person: String,
    /// The room.
    pub room: String,
    /// The numbers to call.
    pub phones: String,
    /// How the case came.
    pub channel: &'static str,
    /// When it was received.
    pub received_at: Moment,
    /// Where it happened.
    pub place: String,
    /// What happened: the points read back, else the customer's words.
    pub happened: String,
    /// What the customer was told, in order.
    pub said: Vec<(Moment, String)>,
    /// What was promised, in order.
    pub promised: Vec<(Moment, String)>,
    /// The mood.
    pub mood: &'static str,
    /// What the customer wants.
    pub wants: Vec<&'static str>,
    /// Who hands over.
    pub from: String,
    /// The attempt.
    pub escalation: Escalation,
}

impl HandOver {
    /// The slip of the last attempt to hand the customer upward; `None` when there was none.
    pub fn of(case: &Case, names: &dyn Names) -> Option<Self> {
        Self::every(case, names).pop()
    }

    /// The slips of every attempt, in order.
    pub fn every(case: &Case, names: &dyn Names) -> Vec<Self> {
        let attempts = case.escalations().into_iter();
        attempts.map(|(at, from, attempt)| Self::of_attempt(case, names, (at, from, attempt))).collect()
    }

    /// `at` is the time of the last step of the attempt. What was said and promised later is none of the slip.
    fn of_attempt(case: &Case, names: &dyn Names, attempt: (Moment, String, Escalation)) -> Self {
        let (at, from, escalation) = attempt;
        let facts = case.facts();
        let over = escalation.end.map(|_| at);
        let until = escalation.arrived_at.or(over);
        let mut said = Vec::new();
        let mut promised = Vec::new();
        let events = case.corrected_events();
        for event in events.iter().filter(|event| until.is_none_or(|until| event.at <= until)) {
            let told = || telling::told(&event.kind, names);
            match &event.kind {
                EventKind::Explained { .. } => {
                    said.push((event.at, telling::of(&told(), &[Facet::Content])));
                }
                EventKind::Solution { options, chosen, text, .. } => {
                    said.push((event.at, solution_told(options, *chosen, text)));
                }
                kind @ EventKind::Progress { .. } if kind.told() => {
                    said.push((event.at, telling::of(&told(), &[Facet::Content])));
                }
                EventKind::Promised { .. } => {
                    let words = telling::of(&told(), &[Facet::Due, Facet::Content]);
                    promised.push((event.at, words.replace('\n', "，")));
                }
                _ => {}
            }
        }
        Self {
            number: case.number.to_string(),
            person: name(&facts.complainant),
            room: facts.complainant.room.clone().unwrap_or_default(),
            phones: phones(&facts.complainant).replace('、', "\n"),
            channel: facts.channel.label(),
            received_at: facts.received_at,
            place: facts.place.clone().unwrap_or_default(),
            happened: facts.summary.clone().or(facts.verbatim.clone()).unwrap_or_default(),
            said,
            promised,
            mood: facts.emotion.map_or("", |mood| mood.label()),
            wants: facts.needs.iter().map(|need: &Need| need.label()).collect(),
            from,
            escalation,
        }
    }
}

/// The slip.
pub fn hand_over(slip: &HandOver) -> Form {
    let escalation = &slip.escalation;
    let times = [("联系上级", escalation.contacted_at), ("上级到场", escalation.arrived_at)];
    let [contacted, arrived] = times.map(|(label, at)| (label, at.map(stamp).unwrap_or_default()));
    let lines = |texts: &[(Moment, String)]| {
        joined(texts.iter().map(|(at, text)| format!("{}　{text}", short_stamp(*at))))
    };
    let consent = match escalation.consent {
        Some(true) => "业主同意",
        Some(false) => "业主不同意",
        None => "",
    };
    let outcome = [&escalation.reason, &escalation.outcome].into_iter().flatten().cloned();
    let outcome = joined(outcome);
    let rows = vec![
        fields(&[("业主", &slip.person), ("房号", &slip.room), ("联系电话", &slip.phones)]),
        fields(&[
            ("受理", &format!("{} {}", short_stamp(slip.received_at), slip.channel)),
            ("业主情绪", slip.mood),
        ]),
        long("地点", &slip.place, 7.0),
        long("发生何事", &slip.happened, 10.0),
        long("已经说过", &lines(&slip.said), 8.0),
        long("已经答应", &lines(&slip.promised), 8.0),
        fields(&[
            ("业主想要", &slip.wants.join("、")),
            ("上移原因", &format!("{}　{}", escalation.trigger.label(), consent)),
        ]),
        fields(&[(contacted.0, &contacted.1), (arrived.0, &arrived.1)]),
        long("结果与交办", &outcome, 12.0),
        signing(&[("交出人", &slip.from), ("接手人", escalation.to.as_deref().unwrap_or_default())]),
    ];
    Form {
        number: "表 4",
        title: "服务上移交接单".to_owned(),
        further: "",
        reference: format!("编号 {}", slip.number),
        caption: String::new(),
        mark: "内部使用".to_owned(),
        orientation: Orientation::Half,
        blocks: vec![Block::of(rows)],
    }
}

/// Who hands over and who takes over: the name, and beside it the room to sign.
fn signing(who: &[(&str, &str); 2]) -> Row {
    let width = WIDTH / 2.0 - LABEL;
    let cells = who.iter().flat_map(|(label, name)| {
        let name = Cell::new(width / 2.0, *name, BODY).middle().whole();
        let room = Cell::paragraphs(width / 2.0, vec![("签字".to_owned(), Style::regular(8.0))]);
        [Cell::label(LABEL, *label, BODY), name, room]
    });
    Row::new(cells.collect()).at_least(12.0)
}
