//! A situation (场景): what a leaf of the scenario library holds, from the owner's expectations to the papers.
//! Its time limits stand in `limit`, the search for one in `find`. Ledger group 12.

use serde::{Deserialize, Serialize};

use crate::domain::code::{Category, Channel, Class, ClassIIPart, Content, Emotion, SituationCode, Urgency};
use crate::library::limit::Limit;
use crate::library::phrase::{Block, Condition, Line, Part, is_matter, matter};
use crate::library::step::{Level, Step};
use crate::library::text::InternalText;
use crate::library::variable::Template;
use crate::library::word_match::heard;

/// Where a situation comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// One of the 22 leaves of ledger group 12.
    #[default]
    Source,
    /// The product's own starter situation.
    Product,
}

/// A leaf of the scenario library.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Situation {
    /// `V2b`.
    pub id: SituationCode,
    /// The scenario it belongs to, `车位信息更新不及时`; empty when it stands for itself.
    #[serde(default)]
    pub scenario: String,
    /// Its own name, short enough for a chip.
    pub name: String,
    /// How one speaks of the matter to the owner: `电梯的事`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub topic: String,
    /// What else it is called when the owner said one of these words, the first that holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<NamedBy>,
    /// What the owner waits to hear of it: `几时来水`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub awaits: Vec<NamedBy>,
    /// What he waits for once it is agreed what is done, where that is something else: `哪天退到账`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<NamedBy>,
    /// Words that owners use for it, the sources' odd terms included.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub synonyms: Vec<String>,
    /// Words that tell that it is something else: a socket has no meter to look at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unlike: Vec<String>,
    /// From the sources or the product's own.
    #[serde(default)]
    pub origin: Origin,
    /// Usual row of the statistics; changeable on the case.
    pub category: Category,
    /// Usual responsibility class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Class>,
    /// Usual part of class II.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class_ii_part: Option<ClassIIPart>,
    /// Usual content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Content>,
    /// Usual urgency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgency: Option<Urgency>,
    /// Why and how the identity is checked before anything is opened or given out. Ledger 03-15.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<String>,
    /// The question that decides how to go on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<Question>,
    /// What the owner expects; internal until voiced.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expectations: Vec<Expectation>,
    /// What is done, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Act>,
    /// Time limits and cadences that choosing it sets. Ledger 12-68.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<Limit>,
    /// Hours after 处理完成 within which the return visit is owed, where it is not the general time. Rules §4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit_hours: Option<u32>,
    /// Who is called in. Ledger 20-17 to 20-32.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// What is collected as evidence. Ledger 09-11.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// Papers that go with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub papers: Vec<String>,
    /// Suggestions for the centre only. Ledger 12-69.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub internal: Vec<InternalText>,
    /// Risk tips.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub risks: Vec<InternalText>,
    /// Ledger rows it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ledger: Vec<String>,
    /// Its sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub say: Vec<Utterance>,
    /// Its do's and don'ts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mind: Vec<Advice>,
}

/// How one speaks of something when the owner used one of these words; always when there are none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedBy {
    /// The words of the owner.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub said: Vec<String>,
    /// What one says.
    pub name: String,
}

impl NamedBy {
    /// The first that fits what the owner said.
    pub fn first<'a>(all: &'a [Self], words: &str) -> Option<&'a str> {
        let fits = |one: &&Self| one.said.is_empty() || one.said.iter().any(|word| heard(words, word));
        all.iter().find(fits).map(|one| one.name.as_str())
    }
}

/// The question a situation asks first, and where each answer leads.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// What the receptionist has to find out.
    #[serde(default)]
    pub text: String,
    /// The answers.
    #[serde(default)]
    pub answers: Vec<Answer>,
}

/// One answer to a situation's question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Code word, used as `branch` in conditions, steps and limits.
    #[serde(default)]
    pub id: String,
    /// The answer on the screen.
    pub label: String,
    /// The situation that this answer makes of it; pressing it chooses that one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub situation: Option<SituationCode>,
    /// A further question that this answer opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Box<Question>>,
}

impl Question {
    /// Every answer, those of further questions included.
    pub fn all_answers(&self) -> Vec<&Answer> {
        self.answers
            .iter()
            .flat_map(|answer| {
                let further = answer.next.as_ref().map(|next| next.all_answers());
                std::iter::once(answer).chain(further.unwrap_or_default())
            })
            .collect()
    }
}

/// What the owner expects.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectation {
    /// The expectation; internal as long as the owner has not voiced it (rules §10).
    pub text: InternalText,
    /// Never to be suggested to an owner who has not raised it. Ledger 06-32, 12-05.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub never_suggest: bool,
}

/// One thing that is done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// What is done.
    #[serde(rename = "do")]
    pub what: String,
    /// Who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// Only after this answer to the question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// A supervisor has to approve it for this counter before it is done (ledger 12-67).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approve: bool,
}

/// A sentence of a situation, with the step it belongs to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Utterance {
    /// Stable id, unique in the whole library.
    pub id: String,
    /// The step.
    pub step: Step,
    /// Further steps at which it may be said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Step>,
    /// The sentence.
    pub text: Template,
    /// Which part of a sentence it is; the matter when absent.
    #[serde(default = "matter", skip_serializing_if = "is_matter")]
    pub part: Part,
    /// Channels it is made for; all when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Channel>,
    /// Moods it is made for; all when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moods: Vec<Emotion>,
    /// Level; basic when absent.
    #[serde(default = "basic")]
    pub level: Level,
    /// Circumstances in which alone it may be said.
    #[serde(default, skip_serializing_if = "Condition::is_none")]
    pub when: Condition,
    /// Only as an alternative.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub never_first: bool,
    /// A supervisor has to approve it before use (ledger 12-67).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub needs_approval: bool,
    /// Ledger rows it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ledger: Vec<String>,
    /// The counter wrote or changed it; see [`Line::house`].
    #[serde(skip)]
    pub house: bool,
}

fn basic() -> Level {
    Level::Basic
}

/// Do's and don'ts of a situation at a step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Advice {
    /// The step.
    pub step: Step,
    /// Only after this answer to the question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// 要点.
    #[serde(default, rename = "do", skip_serializing_if = "Vec::is_empty")]
    pub dos: Vec<String>,
    /// 切忌.
    #[serde(default, rename = "dont", skip_serializing_if = "Vec::is_empty")]
    pub donts: Vec<String>,
}

impl Act {
    /// What is done and by whom, in one line.
    fn line(&self) -> String {
        let who = self.who.as_ref().map(|who| format!("（{who}）")).unwrap_or_default();
        let waits = if self.approve { "——客服主任还没批，先问一声" } else { "" };
        format!("{}{who}{waits}", self.what)
    }
}

impl AsRef<Situation> for Situation {
    fn as_ref(&self) -> &Situation {
        self
    }
}

impl Situation {
    /// Its sentences and points as blocks, the form in which `say` chooses.
    pub fn blocks(&self) -> Vec<Block> {
        let sentences = self.say.iter().map(|utterance| Block {
            step: utterance.step,
            also: utterance.also.clone(),
            channels: utterance.channels.clone(),
            moods: utterance.moods.clone(),
            when: Condition::default(),
            lines: vec![Line {
                id: utterance.id.clone(),
                text: utterance.text.clone(),
                part: utterance.part,
                level: utterance.level,
                never_first: utterance.never_first,
                needs_approval: utterance.needs_approval,
                when: utterance.when.clone(),
                ledger: utterance.ledger.clone(),
                house: utterance.house,
            }],
            dos: Vec::new(),
            donts: Vec::new(),
            internal: Vec::new(),
            ledger: Vec::new(),
        });
        let points = self.mind.iter().map(|mind| Block {
            step: mind.step,
            also: Vec::new(),
            channels: Vec::new(),
            moods: Vec::new(),
            when: Condition { branch: mind.branch.clone(), ..Condition::default() },
            lines: Vec::new(),
            dos: mind.dos.clone(),
            donts: mind.donts.clone(),
            internal: Vec::new(),
            ledger: Vec::new(),
        });
        sentences.chain(points).collect()
    }

    /// What belongs to a step of the talk beside the points of the blocks: the identity check before anything is
    /// opened or given out (ledger 03-15), then whom to call and what to keep as evidence (ledger 09-11).
    pub fn reminders(&self, step: Step) -> (Option<String>, Option<String>) {
        let list = |head: &str, items: &[String]| {
            (!items.is_empty()).then(|| format!("{head}：{}", items.join("、")))
        };
        let talks = [Step::Listen, Step::Ask, Step::Restate, Step::Explain, Step::Promise];
        let identity = self.identity.as_ref().filter(|_| talks.contains(&step));
        let after = match step {
            Step::Ask | Step::Restate => list("要留的凭据", &self.evidence),
            Step::Explain | Step::Promise | Step::Investigate => list("要叫上", &self.roles),
            _ => None,
        };
        (identity.map(|check| format!("先核实身份：{check}")), after)
    }

    /// What an answer to the question of an urgent situation asks for at once, before anything is written down:
    /// rescue first. Ledger 12-32.
    pub fn at_once(&self, answer: &str) -> Vec<String> {
        let urgent = self.urgency == Some(Urgency::Urgent);
        let acts = self.steps.iter().filter(|act| urgent && act.branch.as_deref() == Some(answer));
        acts.map(Act::line).collect()
    }

    /// What is done, in order, as far as the answer to the question lets it.
    pub fn way(&self, branch: Option<&str>) -> Vec<InternalText> {
        let acts = self.steps.iter().filter(|act| act.branch.is_none() || act.branch.as_deref() == branch);
        let line = |(at, act): (usize, &Act)| InternalText::new(format!("第{}步：{}", at + 1, act.line()));
        acts.enumerate().map(line).collect()
    }

    /// What only the receptionist sees: risk tips, suggestions and expectations.
    pub fn hints(&self) -> Vec<InternalText> {
        let expectations = self.expectations.iter().map(|expectation| {
            let text = expectation.text.for_staff();
            InternalText::new(if expectation.never_suggest {
                format!("业主没提就不要提：{text}")
            } else {
                format!("业主的期望：{text}")
            })
        });
        self.risks.iter().cloned().chain(expectations).chain(self.internal.iter().cloned()).collect()
    }
}
