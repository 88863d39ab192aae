//! 高频服务需求 of a period, complainants who gave praise later, and its 专题. Ledger 11-27, 20-16, 21-14.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::NaiveDate;

use crate::desk::as_of::View;
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::praise::won_back;
use crate::desk::print::aside::aside;
use crate::desk::reply::Reply;
use crate::domain::case_query::{CaseFilter, CaseOrder};
use crate::domain::case_row::CaseRow;
use crate::domain::code::CaseKind;
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::domain::statistics::focus::{FocusLine, focus, noted};
use crate::domain::statistics::needs::{ASKED, ServiceNeeds, needs};
use crate::domain::statistics::period::Period;

impl Desk {
    /// What was asked for most often in a period, and which of its praises came from somebody who had complained.
    pub fn needs_of(&self, period: Period) -> Reply<ServiceNeeds> {
        let desk = self.clone();
        aside(move || {
            let now = desk.now();
            let all = |period: Period| desk.received_in(period, &ASKED);
            let asked = needs(&all(period)?, &all(period.previous())?);
            let praises = desk.received_in(period, &[CaseKind::Praise])?;
            let back = desk
                .ask(move |db| {
                    let view = View::at(db, now)?;
                    won_back(db, &view, &praises)
                })
                .wait()?;
            Ok(ServiceNeeds { needs: asked, won_back: back })
        })
    }

    /// The complaints of a period by area and topic, what 服务簿 holds of it; by motive and fault too where a supervisor asks.
    pub fn focus_of(&self, period: Period, actor: &Actor) -> Reply<Vec<FocusLine>> {
        let (desk, inner) = (self.clone(), permission::decides(actor));
        aside(move || {
            let settings = desk.settings().wait()?;
            let names: BTreeMap<_, _> = desk.situation_names().into_iter().collect();
            let of = |period: Period| desk.received_in(period, &[CaseKind::Complaint, CaseKind::Praise]);
            let (now, before) = (of(period)?, of(period.previous())?);
            let mut lines = focus(&now, &before, &settings, &names, inner);
            let book = desk.service_notes().wait()?;
            // What only the supervisor sees stays last.
            let inner = lines.iter().position(|line| line.key.is_judgement()).unwrap_or(lines.len());
            lines.splice(inner..inner, noted(&book, &days(period), &days(period.previous())));
            Ok(lines)
        })
    }

    /// The cases of these kinds that were received in a period, kind by kind.
    fn received_in(&self, period: Period, kinds: &[CaseKind]) -> Result<Vec<CaseRow>, Error> {
        let window = period.window(self.now());
        let (from, to) = (Some(window.start), Some(window.limit));
        let of = |kind| CaseFilter { from, to, kind: Some(kind), ..CaseFilter::default() };
        kinds.iter().flat_map(|kind| self.every_case(of(*kind), CaseOrder::Oldest)).collect()
    }
}

/// The days of a period.
fn days(period: Period) -> RangeInclusive<NaiveDate> {
    period.start_date()..=period.last_date()
}
