//! 今日: the open cases in the order of what presses, how many stand in each group, drafts and the day's numbers.

use chrono::Duration;

use crate::desk::as_of::View;
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::reply::Reply;
use crate::domain::code::CaseKind;
use crate::domain::draft::StoredDraft;
use crate::domain::time::Moment;
use crate::domain::today::{OpenCase, TodayCounts, TodayGroup, TodayQuery};
use crate::store::backup;

/// 今日.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Today {
    /// The moment that all of it is true for.
    pub now: Moment,
    /// The open cases asked for, one entry a case, what presses most first; no more than were asked for.
    pub cases: Vec<OpenCase>,
    /// How many open cases stand in each group, whatever was asked for.
    pub counts: TodayCounts,
    /// Cases taken in today, each kind, in the order of [`CaseKind::ALL`].
    pub taken_in: Vec<(CaseKind, usize)>,
    /// Drafts, the oldest first.
    pub drafts: Vec<StoredDraft>,
    /// When the last automatic copy was made.
    pub last_backup: Option<Moment>,
}

impl Desk {
    /// What is open and owed now. Reads no more cases than are asked for; the counts come from an index.
    pub fn today(&self, query: TodayQuery) -> Reply<Today> {
        let (now, folder) = (self.now(), self.folder().to_owned());
        self.ask(move |db| {
            let view = View::at(db, now)?;
            let soon = soon(&view);
            let (mut counts, mut taken_in) = (TodayCounts::default(), vec![0; CaseKind::ALL.len()]);
            let day = Moment::start_of(now.date());
            for (source, scope) in view.sources()? {
                let counted = source.open_counts(&query.me, scope, soon)?;
                TodayGroup::ALL.iter().for_each(|group| counts.add(*group, counted.of(*group)));
                let received = source.received_by_kind(day, day.end_of_day(), scope)?;
                taken_in.iter_mut().zip(received).for_each(|(sum, count)| *sum += count);
            }
            Ok(Today {
                now,
                cases: open_cases(&view, &query, now, soon)?,
                counts,
                taken_in: CaseKind::ALL.iter().copied().zip(taken_in).collect(),
                drafts: db.drafts()?,
                last_backup: backup::copies(&folder).first().map(|copy| copy.at),
            })
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

fn soon(view: &View<'_>) -> Duration {
    Duration::minutes(view.settings().rules.due_soon_minutes.into())
}

fn open_cases(
    view: &View<'_>,
    query: &TodayQuery,
    now: Moment,
    soon: Duration,
) -> Result<Vec<OpenCase>, Error> {
    let mut cases = Vec::new();
    for (source, scope) in view.sources()? {
        let open = source.open_cases(query, scope, soon)?;
        cases.extend(open.into_iter().map(|(row, owed)| OpenCase::new(row, owed, now, soon)));
    }
    cases.sort_by_key(OpenCase::place);
    cases.truncate(query.limit);
    Ok(cases)
}
