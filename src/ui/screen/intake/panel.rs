//! What to say now, beside the form: sentence, do's and don'ts from the library, filled from the draft.

use iced::Element;

use crate::domain::calendar::OfficeHours;
use crate::domain::case::{Case, CaseNumber, Facts};
use crate::domain::code::Channel;
use crate::domain::escalation::superior_of;
use crate::domain::event::{Event, EventKind};
use crate::domain::person::Actor;
use crate::domain::time::Moment;
use crate::library::say::{self, Spoken};
use crate::library::sentence::Talk;
use crate::library::spoken_time::spoken_limit;
use crate::library::suggest::suggest;
use crate::library::variable::Variable;
use crate::ui::screen::contract::{Context, Request};
use crate::ui::screen::form::read::due_so_far;
use crate::ui::screen::intake::derived::Derived;
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::matter;
use crate::ui::screen::intake::message::Message;
use crate::ui::screen::phrase_panel::{PanelPlace, PhrasePanel, Press};

impl IntakeForm {
    /// What the panel shows for the step at hand.
    pub fn spoken(&self, context: &Context) -> Spoken {
        let (library, now) = (context.desk.library(), context.now());
        let (mut facts, events) = self.draft.preview(&context.actor, now, context.settings.rules.duty);
        // What cannot wait is asked before somebody has found the time to choose it.
        let pressing = || matter::cannot_wait(&self.draft, &library).map(|one| one.id.clone());
        facts.situation = facts.situation.or_else(pressing);
        let spoken = say::now(&library, &self.talk(facts.clone(), events, context));
        // As long as nobody chose a category, the one that the words point to helps to look things up.
        let likely = || suggest(&library, &self.draft.verbatim, 1).pop().map(|hint| hint.situation);
        facts.category = facts.category.or_else(|| likely().map(|one| one.category.clone()));
        spoken.with_known(&context.desk.knowledge(), &facts, now.date())
    }

    /// Something was pressed on the panel: the words for the clipboard, and what the app shall do.
    pub fn pressed(
        &mut self,
        press: Press,
        by: &Actor,
        context: &Context,
    ) -> (Option<String>, Option<Request>) {
        let spoken = self.spoken(context);
        self.speech.press(press);
        let kind = match press {
            Press::Copy => {
                return (Some(self.speech.copy(&spoken)), Some(Request::Say("已复制".into())));
            }
            Press::Said => self.speech.mark_said(&spoken).map(|sentence| EventKind::Said {
                sentence: sentence.id,
                text: sentence.text.as_str().to_owned(),
            }),
            Press::Sent(medium) => match self.speech.sent(&spoken, medium) {
                Ok(kind) => Some(kind),
                Err(blank) => return (None, Some(Request::Say(blank))),
            },
            Press::Pause => return (None, Some(Request::Pause)),
            Press::DangerSeen(_) | Press::NoDanger => {
                PhrasePanel::danger_told(press, &spoken, context.desk.library().cards())
            }
            Press::Other | Press::Level(_) | Press::Fold | Press::Help(_) | Press::Dangers => None,
        };
        let Some(kind) = kind else { return (None, None) };
        self.draft.note(by, context.now(), kind);
        self.dirty = true;
        let sent = matches!(press, Press::Sent(_)).then(|| {
            self.speech.copied = None;
            Request::Say("已发出，记在经过里".into())
        });
        (None, sent)
    }

    fn talk(&self, facts: Facts, events: Vec<Event>, context: &Context) -> Talk {
        let now = context.now();
        let case = Case { events, ..Case::new(CaseNumber::new(now.date(), 1), facts) };
        let mut talk =
            Talk::of_case(&context.desk.library(), &case, &context.settings, self.talk_step(), now);
        if let Some(superior) = superior_of(&self.draft.escalation.ask, &context.settings.ladder) {
            talk.values.set(Variable::Superior, superior.spoken());
        }
        if let Some(due) = self.promised(now, context.settings.rules.duty) {
            talk.values.set(Variable::PromiseTime, spoken_limit(due, now));
        }
        talk.values.set_steward(self.steward.as_ref());
        talk.circumstances.trigger = Some(self.draft.escalation.ask.trigger);
        self.speech.keep_shown(&mut talk);
        if let Some(level) = self.speech.level {
            talk.level = level;
        }
        talk
    }

    /// The promise being typed, else the last one made.
    fn promised(&self, now: Moment, duty: OfficeHours) -> Option<Moment> {
        let typed = due_so_far(&self.draft.promise.due, now, duty);
        typed.or_else(|| self.last_promise().map(|(due, _)| due))
    }
}

/// The right column of the form; `low`: there is no room to keep the sentence in its place.
pub fn panel<'a>(
    form: &'a IntakeForm,
    derived: &Derived,
    context: &Context,
    low: bool,
) -> Element<'a, Message> {
    let around = PanelPlace {
        // The visitor sees the screen (rules §10): what is internal can be folded away there.
        may_fold: form.draft.channel == Channel::WalkIn,
        may_decide: context.is_supervisor(),
        low,
    };
    form.speech.panel(&derived.spoken, context.desk.library().cards(), around, Message::Speech)
}
