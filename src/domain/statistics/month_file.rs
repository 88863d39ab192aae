//! A month of a centre as a file for the company: the figures of the table and one row a case, anonymised. What stands
//! in it; how it is written and read is the business of `desk`. Ledger 11-34.
//!
//! No name, telephone number, room, department or typed text is in it: only codes, times, counts and the case's number.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::case::{Case, CaseNumber};
use crate::domain::code::{Capability, DeadlineCode, Emotion, Flag, Responsibility, SituationCode, Urgency};
use crate::domain::handling::VisitState;
use crate::domain::obligation::{End, Obligation};
use crate::domain::settings::{Rules, Settings};
use crate::domain::statistics::axis::{Axis, NONE, TOTAL};
use crate::domain::statistics::column::{ClosureRow, Column, Row};
use crate::domain::statistics::figure::Ratio;
use crate::domain::statistics::outcome::{Counted, Verdict};
use crate::domain::statistics::report::{Check, Report};
use crate::domain::time::Moment;

/// What a file of this kind says that it is.
pub const FORMAT: &str = "tingsu-month";
/// The version that is written and read.
pub const VERSION: u32 = 1;

/// The blocks that mean the same in every centre. Situations are left out, because each table shows only its own ten;
/// departments and buildings, because each centre has its own. They can be counted from the rows.
pub const AXES: [Axis; 5] = [Axis::Category, Axis::Class, Axis::Nature, Axis::Content, Axis::Channel];

/// The first line: whose month it is and what its table says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthHead {
    /// Always [`FORMAT`].
    pub format: String,
    /// Version of the format.
    pub version: u32,
    /// Name of the centre.
    pub property: String,
    /// `2026-11`.
    pub month: String,
    /// First day.
    pub start: NaiveDate,
    /// The day after the last.
    pub end: NaiveDate,
    /// Until when the table knew of things, inclusive.
    pub as_of: Moment,
    /// 定稿; absent for 未定稿 草表.
    pub lock: Option<FileLock>,
    /// Number of households, as far as it is set.
    pub households: Option<u32>,
    /// The figures.
    pub figures: Figures,
    /// The words of the categories, by code.
    pub categories: BTreeMap<String, String>,
}

/// The final version that a file holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileLock {
    /// Number of the version.
    pub version: u32,
    /// Eight hexadecimal digits.
    pub hash: String,
    /// When it was made final.
    pub at: Moment,
}

/// What can be added up over centres.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// The check line.
    pub check: Check,
    /// The blocks, each with its row `total`.
    pub category: Vec<Row>,
    /// 责任类别.
    pub class: Vec<Row>,
    /// 性质.
    pub nature: Vec<Row>,
    /// 内容.
    pub content: Vec<Row>,
    /// 渠道.
    pub channel: Vec<Row>,
    /// 关闭方式.
    pub closure: Vec<ClosureRow>,
    /// The counts of the summary box.
    pub counts: Counts,
}

/// The counts of the summary box.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counts {
    /// 逾期未结.
    pub overdue: u32,
    /// 重大.
    pub major: u32,
    /// 群诉户数.
    pub group_households: u32,
    /// 转办及时.
    pub referrals: Ratio,
    /// 现场签署满意.
    pub signed: u32,
    /// 口头确认满意.
    pub verbal: u32,
    /// 回访满意.
    pub visit_satisfied: Ratio,
    /// 免回访.
    pub exempt: u32,
    /// 不接受回访.
    pub declined: u32,
    /// 报修.
    pub repairs: u32,
    /// 咨询.
    pub enquiries: u32,
    /// 表扬.
    pub praise: u32,
    /// 建议.
    pub suggestions: u32,
}

impl Figures {
    /// The rows of a block of [`AXES`].
    pub fn rows(&self, axis: Axis) -> &[Row] {
        match axis {
            Axis::Category => &self.category,
            Axis::Class => &self.class,
            Axis::Nature => &self.nature,
            Axis::Content => &self.content,
            Axis::Channel => &self.channel,
            _ => &[],
        }
    }

    /// The same, to add to.
    pub fn rows_mut(&mut self, axis: Axis) -> Option<&mut Vec<Row>> {
        match axis {
            Axis::Category => Some(&mut self.category),
            Axis::Class => Some(&mut self.class),
            Axis::Nature => Some(&mut self.nature),
            Axis::Content => Some(&mut self.content),
            Axis::Channel => Some(&mut self.channel),
            _ => None,
        }
    }

    /// The figures of a table.
    pub fn of(report: &Report) -> Self {
        let (axes, summary) = (&report.axes, &report.summary);
        Self {
            check: report.check,
            category: axes.category.clone(),
            class: axes.class.clone(),
            nature: axes.nature.clone(),
            content: axes.content.clone(),
            channel: axes.channel.clone(),
            closure: axes.closure.clone(),
            counts: Counts {
                overdue: u32::try_from(report.lists.overdue.len()).unwrap_or(u32::MAX),
                major: summary.major,
                group_households: summary.group_households,
                referrals: summary.referrals,
                signed: summary.signed,
                verbal: summary.verbal,
                visit_satisfied: summary.visit_satisfied,
                exempt: summary.exempt,
                declined: summary.declined,
                repairs: summary.repairs,
                enquiries: summary.enquiries,
                praise: summary.praise,
                suggestions: summary.suggestions,
            },
        }
    }
}

impl MonthHead {
    /// The first line for a table.
    pub fn of(report: &Report, settings: &Settings) -> Self {
        let lock = report.lock.as_ref();
        let categories = settings.categories.iter();
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            property: report.property.trim().to_owned(),
            month: report.period.code(),
            start: report.period.start_date(),
            end: report.period.end_date(),
            as_of: report.as_of,
            lock: lock.map(|lock| FileLock { version: lock.version, hash: lock.hash.clone(), at: lock.at }),
            households: report.households,
            figures: Figures::of(report),
            categories: categories
                .map(|entry| (entry.code.as_str().to_owned(), entry.label.clone()))
                .collect(),
        }
    }
}

/// A line between the first and the last: a case that has a part in the month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseFact {
    /// Number.
    pub number: CaseNumber,
    /// When the customer spoke.
    pub received_at: Moment,
    /// When it was first saved.
    pub recorded_at: Moment,
    /// 渠道: the row of the table that counts it.
    pub channel: Option<String>,
    /// 类别, likewise.
    pub category: Option<String>,
    /// 责任类别, likewise.
    pub class: Option<String>,
    /// 性质, likewise.
    pub nature: Option<String>,
    /// 内容, likewise.
    pub content: Option<String>,
    /// 场景.
    pub situation: Option<SituationCode>,
    /// 紧急程度.
    pub urgency: Option<Urgency>,
    /// 情绪.
    pub emotion: Option<Emotion>,
    /// 责任.
    pub responsibility: Option<Responsibility>,
    /// 能力.
    pub capability: Option<Capability>,
    /// Marks, without 疑似不当索取, which is the supervisor's alone.
    pub flags: Vec<Flag>,
    /// What it counts.
    pub counts: FactCounts,
    /// When and how it was closed in the month.
    pub closures: Vec<(Moment, String)>,
    /// What was owed.
    pub obligations: Vec<FactObligation>,
}

/// What a case counts in the month: 0 or 1, or how often; a ratio as met and of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "each is the column of that name")]
pub struct FactCounts {
    pub opening: u32,
    pub received: u32,
    pub effective: u32,
    pub reopened: u32,
    pub closed: u32,
    pub voided: u32,
    pub closing: u32,
    pub responded: Ratio,
    pub handled: Ratio,
    pub visited: Ratio,
    pub satisfied: Ratio,
    pub referrals: Ratio,
    pub repeats: u32,
    pub escalated: u32,
    pub major: u32,
    pub signed: u32,
    pub verbal: u32,
    pub exempt: u32,
    pub declined: u32,
    pub explained: u32,
    pub overridden: u32,
}

/// An obligation of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactObligation {
    /// Which.
    pub deadline: DeadlineCode,
    /// From when on it was owed.
    pub since: Moment,
    /// Until when.
    pub due: Moment,
    /// When it ended; absent while it is owed.
    pub ended: Option<Moment>,
    /// Met in time; absent while that is open, and where it counts as neither.
    pub in_time: Option<bool>,
}

impl CaseFact {
    /// The line of a case as the table counts it; `case` holds nothing later than `as_of`, and is absent when it cannot
    /// be read.
    pub fn of(counted: &Counted, case: Option<&Case>, rules: &Rules, as_of: Moment) -> Self {
        let state = case.map(|case| case.state(rules));
        let facts = state.as_ref().map(|state| &state.facts);
        let key = |axis| counted.key(axis).map(str::to_owned);
        let flags = facts.map(|facts| facts.flags.iter().copied().filter(|flag| !flag.is_supervisors()));
        let closures = counted.movement.closures.iter();
        let obligations = state.iter().flat_map(|state| &state.obligations);
        Self {
            number: counted.number,
            received_at: counted.received_at,
            recorded_at: facts.map_or(counted.received_at, |facts| facts.recorded_at),
            channel: key(Axis::Channel),
            category: key(Axis::Category),
            class: key(Axis::Class),
            nature: key(Axis::Nature),
            content: key(Axis::Content),
            situation: counted.key(Axis::Situation).and_then(SituationCode::new),
            urgency: facts.and_then(|facts| facts.urgency),
            emotion: facts.and_then(|facts| facts.emotion),
            responsibility: facts.and_then(|facts| facts.responsibility),
            capability: facts.and_then(|facts| facts.capability),
            flags: flags.map(Iterator::collect).unwrap_or_default(),
            counts: FactCounts::of(counted),
            closures: closures.map(|(at, code)| (*at, code.code().to_owned())).collect(),
            obligations: obligations.map(|one| FactObligation::of(one, as_of)).collect(),
        }
    }

    /// The row of a block of [`AXES`] that counts it.
    pub fn key(&self, axis: Axis) -> Option<&str> {
        match axis {
            Axis::Channel => self.channel.as_deref(),
            Axis::Category => self.category.as_deref(),
            Axis::Class => self.class.as_deref(),
            Axis::Nature => self.nature.as_deref(),
            Axis::Content => self.content.as_deref(),
            _ => None,
        }
    }

    /// What it adds to its row.
    pub fn row(&self) -> Row {
        let counts = self.counts;
        Row {
            opening: counts.opening,
            received: counts.received,
            effective: counts.effective,
            closed: counts.closed,
            closing: counts.closing,
            responded: counts.responded,
            handled: counts.handled,
            visited: counts.visited,
            satisfied: counts.satisfied,
            repeats: counts.repeats,
            escalated: counts.escalated,
            ..Row::default()
        }
    }
}

/// The figures of a file added up anew from its lines, to tell a file whose figures are not those of its cases.
#[derive(Debug, Default)]
pub struct Recount {
    rows: BTreeMap<(Axis, String), Row>,
    /// Number of lines.
    pub cases: u64,
}

impl Recount {
    /// Adds a line.
    pub fn add(&mut self, fact: &CaseFact) {
        self.cases += 1;
        let row = fact.row();
        for axis in AXES {
            let key = fact.key(axis).unwrap_or(NONE);
            for key in [key, TOTAL] {
                self.rows.entry((axis, key.to_owned())).or_default().add(&row);
            }
        }
    }

    /// Whether the figures are those of the lines. What other periods counted is not in the lines.
    pub fn agrees(&self, figures: &Figures) -> bool {
        let empty = Row::default();
        AXES.into_iter().all(|axis| {
            let rows = figures.rows(axis);
            let told = |key: &str| rows.iter().any(|row| row.key == key);
            let all_told = self.rows.keys().filter(|(of, _)| *of == axis).all(|(_, key)| told(key));
            all_told
                && rows.iter().all(|row| {
                    let counted = self.rows.get(&(axis, row.key.clone())).unwrap_or(&empty);
                    Row {
                        key: row.key.clone(),
                        share: row.share,
                        previous: row.previous,
                        year_ago: row.year_ago,
                        ..counted.clone()
                    } == *row
                })
        })
    }
}

impl FactCounts {
    fn of(counted: &Counted) -> Self {
        let outcome = &counted.outcome;
        let mut referrals = Ratio::default();
        if let Some(kept) = outcome.referral {
            referrals.add(kept);
        }
        Self {
            opening: counted.count(Column::Opening),
            received: counted.count(Column::Received),
            effective: counted.count(Column::Effective),
            reopened: counted.movement.reopened,
            closed: counted.count(Column::Closed),
            voided: u32::from(counted.movement.voided),
            closing: counted.count(Column::Closing),
            responded: counted.ratio(Column::Responded),
            handled: counted.ratio(Column::Handled),
            visited: counted.ratio(Column::Visited),
            satisfied: counted.ratio(Column::Satisfied),
            referrals,
            repeats: counted.count(Column::Repeats),
            escalated: counted.count(Column::Escalated),
            major: u32::from(outcome.major),
            signed: u32::from(outcome.verdict == Some(Verdict::Signed)),
            verbal: u32::from(outcome.verdict == Some(Verdict::Verbal)),
            exempt: u32::from(outcome.visit == Some(VisitState::Exempt)),
            declined: u32::from(outcome.visit == Some(VisitState::Declined)),
            explained: u32::from(outcome.explained),
            overridden: u32::from(outcome.overridden),
        }
    }
}

impl FactObligation {
    fn of(obligation: &Obligation, as_of: Moment) -> Self {
        Self {
            deadline: obligation.deadline,
            since: obligation.owed_from,
            due: obligation.due,
            ended: obligation.end.map(End::at),
            in_time: obligation.in_time(as_of),
        }
    }
}

/// The last line: how many cases stand above, and the SHA-256 of everything above, so that a file that was cut off or
/// changed is told from a whole one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthFoot {
    /// Number of lines between the first and this one.
    pub cases: u64,
    /// Hexadecimal digits.
    pub sha256: String,
}
