//! 例行事务: the supervisor sets them, the role that owes one signs it every time. Ledger 16-16, 20-35.

use chrono::NaiveDate;

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::limits;
use crate::desk::reply::{Reply, Written};
use crate::domain::counter_event::CounterEvent;
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::domain::routine::{Routine, RoutineId};
use crate::domain::routine_now::RoutineNow;
use crate::library::office;
use crate::store::append::RecordedBy;

impl Desk {
    /// The routines that are kept, the oldest first.
    pub fn routines(&self) -> Reply<Vec<RoutineNow>> {
        let now = self.now();
        self.ask(move |db| Ok(db.routines(now)?))
    }

    /// Sets a routine, a new one without an id; the supervisor's.
    ///
    /// Errors: [`Error::Denied`]; [`Error::Refused`] when something is missing or too long.
    pub fn save_routine(
        &self,
        actor: &Actor,
        id: Option<RoutineId>,
        routine: Routine,
    ) -> Reply<Written<RoutineId>> {
        let (actor, now) = (actor.clone(), self.now());
        let routine = Routine {
            title: routine.title.trim().to_owned(),
            detail: routine.detail.trim().to_owned(),
            ..routine
        };
        self.transact(move |write, changed| {
            permission::supervisor(&actor, "设定例行事务")?;
            if let Some(problem) = routine.problem() {
                return Err(Error::Refused(format!("{problem}没有保存。")));
            }
            limits::fits(&routine)?;
            changed.learning = true;
            let said = CounterEvent::RoutineSaved { routine };
            Ok(write.record_routine(id, &said, RecordedBy::of(&actor, now))?)
        })
    }

    /// Takes the usual routines over, those left out that are kept by the same name already; the supervisor's. Answers
    /// how many came.
    ///
    /// Errors: [`Error::Denied`].
    pub fn take_usual_routines(&self, actor: &Actor) -> Reply<Written<usize>> {
        let (actor, now) = (actor.clone(), self.now());
        self.transact(move |write, changed| {
            permission::supervisor(&actor, "设定例行事务")?;
            let kept = write.routines(now)?;
            let known = |routine: &Routine| kept.iter().any(|one| one.routine.title == routine.title);
            let new: Vec<&Routine> = office::usual_routines().iter().filter(|one| !known(one)).collect();
            for routine in &new {
                let said = CounterEvent::RoutineSaved { routine: (*routine).clone() };
                write.record_routine(None, &said, RecordedBy::of(&actor, now))?;
            }
            changed.learning = true;
            Ok(new.len())
        })
    }

    /// Keeps a routine no longer; the supervisor's.
    ///
    /// Errors: [`Error::Denied`].
    pub fn drop_routine(&self, actor: &Actor, id: RoutineId) -> Reply<Written<()>> {
        let (actor, now) = (actor.clone(), self.now());
        self.transact(move |write, changed| {
            permission::supervisor(&actor, "设定例行事务")?;
            changed.learning = true;
            write.record_routine(Some(id), &CounterEvent::RoutineDropped {}, RecordedBy::of(&actor, now))?;
            Ok(())
        })
    }

    /// Signs a routine for one of its days.
    ///
    /// Errors: [`Error::Denied`] for who does not owe it; [`Error::Refused`] when that day is signed, is none of its
    /// days or too far ahead.
    pub fn sign_routine(
        &self,
        actor: &Actor,
        id: RoutineId,
        day: NaiveDate,
        found: &str,
    ) -> Reply<Written<()>> {
        let (actor, now, found) = (actor.clone(), self.now(), found.trim().to_owned());
        self.transact(move |write, changed| {
            let all = write.routines(now)?;
            let one = all.iter().find(|one| one.id == id);
            let one = one.ok_or_else(|| Error::Refused("这项例行事务已经不做了，没有签。".into()))?;
            one.routine.signs(&actor, &write.staff()?)?;
            if let Some(signed) = one.signed.iter().find(|signed| signed.day == day) {
                let by = &signed.by;
                return Err(Error::Refused(format!("这一次已由{by}签过，没有再签。")));
            }
            if !one.open(now.date()).contains(&day) {
                return Err(Error::Refused("这一天不用签，或者还没到可以签的时候。".into()));
            }
            let said = CounterEvent::RoutineSigned { day, found };
            limits::fits(&said)?;
            changed.learning = true;
            write.record_routine(Some(id), &said, RecordedBy::of(&actor, now))?;
            Ok(())
        })
    }
}
