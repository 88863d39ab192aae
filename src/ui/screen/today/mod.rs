//! 今日, the first screen: the open cases in the order of what presses, each line with the button that does what is
//! owed; the ways to take something in; drafts; the counts of the day.
//!
//! | file | what lives there |
//! |---|---|
//! | `screen` | the screen: what the desk is asked, which line is marked, where a press leads |
//! | `filter` | which lines are shown: tiles and chips |
//! | `line` | a case or a draft as one line |
//! | `view` | how it looks |

pub mod filter;
pub mod line;
pub mod screen;
mod view;

pub use screen::{Message, Today};
