//! 日盘点: the three lists that are checked at the end of every day – complaints, repairs at home, repairs of common
//! facilities –, what each counts, and who owes its signature. Ledger 11-07, 11-08, rules §8.

use chrono::{Days, Duration, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::calendar::OfficeHours;
use crate::domain::case::Case;
use crate::domain::case_row::CaseRow;
use crate::domain::case_state::CaseState;
use crate::domain::code::{CaseKind, DeadlineCode, codes};
use crate::domain::marker::StatusLine;
use crate::domain::obligation::{End, Obligation, TaskKind, Urge, due_on_paper};
use crate::domain::permission::Denial;
use crate::domain::person::{Actor, Complainant, Role, Staff};
use crate::domain::settings::Rules;
use crate::domain::time::Moment;

/// The category whose repairs are those of common facilities.
const FACILITIES: &str = "facilities";
/// So many hours before the end of duty the day may be checked: earlier there is nothing to look back on.
const CHECKED_FROM_HOURS: i64 = 2;
/// So many days back an unsigned list is still asked for.
const ASKED_DAYS: u64 = 31;

codes! {
    /// A list that is checked for itself.
    CheckList {
        Complaints = "complaints": "投诉",
        HomeRepairs = "home_repairs": "住户报修",
        FacilityRepairs = "facility_repairs": "公共设施报修",
    }
}

impl CheckList {
    /// Who checks it.
    pub fn checker(self) -> &'static str {
        match self {
            Self::Complaints => "客服负责人",
            Self::HomeRepairs | Self::FacilityRepairs => "技术维修负责人",
        }
    }

    /// Whether this person may sign it: the customer-service head the complaints, the technical head – who only signs –
    /// the repairs. As long as nobody of the staff has that role, the supervisor signs for him.
    ///
    /// # Errors
    /// Why not.
    pub fn signs(self, person: &Actor, staff: &[Staff]) -> Result<(), Denial> {
        let technical = staff.iter().any(|one| one.active && one.role == Role::SignOnly);
        let owes = match self {
            Self::Complaints => Role::Supervisor,
            Self::HomeRepairs | Self::FacilityRepairs if technical => Role::SignOnly,
            Self::HomeRepairs | Self::FacilityRepairs => Role::Supervisor,
        };
        if person.role == owes {
            return Ok(());
        }
        Err(Denial::because(format!("「{}」由{}盘点签字", self.label(), self.checker())))
    }

    /// The list that a case belongs to; `None` for what is no complaint or repair. A repair of the category
    /// 公共设施设备, or one without a room, is one of common facilities.
    pub fn of(state: &CaseState) -> Option<Self> {
        let facts = &state.facts;
        let common = facts.category.as_ref().is_some_and(|category| category.as_str() == FACILITIES);
        match facts.kind {
            CaseKind::Complaint => Some(Self::Complaints),
            CaseKind::Repair if common || facts.complainant.room.is_none() => Some(Self::FacilityRepairs),
            CaseKind::Repair => Some(Self::HomeRepairs),
            _ => None,
        }
    }
}

/// What the form is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DailyCheck {
    /// The day that is checked.
    pub date: NaiveDate,
    /// The moment that the lists are true for.
    pub as_of: Moment,
    /// One block a list.
    pub blocks: Vec<CheckBlock>,
}

/// One list of the check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckBlock {
    /// Which.
    pub list: CheckList,
    /// Its counts.
    pub counts: CheckCounts,
    /// The open cases, those overdue first.
    pub rows: Vec<CheckRow>,
    /// Who signed it off, when, and what he found; `None` leaves the boxes to be signed by hand.
    pub signed: Option<Signature>,
}

/// The counts of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckCounts {
    /// 当日受理.
    pub received: u32,
    /// 其中已响应.
    pub responded: u32,
    /// 当日处理完成.
    pub handled: u32,
    /// 未结.
    pub open: u32,
    /// 逾期.
    pub overdue: u32,
    /// 无责任人.
    pub unassigned: u32,
    /// 无内容摘要.
    pub without_summary: u32,
    /// 约定当日回复.
    pub promised_today: u32,
    /// 约定次日回复.
    pub promised_tomorrow: u32,
    /// Cases of which somebody is to come to the owner today or tomorrow, or should have. Ledger 07-09.
    #[serde(default)]
    pub appointments: u32,
}

/// That a list of a day was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Of which day.
    pub day: NaiveDate,
    /// Which list.
    pub list: CheckList,
    /// Who.
    pub by: String,
    /// When.
    pub at: Moment,
    /// What it counted then.
    pub counts: CheckCounts,
    /// What was found, and what is done about it; may be empty.
    pub found: String,
}

/// When the lists of a day may be signed from.
pub fn signable_from(day: NaiveDate, duty: OfficeHours) -> Moment {
    duty.end_on(day) - Duration::hours(CHECKED_FROM_HOURS)
}

/// When a list of a day is signed at the latest, and the rule that says so. Rules §4, §8.
pub fn due(day: NaiveDate, list: CheckList, duty: OfficeHours) -> (Moment, String) {
    let code = DeadlineCode::DailyCheck.code();
    (duty.end_on(day), format!("rules §4 {code}：{}日盘点，当日下班前由{}签字", list.label(), list.checker()))
}

/// The lists that still lack a signature at `now`, the oldest day first; the counter has worked since `first`.
pub fn unsigned(
    signed: &[Signature],
    first: NaiveDate,
    now: Moment,
    duty: OfficeHours,
) -> Vec<(NaiveDate, CheckList)> {
    let oldest = now.date().checked_sub_days(Days::new(ASKED_DAYS)).map_or(first, |day| day.max(first));
    let days = oldest.iter_days().take_while(|day| now >= signable_from(*day, duty));
    let lists = days.flat_map(|day| CheckList::ALL.iter().map(move |list| (day, *list)));
    lists.filter(|(day, list)| !signed.iter().any(|one| one.day == *day && one.list == *list)).collect()
}

/// The oldest day that a signature is still asked for at `now`.
pub fn asked_from(now: Moment) -> NaiveDate {
    now.date().checked_sub_days(Days::new(ASKED_DAYS)).unwrap_or(NaiveDate::MIN)
}

/// An open case of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckRow {
    /// Case number.
    pub number: String,
    /// When it was received.
    pub received_at: Moment,
    /// The customer.
    pub who: Complainant,
    /// The room.
    pub room: String,
    /// What it is about.
    pub gist: String,
    /// The state and its markers, as in every list.
    pub line: StatusLine,
    /// Who deals with it; may be empty.
    pub handler: String,
    /// Who took it in.
    pub receiver: String,
    /// What is owed next and how it stands.
    pub next: String,
    /// Whether something owed is past its time.
    pub overdue: bool,
}

impl DailyCheck {
    /// With the signatures of its day.
    #[must_use]
    pub fn signed(mut self, signatures: &[Signature]) -> Self {
        for block in &mut self.blocks {
            let of = |one: &&Signature| one.day == self.date && one.list == block.list;
            block.signed = signatures.iter().find(of).cloned();
        }
        self
    }

    /// The check of a day, made from every case that was open or received then. Events after `as_of` must already
    /// be left out ([`Case::as_of`]).
    pub fn of(cases: &[Case], date: NaiveDate, as_of: Moment, rules: &Rules) -> Self {
        let states: Vec<(&Case, CaseState)> = cases.iter().map(|case| (case, case.state(rules))).collect();
        let block = |list: &CheckList| {
            let of_list = states.iter().filter(|(_, state)| CheckList::of(state) == Some(*list));
            let of_list = of_list.filter(|(_, state)| state.voided_at.is_none());
            CheckBlock::of(*list, of_list, date, as_of, rules)
        };
        Self { date, as_of, blocks: CheckList::ALL.iter().map(block).collect() }
    }
}

impl CheckBlock {
    fn of<'a>(
        list: CheckList,
        cases: impl Iterator<Item = &'a (&'a Case, CaseState)>,
        date: NaiveDate,
        as_of: Moment,
        rules: &Rules,
    ) -> Self {
        let mut counts = CheckCounts::default();
        let mut rows = Vec::new();
        for (case, state) in cases {
            counts.add(state, date, as_of, rules);
            if state.is_open() {
                rows.push(CheckRow::of(case, state, as_of, rules));
            }
        }
        rows.sort_by_key(|row| (!row.overdue, row.received_at));
        Self { list, counts, rows, signed: None }
    }
}

impl CheckCounts {
    fn add(&mut self, state: &CaseState, date: NaiveDate, as_of: Moment, rules: &Rules) {
        let facts = &state.facts;
        if facts.received_at.date() == date {
            self.received += 1;
            let response = |one: &&Obligation| {
                one.deadline == DeadlineCode::FirstResponse && matches!(one.end, Some(End::Met(_)))
            };
            self.responded += u32::from(state.obligations.iter().any(|one| response(&one)));
        }
        self.handled += u32::from(state.handlings.iter().any(|one| one.at.date() == date));
        if !state.is_open() {
            return;
        }
        self.open += 1;
        self.overdue += u32::from(state.is_overdue(rules, as_of));
        self.unassigned += u32::from(state.handler.is_none());
        self.without_summary += u32::from(facts.summary.as_deref().is_none_or(|text| text.trim().is_empty()));
        let promised = |day: Option<NaiveDate>| {
            let due = |one: &&Obligation| {
                one.deadline == DeadlineCode::Promise && one.end.is_none() && Some(one.due.date()) == day
            };
            u32::from(state.obligations.iter().any(|one| due(&one)))
        };
        self.promised_today += promised(Some(date));
        let tomorrow = date.checked_add_days(Days::new(1));
        self.promised_tomorrow += promised(tomorrow);
        let comes = |one: &Obligation| {
            let slot = one.is_appointment() && Some(one.reminded_at().date()) <= tomorrow;
            one.end.is_none() && (slot || one.is_task(&TaskKind::NewSlot))
        };
        self.appointments += u32::from(state.obligations.iter().any(comes));
    }
}

impl CheckRow {
    fn of(case: &Case, state: &CaseState, as_of: Moment, rules: &Rules) -> Self {
        let owed = state.owed(rules, as_of);
        let open: Vec<&Obligation> = state.obligations.iter().filter(|one| one.end.is_none()).collect();
        let row = CaseRow::of(case, state, &open, rules);
        // What is signed today is read next year: no 明天.
        let next = owed.iter().take(2);
        let next = next.map(|(one, urge)| {
            let note = one.unannounced_note(&rules.calendar);
            format!("{} {}{note}", due_on_paper(one.due, *urge, as_of), one.label())
        });
        Self {
            number: case.number.to_string(),
            received_at: state.facts.received_at,
            who: state.facts.complainant.clone(),
            room: state.facts.complainant.room.clone().unwrap_or_default(),
            gist: state.facts.gist(),
            line: row.status_line(rules, as_of),
            handler: state.handler.clone().unwrap_or_default(),
            receiver: state.facts.receiver.clone(),
            next: next.collect::<Vec<_>>().join("\n"),
            overdue: owed.iter().any(|(_, urge)| *urge == Urge::Overdue),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::person::StaffId;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn signature(day: &str, list: CheckList) -> Signature {
        let day: NaiveDate = day.parse().unwrap();
        let (at, by) = (at("2026-11-03T18:00"), "赵楠".to_owned());
        Signature { day, list, by, at, counts: CheckCounts::default(), found: String::new() }
    }

    #[test]
    fn every_day_owes_three_signatures_from_the_afternoon_on() {
        let duty = OfficeHours::default();
        let first = "2026-11-02".parse().unwrap();
        let count = |signed: &[Signature], now: &str| unsigned(signed, first, at(now), duty).len();
        assert_eq!(count(&[], "2026-11-02T15:59"), 0, "there is nothing to look back on");
        assert_eq!(count(&[], "2026-11-02T16:00"), 3);
        assert_eq!(count(&[], "2026-11-03T09:00"), 3, "yesterday's stay");
        let signed = [signature("2026-11-02", CheckList::Complaints)];
        assert_eq!(count(&signed, "2026-11-03T18:00"), 5);
        let owed = unsigned(&signed, first, at("2026-11-02T18:00"), duty);
        assert!(owed.iter().all(|(_, list)| *list != CheckList::Complaints));
        assert_eq!(count(&[], "2027-06-01T18:00"), 96, "a month back, no more");
    }

    #[test]
    fn each_list_is_signed_by_the_role_that_owes_it() {
        let person = |name: &str, role| Actor::new(None, name, role);
        let member = |role| Staff { id: StaffId(9), name: "吴工".into(), role, active: true };
        let (chief, front) = (person("赵楠", Role::Supervisor), person("李敏", Role::Reception));
        let technical = person("吴工", Role::SignOnly);
        let staff = [member(Role::SignOnly)];
        for (list, who, may) in [
            (CheckList::Complaints, &chief, true),
            (CheckList::Complaints, &technical, false),
            (CheckList::Complaints, &front, false),
            (CheckList::HomeRepairs, &technical, true),
            (CheckList::FacilityRepairs, &technical, true),
            (CheckList::FacilityRepairs, &chief, false),
            (CheckList::HomeRepairs, &front, false),
        ] {
            assert_eq!(list.signs(who, &staff).is_ok(), may, "{list:?} {who:?}");
        }
        assert!(CheckList::HomeRepairs.signs(&chief, &[]).is_ok(), "nobody else could");
        let gone = [Staff { active: false, ..member(Role::SignOnly) }];
        assert!(CheckList::HomeRepairs.signs(&chief, &gone).is_ok());
        let denied = CheckList::HomeRepairs.signs(&chief, &staff).unwrap_err();
        assert_eq!(denied.text, "「住户报修」由技术维修负责人盘点签字");
    }
}
