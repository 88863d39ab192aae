//! 公共事件: a lift, the water, the power or a gate that many households ask about at once. One entry with what is done
//! about it; the calls about it are cases of their own that belong to it; `domain::outage_now` is what became of it.
//! Ledger 12-38, 16-13.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::case::Facts;
use crate::domain::code::{CaseKind, Category, Channel, Content, Impact, Medium, PaperForm, codes};
use crate::domain::event::EventKind;
use crate::domain::person::Complainant;
use crate::domain::reading::room::{self, Place};
use crate::domain::time::Moment;

codes! {
    /// What is out of order.
    OutageKind {
        Lift = "lift": "电梯停运",
        Water = "water": "停水",
        Power = "power": "停电",
        Gas = "gas": "燃气停供",
        Gate = "gate": "门禁道闸故障",
        Heat = "heat": "供暖停供",
        Network = "network": "网络中断",
        Road = "road": "道路车库受阻",
        Other = "other": "其他",
    }
}

/// The category of the cases about something that all use.
const FACILITIES: &str = "facilities";

/// Which one; numbers are given from 1 and never used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OutageId(pub i64);

impl fmt::Display for OutageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// One of them, as it is told to everybody: nothing of it comes from a customer's record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outage {
    /// What is out of order.
    pub kind: OutageKind,
    /// Where, as `3栋2单元`.
    pub place: String,
    /// Since when.
    pub since: Moment,
    /// What happened, for a notice.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notice: String,
    /// What is being done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub measure: String,
    /// When it is expected to be over; absent while nobody can tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Moment>,
    /// 影响程度. Ledger 21-13.
    pub impact: Impact,
}

impl Outage {
    /// What keeps it from being kept at `now`, as a sentence.
    pub fn problem(&self, now: Moment) -> Option<&'static str> {
        if self.place.trim().is_empty() {
            return Some("请写明地点，如 3栋2单元");
        }
        if self.kind == OutageKind::Other && self.notice.trim().is_empty() {
            return Some("选了「其他」，请写明是什么事");
        }
        if self.since > now {
            return Some("开始时间在将来，请核对");
        }
        self.expected.is_some_and(|at| at <= self.since).then_some("预计恢复的时间早于开始时间，请核对")
    }

    /// The papers that it calls for, by how far it reaches: a notice where a whole building is touched, and a report
    /// where all or their safety are. Rules §7, ledger 21-13.
    pub fn papers(&self) -> &'static [PaperForm] {
        match self.impact {
            Impact::Limited => &[],
            Impact::Wide => &[PaperForm::Notice],
            Impact::Grave => &[PaperForm::Notice, PaperForm::Report],
        }
    }

    /// What it is called: `3栋2单元电梯停运`.
    pub fn title(&self) -> String {
        let place = self.place.trim();
        match self.kind {
            OutageKind::Other => format!("{place}{}", self.notice.trim()),
            kind => format!("{place}{}", kind.label()),
        }
    }

    /// What a caller is told: what is known, what is done, when it is expected to be over.
    pub fn told(&self, now: Moment) -> String {
        let mut words = format!("{}，{}开始，我们已经知道。", self.title(), when(self.since, now));
        if self.kind != OutageKind::Other && !self.notice.trim().is_empty() {
            words.push_str(&sentence(&self.notice));
        }
        if !self.measure.trim().is_empty() {
            words.push_str(&format!("现在{}", sentence(&self.measure)));
        }
        match self.expected {
            Some(at) if at > now => words.push_str(&format!("预计{}前恢复。", when(at, now))),
            Some(_) => words.push_str("原来预计的时间已过，正在催办，有准信马上通知。"),
            None => words.push_str("恢复时间还不能确定，有准信马上通知。"),
        }
        words
    }

    /// What differs from an earlier version, for its history.
    pub fn differs_from(&self, before: &Self, at: Moment) -> Vec<String> {
        let expected = |one: &Self| one.expected.map_or("未定".to_owned(), |time| when(time, at));
        let mut words = Vec::new();
        let mut tell = |yes: bool, text: String| {
            if yes {
                words.push(text);
            }
        };
        tell(self.title() != before.title(), format!("改为「{}」", self.title()));
        tell(self.since != before.since, format!("开始时间改为 {}", when(self.since, at)));
        tell(
            self.notice != before.notice && self.kind != OutageKind::Other,
            format!("情况：{}", self.notice.trim()),
        );
        tell(self.measure != before.measure, format!("正在采取：{}", self.measure.trim()));
        tell(
            self.expected != before.expected,
            format!("预计恢复：{}（原 {}）", expected(self), expected(before)),
        );
        tell(self.impact != before.impact, format!("影响程度：{}", self.impact.label()));
        words
    }

    /// The facts of a call about it: name and room are all that is asked.
    pub fn call(&self, call: &OutageCall, now: Moment, receiver: &str) -> Facts {
        let mut facts = Facts::new(call.kind, call.channel, now, receiver);
        facts.complainant = call.person.clone();
        facts.complainant.phone_declined = call.person.phones.is_empty();
        facts.place = Some(self.place.trim().to_owned());
        facts.occurred_at = Some(self.since);
        facts.verbatim.clone_from(&call.words);
        facts.summary = Some(self.title());
        facts.category = Category::new(FACILITIES);
        facts.content = Some(Content::Equipment);
        facts.impact = Some(self.impact);
        facts
    }
}

/// A time as it is told: `今天 21:00`, `明天 12:00`, `11月5日 09:00`.
pub fn when(at: Moment, now: Moment) -> String {
    match (at.date() - now.date()).num_days() {
        -1 => format!("昨天 {}", at.clock()),
        0 => format!("今天 {}", at.clock()),
        1 => format!("明天 {}", at.clock()),
        _ => at.short(now),
    }
}

/// A text as a sentence with its full stop.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['。', '！', '？']) { text.to_owned() } else { format!("{text}。") }
}

/// A call about something that is known already.
#[derive(Debug, Clone, PartialEq)]
pub struct OutageCall {
    /// 报修 as a rule; who complains of it complains.
    pub kind: CaseKind,
    /// By telephone or at the counter.
    pub channel: Channel,
    /// Who.
    pub person: Complainant,
    /// What was said, where a form had been begun.
    pub words: Option<String>,
    /// The caller was told how it stands.
    pub told: bool,
}

impl OutageCall {
    /// What was told to the caller, as an event of his case.
    pub fn event(&self, outage: &Outage, now: Moment) -> Option<EventKind> {
        let medium = if self.channel == Channel::WalkIn { Medium::Visit } else { Medium::Phone };
        let text = outage.told(now);
        self.told.then_some(EventKind::Progress { medium, text, told: Some(true), is_final: false })
    }
}

/// Whether a home lies in the place of an outage; a place that is no part of a building, as 南门 or 全小区, holds all.
pub fn concerns(place: &str, home: &str) -> bool {
    let part: Option<Place> = room::place(place);
    part.is_none_or(|part| room::read(home).value().is_some_and(|read| part.holds(&read.room)))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    /// A lift that stands still.
    pub(crate) fn lift() -> Outage {
        Outage {
            kind: OutageKind::Lift,
            place: "3栋2单元".into(),
            since: at("2026-11-03T08:20"),
            notice: String::new(),
            measure: "维保单位在更换配件".into(),
            expected: Some(at("2026-11-03T21:00")),
            impact: Impact::Wide,
        }
    }

    #[test]
    fn a_place_concerns_its_homes_and_the_whole_estate_all() {
        assert!(concerns("3栋2单元", "3-2-1001"));
        assert!(!concerns("3栋2单元", "3-1-1001"));
        assert!(concerns("全小区", "8-1-101"));
    }

    #[test]
    fn a_caller_is_told_what_is_known_and_no_more() {
        let now = at("2026-11-03T09:00");
        assert_eq!(
            lift().told(now),
            "3栋2单元电梯停运，今天 08:20开始，我们已经知道。现在维保单位在更换配件。预计今天 21:00前恢复。"
        );
        let later = at("2026-11-03T21:30");
        assert!(lift().told(later).ends_with("原来预计的时间已过，正在催办，有准信马上通知。"));
        let open = Outage { expected: None, measure: String::new(), ..lift() };
        assert!(open.told(now).ends_with("我们已经知道。恢复时间还不能确定，有准信马上通知。"));
    }

    #[test]
    fn what_cannot_be_is_refused_with_a_sentence() {
        let now = at("2026-11-03T09:00");
        assert_eq!(lift().problem(now), None);
        for (outage, word) in [
            (Outage { place: " ".into(), ..lift() }, "地点"),
            (Outage { since: at("2026-11-03T09:01"), ..lift() }, "将来"),
            (Outage { expected: Some(at("2026-11-03T08:00")), ..lift() }, "早于"),
            (Outage { kind: OutageKind::Other, ..lift() }, "是什么事"),
        ] {
            assert!(outage.problem(now).unwrap().contains(word), "{word}");
        }
    }

    #[test]
    fn a_call_is_a_case_of_its_own() {
        let now = at("2026-11-03T09:00");
        let person = Complainant {
            room: Some("3-2-1001".into()),
            name: Some("张坤".into()),
            ..Complainant::default()
        };
        let (kind, channel) = (CaseKind::Repair, Channel::Phone);
        let call = OutageCall { kind, channel, person, words: None, told: true };
        let facts = lift().call(&call, now, "李敏");
        assert!(facts.complainant.phone_declined, "nothing more is asked");
        assert_eq!(facts.gist(), "3栋2单元电梯停运");
        assert_eq!(crate::domain::intake::lacking(&facts), []);
        assert!(call.event(&lift(), now).unwrap().told());
        assert_eq!(OutageCall { told: false, ..call }.event(&lift(), now), None);
    }
}
