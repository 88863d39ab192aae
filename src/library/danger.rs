//! Danger comes before every other sentence: a card is shown alone, in every step and mood, until it is ticked through
//! or the danger is over. One question, the instructions, who is called, what the caller does next – in this order, as
//! dispatchers do it. The cards are data (`assets/library/danger.toml`) that the supervisor may adapt.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::domain::case::Facts;
use crate::domain::code::codes;
use crate::domain::event::{DANGER, Event, EventKind};
use crate::domain::time::Moment;
use crate::library::heard::heard;
use crate::library::text::CustomerText;
use crate::library::variable::{BLANK, Template, Values};

/// A danger and what is said and done at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DangerCard {
    /// Code word.
    pub id: String,
    /// The danger, in a few words.
    pub name: String,
    /// Words of the owner that point to it; `…` stands for a few characters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Words that say it is over or meant otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unless: Vec<String>,
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
    /// The call may end early: they have to be out first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hang_up: bool,
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
}

/// So long after the receipt words alone make no danger any more, in minutes.
const LASTS: i64 = 120;

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

/// The danger that words point to, the cards in the order of the file: what kills fastest stands first.
pub fn in_words<'a>(cards: &'a [DangerCard], words: &str) -> Option<DangerSign<'a>> {
    cards.iter().find_map(|card| {
        let over = card.unless.iter().any(|word| heard(words, word));
        let word = card.words.iter().find(|word| heard(words, word)).filter(|_| !over)?;
        Some(DangerSign { card, because: format!("话里有「{}」", word.replace('…', "……")) })
    })
}

/// The danger in which a case is at `now`: by the answer to its situation's question, else by the owner's words, as long
/// as nothing in its events says that it is over.
pub fn in_case<'a>(
    cards: &'a [DangerCard],
    facts: &Facts,
    events: &[Event],
    branch: Option<&str>,
    now: Moment,
) -> Option<DangerSign<'a>> {
    let past = |event: &Event| {
        matches!(
            event.kind,
            EventKind::Investigated { .. }
                | EventKind::Solution { .. }
                | EventKind::Handled { .. }
                | EventKind::Visit(_)
                | EventKind::VisitExempt { .. }
                | EventKind::Closed { .. }
                | EventKind::Explained { satisfied: true, .. }
        )
    };
    if events.iter().any(past) {
        return None;
    }
    let answer = facts.situation.as_ref().zip(branch).map(|(code, branch)| format!("{code}/{branch}"));
    let answered = answer.as_ref().and_then(|answer| {
        let card = cards.iter().find(|card| card.answers.contains(answer))?;
        Some(DangerSign { card, because: "问到的回答就是这种险情".to_owned() })
    });
    let sign = answered.or_else(|| {
        let words =
            [facts.verbatim.as_deref(), facts.summary.as_deref()].map(Option::unwrap_or_default).join("，");
        let sign = in_words(cards, &words)?;
        let over = answer.as_ref().is_some_and(|answer| sign.card.over.contains(answer));
        (!over && (now - facts.received_at).num_minutes() <= LASTS).then_some(sign)
    })?;
    let ticked = |line: &DangerLine| line.done.is_some();
    let through = lines(sign.card, &Values::new(), events).iter().all(ticked);
    (!through).then_some(sign)
}

/// Whether a danger was dealt with in this case before.
pub fn was_dealt_with(events: &[Event]) -> bool {
    events.iter().any(|event| event.kind.is_of_danger())
}

impl DangerSign<'_> {
    /// The card with its ticks, filled from the values of the talk.
    pub fn shown(&self, values: &Values, events: &[Event]) -> DangerNow {
        DangerNow {
            id: self.card.id.clone(),
            name: self.card.name.clone(),
            lines: lines(self.card, values, events),
            never: self.card.never.clone(),
            hang_up: self.card.hang_up,
            because: format!("险情：{}（{}）", self.card.name, self.because),
            ledger: self.card.ledger.clone(),
        }
    }
}

/// The lines of a card in their order, with the times of their ticks.
fn lines(card: &DangerCard, values: &Values, events: &[Event]) -> Vec<DangerLine> {
    let line = |kind: LineKind, at: usize, text: CustomerText| {
        let id = format!("{DANGER}{}/{}-{}", card.id, kind.code(), at + 1);
        let ticked =
            |event: &&Event| matches!(&event.kind, EventKind::Said { sentence, .. } if *sentence == id);
        let done = events.iter().find(ticked).map(|event| event.at);
        DangerLine { id, kind, text, done }
    };
    let said = |text: &Template| told(text, values);
    let mut all = vec![line(LineKind::Ask, 0, said(&card.ask))];
    all.extend(card.tell.iter().enumerate().map(|(at, text)| line(LineKind::Tell, at, said(text))));
    all.extend(card.call.iter().enumerate().map(|(at, whom)| line(LineKind::Call, at, called(whom, values))));
    all.push(line(LineKind::Next, 0, said(&card.next)));
    all
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
