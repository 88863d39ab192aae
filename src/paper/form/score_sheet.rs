//! 《沟通演练评分表》: the four scores of a drill, and every answer with what was asked of it. Form 12. Ledger 11-22, 17-04.

use crate::domain::drill::{Dimension, DrillAnswer};
use crate::domain::drill_now::DrillNow;
use crate::paper::form::sections::{BODY, BY_HAND, HEAD, WIDTH, fields, long};
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation};
use crate::paper::layout::table::{Column, heads, record, section};
use crate::paper::layout::text::Style;
use crate::paper::wording::{signatures, stamp, ticks};

const LIST: Style = Style::regular(9.0);

/// The sheet of a drill.
pub fn score_sheet(drill: &DrillNow) -> Form {
    let run = &drill.run;
    let scores = run.scores();
    let head = vec![
        fields(&[("剧本", &run.name), ("方式", run.mode.label())]),
        fields(&[("应答人", &drill.by), ("时间", &stamp(drill.at))]),
        long("参加的人", &run.participants, BY_HAND),
    ];
    let weak = scores.weak_link();
    let columns =
        [Column::code("维度", 32.0), Column::figure("得分", 20.0), Column::text("漏了的要点", WIDTH - 52.0)];
    let mut lines: Vec<_> = Dimension::ALL
        .iter()
        .map(|of| {
            let missed = run.answers.iter().flat_map(DrillAnswer::missed).filter(|tick| tick.of == *of);
            let missed = missed.map(|tick| tick.text.as_str()).collect::<Vec<_>>().join("；");
            let score = scores.of(*of).map_or_else(|| "—".to_owned(), |score| score.to_string());
            record(&columns, vec![of.label().to_owned(), score, missed], BODY)
        })
        .collect();
    let weakest = weak.map_or_else(String::new, |of| format!("薄弱环节：{}", of.label()));
    lines.push(record(&columns, vec!["综合".to_owned(), scores.whole().to_string(), weakest], HEAD));
    let asked = [
        Column::text("业主说", 50.0),
        Column::text("该说的话", 50.0),
        Column::code("用时", 22.0),
        Column::text("要点（涂黑的是说到的）", WIDTH - 122.0),
    ];
    let answer = |one: &DrillAnswer| {
        let points = ticks(one.ticks.iter().map(|tick| (tick.text.as_str(), tick.said)));
        let time = format!("{}秒\n限{}秒", one.took, one.within);
        record(&asked, vec![one.says.clone(), one.sentence.clone(), time, points], LIST)
    };
    let later = drill.later.iter().map(|word| format!("{} {}：{}", stamp(word.at), word.by, word.words));
    let later = later.collect::<Vec<_>>().join("\n");
    Form {
        number: "表 12",
        title: "沟通演练评分表".to_owned(),
        further: "",
        reference: format!("第 {} 号", drill.id),
        caption: String::new(),
        mark: "内部使用".to_owned(),
        orientation: Orientation::Portrait,
        blocks: vec![
            Block::of(head).below(3.0),
            section("一、得分（0至100）", WIDTH, HEAD, Some(heads(&columns, BODY)), lines).together(),
            section(
                "二、逐句",
                WIDTH,
                HEAD,
                Some(heads(&asked, LIST)),
                run.answers.iter().map(answer).collect(),
            ),
            section(
                "三、讲评",
                WIDTH,
                HEAD,
                None,
                vec![
                    long("演得怎样", &run.result, 14.0),
                    long("后续怎么做", &run.follow_up, 14.0),
                    long("后续做了", &later, BY_HAND),
                ],
            ),
            signatures(WIDTH, &[("应答人", ""), ("讲评人", "")], BODY),
        ],
    }
}
