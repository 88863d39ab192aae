//! The talk about a case: which step is owed now, what happened last and what the record gives to build a sentence on.
//! This is the only place of `library` that reads a case, its state and its obligations; which sentence is said is
//! chosen in `say`. What is being typed meanwhile is for the screen to add.

use chrono::Datelike;

use crate::domain::case::{Case, Facts};
use crate::domain::case_state::CaseState;
use crate::domain::code::{
    Capability, CaseKind, Channel, DeadlineCode, Emotion, Need, PaperForm, ReplyTo, VerifyResult,
    VisitOutcome,
};
use crate::domain::escalation::EscalationStage;
use crate::domain::event::{Event, EventKind};
use crate::domain::obligation::{Obligation, TaskKind, Urge};
use crate::domain::settings::{Rules, Settings};
use crate::domain::superior::Superior;
use crate::domain::time::Moment;
use crate::domain::trigger;
use crate::library::danger::CaseDanger;
use crate::library::moment::{Given, Turn};
use crate::library::named_time;
use crate::library::newest;
use crate::library::next_contact::{self, Pace};
use crate::library::noted_summary;
use crate::library::own_words;
use crate::library::person;
use crate::library::record_given::{given_of, is_alone, is_fresh, is_handled, is_moved};
use crate::library::said_duration;
use crate::library::sentence::{Talk, level_for};
use crate::library::shelf::Library;
use crate::library::situation::Situation;
use crate::library::spoken_time::{self, number, spoken, spoken_limit};
use crate::library::step::Step;
use crate::library::suggest;
use crate::library::told_words;
use crate::library::topic;
use crate::library::variable::{Values, Variable};
use crate::library::visit_words;
use crate::library::wants;

/// Days from which on something is called long.
const LONG: i64 = 3;
/// What stands in these rows may be counted in others too.
const ANY_ROW: [&str; 1] = ["other"];

impl Talk {
    /// The talk about a case at a step: its facts, what happened last, the answer to its situation's question, the
    /// superior whom the last attempt asked for, else the first of the ladder.
    pub fn of_case(library: &Library, case: &Case, settings: &Settings, step: Step, now: Moment) -> Self {
        tracing::trace!(target: "worked_out", "case folded");
        Self::of_state(library, (case, &case.state(&settings.rules)), settings, step, now)
    }

    /// The same about a case whose state is worked out already.
    pub fn of_state(
        library: &Library,
        (case, state): (&Case, &CaseState),
        settings: &Settings,
        step: Step,
        now: Moment,
    ) -> Self {
        let facts = &state.facts;
        let events = case.corrected_events();
        let situation = facts.situation.as_ref().and_then(|code| library.situation(code));
        // As long as nobody chose one, the situation that the words leave no doubt of lends its sentences.
        // The row of the statistics must agree: who chose it knew what it is about.
        let agrees = |one: &&Situation| {
            let row = facts.category.as_ref().map(|category| category.as_str());
            ANY_ROW.contains(&one.category.as_str()) || row.is_none_or(|row| one.category.as_str() == row)
        };
        let told = facts.verbatim.as_deref().unwrap_or_default();
        // What stands beside the matter points to one only where the gist names it too.
        let noted = facts.summary.is_some();
        let assumed = || suggest::sure_of(library, &own_words::matter(told), &facts.gist());
        let beside = || suggest::sure_of(library, told, &facts.gist()).filter(|_| noted);
        let assumed = || assumed().or_else(beside).filter(agrees);
        // Later the record says what it is about, and a wrong guess would speak of something else.
        let situation = situation.or_else(|| assumed().filter(|_| is_taken_in(step)));
        let turn = turn_of(facts, &events);
        let mut given = given_of(state, &events, settings, now);
        let mut values = Values::of_facts(case, facts, now).with_settings(settings);
        // Where a superior is asked for anew, it is the one whom the form proposes.
        let attempt = state.last_attempt().filter(|one| step != Step::EscalateAsk || one.is_running());
        let ladder = &settings.ladder;
        let reason = attempt.map(|attempt| attempt.trigger).or_else(|| trigger::next_trigger(state));
        let asked = attempt.and_then(|attempt| Some((attempt.to.as_deref()?, attempt.rung)));
        let superior = asked.map(|(to, rung)| Superior::spoken_of(to, ladder, rung.map_or(1, usize::from)));
        let next = || ladder.get(trigger::next_rung(reason, state, &events, ladder)).map(Superior::spoken);
        let superior = superior.or_else(next);
        values.set(Variable::Superior, superior.unwrap_or_default());
        let pace = next_contact::of(facts, &events, now);
        given.extend((pace == Pace::Over).then_some(Given::Over));
        if next_contact::is_put_off(&events, now, settings.rules.duty) {
            given.retain(|one| *one != Given::Date);
            given.push(Given::Redated);
        }
        let set_for = newest::leave_told(&mut values, &mut given, &events, turn, now);
        visit_words::hear(&mut values, &mut given, &events);
        given.extend(next_contact::is_far_off(&events, now).then_some(Given::FarOff));
        // One time is told: the one that was promised, the one that the work is to be done by, what was agreed, the usual.
        let kept = next_contact::promised(&events, now).or(set_for);
        let notice =
            kept.unwrap_or_else(|| next_contact::next_notice(situation, case, state, pace, settings, now));
        values.set(Variable::NextNotice, spoken(notice, now));
        if values.get(Variable::PromiseTime).is_none() {
            // A time that was named in the answer is the time to keep.
            let answer = named_time::last_answer(&events).unwrap_or_default();
            let named = named_time::named_time(answer, now, settings.rules.duty);
            given.extend(named.map(|_| Given::TimeTold));
            // So is one that is still open, and one that stands in what was agreed.
            let agreed = || next_contact::agreed(&events, now, settings.rules.duty);
            let known = named.or(kept).or_else(agreed);
            let waits = turn == Turn::Agreed && !next_contact::cannot_wait(facts, now);
            let usual = || match waits {
                true => next_contact::when_done(&events, now, settings.rules.duty),
                false => next_contact::promise(pace, facts, settings, now),
            };
            values.set(Variable::PromiseTime, spoken_limit(known.unwrap_or_else(usual), now));
        }
        let duty = settings.rules.duty;
        let names_time = |told: &str| {
            named_time::named_day(told, now, duty).is_some()
                || named_time::named_time(told, now, duty).is_some()
                || told_words::names_hour(told)
        };
        let told_now = if step == Step::Investigate { Variable::Pledge } else { Variable::Progress };
        let timed = values.get(told_now).is_some_and(|told| names_time(&told));
        let news = values.get(Variable::Progress);
        given.extend(news.is_some_and(|told| told_words::is_setback(&told)).then_some(Given::Setback));
        let result = values.get(Variable::Result);
        given.extend(result.is_some_and(|told| told_words::is_open(&told)).then_some(Given::StillOpen));
        let calls = step == Step::Investigate
            && values.get(Variable::Handler).is_some_and(|one| told_words::is_superior(&one));
        given.extend(calls.then_some(Given::SuperiorCalls));
        values.set(Variable::Topic, topic::of(situation, facts));
        let words = heard_words(facts);
        let agreed = next_contact::plan(&events);
        let waits = matches!(facts.kind, CaseKind::Complaint | CaseKind::Repair);
        let open = !given.contains(&Given::Done);
        let awaited = topic::awaited(situation, facts, agreed, &words).filter(|_| waits && open);
        values.set(Variable::Awaited, awaited.unwrap_or_default());
        values.set(Variable::Lasting, lasts(facts, now).unwrap_or_default());
        let known = [
            (Variable::Lasting, Given::Lasting),
            (Variable::Awaited, Given::Awaited),
            (Variable::Kin, Given::Kin),
            (Variable::Topic, Given::Named),
        ];
        given.extend(known.into_iter().filter(|(one, _)| values.get(*one).is_some()).map(|(_, given)| given));
        // A superior is told of the owner, the owner hears his own words.
        let noted = values.get(Variable::Summary).filter(|noted| !own_words::is_told_of_us(told, noted));
        // What he comes back with was noted as the reason; his first words are not it.
        let back = turn == Turn::Reopened;
        let unspoken = noted
            .clone()
            .filter(|noted| back || step == Step::EscalateContact || own_words::is_spoken(noted));
        values.set(Variable::Summary, unspoken.unwrap_or_default());
        let own = own_words::said_back(facts.kind, told, noted.as_deref());
        let noted = || own_words::as_asked(facts.kind, &noted?);
        if let Some(own) = own.or_else(noted).filter(|_| step != Step::EscalateContact && !back) {
            values.set(Variable::Summary, own);
        }
        // Where nothing of it may be said back, what it is called and what he wants do.
        let named = values.get(Variable::Topic).filter(|_| waits && step == Step::Restate && !back);
        let wish = wants::in_words(told).filter(|_| values.is_gap(Variable::Summary));
        if let Some((named, wish)) = named.zip(wish) {
            values.set(Variable::Summary, format!("{named}，{wish}"));
        }
        let asked = values.get(Variable::Summary).as_deref().and_then(noted_summary::asked_of);
        let asked = asked.filter(|_| waits && step != Step::EscalateContact);
        given.extend(asked.as_ref().map(|_| Given::Asks));
        values.set(Variable::Asked, asked.unwrap_or_default());
        let branch = situation.and_then(|situation| situation.answered(state));
        let branch = branch.map(|(answer, _)| answer.id.clone());
        let cards = &library.cards().dangers;
        let danger = CaseDanger::of(cards, facts, &events, branch.as_deref());
        given.extend(danger.lies_behind().then_some(Given::Danger));
        given.extend(danger.would_not_live().then_some(Given::Despair));
        let shown = danger.now(now).map(|sign| sign.shown(&values, &events));
        let passed = danger.passed(now).filter(|_| shown.is_none());
        let likely = shown.is_none().then(|| danger.likely(now)).flatten();
        if let Some(record) = passed {
            given.push(Given::DangerPassed);
            let told = [facts.words().as_str(), record].join("，");
            let unwell = person::is_unwell(&told) && !told_words::tells_unhurt(&told);
            given.extend(unwell.then_some(Given::Unwell));
        }
        let mut talk = Self::about(facts, step, values);
        talk.values.set(Variable::Wait, wait(facts.channel, &settings.rules));
        talk.situation = situation.map(|situation| situation.id.clone()).or(talk.situation);
        talk.chosen = facts.situation.is_some();
        talk.emotion = mood_of(facts, &events);
        talk.likely_danger = likely;
        talk.danger = shown;
        talk.names_time = timed;
        talk.level = level_for(facts, &given);
        talk.said = said_in(&events);
        let seed =
            usize::try_from(case.number.serial()).unwrap_or(0) + facts.received_at.date().day() as usize;
        let happened = events.iter().filter(|event| !matches!(event.kind, EventKind::Said { .. })).count();
        talk.turns = happened + seed;
        let circumstances = &mut talk.circumstances;
        circumstances.turn = turn;
        // A need that was ticked and that he never spoke of is not put into his mouth.
        circumstances
            .needs
            .retain(|need| *need != Need::Compensation || told_words::asks_money(facts, &events));
        circumstances.told = [&facts.words(), facts.place.as_deref().unwrap_or_default()].join("，");
        circumstances.words = words;
        circumstances.given = given;
        circumstances.trigger = reason;
        circumstances.branch = branch;
        // Until something was done about the matter, what the record says of the danger is how it ended.
        let ended = passed.filter(|record| !record.is_empty()).map(str::to_owned);
        // What he said at the visit is how he found it.
        let found = visit_words::said_at(&events).map(str::to_owned);
        circumstances.result = found.or(state.round.result.clone()).or(ended);
        circumstances.closed = events.iter().rev().find_map(|event| match event.kind {
            EventKind::Closed { code, .. } => Some(code),
            _ => None,
        });
        talk
    }
}

/// Whether the matter is still being taken in: then what the owner said is all that is known of it.
fn is_taken_in(step: Step) -> bool {
    use Step::{Ask, Explain, Greet, Listen, Promise, Restate};
    matches!(step, Ask | Explain | Greet | Listen | Promise | Restate)
}

/// How long it takes until a superior is there or calls, as one says it. Rules §4, superior_contact.
fn wait(channel: Channel, rules: &Rules) -> String {
    let minutes = match channel {
        Channel::WalkIn => rules.superior_contact_walk_in_minutes,
        _ => rules.superior_contact * 60,
    };
    match (minutes / 60, minutes % 60) {
        (0, 30) => "半小时".to_owned(),
        (0, minutes) => format!("{}分钟", number(minutes)),
        (2, 0) => "两小时".to_owned(),
        (hours, 0) => format!("{}小时", number(hours)),
        (_, _) => format!("{minutes}分钟"),
    }
}

/// What the owner said, for what is made for his words; the gist of it where nobody noted them.
fn heard_words(facts: &Facts) -> String {
    let verbatim = facts.verbatim.clone().filter(|words| !words.trim().is_empty());
    verbatim.unwrap_or_else(|| facts.gist())
}

/// How long the matter has lasted: by the owner's own words while they are fresh, else since it was first told.
fn lasts(facts: &Facts, now: Moment) -> Option<String> {
    let since = facts.occurred_at.filter(|at| *at < facts.received_at).unwrap_or(facts.received_at);
    let fresh = (now.date() - facts.received_at.date()).num_days() <= 1;
    match said_duration::in_words(facts.verbatim.as_deref().unwrap_or_default()) {
        Some(said) => fresh.then_some(said),
        None if (now.date() - since.date()).num_days() < LONG => None,
        None => spoken_time::days_since(since, now),
    }
}

/// The mood that the owner has now: the last one noted, at a visit too.
fn mood_of(facts: &Facts, events: &[Event]) -> Emotion {
    let noted = events.iter().rev().find_map(|event| match &event.kind {
        EventKind::Emotion { emotion } => Some(*emotion),
        EventKind::Visit(visit) => visit.emotion,
        _ => None,
    });
    noted.or(facts.emotion).unwrap_or(Emotion::Calm)
}

/// Ids of the lines that were said in this case.
fn said_in(events: &[Event]) -> Vec<String> {
    let said = events.iter().filter_map(|event| match &event.kind {
        EventKind::Said { sentence, .. } => Some(sentence.split('+').map(str::to_owned)),
        _ => None,
    });
    said.flatten().collect()
}

/// What happened last.
pub fn turn_of(facts: &Facts, events: &[Event]) -> Turn {
    let alone = is_alone(facts);
    let handled = is_handled(events);
    let turn = events.iter().rev().find_map(|event| {
        let turn = match &event.kind {
            EventKind::Restated { .. } => Turn::Restated,
            EventKind::Explained { satisfied, .. } => {
                if *satisfied {
                    Turn::Settled
                } else {
                    Turn::Explained
                }
            }
            EventKind::Promised { .. } => Turn::Promised,
            EventKind::Escalated(attempt) if attempt.consent == Some(false) => Turn::StayedHere,
            EventKind::Escalated(attempt) if attempt.arrived_at.is_some() => Turn::SuperiorCame,
            EventKind::Escalated(attempt) if !attempt.is_running() => Turn::SuperiorAway,
            EventKind::Investigated { .. } => Turn::Investigated,
            EventKind::Solution { agreed: true, .. } | EventKind::CompletionDate { .. } => Turn::Agreed,
            EventKind::Solution { .. } if alone => Turn::Unasked,
            EventKind::Solution { .. } => Turn::Proposed,
            EventKind::Progress { .. } | EventKind::TaskDone { .. } if !newest::tells(&event.kind) => {
                return None;
            }
            EventKind::TaskDone { .. } if handled => return None,
            EventKind::TaskDone { .. } => Turn::Told,
            kind @ EventKind::Progress { .. } if kind.told() => {
                if handled {
                    Turn::HandledTold
                } else {
                    Turn::Told
                }
            }
            EventKind::Progress { .. } if handled => Turn::Handled,
            EventKind::Progress { .. } => Turn::Posted,
            EventKind::Paper { form: PaperForm::Letter | PaperForm::Report, .. } => Turn::LetterSent,
            EventKind::LetterReply { answers: ReplyTo::Letter, .. } => Turn::LetterAnswered,
            EventKind::Verified { result: VerifyResult::Wanting, .. } => Turn::Agreed,
            EventKind::Handled { told: true, .. } => Turn::HandledTold,
            EventKind::Handled { .. } => Turn::Handled,
            EventKind::Visit(visit) => match visit.outcome {
                VisitOutcome::Reached if visit.dissatisfied() => Turn::VisitBad,
                VisitOutcome::Reached => Turn::VisitGood,
                VisitOutcome::NoAnswer => Turn::NoAnswer,
                VisitOutcome::Rescheduled => Turn::VisitMoved,
                VisitOutcome::Declined => Turn::VisitDeclined,
            },
            EventKind::VisitExempt { .. } => Turn::Exempt,
            EventKind::Closed { .. } => Turn::Closed,
            EventKind::Reopened { .. } => Turn::Reopened,
            EventKind::Voided { .. } => Turn::Voided,
            _ => return None,
        };
        Some(turn)
    });
    turn.unwrap_or(Turn::Received)
}

/// The step of the talk that is owed now, along the way of rules §3. Pure; `now` on the counter's clock.
pub fn step_owed(case: &Case, state: &CaseState, rules: &Rules, now: Moment) -> Step {
    let events = case.corrected_events();
    let turn = turn_of(&state.facts, &events);
    if !state.is_open() {
        return Step::Close;
    }
    if state.is_escalating() {
        return match EscalationStage::of(state.last_attempt()) {
            EscalationStage::Ask => Step::EscalateAsk,
            EscalationStage::Contact => Step::EscalateContact,
            EscalationStage::Wait => Step::EscalateWait,
            EscalationStage::Outcome | EscalationStage::Done => Step::EscalateIntroduce,
        };
    }
    let owed = state.owed(rules, now);
    let owes = |code| owed.iter().any(|(one, _)| one.deadline == code);
    let again = |one: &Obligation| one.is_task(&TaskKind::EscalateAgain);
    let asks = newest::asks_again(&events) && !matches!(turn, Turn::SuperiorCame | Turn::VisitGood);
    if owed.iter().any(|(one, _)| again(one)) && asks {
        return Step::EscalateAsk;
    }
    let pressing = |code, least: Urge| owed.iter().any(|(one, urge)| one.deadline == code && *urge <= least);
    let facts = &state.facts;
    let late = state.open_promise().is_some_and(|due| due <= now);
    match turn {
        Turn::Received if facts.channel == Channel::Online => Step::OnlineReply,
        Turn::Received if state.restated => ability(facts),
        Turn::Received => Step::Restate,
        Turn::Restated => ability(facts),
        Turn::Explained if pressing(DeadlineCode::Promise, Urge::Overdue) => Step::Progress,
        Turn::Promised if late && !is_fresh(&events, now) => Step::Progress,
        Turn::Explained => Step::Promise,
        Turn::Settled => Step::Close,
        Turn::Promised if pressing(DeadlineCode::Promise, Urge::DueSoon) && !is_fresh(&events, now) => {
            Step::Progress
        }
        Turn::Promised => Step::Investigate,
        Turn::StayedHere => Step::EscalateRefused,
        Turn::SuperiorCame => Step::EscalateIntroduce,
        Turn::SuperiorAway => Step::EscalateWait,
        Turn::Investigated => Step::Solution,
        Turn::Proposed => Step::SolutionRefused,
        Turn::Agreed | Turn::Posted if pressing(DeadlineCode::SameDay, Urge::Overdue) => Step::Delay,
        Turn::Agreed if is_moved(&events) => Step::Delay,
        Turn::Agreed | Turn::Told | Turn::Posted | Turn::Unasked => Step::Progress,
        Turn::LetterSent | Turn::LetterAnswered => Step::Progress,
        Turn::Handled => Step::Handled,
        Turn::HandledTold if owes(DeadlineCode::Visit) && !is_fresh(&events, now) => Step::VisitOpen,
        Turn::HandledTold => Step::Handled,
        Turn::NoAnswer if is_fresh(&events, now) => Step::Voicemail,
        Turn::NoAnswer | Turn::VisitMoved => Step::VisitOpen,
        Turn::VisitGood => Step::VisitThanks,
        Turn::VisitBad if !newest::asks_again(&events) => Step::Progress,
        Turn::VisitBad => Step::EscalateAsk,
        Turn::VisitDeclined => Step::VisitDeclined,
        Turn::Exempt | Turn::Closed => Step::Close,
        Turn::Reopened => Step::Restate,
        Turn::Voided => Step::Close,
    }
}

/// What follows on the read-back: what is done now; of what is beyond the receiver a superior is asked for at once only
/// where he is the first answer – somebody is beside himself, a mark or a demand asks for him, or it is about one of us.
fn ability(facts: &Facts) -> Step {
    let at_once = facts.emotion == Some(Emotion::Agitated)
        || trigger::marked_trigger(facts).is_some()
        || facts.category.as_ref().is_some_and(|category| category.as_str() == "attitude");
    match facts.capability {
        Some(Capability::BeyondMe) if at_once => Step::EscalateAsk,
        Some(_) | None => Step::Explain,
    }
}
