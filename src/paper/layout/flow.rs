//! Page flow: blocks of rows, one under the other, over as many pages as they need.

use crate::paper::layout::boxes::{LaidRow, Row};
use crate::paper::layout::canvas::{FRAME, Mark};

/// Rows that belong together under one head, which is repeated where the block continues on a next page.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// The free space above, in millimetres; none at the top of a page.
    pub gap: f32,
    /// Above the first row.
    pub head: Vec<Row>,
    /// Above the first row of each further page.
    pub again: Vec<Row>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Whether all of it moves to the next page rather than being parted.
    pub together: bool,
    /// Whether it stands on the page of the last row before it: nobody signs a page without content.
    pub attached: bool,
    /// Whether it stands at the foot of its page, however much is free above: what is cut off.
    pub sunk: bool,
    /// Whether a stronger line runs around it.
    pub framed: bool,
}

impl Block {
    /// A framed block of rows without a head.
    pub fn of(rows: Vec<Row>) -> Self {
        Self {
            gap: 0.0,
            head: Vec::new(),
            again: Vec::new(),
            rows,
            together: false,
            attached: false,
            sunk: false,
            framed: true,
        }
    }

    /// Leaves space above.
    #[must_use]
    pub fn below(mut self, gap: f32) -> Self {
        self.gap = gap;
        self
    }

    /// Sets the head, the same on every page.
    #[must_use]
    pub fn headed(mut self, head: Vec<Row>) -> Self {
        self.again.clone_from(&head);
        self.head = head;
        self
    }

    /// Sets the head of the first page and that of the further ones.
    #[must_use]
    pub fn headed_again(mut self, head: Vec<Row>, again: Vec<Row>) -> Self {
        self.head = head;
        self.again = again;
        self
    }

    /// Keeps the block on one page where it can be.
    #[must_use]
    pub fn together(mut self) -> Self {
        self.together = true;
        self
    }

    /// Keeps the block whole and on the page of what stands before it: the last row before it moves on with it.
    #[must_use]
    pub fn attached(mut self) -> Self {
        self.together = true;
        self.attached = true;
        self
    }

    /// Keeps the block whole and at the foot of its page.
    #[must_use]
    pub fn sunk(mut self) -> Self {
        self.together = true;
        self.sunk = true;
        self
    }

    /// The same with its rows set closer.
    #[must_use]
    pub fn tightened(&self) -> Self {
        let closer = |rows: &[Row]| rows.iter().map(Row::tightened).collect();
        Self {
            head: closer(&self.head),
            again: closer(&self.again),
            rows: closer(&self.rows),
            ..self.clone()
        }
    }

    /// Draws no stronger line around the block.
    #[must_use]
    pub fn unframed(mut self) -> Self {
        self.framed = false;
        self
    }
}

/// Lays blocks out on pages whose body is so wide and high, in millimetres. The marks of a page
/// are placed from the upper left corner of the body. There is always at least one page.
pub fn flow(blocks: &[Block], width: f32, height: f32) -> Vec<Vec<Mark>> {
    let mut flow = Flow { pages: vec![Vec::new()], y: 0.0, fresh: true, width, height };
    for (index, block) in blocks.iter().enumerate() {
        flow.block(block, tail(&blocks[index + 1..]));
    }
    flow.pages
}

/// The height of the attached blocks that follow at once.
fn tail(blocks: &[Block]) -> f32 {
    let attached = blocks.iter().take_while(|block| block.attached);
    attached.map(|block| block.gap + total(&laid(&block.head)) + total(&laid(&block.rows))).sum()
}

struct Flow {
    pages: Vec<Vec<Mark>>,
    y: f32,
    /// Whether no row but heads stands on this page yet.
    fresh: bool,
    width: f32,
    height: f32,
}

impl Flow {
    /// Places a block; `tail` millimetres more must find room on the page where it ends.
    fn block(&mut self, block: &Block, tail: f32) {
        let head = laid(&block.head);
        let again = laid(&block.again);
        let rows = laid(&block.rows);
        if self.y > 0.0 {
            self.y += block.gap;
            let whole = total(&head) + total(&rows);
            let first = rows.first().map_or(0.0, |row| row.least().min(self.height));
            let lone = rows.len() == 1 && rows.iter().all(|row| !row.flows());
            let wanted = if (block.together || lone && tail > 0.0) && whole + tail <= self.height {
                whole + tail
            } else if block.together && whole <= self.height {
                whole
            } else {
                total(&head) + first
            };
            if !self.fits(wanted) {
                self.turn();
            }
        }
        if block.sunk {
            self.y = self.y.max(self.height - total(&head) - total(&rows));
        }
        let mut top = self.y;
        for row in head {
            self.place(&row);
        }
        let last = rows.len().saturating_sub(1);
        for (index, row) in rows.into_iter().enumerate() {
            let tail = if index == last { tail } else { 0.0 };
            top = self.row(row, &again, top, block.framed, tail);
        }
        self.frame(top, block.framed);
    }

    /// Places a row, turning the page as often as it needs, and returns where the block begins on the page reached.
    fn row(&mut self, row: LaidRow, again: &[LaidRow], mut top: f32, framed: bool, tail: f32) -> f32 {
        let mut rest = Some(row);
        while let Some(row) = rest.take() {
            let parted = if self.fits(row.height()) && !self.fits(row.height() + tail) {
                self.part(row.clone(), total(again) + tail)
            } else {
                None
            };
            if let Some((first, further)) = parted {
                if let Some(first) = first {
                    self.place(&first);
                }
                rest = Some(further);
            } else if self.fits(row.height()) {
                self.place(&row);
                self.fresh = false;
                continue;
            } else if self.fresh || row.flows() && self.fits(row.least()) {
                let (first, further) = row.cut(self.height - self.y);
                self.place(&first);
                rest = further;
            } else {
                rest = Some(row);
            }
            if rest.is_some() {
                self.frame(top, framed);
                self.turn();
                top = 0.0;
                for head in again {
                    self.place(head);
                }
            }
        }
        top
    }

    /// What of a row stays on this page and what goes on to the next with the attached blocks behind it; `None`
    /// when it stays as it is, because a next page would not hold them either.
    fn part(&self, row: LaidRow, beside: f32) -> Option<(Option<LaidRow>, LaidRow)> {
        if row.flows()
            && let Some((first, further)) = row.clone().without_end()
        {
            return Some((Some(first), further));
        }
        let moves = !self.fresh && row.height() + beside <= self.height;
        moves.then_some((None, row))
    }

    fn fits(&self, height: f32) -> bool {
        self.y + height <= self.height + 0.01
    }

    fn place(&mut self, row: &LaidRow) {
        let marks = row.marks(self.y);
        self.draw(marks);
        self.y += row.height();
    }

    fn frame(&mut self, top: f32, framed: bool) {
        if framed && self.y > top {
            let frame = Mark::outline(0.0, top, self.width, self.y - top, FRAME);
            self.draw(vec![frame]);
        }
    }

    fn draw(&mut self, marks: Vec<Mark>) {
        if let Some(page) = self.pages.last_mut() {
            page.extend(marks);
        }
    }

    fn turn(&mut self) {
        self.pages.push(Vec::new());
        self.y = 0.0;
        self.fresh = true;
    }
}

fn laid(rows: &[Row]) -> Vec<LaidRow> {
    rows.iter().map(Row::laid).collect()
}

fn total(rows: &[LaidRow]) -> f32 {
    rows.iter().map(LaidRow::height).sum()
}
