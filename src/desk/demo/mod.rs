//! Invented cases, to look at the program and to measure it: the same seed gives the same cases everywhere.
//! Nothing here stores; that is the business of `desk::fill`.
//!
//! | file | what lives there |
//! |---|---|
//! | `chance` `matter` `people` | what repeats by the seed: numbers, matters, names |
//! | `receipt` `growing_case` `story` `handling` `ending` | a case from its receipt to its end |

pub mod chance;
pub mod ending;
pub mod growing_case;
mod handling;
pub mod matter;
pub mod people;
pub mod receipt;
pub mod story;

use std::collections::VecDeque;

use chrono::{Duration, Months, NaiveDate};

use crate::desk::demo::chance::Chance;
use crate::desk::demo::matter::Matter;
use crate::domain::calendar::OfficeHours;
use crate::domain::case::{Case, CaseNumber};
use crate::domain::code::{CaseKind, Flag};
use crate::domain::event::{Event, EventKind};
use crate::domain::time::Moment;

/// So many of the last cases may be repeated.
const MOST_EARLIER: usize = 40;

/// What to invent.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// How many cases.
    pub cases: usize,
    /// Seed of the chance.
    pub seed: u64,
    /// Nothing happens later.
    pub end: Moment,
    /// Months before `end` over which the receipts are spread.
    pub months: u32,
}

/// Invents the cases of a plan, by time of receipt, without deadlines, one after the other: nothing of them is held but what
/// the next ones may refer to.
///
/// # Errors
/// When the built-in matters cannot be read, which a test rules out.
pub fn cases(plan: Plan) -> Result<Invention, toml::de::Error> {
    let mut chance = Chance::new(plan.seed);
    let times = times(plan, &mut chance).into_iter();
    Ok(Invention {
        plan,
        matters: matter::all()?,
        chance,
        group: None,
        earlier: VecDeque::new(),
        day: (plan.end.date(), 0),
        times,
    })
}

/// Cases that are being invented.
pub struct Invention {
    plan: Plan,
    matters: Vec<Matter>,
    chance: Chance,
    group: Option<Group>,
    /// The last complaints, any of which may be repeated.
    earlier: VecDeque<Earlier>,
    day: (NaiveDate, u32),
    times: std::vec::IntoIter<Moment>,
}

impl Iterator for Invention {
    type Item = Case;

    fn next(&mut self) -> Option<Case> {
        let received_at = self.times.next()?;
        let (matters, chance) = (&self.matters, &mut self.chance);
        let serial = if self.day.0 == received_at.date() { self.day.1 + 1 } else { 1 };
        self.day = (received_at.date(), serial);
        let number = CaseNumber::new(received_at.date(), serial);
        let mut choice = Choice::new(matters, chance);
        if choice.matter.kind == CaseKind::Complaint {
            join(&mut choice, &mut self.group, number, matters, chance);
            repeat(&mut choice, &self.earlier, received_at, matters, chance);
        }
        let facts = receipt::facts(&choice.with(self.plan.seed), received_at, chance);
        if self.earlier.len() == MOST_EARLIER {
            self.earlier.pop_front();
        }
        let (matter, household) = (choice.index, choice.household);
        self.earlier.push_back(Earlier { number, received_at, matter, household });
        let mut case = story::tell(Case::new(number, facts), choice.matter, chance);
        if choice.leads {
            let mark =
                EventKind::Flag {
                    flag: Flag::Group, set: true, reason: Some("多户反映同一事".into())
                };
            case.events.insert(0, Event::new(received_at + Duration::minutes(2), "赵楠", mark));
            case.events.sort_by_key(|event| event.at);
        }
        case.events.retain(|event| event.at <= self.plan.end);
        Some(case)
    }
}

/// The times of receipt, in order: daytime, nothing after the end.
fn times(plan: Plan, chance: &mut Chance) -> Vec<Moment> {
    let first = plan.end.date().checked_sub_months(Months::new(plan.months)).unwrap_or(plan.end.date());
    let days = (plan.end.date() - first).num_days();
    let opening = OfficeHours::default().from;
    let mut times: Vec<Moment> = (0..plan.cases)
        .map(|_| {
            let date = first + Duration::days(chance.between(0, days));
            let latest = (plan.end - Moment::new(date, opening)).num_minutes().clamp(0, 565);
            Moment::new(date, opening) + Duration::minutes(chance.between(0, latest))
        })
        .map(|time| time.min(plan.end))
        .collect();
    times.sort();
    times
}

/// What one case shall be about.
struct Choice<'a> {
    matter: &'a Matter,
    index: usize,
    household: usize,
    group_of: Option<CaseNumber>,
    repeat_of: Option<CaseNumber>,
    leads: bool,
}

impl<'a> Choice<'a> {
    fn new(matters: &'a [Matter], chance: &mut Chance) -> Self {
        let kind = chance.weighted(&[
            (CaseKind::Complaint, 64),
            (CaseKind::Repair, 20),
            (CaseKind::Enquiry, 8),
            (CaseKind::Praise, 4),
            (CaseKind::Suggestion, 4),
        ]);
        let fitting: Vec<usize> = (0..matters.len()).filter(|index| matters[*index].kind == kind).collect();
        let index = *chance.pick(&fitting);
        let household = chance.below(people::HOUSEHOLDS as usize);
        Self { matter: &matters[index], index, household, group_of: None, repeat_of: None, leads: false }
    }

    fn with(&self, seed: u64) -> receipt::Order<'_> {
        receipt::Order {
            matter: self.matter,
            customer: people::of_household(seed, self.household),
            group_of: self.group_of,
            repeat_of: self.repeat_of,
        }
    }
}

/// A group complaint that is gathering.
struct Group {
    lead: CaseNumber,
    matter: usize,
    building: usize,
    left: usize,
}

/// Begins a group complaint now and then; the next complaints join it.
fn join<'a>(
    choice: &mut Choice<'a>,
    group: &mut Option<Group>,
    number: CaseNumber,
    matters: &'a [Matter],
    chance: &mut Chance,
) {
    match group {
        Some(gathering) if gathering.left > 0 => {
            gathering.left -= 1;
            choice.index = gathering.matter;
            choice.matter = &matters[gathering.matter];
            choice.household = gathering.building * 100 + chance.below(100);
            choice.group_of = Some(gathering.lead);
        }
        _ if chance.percent(1) => {
            let building = choice.household / 100;
            *group = Some(Group { lead: number, matter: choice.index, building, left: 2 + chance.below(5) });
            choice.leads = true;
        }
        _ => *group = None,
    }
}

/// A case that may be complained of again.
struct Earlier {
    number: CaseNumber,
    received_at: Moment,
    matter: usize,
    household: usize,
}

/// Makes some complaints the repeat of an earlier one of the same household.
fn repeat<'a>(
    choice: &mut Choice<'a>,
    earlier: &VecDeque<Earlier>,
    received_at: Moment,
    matters: &'a [Matter],
    chance: &mut Chance,
) {
    let recent = earlier.iter().rev().filter(|other| {
        matters[other.matter].kind == CaseKind::Complaint
            && received_at - other.received_at > Duration::days(2)
    });
    if choice.group_of.is_none()
        && !choice.leads
        && chance.percent(4)
        && let Some(again) = recent.min_by_key(|other| other.number)
    {
        choice.index = again.matter;
        choice.matter = &matters[again.matter];
        choice.household = again.household;
        choice.repeat_of = Some(again.number);
    }
}
