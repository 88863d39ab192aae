//! 网上值守: who watches which forum or group, and when somebody last looked. Ledger 15-01.

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::limits;
use crate::desk::reply::{Reply, Written};
use crate::domain::counter_event::CounterEvent;
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::domain::watch::{WatchId, WatchedPlace};
use crate::domain::watch_now::WatchNow;
use crate::store::append::RecordedBy;

impl Desk {
    /// The places that are watched, the oldest first.
    pub fn watches(&self) -> Reply<Vec<WatchNow>> {
        let now = self.now();
        self.ask(move |db| Ok(db.watches(now)?))
    }

    /// Sets who watches a place, a new one without an id; the supervisor's.
    ///
    /// Errors: [`Error::Denied`]; [`Error::Refused`] when something is missing or too long.
    pub fn save_watch(
        &self,
        actor: &Actor,
        id: Option<WatchId>,
        place: WatchedPlace,
    ) -> Reply<Written<WatchId>> {
        let (actor, now) = (actor.clone(), self.now());
        let place = WatchedPlace {
            platform: place.platform.trim().to_owned(),
            link: place.link.trim().to_owned(),
            watcher: place.watcher.trim().to_owned(),
        };
        self.transact(move |write, changed| {
            permission::supervisor(&actor, "安排网上值守")?;
            if let Some(problem) = place.problem() {
                return Err(Error::Refused(format!("{problem}没有保存。")));
            }
            limits::fits(&place)?;
            changed.learning = true;
            let said = CounterEvent::WatchSaved { place };
            Ok(write.record_watch(id, &said, RecordedBy::of(&actor, now))?)
        })
    }

    /// Watches a place no longer; the supervisor's.
    ///
    /// Errors: [`Error::Denied`].
    pub fn drop_watch(&self, actor: &Actor, id: WatchId) -> Reply<Written<()>> {
        let (actor, now) = (actor.clone(), self.now());
        self.transact(move |write, changed| {
            permission::supervisor(&actor, "安排网上值守")?;
            changed.learning = true;
            write.record_watch(Some(id), &CounterEvent::WatchDropped {}, RecordedBy::of(&actor, now))?;
            Ok(())
        })
    }

    /// Notes that somebody looked at a place, and what was found there.
    ///
    /// Errors: [`Error::Denied`]; [`Error::Refused`] for a place that is no longer watched.
    pub fn look_at_watch(&self, actor: &Actor, id: WatchId, found: &str) -> Reply<Written<()>> {
        let (actor, now, found) = (actor.clone(), self.now(), found.trim().to_owned());
        self.transact(move |write, changed| {
            permission::works_here(&actor)?;
            if !write.watches(now)?.iter().any(|one| one.id == id) {
                return Err(Error::Refused("这个地方已经不看了，没有记。".into()));
            }
            let said = CounterEvent::WatchLooked { found };
            limits::fits(&said)?;
            changed.learning = true;
            write.record_watch(Some(id), &said, RecordedBy::of(&actor, now))?;
            Ok(())
        })
    }
}
