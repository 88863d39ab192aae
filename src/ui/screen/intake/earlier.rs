//! Earlier and open cases of the caller: looked for while number, room and name are typed; 催办, 关联同一事, 加入群诉.

use iced::Task;

use crate::domain::caller::Caller;
use crate::domain::case::CaseNumber;
use crate::domain::event::EventKind;
use crate::ui::screen::contract::{Action, Context};
use crate::ui::screen::intake::message::Message;
use crate::ui::screen::intake::screen::Intake;

impl Intake {
    /// Asks for earlier and open cases when phone, room or name changed.
    pub(super) fn search(&mut self, context: &Context) -> Task<Message> {
        let Some(form) = self.forms.get(self.current) else { return Task::none() };
        let phone =
            if form.draft.phone.trim().is_empty() { &form.draft.called_from } else { &form.draft.phone };
        let caller = Caller {
            phone: phone.trim().to_owned(),
            room: form.draft.room.trim().to_owned(),
            name: form.draft.name.trim().to_owned(),
        };
        if caller == self.asked {
            return Task::none();
        }
        self.asked = caller.clone();
        let turn = self.turn.ask();
        Task::perform(context.desk.same_matter(caller), move |hits| Message::Found(turn, hits))
    }

    /// Only a note on the open case: the caller chases what is already being handled.
    pub(super) fn urge(&mut self, number: CaseNumber, context: &Context) -> Action<Message> {
        let (actor, now) = (context.actor.clone(), context.now());
        let Some(hit) = self.hits.iter().find(|hit| hit.number == number) else { return Action::none() };
        let expected = hit.events as usize;
        let Some(form) = self.form() else { return Action::none() };
        let words = form.draft.verbatim.trim();
        let words = if words.is_empty() { String::new() } else { format!("：{words}") };
        let text = format!("业主{}催办{words}", form.draft.channel.label());
        let id = form.id;
        let kind = EventKind::Note { text, internal: false };
        let noted = context.desk.append(&actor, number, expected, vec![(now, kind)]);
        Action::run(Task::perform(noted, move |done| Message::Urged(id, done)))
    }

    /// Links the form to a case of the same matter or group, or takes that back.
    pub(super) fn link(&mut self, number: CaseNumber, group: bool, context: &Context) -> Action<Message> {
        self.with(context, |form, _| {
            let link = if group { &mut form.draft.group_of } else { &mut form.draft.repeat_of };
            *link = if *link == Some(number) { None } else { Some(number) };
            form.dirty = true;
            None
        })
    }
}
