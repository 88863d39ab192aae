//! What became of a 公共事件: derived from its entries in the log. Ledger 12-38, 16-13.

use chrono::Duration;

use crate::domain::case::CaseNumber;
use crate::domain::counter_event::CounterEvent;
use crate::domain::outage::{Outage, OutageId};
use crate::domain::time::Moment;

/// After so many hours there is news of it, or that there is none. Ledger 16-13.
const NEWS_HOURS: i64 = 4;

/// What happened to it, by whom, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutageLine {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// What.
    pub words: String,
}

/// When it was over, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutageEnd {
    /// When.
    pub at: Moment,
    /// What was done.
    pub result: String,
}

/// One of them as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutageNow {
    /// Which.
    pub id: OutageId,
    /// As last told.
    pub outage: Outage,
    /// When that was told.
    pub updated_at: Moment,
    /// The cases that belong to it, in the order they came.
    pub cases: Vec<CaseNumber>,
    /// When everybody on it was last told in one act.
    pub told_at: Option<Moment>,
    /// Its history, the oldest first; the calls are only counted.
    pub history: Vec<OutageLine>,
    /// How it ended; `None` while it lasts.
    pub end: Option<OutageEnd>,
}

impl OutageNow {
    /// Whether it lasts.
    pub fn is_open(&self) -> bool {
        self.end.is_none()
    }

    /// How long everybody has waited for news of it, once that is too long while it lasts. Ledger 16-13.
    pub fn silence(&self, now: Moment) -> Option<Duration> {
        let last = self.told_at.map_or(self.updated_at, |told| told.max(self.updated_at));
        Some(now - last).filter(|silence| self.is_open() && *silence >= Duration::hours(NEWS_HOURS))
    }

    /// What it is from its entries, in order; `None` without the first.
    pub fn of(
        id: OutageId,
        entries: impl IntoIterator<Item = (Moment, String, CounterEvent)>,
    ) -> Option<Self> {
        let mut now: Option<Self> = None;
        for (at, by, said) in entries {
            match (&mut now, said) {
                (None, CounterEvent::OutageSaved { outage }) => {
                    let words = format!("登记：{}", outage.title());
                    let history = vec![OutageLine { at, by, words }];
                    now = Some(Self {
                        id,
                        outage,
                        updated_at: at,
                        cases: Vec::new(),
                        told_at: None,
                        history,
                        end: None,
                    });
                }
                (Some(now), said) => now.apply(at, by, said),
                (None, _) => {}
            }
        }
        now
    }

    fn apply(&mut self, at: Moment, by: String, said: CounterEvent) {
        let words = match said {
            CounterEvent::OutageSaved { outage } => {
                let changes = outage.differs_from(&self.outage, at);
                (self.outage, self.updated_at) = (outage, at);
                if changes.is_empty() { "核对过，没有变化".to_owned() } else { changes.join("；") }
            }
            CounterEvent::OutageJoined { case } => {
                if !self.cases.contains(&case) {
                    self.cases.push(case);
                }
                return;
            }
            CounterEvent::OutageLeft { case } => {
                self.cases.retain(|other| *other != case);
                format!("{case} 不再归在这件事下")
            }
            CounterEvent::OutageTold { text, medium, cases } => {
                self.told_at = Some(at);
                format!("{}告知 {cases} 户：{text}", medium.label())
            }
            CounterEvent::OutageOver { result } => {
                let words = format!("已恢复：{result}");
                self.end = Some(OutageEnd { at, result });
                words
            }
            _ => return,
        };
        self.history.push(OutageLine { at, by, words });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::Medium;
    use crate::domain::outage::tests::{at, lift};

    #[test]
    fn it_is_what_its_entries_say() {
        let number = CaseNumber::parse("20261103-001").unwrap();
        let by = || "李敏".to_owned();
        let later = Outage { expected: Some(at("2026-11-04T12:00")), ..lift() };
        let told = CounterEvent::OutageTold { text: "明天修好".into(), medium: Medium::Wechat, cases: 1 };
        let entries = [
            (at("2026-11-03T08:30"), by(), CounterEvent::OutageSaved { outage: lift() }),
            (at("2026-11-03T08:40"), by(), CounterEvent::OutageJoined { case: number }),
            (at("2026-11-03T20:00"), by(), CounterEvent::OutageSaved { outage: later.clone() }),
            (at("2026-11-03T20:05"), by(), told),
        ];
        let now = OutageNow::of(OutageId(1), entries.clone()).unwrap();
        assert!(now.is_open());
        assert_eq!((now.cases.as_slice(), &now.outage), ([number].as_slice(), &later));
        assert_eq!((now.updated_at, now.told_at), (at("2026-11-03T20:00"), Some(at("2026-11-03T20:05"))));
        let words: Vec<_> = now.history.iter().map(|line| line.words.as_str()).collect();
        assert_eq!(
            words,
            ["登记：3栋2单元电梯停运", "预计恢复：明天 12:00（原 今天 21:00）", "微信告知 1 户：明天修好"]
        );
        let over = (at("2026-11-04T11:00"), by(), CounterEvent::OutageOver { result: "已换钢丝绳".into() });
        let ended = OutageNow::of(OutageId(1), entries.into_iter().chain([over])).unwrap();
        assert_eq!(ended.end.unwrap().at, at("2026-11-04T11:00"));
    }

    #[test]
    fn what_was_not_updated_for_four_hours_says_so() {
        let saved = |time: &str| (at(time), "李敏".to_owned(), CounterEvent::OutageSaved { outage: lift() });
        let told = CounterEvent::OutageTold { text: "在修".into(), medium: Medium::Wechat, cases: 1 };
        let entries = vec![saved("2026-11-03T08:30"), (at("2026-11-03T10:00"), "李敏".to_owned(), told)];
        let now = OutageNow::of(OutageId(1), entries.clone()).unwrap();
        assert_eq!(now.silence(at("2026-11-03T13:59")), None, "everybody was told at ten");
        assert_eq!(now.silence(at("2026-11-03T14:00")), Some(Duration::hours(4)));
        let again = [entries.clone(), vec![saved("2026-11-03T14:10")]].concat();
        assert_eq!(OutageNow::of(OutageId(1), again).unwrap().silence(at("2026-11-03T15:00")), None);
        let over = CounterEvent::OutageOver { result: "修好".into() };
        let over = [entries, vec![(at("2026-11-03T12:00"), "李敏".to_owned(), over)]].concat();
        assert_eq!(OutageNow::of(OutageId(1), over).unwrap().silence(at("2026-11-04T12:00")), None);
    }
}
