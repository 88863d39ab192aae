//! What a supervisor changes as an entry of fields: the facts of a situation, and the cards. Here is what an entry
//! is and what is wrong with one; which fields a form shows stands in `field`, the laying over the shipped ones in
//! `overlay`. Sentences, do's and don'ts are no entries: `apply_change` changes them one by one.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::library::card::{Note, Pause, Procedure, Relief, WordCard};
use crate::library::danger::DangerCard;
use crate::library::drill::DrillScript;
use crate::library::edit::Edits;
pub use crate::library::key::{EntryKind, Key};
use crate::library::limit::{Base, Limit, LimitKind, name_limits};
use crate::library::shelf::Library;
use crate::library::situation::{Answer, Question, Situation};
use crate::library::span::Span;

/// Something with a code word and fields.
pub trait Entry: Clone + PartialEq + Serialize + DeserializeOwned + 'static {
    /// What it is.
    const KIND: EntryKind;
    /// Fields that are changed one by one elsewhere.
    const APART: &'static [&'static str] = &[];

    /// Its code word.
    fn id(&self) -> &str;

    /// Its name for a list.
    fn title(&self) -> String;

    /// Those of a library.
    fn of(library: &Library) -> &[Self];

    /// The counter's own ones.
    fn own(edits: &Edits) -> &[Self];

    /// The counter's own ones, to be changed; `None` when there can be none.
    fn own_mut(edits: &mut Edits) -> Option<&mut Vec<Self>>;

    /// Why it cannot be used as it stands, as a Chinese sentence.
    fn problem(&self) -> Option<String> {
        None
    }

    /// Gives code words to parts that lack one.
    fn settle(&mut self) {}

    /// Which one it is.
    fn key(&self) -> Key {
        Key { kind: Self::KIND, id: self.id().to_owned() }
    }

    /// Its fields as they are stored.
    fn fields(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(fields)) => fields,
            _ => Map::new(),
        }
    }

    /// The entry that these fields make, fit for use.
    ///
    /// # Errors
    /// A Chinese sentence when they make none.
    fn read(fields: Map<String, Value>) -> Result<Self, String> {
        let read: Result<Self, _> = serde_json::from_value(Value::Object(fields));
        let mut entry = read.map_err(|_| "这一条填得不完整，没有保存。".to_owned())?;
        entry.settle();
        entry.problem().map_or(Ok(entry), Err)
    }
}

/// Runs the expression with `$T` standing for the type of the kind.
macro_rules! of_kind {
    ($kind:expr, $T:ident => $body:expr) => {
        match $kind {
            $crate::library::entry::EntryKind::Situation => {
                type $T = $crate::library::situation::Situation;
                $body
            }
            $crate::library::entry::EntryKind::Danger => {
                type $T = $crate::library::danger::DangerCard;
                $body
            }
            $crate::library::entry::EntryKind::Word => {
                type $T = $crate::library::card::WordCard;
                $body
            }
            $crate::library::entry::EntryKind::Procedure => {
                type $T = $crate::library::card::Procedure;
                $body
            }
            $crate::library::entry::EntryKind::Note => {
                type $T = $crate::library::card::Note;
                $body
            }
            $crate::library::entry::EntryKind::Relief => {
                type $T = $crate::library::card::Relief;
                $body
            }
            $crate::library::entry::EntryKind::Drill => {
                type $T = $crate::library::drill::DrillScript;
                $body
            }
            $crate::library::entry::EntryKind::Pause => {
                type $T = $crate::library::card::Pause;
                $body
            }
        }
    };
}

pub(crate) use of_kind;

macro_rules! card {
    ($name:ident, $list:ident, $title:ident, $kind:ident) => {
        impl Entry for $name {
            const KIND: EntryKind = EntryKind::$kind;

            fn id(&self) -> &str {
                &self.id
            }

            fn title(&self) -> String {
                self.$title.clone()
            }

            fn of(library: &Library) -> &[Self] {
                &library.cards().$list
            }

            fn own(edits: &Edits) -> &[Self] {
                &edits.$list
            }

            fn own_mut(edits: &mut Edits) -> Option<&mut Vec<Self>> {
                Some(&mut edits.$list)
            }
        }
    };
}

card!(WordCard, words, word, Word);
card!(Procedure, procedures, name, Procedure);
card!(Note, notes, title, Note);
card!(Relief, reliefs, title, Relief);

impl Entry for DangerCard {
    const KIND: EntryKind = EntryKind::Danger;

    fn id(&self) -> &str {
        &self.id
    }

    fn title(&self) -> String {
        self.name.clone()
    }

    fn of(library: &Library) -> &[Self] {
        &library.cards().dangers
    }

    fn own(edits: &Edits) -> &[Self] {
        &edits.dangers
    }

    fn own_mut(edits: &mut Edits) -> Option<&mut Vec<Self>> {
        Some(&mut edits.dangers)
    }

    fn problem(&self) -> Option<String> {
        (self.tell.is_empty() || self.call.is_empty())
            .then(|| "险情卡要有一句指引，也要写明马上叫谁。".to_owned())
    }
}

impl Entry for DrillScript {
    const KIND: EntryKind = EntryKind::Drill;

    fn id(&self) -> &str {
        &self.id
    }

    fn title(&self) -> String {
        self.name.clone()
    }

    fn of(library: &Library) -> &[Self] {
        &library.cards().drills
    }

    fn own(edits: &Edits) -> &[Self] {
        &edits.drills
    }

    fn own_mut(edits: &mut Edits) -> Option<&mut Vec<Self>> {
        Some(&mut edits.drills)
    }

    fn problem(&self) -> Option<String> {
        self.unplayable()
    }
}

impl Entry for Pause {
    const KIND: EntryKind = EntryKind::Pause;

    fn id(&self) -> &str {
        &self.id
    }

    fn title(&self) -> String {
        EntryKind::Pause.label().to_owned()
    }

    fn of(library: &Library) -> &[Self] {
        std::slice::from_ref(&library.cards().pause)
    }

    fn own(_edits: &Edits) -> &[Self] {
        &[]
    }

    fn own_mut(_edits: &mut Edits) -> Option<&mut Vec<Self>> {
        None
    }

    fn problem(&self) -> Option<String> {
        const LONGEST: u32 = 300;
        let idle = self.beats.iter().any(|beat| beat.seconds == 0);
        (self.rounds == 0 || self.beats.is_empty() || idle || self.seconds() > LONGEST)
            .then(|| "呼吸要有几轮、每一拍几秒，加起来不超过五分钟。".to_owned())
    }
}

impl Entry for Situation {
    const KIND: EntryKind = EntryKind::Situation;
    const APART: &'static [&'static str] = &["say", "mind"];

    fn id(&self) -> &str {
        self.id.as_str()
    }

    fn title(&self) -> String {
        format!("{} {}", self.id, self.name)
    }

    fn of(library: &Library) -> &[Self] {
        library.situations()
    }

    fn own(edits: &Edits) -> &[Self] {
        &edits.situations
    }

    fn own_mut(edits: &mut Edits) -> Option<&mut Vec<Self>> {
        Some(&mut edits.situations)
    }

    fn problem(&self) -> Option<String> {
        let answers = self.question.iter().flat_map(Question::all_answers);
        let answers: Vec<&str> = answers.map(|answer| answer.id.as_str()).collect();
        let lost = |branch: &Option<String>| branch.as_deref().is_some_and(|id| !answers.contains(&id));
        if self.question.as_ref().is_some_and(is_halved) {
            return Some("先问的话要有问句，也要有两种以上的回答。".to_owned());
        }
        let step = self.steps.iter().find(|act| lost(&act.branch));
        if let Some(act) = step {
            return Some(format!("步骤「{}」要等的那种回答没有了，请先改这一步。", act.what));
        }
        self.limits.iter().find_map(|limit| {
            let waits = lost(&limit.branch)
                .then(|| format!("时限「{}」要等的那种回答没有了，请先改这条时限。", limit.what));
            waits.or_else(|| limit_problem(limit))
        })
    }

    fn settle(&mut self) {
        if let Some(question) = &mut self.question {
            let mut taken: Vec<String> = question.all_answers().iter().map(|one| one.id.clone()).collect();
            name_answers(question, &mut taken);
        }
        name_limits(&mut self.limits);
        for limit in self.limits.iter_mut().filter(|limit| limit.kind != LimitKind::Task) {
            limit.again_after_hours = None;
        }
    }
}

fn is_halved(question: &Question) -> bool {
    let further = question.answers.iter().filter_map(|answer| answer.next.as_deref());
    question.text.is_empty() || question.answers.len() < 2 || further.into_iter().any(is_halved)
}

fn name_answers(question: &mut Question, taken: &mut Vec<String>) {
    for Answer { id, next, .. } in &mut question.answers {
        if id.is_empty() {
            let free = (1..).map(|number| format!("own-{number}")).find(|free| !taken.contains(free));
            *id = free.unwrap_or_default();
            taken.push(id.clone());
        }
        if let Some(next) = next {
            name_answers(next, taken);
        }
    }
}

fn limit_problem(limit: &Limit) -> Option<String> {
    let span = Span { minutes: limit.minutes, hours: limit.hours, days: limit.days };
    let what = &limit.what;
    match limit.kind {
        LimitKind::Cadence if span.in_minutes() == 0 || !span.in_minutes().is_multiple_of(60) => {
            Some(format!("「{what}」每隔多久，请写整小时，如 4小时。"))
        }
        LimitKind::Cadence => None,
        LimitKind::Task | LimitKind::Handover => {
            let counted = matches!(limit.from, Base::Chosen | Base::OccurredAt | Base::ReceivedAt);
            (counted && span.in_minutes() == 0)
                .then(|| format!("「{what}」没有时长，请写如 30分钟、4小时；没有定时间的选「时间待定」。"))
        }
    }
}
