//! Twelve months as bars and a line, drawn in black outlines and hatching for cheap printers.

use crate::paper::layout::canvas::{HAIRLINE, Mark, Shade};
use crate::paper::layout::text::{Style, width};

const AXIS: Style = Style::regular(8.0);
/// Of the line of open cases, in millimetres.
const STROKE: f32 = 0.35;
/// Between two lines of hatching, in millimetres.
const HATCH: f32 = 1.1;
/// Half the side of a point of the line, in millimetres.
const POINT: f32 = 0.7;

/// The figures of one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bars {
    /// Hatched bar.
    pub received: u32,
    /// White bar.
    pub closed: u32,
    /// Point of the line.
    pub open: u32,
}

/// Where a chart stands: `left` millimetres are kept for the figures of the axis, the rest is shared by the months.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Width in all, in millimetres.
    pub width: f32,
    /// Height in millimetres.
    pub height: f32,
    /// Kept for the axis, in millimetres.
    pub left: f32,
}

/// The chart, from the upper left corner of its place. Each month fills an equal column, so that the
/// columns of a table below can stand under the bars.
pub fn chart(months: &[Bars], place: Place) -> Vec<Mark> {
    let top = nice(months.iter().flat_map(|m| [m.received, m.closed, m.open]).max().unwrap_or(0));
    let foot = place.height - 1.0;
    let scale = (foot - 3.0) / top as f32;
    let column = (place.width - place.left) / months.len().max(1) as f32;
    let mut marks = axis(top, scale, foot, place);
    let mut before: Option<(f32, f32)> = None;
    let mut line = Vec::new();
    for (index, month) in months.iter().enumerate() {
        let middle = place.left + (index as f32 + 0.5) * column;
        let bar = (column * 0.3).min(9.0);
        let height = |count: u32| count as f32 * scale;
        marks.extend(hatched(middle - bar, foot, bar, height(month.received)));
        marks.extend(blank(middle, foot, bar, height(month.closed)));
        let point = (middle, foot - height(month.open));
        if let Some(from) = before {
            line.push(Mark::Line { from, to: point, thickness: STROKE });
        }
        // A month in which nothing was is no point.
        if month.received + month.closed + month.open > 0 {
            line.push(dot(point));
        }
        before = Some(point);
    }
    marks.extend(line);
    marks
}

/// The samples of a legend, each 6 × 3 mm: hatched bar, white bar, line with a point.
pub fn samples() -> [Vec<Mark>; 3] {
    let line = Mark::Line { from: (0.0, 1.5), to: (6.0, 1.5), thickness: STROKE };
    [hatched(0.0, 3.0, 6.0, 3.0), blank(0.0, 3.0, 6.0, 3.0), vec![line, dot((3.0, 1.5))]]
}

fn axis(top: u32, scale: f32, foot: f32, place: Place) -> Vec<Mark> {
    let mut marks = vec![
        Mark::Line { from: (place.left, foot), to: (place.width, foot), thickness: STROKE },
        Mark::Line { from: (place.left, 1.0), to: (place.left, foot), thickness: HAIRLINE },
    ];
    for step in 0..=4_u32 {
        let count = top * step / 4;
        let y = foot - count as f32 * scale;
        let text = count.to_string();
        marks.push(Mark::Line { from: (place.left - 1.0, y), to: (place.left, y), thickness: HAIRLINE });
        marks.push(Mark::Text {
            x: place.left - 1.8 - width(&text, AXIS),
            y: y + AXIS.size * 0.12,
            style: AXIS,
            text,
        });
    }
    marks
}

/// The least multiple of 4 with a round figure that is not below the greatest count.
fn nice(greatest: u32) -> u32 {
    let steps = [4_u32, 8, 12, 20, 40, 60, 80, 100, 120, 160, 200, 300, 400];
    let small = steps.into_iter().find(|step| *step >= greatest);
    small.unwrap_or_else(|| greatest.div_ceil(400).saturating_mul(400))
}

fn blank(x: f32, foot: f32, width: f32, height: f32) -> Vec<Mark> {
    if height <= 0.0 {
        return Vec::new();
    }
    vec![Mark::outline(x, foot - height, width, height, HAIRLINE)]
}

fn hatched(x: f32, foot: f32, width: f32, height: f32) -> Vec<Mark> {
    let mut marks = blank(x, foot, width, height);
    if marks.is_empty() {
        return marks;
    }
    let top = foot - height;
    let mut along = HATCH;
    while along < width + height {
        // A rising diagonal: from the left or lower edge to the upper or right edge.
        let from = (x + (along - height).max(0.0), top + along.min(height));
        let to = (x + along.min(width), top + (along - width).max(0.0));
        marks.push(Mark::Line { from, to, thickness: HAIRLINE });
        along += HATCH;
    }
    marks
}

fn dot((x, y): (f32, f32)) -> Mark {
    let (x, y, side) = (x - POINT, y - POINT, 2.0 * POINT);
    Mark::Rect { x, y, width: side, height: side, fill: Some(Shade::White), outline: Some(STROKE) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> Place {
        Place { width: 260.0, height: 50.0, left: 20.0 }
    }

    #[test]
    fn bars_stay_inside_their_place() {
        let months = [0, 1, 7, 46, 3999].map(|n| Bars { received: n, closed: n / 2, open: n / 3 });
        for mark in chart(&months, place()) {
            let (left, right, top, foot) = match mark {
                Mark::Rect { x, y, width, height, .. } => (x, x + width, y, y + height),
                Mark::Line { from, to, .. } => (from.0, to.0, to.1.min(from.1), from.1.max(to.1)),
                Mark::Text { x, y, .. } | Mark::Photo { x, y, .. } => (x, x, y, y),
            };
            assert!(left >= 0.0 && right <= 260.01 && top >= 0.0 && foot <= 50.01);
        }
    }

    #[test]
    fn bar_heights_are_in_proportion() {
        let months = [Bars { received: 10, closed: 0, open: 0 }, Bars { received: 20, closed: 0, open: 0 }];
        let heights: Vec<f32> = chart(&months, place())
            .into_iter()
            .filter_map(|mark| match mark {
                Mark::Rect { height, fill: None, .. } => Some(height),
                _ => None,
            })
            .collect();
        assert_eq!(heights.len(), 2);
        assert!((heights[1] - 2.0 * heights[0]).abs() < 0.01);
    }

    #[test]
    fn a_year_without_cases_draws_only_the_axis_and_the_line() {
        let months = [Bars { received: 0, closed: 0, open: 0 }; 12];
        let marks = chart(&months, place());
        assert!(!marks.iter().any(|mark| matches!(mark, Mark::Rect { fill: None, .. })));
    }
}
