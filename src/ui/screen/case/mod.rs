//! 受理单: one case with everything that happened and everything that can be done now.
//!
//! | file | what lives there |
//! |---|---|
//! | `screen` | the screen itself: what is shown, where it opens, which message leads where |
//! | `act` | what can be done, one file an act |
//! | `saving` | what a form says goes on record |
//! | `drafts` | what is being written lies on disk until then |
//! | `speaking` | what to say beside the form, and what was said |
//! | `form_panel` | the form of the act that is open, with its buttons |
//! | `view` | the frame: who and what, what is owed, the particulars, the acts |
//! | `timeline` | what happened, in words |
//! | `message` | what happens on the screen |

pub mod act;
mod drafts;
mod form_panel;
mod message;
mod saving;
pub mod screen;
mod speaking;
mod timeline;
mod view;

pub use message::Message;
pub use screen::Case;
