//! Form 10 《温馨提示》: a notice in large type, posted where people pass. Ledger 11-14, 12-38.

use crate::domain::time::Moment;
use crate::paper::form::sections::WIDTH;
use crate::paper::layout::boxes::{Align, Cell, Row};
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation};
use crate::paper::layout::text::Style;

const CAPTION: Style = Style::bold(44.0);
const LABEL: Style = Style::bold(20.0);
const WORDS: Style = Style::regular(20.0);
const SMALL: Style = Style::regular(16.0);
/// The width of the labels, in millimetres.
const LABELS: f32 = 40.0;

/// What the notice says: typed for the public, never taken from a customer's record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notice {
    /// What is out of order.
    pub what: String,
    /// Where.
    pub place: String,
    /// Since when, as written.
    pub since: String,
    /// What is being done.
    pub measure: String,
    /// When it is expected to be over, as written.
    pub expected: String,
    /// Whom to call.
    pub contact: String,
    /// Who posts it: the property's name.
    pub property: String,
}

/// The notice as it stands at `updated_at`.
pub fn notice(notice: &Notice, updated_at: Moment) -> Form {
    let line = |label: &str, text: &str| {
        let label = Cell::new(LABELS, label, LABEL);
        Row::new(vec![label.bare(), Cell::new(WIDTH - LABELS, text, WORDS).bare()]).at_least(16.0)
    };
    let centred = |text: &str, style: Style, height: f32| {
        Row::new(vec![Cell::new(WIDTH, text, style).align(Align::Center).middle().bare()]).at_least(height)
    };
    let right = |text: &str| Row::new(vec![Cell::new(WIDTH, text, SMALL).align(Align::Right).bare()]);
    let lines = [
        ("事　　项", &notice.what),
        ("地　　点", &notice.place),
        ("开始时间", &notice.since),
        ("正在采取", &notice.measure),
        ("预计恢复", &notice.expected),
        ("联系电话", &notice.contact),
    ];
    let lines = lines.into_iter().map(|(label, text)| line(label, text)).collect();
    Form {
        number: "表 10",
        title: String::new(),
        reference: String::new(),
        caption: String::new(),
        mark: String::new(),
        orientation: Orientation::Portrait,
        blocks: vec![
            Block::of(vec![centred("温馨提示", CAPTION, 40.0)]).unframed(),
            Block::of(vec![centred("各位业主、住户：", Style::bold(22.0), 18.0)]).unframed(),
            Block::of(lines).below(6.0),
            Block::of(vec![centred("给您带来不便，敬请谅解，感谢您的配合。", WORDS, 20.0)])
                .unframed()
                .below(6.0),
            Block::of(vec![right(&notice.property), right(&format!("更新于 {}", updated_at.long()))])
                .unframed()
                .below(4.0)
                .attached(),
        ],
    }
}
