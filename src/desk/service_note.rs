//! 服务簿: extra services, questionnaires that came back, meetings with the owners' representatives. Everybody at the counter
//! writes; whoever wrote an entry and the supervisor change it. Ledger 19-06, 17-25, 11-25.

use crate::desk::error::Error;
use crate::desk::handle::Desk;
use crate::desk::limits;
use crate::desk::reply::{Reply, Written};
use crate::domain::counter_event::CounterEvent;
use crate::domain::permission;
use crate::domain::person::Actor;
use crate::domain::reading::room;
use crate::domain::service_note::{ServiceKind, ServiceNote, ServiceNoteId};
use crate::domain::service_note_now::ServiceNoteNow;
use crate::domain::suggestion::{ImprovementArea, Suggestion, SuggestionSource};
use crate::domain::time::Moment;
use crate::store::append::RecordedBy;
use crate::store::db::Write;

impl Desk {
    /// Every entry, in the order in which they were written.
    pub fn service_notes(&self) -> Reply<Vec<ServiceNoteNow>> {
        let now = self.now();
        self.ask(move |db| Ok(db.service_notes(now)?))
    }

    /// Keeps an entry, a new one without an id. What the representatives proposed at a meeting goes into the book of
    /// suggestions in the same act, each to be decided and told back.
    ///
    /// Errors: [`Error::Denied`]; [`Error::Refused`] when something is missing or too long.
    pub fn note_service(
        &self,
        actor: &Actor,
        id: Option<ServiceNoteId>,
        note: ServiceNote,
        proposals: Vec<String>,
    ) -> Reply<Written<ServiceNoteId>> {
        let (actor, now) = (actor.clone(), self.now());
        let note = ServiceNote {
            staff: note.staff.trim().to_owned(),
            room: room::written(&note.room),
            customer: note.customer.trim().to_owned(),
            words: note.words.trim().to_owned(),
            ..note
        };
        self.transact(move |write, changed| {
            permission::works_here(&actor)?;
            if let Some(id) = id {
                held(write, id, &actor, now)?;
            }
            if let Some(problem) = note.problem(now.date()) {
                return Err(Error::Refused(format!("{problem}没有保存。")));
            }
            limits::fits(&note)?;
            let (hand, meeting) = (RecordedBy::of(&actor, now), note.kind == ServiceKind::Meeting);
            let said = CounterEvent::ServiceNoted { note };
            let id = write.record_service_note(id, &said, hand)?;
            let proposals =
                proposals.iter().map(|text| text.trim()).filter(|text| meeting && !text.is_empty());
            for text in proposals {
                let suggestion = Suggestion {
                    text: text.to_owned(),
                    source: SuggestionSource::Meeting,
                    area: ImprovementArea::Other,
                    from: "业主代表".to_owned(),
                    case: None,
                    meeting: Some(id),
                };
                limits::fits(&suggestion)?;
                write.record_suggestion(None, &CounterEvent::SuggestionMade { suggestion }, hand)?;
            }
            changed.learning = true;
            Ok(id)
        })
    }

    /// Strikes an entry; it stays in the log.
    ///
    /// Errors: as [`Desk::note_service`].
    pub fn strike_service_note(&self, actor: &Actor, id: ServiceNoteId) -> Reply<Written<()>> {
        let (actor, now) = (actor.clone(), self.now());
        self.transact(move |write, changed| {
            permission::works_here(&actor)?;
            held(write, id, &actor, now)?;
            changed.learning = true;
            let struck = CounterEvent::ServiceNoteStruck {};
            write.record_service_note(Some(id), &struck, RecordedBy::of(&actor, now))?;
            Ok(())
        })
    }
}

/// That there is such an entry, and that this person may change it.
fn held(write: &Write<'_>, id: ServiceNoteId, actor: &Actor, now: Moment) -> Result<(), Error> {
    let all = write.service_notes(now)?;
    let one = all.iter().find(|one| one.id == id);
    let one = one.ok_or_else(|| Error::Refused("服务簿里没有这一条，没有保存。".into()))?;
    Ok(one.may_be_changed(actor)?)
}
