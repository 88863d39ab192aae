//! 案例: a case that was marked 可作案例, as it is read by those who learn from it – what the owner wanted, how it went,
//! what he said in the end, where it was weak, the four questions –, without anybody's name.
//! Ledger 09-13, 17-01 to 17-03, 17-24.

use crate::domain::case::{Case, CaseNumber};
use crate::domain::case_state::CaseState;
use crate::domain::code::{CaseKind, Emotion, SituationCode};
use crate::domain::event::{Event, EventKind};
use crate::domain::naming::Names;
use crate::domain::obligation::End;
use crate::domain::reception;
use crate::domain::redaction::Redaction;
use crate::domain::settings::Rules;
use crate::domain::telling;
use crate::domain::time::Moment;

/// Where a case study comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StudySource {
    /// A case of the house.
    Own(CaseNumber),
    /// One that comes with the program, by its id.
    Shipped(String),
}

/// One thing that happened in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StudyStep {
    /// What, in a word.
    pub head: String,
    /// What was said or done.
    pub text: String,
}

/// The answers to the four questions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FourAnswers {
    /// 为什么会发生.
    pub cause: String,
    /// 得到什么教训.
    pub lesson: String,
    /// 以后怎样避免.
    pub avoid: String,
    /// 要调整什么.
    pub adjust: String,
}

/// A case as an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseStudy {
    /// Where it comes from.
    pub source: StudySource,
    /// Its title.
    pub title: String,
    /// What was brought.
    pub kind: CaseKind,
    /// The situation it belongs to.
    pub situation: Option<SituationCode>,
    /// What the owner said.
    pub said: String,
    /// What he wanted.
    pub wanted: String,
    /// How it went, step by step.
    pub course: Vec<StudyStep>,
    /// What he said in the end.
    pub feedback: String,
    /// Where it was weak, as far as the record tells. Ledger 17-02.
    pub weak: Vec<String>,
    /// The four questions.
    pub answers: FourAnswers,
    /// 想一想. Ledger 17-24.
    pub think: Vec<String>,
}

/// What the last word on a case says of it as an example: the answers and the questions to think about; `None` when it
/// is none.
pub fn marked(events: &[Event]) -> Option<(FourAnswers, Vec<String>)> {
    let mut answers = FourAnswers::default();
    let (mut is_example, mut questions) = (false, Vec::new());
    for event in events {
        let EventKind::ClosingNotes { cause, lesson, avoid, adjust, example, think } = &event.kind else {
            continue;
        };
        is_example = *example;
        let held = [&mut answers.cause, &mut answers.lesson, &mut answers.avoid, &mut answers.adjust];
        for (held, said) in held.into_iter().zip([cause, lesson, avoid, adjust]) {
            if let Some(said) = said {
                held.clone_from(said);
            }
        }
        if let Some(think) = think {
            questions =
                think.lines().map(str::trim).filter(|line| !line.is_empty()).map(Into::into).collect();
        }
    }
    is_example.then_some((answers, questions))
}

impl CaseStudy {
    /// A case of the house as an example, without names; `None` when it is not marked as one.
    pub fn of(
        case: &Case,
        state: &CaseState,
        staff: &[String],
        rules: &Rules,
        names: &dyn Names,
        now: Moment,
    ) -> Option<Self> {
        let events = case.corrected_events();
        let (answers, think) = marked(&events)?;
        let hidden = Redaction::of(case, staff);
        let facts = &state.facts;
        let hide = |text: &str| hidden.apply(text);
        let course = events.iter().filter(|event| is_told(&event.kind)).map(|event| StudyStep {
            head: event.kind.label().to_owned(),
            text: hide(&telling::line(&event.kind, names)),
        });
        let said = facts.verbatim.as_deref().or(facts.summary.as_deref()).unwrap_or_default();
        let needs: Vec<&str> = facts.needs.iter().map(|need| need.label()).collect();
        Some(Self {
            source: StudySource::Own(case.number),
            title: hide(&facts.gist()),
            kind: facts.kind,
            situation: facts.situation.clone(),
            said: hide(said),
            wanted: needs.join("、"),
            course: course.collect(),
            feedback: hide(&feedback(&events)),
            weak: weak_points(&events, state, rules, now),
            answers: FourAnswers {
                cause: hide(&answers.cause),
                lesson: hide(&answers.lesson),
                avoid: hide(&answers.avoid),
                adjust: hide(&answers.adjust),
            },
            think: think.iter().map(|question| hide(question)).collect(),
        })
    }

    /// Whether every one of these words stands somewhere in it; `situation` is the name of its situation.
    pub fn holds(&self, words: &str, situation: &str) -> bool {
        let course = self.course.iter().flat_map(|step| [step.head.as_str(), step.text.as_str()]);
        let answers = &self.answers;
        let texts: Vec<&str> = [
            self.title.as_str(),
            &self.said,
            &self.wanted,
            &self.feedback,
            &answers.cause,
            &answers.lesson,
            &answers.avoid,
            &answers.adjust,
            self.kind.label(),
            situation,
        ]
        .into_iter()
        .chain(course)
        .chain(self.weak.iter().chain(&self.think).map(String::as_str))
        .collect();
        words.split_whitespace().all(|word| texts.iter().any(|text| text.contains(word)))
    }
}

/// What is told of the way of a case: not its notes for the house, its files, its corrections.
fn is_told(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::Emotion { .. }
            | EventKind::Restated { .. }
            | EventKind::Explained { .. }
            | EventKind::Promised { .. }
            | EventKind::Escalated(_)
            | EventKind::Investigated { .. }
            | EventKind::Solution { .. }
            | EventKind::CompletionDate { .. }
            | EventKind::Progress { .. }
            | EventKind::Handled { .. }
            | EventKind::Verified { .. }
            | EventKind::Apology { .. }
            | EventKind::Said { .. }
            | EventKind::Visit(_)
            | EventKind::Closed { .. }
            | EventKind::Reopened { .. }
    )
}

/// What the owner said of it in the end.
fn feedback(events: &[Event]) -> String {
    let said = events.iter().rev().find_map(|event| match &event.kind {
        EventKind::Visit(visit) => {
            let result = visit.result.map(|opinion| opinion.label().to_owned());
            let all = [result, visit.text.clone()].into_iter().flatten().collect::<Vec<_>>().join("：");
            (!all.is_empty()).then_some(all)
        }
        EventKind::Explained { satisfied: true, .. } => Some("当场满意".to_owned()),
        _ => None,
    });
    said.unwrap_or_else(|| "没有留下业主最后的话".to_owned())
}

/// Where the record shows that it went badly. Ledger 17-02.
fn weak_points(events: &[Event], state: &CaseState, rules: &Rules, now: Moment) -> Vec<String> {
    let mut weak: Vec<String> = Vec::new();
    let late = |due: Moment, end: Option<End>| match end {
        None => now > due,
        Some(End::Withdrawn(_)) => false,
        Some(End::Met(at) | End::Replaced(at) | End::Dropped(at) | End::Closed(at)) => at > due,
    };
    for one in state.obligations.iter().filter(|one| late(one.due, one.end)) {
        let words = format!("「{}」没有按时做到", one.label());
        if !weak.contains(&words) {
            weak.push(words);
        }
    }
    let refused =
        events.iter().any(|event| matches!(&event.kind, EventKind::Explained { satisfied: false, .. }));
    if refused {
        weak.push("现场解释业主没有接受".to_owned());
    }
    let dissatisfied = events
        .iter()
        .filter(|event| matches!(&event.kind, EventKind::Visit(visit) if visit.dissatisfied()))
        .count();
    if dissatisfied > 0 {
        weak.push(format!("回访不满意 {dissatisfied} 次"));
    }
    if state.round_number > 1 {
        weak.push(format!("办了 {} 轮", state.round_number));
    }
    let calm_lost =
        events.iter().any(|event| matches!(&event.kind, EventKind::Emotion { emotion: Emotion::Agitated }));
    if calm_lost {
        weak.push("中途业主激动起来".to_owned());
    }
    if !state.restated {
        weak.push("没有复述核实".to_owned());
    }
    if reception::is_late_entry(&state.facts, rules) {
        weak.push("事后补录".to_owned());
    }
    weak
}
