//! 演练剧本: an owner who speaks line by line, what a good answer to each contains. Shipped in `assets/library/drills.toml`, changed by the supervisor like cards. Ledger 17-04, 17-06,
//! 17-08 to 17-12.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::domain::code::{CaseKind, Channel, Emotion, Flag, SituationCode, Title};
use crate::domain::drill::{Dimension, DrillTick};
use crate::library::moment::Turn;
use crate::library::step::Step;

/// A scripted owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrillScript {
    /// Code word.
    pub id: String,
    /// What it is about.
    pub name: String,
    /// What is brought to the counter.
    pub kind: CaseKind,
    /// At the counter or by telephone.
    pub channel: Channel,
    /// Its situation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub situation: Option<SituationCode>,
    /// The invented owner's name.
    pub owner: String,
    /// How he is addressed.
    #[serde(default = "unknown")]
    pub title: Title,
    /// His room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// Who he is and how he comes; read by whoever plays him.
    pub person: String,
    /// What he said when he first came with it, where the talk is a later one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// 隐性需求: what he wants and does not say; shown when it is over. Ledger 17-09.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub wants: String,
    /// Marks of the matter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// He has complained of it before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repeat: bool,
    /// 换位想一想: questions for afterwards. Ledger 17-08.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub think: Vec<String>,
    /// What he says, in order.
    pub turns: Vec<DrillTurn>,
    /// Ledger rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ledger: Vec<String>,
}

/// One thing that the owner says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrillTurn {
    /// His words.
    pub says: String,
    /// His mood.
    pub mood: Emotion,
    /// The step of the talk that answers him.
    pub step: Step,
    /// What happened last in the matter by then.
    #[serde(default = "received", skip_serializing_if = "is_received")]
    pub after: Turn,
    /// Seconds in which it can be answered without haste; the limit of a drill against the clock. Ledger 17-12.
    pub seconds: u32,
    /// What a good answer contains.
    pub ticks: Vec<DrillTick>,
}

fn unknown() -> Title {
    Title::Unknown
}

fn received() -> Turn {
    Turn::Received
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's skip_serializing_if passes a reference")]
fn is_received(turn: &Turn) -> bool {
    *turn == Turn::Received
}

impl DrillScript {
    /// Why it cannot be played as it stands, as a sentence.
    pub fn unplayable(&self) -> Option<String> {
        if self.turns.is_empty() {
            return Some("剧本里业主至少要说一句。".to_owned());
        }
        let bare = self.turns.iter().find(|turn| turn.seconds == 0 || turn.ticks.is_empty());
        if let Some(turn) = bare {
            return Some(format!("业主说「{}」这一句，要写从容作答的秒数和至少一个要点。", turn.says));
        }
        let asked = |of: Dimension| self.turns.iter().flat_map(|turn| &turn.ticks).any(|tick| tick.of == of);
        // 响应速度 is measured by the clock in any case.
        let unasked = Dimension::ALL.iter().find(|one| **one != Dimension::Speed && !asked(**one));
        unasked.map(|one| format!("剧本里没有一个要点属于「{one}」，四个方面都要考到。"))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct DrillFile {
    drill: Vec<DrillScript>,
}

/// The shipped scripts, parsed once.
#[expect(
    clippy::expect_used,
    reason = "the file is compiled in and a test parses it; there is nothing a user could do"
)]
pub fn shipped() -> &'static [DrillScript] {
    static SHIPPED: OnceLock<Vec<DrillScript>> = OnceLock::new();
    SHIPPED.get_or_init(|| {
        let file: DrillFile = toml::from_str(include_str!("../../assets/library/drills.toml"))
            .expect("shipped scripts are well formed");
        file.drill
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_shipped_owners_are_many_and_different_and_each_asks_for_all_four_dimensions() {
        let all = shipped();
        assert!(all.len() >= 8, "{}", all.len());
        let ids: BTreeSet<&str> = all.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids.len(), all.len(), "no id stands twice");
        for one in all {
            assert_eq!(one.unplayable(), None, "{}", one.id);
            assert!(one.turns.len() >= 3 && !one.wants.is_empty() && !one.think.is_empty(), "{}", one.id);
            let ticks = one.turns.iter().flat_map(|turn| &turn.ticks);
            assert!(ticks.clone().any(|tick| tick.of == Dimension::Speed), "{}", one.id);
            assert!(ticks.clone().all(|tick| !tick.said), "{}: nothing is ticked beforehand", one.id);
            for turn in &one.turns {
                assert!((15..=60).contains(&turn.seconds), "{}: {}", one.id, turn.says);
                assert!((2..=5).contains(&turn.ticks.len()), "{}: {}", one.id, turn.says);
            }
        }
        let channels: BTreeSet<Channel> = all.iter().map(|one| one.channel).collect();
        assert!(channels.contains(&Channel::WalkIn) && channels.contains(&Channel::Phone));
        let moods: BTreeSet<Emotion> = all.iter().flat_map(|one| &one.turns).map(|turn| turn.mood).collect();
        assert_eq!(moods.len(), Emotion::ALL.len(), "from calm to agitated");
        let has = |test: &dyn Fn(&DrillScript) -> bool| all.iter().any(test);
        assert!(has(&|one| one.repeat), "a repeat");
        assert!(has(&|one| one.flags.contains(&Flag::Exposure)), "a threat to go to the media");
        assert!(has(&|one| one.flags.contains(&Flag::Group)), "a group");
        assert!(has(&|one| one.turns.iter().any(|turn| turn.step == Step::VisitDeclined)), "a refused visit");
    }

    #[test]
    fn a_script_that_cannot_be_played_says_what_it_lacks() {
        let script = shipped()[0].clone();
        let lacking = |change: &dyn Fn(&mut DrillScript)| {
            let mut script = script.clone();
            change(&mut script);
            script.unplayable().unwrap()
        };
        assert!(lacking(&|one| one.turns.clear()).contains("至少要说一句"));
        assert!(lacking(&|one| one.turns[0].ticks.clear()).contains("至少一个要点"));
        assert!(lacking(&|one| one.turns[0].seconds = 0).contains("秒数"));
        let only_skill = |one: &mut DrillScript| {
            one.turns.iter_mut().flat_map(|turn| &mut turn.ticks).for_each(|tick| tick.of = Dimension::Skill);
        };
        assert!(lacking(&only_skill).contains("情绪管理"));
    }
}
