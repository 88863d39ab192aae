//! The counter's knowledge: everybody reads it, the supervisor keeps it. Ledger group 16.

use std::sync::Arc;

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::reply::{Reply, Written};
use crate::domain::knowledge::{Knowledge, KnowledgeId};
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::store::append::RecordedBy;
use crate::store::db::Write;

impl Desk {
    /// Every entry, by kind and title, those included that do not hold today. Costs a clone of an `Arc`.
    pub fn knowledge(&self) -> Arc<Vec<Knowledge>> {
        self.shelf().get().knowledge
    }

    /// Keeps an entry, a new one or a changed one; the supervisor's.
    ///
    /// Errors: [`Error::Denied`]; [`Error::Refused`] with what is missing.
    pub fn save_knowledge(&self, actor: &Actor, entry: Knowledge) -> Reply<Written<()>> {
        self.change_knowledge(actor, move |write, hand| match entry.problem() {
            Some(problem) => Err(Error::Refused(format!("{problem}没有保存。"))),
            None => Ok(write.put_knowledge(&entry, hand)?),
        })
    }

    /// Takes an entry away; the supervisor's.
    ///
    /// Errors: [`Error::Denied`].
    pub fn drop_knowledge(&self, actor: &Actor, id: KnowledgeId) -> Reply<Written<()>> {
        self.change_knowledge(actor, move |write, hand| Ok(write.drop_knowledge(id, hand)?))
    }

    fn change_knowledge(
        &self,
        actor: &Actor,
        change: impl FnOnce(&Write<'_>, RecordedBy<'_>) -> Result<(), Error> + Send + 'static,
    ) -> Reply<Written<()>> {
        let (actor, now, shelf) = (actor.clone(), self.now(), self.shelf().clone());
        self.transact_then(
            move |write, changed| {
                permission::supervisor(&actor, "修改资料")?;
                change(write, RecordedBy::of(&actor, now))?;
                changed.library = true;
                Ok(write.knowledge()?)
            },
            move |knowledge| shelf.put_knowledge(knowledge),
        )
    }
}
