//! What to say beside the form of a case, or beside its time line; what was said or sent goes into the time line with its words.

use iced::{Task, clipboard};

use crate::desk::error::Error;
use crate::desk::reply::Written;
use crate::domain::case::Case as Record;
use crate::domain::code::Medium;
use crate::domain::event::EventKind;
use crate::domain::masking::mask_phone;
use crate::domain::work_order::WorkOrder;
use crate::library::say::{self, Spoken};
use crate::library::sentence::Talk;
use crate::library::talk::step_owed;
use crate::library::variable::Variable;
use crate::ui::screen::case::message::Message;
use crate::ui::screen::case::screen::{Case, given};
use crate::ui::screen::contract::{Action, Context, Request};
use crate::ui::screen::danger_card;
use crate::ui::screen::phrase_panel::{PhrasePanel, Press};
use crate::ui::widget::focus;

impl Case {
    /// The talk that goes with the open form; without one, the talk that is owed on an open case.
    fn talk(&self, context: &Context) -> Option<Talk> {
        let shown = self.shown.as_ref()?;
        let library = context.desk.library();
        let given = given(shown, (&self.handlers, &self.related, &self.limits), &library, context);
        let step = match &self.form {
            Some(form) => form.step(given)?,
            None if given.state.is_open() => {
                step_owed(given.case, given.state, &context.settings.rules, given.now)
            }
            None => return None,
        };
        let mut talk =
            Talk::of_state(&library, (given.case, given.state), &context.settings, step, given.now);
        // Who speaks is at the desk now, whoever took the case in.
        talk.values.set(Variable::Receiver, &context.actor.name);
        talk.values.set_steward(self.steward.as_ref());
        if let Some(form) = &self.form {
            form.speak(&mut talk, given);
        }
        self.speech.keep_shown(&mut talk);
        if let Some(level) = self.speech.level {
            talk.level = level;
        }
        Some(talk)
    }

    /// The work order as text for the house's other systems; numbers stand in it as they stand on the screen. Ledger 16-06.
    pub(super) fn copy_order(&self, context: &Context) -> Action<Message> {
        let Some((case, _)) = &self.shown else { return Action::none() };
        let phone = |number: &str| if self.revealed { number.to_owned() } else { mask_phone(number) };
        let order = WorkOrder::of(case, &context.settings.rules, &context.names(), phone);
        let hint = if self.revealed {
            ""
        } else {
            "；电话是隐去的，要全的先点「显示完整电话」"
        };
        Action::run(clipboard::write(order.text())).and(Request::Say(format!("工单已复制{hint}")))
    }

    /// What to say now; `None` while the form speaks to nobody, or nothing is owed any more.
    pub(super) fn spoken(&self, context: &Context) -> Option<Spoken> {
        let spoken = say::now(&context.desk.library(), &self.talk(context)?);
        let (_, state) = self.shown.as_ref()?;
        Some(spoken.with_known(&context.desk.knowledge(), &state.facts, context.now().date()))
    }

    /// Something was pressed on the panel of sentences.
    pub(super) fn press(&mut self, press: Press, context: &Context) -> Action<Message> {
        let Some(spoken) = self.spoken(context) else { return Action::none() };
        self.speech.press(press);
        match press {
            Press::Copy => {
                let text = self.speech.copy(&spoken);
                Action::run(clipboard::write(text)).and(Request::Say("已复制".into()))
            }
            Press::Said => self.said(&spoken, context),
            Press::Sent(medium) => self.sent(&spoken, medium, context),
            Press::Pause => Action::ask(Request::Pause),
            Press::Dangers if self.speech.dangers => Action::run(focus::to(danger_card::KINDS)),
            Press::DangerSeen(_) | Press::NoDanger if self.saving => Action::none(),
            Press::DangerSeen(_) | Press::NoDanger => {
                let cards = context.desk.library();
                let told = PhrasePanel::danger_told(press, &spoken, cards.cards());
                told.map_or_else(Action::none, |kind| {
                    Action::run(self.append(kind, Message::SaidKept, context))
                })
            }
            Press::Other | Press::Level(_) | Press::Fold | Press::Help(_) | Press::Dangers => Action::none(),
        }
    }

    /// A sentence that was said is kept in the time line with its words as said.
    fn said(&mut self, spoken: &Spoken, context: &Context) -> Action<Message> {
        if self.saving {
            return Action::none();
        }
        let Some(sentence) = self.speech.mark_said(spoken) else { return Action::none() };
        let kind = EventKind::Said { sentence: sentence.id, text: sentence.text.as_str().to_owned() };
        Action::run(self.append(kind, Message::SaidKept, context))
    }

    /// A sentence that was copied was sent by hand: that is kept with its words as sent. Ledger 07-20.
    fn sent(&mut self, spoken: &Spoken, medium: Medium, context: &Context) -> Action<Message> {
        if self.saving {
            return Action::none();
        }
        match self.speech.sent(spoken, medium) {
            Err(blank) => Action::ask(Request::Say(blank)),
            Ok(kind) => {
                self.saving = true;
                Action::run(self.append(kind, Message::SentKept, context))
            }
        }
    }

    fn append(
        &self,
        kind: EventKind,
        answer: fn(Result<Written<Record>, Error>) -> Message,
        context: &Context,
    ) -> Task<Message> {
        let Some((case, _)) = &self.shown else { return Task::none() };
        let event = vec![(context.now(), kind)];
        Task::perform(context.desk.append(&context.actor, self.number, case.events.len(), event), answer)
    }

    /// A form of 进展告知 whose words went out with the sentence has done its work.
    pub(super) fn sent_kept(
        &mut self,
        written: Result<Written<Record>, Error>,
        context: &Context,
    ) -> Action<Message> {
        self.saving = false;
        let Written { value, changed } = match written {
            Ok(written) => written,
            Err(error) => return Action::ask(Request::Warn(error.message())),
        };
        self.speech.copied = None;
        let sent = value.events.last().map(|event| &event.kind);
        let done = self.form.as_ref().zip(sent).filter(|(form, sent)| form.is_done_by(sent));
        let dropped = match done.map(|(form, _)| form.act()) {
            Some(act) => {
                self.form = None;
                self.drop_draft(act.code(), context)
            }
            None => Task::none(),
        };
        self.request.ask();
        let shown = self.show(value, context).and(Request::Wrote(changed));
        shown.with(Action::run(dropped)).and(Request::Say("已发出，记在经过里".into()))
    }
}
