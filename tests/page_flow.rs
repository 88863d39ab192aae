//! Page flow, tested on the plain page model: nothing lost, nothing cut that need not be, heads repeated.

use proptest::prelude::*;

use tingsu::paper::layout::boxes::{Cell, Row};
use tingsu::paper::layout::canvas::{Mark, Page};
use tingsu::paper::layout::flow::{Block, flow};
use tingsu::paper::layout::page::{Form, Orientation, page_counts};
use tingsu::paper::layout::table::{Column, record, table};
use tingsu::paper::layout::text::Style;

use crate::support::papers::info;

const BODY: Style = Style::regular(10.5);

#[test]
fn heads_are_repeated_and_rows_are_never_split() {
    let columns = [Column::code("序号", 20.0), Column::text("内容", 60.0)];
    let rows: Vec<Row> = (0..60)
        .map(|n| record(&columns, vec![format!("第{n}行"), "上一句\n中一句\n下一句".repeat(1 + n % 3)], BODY))
        .collect();
    let pages = flow(&[table(&columns, rows, BODY)], 80.0, 100.0);
    assert!(pages.len() > 5);
    let mut seen = 0;
    for page in &pages {
        let texts: Vec<&str> = page
            .iter()
            .filter_map(|mark| match mark {
                Mark::Text { text, .. } => Some(text.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(&texts[..2], ["序号", "内容"]);
        let numbers = texts.iter().filter(|text| text.ends_with('行')).count();
        let firsts = texts.iter().filter(|text| text.starts_with("上一句")).count();
        let wanted: usize = (seen..seen + numbers).map(|n| 1 + n % 3).sum();
        let ends = texts.iter().filter(|text| text.contains("下一句")).count();
        assert_eq!(firsts, numbers, "a row that begins here stands here");
        assert_eq!(ends, wanted, "and ends here");
        seen += numbers;
    }
    assert_eq!(seen, 60);
}

#[test]
fn only_a_row_taller_than_a_page_is_cut() {
    let lines: Vec<String> = (0..80).map(|n| format!("行{n}")).collect();
    let row = Row::new(vec![Cell::new(80.0, lines.join("\n"), BODY)]);
    let short = Row::new(vec![Cell::new(80.0, "短", BODY)]);
    let pages = flow(&[Block::of(vec![short.clone(), row, short])], 80.0, 100.0);
    let texts: Vec<&str> = pages
        .iter()
        .flatten()
        .filter_map(|mark| match mark {
            Mark::Text { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let mut wanted = vec!["短"];
    wanted.extend(lines.iter().map(String::as_str));
    wanted.push("短");
    assert_eq!(texts, wanted);
    for mark in pages.iter().flatten() {
        if let Mark::Text { y, .. } = mark {
            assert!(*y <= 100.0);
        }
    }
}

#[test]
fn a_block_kept_together_moves_to_the_next_page() {
    let row = |text: &str| Row::new(vec![Cell::new(80.0, text, BODY)]).at_least(40.0);
    let first = Block::of(vec![row("甲")]);
    let second = Block::of(vec![row("乙"), row("丙")]).together();
    let pages = flow(&[first, second], 80.0, 100.0);
    assert_eq!(pages.len(), 2);
    let on_second = pages[1].iter().filter(|mark| matches!(mark, Mark::Text { .. })).count();
    assert_eq!(on_second, 2);
}

/// What a page's body says, in drawing order.
fn said(page: &[Mark]) -> impl Iterator<Item = &str> {
    page.iter().filter_map(|mark| match mark {
        Mark::Text { text, .. } => Some(text.as_str()),
        _ => None,
    })
}

proptest! {
    #[test]
    fn any_blocks_flow_without_loss_and_inside_the_page(
        blocks in proptest::collection::vec(
            (proptest::collection::vec((1usize..60, any::<bool>()), 0..6), any::<bool>(), any::<bool>()),
            1..6,
        ),
        height in 60.0f32..240.0,
    ) {
        let mut serial = 0;
        let mut wanted = Vec::new();
        let mut made = Vec::new();
        for (rows, headed, together) in blocks {
            let rows = rows.into_iter().map(|(lines, free)| {
                let mut text = Vec::new();
                for _ in 0..lines {
                    serial += 1;
                    text.push(format!("行{serial}"));
                }
                wanted.extend(text.clone());
                let row = Row::new(vec![Cell::label(20.0, "标签", BODY), Cell::new(60.0, text.join("\n"), BODY)]);
                if free { row.freely() } else { row }
            });
            let mut block = Block::of(rows.collect());
            if headed {
                block = block.headed(vec![Row::new(vec![Cell::new(80.0, "表头", BODY)])]);
            }
            made.push(if together { block.together() } else { block });
        }
        let pages = flow(&made, 80.0, height);
        let lines: Vec<&str> =
            pages.iter().flat_map(|page| said(page)).filter(|text| text.starts_with('行')).collect();
        prop_assert_eq!(lines, wanted);
        for mark in pages.iter().flatten() {
            match mark {
                Mark::Text { y, .. } => prop_assert!(*y <= height),
                Mark::Rect { y, height: high, .. } => prop_assert!(y + high <= height + 0.05),
                Mark::Line { .. } | Mark::Photo { .. } => {}
            }
        }
    }
}

#[test]
fn a_form_is_set_closer_where_that_saves_a_last_page_of_a_few_lines() {
    let form = |rows: usize| {
        let mut all: Vec<Row> = (0..rows)
            .map(|n| Row::new(vec![Cell::new(180.0, format!("第{n}行"), BODY)]).at_least(7.0))
            .collect();
        all.push(Row::new(vec![Cell::new(180.0, "签字", BODY)]).at_least(14.0));
        Form {
            number: "表 2",
            title: "表".into(),
            further: "",
            reference: String::new(),
            caption: String::new(),
            mark: String::new(),
            orientation: Orientation::Portrait,
            blocks: vec![Block::of(all)],
        }
    };
    let height = Orientation::Portrait.body_height();
    let full = ((height - 14.0) / 7.0) as usize;
    assert_eq!(page_counts(&[form(full), form(full + 3), form(2 * full)]), [1, 1, 2]);
    // Nothing is lost, and the box to sign keeps its height.
    let closer = form(full + 3).pages(&info());
    let texts: Vec<&str> = closer.iter().flat_map(Page::texts).filter(|text| text.ends_with('行')).collect();
    assert_eq!(texts.len(), full + 3);
    let boxes = closer[0].marks.iter().filter_map(|mark| match mark {
        Mark::Rect { height, .. } => Some(*height),
        _ => None,
    });
    assert!(boxes.clone().any(|height| (height - 14.0).abs() < 0.01), "{:?}", boxes.collect::<Vec<_>>());
    // Where a page more is used well, the rows keep their height.
    let wide = form(2 * full).pages(&info());
    let low = wide
        .iter()
        .flat_map(|page| &page.marks)
        .any(|mark| matches!(mark, Mark::Rect { height, .. } if *height < 6.9));
    assert!(!low);
}
