//! 《交班记录》: what one shift leaves to the next, with the boxes that both sign. Numbered as form 4, the slips that hand
//! something over. Internal. Ledger 02-27.

use crate::domain::shift::ShiftMatter;
use crate::domain::shift_now::Shift;
use crate::paper::form::sections::{BODY, HEAD, fields, long};
use crate::paper::layout::boxes::{Align, Cell, Row};
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation};
use crate::paper::layout::table::{Column, bar, heads, record};
use crate::paper::layout::text::Style;
use crate::paper::wording::{signatures, stamp};

/// The width of the form in millimetres.
const WIDTH: f32 = 180.0;
const LIST: Style = Style::regular(9.0);

/// The note.
pub fn shift_note(shift: &Shift) -> Form {
    let note = &shift.note;
    let counts = &note.counts;
    let number = |count: u32| format!("{count} 件");
    let head = vec![
        fields(&[("交班人", &shift.from), ("交班时间", &stamp(shift.at))]),
        fields(&[
            ("当日受理", &number(counts.received)),
            ("未结", &number(counts.open)),
            ("逾期", &number(counts.overdue)),
        ]),
        fields(&[
            ("待指派", &number(counts.unassigned)),
            ("没写完的", &number(counts.drafts)),
            ("没签的盘点表", &format!("{} 张", counts.unsigned)),
        ]),
        long("公共事件", &note.outages.join("\n"), 8.0),
        long("交代的话", &note.text, 16.0),
    ];
    let columns = [
        Column::code("编号", 27.0),
        Column::text("业主", 30.0),
        Column::text("事项", 55.0),
        Column::text("要办什么", 42.0),
        Column::name("责任人", 26.0),
    ];
    let mut rows: Vec<Row> =
        note.matters.iter().map(|matter| record(&columns, texts(matter), LIST)).collect();
    let blank = |words: String| Row::new(vec![Cell::new(WIDTH, words, LIST).align(Align::Center)]);
    if rows.is_empty() {
        rows.push(blank("没有要交代的受理单。".to_owned()));
    }
    if note.more > 0 {
        rows.push(blank(format!("另有 {} 件，见“今日”。", note.more)));
    }
    let heads = heads(&columns, LIST);
    let title = |words: &str| bar(words, WIDTH, HEAD);
    let list = Block::of(rows)
        .headed_again(vec![title("下一班要办的"), heads.clone()], vec![title("下一班要办的（续）"), heads])
        .below(3.0);
    let taken = shift.taken.as_ref();
    let taken = taken.map(|(by, at)| format!("{by}已于 {} 接班。", stamp(*at))).unwrap_or_default();
    let handed = format!("{}已于 {} 交班。", shift.from, stamp(shift.at));
    let sign = signatures(WIDTH, &[("交班人", handed.as_str()), ("接班人", taken.as_str())], BODY);
    Form {
        number: "表 4",
        title: "交班记录".to_owned(),
        further: "",
        reference: format!("第 {} 号", shift.id),
        caption: String::new(),
        mark: "内部使用".to_owned(),
        orientation: Orientation::Portrait,
        blocks: vec![Block::of(head), list, sign],
    }
}

fn texts(matter: &ShiftMatter) -> Vec<String> {
    let night = if matter.night { "夜间转来，开班先联系业主\n" } else { "" };
    let marks = matter.markers.iter().map(|marker| format!("【{}】", marker.label()));
    vec![
        matter.case.to_string(),
        matter.who.clone(),
        format!("{}{}", marks.collect::<String>(), matter.gist),
        format!("{night}{}", matter.owed),
        matter.handler.clone(),
    ]
}
