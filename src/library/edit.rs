//! A supervisor's changes to the shipped library, kept apart from it so that they survive an update of the
//! program, and how they are worked in. `apply_change` makes one. Ledger 12-70.

use serde::{Deserialize, Serialize};

use serde_json::Value;

use crate::domain::code::SituationCode;
use crate::library::approval::{Subject, Verdict};
use crate::library::card::{Cards, Note, Procedure, Relief, WordCard};
use crate::library::danger::DangerCard;
use crate::library::drill::DrillScript;
use crate::library::key::EntryKind;
use crate::library::measure;
use crate::library::phrase::{Block, Line};
use crate::library::shelf::{Error, Library};
use crate::library::situation::{Advice, Situation, Utterance};
use crate::library::step::Step;
use crate::library::usage::Usage;
use crate::library::variable::Template;

/// What a supervisor changed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Edits {
    /// Changed or switched-off sentences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LineEdit>,
    /// Blocks of new sentences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// Entries that are switched off, and changed fields of shipped ones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<EntryEdit>,
    /// New situations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub situations: Vec<Situation>,
    /// New words of the formula.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<WordCard>,
    /// New procedures.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub procedures: Vec<Procedure>,
    /// New notes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// New relief cards.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reliefs: Vec<Relief>,
    /// New danger cards.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dangers: Vec<DangerCard>,
    /// New scripted owners.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub drills: Vec<DrillScript>,
    /// Changed or switched-off do's and don'ts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<PointEdit>,
    /// New sentences, do's and don'ts of situations that are otherwise left as shipped.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<Added>,
    /// What was decided of what needs approval (ledger 12-67).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub verdicts: Vec<Verdict>,
}

/// A step, of the talk in general or of a situation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhrasePlace {
    /// The step.
    pub step: Step,
    /// The situation; absent for the talk in general.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub situation: Option<SituationCode>,
}

/// What was done to one shipped do or don't.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointEdit {
    /// Where it stands.
    pub spot: PhrasePlace,
    /// The shipped text; when an update changed it, this edit waits to be compared.
    pub shipped: String,
    /// It is a don't.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub dont: bool,
    /// The new text; switched off when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What was added to a shipped situation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Added {
    /// The situation.
    pub situation: SituationCode,
    /// Sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub say: Vec<Utterance>,
    /// Do's and don'ts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mind: Vec<Advice>,
}

/// What was done to one shipped sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineEdit {
    /// Id of the sentence.
    pub id: String,
    /// The new text; the shipped one when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Template>,
    /// The shipped text when this was written, to compare with after an update.
    pub shipped: String,
    /// Switched off.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub off: bool,
    /// For whom and when it is offered; as shipped when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub usage: Option<Usage>,
}

impl Edits {
    /// The library with the changes worked in. A change of a sentence that an update took away is left out.
    ///
    /// # Errors
    /// When a step would be left without a sentence or an id stands twice.
    pub fn apply(&self, shipped: &Library) -> Result<Library, Error> {
        let mut blocks = shipped.blocks().to_vec();
        let mut moved = Vec::new();
        for block in &mut blocks {
            block.lines.retain(|line| !self.is_off(&line.id));
            block.lines.iter_mut().for_each(|line| self.change(&line.id, &mut line.text, &mut line.house));
            let laid =
                block.lines.iter().filter_map(|line| Some(self.usage_laid(&line.id)?.lay(block, line)));
            moved.extend(laid.collect::<Vec<_>>());
            block.lines.retain(|line| self.usage_laid(&line.id).is_none());
            let step = block.step;
            self.change_points(step, None, &mut block.dos);
            self.change_points(step, None, &mut block.donts);
        }
        moved.extend(self.blocks.iter().cloned());
        moved.iter_mut().flat_map(|block| &mut block.lines).for_each(|line| line.house = true);
        // Behind the shipped ones, whose places tell them apart when the library is carried to another counter.
        blocks.extend(moved);
        for block in &mut blocks {
            block.lines.retain_mut(|line| self.is_let(&line.id, &line.text, &mut line.needs_approval));
        }
        let mut situations = self.in_force::<Situation>(shipped);
        for situation in &mut situations {
            situation.say.retain(|line| !self.is_off(&line.id));
            for line in &mut situation.say {
                self.change(&line.id, &mut line.text, &mut line.house);
                if let Some(usage) = self.usage_laid(&line.id) {
                    usage.lay_on(line);
                    line.house = true;
                }
            }
            for mind in &mut situation.mind {
                self.change_points(mind.step, Some(&situation.id), &mut mind.dos);
                self.change_points(mind.step, Some(&situation.id), &mut mind.donts);
            }
            for added in self.added.iter().filter(|added| added.situation == situation.id) {
                let own = added.say.iter().cloned();
                situation.say.extend(own.map(|line| Utterance { house: true, ..line }));
                situation.mind.extend(added.mind.iter().cloned());
            }
            situation.say.retain_mut(|line| self.is_let(&line.id, &line.text, &mut line.needs_approval));
            let code = situation.id.clone();
            situation.steps.retain_mut(|act| {
                let verdict = act.approve.then(|| self.verdict_on(&Subject::measure(&code, &act.what)));
                let approved = verdict.flatten().map(|verdict| verdict.approved);
                act.approve &= approved.is_none();
                approved != Some(false)
            });
        }
        let cards = Cards {
            words: self.in_force(shipped),
            procedures: self.in_force(shipped),
            reliefs: self.in_force(shipped),
            pause: self.in_force(shipped).pop().unwrap_or_else(|| shipped.cards().pause.clone()),
            notes: self.in_force(shipped),
            dangers: self.in_force(shipped),
            drills: self.in_force(shipped),
        };
        Library::new(blocks, situations, cards)
    }

    /// What `measure` finds in the changed and new sentences, each with its id; nothing is refused for it.
    pub fn faults(&self) -> Vec<(String, String)> {
        let changed = self.lines.iter().filter_map(|edit| Some((&edit.id, edit.text.as_ref()?)));
        let added = self.blocks.iter().flat_map(|block| &block.lines);
        let told = self.situations.iter().flat_map(|situation| &situation.say);
        let told = told.chain(self.added.iter().flat_map(|added| &added.say));
        changed
            .chain(added.map(|line| (&line.id, &line.text)))
            .chain(told.map(|line| (&line.id, &line.text)))
            .flat_map(|(id, text)| {
                measure::faults(text.as_str()).into_iter().map(move |fault| (id.clone(), fault))
            })
            .collect()
    }

    fn change_points(&self, step: Step, situation: Option<&SituationCode>, points: &mut Vec<String>) {
        for edit in &self.points {
            if edit.spot.step != step || edit.spot.situation.as_ref() != situation {
                continue;
            }
            match &edit.text {
                None => points.retain(|point| *point != edit.shipped),
                Some(text) => {
                    points.iter_mut().filter(|point| **point == edit.shipped).for_each(|point| {
                        point.clone_from(text);
                    });
                }
            }
        }
    }

    fn is_off(&self, id: &str) -> bool {
        self.lines.iter().any(|edit| edit.id == id && edit.off)
    }

    fn change(&self, id: &str, text: &mut Template, house: &mut bool) {
        let edit = self.lines.iter().find(|edit| edit.id == id);
        if let Some(own) = edit.and_then(|edit| edit.text.as_ref()) {
            text.clone_from(own);
            *house = true;
        }
    }

    /// Whether a sentence was not refused; one that was approved waits no longer.
    /// What was decided of these very words.
    pub fn verdict_on(&self, subject: &Subject) -> Option<&Verdict> {
        self.verdicts.iter().find(|verdict| verdict.subject == *subject)
    }

    fn is_let(&self, id: &str, text: &Template, needs_approval: &mut bool) -> bool {
        let verdict = needs_approval.then(|| self.verdict_on(&Subject::line(id, text))).flatten();
        *needs_approval &= verdict.is_none();
        verdict.is_none_or(|verdict| verdict.approved)
    }

    /// What is laid over a shipped sentence of for whom and when it is offered.
    pub fn usage_laid(&self, id: &str) -> Option<&Usage> {
        self.lines.iter().find(|edit| edit.id == id)?.usage.as_ref()
    }

    /// For whom and when a sentence is offered, as it stands here, an own one or a shipped one.
    pub fn usage_of(&self, id: &str, shipped: &Library) -> Option<Usage> {
        let among = |blocks: &[Block]| {
            let all = blocks.iter().flat_map(|block| block.lines.iter().map(move |line| (block, line)));
            all.clone().find(|(_, line)| line.id == id).map(|(block, line)| Usage::of(block, line))
        };
        let own = self.situations.iter().flat_map(|situation| &situation.say);
        let mut own = own.chain(self.added.iter().flat_map(|added| &added.say));
        let shipped = || shipped.lines().find(|(_, line)| line.id == id);
        self.usage_laid(id)
            .cloned()
            .or_else(|| among(&self.blocks))
            .or_else(|| own.find(|line| line.id == id).map(Usage::from))
            .or_else(|| shipped().map(|(block, line): (&Block, &Line)| Usage::of(block, line)))
    }
}

/// The text of a sentence, if the library has it.
pub fn text_of<'a>(library: &'a Library, id: &str) -> Option<&'a Template> {
    library.lines().find(|(_, line)| line.id == id).map(|(_, line)| &line.text)
}

/// The do's and don'ts that stand at a place, each with whether it is a don't.
pub fn points_at<'a>(
    library: &'a Library,
    spot: &'a PhrasePlace,
) -> impl Iterator<Item = (bool, &'a String)> {
    let general = library.blocks().iter().filter(|block| spot.situation.is_none() && block.step == spot.step);
    let general = general.map(|block| (&block.dos, &block.donts));
    let own = spot.situation.as_ref().and_then(|code| library.situation(code));
    let own = own.into_iter().flat_map(|situation| &situation.mind).filter(|mind| mind.step == spot.step);
    let lists = general.chain(own.map(|mind| (&mind.dos, &mind.donts)));
    lists.flat_map(|(dos, donts)| {
        dos.iter().map(|text| (false, text)).chain(donts.iter().map(|text| (true, text)))
    })
}

/// What was done to one entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryEdit {
    /// What it is.
    pub kind: EntryKind,
    /// Its code word.
    pub id: String,
    /// Switched off.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub off: bool,
    /// Changed fields of a shipped one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldEdit>,
}

/// What was done to one field of a shipped entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldEdit {
    /// Its key.
    pub key: String,
    /// The shipped value when this was written, to compare with after an update; null when there was none.
    pub shipped: Value,
    /// The new value; null takes it away.
    pub own: Value,
}
