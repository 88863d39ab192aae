//! The talk about a stored case: which step is owed now, and what the case itself tells for its sentences. What is
//! being typed meanwhile is for the screen to add; which sentence is said is chosen in `say`.

use chrono::{Duration, Timelike};

use crate::domain::case::{Case, Facts};
use crate::domain::case_state::CaseState;
use crate::domain::code::{Capability, Channel, DeadlineCode};
use crate::domain::deadline::usual_cadence;
use crate::domain::escalation::EscalationStage;
use crate::domain::event::{EventKind, Every};
use crate::domain::obligation::{Obligation, TaskKind, Urge};
use crate::domain::settings::{Rules, Settings, Superior, hours};
use crate::domain::time::Moment;
use crate::library::limit;
use crate::library::say::Talk;
use crate::library::shelf::Library;
use crate::library::situation::Situation;
use crate::library::spoken_time::spoken;
use crate::library::step::Step;
use crate::library::variable::{Values, Variable};

impl Talk {
    /// The talk about a case at a step: its facts, the answer to its situation's question, the superior whom the
    /// last attempt asked for, else the first of the ladder.
    pub fn of_case(library: &Library, case: &Case, settings: &Settings, step: Step, now: Moment) -> Self {
        let facts = case.facts();
        let mut values = Values::of_case(case, now).with_settings(settings);
        // Ledger 05-18: how long it takes until somebody is there.
        values.set(Variable::Minutes, "五");
        let attempt = case.escalations().pop().map(|(.., attempt)| attempt);
        let ladder = &settings.ladder;
        let asked = attempt.as_ref().and_then(|attempt| Some((attempt.to.as_deref()?, attempt.rung)));
        let superior = asked.map(|(to, rung)| Superior::spoken_of(to, ladder, rung.map_or(1, usize::from)));
        let superior = superior.or_else(|| ladder.first().map(Superior::spoken));
        values.set(Variable::Superior, superior.unwrap_or_default());
        let situation = facts.situation.as_ref().and_then(|code| library.situation(code));
        if matches!(step, Step::Progress | Step::Delay) {
            values
                .set(Variable::NextNotice, spoken(next_notice(situation, case, &facts, settings, now), now));
        }
        let mut talk = Self::about(&facts, step, values);
        talk.circumstances.trigger = attempt.map(|attempt| attempt.trigger);
        let answered = situation.and_then(|situation| situation.answered(&case.state(&settings.rules)));
        talk.circumstances.branch = answered.map(|(answer, _)| answer.id.clone());
        talk
    }
}

/// When the customer hears of it next, if they are told now: the cadence of the case, of its situation or of the
/// rules; a time when somebody is at the desk and that is easily said.
fn next_notice(
    situation: Option<&Situation>,
    case: &Case,
    facts: &Facts,
    settings: &Settings,
    now: Moment,
) -> Moment {
    let own = case.events.iter().rev().find_map(|event| match event.kind {
        EventKind::Cadence { every, .. } => Some(every),
        _ => None,
    });
    let every = match own.or_else(|| limit::terms(situation?).cadence) {
        Some(Every::Hours(every)) => every,
        Some(Every::None) | None => usual_cadence(&settings.rules, facts),
    };
    let due = now + hours(every);
    let due = due - Duration::minutes(i64::from(due.time().minute() % 30));
    let duty = settings.rules.duty;
    let last = |date| duty.end_on(date) - Duration::minutes(30);
    let said = match () {
        () if duty.covers(due) => due,
        () if due.time() < duty.from => last((due - Duration::days(1)).date()),
        () => last(due.date()),
    };
    if said > now { said } else { due }
}

/// The step of the talk that is owed now, along the way of rules §3. Pure; `now` on the counter's clock.
pub fn step_owed(case: &Case, standing: &CaseState, rules: &Rules, now: Moment) -> Step {
    if !standing.is_open() {
        return Step::Close;
    }
    if standing.is_escalating() {
        return match EscalationStage::of(standing.last_attempt()) {
            EscalationStage::Ask => Step::EscalateAsk,
            EscalationStage::Contact => Step::EscalateContact,
            EscalationStage::Wait => Step::EscalateWait,
            EscalationStage::Outcome | EscalationStage::Done => Step::EscalateIntroduce,
        };
    }
    let owed = standing.owed(rules, now);
    let owes = |code| owed.iter().any(|(duty, _)| duty.deadline == code);
    let again = |duty: &Obligation| duty.is_task(&TaskKind::EscalateAgain);
    if owed.iter().any(|(duty, _)| again(duty)) {
        return Step::EscalateAsk;
    }
    let round = &standing.round;
    if round.handled_at.is_some() {
        return match () {
            () if owes(DeadlineCode::Reply) || owes(DeadlineCode::Promise) => Step::Handled,
            () if owes(DeadlineCode::Visit) => Step::VisitOpen,
            () => Step::Close,
        };
    }
    if round.explained.as_ref().is_some_and(|(satisfied, ..)| *satisfied) {
        return Step::Close;
    }
    let late =
        |duty: &Obligation, urge: Urge| duty.deadline == DeadlineCode::SameDay && urge == Urge::Overdue;
    match round.solution {
        Some(true) if owed.iter().any(|(duty, urge)| late(duty, *urge)) => return Step::Delay,
        Some(true) => return Step::Progress,
        Some(false) => return Step::SolutionRefused,
        None => {}
    }
    let happened = |test: fn(&EventKind) -> bool| case.events.iter().any(|event| test(&event.kind));
    if happened(|kind| matches!(kind, EventKind::Investigated { .. })) {
        return Step::Solution;
    }
    if owes(DeadlineCode::Promise) {
        let near = |(duty, urge): &(&Obligation, Urge)| {
            duty.deadline == DeadlineCode::Promise && *urge != Urge::Open
        };
        return if owed.iter().any(near) { Step::Progress } else { Step::Investigate };
    }
    if standing.facts.channel == Channel::Online && owes(DeadlineCode::FirstResponse) {
        return Step::OnlineReply;
    }
    if round.explained.is_some() {
        return Step::Promise;
    }
    if !standing.restated {
        return Step::Restate;
    }
    match standing.facts.capability {
        Some(Capability::BeyondMe) => Step::EscalateAsk,
        Some(Capability::BeyondUs) => Step::Promise,
        Some(Capability::Mine) | None => Step::Explain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::{CaseNumber, Facts};
    use crate::domain::code::{CaseKind, Trigger};
    use crate::domain::deadline::Terms;
    use crate::domain::event::{Escalation, Event};
    use serde_json::json;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn case(events: &[(&str, EventKind)]) -> Case {
        let received = at("2026-11-03T09:00");
        let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, received, "李敏");
        facts.complainant.phones = vec!["13900000417".into()];
        let mut case = Case::new(CaseNumber::new(received.date(), 1), facts);
        case.events = events.iter().map(|(time, kind)| Event::new(at(time), "李敏", kind.clone())).collect();
        Terms::plain(&Rules::default()).plan(&mut case);
        case
    }

    fn step(events: &[(&str, EventKind)], now: &str) -> Step {
        let (case, rules) = (case(events), Rules::default());
        step_owed(&case, &case.state(&rules), &rules, at(now))
    }

    fn event(json: serde_json::Value) -> EventKind {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn the_owed_step_goes_along_the_way_of_a_case() {
        let noon = "2026-11-03T12:00";
        let restated = event(json!({"type": "restated", "summary": "电梯停运", "confirmed": true}));
        let promised = event(json!({"type": "promised", "due": "2026-11-03T15:00", "consent": true}));
        let investigated = event(json!({"type": "investigated", "facts": "主板坏"}));
        let solution = |agreed: bool| event(json!({"type": "solution", "text": "换主板", "agreed": agreed}));
        let handled = event(json!({"type": "handled", "result": "已换", "verified": true, "told": true}));
        let mut way = Vec::new();
        assert_eq!(step(&way, noon), Step::Restate);
        way.push(("2026-11-03T09:05", restated));
        assert_eq!(step(&way, noon), Step::Explain);
        way.push(("2026-11-03T09:06", promised));
        assert_eq!(step(&way, noon), Step::Investigate);
        assert_eq!(step(&way, "2026-11-03T14:30"), Step::Progress, "the promise is near");
        way.push(("2026-11-03T10:00", investigated));
        assert_eq!(step(&way, noon), Step::Solution);
        way.push(("2026-11-03T10:30", solution(false)));
        assert_eq!(step(&way, noon), Step::SolutionRefused);
        way.push(("2026-11-03T11:00", solution(true)));
        assert_eq!(step(&way, noon), Step::Progress);
        assert_eq!(step(&way, "2026-11-04T08:00"), Step::Delay, "the day is over");
        way.push(("2026-11-03T11:30", handled));
        assert_eq!(step(&way, noon), Step::VisitOpen);
        let visit = json!({"type": "visit", "form": "phone", "outcome": "reached", "process": "satisfied",
                           "measures": "satisfied", "result": "dissatisfied"});
        way.push(("2026-11-03T11:40", event(visit)));
        assert_eq!(step(&way, noon), Step::EscalateAsk, "a dissatisfied visit owes another escalation");
        way.push(("2026-11-03T11:50", event(json!({"type": "closed", "code": "explained"}))));
        assert_eq!(step(&way, noon), Step::Close);
    }

    #[test]
    fn the_next_notice_is_a_time_at_the_desk() {
        let (library, settings) = (Library::shipped(), Settings::default());
        let next = |situation: &str, now: &str| {
            let mut case = case(&[]);
            case.receipt.situation = crate::domain::code::SituationCode::new(situation);
            let talk = Talk::of_case(library, &case, &settings, Step::Progress, at(now));
            talk.values.get(Variable::NextNotice)
        };
        assert_eq!(
            next("", "2026-11-03T10:41").as_deref(),
            Some("明天上午10点半"),
            "a day later, rounded down"
        );
        assert_eq!(next("V5", "2026-11-03T10:00").as_deref(), Some("11月10日上午10点"), "its own week");
        assert_eq!(next("", "2026-11-03T02:10").as_deref(), Some("今天下午5点半"), "not in the night");
        assert_eq!(next("", "2026-11-03T21:40").as_deref(), Some("明天下午5点半"));
    }

    #[test]
    fn a_promise_is_told_until_it_is_kept_or_over() {
        let promised = event(json!({"type": "promised", "due": "2026-11-03T15:00", "consent": true}));
        let told = event(json!({"type": "progress", "medium": "phone", "text": "在查"}));
        let said = |events: &[(&str, EventKind)], now: &str| {
            let case = case(events);
            Values::of_case(&case, at(now)).get(Variable::PromiseTime)
        };
        let mut way = vec![("2026-11-03T09:06", promised)];
        assert_eq!(said(&way, "2026-11-03T10:00").as_deref(), Some("今天下午3点"));
        assert_eq!(said(&way, "2026-11-03T15:00"), None, "the time is over");
        way.push(("2026-11-03T11:00", told));
        assert_eq!(said(&way, "2026-11-03T12:00"), None, "the promise was kept");
    }

    #[test]
    fn a_running_escalation_comes_first_and_names_its_superior() {
        let mut attempt = Escalation::new(Trigger::E);
        attempt.consent = Some(true);
        attempt.to = Some("赵楠主任".into());
        let events = [("2026-11-03T09:10", EventKind::Escalated(attempt))];
        assert_eq!(step(&events, "2026-11-03T09:11"), Step::EscalateContact);
        let (settings, now) = (Settings::default(), at("2026-11-03T09:11"));
        let library = Library::shipped();
        let talk = Talk::of_case(library, &case(&events), &settings, Step::EscalateContact, now);
        assert_eq!(talk.circumstances.trigger, Some(Trigger::E));
        assert_eq!(talk.values.get(Variable::Superior).as_deref(), Some("赵楠主任"));
    }
}
