//! Form 8 《日盘点表》: complaints, repairs at home and repairs of common facilities of a day: what came in, what is
//! open, overdue, without a handler or promised, and who checked it. Ledger 11-07, 11-08, rules §8.

use chrono::{Days, NaiveDate};

use crate::domain::case::Case;
use crate::domain::case_state::CaseState;
use crate::domain::code::{CaseKind, DeadlineCode, Status};
use crate::domain::obligation::{End, Obligation, Urge, due_words};
use crate::domain::settings::Rules;
use crate::domain::time::Moment;
use crate::paper::form::sections::{BODY, HEAD};
use crate::paper::layout::boxes::{Align, Cell, Row};
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation};
use crate::paper::layout::table::{Column, bar, heads, record, shares};
use crate::paper::layout::text::Style;
use crate::paper::wording::{day, name, short_stamp, signatures, stamp};

/// The width of the form in millimetres.
const WIDTH: f32 = 267.0;
const LIST: Style = Style::regular(9.0);
/// The category whose repairs are those of common facilities.
const FACILITIES: &str = "facilities";

/// A list that is checked for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckList {
    /// 投诉.
    Complaints,
    /// 住户报修.
    HomeRepairs,
    /// 公共设施报修.
    FacilityRepairs,
}

impl CheckList {
    /// Every list, in the order of the form.
    pub const ALL: &'static [Self] = &[Self::Complaints, Self::HomeRepairs, Self::FacilityRepairs];

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Complaints => "投诉",
            Self::HomeRepairs => "住户报修",
            Self::FacilityRepairs => "公共设施报修",
        }
    }

    /// Who checks it.
    pub fn checker(self) -> &'static str {
        match self {
            Self::Complaints => "客服负责人",
            Self::HomeRepairs | Self::FacilityRepairs => "技术维修负责人",
        }
    }

    /// The list that a case belongs to; `None` for what is no complaint or repair. A repair of the category
    /// 公共设施设备, or one without a room, is one of common facilities.
    pub fn of(state: &CaseState) -> Option<Self> {
        let facts = &state.facts;
        let common = facts.category.as_ref().is_some_and(|category| category.as_str() == FACILITIES);
        match facts.kind {
            CaseKind::Complaint => Some(Self::Complaints),
            CaseKind::Repair if common || facts.complainant.room.is_none() => Some(Self::FacilityRepairs),
            CaseKind::Repair => Some(Self::HomeRepairs),
            _ => None,
        }
    }
}

/// What the form is made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DailyCheck {
    /// The day that is checked.
    pub date: NaiveDate,
    /// The moment that the lists are true for.
    pub as_of: Moment,
    /// One block a list.
    pub blocks: Vec<CheckBlock>,
}

/// One list of the check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckBlock {
    /// Which.
    pub list: CheckList,
    /// Its counts.
    pub counts: CheckCounts,
    /// The open cases, those overdue first.
    pub rows: Vec<CheckRow>,
    /// Who signed it off and when; `None` leaves the boxes to be signed by hand.
    pub signed: Option<(String, Moment)>,
}

/// The counts of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CheckCounts {
    /// 当日受理.
    pub received: u32,
    /// 其中已响应.
    pub responded: u32,
    /// 当日处理完成.
    pub handled: u32,
    /// 未结.
    pub open: u32,
    /// 逾期.
    pub overdue: u32,
    /// 无责任人.
    pub unassigned: u32,
    /// 无内容摘要.
    pub without_summary: u32,
    /// 约定当日回复.
    pub promised_today: u32,
    /// 约定次日回复.
    pub promised_tomorrow: u32,
}

/// An open case of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckRow {
    /// Case number.
    pub number: String,
    /// When it was received.
    pub received_at: Moment,
    /// The customer.
    pub who: String,
    /// The room.
    pub room: String,
    /// What it is about.
    pub gist: String,
    /// The state.
    pub status: Status,
    /// Who deals with it; may be empty.
    pub handler: String,
    /// Who took it in.
    pub receiver: String,
    /// What is owed next and how it stands.
    pub next: String,
    /// Whether something owed is past its time.
    pub overdue: bool,
}

impl DailyCheck {
    /// The check of a day, made from every case that was open or received then. Events after `as_of` must already
    /// be left out ([`Case::as_of`]).
    pub fn of(cases: &[Case], date: NaiveDate, as_of: Moment, rules: &Rules) -> Self {
        let states: Vec<(&Case, CaseState)> = cases.iter().map(|case| (case, case.state(rules))).collect();
        let block = |list: &CheckList| {
            let of_list = states.iter().filter(|(_, state)| CheckList::of(state) == Some(*list));
            let of_list = of_list.filter(|(_, state)| state.voided_at.is_none());
            CheckBlock::of(*list, of_list, date, as_of, rules)
        };
        Self { date, as_of, blocks: CheckList::ALL.iter().map(block).collect() }
    }
}

impl CheckBlock {
    fn of<'a>(
        list: CheckList,
        cases: impl Iterator<Item = &'a (&'a Case, CaseState)>,
        date: NaiveDate,
        as_of: Moment,
        rules: &Rules,
    ) -> Self {
        let mut counts = CheckCounts::default();
        let mut rows = Vec::new();
        for (case, state) in cases {
            counts.add(state, date, as_of, rules);
            if state.is_open() {
                rows.push(CheckRow::of(case, state, as_of, rules));
            }
        }
        rows.sort_by_key(|row| (!row.overdue, row.received_at));
        Self { list, counts, rows, signed: None }
    }
}

impl CheckCounts {
    fn add(&mut self, state: &CaseState, date: NaiveDate, as_of: Moment, rules: &Rules) {
        let facts = &state.facts;
        if facts.received_at.date() == date {
            self.received += 1;
            let response = |duty: &&Obligation| {
                duty.deadline == DeadlineCode::FirstResponse && matches!(duty.end, Some(End::Met(_)))
            };
            self.responded += u32::from(state.obligations.iter().any(|duty| response(&duty)));
        }
        self.handled += u32::from(state.handlings.iter().any(|at| at.date() == date));
        if !state.is_open() {
            return;
        }
        self.open += 1;
        self.overdue += u32::from(state.is_overdue(rules, as_of));
        self.unassigned += u32::from(state.handler.is_none());
        self.without_summary += u32::from(facts.summary.as_deref().is_none_or(|text| text.trim().is_empty()));
        let promised = |day: Option<NaiveDate>| {
            let due = |duty: &&Obligation| {
                duty.deadline == DeadlineCode::Promise && duty.end.is_none() && Some(duty.due.date()) == day
            };
            u32::from(state.obligations.iter().any(|duty| due(&duty)))
        };
        self.promised_today += promised(Some(date));
        self.promised_tomorrow += promised(date.checked_add_days(Days::new(1)));
    }
}

impl CheckRow {
    fn of(case: &Case, state: &CaseState, as_of: Moment, rules: &Rules) -> Self {
        let owed = state.owed(rules, as_of);
        let next = owed
            .iter()
            .take(2)
            .map(|(duty, urge)| format!("{} {}", duty.label(), due_words(duty.due, *urge, as_of)));
        Self {
            number: case.number.to_string(),
            received_at: state.facts.received_at,
            who: name(&state.facts.complainant),
            room: state.facts.complainant.room.clone().unwrap_or_default(),
            gist: state.facts.gist(),
            status: state.status,
            handler: state.handler.clone().unwrap_or_default(),
            receiver: state.facts.receiver.clone(),
            next: next.collect::<Vec<_>>().join("\n"),
            overdue: owed.iter().any(|(_, urge)| *urge == Urge::Overdue),
        }
    }
}

/// The form, across.
pub fn daily_check(check: &DailyCheck) -> Form {
    let mut blocks = Vec::new();
    for block in &check.blocks {
        blocks.extend(list(block));
    }
    Form {
        number: "表 8",
        title: "日盘点表".to_owned(),
        reference: format!("日期 {}　　截至 {}", day(check.date), stamp(check.as_of)),
        caption: String::new(),
        mark: String::new(),
        orientation: Orientation::Landscape,
        blocks,
    }
}

/// The counts, the open cases and the sign-off of one list.
fn list(block: &CheckBlock) -> [Block; 2] {
    let counts = &block.counts;
    let boxes = [
        ("当日受理", counts.received),
        ("其中已响应", counts.responded),
        ("当日完成", counts.handled),
        ("未结", counts.open),
        ("逾期", counts.overdue),
        ("无责任人", counts.unassigned),
        ("无内容摘要", counts.without_summary),
        ("今日约定", counts.promised_today),
        ("明日约定", counts.promised_tomorrow),
    ];
    let widths = shares(WIDTH, &[1.0; 9]);
    let labels = boxes.iter().zip(&widths).map(|((label, _), width)| Cell::label(*width, *label, LIST));
    let figures = boxes
        .iter()
        .zip(&widths)
        .map(|((_, count), width)| Cell::new(*width, count.to_string(), HEAD).align(Align::Center).middle());
    let title = format!("{}（{}盘点）", block.list.label(), block.list.checker());
    let counted = [Row::new(labels.collect()), Row::new(figures.collect()).at_least(7.0)];
    let columns = [
        Column::code("编号", 25.0),
        Column::code("受理时间", 24.0),
        Column::name("业主", 22.0),
        Column::code("房号", 20.0),
        Column::text("内容摘要", 66.0),
        Column::code("状态", 16.0),
        Column::name("受理人", 17.0),
        Column::name("责任人", 17.0),
        Column::text("下一步", 40.0),
        Column::code("盘点", 20.0),
    ];
    let row = |row: &CheckRow| {
        let texts = vec![
            row.number.clone(),
            short_stamp(row.received_at),
            row.who.clone(),
            row.room.clone(),
            row.gist.clone(),
            row.status.label().to_owned(),
            row.receiver.clone(),
            row.handler.clone(),
            row.next.clone(),
            if row.overdue { "逾期" } else { "" }.to_owned(),
        ];
        record(&columns, texts, LIST)
    };
    let mut rows: Vec<Row> = block.rows.iter().map(row).collect();
    if rows.is_empty() {
        rows.push(Row::new(vec![Cell::new(WIDTH, "没有未结的单。", LIST).align(Align::Center)]));
    }
    let signed = match &block.signed {
        Some((by, at)) => format!("{by}已于 {} 盘点确认。", stamp(*at)),
        None => String::new(),
    };
    let sign =
        signatures(WIDTH, &[(block.list.checker(), signed.as_str()), ("盘点发现的问题和措施", "")], BODY);
    let heads = heads(&columns, LIST);
    let [labels, figures] = counted;
    let first = vec![bar(&title, WIDTH, HEAD), labels, figures, heads.clone()];
    let again = vec![bar(&format!("{title}（续）"), WIDTH, HEAD), heads];
    [Block::of(rows).headed_again(first, again).below(3.0), sign]
}
