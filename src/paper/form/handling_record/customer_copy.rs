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
use crate::paper::wording::{centre_phone, signed_by_owner, ticks};

/// 业主联, for the customer to read and sign; `phone` is the service centre's number.
pub fn customer(case: &CustomerRecord, phone: &str) -> Form {
    let (kind, channel) = case.kind_and_channel();
    let (place, occurred) = case.place_and_time();
    let told = case
        .told()
        .iter()
        .map(|told| vec![told.at.long(), told.what.to_owned(), told.text.clone(), told.answer.clone()]);
    let opinions = case.opinions().iter().map(|(at, [process, measures, result])| {
        vec![at.long(), opinion(*process), opinion(*measures), opinion(*result)]
    });
    let mut blocks = numbered(vec![
        (
            "受理",
            vec![
                fields(&[("受理编号", case.number()), ("事项类别", kind), ("反映方式", channel)]),
                fields(&[
                    ("受理时间", &case.received_at().long()),
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
            vec![long("原话", case.verbatim(), 14.0), long("核对要点", case.summary(), BY_HAND)].into(),
        ),
        (
            "我们的答复",
            listed(
                &[
                    Column::code("时间", 39.0),
                    Column::code("事项", 22.0),
                    Column::text("内容", 83.0),
                    Column::text("您的意见", 36.0),
                ],
                told.collect(),
            ),
        ),
        (
            "处理结果",
            listed(
                &[Column::code("时间", 39.0), Column::text("结果", WIDTH - 39.0)],
                case.results().iter().map(|(at, result)| vec![at.long(), result.clone()]).collect(),
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
    let phone = format!("如有疑问或新的情况，请致电服务中心：{}。", centre_phone(phone));
    let note = ["签字只表示您对本次处理的意见，", phone.as_str()];
    let mut block = signed_by_owner(WIDTH, &[("业主签字", ""), ("受理人签字", "")], note, BODY);
    let opinion = [
        Row::new(vec![
            Cell::label(LABEL, "满意程度", BODY),
            Cell::new(WIDTH - LABEL, question, BODY).middle(),
        ])
        .at_least(10.0),
        Row::new(vec![Cell::label(LABEL, "意见和建议", BODY), Cell::new(WIDTH - LABEL, "", BODY)])
            .at_least(16.0),
    ];
    block.rows.splice(0..0, opinion);
    block.headed(vec![bar("现场签署", WIDTH, HEAD)])
}

/// 业主联 to be filled in by hand in a power cut: the sheet of the blank form that the customer reads and signs.
pub fn blank_customer(phone: &str) -> Form {
    let intake = vec![
        fields(&[("受理编号", ""), ("受理时间", "")]).at_least(10.0),
        fields(&[("受理人", ""), ("房号", "")]).at_least(10.0),
        fields(&[("业主", ""), ("联系电话", "")]).at_least(10.0),
    ];
    let answer = vec![
        long("我们的答复", "", 40.0),
        long("处理结果", "", 40.0),
        fields(&[("完成时间", ""), ("告知时间", "")]).at_least(10.0),
    ];
    let matter = vec![long("反映的事项", "", 36.0)];
    let mut blocks = numbered(vec![
        ("受理", intake.into()),
        ("您反映的事项", matter.into()),
        ("答复与处理结果", answer.into()),
    ]);
    blocks.push(sign_off(phone));
    titled("＿＿＿＿＿＿＿＿", "空白表　业主联", blocks)
}
