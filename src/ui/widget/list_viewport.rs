//! The arithmetic of a long list: which rows are in sight, where the scroller is, where a key leads.

use std::ops::Range;

use iced::keyboard::key::Named;
use iced::{Point, Rectangle};

/// Width of the scroller.
const SCROLLER: f32 = 6.0;
/// Room around the scroller that still takes the pointer.
const REACH: f32 = 4.0;

/// A list of `len` rows, each `row` pixels high, seen through `body`. Offsets are pixels scrolled, in
/// doubles because a million rows are more than a float holds exactly.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ListViewport {
    /// How many rows there are.
    pub len: usize,
    /// Height of one.
    pub row: f32,
    /// Where they are seen.
    pub body: Rectangle,
}

impl ListViewport {
    /// Height of all rows.
    pub fn full(&self) -> f64 {
        self.len as f64 * f64::from(self.row)
    }

    /// The largest offset.
    pub fn furthest(&self) -> f64 {
        (self.full() - f64::from(self.body.height)).max(0.0)
    }

    /// The rows that are in sight, the first and last perhaps in part.
    pub fn rows(&self, offset: f64) -> Range<usize> {
        let row = f64::from(self.row);
        let first = (offset / row).floor() as usize;
        let last = ((offset + f64::from(self.body.height)) / row).ceil() as usize;
        first.min(self.len)..last.min(self.len)
    }

    /// How far above (negative) the body the first row in sight starts.
    pub fn shift(&self, offset: f64) -> f32 {
        (self.rows(offset).start as f64 * f64::from(self.row) - offset) as f32
    }

    /// The row under a point.
    pub fn row_at(&self, offset: f64, point: Point) -> Option<usize> {
        let down = f64::from(point.y - self.body.y) + offset;
        let row = (down / f64::from(self.row)).floor();
        (self.body.contains(point) && row >= 0.0).then_some(row as usize).filter(|row| *row < self.len)
    }

    /// The offset nearest to `offset` at which the whole row is in sight.
    pub fn reveal(&self, offset: f64, row: usize) -> f64 {
        let top = row as f64 * f64::from(self.row);
        let bottom = top + f64::from(self.row) - f64::from(self.body.height);
        offset.clamp(bottom.min(top), top).clamp(0.0, self.furthest())
    }

    /// Where the scroller is, if there is anything to scroll.
    pub fn scroller(&self, offset: f64) -> Option<Rectangle> {
        let furthest = self.furthest();
        if furthest <= 0.0 {
            return None;
        }
        let body = self.body;
        let part = (f64::from(body.height) / self.full()) as f32;
        let height = (body.height * part).max(32.0).min(body.height);
        let y = body.y + (body.height - height) * (offset / furthest) as f32;
        Some(Rectangle { x: body.x + body.width - SCROLLER - 2.0, y, width: SCROLLER, height })
    }

    /// Whether a point is at the rail of the scroller.
    pub fn on_rail(&self, offset: f64, point: Point) -> bool {
        self.body.contains(point) && self.scroller(offset).is_some_and(|at| point.x >= at.x - REACH)
    }

    /// The offset when the scroller, held `grab` below its top, is dragged to `y`.
    pub fn dragged(&self, offset: f64, grab: f32, y: f32) -> f64 {
        let Some(scroller) = self.scroller(offset) else { return 0.0 };
        let travel = (self.body.height - scroller.height).max(1.0);
        let part = f64::from((y - grab - self.body.y) / travel);
        (part * self.furthest()).clamp(0.0, self.furthest())
    }

    /// The row that a key leads to from the row `at`.
    pub fn step(&self, key: Named, at: Option<usize>) -> Option<usize> {
        let last = self.len.checked_sub(1)?;
        let page = ((self.body.height / self.row) as usize).max(2) - 1;
        Some(match (key, at) {
            (Named::ArrowDown | Named::PageDown | Named::Home, None) => 0,
            (Named::ArrowUp | Named::PageUp | Named::End, None) => last,
            (Named::ArrowDown, Some(at)) => (at + 1).min(last),
            (Named::ArrowUp, Some(at)) => at.saturating_sub(1),
            (Named::PageDown, Some(at)) => (at + page).min(last),
            (Named::PageUp, Some(at)) => at.saturating_sub(page),
            (Named::Home, Some(_)) => 0,
            (Named::End, Some(_)) => last,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn viewport(len: usize) -> ListViewport {
        let body = Rectangle { x: 0.0, y: 100.0, width: 500.0, height: 200.0 };
        ListViewport { len, row: 40.0, body }
    }

    #[test]
    fn only_rows_in_sight_are_named() {
        assert_eq!(viewport(1_000_000).rows(0.0), 0..5);
        assert_eq!(viewport(1_000_000).rows(60.0), 1..7);
        assert_eq!(viewport(3).rows(0.0), 0..3);
        assert_eq!(viewport(0).rows(0.0), 0..0);
    }

    #[test]
    fn the_last_row_of_a_million_stands_exactly_at_the_foot() {
        let list = viewport(1_000_000);
        let offset = list.furthest();
        assert_eq!(list.rows(offset), 999_995..1_000_000);
        assert_eq!(list.shift(offset), 0.0);
        assert_eq!(list.row_at(offset, Point::new(1.0, 299.0)), Some(999_999));
    }

    #[test]
    fn a_row_is_revealed_by_the_smallest_move() {
        let list = viewport(100);
        assert_eq!(list.reveal(0.0, 2), 0.0);
        assert_eq!(list.reveal(0.0, 5), 40.0);
        assert_eq!(list.reveal(400.0, 3), 120.0);
    }

    #[test]
    fn keys_lead_within_the_list() {
        let list = viewport(100);
        assert_eq!(list.step(Named::ArrowDown, None), Some(0));
        assert_eq!(list.step(Named::ArrowDown, Some(99)), Some(99));
        assert_eq!(list.step(Named::PageDown, Some(1)), Some(5));
        assert_eq!(list.step(Named::End, Some(1)), Some(99));
        assert_eq!(list.step(Named::F1, Some(1)), None);
    }

    #[test]
    fn dragging_the_scroller_to_the_end_reaches_the_end() {
        let list = viewport(100);
        assert_eq!(list.dragged(0.0, 0.0, 100.0), 0.0);
        assert_eq!(list.dragged(0.0, 0.0, 1000.0), list.furthest());
    }
}
