//! The open cases with what they owe, for 今日 and for the note of a shift.

use chrono::Duration;

use crate::desk::as_of::View;
use crate::desk::error::Error;
use crate::domain::time::Moment;
use crate::domain::today::{OpenCase, TodayQuery};

/// How long before its time something is due soon.
pub(crate) fn soon(view: &View<'_>) -> Duration {
    Duration::minutes(view.settings().rules.due_soon_minutes.into())
}

/// Those asked for, what presses most first; no more than were asked for.
///
/// # Errors
/// The database's own.
pub(crate) fn open_cases(
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

/// Those that somebody may be reminded of who was last reminded at `since`, what presses most first.
///
/// # Errors
/// The database's own.
pub(crate) fn passing(
    view: &View<'_>,
    since: Moment,
    now: Moment,
    soon: Duration,
) -> Result<Vec<OpenCase>, Error> {
    let mut cases = Vec::new();
    for (source, scope) in view.sources()? {
        let open = source.open_cases_passing(since, scope, soon)?;
        cases.extend(open.into_iter().map(|(row, owed)| OpenCase::new(row, owed, now, soon)));
    }
    cases.sort_by_key(OpenCase::place);
    Ok(cases)
}
