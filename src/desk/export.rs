//! Cases to a file of the interchange format, one after the other as they are read: however many there are, a handful is
//! held at a time.

use std::path::Path;

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::interchange::write::write;
use crate::desk::output::OutputKind;
use crate::desk::reply::Reply;
use crate::desk::spreadsheet::{SheetFailure, aside, save};
use crate::domain::case_query::{CaseFilter, CaseOrder};
use crate::domain::person::Actor;

impl Desk {
    /// Writes the cases of a filter, by time of receipt, then number; answers how many. It is recorded.
    ///
    /// Errors: [`Error::Refused`] when the file cannot be written.
    pub fn export_cases(&self, filter: CaseFilter, path: &Path, actor: &Actor) -> Reply<usize> {
        let (desk, path, actor) = (self.clone(), path.to_owned(), actor.clone());
        aside(move || {
            let property = desk.settings().wait()?.property;
            let mut count = 0;
            let cases = desk.every_whole_case(filter, CaseOrder::Oldest).map(|case| {
                count += 1;
                case.map_err(|error: Error| SheetFailure::from(error))
            });
            save(desk.folder(), &path, OutputKind::Text, |file| write(file, &property, desk.now(), cases))?;
            // The format holds everything of a case.
            desk.exported(&actor, &path, count, true).wait()?;
            Ok(count)
        })
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::desk::clock::Clock;
    use crate::desk::demo::Plan;
    use crate::desk::fill::fill;
    use crate::desk::handle::Access;
    use crate::desk::interchange::write::order;
    use crate::domain::time::Moment;

    /// No more whole cases than these are held, and no more rows.
    const MOST: (usize, usize) = (1_000, 50);

    #[test]
    fn an_export_holds_a_handful_of_cases_and_writes_the_same_bytes_as_all_at_once() {
        let folder = TempDir::new().unwrap();
        let now = Moment::parse("2026-11-30T18:00").unwrap();
        let desk = Desk::open(folder.path(), Clock::frozen(now), Access::Exclusive).unwrap();
        fill(&desk, Plan { cases: 240, seed: 5, end: now, months: 2 }).unwrap();
        let (mut every, mut peak) = (desk.every_whole_case(CaseFilter::default(), CaseOrder::Oldest), (0, 0));
        let mut all = desk.all_cases().wait().unwrap();
        all.sort_by_cached_key(order);
        assert!(all.len() > 4 * MOST.1, "enough to tell a handful from all");
        for case in &all {
            assert_eq!(every.next().unwrap().unwrap(), *case);
            let held = every.held();
            peak = (peak.0.max(held.0), peak.1.max(held.1));
        }
        assert!(every.next().is_none());
        assert!(peak.0 <= MOST.0 && (1..MOST.1).contains(&peak.1), "{peak:?}");
        let property = desk.settings().wait().unwrap().property;
        let mut at_once = Vec::new();
        write(&mut at_once, &property, now, all.into_iter().map(Ok::<_, std::io::Error>)).unwrap();
        let file = folder.path().join("out.json");
        let actor = Actor { name: "命令行".into(), ..Actor::from(&desk.staff().wait().unwrap()[0]) };
        assert_eq!(desk.export_cases(CaseFilter::default(), &file, &actor).wait().unwrap(), 240);
        assert!(std::fs::read(&file).unwrap() == at_once, "byte for byte");
    }
}
