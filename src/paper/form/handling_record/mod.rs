//! Form 2 《顾客投诉处理记录表》: one case, upright, 内部联 and 业主联. Ledger 11-03, 11-04, 11-09.

mod blank;
mod customer_copy;
mod facts;
mod head;
mod process;
mod steps;

use crate::domain::case::Case;
use crate::domain::event::EventKind;
use crate::paper::layout::page::Form;
use crate::paper::layout::table::bar;
use crate::paper::wording::Labels;

pub use blank::blank;
pub use customer_copy::{blank_customer, customer};

use crate::paper::form::sections::{Body, HEAD, WIDTH, listed, numbered};
use facts::{classes, intake, words};
use head::{sign_off, titled};
use steps::{
    answers, attachments, closures, escalations, investigations, lessons, results, solutions, visits,
};

/// Which print of form 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordCopy {
    /// 内部联: complete.
    Internal,
    /// 业主联: nothing internal, with the box for the customer's signature.
    Customer,
}

/// 内部联: everything the record holds but motive and staff fault, which are the supervisor's alone.
pub fn internal(case: &Case, labels: &Labels) -> Form {
    let facts = case.facts();
    let events = case.corrected_events();
    let voided = events.iter().any(|event| matches!(event.kind, EventKind::Voided { .. }));
    let mut sections: Vec<(&str, Body)> = vec![
        ("受理", intake(case, &facts, labels).into()),
        ("诉求内容", words(&facts, &events, labels).into()),
        ("分类", classes(&facts, labels).into()),
        ("现场解释与约定回复", answers(&events, labels)),
        ("服务上移", escalations(case, labels)),
        ("调查", investigations(&events, labels)),
        ("处理方案与业主意见", solutions(&events, labels)),
        ("处理过程与进展告知", listed(&process::columns(WIDTH), process::rows(&events, labels))),
        ("处理结果", results(&events, labels)),
        ("回访", visits(&events, labels)),
        ("关闭", closures(&events, labels)),
        ("改进措施", lessons(&events, labels).into()),
    ];
    if let Some(kept) = attachments(&events, labels) {
        // The last, so that 关闭 has the same number whether there are any or not.
        sections.push(("附件", kept));
    }
    let mut blocks = numbered(sections);
    blocks.push(sign_off(&labels.supervisor).headed(vec![bar("签字", WIDTH, HEAD)]));
    let mark = if voided { "内部联　已作废" } else { "内部联" };
    titled(&case.number.to_string(), mark, blocks)
}
