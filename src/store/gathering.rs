//! The cases of one matter: a lead case, its group and its repeats.

use crate::domain::case::CaseNumber;
use crate::domain::case_row::CaseRow;
use crate::store::db::Db;
use crate::store::error::Error;
use crate::store::{fact, key};

/// As many reports of one matter are read: more than the households of a centre.
const MOST: i64 = 20_000;

impl Db {
    /// The lead case and those linked to it as a group or as repeats, without voided ones; at most 20,000.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn reports_of(&self, lead: CaseNumber) -> Result<Vec<CaseRow>, Error> {
        let sql = "SELECT * FROM case_fact WHERE number = ?1 AND status <> 'voided' \
                   UNION SELECT * FROM case_fact WHERE group_of = ?1 AND status <> 'voided' \
                   UNION SELECT * FROM case_fact WHERE repeat_of = ?1 AND status <> 'voided' LIMIT ?2";
        let mut rows = self.raw().prepare_cached(sql)?;
        rows.query_and_then((key::of_number(lead), MOST), fact::read)?.collect()
    }

    /// Whether a case leads others that were joined to it as a group, without voided ones.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn leads_group(&self, number: CaseNumber) -> Result<bool, Error> {
        let sql = "SELECT EXISTS(SELECT 1 FROM case_fact WHERE group_of = ?1 AND status <> 'voided')";
        Ok(self.raw().prepare_cached(sql)?.query_row([key::of_number(number)], |row| row.get(0))?)
    }
}
