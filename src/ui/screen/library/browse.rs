//! What stands at a place of the library: its sentences, do's and don'ts, each with what was done to it. Pure.

use std::collections::HashMap;

use crate::desk::shelf::InForce;
use crate::domain::code::SituationCode;
use crate::library::approval::{Subject, Verdict};
use crate::library::edit::{LineEdit, PhrasePlace};
use crate::library::find;
use crate::library::overlay::Overlaid;
use crate::library::phrase::{Block, Line};
use crate::library::shelf::Library;
use crate::library::situation::Situation;
use crate::library::step::Step;
use crate::library::usage::Usage;
use crate::library::variable::Template;
use crate::ui::screen::library::chosen::Chosen;
use crate::ui::screen::library::conditions::conditions;

/// More hits than somebody reads.
const HITS: usize = 60;

/// A sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub spot: PhrasePlace,
    /// Its text in force.
    pub text: Template,
    /// For whom and when it is offered, in words.
    pub conditions: String,
    /// The same, to be changed.
    pub usage: Usage,
    /// For whom and when it is offered is not as shipped.
    pub offered_otherwise: bool,
    /// The shipped text, if it reads otherwise now.
    pub shipped: Option<String>,
    /// The counter's own.
    pub own: bool,
    /// Switched off.
    pub off: bool,
    /// It needs approval.
    pub awaits: bool,
    /// What was decided of it as it reads now.
    pub verdict: Option<Verdict>,
}

/// A do or don't.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// Where it stands.
    pub spot: PhrasePlace,
    /// Its text.
    pub text: String,
    /// A don't.
    pub dont: bool,
    /// The shipped text, if it reads otherwise now or is switched off.
    pub shipped: Option<String>,
    /// Switched off.
    pub off: bool,
}

/// The sentences by id, to look them up.
struct Index<'a> {
    force: &'a InForce,
    now: HashMap<&'a str, (&'a Block, &'a Line)>,
    shipped: HashMap<&'a str, (&'a Block, &'a Line)>,
}

impl<'a> Index<'a> {
    fn of(force: &'a InForce) -> Self {
        let by_id = |library: &'a Library| {
            library.lines().map(|(block, line)| (line.id.as_str(), (block, line))).collect()
        };
        Self { force, now: by_id(&force.library), shipped: by_id(Library::shipped()) }
    }

    fn items(&self, chosen: &Chosen) -> Vec<Item> {
        let shipped = lines_at(Library::shipped(), chosen);
        let own = lines_at(&self.force.library, chosen)
            .into_iter()
            .filter(|(_, line)| !self.shipped.contains_key(line.id.as_str()));
        own.chain(shipped).map(|(block, line)| self.item(block, line, chosen)).collect()
    }

    fn item(&self, block: &Block, line: &Line, chosen: &Chosen) -> Item {
        let id = line.id.as_str();
        let edit: Option<&LineEdit> = self.force.edits.lines.iter().find(|edit| edit.id == id);
        let laid = edit.and_then(|edit| edit.text.as_ref());
        let now = self.now.get(id).copied();
        let text = now.map(|(_, now)| &now.text).or(laid).unwrap_or(&line.text);
        let shipped = self.shipped.get(id).map(|(_, line)| line);
        let edits = &self.force.edits;
        let usage = edits.usage_of(id, Library::shipped()).unwrap_or_else(|| Usage::of(block, line));
        let laid = usage.lay(block, &Line { text: text.clone(), ..line.clone() });
        let conditions = laid.lines.first().map(|line| conditions(&laid, line)).unwrap_or_default();
        Item {
            id: line.id.clone(),
            spot: PhrasePlace { step: block.step, situation: situation_of(chosen) },
            text: text.clone(),
            conditions,
            offered_otherwise: edits.usage_laid(id).is_some(),
            shipped: shipped
                .filter(|shipped| shipped.text != *text)
                .map(|shipped| shipped.text.as_str().to_owned()),
            own: shipped.is_none(),
            off: edit.is_some_and(|edit| edit.off),
            awaits: usage.needs_approval,
            verdict: edits.verdict_on(&Subject::line(id, text)).filter(|_| usage.needs_approval).cloned(),
            usage,
        }
    }
}

/// The sentences at a place, own ones first.
pub fn items(chosen: &Chosen, force: &InForce) -> Vec<Item> {
    Index::of(force).items(chosen)
}

/// Sentences that hold all words of a question, wherever they stand.
pub fn found(query: &str, force: &InForce, situations: &[Overlaid<Situation>]) -> Vec<Item> {
    let index = Index::of(force);
    let words: Vec<&str> = query.split_whitespace().collect();
    let situations = situations.iter().map(|laid| Chosen::Situation(laid.entry.id.clone()));
    let places = Step::ALL.iter().map(|step| Chosen::Step(*step)).chain(situations);
    let all = places.flat_map(|place| index.items(&place));
    all.filter(|item| words.iter().all(|word| item.text.as_str().contains(word) || item.id == *word))
        .take(HITS)
        .collect()
}

/// The do's and don'ts at a place, those that were switched off included.
pub fn points(chosen: &Chosen, force: &InForce) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for (step, dont, text) in points_at(Library::shipped(), chosen) {
        let spot = PhrasePlace { step, situation: situation_of(chosen) };
        let edit = force.edits.points.iter().find(|edit| edit.spot == spot && edit.shipped == *text);
        let now = edit.and_then(|edit| edit.text.as_ref()).unwrap_or(text).clone();
        let off = edit.is_some_and(|edit| edit.text.is_none());
        let shipped = edit.map(|edit| edit.shipped.clone());
        let point = Point { spot, text: now, dont, shipped, off };
        if !points.contains(&point) {
            points.push(point);
        }
    }
    for (step, dont, text) in points_at(&force.library, chosen) {
        let spot = PhrasePlace { step, situation: situation_of(chosen) };
        let known = |point: &Point| point.spot == spot && point.dont == dont && point.text == *text;
        if !points.iter().any(known) {
            points.push(Point { spot, text: text.clone(), dont, shipped: None, off: false });
        }
    }
    points.sort_by_key(|point| point.dont);
    points
}

/// The situations that fit a question, by code, name, synonym or pinyin; all for an empty one.
pub fn situations_found<'a>(query: &str, all: &'a [Overlaid<Situation>]) -> Vec<&'a Overlaid<Situation>> {
    find::find(all, query)
}

/// The steps that fit a question; all for an empty one.
pub fn steps_found(query: &str) -> Vec<Step> {
    Step::ALL.iter().copied().filter(|step| find::fits(&[step.label()], query)).collect()
}

fn situation_of(chosen: &Chosen) -> Option<SituationCode> {
    match chosen {
        Chosen::Step(_) => None,
        Chosen::Situation(code) => Some(code.clone()),
    }
}

fn blocks_at<'a>(library: &'a Library, chosen: &Chosen) -> Vec<&'a Block> {
    match chosen {
        Chosen::Step(step) => library.blocks().iter().filter(|block| block.step == *step).collect(),
        Chosen::Situation(code) => library.blocks_of(code).unwrap_or_default().iter().collect(),
    }
}

fn lines_at<'a>(library: &'a Library, chosen: &Chosen) -> Vec<(&'a Block, &'a Line)> {
    let blocks = blocks_at(library, chosen).into_iter();
    blocks.flat_map(|block| block.lines.iter().map(move |line| (block, line))).collect()
}

fn points_at<'a>(library: &'a Library, chosen: &Chosen) -> Vec<(Step, bool, &'a String)> {
    let blocks = blocks_at(library, chosen).into_iter();
    let of = |block: &'a Block| {
        let dos = block.dos.iter().map(|text| (block.step, false, text));
        dos.chain(block.donts.iter().map(|text| (block.step, true, text)))
    };
    blocks.flat_map(of).collect()
}
