//! Danger comes before every other sentence: a card is shown alone, in every step and mood, until it is ticked through
//! or the danger is over. One question, the instructions, who is called, what the caller does next – in this order, as
//! dispatchers do it. The cards are data (`assets/library/danger.toml`) that the supervisor may adapt.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::domain::case::Facts;
use crate::domain::code::{CaseKind, Channel, codes};
use crate::domain::danger_mark::{DANGER, DangerMark};
use crate::domain::event::{Event, EventKind};
use crate::domain::time::Moment;
use crate::library::danger_examples::{DangerExamples, Likeness};
use crate::library::danger_words::{DangerTalk, DangerWords};
use crate::library::second_person::{masked, sayable};
use crate::library::text::CustomerText;
use crate::library::told_words;
use crate::library::variable::{BLANK, Template, Values};
use crate::library::wording::full_width;

/// A danger and what is said and done at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DangerCard {
    /// Code word.
    pub id: String,
    /// The danger, in a few words.
    pub name: String,
    /// Words of the owner that point to it: `…` stands for a few characters, `{老人}` for a class of words, `+` for
    /// words near each other in any order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Words that say it is over or meant otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<String>,
    /// Its words count whatever harmless is said around them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub always: bool,
    /// Words of the record that say that it is over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ends: Vec<String>,
    /// Answers to a situation's question that mean this danger, as `E2/inside`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<String>,
    /// Answers that mean it is over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub over: Vec<String>,
    /// The one question.
    pub ask: Template,
    /// What the caller is told to do, one breath each.
    pub tell: Vec<Template>,
    /// Who is called, one a line.
    pub call: Vec<Template>,
    /// What the caller does next; here stands whether the call goes on.
    pub next: Template,
    /// What he is told once people are under way, in place of the instructions that he was given before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meanwhile: Option<Template>,
    /// The call may end early: they have to be out first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hang_up: bool,
    /// What is done around him is not told to the caller: who would not live hears nothing of guards at the door.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub quiet: bool,
    /// What is never said or done.
    pub never: Vec<String>,
    /// Ledger rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ledger: Vec<String>,
}

codes! {
    /// What a line of a danger card is.
    LineKind {
        Ask = "ask": "先问",
        Tell = "tell": "告诉他",
        Call = "call": "马上叫",
        Next = "next": "然后",
    }
}

/// One line of a card, ticked with one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DangerLine {
    /// Id under which the tick is kept in the case: `danger-lift/call-2`.
    pub id: String,
    /// What it is.
    pub kind: LineKind,
    /// What is said to the caller, or whom the receptionist calls.
    pub text: CustomerText,
    /// When it was ticked.
    pub done: Option<Moment>,
}

/// A card in a talk, with its ticks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DangerNow {
    /// Code word of the card.
    pub id: String,
    /// The danger.
    pub name: String,
    /// Its lines in order.
    pub lines: Vec<DangerLine>,
    /// What is never said or done.
    pub never: Vec<String>,
    /// The call may end early.
    pub hang_up: bool,
    /// Why it is shown.
    pub because: String,
    /// Ledger rows.
    pub ledger: Vec<String>,
}

impl DangerNow {
    /// The line to say or do now: the first that is not ticked.
    pub fn current(&self) -> Option<&DangerLine> {
        self.lines.iter().find(|line| line.done.is_none())
    }
}

/// A danger that somebody saw in the record of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DangerSign<'a> {
    /// The card.
    pub card: &'a DangerCard,
    /// What points to it.
    pub because: String,
    /// What was said and noted of it: not asked again.
    known: String,
    /// What was noted since: not asked either.
    noted: String,
    /// What is under way by the record, in words for the caller.
    news: Option<String>,
    /// The caller stands before us.
    here: bool,
    /// Something was done since the card was shown first.
    later: bool,
}

/// So long after the receipt words alone make no danger any more, in minutes.
const LASTS: i64 = 120;
/// A card that nobody touched goes once he was told something so long after the receipt, in minutes.
const UNTOUCHED: i64 = 15;
/// What happened so long before the receipt goes on only if his words say so, in minutes.
const AGED: i64 = 60;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct DangerFile {
    danger: Vec<DangerCard>,
}

/// The shipped cards, parsed once.
#[expect(
    clippy::expect_used,
    reason = "the file is compiled in and a test parses it; there is nothing a user could do"
)]
pub fn shipped() -> &'static [DangerCard] {
    static SHIPPED: OnceLock<Vec<DangerCard>> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let file: DangerFile = toml::from_str(include_str!("../../assets/library/danger.toml"))
            .expect("shipped danger cards are well formed");
        file.danger
    })
}

/// The danger that words point to, the cards in the order of the file: what kills fastest stands first; else the one whose
/// examples they are like.
pub fn in_words<'a>(cards: &'a [DangerCard], words: &str) -> Option<DangerSign<'a>> {
    WordsRead::of(words).sign(cards, &[])
}

/// What was said, read for danger once: the words of the lists in it, and what its parts are like.
struct WordsRead {
    words: String,
    told: DangerTalk<'static>,
    closely: DangerTalk<'static>,
    like: Option<Likeness>,
}

impl WordsRead {
    fn of(words: &str) -> Self {
        let read = DangerWords::shipped().read(&told_words::without_taunts(words));
        let (told, closely) = (read.of_now(), read.of_now_closely());
        let like = DangerExamples::shipped().liken(told.parts());
        Self { words: words.to_owned(), told, closely, like }
    }

    /// Whether the words say that a danger is over, or is meant otherwise.
    fn rule_out(&self, card: &DangerCard) -> bool {
        card.unless.iter().any(|word| self.told.has(word))
    }

    /// The card that they point to, without those that somebody at the desk has set aside.
    fn sign<'a>(&self, cards: &'a [DangerCard], set_aside: &[&str]) -> Option<DangerSign<'a>> {
        let cards = || cards.iter().filter(|card| !set_aside.contains(&card.id.as_str()));
        let sign = |card, because| DangerSign::new(card, because, &self.words);
        // Of a long story only the clauses around the word tell whether it is meant.
        let is_meant = |card: &DangerCard, from: usize| {
            let part = std::iter::once(self.told.part_from(from));
            let near = || DangerExamples::shipped().liken(part);
            card.always || near().is_some_and(|near| !near.is_doubtful())
        };
        let by_words = cards().find_map(|card| {
            let heard = if card.always { &self.closely } else { &self.told };
            let pointed = card.words.iter().flat_map(|word| heard.pointed(word));
            let (_, found) = pointed.into_iter().find(|(from, _)| is_meant(card, *from))?;
            (!self.rule_out(card)).then(|| sign(card, format!("话里有「{found}」")))
        });
        by_words.or_else(|| {
            let like = self.like.as_ref().filter(|like| like.is_sure() && like.is_clear())?;
            let card = cards().find(|card| Some(&card.id.as_str()) == like.cards.first())?;
            (!self.rule_out(card)).then(|| sign(card, "话里像是这种险情".to_owned()))
        })
    }
}

/// The dangers that what was said sounds like, not surely enough to show a card: they are offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LikelyDanger {
    /// Code words of the cards, the likest first.
    pub cards: Vec<String>,
    /// The likest danger.
    pub name: String,
    /// It is danger without much doubt, only which is not clear: somebody has to choose at once.
    pub is_sure: bool,
}

/// What a case tells of danger: its words are read once, whatever is asked of them. Pure.
pub struct CaseDanger<'a> {
    cards: &'a [DangerCard],
    facts: &'a Facts,
    events: &'a [Event],
    /// The answer to its situation's question, as `E2/inside`.
    answer: Option<String>,
    read: WordsRead,
    set_aside: Vec<&'a str>,
    /// The card that the words alone point to.
    by_words: Option<DangerSign<'a>>,
}

impl<'a> CaseDanger<'a> {
    /// Reads a case; the branch is the answer to its situation's question.
    pub fn of(cards: &'a [DangerCard], facts: &'a Facts, events: &'a [Event], branch: Option<&str>) -> Self {
        let read = WordsRead::of(&facts.words());
        let set_aside = set_aside(events);
        let by_words = read.sign(cards, &set_aside);
        let answer = facts.situation.as_ref().zip(branch).map(|(code, branch)| format!("{code}/{branch}"));
        Self { cards, facts, events, answer, read, set_aside, by_words }
    }

    /// The danger in which the case is at `now`: by the answer to its situation's question, else by the owner's words, as
    /// long as nothing in its events says that it is over.
    pub fn now(&self, now: Moment) -> Option<DangerSign<'a>> {
        let (facts, events) = (self.facts, self.events);
        let (since, mut sign) = self.seen(now)?;
        let since = &events[since..];
        if since.iter().any(|event| is_behind(&event.kind))
            || ends(sign.card, since)
            || is_past(facts, events)
        {
            return None;
        }
        let told =
            [facts.verbatim.as_deref(), facts.complainant.room.as_deref()].map(Option::unwrap_or_default);
        let news = under_way(events, now).filter(|_| !sign.card.quiet);
        sign.news = news.map(|news| masked(&news, &told.join("，")));
        sign.here = facts.channel == Channel::WalkIn;
        sign.later = events.iter().any(|event| goes_on(&event.kind));
        // What was noted answers a question as well as what he said.
        let noted = records(events).map(|(_, text)| text);
        sign.noted = noted.collect::<Vec<_>>().join("，");
        let ticked = |line: &DangerLine| line.done.is_some();
        let through = sign.lines(&Values::new(), events).iter().all(ticked);
        (!through).then_some(sign)
    }

    /// The dangers that the case sounds like at `now`, where [`now`](Self::now) gives none; nothing once somebody looked
    /// into it.
    pub fn likely(&self, now: Moment) -> Option<LikelyDanger> {
        let looked_into = |event: &Event| is_behind(&event.kind) || event.kind.danger_mark().is_some();
        let aged = is_aged(self.facts, &self.read.words);
        let praises = self.facts.kind == CaseKind::Praise;
        let live = self.is_young(now) && is_live(self.facts.channel) && !aged && !praises;
        if !live || self.events.iter().any(looked_into) {
            return None;
        }
        let like = self.read.like.as_ref().filter(|like| like.is_likely())?;
        let cards = like.cards.iter().filter_map(|code| self.cards.iter().find(|card| card.id == *code));
        let offered: Vec<&DangerCard> = cards.filter(|card| !self.read.rule_out(card)).collect();
        let name = offered.first()?.name.clone();
        let cards = offered.into_iter().map(|card| card.id.clone()).collect();
        Some(LikelyDanger { cards, name, is_sure: like.is_sure() })
    }

    /// Whether the case began with a danger that lies behind.
    pub fn lies_behind(&self) -> bool {
        let behind = self.events.iter().any(|event| is_behind(&event.kind));
        behind && self.seen(self.facts.received_at).is_some()
    }

    /// Whether somebody would not live, now or earlier in this case: whatever is said to him later is said gently.
    pub fn would_not_live(&self) -> bool {
        let sign = self.by_words.as_ref().map(|sign| sign.card);
        let opened = opened(self.cards, self.events, &self.set_aside).map(|(_, card)| card);
        sign.into_iter().chain(opened).any(|card| card.quiet && card.always)
    }

    /// What makes the danger of the case a thing of the past, where nothing was done since: the record that says so,
    /// nothing to quote where its card was gone through. Whatever happens next is told as in any case.
    pub fn passed(&self, now: Moment) -> Option<&'a str> {
        let events = self.events;
        let newest = events.iter().rfind(|event| !matches!(event.kind, EventKind::Said { .. }));
        let newest = newest.map_or(&[][..], std::slice::from_ref);
        if newest.iter().any(|event| is_behind(&event.kind)) {
            return None;
        }
        let ticked =
            events.last().is_some_and(|event| event.kind.is_of_danger()) && was_dealt_with(events, now);
        let by_record = || {
            let (_, text) = records(newest).next()?;
            let (_, sign) = self.seen(now)?;
            tells_end(sign.card, text).then_some(text)
        };
        by_record().or(ticked.then_some(""))
    }

    /// The danger that somebody at the desk saw, or else the answer to the situation's question or what was said points
    /// to, with the event from which on it goes, whatever happened since.
    fn seen(&self, now: Moment) -> Option<(usize, DangerSign<'a>)> {
        let words = &self.read.words;
        if let Some((at, card)) = opened(self.cards, self.events, &self.set_aside) {
            return Some((at, DangerSign::new(card, "您按 F12 选的".to_owned(), words)));
        }
        let answered = self.answer.as_ref().and_then(|answer| {
            let aside = |card: &DangerCard| self.set_aside.contains(&card.id.as_str());
            let card = self.cards.iter().find(|card| card.answers.contains(answer) && !aside(card))?;
            Some(DangerSign::new(card, "问到的回答就是这种险情".to_owned(), words))
        });
        let told = || {
            let sign = self.by_words.as_ref().filter(|_| self.is_young(now))?;
            let over = self.answer.as_ref().is_some_and(|answer| sign.card.over.contains(answer));
            // Who would not live is answered however and whenever he says it.
            // Who praises tells of what went well.
            let praises = self.facts.kind == CaseKind::Praise;
            let live = || !praises && is_live(self.facts.channel) && !is_aged(self.facts, words);
            (!over && (sign.card.always || live())).then(|| sign.clone())
        };
        answered.or_else(told).map(|sign| (0, sign))
    }

    /// Whether words alone still make a danger.
    fn is_young(&self, now: Moment) -> bool {
        (now - self.facts.received_at).num_minutes() <= LASTS
    }
}

/// Whether somebody told him how it goes a good while after his call, and nobody ever touched the card: it was either dealt
/// with otherwise or none, and he hears what happened since. What he is told to last goes on.
fn is_past(facts: &Facts, events: &[Event]) -> bool {
    let late = |event: &Event| (event.at - facts.received_at).num_minutes() >= UNTOUCHED;
    let told = |event: &Event| match &event.kind {
        EventKind::Progress { text, .. } => {
            event.kind.told() && !DangerWords::shipped().lasts(&full_width(text))
        }
        _ => false,
    };
    let touched = events.iter().any(|event| event.kind.is_of_danger());
    !touched && events.iter().any(|event| late(event) && told(event))
}

/// Whether an event lies behind every danger.
fn is_behind(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::Investigated { .. }
            | EventKind::Solution { .. }
            | EventKind::Handled { .. }
            | EventKind::Visit(_)
            | EventKind::VisitExempt { .. }
            | EventKind::Closed { .. }
            | EventKind::Explained { satisfied: true, .. }
    )
}

/// The card that somebody at the desk opened last, unless that was set aside since.
fn opened<'a>(
    cards: &'a [DangerCard],
    events: &[Event],
    set_aside: &[&str],
) -> Option<(usize, &'a DangerCard)> {
    let (at, code) =
        events.iter().enumerate().rev().find_map(|(at, event)| match event.kind.danger_mark()? {
            DangerMark::Opened(card) => Some((at, card)),
            _ => None,
        })?;
    let card = cards.iter().find(|card| card.id == code && !set_aside.contains(&code))?;
    Some((at, card))
}

/// The cards of which the last word is that they are none.
fn set_aside(events: &[Event]) -> Vec<&str> {
    let mut none = Vec::new();
    for event in events {
        match event.kind.danger_mark() {
            Some(DangerMark::SetAside(card)) => none.push(card),
            Some(DangerMark::Opened(card)) => none.retain(|other| *other != card),
            _ => {}
        }
    }
    none
}

/// Whether somebody waits for our answer: a letter and what others pass on are read when the danger is long over.
fn is_live(channel: Channel) -> bool {
    !matches!(channel, Channel::Letter | Channel::Referral)
}

/// Whether it happened long before the receipt and nothing that was said goes on.
fn is_aged(facts: &Facts, words: &str) -> bool {
    let before = |at: Moment| (facts.received_at - at).num_minutes() >= AGED;
    facts.occurred_at.is_some_and(before) && !DangerWords::shipped().goes_on(words)
}

/// Whether an event is something that was done in the danger after its card was shown.
fn goes_on(kind: &EventKind) -> bool {
    use EventKind::{Assigned, Escalated, Note, Progress, Task, TaskDone};
    matches!(
        kind,
        Assigned { .. } | Escalated(_) | Note { .. } | Progress { .. } | Task { .. } | TaskDone { .. }
    )
}

/// What the record says to go on, oldest first.
fn records(events: &[Event]) -> impl DoubleEndedIterator<Item = (&Event, &str)> {
    events.iter().filter_map(|event| match &event.kind {
        EventKind::Progress { text, .. } | EventKind::Note { text, .. } => Some((event, text.as_str())),
        EventKind::TaskDone { result: Some(text), .. } => Some((event, text.as_str())),
        _ => None,
    })
}

/// Whether the record says that a danger is over: all are out of the lift, the fire is out, the pipe is shut.
fn ends(card: &DangerCard, events: &[Event]) -> bool {
    records(events).any(|(_, text)| tells_end(card, text))
}

/// Whether one record says it.
fn tells_end(card: &DangerCard, text: &str) -> bool {
    let words = DangerWords::shipped();
    let record = words.read(text);
    card.ends.iter().chain(words.ended()).any(|word| record.points(word).is_some())
}

/// What the record says to be under way, as it may be told to the caller: an internal note never is. Rules §10.
fn under_way(events: &[Event], now: Moment) -> Option<String> {
    let is_open = |event: &Event| !matches!(event.kind, EventKind::Note { internal: true, .. });
    let is_told = |text: &str| DangerWords::shipped().is_under_way(text);
    // What was told to him a moment ago is the news, whatever it says.
    let is_news = |event: &Event, text: &str| event.kind.told() || is_open(event) && is_told(text);
    let (event, text) = records(events).rfind(|(event, text)| is_news(event, text))?;
    let text = full_width(text);
    let text = text.as_str();
    let said = |text: &str| sayable(text, event.at.date(), now.date());
    // Of a long record what stands first says who is at it; of what was noted for us only what is done.
    let done = || text.split(['，', '；', '。']).filter(|clause| is_told(clause)).find_map(said);
    if !event.kind.told() {
        return done();
    }
    let first = text.split(['；', '。']).next().filter(|first| is_told(first));
    said(text).or_else(|| said(first?)).or_else(done)
}

/// Whether a danger was dealt with in this case a short while ago.
fn was_dealt_with(events: &[Event], now: Moment) -> bool {
    events.iter().any(|event| event.kind.is_of_danger() && (now - event.at).num_minutes() <= LASTS)
}

impl<'a> DangerSign<'a> {
    /// A sign with nothing noted since.
    fn new(card: &'a DangerCard, because: String, words: &str) -> Self {
        let known = words.to_owned();
        Self { card, because, known, noted: String::new(), news: None, here: false, later: false }
    }
}

impl DangerSign<'_> {
    /// The card with its ticks, filled from the values of the talk.
    pub fn shown(&self, values: &Values, events: &[Event]) -> DangerNow {
        DangerNow {
            id: self.card.id.clone(),
            name: self.card.name.clone(),
            lines: self.lines(values, events),
            never: self.card.never.clone(),
            hang_up: self.card.hang_up,
            because: format!("险情：{}（{}）", self.card.name, self.because),
            ledger: self.card.ledger.clone(),
        }
    }

    /// The lines in their order, with the times of their ticks: without what is known, with what is under way.
    fn lines(&self, values: &Values, events: &[Event]) -> Vec<DangerLine> {
        let (card, words) = (self.card, DangerWords::shipped());
        let line = |kind: LineKind, at: usize, text: CustomerText| {
            let id = format!("{DANGER}{}/{}-{}", card.id, kind.code(), at + 1);
            let ticked =
                |event: &&Event| matches!(&event.kind, EventKind::Said { sentence, .. } if *sentence == id);
            let done = events.iter().find(ticked).map(|event| event.at);
            DangerLine { id, kind, text, done }
        };
        let talk = words.read(&self.known);
        let fitted = |text: &str| talk.fitted(text, self.here);
        let ask = told(&card.ask, values);
        let meanwhile = card.meanwhile.as_ref().filter(|_| self.later);
        let open = |text: &str| match self.noted.is_empty() {
            true => Some(text.to_owned()),
            false => words.read(&self.noted).still_asked(text),
        };
        let asked = match &self.news {
            Some(news) => Some(format!("跟您说一声：{news}。")),
            None if meanwhile.is_some() => None,
            None => {
                talk.still_asked(ask.as_str()).and_then(|text| open(&text)).and_then(|text| fitted(&text))
            }
        };
        let asked = asked.map(|text| line(LineKind::Ask, 0, CustomerText::of_phrase(text)));
        let stale = |text: &Template| self.news.is_some() && words.is_promise(text.as_str());
        let told_first = card.tell.iter().filter(|_| meanwhile.is_none());
        let tell = meanwhile.into_iter().chain(told_first).enumerate().filter(|(_, text)| !stale(text));
        let tell = tell.filter_map(|(at, text)| {
            let text = fitted(told(text, values).as_str())?;
            Some(line(LineKind::Tell, at, CustomerText::of_phrase(text)))
        });
        let call = card.call.iter().enumerate().map(|(at, whom)| {
            let whom = talk.still_called(called(whom, values).as_str());
            line(LineKind::Call, at, CustomerText::of_phrase(whom))
        });
        let next = told(&card.next, values);
        let next = fitted(next.as_str()).map_or(next, CustomerText::of_phrase);
        let next = line(LineKind::Next, 0, next);
        asked.into_iter().chain(tell).chain(call).chain([next]).collect()
    }
}

/// What is said to the caller; a number that no setting holds is not read out as a gap.
fn told(text: &Template, values: &Values) -> CustomerText {
    let (said, blanks) = text.fill(values);
    if blanks.is_empty() {
        return said;
    }
    CustomerText::of_phrase(said.as_str().replace(&format!("打{BLANK}"), "再打给我们").replace(BLANK, ""))
}

/// Whom to call; a number that is no setting yet is asked for where it belongs.
fn called(whom: &Template, values: &Values) -> CustomerText {
    let (text, blanks) = whom.fill(values);
    if blanks.is_empty() {
        return text;
    }
    CustomerText::of_phrase(format!("{}（号码还没填，请到「设置」里补）", text.as_str().replace(BLANK, "")))
}
