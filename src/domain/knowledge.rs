//! What the counter must know to answer at once (知识): notices in force, fee policies, maintenance plans, emergency
//! procedures, complaint channels, rules, the limits that are promised for each service, the one wording agreed for a
//! matter, the services that are promised. Each entry holds from one day to another. Ledger 16-01 to 16-05, 04-19 to 04-21,
//! 06-15, 19-05.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::case::Facts;
use crate::domain::code::{Category, codes};
use crate::domain::likeness::likeness;
use crate::domain::reading::room::{self, Place};

codes! {
    /// What an entry is.
    KnowledgeKind {
        Notice = "notice": "公告",
        Fee = "fee": "收费政策",
        Plan = "plan": "维护计划",
        Emergency = "emergency": "应急流程",
        Channel = "channel": "投诉渠道",
        Reference = "reference": "规约制度",
        Limit = "limit": "服务时限",
        Wording = "wording": "统一口径",
        Promise = "promise": "承诺服务",
    }
}

codes! {
    /// Where a promised service comes from. Ledger 19-05.
    PromiseBasis {
        Contract = "contract": "合同约定",
        Published = "published": "对外公示",
        Custom = "custom": "行业惯例",
    }
}

impl KnowledgeKind {
    /// Whether a visitor who sees the screen may read it: who does what in an emergency is the staff's. Rules §10.
    pub fn may_be_seen(self) -> bool {
        self != Self::Emergency
    }
}

/// Id of an entry that lies on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KnowledgeId(pub i64);

/// One entry. The serde form is what the log keeps; its id is the log's subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Knowledge {
    /// Its id; absent for one that was not kept yet.
    #[serde(skip)]
    pub id: Option<KnowledgeId>,
    /// What it is.
    pub kind: KnowledgeKind,
    /// Its title.
    pub title: String,
    /// What it says.
    pub text: String,
    /// The row of the statistics it belongs to; absent for any.
    pub category: Option<Category>,
    /// The place it is about, as people write it; absent for any.
    pub place: Option<String>,
    /// The first day it holds.
    pub from: Option<NaiveDate>,
    /// The last day it holds.
    pub to: Option<NaiveDate>,
    /// Of a limit: who does it, a department, a firm or a person. Of a wording: who speaks for us outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// Of a limit: the hours within which it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<u32>,
    /// Of a promised service: where the promise comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<PromiseBasis>,
}

/// The hours that a service may be given: a month at the most.
pub const LIMIT_HOURS: std::ops::RangeInclusive<u32> = 1..=720;

impl Knowledge {
    /// Whether it holds on a day.
    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// What keeps it from being kept, as a Chinese sentence.
    pub fn problem(&self) -> Option<&'static str> {
        if self.title.trim().is_empty() {
            Some("请写标题。")
        } else if self.text.trim().is_empty() {
            Some("请写内容。")
        } else if self.from.zip(self.to).is_some_and(|(from, to)| from > to) {
            Some("开始日期晚于结束日期，请改一个。")
        } else if self.kind == KnowledgeKind::Limit && !self.hours.is_some_and(|h| LIMIT_HOURS.contains(&h)) {
            Some("请写几小时内办好，1到720的整数。")
        } else if self.kind == KnowledgeKind::Promise && self.basis.is_none() {
            Some("请选承诺从哪里来：合同、公示还是惯例。")
        } else {
            None
        }
    }

    /// Whether it is offered beside a matter on a day: it holds, and whatever it names – category, place – is that
    /// of the matter. One that names neither is only found by searching.
    pub fn concerns(&self, facts: &Facts, day: NaiveDate) -> bool {
        let named = self.category.is_some() || self.place.is_some();
        let category = self.category.as_ref().is_none_or(|own| facts.category.as_ref() == Some(own));
        let place = self.place.as_ref().is_none_or(|own| is_at(own, facts));
        named && category && place && self.is_in_force(day)
    }

    /// The whole entry in one line, as `公告「停水」（2026-11-20 至 2026-11-22）：……`.
    pub fn line(&self) -> String {
        let terms = self.terms().map(|terms| format!("{terms}；")).unwrap_or_default();
        format!("{}「{}」（{}）：{terms}{}", self.kind.label(), self.title, self.validity(), self.text.trim())
    }

    /// Who and by when, as `工程部，2小时内`, and where a promise comes from; `None` where nothing is said.
    pub fn terms(&self) -> Option<String> {
        let who = self.who.as_ref().map(|who| match self.kind {
            KnowledgeKind::Wording => format!("由{who}对外说"),
            _ => who.clone(),
        });
        let hours = self.hours.map(|hours| format!("{hours}小时内"));
        let basis = self.basis.map(|basis| basis.label().to_owned());
        let terms: Vec<String> = [who, hours, basis].into_iter().flatten().collect();
        (!terms.is_empty()).then(|| terms.join("，"))
    }

    /// How long it holds, as `11月20日 至 11月30日`.
    pub fn validity(&self) -> String {
        let day = |day: NaiveDate| day.format("%Y-%m-%d").to_string();
        match (self.from, self.to) {
            (None, None) => "长期有效".to_owned(),
            (Some(from), None) => format!("{} 起", day(from)),
            (None, Some(to)) => format!("至 {}", day(to)),
            (Some(from), Some(to)) => format!("{} 至 {}", day(from), day(to)),
        }
    }
}

/// The entries that are offered beside a matter on a day, those that name most of it first. Ledger 16-03.
pub fn offered<'a>(all: &'a [Knowledge], facts: &Facts, day: NaiveDate) -> Vec<&'a Knowledge> {
    let mut fitting: Vec<_> = all.iter().filter(|entry| entry.concerns(facts, day)).collect();
    let agreed = |entry: &Knowledge| entry.kind != KnowledgeKind::Wording;
    fitting.sort_by_key(|entry| (agreed(entry), entry.place.is_none(), entry.category.is_none()));
    fitting.truncate(OFFERED);
    fitting
}

/// The limits of services among which one is chosen for a task on a day: those that name nothing contrary to the matter,
/// those whose name the owner's words hold first. Ledger 04-20, 04-21.
pub fn limits<'a>(all: &'a [Knowledge], facts: &Facts, day: NaiveDate) -> Vec<&'a Knowledge> {
    let fits = |entry: &&Knowledge| {
        let category = entry.category.as_ref();
        entry.kind == KnowledgeKind::Limit
            && entry.is_in_force(day)
            && category.zip(facts.category.as_ref()).is_none_or(|(own, other)| own == other)
            && entry.place.as_ref().is_none_or(|own| is_at(own, facts))
    };
    let mut fitting: Vec<_> = all.iter().filter(fits).collect();
    let said = [&facts.verbatim, &facts.summary].into_iter().flatten().cloned().collect::<String>();
    fitting.sort_by_key(|entry| (std::cmp::Reverse(likeness(&said, &entry.title)), entry.category.is_none()));
    fitting.truncate(CHOSEN_FROM);
    fitting
}

/// The promised services in force that the words of an entry of 服务簿 seem to tell of, the likest first: what is promised is no
/// extra service. Ledger 19-05, 19-06.
pub fn promised<'a>(all: &'a [Knowledge], words: &str, day: NaiveDate) -> Vec<&'a Knowledge> {
    let held = all.iter().filter(|entry| entry.kind == KnowledgeKind::Promise && entry.is_in_force(day));
    let mut likely: Vec<_> = held.map(|entry| (likeness(&entry.title, words), entry)).collect();
    likely.retain(|(likeness, _)| *likeness > 0);
    likely.sort_by_key(|(likeness, _)| std::cmp::Reverse(*likeness));
    likely.into_iter().take(OFFERED).map(|(_, entry)| entry).collect()
}

/// More limits than these are no choice.
const CHOSEN_FROM: usize = 8;

/// More entries than these are not read while somebody talks.
const OFFERED: usize = 4;

/// Whether a matter happened at a place: it stands in what was written, or is the building or the unit of the room.
fn is_at(place: &str, facts: &Facts) -> bool {
    let written = [&facts.place, &facts.summary, &facts.verbatim];
    let part = room::place(place);
    let home = facts.complainant.room.as_deref().and_then(|text| room::read(text).value());
    let inside = home.zip(part.as_ref()).is_some_and(|(home, part)| part.holds(&home.room));
    let names: Vec<String> = match part.filter(Place::is_building) {
        Some(part) => BUILDING.iter().map(|word| format!("{}{}{word}", part.phase, part.building)).collect(),
        None => vec![place.to_owned()],
    };
    inside || written.into_iter().flatten().any(|text| names.iter().any(|name| stands_in(name, text)))
}

/// The words for a building; people use one for the other.
const BUILDING: [&str; 4] = ["栋", "号楼", "座", "幢"];

/// Whether a place is named in a text; `3栋` does not stand in `13栋`, nor `2单元1` in `2单元10`.
fn stands_in(place: &str, text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    text.match_indices(place).any(|(start, found)| {
        let (before, after) = (&text[..start], &text[start + found.len()..]);
        let goes_on = place.starts_with(digit) && before.ends_with(digit)
            || place.ends_with(digit) && after.starts_with(digit);
        !goes_on
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::{CaseKind, Channel};
    use crate::domain::time::Moment;

    fn entry() -> Knowledge {
        Knowledge {
            id: None,
            kind: KnowledgeKind::Notice,
            title: "二单元电梯停梯保养".into(),
            text: "11月20日至22日停梯保养，请走一单元。".into(),
            category: Category::new("elevator"),
            place: Some("3栋".into()),
            from: NaiveDate::from_ymd_opt(2026, 11, 20),
            to: NaiveDate::from_ymd_opt(2026, 11, 22),
            who: None,
            hours: None,
            basis: None,
        }
    }

    fn facts(category: &str, room: &str) -> Facts {
        let at = Moment::parse("2026-11-21T09:00").unwrap();
        let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, at, "李敏");
        facts.category = Category::new(category);
        facts.complainant.room = Some(room.into());
        facts
    }

    #[test]
    fn an_entry_is_offered_where_its_category_place_and_days_fit() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let entry = entry();
        assert!(entry.concerns(&facts("elevator", "3-2-1001"), day(20)));
        assert!(entry.concerns(&facts("elevator", "3-2-1001"), day(22)), "the last day counts");
        assert!(!entry.concerns(&facts("elevator", "3-2-1001"), day(23)));
        assert!(!entry.concerns(&facts("elevator", "13-2-1001"), day(21)));
        assert!(!entry.concerns(&facts("vehicles", "3-2-1001"), day(21)));
        let mut elsewhere = facts("elevator", "5-1-0602");
        assert!(!entry.concerns(&elsewhere, day(21)));
        let unit = Knowledge { place: Some("3号楼2单元".into()), ..entry.clone() };
        assert!(unit.concerns(&facts("elevator", "3-2-1001"), day(21)));
        for room in ["3-1-1001", "3-20-1001", "13-2-1001"] {
            assert!(!unit.concerns(&facts("elevator", room), day(21)), "{room}");
        }
        let short = Knowledge { place: Some("3-2".into()), ..entry.clone() };
        assert!(short.concerns(&facts("elevator", "3-2-1001"), day(21)));
        assert!(!short.concerns(&facts("elevator", "3-20-1001"), day(21)));
        elsewhere.place = Some("3栋大堂".into());
        assert!(entry.concerns(&elsewhere, day(21)));
        elsewhere.place = Some("3号楼大堂".into());
        assert!(entry.concerns(&elsewhere, day(21)), "one word for the other");
        elsewhere.place = Some("13栋大堂".into());
        assert!(!entry.concerns(&elsewhere, day(21)));
        elsewhere.place = Some("大堂，3栋那边".into());
        assert!(entry.concerns(&elsewhere, day(21)));
        let general = Knowledge { category: None, place: None, ..entry };
        assert!(!general.concerns(&elsewhere, day(21)), "what names nothing is not pushed forward");
    }

    #[test]
    fn limits_of_the_category_are_chosen_from_and_the_likest_comes_first() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let limit = |title: &str, category: &str| Knowledge {
            kind: KnowledgeKind::Limit,
            title: title.into(),
            category: Category::new(category),
            place: None,
            from: None,
            to: None,
            who: Some("工程部".into()),
            hours: Some(2),
            ..entry()
        };
        let all =
            [limit("门锁维修", "facilities"), limit("水管漏水", "facilities"), limit("保洁", "cleaning")];
        let mut matter = facts("facilities", "3-2-1001");
        matter.verbatim = Some("厨房水管漏水了".into());
        let titles: Vec<&str> = limits(&all, &matter, day).iter().map(|one| one.title.as_str()).collect();
        assert_eq!(titles, ["水管漏水", "门锁维修"]);
        matter.category = None;
        assert_eq!(
            limits(&all, &matter, day).len(),
            3,
            "before the category is known every one may be meant"
        );
        assert_eq!(all[0].terms().as_deref(), Some("工程部，2小时内"));
        assert!(Knowledge { hours: None, ..all[0].clone() }.problem().is_some());
    }

    #[test]
    fn a_promised_service_names_its_basis_and_is_told_from_an_extra_one() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let promise = |title: &str, basis| Knowledge {
            kind: KnowledgeKind::Promise,
            title: title.into(),
            basis,
            ..entry()
        };
        let all = [
            entry(),
            promise("楼道每天清扫一次", Some(PromiseBasis::Contract)),
            promise("灭蚊每月两次", Some(PromiseBasis::Published)),
        ];
        assert!(promise("灭蚊", None).problem().unwrap().contains("合同、公示还是惯例"));
        assert_eq!(all[1].problem(), None);
        assert_eq!(all[1].terms().as_deref(), Some("合同约定"));
        let found =
            |words: &str| promised(&all, words, day).iter().map(|one| one.title.clone()).collect::<Vec<_>>();
        assert_eq!(found("给三栋楼道清扫了一遍"), ["楼道每天清扫一次"]);
        assert_eq!(found("帮张奶奶把药送上楼"), [""; 0]);
        let later = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        assert!(promised(&all, "楼道清扫", later).is_empty(), "no longer in force");
    }

    #[test]
    fn what_is_missing_is_told() {
        assert_eq!(entry().problem(), None);
        assert!(Knowledge { title: " ".into(), ..entry() }.problem().is_some());
        assert!(Knowledge { text: String::new(), ..entry() }.problem().is_some());
        let day = NaiveDate::from_ymd_opt(2026, 11, 1);
        assert!(Knowledge { to: day, ..entry() }.problem().is_some());
    }
}
