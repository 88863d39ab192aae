//! A supervisor's changes to the shipped library, kept apart from it so that they survive an update of the
//! program, and the whole library as one file for other counters. Ledger 12-70.

use serde::{Deserialize, Serialize};

use crate::domain::code::SituationCode;
use crate::library::measure;
use crate::library::phrase::{Block, Line};
use crate::library::shelf::{Error, Library};
use crate::library::situation::{Mind, Situation, Utterance};
use crate::library::step::Step;
use crate::library::variable::Template;

/// What a supervisor changed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Edits {
    /// Changed, approved or switched-off sentences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<LineEdit>,
    /// Blocks of new sentences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// New situations, and shipped ones that were rewritten.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub situations: Vec<Situation>,
    /// Codes of situations that are switched off.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub situations_off: Vec<String>,
    /// Changed or switched-off do's and don'ts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<PointEdit>,
    /// New sentences, do's and don'ts of situations that are otherwise left as shipped.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub added: Vec<Added>,
}

/// A step, of the talk in general or of a situation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spot {
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
    pub spot: Spot,
    /// The shipped text; when an update changed it, this edit no longer counts.
    pub shipped: String,
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
    pub mind: Vec<Mind>,
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
    /// Approved for use (ledger 12-67).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approved: bool,
}

/// The file that carries a library between counters.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LibraryFile {
    format: String,
    version: u32,
    #[serde(default)]
    block: Vec<Block>,
    #[serde(default)]
    situation: Vec<Situation>,
}

const FORMAT: &str = "tingsu-library";

impl Edits {
    /// The library with the changes worked in. A change of a sentence that an update took away is left out.
    ///
    /// # Errors
    /// When a step would be left without a sentence or an id stands twice.
    pub fn apply(&self, shipped: &Library) -> Result<Library, Error> {
        let mut blocks = shipped.blocks().to_vec();
        for block in &mut blocks {
            block.lines.retain(|line| !self.is_off(&line.id));
            for line in &mut block.lines {
                self.change(&line.id, &mut line.text, &mut line.needs_approval);
            }
            let step = block.step;
            self.change_points(step, None, &mut block.dos);
            self.change_points(step, None, &mut block.donts);
        }
        blocks.extend(self.blocks.iter().cloned());
        let rewritten = |situation: &Situation| {
            let own = self.situations.iter().find(|own| own.id == situation.id);
            own.unwrap_or(situation).clone()
        };
        let mut situations: Vec<Situation> = shipped.situations().iter().map(rewritten).collect();
        let added = self.situations.iter().filter(|own| shipped.situation(&own.id).is_none());
        situations.extend(added.cloned());
        situations.retain(|situation| !self.situations_off.iter().any(|off| off == situation.id.as_str()));
        for situation in &mut situations {
            situation.say.retain(|line| !self.is_off(&line.id));
            for line in &mut situation.say {
                self.change(&line.id, &mut line.text, &mut line.needs_approval);
            }
            for mind in &mut situation.mind {
                self.change_points(mind.step, Some(&situation.id), &mut mind.dos);
                self.change_points(mind.step, Some(&situation.id), &mut mind.donts);
            }
            for added in self.added.iter().filter(|added| added.situation == situation.id) {
                situation.say.extend(added.say.iter().cloned());
                situation.mind.extend(added.mind.iter().cloned());
            }
        }
        Library::new(blocks, situations)
    }

    /// Sentences that were changed here and whose shipped text is another one since, with that text.
    pub fn outdated<'a>(&'a self, shipped: &'a Library) -> Vec<(&'a LineEdit, &'a Template)> {
        self.lines
            .iter()
            .filter(|edit| edit.text.is_some())
            .filter_map(|edit| {
                let now = text_of(shipped, &edit.id)?;
                (now.as_str() != edit.shipped).then_some((edit, now))
            })
            .collect()
    }

    /// The changes that make the shipped library into the other one; a sentence that the other one lacks is
    /// switched off.
    pub fn between(shipped: &Library, other: &Library) -> Self {
        let mut edits = Self::default();
        let gone: Vec<&Situation> = shipped
            .situations()
            .iter()
            .filter(|situation| other.situation(&situation.id).is_none())
            .collect();
        edits.situations_off = gone.iter().map(|situation| situation.id.to_string()).collect();
        let told_by_gone =
            |id: &str| gone.iter().any(|situation| situation.say.iter().any(|line| line.id == id));
        for (_, line) in shipped.lines().filter(|(_, line)| !told_by_gone(&line.id)) {
            let now = other.lines().map(|(_, line)| line).find(|now| now.id == line.id);
            edits.lines.extend(difference(line, now));
        }
        for block in other.blocks() {
            let mut new = block.clone();
            new.lines.retain(|line| text_of(shipped, &line.id).is_none());
            new.dos.retain(|point| !has_point(shipped, block.step, point));
            new.donts.retain(|point| !has_point(shipped, block.step, point));
            if !(new.lines.is_empty() && new.dos.is_empty() && new.donts.is_empty()) {
                edits.blocks.push(new);
            }
        }
        for (step, point) in general_points(shipped) {
            let spot = Spot { step, situation: None };
            let gone = PointEdit { spot, shipped: point.clone(), text: None };
            if !has_point(other, step, point) && !edits.points.contains(&gone) {
                edits.points.push(gone);
            }
        }
        let with_lines = edits.apply(shipped).unwrap_or_else(|_| shipped.clone());
        let others = other.situations().iter();
        edits.situations = others
            .filter(|situation| with_lines.situation(&situation.id) != Some(situation))
            .cloned()
            .collect();
        edits
    }

    /// What the ruler finds in the changed and new sentences, each with its id; nothing is refused for it.
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

    fn change(&self, id: &str, text: &mut Template, needs_approval: &mut bool) {
        let Some(edit) = self.lines.iter().find(|edit| edit.id == id) else {
            return;
        };
        if let Some(own) = &edit.text {
            text.clone_from(own);
        }
        *needs_approval &= !edit.approved;
    }
}

/// The edit that makes one line into the other, if they differ.
fn difference(line: &Line, now: Option<&Line>) -> Option<LineEdit> {
    let edit = LineEdit {
        id: line.id.clone(),
        text: now.filter(|now| now.text != line.text).map(|now| now.text.clone()),
        shipped: line.text.as_str().to_owned(),
        off: now.is_none(),
        approved: line.needs_approval && now.is_some_and(|now| !now.needs_approval),
    };
    (edit.text.is_some() || edit.off || edit.approved).then_some(edit)
}

/// The do's and don'ts of no situation, with their steps.
fn general_points(library: &Library) -> impl Iterator<Item = (Step, &String)> {
    library
        .blocks()
        .iter()
        .flat_map(|block| block.dos.iter().chain(&block.donts).map(move |point| (block.step, point)))
}

fn has_point(library: &Library, step: Step, point: &str) -> bool {
    general_points(library).any(|(at, text)| at == step && text == point)
}

fn text_of<'a>(library: &'a Library, id: &str) -> Option<&'a Template> {
    library.lines().find(|(_, line)| line.id == id).map(|(_, line)| &line.text)
}

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
/// When the text is no such file, is of a later version, or leaves a step without a sentence.
pub fn read(name: &str, text: &str) -> Result<Library, Error> {
    let file: LibraryFile = toml::from_str(text).map_err(|error| Error::unreadable(name, text, &error))?;
    if file.format != FORMAT || file.version != 1 {
        return Err(Error::Unreadable {
            file: name.to_owned(),
            place: "1行".to_owned(),
            why: format!("应是 {FORMAT} 第1版，文件写的是 {} 第{}版", file.format, file.version),
        });
    }
    Library::new(file.block, file.situation)
}
