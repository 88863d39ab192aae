//! 高频服务需求 of a period, and complainants who gave praise later. Ledger 11-27, 20-16.

use crate::desk::as_of::View;
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::praise::won_back;
use crate::desk::print::aside::aside;
use crate::desk::reply::Reply;
use crate::domain::case_query::{CaseFilter, CaseOrder};
use crate::domain::case_row::CaseRow;
use crate::domain::code::CaseKind;
use crate::domain::statistics::needs::{ASKED, ServiceNeeds, needs};
use crate::domain::statistics::period::Period;

impl Desk {
    /// What was asked for most often in a period, and which of its praises came from somebody who had complained.
    pub fn needs_of(&self, period: Period) -> Reply<ServiceNeeds> {
        let desk = self.clone();
        aside(move || {
            let now = desk.now();
            let received = |period: Period, kind: CaseKind| {
                let window = period.window(now);
                let (from, to) = (Some(window.start), Some(window.limit));
                let filter = CaseFilter { from, to, kind: Some(kind), ..CaseFilter::default() };
                desk.every_case(filter, CaseOrder::Oldest).collect::<Result<Vec<CaseRow>, Error>>()
            };
            let all = |period: Period| {
                let kinds = ASKED.into_iter().map(|kind| received(period, kind));
                kinds.collect::<Result<Vec<_>, _>>().map(|kinds| kinds.concat())
            };
            let asked = needs(&all(period)?, &all(period.previous())?);
            let praises = received(period, CaseKind::Praise)?;
            let back = desk
                .ask(move |db| {
                    let view = View::at(db, now)?;
                    won_back(db, &view, &praises)
                })
                .wait()?;
            Ok(ServiceNeeds { needs: asked, won_back: back })
        })
    }
}
