//! Reads what a paper is made from and fills its forms in. Runs on the thread that makes the paper.

use std::fs;
use std::sync::Arc;

use chrono::{Days, NaiveDate};

use crate::desk::as_of::View;
use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::print::filing::DEPARTMENT;
use crate::desk::print::printout::{Blank, Printout, WorkList};
use crate::desk::print::sent::{Sent, sent};
use crate::domain::attachment::Attachment;
use crate::domain::case::{Case, CaseNumber, Facts};
use crate::domain::code::{CaseKind, Channel, Class, DeadlineCode, Flag, PaperForm};
use crate::domain::drill::DrillId;
use crate::domain::outage::OutageId;
use crate::domain::service_note::{ServiceKind, ServiceNoteId};
use crate::domain::settings::Settings;
use crate::domain::shift::ShiftId;
use crate::domain::statistics::counting::Counting;
use crate::domain::time::Moment;
use crate::domain::work_order::WorkOrder;
use crate::library::say;
use crate::library::sentence::Talk;
use crate::paper::form::customer_record::CustomerRecord;
use crate::paper::form::daily_check::daily_check;
use crate::paper::form::hand_over::{HandOver, hand_over};
use crate::paper::form::handling_record::{self, RecordCopy};
use crate::paper::form::letter::{Letter, letter};
use crate::paper::form::lift_sheet::lift_sheet;
use crate::paper::form::major_file::{Cover, MajorFile, attachments, major_file};
use crate::paper::form::meeting_record::meeting_record;
use crate::paper::form::notice::{Notice, notice};
use crate::paper::form::outward::OutwardMatter;
use crate::paper::form::questionnaire::questionnaire;
use crate::paper::form::score_sheet::score_sheet;
use crate::paper::form::shift_note::shift_note;
use crate::paper::form::situation_report::{SituationReport, situation_report};
use crate::paper::form::statistics::{main_page, statistics_forms};
use crate::paper::form::visit_record::{
    TO_BE_CHOSEN, VisitSentences, VisitSheet, blank_visit_record, visit_list, visit_record,
};
use crate::paper::form::work_order::work_order;
use crate::paper::form::work_record::{blank_work_record, work_form};
use crate::paper::layout::page::Form;
use crate::paper::layout::picture::{Picture, Unshown};
use crate::paper::wording::{Labels, day};
use crate::store::attachment;

/// A list that is longer belongs into a spreadsheet.
const MOST_IN_A_LIST: usize = 3_000;

/// Fills the forms of a paper in.
///
/// # Errors
/// [`Error::NoCase`]; [`Error::Refused`] with why this case has no such paper; the database's own.
pub fn compose(desk: &Desk, printout: &Printout) -> Result<Vec<Form>, Error> {
    let settings = desk.settings().wait()?;
    let labels = Labels::new(&settings, desk.situation_words());
    let composer = Composer { desk, settings: &settings, labels: &labels, now: desk.now() };
    let form = match printout {
        Printout::Days(from, to) => composer.days(*from, *to)?,
        Printout::Selection(list) => composer.selection(list)?,
        Printout::Record(number, copy) => composer.record(&composer.case(*number)?, *copy),
        Printout::Table(period, version) => {
            return composer.table(desk.counting(*period, *version).wait()?).map(Vec::from);
        }
        Printout::TablePage(period, version) => {
            main_page(&desk.report_of(*period, *version).wait()?, &settings, &labels)
        }
        Printout::HandOver(number) => composer
            .hand_over(&composer.case(*number)?)
            .ok_or_else(|| refused("这张受理单没有服务上移，没有交接单可打。"))?,
        Printout::ShiftNote(id) => composer.shift_note(*id)?,
        Printout::LiftSheet(number) => lift_sheet(&composer.case(*number)?),
        Printout::WorkOrder(number) => composer.work_order(&composer.case(*number)?),
        Printout::Meeting(id) => composer.meeting(*id)?,
        Printout::ScoreSheet(id) => composer.score_sheet(*id)?,
        Printout::Letter(number) => composer.one_of(&composer.case(*number)?, &LETTER)?,
        Printout::SituationReport(number) => composer.one_of(&composer.case(*number)?, &REPORT)?,
        Printout::MajorFile(number) => return composer.major_file(&composer.case(*number)?),
        Printout::DailyCheck(day) => composer.daily_check(*day)?,
        Printout::Visit(number) => composer.visit_of(&composer.case(*number)?),
        Printout::Visits(day) => visit_list(*day, &composer.owed_visits(*day)?, &composer.usual_sentences()),
        Printout::Notice(typed) => notice(typed, composer.now),
        Printout::OutageNotice(id) => composer.outage_notice(*id)?,
        Printout::Blank(Blank::WorkRecord) => blank_work_record(),
        Printout::Blank(Blank::HandlingRecord) => {
            return Ok(handling_record::blank(&settings.supervisor_title, &settings.centre_phone).into());
        }
        Printout::Blank(Blank::VisitRecord) => blank_visit_record(&composer.usual_sentences()),
        Printout::Blank(Blank::Questionnaire) => {
            questionnaire(&settings.departments(), &settings.property, &settings.centre_phone)
        }
    };
    Ok(vec![form])
}

/// The cases of a list of the register, in its order.
///
/// # Errors
/// [`Error::Refused`] when there are too many for a paper; the database's own.
pub(super) fn listed_cases(desk: &Desk, list: &WorkList) -> Result<Vec<Case>, Error> {
    let mut numbers = Vec::new();
    for row in desk.every_case(list.filter.clone(), list.order) {
        numbers.push(row?.number);
        if numbers.len() > MOST_IN_A_LIST {
            return Err(refused("筛选出来的超过 3000 件，一张表打不下。请缩小时间段或条件，或者导出表格。"));
        }
    }
    let as_of = desk.as_of();
    desk.ask(move |db| View::at(db, as_of)?.cases(&numbers)).wait()
}

/// The visits that are owed by the end of a day, the earliest due first.
///
/// # Errors
/// The database's own.
pub(super) fn owed_visits(desk: &Desk, day: NaiveDate) -> Result<Vec<VisitSheet>, Error> {
    let settings = desk.settings().wait()?;
    let labels = Labels::new(&settings, desk.situation_words());
    Composer { desk, settings: &settings, labels: &labels, now: desk.now() }.owed_visits(day)
}

fn refused(sentence: &str) -> Error {
    Error::Refused(sentence.to_owned())
}

/// A paper that goes out: of which class it is, and how it is written to whom.
struct Outgoing {
    form: PaperForm,
    class: Class,
    write: fn(&Composer<'_>, &Case, Option<&str>) -> Form,
    refusal: &'static str,
}

const LETTER: Outgoing = Outgoing {
    form: PaperForm::Letter,
    class: Class::II,
    write: |composer, case, _| composer.letter(case),
    refusal: "工作联系函只用于二类（房屋质量与配套）的受理单。请先在分类里选定责任类别。",
};

const REPORT: Outgoing = Outgoing {
    form: PaperForm::Report,
    class: Class::III,
    write: |composer, case, to| composer.situation_report(case, to),
    refusal: "情况报告只用于三类（外部环境）的受理单。请先在分类里选定责任类别。",
};

struct Composer<'a> {
    desk: &'a Desk,
    settings: &'a Settings,
    labels: &'a Labels,
    now: Moment,
}

impl Composer<'_> {
    fn case(&self, number: CaseNumber) -> Result<Case, Error> {
        self.desk.case(number).wait()
    }

    fn outage_notice(&self, id: OutageId) -> Result<Form, Error> {
        let one = self.desk.outage(id).wait()?;
        let typed = Notice {
            contact: self.settings.any_hour_phone().to_owned(),
            property: self.settings.property.clone(),
            ..Notice::of(&one)
        };
        Ok(notice(&typed, one.end.as_ref().map_or(one.updated_at, |end| end.at)))
    }

    fn shift_note(&self, id: ShiftId) -> Result<Form, Error> {
        let shifts = self.desk.shifts().wait()?;
        let shift = shifts.iter().find(|one| one.id == id);
        shift.map(shift_note).ok_or_else(|| refused("没有这份交班记录。"))
    }

    fn work_order(&self, case: &Case) -> Form {
        let order = WorkOrder::of(case, &self.settings.rules, self.labels, str::to_owned);
        work_order(&case.number.to_string(), &order)
    }

    /// The record of a meeting with what became of the suggestions that were made there.
    fn meeting(&self, id: ServiceNoteId) -> Result<Form, Error> {
        let all = self.desk.service_notes().wait()?;
        let meeting = all.iter().find(|one| one.id == id && one.note.kind == ServiceKind::Meeting);
        let meeting = meeting.ok_or_else(|| refused("没有这次座谈会的记录。"))?;
        let mut made = self.desk.suggestions().wait()?;
        made.retain(|one| one.suggestion.meeting == Some(id));
        Ok(meeting_record(meeting, &made))
    }

    fn score_sheet(&self, id: DrillId) -> Result<Form, Error> {
        let now = self.now;
        let all = self.desk.ask(move |db| Ok(db.drills(now)?)).wait()?;
        let drill = all.iter().find(|one| one.id == id);
        drill.map(score_sheet).ok_or_else(|| refused("没有这次演练。"))
    }

    fn days(&self, from: NaiveDate, to: NaiveDate) -> Result<Form, Error> {
        let (start, end) = (Moment::start_of(from), Moment::start_of(to).end_of_day());
        let cases = self.desk.cases_between(Some(start), Some(end)).wait()?;
        Ok(work_form(&cases, from, to, self.labels))
    }

    /// The cases of a list in its order; the words of its filter stand above.
    fn selection(&self, list: &WorkList) -> Result<Form, Error> {
        let cases = listed_cases(self.desk, list)?;
        let only = if list.words.is_empty() { String::new() } else { format!("只列：{}", list.words) };
        Ok(Form { caption: only, ..work_form(&cases, list.from, list.to, self.labels) })
    }

    fn record(&self, case: &Case, copy: RecordCopy) -> Form {
        match copy {
            RecordCopy::Internal => handling_record::internal(case, self.labels),
            RecordCopy::Customer => {
                handling_record::customer(&CustomerRecord::of(case), &self.settings.centre_phone)
            }
        }
    }

    /// Form 3 with its annex.
    fn table(&self, report: Counting) -> Result<[Form; 2], Error> {
        let (report, lists) = self.desk.with_lists(report)?;
        Ok(statistics_forms(&report, &lists, self.settings, self.labels))
    }

    fn hand_over(&self, case: &Case) -> Option<Form> {
        HandOver::of(case, self.labels).map(|slip| hand_over(&slip))
    }

    /// The letter that went out, or the one that may go out now.
    fn one_of(&self, case: &Case, kind: &Outgoing) -> Result<Form, Error> {
        match self.sent(case, kind)?.pop() {
            Some((form, false)) => Ok(form),
            _ if case.facts().class == Some(kind.class) => Ok((kind.write)(self, case, None)),
            Some((form, true)) => Ok(form),
            None => Err(refused(kind.refusal)),
        }
    }

    /// Every one that went out, or without any the one that may go out now: for the file of the case.
    fn all_of(&self, case: &Case, kind: &Outgoing) -> Result<Vec<Form>, Error> {
        let sent = self.sent(case, kind)?;
        if sent.is_empty() && case.facts().class == Some(kind.class) {
            return Ok(vec![(kind.write)(self, case, None)]);
        }
        Ok(sent.into_iter().map(|(form, _)| form).collect())
    }

    /// Those that went out, each with whether the case has been taken up anew since.
    fn sent(&self, case: &Case, kind: &Outgoing) -> Result<Vec<(Form, bool)>, Error> {
        let form = |sent: Sent| {
            let then = Composer { settings: &sent.settings, now: sent.at, ..*self };
            ((kind.write)(&then, &sent.case, sent.to.as_deref()), sent.is_of_before)
        };
        Ok(sent(self.desk, case, kind.form)?.into_iter().map(form).collect())
    }

    /// The letter of a case of class II.
    fn letter(&self, case: &Case) -> Form {
        letter(&Letter {
            matter: OutwardMatter::called(case, &self.settings.customer_word),
            part: case.facts().class_ii_part,
            date: self.now.date(),
            // The owner is to be told again by then, so the answer is wanted before.
            reply_by: self.now.date().checked_add_days(Days::new(self.notice_days())),
            property: self.settings.property.clone(),
            phone: self.settings.centre_phone.clone(),
            signer: self.settings.supervisor_title.clone(),
        })
    }

    /// Days between two notices to the owner on a matter that is not ours.
    fn notice_days(&self) -> u64 {
        u64::from(self.settings.rules.progress_outside / 24).max(1)
    }

    /// The report of a case of class III, to whom it went or as it is put on record when it goes.
    fn situation_report(&self, case: &Case, to: Option<&str>) -> Form {
        situation_report(&SituationReport {
            matter: OutwardMatter::called(case, &self.settings.customer_word),
            addressee: to.unwrap_or(DEPARTMENT).to_owned(),
            impact: case.facts().impact.map_or_else(String::new, |impact| impact.label().to_owned()),
            date: self.now.date(),
            property: self.settings.property.clone(),
            phone: self.settings.centre_phone.clone(),
            signer: self.settings.supervisor_title.clone(),
        })
    }

    /// The file of a case with the mark 重大: forms 2, 4, 5 or 6, and the sheet of the visit.
    fn major_file(&self, case: &Case) -> Result<Vec<Form>, Error> {
        if !case.facts().has(Flag::Major) {
            return Err(refused("只有标记为重大的受理单才单独立卷。请先标记“重大”。"));
        }
        let mut papers =
            vec![("顾客投诉处理记录表（内部联）".to_owned(), self.record(case, RecordCopy::Internal))];
        papers.extend(
            HandOver::every(case, self.labels)
                .iter()
                .map(|slip| ("服务上移交接单".to_owned(), hand_over(slip))),
        );
        for (name, kind) in [("工作联系函", &LETTER), ("情况报告", &REPORT)] {
            papers.extend(self.all_of(case, kind)?.into_iter().map(|form| (name.to_owned(), form)));
        }
        // The visits that were made, then the one that is still to be made.
        let (held, is_blank) = self.visits(case);
        papers.extend(held.iter().map(|sheet| {
            let day = sheet.held.as_ref().map_or_else(String::new, |(at, _)| day(at.date()));
            (format!("回访记录表（{day}）"), visit_record(sheet))
        }));
        if is_blank {
            papers.push(("回访记录表（待填）".to_owned(), visit_record(&self.visit(case))));
        }
        let (number, now) = (case.number, self.now);
        Ok(major_file(&MajorFile {
            file_number: self.desk.ask(move |db| Ok(db.major_file_number(number, now)?)).wait()?,
            cover: Cover::of(case, &case.state(&self.settings.rules)),
            papers,
            attachments: attachments(case, |one| self.picture(one)),
        }))
    }

    /// What an attachment shows.
    fn picture(&self, one: &Attachment) -> Result<Arc<Picture>, Unshown> {
        let path = attachment::find(self.desk.folder(), &one.sha256, &one.name).ok_or(Unshown::Missing)?;
        let bytes = fs::read(&path).map_err(|error| {
            tracing::error!(%error, "an attachment for a paper");
            Unshown::Missing
        })?;
        Picture::read(&bytes).map(Arc::new)
    }

    fn daily_check(&self, day: NaiveDate) -> Result<Form, Error> {
        Ok(daily_check(&self.desk.daily_check(day).wait()?))
    }

    /// The sheets of the visits that were made, and whether one is still to be made.
    fn visits(&self, case: &Case) -> (Vec<VisitSheet>, bool) {
        let owed = case.state(&self.settings.rules).obligations;
        let held = VisitSheet::held(case, &owed);
        let is_owed = owed.iter().any(|one| one.deadline == DeadlineCode::Visit && one.end.is_none());
        let is_blank = held.is_empty() || is_owed;
        (held, is_blank)
    }

    /// The sheet to take along to the visit that is to be made, else that of the last one.
    fn visit_of(&self, case: &Case) -> Form {
        match self.visits(case) {
            (held, false) if !held.is_empty() => visit_record(&held[held.len() - 1]),
            _ => visit_record(&self.visit(case)),
        }
    }

    /// The sheet for the visit that a case owes.
    fn visit(&self, case: &Case) -> VisitSheet {
        let state = case.state(&self.settings.rules);
        let visit = state.obligations.iter().rev().find(|one| one.deadline == DeadlineCode::Visit);
        VisitSheet {
            record: CustomerRecord::of(case),
            visitor: state.visitor().unwrap_or(TO_BE_CHOSEN).to_owned(),
            due: visit.map(|one| one.due),
            round: state.round_number,
            sentences: self.sentences(case),
            held: None,
        }
    }

    /// What is said at a visit of which nothing is known beforehand.
    fn usual_sentences(&self) -> VisitSentences {
        let facts = Facts::new(CaseKind::Complaint, Channel::Phone, self.now, "");
        self.sentences(&Case::new(CaseNumber::new(self.now.date(), 1), facts))
    }

    fn sentences(&self, case: &Case) -> VisitSentences {
        let library = self.desk.library();
        VisitSentences::of(|step| {
            let talk = Talk::of_case(&library, case, self.settings, step, self.now);
            say::now(&library, &talk).sentence.text
        })
    }

    /// As [`owed_visits`].
    fn owed_visits(&self, day: NaiveDate) -> Result<Vec<VisitSheet>, Error> {
        let (now, end) = (self.now, Moment::start_of(day).end_of_day());
        // A case that owes a visit is open now.
        let open = self.desk.ask(move |db| View::at(db, now)?.cases(&db.touching(now, now.end_of_day())?));
        let mut owed: Vec<(Moment, VisitSheet)> = Vec::new();
        for case in open.wait()? {
            let state = case.state(&self.settings.rules);
            let visit = state
                .obligations
                .iter()
                .find(|one| one.deadline == DeadlineCode::Visit && one.is_open(now) && one.due < end);
            if let Some(visit) = visit {
                owed.push((visit.due, self.visit(&case)));
            }
        }
        owed.sort_by_key(|(due, _)| *due);
        Ok(owed.into_iter().map(|(_, sheet)| sheet).collect())
    }
}
