//! The talk of a drill: what the panel would show when the scripted owner says his next thing – the real choice of `say`,
//! for an invented case with these words. Ledger 17-06.

use crate::domain::case::{Case, CaseNumber, Facts};
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::library::drill::DrillScript;
use crate::library::say::{self, Spoken};
use crate::library::sentence::Talk;
use crate::library::shelf::Library;

/// What the panel would show when the owner says his `at`-th thing. `said` are the ids of sentences that were shown
/// before, which are not shown again. `None` past the end.
pub fn spoken(
    script: &DrillScript,
    at: usize,
    library: &Library,
    settings: &Settings,
    said: &[String],
    now: Moment,
) -> Option<Spoken> {
    let turn = script.turns.get(at)?;
    let case = Case::new(CaseNumber::new(now.date(), 1), facts(script, at, now));
    let mut talk = Talk::of_case(library, &case, settings, turn.step, now);
    talk.circumstances.turn = turn.after;
    // A sentence may be put together of several lines.
    talk.said = said.iter().flat_map(|id| id.split('+')).map(str::to_owned).collect();
    Some(say::now(library, &talk))
}

/// The facts of the invented case once the owner has said his `at`-th thing.
fn facts(script: &DrillScript, at: usize, now: Moment) -> Facts {
    let mut facts = Facts::new(script.kind, script.channel, now, "");
    let said = script.turns.iter().take(at + 1).map(|turn| turn.says.as_str());
    facts.verbatim = Some(std::iter::once(script.before.as_str()).chain(said).collect());
    facts.situation = script.situation.clone();
    facts.flags = script.flags.clone();
    facts.emotion = script.turns.get(at).map(|turn| turn.mood);
    facts.repeat_of = script.repeat.then(|| CaseNumber::new(now.date(), 1));
    facts.complainant.name = Some(script.owner.clone());
    facts.complainant.title = Some(script.title);
    facts.complainant.room = script.room.clone();
    facts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::drill::shipped;

    fn now() -> Moment {
        Moment::parse("2026-11-21T10:00").unwrap()
    }

    #[test]
    fn the_panel_of_a_drill_shows_a_sentence_of_the_library_for_each_moment() {
        let (library, settings) = (Library::shipped(), Settings::default());
        for script in shipped() {
            let code = script.situation.as_ref().unwrap();
            assert!(library.situation(code).is_some(), "{}: {code}", script.id);
            let mut said = Vec::new();
            for (at, turn) in script.turns.iter().enumerate() {
                let spoken = spoken(script, at, library, &settings, &said, now()).unwrap();
                assert_eq!(
                    (spoken.step, spoken.mood),
                    (turn.step, turn.mood),
                    "{}: {}",
                    script.id,
                    turn.says
                );
                assert_eq!(spoken.channel, script.channel);
                let text = spoken.sentence.text.as_str();
                assert!(text.chars().count() >= 5, "{}: {}: {text}", script.id, turn.says);
                if spoken.danger.is_none() {
                    assert!(!said.contains(&spoken.sentence.id), "{}: {text} comes twice", script.id);
                }
                said.push(spoken.sentence.id.clone());
            }
            assert_eq!(spoken(script, script.turns.len(), library, &settings, &said, now()), None);
        }
        let lift = shipped().iter().find(|one| one.id == "lift-trapped").unwrap();
        let first = spoken(lift, 0, library, &settings, &[], now()).unwrap();
        assert!(first.danger.is_some(), "somebody in the lift is a danger here too");
    }
}
