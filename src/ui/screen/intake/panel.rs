//! What to say now, beside the form: sentence, do's and don'ts from the library, filled from the draft.

use iced::widget::column;
use iced::{Element, Length};

use crate::domain::case::{Case, CaseNumber};
use crate::domain::code::{Capability, Channel};
use crate::domain::settings::Superior;
use crate::domain::time::Moment;
use crate::domain::time_entry;
use crate::library::clock::spoken;
use crate::library::say::{self, Sentence, Spoken, Talk};
use crate::library::shelf::Library;
use crate::library::step::Level;
use crate::library::text::InternalText;
use crate::library::variable::{Values, Variable};
use crate::ui::screen::contract::Context;
use crate::ui::screen::intake::form::Form;
use crate::ui::screen::intake::message::Message;
use crate::ui::spacing;
use crate::ui::widget::{hints, pane, prompt};

impl Form {
    /// What the panel shows for the step at hand.
    pub fn spoken(&self, context: &Context) -> Spoken {
        say::now(Library::shipped(), &self.talk(context))
    }

    /// The sentence on the shown page, and how many there are.
    pub fn sentence(&self, spoken: &Spoken) -> (Sentence, usize) {
        let count = 1 + spoken.alternatives.len();
        let page = self.page % count;
        let sentence =
            if page == 0 { spoken.sentence.clone() } else { spoken.alternatives[page - 1].clone() };
        (sentence, count)
    }

    fn talk(&self, context: &Context) -> Talk {
        let now = context.now();
        let (facts, events) = self.draft.preview(&context.actor, now);
        let case = Case { events, ..Case::new(CaseNumber::new(now.date(), 1), facts) };
        let mut values = Values::of_case(&case, now).with_settings(&context.settings);
        values.set(Variable::Minutes, "五");
        if let Some(superior) = context.settings.ladder.get(self.escalation.rung).map(Superior::spoken) {
            values.set(Variable::Superior, superior);
        }
        if let Some(due) = self.promised(now) {
            values.set(Variable::PromiseTime, spoken(due, now));
        }
        let mut talk = Talk::about(&case.facts(), self.talk_step(), values);
        talk.circumstances.trigger = Some(self.escalation.trigger);
        if let Some(level) = self.level {
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
    let spoken = form.spoken(context);
    let (sentence, count) = form.sentence(&spoken);
    let page = form.page % count;
    let said = form.said.contains(&sentence.id);
    let chosen = sentence.level;
    let words = format!("“{}”", sentence.text.as_str());
    let mut head = prompt(words).page(page + 1, count);
    for level in Level::ALL {
        head = head.level(level.label(), *level == chosen, Message::Level(*level));
    }
    let head = head.on_said(Message::Said, said).on_other(Message::Other).on_copy(Message::Copy);
    let mut internal: Vec<String> =
        spoken.internal.iter().map(InternalText::for_staff).map(str::to_owned).collect();
    if form.draft.capability == Some(Capability::BeyondUs) {
        internal.push("非本单位能力：只答应跟进和告知，不答应结果".to_owned());
    }
    let below = hints(spoken.dos.into_iter().map(Into::into), spoken.donts.into_iter().map(Into::into))
        .internal(internal.into_iter().map(Into::into));
    // The visitor sees the screen (rules §10): what is internal can be folded away there.
    let below =
        if form.draft.channel == Channel::WalkIn { below.fold(form.folded, Message::Fold) } else { below };
    pane(column![Element::from(head), Element::from(below)].spacing(spacing::M))
        .width(Length::Fixed(spacing::PROMPT_WIDTH))
        .into()
}
