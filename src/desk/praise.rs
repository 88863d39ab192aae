//! Who was praised, and who had complained before. Ledger 17-25, 20-16.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use crate::desk::as_of::View;
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::print::aside::aside;
use crate::desk::reply::Reply;
use crate::domain::caller::Caller;
use crate::domain::case::CaseNumber;
use crate::domain::case_query::{CaseFilter, CaseOrder};
use crate::domain::case_row::CaseRow;
use crate::domain::code::CaseKind;
use crate::domain::praise::{self, Earlier, PraiseCount, WonBack};
use crate::domain::time::Moment;
use crate::store::db::Db;

/// So many cases of the same people are looked through.
const LOOKED_AT: usize = 100;

impl Desk {
    /// The praise of this year by department, and how many who praise us had complained before. Ledger 17-25, 20-16.
    pub fn praise_of_year(&self) -> Reply<Vec<PraiseCount>> {
        let (desk, now) = (self.clone(), self.now());
        aside(move || {
            let from = NaiveDate::from_ymd_opt(now.date().year(), 1, 1).map(Moment::start_of);
            let praised = CaseFilter { from, kind: Some(CaseKind::Praise), ..CaseFilter::default() };
            let praise: Vec<CaseRow> =
                desk.every_case(praised, CaseOrder::Newest).collect::<Result<_, _>>()?;
            let back = desk.ask({
                let praise = praise.clone();
                move |db| won_back(db, &View::at(db, now)?, &praise)
            });
            Ok(praise::count(&praise, &back.wait()?))
        })
    }
}

/// Those of the praises that came from somebody who had complained, by [`praise::won_back`].
pub(crate) fn won_back(db: &Db, view: &View<'_>, praises: &[CaseRow]) -> Result<Vec<WonBack>, Error> {
    let mut back = Vec::new();
    for row in praises {
        back.extend(praise::won_back(row, &earlier(db, view, row)?));
    }
    Ok(back)
}

/// The complaints before a praise from one of its telephones or from its house.
fn earlier(db: &Db, view: &View<'_>, praise: &CaseRow) -> Result<Vec<Earlier>, Error> {
    let caller = Caller {
        phone: praise.phones.join("、"),
        room: praise.room.clone().unwrap_or_default(),
        ..Caller::default()
    };
    let mut rows = view.rows(db.same_matter(&caller, LOOKED_AT)?)?;
    rows.retain(|row| row.kind == CaseKind::Complaint && row.received_at < praise.received_at);
    let numbers: BTreeSet<CaseNumber> = rows.iter().map(|row| row.number).collect();
    let cases = view.cases(&numbers.into_iter().collect::<Vec<_>>())?;
    let rules = &view.settings().rules;
    let with_spans = |row: CaseRow| {
        let case = cases.iter().find(|case| case.number == row.number)?;
        Some(Earlier { spans: case.state(rules).spans, row })
    };
    Ok(rows.into_iter().filter_map(with_spans).collect())
}
