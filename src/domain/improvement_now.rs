//! What became of a measure: whether it was looked at again and helped, or what took its place; derived from its entries
//! in the log. Ledger 07-19, 08-20, 09-17.

use chrono::NaiveDate;

use crate::domain::counter_event::CounterEvent;
use crate::domain::improvement::{Improvement, ImprovementId, MeasureEffect};
use crate::domain::permission::Denial;
use crate::domain::person::{Actor, Role};
use crate::domain::time::Moment;

/// What was found when somebody looked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EffectCheck {
    /// Whether it helped.
    pub effect: MeasureEffect,
    /// What was seen.
    pub words: String,
    /// What the owner of its case said when he was asked again.
    pub owner: Option<String>,
    /// Who looked.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ImprovementStage {
    /// It had no effect, and nothing has taken its place.
    WantsAnother,
    /// Its day has come.
    Due,
    /// Its day will come.
    Running,
    /// It was looked at, and nothing more is owed.
    Checked,
}

/// A measure as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImprovementNow {
    /// Which.
    pub id: ImprovementId,
    /// As it was set.
    pub improvement: Improvement,
    /// Who set it.
    pub by: String,
    /// When.
    pub at: Moment,
    /// What was found when somebody looked last.
    pub check: Option<EffectCheck>,
    /// The measure that has taken its place.
    pub replaced_by: Option<ImprovementId>,
}

impl ImprovementNow {
    /// Each measure from its entries, in order; one without its first entry is none.
    pub fn all<E>(histories: impl IntoIterator<Item = (ImprovementId, E)>) -> Vec<Self>
    where
        E: IntoIterator<Item = (Moment, String, CounterEvent)>,
    {
        let mut all: Vec<Self> =
            histories.into_iter().filter_map(|(id, entries)| Self::of(id, entries)).collect();
        let places: Vec<_> = all.iter().filter_map(|one| Some((one.improvement.replaces?, one.id))).collect();
        for (earlier, later) in places {
            if let Some(one) = all.iter_mut().find(|one| one.id == earlier) {
                one.replaced_by = Some(later);
            }
        }
        all
    }

    fn of(
        id: ImprovementId,
        entries: impl IntoIterator<Item = (Moment, String, CounterEvent)>,
    ) -> Option<Self> {
        let mut now: Option<Self> = None;
        for (at, by, said) in entries {
            match (&mut now, said) {
                (None, CounterEvent::ImprovementSet { improvement }) => {
                    now = Some(Self { id, improvement, by, at, check: None, replaced_by: None });
                }
                (Some(one), CounterEvent::ImprovementChecked { effect, words, owner }) => {
                    one.check = Some(EffectCheck { effect, words, owner, by, at });
                }
                _ => {}
            }
        }
        now
    }

    /// How far it is on this day. What had no effect asks for another measure.
    pub fn stage(&self, today: NaiveDate) -> ImprovementStage {
        match &self.check {
            Some(check) if check.effect == MeasureEffect::None && self.replaced_by.is_none() => {
                ImprovementStage::WantsAnother
            }
            Some(_) => ImprovementStage::Checked,
            None if self.improvement.check_on <= today => ImprovementStage::Due,
            None => ImprovementStage::Running,
        }
    }

    /// Whether something is owed for it on this day.
    pub fn is_owed(&self, today: NaiveDate) -> bool {
        matches!(self.stage(today), ImprovementStage::WantsAnother | ImprovementStage::Due)
    }

    /// Whether what is owed for it is this person's: the one who looks at it, or the supervisor.
    pub fn concerns(&self, person: &Actor) -> bool {
        person.role == Role::Supervisor || person.name == self.improvement.checker
    }

    /// Whether this person may tell what came of it.
    ///
    /// # Errors
    /// Why not.
    pub fn may_be_checked(&self, person: &Actor) -> Result<(), Denial> {
        if self.check.is_some() {
            return Err(Denial::because("这条措施的效果已经检查过"));
        }
        if self.concerns(person) {
            return Ok(());
        }
        Err(Denial::because(format!("这条措施由{}检查效果", self.improvement.checker)))
    }

    /// Whether the owner is asked again whether it helped, and hears what came of it: one of a case brought it up.
    /// Ledger 08-20.
    pub fn asks_owner(&self) -> bool {
        self.improvement.case.is_some()
    }

    /// Its state in a word, on this day.
    pub fn state(&self, today: NaiveDate) -> &'static str {
        match (self.stage(today), &self.check) {
            (ImprovementStage::WantsAnother, _) => "待定新措施",
            (_, Some(check)) => check.effect.label(),
            (ImprovementStage::Due, None) => "该检查了",
            (_, None) => "进行中",
        }
    }
}

/// The plan of improvement as it is put on the board or sent to the owners, by stages: what is done and until when,
/// and what has helped. No case and no name stands in it; `None` while there is nothing to tell. Ledger 07-19.
pub fn public_plan(all: &[ImprovementNow]) -> Option<String> {
    let mut running: Vec<&ImprovementNow> = all.iter().filter(|one| one.check.is_none()).collect();
    running.sort_by_key(|one| one.improvement.check_on);
    let helped =
        all.iter().filter(|one| one.check.as_ref().is_some_and(|check| check.effect != MeasureEffect::None));
    let running = running.into_iter().map(|one| {
        let day = one.improvement.check_on.format("%-m月%-d日");
        format!("{}（{day}检查效果）", one.improvement.measure.trim())
    });
    let helped = helped.map(|one| one.improvement.measure.trim().to_owned());
    let parts: Vec<String> =
        [numbered("正在改进", running.collect()), numbered("已经做到", helped.collect())]
            .into_iter()
            .flatten()
            .collect();
    (!parts.is_empty()).then(|| format!("服务改进计划\n{}", parts.join("\n")))
}

fn numbered(head: &str, lines: Vec<String>) -> Option<String> {
    let lines: Vec<String> =
        lines.iter().enumerate().map(|(at, line)| format!("{}. {line}", at + 1)).collect();
    (!lines.is_empty()).then(|| format!("{head}：\n{}", lines.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn set(measure: &str, replaces: Option<i64>) -> CounterEvent {
        let improvement = Improvement {
            measure: measure.into(),
            check_on: day("2026-12-01"),
            checker: "王倩".into(),
            case: None,
            replaces: replaces.map(ImprovementId),
        };
        CounterEvent::ImprovementSet { improvement }
    }

    fn checked(effect: MeasureEffect) -> CounterEvent {
        CounterEvent::ImprovementChecked { effect, words: "看过".into(), owner: None }
    }

    fn all(histories: &[&[CounterEvent]]) -> Vec<ImprovementNow> {
        let told = |said: &&[CounterEvent]| -> Vec<_> {
            said.iter().map(|said| (at("2026-11-03T10:00"), "赵楠".to_owned(), said.clone())).collect()
        };
        ImprovementNow::all((1..).map(ImprovementId).zip(histories.iter().map(told)))
    }

    #[test]
    fn it_is_owed_from_its_day_until_somebody_looked_and_without_effect_until_another_takes_its_place() {
        let one = &all(&[&[set("加一道巡查", None)]])[0];
        assert_eq!(one.stage(day("2026-11-30")), ImprovementStage::Running);
        assert_eq!(one.stage(day("2026-12-01")), ImprovementStage::Due);
        let partly = &all(&[&[set("加一道巡查", None), checked(MeasureEffect::Partly)]])[0];
        assert_eq!(
            (partly.stage(day("2027-01-01")), partly.state(day("2027-01-01"))),
            (ImprovementStage::Checked, "部分有效")
        );
        let failed: &[CounterEvent] = &[set("加一道巡查", None), checked(MeasureEffect::None)];
        assert_eq!(all(&[failed])[0].stage(day("2026-12-02")), ImprovementStage::WantsAnother);
        let both = all(&[failed, &[set("换道闸", Some(1))]]);
        assert_eq!(both[0].stage(day("2026-12-02")), ImprovementStage::Checked);
        assert!(!both[0].is_owed(day("2026-12-02")) && both[1].is_owed(day("2026-12-02")));
    }

    #[test]
    fn who_looks_at_it_or_the_supervisor_tells_once_what_came_of_it() {
        let one = &all(&[&[set("加一道巡查", None)]])[0];
        let actor = |name, role| Actor::new(None, name, role);
        assert!(one.may_be_checked(&actor("王倩", Role::Reception)).is_ok());
        assert!(one.may_be_checked(&actor("赵楠", Role::Supervisor)).is_ok());
        let other = one.may_be_checked(&actor("李敏", Role::Reception)).unwrap_err();
        assert_eq!(other.text, "这条措施由王倩检查效果");
        let done = &all(&[&[set("加一道巡查", None), checked(MeasureEffect::Effective)]])[0];
        assert!(done.may_be_checked(&actor("王倩", Role::Reception)).is_err());
    }

    /// Ledger 07-19.
    #[test]
    fn the_public_plan_names_stages_and_nobody() {
        assert_eq!(public_plan(&[]), None);
        let plan = public_plan(&all(&[
            &[set("加一道巡查", None)],
            &[set("停梯提前三天贴", None), checked(MeasureEffect::Effective)],
            &[set("换告示", None), checked(MeasureEffect::None)],
        ]))
        .unwrap();
        assert_eq!(
            plan,
            "服务改进计划\n正在改进：\n1. 加一道巡查（12月1日检查效果）\n已经做到：\n1. 停梯提前三天贴"
        );
    }
}
