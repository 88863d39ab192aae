//! Laying out: from text in boxes to pages with everything at its place. Knows no form and no case.
//!
//! | file | what lives there |
//! |---|---|
//! | `page` `flow` | a whole paper; blocks over pages |
//! | `table` `boxes` `text` | tables, boxes, lines |
//! | `chart` `picture` | bars and lines; pictures |
//! | `canvas` `font` | a page as a value; the typefaces |

pub mod boxes;
pub mod canvas;
pub mod chart;
pub mod flow;
pub mod font;
pub mod page;
pub mod picture;
pub mod table;
pub mod text;
