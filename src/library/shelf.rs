//! The library as a whole: the shipped files, how they are read, and what makes a library complete.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::domain::code::SituationCode;
use crate::library::phrase::{Block, Line};
use crate::library::step::{Level, Step};

/// The shipped files of the eleven standards, by name. Ledger groups 1 to 8.
pub const STANDARDS: [(&str, &str); 5] = [
    ("intake", include_str!("../../assets/library/standards/intake.toml")),
    ("explain", include_str!("../../assets/library/standards/explain.toml")),
    ("escalate", include_str!("../../assets/library/standards/escalate.toml")),
    ("handle", include_str!("../../assets/library/standards/handle.toml")),
    ("visit", include_str!("../../assets/library/standards/visit.toml")),
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
    #[error("话术编号「{0}」用了两次")]
    DoubleId(String),
    /// A step would be left without a sentence.
    #[error("「{0}」这一步至少要留一句不限渠道、情绪和条件的话术")]
    Speechless(Step),
}

/// All that can be said.
#[derive(Debug, Clone, PartialEq)]
pub struct Library {
    blocks: Vec<Block>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BlockFile {
    block: Vec<Block>,
}

impl Library {
    /// A library from its general blocks.
    ///
    /// # Errors
    /// When an id stands twice, or a step lacks a basic sentence for all channels, moods and circumstances –
    /// with it, [`say::now`] always has an answer.
    pub fn new(blocks: Vec<Block>) -> Result<Self, Error> {
        let mut ids = BTreeSet::new();
        for line in blocks.iter().flat_map(|block| &block.lines) {
            if !ids.insert(line.id.as_str()) {
                return Err(Error::DoubleId(line.id.clone()));
            }
        }
        let general =
            |block: &&Block| block.channels.is_empty() && block.moods.is_empty() && block.when.is_none();
        let first = |line: &Line| line.when.is_none() && !line.never_first && line.level == Level::Basic;
        for step in Step::ALL {
            let mut of_step = blocks.iter().filter(|block| block.step == *step).filter(general);
            if !of_step.any(|block| block.lines.iter().any(first)) {
                return Err(Error::Speechless(*step));
            }
        }
        Ok(Self { blocks })
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
            Self::new(blocks.concat()).expect("shipped phrases are complete")
        })
    }

    /// The general blocks, of no situation.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The blocks of a situation, if the library has it.
    pub fn blocks_of(&self, _situation: &SituationCode) -> Option<&[Block]> {
        None
    }

    /// Every sentence with the block it stands in.
    pub fn lines(&self) -> impl Iterator<Item = (&Block, &Line)> {
        self.blocks.iter().flat_map(|block| block.lines.iter().map(move |line| (block, line)))
    }
}

/// Reads a file of `[[block]]`s.
///
/// # Errors
/// When the text is no such file; says where.
pub fn read_blocks(name: &str, text: &str) -> Result<Vec<Block>, Error> {
    let file: BlockFile = toml::from_str(text).map_err(|error| unreadable(name, text, &error))?;
    Ok(file.block)
}

fn unreadable(name: &str, text: &str, error: &toml::de::Error) -> Error {
    let line = error.span().map_or(0, |span| text[..span.start.min(text.len())].lines().count());
    Error::Unreadable { file: name.to_owned(), place: format!("{line}行"), why: error.message().to_owned() }
}
