//! 《派工单》: the unified work order of a case, for the house's own people and firms. Numbered as form 4, the slips that hand
//! something over. Ledger 16-06.

use crate::domain::work_order::WorkOrder;
use crate::paper::form::sections::{BODY, BY_HAND, WIDTH, fields, long};
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation};
use crate::paper::wording::signatures;

/// The order of the case with this number.
pub fn work_order(number: &str, order: &WorkOrder) -> Form {
    let mut rows: Vec<_> = order.lines.iter().map(|(label, words)| long(label, words, 7.0)).collect();
    rows.push(long("处理情况", "", 24.0));
    rows.push(fields(&[("到场时间", ""), ("完成时间", "")]).at_least(BY_HAND));
    rows.push(long("用料和费用", "", 12.0));
    Form {
        number: "表 4",
        title: "派工单".to_owned(),
        further: "",
        reference: format!("编号 {number}"),
        caption: String::new(),
        mark: "内部使用".to_owned(),
        orientation: Orientation::Portrait,
        blocks: vec![
            Block::of(rows),
            signatures(WIDTH, &[("派工人", ""), ("处理人", ""), ("业主确认", "")], BODY),
        ],
    }
}
