//! Where the table of a sheet begins, what its columns are, and which of its rows are records.

use crate::sheet::import::field::{Field, fit, plain_head};
use crate::sheet::read::cell::{Cell, Row};
use crate::sheet::read::visit::Merges;

/// A head stands within so many filled rows from the top.
pub(crate) const HEAD_WITHIN: usize = 40;

/// Longer texts are no head.
const LONGEST_HEAD: usize = 12;
/// Fewer columns are no table.
const FEWEST_HEADS: usize = 3;

/// What each column of a sheet is, from the first on.
pub type Mapping<F> = Vec<Option<F>>;

/// The table on a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<F> {
    /// The row of the head; of a head of two rows the second.
    pub head: u32,
    /// What stands above each column.
    pub heads: Vec<String>,
    /// What the columns are, as far as the heads tell.
    pub mapping: Mapping<F>,
}

impl<F: Field> Table<F> {
    /// Finds the table of a sheet, of which these are the first rows, by the head that says most; `None` when no row is a
    /// head of such a book.
    pub fn find(rows: &[Row]) -> Option<Self> {
        let mut best: Option<(usize, Self)> = None;
        for (place, row) in rows.iter().enumerate() {
            let single: Vec<String> = row.cells.iter().map(Cell::text).collect();
            let above =
                place.checked_sub(1).map(|place| &rows[place]).filter(|above| above.number + 1 == row.number);
            // A head of two rows: what stands below tells more than what stands above.
            let double = above.map(|above| {
                let width = above.cells.len().max(row.cells.len());
                let text = |column| match row.cell(column).text() {
                    text if text.is_empty() => above.cell(column).text(),
                    text => text,
                };
                (0..width).map(text).collect::<Vec<_>>()
            });
            for heads in std::iter::once(single).chain(double) {
                let mapping = propose::<F>(&heads);
                let found: Vec<F> = mapping.iter().flatten().copied().collect();
                let more = best.as_ref().is_none_or(|(most, _)| found.len() > *most);
                if more && F::suffices(&found) {
                    best = Some((found.len(), Self { head: row.number, heads, mapping }));
                }
            }
        }
        best.map(|(_, table)| table)
    }

    /// The likeliest table of a sheet on which no row says what its columns are: below the first row of several short texts,
    /// each another.
    pub fn guess(rows: &[Row]) -> Option<Self> {
        let is_head = |row: &&Row| {
            let texts: Vec<String> = row.filled().map(|(_, cell)| cell.text()).collect();
            let words = row.filled().all(|(_, cell)| matches!(cell, Cell::Text(_)));
            let short = texts.iter().all(|text| {
                text.chars().count() <= LONGEST_HEAD && text.contains(|c: char| c.is_alphabetic())
            });
            let single = texts.iter().enumerate().all(|(at, text)| !texts[..at].contains(text));
            texts.len() >= FEWEST_HEADS && words && short && single
        };
        let row = rows.iter().find(is_head)?;
        let heads: Vec<String> = row.cells.iter().map(Cell::text).collect();
        Some(Self { head: row.number, mapping: propose::<F>(&heads), heads })
    }

    /// Whether the columns make a book of this kind.
    pub fn suffices(&self) -> bool {
        F::suffices(&self.mapping.iter().flatten().copied().collect::<Vec<F>>())
    }

    /// What a row below the head is.
    pub fn kind(&self, row: &Row, merges: &Merges) -> RowKind {
        let texts: Vec<(usize, String)> = row.filled().map(|(column, cell)| (column, cell.text())).collect();
        let width = self.mapping.iter().flatten().count();
        let known = texts.iter().filter(|(column, _)| self.mapping.get(*column).is_some_and(Option::is_some));
        let known = known.count();
        if known == 0 {
            return RowKind::Other;
        }
        let repeated = texts.iter().filter(|(column, text)| self.heads.get(*column) == Some(text)).count();
        if repeated * 2 > texts.len() && repeated > 1 {
            return RowKind::Head;
        }
        if texts.iter().take(2).any(|(_, text)| is_total(text)) {
            return RowKind::Total;
        }
        let alone = texts.len() == 1 || merges.is_banner(width.div_ceil(2));
        if alone || texts.first().is_some_and(|(_, text)| is_remark(text)) {
            return RowKind::Other;
        }
        RowKind::Record
    }

    /// The columns that are this field.
    pub fn columns(&self, field: F) -> impl Iterator<Item = usize> {
        let columns = self.mapping.iter().enumerate();
        columns.filter(move |(_, found)| **found == Some(field)).map(|(column, _)| column)
    }

    /// The cell of a row in the column of a field; of several the first that is filled.
    pub fn cell<'a>(&self, row: &'a Row, field: F) -> &'a Cell {
        let cells = self.columns(field).map(|column| row.cell(column));
        cells.into_iter().find(|cell| !cell.is_blank()).unwrap_or(&Cell::Blank)
    }

    /// The text of a row in the columns of a field, joined by `；` when there are several.
    pub fn text(&self, row: &Row, field: F) -> String {
        let texts = self.columns(field).map(|column| row.cell(column).text());
        texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("；")
    }

    /// The row as it stands there, each text under its head.
    pub fn original(&self, row: &Row) -> Vec<(String, String)> {
        let head = |column: usize| self.heads.get(column).map_or("", |head| head.as_str());
        let cells = row.filled().map(|(column, cell)| (head(column).to_owned(), cell.text()));
        cells.collect()
    }
}

/// What a row below the head is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A record.
    Record,
    /// The head once more.
    Head,
    /// A sum.
    Total,
    /// A heading between records, a remark, a line of signatures.
    Other,
}

/// What each column is, the surest first; a field that does not repeat is given once.
fn propose<F: Field>(heads: &[String]) -> Mapping<F> {
    let plain: Vec<String> = heads.iter().map(|head| plain_head(head)).collect();
    let mut fits = Vec::new();
    for (column, head) in plain.iter().enumerate() {
        for (order, field) in F::ALL.iter().enumerate() {
            let fit = fit(*field, head);
            if fit > 0 {
                fits.push((std::cmp::Reverse(fit), column, order, *field));
            }
        }
    }
    fits.sort_by_key(|(fit, column, order, _)| (*fit, *column, *order));
    let mut mapping = vec![None; heads.len()];
    for (_, column, _, field) in fits {
        let taken = !field.repeats() && mapping.contains(&Some(field));
        if mapping[column].is_none() && !taken {
            mapping[column] = Some(field);
        }
    }
    mapping
}

/// 合计, 小计, 本月合计: the beginning of a row of sums.
fn is_total(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let sums = ["合计", "小计", "总计", "共计", "累计", "汇总"];
    let short = plain.chars().count() <= 12;
    let rest = plain.trim_start_matches(|c: char| {
        "本当上中下半全第一二三四五六七八九十0123456789年月周季度日旬份".contains(c)
    });
    short && sums.iter().any(|sum| rest.starts_with(sum))
}

/// 制表：…, 注：…: a line that is no record.
fn is_remark(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let begins = [
        "制表",
        "填表",
        "审核",
        "审批",
        "复核",
        "编制",
        "备注",
        "注",
        "说明",
        "填报",
        "统计人",
        "负责人签",
        "单位负责人",
    ];
    let marked = plain.chars().take(8).any(|c| matches!(c, ':' | '：'));
    marked && begins.iter().any(|word| plain.starts_with(word))
}
