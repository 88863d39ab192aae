//! Form 2 《顾客投诉处理记录表》: one case, upright, 内部联 and 业主联. Ledger 11-03, 11-04, 11-09.

mod customer_copy;
mod facts;
mod process;
mod sections;
mod steps;

use crate::domain::case::Case;
use crate::domain::event::EventKind;
use crate::paper::error::Error;
use crate::paper::form::customer_record::CustomerRecord;
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation, PrintInfo};
use crate::paper::layout::table::bar;
use crate::paper::render;
use crate::paper::wording::{Labels, signatures};

pub use customer_copy::customer;

use facts::{classes, intake, words};
use sections::{BODY, Body, HEAD, NUMBER, TITLE, WIDTH, listed, numbered};
use steps::{answers, closures, escalations, investigations, lessons, results, solutions, visits};

/// Which print of form 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordCopy {
    /// 内部联: complete.
    Internal,
    /// 业主联: nothing internal, with the box for the customer's signature.
    Customer,
}

/// Form 2 of a case as PDF.
///
/// # Errors
/// [`Error`] when the PDF cannot be written.
pub fn handling_record(
    case: &Case,
    labels: &Labels,
    info: &PrintInfo,
    copy: RecordCopy,
) -> Result<Vec<u8>, Error> {
    let form = match copy {
        RecordCopy::Internal => internal(case, labels),
        RecordCopy::Customer => customer(&CustomerRecord::of(case), info),
    };
    render::pdf(&form.title, &form.pages(info))
}

/// 内部联: everything the record holds but motive and staff fault, which are the supervisor's alone.
pub fn internal(case: &Case, labels: &Labels) -> Form {
    let facts = case.facts();
    let events = case.corrected_events();
    let voided = events.iter().any(|event| matches!(event.kind, EventKind::Voided { .. }));
    let titled: Vec<(&str, Body)> = vec![
        ("受理", intake(case, &facts, labels).into()),
        ("诉求内容", words(&facts, &events).into()),
        ("分类", classes(&facts, labels).into()),
        ("现场解释与约定回复", answers(&events)),
        ("服务上移", escalations(case)),
        ("调查", investigations(&events)),
        ("处理方案与业主意见", solutions(&events)),
        ("处理过程与进展告知", listed(&process::columns(WIDTH), process::rows(&events, labels))),
        ("处理结果", results(&events)),
        ("回访", visits(&events)),
        ("关闭", closures(&events)),
        ("改进措施", lessons(&events).into()),
    ];
    let mut blocks = numbered(titled);
    let who = [
        ("业主", "签字不作为放弃权利的依据"),
        ("受理人", ""),
        ("责任人", ""),
        ("部门负责人", ""),
        (&labels.supervisor, ""),
    ];
    blocks.push(
        Block::of(signatures(WIDTH, &who, BODY).into()).headed(vec![bar("签字", WIDTH, HEAD)]).together(),
    );
    Form {
        number: NUMBER,
        title: TITLE.to_owned(),
        reference: format!("编号 {}", case.number),
        mark: if voided { "内部联　已作废" } else { "内部联" }.to_owned(),
        orientation: Orientation::Portrait,
        blocks,
    }
}
