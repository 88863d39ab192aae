//! The views of the register, kept for everybody at the counter.

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::reply::{Reply, Written};
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::domain::saved_view::{SavedView, with};
use crate::store::append::RecordedBy;

/// Key of the views.
const VIEWS: &str = "register_views";

impl Desk {
    /// The views, in the order of their making.
    pub fn saved_views(&self) -> Reply<Vec<SavedView>> {
        self.ask(|db| Ok(db.setting(VIEWS)?.unwrap_or_default()))
    }

    /// Keeps a view, in place of the one of its name; answers all views.
    ///
    /// Errors: [`Error::Denied`]; [`Error::Refused`] when the name will not do.
    pub fn save_view(&self, actor: &Actor, view: SavedView) -> Reply<Written<Vec<SavedView>>> {
        self.change_views(actor, move |views| with(views, view).map_err(Error::Refused))
    }

    /// Takes a view away; answers those that are left.
    ///
    /// Errors: [`Error::Denied`].
    pub fn drop_view(&self, actor: &Actor, name: &str) -> Reply<Written<Vec<SavedView>>> {
        let name = name.to_owned();
        self.change_views(actor, move |mut views| {
            views.retain(|view| view.name != name);
            Ok(views)
        })
    }

    fn change_views(
        &self,
        actor: &Actor,
        change: impl FnOnce(Vec<SavedView>) -> Result<Vec<SavedView>, Error> + Send + 'static,
    ) -> Reply<Written<Vec<SavedView>>> {
        let (actor, now) = (actor.clone(), self.now());
        self.transact(move |write, _| {
            permission::works_here(&actor)?;
            let views = change(write.setting(VIEWS)?.unwrap_or_default())?;
            write.set(VIEWS, &views, RecordedBy::of(&actor, now))?;
            Ok(views)
        })
    }
}
