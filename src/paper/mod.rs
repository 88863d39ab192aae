//! Every paper the counter prints, as A4 PDF bytes. The only folder that names the PDF library.
//!
//! A form (one file each) turns a value of `domain` into a [`page::Form`]: blocks of rows of cells.
//! `flow` lays the blocks out on pages as plain values, `page` adds head and foot, `render` writes the bytes.
//! Nothing here reads a clock, a database or a file.

pub mod boxes;
pub mod canvas;
pub mod chart;
pub mod customer;
pub mod error;
pub mod font;
pub mod handling_record;
pub mod page;
pub mod page_flow;
pub mod render;
pub mod statistics;
pub mod table;
pub mod text;
pub mod wording;
pub mod work_record;

pub use error::Error;
pub use page::PrintInfo;
