//! For whom and when a sentence is offered, as far as a supervisor may change it: of shipped sentences it is laid over
//! what is shipped, of the counter's own it is changed itself. Ledger 12-70.

use serde::{Deserialize, Serialize};

use crate::domain::code::{CaseKind, Channel, Emotion};
use crate::library::moment::Given;
use crate::library::phrase::{Block, Condition, Line, Part};
use crate::library::situation::Utterance;
use crate::library::step::Level;

/// See the module. An empty list means all of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Usage {
    /// Which part of a sentence it is.
    pub part: Part,
    /// Level.
    pub level: Level,
    /// Channels.
    pub channels: Vec<Channel>,
    /// Moods.
    pub moods: Vec<Emotion>,
    /// Kinds of case.
    pub kinds: Vec<CaseKind>,
    /// The record gives all of these.
    pub given: Vec<Given>,
    /// The record gives none of these.
    pub without: Vec<Given>,
    /// Only an alternative.
    pub never_first: bool,
    /// A supervisor has to approve it before use (ledger 12-67).
    pub needs_approval: bool,
}

impl Default for Usage {
    /// The plain matter, for everybody at any time.
    fn default() -> Self {
        Self {
            part: Part::Matter,
            level: Level::Basic,
            channels: Vec::new(),
            moods: Vec::new(),
            kinds: Vec::new(),
            given: Vec::new(),
            without: Vec::new(),
            never_first: false,
            needs_approval: false,
        }
    }
}

impl Usage {
    /// That of a sentence in its block.
    pub fn of(block: &Block, line: &Line) -> Self {
        let (outer, inner) = (&block.when, &line.when);
        let kinds = match (outer.kind.as_slice(), inner.kind.as_slice()) {
            ([], kinds) | (kinds, []) => kinds.to_vec(),
            (outer, inner) => outer.iter().filter(|kind| inner.contains(kind)).copied().collect(),
        };
        Self {
            part: line.part,
            level: line.level,
            channels: block.channels.clone(),
            moods: block.moods.clone(),
            kinds,
            given: both(&outer.given, &inner.given),
            without: both(&outer.without, &inner.without),
            never_first: line.never_first,
            needs_approval: line.needs_approval,
        }
    }

    /// A block of its own for a sentence that stood in this one; everything else that the two ask for stays.
    pub fn lay(&self, block: &Block, line: &Line) -> Block {
        let open = |when: &Condition| Condition {
            kind: Vec::new(),
            given: Vec::new(),
            without: Vec::new(),
            ..when.clone()
        };
        let line = Line {
            part: self.part,
            level: self.level,
            never_first: self.never_first,
            needs_approval: self.needs_approval,
            when: self.asked(&open(&line.when)),
            ..line.clone()
        };
        Block {
            also: block.also.clone(),
            channels: self.channels.clone(),
            moods: self.moods.clone(),
            when: open(&block.when),
            lines: vec![line],
            ..Block::of(block.step)
        }
    }

    /// Lays it on a sentence of a situation.
    pub fn lay_on(&self, line: &mut Utterance) {
        (line.part, line.level) = (self.part, self.level);
        line.channels.clone_from(&self.channels);
        line.moods.clone_from(&self.moods);
        line.when = self.asked(&line.when);
        (line.never_first, line.needs_approval) = (self.never_first, self.needs_approval);
    }

    fn asked(&self, when: &Condition) -> Condition {
        Condition {
            kind: self.kinds.clone(),
            given: self.given.clone(),
            without: self.without.clone(),
            ..when.clone()
        }
    }

    /// A fact is asked for, then asked to be absent, then all the same again.
    pub fn turn(&mut self, fact: Given) {
        if self.given.contains(&fact) {
            self.given.retain(|one| *one != fact);
            self.without.push(fact);
        } else if self.without.contains(&fact) {
            self.without.retain(|one| *one != fact);
        } else {
            self.given.push(fact);
        }
    }
}

impl From<&Utterance> for Usage {
    fn from(line: &Utterance) -> Self {
        Self {
            part: line.part,
            level: line.level,
            channels: line.channels.clone(),
            moods: line.moods.clone(),
            kinds: line.when.kind.clone(),
            given: line.when.given.clone(),
            without: line.when.without.clone(),
            never_first: line.never_first,
            needs_approval: line.needs_approval,
        }
    }
}

fn both(outer: &[Given], inner: &[Given]) -> Vec<Given> {
    let new = inner.iter().filter(|one| !outer.contains(one));
    outer.iter().chain(new).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::shelf::Library;

    #[test]
    fn what_is_taken_from_a_sentence_and_laid_on_it_again_changes_nothing() {
        for (block, line) in Library::shipped().lines() {
            let usage = Usage::of(block, line);
            let laid = usage.lay(block, line);
            assert_eq!(Usage::of(&laid, &laid.lines[0]), usage, "{}", line.id);
            assert_eq!(
                (laid.step, &laid.lines[0].text, laid.lines[0].when.branch.as_ref()),
                (block.step, &line.text, line.when.branch.as_ref())
            );
        }
        for line in Library::shipped().situations().iter().flat_map(|situation| &situation.say) {
            let mut laid = line.clone();
            Usage::from(line).lay_on(&mut laid);
            assert_eq!(laid, *line);
        }
    }

    #[test]
    fn a_fact_turns_from_asked_to_absent_to_whatever() {
        let mut usage = Usage::default();
        usage.turn(Given::Promise);
        assert_eq!((usage.given.as_slice(), usage.without.as_slice()), (&[Given::Promise][..], &[][..]));
        usage.turn(Given::Promise);
        assert_eq!((usage.given.as_slice(), usage.without.as_slice()), (&[][..], &[Given::Promise][..]));
        usage.turn(Given::Promise);
        assert_eq!(usage, Usage::default());
    }
}
