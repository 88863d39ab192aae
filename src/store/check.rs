//! The check: is the file whole, is every entry of the log as it was written, can each be read, and are the tables that
//! protect and repeat it all there. Nothing here changes anything, and nothing that is found ends the looking.

use std::collections::BTreeMap;

use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use crate::domain::counter_event::CounterEvent;
use crate::domain::finding::Finding;
use crate::domain::subject::SubjectKind;
use crate::domain::time::Moment;
use crate::store::body::{self, ANONYMISED};
use crate::store::chain::{self, Hash, Key, Link, Salt};
use crate::store::db::Db;
use crate::store::error::Error;
use crate::store::{key, migrate, month};

/// No more findings of one sort than a person reads.
const ENOUGH: usize = 20;
/// So many of the newest entries are looked at when the program starts.
const NEWEST: i64 = 200;
/// No limit, as SQLite says it.
const ALL: i64 = -1;

impl Db {
    /// Checks the file itself, walks the whole chain, reads every entry, and compares schema and staff; empty when
    /// everything is as it was written.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn check(&self) -> Result<Vec<Finding>, Error> {
        let mut found = self.structure()?;
        found.extend(self.schema_findings()?);
        found.extend(self.check_log()?);
        found.extend(self.staff_or_told());
        Ok(found)
    }

    /// What is wrong in the log itself.
    ///
    /// # Errors
    /// When the log cannot be read at all.
    pub(crate) fn check_log(&self) -> Result<Vec<Finding>, Error> {
        Ok(self.walk_log(&mut Walked::default(), ALL)?.found)
    }

    /// What is wrong beside the log: with the file, its tables and triggers, the staff, the lists.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub(crate) fn check_beside_log(&self) -> Result<Vec<Finding>, Error> {
        let mut found = self.structure()?;
        found.extend(self.check_beside()?);
        Ok(found)
    }

    /// As [`Db::check`] for what was recorded since the log was sound up to a place: the file's structure and the entries
    /// before are not looked at again. Moves the place on.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn check_since(&self, walked: &mut Walked) -> Result<Vec<Finding>, Error> {
        let mut found = self.schema_findings()?;
        found.extend(self.walk_log(walked, ALL)?.found);
        found.extend(self.staff_or_told());
        Ok(found)
    }

    /// The look at the start of the program: tables and triggers, and the newest entries of the log. It takes the same time
    /// however long the log is.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn look(&self) -> Result<Vec<Finding>, Error> {
        let mut found = self.schema_findings()?;
        let last: i64 =
            self.raw().query_row("SELECT coalesce(max(seq), 0) FROM event", [], |row| row.get(0))?;
        let from = (last - NEWEST).max(0);
        let sql = "SELECT chain_hash FROM event WHERE seq = ?1";
        let before: Option<Hash> = self.raw().query_row(sql, [from], |row| row.get(0)).optional()?;
        // Without an entry there the log has a gap, and the walk from the beginning of the newest tells it.
        let mut walked = Walked::to(from, before.unwrap_or_default());
        found.extend(self.walk_log(&mut walked, ALL)?.found);
        Ok(found)
    }

    fn staff_or_told(&self) -> Vec<Finding> {
        self.staff_findings().unwrap_or_else(|_| vec![Finding("人员表读不出来".into())])
    }

    /// What SQLite itself says of the file.
    fn structure(&self) -> Result<Vec<Finding>, Error> {
        let mut found = match self.integrity() {
            Ok(lines) => lines.into_iter().map(|line| Finding(format!("数据文件结构有误：{line}"))).collect(),
            Err(error) => {
                // An index for searching that is damaged can keep SQLite from beginning at all.
                tracing::error!(%error, "integrity check");
                vec![Finding("数据文件结构有误，核对进行不下去".into())]
            }
        };
        let sql = "SELECT count(*) FROM pragma_foreign_key_check";
        match self.raw().query_row(sql, [], |row| row.get::<_, i64>(0)) {
            Ok(0) => {}
            Ok(orphans) => found.push(Finding(format!("有 {orphans} 行数据失去了所属的记录"))),
            Err(error) => {
                tracing::error!(%error, "foreign keys");
                found.push(Finding("数据之间的对应关系核对不了".into()));
            }
        }
        Ok(found)
    }

    fn integrity(&self) -> rusqlite::Result<Vec<String>> {
        let mut statement = self.raw().prepare("PRAGMA integrity_check(5)")?;
        let lines = statement.query_map([], |row| Ok(migrate::text(row.get_ref(0)?)))?;
        lines.filter(|line| line.as_ref().map_or(true, |line| line != "ok")).collect()
    }

    /// Tables, indexes and triggers that are missing or not those of this program.
    fn schema_findings(&self) -> Result<Vec<Finding>, Error> {
        let found = migrate::shape(self.raw())?;
        let expected = migrate::expected_shape()?;
        let missing = expected.iter().filter(|(name, sql)| found.get(*name) != Some(sql));
        let strange = found.keys().filter(|name| !expected.contains_key(*name));
        let word = |name: &String| Finding(format!("数据文件的结构「{name}」不见了或被改动过"));
        Ok(missing
            .map(|(name, _)| word(name))
            .chain(strange.map(|name| Finding(format!("数据文件里多出了「{name}」"))))
            .take(ENOUGH)
            .collect())
    }

    /// Checks the tables of the file one by one, for a check in pieces; answers what is wrong with this one.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub(crate) fn check_table(&self, table: &str) -> Result<Vec<Finding>, Error> {
        let sql = format!("PRAGMA integrity_check('{}')", table.replace('\'', "''"));
        let read = || -> rusqlite::Result<Vec<String>> {
            let mut statement = self.raw().prepare(&sql)?;
            let lines = statement.query_map([], |row| Ok(migrate::text(row.get_ref(0)?)))?;
            lines.filter(|line| line.as_ref().map_or(true, |line| line != "ok")).take(ENOUGH).collect()
        };
        Ok(match read() {
            Ok(lines) => lines.into_iter().map(|line| Finding(format!("数据文件结构有误：{line}"))).collect(),
            Err(error) => {
                tracing::error!(%error, table, "integrity check");
                vec![Finding("数据文件结构有误，核对进行不下去".into())]
            }
        })
    }

    /// The tables whose structure is checked one by one.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub(crate) fn tables(&self) -> Result<Vec<String>, Error> {
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name";
        let mut statement = self.raw().prepare(sql)?;
        let names = statement.query_map([], |row| row.get(0))?;
        Ok(names.collect::<Result<_, _>>()?)
    }

    /// What a check in pieces looks at besides tables and log.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub(crate) fn check_beside(&self) -> Result<Vec<Finding>, Error> {
        let mut found = self.schema_findings()?;
        found.extend(self.staff_or_told());
        if self.chain_head().is_err() {
            found.push(Finding("防篡改链的链头不见了".into()));
        }
        found.extend(self.list_findings());
        Ok(found)
    }

    /// Walks the log on from a place, so many entries at the most; moves the place on. At the end of the log its head is
    /// compared.
    ///
    /// # Errors
    /// When the log cannot be read at all.
    pub(crate) fn walk_log(&self, walked: &mut Walked, most: i64) -> Result<Walking, Error> {
        let mut walk = Walk::on(self, walked)?;
        let mut statement = self.raw().prepare(include_str!("sql/chain.sql"))?;
        let mut rows = statement.query([walked.seq, most])?;
        let mut seen = 0;
        loop {
            match rows.next() {
                Ok(Some(row)) => walk.step(row)?,
                Ok(None) => break,
                Err(error) => {
                    tracing::error!(%error, after = walk.last, "log");
                    walk.tell(format!("第 {} 条记录之后读不下去，数据文件已损坏", walk.last));
                    return Ok(walk.end(walked, true));
                }
            }
            seen += 1;
        }
        let ended = most < 0 || seen < most;
        if ended {
            match self.chain_head() {
                Ok(head) if head == (walk.last, walk.hash) => {}
                Ok(_) => walk.tell("最后的记录与链头不符，末尾可能被删去".into()),
                Err(_) => walk.tell("防篡改链的链头不见了".into()),
            }
        }
        Ok(walk.end(walked, ended))
    }
}

/// How far the log was found as it was written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Walked {
    /// The last entry that was looked at; 0 = none.
    pub seq: i64,
    /// Its hash.
    pub hash: Hash,
    /// Erased entries before, whose record has not come yet: the hash of what stayed of them.
    #[serde(default)]
    erased: BTreeMap<i64, String>,
}

impl Walked {
    /// Everything up to an entry with this hash.
    pub fn to(seq: i64, hash: Hash) -> Self {
        Self { seq, hash, ..Self::default() }
    }
}

/// What came of a walk.
#[derive(Debug)]
pub(crate) struct Walking {
    /// What is wrong.
    pub(crate) found: Vec<Finding>,
    /// The log was walked to its end.
    pub(crate) ended: bool,
}

/// The state of a walk along the chain.
#[derive(Default)]
struct Walk {
    last: i64,
    hash: Hash,
    /// Erased entries whose record has not come yet: what stayed of them, by sequence.
    erased: BTreeMap<i64, (String, String)>,
    found: Vec<Finding>,
    more: usize,
}

impl Walk {
    fn tell(&mut self, sentence: String) {
        if self.found.len() < ENOUGH {
            self.found.push(Finding(sentence));
        } else {
            self.more += 1;
        }
    }

    /// A walk that goes on behind a place.
    fn on(db: &Db, walked: &Walked) -> Result<Self, Error> {
        let erased =
            walked.erased.iter().map(|(seq, hash)| (*seq, (format!("第 {seq} 条记录"), hash.clone())));
        let mut walk =
            Self { last: walked.seq, hash: walked.hash, erased: erased.collect(), ..Self::default() };
        let sql = "SELECT chain_hash FROM event WHERE seq = ?1";
        let there: Option<Hash> = db.raw().query_row(sql, [walked.seq], |row| row.get(0)).optional()?;
        if walked.seq > 0 && there != Some(walked.hash) {
            walk.tell(format!("第 {} 条记录与上次核对时不同，此处或之前被改动过", walked.seq));
        }
        Ok(walk)
    }

    fn end(mut self, walked: &mut Walked, ended: bool) -> Walking {
        (walked.seq, walked.hash) = (self.last, self.hash);
        let erased = std::mem::take(&mut self.erased);
        if ended {
            for (place, _) in erased.into_values() {
                self.tell(format!("{place}的内容被抹去，却没有匿名化记录"));
            }
            walked.erased.clear();
        } else {
            walked.erased = erased.into_iter().map(|(seq, (_, hash))| (seq, hash)).collect();
        }
        if self.more > 0 {
            self.found.push(Finding(format!("……另有 {} 处不再列出", self.more)));
        }
        Walking { found: self.found, ended }
    }

    fn step(&mut self, row: &Row<'_>) -> Result<(), Error> {
        let seq: i64 = row.get("seq")?;
        let place = place_of(row, seq);
        if seq != self.last + 1 {
            self.tell(format!("{place}之前缺了 {} 条记录", seq - self.last - 1));
        }
        let stored = row.get::<_, Hash>("chain_hash").unwrap_or_default();
        match link_of(row, seq) {
            Some(link) if link.after(&self.hash) == stored => {}
            _ => self.tell(format!("{place}与防篡改链不符，此处或之前被改动过")),
        }
        self.read_body(row, seq, &place)?;
        (self.last, self.hash) = (seq, stored);
        Ok(())
    }

    fn read_body(&mut self, row: &Row<'_>, seq: i64, place: &str) -> Result<(), Error> {
        let (Some(body), Some(sets)) = (bytes(row, "body"), bytes(row, "sets")) else {
            self.tell(format!("{place}的内容不见了"));
            return Ok(());
        };
        let (kind, type_word) = (bytes(row, "subject_kind"), bytes(row, "type"));
        match row.get_ref("salt")? {
            ValueRef::Null => {
                self.erased.insert(seq, (place.to_owned(), chain::kept_hash(body, sets)));
            }
            ValueRef::Blob(salt) => {
                let expected = row.get::<_, Hash>("body_hash").unwrap_or_default();
                let whole =
                    Salt::try_from(salt).is_ok_and(|salt| chain::body_hash(&salt, body, sets) == expected);
                if !whole {
                    self.tell(format!("{place}的内容被改动过"));
                }
            }
            _ => self.tell(format!("{place}的内容被改动过")),
        }
        if !body::is_readable(kind.unwrap_or_default(), type_word.unwrap_or_default(), body, sets) {
            self.tell(format!("{place}的内容读不出来"));
        } else if type_word == Some(ANONYMISED.as_bytes()) {
            self.settle_erased(body);
        } else if type_word == Some(b"month_locked") {
            let body = std::str::from_utf8(body).unwrap_or_default();
            if !month::is_as_locked(body, (self.last, &self.hash)) {
                self.tell(format!("{place}定稿的统计表与定稿时的校验码不符，表或之前的记录被改动过"));
            }
        }
        Ok(())
    }

    /// What an erasure says that it left must be what is there.
    fn settle_erased(&mut self, body: &[u8]) {
        let said = std::str::from_utf8(body).ok().and_then(|text| body::counter_event(text).ok());
        let Some(CounterEvent::Anonymised { kept }) = said else { return };
        for (seq, hash) in kept {
            if let Some((place, there)) = self.erased.remove(&seq)
                && there != hash
            {
                self.tell(format!("{place}匿名化后留下的内容被改动过"));
            }
        }
    }
}

/// `第 3 条记录（受理单 20261103-001，2026年11月3日 09:00，李敏）`.
fn place_of(row: &Row<'_>, seq: i64) -> String {
    let by = row.get_ref("by_name").map(migrate::text).unwrap_or_default();
    let about = match row.get_ref("subject") {
        Ok(ValueRef::Integer(no)) => key::number(no).map(|number| format!("受理单 {number}")).ok(),
        Ok(value @ ValueRef::Text(_)) => {
            let kind = row.get_ref("subject_kind").map(migrate::text).ok();
            let kind = kind.and_then(|word| SubjectKind::from_code(&word));
            kind.map(|kind| format!("{} {}", kind.label(), migrate::text(value)))
        }
        _ => None,
    };
    let at = row.get("at").ok().and_then(|at| key::moment(at).ok()).map(Moment::long);
    let told: Vec<String> = [about, at, (!by.is_empty()).then_some(by)].into_iter().flatten().collect();
    format!("第 {seq} 条记录（{}）", told.join("，"))
}

fn link_of<'a>(row: &'a Row<'_>, seq: i64) -> Option<Link<'a>> {
    let subject = match row.get_ref("subject").ok()? {
        ValueRef::Integer(number) => Key::Number(number),
        ValueRef::Text(text) => Key::Text(text),
        _ => return None,
    };
    Some(Link {
        seq,
        subject_kind: bytes(row, "subject_kind")?,
        subject,
        at: row.get("at").ok()?,
        recorded_at: row.get("recorded_at").ok()?,
        by: bytes(row, "by_name")?,
        by_id: row.get("by_id").ok()?,
        kind: bytes(row, "type")?,
        batch: row.get("import_batch").ok()?,
        body: row.get("body_hash").ok()?,
    })
}

fn bytes<'a>(row: &'a Row<'_>, column: &str) -> Option<&'a [u8]> {
    match row.get_ref(column) {
        Ok(ValueRef::Text(text)) => Some(text),
        _ => None,
    }
}
