//! The month of a centre as a file for the company (`export month`), the same lines as csv (`export facts`), and the
//! reading of such files. Written and read line by line: no more than one case is in memory at once.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::desk::as_of::View;
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::output::OutputKind;
use crate::desk::reply::Reply;
use crate::desk::spreadsheet::{SheetFailure, aside, save};
use crate::domain::person::Actor;
use crate::domain::statistics::counting::Counting;
use crate::domain::statistics::month_file::{CaseFact, FORMAT, MonthFoot, MonthHead, Recount, VERSION};
use crate::domain::statistics::outcome::Counted;
use crate::domain::statistics::period::Period;
use crate::sheet::write::facts;

/// So many cases are read at once.
const CHUNK: usize = 200;
/// A line of a file that was made here is far shorter.
const LONGEST_LINE: u64 = 4 << 20;

impl Desk {
    /// Writes a month for the company: figures, and one line a case with codes, times and obligations, anonymised.
    /// Answers how many cases stand in it.
    ///
    /// Errors: [`Error::Refused`] when the file cannot be written.
    pub fn export_month(&self, period: Period, path: &Path, actor: &Actor) -> Reply<u64> {
        let (desk, path, actor) = (self.clone(), path.to_owned(), actor.clone());
        aside(move || {
            let report = desk.counting(period, None).wait()?;
            let settings = desk.settings().wait()?;
            let head = MonthHead::of(&report, &settings);
            let count = save(desk.folder(), &path, OutputKind::Text, |file| {
                let mut file = Hashed { file, hash: Sha256::new() };
                file.line(&head)?;
                let mut cases = 0;
                desk.each_fact(&report, |fact| {
                    cases += 1;
                    file.line(&fact)
                })?;
                let sha256 = hexadecimal(&file.hash.clone().finalize());
                file.line(&MonthFoot { cases, sha256 })?;
                Ok::<_, SheetFailure>(cases)
            })?;
            desk.exported(&actor, &path, usize::try_from(count).unwrap_or(usize::MAX), false).wait()?;
            Ok(count)
        })
    }

    /// Writes the same lines as csv with a fixed heading, for an engine that reads tables. Answers how many cases.
    ///
    /// Errors: [`Error::Refused`] when the file cannot be written.
    pub fn export_facts(&self, period: Period, path: &Path, actor: &Actor) -> Reply<u64> {
        let (desk, path, actor) = (self.clone(), path.to_owned(), actor.clone());
        aside(move || {
            let report = desk.counting(period, None).wait()?;
            let head = MonthHead::of(&report, &desk.settings().wait()?);
            let count = save(desk.folder(), &path, OutputKind::Text, |file| {
                facts::heading(file)?;
                let mut cases = 0;
                desk.each_fact(&report, |fact| {
                    cases += 1;
                    Ok(facts::line(file, &head, &fact)?)
                })?;
                Ok::<_, SheetFailure>(cases)
            })?;
            desk.exported(&actor, &path, usize::try_from(count).unwrap_or(usize::MAX), false).wait()?;
            Ok(count)
        })
    }

    /// Hands out the line of every case of a table, in the order of the numbers, as the cases were known when the table
    /// was made.
    fn each_fact(
        &self,
        report: &Counting,
        mut take: impl FnMut(CaseFact) -> Result<(), SheetFailure>,
    ) -> Result<(), SheetFailure> {
        let as_of = report.as_of;
        for chunk in report.cases.chunks(CHUNK) {
            let chunk: Vec<Counted> = chunk.to_vec();
            let facts = self
                .ask(move |db| {
                    let view = View::at(db, as_of)?;
                    let rules = &view.settings().rules;
                    let mut facts = Vec::with_capacity(chunk.len());
                    for counted in &chunk {
                        let case = view.cases(&[counted.number])?.pop();
                        facts.push(CaseFact::of(counted, case.as_ref(), rules, as_of));
                    }
                    Ok(facts)
                })
                .wait()?;
            for fact in facts {
                take(fact)?;
            }
        }
        Ok(())
    }
}

/// A file whose content is hashed while it is written.
struct Hashed<W> {
    file: W,
    hash: Sha256,
}

impl<W: Write> Hashed<W> {
    fn line(&mut self, content: &impl Serialize) -> Result<(), SheetFailure> {
        let mut bytes = serde_json::to_vec(content).map_err(io::Error::from)?;
        bytes.push(b'\n');
        self.hash.update(&bytes);
        Ok(self.file.write_all(&bytes)?)
    }
}

fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads a whole file of a month and tells whether it is what was written: every line, the number of lines, the hash,
/// and the figures against the lines. Holds one line at a time.
///
/// # Errors
/// [`Error::Refused`] with a sentence that names the file.
pub fn read_month(path: &Path) -> Result<MonthHead, Error> {
    let mut lines = Lines::open(path)?;
    let head = lines.head()?;
    let mut recount = Recount::default();
    loop {
        let before = lines.hash.clone();
        let Some(line) = lines.next()? else {
            return Err(lines.damaged("文件不完整，后面少了一截"));
        };
        if let Ok(fact) = serde_json::from_slice::<CaseFact>(&line) {
            recount.add(&fact);
            continue;
        }
        let foot: MonthFoot = lines.read(&line)?;
        let whole = foot.sha256 == hexadecimal(&before.finalize()) && foot.cases == recount.cases;
        if !whole || lines.next()?.is_some() {
            return Err(lines.damaged("内容和校验码对不上，文件被改过或传坏了"));
        }
        if !recount.agrees(&head.figures) {
            return Err(lines.damaged("汇总数和逐件的数对不上"));
        }
        return Ok(head);
    }
}

/// Reads the first line of a file that [`read_month`] has found whole.
///
/// # Errors
/// As [`read_month`].
pub fn read_head(path: &Path) -> Result<MonthHead, Error> {
    Lines::open(path)?.head()
}

struct Lines<'a> {
    path: &'a Path,
    file: BufReader<File>,
    hash: Sha256,
}

impl<'a> Lines<'a> {
    fn open(path: &'a Path) -> Result<Self, Error> {
        let file = File::open(path).map_err(|error| unreadable(path, &error))?;
        Ok(Self { path, file: BufReader::new(file), hash: Sha256::new() })
    }

    /// The next line without its end; `None` at the end of the file.
    fn next(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let mut line = Vec::new();
        let read = (&mut self.file).take(LONGEST_LINE).read_until(b'\n', &mut line);
        read.map_err(|error| unreadable(self.path, &error))?;
        if line.is_empty() {
            return Ok(None);
        }
        if line.last() != Some(&b'\n') {
            return Err(self.damaged("文件不完整，后面少了一截"));
        }
        self.hash.update(&line);
        line.pop();
        Ok(Some(line))
    }

    fn head(&mut self) -> Result<MonthHead, Error> {
        /// What every version says of itself.
        #[derive(serde::Deserialize)]
        struct Kind {
            format: String,
            version: u32,
        }
        let foreign = |lines: &Self| refused(lines.path, "不是听诉的月度数据文件（export month 写出的那种）");
        let mut line = Vec::new();
        let read = (&mut self.file).take(LONGEST_LINE).read_until(b'\n', &mut line);
        read.map_err(|error| unreadable(self.path, &error))?;
        let Ok(kind) = serde_json::from_slice::<Kind>(&line) else { return Err(foreign(self)) };
        if kind.format != FORMAT {
            return Err(foreign(self));
        }
        if kind.version > VERSION {
            return Err(refused(self.path, "是更新版本的听诉写的，请先升级这台电脑上的听诉"));
        }
        self.hash.update(&line);
        let head: MonthHead = self.read(&line)?;
        if head.property.is_empty() {
            return Err(refused(self.path, "没有写明是哪个中心，请那边先在设置里填写项目名称，再导出一次"));
        }
        Ok(head)
    }

    fn read<T: DeserializeOwned>(&self, line: &[u8]) -> Result<T, Error> {
        serde_json::from_slice(line).map_err(|error| {
            tracing::error!(%error, "a line of a month file");
            self.damaged("有一行读不出来")
        })
    }

    fn damaged(&self, what: &str) -> Error {
        refused(self.path, &format!("{what}。请那边重新导出一次"))
    }
}

fn refused(path: &Path, why: &str) -> Error {
    Error::Refused(format!("文件「{}」{why}。没有汇总，没有写出任何文件。", path.display()))
}

fn unreadable(path: &Path, error: &io::Error) -> Error {
    tracing::error!(%error, "month file");
    let why = match error.kind() {
        io::ErrorKind::NotFound => "找不到",
        io::ErrorKind::PermissionDenied => "没有读取权限",
        io::ErrorKind::IsADirectory => "是一个文件夹",
        _ => "读取出错",
    };
    refused(path, why)
}
