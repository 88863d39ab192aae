//! The open cases with what they owe, for 今日 and for the note of a shift.

use chrono::Duration;

use crate::desk::as_of::View;
use crate::desk::error::Error;
use crate::domain::time::Moment;
use crate::domain::today::{ListPlace, OpenCase, TodayQuery};

/// How long before its time something is due soon.
pub(crate) fn soon(view: &View<'_>) -> Duration {
    Duration::minutes(view.settings().rules.due_soon_minutes.into())
}

/// A page of them, what presses most first.
pub(crate) struct OpenPage {
    /// The cases.
    pub cases: Vec<OpenCase>,
    /// Where the next page begins; `None` when this is the last.
    pub next: Option<ListPlace>,
}

/// Those asked for; no more than were asked for.
///
/// # Errors
/// The database's own.
pub(crate) fn open_cases(
    view: &View<'_>,
    query: &TodayQuery,
    now: Moment,
    soon: Duration,
) -> Result<OpenPage, Error> {
    let mut cases = Vec::new();
    for (source, scope) in view.sources()? {
        let open = source.open_cases(query, scope, soon)?;
        cases.extend(open.into_iter().map(|(row, owed)| OpenCase::new(row, owed, now, soon)));
    }
    cases.sort_by_key(OpenCase::list_place);
    let full = cases.len() >= query.limit;
    cases.truncate(query.limit);
    let next = cases.last().filter(|_| full).map(OpenCase::list_place);
    cases.sort_by_key(OpenCase::place);
    Ok(OpenPage { cases, next })
}

/// Hands on every open case, of which one page is held at a time.
///
/// # Errors
/// The database's own.
pub(crate) fn each_open_case(
    view: &View<'_>,
    now: Moment,
    soon: Duration,
    mut work: impl FnMut(&OpenCase),
) -> Result<(), Error> {
    let mut query = TodayQuery::all("");
    loop {
        let page = open_cases(view, &query, now, soon)?;
        page.cases.iter().for_each(&mut work);
        query.after = page.next;
        if query.after.is_none() {
            return Ok(());
        }
    }
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
