//! Cases in, report out.

use std::collections::BTreeSet;
use std::collections::HashMap;

use crate::domain::case::{Case, CaseNumber};
use crate::domain::code::{CaseKind, ClosureCode, Nature};
use crate::domain::settings::Settings;
use crate::domain::statistics::axis::{Axis, NONE, REST, TOTAL};
use crate::domain::statistics::column::{ClosureRow, Row};
use crate::domain::statistics::counting::Counting;
use crate::domain::statistics::figure::{Percent, shares};
use crate::domain::statistics::history::History;
use crate::domain::statistics::outcome::{Counted, Outcome};
use crate::domain::statistics::period::{Period, Window};
use crate::domain::statistics::report::{Axes, Check, Lists, Report};
use crate::domain::statistics::span_row::SpanRow;
use crate::domain::statistics::summary::{OtherKinds, Summary};
use crate::domain::statistics::year_to_date::YearToDate;
use crate::domain::time::Moment;

/// So many situations have a row of their own.
const TOP_SITUATIONS: usize = 10;

/// The report of a period from all cases. `as_of` is inclusive; whatever is dated later is not seen.
pub fn report<'a>(
    cases: impl IntoIterator<Item = &'a Case>,
    settings: &Settings,
    period: Period,
    as_of: Moment,
) -> Counting {
    let mut tally = Tally::new(settings, period, as_of);
    for case in cases {
        if let Some(row) = tally.add_case(case) {
            tally.add_row(&row);
        }
    }
    tally.finish()
}

/// What a case counts in a period; `None` when it has no part in it.
pub fn counted(case: &Case, settings: &Settings, period: Period, as_of: Moment) -> Option<Counted> {
    let mut tally = Tally::new(settings, period, as_of);
    tally.add_case(case);
    tally.cases.pop()
}

/// A report in the making. For a database of many cases: every span row is added, and in full only the cases that
/// [`SpanRow::is_wanted`] names.
#[derive(Debug)]
pub struct Tally<'a> {
    settings: &'a Settings,
    period: Period,
    as_of: Moment,
    window: Window,
    history: History,
    others: Vec<(CaseNumber, CaseKind)>,
    cases: Vec<Counted>,
    overdue: Vec<CaseNumber>,
}

impl<'a> Tally<'a> {
    /// An empty report.
    pub fn new(settings: &'a Settings, period: Period, as_of: Moment) -> Self {
        Self {
            settings,
            period,
            as_of,
            window: period.window(as_of),
            history: History::new(period, as_of),
            others: Vec::new(),
            cases: Vec::new(),
            overdue: Vec::new(),
        }
    }

    /// Counts the row of any case: for the periods before, the line of twelve months, the other kinds. Rows that
    /// were closed or voided before [`Period::looks_back_to`] may be left out.
    pub fn add_row(&mut self, row: &SpanRow) {
        self.history.add(row);
        let received = || row.movement(self.window).is_some_and(|movement| movement.received);
        if row.kind != CaseKind::Complaint && received() {
            self.others.push((row.number, row.kind));
        }
    }

    /// Counts a whole case in the period, and answers its row as it was known at the time of the report.
    pub fn add_case(&mut self, case: &Case) -> Option<SpanRow> {
        let later = case.events.iter().any(|event| event.at > self.as_of)
            || case.repeats.iter().any(|(_, at)| *at > self.as_of);
        let known = if later { Some(case.as_of(self.as_of)?) } else { None };
        let case = known.as_ref().unwrap_or(case);
        let state = case.state(&self.settings.rules);
        let row = SpanRow::of(case, &state);
        if row.kind != CaseKind::Complaint {
            return Some(row);
        }
        if row.is_open_at(self.as_of) && state.is_overdue(&self.settings.rules, self.as_of) {
            self.overdue.push(case.number);
        }
        if let Some(movement) = row.movement(self.window) {
            let outcome = Outcome::of(case.number, &state, &movement, self.window, self.as_of);
            self.cases.push(Counted {
                number: row.number,
                effective: movement.received && row.codes.nature == Some(Nature::Effective),
                keys: Axis::OF_CODES.iter().map(|axis| row.codes.key(*axis).map(str::to_owned)).collect(),
                movement,
                outcome,
                received_at: row.received_at,
            });
        }
        Some(row)
    }

    /// The report.
    pub fn finish(mut self) -> Counting {
        self.cases.sort_by_key(|case| case.number);
        self.overdue.sort();
        self.others.sort();
        let listed = |test: fn(&Outcome) -> bool| {
            self.cases.iter().filter(|case| test(&case.outcome)).map(|case| case.number).collect()
        };
        let report = Report {
            format: Report::FORMAT,
            version: Report::VERSION,
            property: self.settings.property.clone(),
            period: self.period,
            as_of: self.as_of,
            lock: None,
            check: Check::of(&self.cases),
            axes: self.axes(),
            lists: Lists {
                explained: listed(|outcome| outcome.explained),
                overrides: listed(|outcome| outcome.overridden),
                overdue: self.overdue,
            },
            adjustments: Vec::new(),
            summary: Summary::of(
                &self.cases,
                OtherKinds::of(&self.others),
                self.settings.households,
                self.window,
            ),
            year_to_date: YearToDate::of(&self.history.trend, self.settings.households),
            trend: self.history.trend,
            analysis: String::new(),
            households: self.settings.households,
        };
        Counting { report, cases: self.cases, others: self.others }
    }

    fn axes(&self) -> Axes {
        Axes {
            category: self.block(Axis::Category),
            class: self.block(Axis::Class),
            nature: self.block(Axis::Nature),
            content: self.block(Axis::Content),
            channel: self.block(Axis::Channel),
            closure: self.closures(),
            situation: self.block(Axis::Situation),
            department: self.block(Axis::Department),
            building: self.block(Axis::Building),
        }
    }

    /// The rows of an axis: the fixed ones in their order, what else occurs, 未分类, and the sum.
    fn block(&self, axis: Axis) -> Vec<Row> {
        let fixed = axis.fixed_keys(self.settings);
        let occurring: BTreeSet<&str> = self
            .cases
            .iter()
            .filter_map(|case| case.key(axis))
            .chain(self.history.previous.keys(axis))
            .chain(self.history.year_ago.keys(axis))
            .filter(|key| fixed.iter().all(|fixed| fixed != key))
            .collect();
        let mut rows: Vec<Row> =
            fixed.iter().map(String::as_str).chain(occurring).map(|key| self.row(axis, Some(key))).collect();
        self.fill(axis, &mut rows);
        let open_list = fixed.is_empty();
        if open_list {
            // Sorting is stable: equal rows stay in the order of their keys.
            rows.sort_by_key(|row| std::cmp::Reverse(row.received));
        }
        if axis == Axis::Situation {
            fold_rest(&mut rows);
        }
        if axis.has_none() {
            let mut none = [self.row(axis, None)];
            self.fill(axis, &mut none);
            rows.extend(none);
        }
        let received: Vec<u32> = rows.iter().map(|row| row.received).collect();
        for (row, share) in rows.iter_mut().zip(shares(&received)) {
            row.share = share;
        }
        let mut total = Row::new(TOTAL);
        for row in &rows {
            total.add(row);
        }
        total.share = (total.received > 0).then_some(Percent(1000));
        rows.push(total);
        rows
    }

    /// A row that holds what the periods before say.
    fn row(&self, axis: Axis, key: Option<&str>) -> Row {
        Row {
            previous: self.history.previous.under(axis, key),
            year_ago: self.history.year_ago.under(axis, key),
            ..Row::new(key.unwrap_or(NONE))
        }
    }

    /// Adds the cases to their rows.
    fn fill(&self, axis: Axis, rows: &mut [Row]) {
        let places: HashMap<String, usize> =
            rows.iter().enumerate().map(|(place, row)| (row.key.clone(), place)).collect();
        for case in &self.cases {
            if let Some(place) = places.get(case.key(axis).unwrap_or(NONE)) {
                rows[*place].add(&case.row());
            }
        }
    }

    fn closures(&self) -> Vec<ClosureRow> {
        let closures = || self.cases.iter().flat_map(|case| &case.movement.closures);
        let count = |test: &dyn Fn(ClosureCode) -> bool| {
            u32::try_from(closures().filter(|(_, code)| test(*code)).count()).unwrap_or(u32::MAX)
        };
        let row = |code: &ClosureCode| ClosureRow {
            key: code.code().to_owned(),
            closed: count(&|other| other == *code),
        };
        let mut rows: Vec<ClosureRow> = ClosureCode::ALL.iter().map(row).collect();
        rows.push(ClosureRow { key: TOTAL.to_owned(), closed: count(&|_| true) });
        rows
    }
}

/// The ten situations received most often keep their rows; everything else goes into `rest`.
fn fold_rest(rows: &mut Vec<Row>) {
    let top = rows.iter().take(TOP_SITUATIONS).take_while(|row| row.received > 0).count();
    let mut rest = Row::new(REST);
    for row in rows.drain(top..) {
        rest.add(&row);
    }
    rows.push(rest);
}
