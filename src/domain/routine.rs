//! 例行事务: what the office does again and again – telling the rules, testing the telephones, meeting the owners'
//! representatives, training –, each with its rhythm and the role that owes it, signed every time.
//! Ledger 16-16, 16-18, 20-35, 20-36.

use std::fmt;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::code::codes;
use crate::domain::permission::Denial;
use crate::domain::person::{Actor, Role, Staff};

codes! {
    /// How often.
    Rhythm {
        Daily = "daily": "每天",
        Weekly = "weekly": "每周",
        Monthly = "monthly": "每月",
        Yearly = "yearly": "每年",
    }
}

impl Rhythm {
    /// So many days before its day it may be signed: who does it early shall not have to wait.
    pub fn early(self) -> u64 {
        match self {
            Self::Daily => 0,
            Self::Weekly => 4,
            Self::Monthly => 14,
            Self::Yearly => 60,
        }
    }

    /// So many days back one without a signature is still asked for.
    pub fn asked(self) -> u64 {
        match self {
            Self::Daily => 31,
            Self::Weekly => 92,
            Self::Monthly => 400,
            Self::Yearly => 800,
        }
    }
}

/// Which one; numbers are given from 1 and never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RoutineId(pub i64);

impl fmt::Display for RoutineId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A routine as it is set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Routine {
    /// Its name.
    pub title: String,
    /// What is done; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// How often.
    pub rhythm: Rhythm,
    /// The day: of the week from 1 for Monday, or of the month; no matter for a daily one.
    #[serde(default)]
    pub day: u32,
    /// The month of a yearly one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub month: Option<u32>,
    /// Who owes it.
    pub owes: Role,
}

impl Routine {
    /// What keeps it from being kept, as a sentence.
    pub fn problem(&self) -> Option<&'static str> {
        let day = match self.rhythm {
            Rhythm::Daily => true,
            Rhythm::Weekly => (1..=7).contains(&self.day),
            Rhythm::Monthly => (1..=31).contains(&self.day),
            Rhythm::Yearly => {
                (1..=31).contains(&self.day) && self.month.is_some_and(|month| (1..=12).contains(&month))
            }
        };
        match (self.title.trim().is_empty(), day) {
            (true, _) => Some("请写事务的名称。"),
            (false, false) => Some("请填对日子：每周填1到7（1是周一），每月填1到31，每年再填1到12月。"),
            (false, true) => None,
        }
    }

    /// `每周五`, `每月25日`, `每年3月15日`.
    pub fn when(&self) -> String {
        const DAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];
        match self.rhythm {
            Rhythm::Daily => "每天".to_owned(),
            Rhythm::Weekly => {
                let at = self.day.saturating_sub(1) as usize % DAYS.len();
                format!("每周{}", DAYS[at])
            }
            Rhythm::Monthly => format!("每月{}日", self.day),
            Rhythm::Yearly => format!("每年{}月{}日", self.month.unwrap_or(1), self.day),
        }
    }

    /// The days it falls on, from … to. The 31st of a shorter month is its last day, 29 February likewise.
    pub fn days(&self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
        match self.rhythm {
            Rhythm::Daily => from.iter_days().take_while(|day| *day <= to).collect(),
            Rhythm::Weekly => {
                let days = from.iter_days().take_while(|day| *day <= to);
                days.filter(|day| day.weekday().number_from_monday() == self.day).collect()
            }
            Rhythm::Monthly | Rhythm::Yearly => {
                let first = from.with_day(1).unwrap_or(from);
                let months = (0..).map_while(|more| first.checked_add_months(Months::new(more)));
                let months = months.take_while(|month| *month <= to);
                let yearly = self.rhythm == Rhythm::Yearly;
                let months = months.filter(|month| !yearly || Some(month.month()) == self.month);
                let days = months.filter_map(|month| {
                    let last = month.num_days_in_month();
                    month.with_day(self.day.clamp(1, last.into()))
                });
                days.filter(|day| (from..=to).contains(day)).collect()
            }
        }
    }

    /// Whether this person may sign it: who has the role that owes it, the supervisor for the front as well; and for
    /// the technical head as long as nobody has that role.
    ///
    /// # Errors
    /// Why not.
    pub fn signs(&self, person: &Actor, staff: &[Staff]) -> Result<(), Denial> {
        let technical = staff.iter().any(|one| one.active && one.role == Role::SignOnly);
        let may = match self.owes {
            Role::Reception => person.role != Role::SignOnly,
            Role::Supervisor => person.role == Role::Supervisor,
            Role::SignOnly if technical => person.role == Role::SignOnly,
            Role::SignOnly => person.role == Role::Supervisor,
        };
        if may {
            return Ok(());
        }
        Err(Denial::because(format!("「{}」由{}签字", self.title, owner(self.owes))))
    }
}

/// Who owes it, as it is said.
pub fn owner(role: Role) -> &'static str {
    match role {
        Role::Reception => "前台",
        Role::Supervisor => "客服主任",
        Role::SignOnly => "技术维修负责人",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::person::StaffId;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn routine(rhythm: Rhythm, on: u32, month: Option<u32>) -> Routine {
        let (title, detail) = ("测试电话和对讲".to_owned(), String::new());
        Routine { title, detail, rhythm, day: on, month, owes: Role::Reception }
    }

    #[test]
    fn the_days_follow_the_rhythm_over_short_months_and_leap_years() {
        let days = |routine: &Routine, from, to| routine.days(day(from), day(to));
        let monthly = routine(Rhythm::Monthly, 31, None);
        let all = days(&monthly, "2027-01-15", "2027-04-30");
        assert_eq!(all, ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"].map(day));
        let yearly = routine(Rhythm::Yearly, 29, Some(2));
        assert_eq!(days(&yearly, "2027-01-01", "2028-12-31"), ["2027-02-28", "2028-02-29"].map(day));
        let weekly = routine(Rhythm::Weekly, 5, None);
        assert_eq!(days(&weekly, "2026-11-27", "2026-12-05"), ["2026-11-27", "2026-12-04"].map(day));
        assert_eq!(days(&routine(Rhythm::Daily, 0, None), "2026-12-31", "2027-01-02").len(), 3);
        assert_eq!(weekly.when(), "每周五");
        assert_eq!(yearly.when(), "每年2月29日");
    }

    #[test]
    fn the_role_that_owes_it_signs() {
        let person = |role| Actor::new(None, "某", role);
        let member = Staff { id: StaffId(9), name: "吴工".into(), role: Role::SignOnly, active: true };
        let of = |owes| Routine { owes, ..routine(Rhythm::Daily, 0, None) };
        let may = |owes, role, staff: &[Staff]| of(owes).signs(&person(role), staff).is_ok();
        assert!(may(Role::Reception, Role::Reception, &[]) && may(Role::Reception, Role::Supervisor, &[]));
        assert!(!may(Role::Reception, Role::SignOnly, &[]));
        assert!(!may(Role::Supervisor, Role::Reception, &[]));
        assert!(may(Role::SignOnly, Role::SignOnly, std::slice::from_ref(&member)));
        assert!(!may(Role::SignOnly, Role::Supervisor, std::slice::from_ref(&member)));
        assert!(may(Role::SignOnly, Role::Supervisor, &[]), "nobody else could");
        let denied = of(Role::Supervisor).signs(&person(Role::Reception), &[]).unwrap_err();
        assert_eq!(denied.text, "「测试电话和对讲」由客服主任签字");
    }

    #[test]
    fn what_is_missing_is_told() {
        assert_eq!(routine(Rhythm::Weekly, 5, None).problem(), None);
        assert!(routine(Rhythm::Weekly, 8, None).problem().is_some());
        assert!(routine(Rhythm::Monthly, 0, None).problem().is_some());
        assert!(routine(Rhythm::Yearly, 3, None).problem().is_some());
        assert!(Routine { title: " ".into(), ..routine(Rhythm::Daily, 0, None) }.problem().is_some());
    }
}
