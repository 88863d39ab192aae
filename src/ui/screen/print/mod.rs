//! The print dialog over the window: which paper, its pages as the print will have them, and what becomes of it – print,
//! open, save.
//!
//! | file | what lives there |
//! |---|---|
//! | `print_dialog` | the state and what happens |
//! | `view` | what stands in the dialog |
//! | `page_view` | a page as a picture |
//! | `notice` | the lines of form 10 |

pub mod notice;
mod page_view;
mod print_dialog;
mod view;

pub use print_dialog::{Message, Output, PrintDialog};
