//! 专题: the complaints of a period by the part of the service that they are filed under, by matters that are counted across
//! categories, and – for the supervisor alone – by motive and by kind of staff fault. Ledger 10-18 to 10-20, 10-46, 10-51,
//! 10-55, 21-14.

use std::collections::BTreeMap;

use crate::domain::case::CaseNumber;
use crate::domain::case_row::CaseRow;
use crate::domain::code::{CaseKind, Category, Motive, ServiceArea, SituationCode, StaffFault, Status};
use crate::domain::settings::Settings;

/// By what a line counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FocusKey {
    /// 设施, 服务, 安全.
    Area(ServiceArea),
    /// A topic of the settings, by its name.
    Topic(String),
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
            Self::Motive(_) => "动机（内部）",
            Self::StaffFault(_) => "员工过失（内部）",
        }
    }

    /// What it is called.
    pub fn label(&self) -> &str {
        match self {
            Self::Area(area) => area.label(),
            Self::Topic(name) => name,
            Self::Motive(motive) => motive.label(),
            Self::StaffFault(fault) => fault.label(),
        }
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
            Self::Motive(motive) => row.motive == Some(*motive),
            Self::StaffFault(fault) => row.staff_fault == Some(*fault),
        }
    }
}

/// What a category is filed under; `None` when the settings have it no longer.
fn filed_under(category: &Category, settings: &Settings) -> Option<ServiceArea> {
    settings.categories.iter().find(|entry| entry.code == *category).map(|entry| entry.area)
}

/// A line: its complaints of the period, and how many the period before had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FocusLine {
    /// By what.
    pub key: FocusKey,
    /// Its complaints, by number.
    pub numbers: Vec<CaseNumber>,
    /// How many there were in the period before.
    pub before: usize,
}

/// The lines of a period, in the order of the screen: the areas, the topics that occur – the most frequent first –, and,
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
            row.kind == CaseKind::Complaint
                && row.status != Status::Voided
                && key.holds(row, settings, titles)
        };
        let mut numbers: Vec<_> = now.iter().filter(counts).map(|row| row.number).collect();
        numbers.sort();
        let before = before.iter().filter(counts).count();
        FocusLine { key, numbers, before }
    };
    let areas = ServiceArea::ALL.iter().map(|area| line(FocusKey::Area(*area)));
    let topics = settings.topics.iter().map(|topic| line(FocusKey::Topic(topic.name.clone())));
    let mut topics: Vec<_> = topics.filter(|line| !line.numbers.is_empty() || line.before > 0).collect();
    topics.sort_by_key(|line| std::cmp::Reverse(line.numbers.len()));
    let motives = Motive::ALL.iter().map(|motive| line(FocusKey::Motive(*motive)));
    let faults = StaffFault::ALL.iter().map(|fault| line(FocusKey::StaffFault(*fault)));
    areas.chain(topics).chain(motives.chain(faults).filter(|_| inner)).collect()
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

    #[test]
    fn complaints_are_counted_by_area_topic_motive_and_fault() {
        let category = |code| Category::new(code);
        let rows = [
            row(1, |facts| {
                facts.category = category("fees");
                facts.summary = Some("停车费涨价，占了消防通道".into());
                facts.motive = Some(Motive::Pretext);
            }),
            row(2, |facts| {
                facts.category = category("building");
                facts.situation = SituationCode::new("B3");
                facts.staff_fault = Some(StaffFault::Mistake);
            }),
            row(3, |facts| facts.category = category("fire")),
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
        ];
        assert_eq!(told(false), open, "motive and fault are the supervisor's");
        let inner = told(true);
        assert_eq!(inner[..open.len()], open);
        assert_eq!(inner.iter().find(|one| one.0 == "另有所求"), Some(&line("另有所求", 1, 1)));
        assert_eq!(inner.iter().find(|one| one.0 == "失误"), Some(&line("失误", 1, 0)));
        assert_eq!(inner.len(), open.len() + Motive::ALL.len() + StaffFault::ALL.len());
    }
}
