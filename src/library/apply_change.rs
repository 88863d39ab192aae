//! One change by a supervisor, worked into the [`Edits`]: what is told apart here is whether a sentence is a
//! shipped one, which is laid over, or the counter's own, which is changed itself. Who may do it is asked in `desk`.

use serde_json::{Map, Value};

use crate::domain::code::SituationCode;
use crate::library::edit::{self, Added, Edits, LineEdit, PhrasePlace, PointEdit};
use crate::library::entry::{EntryKind, Key};
use crate::library::phrase::{Block, Condition, Line};
use crate::library::shelf::Library;
use crate::library::situation::{Advice, Utterance};
use crate::library::usage::Usage;
use crate::library::variable::Template;

/// One thing that a supervisor does to the library.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A sentence gets another text.
    Text {
        /// The sentence.
        id: String,
        /// The text.
        text: Template,
    },
    /// A sentence gets another text and is offered to others or at another time.
    Line {
        /// The sentence.
        id: String,
        /// The text.
        text: Template,
        /// For whom and when.
        usage: Box<Usage>,
    },
    /// A shipped sentence is switched off or on.
    Switch {
        /// The sentence.
        id: String,
        /// Off.
        off: bool,
    },
    /// The shipped text holds again, switched on.
    Restore {
        /// The sentence.
        id: String,
    },
    /// The own text stays although the shipped one was changed by an update.
    Keep {
        /// The sentence.
        id: String,
    },
    /// A sentence of one's own.
    Add {
        /// Where.
        spot: PhrasePlace,
        /// The text.
        text: Template,
        /// For whom and when.
        usage: Box<Usage>,
    },
    /// A sentence of one's own goes.
    Remove {
        /// The sentence.
        id: String,
    },
    /// A do or don't gets another text, or goes.
    Point {
        /// Where.
        spot: PhrasePlace,
        /// Its text now.
        before: String,
        /// The text, or nothing.
        after: Option<String>,
    },
    /// A shipped do or don't holds again.
    RestorePoint {
        /// Where.
        spot: PhrasePlace,
        /// Its shipped text.
        shipped: String,
    },
    /// A do or don't of one's own.
    AddPoint {
        /// Where.
        spot: PhrasePlace,
        /// Whether it is a don't.
        dont: bool,
        /// The text.
        text: String,
    },
    /// The own do or don't stays although an update changed or dropped the shipped one.
    KeepPoint {
        /// Where.
        spot: PhrasePlace,
        /// The shipped text from which it was made.
        shipped: String,
        /// The shipped text that stands there now, if any.
        now: Option<String>,
    },
    /// Fields of an entry get other values; null takes one away.
    Write {
        /// The entry.
        key: Key,
        /// The fields.
        fields: Map<String, Value>,
    },
    /// An entry of one's own.
    AddEntry {
        /// What it is.
        kind: EntryKind,
        /// Its fields.
        fields: Map<String, Value>,
    },
    /// An entry is switched off or on.
    SwitchEntry {
        /// The entry.
        key: Key,
        /// Off.
        off: bool,
    },
    /// Shipped fields of an entry hold again.
    RestoreFields {
        /// The entry.
        key: Key,
        /// Their keys.
        fields: Vec<String>,
    },
    /// The own value of a field stays although the shipped one was changed by an update.
    KeepField {
        /// The entry.
        key: Key,
        /// Its key.
        field: String,
    },
    /// An entry of one's own goes.
    RemoveEntry {
        /// The entry.
        key: Key,
    },
}

impl Edits {
    /// Works a change in.
    ///
    /// # Errors
    /// A Chinese sentence when there is nothing to change or nothing to write; nothing was changed then.
    pub fn make(&mut self, change: Change, shipped: &Library) -> Result<(), String> {
        match change {
            Change::Text { id, text } => self.write(&id, text, shipped)?,
            Change::Line { id, text, usage } => {
                self.write(&id, text, shipped)?;
                self.offer(&id, *usage, shipped)?;
            }
            Change::Switch { id, off } => self.line(&id, shipped)?.off = off,
            Change::Restore { id } => self.lines.retain(|edit| edit.id != id),
            Change::Keep { id } => {
                self.line(&id, shipped)?;
            }
            Change::Add { spot, text, usage } => self.add(spot, text, &usage, shipped),
            Change::Remove { id } => self.remove(&id),
            Change::Point { spot, before, after } => self.point(spot, before, after, shipped)?,
            Change::RestorePoint { spot, shipped } => {
                self.points.retain(|edit| edit.spot != spot || edit.shipped != shipped);
            }
            Change::AddPoint { spot, dont, text } => self.add_point(spot, dont, wording(text)?),
            Change::KeepPoint { spot, shipped, now } => self.keep_point(spot, &shipped, now),
            Change::Write { key, fields } => self.write_entry(&key, &fields, shipped)?,
            Change::AddEntry { kind, fields } => self.add_entry(kind, fields, shipped)?,
            Change::SwitchEntry { key, off } => self.switch_entry(&key, off),
            Change::RestoreFields { key, fields } => self.restore_fields(&key, &fields),
            Change::KeepField { key, field } => self.keep_field(&key, &field, shipped),
            Change::RemoveEntry { key } => self.remove_entry(&key),
        }
        self.lines.retain(|edit| edit.text.is_some() || edit.off || edit.usage.is_some());
        self.tidy();
        Ok(())
    }

    /// Whether a sentence is the counter's own.
    pub fn is_own(&self, id: &str) -> bool {
        let general = self.blocks.iter().flat_map(|block| &block.lines).any(|line| line.id == id);
        let added = self.added.iter().flat_map(|added| &added.say).any(|line| line.id == id);
        general || added
    }

    /// The edit of a shipped sentence, made when there is none; it remembers the text as shipped now.
    fn line(&mut self, id: &str, shipped: &Library) -> Result<&mut LineEdit, String> {
        let Some((_, line)) = shipped.lines().find(|(_, line)| line.id == id) else {
            return Err("这一句已不在话术里，没有保存。请刷新后再试。".to_owned());
        };
        let text = line.text.as_str().to_owned();
        let at = self.lines.iter().position(|edit| edit.id == id).unwrap_or_else(|| {
            let (id, shipped) = (id.to_owned(), String::new());
            self.lines.push(LineEdit { id, text: None, shipped, off: false, usage: None });
            self.lines.len() - 1
        });
        let edit = &mut self.lines[at];
        edit.shipped = text;
        Ok(edit)
    }

    fn write(&mut self, id: &str, text: Template, shipped: &Library) -> Result<(), String> {
        if let Some(own) = self.own_text(id) {
            *own = text;
            return Ok(());
        }
        let edit = self.line(id, shipped)?;
        edit.text = (text.as_str() != edit.shipped).then_some(text);
        Ok(())
    }

    /// For whom and when: an own sentence is changed itself, in a block of its own.
    fn offer(&mut self, id: &str, usage: Usage, shipped: &Library) -> Result<(), String> {
        let told = self.situations.iter_mut().flat_map(|situation| &mut situation.say);
        let mut told = told.chain(self.added.iter_mut().flat_map(|added| &mut added.say));
        if let Some(own) = told.find(|line| line.id == id) {
            usage.lay_on(own);
            return Ok(());
        }
        let found = self.blocks.iter().enumerate().find_map(|(at, block)| {
            let line = block.lines.iter().find(|line| line.id == id)?;
            Some((at, usage.lay(block, line)))
        });
        if let Some((at, laid)) = found {
            self.blocks[at].lines.retain(|line| line.id != id);
            self.blocks.insert(at, laid);
            return Ok(());
        }
        let before = shipped.lines().find(|(_, line)| line.id == id);
        let before = before.map(|(block, line)| Usage::of(block, line));
        self.line(id, shipped)?.usage = Some(usage).filter(|usage| before.as_ref() != Some(usage));
        Ok(())
    }

    fn own_text(&mut self, id: &str) -> Option<&mut Template> {
        let general = self.blocks.iter_mut().flat_map(|block| &mut block.lines);
        let general = general.map(|line| (&line.id, &mut line.text));
        let added = self.added.iter_mut().flat_map(|added| &mut added.say);
        let situations = self.situations.iter_mut().flat_map(|situation| &mut situation.say);
        let told = added.chain(situations).map(|line| (&line.id, &mut line.text));
        general.chain(told).find(|(own, _)| *own == id).map(|(_, text)| text)
    }

    fn add(&mut self, spot: PhrasePlace, text: Template, usage: &Usage, shipped: &Library) {
        let taken = |id: &String| self.is_own(id) || shipped.lines().any(|(_, line)| line.id == *id);
        let id = (1..).map(|number| format!("own-{number}")).find(|id| !taken(id)).unwrap_or_default();
        match spot.situation {
            None => {
                let line = Line {
                    id,
                    text,
                    part: usage.part,
                    level: usage.level,
                    never_first: false,
                    needs_approval: false,
                    when: Condition::default(),
                    ledger: Vec::new(),
                    house: false,
                };
                self.blocks.push(usage.lay(&Block::of(spot.step), &line));
            }
            Some(situation) => {
                let mut utterance = Utterance {
                    id,
                    step: spot.step,
                    also: Vec::new(),
                    text,
                    part: usage.part,
                    channels: Vec::new(),
                    moods: Vec::new(),
                    level: usage.level,
                    when: Condition::default(),
                    never_first: false,
                    needs_approval: false,
                    ledger: Vec::new(),
                    house: false,
                };
                usage.lay_on(&mut utterance);
                self.added_to(situation).say.push(utterance);
            }
        }
    }

    fn added_to(&mut self, situation: SituationCode) -> &mut Added {
        let at = self.added.iter().position(|added| added.situation == situation).unwrap_or_else(|| {
            self.added.push(Added { situation, say: Vec::new(), mind: Vec::new() });
            self.added.len() - 1
        });
        &mut self.added[at]
    }

    fn remove(&mut self, id: &str) {
        self.blocks.iter_mut().for_each(|block| block.lines.retain(|line| line.id != id));
        self.added.iter_mut().for_each(|added| added.say.retain(|line| line.id != id));
        self.situations.iter_mut().for_each(|own| own.say.retain(|line| line.id != id));
    }

    /// A point of one's own is changed itself, a shipped one laid over.
    fn point(
        &mut self,
        spot: PhrasePlace,
        before: String,
        after: Option<String>,
        shipped: &Library,
    ) -> Result<(), String> {
        let after = after.map(wording).transpose()?;
        let mut lists = self.own_points(&spot);
        if let Some(list) = lists.iter_mut().find(|list| list.contains(&before)) {
            match after {
                Some(text) => list.iter_mut().filter(|own| **own == before).for_each(|own| {
                    own.clone_from(&text);
                }),
                None => list.retain(|own| *own != before),
            }
            return Ok(());
        }
        let laid = self.points.iter_mut().find(|edit| {
            edit.spot == spot && (edit.shipped == before || edit.text.as_ref() == Some(&before))
        });
        match laid {
            Some(edit) => edit.text = after,
            None => {
                let dont = edit::points_at(shipped, &spot).any(|(dont, text)| dont && *text == before);
                self.points.push(PointEdit { spot, shipped: before, dont, text: after });
            }
        }
        self.points.retain(|edit| edit.text.as_ref() != Some(&edit.shipped));
        Ok(())
    }

    fn keep_point(&mut self, spot: PhrasePlace, shipped: &str, now: Option<String>) {
        let found = self.points.iter().position(|edit| edit.spot == spot && edit.shipped == shipped);
        let Some(at) = found else { return };
        match (now, &self.points[at].text) {
            (Some(now), _) => self.points[at].shipped = now,
            (None, None) => drop(self.points.remove(at)),
            (None, Some(_)) => {
                let edit = self.points.remove(at);
                self.add_point(spot, edit.dont, edit.text.unwrap_or_default());
            }
        }
    }

    fn own_points(&mut self, spot: &PhrasePlace) -> Vec<&mut Vec<String>> {
        let blocks =
            self.blocks.iter_mut().filter(|block| spot.situation.is_none() && block.step == spot.step);
        let general = blocks.flat_map(|block| [&mut block.dos, &mut block.donts]);
        let added = self.added.iter_mut().filter(|added| Some(&added.situation) == spot.situation.as_ref());
        let minds = added.flat_map(|added| &mut added.mind).filter(|mind| mind.step == spot.step);
        general.chain(minds.flat_map(|mind| [&mut mind.dos, &mut mind.donts])).collect()
    }

    fn add_point(&mut self, spot: PhrasePlace, dont: bool, text: String) {
        let (dos, donts) = if dont { (Vec::new(), vec![text]) } else { (vec![text], Vec::new()) };
        match spot.situation {
            None => self.blocks.push(Block { dos, donts, ..Block::of(spot.step) }),
            Some(situation) => {
                self.added_to(situation).mind.push(Advice { step: spot.step, branch: None, dos, donts });
            }
        }
    }

    /// Nothing empty is kept.
    fn tidy(&mut self) {
        self.blocks
            .retain(|block| !(block.lines.is_empty() && block.dos.is_empty() && block.donts.is_empty()));
        for added in &mut self.added {
            added.mind.retain(|mind| !(mind.dos.is_empty() && mind.donts.is_empty()));
        }
        self.added.retain(|added| !(added.say.is_empty() && added.mind.is_empty()));
        self.entries.retain(|edit| edit.off || !edit.fields.is_empty());
    }
}

fn wording(text: String) -> Result<String, String> {
    let text = text.trim().to_owned();
    if text.is_empty() { Err("请先写内容，没有保存。".to_owned()) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::step::Step;

    fn template(text: &str) -> Template {
        Template::new(text).unwrap()
    }

    fn made(changes: Vec<Change>) -> (Edits, Library) {
        let mut edits = Edits::default();
        for change in changes {
            edits.make(change, Library::shipped()).unwrap();
        }
        let library = edits.apply(Library::shipped()).unwrap();
        (edits, library)
    }

    fn says(library: &Library, text: &str) -> bool {
        library.lines().any(|(_, line)| line.text.as_str() == text)
    }

    #[test]
    fn a_changed_sentence_goes_back_to_the_shipped_one() {
        let id = || "greet-p1".to_owned();
        let (mut edits, library) = made(vec![Change::Text { id: id(), text: template("您请讲。") }]);
        assert!(says(&library, "您请讲。") && !edits.is_own("greet-p1"));
        edits.make(Change::Restore { id: id() }, Library::shipped()).unwrap();
        assert_eq!(edits, Edits::default());
        edits.make(Change::Switch { id: id(), off: true }, Library::shipped()).unwrap();
        edits.make(Change::Switch { id: id(), off: false }, Library::shipped()).unwrap();
        assert_eq!(edits, Edits::default(), "nothing is kept of what was taken back");
        let lost = Change::Switch { id: "gone".into(), off: true };
        assert!(edits.make(lost, Library::shipped()).unwrap_err().contains("没有保存"));
    }

    #[test]
    fn own_sentences_stand_in_general_or_in_a_situation() {
        let general = PhrasePlace { step: Step::Greet, situation: None };
        let lift = PhrasePlace { step: Step::Ask, situation: SituationCode::new("E3") };
        let (mut edits, library) = made(vec![
            Change::Add { spot: general, text: template("您好，我在听。"), usage: Box::default() },
            Change::Add {
                spot: lift.clone(), text: template("现在里面有人吗？"), usage: Box::default()
            },
            Change::AddPoint { spot: lift.clone(), dont: true, text: "说“等等看”".into() },
        ]);
        assert!(says(&library, "您好，我在听。") && says(&library, "现在里面有人吗？"));
        assert!(edits.is_own("own-1") && edits.is_own("own-2"));
        let own = |library: &Library| {
            let code = SituationCode::new("E3").unwrap();
            library
                .situation(&code)
                .unwrap()
                .mind
                .iter()
                .any(|mind| mind.donts.contains(&"说“等等看”".to_owned()))
        };
        assert!(own(&library));
        edits
            .make(Change::Text { id: "own-2".into(), text: template("里面有人吗？") }, Library::shipped())
            .unwrap();
        let again = edits.apply(Library::shipped()).unwrap();
        assert!(says(&again, "里面有人吗？") && !says(&again, "现在里面有人吗？"));
        let gone = Change::Point { spot: lift, before: "说“等等看”".into(), after: None };
        for change in [gone, Change::Remove { id: "own-1".into() }, Change::Remove { id: "own-2".into() }] {
            edits.make(change, Library::shipped()).unwrap();
        }
        assert_eq!(edits, Edits::default());
    }

    #[test]
    fn a_shipped_point_is_laid_over_and_comes_back() {
        let block = Library::shipped().blocks().iter().find(|block| !block.dos.is_empty()).unwrap();
        let (spot, shipped) = (PhrasePlace { step: block.step, situation: None }, block.dos[0].clone());
        let point = |before: &str, after: Option<&str>| Change::Point {
            spot: spot.clone(),
            before: before.to_owned(),
            after: after.map(str::to_owned),
        };
        let (mut edits, library) =
            made(vec![point(&shipped, Some("先递水")), point("先递水", Some("先让座"))]);
        let has = |library: &Library, text: &str| {
            library.blocks().iter().any(|one| one.step == spot.step && one.dos.iter().any(|own| own == text))
        };
        assert!(has(&library, "先让座") && !has(&library, &shipped));
        assert_eq!(edits.points.len(), 1);
        assert!(edits.make(point("先让座", Some("  ")), Library::shipped()).is_err());
        edits.make(Change::RestorePoint { spot: spot.clone(), shipped }, Library::shipped()).unwrap();
        assert_eq!(edits, Edits::default());
    }
}
