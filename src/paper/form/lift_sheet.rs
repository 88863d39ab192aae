//! 《电梯困人记录表》: the evidence of a lift incident – how long somebody was trapped, when the maintenance firm came, what it
//! did to the people inside – with room for what is written on the spot. Kept with form 2. Ledger 11-18.

use crate::domain::attachment::Attachment;
use crate::domain::case::Case;
use crate::domain::code::Impact;
use crate::domain::time::Moment;
use crate::paper::form::sections::{BODY, BY_HAND, HEAD, WIDTH, fields, long};
use crate::paper::layout::page::{Form, Orientation};
use crate::paper::layout::table::section;
use crate::paper::wording::{name, phones, signatures, stamp, ticks};

/// The sheet of a case; what is not known yet is left to be filled in by hand.
pub fn lift_sheet(case: &Case) -> Form {
    let facts = case.facts();
    let (who, lift) = (&facts.complainant, facts.lift.clone().unwrap_or_default());
    let time = |at: Option<Moment>| at.map(stamp).unwrap_or_default();
    let minutes = |count: Option<i64>| count.map(|count| format!("{count}分钟")).unwrap_or_default();
    let impact = ticks(Impact::ALL.iter().map(|one| (one.label(), facts.impact == Some(*one))));
    let number = case.number.to_string();
    let head = vec![
        fields(&[("受理编号", &number), ("受理时间", &stamp(facts.received_at))]),
        fields(&[
            ("业主", &name(who)),
            ("房号", who.room.as_deref().unwrap_or_default()),
            ("联系电话", &phones(who).replace('、', "\n")),
        ]),
        long("哪部电梯", facts.place.as_deref().unwrap_or_default(), BY_HAND),
        long("业主怎么说", &facts.gist(), 12.0),
    ];
    let times = vec![
        fields(&[("被困时间", &time(lift.trapped_at)), ("解困时间", &time(lift.freed_at))]).at_least(BY_HAND),
        fields(&[
            ("维保到场", &time(lift.arrived_at)),
            ("维保单位", lift.firm.as_deref().unwrap_or_default()),
        ])
        .at_least(BY_HAND),
        fields(&[
            ("被困时长", &minutes(lift.trapped_minutes())),
            ("到场用时", &minutes(lift.arrival_minutes())),
        ])
        .at_least(BY_HAND),
    ];
    let kept = Attachment::of_case(case);
    let names = kept.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join("、");
    let harm = vec![
        long("影响程度", &impact, BY_HAND),
        long("对业主影响", lift.harm.as_deref().unwrap_or_default(), 20.0),
        long("现场处置", "", 20.0),
        long("故障原因", "", 20.0),
        long("监控和票据", &names, 14.0),
    ];
    Form {
        number: "表 2",
        title: "电梯困人记录表".to_owned(),
        further: "",
        reference: format!("编号 {number}"),
        caption: String::new(),
        mark: "内部使用".to_owned(),
        orientation: Orientation::Portrait,
        blocks: vec![
            section("一、受理单", WIDTH, HEAD, None, head),
            section("二、时间", WIDTH, HEAD, None, times).together(),
            section("三、影响和处置", WIDTH, HEAD, None, harm),
            signatures(WIDTH, &[("现场人员", ""), ("维保人员", ""), ("客服主任", "")], BODY),
        ],
    }
}
