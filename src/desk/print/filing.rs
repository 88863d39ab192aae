//! What a paper does to its case: form 2 that is printed is the record that was owed, a letter that went out is on
//! record. Nothing is ever recorded as sent that nobody said was sent. Rules §4.

use crate::desk::error::Error;
use crate::desk::handle::{Access, Desk};
use crate::desk::print::aside::aside;
use crate::desk::print::printout::Printout;
use crate::desk::reply::{Reply, Written};
use crate::domain::case::Case;
use crate::domain::code::PaperForm;
use crate::domain::event::EventKind;
use crate::domain::obligation::Obligation;
use crate::domain::permission::Office;
use crate::domain::person::Actor;
use crate::domain::reading::addressee::RELATIONS_CENTRE;
use crate::domain::record_form;
use crate::paper::form::handling_record::RecordCopy;

/// To whom the report on a matter of class III goes, as long as the case names nobody.
pub(super) const DEPARTMENT: &str = "主管部门";

impl Desk {
    /// Puts on record that a letter or report was sent. Ledger 11-12, 11-13.
    ///
    /// Errors: [`Error::Refused`] for a paper that is no letter; as [`Desk::append`].
    pub fn mark_sent(&self, printout: Printout, actor: &Actor) -> Reply<Written<Case>> {
        let (desk, actor) = (self.clone(), actor.clone());
        aside(move || {
            let to = match &printout {
                Printout::Letter(_) => RELATIONS_CENTRE,
                Printout::SituationReport(_) => DEPARTMENT,
                _ => return Err(Error::Refused("这张纸不是函件，没有登记送出。".to_owned())),
            };
            desk.file(&printout, Some(to.to_owned()), &actor)
        })
    }

    /// Puts on record that the internal copy of form 2 or the file of a major complaint was printed, when that was owed. `None` when it
    /// was not, or boxes are blank that must not be: it is owed until they are filled in, here or by hand and noted.
    ///
    /// # Errors
    /// As [`Desk::append`].
    pub(super) fn file_record(
        &self,
        printout: &Printout,
        actor: &Actor,
    ) -> Result<Option<Written<Case>>, Error> {
        let (Printout::Record(number, RecordCopy::Internal) | Printout::MajorFile(number)) = printout else {
            return Ok(None);
        };
        if matches!(self.access(), Access::Viewing | Access::Reading) {
            // The paper is out; that it was owed stays until it is printed at work.
            return Ok(None);
        }
        let (settings, staff) = (self.settings().wait()?, self.staff().wait()?);
        let office = Office { rules: &settings.rules, staff: &staff, ladder: &settings.ladder };
        let state = self.case(*number).wait()?.state(&settings.rules);
        let now = self.now();
        let form = printout.form();
        let owed = |one: &Obligation| one.paper() == Some(form) && one.is_open(now);
        let is_whole = form != PaperForm::HandlingRecord || record_form::is_complete(&state, office);
        if state.obligations.iter().any(owed) && is_whole {
            // The paper is out whoever printed it. Where this person may not put it on record, it is owed as before.
            return match self.file(printout, None, actor) {
                Err(Error::Denied(denial)) => {
                    tracing::info!(denial = %denial.text, "a printed record was not filed");
                    Ok(None)
                }
                filed => filed.map(Some),
            };
        }
        Ok(None)
    }

    /// What whoever is about to print this paper is told beforehand: the boxes of form 2 that are still blank. Nothing of it
    /// holds the print up.
    ///
    /// Errors: [`Error::NoCase`]; the database's own.
    pub fn print_note(&self, printout: &Printout) -> Reply<Option<String>> {
        let (Printout::Record(number, RecordCopy::Internal) | Printout::MajorFile(number)) = *printout else {
            return aside(|| Ok(None));
        };
        let desk = self.clone();
        aside(move || {
            let (settings, staff) = (desk.settings().wait()?, desk.staff().wait()?);
            let office = Office { rules: &settings.rules, staff: &staff, ladder: &settings.ladder };
            let state = desk.case(number).wait()?.state(&settings.rules);
            Ok(record_form::note(&record_form::gaps(&state, office)))
        })
    }

    fn file(
        &self,
        printout: &Printout,
        sent_to: Option<String>,
        actor: &Actor,
    ) -> Result<Written<Case>, Error> {
        let number = printout.case().ok_or_else(|| Error::Refused("这张纸不属于受理单。".to_owned()))?;
        let known = self.case(number).wait()?.events.len();
        let filed = EventKind::Paper { form: printout.form(), sent_to };
        self.append(actor, number, known, vec![(self.now(), filed)]).wait()
    }
}
