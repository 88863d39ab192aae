//! 按人员: what each colleague took in, finished and visited in a period, for the supervisor's talk with them. Only
//! complaints, counted as the table counts them. Issue 11, ledger 11-26.

use std::collections::BTreeMap;

use crate::domain::case::Case;
use crate::domain::event::EventKind;
use crate::domain::statistics::figure::Ratio;
use crate::domain::statistics::outcome::Counted;
use crate::domain::statistics::period::Window;

/// What one person did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonRow {
    /// Who, as written in the record.
    pub name: String,
    /// 受理: complaints received in the period that this person took in.
    pub received: u32,
    /// 首次响应及时率 of those.
    pub responded: Ratio,
    /// 处理完成 recorded in the period, round by round.
    pub handled: u32,
    /// 回访 tried in the period.
    pub visits: u32,
    /// Those that reached the customer.
    pub reached: u32,
}

/// Adds the cases of a period up by person.
#[derive(Debug, Clone)]
pub struct ByPerson {
    window: Window,
    rows: BTreeMap<String, PersonRow>,
}

impl ByPerson {
    /// Nobody yet.
    pub fn new(window: Window) -> Self {
        Self { window, rows: BTreeMap::new() }
    }

    /// Adds a case that has a part in the period; `counted` is what the table counts of it.
    pub fn add(&mut self, counted: &Counted, case: &Case) {
        if counted.movement.received {
            let row = self.row(&case.facts().receiver);
            row.received += 1;
            if let Some(met) = counted.outcome.responded {
                row.responded.add(met);
            }
        }
        for event in case.corrected_events().iter() {
            if !self.window.holds(event.at) {
                continue;
            }
            match &event.kind {
                EventKind::Handled { .. } => self.row(&event.by).handled += 1,
                EventKind::Visit(visit) => {
                    let row = self.row(visit.made_by(&event.by));
                    row.visits += 1;
                    row.reached += u32::from(visit.reached());
                }
                EventKind::Voided { .. } => break,
                _ => {}
            }
        }
    }

    fn row(&mut self, name: &str) -> &mut PersonRow {
        let row = self.rows.entry(name.to_owned()).or_default();
        row.name = name.to_owned();
        row
    }

    /// The people, by name.
    pub fn finish(self) -> Vec<PersonRow> {
        self.rows.into_values().collect()
    }
}
