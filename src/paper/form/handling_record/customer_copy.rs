//! 业主联 of form 2, for the customer to read, sign and take home. Ledger 09-10, 11-09.

use crate::domain::code::Opinion;
use crate::paper::form::customer_record::CustomerRecord;
use crate::paper::form::handling_record::head::titled;
use crate::paper::form::sections::{
    BODY, BY_HAND, HEAD, LABEL, WIDTH, fields, listed, long, numbered, opinion,
};
use crate::paper::layout::boxes::{Cell, Row};
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::Form;
use crate::paper::layout::table::{Column, bar};
use crate::paper::wording::{signature_rows, stamp, ticks};

/// 业主联, for the customer to read and sign; `phone` is the service centre's number.
pub fn customer(case: &CustomerRecord, phone: &str) -> Form {
    let (kind, channel) = case.kind_and_channel();
    let (place, occurred) = case.place_and_time();
    let told = case
        .told()
        .iter()
        .map(|told| vec![stamp(told.at), told.what.to_owned(), told.text.clone(), told.answer.clone()]);
    let opinions = case.opinions().iter().map(|(at, [process, measures, result])| {
        vec![stamp(*at), opinion(*process), opinion(*measures), opinion(*result)]
    });
    let mut blocks = numbered(vec![
        (
            "受理",
            vec![
                fields(&[("受理编号", case.number()), ("信息类别", kind), ("受理渠道", channel)]),
                fields(&[
                    ("受理时间", &stamp(case.received_at())),
                    ("受理人", case.receiver()),
                    ("房号", case.room()),
                ]),
                fields(&[("业主", case.person()), ("联系电话", case.phones())]),
                fields(&[("发生地点", place), ("发生时间", occurred)]),
            ]
            .into(),
        ),
        (
            "您反映的事项",
            vec![long("原话", case.verbatim(), 14.0), long("复述要点", case.summary(), BY_HAND)].into(),
        ),
        (
            "我们的答复",
            listed(
                &[
                    Column::code("时间", 32.0),
                    Column::code("事项", 22.0),
                    Column::text("内容", 90.0),
                    Column::text("您的意见", 36.0),
                ],
                told.collect(),
            ),
        ),
        (
            "处理结果",
            listed(
                &[Column::code("时间", 32.0), Column::text("结果", WIDTH - 32.0)],
                case.results().iter().map(|(at, result)| vec![stamp(*at), result.clone()]).collect(),
            ),
        ),
        (
            "回访意见",
            listed(
                &[
                    Column::code("时间", 45.0),
                    Column::code("受理过程", 45.0),
                    Column::code("处理措施", 45.0),
                    Column::code("处理结果", 45.0),
                ],
                opinions.collect(),
            ),
        ),
    ]);
    blocks.push(sign_off(phone));
    titled(case.number(), "业主联", blocks)
}

/// The customer's opinion and signature. Ledger 09-10, 11-09.
fn sign_off(phone: &str) -> Block {
    let question = ticks(Opinion::ALL.iter().map(|opinion| (opinion.label(), false)));
    let mut note = "签字只表示您对本次处理的意见，签字不作为放弃权利的依据。".to_owned();
    if !phone.trim().is_empty() {
        note.push_str(&format!("如有疑问或新的情况，请致电服务中心：{phone}。"));
    }
    let [signed, dated] = signature_rows(WIDTH, &[("业主签字", ""), ("受理人签字", "")], BODY);
    Block::of(vec![
        Row::new(vec![
            Cell::label(LABEL, "满意程度", BODY),
            Cell::new(WIDTH - LABEL, question, BODY).middle(),
        ])
        .at_least(10.0),
        Row::new(vec![Cell::label(LABEL, "意见和建议", BODY), Cell::new(WIDTH - LABEL, "", BODY)])
            .at_least(16.0),
        signed,
        dated,
        Row::new(vec![Cell::new(WIDTH, note, BODY)]),
    ])
    .headed(vec![bar("现场签署", WIDTH, HEAD)])
    .attached()
}
