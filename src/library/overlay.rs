//! Entries as they stand here: the shipped ones with the supervisor's fields laid over them, field by field, so that
//! everything else follows an update of the program; and the counter's own ones. Ledger 12-70, 13-02.

use serde_json::{Map, Value};

use crate::library::edit::{Edits, EntryEdit, FieldEdit};
use crate::library::entry::{Entry, EntryKind, Key, of_kind};
use crate::library::shelf::Library;

/// An entry with what was done to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlaid<T> {
    /// The entry, its changes worked in.
    pub entry: T,
    /// The counter's own.
    pub own: bool,
    /// Switched off.
    pub off: bool,
    /// Keys of the fields that were changed.
    pub changed: Vec<String>,
}

impl<T> AsRef<T> for Overlaid<T> {
    fn as_ref(&self) -> &T {
        &self.entry
    }
}

impl Edits {
    /// All entries of a kind, those that are switched off included, shipped ones first. A change that an update
    /// made unreadable is left out.
    pub fn laid<T: Entry>(&self, shipped: &Library) -> Vec<Overlaid<T>> {
        let is_own = |entry: &&T| T::own(self).iter().any(|own| own.id() == entry.id());
        let shipped = T::of(shipped).iter().filter(|entry| !is_own(entry)).map(|entry| (entry, false));
        let all = shipped.chain(T::own(self).iter().map(|entry| (entry, true)));
        all.map(|(entry, own)| {
            let edit = self.entry_edit(&entry.key());
            let off = edit.is_some_and(|edit| edit.off);
            let mut laid = Overlaid { entry: entry.clone(), own, off, changed: Vec::new() };
            for field in edit.iter().flat_map(|edit| &edit.fields).filter(|_| !own) {
                let mut fields = laid.entry.fields();
                put(&mut fields, &field.key, field.own.clone());
                if let Ok(entry) = serde_json::from_value(Value::Object(fields)) {
                    laid.entry = entry;
                    laid.changed.push(field.key.clone());
                }
            }
            laid
        })
        .collect()
    }

    /// The entries in force.
    pub fn in_force<T: Entry>(&self, shipped: &Library) -> Vec<T> {
        self.laid(shipped).into_iter().filter(|laid| !laid.off).map(|laid| laid.entry).collect()
    }

    /// What was done to an entry.
    pub fn entry_edit(&self, key: &Key) -> Option<&EntryEdit> {
        self.entries.iter().find(|edit| edit.kind == key.kind && edit.id == key.id)
    }

    fn entry_edit_mut(&mut self, key: &Key) -> &mut EntryEdit {
        let found = self.entries.iter().position(|edit| edit.kind == key.kind && edit.id == key.id);
        let at = found.unwrap_or_else(|| {
            let Key { kind, id } = key.clone();
            self.entries.push(EntryEdit { kind, id, off: false, fields: Vec::new() });
            self.entries.len() - 1
        });
        &mut self.entries[at]
    }

    /// Switches an entry off or on.
    pub fn switch_entry(&mut self, key: &Key, off: bool) {
        self.entry_edit_mut(key).off = off;
    }

    /// Writes fields of an entry: a shipped one is laid over, an own one is changed itself.
    ///
    /// # Errors
    /// A Chinese sentence when the entry is gone or cannot be used so; nothing was changed then.
    pub fn write_entry(
        &mut self,
        key: &Key,
        fields: &Map<String, Value>,
        shipped: &Library,
    ) -> Result<(), String> {
        of_kind!(key.kind, T => self.write_as::<T>(key, fields, shipped))
    }

    fn write_as<T: Entry>(
        &mut self,
        key: &Key,
        fields: &Map<String, Value>,
        shipped: &Library,
    ) -> Result<(), String> {
        let gone = || "这一条已经不在了，没有保存。请刷新后再试。".to_owned();
        let laid = self.laid::<T>(shipped).into_iter().find(|laid| laid.entry.id() == key.id);
        let Overlaid { entry, own, .. } = laid.ok_or_else(gone)?;
        let mut next = entry.fields();
        fields.iter().for_each(|(name, value)| put(&mut next, name, value.clone()));
        let next = T::read(next)?;
        if own {
            let mine = T::own_mut(self).and_then(|all| all.iter_mut().find(|one| one.id() == key.id));
            *mine.ok_or_else(gone)? = next;
            return Ok(());
        }
        let before = T::of(shipped).iter().find(|one| one.id() == key.id).ok_or_else(gone)?.fields();
        let edit = self.entry_edit_mut(key);
        edit.fields.retain(|one| !fields.contains_key(&one.key));
        edit.fields.extend(differences(&before, &next.fields(), |name| fields.contains_key(name)));
        Ok(())
    }

    /// Adds an entry of one's own; a card gets a code word here.
    ///
    /// # Errors
    /// A Chinese sentence when it cannot be used so, or its code word is taken; nothing was changed then.
    pub fn add_entry(
        &mut self,
        kind: EntryKind,
        fields: Map<String, Value>,
        shipped: &Library,
    ) -> Result<(), String> {
        of_kind!(kind, T => self.add_as::<T>(fields, shipped))
    }

    fn add_as<T: Entry>(&mut self, mut fields: Map<String, Value>, shipped: &Library) -> Result<(), String> {
        let all = self.laid::<T>(shipped);
        let named = |id: &str| all.iter().find(|laid| laid.entry.id() == id);
        if !fields.contains_key("id") {
            let free = (1..).map(|number| format!("own-{number}")).find(|id| named(id).is_none());
            put(&mut fields, "id", free.unwrap_or_default().into());
        }
        let entry = T::read(fields)?;
        if let Some(other) = named(entry.id()) {
            return Err(format!("编号已给了「{}」，请换一个编号。", other.entry.title()));
        }
        let own = T::own_mut(self).ok_or_else(|| format!("「{}」只有这一张，不能再添。", T::KIND))?;
        own.push(entry);
        Ok(())
    }

    /// Takes an entry of one's own away.
    pub fn remove_entry(&mut self, key: &Key) {
        of_kind!(key.kind, T => {
            if let Some(own) = T::own_mut(self) {
                own.retain(|entry| entry.id() != key.id);
            }
        });
        self.entries.retain(|edit| edit.kind != key.kind || edit.id != key.id);
    }

    /// Fields of a shipped entry hold again.
    pub fn restore_fields(&mut self, key: &Key, names: &[String]) {
        self.entry_edit_mut(key).fields.retain(|field| !names.contains(&field.key));
    }

    /// The own value of a field stays although the shipped one was changed by an update.
    pub fn keep_field(&mut self, key: &Key, name: &str, shipped: &Library) {
        let now = shipped_field(key, name, shipped);
        let edit = self.entry_edit_mut(key);
        edit.fields.iter_mut().filter(|field| field.key == name).for_each(|field| {
            field.shipped = now.clone().unwrap_or_default();
        });
        edit.fields.retain(|field| field.shipped != field.own);
    }

    /// Lays a field over.
    pub(super) fn lay_field(&mut self, key: &Key, field: FieldEdit) {
        self.entry_edit_mut(key).fields.push(field);
    }

    /// Works in what makes the entries of the shipped library into those of the other one.
    pub(super) fn entries_between<T: Entry>(&mut self, shipped: &Library, other: &Library) {
        for before in T::of(shipped) {
            let key = before.key();
            match T::of(other).iter().find(|one| one.id() == key.id) {
                None => self.switch_entry(&key, true),
                Some(now) => {
                    let whole = |name: &str| !T::APART.contains(&name);
                    let changed: Vec<FieldEdit> =
                        differences(&before.fields(), &now.fields(), whole).collect();
                    self.entry_edit_mut(&key).fields.extend(changed);
                }
            }
        }
        let is_new = |one: &&T| !T::of(shipped).iter().any(|before| before.id() == one.id());
        let new: Vec<T> = T::of(other).iter().filter(is_new).cloned().collect();
        if let Some(own) = T::own_mut(self) {
            own.extend(new);
        }
        self.entries.retain(|edit| edit.off || !edit.fields.is_empty());
    }
}

/// The shipped value of a field now; `None` when the entry is shipped no longer, null when the field is empty.
pub fn shipped_field(key: &Key, name: &str, shipped: &Library) -> Option<Value> {
    of_kind!(key.kind, T => {
        let entry = T::of(shipped).iter().find(|entry| entry.id() == key.id)?;
        Some(entry.fields().remove(name).unwrap_or_default())
    })
}

/// What makes the first fields into the second ones, among those asked for.
fn differences<'a>(
    before: &'a Map<String, Value>,
    now: &'a Map<String, Value>,
    asked: impl Fn(&str) -> bool + 'a,
) -> impl Iterator<Item = FieldEdit> + 'a {
    let names = before.keys().chain(now.keys().filter(|name| !before.contains_key(*name)));
    names.filter(move |name| asked(name)).filter_map(|name| {
        let value = |fields: &Map<String, Value>| fields.get(name).cloned().unwrap_or_default();
        let (shipped, own) = (value(before), value(now));
        (shipped != own).then(|| FieldEdit { key: name.clone(), shipped, own })
    })
}

/// Sets a field; null takes it away.
fn put(fields: &mut Map<String, Value>, name: &str, value: Value) {
    match value {
        Value::Null => drop(fields.shift_remove(name)),
        value => drop(fields.insert(name.to_owned(), value)),
    }
}
