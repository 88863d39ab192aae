//! 今日: the open cases in the order of what presses, how many stand in each group, drafts and the day's numbers.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::desk::as_of::View;
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::open_cases::{open_cases, passing, soon};
use crate::desk::reply::Reply;
use crate::desk::shift::unsigned;
use crate::domain::code::CaseKind;
use crate::domain::colleague::former;
use crate::domain::daily_check::CheckList;
use crate::domain::draft::StoredDraft;
use crate::domain::improvement_now::ImprovementNow;
use crate::domain::outage_now::OutageNow;
use crate::domain::reminder::{Reminder, reminders};
use crate::domain::routine_now::RoutineNow;
use crate::domain::shift_now::Shift;
use crate::domain::time::Moment;
use crate::domain::today::{OpenCase, TodayCounts, TodayGroup, TodayQuery};
use crate::domain::watch_now::WatchNow;
use crate::store::backup;
use crate::store::db::Db;

/// 今日.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Today {
    /// The moment that all of it is true for.
    pub now: Moment,
    /// The open cases asked for, one entry a case, what presses most first; no more than were asked for.
    pub cases: Vec<OpenCase>,
    /// Who worked here once and is in no list of now.
    pub former: Vec<String>,
    /// How many open cases stand in each group, whatever was asked for.
    pub counts: TodayCounts,
    /// Who answers for how many open cases, whatever was asked for; the most burdened first.
    pub handlers: Vec<(String, usize)>,
    /// Cases taken in today, each kind, in the order of [`CaseKind::ALL`].
    pub taken_in: Vec<(CaseKind, usize)>,
    /// Drafts, the oldest first.
    pub drafts: Vec<StoredDraft>,
    /// 公共事件 that last, the oldest first.
    pub outages: Vec<OutageNow>,
    /// Lists of the daily check that lack a signature, the oldest day first.
    pub unsigned: Vec<(NaiveDate, CheckList)>,
    /// The last note of a shift, as long as nobody has taken it over.
    pub waiting_shift: Option<Shift>,
    /// Routines of the office with the days that have come and lack a signature.
    pub routines: Vec<(RoutineNow, Vec<NaiveDate>)>,
    /// Watched places at which nobody has looked for too long.
    pub unwatched: Vec<WatchNow>,
    /// Measures of improvement that are to be looked at, or replaced by another. Ledger 09-17.
    pub improvements: Vec<ImprovementNow>,
    /// When the last automatic copy was made.
    pub last_backup: Option<Moment>,
}

impl Desk {
    /// What is open and owed now. Reads no more cases than are asked for; the counts come from an index.
    pub fn today(&self, query: TodayQuery) -> Reply<Today> {
        let (now, folder) = (self.now(), self.folder().to_owned());
        self.ask(move |db| {
            let view = View::at(db, now)?;
            let query = TodayQuery { former: former(&db.staff()?, view.settings()), ..query };
            let soon = soon(&view);
            let (mut counts, mut taken_in) = (TodayCounts::default(), vec![0; CaseKind::ALL.len()]);
            let mut handlers: BTreeMap<String, usize> = BTreeMap::new();
            let day = Moment::start_of(now.date());
            for (source, scope) in view.sources()? {
                let counted = source.open_counts(&query, scope, soon)?;
                TodayGroup::ALL.iter().for_each(|group| counts.add(*group, counted.of(*group)));
                let received = source.received_by_kind(day, day.end_of_day(), scope)?;
                for (name, cases) in source.open_by_handler(scope)? {
                    *handlers.entry(name).or_default() += cases;
                }
                taken_in.iter_mut().zip(received).for_each(|(sum, count)| *sum += count);
            }
            let mut handlers: Vec<(String, usize)> = handlers.into_iter().collect();
            handlers.sort_by_key(|(_, cases)| Reverse(*cases));
            Ok(Today {
                now,
                cases: open_cases(&view, &query, now, soon)?,
                former: query.former,
                counts,
                handlers,
                taken_in: CaseKind::ALL.iter().copied().zip(taken_in).collect(),
                drafts: db.drafts()?,
                outages: db.open_outages(now)?,
                unsigned: unsigned(db, now)?,
                waiting_shift: db.shifts(now, 1)?.pop().filter(|one| one.taken.is_none()),
                routines: owed_routines(db, now)?,
                unwatched: db.watches(now)?.into_iter().filter(|one| one.is_stale(now)).collect(),
                improvements: owed_improvements(db, now)?,
                last_backup: backup::copies(&folder).first().map(|copy| copy.at),
            })
        })
    }

    /// What is to be said quietly to whoever was last reminded at `since`: what came to its time, and what soon will.
    pub fn reminder(&self, since: Moment) -> Reply<Vec<Reminder>> {
        let now = self.now();
        self.ask(move |db| -> Result<Vec<Reminder>, Error> {
            let view = View::at(db, now)?;
            let open = passing(&view, since, now, soon(&view))?;
            Ok(reminders(&open, soon(&view), since, now))
        })
    }

    /// Every open case with what it owes now, what presses most first: for the command `today`.
    pub fn everything_open(&self) -> Reply<Vec<OpenCase>> {
        let now = self.now();
        self.ask(move |db| {
            let view = View::at(db, now)?;
            let query = TodayQuery { limit: usize::MAX, ..TodayQuery::all("") };
            open_cases(&view, &query, now, soon(&view))
        })
    }
}

/// The routines with days that have come and lack a signature.
fn owed_routines(db: &Db, now: Moment) -> Result<Vec<(RoutineNow, Vec<NaiveDate>)>, Error> {
    let all = db.routines(now)?.into_iter().map(|one| (one.owed(now.date()), one));
    Ok(all.filter(|(days, _)| !days.is_empty()).map(|(days, one)| (one, days)).collect())
}

/// The measures for which something is owed, the longest first.
fn owed_improvements(db: &Db, now: Moment) -> Result<Vec<ImprovementNow>, Error> {
    let mut owed = db.improvements(now)?;
    owed.retain(|one| one.is_owed(now.date()));
    owed.sort_by_key(|one| one.improvement.check_on);
    Ok(owed)
}
