//! The dialogs over the window: papers to print, a supervisor who shall confirm, a call about a 公共事件, whether what is
//! typed shall go.

use iced::Task;

use crate::app::head;
use crate::app::screens::Place;
use crate::app::window::{Asking, Message, Window};
use crate::desk::print::printout::Printout;
use crate::ui::screen::confirm::Confirm;
use crate::ui::screen::contract::CallStart;
use crate::ui::screen::outage_call::{self, OutageCallDialog};
use crate::ui::screen::print::{self, PrintDialog};
use crate::ui::widget::focus;

impl Window {
    pub(super) fn offer_papers(&mut self, papers: Vec<Printout>) -> Task<Message> {
        let (dialog, task) = PrintDialog::new(papers, &self.context);
        self.print = Some(dialog);
        task.map(Message::Print)
    }

    pub(super) fn ask_supervisor(&mut self, what: String) -> Task<Message> {
        let confirm = Confirm::new(what, &self.people.staff, &self.people.with_pin);
        let focus = confirm.focus();
        self.asking = Some(Asking::Confirm(self.place, confirm));
        focus
    }

    /// Asks before what was typed goes: on the screen at a place, or in the dialog over the window.
    pub(super) fn ask_discard(&mut self, place: Option<Place>, what: String) -> Task<Message> {
        self.asking = Some(Asking::Discarding(place, what));
        focus::to(head::STAY)
    }

    /// What is typed in the dialog over the window.
    pub(super) fn typed_in_dialog(&self) -> Option<String> {
        let call = self.call.as_ref().and_then(OutageCallDialog::unsaved);
        call.or_else(|| self.print.as_ref().and_then(PrintDialog::unsaved))
    }

    /// The dialog over the window is put away; what was typed in it is asked about first.
    pub(super) fn put_away(&mut self) -> Task<Message> {
        match self.typed_in_dialog() {
            Some(typed) => self.ask_discard(None, typed),
            None => self.drop_dialog(),
        }
    }

    fn drop_dialog(&mut self) -> Task<Message> {
        if self.call.take().is_none() {
            self.print = None;
        }
        Task::none()
    }

    /// What was asked about is done: the window closes, or the screen goes on.
    pub(super) fn lose(&mut self) -> Task<Message> {
        let Some(Asking::Discarding(place, _)) = self.asking.take() else { return self.leave() };
        let Some(place) = place else { return self.drop_dialog() };
        let action = self.screens.discard(place, &self.context);
        self.act(action)
    }

    pub(super) fn take_call(&mut self, start: CallStart) -> Task<Message> {
        let (dialog, task) = OutageCallDialog::new(start, &self.context);
        self.call = Some(dialog);
        task.map(Message::Call)
    }

    pub(super) fn in_print(&mut self, message: print::Message) -> Task<Message> {
        let Some(dialog) = &mut self.print else { return Task::none() };
        let action = dialog.update(message, &self.context);
        self.perform(action, Message::Print)
    }

    pub(super) fn in_call(&mut self, message: outage_call::Message) -> Task<Message> {
        let Some(dialog) = &mut self.call else { return Task::none() };
        let action = dialog.update(message, &self.context);
        self.perform(action, Message::Call)
    }
}
