//! Form 5 《工作联系函》: to the developer's 客户关系中心 on a matter of class II, with a slip for the reply.
//! Ledger 11-12, rules §7.

use chrono::NaiveDate;

use crate::domain::code::ClassIIPart;
use crate::paper::form::outward::OutwardMatter;
use crate::paper::form::sections::{BODY, HEAD, LABEL, LETTER, WIDTH, fields, free, letter_block, paragraph};
use crate::paper::layout::boxes::{Align, Cell, Row};
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation};
use crate::paper::layout::text::Style;
use crate::paper::wording::{day, signatures};

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
    /// The telephone of the service centre; may be empty.
    pub phone: String,
    /// The title of the customer-service head, who signs.
    pub signer: String,
}

/// The letter with its reply slip.
pub fn letter(letter: &Letter) -> Form {
    let matter = &letter.matter;
    let part = letter.part.map_or("房屋质量与配套", ClassIIPart::label);
    let reply_by = letter.reply_by.map_or("　　　　年　　月　　日".to_owned(), day);
    let phone = if letter.phone.trim().is_empty() {
        String::new()
    } else {
        format!("联系电话：{}。", letter.phone)
    };
    let blocks = vec![
        letter_block(vec![free("致：开发建设单位客户关系中心", Style::bold(12.0))]).below(2.0),
        letter_block(vec![paragraph(&matter.opening())]).below(2.0),
        Block::of(vec![Row::new(vec![Cell::new(WIDTH, matter.matter(), LETTER)]).at_least(30.0).freely()])
            .below(2.0),
        letter_block(vec![
            paragraph(&format!("按责任划分，上述事项属{part}问题，特函告知贵中心。")),
            paragraph(&format!(
                "请安排核查和处理，并于{reply_by}前将核查情况、处理意见和预计完成时间书面回复我服务中心，以便及时告知{}。{phone}",
                matter.word()
            )),
            paragraph("特此函告。"),
        ])
        .below(2.0),
        signatures(WIDTH, &[("发函单位（盖章）", &letter.property), (&signer(letter), "")], BODY).below(4.0),
        slip(letter),
    ];
    Form {
        number: "表 5",
        title: "工作联系函".to_owned(),
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
    let box_of = |label: &str, height: f32| {
        Row::new(vec![Cell::label(LABEL + 7.0, label, BODY), Cell::new(WIDTH - LABEL - 7.0, "", BODY)])
            .at_least(height)
    };
    Block::of(vec![
        fields(&[("来函编号", letter.matter.number()), ("收函日期", "")]),
        box_of("核查情况", 16.0),
        box_of("处理意见", 16.0),
        box_of("预计完成时间", 9.0),
        box_of("经办人签字、\n单位盖章", 16.0),
    ])
    .headed(vec![
        centred(
            "- - - - - - - - - - - - - - - -　回执请沿此线裁下寄回　- - - - - - - - - - - - - - - -",
            BODY,
        ),
        centred(&format!("回执（致{}）", letter.property), HEAD),
    ])
    .below(5.0)
    .unframed()
    .together()
}
