//! The library as a whole: the shipped files, how they are read, and what makes a library complete.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::domain::code::SituationCode;
use crate::library::card::Cards;
use crate::library::limit::name_limits;
use crate::library::phrase::{Block, Line};
use crate::library::situation::Situation;
use crate::library::situation_likeness::SituationLikeness;
use crate::library::step::{Level, Step};
use crate::library::word_weight::WordWeights;

/// The shipped files of the eleven standards, by name. Ledger groups 1 to 8.
pub const STANDARDS: [(&str, &str); 10] = [
    ("feeling", include_str!("../../assets/library/standards/feeling.toml")),
    ("intake", include_str!("../../assets/library/standards/intake.toml")),
    ("explain", include_str!("../../assets/library/standards/explain.toml")),
    ("escalate", include_str!("../../assets/library/standards/escalate.toml")),
    ("handle", include_str!("../../assets/library/standards/handle.toml")),
    ("idle", include_str!("../../assets/library/standards/idle.toml")),
    ("visit", include_str!("../../assets/library/standards/visit.toml")),
    ("written", include_str!("../../assets/library/standards/written.toml")),
    ("kinds", include_str!("../../assets/library/standards/kinds.toml")),
    ("people", include_str!("../../assets/library/standards/people.toml")),
];

/// The shipped files of situations, by name. Ledger group 12 and the product's own starters.
pub const SITUATIONS: [(&str, &str); 11] = [
    ("vehicles", include_str!("../../assets/library/situations/vehicles.toml")),
    ("facilities", include_str!("../../assets/library/situations/facilities.toml")),
    ("entrances", include_str!("../../assets/library/situations/entrances.toml")),
    ("grounds", include_str!("../../assets/library/situations/grounds.toml")),
    ("homes", include_str!("../../assets/library/situations/homes.toml")),
    ("people", include_str!("../../assets/library/situations/people.toml")),
    ("fees", include_str!("../../assets/library/situations/fees.toml")),
    ("parking", include_str!("../../assets/library/situations/parking.toml")),
    ("next_door", include_str!("../../assets/library/situations/next_door.toml")),
    ("safety", include_str!("../../assets/library/situations/safety.toml")),
    ("daily_life", include_str!("../../assets/library/situations/daily_life.toml")),
];

/// Why a library was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A file could not be read.
    #[error("话术文件「{file}」第{place}处读不懂：{why}")]
    Unreadable {
        /// Name of the file.
        file: String,
        /// Where.
        place: String,
        /// What the parser says.
        why: String,
    },
    /// The same id stands twice.
    #[error("编号「{0}」用了两次")]
    DoubleId(String),
    /// A step would be left without a sentence.
    #[error("「{0}」这一步至少要留一句不限渠道、情绪和条件的话术")]
    Speechless(Step),
}

/// All that can be said.
#[derive(Debug, Clone, PartialEq)]
pub struct Library {
    blocks: Vec<Block>,
    situations: Vec<Situation>,
    cards: Cards,
    own_blocks: BTreeMap<SituationCode, Vec<Block>>,
    telling: WordWeights,
    /// Worked out when it is first asked for: most of a start needs it not.
    likeness: OnceLock<SituationLikeness>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BlockFile {
    block: Vec<Block>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SituationFile {
    situation: Vec<Situation>,
}

impl Library {
    /// A library from its general blocks, its situations and its cards.
    ///
    /// # Errors
    /// When an id stands twice, or a step lacks a basic sentence for all channels, moods and circumstances –
    /// with it, [`say::now`] always has an answer.
    pub fn new(blocks: Vec<Block>, mut situations: Vec<Situation>, cards: Cards) -> Result<Self, Error> {
        let lines = blocks.iter().flat_map(|block| &block.lines).map(|line| line.id.as_str());
        for situation in &mut situations {
            name_limits(&mut situation.limits);
        }
        let own = situations.iter().flat_map(|situation| &situation.say);
        let codes = situations.iter().map(|situation| situation.id.as_str());
        let mut ids = BTreeSet::new();
        for id in lines.chain(own.map(|utterance| utterance.id.as_str())).chain(codes) {
            if !ids.insert(id) {
                return Err(Error::DoubleId(id.to_owned()));
            }
        }
        let general =
            |block: &&Block| block.channels.is_empty() && block.moods.is_empty() && block.when.is_none();
        let first = |line: &Line| line.when.is_none() && line.may_open() && line.level == Level::Basic;
        for step in Step::ALL {
            let mut of_step = blocks.iter().filter(|block| block.step == *step).filter(general);
            if !of_step.any(|block| block.lines.iter().any(first)) {
                return Err(Error::Speechless(*step));
            }
        }
        let own_blocks =
            situations.iter().map(|situation| (situation.id.clone(), situation.blocks())).collect();
        let telling = WordWeights::of(&situations);
        Ok(Self { blocks, situations, cards, own_blocks, telling, likeness: OnceLock::new() })
    }

    /// The shipped library, parsed once.
    #[expect(
        clippy::expect_used,
        reason = "the files are compiled in and a test parses them; there is nothing a user could do"
    )]
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Library> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            let blocks = STANDARDS
                .iter()
                .map(|(name, text)| read_blocks(name, text))
                .collect::<Result<Vec<_>, _>>()
                .expect("shipped phrases are well formed");
            let situations = SITUATIONS
                .iter()
                .map(|(name, text)| read_situations(name, text))
                .collect::<Result<Vec<_>, _>>()
                .expect("shipped situations are well formed");
            Self::new(blocks.concat(), situations.concat(), Cards::shipped().clone())
                .expect("shipped phrases are complete")
        })
    }

    /// The general blocks, of no situation.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The situations, in the order of the files.
    pub fn situations(&self) -> &[Situation] {
        &self.situations
    }

    /// How telling the words of the situations are.
    pub fn telling(&self) -> &WordWeights {
        &self.telling
    }

    /// What the words of the situations and the examples of them have in common.
    pub fn likeness(&self) -> &SituationLikeness {
        self.likeness.get_or_init(|| SituationLikeness::of(&self.situations))
    }

    /// The cards for the staff.
    pub fn cards(&self) -> &Cards {
        &self.cards
    }

    /// The situation of a code.
    pub fn situation(&self, code: &SituationCode) -> Option<&Situation> {
        self.situations.iter().find(|situation| situation.id == *code)
    }

    /// The blocks of a situation, if the library has it.
    pub fn blocks_of(&self, situation: &SituationCode) -> Option<&[Block]> {
        self.own_blocks.get(situation).map(Vec::as_slice)
    }

    /// Every sentence, those of the situations included, with the block it stands in.
    pub fn lines(&self) -> impl Iterator<Item = (&Block, &Line)> {
        self.blocks
            .iter()
            .chain(self.own_blocks.values().flatten())
            .flat_map(|block| block.lines.iter().map(move |line| (block, line)))
    }
}

/// Reads a file of `[[block]]`s.
///
/// # Errors
/// When the text is no such file; says where.
pub fn read_blocks(name: &str, text: &str) -> Result<Vec<Block>, Error> {
    let file: BlockFile = toml::from_str(text).map_err(|error| Error::unreadable(name, text, &error))?;
    Ok(file.block)
}

/// Reads a file of `[[situation]]`s.
///
/// # Errors
/// When the text is no such file; says where.
pub fn read_situations(name: &str, text: &str) -> Result<Vec<Situation>, Error> {
    let file: SituationFile = toml::from_str(text).map_err(|error| Error::unreadable(name, text, &error))?;
    Ok(file.situation)
}

impl Error {
    /// A file that the parser refused, with the line of the trouble.
    pub fn unreadable(name: &str, text: &str, error: &toml::de::Error) -> Self {
        let line = error.span().map_or(0, |span| text[..span.start.min(text.len())].lines().count());
        Self::Unreadable {
            file: name.to_owned(),
            place: format!("{line}行"),
            why: error.message().to_owned(),
        }
    }
}
