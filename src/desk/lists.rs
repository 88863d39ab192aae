//! Lists: what is owed today, the register, search.

use crate::desk::as_of::View;
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::reply::Reply;
use crate::domain::case::CaseNumber;
use crate::domain::case_row::CaseRow;
use crate::domain::closure::ready;
use crate::domain::code::{CaseKind, Category, DeadlineCode, Status};
use crate::domain::draft::StoredDraft;
use crate::domain::obligation::{Obligation, Urge};
use crate::domain::time::Moment;
use crate::store::backup;

/// No more hits of a search than somebody reads.
const HITS: usize = 200;
/// The register shows every hit.
const EVERY_HIT: usize = u32::MAX as usize;

/// Something owed, with the case that owes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// What is owed.
    pub duty: Obligation,
    /// How urgent it is now.
    pub urge: Urge,
    /// The head of the case.
    pub case: CaseRow,
}

/// 今日.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Today {
    /// The moment that all of it is true for.
    pub now: Moment,
    /// Everything owed, by due time, number and deadline.
    pub owed: Vec<Owed>,
    /// Open cases without a handler, the oldest first.
    pub unassigned: Vec<CaseRow>,
    /// Open cases that owe nothing more and may be closed, the oldest first.
    pub closable: Vec<CaseRow>,
    /// Deadlines past their time.
    pub overdue: usize,
    /// Deadlines due within the hour (setting).
    pub due_soon: usize,
    /// Visits due today or before.
    pub visits_today: usize,
    /// Open cases.
    pub in_hand: usize,
    /// Cases taken in today, each kind, in the order of [`CaseKind::ALL`].
    pub taken_in: Vec<(CaseKind, usize)>,
    /// Drafts, the oldest first.
    pub drafts: Vec<StoredDraft>,
    /// When the last automatic copy was made.
    pub last_backup: Option<Moment>,
}

/// What the register shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegisterFilter {
    /// Received from this moment on.
    pub from: Option<Moment>,
    /// Received before this moment.
    pub to: Option<Moment>,
    /// Only these states; empty = all.
    pub status: Vec<Status>,
    /// Only this category.
    pub category: Option<Category>,
    /// Only this kind.
    pub kind: Option<CaseKind>,
    /// Only overdue cases.
    pub overdue: bool,
    /// Number, phone, room, name or words; empty = all.
    pub text: String,
    /// Only these cases, whatever the text: the list behind a figure.
    pub only: Option<Vec<CaseNumber>>,
}

/// How the register is sorted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RegisterSort {
    /// The newest first.
    #[default]
    Newest,
    /// The oldest first.
    Oldest,
    /// By the next deadline; cases that owe nothing last.
    Due,
    /// By state, then the newest.
    Status,
    /// By room, cases without one last.
    Room,
}

impl Desk {
    /// What is owed now and the counts of 今日.
    pub fn today(&self) -> Reply<Today> {
        let (now, folder) = (self.now(), self.folder().to_owned());
        self.ask(move |db| {
            let view = View::at(db, now)?;
            let open = view.open_rows()?;
            let start = Moment::start_of(now.date());
            let fresh = view.rows(db.rows_received(Some(start), Some(start.end_of_day()))?)?;
            let last_backup = backup::copies(&folder).first().map(|copy| copy.at);
            today(&view, now, open, &fresh, db.drafts()?, last_backup)
        })
    }

    /// Rows of the register: all that fit, in one go.
    pub fn register(&self, filter: RegisterFilter, sort: RegisterSort) -> Reply<Vec<CaseRow>> {
        let now = self.now();
        self.ask(move |db| {
            let view = View::at(db, now)?;
            let text = filter.text.trim();
            let mut rows = match &filter.only {
                Some(numbers) => {
                    let rows = numbers.iter().filter_map(|number| db.row(*number).transpose());
                    view.rows(rows.collect::<Result<_, _>>()?)?
                }
                None if text.is_empty() => view.rows(db.rows_received(filter.from, filter.to)?)?,
                None => view.find(text, EVERY_HIT)?,
            };
            rows.retain(|row| filter.admits(row, now));
            sort.sort(&mut rows);
            Ok(rows)
        })
    }

    /// Hits of the search field, the newest first.
    pub fn search(&self, text: &str) -> Reply<Vec<CaseRow>> {
        let (text, now) = (text.to_owned(), self.now());
        self.ask(move |db| View::at(db, now)?.find(&text, HITS))
    }
}

impl RegisterFilter {
    fn admits(&self, row: &CaseRow, now: Moment) -> bool {
        self.from.is_none_or(|from| row.received_at >= from)
            && self.to.is_none_or(|to| row.received_at < to)
            && (self.status.is_empty() || self.status.contains(&row.status))
            && self.category.as_ref().is_none_or(|category| row.category.as_ref() == Some(category))
            && self.kind.is_none_or(|kind| row.kind == kind)
            && (!self.overdue || row.is_overdue(now))
    }
}

impl RegisterSort {
    fn sort(self, rows: &mut [CaseRow]) {
        use std::cmp::Reverse;
        let newest = |row: &CaseRow| Reverse((row.received_at, row.number));
        match self {
            Self::Newest => rows.sort_by_key(newest),
            Self::Oldest => rows.sort_by_key(|row| (row.received_at, row.number)),
            Self::Due => rows.sort_by_key(|row| {
                let due = row.next.map(|(_, due)| due);
                (due.is_none(), due, newest(row))
            }),
            Self::Status => rows.sort_by_key(|row| (row.status, newest(row))),
            Self::Room => rows
                .sort_by_cached_key(|row| (row.room.is_none(), room_order(row.room.as_deref()), newest(row))),
        }
    }
}

/// 3-2-1001 comes before 11-1-101: numbers are compared as such.
fn room_order(room: Option<&str>) -> Vec<(u64, String)> {
    let parts = room.unwrap_or_default().split('-');
    parts.map(|part| (part.parse().unwrap_or(u64::MAX), part.to_owned())).collect()
}

fn today(
    view: &View<'_>,
    now: Moment,
    open: Vec<CaseRow>,
    fresh: &[CaseRow],
    drafts: Vec<StoredDraft>,
    last_backup: Option<Moment>,
) -> Result<Today, Error> {
    let soon = chrono::Duration::minutes(view.settings().rules.due_soon_minutes.into());
    let by_number: std::collections::HashMap<_, _> = open.iter().map(|row| (row.number, row)).collect();
    let owed: Vec<Owed> = view
        .obligations()?
        .into_iter()
        .filter_map(|(number, duty)| {
            let case = (*by_number.get(&number)?).clone();
            Some(Owed { urge: duty.urge(now, soon), duty, case })
        })
        .collect();
    let count = |urge| owed.iter().filter(|owed| owed.urge == urge).count();
    let end = now.end_of_day();
    let visits = owed.iter().filter(|owed| owed.duty.deadline == DeadlineCode::Visit && owed.duty.due < end);
    let taken_in = CaseKind::ALL.iter().map(|kind| {
        (*kind, fresh.iter().filter(|row| row.kind == *kind && row.status != Status::Voided).count())
    });
    let mut unassigned: Vec<CaseRow> =
        open.iter().filter(|row| row.status == Status::Unassigned).cloned().collect();
    unassigned.sort_by_key(|row| (row.received_at, row.number));
    // 跟进 alone keeps a case in sight until somebody closes it.
    let others = owed.iter().filter(|owed| owed.duty.deadline != DeadlineCode::FollowUp);
    let owing: std::collections::HashSet<_> = others.map(|owed| owed.case.number).collect();
    let mut closable = Vec::new();
    for row in open.iter().filter(|row| !owing.contains(&row.number)) {
        let rules = &view.settings().rules;
        let standing = view.case(row.number)?.map(|case| case.state(rules));
        if standing.is_some_and(|standing| !ready(&standing, rules, now).is_empty()) {
            closable.push(row.clone());
        }
    }
    closable.sort_by_key(|row| (row.received_at, row.number));
    Ok(Today {
        now,
        closable,
        overdue: count(Urge::Overdue),
        due_soon: count(Urge::DueSoon),
        visits_today: visits.count(),
        in_hand: open.len(),
        taken_in: taken_in.collect(),
        unassigned,
        drafts,
        last_backup,
        owed,
    })
}
