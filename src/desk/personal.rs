//! Personal data: which closed cases are old enough to be anonymised, doing so on a supervisor's order, and giving one
//! person's data out on request. Rules §10.

use std::path::Path;

use chrono::Datelike;
use serde::Serialize;
use serde_json::json;

use crate::desk::as_of::View;
use crate::desk::error::Error;
use crate::desk::handle::{Desk, settings_of};
use crate::desk::output::{self, OutputKind};
use crate::desk::reply::{Reply, Written};
use crate::domain::caller::Caller;
use crate::domain::case::{Case, CaseNumber};
use crate::domain::code::Flag;
use crate::domain::permission;
use crate::domain::person::{Actor, Complainant};
use crate::domain::sameness::{Sameness, Someone};
use crate::domain::time::Moment;
use crate::paper::form::customer_record::CustomerRecord;
use crate::store::append::RecordedBy;
use crate::store::attachment;

/// So many cases of one person are looked for.
const OF_ONE_PERSON: usize = 500;

impl Desk {
    /// The closed cases whose time of keeping is over: closed longer ago than the settings say, not anonymised yet; the major
    /// ones, which have a file of their own, apart. Ledger 09-09.
    pub fn past_keeping(&self) -> Reply<PastKeeping> {
        let now = self.now();
        self.ask(move |db| {
            let years = settings_of(db)?.rules.retention_years;
            let mut past = PastKeeping::default();
            for number in db.closed_before(years_before(now, years))? {
                let major = db.row(number)?.is_some_and(|row| row.flags.contains(&Flag::Major));
                if major { past.major.push(number) } else { past.plain.push(number) }
            }
            Ok(past)
        })
    }

    /// Erases what is personal of closed cases, which cannot be undone: words, names, numbers and rooms go; codes and
    /// times stay, so that statistics do not change; the files of the cases go too. The supervisor's.
    ///
    /// Errors: [`Error::Denied`]; [`Error::Refused`] when a case is still open. Nothing is erased then.
    pub fn anonymise(&self, actor: &Actor, numbers: Vec<CaseNumber>) -> Reply<Written<usize>> {
        let (actor, now) = (actor.clone(), self.now());
        let folder = self.folder().to_owned();
        self.transact_then(
            move |write, changed| {
                permission::supervisor(&actor, "匿名化")?;
                let files: Vec<_> = write
                    .attachments()?
                    .into_iter()
                    .filter(|(number, ..)| numbers.contains(number))
                    .collect();
                write.wipe_after()?;
                let rules = settings_of(write)?.rules;
                let mut secret = [0; 16];
                getrandom::fill(&mut secret)
                    .map_err(|error| crate::store::error::Error::Internal(error.to_string()))?;
                for number in &numbers {
                    let row = write.row(*number)?.ok_or(Error::NoCase(*number))?;
                    if row.is_open() {
                        return Err(Error::Refused(format!(
                            "受理单 {number} 还没有关闭，不能匿名化。没有改动任何内容。"
                        )));
                    }
                    write.anonymise(*number, &secret, RecordedBy::of(&actor, now))?;
                    let case = write.case(*number)?.ok_or(Error::NoCase(*number))?;
                    write.derive(&case, case.state(&rules), &rules)?;
                }
                changed.everything = true;
                // A file that another case names too stays.
                let named = write.attachments()?;
                let gone = files.into_iter().map(|(_, name, sha256)| (name, sha256));
                let gone = gone.filter(|(_, sha256)| !named.iter().any(|(.., other)| other == sha256));
                Ok((numbers.len(), gone.collect::<Vec<_>>()))
            },
            move |(count, gone)| {
                for (name, sha256) in gone {
                    if let Err(error) = attachment::drop_file(&folder, &sha256, &name) {
                        tracing::error!(%error, "the file of an anonymised case is still there");
                    }
                }
                count
            },
        )
    }

    /// Writes what is kept of one person – known by a mobile number, or a name with a number or room – to a file, for a
    /// request of that person: what he said of himself and of the matter, what he was told and what he answered, and
    /// nothing internal. What is others' of the same house stays out. Recorded. The supervisor's. Rules §10. Answers how
    /// many cases there are.
    ///
    /// Errors: [`Error::Denied`]; [`Error::Refused`] when nothing is kept of the person, or when the file cannot be
    /// written.
    pub fn export_person(&self, actor: &Actor, person: Complainant, file: &Path) -> Reply<usize> {
        if let Err(error) = permission::supervisor(actor, "导出个人资料") {
            return Reply::ready(Err(error.into()));
        }
        let (desk, actor, file, now) = (self.clone(), actor.clone(), file.to_owned(), self.now());
        let as_of = self.as_of();
        self.ask(move |db| {
            let view = View::at(db, as_of)?;
            let phones: Vec<&str> =
                person.phones.iter().chain(&person.called_from).map(String::as_str).collect();
            let caller = Caller {
                phone: phones.join("、"),
                room: person.room.clone().unwrap_or_default(),
                name: person.name.clone().unwrap_or_default(),
            };
            let rows = view.rows(db.same_matter(&caller, OF_ONE_PERSON)?)?;
            let numbers: Vec<CaseNumber> = rows.iter().map(|row| row.number).collect();
            let mut cases = view.cases(&numbers)?;
            let asked = Someone::of(&person);
            // A row does not know the title, which tells 陈先生 from 陈女士 on one line.
            cases.retain(|case| asked.sameness(&Someone::of(&case.facts().complainant)) == Sameness::Person);
            if cases.is_empty() {
                let sentence = "没有这位业主的受理单，没有写出文件。请给出手机号，或姓名加电话、姓名加房号。";
                return Err(Error::Refused(sentence.into()));
            }
            let told = json!({
                "exported_at": now.to_string(),
                "cases": cases.iter().map(OwnCase::of).collect::<Vec<_>>(),
            });
            save(&desk, &actor, &file, &told, cases.len())
        })
    }
}

/// Closed cases whose time of keeping is over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PastKeeping {
    /// Without the major ones.
    pub plain: Vec<CaseNumber>,
    /// 重大: each has a file of its own (重大投诉卷), and is erased only when that is said. Ledger 09-09.
    pub major: Vec<CaseNumber>,
}

impl PastKeeping {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.plain.len() + self.major.len()
    }
}

/// A case as the person whose it is may have it in hand.
#[derive(Serialize)]
struct OwnCase {
    #[serde(flatten)]
    record: CustomerRecord,
    /// What he said of himself.
    complainant: Complainant,
}

impl OwnCase {
    fn of(case: &Case) -> Self {
        Self { record: CustomerRecord::of(case), complainant: case.facts().complainant }
    }
}

fn save(
    desk: &Desk,
    actor: &Actor,
    file: &Path,
    told: &serde_json::Value,
    count: usize,
) -> Result<usize, Error> {
    use std::io::Write;
    output::save(desk.folder(), file, OutputKind::Text, |out| {
        out.write_all(format!("{told:#}\n").as_bytes())
    })?;
    desk.exported(actor, file, count, true).wait()?;
    Ok(count)
}

/// The same day so many years before.
fn years_before(now: Moment, years: u32) -> Moment {
    let date = now.date();
    let year = date.year() - i32::try_from(years).unwrap_or(i32::MAX / 2);
    // The 29th of February has no day of its own in other years.
    let before = date.with_year(year).or_else(|| date.with_day(28)?.with_year(year));
    before.map_or(now, |date| now.on(date))
}
