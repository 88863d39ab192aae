//! What can be printed: its name, its file and how its prints are counted.

use chrono::NaiveDate;

use crate::domain::case::{Case, CaseNumber};
use crate::domain::case_query::{CaseFilter, CaseOrder};
use crate::domain::code::{CaseKind, Class, Flag, NoticeKind, PaperForm};
use crate::domain::drill::DrillId;
use crate::domain::event::EventKind;
use crate::domain::outage::OutageId;
use crate::domain::service_note::ServiceNoteId;
use crate::domain::settings::Settings;
use crate::domain::shift::ShiftId;
use crate::domain::statistics::period::Period;
use crate::paper::form::handling_record::RecordCopy;
use crate::paper::form::notice::Notice;

/// A paper to be printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Printout {
    /// Form 1 of the days from … to.
    Days(NaiveDate, NaiveDate),
    /// Form 1 of a list as it stands in the register.
    Selection(Box<WorkList>),
    /// Form 2 of a case.
    Record(CaseNumber, RecordCopy),
    /// The sheet of a lift incident, kept with form 2. Ledger 11-18.
    LiftSheet(CaseNumber),
    /// Form 3 of a period with its annex; with a number that version of a final month.
    Table(Period, Option<u32>),
    /// The page of form 3 that is signed, alone.
    TablePage(Period, Option<u32>),
    /// Form 4 of the last escalation of a case.
    HandOver(CaseNumber),
    /// Form 4 of a shift: the note that it left.
    ShiftNote(ShiftId),
    /// Form 4 of a case as a work order. Ledger 16-06.
    WorkOrder(CaseNumber),
    /// Form 5 of a case of class II.
    Letter(CaseNumber),
    /// Form 6 of a case of class III.
    SituationReport(CaseNumber),
    /// Form 7 of a case with the mark 重大.
    MajorFile(CaseNumber),
    /// Form 8 of a day.
    DailyCheck(NaiveDate),
    /// Form 9 of a case.
    Visit(CaseNumber),
    /// Form 9 as the list of the visits that are owed up to a day.
    Visits(NaiveDate),
    /// Form 10.
    Notice(Box<Notice>),
    /// Form 10 of a 公共事件, as it stands.
    OutageNotice(OutageId),
    /// Form 11, and the questionnaire.
    Blank(Blank),
    /// Form 12 of a meeting with the owners' representatives, an entry of 服务簿. Ledger 11-25.
    Meeting(ServiceNoteId),
    /// Form 12 of a drill: its scores. Ledger 11-22.
    ScoreSheet(DrillId),
}

/// A list of the register to be printed as form 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkList {
    /// The first day that it is about.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Which cases.
    pub filter: CaseFilter,
    /// In which order.
    pub order: CaseOrder,
    /// What narrows it, in words; stands on the paper, so that nobody takes it for all there is.
    pub words: String,
}

/// A form to be filled in by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blank {
    /// Form 1.
    WorkRecord,
    /// Form 2.
    HandlingRecord,
    /// Form 9.
    VisitRecord,
    /// Form 9 as the questionnaire that owners fill in. Ledger 11-19.
    Questionnaire,
}

impl Blank {
    /// Every blank form.
    pub const ALL: &'static [Self] =
        &[Self::WorkRecord, Self::HandlingRecord, Self::VisitRecord, Self::Questionnaire];

    /// The name on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::WorkRecord => "工作信息记录表（空白）",
            Self::HandlingRecord => "处理记录表（空白）",
            Self::VisitRecord => "回访记录表（空白）",
            Self::Questionnaire => "满意度调查问卷（空白）",
        }
    }
}

impl Printout {
    /// The papers that a case has now: its record, and what its class, marks and events call for.
    pub fn of_case(case: &Case) -> Vec<Self> {
        let (number, facts) = (case.number, case.facts());
        let mut papers = vec![
            Self::Record(number, RecordCopy::Internal),
            Self::Record(number, RecordCopy::Customer),
            Self::Visit(number),
        ];
        let escalated = case.events.iter().any(|event| matches!(event.kind, EventKind::Escalated(_)));
        let assigned = case.events.iter().any(|event| matches!(event.kind, EventKind::Assigned { .. }));
        let more = [
            (facts.kind == CaseKind::Repair || assigned, Self::WorkOrder(number)),
            (facts.lift.is_some(), Self::LiftSheet(number)),
            (escalated, Self::HandOver(number)),
            (facts.class == Some(Class::II), Self::Letter(number)),
            (facts.class == Some(Class::III), Self::SituationReport(number)),
            (facts.has(Flag::Major), Self::MajorFile(number)),
        ];
        papers.extend(more.into_iter().filter_map(|(has, paper)| has.then_some(paper)));
        papers
    }

    /// The papers that belong to no case: those of the days from … to, of the last of them, the notices to fill in, and
    /// the blank forms.
    pub fn of_days(from: NaiveDate, to: NaiveDate, settings: &Settings) -> Vec<Self> {
        let notice = |kind: &NoticeKind| {
            Self::Notice(Box::new(Notice {
                kind: *kind,
                contact: settings.centre_phone.clone(),
                property: settings.property.clone(),
                ..Notice::default()
            }))
        };
        let mut papers = vec![Self::Days(from, to), Self::DailyCheck(to), Self::Visits(to)];
        papers.extend(NoticeKind::ALL.iter().map(notice));
        papers.extend(Blank::ALL.iter().map(|blank| Self::Blank(*blank)));
        papers
    }

    /// The name of the paper on the screen and in file names.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Days(..) => "工作信息记录表",
            Self::Selection(_) => "工作信息记录表 按筛选",
            Self::Record(_, RecordCopy::Internal) => "处理记录表 内部联",
            Self::Record(_, RecordCopy::Customer) => "处理记录表 业主联",
            Self::Table(..) => "投诉分类统计表",
            Self::TablePage(..) => "投诉分类统计表 主表",
            Self::HandOver(_) => "服务上移交接单",
            Self::ShiftNote(_) => "交班记录",
            Self::WorkOrder(_) => "派工单",
            Self::LiftSheet(_) => "电梯困人记录表",
            Self::Meeting(_) => "座谈会记录",
            Self::ScoreSheet(_) => "沟通演练评分表",
            Self::Letter(_) => "工作联系函",
            Self::SituationReport(_) => "情况报告",
            Self::MajorFile(_) => "重大投诉卷",
            Self::DailyCheck(_) => "日盘点表",
            Self::Visit(_) => "回访记录表",
            Self::Visits(_) => "回访清单",
            Self::Notice(notice) => notice.kind.label(),
            Self::OutageNotice(_) => NoticeKind::Reminder.label(),
            Self::Blank(blank) => blank.label(),
        }
    }

    /// The form, as its foot and the print counts name it; a blank one is the form that is filled in.
    pub fn form(&self) -> PaperForm {
        match self {
            Self::Days(..) | Self::Selection(_) | Self::Blank(Blank::WorkRecord) => PaperForm::WorkRecord,
            Self::Record(..) | Self::LiftSheet(_) | Self::Blank(Blank::HandlingRecord) => {
                PaperForm::HandlingRecord
            }
            Self::Table(..) | Self::TablePage(..) => PaperForm::Statistics,
            Self::HandOver(_) | Self::ShiftNote(_) | Self::WorkOrder(_) => PaperForm::HandoverSlip,
            Self::Letter(_) => PaperForm::Letter,
            Self::SituationReport(_) => PaperForm::Report,
            Self::MajorFile(_) => PaperForm::MajorFile,
            Self::DailyCheck(_) => PaperForm::DailyCheck,
            Self::Visit(_) | Self::Visits(_) | Self::Blank(Blank::VisitRecord | Blank::Questionnaire) => {
                PaperForm::VisitRecord
            }
            Self::Meeting(_) | Self::ScoreSheet(_) => PaperForm::Improvement,
            Self::Notice(_) | Self::OutageNotice(_) => PaperForm::Notice,
        }
    }

    /// The case that it is about.
    pub fn case(&self) -> Option<CaseNumber> {
        match self {
            Self::Record(number, _)
            | Self::HandOver(number)
            | Self::WorkOrder(number)
            | Self::LiftSheet(number)
            | Self::Letter(number)
            | Self::SituationReport(number)
            | Self::MajorFile(number)
            | Self::Visit(number) => Some(*number),
            Self::Days(..)
            | Self::Selection(_)
            | Self::Table(..)
            | Self::TablePage(..)
            | Self::DailyCheck(_)
            | Self::Visits(_)
            | Self::Notice(_)
            | Self::OutageNotice(_)
            | Self::ShiftNote(_)
            | Self::Meeting(_)
            | Self::ScoreSheet(_)
            | Self::Blank(_) => None,
        }
    }

    /// What its prints are counted under: a case number, a day, a period. Each copy counts for itself, so the
    /// customer's copy and blank forms have names of their own.
    pub fn subject(&self) -> String {
        match self {
            Self::Record(number, RecordCopy::Customer) => format!("{number}/customer"),
            Self::Days(from, to) if from == to => from.to_string(),
            Self::Days(from, to) => format!("{from}_{to}"),
            Self::Selection(list) => format!("{}_{}/{}", list.from, list.to, list.words),
            Self::Table(period, None) => period.code(),
            Self::Table(period, Some(version)) => format!("{}/v{version}", period.code()),
            Self::TablePage(period, None) => format!("{}/page", period.code()),
            Self::TablePage(period, Some(version)) => format!("{}/v{version}/page", period.code()),
            Self::DailyCheck(day) => day.to_string(),
            Self::Visits(day) => format!("{day}/list"),
            Self::Notice(notice) if notice.kind == NoticeKind::Reminder && notice.words.is_empty() => {
                notice.place.trim().to_owned()
            }
            Self::Notice(notice) => format!("{}/{}", notice.kind.code(), notice.what.trim()),
            Self::OutageNotice(id) => format!("outage/{id}"),
            Self::ShiftNote(id) => format!("shift/{id}"),
            Self::WorkOrder(number) => format!("{number}/order"),
            Self::LiftSheet(number) => format!("{number}/lift"),
            Self::Meeting(id) => format!("meeting/{id}"),
            Self::ScoreSheet(id) => format!("drill/{id}"),
            Self::Blank(Blank::Questionnaire) => "questionnaire".to_owned(),
            Self::Blank(_) => "blank".to_owned(),
            Self::Record(..)
            | Self::HandOver(_)
            | Self::Letter(_)
            | Self::SituationReport(_)
            | Self::MajorFile(_)
            | Self::Visit(_) => self.case().map(|number| number.to_string()).unwrap_or_default(),
        }
    }

    /// Name of the file, without its folder.
    pub fn file_name(&self) -> String {
        let about = match self {
            Self::Days(from, to) if from == to => from.to_string(),
            Self::Days(from, to) => format!("{from}至{to}"),
            Self::Selection(list) => format!("{}至{}", list.from, list.to),
            Self::Table(period, None) | Self::TablePage(period, None) => period.code(),
            Self::Table(period, Some(version)) | Self::TablePage(period, Some(version)) => {
                format!("{} 第{version}版", period.code())
            }
            Self::DailyCheck(day) | Self::Visits(day) => day.to_string(),
            Self::OutageNotice(id) => format!("公共事件{id}"),
            Self::ShiftNote(id) => format!("第{id}号"),
            Self::Meeting(id) => format!("第{id}号"),
            Self::ScoreSheet(id) => format!("第{id}号"),
            Self::Notice(_) | Self::Blank(_) => return format!("{}.pdf", self.label()),
            _ => self.case().map(|number| number.to_string()).unwrap_or_default(),
        };
        format!("{about} {}.pdf", self.label())
    }
}
