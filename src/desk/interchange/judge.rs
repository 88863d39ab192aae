//! Steps of an imported history that today's rules would refuse. They are kept as they are and named in the report.

use crate::domain::case::Case;
use crate::domain::case_state::CaseState;
use crate::domain::closure::{ClosureRequest, close};
use crate::domain::correction::corrected_event;
use crate::domain::event::{Event, EventKind};
use crate::domain::permission::{Office, give_word, permits};
use crate::domain::person::{Actor, Backer, Role, StaffId};
use crate::domain::settings::Rules;
use crate::domain::superior::is_named;

/// One sentence for every step that would be refused today. `case` carries its deadlines already.
pub fn objections(case: &Case, rules: &Rules) -> Vec<String> {
    let mut out = Vec::new();
    let until = |events: &[Event]| Case { events: events.to_vec(), ..case.clone() }.state(rules);
    let mut state = until(&[]);
    for (index, event) in case.events.iter().enumerate() {
        let mut say = |why: &str| out.push(format!("events[{index}]（{}）：{why}", event.kind.label()));
        if event.at < case.receipt.received_at {
            say("时间早于受理时间");
        }
        if let Some(why) =
            step_refused(&state, event, rules).or_else(|| closure_refused(&state, event, rules))
        {
            say(&why);
        }
        match &event.kind {
            EventKind::Corrected { what, .. } if corrected_event(what).is_some() => {
                state = until(&case.events[..=index]);
            }
            _ => state.apply(event, rules),
        }
    }
    out
}

/// One sentence for everybody who was made responsible or given a task and is in no list of this office: the words are kept
/// as they are. Nothing where nobody is listed.
pub fn strangers(case: &Case, people: &[String]) -> Vec<String> {
    let named = |event: &Event| match &event.kind {
        EventKind::Assigned { to, .. } => Some(to.clone()),
        kind => kind.given_to().map(|(_, who)| who.to_owned()),
    };
    let mut out = Vec::new();
    for (index, event) in case.events.iter().enumerate().filter(|_| !people.is_empty()) {
        let stranger = named(event).filter(|name| !name.trim().is_empty());
        let stranger = stranger.filter(|name| !people.iter().any(|one| is_named(name, one)));
        out.extend(stranger.map(|name| {
            format!(
                "events[{index}]（{}）：「{name}」不在人员、部门和单位名单里，照原样保留",
                event.kind.label()
            )
        }));
    }
    out
}

/// What today's closing function would still ask for.
fn closure_refused(state: &CaseState, event: &Event, rules: &Rules) -> Option<String> {
    let EventKind::Closed { code, overridden, reason } = &event.kind else {
        return None;
    };
    let request = ClosureRequest { code: *code, reason: reason.clone(), against_the_list: *overridden };
    let missing = close(state, &request, &whoever(event, Role::Supervisor), rules, event.at).err()?;
    let list: Vec<&str> = missing.iter().map(|item| item.text).collect();
    Some(format!("按现行规则还不能以「{code}」关闭：{}", list.join("；")))
}

/// Whoever did it then: the file does not say who was a supervisor.
fn whoever(event: &Event, role: Role) -> Actor {
    Actor::new(None, event.by.clone(), role)
}

/// What the counter would not let pass today.
fn step_refused(state: &CaseState, event: &Event, rules: &Rules) -> Option<String> {
    let (mut role, mut backer) = (Role::Supervisor, None);
    match &event.kind {
        // These answer something by its id, which a file tells in words.
        EventKind::TaskDone { .. }
        | EventKind::TaskWithdrawn { .. }
        | EventKind::AppointmentEnded(_)
        | EventKind::DifficultyJudged { .. }
        | EventKind::TakenOver { .. } => return None,
        // A long promise needs a word; whose it was then, the file knows.
        EventKind::Promised { confirmed_by, .. } => {
            role = Role::Reception;
            backer = confirmed_by.clone().filter(|name| !name.trim().is_empty());
        }
        _ => {}
    }
    let (office, actor) = (Office { rules, staff: &[], ladder: &[] }, whoever(event, role));
    let actor = match backer {
        Some(name) => actor.backed_by(Backer { id: StaffId(0), name }),
        None => actor,
    };
    let mut kind = event.kind.clone();
    give_word(&mut kind, &actor, rules, event.at);
    permits(state, &kind, &actor, office, event.at).err().map(|denial| denial.text)
}
