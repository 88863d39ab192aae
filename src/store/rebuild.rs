//! Making everything that is kept beside the log anew – in another file, from the log alone – and saying what differed.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::path::Path;

use crate::domain::finding::Finding;
use crate::domain::settings::{Rules, Settings};
use crate::domain::time::Moment;
use crate::store::db::{Db, Write};
use crate::store::derive::derive;
use crate::store::disk;
use crate::store::error::Error;
use crate::store::place;
use crate::store::setting::SETTINGS;
use crate::store::truth::make_anew;
use crate::store::{key, log};

/// Tables kept beside, with the column that names the case and the word for a person.
pub(crate) const BESIDE: [(&str, &str, &str); 5] = [
    ("case_fact", "number", "台账行"),
    ("case_phone", "case_no", "电话"),
    ("case_span", "case_no", "起止时间"),
    ("obligation", "case_no", "时限"),
    ("search_mark", "case_no", "检索"),
];

/// Makes the database of a folder, which nobody may have open, anew from its log and puts it in place. Answers what the
/// check finds in the old file and what differed; empty when everything was as it should be. The old file is kept in
/// the folder of copies when anything was found: a repair never removes the evidence.
///
/// # Errors
/// When the log itself cannot be read; the database is as it was then.
pub fn rebuild(data: &Path, now: Moment) -> Result<Vec<Finding>, Error> {
    let present = data.join(place::FILE);
    let part = data.join("rebuild.part");
    let old = Db::open_copy(&present)?;
    let mut found = match old.check() {
        Err(Error::Damaged(how)) => vec![Finding(how)],
        found => found?,
    };
    let rules = old.setting::<Settings>(SETTINGS).ok().flatten().unwrap_or_default().rules;
    old.close()?;
    let made = make_anew(&present, &part, &rules).and_then(|()| differences(&present, &part));
    match made {
        Ok(different) => found.extend(different),
        Err(error) => {
            disk::remove(&part).map_err(|error| Error::of_file(&error, &data.display().to_string()))?;
            return Err(error);
        }
    }
    let stamp = now.date().and_time(now.time()).format("%Y%m%d-%H%M%S").to_string();
    let aside = place::swap(data, &part, "before-rebuild", &stamp)?;
    if let Some(aside) = aside.filter(|_| found.is_empty()) {
        disk::remove(&aside).map_err(|error| Error::of_file(&error, &aside.display().to_string()))?;
    }
    Ok(found)
}

/// How the new file differs from the old one in what is kept beside, as far as the old one can be read.
fn differences(old: &Path, new: &Path) -> Result<Vec<Finding>, Error> {
    let db = Db::open_copy(new)?;
    db.raw().execute_batch("PRAGMA query_only = OFF;")?;
    db.raw().execute("ATTACH DATABASE ?1 AS old", [old.display().to_string()])?;
    let mut found = Vec::new();
    for (table, column, word) in BESIDE {
        let sql = format!(
            "SELECT DISTINCT {column} FROM (\
             SELECT * FROM (SELECT * FROM main.{table} EXCEPT SELECT * FROM old.{table}) UNION ALL \
             SELECT * FROM (SELECT * FROM old.{table} EXCEPT SELECT * FROM main.{table})) ORDER BY 1"
        );
        let keys = db.raw().prepare(&sql).and_then(|mut statement| {
            statement.query_map([], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()
        });
        found.extend(keys.map_or_else(|_| Some(unreadable(word)), |keys| finding(word, &keys)));
    }
    let roster = ["household", "household_word"].map(|table| {
        let sql = format!(
            "SELECT (SELECT count(*) FROM (SELECT * FROM main.{table} EXCEPT SELECT * FROM old.{table})) + \
             (SELECT count(*) FROM (SELECT * FROM old.{table} EXCEPT SELECT * FROM main.{table}))"
        );
        db.raw().query_row(&sql, [], |row| row.get::<_, i64>(0)).map_or(true, |count| count > 0)
    });
    if roster.contains(&true) {
        found.push(Finding("业主名册与记录不符，已按记录重建".to_owned()));
    }
    // One sum a case: what only one of them holds, and what both hold otherwise, is left over.
    let mut sums = BTreeMap::new();
    indexed(&db, "main", &mut sums, u64::wrapping_add)?;
    found.extend(match indexed(&db, "old", &mut sums, u64::wrapping_sub) {
        Err(_) => Some(unreadable("检索索引")),
        Ok(()) => {
            sums.retain(|_, sum| *sum != 0);
            finding("检索索引", &sums.into_keys().collect::<Vec<_>>())
        }
    });
    db.raw().execute_batch("DETACH DATABASE old;")?;
    db.close()?;
    Ok(found)
}

/// Adds up what the index holds of every case, each word with its column and place, as a sum that does not depend on their
/// order.
fn indexed(
    db: &Db,
    schema: &str,
    sums: &mut BTreeMap<i64, u64>,
    add: fn(u64, u64) -> u64,
) -> Result<(), Error> {
    db.raw().execute_batch(&format!(
        "CREATE VIRTUAL TABLE temp.{schema}_search USING fts5vocab({schema}, search, instance)"
    ))?;
    let sql = format!("SELECT term, doc, col, offset FROM temp.{schema}_search");
    let mut statement = db.raw().prepare(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let word: (String, i64, String, i64) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let mut hasher = DefaultHasher::new();
        word.hash(&mut hasher);
        let sum = sums.entry(word.1).or_default();
        *sum = add(*sum, hasher.finish());
    }
    drop(rows);
    drop(statement);
    db.raw().execute_batch(&format!("DROP TABLE temp.{schema}_search"))?;
    Ok(())
}

impl Write<'_> {
    /// Writes what is kept beside of every case into tables that are still empty. A case that cannot be read is left
    /// out; the check names it.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) fn derive_all(&self, rules: &Rules) -> Result<(), Error> {
        // Links stand in the fact rows of the later cases, so these come first for all.
        let mut repeated = BTreeSet::new();
        for number in self.numbers()? {
            if let Some(case) = log::readable(self.case(number)).transpose()? {
                let derived = derive(&case, rules);
                repeated.extend(derived.row.repeat_of);
                self.put(&case, &derived)?;
            }
        }
        for case in self.cases(&repeated.into_iter().collect::<Vec<_>>())? {
            self.put(&case, &derive(&case, rules))?;
        }
        self.list_households()
    }
}

fn finding(word: &str, keys: &[i64]) -> Option<Finding> {
    let numbers = keys.iter().filter_map(|key| key::number(*key).ok()).take(5);
    let numbers: Vec<String> = numbers.map(|number| number.to_string()).collect();
    (!keys.is_empty()).then(|| {
        Finding(format!("{word}有 {} 张受理单与事件不符，已按事件重建：{}", keys.len(), numbers.join("、")))
    })
}

fn unreadable(word: &str) -> Finding {
    Finding(format!("{word}读不出来，已按事件重建"))
}
