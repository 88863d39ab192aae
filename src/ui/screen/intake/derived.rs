//! What is worked out from the form on the screen: the sentence, what cannot wait, the open matters by likeness. Anew
//! when something changes and when the minute turns, never while drawing.

use crate::domain::caller::{KnownCaller, KnownMatter};
use crate::domain::case::CaseNumber;
use crate::domain::draft::DraftId;
use crate::domain::time::Moment;
use crate::library::say::Spoken;
use crate::ui::screen::contract::Context;
use crate::ui::screen::intake::form::Form;
use crate::ui::screen::intake::matter;

/// What the views show beside what is typed.
pub struct Derived {
    /// The form that it belongs to.
    pub form: DraftId,
    /// What to say now.
    pub spoken: Spoken,
    /// The minute that it was worked out in.
    minute: i64,
    /// The words point to something that cannot wait.
    pub pressing: bool,
    /// The caller's open matters, the one most like the words first.
    open: Vec<CaseNumber>,
    /// The first of them is put forward as the one that is meant.
    pub meant: bool,
}

impl Derived {
    /// Works it out.
    pub fn of(form: &Form, known: &KnownCaller, context: &Context) -> Self {
        let said = format!("{}\n{}\n{}", form.draft.verbatim, form.draft.summary, form.draft.place);
        let open = known.open_by_likeness(&said);
        Self {
            form: form.id,
            spoken: form.spoken(context),
            minute: context.now().unix().div_euclid(60),
            pressing: matter::cannot_wait(&form.draft, &context.desk.library()).is_some(),
            meant: KnownCaller::is_meant(&open),
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
