//! 受理单: one case with everything that happened and everything that can be done now.
//!
//! | file | what lives there |
//! |---|---|
//! | `screen` | the screen itself: what is shown, where it opens, which message leads where |
//! | `act` | what can be done, one file an act |
//! | `pasted` | files whose paths lie in the clipboard |
//! | `personal` | what is kept of the owner, as a file |
//! | `precedents` | how earlier cases were solved, beside the form of a solution |
//! | `saving` | what a form says goes on record |
//! | `drafts` | what is being written lies on disk until then |
//! | `speaking` | what to say beside the form, and what was said |
//! | `attachments` | the files of the case; `files` is how they look, `pictures` those that can be shown |
//! | `online` | the online data of a case and its agreed wording |
//! | `form_panel` | the form of the act that is open, with its buttons |
//! | `acts` | the acts at the foot, and all of them in groups |
//! | `derived` | what follows from the case, worked out when something changes |
//! | `view` | the frame: who and what, what is owed, the particulars |
//! | `tasks` | who does what, which waits for which |
//! | `timeline` | what happened, in words |
//! | `message` | what happens on the screen |

pub mod act;
mod acts;
mod attachments;
mod derived;
mod drafts;
mod files;
mod form_panel;
mod message;
mod online;
mod pasted;
mod personal;
mod pictures;
mod precedents;
mod saving;
pub mod screen;
mod speaking;
mod tasks;
mod timeline;
mod view;

pub use message::Message;
pub use screen::Case;
