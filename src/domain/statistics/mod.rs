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
//! | `counting`, `behind` | a report with its cases; the figures that open a list, and the cases behind each |
//! | `tally` | cases in, report out |
//! | `locked` | 定稿: a table that was made final, and the versions of a month |
//! | `month_file`, `rollup` | a month as a file for the company, and many of them added up |
//! | `by_person` | 按人员: what each colleague took in, finished and visited |
//! | `needs` | 高频服务需求, and who complained and came back with praise |
//! | `focus` | 专题: 设施／服务／安全, topics across categories, motives and faults |
//! | `case_lists` | the lists of cases at the end: open, hot, overdue, 已解释，业主未认可, 特批关闭 |
//! | `adjustment` | 调整: what became of the figures of a final month |
//! | `year_to_date` | 累计: the sums of the year up to the period |
//!
//! The desk has two ways to make a report that give the same value: hand all cases to `tally::report`, or hand to
//! a `tally::Tally` the span rows of all cases, and in full only those that `SpanRow::is_wanted` names.

pub mod adjustment;
pub mod axis;
pub mod behind;
pub mod by_person;
pub mod case_lists;
pub mod column;
pub mod counting;
pub mod figure;
pub mod focus;
pub mod history;
pub mod locked;
pub mod month_file;
pub mod needs;
pub mod outcome;
pub mod period;
pub mod report;
pub mod rollup;
pub mod span_row;
pub mod summary;
pub mod tally;
pub mod year_to_date;
