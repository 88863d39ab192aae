//! 受理: the guided form for walk-in and phone, a plain form for the other channels; several open at once as
//! tabs, each on disk within a second of typing.
//!
//! | file | subject |
//! |---|---|
//! | `form`, `progress`, `answer`, `escalate`, `choices` | one form without a window: what it holds, its way, what answers and choices do to it |
//! | `screen`, `tabs`, `way`, `known`, `save`, `phrases` | the screen: routing, forms and drafts, from step to step, the known caller, the number |
//! | `view`, `foot`, `reception_clock`, `panel`, `derived` | the frame: tabs, rail, foot; what to say beside the form, worked out when something changes |
//! | `step`, `plain`, `words`, `who`, `caller`, `roster_note`, `matter`, `proposals`, `fields` | the fields, by step |
//! | `reading`, `message` | how what is typed was understood; what happens on the screen |

mod answer;
mod caller;
mod choices;
mod derived;
mod escalate;
mod fields;
mod foot;
mod form;
mod known;
mod matter;
mod message;
mod panel;

mod phrases;
mod plain;
mod progress;
mod proposals;
mod reading;
mod reception_clock;
mod roster_note;
mod save;
mod screen;
mod step;
mod tabs;
mod view;
mod way;
mod who;
mod words;

pub use message::{Message, Typed};
pub use screen::Intake;
