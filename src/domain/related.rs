//! What a case may be linked with: the same household's other matters, and what other households complain of in the same
//! words. Chosen from, never linked by itself. Ledger 11-30. What it may not be linked with, so that no links go round in
//! a circle.

use crate::domain::case::{Case, CaseNumber, Facts};
use crate::domain::case_row::CaseRow;
use crate::domain::likeness::likeness;
use crate::domain::sameness::{Sameness, Someone};

/// From this likeness on (of 100) other households may mean the same.
const ALIKE: u8 = 25;
/// No more of each than somebody looks through.
const MOST: usize = 6;

/// What a case is linked as. Rules §2 links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkAs {
    /// 同一件事再次投诉: of the same household, the other one earlier.
    Repeat,
    /// 群诉的一户: the other one is the lead case.
    Group,
}

impl LinkAs {
    /// The fact that holds the link.
    pub fn what(self) -> &'static str {
        match self {
            Self::Repeat => "repeat_of",
            Self::Group => "group_of",
        }
    }

    /// Why it is written, on record.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Repeat => "关联同一事",
            Self::Group => "并入群诉",
        }
    }

    /// What a case is linked with as this.
    pub fn of(self, facts: &Facts) -> Option<CaseNumber> {
        match self {
            Self::Repeat => facts.repeat_of,
            Self::Group => facts.group_of,
        }
    }

    /// Why a case may not be linked with another, as a sentence; `None` where it may. `leads`: others have joined the case
    /// as their lead. A repeat is later than what it repeats, and a group has one lead that leads itself: neither can go
    /// round in a circle.
    pub fn refusal(
        self,
        case: &Case,
        leads: bool,
        other: &Case,
        other_is_voided: bool,
    ) -> Option<&'static str> {
        let (facts, earlier) = (case.facts(), other.facts());
        let order = |case: &Case| (case.receipt.received_at, case.number);
        let someone = || Someone::of(&facts.complainant).sameness(&Someone::of(&earlier.complainant));
        let both_known = facts.complainant.room.is_some() && earlier.complainant.room.is_some();
        match self {
            _ if other.number == case.number => Some("不能关联到这一单自己，没有保存。"),
            _ if other_is_voided => Some("那一单已作废，不能关联到它，没有保存。"),
            Self::Repeat if order(other) > order(case) => Some("只能关联到更早的另一张受理单，没有保存。"),
            Self::Repeat if both_known && someone() == Sameness::Nobody => {
                Some("那一单是别家的，没有保存。别家也在说的同一件事，请选「群诉的一户」。")
            }
            Self::Group if earlier.group_of.is_some() => {
                Some("主单自己已并入另一件群诉，请选那一件作主单。没有保存。")
            }
            Self::Group if leads => Some("这一单自己是群诉的主单，下面还有别家，没有保存。"),
            Self::Repeat | Self::Group => None,
        }
    }
}

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

    #[test]
    fn no_link_goes_round_in_a_circle_to_another_house_or_to_what_is_voided() {
        let first = case(1, "3-2-1001", "13900000001", "电梯停运");
        let again = case(2, "3-2-1001", "13900000009", "电梯又停运");
        let other = case(3, "3-2-1101", "13900000002", "电梯停运没人管");
        let roomless = Case { number: CaseNumber::new(first.receipt.received_at.date(), 4), ..first.clone() };
        let says =
            |kind: LinkAs, one: &Case, leads, two: &Case, voided| kind.refusal(one, leads, two, voided);
        assert_eq!(says(LinkAs::Repeat, &again, false, &first, false), None);
        let refused = |kind, one, leads, two, voided, part: &str| {
            let sentence = says(kind, one, leads, two, voided).unwrap();
            assert!(sentence.contains(part) && sentence.ends_with('。'), "{sentence}");
        };
        refused(LinkAs::Repeat, &first, false, &first, false, "自己");
        // Both came in the same minute: the number tells which is the earlier one.
        refused(LinkAs::Repeat, &first, false, &again, false, "更早");
        refused(LinkAs::Repeat, &other, false, &first, false, "别家");
        refused(LinkAs::Repeat, &again, false, &first, true, "作废");
        assert_eq!(says(LinkAs::Repeat, &roomless, false, &again, false), None, "the same line");
        assert_eq!(
            says(LinkAs::Group, &first, false, &other, false),
            None,
            "a lead may be later and of any house"
        );
        refused(LinkAs::Group, &first, true, &other, false, "主单");
        let mut member = other.clone();
        member.receipt.group_of = Some(first.number);
        refused(LinkAs::Group, &again, false, &member, false, "另一件群诉");
        refused(LinkAs::Group, &again, false, &other, true, "作废");
    }
}
