//! The library in force: the shipped one with the supervisor's changes laid over it, read when the folder is opened
//! and after every change. One handle for all that speak: [`Desk::library`] costs a clone of an `Arc`.

use std::sync::Arc;

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::reply::{Reply, Written};
use crate::desk::shelf::{EDITS, InForce};
use crate::domain::code::SituationCode;
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::library::apply_change::Change;
use crate::library::approval::{Subject, Verdict};
use crate::library::branch::SituationWords;
use crate::library::edit::Edits;
use crate::library::shelf::Library;
use crate::library::situation::Situation;
use crate::library::transfer;
use crate::store::append::RecordedBy;

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// Sentences that read otherwise than shipped.
    pub changed: usize,
    /// Sentences that are not shipped.
    pub added: usize,
    /// Shipped sentences, situations and cards that are switched off.
    pub off: usize,
    /// Fields of situations and cards that read otherwise than shipped.
    pub fields: usize,
    /// Situations and cards that are not shipped.
    pub entries: usize,
    /// Sentences that are too long or not as one speaks, as `library::measure` says.
    pub faults: usize,
}

impl Imported {
    fn of(edits: &Edits) -> Self {
        let own = edits.blocks.iter().map(|block| block.lines.len()).sum::<usize>();
        let added: usize = edits.added.iter().map(|added| added.say.len()).sum();
        Self {
            changed: edits.lines.iter().filter(|edit| edit.text.is_some()).count(),
            added: own + added,
            off: edits.lines.iter().filter(|edit| edit.off).count()
                + edits.entries.iter().filter(|edit| edit.off).count(),
            fields: edits.entries.iter().map(|edit| edit.fields.len()).sum(),
            entries: edits.situations.len()
                + edits.words.len()
                + edits.procedures.len()
                + edits.notes.len()
                + edits.reliefs.len()
                + edits.dangers.len()
                + edits.drills.len(),
            faults: edits.faults().len(),
        }
    }

    /// What it did, as a sentence.
    pub fn sentence(&self) -> String {
        let Self { changed, added, off, fields, entries, faults } = self;
        let mut told = format!("话术已导入：与出厂相比改写 {changed} 句，新增 {added} 句，停用 {off} 处。");
        if fields + entries > 0 {
            told += &format!("场景和卡片改了 {fields} 处，新增 {entries} 个。");
        }
        match faults {
            0 => told,
            faults => format!("{told}其中有 {faults} 处不合话术的写法要求，请客服主任在「话术」里看看。"),
        }
    }
}

impl Desk {
    /// The library in force.
    pub fn library(&self) -> Arc<Library> {
        self.shelf().get().library
    }

    /// The words of the situations for lists and papers, switched-off ones included, for cases keep naming them.
    pub fn situation_words(&self) -> Vec<SituationWords> {
        tracing::trace!(target: "worked_out", "words of the situations");
        let all = self.library_in_force().edits.laid::<Situation>(Library::shipped());
        all.iter().map(|laid| SituationWords::of(&laid.entry)).collect()
    }

    /// Names of the situations for lists, switched-off ones included.
    pub fn situation_names(&self) -> Vec<(SituationCode, String)> {
        self.situation_words().into_iter().map(|one| (one.code, one.name)).collect()
    }

    /// Name of a situation, also of one that is switched off.
    pub fn situation_name(&self, code: &SituationCode) -> Option<String> {
        let InForce { library, edits, .. } = self.library_in_force();
        let own = || edits.situations.iter().find(|situation| situation.id == *code);
        let found = library.situation(code).or_else(own).or_else(|| Library::shipped().situation(code));
        found.map(|situation| situation.name.clone())
    }

    /// The library in force with what it differs by from the shipped one.
    pub fn library_in_force(&self) -> InForce {
        self.shelf().get()
    }

    /// Makes a change of the library; the supervisor's. Ledger 12-70.
    ///
    /// Errors: [`Error::Denied`]; [`Error::Refused`] when a step would be left without a sentence.
    pub fn change_library(&self, actor: &Actor, change: Change) -> Reply<Written<()>> {
        self.edit_library(actor, "修改话术", move |edits| {
            edits.make(change, Library::shipped()).map_err(Error::Refused)
        })
    }

    /// Approves or refuses what needs it, or takes that back; the supervisor's. Ledger 12-67.
    ///
    /// Errors: [`Error::Denied`]; [`Error::Refused`] when its words are others by now.
    pub fn judge_library(
        &self,
        actor: &Actor,
        subject: Subject,
        approved: Option<bool>,
    ) -> Reply<Written<()>> {
        let (by, at) = (actor.name.clone(), self.now());
        self.edit_library(actor, "审核话术和办法", move |edits| {
            let verdict = approved.map(|approved| Verdict { subject: subject.clone(), approved, by, at });
            edits.judge(&subject, verdict, Library::shipped()).map_err(Error::Refused)
        })
    }

    /// Puts the library of a file in place of the one in force; the supervisor's.
    ///
    /// Errors: [`Error::Denied`]; [`Error::Refused`] when the text is no library or leaves a step without
    /// a sentence. The library in force stays then.
    pub fn import_library(&self, actor: &Actor, name: &str, text: &str) -> Reply<Written<Imported>> {
        let (name, text) = (name.to_owned(), text.to_owned());
        self.edit_library(actor, "导入话术", move |edits| {
            let read = transfer::read(&name, &text)
                .map_err(|error| Error::Refused(format!("{error}。没有导入，现有话术未变。")))?;
            *edits = Edits::between(Library::shipped(), &read);
            Ok(Imported::of(edits))
        })
    }

    /// The library in force as the text of one file.
    ///
    /// # Errors
    /// [`Error::Refused`] when it cannot be written as such.
    pub fn export_library(&self) -> Result<String, Error> {
        transfer::write(&self.library()).map_err(|error| Error::Refused(format!("{error}。没有导出。")))
    }

    fn edit_library<T: Send + 'static>(
        &self,
        actor: &Actor,
        act: &'static str,
        change: impl FnOnce(&mut Edits) -> Result<T, Error> + Send + 'static,
    ) -> Reply<Written<T>> {
        let (actor, now, shelf) = (actor.clone(), self.now(), self.shelf().clone());
        self.transact_then(
            move |write, changed| {
                permission::supervisor(&actor, act)?;
                let mut edits = write.setting::<Edits>(EDITS)?.unwrap_or_default();
                let value = change(&mut edits)?;
                let library = edits
                    .apply(Library::shipped())
                    .map_err(|error| Error::Refused(format!("{error}，没有保存。")))?;
                write.set(EDITS, &edits, RecordedBy::of(&actor, now))?;
                changed.library = true;
                Ok((value, library, edits))
            },
            move |(value, library, edits)| {
                shelf.put_library(library, edits);
                value
            },
        )
    }
}
