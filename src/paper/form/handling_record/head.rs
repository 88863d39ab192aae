//! The head that all prints of form 2 have.

use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation};

/// Form 2 with its number and title; `mark` says which print it is.
pub fn titled(case_number: &str, mark: &str, blocks: Vec<Block>) -> Form {
    Form {
        number: "表 2",
        title: "顾客投诉处理记录表".to_owned(),
        reference: format!("编号 {case_number}"),
        caption: String::new(),
        mark: mark.to_owned(),
        orientation: Orientation::Portrait,
        blocks,
    }
}
