//! What a letter to another house may say of a case: built from what its customer may read, with name and room left
//! out where the customer asked for confidence. Rules §10.

use crate::domain::case::{Case, Facts};
use crate::domain::code::{Channel, Flag};
use crate::domain::time::Moment;
use crate::paper::form::customer_record::CustomerRecord;
use crate::paper::wording::joined;

/// What the customer is called unless the settings say otherwise.
const USUAL: &str = "业主";

/// The matter as others may read it. Made only by [`OutwardMatter::of`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutwardMatter {
    number: String,
    received_at: Moment,
    came: &'static str,
    who: String,
    place: String,
    occurred_at: String,
    matter: String,
    measures: Vec<(Moment, String)>,
    word: String,
}

impl OutwardMatter {
    /// Takes from a case what a letter may say: no telephone number, nothing internal, and of a case that is
    /// anonymous or confidential neither name nor room.
    pub fn of(case: &Case) -> Self {
        Self::called(case, USUAL)
    }

    /// The same where the customer is called otherwise in letters (setting). Ledger 20-33.
    pub fn called(case: &Case, word: &str) -> Self {
        let word = if word.trim().is_empty() { USUAL } else { word.trim() };
        let facts = case.facts();
        let record = CustomerRecord::of(case);
        let secret = Secret::of(&facts, word);
        let (place, _) = record.place_and_time();
        let occurred_words = facts.occurred_words.as_deref().unwrap_or_default();
        let matter = if record.summary().is_empty() { record.verbatim() } else { record.summary() };
        let told = record.told().iter().map(|told| (told.at, format!("{}：{}", told.what, told.text)));
        let done = record.results().iter().map(|(at, result)| (*at, format!("处理结果：{result}")));
        let mut measures: Vec<(Moment, String)> =
            told.chain(done).map(|(at, text)| (at, secret.out_of(&text))).collect();
        measures.sort_by_key(|(at, _)| *at);
        Self {
            number: record.number().to_owned(),
            received_at: record.received_at(),
            came: came(facts.channel),
            who: secret.who(&facts),
            place: secret.out_of(place),
            occurred_at: facts.occurred_at.map_or_else(|| secret.out_of(occurred_words), Moment::long),
            matter: secret.out_of(matter),
            measures,
            word: word.to_owned(),
        }
    }

    /// What the customer is called.
    pub fn word(&self) -> &str {
        &self.word
    }

    /// The case number.
    pub fn number(&self) -> &str {
        &self.number
    }

    /// The matter itself.
    pub fn matter(&self) -> &str {
        &self.matter
    }

    /// Who brought it: room and name, or that it is confidential.
    pub fn who(&self) -> &str {
        &self.who
    }

    /// `2026年11月3日 09:12 来电`.
    pub fn came(&self) -> String {
        format!("{} {}", self.received_at.long(), self.came)
    }

    /// Where and when it happened; both may be empty.
    pub fn place_and_time(&self) -> (&str, &str) {
        (&self.place, &self.occurred_at)
    }

    /// What was told and done so far, in order.
    pub fn measures(&self) -> &[(Moment, String)] {
        &self.measures
    }

    /// The first sentence of a letter: when, who, how.
    pub fn opening(&self) -> String {
        let at = self.received_at.long();
        let about = [("地点", &self.place), ("发生时间", &self.occurred_at)];
        let about = about.into_iter().filter(|(_, text)| !text.is_empty());
        let about: Vec<String> = about.map(|(label, text)| format!("{label}：{text}")).collect();
        let about = if about.is_empty() { String::new() } else { format!("（{}）", about.join("；")) };
        format!("{at}，我服务中心接到{}{}反映的下列事项{about}：", self.who, self.came)
    }
}

fn came(channel: Channel) -> &'static str {
    match channel {
        Channel::WalkIn => "来访",
        Channel::Phone => "来电",
        Channel::Message => "来信息",
        Channel::Online => "在网上",
        Channel::Letter => "来函",
        Channel::Referral => "经转办",
        Channel::Outreach => "在走访中",
        Channel::Other => "",
    }
}

/// What must not stand in a letter.
struct Secret<'a> {
    hides: bool,
    /// Stands for whoever asked for confidence.
    word: &'a str,
    words: Vec<String>,
}

impl<'a> Secret<'a> {
    fn of(facts: &Facts, word: &'a str) -> Self {
        let who = &facts.complainant;
        let hides = facts.has(Flag::Confidential) || who.anonymous;
        let words = if hides {
            let known = [who.name.clone(), who.salutation(), who.room.clone(), who.called_from.clone()];
            known.into_iter().flatten().chain(who.phones.iter().cloned()).chain(who.numbers()).collect()
        } else {
            Vec::new()
        };
        Self {
            hides,
            word,
            words: words.into_iter().filter(|word: &String| !word.trim().is_empty()).collect(),
        }
    }

    fn who(&self, facts: &Facts) -> String {
        if self.hides {
            return format!("{}（应本人要求，姓名和房号不具）", self.word);
        }
        let room = facts.complainant.room.clone().unwrap_or_default();
        let name = facts.complainant.salutation().unwrap_or_else(|| self.word.to_owned());
        joined([room, name]).replace('\n', " ")
    }

    fn out_of(&self, text: &str) -> String {
        self.words.iter().fold(text.to_owned(), |text, word| text.replace(word.as_str(), self.word))
    }
}
