//! What to say now: a pure choice from the library for a channel, a mood, a step, a situation and the facts
//! of the case, which explains itself. Danger comes first and alone; then the kind decides, then marks, then what
//! happened last, then the situation, then needs and category; the mood is received in front of all of them.
//! Interchange "What to say".

use chrono::NaiveDate;
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use crate::domain::case::Facts;
use crate::domain::code::{Channel, Emotion, Flag, Responsibility, SituationCode};
use crate::domain::knowledge::{self, Knowledge};
use crate::library::answered_questions;
use crate::library::compose;
use crate::library::danger::{DangerNow, LikelyDanger, LineKind};
use crate::library::ended;
use crate::library::moment::{Given, Turn};
use crate::library::phrase::{Block, Condition, Line, Part};
use crate::library::sentence::{Sentence, Talk};
use crate::library::shelf::Library;
use crate::library::situation::Situation;
use crate::library::step::{Level, Step};
use crate::library::text::{CustomerText, InternalText};
use crate::library::to_be_told::{WORDED, facts_of, to_word};
use crate::library::variable::Variable;

/// Most alternatives, do's, don'ts and hints that are shown.
const ALTERNATIVES: usize = 8;
const POINTS: usize = 6;
const HINTS: usize = 12;

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
    /// Why this sentence, in Chinese, what weighed most first.
    pub because: Vec<String>,
    /// The danger whose card is shown instead of all this.
    pub danger: Option<DangerNow>,
    /// The danger whose card is offered.
    pub likely_danger: Option<LikelyDanger>,
}

impl Serialize for Spoken {
    /// The object of the interchange, its keys in that order.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Spoken", 11)?;
        object.serialize_field("step", &self.step)?;
        object.serialize_field("channel", &self.channel)?;
        object.serialize_field("mood", &self.mood)?;
        object.serialize_field("situation", &self.situation)?;
        object.serialize_field("sentence", &SpokenLine { level: None, ..SpokenLine::of(&self.sentence) })?;
        object.serialize_field(
            "alternatives",
            &self.alternatives.iter().map(SpokenLine::of).collect::<Vec<_>>(),
        )?;
        object.serialize_field("do", &self.dos)?;
        object.serialize_field("dont", &self.donts)?;
        let known = self.known.iter().map(String::as_str);
        let internal = known.chain(self.internal.iter().map(InternalText::for_staff));
        object.serialize_field("internal", &internal.collect::<Vec<_>>())?;
        object.serialize_field("ledger", &self.ledger)?;
        object.serialize_field("because", &self.because)?;
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
struct SpokenLine<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<Level>,
    text: &'a CustomerText,
    blanks: &'a [Variable],
}

impl<'a> SpokenLine<'a> {
    fn of(sentence: &'a Sentence) -> Self {
        let Sentence { id, level, text, blanks, .. } = sentence;
        Self { id, level: Some(*level), text, blanks }
    }
}

/// What of a case decides on a line first; the smaller comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// He spoke of not living: he comes before his matter, whatever it is.
    Despair,
    /// An enquiry, a repair, a praise is no complaint.
    Kind,
    /// A mark, the reason of an escalation, who is speaking.
    Mark,
    /// What happened last, what the record gives.
    State,
    /// Something that the owner said.
    Said,
    /// The situation's own.
    Situation,
    /// A need, the category, who is responsible or able.
    Need,
    /// For everything.
    General,
}

impl Weight {
    fn of(own: bool, conditions: [&Condition; 2]) -> Self {
        let any = |test: fn(&Condition) -> bool| conditions.iter().any(|one| test(one));
        let is_person = |one: &Condition| one.given.iter().any(Given::is_mark);
        match () {
            () if any(|one| one.given.contains(&Given::Despair)) => Self::Despair,
            () if any(|one| !one.kind.is_empty()) => Self::Kind,
            () if any(|one| one.flag.is_some() || !one.trigger.is_empty()) || any(is_person) => Self::Mark,
            () if any(owns_up) => Self::Mark,
            () if any(|one| !one.after.is_empty() || rests(one) || !one.closed.is_empty()) => Self::State,
            () if any(|one| !one.said.is_empty()) => Self::Said,
            () if own => Self::Situation,
            () if any(|one| one.asked() > usize::from(!one.without.is_empty())) => Self::Need,
            () => Self::General,
        }
    }

    fn reason(self, talk: &Talk, situation: Option<&Situation>) -> Option<String> {
        let given =
            || talk.circumstances.given.iter().map(|given| given.label()).collect::<Vec<_>>().join("、");
        match self {
            Self::Despair => Some("他说过不想活的话，先问人，再说事".to_owned()),
            Self::Kind => Some(format!("是{}，不当投诉答", talk.circumstances.kind.label())),
            Self::Mark => {
                let flags = talk.circumstances.flags.iter().map(|flag| flag.label());
                let trigger = talk.circumstances.trigger.iter().map(|trigger| trigger.label());
                let people = talk.circumstances.given.iter().filter(|given| given.is_mark());
                let marks = flags.chain(trigger).chain(people.map(|given| given.label()));
                Some(format!("先看：{}", marks.collect::<Vec<_>>().join("、")))
            }
            Self::State if talk.circumstances.given.is_empty() => None,
            Self::State => Some(format!("记录里有：{}", given())),
            Self::Said => Some("接着业主说的话".to_owned()),
            Self::Situation => situation.map(|situation| {
                let how = if talk.chosen { "场景" } else { "话里说的是" };
                format!("{how}：{}", situation.name)
            }),
            Self::Need => Some("按诉求、类别和责任".to_owned()),
            Self::General => Some("各种事情通用".to_owned()),
        }
    }
}

/// Whether a line rests on what the record gives; that there is something to read back decides nothing by itself.
fn rests(when: &Condition) -> bool {
    when.given.iter().any(|given| *given != Given::ReadBack)
}

/// Whether a line needs none of the plain words that were taken from a record while nothing was worded for the owner: a
/// superior speaks for himself, and how it ended is said within the situation's own line.
fn tells_by_itself(talk: &Talk, own: bool, line: &Line, conditions: [&Condition; 2]) -> bool {
    let superior = conditions.iter().any(|one| one.may_decide.is_some());
    let unworded = talk.circumstances.given.contains(&Given::Unworded);
    unworded && (superior || own && ended::takes_result(line, talk))
}

/// Whether a feeling is received before the matter. At the later steps once is enough: in front of plain news, of what was
/// agreed or of what was told before none is wanted, unless we owe an apology.
fn receives_feeling(library: &Library, talk: &Talk) -> bool {
    use Step::{Delay, Handled, Investigate, Progress, Solution, SolutionRefused};
    let later =
        |step: Step| matches!(step, Investigate | Solution | SolutionRefused | Progress | Delay | Handled);
    let circumstances = &talk.circumstances;
    let owed = [Given::PromiseBroken, Given::Late, Given::DateMissed];
    if !later(talk.step) || owed.iter().any(|given| circumstances.given.contains(given)) {
        return true;
    }
    match circumstances.turn {
        Turn::Agreed | Turn::Told | Turn::Posted | Turn::Promised | Turn::HandledTold => false,
        Turn::Proposed => true,
        _ => !library.lines().any(|(block, line)| {
            let later = block.is_for(Handled) || block.is_for(Solution);
            later && line.part == Part::Feeling && talk.said.contains(&line.id)
        }),
    }
}

/// Whether a line owns up to what was found to be our fault: that comes before the matter itself.
fn owns_up(when: &Condition) -> bool {
    let found = when.after.contains(&Turn::Investigated) || when.given.contains(&Given::Investigated);
    when.responsibility == Some(Responsibility::Ours) && found
}

/// How near a block or line is to the talk; smaller is nearer, compared field by field:
/// 0. without gaps, so that nothing is stated that nobody knows;
/// 1. not above the level asked for; what was not said in this case yet;
/// 2. those that tell what the case has recorded for this step (方案, 结果, 进展, 约定时间, 完成日期), when it has;
/// 3. what of the case decides on it, see [`Weight`]; among these what tells it, the situation's own before the general ones;
/// 4. the narrowest first;
/// 5. the level asked for, then lower ones from the nearest down, then higher ones;
/// 6. the mood itself, then those for all moods, then calmer ones – never a more heated one;
/// 7. the channel itself, then those for all channels, then those for the phone where one calls after all;
/// 8. what the counter wrote itself before what is shipped;
/// 9. by turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Nearness {
    gaps: bool,
    above: bool,
    said: bool,
    silent: bool,
    weight: Weight,
    untold: bool,
    general: bool,
    loose: usize,
    level: u8,
    mood: u8,
    channel: u8,
    shipped: bool,
}

/// What to say now. Pure; the library is made so that there is always a sentence (see [`Library::new`]).
#[expect(
    clippy::expect_used,
    reason = "Library::new refuses a library that lacks a general line for any step"
)]
pub fn now(library: &Library, talk: &Talk) -> Spoken {
    tracing::trace!(target: "worked_out", "what to say");
    if let Some(danger) = &talk.danger {
        return Spoken::in_danger(talk, danger);
    }
    let talk = &with_read_back(talk);
    let situation = talk.situation.as_ref().and_then(|code| library.situation(code));
    let blocks = matching(library, talk);
    let mut lines = nearest(&blocks, talk);
    let feelings = if receives_feeling(library, talk) { of_part(&lines, Part::Feeling) } else { Vec::new() };
    // Who hears his words said back is asked one thing, whether they are right; who does not, what comes first for him. What
    // a situation asks has its own step, and half of it he has mostly told already.
    if talk.step == Step::Restate {
        lines.retain(|(nearness, line)| line.part != Part::Next || nearness.general);
    }
    let nexts = of_part(&lines, Part::Next);
    let mut cores: Vec<(Nearness, &Line)> =
        lines.iter().filter(|(_, line)| matches!(line.part, Part::Whole | Part::Matter)).copied().collect();
    turn_round(&mut cores, talk.turns);
    let first = cores
        .iter()
        .position(|(_, line)| line.may_open())
        .expect("every step has a general line without condition");
    let main = cores.remove(first);
    cores.truncate(ALTERNATIVES);
    let made = |(nearness, line): (Nearness, &Line), turn: usize| {
        let told = if nearness.general { None } else { ended::with_result(line, talk) };
        compose::sentence(told.as_ref().unwrap_or(line), &feelings, &nexts, talk, talk.turns + turn)
    };
    let sentence = made(main, 0);
    let alternatives = cores.iter().enumerate().map(|(at, one)| made(*one, at + 1)).collect();
    let because = because(talk, situation, main, &sentence);
    let mut ledger = collect(blocks.iter().flat_map(|one| &one.block.ledger), usize::MAX);
    for (_, line) in std::iter::once(&main).chain(&cores) {
        ledger.extend(line.ledger.iter().cloned());
    }
    ledger.extend(situation.iter().flat_map(|situation| situation.ledger.iter().cloned()));
    ledger.sort();
    ledger.dedup();
    Spoken {
        step: talk.step,
        channel: talk.channel,
        mood: talk.emotion,
        situation: talk.situation.clone().filter(|_| talk.chosen),
        blanks: sentence.blanks.clone(),
        sentence,
        alternatives,
        dos: points(situation, talk, &blocks),
        donts: collect(fitting(&blocks, |block| &block.donts), POINTS),
        known: Vec::new(),
        internal: hints(situation, talk, &blocks),
        ledger,
        because,
        danger: None,
        likely_danger: talk.likely_danger.clone(),
    }
}

/// The talk with whether there is something to read back: it may be typed at the last moment.
fn with_read_back(talk: &Talk) -> Talk {
    let mut talk = talk.clone();
    let given = &mut talk.circumstances.given;
    given.retain(|one| *one != Given::ReadBack);
    given.extend(talk.values.get(Variable::Summary).map(|_| Given::ReadBack));
    talk
}

/// The lines of one part that are as near as the nearest of them.
fn of_part<'a>(lines: &[(Nearness, &'a Line)], part: Part) -> Vec<&'a Line> {
    let all = lines.iter().filter(|(_, line)| line.part == part && line.may_open());
    let best = all.clone().map(|(nearness, _)| *nearness).min();
    let equal = all.filter(|(nearness, _)| {
        best.is_some_and(|best| {
            !nearness.gaps
                && (nearness.said, nearness.weight, nearness.general, nearness.mood)
                    == (best.said, best.weight, best.general, best.mood)
        })
    });
    equal.map(|(_, line)| *line).collect()
}

impl Spoken {
    /// The card instead of everything else.
    fn in_danger(talk: &Talk, danger: &DangerNow) -> Self {
        let of = |kinds: &'static [LineKind]| {
            danger.lines.iter().filter(move |line| kinds.contains(&line.kind)).map(|line| line.text.as_str())
        };
        let text: String = of(&[LineKind::Ask, LineKind::Tell, LineKind::Next]).collect();
        Self {
            step: talk.step,
            channel: talk.channel,
            mood: talk.emotion,
            situation: talk.situation.clone().filter(|_| talk.chosen),
            known: Vec::new(),
            sentence: Sentence {
                id: danger.id.clone(),
                level: Level::Basic,
                text: CustomerText::of_phrase(text),
                blanks: Vec::new(),
                needs_approval: false,
            },
            alternatives: Vec::new(),
            dos: of(&[LineKind::Call]).map(|whom| format!("马上叫：{whom}")).collect(),
            donts: danger.never.clone(),
            internal: Vec::new(),
            ledger: danger.ledger.clone(),
            blanks: Vec::new(),
            because: vec![danger.because.clone(), "人先平安，别的都等一等".to_owned()],
            danger: Some(danger.clone()),
            likely_danger: None,
        }
    }
}

/// Why this sentence: the moment, the mood, what decided, what it rests on.
fn because(
    talk: &Talk,
    situation: Option<&Situation>,
    (nearness, core): (Nearness, &Line),
    sentence: &Sentence,
) -> Vec<String> {
    let mut because = vec![format!("{}：{}", talk.step.label(), talk.circumstances.turn.label())];
    if talk.emotion != Emotion::Calm {
        let received = if sentence.id.contains('+') || nearness.mood == 0 { "，先接住" } else { "" };
        because.push(format!("情绪：{}{received}", talk.emotion.label()));
    }
    because.extend(nearness.weight.reason(talk, situation));
    if core.house {
        because.push("本中心写的话".to_owned());
    }
    let told = core.text.variables().into_iter().filter_map(|one| Some((one, talk.values.get(one)?)));
    because.extend(told.map(|(one, value)| format!("{}：{value}", one.label())));
    if nearness.said {
        because.push("合适的都说过了，从头再用".to_owned());
    } else if !talk.said.is_empty() {
        because.push("这件事里说过的没有再用".to_owned());
    }
    because
}

/// Lines that are equally near to the talk take turns.
fn turn_round(lines: &mut [(Nearness, &Line)], turns: usize) {
    let Some(best) = lines.iter().find(|(_, line)| line.may_open()).map(|(nearness, _)| *nearness) else {
        return;
    };
    let equal = lines.iter().take_while(|(nearness, line)| *nearness == best && line.may_open()).count();
    if equal > 1 {
        lines[..equal].rotate_left(turns % equal);
    }
}

/// The lines that may be said, the nearest first.
fn nearest<'a>(blocks: &[Matched<'a>], talk: &Talk) -> Vec<(Nearness, &'a Line)> {
    let told =
        facts_of(talk.step, talk.circumstances.turn).iter().find(|fact| talk.values.get(**fact).is_some());
    let gaps = |line: &Line| line.text.variables().into_iter().any(|one| talk.values.is_gap(one));
    let mut lines: Vec<(Nearness, &Line)> = blocks
        .iter()
        .flat_map(|matched| matched.block.lines.iter().map(move |line| (matched, line)))
        .filter(|(_, line)| line.when.holds(&talk.circumstances))
        .filter(|(_, line)| {
            line.part == Part::Whole
                || answered_questions::still_asked(line.text.as_str(), &talk.circumstances).is_some()
        })
        .map(|(matched, line)| {
            let conditions = [&matched.block.when, &line.when];
            let worded = told.is_some_and(|fact| WORDED.contains(fact));
            let weight = match Weight::of(matched.own, conditions) {
                // What was worded for the owner is said before we own up without it.
                Weight::Mark if worded && conditions.into_iter().any(owns_up) => Weight::State,
                weight => weight,
            };
            let bound = !(line.when.after.is_empty() && matched.block.when.after.is_empty());
            let silent = told.is_some_and(|fact| !line.text.variables().contains(fact));
            let silent = silent && !tells_by_itself(talk, matched.own, line, conditions);
            // Behind an apology, or once our answer is in his hands, what was told before is not told again.
            let over = [Given::Apologised, Given::OurReply];
            let over = |one: &Condition| over.iter().any(|given| one.given.contains(given));
            let silent = silent && !conditions.into_iter().any(over);
            let bound = bound && !worded;
            // What the owner said is said back whatever the kind of his matter; what he objects to is taken up.
            let refused =
                talk.step == Step::SolutionRefused && !talk.circumstances.flags.contains(&Flag::Extortion);
            let agreed = talk.step == Step::Investigate;
            let heeds = weight > Weight::Mark || weight == Weight::Kind || refused || agreed;
            let nearness = Nearness {
                gaps: gaps(line),
                above: line.level > talk.level,
                said: talk.said.contains(&line.id),
                silent: silent && !bound && heeds && line.part != Part::Feeling,
                weight,
                untold: silent && worded,
                general: !matched.own,
                loose: LOOSEST - matched.block.when.asked() - line.when.asked(),
                level: level_distance(line.level, talk.level),
                mood: matched.mood,
                channel: matched.channel,
                shipped: !line.house,
            };
            (nearness, line)
        })
        .collect();
    lines.sort_by_key(|(nearness, _)| *nearness);
    lines
}

/// What to do: the situation's identity check first, its people or evidence last.
fn points(situation: Option<&Situation>, talk: &Talk, blocks: &[Matched<'_>]) -> Vec<String> {
    let (before, after) = situation.map(|situation| situation.reminders(talk.step)).unwrap_or_default();
    let own = to_word(talk.step, &talk.values, &talk.circumstances);
    let of_step = fitting(blocks, |block| &block.dos);
    let room = POINTS - usize::from(after.is_some());
    let mut points = collect(own.iter().chain(&before).chain(of_step), room);
    points.extend(after);
    points
}

/// The points of blocks, the nearest first; those for the phone count elsewhere only when there are no others.
fn fitting<'a>(
    blocks: &'a [Matched<'a>],
    points: fn(&Block) -> &Vec<String>,
) -> impl Iterator<Item = &'a String> {
    let own = blocks.iter().any(|one| one.channel < BORROWED && !points(one.block).is_empty());
    let fit = blocks.iter().filter(move |one| !own || one.channel < BORROWED);
    fit.flat_map(move |one| points(one.block))
}

/// What only the receptionist sees: the situation's hints first, then those of the step, then how the matter is
/// dealt with in this situation.
fn hints(situation: Option<&Situation>, talk: &Talk, blocks: &[Matched<'_>]) -> Vec<InternalText> {
    let own = situation.map(Situation::hints).unwrap_or_default();
    let of_step = blocks.iter().flat_map(|one| &one.block.internal);
    let dealing = [Step::Explain, Step::Promise, Step::Investigate, Step::Solution, Step::Progress];
    let situation = situation.filter(|_| dealing.contains(&talk.step));
    let way = situation.map(|situation| situation.way(talk.circumstances.branch.as_deref()));
    collect(own.iter().chain(of_step).chain(way.iter().flatten()), HINTS)
}

/// A block that may speak in a talk.
struct Matched<'a> {
    block: &'a Block,
    own: bool,
    mood: u8,
    channel: u8,
}

/// The blocks that may speak in this talk, the situation's own and the narrowest first.
fn matching<'a>(library: &'a Library, talk: &Talk) -> Vec<Matched<'a>> {
    let own = talk.situation.as_ref().and_then(|code| library.blocks_of(code)).unwrap_or_default();
    let own = own.iter().map(|block| (true, block));
    let general = library.blocks().iter().map(|block| (false, block));
    let mut blocks: Vec<Matched<'_>> = own
        .chain(general)
        .filter(|(_, block)| block.is_for(talk.step) && block.when.holds(&talk.circumstances))
        .filter_map(|(own, block)| {
            let channel = channel_distance(&block.channels, talk.channel)?;
            let mood = mood_distance(&block.moods, talk.emotion)?;
            Some(Matched { block, own, mood, channel })
        })
        .collect();
    blocks.sort_by_key(|one| (!one.own, LOOSEST - one.block.when.asked(), one.mood, one.channel));
    blocks
}

/// The distance of a sentence for the phone from a channel that has no words of its own.
const BORROWED: u8 = 2;

/// More than the conditions that a block and a line can ask for together.
const LOOSEST: usize = 60;

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

/// Where one writes, nothing that is spoken is of use; a letter, a referral or a questionnaire is answered by phone where
/// it has no words of its own.
fn channel_distance(channels: &[Channel], channel: Channel) -> Option<u8> {
    use Channel::{Letter, Message, Online, Other, Outreach, Phone, Referral, WalkIn};
    if channels.contains(&channel) {
        return Some(0);
    }
    if channels.is_empty() {
        return Some(1);
    }
    match channel {
        WalkIn | Phone | Message | Online => None,
        Letter | Referral | Outreach | Other => channels.contains(&Phone).then_some(BORROWED),
    }
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
