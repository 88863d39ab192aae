//! Form 10 《温馨提示》, 《告业主书》, 《进展通知》: a notice in large type, posted where people pass. Ledger 11-14, 12-38.

use crate::domain::code::NoticeKind;
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Which of the three.
    pub kind: NoticeKind,
    /// What it is about.
    pub what: String,
    /// Free words, line by line.
    pub words: String,
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

impl Default for Notice {
    /// A 温馨提示 to be filled in.
    fn default() -> Self {
        let empty = String::new;
        Self {
            kind: NoticeKind::Reminder,
            what: empty(),
            words: empty(),
            place: empty(),
            since: empty(),
            measure: empty(),
            expected: empty(),
            contact: empty(),
            property: empty(),
        }
    }
}

/// A line of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoticeField {
    /// 事项.
    What,
    /// 内容, in free words.
    Words,
    /// 地点.
    Place,
    /// 开始时间.
    Since,
    /// 处理措施: what is being done, or was.
    Measure,
    /// 恢复时间, expected or come.
    Expected,
    /// 联系电话.
    Contact,
}

impl NoticeField {
    /// The lines of a notice of this kind, in the order of the paper.
    pub fn of(kind: NoticeKind) -> &'static [Self] {
        use NoticeField::{Contact, Expected, Measure, Place, Since, What, Words};
        match kind {
            NoticeKind::Reminder => &[What, Words, Place, Since, Measure, Expected, Contact],
            NoticeKind::Owners => &[What, Words, Place, Since, Contact],
            NoticeKind::Progress => &[What, Place, Words, Measure, Expected, Contact],
        }
    }

    /// Its name on screen and paper.
    pub fn label(self, kind: NoticeKind) -> &'static str {
        let progress = kind == NoticeKind::Progress;
        match self {
            Self::What => "事项",
            Self::Words if progress => "目前进展",
            Self::Words => "内容",
            Self::Place => "地点",
            Self::Since => "开始时间",
            Self::Measure if progress => "后续安排",
            Self::Measure => "处理措施",
            Self::Expected if progress => "预计完成",
            Self::Expected => "恢复时间",
            Self::Contact => "联系电话",
        }
    }

    /// What is typed there.
    pub fn get(self, notice: &Notice) -> &str {
        match self {
            Self::What => &notice.what,
            Self::Words => &notice.words,
            Self::Place => &notice.place,
            Self::Since => &notice.since,
            Self::Measure => &notice.measure,
            Self::Expected => &notice.expected,
            Self::Contact => &notice.contact,
        }
    }

    /// Types it.
    pub fn set(self, notice: &mut Notice, text: String) {
        let line = match self {
            Self::What => &mut notice.what,
            Self::Words => &mut notice.words,
            Self::Place => &mut notice.place,
            Self::Since => &mut notice.since,
            Self::Measure => &mut notice.measure,
            Self::Expected => &mut notice.expected,
            Self::Contact => &mut notice.contact,
        };
        *line = text;
    }
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
pub fn notice(typed: &Notice, updated_at: Moment) -> Form {
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
    let kind = typed.kind;
    let filled = |field: NoticeField| !field.get(typed).trim().is_empty();
    let worded = filled(NoticeField::Words);
    // Without words of its own every line stands there, to be filled in by hand; a 温馨提示 is about an outage then.
    let stands = |field: &NoticeField| {
        let by_hand = *field != NoticeField::Words || kind != NoticeKind::Reminder;
        filled(*field) || (!worded && by_hand)
    };
    let outage = !worded || [NoticeField::Measure, NoticeField::Expected].into_iter().any(filled);
    let thanks = match kind {
        NoticeKind::Reminder if outage => "给您带来不便，我们深表歉意，感谢您的配合。",
        NoticeKind::Reminder | NoticeKind::Owners => "感谢您的理解和配合。",
        NoticeKind::Progress => "让您久等，我们深表歉意，有新的进展再贴出来。",
    };
    let fields = NoticeField::of(kind).iter().filter(|field| stands(field));
    let lines = fields.flat_map(|field| line(&spread(field.label(kind)), field.get(typed))).collect();
    Form {
        number: "表 10",
        title: String::new(),
        further: further(kind),
        reference: String::new(),
        caption: String::new(),
        mark: String::new(),
        orientation: Orientation::Portrait,
        blocks: vec![
            Block::of(vec![centred(kind.label(), CAPTION, 40.0)]).unframed(),
            Block::of(vec![centred("各位业主、住户：", Style::bold(22.0), 18.0)]).unframed(),
            Block::of(lines).below(6.0),
            Block::of(vec![centred(thanks, WORDS, 20.0)]).unframed().below(6.0),
            Block::of(vec![right(&typed.property), right(&format!("更新于 {}", updated_at.long()))])
                .unframed()
                .below(4.0)
                .attached(),
        ],
    }
}

/// What stands on top of further pages: no posted page is without its title.
fn further(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Reminder => "温馨提示（续）",
        NoticeKind::Owners => "告业主书（续）",
        NoticeKind::Progress => "进展通知（续）",
    }
}

/// A label of two characters as wide as one of four.
fn spread(label: &str) -> String {
    let characters: Vec<String> = label.chars().map(String::from).collect();
    if characters.len() == 2 { characters.join("　　") } else { label.to_owned() }
}
