//! Taking back what an import brought, as one lot.

use crate::desk::error::Error;
use crate::desk::handle::{Desk, settings_of};
use crate::desk::reply::{Reply, Written};
use crate::desk::roster::STEWARDS;
use crate::domain::event::{Event, EventKind};
use crate::domain::household::Steward;
use crate::domain::imported::{BookKind, ImportBatch};
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::store::append::RecordedBy;
use crate::store::derive::derive;

/// What was taken back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Undone {
    /// Cases or households that are as they were before.
    pub taken_back: usize,
    /// Those that somebody worked on since; they stay.
    pub kept: usize,
}

impl Desk {
    /// Every lot that was imported, the newest first.
    pub fn imports(&self) -> Reply<Vec<ImportBatch>> {
        self.ask(|db| Ok(db.imports()?))
    }

    /// Takes a lot back: its cases are voided with the mark of the lot, count in no period and stand in no list, its
    /// households and the stewards are as they were before. What somebody worked on since stays.
    ///
    /// Errors: [`Error::SupervisorOnly`]; [`Error::Refused`] when it was undone already.
    pub fn undo_import(&self, actor: &Actor, batch: i64) -> Reply<Written<Undone>> {
        let (actor, now) = (actor.clone(), self.now());
        self.transact(move |write, changed| {
            permission::supervisor(&actor, "撤销导入")?;
            let lot: Option<ImportBatch> =
                write.imports()?.into_iter().find(|lot| lot.id == batch && !lot.undone);
            let lot = lot.ok_or_else(|| Error::Refused("这次导入已经撤销过，没有再改动任何数据。".into()))?;
            let hand = RecordedBy::of(&actor, now);
            let mut undone = Undone::default();
            match lot.kind {
                BookKind::Roster => {
                    (undone.taken_back, undone.kept) = write.restore_households(batch, hand)?;
                    write.restore_setting::<Vec<Steward>>(STEWARDS, batch, hand)?;
                }
                BookKind::Ledger => {
                    let rules = settings_of(write)?.rules;
                    for number in write.cases_of_batch(batch)? {
                        let Some(mut case) = write.case(number)? else { continue };
                        if write.was_touched_after_import(number)? {
                            undone.kept += 1;
                            continue;
                        }
                        let reason = format!("撤销导入「{}」", lot.file);
                        let event = Event {
                            by_id: actor.id,
                            ..Event::new(now, actor.name.clone(), EventKind::Voided { reason })
                        };
                        write.record_events(number, std::slice::from_ref(&event), now)?;
                        case.events.push(event);
                        write.put(&case, &derive(&case, &rules))?;
                        undone.taken_back += 1;
                    }
                }
            }
            write.close_batch(&lot, hand)?;
            changed.everything = true;
            Ok(undone)
        })
    }
}
