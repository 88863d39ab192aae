//! What was changed here and whose shipped text an update of the program changed since: sentences, do's and don'ts,
//! fields of entries. Each is shown in three versions and answered by one of two changes. Ledger 12-70.

use serde_json::Map;

use crate::domain::settings::Settings;
use crate::library::apply_change::Change;
use crate::library::edit::FieldEdit;
use crate::library::edit::{Edits, LineEdit, PointEdit, points_at, text_of};
use crate::library::entry::{Entry, Key, of_kind};
use crate::library::field::WordingContext;
use crate::library::overlay::shipped_field;
use crate::library::shelf::Library;
use crate::library::situation::Situation;

/// A change whose shipped text is another one since.
#[derive(Debug, Clone, PartialEq)]
pub struct Stale {
    /// Where it stands, in words.
    pub place: String,
    /// The shipped text from which it was made.
    pub before: String,
    /// The shipped text now; `None` when it was dropped.
    pub now: Option<String>,
    /// The text here; `None` when it is switched off.
    pub own: Option<String>,
    /// Takes the shipped one.
    pub take: Change,
    /// Keeps the own one.
    pub keep: Change,
}

impl Edits {
    /// All that is to be compared.
    pub fn stale(&self, shipped: &Library, settings: &Settings) -> Vec<Stale> {
        let lines = self.lines.iter().filter_map(|edit| line(edit, shipped));
        let points = self.points.iter().filter_map(|edit| self.stale_point(edit, shipped));
        let fields = self.entries.iter().flat_map(|edit| {
            let key = Key { kind: edit.kind, id: edit.id.clone() };
            edit.fields.iter().filter_map(move |one| field(&key, one, shipped, settings))
        });
        lines.chain(points).chain(fields).collect()
    }

    fn stale_point(&self, edit: &PointEdit, shipped: &Library) -> Option<Stale> {
        let here: Vec<&String> = points_at(shipped, &edit.spot).map(|(_, text)| text).collect();
        if here.contains(&&edit.shipped) {
            return None;
        }
        let laid = |text: &&&String| {
            self.points.iter().any(|other| other.spot == edit.spot && other.shipped == ***text)
        };
        let free = here.iter().filter(|text| !laid(text));
        let now = free.max_by_key(|text| likeness(text, &edit.shipped)).map(|text| (*text).clone());
        let now = now.filter(|text| 2 * likeness(text, &edit.shipped) >= edit.shipped.chars().count());
        // Switched off, and dropped by the update too: nothing is left to decide.
        if now.is_none() && edit.text.is_none() {
            return None;
        }
        let (spot, before) = (edit.spot.clone(), edit.shipped.clone());
        let situation = spot.situation.as_ref().map(|code| format!("{code} ")).unwrap_or_default();
        let what = if edit.dont { "切忌" } else { "要点" };
        Some(Stale {
            place: format!("{situation}{} · {what}", spot.step.label()),
            before: before.clone(),
            now: now.clone(),
            own: edit.text.clone(),
            take: Change::RestorePoint { spot: spot.clone(), shipped: before.clone() },
            keep: Change::KeepPoint { spot, shipped: before, now },
        })
    }
}

fn line(edit: &LineEdit, shipped: &Library) -> Option<Stale> {
    let own = edit.text.as_ref()?;
    let now = text_of(shipped, &edit.id)?.as_str();
    let id = || edit.id.clone();
    let (block, _) = shipped.lines().find(|(_, line)| line.id == edit.id)?;
    (now != edit.shipped).then(|| Stale {
        place: format!("{} · 话术", block.step.label()),
        before: edit.shipped.clone(),
        now: Some(now.to_owned()),
        own: Some(own.as_str().to_owned()),
        take: Change::Restore { id: id() },
        keep: Change::Keep { id: id() },
    })
}

fn field(key: &Key, edit: &FieldEdit, shipped: &Library, settings: &Settings) -> Option<Stale> {
    let now = shipped_field(key, &edit.key, shipped)?;
    if now == edit.shipped {
        return None;
    }
    let title = of_kind!(key.kind, T => T::of(shipped).iter().find(|one| one.id() == key.id)?.title());
    let groups = key.kind.groups().iter();
    let label = groups.flat_map(|group| group.fields).find(|field| field.top() == edit.key);
    let label = label.map_or("话术", |field| field.label);
    let situation = Situation::of(shipped).iter().find(|one| one.key() == *key);
    let question = situation.and_then(|situation| situation.question.as_ref());
    let words = |value| {
        let fields = Map::from_iter([(edit.key.clone(), value)]);
        let words = WordingContext { settings, question }.words_of(key.kind, &edit.key, &fields);
        if words.is_empty() { "（空着）".to_owned() } else { words }
    };
    Some(Stale {
        place: format!("{} · {label}", title),
        before: words(edit.shipped.clone()),
        now: Some(words(now)),
        own: Some(words(edit.own.clone())),
        take: Change::RestoreFields { key: key.clone(), fields: vec![edit.key.clone()] },
        keep: Change::KeepField { key: key.clone(), field: edit.key.clone() },
    })
}

/// How many characters two texts have in common.
fn likeness(one: &str, other: &str) -> usize {
    one.chars().filter(|c| other.contains(*c)).count()
}
