//! Form 9 《回访记录表》: the sheet for one return visit, or the list of a day's visits. Carried to the customer, so
//! it is built from what the customer may read; how he felt is noted on the screen, not under his eyes. Ledger 11-10,
//! 08-04, 08-19.

use chrono::NaiveDate;

use crate::domain::case::Case;
use crate::domain::code::{DeadlineCode, Opinion, VisitForm, VisitOutcome};
use crate::domain::event::{Event, EventKind, Visit};
use crate::domain::obligation::Obligation;
use crate::domain::time::Moment;
use crate::library::step::Step;
use crate::library::text::CustomerText;
use crate::paper::form::customer_record::CustomerRecord;
use crate::paper::form::sections::{BODY, BY_HAND, HEAD, LABEL, WIDTH, fields, long, three_answers};
use crate::paper::layout::boxes::{Cell, Row};
use crate::paper::layout::flow::Block;
use crate::paper::layout::page::{Form, Orientation};
use crate::paper::layout::table::{bar, section};
use crate::paper::layout::text::Style;
use crate::paper::wording::{day, signed_by_owner, ticks};

/// Small enough to stand under a label as a hint.
const SAID: Style = Style::regular(9.0);

/// Stands for the visitor while nobody who may visit has dealt with the customer. Rules §6.
pub const TO_BE_CHOSEN: &str = "（待指定）";

/// One visit to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitSheet {
    /// The case as its customer may read it.
    pub record: CustomerRecord,
    /// Who makes the visit; [`TO_BE_CHOSEN`] while that is open.
    pub visitor: String,
    /// By when it is owed.
    pub due: Option<Moment>,
    /// Which visit of the case it is, from 1.
    pub round: u32,
    /// What to say.
    pub sentences: VisitSentences,
    /// What came of it and when, of a visit that was made; `None` leaves the boxes to be ticked by hand.
    pub held: Option<(Moment, Visit)>,
}

impl VisitSheet {
    /// The sheets of the visits that were made or tried, in order, for the file of the case. `owed` is everything that
    /// the case ever owed.
    pub fn held(case: &Case, owed: &[Obligation]) -> Vec<Self> {
        // Each as it was known then: what was done later belongs to the next.
        let record = |at: Moment| CustomerRecord::of(case.as_of(at).as_ref().unwrap_or(case));
        let due = |at: Moment| {
            let visits = owed.iter().rev().filter(|one| one.deadline == DeadlineCode::Visit);
            visits.filter(|one| one.owed_from <= at).map(|one| one.due).next()
        };
        let events = case.corrected_events();
        let visits = events.iter().filter_map(|event| match &event.kind {
            EventKind::Visit(visit) => Some((event, visit.clone())),
            _ => None,
        });
        let sheet = |(round, (event, visit)): (u32, (&Event, Visit))| Self {
            record: record(event.at),
            visitor: visit.made_by(&event.by).to_owned(),
            due: due(event.at),
            round,
            sentences: VisitSentences::default(),
            held: Some((event.at, visit)),
        };
        (1..).zip(visits).map(sheet).collect()
    }
}

/// The sentences to say at a visit, each beside its question; a missing one leaves the question alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VisitSentences {
    /// To begin.
    pub open: Option<CustomerText>,
    /// How it was received.
    pub process: Option<CustomerText>,
    /// What was done.
    pub measures: Option<CustomerText>,
    /// What came of it.
    pub result: Option<CustomerText>,
    /// To end.
    pub thanks: Option<CustomerText>,
}

impl VisitSentences {
    /// What is said at each step of a visit.
    pub fn of(say: impl Fn(Step) -> CustomerText) -> Self {
        Self {
            open: Some(say(Step::VisitOpen)),
            process: Some(say(Step::VisitProcess)),
            measures: Some(say(Step::VisitMeasures)),
            result: Some(say(Step::VisitResult)),
            thanks: Some(say(Step::VisitThanks)),
        }
    }

    /// Each with what it is for.
    fn labelled(&self) -> [(&'static str, Option<&CustomerText>); 5] {
        [
            ("开场", self.open.as_ref()),
            ("受理过程", self.process.as_ref()),
            ("处理措施", self.measures.as_ref()),
            ("处理结果", self.result.as_ref()),
            ("致谢", self.thanks.as_ref()),
        ]
    }
}

/// The sheet of one visit.
pub fn visit_record(visit: &VisitSheet) -> Form {
    let record = &visit.record;
    let due = visit.due.map(Moment::long).unwrap_or_default();
    let handled = record.results().last();
    let result = handled.map_or("", |(_, result)| result.as_str());
    let head = vec![
        fields(&[("受理编号", record.number()), ("受理时间", &record.received_at().long())]),
        fields(&[("业主", record.person()), ("房号", record.room()), ("联系电话", &phones(record))]),
        long("反映事项", record.matter(), BY_HAND),
        long("处理结果", result, BY_HAND),
        fields(&[
            ("完成时间", &handled.map(|(at, _)| at.long()).unwrap_or_default()),
            ("应回访时间", &due),
            ("第几次", &visit.round.to_string()),
        ]),
    ];
    let reference = format!("编号 {}", record.number());
    sheet(&reference, String::new(), head, &visit.visitor, &visit.sentences, visit.held.as_ref())
}

/// The sheet to be filled in by hand in a power cut, entered later; with the sentences that are said whatever the matter.
pub fn blank_visit_record(sentences: &VisitSentences) -> Form {
    let head = vec![
        fields(&[("受理编号", ""), ("受理时间", "")]).at_least(9.0),
        fields(&[("业主", ""), ("房号", ""), ("联系电话", "")]).at_least(9.0),
        long("反映事项", "", 16.0),
        long("处理结果", "", 16.0),
        fields(&[("完成时间", ""), ("应回访时间", ""), ("第几次", "")]).at_least(9.0),
    ];
    let mut form = sheet("编号 ＿＿＿＿＿＿＿＿", "空白表".to_owned(), head, "", sentences, None);
    form.blocks.push(Block::of(vec![entered_later()]).attached());
    form
}

/// Who entered into the program what was written by hand, and when.
pub fn entered_later() -> Row {
    fields(&[("补录人", ""), ("补录时间", "")]).at_least(BY_HAND)
}

/// What came of a visit, in words that an owner may read.
fn outcome_words(outcome: VisitOutcome, chosen: bool) -> &'static str {
    match outcome {
        VisitOutcome::Reached => "已接受回访",
        VisitOutcome::NoAnswer => "无人接听",
        VisitOutcome::Rescheduled if chosen => "改约",
        VisitOutcome::Rescheduled => "改约至＿＿月＿＿日＿＿时",
        VisitOutcome::Declined => "暂不方便／不愿接受",
    }
}

/// One number a line: the box is narrow.
fn phones(record: &CustomerRecord) -> String {
    record.phones().replace('、', "\n")
}

fn sheet(
    reference: &str,
    mark: String,
    head: Vec<Row>,
    visitor: &str,
    sentences: &VisitSentences,
    held: Option<&(Moment, Visit)>,
) -> Form {
    let made = held.map(|(_, visit)| visit);
    let forms = VisitForm::ALL.iter().map(|one| (one.label(), made.is_some_and(|made| made.form == *one)));
    let outcomes = VisitOutcome::ALL.iter().map(|one| {
        let chosen = made.is_some_and(|made| made.outcome == *one);
        (outcome_words(*one, chosen), chosen)
    });
    let (forms, outcomes) = (ticks(forms), ticks(outcomes));
    let answer = |which: fn(&Visit) -> Option<Opinion>| made.and_then(which);
    let refuses = made.is_some_and(|made| made.standing == Some(true));
    let questions = vec![
        question("受理过程", sentences.process.as_ref(), answer(|made| made.process)),
        question("处理措施", sentences.measures.as_ref(), answer(|made| made.measures)),
        question("处理结果", sentences.result.as_ref(), answer(|made| made.result)),
        scale("当初期望", "您原来期望多高？", ["1 很低", "5 很高"], made.and_then(|made| made.expectation)),
        scale("实际感受", "实际感受多好？", ["1 很差", "5 很好"], made.and_then(|made| made.perceived)),
        long("意见和建议", made.and_then(|made| made.text.as_deref()).unwrap_or_default(), 24.0),
    ];
    let mut visit = vec![
        fields(&[("回访人", visitor), ("回访时间", &held.map(|(at, _)| at.long()).unwrap_or_default())]),
        long("回访方式", &forms, BY_HAND),
        long("情况", &outcomes, BY_HAND),
    ];
    visit.extend(said("开场", sentences.open.as_ref()));
    let mut ending = vec![long("今后回访", &ticks([("业主明确表示今后不再接受回访", refuses)]), BY_HAND)];
    ending.extend(said("致谢", sentences.thanks.as_ref()));
    Form {
        number: "表 9",
        title: "回访记录表".to_owned(),
        further: "",
        reference: reference.to_owned(),
        caption: String::new(),
        mark,
        orientation: Orientation::Portrait,
        blocks: vec![
            section("一、受理单", WIDTH, HEAD, None, head),
            section("二、回访", WIDTH, HEAD, None, visit).together(),
            section("三、业主意见", WIDTH, HEAD, None, questions).together(),
            Block::of(ending),
            signed_by_owner(WIDTH, &[("回访人", ""), ("业主（上门回访时）", "")], ["", ""], BODY),
        ],
    }
}

/// A question: the sentence to say, and the answers to tick.
fn question(label: &str, sentence: Option<&CustomerText>, given: Option<Opinion>) -> Row {
    let answers = ticks(Opinion::ALL.iter().map(|opinion| (opinion.label(), given == Some(*opinion))));
    let mut lines = vec![(answers, BODY)];
    if let Some(sentence) = sentence {
        lines.insert(0, (format!("“{sentence}”"), SAID));
    }
    Row::new(vec![Cell::label(LABEL, label, BODY), Cell::paragraphs(WIDTH - LABEL, lines).middle()])
        .at_least(11.0)
}

/// A question that is answered from 1 to 5: which end is which stands at the ends.
fn scale(label: &str, asked: &str, [low, high]: [&str; 2], given: Option<u8>) -> Row {
    let steps = [(low, 1), ("2", 2), ("3", 3), ("4", 4), (high, 5)];
    let answers = ticks(steps.map(|(step, at)| (step, given == Some(at))));
    let lines = vec![(format!("“{asked}”"), SAID), (answers, BODY)];
    Row::new(vec![Cell::label(LABEL, label, BODY), Cell::paragraphs(WIDTH - LABEL, lines).middle()])
        .at_least(11.0)
}

/// A sentence to say without a question; no row without a sentence.
fn said(label: &str, sentence: Option<&CustomerText>) -> Option<Row> {
    let quoted = Cell::new(WIDTH - LABEL, format!("“{}”", sentence?), SAID).middle();
    Some(Row::new(vec![Cell::label(LABEL, label, BODY), quoted]).at_least(7.0))
}

/// The visits of a day, a block each, below the sentences that are said at every one of them.
pub fn visit_list(date: NaiveDate, visits: &[VisitSheet], sentences: &VisitSentences) -> Form {
    let forms = ticks(VisitForm::ALL.iter().map(|form| (form.label(), false)));
    let outcomes = ticks(VisitOutcome::ALL.iter().map(|outcome| (outcome_words(*outcome, false), false)));
    let block = |(index, visit): (usize, &VisitSheet)| {
        let record = &visit.record;
        let title = format!("{}　{}　{}　{}", index + 1, record.number(), record.room(), record.person());
        let result = record.results().last().map_or("", |(_, result)| result.as_str());
        let [asked, answers] = three_answers();
        Block::of(vec![
            fields(&[
                ("联系电话", &phones(record)),
                ("应回访时间", &visit.due.map(Moment::long).unwrap_or_default()),
                ("回访人", &visit.visitor),
            ]),
            long("反映事项", record.matter(), BY_HAND),
            long("处理结果", result, BY_HAND),
            fields(&[("回访方式", &forms), ("回访时间", "")]),
            long("情况", &outcomes, BY_HAND),
            asked,
            answers,
            long("意见和建议", "", 12.0),
        ])
        .headed(vec![bar(&title, WIDTH, HEAD)])
        .below(3.0)
        .together()
    };
    let mut blocks: Vec<Block> = visits.iter().enumerate().map(block).collect();
    let said: Vec<Row> =
        sentences.labelled().into_iter().filter_map(|(label, said_)| said(label, said_)).collect();
    if !visits.is_empty() && !said.is_empty() {
        blocks.insert(0, section("怎么说", WIDTH, HEAD, None, said).together());
    }
    if blocks.is_empty() {
        blocks.push(Block::of(vec![Row::new(vec![Cell::new(WIDTH, "当日没有应做的回访。", BODY)])]));
    }
    Form {
        number: "表 9",
        title: "回访清单".to_owned(),
        further: "",
        reference: format!("日期 {}　共 {} 件", day(date), visits.len()),
        caption: String::new(),
        // The telephones of many owners stand on it.
        mark: "内部使用".to_owned(),
        orientation: Orientation::Portrait,
        blocks,
    }
}
