//! Whether the lists kept beside the log are what the log says, without making them anew: every case stands in them, and
//! each open case as its events have it. Nothing here changes anything.

use std::collections::BTreeSet;

use rusqlite::types::Value;

use crate::domain::case::CaseNumber;
use crate::domain::finding::Finding;
use crate::domain::settings::Settings;
use crate::store::db::Db;
use crate::store::derive::derive;
use crate::store::error::Error;
use crate::store::rebuild::BESIDE;
use crate::store::setting::SETTINGS;
use crate::store::{key, log};

/// No more cases are worked out for it, the newest first: as many as were ever open at one counter.
const MOST: i64 = 3_000;
/// What reads all columns of the log, a row after the other.
const LOG: [&str; 2] = [
    "SELECT max(length(subject)), max(length(by_name)), max(length(chain_hash)) FROM event NOT INDEXED",
    "SELECT max(length(body)), max(length(sets)) FROM event_body NOT INDEXED",
];

impl Db {
    /// Compares the lists with the log: which cases stand in them at all, and of the open ones – by the log or by the lists –
    /// every row. Empty when they agree.
    pub fn list_findings(&self) -> Vec<Finding> {
        // What is saved meanwhile is looked at wholly or not at all.
        let found = if self.raw().is_autocommit() { self.read(Self::differing) } else { self.differing() };
        match found {
            Ok(differing) if differing.is_empty() => Vec::new(),
            Ok(differing) => {
                let first: Vec<String> = differing.iter().take(5).map(ToString::to_string).collect();
                vec![Finding(format!(
                    "列表里有 {} 张受理单与记录不符：{}。记录都在，重建列表即可改正",
                    differing.len(),
                    first.join("、")
                ))]
            }
            Err(error) => {
                tracing::error!(%error, "the lists");
                vec![Finding("列表读不出来。记录都在，重建列表即可改正".into())]
            }
        }
    }

    fn differing(&self) -> Result<BTreeSet<CaseNumber>, Error> {
        let missing = "SELECT subject FROM event INDEXED BY one_receipt_a_case WHERE type = 'receipt' AND (\
                       NOT EXISTS (SELECT 1 FROM case_fact WHERE number = subject) OR \
                       NOT EXISTS (SELECT 1 FROM search_mark WHERE case_no = subject) OR \
                       NOT EXISTS (SELECT 1 FROM search_docsize WHERE id = subject)) \
                       ORDER BY subject DESC LIMIT ?1";
        let strange = "SELECT number FROM case_fact WHERE NOT EXISTS (SELECT 1 FROM event \
                       WHERE type = 'receipt' AND subject = +number) LIMIT ?1";
        let open = "SELECT subject FROM event WHERE subject_kind = 'case' GROUP BY subject \
                    HAVING coalesce(max(seq) FILTER (WHERE type IN ('closed', 'voided')), 0) \
                        <= coalesce(max(seq) FILTER (WHERE type = 'reopened'), 0) \
                    ORDER BY subject DESC LIMIT ?1";
        let listed = "SELECT number FROM case_fact WHERE status NOT IN ('closed', 'voided') \
                      UNION SELECT case_no FROM obligation ORDER BY 1 DESC LIMIT ?1";
        let mut differing = BTreeSet::new();
        for number in self.numbers_by(missing, [MOST])? {
            // One that cannot be read is named by the check of the log and can be in no list.
            if log::readable(self.case(number)).transpose()?.is_some() {
                differing.insert(number);
            }
        }
        differing.extend(self.numbers_by(strange, [MOST])?);
        let mut looked_at: BTreeSet<CaseNumber> = self.numbers_by(open, [MOST])?.into_iter().collect();
        looked_at.extend(self.numbers_by(listed, [MOST])?);
        let rules = self.setting::<Settings>(SETTINGS)?.unwrap_or_default().rules;
        let mut anew = Self::in_memory()?;
        looked_at.retain(|number| !differing.contains(number));
        for number in &looked_at {
            let Some(case) = log::readable(self.case(*number)).transpose()? else { continue };
            anew.write::<_, Error>(|write| write.put(&case, &derive(&case, &rules)))?;
            for (table, column, _) in BESIDE {
                let sql = format!("SELECT * FROM {table} WHERE {column} = ?1 ORDER BY 1, 2");
                if self.rows_of(&sql, *number)? != anew.rows_of(&sql, *number)? {
                    differing.insert(*number);
                }
            }
        }
        Ok(differing)
    }

    fn rows_of(&self, sql: &str, number: CaseNumber) -> Result<Vec<Vec<Value>>, Error> {
        let mut statement = self.raw().prepare_cached(sql)?;
        let width = statement.column_count();
        let rows = statement
            .query_map([key::of_number(number)], |row| (0..width).map(|at| row.get(at)).collect())?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether the whole log can be read while something beside it is damaged, gone or not what the log says: making that
    /// anew puts it right, and nothing that was recorded is lost.
    pub fn is_mended_by_rebuild(&self) -> bool {
        let read = LOG.iter().all(|sql| self.raw().query_row(sql, [], |_| Ok(())).is_ok());
        read && self.check_beside_log().map_or(true, |found| !found.is_empty())
    }
}
