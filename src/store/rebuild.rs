//! Making everything that is kept beside the events anew, and saying what differed.

use std::collections::BTreeSet;

use crate::domain::case::CaseNumber;
use crate::domain::settings::Rules;
use crate::store::chain::Finding;
use crate::store::db::Write;
use crate::store::derive::derive;
use crate::store::error::Error;
use crate::store::key;

/// Tables kept beside, with the column that names the case and the word for a person.
const BESIDE: [(&str, &str, &str); 5] = [
    ("case_fact", "number", "台账行"),
    ("case_phone", "case_no", "电话"),
    ("case_span", "case_no", "起止时间"),
    ("duty", "case_no", "时限"),
    ("search_mark", "case_no", "检索"),
];

impl Write<'_> {
    /// Rebuilds every table kept beside from the events; empty when they were equal before. The rebuilt
    /// tables stay.
    ///
    /// # Errors
    /// When an event cannot be read or the database refuses.
    pub fn rebuild(&self, rules: &Rules) -> Result<Vec<Finding>, Error> {
        for (table, _, _) in BESIDE {
            self.raw().execute_batch(&format!(
                "CREATE TEMP TABLE old_{table} AS SELECT * FROM {table}; DELETE FROM main.{table};"
            ))?;
        }
        self.raw().execute_batch(include_str!("sql/search_clear.sql"))?;
        let numbers = self.numbers()?;
        // Links stand in the fact rows of the later cases, so these come first for all.
        let mut repeated = BTreeSet::new();
        for number in &numbers {
            if let Some(case) = self.case(*number)? {
                let derived = derive(&case, rules);
                repeated.extend(derived.row.repeat_of);
                self.put(&case, &derived)?;
            }
        }
        for case in self.cases(&repeated.into_iter().collect::<Vec<_>>())? {
            self.put(&case, &derive(&case, rules))?;
        }
        self.differences()
    }

    fn differences(&self) -> Result<Vec<Finding>, Error> {
        let mut found = Vec::new();
        for (table, column, word) in BESIDE {
            let sql = format!(
                "SELECT DISTINCT {column} FROM (\
                 SELECT * FROM (SELECT * FROM main.{table} EXCEPT SELECT * FROM old_{table}) UNION ALL \
                 SELECT * FROM (SELECT * FROM old_{table} EXCEPT SELECT * FROM main.{table})) ORDER BY 1"
            );
            let keys: Vec<i64> =
                self.raw().prepare(&sql)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            self.raw().execute_batch(&format!("DROP TABLE temp.old_{table};"))?;
            if !keys.is_empty() {
                let numbers: Vec<String> = keys
                    .iter()
                    .filter_map(|key| key::number(*key).ok())
                    .take(5)
                    .map(|number| CaseNumber::to_string(&number))
                    .collect();
                found.push(Finding(format!(
                    "{word}有 {} 张受理单与事件不符，已按事件重建：{}",
                    keys.len(),
                    numbers.join("、")
                )));
            }
        }
        Ok(found)
    }
}
