//! What to say now, beside the form: sentence, do's and don'ts from the library, filled from the draft.

use iced::Element;

use crate::domain::case::{Case, CaseNumber};
use crate::domain::code::Channel;
use crate::domain::knowledge::Knowledge;
use crate::domain::settings::Superior;
use crate::domain::time::Moment;
use crate::domain::time_entry;
use crate::library::clock::spoken;
use crate::library::say::{self, Spoken, Talk};
use crate::library::text::InternalText;
use crate::library::variable::Variable;
use crate::ui::screen::contract::Context;
use crate::ui::screen::intake::form::Form;
use crate::ui::screen::intake::message::Message;

impl Form {
    /// What the panel shows for the step at hand.
    pub fn spoken(&self, context: &Context) -> Spoken {
        let talk = self.talk(context);
        let mut spoken = say::now(&context.desk.library(), &talk);
        spoken.internal.splice(0..0, self.known(context));
        spoken
    }

    /// What the counter knows of the matter today, one line an entry. Ledger 16-03.
    fn known(&self, context: &Context) -> Vec<InternalText> {
        let now = context.now();
        let (facts, _) = self.draft.preview(&context.actor, now);
        let knowledge = context.desk.knowledge();
        let fitting = knowledge.iter().filter(|entry| entry.concerns(&facts, now.date()));
        let line = |entry: &Knowledge| {
            format!("{}「{}」（{}）：{}", entry.kind.label(), entry.title, entry.validity(), entry.text)
        };
        fitting.map(|entry| InternalText::new(line(entry))).collect()
    }

    fn talk(&self, context: &Context) -> Talk {
        let now = context.now();
        let (facts, events) = self.draft.preview(&context.actor, now);
        let case = Case { events, ..Case::new(CaseNumber::new(now.date(), 1), facts) };
        let mut talk =
            Talk::of_case(&context.desk.library(), &case, &context.settings, self.talk_step(), now);
        if let Some(superior) = context.settings.ladder.get(self.escalation.rung).map(Superior::spoken) {
            talk.values.set(Variable::Superior, superior);
        }
        if let Some(due) = self.promised(now) {
            talk.values.set(Variable::PromiseTime, spoken(due, now));
        }
        talk.circumstances.trigger = Some(self.escalation.trigger);
        if let Some(level) = self.speech.level {
            talk.level = level;
        }
        talk
    }

    /// The promise being typed, else the last one made.
    fn promised(&self, now: Moment) -> Option<Moment> {
        let typed = time_entry::read(&self.promise.due, now).ok();
        typed.or_else(|| self.last_promise().map(|(due, _)| due))
    }
}

/// The right column of the guided form.
pub fn panel<'a>(form: &'a Form, context: &Context) -> Element<'a, Message> {
    // The visitor sees the screen (rules §10): what is internal can be folded away there.
    let may_fold = form.draft.channel == Channel::WalkIn;
    form.speech.panel(&form.spoken(context), may_fold, Message::Speech)
}
