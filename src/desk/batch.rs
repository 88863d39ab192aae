//! One act on several cases at once: given to somebody, told, linked; of one matter also its solution, result and visit. Each case gets an event of its own; a case that
//! refuses is named with the reason, and the others go on.

use std::collections::BTreeSet;

use crate::desk::case_commands::{extend, linked, unchanged};
use crate::desk::error::Error;
use crate::desk::gathering::lead_of;
use crate::desk::handle::Desk;
use crate::desk::people::left_by;
use crate::desk::reply::{Changed, Reply, Written};
use crate::desk::setup::staffed;
use crate::domain::case::{Case, CaseNumber};
use crate::domain::code::Medium;
use crate::domain::counter_event::CounterEvent;
use crate::domain::event::EventKind;
use crate::domain::permission;
use crate::domain::person::{Actor, Staff, StaffId};
use crate::domain::related::LinkAs;
use crate::domain::time::Moment;
use crate::domain::watch::WatchedPlace;
use crate::library::shelf::Library;
use crate::store::append::RecordedBy;
use crate::store::db::Write;

/// What is done to each.
#[derive(Debug, Clone, PartialEq)]
pub enum BatchAct {
    /// 指派责任人.
    Assign {
        /// To whom.
        to: String,
        /// Why.
        reason: Option<String>,
    },
    /// 进展告知, the same words to each owner.
    Tell {
        /// How.
        medium: Medium,
        /// What.
        text: String,
    },
    /// 并入群诉 of this lead case.
    JoinGroup(CaseNumber),
    /// What was told, done or heard for a whole group at once: 方案, 处理完成, 回访. Each of the group keeps it in its own history.
    Group(Vec<EventKind>),
}

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BatchDone {
    /// The cases that it was done to.
    pub done: Vec<CaseNumber>,
    /// The others, each with the reason as a sentence.
    pub refused: Vec<(CaseNumber, String)>,
}

/// What went to another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeaverHandOver {
    /// The cases that tell of it.
    pub cases: Vec<CaseNumber>,
    /// Tasks, slots and hand-overs.
    pub tasks: usize,
    /// Watched places.
    pub watches: usize,
}

impl Desk {
    /// Does the same to several cases, each with the number of events that the caller saw.
    ///
    /// Errors: the database's own, nothing is done then. What a single case refuses stands in the answer.
    pub fn batch(
        &self,
        actor: &Actor,
        cases: Vec<(CaseNumber, usize)>,
        act: BatchAct,
    ) -> Reply<Written<BatchDone>> {
        let (actor, now, library) = (actor.clone(), self.now(), self.library());
        self.transact(move |write, changed| {
            let mut done = BatchDone::default();
            if let BatchAct::Group(_) = act {
                of_one_matter(write, &cases)?;
            }
            for (number, expected) in cases {
                match once(write, changed, &library, &actor, (number, expected), &act, now) {
                    Ok(_) => done.done.push(number),
                    // Refused before anything of the case was written.
                    Err(
                        error @ (Error::Refused(_) | Error::Denied(_) | Error::Stale(_) | Error::NoCase(_)),
                    ) => {
                        done.refused.push((number, error.message()));
                    }
                    Err(error) => return Err(error),
                }
            }
            Ok(done)
        })
    }

    /// Makes a person former staff and gives everything open that the person has to another in the same act: cases, tasks
    /// and hand-overs on any case, watched places; each case tells of it with the reason. For former staff only what is
    /// open is handed over. The supervisor's.
    ///
    /// Errors: as [`Desk::retire_staff`]; [`Error::Refused`] without a reason, or when a case refuses. Nothing is done
    /// then.
    pub fn hand_over_and_retire(
        &self,
        actor: &Actor,
        id: StaffId,
        to: &str,
        reason: &str,
    ) -> Reply<Written<LeaverHandOver>> {
        let (actor, now, library) = (actor.clone(), self.now(), self.library());
        let (to, reason) = (to.trim().to_owned(), reason.trim().to_owned());
        self.transact(move |write, changed| {
            permission::supervisor(&actor, "人员设置")?;
            let staff = write.staff()?;
            let Some(person) = staff.into_iter().find(|person| person.id == id) else {
                return Err(Error::Refused("没有这位员工，请刷新后再试。".into()));
            };
            if reason.is_empty() {
                return Err(Error::Refused("请写移交的原因，没有保存。".into()));
            }
            if to.is_empty() || to == person.name {
                return Err(Error::Refused("请选接手的人，没有保存。".into()));
            }
            let left = left_by(write, &person.name, now)?;
            let mut numbers: Vec<CaseNumber> = left.cases.iter().map(|row| row.number).collect();
            numbers.extend(left.tasks.iter().map(|one| one.number));
            numbers.sort_unstable();
            numbers.dedup();
            for number in &numbers {
                let case = write.case(*number)?.ok_or(Error::NoCase(*number))?;
                let mut kinds = Vec::new();
                if left.cases.iter().any(|row| row.number == *number) {
                    kinds.push((now, assigned(&case, to.clone(), Some(reason.clone()))));
                }
                let his = left.tasks.iter().filter(|one| one.number == *number);
                kinds.extend(his.map(|one| (now, one.handed_to(&person.name, &to, &reason))));
                extend(write, changed, &library, &actor, case, kinds, now)?;
            }
            for watch in &left.watches {
                changed.learning = true;
                let place = WatchedPlace { watcher: to.clone(), ..watch.place.clone() };
                let said = CounterEvent::WatchSaved { place };
                write.record_watch(Some(watch.id), &said, RecordedBy::of(&actor, now))?;
            }
            if person.active {
                write.update_staff(&Staff { active: false, ..person }, RecordedBy::of(&actor, now))?;
                staffed(&write.staff()?)?;
                changed.staff = true;
            }
            Ok(LeaverHandOver { cases: numbers, tasks: left.tasks.len(), watches: left.watches.len() })
        })
    }
}

fn assigned(case: &Case, to: String, reason: Option<String>) -> EventKind {
    EventKind::Assigned { to, department: case.facts().department, reason, named_by: None }
}

fn once(
    write: &Write<'_>,
    changed: &mut Changed,
    library: &Library,
    actor: &Actor,
    (number, expected): (CaseNumber, usize),
    act: &BatchAct,
    now: Moment,
) -> Result<Case, Error> {
    let case = unchanged(write, number, expected)?;
    let kind = match act {
        BatchAct::Group(kinds) if kinds.iter().any(|kind| matches!(kind, EventKind::Closed { .. })) => {
            return Err(Error::Refused("关闭须一件一件办，没有保存。".into()));
        }
        BatchAct::Group(kinds) => {
            let kinds = kinds.iter().map(|kind| (now, kind.clone())).collect();
            return extend(write, changed, library, actor, case, kinds, now);
        }
        BatchAct::Assign { to, reason } => assigned(&case, to.clone(), reason.clone()),
        BatchAct::Tell { medium, text } => {
            EventKind::Progress { medium: *medium, text: text.clone(), told: None, is_final: false }
        }
        BatchAct::JoinGroup(lead) => joined(&case, *lead)?,
    };
    extend(write, changed, library, actor, case, vec![(now, kind)], now)
}

/// Refused unless all of them are reports of one matter: what is told of one is told of all.
fn of_one_matter(write: &Write<'_>, cases: &[(CaseNumber, usize)]) -> Result<(), Error> {
    let mut leads = BTreeSet::new();
    for (number, _) in cases {
        leads.insert(lead_of(write, *number)?);
    }
    if leads.len() > 1 {
        return Err(Error::Refused(
            "选中的不是同一件事，方案、处理结果和回访不能一起记。请先「并成群诉」，或者分开办。".into(),
        ));
    }
    Ok(())
}

/// The case joins the group of a lead case.
fn joined(case: &Case, lead: CaseNumber) -> Result<EventKind, Error> {
    if lead == case.number {
        return Err(Error::Refused("这一单就是群诉的主单。".into()));
    }
    if case.facts().group_of == Some(lead) {
        return Err(Error::Refused("已经在这件群诉里。".into()));
    }
    Ok(linked(case, LinkAs::Group, Some(lead)))
}
