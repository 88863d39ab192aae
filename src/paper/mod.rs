//! Every paper the counter prints, as A4 PDF bytes. The only folder that names the PDF library.
//!
//! | module | what lives there |
//! |---|---|
//! | `layout` | text, boxes, tables, charts and the flow over pages, knowing no form: a filled-in [`layout::page::Form`] becomes pages as plain values |
//! | `form` | one file or folder a form: a value of `domain` becomes a filled-in form |
//! | `wording` | how papers write times, people and ticked boxes |
//! | `render` | pages become the bytes of a PDF |
//!
//! Nothing here reads a clock, a database or a file.

pub mod error;
pub mod form;
pub mod layout;
pub mod render;
pub mod wording;

pub use error::Error;
pub use layout::page::PrintInfo;
