//! Rows as they come: whoever reads a book is handed one row after the other and keeps of it what he needs, so that a large
//! book is read in little memory.

use std::mem;
use std::ops::ControlFlow;

use crate::sheet::read::cell::{Cell, Merge, Row, Sheet};

/// Takes the rows of a book.
pub trait Visitor {
    /// A sheet begins; its joined cells are known before its rows.
    fn sheet(&mut self, name: &str, merges: Vec<Merge>);

    /// A row in which something stands, from above.
    fn row(&mut self, row: Row) -> ControlFlow<()>;
}

impl Visitor for Vec<Sheet> {
    fn sheet(&mut self, name: &str, merges: Vec<Merge>) {
        self.push(Sheet { name: name.to_owned(), rows: Vec::new(), merges });
    }

    fn row(&mut self, row: Row) -> ControlFlow<()> {
        if let Some(sheet) = self.last_mut() {
            sheet.rows.push(row);
        }
        ControlFlow::Continue(())
    }
}

/// Hands on the rows of sheets that are held already.
pub fn walk_sheets(sheets: &[Sheet], visitor: &mut dyn Visitor) {
    for sheet in sheets {
        visitor.sheet(&sheet.name, sheet.merges.clone());
        for row in &sheet.rows {
            if visitor.row(row.clone()).is_break() {
                return;
            }
        }
    }
}

/// The joined cells of a sheet, while its rows come by from above.
#[derive(Debug, Default)]
pub struct Merges {
    /// From the lowest first row to the highest.
    to_come: Vec<Merge>,
    /// Those that reach into the row at hand, with what stands in the first cell of one that goes downwards.
    here: Vec<(Merge, Option<Cell>)>,
}

impl Merges {
    /// Those of a sheet.
    pub fn new(mut merges: Vec<Merge>) -> Self {
        merges.sort_by_key(|merge| std::cmp::Reverse(merge.top));
        Self { to_come: merges, here: Vec::new() }
    }

    /// Goes on to a row, and puts what stands in cells joined downwards into it, as far as nothing else stands there: one
    /// date beside three complaints belongs to all three.
    pub fn step(&mut self, row: &mut Row) {
        self.here.retain(|(merge, _)| merge.bottom >= row.number);
        for (merge, value) in &self.here {
            if let Some(value) = value {
                if row.cells.len() <= merge.left {
                    row.cells.resize(merge.left + 1, Cell::Blank);
                }
                if row.cells[merge.left].is_blank() {
                    row.cells[merge.left] = value.clone();
                }
            }
        }
        while let Some(merge) = self.to_come.pop_if(|merge| merge.top <= row.number) {
            if merge.bottom < row.number {
                continue;
            }
            let downwards = merge.bottom > merge.top && merge.top == row.number;
            let value = row.cell(merge.left);
            let value = (downwards && !value.is_blank()).then(|| value.clone());
            self.here.push((merge, value));
        }
    }

    /// Whether cells of the row at hand are joined across so many columns that it is a heading.
    pub fn is_banner(&self, width: usize) -> bool {
        self.here.iter().any(|(merge, _)| merge.right - merge.left + 1 >= width.max(2))
    }

    /// Whether cells of this column are joined downwards further below.
    pub fn joins_downwards(&self, column: usize) -> bool {
        let here = self.here.iter().map(|(merge, _)| merge);
        self.to_come.iter().chain(here).any(|merge| merge.left == column && merge.bottom > merge.top)
    }
}

/// Puts the cells of a book together to rows.
pub(crate) struct Rows<'a> {
    visitor: &'a mut dyn Visitor,
    row: Row,
    /// Whether anything stood in the book at all.
    pub any: bool,
}

impl<'a> Rows<'a> {
    pub fn new(visitor: &'a mut dyn Visitor) -> Self {
        Self { visitor, row: Row { number: 0, cells: Vec::new() }, any: false }
    }

    /// A sheet begins.
    pub fn sheet(&mut self, name: &str, merges: Vec<Merge>) {
        self.visitor.sheet(name, merges);
        self.row = Row { number: 0, cells: Vec::new() };
    }

    /// The cells of a row, which begins now if it is another than the last one.
    pub fn cells_of(&mut self, number: u32) -> Result<&mut Vec<Cell>, Stopped> {
        if number != self.row.number {
            self.end()?;
            self.row.number = number;
        }
        Ok(&mut self.row.cells)
    }

    /// Hands a whole row on.
    pub fn whole(&mut self, row: Row) -> Result<(), Stopped> {
        self.any |= !row.cells.is_empty();
        if row.cells.is_empty() || self.visitor.row(row).is_continue() { Ok(()) } else { Err(Stopped) }
    }

    /// The last row of the sheet is complete.
    pub fn end(&mut self) -> Result<(), Stopped> {
        let cells = mem::take(&mut self.row.cells);
        self.whole(Row { number: self.row.number, cells })
    }
}

/// The visitor wants no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stopped;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_joined_downwards_stands_in_each_of_its_rows() {
        let text = |text: &str| Cell::of_text(text.to_owned());
        let merge = |top, bottom, left, right| Merge { top, bottom, left, right };
        let mut merges = Merges::new(vec![merge(3, 5, 1, 1), merge(1, 1, 0, 4), merge(4, 5, 0, 0)]);
        let mut step = |number, cells: &[&str]| {
            let mut row = Row { number, cells: cells.iter().map(|one| text(one)).collect() };
            merges.step(&mut row);
            (row.cells.iter().map(Cell::text).collect::<Vec<_>>(), merges.is_banner(3))
        };
        let line = |cells: &[&str]| cells.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        assert_eq!(step(1, &["title"]), (line(&["title"]), true));
        assert_eq!(step(3, &["a", "1月5日"]), (line(&["a", "1月5日"]), false));
        assert_eq!(step(4, &["b", "", "x"]), (line(&["b", "1月5日", "x"]), false));
        assert_eq!(step(5, &[""]), (line(&["b", "1月5日"]), false));
        assert_eq!(step(6, &["c"]), (line(&["c"]), false));
    }
}
