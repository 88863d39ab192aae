//! The cases of one matter: a lead case, its group and its repeats.

use crate::domain::case::CaseNumber;
use crate::domain::case_row::CaseRow;
use crate::store::db::Db;
use crate::store::error::Error;
use crate::store::{fact, key};

impl Db {
    /// The lead case and those linked to it as a group or as repeats, without voided ones.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn reports_of(&self, lead: CaseNumber) -> Result<Vec<CaseRow>, Error> {
        let sql = "SELECT * FROM case_fact WHERE number = ?1 AND status <> 'voided' \
                   UNION SELECT * FROM case_fact WHERE group_of = ?1 AND status <> 'voided' \
                   UNION SELECT * FROM case_fact WHERE repeat_of = ?1 AND status <> 'voided'";
        self.raw().prepare_cached(sql)?.query_and_then([key::of_number(lead)], fact::read)?.collect()
    }
}
