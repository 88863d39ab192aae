//! Laying out: from text in boxes to pages with everything at its place. Knows no form and no case.

pub mod boxes;
pub mod canvas;
pub mod chart;
pub mod flow;
pub mod font;
pub mod page;
pub mod table;
pub mod text;
