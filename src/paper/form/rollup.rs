//! The table of many centres on paper: the rank, the sums block by block, then every centre with its own table and check
//! line. What each centre counts by the other axes stands in the workbook.

use crate::domain::settings::Settings;
use crate::domain::statistics::axis::Axis;
use crate::domain::statistics::month_file::{AXES, MonthHead};
use crate::domain::statistics::rollup::{Centre, Rollup};
use crate::paper::form::statistics::names::{BODY, HEAD, Names, WIDTH};
use crate::paper::form::statistics::table::{check, figures, titled};
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation};
use crate::paper::layout::table::{Column, heads, record, section};
use crate::paper::wording::Labels;

/// The form.
pub fn rollup_form(rollup: &Rollup, missing: &[&str], settings: &Settings, labels: &Labels) -> Form {
    let names = Names { settings, labels };
    let mut blocks = vec![ranks(rollup), check(&rollup.total.check)];
    blocks.extend(AXES.iter().map(|axis| figures(*axis, rollup.total.rows(*axis), &names)));
    let unlocked: Vec<&str> = rollup.unlocked().collect();
    let lists = [("缺文件的中心", missing.to_vec()), ("未定稿的中心", unlocked)];
    blocks.extend(lists.into_iter().filter(|(_, names)| !names.is_empty()).map(|(title, names)| {
        let column = [Column::text(title, WIDTH)];
        let rows = vec![record(&column, vec![names.join("、")], BODY)];
        section(title, WIDTH, HEAD, None, rows).below(2.0)
    }));
    Form { title: "各中心投诉分类统计汇总".to_owned(), blocks, ..empty(rollup) }
}

/// The centres one after the other, as `heads` hands them out.
///
/// # Errors
/// What `heads` says.
pub fn centres_form<E>(
    rollup: &Rollup,
    settings: &Settings,
    labels: &Labels,
    heads: impl Iterator<Item = Result<MonthHead, E>>,
) -> Result<Form, E> {
    let names = Names { settings, labels };
    let mut blocks = Vec::new();
    for head in heads {
        let MonthHead { property, lock, figures, .. } = head?;
        let version = lock
            .map_or_else(|| "未定稿".to_owned(), |lock| format!("定稿第{}版 {}", lock.version, lock.hash));
        let title = format!("{property}（{version}）");
        blocks.push(titled(&title, Axis::Category, figures.rows(Axis::Category), &names).below(4.0));
        blocks.push(check(&figures.check).attached());
    }
    Ok(Form { title: "各中心投诉分类统计汇总　分中心".to_owned(), blocks, ..empty(rollup) })
}

fn empty(rollup: &Rollup) -> Form {
    Form {
        number: "表 3",
        title: String::new(),
        further: "",
        reference: format!("期间 {}", rollup.month.as_deref().unwrap_or_default()),
        caption: format!("{} 个中心", rollup.centres.len()),
        mark: String::new(),
        orientation: Orientation::Landscape,
        blocks: Vec::new(),
    }
}

fn ranks(rollup: &Rollup) -> Block {
    let columns = [
        Column::code("名次", 20.0),
        Column::text("中心", WIDTH - 160.0),
        Column::code("版本", 35.0),
        Column::figure("户数", 30.0),
        Column::figure("本期受理", 35.0),
        Column::figure("百户投诉量", 40.0),
    ];
    let rate = |rate: Option<f64>| rate.map_or_else(|| "—".to_owned(), |rate| format!("{rate:.2}"));
    let line = |centre: &Centre| {
        let texts = vec![
            centre.rank.map_or_else(|| "—".to_owned(), |rank| rank.to_string()),
            centre.property.clone(),
            centre.locked.map_or_else(|| "未定稿".to_owned(), |version| format!("定稿第{version}版")),
            centre.households.map_or_else(|| "未填".to_owned(), |count| count.to_string()),
            centre.received.to_string(),
            rate(centre.per_hundred_households),
        ];
        record(&columns, texts, BODY)
    };
    let mut rows: Vec<_> = rollup.ranked().into_iter().map(line).collect();
    let sum = vec![
        String::new(),
        "合计".to_owned(),
        String::new(),
        rollup.households.to_string(),
        rollup.total.check.received.to_string(),
        rate(rollup.per_hundred_households()),
    ];
    rows.push(record(&columns, sum, HEAD));
    section("按百户投诉量，少的在前", WIDTH, HEAD, Some(heads(&columns, HEAD)), rows).below(2.0)
}
