//! 调整: what became of the figures of a month after it was made final. Rules §9.
//!
//! Only counts are compared. A ratio of a month that is over goes on changing by itself, because deadlines of its cases
//! pass; that is no correction of the month.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::case::CaseNumber;
use crate::domain::code::ClosureCode;
use crate::domain::statistics::axis::{Axis, NONE, REST, TOTAL};
use crate::domain::statistics::column::Column;
use crate::domain::statistics::locked::StoredTable;
use crate::domain::statistics::outcome::Counted;
use crate::domain::statistics::report::Adjustment;

/// The columns that are compared.
pub const COMPARED: [Column; 7] = [
    Column::Opening,
    Column::Received,
    Column::Effective,
    Column::Closed,
    Column::Closing,
    Column::Repeats,
    Column::Escalated,
];

/// A cell of a table.
type Place = (Axis, String, Column);

/// What changed in a month since its table was made final.
///
/// `now` says of each case to which something happened since what it counts in that month now; nothing, when it has no
/// part in it any more. `told` are the adjustments of that month which a later final table has shown already: what they
/// say is taken for the figure before, so that no change is told twice.
pub fn adjustments<'a>(
    table: &StoredTable,
    now: &[(CaseNumber, Option<Counted>)],
    told: impl IntoIterator<Item = &'a Adjustment>,
) -> Vec<Adjustment> {
    let mut changes: BTreeMap<Place, Change> = BTreeMap::new();
    for (number, counted) in now {
        let then = table.cases.iter().find(|case| case.number == *number);
        let mut cells: BTreeMap<Place, i64> = BTreeMap::new();
        let parts = [(then, -1), (counted.as_ref(), 1)];
        for (case, sign) in parts.into_iter().filter_map(|(case, sign)| Some((case?, sign))) {
            for (place, count) in cells_of(case, table) {
                *cells.entry(place).or_default() += sign * i64::from(count);
            }
        }
        for (place, by) in cells.into_iter().filter(|(_, by)| *by != 0) {
            let change = changes.entry(place).or_default();
            change.by += by;
            change.numbers.insert(*number);
        }
    }
    let told: Vec<&Adjustment> = told.into_iter().filter(|one| one.period == table.month).collect();
    for one in &told {
        // Gone back to what the final table says: that is a change of what was told since.
        if let Some(place) = place_of(one) {
            changes.entry(place).or_default().numbers.extend(&one.numbers);
        }
    }
    let changes = changes.into_iter().filter_map(|((axis, key, column), change)| {
        let locked = i64::from(locked(table, axis, &key, column));
        let cell = |one: &&&Adjustment| {
            one.axis == axis.code() && one.key == key && one.column == column_key(column)
        };
        let last = told.iter().rev().find(cell);
        let before = last.map_or(locked, |one| i64::from(one.after));
        let after = locked + change.by;
        let known: BTreeSet<_> = last.iter().flat_map(|one| &one.numbers).copied().collect();
        let new: Vec<CaseNumber> = change.numbers.difference(&known).copied().collect();
        let numbers = if new.is_empty() { change.numbers.into_iter().collect() } else { new };
        let count = |value: i64| u32::try_from(value).unwrap_or_default();
        (before != after).then(|| Adjustment {
            period: table.month.clone(),
            axis: axis.code().to_owned(),
            key,
            column: column_key(column).to_owned(),
            before: count(before),
            after: count(after),
            numbers,
        })
    });
    changes.collect()
}

#[derive(Default)]
struct Change {
    by: i64,
    numbers: BTreeSet<CaseNumber>,
}

impl Adjustment {
    /// The block that it stands in.
    pub fn block(&self) -> Option<Axis> {
        Axis::ALL.iter().copied().find(|axis| axis.code() == self.axis)
    }

    /// The column that it stands in.
    pub fn figure(&self) -> Option<Column> {
        COMPARED.into_iter().find(|column| column_key(*column) == self.column)
    }
}

fn place_of(adjustment: &Adjustment) -> Option<Place> {
    Some((adjustment.block()?, adjustment.key.clone(), adjustment.figure()?))
}

/// The key of a compared column in the interchange format.
fn column_key(column: Column) -> &'static str {
    match column {
        Column::Opening => "opening",
        Column::Received => "received",
        Column::Effective => "effective",
        Column::Closed => "closed",
        Column::Closing => "closing",
        Column::Repeats => "repeats",
        Column::Escalated => "escalated",
        _ => "",
    }
}

/// What a case counts, cell by cell, in the rows of the final table.
fn cells_of(case: &Counted, table: &StoredTable) -> Vec<(Place, u32)> {
    let mut cells = Vec::new();
    for axis in Axis::OF_CODES {
        let key = row_of(case.key(*axis), *axis, table);
        for column in COMPARED {
            let count = case.count(column);
            if count > 0 {
                cells.push(((*axis, key.clone(), column), count));
                cells.push(((*axis, TOTAL.to_owned(), column), count));
            }
        }
    }
    for (_, code) in &case.movement.closures {
        cells.push(((Axis::Closure, ClosureCode::code(*code).to_owned(), Column::Closed), 1));
        cells.push(((Axis::Closure, TOTAL.to_owned(), Column::Closed), 1));
    }
    cells
}

/// The row that counts a key: of situations beyond the first ten it is the one for the rest.
fn row_of(key: Option<&str>, axis: Axis, table: &StoredTable) -> String {
    match key {
        None => NONE.to_owned(),
        Some(key) if axis == Axis::Situation && table.axes.rows(axis).iter().all(|row| row.key != key) => {
            REST.to_owned()
        }
        Some(key) => key.to_owned(),
    }
}

/// The figure as it was made final; a row that was not there counted nothing.
fn locked(table: &StoredTable, axis: Axis, key: &str, column: Column) -> u32 {
    if axis == Axis::Closure {
        return table.axes.closure.iter().find(|row| row.key == key).map_or(0, |row| row.closed);
    }
    let row = table.axes.rows(axis).iter().find(|row| row.key == key);
    row.map_or(0, |row| match column {
        Column::Opening => row.opening,
        Column::Received => row.received,
        Column::Effective => row.effective,
        Column::Closed => row.closed,
        Column::Closing => row.closing,
        Column::Repeats => row.repeats,
        Column::Escalated => row.escalated,
        _ => 0,
    })
}

/// The adjustments that a sheet prints: those of the main block, and of another block only what no line of the main one
/// tells, as a case that went from one class to another.
pub fn worth_printing(adjustments: &[Adjustment]) -> Vec<&Adjustment> {
    let main = Axis::Category.code();
    let told = |one: &Adjustment| {
        let mut same = adjustments
            .iter()
            .filter(|other| other.axis == main && other.period == one.period && other.column == one.column);
        same.any(|other| one.numbers.iter().all(|number| other.numbers.contains(number)))
    };
    adjustments.iter().filter(|one| one.axis == main || (one.key != TOTAL && !told(one))).collect()
}
