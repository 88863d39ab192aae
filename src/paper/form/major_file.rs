//! Form 7 《重大投诉卷》: cover and index with page numbers, then the papers of the case in order; attachments are
//! listed. Ledger 11-11, rules §7.

use crate::domain::case::Case;
use crate::domain::event::EventKind;
use crate::domain::time::Moment;
use crate::paper::form::sections::{BODY, HEAD, WIDTH, fields, listed, long};
use crate::paper::layout::boxes::{Align, Cell, Row};
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation, page_counts};
use crate::paper::layout::table::{Column, section};
use crate::paper::layout::text::Style;
use crate::paper::wording::{person, signatures, stamp};

/// What the file is made from.
#[derive(Debug, Clone, PartialEq)]
pub struct MajorFile {
    /// The file's own number `ZD-YYYY-NN`; empty leaves it to be written in by hand.
    pub file_number: String,
    /// What stands on the cover.
    pub cover: Cover,
    /// The papers, in the order of the file, each with what the index calls it.
    pub papers: Vec<(String, Form)>,
    /// What is kept outside the paper.
    pub attachments: Vec<Attachment>,
}

/// The cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// Case number.
    pub number: String,
    /// The customer with title and relation.
    pub person: String,
    /// The room.
    pub room: String,
    /// What it is about.
    pub gist: String,
    /// The marks of the case.
    pub flags: String,
    /// When it was received.
    pub received_at: Moment,
    /// When it was closed; `None` while open.
    pub closed_at: Option<Moment>,
    /// Who deals with it.
    pub handler: String,
    /// The department; may be empty.
    pub department: String,
}

/// A picture, recording or document that was kept with the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// When it was added.
    pub at: Moment,
    /// The name of the file.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// The first 8 digits of the SHA-256 of the file.
    pub check: String,
    /// Who added it.
    pub by: String,
}

impl Cover {
    /// The cover of a case; `handler` deals with it now.
    pub fn of(case: &Case, handler: String) -> Self {
        let facts = case.facts();
        let ended = case.corrected_events();
        let closed_at = ended.iter().rev().find_map(|event| match event.kind {
            EventKind::Closed { .. } => Some(Some(event.at)),
            EventKind::Reopened { .. } => Some(None),
            _ => None,
        });
        Self {
            number: case.number.to_string(),
            person: person(&facts.complainant),
            room: facts.complainant.room.clone().unwrap_or_default(),
            gist: facts.gist(),
            flags: facts.flags.iter().map(|flag| flag.label()).collect::<Vec<_>>().join("、"),
            received_at: facts.received_at,
            closed_at: closed_at.flatten(),
            handler,
            department: facts.department.clone().unwrap_or_default(),
        }
    }
}

/// What was kept with a case, in order.
pub fn attachments(case: &Case) -> Vec<Attachment> {
    let kept = case.events.iter().filter_map(|event| match &event.kind {
        EventKind::Attachment { name, sha256, size } => Some(Attachment {
            at: event.at,
            name: name.clone(),
            size: *size,
            check: sha256.chars().take(8).collect(),
            by: event.by.clone(),
        }),
        _ => None,
    });
    kept.collect()
}

/// The whole file: the cover with the index first, then every paper.
pub fn major_file(file: &MajorFile) -> Vec<Form> {
    let papers: Vec<Form> = file.papers.iter().map(|(_, form)| form.clone()).collect();
    let counts = page_counts(&papers);
    // The index is as long whatever page numbers stand in it: its rows do not grow with their digits.
    let front = page_counts(&[cover(file, &vec![(0, 0); papers.len()])]).iter().sum::<usize>();
    let mut places = Vec::with_capacity(papers.len());
    let mut next = front + 1;
    for count in counts {
        places.push((next, next + count.saturating_sub(1)));
        next += count;
    }
    std::iter::once(cover(file, &places)).chain(papers).collect()
}

fn cover(file: &MajorFile, places: &[(usize, usize)]) -> Form {
    let cover = &file.cover;
    let caption = |text: &str, style: Style, height: f32| {
        Row::new(vec![Cell::new(WIDTH, text, style).align(Align::Center).middle().bare()]).at_least(height)
    };
    let closed = cover.closed_at.map(stamp).unwrap_or_default();
    let about = vec![
        fields(&[("案卷编号", &file.file_number), ("受理编号", &cover.number)]),
        fields(&[("业主", &cover.person), ("房号", &cover.room)]),
        long("事由", &cover.gist, 14.0),
        long("标记", &cover.flags, 8.0),
        fields(&[("受理时间", &stamp(cover.received_at)), ("关闭时间", &closed)]),
        fields(&[("责任人", &cover.handler), ("责任部门", &cover.department)]),
    ];
    let blocks = vec![
        Block::of(vec![caption("重大投诉卷", Style::bold(30.0), 34.0)]).unframed(),
        Block::of(about),
        index(file, places).below(5.0),
        kept(file).below(5.0),
        signatures(WIDTH, &[("立卷人", ""), ("审核人", "")], BODY).below(3.0),
    ];
    Form {
        number: "表 7",
        title: String::new(),
        reference: format!("编号 {}", cover.number),
        caption: String::new(),
        mark: "内部使用".to_owned(),
        orientation: Orientation::Portrait,
        blocks,
    }
}

fn index(file: &MajorFile, places: &[(usize, usize)]) -> Block {
    let columns =
        [Column::code("序号", 16.0), Column::text("材料", WIDTH - 46.0), Column::code("页码", 30.0)];
    let rows = file.papers.iter().zip(places).enumerate().map(|(index, ((name, _), (first, last)))| {
        let pages = if first == last { first.to_string() } else { format!("{first}－{last}") };
        vec![(index + 1).to_string(), name.clone(), pages]
    });
    let body = listed(&columns, rows.collect());
    section("卷内目录", WIDTH, HEAD, body.heads, body.rows)
}

/// What is kept in the data folder beside the file.
fn kept(file: &MajorFile) -> Block {
    let columns = [
        Column::code("时间", 36.0),
        Column::text("附件", 74.0),
        Column::figure("大小（字节）", 26.0),
        Column::code("校验", 24.0),
        Column::name("添加人", 20.0),
    ];
    let rows = file.attachments.iter().map(|one| {
        vec![stamp(one.at), one.name.clone(), one.size.to_string(), one.check.clone(), one.by.clone()]
    });
    let body = listed(&columns, rows.collect());
    section("附件清单", WIDTH, HEAD, body.heads, body.rows)
}
