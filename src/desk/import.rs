//! Taking over the cases of an interchange file: numbers, repetitions within the file, the report.

use std::collections::BTreeMap;

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::history;
use crate::desk::interchange::judge;
use crate::desk::interchange::outcome::{Report, Row};
use crate::desk::interchange::read::{File, FileCase, Refused};
use crate::desk::interchange::write::case_value;
use crate::domain::case::CaseNumber;
use crate::domain::colleague::colleagues;
use crate::domain::deadline::Terms;
use crate::domain::person::{Actor, Role};
use crate::domain::settings::Rules;
use crate::domain::time::Moment;

/// Takes the cases of a file over, all in one transaction, and waits for it: not for the window's thread. An empty
/// folder takes the property's name from the file, and a supervisor to sign in with.
///
/// # Errors
/// Those of the desk; no case is taken over then.
pub fn import_cases(desk: &Desk, actor: &Actor, name: &str, file: File) -> Result<Report, Error> {
    let fresh = !desk.is_set_up().wait()?;
    desk.copy_of_what_is_there().wait().map_err(|error| {
        Error::Refused(format!("导入前的备份没有做成，没有导入任何内容。{}", error.message()))
    })?;
    let sorted = Sorted::of(file.cases, &Office::of(Some(desk))?, desk.now());
    let outcomes = desk.insert_history(actor, sorted.to_take()).wait()?.value;
    if fresh && let Some(property) = &file.property {
        desk.adopt_property(property).wait()?;
        if !desk.staff().wait()?.iter().any(|person| person.active) {
            desk.add_staff(actor, "客服主任", Role::Supervisor).wait()?;
        }
    }
    Ok(Report::new(name, sorted.rows(outcomes)))
}

/// What [`import_cases`] would report, without writing anything. Without a desk: into an empty folder.
///
/// # Errors
/// Those of the desk.
pub fn preview_cases(desk: Option<&Desk>, now: Moment, name: &str, file: File) -> Result<Report, Error> {
    let sorted = Sorted::of(file.cases, &Office::of(desk)?, now);
    let numbered: Vec<_> = sorted.to_take().into_iter().filter(|case| case.number.is_some()).collect();
    let numbers: Vec<_> = numbered.iter().filter_map(|case| case.number).collect();
    let mut known = match desk {
        Some(desk) => desk.preview_history(numbered).wait()?.into_iter(),
        None => numbers.into_iter().map(history::Outcome::Imported).collect::<Vec<_>>().into_iter(),
    };
    // A case without a number gets one only when it is taken over.
    let has_number = |(_, incoming): &(usize, FileCase)| incoming.number.is_some();
    let outcomes: Vec<_> =
        sorted.pending.iter().map(|case| has_number(case).then(|| known.next()).flatten()).collect();
    Ok(Report::new(name, sorted.rows_of(outcomes)))
}

/// The rules in force, and who may be made responsible; nobody in a folder in which nobody works yet.
struct Office {
    rules: Rules,
    people: Vec<String>,
}

impl Office {
    fn of(desk: Option<&Desk>) -> Result<Self, Error> {
        let Some(desk) = desk else { return Ok(Self { rules: Rules::default(), people: Vec::new() }) };
        let (settings, staff) = (desk.settings().wait()?, desk.staff().wait()?);
        let people = if staff.is_empty() { Vec::new() } else { colleagues(&staff, &settings) };
        Ok(Self { rules: settings.rules, people })
    }
}

/// The cases of a file: those that are settled by the file alone, and those that the desk has to decide.
struct Sorted {
    /// A row for each case of the file; `None` while it is pending.
    settled: Vec<Option<Row>>,
    /// Place in the file and case.
    pending: Vec<(usize, FileCase)>,
}

impl Sorted {
    fn of(cases: Vec<Result<FileCase, Refused>>, office: &Office, now: Moment) -> Self {
        let mut sorted = Self { settled: Vec::with_capacity(cases.len()), pending: Vec::new() };
        let mut seen: BTreeMap<CaseNumber, usize> = BTreeMap::new();
        for (place, case) in cases.into_iter().enumerate() {
            let row = match case {
                Err(refused) => Some(Row::refused(refused.number, refused.why)),
                Ok(incoming) => {
                    match incoming.number.and_then(|number| Some((number, *seen.get(&number)?))) {
                        Some((number, first)) => Some(again(&sorted.pending[first].1, &incoming, number)),
                        None => {
                            if let Some(number) = incoming.number {
                                seen.insert(number, sorted.pending.len());
                            }
                            sorted.pending.push((place, noted(incoming, office, now)));
                            None
                        }
                    }
                }
            };
            sorted.settled.push(row);
        }
        sorted
    }

    fn to_take(&self) -> Vec<history::Incoming> {
        let taken = |incoming: &FileCase| history::Incoming {
            number: incoming.number,
            receipt: incoming.receipt.clone(),
            events: incoming.events.clone(),
            import_batch: None,
        };
        self.pending.iter().map(|(_, incoming)| taken(incoming)).collect()
    }

    fn rows(self, outcomes: Vec<history::Outcome>) -> Vec<Row> {
        self.rows_of(outcomes.into_iter().map(Some).collect())
    }

    /// `None`: a case that will get its number when it is taken over.
    fn rows_of(mut self, outcomes: Vec<Option<history::Outcome>>) -> Vec<Row> {
        for ((place, incoming), outcome) in self.pending.into_iter().zip(outcomes) {
            self.settled[place] = Some(match outcome {
                None => Row::imported(None, incoming.notes),
                Some(history::Outcome::Imported(number)) => Row::imported(Some(number), incoming.notes),
                Some(history::Outcome::Duplicate(number)) => Row::duplicate(number),
                Some(history::Outcome::Refused(number)) => Row::refused(
                    Some(number.to_string()),
                    "这个编号已有一张内容不同的受理单，没有导入，原有的没有改动".to_owned(),
                ),
            });
        }
        self.settled.into_iter().flatten().collect()
    }
}

/// A number that stands in the file a second time.
fn again(first: &FileCase, second: &FileCase, number: CaseNumber) -> Row {
    if case_value(&first.case(number)) == case_value(&second.case(number)) {
        Row::duplicate(number)
    } else {
        let why = "文件里前面已有同编号、内容不同的一条，没有导入这一条".to_owned();
        Row::refused(Some(number.to_string()), why)
    }
}

/// The case with what the report has to say of it.
fn noted(mut incoming: FileCase, office: &Office, now: Moment) -> FileCase {
    let number = incoming.number.unwrap_or(CaseNumber::new(incoming.receipt.received_at.date(), 1));
    let mut case = incoming.case(number);
    Terms::plain(&office.rules).plan(&mut case);
    incoming.notes.extend(judge::objections(&case, &office.rules));
    incoming.notes.extend(judge::strangers(&case, &office.people));
    if incoming.receipt.received_at > now {
        incoming.notes.push("受理时间晚于现在（时间在后）".to_owned());
    }
    incoming
}
