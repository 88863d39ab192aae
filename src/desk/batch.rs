//! One act on several cases at once: given to somebody, told, linked. Each case gets an event of its own; a case that
//! refuses is named with the reason, and the others go on.

use crate::desk::case_commands::{extend, linked, unchanged};
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::reply::{Changed, Reply, Written};
use crate::desk::setup::staffed;
use crate::domain::case::{Case, CaseNumber};
use crate::domain::code::Medium;
use crate::domain::event::EventKind;
use crate::domain::permission;
use crate::domain::person::{Actor, Staff, StaffId};
use crate::domain::related::LinkAs;
use crate::domain::time::Moment;
use crate::library::shelf::Library;
use crate::store::append::RecordedBy;
use crate::store::db::Write;

/// What is done to each.
#[derive(Debug, Clone, PartialEq, Eq)]
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
}

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BatchDone {
    /// The cases that it was done to.
    pub done: Vec<CaseNumber>,
    /// The others, each with the reason as a sentence.
    pub refused: Vec<(CaseNumber, String)>,
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

    /// Makes a person former staff and gives everything open that the person answers for to another in the same act;
    /// each case tells of it with the reason. For former staff only the cases are handed over. The supervisor's.
    ///
    /// Errors: as [`Desk::retire_staff`]; [`Error::Refused`] without a reason, or when a case refuses. Nothing is done
    /// then.
    pub fn hand_over_and_retire(
        &self,
        actor: &Actor,
        id: StaffId,
        to: &str,
        reason: &str,
    ) -> Reply<Written<BatchDone>> {
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
            let act = BatchAct::Assign { to, reason: Some(reason) };
            let mut done = BatchDone::default();
            for row in write.open_of_handler(&person.name)? {
                let of = (row.number, row.events as usize);
                once(write, changed, &library, &actor, of, &act, now)?;
                done.done.push(row.number);
            }
            if person.active {
                write.update_staff(&Staff { active: false, ..person }, RecordedBy::of(&actor, now))?;
                staffed(&write.staff()?)?;
                changed.staff = true;
            }
            Ok(done)
        })
    }
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
        BatchAct::Assign { to, reason } => {
            let department = case.facts().department.clone();
            EventKind::Assigned { to: to.clone(), department, reason: reason.clone(), named_by: None }
        }
        BatchAct::Tell { medium, text } => {
            EventKind::Progress { medium: *medium, text: text.clone(), told: None, is_final: false }
        }
        BatchAct::JoinGroup(lead) => joined(&case, *lead)?,
    };
    extend(write, changed, library, actor, case, vec![(now, kind)], now)
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
