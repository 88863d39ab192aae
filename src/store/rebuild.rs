//! Making everything that is kept beside the events anew, and saying what differed.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use crate::domain::settings::Rules;
use crate::store::check::Finding;
use crate::store::db::Write;
use crate::store::derive::derive;
use crate::store::error::Error;
use crate::store::key;

/// Tables kept beside, with the column that names the case and the word for a person.
const BESIDE: [(&str, &str, &str); 5] = [
    ("case_fact", "number", "台账行"),
    ("case_phone", "case_no", "电话"),
    ("case_span", "case_no", "起止时间"),
    ("obligation", "case_no", "时限"),
    ("search_mark", "case_no", "检索"),
];

impl Write<'_> {
    /// Rebuilds every table kept beside from the events; empty when they were equal before. The rebuilt
    /// tables stay.
    ///
    /// # Errors
    /// When an event cannot be read or the database refuses.
    pub fn rebuild(&self, rules: &Rules) -> Result<Vec<Finding>, Error> {
        self.rebuild_staff()?;
        for (table, _, _) in BESIDE {
            self.raw().execute_batch(&format!(
                "CREATE TEMP TABLE old_{table} AS SELECT * FROM {table}; DELETE FROM main.{table};"
            ))?;
        }
        let indexed = self.indexed()?;
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
        let mut found = self.differences()?;
        let now = self.indexed()?;
        let mut differing: Vec<i64> =
            now.iter().filter(|(no, sum)| indexed.get(no) != Some(sum)).map(|(no, _)| *no).collect();
        differing.extend(indexed.keys().filter(|no| !now.contains_key(no)));
        found.extend(finding("检索索引", &differing));
        Ok(found)
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
            found.extend(finding(word, &keys));
        }
        Ok(found)
    }

    /// What the two indexes hold of every case, each word with its column and place, as a sum that does not
    /// depend on their order.
    fn indexed(&self) -> Result<BTreeMap<i64, u64>, Error> {
        let mut sums = BTreeMap::new();
        for table in ["search", "digits"] {
            self.raw().execute_batch(&format!(
                "CREATE VIRTUAL TABLE temp.{table}_words USING fts5vocab(main, {table}, instance)"
            ))?;
            let sql = format!("SELECT term, doc, col, offset FROM temp.{table}_words");
            let mut statement = self.raw().prepare(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let word: (String, i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
                let mut hasher = DefaultHasher::new();
                word.hash(&mut hasher);
                let sum: &mut u64 = sums.entry(word.1).or_default();
                *sum = sum.wrapping_add(hasher.finish());
            }
            drop(rows);
            drop(statement);
            self.raw().execute_batch(&format!("DROP TABLE temp.{table}_words"))?;
        }
        Ok(sums)
    }
}

fn finding(word: &str, keys: &[i64]) -> Option<Finding> {
    let numbers = keys.iter().filter_map(|key| key::number(*key).ok()).take(5);
    let numbers: Vec<String> = numbers.map(|number| number.to_string()).collect();
    (!keys.is_empty()).then(|| {
        Finding(format!("{word}有 {} 张受理单与事件不符，已按事件重建：{}", keys.len(), numbers.join("、")))
    })
}
