//! What is chosen in the short form of an act, set to what is likeliest when the form opens.

use crate::domain::case_state::CaseState;
use crate::domain::closure;
use crate::domain::code::{
    ApologyForm, CaseKind, Channel, Class, ClosureCode, Emotion, ExemptGround, Flag, Medium, Opinion,
    Responsibility, Trigger, VisitForm, VisitOutcome,
};
use crate::domain::deadline::reaches_customer;
use crate::domain::settings::Settings;
use crate::domain::time::Moment;
use crate::ui::screen::case::act::{Act, is_open_task};
use crate::ui::screen::case::amend::Amend;

/// The choices of a form; each act uses some of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picked {
    pub medium: Medium,
    pub told: bool,
    pub yes: Option<bool>,
    pub signed: bool,
    pub responsibility: Option<Responsibility>,
    pub verified: bool,
    pub visit_form: VisitForm,
    pub outcome: VisitOutcome,
    pub opinions: [Option<Opinion>; 3],
    pub expectation: Option<u8>,
    pub perceived: Option<u8>,
    pub emotion: Option<Emotion>,
    pub standing: bool,
    pub ground: ExemptGround,
    pub code: ClosureCode,
    pub against: bool,
    pub flag: Option<Flag>,
    pub form: u8,
    pub trigger: Trigger,
    pub rung: usize,
    pub apology: ApologyForm,
    pub every: Option<u32>,
    pub group: bool,
    pub internal: bool,
    pub amend: Amend,
    pub task: Option<String>,
}

impl Picked {
    /// The choices that are likeliest for an act, the case being as it is.
    pub fn likeliest(act: Act, standing: &CaseState, settings: &Settings, now: Moment) -> Self {
        let facts = &standing.facts;
        let anonymous = facts.is_unreachable_by_nature();
        let satisfied = standing.round.explained.as_ref().is_some_and(|(satisfied, ..)| *satisfied);
        let ready = closure::ready(standing, &settings.rules, now);
        let rung =
            standing.escalations.last().and_then(|last| last.rung).map_or(0, |rung| usize::from(rung) - 1);
        let next_rung = if standing.escalations.is_empty() { 0 } else { rung + 1 };
        let medium = if facts.channel == Channel::Online { Medium::Online } else { Medium::Phone };
        Self {
            medium,
            told: act == Act::Progress && reaches_customer(medium),
            yes: None,
            signed: false,
            responsibility: facts.responsibility,
            verified: true,
            visit_form: VisitForm::Phone,
            outcome: VisitOutcome::Reached,
            opinions: [None; 3],
            expectation: None,
            perceived: None,
            emotion: None,
            standing: false,
            ground: match () {
                () if anonymous => ExemptGround::Anonymous,
                () if satisfied => ExemptGround::OnSite,
                () => ExemptGround::Inconvenient,
            },
            code: ready.first().copied().unwrap_or(if facts.kind == CaseKind::Complaint {
                ClosureCode::Visited
            } else {
                ClosureCode::Plain
            }),
            against: false,
            flag: None,
            form: if facts.class == Some(Class::III) { 6 } else { 5 },
            trigger: if standing.round_number > 1 { Trigger::H } else { Trigger::G },
            rung: next_rung.min(settings.ladder.len().saturating_sub(1)),
            apology: ApologyForm::Phone,
            every: Some(settings.rules.progress),
            group: false,
            internal: true,
            amend: Amend::Name,
            task: only_task(standing),
        }
    }
}

/// The open task, when there is no choice.
fn only_task(standing: &CaseState) -> Option<String> {
    let mut open = standing.obligations.iter().filter(|duty| is_open_task(duty));
    let only = open.next()?.label().to_owned();
    open.next().is_none().then_some(only)
}
