//! What is said along the way of a case: each step with what is known by then. For the tests and for the printout.

use tingsu::desk::interchange::read;
use tingsu::domain::case::Case;
use tingsu::domain::code::{Channel, VisitOutcome};
use tingsu::domain::event::EventKind;
use tingsu::domain::settings::Settings;
use tingsu::library::say::{self, Spoken, Talk};
use tingsu::library::shelf::Library;
use tingsu::library::step::Step;

const CASES: &[u8] = include_bytes!("../fixtures/cases.json");

/// The cases of the sample, in the order of the file.
pub fn sample() -> Vec<Case> {
    let incoming = read::read(CASES).unwrap().cases.into_iter().map(Result::unwrap);
    incoming.map(|one| one.case(one.number.unwrap())).collect()
}

/// The settings of a counter that has answered the questions of the first start.
pub fn settings() -> Settings {
    let mut settings =
        Settings {
            property: "澄湖佳苑".into(), centre_phone: "0755-00001234".into(), ..Settings::default()
        };
    settings.ladder[0].name = "孟知秋".into();
    settings.ladder[1].name = "韩骁".into();
    settings
}

/// What is said at each step, in order.
pub fn told(case: &Case, settings: &Settings) -> Vec<Spoken> {
    let library = Library::shipped();
    let stops = way(case).into_iter();
    let spoken = stops.map(|(step, known)| {
        let known = Case { events: case.events[..known].to_vec(), ..case.clone() };
        let now = known.events.last().map_or(known.facts().received_at, |event| event.at);
        say::now(library, &Talk::of_case(library, &known, settings, step, now))
    });
    spoken.collect()
}

/// The steps that a case goes through, in order, each with the number of events that are known when it is spoken.
fn way(case: &Case) -> Vec<(Step, usize)> {
    let first = |test: fn(&EventKind) -> bool| case.events.iter().position(|event| test(&event.kind));
    let any = |test: fn(&EventKind) -> bool| case.events.iter().any(|event| test(&event.kind));
    let start = first(|kind| matches!(kind, EventKind::Restated { .. })).unwrap_or(0);
    let mut stops = Vec::new();
    let mut add = |steps: &[Step], known: usize| stops.extend(steps.iter().map(|step| (*step, known)));
    if case.facts().channel == Channel::Online {
        add(&[Step::OnlineReply], 0);
    }
    add(&[Step::Greet, Step::Listen, Step::Ask, Step::Restate, Step::Explain], start);
    let promised = first(|kind| matches!(kind, EventKind::Promised { .. })).map(|at| at + 1);
    add(&[Step::Promise], promised.unwrap_or(start));
    let known = first(|kind| matches!(kind, EventKind::Escalated(_))).map_or(start, |at| at + 1);
    add(&[Step::EscalateAsk, Step::EscalateContact, Step::EscalateWait, Step::EscalateIntroduce], known);
    if any(|kind| matches!(kind, EventKind::Escalated(one) if one.consent == Some(false))) {
        add(&[Step::EscalateRefused], promised.unwrap_or(known));
    }
    let investigated = first(|kind| matches!(kind, EventKind::Investigated { .. }));
    add(&[Step::Investigate], investigated.unwrap_or(known));
    let known = first(|kind| matches!(kind, EventKind::Solution { .. })).map_or(known, |at| at + 1);
    add(&[Step::Solution], known);
    if any(|kind| matches!(kind, EventKind::Solution { agreed: false, .. })) {
        add(&[Step::SolutionRefused], known);
    }
    let progress = |kind: &EventKind| matches!(kind, EventKind::Progress { .. });
    let progress = case.events.iter().rposition(|event| progress(&event.kind));
    let known = progress.map_or(known, |at| at + 1).max(known);
    add(&[Step::Progress, Step::Delay], known);
    let known = first(|kind| matches!(kind, EventKind::Handled { .. })).map_or(known, |at| at + 1);
    add(&[Step::Handled, Step::VisitOpen, Step::VisitProcess], known);
    add(&[Step::VisitMeasures, Step::VisitResult, Step::VisitThanks], known);
    if any(|kind| matches!(kind, EventKind::Visit(visit) if visit.outcome == VisitOutcome::NoAnswer)) {
        add(&[Step::Voicemail], known);
    }
    if any(|kind| matches!(kind, EventKind::Visit(visit) if visit.outcome == VisitOutcome::Declined)) {
        add(&[Step::VisitDeclined], known);
    }
    add(&[Step::Close], known);
    stops
}
