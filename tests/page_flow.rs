//! Page flow, tested on the plain page model: nothing lost, nothing cut that need not be, heads repeated.

use proptest::prelude::*;

use tingsu::paper::layout::boxes::{Cell, Row};
use tingsu::paper::layout::canvas::Mark;
use tingsu::paper::layout::flow::{Block, flow};
use tingsu::paper::layout::table::{Column, record, table};
use tingsu::paper::layout::text::Style;

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
                Mark::Line { .. } => {}
            }
        }
    }
}
