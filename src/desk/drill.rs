//! 演练: what was played is kept in the log, apart from all cases; who may see it, `domain::permission` says.
//! Ledger 17-05 to 17-07.

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::limits;
use crate::desk::reply::{Reply, Written};
use crate::domain::counter_event::CounterEvent;
use crate::domain::drill::{DrillId, DrillRun};
use crate::domain::drill_now::DrillNow;
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::store::append::RecordedBy;

impl Desk {
    /// The drills that this person may see, the oldest first: one's own, and the supervisor everybody's.
    pub fn drills(&self, actor: &Actor) -> Reply<Vec<DrillNow>> {
        let (actor, now) = (actor.clone(), self.now());
        self.ask(move |db| {
            let all = db.drills(now)?;
            Ok(all.into_iter().filter(|one| permission::sees_drills_of(&actor, &one.by)).collect())
        })
    }

    /// Keeps a drill that this person has played.
    ///
    /// Errors: [`Error::Denied`]; [`Error::Refused`] when nothing was answered or something is too long.
    pub fn save_drill(&self, actor: &Actor, run: DrillRun) -> Reply<Written<DrillId>> {
        let (actor, now) = (actor.clone(), self.now());
        let trimmed = |text: String| text.trim().to_owned();
        let run = DrillRun {
            participants: trimmed(run.participants),
            result: trimmed(run.result),
            follow_up: trimmed(run.follow_up),
            ..run
        };
        self.transact(move |write, changed| {
            permission::works_here(&actor)?;
            if let Some(problem) = run.problem() {
                return Err(Error::Refused(format!("{problem}没有保存。")));
            }
            limits::fits(&run)?;
            changed.learning = true;
            let said = CounterEvent::DrillDone { run: Box::new(run) };
            Ok(write.record_drill(None, &said, RecordedBy::of(&actor, now))?)
        })
    }

    /// Notes what came of a drill's follow-up: whoever may see the drill may add to it. Ledger 17-07.
    ///
    /// Errors: [`Error::Denied`]; [`Error::Refused`] for a drill that is not there, or without words.
    pub fn follow_up_drill(&self, actor: &Actor, id: DrillId, words: &str) -> Reply<Written<()>> {
        let (actor, now, words) = (actor.clone(), self.now(), words.trim().to_owned());
        self.transact(move |write, changed| {
            permission::works_here(&actor)?;
            let all = write.drills(now)?;
            let one = all.iter().find(|one| one.id == id);
            // To whom it does not belong it is not there.
            if !one.is_some_and(|one| permission::sees_drills_of(&actor, &one.by)) {
                return Err(Error::Refused("没有这次演练，没有保存。".into()));
            }
            if words.is_empty() {
                return Err(Error::Refused("请写后续做了什么，没有保存。".into()));
            }
            let said = CounterEvent::DrillFollowedUp { words };
            limits::fits(&said)?;
            changed.learning = true;
            write.record_drill(Some(id), &said, RecordedBy::of(&actor, now))?;
            Ok(())
        })
    }
}
