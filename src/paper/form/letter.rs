//! Form 5 《工作联系函》: to the developer's 客户关系中心 on a matter of class II, with a slip for the reply.
//! Ledger 11-12, rules §7.

use chrono::NaiveDate;

use crate::domain::code::ClassIIPart;
use crate::paper::form::outward::OutwardMatter;
use crate::paper::form::sections::{BODY, HEAD, LETTER, WIDTH, fields, free, letter_block, long, paragraph};
use crate::paper::layout::boxes::{Align, Cell, Row};
use crate::paper::layout::canvas::{HAIRLINE, Mark};
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation};
use crate::paper::layout::text::{Style, width};
use crate::paper::wording::{centre_phone, day, sealed};

/// What the letter is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The matter.
    pub matter: OutwardMatter,
    /// Which part of class II it is.
    pub part: Option<ClassIIPart>,
    /// The date of the letter.
    pub date: NaiveDate,
    /// By when a reply is asked for; `None` leaves the date to be written in by hand.
    pub reply_by: Option<NaiveDate>,
    /// Who writes: the property's name.
    pub property: String,
    /// The telephone of the service centre; empty leaves it to be written in by hand.
    pub phone: String,
    /// The title of the customer-service head, who signs.
    pub signer: String,
}

/// The letter with its reply slip.
pub fn letter(letter: &Letter) -> Form {
    let matter = &letter.matter;
    let part = letter.part.map_or("房屋质量与配套", ClassIIPart::label);
    let reply_by = letter.reply_by.map_or("　　　　年　　月　　日".to_owned(), day);
    let blocks = vec![
        letter_block(vec![free("致：开发建设单位客户关系中心", Style::bold(12.0))]).below(2.0),
        letter_block(vec![paragraph(&matter.opening())]).below(2.0),
        Block::of(vec![Row::new(vec![Cell::new(WIDTH, matter.matter(), LETTER).middle()]).at_least(26.0).freely()])
            .below(2.0),
        letter_block(vec![
            paragraph(&format!("按责任划分，上述事项属{part}问题，特函告知贵中心。")),
            paragraph(&format!(
                "请安排核查和处理，并于{reply_by}前将核查情况、处理意见和预计完成时间书面回复我服务中心，以便及时告知{}。联系电话：{}。",
                matter.word(),
                centre_phone(&letter.phone)
            )),
            paragraph("特此函告。"),
        ])
        .below(2.0),
        sealed(WIDTH, &[("发函单位（盖章）", &letter.property), (&signer(letter), "")], BODY).below(4.0),
        slip(letter),
    ];
    Form {
        number: "表 5",
        title: "工作联系函".to_owned(),
        further: "",
        reference: format!("编号 {}　　{}", matter.number(), day(letter.date)),
        caption: String::new(),
        mark: String::new(),
        orientation: Orientation::Portrait,
        blocks,
    }
}

fn signer(letter: &Letter) -> String {
    format!("{}（签字）", letter.signer)
}

/// 回执: filled in by the addressee and sent back.
fn slip(letter: &Letter) -> Block {
    let centred = |text: &str, style| {
        Row::new(vec![Cell::new(WIDTH, text, style).align(Align::Center).middle().bare()])
    };
    Block::of(vec![
        fields(&[("来函编号", letter.matter.number()), ("收函日期", "")]),
        long("核查情况", "", 15.0),
        long("处理意见", "", 15.0),
        fields(&[("预计完成", ""), ("经办人", "")]).at_least(9.0),
        fields(&[("联系电话", ""), ("回复日期", "")]).at_least(9.0),
        Row::new(vec![
            Cell::new(WIDTH / 2.0, "经办人（签字）", BODY),
            Cell::new(WIDTH / 2.0, "单位（盖章）", BODY),
        ])
        .at_least(30.0),
    ])
    .headed(vec![cut_here("回执请沿此线裁下寄回"), centred(&format!("回执（致{}）", letter.property), HEAD)])
    .below(5.0)
    .unframed()
    .sunk()
}

/// A broken line over the whole width, and in its middle what to do.
fn cut_here(words: &str) -> Row {
    let (height, middle, taken) = (BODY.line_height(), WIDTH / 2.0, width(words, BODY) / 2.0 + 3.0);
    let strokes = (0..).map(|index| index as f32 * 4.0).take_while(|x| x + 2.0 <= WIDTH);
    let beside = strokes.filter(|x| x + 2.0 < middle - taken || *x > middle + taken);
    let line =
        |x: f32| Mark::Line { from: (x, height / 2.0), to: (x + 2.0, height / 2.0), thickness: HAIRLINE };
    let mut marks: Vec<Mark> = beside.map(line).collect();
    let (x, y) = (middle - taken + 3.0, BODY.baseline());
    marks.push(Mark::Text { x, y, style: BODY, text: words.to_owned() });
    Row::new(vec![Cell::drawing(WIDTH, height, marks).bare()])
}
