//! The head that all prints of form 2 have, and the signatures of those that the office keeps.

use crate::paper::form::sections::{BODY, WIDTH};
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation};
use crate::paper::wording::signed_by_owner;

/// Form 2 with its number and title; `mark` says which print it is.
pub fn titled(case_number: &str, mark: &str, blocks: Vec<Block>) -> Form {
    Form {
        number: "表 2",
        title: "顾客投诉处理记录表".to_owned(),
        further: "",
        reference: format!("编号 {case_number}"),
        caption: String::new(),
        mark: mark.to_owned(),
        orientation: Orientation::Portrait,
        blocks,
    }
}

/// Who signs what the office keeps. The customer signs 业主联 alone: what stands here is not for his eyes (rules §10).
pub fn sign_off(supervisor: &str) -> Block {
    let who = [("受理人", ""), ("责任人", ""), ("部门负责人", ""), (supervisor, "")];
    signed_by_owner(WIDTH, &who, ["业主签字：见业主联。", ""], BODY)
}
