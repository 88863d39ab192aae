//! A line of form 1 《工作信息记录表》: what it says of a case, on paper and in a spreadsheet, and the totals of a day.
//! Ledger 11-01, 11-02.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::case::{Case, CaseNumber, Facts};
use crate::domain::case_state::CaseState;
use crate::domain::code::{CaseKind, Category, Channel, Opinion, Status, Urgency};
use crate::domain::event::{Event, Visit};
use crate::domain::handling::VisitState;
use crate::domain::reception;
use crate::domain::settings::Rules;
use crate::domain::telling;
use crate::domain::time::Moment;

/// So many characters of a place at the head of the gist say the place already.
const SAID: usize = 4;

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkEntry {
    /// Number.
    pub number: CaseNumber,
    /// The day of its receipt, by which it is totalled.
    pub day: NaiveDate,
    /// When the customer spoke.
    pub received_at: Moment,
    /// 补录.
    pub late: bool,
    /// How it came.
    pub channel: Channel,
    /// Who took it in.
    pub receiver: String,
    /// The customer's name with title, `匿名` for one who gave none on purpose.
    pub customer: String,
    /// The room.
    pub room: String,
    /// Numbers to call back.
    pub phones: Vec<String>,
    /// 未留: there is none on purpose.
    pub no_phone: bool,
    /// 信息类别.
    pub kind: CaseKind,
    /// What sort of matter it is, by the rows of the statistics.
    pub category: Option<Category>,
    /// Where it is and what it is about.
    pub content: String,
    /// The points were read back and the customer confirmed them.
    pub read_back: bool,
    /// How urgent.
    pub urgency: Option<Urgency>,
    /// Who deals with it now; empty while nobody does.
    pub handler: String,
    /// How far it is.
    pub status: Status,
    /// What was done about it.
    pub result: String,
    /// When that was done.
    pub done_at: Option<Moment>,
    /// What came of the return visit.
    pub visit: String,
    /// It counts in no kind.
    pub voided: bool,
}

impl WorkEntry {
    /// The line of a case as it is known.
    pub fn of(case: &Case, rules: &Rules) -> Self {
        let state = case.state(rules);
        let facts = &state.facts;
        let person = &facts.complainant;
        let events = case.corrected_events();
        let voided = || events.iter().rev().find_map(|event| telling::voided(&event.kind));
        let (result, done_at) = match state.voided_at {
            Some(_) => (voided().unwrap_or_default(), None),
            None => done(&state, &events),
        };
        Self {
            number: case.number,
            day: case.receipt.received_at.date(),
            received_at: facts.received_at,
            late: reception::is_late_entry(facts, rules),
            channel: facts.channel,
            receiver: facts.receiver.clone(),
            customer: person.named(),
            room: person.room.clone().unwrap_or_default(),
            phones: person.numbers(),
            no_phone: person.phones.is_empty() && person.phone_declined,
            kind: facts.kind,
            category: facts.category.clone(),
            content: content(facts),
            read_back: state.restated,
            urgency: facts.urgency,
            handler: state.handler.clone().unwrap_or_default(),
            status: state.status,
            result,
            done_at,
            visit: visit(&state),
            voided: state.voided_at.is_some(),
        }
    }
}

/// Where it is and what it is about; a place that the gist begins with is not said twice.
fn content(facts: &Facts) -> String {
    let place = facts.place.as_deref().unwrap_or_default();
    let gist = facts.gist();
    let alike = place.chars().zip(gist.chars()).take_while(|(one, other)| one == other).count();
    if place.is_empty() || gist.contains(place) || alike >= SAID { gist } else { format!("{place}：{gist}") }
}

/// What was done about a case, in words, and when, as its state says; what was done before and did not hold stands behind
/// the reason why it goes on.
fn done(state: &CaseState, events: &[Event]) -> (String, Option<Moment>) {
    let said = state.last_done.done.and_then(|(at, _)| events.get(usize::try_from(at).ok()?));
    let said = said.and_then(|event| telling::done(&event.kind)).unwrap_or_default();
    match state.last_done.goes_on {
        None => (said, state.last_done.done.map(|(_, at)| at)),
        Some(why) if said.is_empty() => (why.label().to_owned(), None),
        Some(why) => (format!("{}（原处理：{said}）", why.label()), None),
    }
}

/// What came of the return visit of this round.
fn visit(state: &CaseState) -> String {
    let last = state.round.visits.last().map(|attempt| &attempt.visit);
    let exempt = || state.round.exempt.then(|| VisitState::Exempt.label().to_owned());
    let reached = last.filter(|visit| visit.reached()).map(opinion);
    reached.or_else(exempt).or_else(|| last.map(opinion)).unwrap_or_default()
}

fn opinion(visit: &Visit) -> String {
    let answers = [visit.process, visit.measures, visit.result];
    // The worst of the three is what is left to be done.
    let worst = Opinion::ALL.iter().rev().find(|one| answers.contains(&Some(**one)));
    let reached = visit.reached() || visit.dissatisfied();
    worst.filter(|_| reached).map_or(visit.outcome.label(), |worst| worst.label()).to_owned()
}

/// How many cases of each kind; voided ones are counted apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KindTotals {
    /// In the order of [`CaseKind::ALL`].
    pub kinds: Vec<u32>,
    /// 已作废.
    pub voided: u32,
}

impl KindTotals {
    /// Counts lines.
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a WorkEntry>) -> Self {
        let mut totals = Self { kinds: vec![0; CaseKind::ALL.len()], voided: 0 };
        for entry in entries {
            if entry.voided {
                totals.voided += 1;
                continue;
            }
            for (count, kind) in totals.kinds.iter_mut().zip(CaseKind::ALL) {
                *count += u32::from(*kind == entry.kind);
            }
        }
        totals
    }

    /// All kinds together.
    pub fn all(&self) -> u32 {
        self.kinds.iter().sum()
    }

    /// The totals of every day on which something was received, by day.
    pub fn by_day(entries: &[WorkEntry]) -> Vec<(NaiveDate, Self)> {
        let mut days: BTreeMap<NaiveDate, Vec<&WorkEntry>> = BTreeMap::new();
        for entry in entries {
            days.entry(entry.day).or_default().push(entry);
        }
        days.into_iter().map(|(day, entries)| (day, Self::of(entries))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_not_said_twice() {
        let mut facts = Facts::new(
            CaseKind::Complaint,
            Channel::Phone,
            Moment::parse("2026-11-03T09:00").unwrap(),
            "李敏",
        );
        facts.summary = Some("3栋2单元电梯停运三天".into());
        for (place, expected) in [
            (None, "3栋2单元电梯停运三天"),
            (Some("3栋2单元"), "3栋2单元电梯停运三天"),
            (Some("3栋2单元电梯厅"), "3栋2单元电梯停运三天"),
            (Some("3栋北门"), "3栋北门：3栋2单元电梯停运三天"),
            (Some("北门"), "北门：3栋2单元电梯停运三天"),
        ] {
            facts.place = place.map(str::to_owned);
            assert_eq!(content(&facts), expected, "{place:?}");
        }
    }

    #[test]
    fn what_was_found_wanting_is_not_shown_as_done() {
        use crate::domain::code::{ClosureCode, VerifyResult, VisitForm, VisitOutcome};
        use crate::domain::event::EventKind;
        let at = |text: &str| Moment::parse(&format!("2026-11-03T{text}")).unwrap();
        let facts = Facts::new(CaseKind::Complaint, Channel::Phone, at("09:00"), "李敏");
        let mut case = Case::new(CaseNumber::new(at("09:00").date(), 1), facts);
        let handled = EventKind::Handled {
            result: "换了灯".into(),
            verified: false,
            told: true,
            medium: None,
            for_owner: None,
            verification: None,
        };
        let wanting =
            EventKind::Verified { who: Some("王工".into()), result: VerifyResult::Wanting, text: None };
        let visit = EventKind::Visit(Visit {
            form: VisitForm::Phone,
            outcome: VisitOutcome::Reached,
            standing: None,
            process: None,
            measures: None,
            result: Some(Opinion::Dissatisfied),
            expectation: None,
            perceived: None,
            emotion: None,
            text: None,
            visitor: None,
            again: None,
        });
        let mut line = |kind| {
            case.events.push(Event::new(at("10:00"), "李敏", kind));
            let line = WorkEntry::of(&case, &Rules::default());
            (line.result, line.done_at.is_some())
        };
        assert_eq!(line(handled.clone()), ("换了灯".to_owned(), true));
        assert_eq!(line(wanting), ("验证不合格，继续处理（原处理：换了灯）".to_owned(), false));
        assert_eq!(line(handled.clone()), ("换了灯".to_owned(), true));
        assert_eq!(line(visit), ("回访不满意，继续处理（原处理：换了灯）".to_owned(), false));
        let reopened = || EventKind::Reopened { reason: "又坏了".into() };
        assert_eq!(line(handled), ("换了灯".to_owned(), true));
        assert_eq!(line(reopened()), ("换了灯".to_owned(), true), "an open case is not reopened");
        let reason = Some("已说明".to_owned());
        line(EventKind::Closed { code: ClosureCode::Explained, overridden: true, reason });
        assert_eq!(line(reopened()), ("重新受理（原处理：换了灯）".to_owned(), false));
        assert_eq!(line(EventKind::Voided { reason: "录重了".into() }), ("已作废：录重了".to_owned(), false));
    }
}
