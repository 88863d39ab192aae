//! What 话术 shows, as its parts are handed it.

use crate::desk::shelf::InForce;
use crate::domain::settings::Settings;
use crate::library::awaiting::Awaiting;
use crate::library::compare::Stale;
use crate::library::overlay::Overlaid;
use crate::library::situation::Situation;
use crate::library::variable::Values;
use crate::ui::screen::library::browse::{Item, Point};
use crate::ui::screen::library::cards;
use crate::ui::screen::library::chosen::Chosen;
use crate::ui::screen::library::message::LibraryTab;

/// What the screen shows.
pub struct LibraryShown<'a> {
    /// The part.
    pub tab: LibraryTab,
    /// By situation, else by step.
    pub by_situation: bool,
    /// Of a situation its facts, else what is said in it.
    pub facts: bool,
    /// The place.
    pub chosen: &'a Chosen,
    /// The words looked for.
    pub query: &'a str,
    /// The library.
    pub force: &'a InForce,
    /// All situations, with what was done to them.
    pub situations: &'a [Overlaid<Situation>],
    /// All cards, with what was done to them.
    pub heaps: &'a cards::Heaps,
    /// What needs approval.
    pub awaiting: &'a [Awaiting],
    /// What is to be compared after an update.
    pub stale: &'a Vec<Stale>,
    /// The settings.
    pub settings: &'a Settings,
    /// Its sentences at the place, or those found.
    pub items: &'a [Item],
    /// Do's and don'ts at the place.
    pub points: &'a [Point],
    /// The comparison is open.
    pub comparing: bool,
    /// The preview is of a sample.
    pub sample: bool,
    /// The values of the preview.
    pub values: &'a Values,
    /// Whether it may be changed.
    pub open: bool,
}
