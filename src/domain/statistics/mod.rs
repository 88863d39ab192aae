//! The monthly 《顾客投诉分类统计表》 as a value (rules §9, form 3). Ledger 11-05.
//!
//! | file | what lives there |
//! |---|---|
//! | `period` | month, quarter, year: from when to when, the period before, the year before |
//! | `span_row` | a case as statistics keep it in the database, and what it counts in a window of time |
//! | `outcome` | what one case adds to the ratios: answered in time, handled in time, visited, satisfied |
//! | `figure` | ratios, percentages, shares that add up to 100.0 |
//! | `axis`, `column` | the blocks of the table and their columns |
//! | `history` | what the periods before received, and the line of twelve months |
//! | `summary` | the summary box |
//! | `report` | the whole value, in the JSON form of the interchange format |
//! | `tally` | cases in, report out |
//! | `year_to_date` | 累计: the sums of the year up to the period |
//!
//! The desk has two ways to make a report that give the same value: hand all cases to `tally::report`, or hand to
//! a `tally::Tally` the span rows of all cases, and in full only those that `SpanRow::is_wanted` names.

pub mod axis;
pub mod column;
pub mod figure;
pub mod history;
pub mod outcome;
pub mod period;
pub mod report;
pub mod span_row;
pub mod summary;
pub mod tally;
pub mod year_to_date;
