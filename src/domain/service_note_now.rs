//! Entries of 服务簿 as they stand in the log, and what they count in a period. Ledger 19-06, 17-25, 10-53.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use crate::domain::code::Opinion;
use crate::domain::counter_event::CounterEvent;
use crate::domain::permission::{self, Denial};
use crate::domain::person::Actor;
use crate::domain::praise::PraiseCount;
use crate::domain::service_note::{ServiceKind, ServiceNote, ServiceNoteId};
use crate::domain::statistics::figure::Ratio;
use crate::domain::time::Moment;

/// An entry as it is now, derived from the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceNoteNow {
    /// Which.
    pub id: ServiceNoteId,
    /// As it was written last.
    pub note: ServiceNote,
    /// Who wrote it first.
    pub by: String,
    /// When.
    pub at: Moment,
}

impl ServiceNoteNow {
    /// What it is from its entries, in order; `None` when it was struck.
    pub fn of(
        id: ServiceNoteId,
        entries: impl IntoIterator<Item = (Moment, String, CounterEvent)>,
    ) -> Option<Self> {
        let mut now: Option<Self> = None;
        for (at, by, said) in entries {
            match (&mut now, said) {
                (None, CounterEvent::ServiceNoted { note }) => now = Some(Self { id, note, by, at }),
                (Some(one), CounterEvent::ServiceNoted { note }) => one.note = note,
                (_, CounterEvent::ServiceNoteStruck {}) => now = None,
                _ => {}
            }
        }
        now
    }

    /// Whether a person may change or strike it: whoever wrote it, and the supervisor.
    ///
    /// # Errors
    /// Why not.
    pub fn may_be_changed(&self, actor: &Actor) -> Result<(), Denial> {
        if actor.name == self.by || permission::decides(actor) {
            Ok(())
        } else {
            Err(Denial::because(format!("这一条是{}记的，由本人或客服主任来改", self.by)))
        }
    }

    fn is_of(&self, kind: ServiceKind, days: &RangeInclusive<NaiveDate>) -> bool {
        self.note.kind == kind && days.contains(&self.note.day)
    }
}

/// How many entries of a kind there are of these days.
pub fn count_of(all: &[ServiceNoteNow], kind: ServiceKind, days: &RangeInclusive<NaiveDate>) -> usize {
    all.iter().filter(|one| one.is_of(kind, days)).count()
}

/// What the questionnaires say of a department. Ledger 17-25.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SurveyCount {
    /// The department.
    pub department: String,
    /// 满意.
    pub satisfied: u32,
    /// 基本满意.
    pub mostly: u32,
    /// 不满意.
    pub dissatisfied: u32,
}

impl SurveyCount {
    /// How many answered about it.
    pub fn all(&self) -> u32 {
        self.satisfied + self.mostly + self.dissatisfied
    }

    /// How many of all were satisfied or mostly so.
    pub fn good(&self) -> Ratio {
        Ratio(self.satisfied + self.mostly, self.all())
    }
}

/// The answers of the questionnaires that came back on these days, by department, the least satisfied first. Ledger 17-25.
pub fn survey_counts(all: &[ServiceNoteNow], days: &RangeInclusive<NaiveDate>) -> Vec<SurveyCount> {
    let mut counts: Vec<SurveyCount> = Vec::new();
    let surveys = all.iter().filter(|one| one.is_of(ServiceKind::Survey, days));
    for answer in surveys.flat_map(|one| &one.note.answers) {
        let known = counts.iter().position(|one| one.department == answer.department);
        let at = known.unwrap_or_else(|| {
            counts.push(SurveyCount { department: answer.department.clone(), ..SurveyCount::default() });
            counts.len() - 1
        });
        match answer.opinion {
            Opinion::Satisfied => counts[at].satisfied += 1,
            Opinion::Mostly => counts[at].mostly += 1,
            Opinion::Dissatisfied => counts[at].dissatisfied += 1,
        }
    }
    counts.sort_by_key(|one| one.good().percent());
    counts
}

/// The same with the praise of each department beside it; departments of which there is praise alone come last.
pub fn with_praise(counts: Vec<SurveyCount>, praise: &[PraiseCount]) -> Vec<(SurveyCount, usize)> {
    let of = |department: &str| praise.iter().find(|one| one.department == department);
    let mut all: Vec<_> = counts
        .into_iter()
        .map(|count| {
            let praised = of(&count.department).map_or(0, |one| one.praise.len());
            (count, praised)
        })
        .collect();
    for one in praise.iter().filter(|one| !one.department.is_empty()) {
        if !all.iter().any(|(count, _)| count.department == one.department) {
            let count = SurveyCount { department: one.department.clone(), ..SurveyCount::default() };
            all.push((count, one.praise.len()));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::CaseNumber;
    use crate::domain::person::Role;
    use crate::domain::service_note::SurveyAnswer;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn now(note: ServiceNote) -> ServiceNoteNow {
        let at = Moment::parse("2026-11-03T10:00").unwrap();
        ServiceNoteNow { id: ServiceNoteId(1), note, by: "李敏".into(), at }
    }

    fn survey(on: u32, answers: &[(&str, Opinion)]) -> ServiceNoteNow {
        let answer = |(department, opinion): &(&str, Opinion)| SurveyAnswer {
            department: (*department).to_owned(),
            opinion: *opinion,
        };
        let answers = answers.iter().map(answer).collect();
        now(ServiceNote { answers, ..ServiceNote::new(ServiceKind::Survey, day(on), "李敏") })
    }

    #[test]
    fn the_last_writing_counts_and_a_struck_entry_is_gone() {
        let at = Moment::parse("2026-11-03T10:00").unwrap();
        let noted = |words: &str| {
            let note =
                ServiceNote { words: words.into(), ..ServiceNote::new(ServiceKind::Extra, day(3), "李敏") };
            (at, "李敏".to_owned(), CounterEvent::ServiceNoted { note })
        };
        let both = vec![noted("送药"), noted("送药上楼")];
        let one = ServiceNoteNow::of(ServiceNoteId(1), both.clone()).unwrap();
        assert_eq!(one.note.words, "送药上楼");
        let struck = (at, "赵楠".to_owned(), CounterEvent::ServiceNoteStruck {});
        assert_eq!(ServiceNoteNow::of(ServiceNoteId(1), both.into_iter().chain([struck])), None);
    }

    #[test]
    fn whoever_wrote_it_and_the_supervisor_may_change_it() {
        let one = survey(3, &[]);
        let actor = |name: &str, role| Actor { id: None, name: name.into(), role, backed_by: None };
        assert!(one.may_be_changed(&actor("李敏", Role::Reception)).is_ok());
        assert!(one.may_be_changed(&actor("赵楠", Role::Supervisor)).is_ok());
        assert!(one.may_be_changed(&actor("王倩", Role::Reception)).unwrap_err().text.contains("李敏"));
    }

    #[test]
    fn answers_are_counted_by_department_and_entries_by_day() {
        use Opinion::{Dissatisfied, Mostly, Satisfied};
        let all = [
            survey(3, &[("工程部", Satisfied), ("客服部", Satisfied)]),
            survey(4, &[("工程部", Dissatisfied), ("客服部", Mostly)]),
            survey(5, &[("工程部", Satisfied)]),
            survey(28, &[("工程部", Dissatisfied)]),
            now(ServiceNote::new(ServiceKind::Extra, day(4), "李敏")),
        ];
        let counts = survey_counts(&all, &(day(1)..=day(5)));
        let told: Vec<_> = counts
            .iter()
            .map(|one| {
                (one.department.as_str(), one.satisfied, one.mostly, one.dissatisfied, one.good().to_string())
            })
            .collect();
        assert_eq!(told, [("工程部", 2, 0, 1, "66.7%".to_owned()), ("客服部", 1, 1, 0, "100.0%".to_owned())]);
        assert_eq!(SurveyCount::default().good().to_string(), "—", "of nothing there is no share");
        let praise = |department: &str, count: usize| PraiseCount {
            department: department.into(),
            praise: vec![CaseNumber::new(day(3), 1); count],
            after_complaint: Vec::new(),
        };
        let beside = with_praise(counts, &[praise("客服部", 2), praise("秩序部", 1), praise("", 3)]);
        let told: Vec<_> =
            beside.iter().map(|(one, praised)| (one.department.as_str(), one.all(), *praised)).collect();
        assert_eq!(told, [("工程部", 3, 0), ("客服部", 2, 2), ("秩序部", 0, 1)]);
        assert_eq!(count_of(&all, ServiceKind::Survey, &(day(1)..=day(5))), 3);
        assert_eq!(count_of(&all, ServiceKind::Extra, &(day(4)..=day(4))), 1);
        assert_eq!(count_of(&all, ServiceKind::Extra, &(day(5)..=day(9))), 0);
    }
}
