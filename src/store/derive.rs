//! Everything that is kept beside the events, written from the case alone: fact row, phones, spans, obligations and
//! the search index. The same function serves a save and a rebuild, so they cannot differ.

use std::collections::BTreeSet;

use crate::domain::case::{Case, CaseNumber};
use crate::domain::case_row::CaseRow;
use crate::domain::case_state::CaseState;
use crate::domain::code::Status;
use crate::domain::obligation::Obligation;
use crate::domain::reading::phone;
use crate::domain::settings::Rules;
use crate::store::db::Write;
use crate::store::error::Error;
use crate::store::key;
use crate::store::search::Words;

/// What is kept beside of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Derived {
    /// The case as it stands with everything recorded.
    pub state: CaseState,
    /// Fact row.
    pub row: CaseRow,
}

/// Works out what is kept beside of a case. Pure.
pub fn derive(case: &Case, rules: &Rules) -> Derived {
    derive_from(case, case.state(rules), rules)
}

fn derive_from(case: &Case, state: CaseState, rules: &Rules) -> Derived {
    let row = CaseRow::of(case, &state, &open_obligations(&state), rules);
    Derived { state, row }
}

/// The earlier case that this one says again, as long as it is not voided.
fn repeated(row: &CaseRow) -> Option<CaseNumber> {
    row.repeat_of.filter(|_| row.status != Status::Voided)
}

/// The obligations that are owed now or will be by time alone.
pub fn open_obligations(state: &CaseState) -> Vec<&Obligation> {
    state.obligations.iter().filter(|obligation| obligation.end.is_none()).collect()
}

impl Write<'_> {
    /// Writes everything kept beside of a case, and anew that of an earlier case which this one repeats or no
    /// longer repeats; `state` is the case's own. Answers the other cases that changed by it.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn derive(&self, case: &Case, state: CaseState, rules: &Rules) -> Result<Vec<CaseNumber>, Error> {
        let row = self.row(case.number)?;
        let derived = derive_from(case, state, rules);
        self.put_over(case, &derived, row.as_ref())?;
        let before = row.as_ref().and_then(repeated);
        let now = repeated(&derived.row);
        let mut others: BTreeSet<_> = [before, now].into_iter().flatten().collect();
        if before == now {
            others.clear();
        }
        others.remove(&case.number);
        for other in self.cases(&others.iter().copied().collect::<Vec<_>>())? {
            self.put(&other, &derive(&other, rules))?;
        }
        Ok(others.into_iter().collect())
    }

    /// Writes what is kept beside of one case and of no other, whatever stands there.
    pub(crate) fn put(&self, case: &Case, derived: &Derived) -> Result<(), Error> {
        self.put_over(case, derived, None)
    }

    /// The same over `before`, the fact row that stands there.
    fn put_over(&self, case: &Case, derived: &Derived, before: Option<&CaseRow>) -> Result<(), Error> {
        self.put_row(&derived.row, before)?;
        if before.is_none_or(|before| before.phones != derived.row.phones) {
            self.put_phones(&derived.row)?;
        }
        self.put_spans(case.number, &derived.state)?;
        self.put_obligations(case.number, &open_obligations(&derived.state))?;
        self.put_words(case.number, &Words::of(case, &derived.state))
    }

    fn put_phones(&self, row: &CaseRow) -> Result<(), Error> {
        let no = key::of_number(row.number);
        self.raw().prepare_cached("DELETE FROM case_phone WHERE case_no = ?1")?.execute([no])?;
        for phone in &row.phones {
            let digits = phone::key_so_far(phone);
            self.raw()
                .prepare_cached("INSERT OR IGNORE INTO case_phone (digits, case_no) VALUES (?1, ?2)")?
                .execute((digits, no))?;
        }
        Ok(())
    }

    /// Writes what is kept beside of every open case anew, after the rules changed.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn derive_open(&self, rules: &Rules) -> Result<(), Error> {
        let open =
            self.numbers_by("SELECT number FROM case_fact WHERE status NOT IN ('closed', 'voided')", [])?;
        for case in self.cases(&open)? {
            self.put(&case, &derive(&case, rules))?;
        }
        Ok(())
    }
}
