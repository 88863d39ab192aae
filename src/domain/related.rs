//! What a case may be linked with: the same household's other matters, and what other households complain of in the same
//! words. Chosen from, never linked by itself. Ledger 11-30.

use crate::domain::case::Case;
use crate::domain::case_row::CaseRow;
use crate::domain::likeness::likeness;
use crate::domain::sameness::{Sameness, Someone};

/// From this likeness on (of 100) other households may mean the same.
const ALIKE: u8 = 25;
/// No more of each than somebody looks through.
const MOST: usize = 6;

/// The candidates, the most like first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Related {
    /// Of the same person or household.
    pub own: Vec<CaseRow>,
    /// Open ones of others.
    pub others: Vec<CaseRow>,
}

impl Related {
    /// Sorts what was found: `near` by number, room or name, `open` whatever is open. The case itself is none of them, nor
    /// what hangs on it already: that would go round in a circle.
    pub fn of(case: &Case, near: Vec<CaseRow>, open: Vec<CaseRow>) -> Self {
        let facts = case.facts();
        let words = [facts.verbatim.as_deref(), facts.summary.as_deref(), facts.place.as_deref()];
        let said = words.into_iter().flatten().collect::<Vec<_>>().join("\n");
        let hangs = |row: &CaseRow| {
            let on_it = [row.repeat_of, row.group_of].contains(&Some(case.number));
            row.number == case.number || on_it
        };
        let whose = |row: &CaseRow| {
            Someone::of(&facts.complainant).sameness(&Someone::of_row(row)) != Sameness::Nobody
        };
        let ranked = |rows: Vec<CaseRow>, own: bool, least: u8| {
            let mut ranked: Vec<(u8, CaseRow)> = rows
                .into_iter()
                .filter(|row| !hangs(row) && whose(row) == own)
                .map(|row| (likeness(&said, &row.gist), row))
                .filter(|(like, _)| *like >= least)
                .collect();
            ranked.sort_by_key(|(like, row)| std::cmp::Reverse((*like, row.received_at, row.number)));
            ranked.truncate(MOST);
            ranked.into_iter().map(|(_, row)| row).collect()
        };
        Self { own: ranked(near, true, 0), others: ranked(open, false, ALIKE) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::{CaseNumber, Facts};
    use crate::domain::code::{CaseKind, Channel};
    use crate::domain::settings::Rules;
    use crate::domain::time::Moment;

    fn case(number: u32, room: &str, phone: &str, words: &str) -> Case {
        let at = Moment::parse("2026-11-03T10:00").unwrap();
        let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, at, "李敏");
        facts.complainant.room = Some(room.into());
        facts.complainant.phones = vec![phone.into()];
        facts.verbatim = Some(words.into());
        Case::new(CaseNumber::new(at.date(), number), facts)
    }

    fn row(case: &Case) -> CaseRow {
        CaseRow::of(case, &case.state(&Rules::default()), &[], &Rules::default())
    }

    #[test]
    fn the_household_and_the_same_words_are_put_forward_the_most_like_first() {
        let one = case(9, "3-2-1001", "13900000001", "电梯又停运了");
        let bill = case(1, "3-2-1001", "13900000001", "我要开发票");
        let lift = case(2, "3-2-1001", "13900000001", "电梯停运两天");
        let neighbour = case(3, "3-2-1101", "13900000002", "电梯停运没人管");
        let noise = case(4, "5-1-202", "13900000003", "楼上装修打电钻");
        let mut follower = row(&case(5, "3-2-1001", "13900000001", "电梯停运"));
        follower.repeat_of = Some(one.number);
        let near = vec![row(&bill), row(&lift), follower, row(&one)];
        let open = vec![row(&one), row(&lift), row(&neighbour), row(&noise)];
        let related = Related::of(&one, near, open);
        let numbers = |rows: &[CaseRow]| rows.iter().map(|row| row.number).collect::<Vec<_>>();
        assert_eq!(numbers(&related.own), [lift.number, bill.number]);
        assert_eq!(numbers(&related.others), [neighbour.number]);
    }
}
