//! Form 7 《重大投诉卷》: cover and index with page numbers, then the papers of the case in order, and the photos and
//! screenshots that were kept with it; what cannot be printed is named. Ledger 11-11, rules §7.

use std::sync::Arc;

use crate::domain::attachment::{Attachment as Kept, size_words};
use crate::domain::case::Case;
use crate::domain::case_state::CaseState;
use crate::domain::supervisors_only::marks;
use crate::domain::time::Moment;
use crate::paper::form::sections::{BODY, HEAD, WIDTH, fields, listed, long};
use crate::paper::layout::boxes::{Align, Cell, Row, room};
use crate::paper::layout::canvas::Mark;
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation, page_counts};
use crate::paper::layout::picture::{Picture, Unshown};
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
    /// What it shows, or why it is not printed.
    pub picture: Result<Arc<Picture>, Unshown>,
}

/// The height of a picture that is wider than high, in millimetres: two such stand on a page.
const ACROSS: f32 = 100.0;
/// The height of one that is higher than wide; two stand side by side.
const UPRIGHT: f32 = 190.0;

impl Cover {
    /// The cover of a case in this state.
    pub fn of(case: &Case, state: &CaseState) -> Self {
        let facts = &state.facts;
        Self {
            number: case.number.to_string(),
            person: person(&facts.complainant),
            room: facts.complainant.room.clone().unwrap_or_default(),
            gist: facts.gist(),
            flags: marks(facts),
            received_at: facts.received_at,
            closed_at: state.closed.as_ref().map(|closed| closed.at),
            handler: state.handler.clone().unwrap_or_default(),
            department: facts.department.clone().unwrap_or_default(),
        }
    }
}

/// What was kept with a case, in order; `picture` reads one of them by its name.
pub fn attachments(case: &Case, picture: impl Fn(&Kept) -> Result<Arc<Picture>, Unshown>) -> Vec<Attachment> {
    let kept = Kept::of_case(case).into_iter().map(|one| Attachment {
        at: one.at,
        size: one.size,
        check: one.sha256.chars().take(8).collect(),
        picture: picture(&one),
        name: one.name,
        by: one.by,
    });
    kept.collect()
}

/// The whole file: the cover with the index first, then every paper.
pub fn major_file(file: &MajorFile) -> Vec<Form> {
    let mut papers: Vec<Form> = file.papers.iter().map(|(_, form)| bound(file, form)).collect();
    papers.extend(photos(file));
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

/// A paper as it lies in the file: the number of the file on every page, and no half sheet to be cut off.
fn bound(file: &MajorFile, form: &Form) -> Form {
    let mut form = form.clone();
    if form.caption.is_empty() {
        form.caption = numbered(file);
    }
    if form.orientation == Orientation::Half {
        form.orientation = Orientation::Portrait;
    }
    form
}

/// The number of the file, or a line to write it.
fn numbered(file: &MajorFile) -> String {
    let number = file.file_number.trim();
    format!("案卷 {}", if number.is_empty() { "＿＿＿＿＿＿＿＿" } else { number })
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
        further: "重大投诉卷　目录和附件清单",
        reference: format!("{}　受理编号 {}", numbered(file), cover.number),
        caption: String::new(),
        mark: "内部使用".to_owned(),
        orientation: Orientation::Portrait,
        blocks,
    }
}

fn index(file: &MajorFile, places: &[(usize, usize)]) -> Block {
    let columns = [
        Column::code("序号", 16.0),
        Column::text("材料", WIDTH - 74.0),
        Column::code("内容校验", 28.0),
        Column::code("页码", 30.0),
    ];
    // Each with the digits that stand at the foot of its own print: the letter here is the letter that was sent.
    let papers = file.papers.iter().map(|(name, form)| (name.clone(), form.digest()));
    let photos = match printed(file) {
        0 => None,
        count => Some((format!("附件图片（{count} 张）"), String::new())),
    };
    let rows = papers.chain(photos).zip(places).enumerate().map(|(index, ((name, check), (first, last)))| {
        let pages = if first == last { first.to_string() } else { format!("{first}－{last}") };
        vec![(index + 1).to_string(), name, check, pages]
    });
    let body = listed(&columns, rows.collect());
    section("卷内目录", WIDTH, HEAD, body.heads, body.rows)
}

/// How many of the attachments are printed.
fn printed(file: &MajorFile) -> usize {
    file.attachments.iter().filter(|one| one.picture.is_ok()).count()
}

/// The photos and screenshots, each under its number and name; nothing when there are none.
fn photos(file: &MajorFile) -> Option<Form> {
    let shown = file.attachments.iter().filter_map(|one| Some((one, one.picture.as_ref().ok()?)));
    let shown: Vec<_> = shown.enumerate().map(|(index, (one, picture))| (index + 1, one, picture)).collect();
    let mut blocks = Vec::new();
    let mut rest = shown.as_slice();
    while let [first, further @ ..] = rest {
        let (row, height) = match further {
            [second, ..] if first.2.is_upright() && second.2.is_upright() => (&rest[..2], UPRIGHT),
            _ if first.2.is_upright() => (&rest[..1], UPRIGHT),
            _ => (&rest[..1], ACROSS),
        };
        rest = &rest[row.len()..];
        let width = WIDTH / row.len() as f32;
        let names = row.iter().map(|(number, one, _)| {
            let words = [stamp(one.at), one.by.clone(), format!("校验 {}", one.check)].join("　");
            Cell::paragraphs(width, vec![(format!("图 {number}　{}", one.name), HEAD), (words, BODY)])
        });
        let sizes: Vec<(f32, f32)> =
            row.iter().map(|(_, _, picture)| picture.fitted((room(width), height))).collect();
        let high = sizes.iter().map(|(_, high)| *high).fold(0.0, f32::max);
        let pictures = row.iter().zip(&sizes).map(|((_, _, picture), (wide, own))| {
            let (x, y) = ((width - wide) / 2.0, 1.2 + (high - own) / 2.0);
            let (width_of, height_of, picture) = (*wide, *own, Arc::clone(picture));
            let mark = Mark::Photo { x, y, width: width_of, height: height_of, picture };
            Cell::drawing(width, high + 2.4, vec![mark])
        });
        let rows = vec![Row::new(names.collect()), Row::new(pictures.collect())];
        blocks.push(Block::of(rows).together().below(3.0));
    }
    (!blocks.is_empty()).then(|| Form {
        number: "表 7",
        title: "重大投诉卷　附件图片".to_owned(),
        further: "",
        reference: format!("{}　受理编号 {}", numbered(file), file.cover.number),
        caption: format!("共 {} 张", shown.len()),
        mark: "内部使用".to_owned(),
        orientation: Orientation::Portrait,
        blocks,
    })
}

/// What is kept in the data folder beside the file, and where it stands in the file.
fn kept(file: &MajorFile) -> Block {
    let columns = [
        Column::code("时间", 33.0),
        Column::text("附件", 54.0),
        Column::figure("大小", 20.0),
        Column::code("校验", 21.0),
        Column::name("添加人", 18.0),
        Column::code("本卷中", 34.0),
    ];
    let mut number = 0;
    let rows = file.attachments.iter().map(|one| {
        let place = match &one.picture {
            Ok(_) => {
                number += 1;
                format!("图 {number}")
            }
            Err(why) => format!("未印：{}", why.label()),
        };
        let size = size_words(one.size);
        vec![stamp(one.at), one.name.clone(), size, one.check.clone(), one.by.clone(), place]
    });
    let body = listed(&columns, rows.collect());
    let title = match (file.attachments.len(), printed(file)) {
        (0, _) => "附件清单".to_owned(),
        (all, shown) => format!("附件清单（{all} 个，印出 {shown} 张）"),
    };
    section(&title, WIDTH, HEAD, body.heads, body.rows)
}
