//! A letter or report that went out, as it was: made from what was known, and by the settings that were in force, when it
//! was printed last before it was sent. A reprint is that letter, with its date and its digits. Rules §7, ledger 11-12.

use crate::desk::error::Error;
use crate::desk::handle::{Desk, settings_of};
use crate::domain::case::Case;
use crate::domain::code::PaperForm;
use crate::domain::event::EventKind;
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::store::setting::SETTINGS;

/// What a letter was made from.
pub(super) struct Sent {
    /// The case as it was known.
    pub(super) case: Case,
    /// What was set.
    pub(super) settings: Settings,
    /// The moment that its date is of.
    pub(super) at: Moment,
    /// To whom it went, as far as it is on record.
    pub(super) to: Option<String>,
    /// The case has been taken up anew since: the next letter is another one.
    pub(super) is_of_before: bool,
}

/// The letters of a form that went out, in order; one that was put on record twice stands once.
///
/// # Errors
/// The database's own.
pub(super) fn sent(desk: &Desk, case: &Case, form: PaperForm) -> Result<Vec<Sent>, Error> {
    let events = case.corrected_events();
    let reopened = events.iter().rposition(|event| matches!(event.kind, EventKind::Reopened { .. }));
    let mut letters: Vec<Sent> = Vec::new();
    for (place, event) in events.iter().enumerate() {
        let to = match &event.kind {
            EventKind::Paper { form: one, sent_to } if *one == form => sent_to.clone(),
            _ => continue,
        };
        let (number, sent_at) = (case.number, event.at);
        let print = desk.ask(move |db| {
            let print = db.last_print(number, form, sent_at)?;
            let at = print.map_or(sent_at, |(at, _)| at);
            let settings = db.setting_at(SETTINGS, at)?;
            Ok((print, settings.map_or_else(|| settings_of(db), Ok)?))
        });
        let (print, settings) = print.wait()?;
        // Without a print on this counter: as it was known when it was sent.
        let (at, known) = print.unwrap_or((sent_at, place));
        let mut then = case.clone();
        then.events.truncate(known.min(place));
        letters.retain(|before| before.at != at);
        let is_of_before = reopened.is_some_and(|reopened| reopened > place);
        letters.push(Sent { case: then, settings, at, to, is_of_before });
    }
    Ok(letters)
}
