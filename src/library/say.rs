//! What to say now: a pure choice from the library for a channel, a mood, a step, a situation and the facts
//! of the case. Interchange "What to say".

use chrono::NaiveDate;
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use crate::domain::case::Facts;
use crate::domain::code::{Channel, Emotion, Flag, Need, SituationCode};
use crate::domain::knowledge::{self, Knowledge};
use crate::library::phrase::{Block, Circumstances, Line};
use crate::library::shelf::Library;
use crate::library::situation::Situation;
use crate::library::step::{Level, Step};
use crate::library::text::{CustomerText, InternalText};
use crate::library::variable::{Values, Variable};

/// Most alternatives, do's, don'ts and hints that are shown.
const ALTERNATIVES: usize = 8;
const POINTS: usize = 6;
const HINTS: usize = 12;
/// So many sentences are a choice.
const ENOUGH: usize = 2;

/// The moment of the talk.
#[derive(Debug, Clone, PartialEq)]
pub struct Talk {
    /// How the customer is spoken to.
    pub channel: Channel,
    /// The mood now.
    pub emotion: Emotion,
    /// The step at hand.
    pub step: Step,
    /// The level asked for.
    pub level: Level,
    /// The chosen situation.
    pub situation: Option<SituationCode>,
    /// What else decides on sentences.
    pub circumstances: Circumstances,
    /// Values for the variables.
    pub values: Values,
}

impl Talk {
    /// A calm talk at a step, about nothing known yet.
    pub fn new(channel: Channel, step: Step) -> Self {
        Self {
            channel,
            emotion: Emotion::Calm,
            step,
            level: Level::Basic,
            situation: None,
            circumstances: Circumstances::default(),
            values: Values::new(),
        }
    }

    /// The talk about a case as its facts stand; trigger, branch, `may_decide` and `date_known` are for the
    /// caller to add.
    pub fn about(facts: &Facts, step: Step, values: Values) -> Self {
        let circumstances = Circumstances {
            responsibility: facts.responsibility,
            capability: facts.capability,
            needs: facts.needs.clone(),
            flags: facts.flags.clone(),
            category: facts.category.clone(),
            anonymous: facts.complainant.anonymous,
            date_known: values.get(Variable::CompletionDate).is_some(),
            ..Circumstances::default()
        };
        Self {
            emotion: facts.emotion.unwrap_or(Emotion::Calm),
            level: level_for(facts),
            situation: facts.situation.clone(),
            circumstances,
            values,
            ..Self::new(facts.channel, step)
        }
    }
}

/// The level that fits a case when nobody chose one: contested matters start at 进阶, threats at 专家.
pub fn level_for(facts: &Facts) -> Level {
    let hardest = [Flag::Extortion, Flag::Extreme, Flag::Exposure, Flag::Crisis];
    if hardest.iter().any(|flag| facts.has(*flag)) {
        Level::Expert
    } else if facts.has(Flag::Group) || facts.needs.contains(&Need::Compensation) {
        Level::Advanced
    } else {
        Level::Basic
    }
}

/// A sentence ready to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Id of the library line, kept when it is marked as said.
    pub id: String,
    /// Its level.
    pub level: Level,
    /// The words.
    pub text: CustomerText,
    /// Variables that show as ____.
    pub blanks: Vec<Variable>,
    /// A supervisor has to approve it before use (ledger 12-67).
    pub needs_approval: bool,
}

/// What the panel beside the form shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// The step.
    pub step: Step,
    /// The channel asked for.
    pub channel: Channel,
    /// The mood asked for.
    pub mood: Emotion,
    /// The situation asked for.
    pub situation: Option<SituationCode>,
    /// The sentence to say.
    pub sentence: Sentence,
    /// Others to choose from, the nearest first.
    pub alternatives: Vec<Sentence>,
    /// 要点.
    pub dos: Vec<String>,
    /// 切忌.
    pub donts: Vec<String>,
    /// What the counter knows of the matter, one line an entry; see [`Spoken::with_known`].
    pub known: Vec<String>,
    /// For the receptionist's eyes only.
    pub internal: Vec<InternalText>,
    /// Ledger rows that all this serves.
    pub ledger: Vec<String>,
    /// Variables of the main sentence that show as ____.
    pub blanks: Vec<Variable>,
}

impl Serialize for Spoken {
    /// The object of the interchange, its keys in that order.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Spoken", 10)?;
        object.serialize_field("step", &self.step)?;
        object.serialize_field("channel", &self.channel)?;
        object.serialize_field("mood", &self.mood)?;
        object.serialize_field("situation", &self.situation)?;
        object.serialize_field("sentence", &Told { level: None, ..Told::of(&self.sentence) })?;
        object
            .serialize_field("alternatives", &self.alternatives.iter().map(Told::of).collect::<Vec<_>>())?;
        object.serialize_field("do", &self.dos)?;
        object.serialize_field("dont", &self.donts)?;
        let known = self.known.iter().map(String::as_str);
        let internal = known.chain(self.internal.iter().map(InternalText::for_staff));
        object.serialize_field("internal", &internal.collect::<Vec<_>>())?;
        object.serialize_field("ledger", &self.ledger)?;
        object.end()
    }
}

impl Spoken {
    /// Adds what the counter knows of the matter today: what is in force, for its category and place. What a
    /// visitor must not read goes to the internal lines. Ledger 16-03.
    #[must_use]
    pub fn with_known(mut self, all: &[Knowledge], facts: &Facts, day: NaiveDate) -> Self {
        let (open, internal): (Vec<_>, Vec<_>) =
            knowledge::offered(all, facts, day).into_iter().partition(|entry| entry.kind.may_be_seen());
        self.known = open.into_iter().map(Knowledge::line).collect();
        self.internal.splice(0..0, internal.into_iter().map(|entry| InternalText::new(entry.line())));
        self
    }
}

/// A sentence as the interchange tells it.
#[derive(Serialize)]
struct Told<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<Level>,
    text: &'a CustomerText,
    blanks: &'a [Variable],
}

impl<'a> Told<'a> {
    fn of(sentence: &'a Sentence) -> Self {
        let Sentence { id, level, text, blanks, .. } = sentence;
        Self { id, level: Some(*level), text, blanks }
    }
}

/// How near a block or line is to the talk; smaller is nearer, compared field by field:
/// 0. those that tell what the case has recorded for this step (方案, 结果, 进展, 约定时间, 完成日期), when it has; in writing
///    those for the phone come last of all;
/// 1. the situation's own sentences before the general ones;
/// 2. those made for these circumstances before those made for any, the narrowest first;
/// 3. in writing, those for this channel before those for all;
/// 4. the level asked for, then lower ones from the nearest down, then higher ones;
/// 5. the mood itself, then those for all moods, then calmer ones – never a more heated one;
/// 6. the channel itself, then those for all channels;
/// 7. those without gaps before those with some, apart from what the step itself is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Nearness {
    silent: bool,
    borrowed: bool,
    general: bool,
    loose: usize,
    spoken: bool,
    level: u8,
    mood: u8,
    channel: u8,
    gaps: usize,
}

/// What to say now. Pure; the library is made so that there is always a sentence (see [`Library::new`]).
#[expect(
    clippy::expect_used,
    reason = "Library::new refuses a library that lacks a general line for any step"
)]
pub fn now(library: &Library, talk: &Talk) -> Spoken {
    let situation = talk.situation.as_ref().and_then(|code| library.situation(code));
    let mut blocks = matching(library, talk);
    blocks.sort_by_key(|(nearness, _)| *nearness);
    let fact = fact_of(talk.step);
    let told = fact.filter(|fact| talk.values.get(*fact).is_some());
    let gaps = |line: &Line| {
        let named = line.text.variables().into_iter();
        named.filter(|one| Some(*one) != fact && talk.values.is_gap(*one)).count()
    };
    let mut lines: Vec<(Nearness, &Line)> = blocks
        .iter()
        .flat_map(|(nearness, block)| block.lines.iter().map(move |line| (*nearness, line)))
        .filter(|(_, line)| line.when.holds(&talk.circumstances))
        .map(|(nearness, line)| {
            let nearness = Nearness {
                silent: told.is_some_and(|fact| !line.text.variables().contains(&fact)),
                loose: nearness.loose - line.when.asked(),
                level: level_distance(line.level, talk.level),
                gaps: gaps(line),
                ..nearness
            };
            (nearness, line)
        })
        .collect();
    lines.sort_by_key(|(nearness, _)| *nearness);
    // What is said aloud is of no use where one types, as soon as there is a choice without it.
    let typed = |nearness: &Nearness| !(nearness.borrowed || nearness.spoken && nearness.general);
    if lines.iter().filter(|(nearness, line)| typed(nearness) && line.may_open()).count() >= ENOUGH {
        lines.retain(|(nearness, _)| typed(nearness));
    }
    let first = lines
        .iter()
        .position(|(_, line)| line.may_open())
        .expect("every step has a general line without condition");
    let main = lines.remove(first);
    lines.truncate(ALTERNATIVES);
    let sentence = ready(main.1, &talk.values);
    let alternatives = lines.iter().map(|(_, line)| ready(line, &talk.values)).collect();
    let mut ledger = collect(blocks.iter().flat_map(|(_, block)| &block.ledger), usize::MAX);
    for (_, line) in std::iter::once(&main).chain(&lines) {
        ledger.extend(line.ledger.iter().cloned());
    }
    ledger.extend(situation.iter().flat_map(|situation| situation.ledger.iter().cloned()));
    ledger.sort();
    ledger.dedup();
    Spoken {
        step: talk.step,
        channel: talk.channel,
        mood: talk.emotion,
        situation: talk.situation.clone(),
        blanks: sentence.blanks.clone(),
        sentence,
        alternatives,
        dos: points(situation, talk.step, &blocks),
        donts: collect(fitting(&blocks, |block| &block.donts), POINTS),
        known: Vec::new(),
        internal: hints(situation, talk, &blocks),
        ledger,
    }
}

/// What a case records at a step and a sentence should then tell.
fn fact_of(step: Step) -> Option<Variable> {
    match step {
        Step::Promise => Some(Variable::PromiseTime),
        Step::Solution => Some(Variable::Solution),
        Step::Progress => Some(Variable::Progress),
        Step::Delay => Some(Variable::CompletionDate),
        Step::Handled => Some(Variable::Result),
        _ => None,
    }
}

/// What to do: the situation's identity check first, its people or evidence last.
fn points(situation: Option<&Situation>, step: Step, blocks: &[(Nearness, &Block)]) -> Vec<String> {
    let (before, after) = situation.map(|situation| situation.reminders(step)).unwrap_or_default();
    let of_step = fitting(blocks, |block| &block.dos);
    let room = POINTS - usize::from(after.is_some());
    let mut points = collect(before.iter().chain(of_step), room);
    points.extend(after);
    points
}

/// The points of blocks; those for the phone count in writing only when there are no others.
fn fitting<'a>(
    blocks: &'a [(Nearness, &'a Block)],
    points: fn(&Block) -> &Vec<String>,
) -> impl Iterator<Item = &'a String> {
    let own = blocks.iter().any(|(nearness, block)| !nearness.borrowed && !points(block).is_empty());
    let fit = blocks.iter().filter(move |(nearness, _)| !own || !nearness.borrowed);
    fit.flat_map(move |(_, block)| points(block))
}

/// What only the receptionist sees: the situation's hints first, then those of the step, then how the matter is
/// dealt with in this situation.
fn hints(situation: Option<&Situation>, talk: &Talk, blocks: &[(Nearness, &Block)]) -> Vec<InternalText> {
    let own = situation.map(Situation::hints).unwrap_or_default();
    let of_step = blocks.iter().flat_map(|(_, block)| &block.internal);
    let dealing = [Step::Explain, Step::Promise, Step::Investigate, Step::Solution, Step::Progress];
    let situation = situation.filter(|_| dealing.contains(&talk.step));
    let way = situation.map(|situation| situation.way(talk.circumstances.branch.as_deref()));
    collect(own.iter().chain(of_step).chain(way.iter().flatten()), HINTS)
}

/// The blocks that may speak in this talk, with their nearness (the level is the lines' matter).
fn matching<'a>(library: &'a Library, talk: &Talk) -> Vec<(Nearness, &'a Block)> {
    let own = talk.situation.as_ref().and_then(|code| library.blocks_of(code)).unwrap_or_default();
    let own = own.iter().map(|block| (false, block));
    let general = library.blocks().iter().map(|block| (true, block));
    own.chain(general)
        .filter(|(_, block)| block.step == talk.step && block.when.holds(&talk.circumstances))
        .filter_map(|(general, block)| {
            let channel = channel_distance(&block.channels, talk.channel)?;
            let nearness = Nearness {
                silent: false,
                borrowed: channel == BORROWED,
                general,
                loose: LOOSEST - block.when.asked(),
                spoken: channel > 0 && is_written(talk.channel),
                level: 0,
                mood: mood_distance(&block.moods, talk.emotion)?,
                channel,
                gaps: 0,
            };
            Some((nearness, block))
        })
        .collect()
}

/// The distance of a sentence for the phone from a channel in writing.
const BORROWED: u8 = 2;

/// More than the conditions that a block and a line can ask for together.
const LOOSEST: usize = 40;

fn level_distance(level: Level, asked: Level) -> u8 {
    let (level, asked) = (level as u8, asked as u8);
    if level <= asked { asked - level } else { 10 + level - asked }
}

fn mood_distance(moods: &[Emotion], mood: Emotion) -> Option<u8> {
    if moods.is_empty() {
        return Some(1);
    }
    moods
        .iter()
        .filter(|made_for| **made_for <= mood)
        .map(|made_for| match mood as u8 - *made_for as u8 {
            0 => 0,
            calmer => 1 + calmer,
        })
        .min()
}

/// Whether one talks at the counter or on the phone.
fn is_aloud(channel: Channel) -> bool {
    matches!(channel, Channel::WalkIn | Channel::Phone)
}

/// Whether one types, and what is typed is read as it stands.
fn is_written(channel: Channel) -> bool {
    matches!(channel, Channel::Message | Channel::Online)
}

fn channel_distance(channels: &[Channel], channel: Channel) -> Option<u8> {
    if channels.contains(&channel) {
        Some(0)
    } else if channels.is_empty() {
        Some(1)
    } else if !is_aloud(channel) && channels.contains(&Channel::Phone) {
        Some(BORROWED)
    } else {
        None
    }
}

fn ready(line: &Line, values: &Values) -> Sentence {
    let (text, blanks) = line.text.fill(values);
    Sentence { id: line.id.clone(), level: line.level, text, blanks, needs_approval: line.needs_approval }
}

/// The first so many different ones.
fn collect<'a, T: Clone + PartialEq + 'a>(items: impl Iterator<Item = &'a T>, most: usize) -> Vec<T> {
    let mut kept: Vec<T> = Vec::new();
    for item in items {
        if kept.len() >= most {
            break;
        }
        if !kept.contains(item) {
            kept.push(item.clone());
        }
    }
    kept
}
