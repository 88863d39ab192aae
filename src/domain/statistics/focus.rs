//! 专题: the complaints of a period by the part of the service that they are filed under, by matters that are counted across
//! categories, by promised and extra service, and – for the supervisor alone – by motive and by kind of staff fault; what
//! 服务簿 holds of the period beside. Ledger 10-18 to 10-20, 10-46, 10-51, 10-53, 10-55, 17-25, 21-14.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::NaiveDate;

use crate::domain::case::CaseNumber;
use crate::domain::case_row::CaseRow;
use crate::domain::code::{CaseKind, Category, Motive, ServiceArea, SituationCode, StaffFault, Status};
use crate::domain::service_note::{ServiceKind, ServiceLevel};
use crate::domain::service_note_now::{ServiceNoteNow, count_of};
use crate::domain::settings::Settings;

/// By what a line counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FocusKey {
    /// 设施, 服务, 安全.
    Area(ServiceArea),
    /// A topic of the settings, by its name.
    Topic(String),
    /// Cases about a promised or an extra service.
    Level(ServiceLevel),
    /// Entries of 服务簿.
    Noted(ServiceKind),
    /// Motive; the supervisor's.
    Motive(Motive),
    /// Kind of staff fault; the supervisor's.
    StaffFault(StaffFault),
}

impl FocusKey {
    /// What it is one of.
    pub fn group(&self) -> &'static str {
        match self {
            Self::Area(_) => "设施／服务／安全",
            Self::Topic(_) => "焦点话题",
            Self::Level(_) => "承诺／额外服务",
            Self::Noted(_) => "服务簿（条）",
            Self::Motive(_) => "动机（内部）",
            Self::StaffFault(_) => "员工过失（内部）",
        }
    }

    /// Whether it is the supervisor's judgement.
    pub fn is_judgement(&self) -> bool {
        matches!(self, Self::Motive(_) | Self::StaffFault(_))
    }

    /// What it is called.
    pub fn label(&self) -> &str {
        match self {
            Self::Area(area) => area.label(),
            Self::Topic(name) => name,
            Self::Level(level) => level.label(),
            Self::Noted(kind) => kind.label(),
            Self::Motive(motive) => motive.label(),
            Self::StaffFault(fault) => fault.label(),
        }
    }

    /// Whether a case of this kind may count: complaints, and where it is told what was done beyond the promise praise too.
    fn is_for(&self, kind: CaseKind) -> bool {
        kind == CaseKind::Complaint || (kind == CaseKind::Praise && *self == Self::Level(ServiceLevel::Extra))
    }

    fn holds(&self, row: &CaseRow, settings: &Settings, titles: &BTreeMap<SituationCode, String>) -> bool {
        match self {
            Self::Area(area) => {
                row.category.as_ref().and_then(|one| filed_under(one, settings)) == Some(*area)
            }
            Self::Topic(name) => {
                let words = settings.topics.iter().find(|one| one.name == *name).map(|one| &one.words);
                let title =
                    row.situation.as_ref().and_then(|code| titles.get(code)).map_or("", String::as_str);
                words.into_iter().flatten().any(|word| row.gist.contains(word) || title.contains(word))
            }
            Self::Level(level) => row.service == Some(*level),
            Self::Noted(_) => false,
            Self::Motive(motive) => row.motive == Some(*motive),
            Self::StaffFault(fault) => row.staff_fault == Some(*fault),
        }
    }
}

/// What a category is filed under; `None` when the settings have it no longer.
fn filed_under(category: &Category, settings: &Settings) -> Option<ServiceArea> {
    settings.categories.iter().find(|entry| entry.code == *category).map(|entry| entry.area)
}

/// A line: its cases of the period, or how many entries of 服务簿 it has, and how many the period before had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FocusLine {
    /// By what.
    pub key: FocusKey,
    /// Its cases, by number.
    pub numbers: Vec<CaseNumber>,
    /// Its entries of 服务簿.
    pub noted: usize,
    /// How many there were in the period before.
    pub before: usize,
}

impl FocusLine {
    /// How many there are in the period.
    pub fn count(&self) -> usize {
        self.numbers.len() + self.noted
    }
}

/// The days of a period.
pub type PeriodDays = RangeInclusive<NaiveDate>;

/// What 服务簿 holds of a period and of the one before, a line a kind.
pub fn noted(all: &[ServiceNoteNow], now: &PeriodDays, before: &PeriodDays) -> Vec<FocusLine> {
    let line = |kind: &ServiceKind| FocusLine {
        key: FocusKey::Noted(*kind),
        numbers: Vec::new(),
        noted: count_of(all, *kind, now),
        before: count_of(all, *kind, before),
    };
    ServiceKind::ALL.iter().map(line).collect()
}

/// The lines of a period, in the order of the screen: the areas, the topics that occur – the most frequent first –, then promised and extra service, and,
/// where `inner` asks for them, motives and faults. `titles` are the names of the situations. A complaint may be about several topics. Voided cases count nowhere.
pub fn focus(
    now: &[CaseRow],
    before: &[CaseRow],
    settings: &Settings,
    titles: &BTreeMap<SituationCode, String>,
    inner: bool,
) -> Vec<FocusLine> {
    let line = |key: FocusKey| {
        let counts = |row: &&CaseRow| {
            key.is_for(row.kind) && row.status != Status::Voided && key.holds(row, settings, titles)
        };
        let mut numbers: Vec<_> = now.iter().filter(counts).map(|row| row.number).collect();
        numbers.sort();
        let before = before.iter().filter(counts).count();
        FocusLine { key, numbers, noted: 0, before }
    };
    let areas = ServiceArea::ALL.iter().map(|area| line(FocusKey::Area(*area)));
    let topics = settings.topics.iter().map(|topic| line(FocusKey::Topic(topic.name.clone())));
    let mut topics: Vec<_> = topics.filter(|line| !line.numbers.is_empty() || line.before > 0).collect();
    topics.sort_by_key(|line| std::cmp::Reverse(line.numbers.len()));
    let motives = Motive::ALL.iter().map(|motive| line(FocusKey::Motive(*motive)));
    let faults = StaffFault::ALL.iter().map(|fault| line(FocusKey::StaffFault(*fault)));
    let levels = ServiceLevel::ALL.iter().map(|level| line(FocusKey::Level(*level)));
    areas.chain(topics).chain(levels).chain(motives.chain(faults).filter(|_| inner)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::{Case, Facts};
    use crate::domain::code::Channel;
    use crate::domain::settings::Rules;
    use crate::domain::time::Moment;

    fn row(serial: u16, change: impl FnOnce(&mut Facts)) -> CaseRow {
        let at = Moment::parse("2026-11-03T09:00").unwrap();
        let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, at, "李敏");
        change(&mut facts);
        let case = Case::new(CaseNumber::new(at.date(), serial.into()), facts);
        CaseRow::of(&case, &case.state(&Rules::default()), &[], &Rules::default())
    }

    /// Ledger 01-22, 10-42, 21-14: by area. Ledger 10-51, 10-55: by topic.
    #[test]
    fn complaints_are_counted_by_area_topic_motive_and_fault() {
        let category = |code| Category::new(code);
        let rows = [
            row(1, |facts| {
                facts.category = category("fees");
                facts.summary = Some("停车费涨价，占了消防通道".into());
                facts.motive = Some(Motive::Pretext);
                facts.service = Some(ServiceLevel::Promised);
            }),
            row(2, |facts| {
                facts.category = category("building");
                facts.situation = SituationCode::new("B3");
                facts.staff_fault = Some(StaffFault::Mistake);
            }),
            row(3, |facts| facts.category = category("fire")),
            row(5, |facts| {
                facts.kind = CaseKind::Praise;
                facts.service = Some(ServiceLevel::Extra);
            }),
            row(6, |facts| {
                facts.kind = CaseKind::Enquiry;
                facts.service = Some(ServiceLevel::Promised);
            }),
            row(4, |facts| {
                facts.kind = CaseKind::Enquiry;
                facts.category = category("fire");
                facts.summary = Some("停车费怎么交".into());
            }),
        ];
        let titles = BTreeMap::from([(SituationCode::new("B3").unwrap(), "楼上漏水到楼下".to_owned())]);
        let told = |inner| {
            let lines = focus(&rows, &rows[..1], &Settings::default(), &titles, inner);
            let told = |line: FocusLine| (line.key.label().to_owned(), line.numbers.len(), line.before);
            lines.into_iter().map(told).collect::<Vec<_>>()
        };
        let line = |name: &str, now, before| (name.to_owned(), now, before);
        let open = [
            line("设施", 1, 0),
            line("服务", 1, 1),
            line("安全", 1, 0),
            line("房屋防水", 1, 0),
            line("停车费", 1, 1),
            line("消防通道", 1, 1),
            line("承诺服务", 1, 1),
            line("额外服务", 1, 0),
        ];
        assert_eq!(told(false), open, "motive and fault are the supervisor's");
        let inner = told(true);
        assert_eq!(inner[..open.len()], open);
        assert_eq!(inner.iter().find(|one| one.0 == "另有所求"), Some(&line("另有所求", 1, 1)));
        assert_eq!(inner.iter().find(|one| one.0 == "失误"), Some(&line("失误", 1, 0)));
        assert_eq!(inner.len(), open.len() + Motive::ALL.len() + StaffFault::ALL.len());
    }

    #[test]
    fn entries_of_the_book_are_counted_by_the_days_of_the_periods() {
        use crate::domain::service_note::{ServiceNote, ServiceNoteId};
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let entry = |kind, on: &str| ServiceNoteNow {
            id: ServiceNoteId(1),
            note: ServiceNote::new(kind, day(on), "李敏"),
            by: "李敏".into(),
            at: Moment::parse("2026-11-03T09:00").unwrap(),
        };
        let all = [
            entry(ServiceKind::Extra, "2026-11-01"),
            entry(ServiceKind::Extra, "2026-11-30"),
            entry(ServiceKind::Extra, "2026-10-31"),
            entry(ServiceKind::Survey, "2026-10-02"),
            entry(ServiceKind::Extra, "2026-12-01"),
        ];
        let (now, before) = (day("2026-11-01")..=day("2026-11-30"), day("2026-10-01")..=day("2026-10-31"));
        let lines = noted(&all, &now, &before);
        let told: Vec<_> = lines.iter().map(|one| (one.key.label(), one.count(), one.before)).collect();
        assert_eq!(told, [("额外服务", 2, 1), ("调查问卷", 0, 1), ("座谈会", 0, 0)]);
    }
}
