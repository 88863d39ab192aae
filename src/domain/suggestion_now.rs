//! What became of a suggestion: who decided, adopted or not, told back; derived from its entries in the log.
//! Ledger 20-36, 17-23.

use crate::domain::case::CaseNumber;
use crate::domain::counter_event::CounterEvent;
use crate::domain::permission::Denial;
use crate::domain::suggestion::{Suggestion, SuggestionId};
use crate::domain::time::Moment;

/// What was decided, by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestionDecision {
    /// Adopted, or not.
    pub adopted: bool,
    /// The measure that is taken, with who and by when; or why it is not adopted.
    pub words: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// A line of its history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestionLine {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// What.
    pub words: String,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SuggestionStage {
    /// Nobody has decided.
    Waiting,
    /// Decided, but whoever proposed it does not know yet.
    ToTell,
    /// Told back.
    Done,
}

/// A suggestion as it is now, derived from its entries in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestionNow {
    /// Which.
    pub id: SuggestionId,
    /// As it was made.
    pub suggestion: Suggestion,
    /// Who wrote it down.
    pub by: String,
    /// When.
    pub at: Moment,
    /// The leader it was handed to, the latest.
    pub handed_to: Option<String>,
    /// What was decided last.
    pub decision: Option<SuggestionDecision>,
    /// When whoever proposed it was told what was decided last.
    pub told_at: Option<Moment>,
    /// Everything that happened, the oldest first.
    pub history: Vec<SuggestionLine>,
}

impl SuggestionNow {
    /// What it is from its entries, in order; `None` without the first.
    pub fn of(
        id: SuggestionId,
        entries: impl IntoIterator<Item = (Moment, String, CounterEvent)>,
    ) -> Option<Self> {
        let mut now: Option<Self> = None;
        for (at, by, said) in entries {
            match (&mut now, said) {
                (None, CounterEvent::SuggestionMade { suggestion }) => {
                    let words = format!("提出：{}", suggestion.text);
                    let history = vec![SuggestionLine { at, by: by.clone(), words }];
                    let (handed_to, decision, told_at) = (None, None, None);
                    now = Some(Self { id, suggestion, by, at, handed_to, decision, told_at, history });
                }
                (Some(one), CounterEvent::SuggestionHandedUp { to }) => {
                    one.history.push(SuggestionLine { at, by, words: format!("转呈{to}") });
                    one.handed_to = Some(to);
                }
                (Some(one), CounterEvent::SuggestionDecided { adopted, words }) => {
                    let head = if adopted { "采纳" } else { "未采纳" };
                    let line = format!("{head}：{words}");
                    one.history.push(SuggestionLine { at, by: by.clone(), words: line });
                    one.decision = Some(SuggestionDecision { adopted, words, by, at });
                    one.told_at = None;
                }
                (Some(one), CounterEvent::SuggestionToldBack { words }) => {
                    one.history
                        .push(SuggestionLine { at, by, words: format!("已告知提议人：{words}") });
                    one.told_at = Some(at);
                }
                _ => {}
            }
        }
        now
    }

    /// How far it is.
    pub fn stage(&self) -> SuggestionStage {
        match (&self.decision, self.told_at) {
            (None, _) => SuggestionStage::Waiting,
            (Some(_), None) => SuggestionStage::ToTell,
            (Some(_), Some(_)) => SuggestionStage::Done,
        }
    }

    /// Whose idea it is.
    pub fn author(&self) -> &str {
        if self.suggestion.from.is_empty() { &self.by } else { &self.suggestion.from }
    }

    /// Its state in a word.
    pub fn state(&self) -> &'static str {
        match (&self.decision, &self.handed_to) {
            (Some(decision), _) if decision.adopted => "已采纳",
            (Some(_), _) => "未采纳",
            (None, Some(_)) => "已转呈",
            (None, None) => "待定",
        }
    }

    /// Whether its author may be told what became of it: not before it is decided.
    ///
    /// # Errors
    /// Why not.
    pub fn may_be_told(&self) -> Result<(), Denial> {
        match self.stage() {
            SuggestionStage::ToTell => Ok(()),
            SuggestionStage::Waiting => Err(Denial::because("这条建议还没有决定，先定下来再告知")),
            SuggestionStage::Done => Err(Denial::because("已经告知过提议人")),
        }
    }
}

/// Whether the discussion of a case has ended in a change: an adopted suggestion that names it. Ledger 17-23.
pub fn measure_of(all: &[SuggestionNow], case: CaseNumber) -> Option<&SuggestionDecision> {
    let of_case = all.iter().filter(|one| one.suggestion.case == Some(case));
    of_case.filter_map(|one| one.decision.as_ref()).find(|decision| decision.adopted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::suggestion::{ImprovementArea, SuggestionSource};

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn made(case: Option<&str>) -> CounterEvent {
        let suggestion = Suggestion {
            text: "停梯通知提前三天贴".into(),
            source: SuggestionSource::Discussion,
            area: ImprovementArea::Rules,
            from: "王倩".into(),
            case: case.and_then(CaseNumber::parse),
            meeting: None,
        };
        CounterEvent::SuggestionMade { suggestion }
    }

    fn entries(said: impl IntoIterator<Item = CounterEvent>) -> Vec<(Moment, String, CounterEvent)> {
        said.into_iter().map(|said| (at("2026-11-03T10:00"), "赵楠".to_owned(), said)).collect()
    }

    #[test]
    fn it_waits_until_it_is_decided_and_then_until_its_author_knows() {
        let mut said = vec![made(None)];
        let now = |said: &[CounterEvent]| SuggestionNow::of(SuggestionId(1), entries(said.to_vec())).unwrap();
        assert_eq!((now(&said).stage(), now(&said).state()), (SuggestionStage::Waiting, "待定"));
        assert_eq!(now(&said).author(), "王倩");
        assert!(now(&said).may_be_told().unwrap_err().text.contains("还没有决定"));
        said.push(CounterEvent::SuggestionHandedUp { to: "项目经理".into() });
        assert_eq!(now(&said).state(), "已转呈");
        said.push(CounterEvent::SuggestionDecided { adopted: true, words: "工程部12月起执行".into() });
        assert_eq!((now(&said).stage(), now(&said).state()), (SuggestionStage::ToTell, "已采纳"));
        assert!(now(&said).may_be_told().is_ok());
        said.push(CounterEvent::SuggestionToldBack { words: "当面说了".into() });
        assert_eq!(now(&said).stage(), SuggestionStage::Done);
        assert!(now(&said).may_be_told().is_err());
        said.push(CounterEvent::SuggestionDecided { adopted: false, words: "改由公司统一做".into() });
        assert_eq!(now(&said).stage(), SuggestionStage::ToTell, "a new decision is told again");
        assert_eq!(SuggestionNow::of(SuggestionId(1), entries(said.split_off(1))), None);
    }

    #[test]
    fn the_discussion_of_a_case_ends_in_an_adopted_change() {
        let number = "20261103-001";
        let case = CaseNumber::parse(number).unwrap();
        let now = |said: Vec<CounterEvent>| SuggestionNow::of(SuggestionId(1), entries(said)).unwrap();
        let waiting = now(vec![made(Some(number))]);
        assert_eq!(measure_of(&[waiting], case), None);
        let decided = |adopted| CounterEvent::SuggestionDecided { adopted, words: "改".into() };
        assert_eq!(measure_of(&[now(vec![made(Some(number)), decided(false)])], case), None);
        let adopted = [now(vec![made(Some(number)), decided(true)])];
        assert_eq!(measure_of(&adopted, case).map(|one| one.words.as_str()), Some("改"));
        assert_eq!(measure_of(&[now(vec![made(None), decided(true)])], case), None);
    }
}
