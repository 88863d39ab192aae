//! 今日: the open cases in the order of what presses, how many stand in each group, drafts and the day's numbers.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate};

use crate::desk::as_of::View;
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::maintenance::BackupCopy;
use crate::desk::open_cases::{open_cases, passing, soon};
use crate::desk::reply::Reply;
use crate::desk::shift::unsigned;
use crate::domain::code::CaseKind;
use crate::domain::colleague::former;
use crate::domain::daily_check::{CheckList, signable_from};
use crate::domain::draft::StoredDraft;
use crate::domain::improvement_now::ImprovementNow;
use crate::domain::outage_now::OutageNow;
use crate::domain::reminder::{Reminder, reminders};
use crate::domain::routine_now::RoutineNow;
use crate::domain::shift_now::Shift;
use crate::domain::time::Moment;
use crate::domain::today::{
    ListPlace, OpenCase, Owed, OwedLine, OwedPlace, TodayCounts, TodayGroup, TodayQuery,
};
use crate::domain::watch_now::WatchNow;
use crate::store::backup;
use crate::store::db::Db;

/// 今日.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Today {
    /// The moment that all of it is true for.
    pub now: Moment,
    /// The first moment at which something in it may be another by time alone: until then only what is written changes it.
    pub changes_at: Moment,
    /// The open cases asked for, one entry a case, what presses most first; no more than were asked for.
    pub cases: Vec<OpenCase>,
    /// Where the next page of them begins; `None` when these are the last.
    pub next: Option<ListPlace>,
    /// Who asked.
    pub me: String,
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
    /// Something is wrong in its log, as in that of the data.
    pub faulty_backup: bool,
}

impl Today {
    /// Whether all of it is true at `now` too, unless something is written.
    pub fn holds_at(&self, now: Moment) -> bool {
        self.now <= now && now < self.changes_at
    }
}

impl Desk {
    /// What is open and owed now. Reads no more cases than are asked for; the counts come from an index.
    pub fn today(&self, query: TodayQuery) -> Reply<Today> {
        let (as_of, folder) = (self.as_of(), self.folder().to_owned());
        let now = as_of.now;
        self.ask(move |db| {
            let view = View::at(db, as_of)?;
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
            let watches = db.watches(now)?;
            let backup = backup::newest(db, &folder)?;
            let mut handlers: Vec<(String, usize)> = handlers.into_iter().collect();
            handlers.sort_by_key(|(_, cases)| Reverse(*cases));
            let page = open_cases(&view, &query, now, soon)?;
            Ok(Today {
                now,
                changes_at: changes_at(&view, &watches, now)?,
                cases: page.cases,
                next: page.next,
                me: query.me,
                former: query.former,
                counts,
                handlers,
                taken_in: CaseKind::ALL.iter().copied().zip(taken_in).collect(),
                drafts: db.drafts()?,
                outages: db.open_outages(now)?,
                unsigned: unsigned(db, now)?,
                waiting_shift: db.shifts(now, 1)?.pop().filter(|one| one.taken.is_none()),
                routines: owed_routines(db, now)?,
                unwatched: watches.into_iter().filter(|one| one.is_stale(now)).collect(),
                improvements: owed_improvements(db, now)?,
                last_backup: backup.as_ref().map(|copy| copy.at),
                faulty_backup: backup.is_some_and(|copy| copy.faulty),
            })
        })
    }

    /// What is to be said quietly to whoever was last reminded at `since`: what came to its time, and what soon will.
    pub fn reminder(&self, since: Moment) -> Reply<Vec<Reminder>> {
        let as_of = self.as_of();
        let now = as_of.now;
        self.ask(move |db| -> Result<Vec<Reminder>, Error> {
            let view = View::at(db, as_of)?;
            let open = passing(&view, since, now, soon(&view))?;
            Ok(reminders(&open, soon(&view), since, now))
        })
    }

    /// The last automatic copy of what is in the log now, as 今日 tells of it.
    pub fn last_backup(&self) -> Reply<Option<BackupCopy>> {
        let folder = self.folder().to_owned();
        self.ask(move |db| Ok(backup::newest(db, &folder)?.map(BackupCopy::from)))
    }

    /// All that open cases owe now, by due time, read page by page while it is taken: for the command `today`. Waits for
    /// the desk, so not for the window's thread.
    pub fn everything_owed(&self) -> EverythingOwed {
        EverythingOwed { desk: self.clone(), after: None, more: true, lines: Vec::new().into_iter() }
    }

    fn owed_page(&self, after: Option<OwedPlace>, limit: usize) -> Reply<Vec<OwedLine>> {
        let as_of = self.as_of();
        let now = as_of.now;
        self.ask(move |db| {
            let view = View::at(db, as_of)?;
            let soon = soon(&view);
            let mut lines = Vec::new();
            for (source, scope) in view.sources()? {
                let owed = source.owed(after.as_ref(), limit, scope)?.into_iter();
                lines.extend(owed.map(|(number, gist, obligation)| {
                    let owed = Owed { urge: obligation.urge(now, soon), obligation };
                    OwedLine { number, gist, owed }
                }));
            }
            lines.sort_by_key(OwedLine::place);
            lines.truncate(limit);
            Ok(lines)
        })
    }
}

/// What is owed, read page by page.
pub struct EverythingOwed {
    desk: Desk,
    after: Option<OwedPlace>,
    more: bool,
    lines: std::vec::IntoIter<OwedLine>,
}

impl EverythingOwed {
    /// So many lines are held at a time.
    const PAGE: usize = 500;
}

impl Iterator for EverythingOwed {
    type Item = Result<OwedLine, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.lines.len() == 0 && self.more {
            match self.desk.owed_page(self.after.take(), Self::PAGE).wait() {
                Ok(lines) => {
                    self.more = lines.len() == Self::PAGE;
                    self.after = lines.last().map(OwedLine::place);
                    self.lines = lines.into_iter();
                }
                Err(error) => {
                    self.more = false;
                    return Some(Err(error));
                }
            }
        }
        self.lines.next().map(Ok)
    }
}

/// The first moment after `now` at which something on 今日 may be another by time alone. Where the log goes beyond `now`,
/// because the clock was set back, anything may come at any moment.
fn changes_at(view: &View<'_>, watches: &[WatchNow], now: Moment) -> Result<Moment, Error> {
    if view.goes_beyond() {
        return Ok(now + Duration::seconds(1));
    }
    let sources = view.sources()?;
    let check = signable_from(now.date(), view.settings().rules.duty);
    let watched = watches.iter().map(WatchNow::stale_from);
    let mut moments: Vec<Moment> = watched.chain([check, now.end_of_day()]).filter(|at| *at > now).collect();
    for (source, _) in sources {
        moments.extend(source.open_cases_change_at(now, soon(view))?);
    }
    Ok(moments.into_iter().min().unwrap_or(now.end_of_day()))
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
