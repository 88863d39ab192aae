//! How many households report the matter of a case.

use crate::desk::as_of::View;
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::reply::Reply;
use crate::domain::case::CaseNumber;
use crate::domain::gathering::Gathering;
use crate::store::db::Db;

impl Desk {
    /// The reports of the matter that a case belongs to: as a lead case, in a group, or as a repeat. `None` without such
    /// a case.
    ///
    /// Errors: the database's own.
    pub fn gathering(&self, number: CaseNumber) -> Reply<Option<Gathering>> {
        let as_of = self.as_of();
        self.ask(move |db| {
            let view = View::at(db, as_of)?;
            let lead = lead_of(db, number)?;
            Ok(Gathering::of(lead, &view.rows(db.reports_of(lead)?)?))
        })
    }
}

/// The lead case of a group, else the case that is repeated – or the lead case of that one –, else the case itself.
pub(crate) fn lead_of(db: &Db, number: CaseNumber) -> Result<CaseNumber, Error> {
    let Some(row) = db.row(number)? else { return Ok(number) };
    let Some(earlier) = row.repeat_of.filter(|_| row.group_of.is_none()) else {
        return Ok(row.group_of.unwrap_or(number));
    };
    Ok(db.row(earlier)?.and_then(|row| row.group_of).unwrap_or(earlier))
}
