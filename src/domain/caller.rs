//! Whoever calls or stands at the counter, as far as typed, and what earlier cases know of him: who it may be, and his
//! matters, the likeliest first.

use crate::domain::case::{Case, CaseNumber};
use crate::domain::case_row::CaseRow;
use crate::domain::household::Steward;
use crate::domain::likeness::likeness;
use crate::domain::on_roster::OnRoster;
use crate::domain::person::Complainant;
use crate::domain::reading::{phone, room};
use crate::domain::sameness::{Sameness, Someone};

/// What is known of the caller so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Caller {
    /// Number typed so far.
    pub phone: String,
    /// Room in any notation.
    pub room: String,
    /// Name, or how it begins in pinyin.
    pub name: String,
}

/// Somebody whom earlier cases know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownPerson {
    /// Name, title, room, relation and numbers, as the last case has them.
    pub person: Complainant,
    /// The last case that names the person; `None` for somebody whom only the roster knows.
    pub latest: Option<CaseNumber>,
    /// How often the person has come.
    pub times: usize,
    /// What the roster says of the person, where it has him.
    pub roster: Option<OnRoster>,
}

/// A matter of the caller or the household.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownMatter {
    /// The case.
    pub row: CaseRow,
    /// The owner's words and the points, to be compared with what is said now.
    pub said: String,
    /// How often somebody came for it: the first time and every repeat.
    pub calls: usize,
}

/// What earlier cases know of a caller.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownCaller {
    /// Who it may be, the likeliest first.
    pub persons: Vec<KnownPerson>,
    /// The matters of the likeliest person and the household, open and closed; none while nobody is the likeliest.
    pub matters: Vec<KnownMatter>,
    /// Who looks after the room, to be told to the owner.
    pub steward: Option<Steward>,
}

/// More persons than this are no help at the counter.
const MOST_PERSONS: usize = 3;
/// From this likeness on (of 100) two tellings are taken for the same matter.
const SAME_MATTER: u8 = 25;
/// From this on they are, when no other open matter of the caller is nearly as like.
const ONLY_MATTER: u8 = 6;

impl Caller {
    /// Whether the case is of the typed number or room.
    fn is_at(&self, row: &CaseRow) -> bool {
        let lives = !self.room.trim().is_empty() && row.room.as_deref() == Some(&self.written_room());
        self.calls()(row) || lives
    }

    /// Tells whether a case is of the typed number, which is read once.
    pub fn calls(&self) -> impl Fn(&CaseRow) -> bool + use<> {
        let typed: Vec<phone::Phone> = phone::read(&self.phone).numbers().cloned().collect();
        let begun = phone::key_so_far(&self.phone);
        move |row| {
            phone::numbers_of(&row.phones).into_iter().any(|one| {
                typed.iter().any(|other| other.same_line(&one))
                    || (!begun.is_empty() && one.key().starts_with(&begun))
            })
        }
    }

    /// The typed room in the one writing.
    pub fn written_room(&self) -> String {
        room::written(&self.room)
    }
}

impl KnownCaller {
    /// Sorts what was found for a caller, the likeliest first: who it may be, and the matters of the likeliest person.
    /// Whoever is found by number or room is the likeliest whoever else has the same name; a name alone is sure only
    /// when nobody else has it.
    pub fn of(rows: Vec<CaseRow>, caller: &Caller) -> Self {
        let sure = rows.first().is_some_and(|row| caller.is_at(row));
        // Numbers are read once a case, however many people come from the house.
        let callers: Vec<Someone<'_>> = rows.iter().map(Someone::of_row).collect();
        let mut persons: Vec<(&Someone<'_>, KnownPerson)> = Vec::new();
        for (row, someone) in rows.iter().zip(&callers).filter(|(row, _)| row.name.is_some()) {
            match persons.iter_mut().find(|(known, _)| known.sameness(someone) == Sameness::Person) {
                Some((_, known)) => {
                    known.times += 1;
                    known.latest = known.latest.max(Some(row.number));
                }
                None => {
                    let (person, latest) = (person_of(row), Some(row.number));
                    persons.push((someone, KnownPerson { person, latest, times: 1, roster: None }));
                }
            }
        }
        let likeliest = persons.first().filter(|_| sure || persons.len() == 1).map(|(someone, _)| *someone);
        persons.truncate(MOST_PERSONS);
        let repeats: Vec<CaseNumber> = rows.iter().filter_map(|row| row.repeat_of).collect();
        let related = |someone: &Someone<'_>| match likeliest {
            Some(person) => person.sameness(someone) != Sameness::Nobody,
            None => persons.is_empty(),
        };
        let matters = rows.iter().zip(&callers).filter(|(_, someone)| related(someone));
        let matters = matters.map(|(row, _)| KnownMatter {
            said: row.gist.clone(),
            calls: 1 + repeats.iter().filter(|number| **number == row.number).count(),
            row: row.clone(),
        });
        let matters = matters.collect();
        Self { matters, persons: persons.into_iter().map(|(_, known)| known).collect(), steward: None }
    }

    /// The open matters, the one that is most like these words first, with the likeness of 100; the newer of two
    /// equal ones first.
    pub fn open_by_likeness(&self, said: &str) -> Vec<(&KnownMatter, u8)> {
        let open = self.matters.iter().filter(|matter| matter.row.is_open());
        let mut open: Vec<_> = open.map(|matter| (matter, likeness(said, &matter.said))).collect();
        open.sort_by_key(|(matter, like)| {
            std::cmp::Reverse((*like, matter.row.received_at, matter.row.number))
        });
        open
    }

    /// Whether the first of the open matters in this order is put forward as the one that is meant: the words are like it,
    /// or it has been asked for more than once.
    pub fn is_meant(open: &[(&KnownMatter, u8)]) -> bool {
        let Some((first, like)) = open.first() else { return false };
        let next = open.get(1).map_or(0, |(_, like)| *like);
        *like >= SAME_MATTER || (*like >= ONLY_MATTER && *like >= next.saturating_mul(2)) || first.calls > 1
    }

    /// The last closed matter of the caller.
    pub fn last_closed(&self) -> Option<&KnownMatter> {
        self.matters.iter().filter(|matter| !matter.row.is_open()).max_by_key(|matter| matter.row.received_at)
    }
}

impl KnownPerson {
    /// Takes over what the case says of the person.
    pub fn complete(&mut self, case: &Case) {
        self.person = case.facts().complainant;
    }
}

impl KnownMatter {
    /// Takes over the words of the case, which a row shows only in part.
    pub fn complete(&mut self, case: &Case) {
        let facts = case.facts();
        let words = [facts.verbatim, facts.summary, facts.place];
        self.said = words.into_iter().flatten().collect::<Vec<_>>().join("\n");
    }
}

fn person_of(row: &CaseRow) -> Complainant {
    Complainant {
        name: row.name.clone(),
        room: row.room.clone(),
        phones: row.phones.clone(),
        ..Complainant::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::Facts;
    use crate::domain::case_state::CaseState;
    use crate::domain::code::{CaseKind, Channel};
    use crate::domain::settings::Rules;
    use crate::domain::time::Moment;

    fn row(day: u32, name: &str, room: &str, phone: &str, words: &str) -> CaseRow {
        let at = Moment::parse(&format!("2026-11-{day:02}T10:00")).unwrap();
        let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, at, "李敏");
        facts.complainant.name = Some(name.to_owned()).filter(|name| !name.is_empty());
        facts.complainant.room = Some(room.to_owned()).filter(|room| !room.is_empty());
        facts.complainant.phones = vec![phone.into()];
        facts.verbatim = Some(words.into());
        let case = Case::new(CaseNumber::new(at.date(), 1), facts);
        let state: CaseState = case.state(&Rules::default());
        CaseRow::of(&case, &state, &[], &Rules::default())
    }

    fn caller(phone: &str, name: &str) -> Caller {
        Caller { phone: phone.into(), name: name.into(), ..Caller::default() }
    }

    #[test]
    fn one_number_may_be_two_people_of_a_household() {
        let rows = vec![
            row(9, "陈国强", "7-1-903", "13900000417", "楼上半夜装修打电钻"),
            row(8, "王芳", "7-1-903", "13900000417", "门禁卡刷不开"),
            row(7, "陈国强", "7-1-903", "13900000417", "电梯停运"),
        ];
        let known = KnownCaller::of(rows, &caller("1390000041", ""));
        let names: Vec<_> =
            known.persons.iter().map(|one| (one.person.name.as_deref().unwrap(), one.times)).collect();
        assert_eq!(names, [("陈国强", 2), ("王芳", 1)]);
        assert_eq!(known.matters.len(), 3, "all of the household");
        let ranked = known.open_by_likeness("我门禁卡又刷不开了");
        assert_eq!(ranked[0].0.said, "门禁卡刷不开");
        assert!(KnownCaller::is_meant(&ranked));
        assert!(
            !KnownCaller::is_meant(&known.open_by_likeness("我要开发票")),
            "nothing points to one of them"
        );
    }

    #[test]
    fn a_name_alone_proposes_everybody_of_it_and_nobody_s_matters() {
        let rows = vec![
            row(9, "张坤", "3-2-1001", "13900000001", "电梯停运"),
            row(8, "张坤", "5-1-202", "13900000002", "漏水"),
        ];
        let known = KnownCaller::of(rows.clone(), &caller("", "张坤"));
        assert_eq!((known.persons.len(), known.matters.len()), (2, 0));
        let known = KnownCaller::of(rows[..1].to_vec(), &caller("", "zk"));
        assert_eq!((known.persons.len(), known.matters.len()), (1, 1), "there is only one");
    }

    #[test]
    fn every_repeat_counts_as_a_call() {
        let first = row(7, "陈国强", "7-1-903", "13900000417", "电梯停运");
        let mut again = row(9, "陈国强", "7-1-903", "13900000417", "电梯还是不动");
        again.repeat_of = Some(first.number);
        let known = KnownCaller::of(vec![again, first], &caller("13900000417", ""));
        let calls: Vec<usize> = known.matters.iter().map(|matter| matter.calls).collect();
        assert_eq!(calls, [1, 2]);
    }
}
