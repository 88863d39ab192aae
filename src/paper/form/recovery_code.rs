//! 《恢复码》: the sheet that is printed once, sealed and locked away: what a supervisor needs who has forgotten the PIN. It
//! bears no number, because it is no record of the counter. Rules §10.

use crate::paper::form::sections::{LETTER, WIDTH, letter_block, paragraph};
use crate::paper::layout::boxes::{Align, Cell, Row};
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation};
use crate::paper::layout::text::Style;

/// Read from paper and typed: large, and its groups apart.
const CODE: Style = Style::bold(26.0);

/// The sheet with this code.
pub fn recovery_code(code: &str) -> Form {
    let code = Row::new(vec![Cell::new(WIDTH, code, CODE).align(Align::Center).middle()]).at_least(26.0);
    let line = |label: &str| {
        Row::new(vec![Cell::label(40.0, label, LETTER), Cell::new(WIDTH - 40.0, "", LETTER)]).at_least(11.0)
    };
    Form {
        number: "恢复码",
        title: "客服主任 PIN 恢复码".to_owned(),
        further: "",
        reference: String::new(),
        caption: String::new(),
        mark: "封存".to_owned(),
        orientation: Orientation::Portrait,
        blocks: vec![
            letter_block(vec![
                paragraph("客服主任忘了 PIN 时，凭这张纸上的恢复码重设。请装进信封，签封口，锁进保险柜。"),
            ]),
            Block::of(vec![code]).below(6.0),
            letter_block(vec![
                paragraph("用法：打开听诉，点自己的姓名，再点“忘记 PIN”，输入恢复码和新的 PIN。大小写和横线不影响。"),
                paragraph("恢复码用过一次就作废，听诉会当场给出新的一张。制作新的恢复码，旧的也作废。"),
                paragraph("电脑里不存这个恢复码，这张纸丢了查不回来；丢了请客服主任到“设置”里重做一张，旧的作废。"),
            ])
            .below(6.0),
            Block::of(vec![line("封存人"), line("封存日期"), line("存放处")]).below(6.0),
        ],
    }
}
