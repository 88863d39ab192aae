//! What is being written on cases and is not on record yet.

use crate::desk::handle::Desk;
use crate::desk::reply::{Reply, Written};
use crate::domain::case::CaseNumber;
use crate::domain::draft::ActDraft;
use crate::domain::person::Actor;

impl Desk {
    /// What is being written on a case, or on every case, the oldest first.
    pub fn act_drafts(&self, case: Option<CaseNumber>) -> Reply<Vec<ActDraft>> {
        self.ask(move |db| Ok(db.act_drafts(case)?))
    }

    /// Keeps what is being written on a case, in place of what it was before; `content` is JSON of the form.
    ///
    /// Errors: the database's own.
    pub fn save_act_draft(
        &self,
        owner: &Actor,
        case: CaseNumber,
        act: &str,
        content: String,
    ) -> Reply<Written<()>> {
        let draft =
            ActDraft { case, act: act.to_owned(), owner: owner.name.clone(), content, saved_at: self.now() };
        self.transact(move |write, changed| {
            changed.drafts = true;
            Ok(write.save_act_draft(&draft)?)
        })
    }

    /// Takes it away: it is on record, or nobody wants it.
    ///
    /// Errors: the database's own.
    pub fn drop_act_draft(&self, case: CaseNumber, act: &str) -> Reply<Written<()>> {
        let act = act.to_owned();
        self.transact(move |write, changed| {
            changed.drafts = true;
            Ok(write.drop_act_draft(case, &act)?)
        })
    }
}
