//! What is worked out from the form on the screen: the sentence, what cannot wait, the open matters by likeness. Anew
//! when something changes and when the minute turns, never while drawing.

use crate::domain::caller::{KnownCaller, KnownMatter};
use crate::domain::case::CaseNumber;
use crate::domain::code::{CaseKind, Urgency};
use crate::domain::draft::DraftId;
use crate::domain::intake::Draft;
use crate::domain::time::Moment;
use crate::library::guard::Gap;
use crate::library::restating::{self, Points};
use crate::library::say::Spoken;
use crate::library::signs::{self, Pointed, Sign};
use crate::ui::screen::contract::Context;
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::matter;
use crate::ui::screen::intake::roster_note;

/// What the views show beside what is typed.
pub struct Derived {
    /// The form that it belongs to.
    pub form: DraftId,
    /// What to say now.
    pub spoken: Spoken,
    /// The minute that it was worked out in.
    minute: i64,
    /// 复述要点 as they may be put, until some are typed.
    pub points: Option<String>,
    /// Marks and urgency that the words point to and nobody has set.
    pub signs: Vec<Sign>,
    /// The words point to a situation, or one is chosen: it stands on the first page already.
    pub points_to_situation: bool,
    /// Facts that are still empty and are asked for before anything is explained.
    pub gaps: Vec<Gap>,
    /// The caller's open matters, the one most like the words first.
    open: Vec<CaseNumber>,
    /// The first of them is put forward as the one that is meant.
    pub meant: bool,
    /// A clock stands at the foot, and it runs.
    pub clock_runs: bool,
}

impl Derived {
    /// Works it out.
    pub fn of(form: &IntakeForm, known: &KnownCaller, context: &Context) -> Self {
        tracing::trace!(target: "worked_out", "intake");
        let said = format!("{}\n{}\n{}", form.draft.verbatim, form.draft.summary, form.draft.place);
        let open = known.open_by_likeness(&said);
        let mut spoken = form.spoken(context);
        spoken.internal.splice(0..0, roster_note::kept_from_sight(form, known));
        Self {
            form: form.id,
            spoken,
            points: points(&form.draft),
            signs: signs(&form.draft),
            gaps: matter::gaps(form, context),
            minute: context.now().unix().div_euclid(60),
            points_to_situation: form.draft.codes.situation.is_some()
                || form.situation.is_searching()
                || matter::likely(&form.draft, &context.desk.library()),
            meant: KnownCaller::is_meant(&open),
            clock_runs: form
                .draft
                .clock(&context.settings.rules, context.now())
                .is_some_and(|clock| clock.runs),
            open: open.into_iter().map(|(matter, _)| matter.row.number).collect(),
        }
    }

    /// Whether the minute has turned since.
    pub fn is_old(&self, now: Moment) -> bool {
        self.minute != now.unix().div_euclid(60)
    }

    /// The open matters in this order.
    pub fn open<'a>(&self, known: &'a KnownCaller) -> Vec<&'a KnownMatter> {
        let find = |number: &CaseNumber| known.matters.iter().find(|matter| matter.row.number == *number);
        self.open.iter().filter_map(find).collect()
    }
}

/// Proposed as long as nothing else is typed: nothing that somebody wrote is ever replaced.
fn points(draft: &Draft) -> Option<String> {
    let told = Points {
        words: &draft.verbatim,
        place: &draft.place,
        when: &draft.occurred_at,
        needs: &draft.codes.needs,
    };
    restating::points(told).filter(|_| draft.summary.trim().is_empty())
}

fn signs(draft: &Draft) -> Vec<Sign> {
    // A praise that tells of the fire of last year is no urgent matter.
    if !matches!(draft.kind, CaseKind::Complaint | CaseKind::Repair) {
        return Vec::new();
    }
    let mut signs = signs::signs(&draft.verbatim);
    signs.retain(|sign| match sign.what {
        Pointed::Flag(flag) => !draft.flags.contains(&flag),
        Pointed::Urgent => draft.codes.urgency != Some(Urgency::Urgent),
    });
    signs
}
