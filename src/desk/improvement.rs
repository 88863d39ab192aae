//! 改进措施: set with the closing questions of a case or by itself, looked at again on its day, replaced when it had no
//! effect. Ledger 07-19, 09-17.

use crate::desk::case_commands::{extend, unchanged};
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::limits;
use crate::desk::reply::{Changed, Reply, Written};
use crate::domain::case::{Case, CaseNumber};
use crate::domain::counter_event::CounterEvent;
use crate::domain::event::EventKind;
use crate::domain::improvement::{Improvement, ImprovementId, MeasureEffect};
use crate::domain::improvement_now::{ImprovementNow, ImprovementStage};
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::domain::time::Moment;
use crate::store::append::RecordedBy;
use crate::store::db::Write;

impl Desk {
    /// Every measure, the oldest first.
    pub fn improvements(&self) -> Reply<Vec<ImprovementNow>> {
        let now = self.now();
        self.ask(move |db| Ok(db.improvements(now)?))
    }

    /// Sets a measure.
    ///
    /// Errors: [`Error::Denied`]; [`Error::Refused`] when something is missing or too long, or when it is to take the
    /// place of one that wants none.
    pub fn set_improvement(&self, actor: &Actor, improvement: Improvement) -> Reply<Written<ImprovementId>> {
        let (actor, now) = (actor.clone(), self.now());
        self.transact(move |write, changed| set(write, changed, &actor, improvement, now))
    }

    /// Puts the answers to the closing questions on record together with the measure that they end in.
    ///
    /// Errors: as [`Desk::append`] and [`Desk::set_improvement`]; then nothing of both is kept.
    pub fn note_lessons(
        &self,
        actor: &Actor,
        number: CaseNumber,
        expected: usize,
        notes: (Moment, EventKind),
        improvement: Improvement,
    ) -> Reply<Written<Case>> {
        let (actor, now, library) = (actor.clone(), self.now(), self.library());
        self.transact(move |write, changed| {
            let case = unchanged(write, number, expected)?;
            let case = extend(write, changed, &library, &actor, case, vec![notes], now)?;
            set(write, changed, &actor, Improvement { case: Some(number), ..improvement }, now)?;
            Ok(case)
        })
    }

    /// Notes whether a measure helped; by who was to look at it, or the supervisor.
    ///
    /// Errors: [`Error::Denied`]; [`Error::Refused`] without words, without the owner's where a case led to it, or when there
    /// is no such measure.
    pub fn check_improvement(
        &self,
        actor: &Actor,
        id: ImprovementId,
        effect: MeasureEffect,
        (words, owner): (&str, &str),
    ) -> Reply<Written<()>> {
        let (actor, now, words) = (actor.clone(), self.now(), words.trim().to_owned());
        let owner = Some(owner.trim().to_owned()).filter(|owner| !owner.is_empty());
        self.transact(move |write, changed| {
            permission::works_here(&actor)?;
            let all = write.improvements(now)?;
            let one = all.iter().find(|one| one.id == id);
            let one = one.ok_or_else(|| Error::Refused("没有这条措施，没有保存。".into()))?;
            one.may_be_checked(&actor)?;
            if words.is_empty() {
                return Err(Error::Refused("请写看到的效果，没有保存。".into()));
            }
            if one.asks_owner() && owner.is_none() {
                let sentence = "请回访提这件事的业主，写他怎么说；没联系上的写明没联系上。没有保存。";
                return Err(Error::Refused(sentence.into()));
            }
            let said = CounterEvent::ImprovementChecked { effect, words, owner };
            limits::fits(&said)?;
            changed.learning = true;
            write.record_improvement(Some(id), &said, RecordedBy::of(&actor, now))?;
            Ok(())
        })
    }
}

fn set(
    write: &Write<'_>,
    changed: &mut Changed,
    actor: &Actor,
    improvement: Improvement,
    now: Moment,
) -> Result<ImprovementId, Error> {
    permission::works_here(actor)?;
    let improvement = Improvement {
        measure: improvement.measure.trim().to_owned(),
        checker: improvement.checker.trim().to_owned(),
        ..improvement
    };
    if let Some(problem) = improvement.problem(now.date()) {
        return Err(Error::Refused(format!("{problem}没有保存。")));
    }
    if let Some(earlier) = improvement.replaces {
        let all = write.improvements(now)?;
        let wants = |stage| stage == ImprovementStage::WantsAnother;
        if !all.iter().any(|one| one.id == earlier && wants(one.stage(now.date()))) {
            return Err(Error::Refused("原来那条措施不需要换新的，没有保存。".into()));
        }
    }
    limits::fits(&improvement)?;
    changed.learning = true;
    let said = CounterEvent::ImprovementSet { improvement };
    Ok(write.record_improvement(None, &said, RecordedBy::of(actor, now))?)
}
