//! 案例: what is looked for, which one is open.

use crate::domain::case::CaseNumber;
use crate::domain::case_query::CaseFilter;
use crate::domain::case_study::{CaseStudy, StudySource};
use crate::domain::code::{CaseKind, SituationCode};
use crate::domain::praise::PraiseCount;
use crate::library::shelf::Library;
use crate::ui::screen::contract::{Action, OpenAt, Request};
use crate::ui::screen::learning::message::{Message, StudyMessage};

/// The page.
#[derive(Debug, Default)]
pub struct StudyPage {
    /// All of them, those of the house first.
    pub all: Vec<CaseStudy>,
    /// The praise of this year.
    pub praise: Vec<PraiseCount>,
    /// What is looked for.
    pub words: String,
    /// Only this kind.
    pub kind: Option<CaseKind>,
    /// Only this situation.
    pub situation: Option<SituationCode>,
    /// The one that is open.
    pub open: Option<StudySource>,
}

impl StudyPage {
    /// What the desk answered.
    pub fn listed(&mut self, all: Vec<CaseStudy>, praise: Vec<PraiseCount>) {
        (self.all, self.praise) = (all, praise);
        if self.one().is_none() {
            self.open = self.all.first().map(|one| one.source.clone());
        }
    }

    /// Those that fit what is looked for.
    pub fn shown(&self, library: &Library) -> Vec<&CaseStudy> {
        let fits = |one: &&CaseStudy| {
            let name = name_of(one, library);
            self.kind.is_none_or(|kind| one.kind == kind)
                && self.situation.as_ref().is_none_or(|code| one.situation.as_ref() == Some(code))
                && one.holds(&self.words, &name)
        };
        self.all.iter().filter(fits).collect()
    }

    /// How many there are of each situation, the most first. Ledger 17-03.
    pub fn situations(&self) -> Vec<(SituationCode, usize)> {
        let mut counts: Vec<(SituationCode, usize)> = Vec::new();
        for code in self.all.iter().filter_map(|one| one.situation.as_ref()) {
            match counts.iter_mut().find(|(known, _)| known == code) {
                Some((_, count)) => *count += 1,
                None => counts.push((code.clone(), 1)),
            }
        }
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts
    }

    /// The one that is open.
    pub fn one(&self) -> Option<&CaseStudy> {
        self.all.iter().find(|one| Some(&one.source) == self.open.as_ref())
    }

    /// The case of the one that is open, where it is one of the house.
    pub fn case(&self) -> Option<CaseNumber> {
        match self.open {
            Some(StudySource::Own(number)) => Some(number),
            _ => None,
        }
    }

    /// Works a message in.
    pub fn update(&mut self, message: StudyMessage) -> Action<Message> {
        match message {
            StudyMessage::Find(words) => self.words = words,
            StudyMessage::Kind(kind) => self.kind = (self.kind != Some(kind)).then_some(kind),
            StudyMessage::Situation(code) => {
                self.situation = (self.situation.as_ref() != Some(&code)).then_some(code);
            }
            StudyMessage::Open(at) => self.open = self.all.get(at).map(|one| one.source.clone()),
            StudyMessage::OpenCase => {
                if let Some(number) = self.case() {
                    return Action::ask(Request::Open(number, OpenAt::Overview));
                }
            }
            StudyMessage::Praise(at, after) => {
                let Some(one) = self.praise.get(at) else { return Action::none() };
                let (word, list) = if after {
                    ("投诉过、后来表扬的", &one.after_complaint)
                } else {
                    ("今年的表扬", &one.praise)
                };
                let filter = CaseFilter { among: Some(list.clone()), ..CaseFilter::default() };
                return Action::ask(Request::Cases(word.to_owned(), Box::new(filter), Vec::new()));
            }
            // The screen goes to the page of suggestions.
            StudyMessage::Suggest => {}
        }
        Action::none()
    }
}

/// The name of its situation; empty without one.
pub fn name_of(study: &CaseStudy, library: &Library) -> String {
    let found = study.situation.as_ref().and_then(|code| library.situation(code));
    found.map(|situation| situation.name.clone()).unwrap_or_default()
}
