//! The sections of 内部联 that list what was done, each folded from the events of the case.

use crate::domain::case::Case;
use crate::domain::code::{ClosureCode, Responsibility};
use crate::domain::event::{Event, EventKind};
use crate::paper::form::sections::{BY_HAND, Body, listed, long, opinion};
use crate::paper::layout::boxes::Row;
use crate::paper::layout::table::Column;
use crate::paper::wording::{joined, stamp};

/// 现场解释 and 约定回复. Ledger 03-04, 04-01.
pub fn answers(events: &[Event]) -> Body {
    let rows = events.iter().filter_map(|event| {
        let (what, text, answer) = match &event.kind {
            EventKind::Explained { text, satisfied, signed } => {
                let signed = if *signed { "，已签字" } else { "，未签字" };
                let answer = if *satisfied { "满意" } else { "不满意" };
                ("现场解释", text.clone(), format!("{answer}{signed}"))
            }
            EventKind::Promised { due, consent, text, confirmed_by } => (
                "约定回复",
                joined([
                    format!("约定{}前回复", stamp(*due)),
                    text.clone(),
                    confirmed_by.as_ref().map(|name| format!("超过 24 小时，{name}确认")).unwrap_or_default(),
                ]),
                if *consent { "业主同意" } else { "业主未同意" }.to_owned(),
            ),
            _ => return None,
        };
        Some(vec![stamp(event.at), what.to_owned(), text, answer, event.by.clone()])
    });
    listed(
        &[
            Column::code("时间", 32.0),
            Column::code("事项", 22.0),
            Column::text("内容", 76.0),
            Column::name("业主意见", 30.0),
            Column::name("经办人", 20.0),
        ],
        rows.collect(),
    )
}

/// 服务上移, one row an attempt. Ledger 05-26.
pub fn escalations(case: &Case) -> Body {
    let rows = case.escalations().into_iter().map(|(_, by, escalation)| {
        let consent = match escalation.consent {
            Some(true) => "同意",
            Some(false) => "不同意",
            None => "",
        };
        vec![
            format!("{} {}", escalation.trigger.code(), escalation.trigger.label()),
            by,
            escalation.to.unwrap_or_default(),
            consent.to_owned(),
            escalation.contacted_at.map(stamp).unwrap_or_default(),
            escalation.arrived_at.map(stamp).unwrap_or_default(),
            escalation.outcome.unwrap_or_default(),
        ]
    });
    listed(
        &[
            Column::text("原因", 32.0),
            Column::name("由", 17.0),
            Column::name("上移至", 29.0),
            Column::code("业主", 16.0),
            Column::code("联系时间", 24.0),
            Column::code("到场时间", 24.0),
            Column::text("结果与交办", 38.0),
        ],
        rows.collect(),
    )
}

/// 调查. Ledger 06-01.
pub fn investigations(events: &[Event]) -> Body {
    let rows = events.iter().filter_map(|event| match &event.kind {
        EventKind::Investigated { facts, responsibility, basis } => Some(vec![
            stamp(event.at),
            facts.clone(),
            responsibility.map_or(String::new(), |r: Responsibility| r.label().to_owned()),
            basis.clone().unwrap_or_default(),
            event.by.clone(),
        ]),
        _ => None,
    });
    listed(
        &[
            Column::code("时间", 32.0),
            Column::text("事实", 66.0),
            Column::code("责任", 26.0),
            Column::text("依据", 36.0),
            Column::name("调查人", 20.0),
        ],
        rows.collect(),
    )
}

/// 处理方案 with its options and the customer’s opinion. Ledger 06-05.
pub fn solutions(events: &[Event]) -> Body {
    let rows = events.iter().filter_map(|event| match &event.kind {
        EventKind::Solution { options, chosen, text, agreed, opinion } => {
            let options = options.iter().enumerate().map(|(index, option)| {
                let tick = if *chosen == Some(index) { '■' } else { '□' };
                let side = |name: &str, text: &Option<String>| {
                    text.as_ref().map(|t| format!("　{name}：{t}")).unwrap_or_default()
                };
                joined([
                    format!("{tick} {}", option.text),
                    side("利", &option.pros),
                    side("弊", &option.cons),
                ])
            });
            let agreed = if *agreed { "同意" } else { "不同意" };
            let said = opinion.clone().filter(|said| said != agreed);
            Some(vec![
                stamp(event.at),
                joined(options.chain([text.clone()])),
                joined([agreed.to_owned(), said.unwrap_or_default()]),
                event.by.clone(),
            ])
        }
        _ => None,
    });
    listed(
        &[
            Column::code("时间", 32.0),
            Column::text("方案", 88.0),
            Column::text("业主意见", 40.0),
            Column::name("告知人", 20.0),
        ],
        rows.collect(),
    )
}

/// 处理结果. Ledger 04-04.
pub fn results(events: &[Event]) -> Body {
    let rows = events.iter().filter_map(|event| match &event.kind {
        EventKind::Handled { result, verified, told, medium } => {
            let medium = medium.map_or(String::new(), |medium| format!("（{}）", medium.label()));
            Some(vec![
                stamp(event.at),
                result.clone(),
                if *verified { "已验证" } else { "未验证" }.to_owned(),
                if *told { format!("已告知{medium}") } else { "未告知".to_owned() },
                event.by.clone(),
            ])
        }
        _ => None,
    });
    listed(
        &[
            Column::code("完成时间", 32.0),
            Column::text("结果", 82.0),
            Column::code("验证", 18.0),
            Column::name("告知业主", 28.0),
            Column::name("经办人", 20.0),
        ],
        rows.collect(),
    )
}

/// 回访, one row an attempt, and exemptions. Ledger 08-04.
pub fn visits(events: &[Event]) -> Body {
    let rows = events.iter().filter_map(|event| match &event.kind {
        EventKind::Visit(visit) => {
            let standing = visit.standing == Some(true);
            let scale =
                |name: &str, value: Option<u8>| value.map(|v| format!("{name} {v}／5")).unwrap_or_default();
            Some(vec![
                stamp(event.at),
                visit.form.label().to_owned(),
                visit.outcome.label().to_owned(),
                opinion(visit.process),
                opinion(visit.measures),
                opinion(visit.result),
                joined([
                    visit.text.clone().unwrap_or_default(),
                    scale("期望", visit.expectation),
                    scale("感受", visit.perceived),
                    visit.emotion.map(|emotion| format!("情绪：{}", emotion.label())).unwrap_or_default(),
                    if standing { "今后不接受回访" } else { "" }.to_owned(),
                ]),
                event.by.clone(),
            ])
        }
        EventKind::VisitExempt { ground, text } => Some(vec![
            stamp(event.at),
            "免回访".to_owned(),
            ground.label().to_owned(),
            String::new(),
            String::new(),
            String::new(),
            text.clone().unwrap_or_default(),
            event.by.clone(),
        ]),
        _ => None,
    });
    listed(
        &[
            Column::code("时间", 23.0),
            Column::code("方式", 17.0),
            Column::code("情况", 21.0),
            Column::code("过程", 18.0),
            Column::code("措施", 18.0),
            Column::code("结果", 18.0),
            Column::text("业主的话与建议", 47.0),
            Column::name("回访人", 18.0),
        ],
        rows.collect(),
    )
}

/// 关闭 with its exceptions. Rules §6.
pub fn closures(events: &[Event]) -> Body {
    let rows = events.iter().filter_map(|event| match &event.kind {
        EventKind::Closed { code, overridden, reason } => {
            let mut how = code.label().to_owned();
            if *overridden {
                how.push_str("（特批关闭）");
            }
            if *code == ClosureCode::Explained {
                how.push_str("\n不计入满意");
            }
            Some(vec![stamp(event.at), how, reason.clone().unwrap_or_default(), event.by.clone()])
        }
        _ => None,
    });
    listed(
        &[
            Column::code("时间", 32.0),
            Column::text("关闭方式", 58.0),
            Column::text("说明", 70.0),
            Column::name("关闭人", 20.0),
        ],
        rows.collect(),
    )
}

/// 附件, a row each; `None` without any. Ledger 09-11.
pub fn attachments(events: &[Event]) -> Option<Body> {
    let rows = events.iter().filter_map(|event| match &event.kind {
        EventKind::Attachment { name, sha256, size } => Some(vec![
            stamp(event.at),
            name.clone(),
            size.to_string(),
            sha256.chars().take(8).collect(),
            event.by.clone(),
        ]),
        _ => None,
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let columns = [
        Column::code("时间", 32.0),
        Column::text("文件", 78.0),
        Column::figure("大小（字节）", 27.0),
        Column::code("校验", 23.0),
        Column::name("添加人", 20.0),
    ];
    (!rows.is_empty()).then(|| listed(&columns, rows))
}

/// 改进措施, the four questions at closing. Ledger 09-14.
pub fn lessons(events: &[Event]) -> Vec<Row> {
    let notes = events.iter().rev().find_map(|event| match &event.kind {
        EventKind::ClosingNotes { cause, lesson, avoid, adjust } => Some([cause, lesson, avoid, adjust]),
        _ => None,
    });
    ["原因", "教训", "如何避免", "需要调整"]
        .into_iter()
        .enumerate()
        .map(|(index, label)| {
            let text = notes.and_then(|notes| notes[index].clone());
            long(label, &text.unwrap_or_default(), BY_HAND)
        })
        .collect()
}
