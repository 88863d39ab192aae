//! The known caller: looked for while number, room and name are typed, taken over with one key; his open matters with
//! 催办, 同一事, 加入群诉.

use iced::Task;

use crate::domain::caller::Caller;
use crate::domain::case::CaseNumber;
use crate::domain::code::Channel;
use crate::ui::screen::contract::{Action, Context, Request};
use crate::ui::screen::intake::message::Message;
use crate::ui::screen::intake::screen::Intake;

impl Intake {
    /// Asks who it may be when phone, room or name changed.
    pub(super) fn search(&mut self, context: &Context) -> Task<Message> {
        let Some(form) = self.forms.get(self.current) else { return Task::none() };
        let draft = &form.draft;
        let calls = draft.channel == Channel::Phone && !draft.called_from.trim().is_empty();
        let phone = if calls { &draft.called_from } else { &draft.phone };
        let caller = Caller {
            phone: phone.trim().to_owned(),
            room: draft.room.trim().to_owned(),
            name: draft.name.trim().to_owned(),
        };
        if caller == self.asked {
            return Task::none();
        }
        self.asked = caller.clone();
        let request = self.request.ask();
        Task::perform(context.desk.known_caller(caller), move |known| Message::Found(request, known))
    }

    /// 带入: the proposed person at this place is taken over into the form.
    pub(super) fn take_person(&mut self, at: usize, context: &Context) -> Action<Message> {
        let Some(known) = self.known.persons.get(at).cloned() else { return Action::none() };
        self.with(context, |form, _| {
            form.take_person(&known.person);
            None
        })
    }

    /// 催办: everything in the form goes onto the open case. What was typed without an answer is settled first, as when a
    /// form is saved.
    pub(super) fn urge(&mut self, number: CaseNumber, context: &Context) -> Action<Message> {
        let now = context.now();
        let Some(matter) = self.known.matters.iter().find(|matter| matter.row.number == number) else {
            return Action::none();
        };
        let expected = matter.row.events as usize;
        if self.saving {
            return Action::none();
        }
        let Some(form) = self.form() else { return Action::none() };
        let actor = form.backed_actor(&context.actor);
        if let Err((step, text)) = form.settle(&actor, &context.settings, now) {
            form.word = Some(text.clone());
            return self.go(step, context).and(Request::Warn(text));
        }
        let (id, draft) = (form.id, form.draft.clone());
        self.saving = true;
        let urged = context.desk.urge(&actor, number, expected, draft, id);
        Action::run(Task::perform(urged, move |done| Message::Urged(id, number, done)))
    }

    /// Links the form to a case of the same matter or group, or takes that back.
    pub(super) fn link(&mut self, number: CaseNumber, group: bool, context: &Context) -> Action<Message> {
        self.with(context, |form, _| {
            let draft = &mut form.draft;
            let (link, other) = if group {
                (&mut draft.group_of, &mut draft.repeat_of)
            } else {
                (&mut draft.repeat_of, &mut draft.group_of)
            };
            *link = if *link == Some(number) { None } else { Some(number) };
            // The same case is either repeated or led by, never both.
            if *other == Some(number) {
                *other = None;
            }
            form.dirty = true;
            None
        })
    }
}
