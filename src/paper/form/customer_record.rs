//! What of a case may stand on a paper that leaves the house: what the customer said, what the
//! customer was told, and nothing else. The customer's copy, and what he is given of his own data, are made from this type alone, so that
//! nothing internal can reach it (rules §10, ledger 12-69).

use serde::Serialize;

use crate::domain::case::Case;
use crate::domain::code::{Opinion, Relation};
use crate::domain::event::EventKind;
use crate::domain::telling::solution_told;
use crate::domain::time::Moment;
use crate::paper::wording::{joined, name, person, phones};

/// The part of a case that its customer may hold in hand, on paper or as a file. Made only by [`CustomerRecord::of`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CustomerRecord {
    number: String,
    kind: &'static str,
    channel: &'static str,
    received_at: Moment,
    receiver: String,
    person: String,
    phones: String,
    room: String,
    place: String,
    occurred_at: String,
    verbatim: String,
    summary: String,
    told: Vec<Told>,
    results: Vec<(Moment, String)>,
    opinions: Vec<(Moment, [Option<Opinion>; 3])>,
}

/// Something the customer was told, and what the customer said to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// When.
    pub at: Moment,
    /// What kind of telling, in words that its customer uses: 当场说明, 约定答复, 处理方案 …
    pub what: &'static str,
    /// What was told.
    pub text: String,
    /// What the customer said to it, yes or no; empty when nothing is recorded.
    pub answer: String,
}

impl CustomerRecord {
    /// Takes from a case what its customer may hold in hand. Left out: motive, mood, needs, marks and
    /// classes, staff fault, escalation, investigation, notes, staff names but the receiver's, the
    /// ground of closing and the office's own lessons.
    pub fn of(case: &Case) -> Self {
        let facts = case.facts();
        let mut record = Self {
            number: case.number.to_string(),
            kind: facts.kind.label(),
            channel: facts.channel.label(),
            received_at: facts.received_at,
            receiver: facts.receiver.clone(),
            person: match facts.complainant.relation {
                // The label beside it says so.
                Some(Relation::Owner) => name(&facts.complainant),
                _ => person(&facts.complainant),
            },
            phones: phones(&facts.complainant),
            room: facts.complainant.room.clone().unwrap_or_default(),
            place: facts.place.clone().unwrap_or_default(),
            occurred_at: facts
                .occurred_at
                .map(Moment::long)
                .or(facts.occurred_words.clone())
                .unwrap_or_default(),
            verbatim: facts.verbatim.clone().unwrap_or_default(),
            summary: facts.summary.clone().unwrap_or_default(),
            told: Vec::new(),
            results: Vec::new(),
            opinions: Vec::new(),
        };
        for event in case.corrected_events().iter() {
            record.take(event.at, &event.kind);
        }
        record
    }

    fn take(&mut self, at: Moment, kind: &EventKind) {
        let (what, text, answer) = match kind {
            EventKind::Explained { text, satisfied, .. } => {
                ("当场说明", text.clone(), if *satisfied { "满意" } else { "不满意" }.to_owned())
            }
            EventKind::Promised { due, consent, text, .. } => (
                "约定答复",
                joined([format!("约定 {} 前答复。", due.long()), text.clone()]),
                if *consent { "同意" } else { "不同意" }.to_owned(),
            ),
            EventKind::Solution { options, chosen, text, agreed, opinion } => (
                "处理方案",
                solution_told(options, *chosen, text),
                joined([
                    if *agreed { "同意" } else { "不同意" }.to_owned(),
                    opinion.clone().filter(|o| o != "同意").unwrap_or_default(),
                ]),
            ),
            EventKind::CompletionDate { due, .. } => {
                ("完成日期", format!("预计 {} 前完成。", due.long()), String::new())
            }
            EventKind::Progress { text, .. } if kind.told() => ("进展", text.clone(), String::new()),
            // What was worded for the customer, where somebody took the trouble.
            EventKind::Handled { result, for_owner, .. } => {
                let worded = for_owner.as_ref().filter(|words| !words.trim().is_empty());
                self.results.push((at, worded.unwrap_or(result).clone()));
                return;
            }
            EventKind::Visit(visit) if visit.reached() => {
                let answers = [visit.process, visit.measures, visit.result];
                self.opinions.push((at, answers));
                return;
            }
            _ => return,
        };
        self.told.push(Told { at, what, text, answer });
    }

    /// What it is about: the summary, else the customer's own words.
    pub fn matter(&self) -> &str {
        if self.summary.is_empty() { &self.verbatim } else { &self.summary }
    }

    /// The case number.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// 信息类别 and 渠道.
    pub fn kind_and_channel(&self) -> (&'static str, &'static str) {
        (self.kind, self.channel)
    }

    /// When the customer spoke.
    pub fn received_at(&self) -> Moment {
        self.received_at
    }

    /// Who took it in.
    pub fn receiver(&self) -> &str {
        &self.receiver
    }

    /// The customer with title and relation.
    pub fn person(&self) -> &str {
        &self.person
    }

    /// The numbers to call back.
    pub fn phones(&self) -> &str {
        &self.phones
    }

    /// The room.
    pub fn room(&self) -> &str {
        &self.room
    }

    /// Where and when it happened.
    pub fn place_and_time(&self) -> (&str, &str) {
        (&self.place, &self.occurred_at)
    }

    /// The customer's own words.
    pub fn verbatim(&self) -> &str {
        &self.verbatim
    }

    /// What was read back to the customer.
    pub fn summary(&self) -> &str {
        &self.summary
    }

    /// What the customer was told, in order.
    pub fn told(&self) -> &[Told] {
        &self.told
    }

    /// Results of handling, in order.
    pub fn results(&self) -> &[(Moment, String)] {
        &self.results
    }

    /// The customer's answers at return visits: process, measures, result.
    pub fn opinions(&self) -> &[(Moment, [Option<Opinion>; 3])] {
        &self.opinions
    }
}
