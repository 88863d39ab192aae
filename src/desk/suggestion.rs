//! 改进建议: everybody at the counter makes them, the supervisor decides, and whoever had the idea is told. Ledger 20-36.

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::limits;
use crate::desk::reply::{Reply, Written};
use crate::domain::counter_event::CounterEvent;
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::domain::suggestion::{Suggestion, SuggestionId};
use crate::domain::suggestion_now::SuggestionNow;
use crate::store::append::RecordedBy;
use crate::store::db::Write;

impl Desk {
    /// Every suggestion, the oldest first.
    pub fn suggestions(&self) -> Reply<Vec<SuggestionNow>> {
        let now = self.now();
        self.ask(move |db| Ok(db.suggestions(now)?))
    }

    /// Makes a suggestion.
    ///
    /// Errors: [`Error::Denied`]; [`Error::Refused`] when something is missing or too long.
    pub fn suggest(&self, actor: &Actor, suggestion: Suggestion) -> Reply<Written<SuggestionId>> {
        let (actor, now) = (actor.clone(), self.now());
        let suggestion = Suggestion {
            text: suggestion.text.trim().to_owned(),
            from: suggestion.from.trim().to_owned(),
            ..suggestion
        };
        self.transact(move |write, changed| {
            permission::works_here(&actor)?;
            if let Some(problem) = suggestion.problem() {
                return Err(Error::Refused(format!("{problem}没有保存。")));
            }
            limits::fits(&suggestion)?;
            changed.learning = true;
            let said = CounterEvent::SuggestionMade { suggestion };
            Ok(write.record_suggestion(None, &said, RecordedBy::of(&actor, now))?)
        })
    }

    /// Notes that a suggestion was handed to a leader.
    ///
    /// Errors: as [`Desk::suggest`].
    pub fn hand_up_suggestion(&self, actor: &Actor, id: SuggestionId, to: &str) -> Reply<Written<()>> {
        let to = to.trim().to_owned();
        self.on_suggestion(actor, id, move |actor, _| {
            permission::works_here(actor)?;
            written(&to, "请写转呈给谁")?;
            Ok(CounterEvent::SuggestionHandedUp { to })
        })
    }

    /// Decides what becomes of a suggestion; the supervisor's. The words are the measure, or why it is not adopted.
    ///
    /// Errors: as [`Desk::suggest`].
    pub fn decide_suggestion(
        &self,
        actor: &Actor,
        id: SuggestionId,
        adopted: bool,
        words: &str,
    ) -> Reply<Written<()>> {
        let words = words.trim().to_owned();
        self.on_suggestion(actor, id, move |actor, _| {
            permission::supervisor(actor, "决定建议")?;
            let ask = if adopted {
                "请写采取什么措施、谁在什么时候做"
            } else {
                "请写为什么不采纳"
            };
            written(&words, ask)?;
            Ok(CounterEvent::SuggestionDecided { adopted, words })
        })
    }

    /// Notes that whoever made a suggestion was told what became of it.
    ///
    /// Errors: [`Error::Denied`] before it is decided; as [`Desk::suggest`].
    pub fn tell_suggestion_back(&self, actor: &Actor, id: SuggestionId, words: &str) -> Reply<Written<()>> {
        let words = words.trim().to_owned();
        self.on_suggestion(actor, id, move |actor, one| {
            permission::works_here(actor)?;
            one.may_be_told()?;
            written(&words, "请写怎样告知的")?;
            Ok(CounterEvent::SuggestionToldBack { words })
        })
    }

    fn on_suggestion(
        &self,
        actor: &Actor,
        id: SuggestionId,
        said: impl FnOnce(&Actor, &SuggestionNow) -> Result<CounterEvent, Error> + Send + 'static,
    ) -> Reply<Written<()>> {
        let (actor, now) = (actor.clone(), self.now());
        self.transact(move |write: &Write<'_>, changed| {
            let all = write.suggestions(now)?;
            let one = all.iter().find(|one| one.id == id);
            let one = one.ok_or_else(|| Error::Refused("没有这条建议，没有保存。".into()))?;
            let said = said(&actor, one)?;
            limits::fits(&said)?;
            changed.learning = true;
            write.record_suggestion(Some(id), &said, RecordedBy::of(&actor, now))?;
            Ok(())
        })
    }
}

fn written(words: &str, ask: &str) -> Result<(), Error> {
    if words.is_empty() { Err(Error::Refused(format!("{ask}，没有保存。"))) } else { Ok(()) }
}
