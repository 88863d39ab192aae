//! What to say now to the customer of a stored case, or of one that is only a draft: the same choice as the panel beside
//! the form.

use serde_json::{Value, json};

use crate::desk::case_commands::visible;
use crate::desk::error::Error;
use crate::desk::handle::{Desk, settings_of};
use crate::desk::interchange::read;
use crate::desk::reply::Reply;
use crate::desk::roster;
use crate::desk::situation;
use crate::domain::case::{Case, CaseNumber, Facts};
use crate::domain::code::{Emotion, SituationCode};
use crate::domain::household::Steward;
use crate::domain::reading::room;
use crate::domain::time::Moment;
use crate::library::say::{self, Spoken};
use crate::library::sentence::Talk;
use crate::library::step::{Level, Step};
use crate::library::suggest::suggest;
use crate::library::talk::step_owed;
use crate::store::db::Db;

/// So many situations are suggested.
const SUGGESTED: usize = 3;

/// What is said in a talk that is not stored, and the situations that the owner's words point to, the likeliest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Drafted {
    /// What the panel shows.
    pub spoken: Spoken,
    /// Situations.
    pub suggested: Vec<SituationCode>,
}

/// What is asked for; what is left open is the case's to say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wish {
    /// The step; else the one that is owed.
    pub step: Option<Step>,
    /// The mood; else the one on record.
    pub mood: Option<Emotion>,
    /// The level; else the one that fits the case.
    pub level: Option<Level>,
}

impl Desk {
    /// What to say now. Interchange "What to say".
    ///
    /// Errors: [`Error::NoCase`](crate::desk::error::Error::NoCase).
    pub fn say(&self, number: CaseNumber, wish: Wish) -> Reply<Spoken> {
        let (as_of, library, knowledge) = (self.as_of(), self.library(), self.knowledge());
        let now = as_of.now;
        self.ask(move |db| {
            let case = visible(db, number, as_of)?;
            let settings = settings_of(db)?;
            let state = case.state(&settings.rules);
            let step = wish.step.unwrap_or_else(|| step_owed(&case, &state, &settings.rules, now));
            let mut talk = Talk::of_state(&library, (&case, &state), &settings, step, now);
            talk.values.set_steward(steward_in(db, &case.facts())?.as_ref());
            talk.emotion = wish.mood.unwrap_or(talk.emotion);
            talk.level = wish.level.unwrap_or(talk.level);
            Ok(say::now(&library, &talk).with_known(&knowledge, &case.facts(), now.date()))
        })
    }

    /// What to say now in a talk that is not stored: one case of the interchange as text, `number` and `events` may be
    /// absent. Interchange "What to say".
    ///
    /// Errors: [`Error::Refused`] when the text is no such case.
    pub fn say_draft(&self, text: &[u8], wish: Wish) -> Reply<Drafted> {
        let (now, library, knowledge) = (self.now(), self.library(), self.knowledge());
        let text = text.to_vec();
        self.ask(move |db| {
            let settings = settings_of(db)?;
            let mut case = draft_of(&text, now).map_err(Error::Refused)?;
            // What it owes belongs to the moment: a draft is judged as if it had been stored.
            let state = situation::plan_imported(&library, &mut case, &settings);
            let step = wish.step.unwrap_or_else(|| step_owed(&case, &state, &settings.rules, now));
            let mut talk = Talk::of_state(&library, (&case, &state), &settings, step, now);
            talk.values.set_steward(steward_in(db, &case.facts())?.as_ref());
            talk.emotion = wish.mood.unwrap_or(talk.emotion);
            talk.level = wish.level.unwrap_or(talk.level);
            let facts = case.facts();
            let hints = suggest(&library, &facts.words(), SUGGESTED);
            let suggested = hints.into_iter().map(|hint| hint.situation.id.clone()).collect();
            let spoken = say::now(&library, &talk).with_known(&knowledge, &facts, now.date());
            Ok(Drafted { spoken, suggested })
        })
    }
}

/// Who looks after the room of the case.
fn steward_in(db: &Db, facts: &Facts) -> Result<Option<Steward>, Error> {
    facts.complainant.room.as_deref().map_or(Ok(None), |text| roster::steward_in(db, &room::written(text)))
}

/// The case that a draft tells, received now unless it says otherwise.
fn draft_of(text: &[u8], now: Moment) -> Result<Case, String> {
    let no_case =
        || "草稿要是一件受理单的 JSON，如 {\"kind\":\"complaint\",\"channel\":\"phone\"}。".to_owned();
    let mut draft: Value = serde_json::from_slice(text).map_err(|_| no_case())?;
    let fields = draft.as_object_mut().ok_or_else(no_case)?;
    fields.entry("received_at").or_insert_with(|| json!(now));
    let file = json!({ "format": "tingsu-cases", "version": 1, "cases": [draft] });
    let read = read::read(file.to_string().as_bytes())?;
    let incoming = read.cases.into_iter().next().ok_or_else(no_case)?;
    let incoming = incoming.map_err(|refused| refused.why)?;
    let number = incoming.number.unwrap_or_else(|| CaseNumber::new(now.date(), 1));
    Ok(incoming.case(number))
}
