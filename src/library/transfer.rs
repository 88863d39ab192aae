//! The whole library as one file for other counters, and what a library read from one differs by from the shipped
//! one. Interchange: `library export`, `library import`.

use serde::{Deserialize, Serialize};

use crate::library::card::{Cards, Note, Pause, Procedure, Relief, WordCard};
use crate::library::danger::DangerCard;
use crate::library::edit::FieldEdit;
use crate::library::edit::{Added, Edits, LineEdit, PhrasePlace, PointEdit};
use crate::library::entry::Entry;
use crate::library::phrase::{Block, Line};
use crate::library::shelf::{Error, Library};
use crate::library::situation::{Advice, Situation, Utterance};
use crate::library::usage::Usage;

/// The file. One without cards leaves them as shipped.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LibraryFile {
    format: String,
    version: u32,
    #[serde(default)]
    block: Vec<Block>,
    #[serde(default)]
    situation: Vec<Situation>,
    #[serde(default)]
    cards: Option<Cards>,
}

const FORMAT: &str = "tingsu-library";

/// The whole library as one TOML file.
///
/// # Errors
/// When it cannot be written as TOML; the sentence says why.
pub fn write(library: &Library) -> Result<String, Error> {
    let file = LibraryFile {
        format: FORMAT.to_owned(),
        version: 1,
        block: library.blocks().to_vec(),
        situation: library.situations().to_vec(),
        cards: Some(library.cards().clone()),
    };
    toml::to_string(&file).map_err(|error| Error::Unreadable {
        file: FORMAT.to_owned(),
        place: "0行".to_owned(),
        why: error.to_string(),
    })
}

/// Reads a whole library written by [`write`].
///
/// # Errors
/// When the text is no such file, is of a later version, leaves a step without a sentence, or holds an entry that
/// cannot be used.
pub fn read(name: &str, text: &str) -> Result<Library, Error> {
    let file: LibraryFile = toml::from_str(text).map_err(|error| Error::unreadable(name, text, &error))?;
    let unreadable = |place: String, why: String| Error::Unreadable { file: name.to_owned(), place, why };
    if file.format != FORMAT || file.version != 1 {
        let why = format!("应是 {FORMAT} 第1版，文件写的是 {} 第{}版", file.format, file.version);
        return Err(unreadable("1行".to_owned(), why));
    }
    let cards = file.cards.unwrap_or_else(|| Cards::shipped().clone());
    let library = Library::new(file.block, file.situation, cards)?;
    let problem = problem::<Situation>(&library).or_else(|| problem::<Pause>(&library));
    problem.map_or(Ok(library), |(title, why)| Err(unreadable(format!("「{title}」"), why)))
}

/// The first entry that cannot be used, and why.
fn problem<T: Entry>(library: &Library) -> Option<(String, String)> {
    T::of(library).iter().find_map(|entry| Some((entry.title(), entry.problem()?)))
}

impl Edits {
    /// The changes that make the shipped library into the other one; what the other one lacks is switched off.
    pub fn between(shipped: &Library, other: &Library) -> Self {
        let mut edits = Self::default();
        edits.entries_between::<Situation>(shipped, other);
        edits.entries_between::<DangerCard>(shipped, other);
        edits.entries_between::<WordCard>(shipped, other);
        edits.entries_between::<Procedure>(shipped, other);
        edits.entries_between::<Note>(shipped, other);
        edits.entries_between::<Relief>(shipped, other);
        edits.entries_between::<Pause>(shipped, other);
        edits.blocks_between(shipped.blocks(), other);
        edits.lines_between(shipped, other);
        for before in shipped.situations() {
            if let Some(now) = other.situation(&before.id) {
                edits.told_between(before, now);
            }
        }
        edits
    }

    /// Sentences, but for those of situations that the other library lacks altogether.
    fn lines_between(&mut self, shipped: &Library, other: &Library) {
        let gone = shipped.situations().iter().filter(|situation| other.situation(&situation.id).is_none());
        let gone: Vec<&str> =
            gone.flat_map(|situation| &situation.say).map(|line| line.id.as_str()).collect();
        for (block, line) in shipped.lines().filter(|(_, line)| !gone.contains(&line.id.as_str())) {
            let now = other.lines().find(|(_, now)| now.id == line.id);
            self.lines.extend(difference((block, line), now));
        }
    }

    /// General blocks: those at the same place are compared, others are the counter's own.
    fn blocks_between(&mut self, shipped: &[Block], other: &Library) {
        let is_same = |one: &Block, two: &Block| {
            (one.step, &one.channels, &one.moods, &one.when)
                == (two.step, &two.channels, &two.moods, &two.when)
        };
        let has_line =
            |line: &Line| shipped.iter().flat_map(|block| &block.lines).any(|one| one.id == line.id);
        for (at, now) in other.blocks().iter().enumerate() {
            let mut new = now.clone();
            new.lines.retain(|line| !has_line(line));
            if let Some(before) = shipped.get(at).filter(|before| is_same(before, now)) {
                let spot = PhrasePlace { step: now.step, situation: None };
                new.dos = self.points_between(&spot, false, &before.dos, &now.dos);
                new.donts = self.points_between(&spot, true, &before.donts, &now.donts);
                (new.internal, new.ledger) = (Vec::new(), Vec::new());
            }
            if !(new.lines.is_empty() && new.dos.is_empty() && new.donts.is_empty()) {
                self.blocks.push(new);
            }
        }
        let lost = shipped.iter().enumerate();
        let lost =
            lost.filter(|(at, before)| !other.blocks().get(*at).is_some_and(|now| is_same(before, now)));
        for (_, before) in lost {
            let spot = PhrasePlace { step: before.step, situation: None };
            self.points_between(&spot, false, &before.dos, &[]);
            self.points_between(&spot, true, &before.donts, &[]);
        }
    }

    /// What is said and minded in a situation. What is more than texts that changed goes as a whole.
    fn told_between(&mut self, before: &Situation, now: &Situation) {
        let plain = |line: &Utterance| {
            let one = before.say.iter().find(|one| one.id == line.id).unwrap_or(line);
            let mut plain = Utterance { text: one.text.clone(), ..line.clone() };
            Usage::from(one).lay_on(&mut plain);
            plain
        };
        let old = |line: &&Utterance| before.say.iter().any(|one| one.id == line.id);
        let same = now
            .say
            .iter()
            .filter(old)
            .all(|line| before.say.iter().any(|one| one.id == line.id && plain(one) == plain(line)));
        let whole_mind = now.mind.len() < before.mind.len()
            || before
                .mind
                .iter()
                .zip(&now.mind)
                .any(|(one, two)| (one.step, &one.branch) != (two.step, &two.branch));
        let mut added = Added { situation: before.id.clone(), say: Vec::new(), mind: Vec::new() };
        if same {
            added.say = now.say.iter().filter(|line| !old(line)).cloned().collect();
        } else {
            self.whole(before, now, "say");
        }
        if whole_mind {
            self.whole(before, now, "mind");
        } else {
            for (at, mind) in now.mind.iter().enumerate() {
                let (dos, donts) = match before.mind.get(at) {
                    Some(one) => {
                        let spot = PhrasePlace { step: mind.step, situation: Some(before.id.clone()) };
                        let dos = self.points_between(&spot, false, &one.dos, &mind.dos);
                        (dos, self.points_between(&spot, true, &one.donts, &mind.donts))
                    }
                    None => (mind.dos.clone(), mind.donts.clone()),
                };
                if !(dos.is_empty() && donts.is_empty()) {
                    added.mind.push(Advice { dos, donts, ..mind.clone() });
                }
            }
        }
        if !(added.say.is_empty() && added.mind.is_empty()) {
            self.added.push(added);
        }
    }

    fn whole(&mut self, before: &Situation, now: &Situation, name: &str) {
        let value = |one: &Situation| one.fields().remove(name).unwrap_or_default();
        let field = FieldEdit { key: name.to_owned(), shipped: value(before), own: value(now) };
        self.lay_field(&before.key(), field);
    }

    /// Keeps what was done to the points of a list; answers those that are new.
    fn points_between(
        &mut self,
        spot: &PhrasePlace,
        dont: bool,
        before: &[String],
        now: &[String],
    ) -> Vec<String> {
        let gone: Vec<&String> = before.iter().filter(|point| !now.contains(point)).collect();
        let new: Vec<String> = now.iter().filter(|point| !before.contains(point)).cloned().collect();
        let paired = before.len() == now.len() && gone.len() == new.len();
        for (at, shipped) in gone.into_iter().enumerate() {
            let text = new.get(at).filter(|_| paired).cloned();
            let edit = PointEdit { spot: spot.clone(), shipped: shipped.clone(), dont, text };
            if !self.points.contains(&edit) {
                self.points.push(edit);
            }
        }
        if paired { Vec::new() } else { new }
    }
}

/// The edit that makes one line into the other, if they differ.
fn difference((block, line): (&Block, &Line), now: Option<(&Block, &Line)>) -> Option<LineEdit> {
    let before = Usage::of(block, line);
    let usage = now.map(|(block, now)| Usage::of(block, now)).filter(|now| *now != before);
    let now = now.map(|(_, now)| now);
    let edit = LineEdit {
        id: line.id.clone(),
        text: now.filter(|now| now.text != line.text).map(|now| now.text.clone()),
        shipped: line.text.as_str().to_owned(),
        off: now.is_none(),
        usage,
    };
    (edit.text.is_some() || edit.off || edit.usage.is_some()).then_some(edit)
}
