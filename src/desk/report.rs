//! The monthly table.

use crate::desk::as_of::View;
use crate::desk::handle::Desk;
use crate::desk::reply::Reply;
use crate::domain::statistics::period::Period;
use crate::domain::statistics::report::Report;
use crate::domain::statistics::tally::Tally;

impl Desk {
    /// The table of a period as known now (rules §9). Reads in full only the cases that have a part in the period;
    /// of all others the row and the spans that are kept beside.
    pub fn report(&self, period: Period) -> Reply<Report> {
        let now = self.now();
        self.ask(move |db| {
            let view = View::at(db, now)?;
            let mut tally = Tally::new(view.settings(), period, now);
            for row in db.span_rows(period.looks_back_to())? {
                if view.is_settled(row.number) {
                    tally.add_row(&row);
                    if row.is_wanted(period, now)
                        && let Some(case) = view.case(row.number)?
                    {
                        tally.add_case(&case);
                    }
                }
            }
            for number in view.later() {
                if let Some(case) = view.case(number)?
                    && let Some(row) = tally.add_case(&case)
                {
                    tally.add_row(&row);
                }
            }
            Ok(tally.finish())
        })
    }
}
