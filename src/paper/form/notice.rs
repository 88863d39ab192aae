//! Form 10 《温馨提示》: a notice in large type, posted where people pass. Ledger 11-14, 12-38.

use crate::domain::outage::OutageKind;
use crate::domain::outage_now::OutageNow;
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
/// The room between two lines.
const GAP: Style = Style::regular(9.0);
/// Free space inside the frame, left and right, in millimetres.
const EDGE: f32 = 4.0;
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

impl Notice {
    /// What a 公共事件 says for everybody; whom to call and who posts it is not its own.
    pub fn of(one: &OutageNow) -> Self {
        let outage = &one.outage;
        let what = match outage.kind {
            OutageKind::Other => outage.notice.clone(),
            kind if outage.notice.is_empty() => kind.label().to_owned(),
            kind => format!("{}：{}", kind.label(), outage.notice),
        };
        let (measure, expected) = match &one.end {
            Some(end) => (end.result.clone(), format!("已于 {} 恢复", end.at.long())),
            None => {
                let expected = outage
                    .expected
                    .map_or("正在确认，有消息即通知".to_owned(), |at| format!("{} 前", at.long()));
                (outage.measure.clone(), expected)
            }
        };
        let since = outage.since.long();
        Self { what, place: outage.place.clone(), since, measure, expected, ..Self::default() }
    }
}

/// The notice as it stands at `updated_at`.
pub fn notice(notice: &Notice, updated_at: Moment) -> Form {
    let line = |label: &str, text: &str| {
        let label = Cell::new(LABELS, label, LABEL);
        // Large type keeps its distance from the frame.
        let edge = || Cell::new(EDGE, "", GAP).bare();
        let text = Cell::new(WIDTH - LABELS - 2.0 * EDGE, text, WORDS).bare();
        let words = Row::new(vec![edge(), label.bare(), text, edge()]);
        // However long the words are, the next line keeps its distance.
        [words, Row::new(vec![Cell::new(WIDTH, "", GAP).bare()])]
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
    let lines = lines.into_iter().flat_map(|(label, text)| line(label, text)).collect();
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
