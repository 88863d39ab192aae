//! Who works at the counter: adding, renaming, another role, retiring and taking on again. Every change is written
//! at once.

use iced::widget::{Column, row, space};
use iced::{Alignment, Element, Length, Task};

use crate::desk::batch::LeaverHandOver;
use crate::desk::error::Error;
use crate::desk::reply::{Reply, Written};
use crate::domain::left_behind::LeftBehind;
use crate::domain::person::{Role, Staff, StaffId};
use crate::ui::screen::contract::{Action, Context, Request};
use crate::ui::screen::form::parts::FIRST;
use crate::ui::screen::settings::leaving::{self, Leaving};
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{Chips, button, field, focus, hairline, section, text};

/// The list and what is being changed in it.
#[derive(Debug, Default)]
pub struct People {
    staff: Vec<Staff>,
    name: String,
    role: Option<Role>,
    renaming: Option<(StaffId, String)>,
    /// Who leaves something behind.
    leaving: Option<Leaving>,
    /// Who has something open.
    handlers: Vec<String>,
    problem: Option<String>,
}

/// What happens in the list.
#[derive(Debug, Clone)]
pub enum Message {
    /// The list as it is now.
    Read(Result<(Vec<Staff>, Vec<String>), String>),
    /// The name of a new person was typed.
    Name(String),
    /// The role of a new person was chosen.
    NewRole(Role),
    /// The new person is added.
    Add,
    /// A person gets another role.
    Role(StaffId, Role),
    /// A person's name is to be changed.
    Rename(StaffId),
    /// The other name was typed.
    Renaming(String),
    /// The other name holds.
    Renamed,
    /// A person works here no longer, or what a former one answers for shall go to another.
    Retire(StaffId),
    /// What that person leaves behind.
    Open(StaffId, Result<LeftBehind, Error>),
    /// In the form of who leaves.
    Leaving(leaving::Message),
    /// The cases are handed over, or a sentence says why not.
    HandedOver(Result<Written<LeaverHandOver>, Error>),
    /// A former person works here again.
    TakeOn(StaffId),
    /// The change is on disk, or a sentence why not.
    Changed(Box<Result<Written<Vec<Staff>>, Error>>),
}

impl People {
    /// Asks for the list.
    pub fn read(&self, context: &Context) -> Task<Message> {
        let (staff, handlers) = (context.desk.staff(), context.desk.burdened());
        let read = async move { Ok::<_, Error>((staff.await?, handlers.await?)) };
        Task::perform(read, |read| Message::Read(read.map_err(|error| error.message())))
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        let (desk, actor) = (&context.desk, &context.actor);
        match message {
            Message::Read(Ok((staff, handlers))) => (self.staff, self.handlers) = (staff, handlers),
            Message::Read(Err(sentence)) => return Action::ask(Request::Warn(sentence)),
            Message::Name(text) => self.name = text,
            Message::NewRole(role) => self.role = Some(role),
            Message::Add if self.name.trim().is_empty() => {
                self.problem = Some("请先填写姓名。".to_owned());
                return Action::run(focus::to(NEW));
            }
            Message::Add => {
                return changed(desk.add_staff(actor, &self.name, self.role.unwrap_or(Role::Reception)));
            }
            Message::Role(id, role) => {
                if let Some(person) = self.find(id).filter(|person| person.role != role) {
                    return changed(desk.update_staff(actor, id, &person.name, role));
                }
            }
            Message::Rename(id) => {
                self.renaming = self.find(id).map(|person| (id, person.name.clone()));
                return Action::run(focus::to(RENAME));
            }
            Message::Renaming(text) => {
                if let Some((_, name)) = &mut self.renaming {
                    *name = text;
                }
            }
            Message::Renamed => {
                let person = self.renaming.as_ref().and_then(|(id, name)| Some((self.find(*id)?, name)));
                if let Some((person, name)) = person {
                    return changed(desk.update_staff(actor, person.id, name, person.role));
                }
            }
            Message::Retire(id) => {
                if let Some(person) = self.find(id) {
                    let open = desk.left_behind(&person.name);
                    return Action::run(Task::perform(open, move |open| Message::Open(id, open)));
                }
            }
            Message::Open(id, Ok(left)) => return self.retire(id, left, context),
            Message::Open(_, Err(error)) => self.problem = Some(error.message()),
            Message::Leaving(message) => return self.leave(message, context),
            Message::HandedOver(Ok(written)) => return self.handed_over(written, context),
            Message::HandedOver(Err(error)) => self.problem = Some(error.message()),
            Message::TakeOn(id) => {
                if let Some(person) = self.find(id) {
                    return changed(desk.add_staff(actor, &person.name, person.role));
                }
            }
            Message::Changed(result) => return self.changed(*result),
        }
        Action::none()
    }

    /// Whoever has something open hands it over first; a former person who has nothing is done with.
    fn retire(&mut self, id: StaffId, left: LeftBehind, context: &Context) -> Action<Message> {
        match self.find(id).cloned() {
            Some(person) if !left.is_empty() => {
                self.leaving = Some(Leaving::new(id, person.name, person.active, left));
                Action::run(focus::to(FIRST))
            }
            Some(person) if person.active => changed(context.desk.retire_staff(&context.actor, id)),
            _ => Action::none(),
        }
    }

    fn handed_over(&mut self, written: Written<LeaverHandOver>, context: &Context) -> Action<Message> {
        let LeaverHandOver { cases, tasks, watches } = written.value;
        let counted = |count: usize, unit: &str| (count > 0).then(|| format!("{unit} {count}"));
        let parts = [counted(tasks, "待办"), counted(watches, "网上值守")];
        let parts = parts.into_iter().flatten().collect::<Vec<_>>().join("、");
        let others = if parts.is_empty() { parts } else { format!("（其中{parts}）") };
        let cases = cases.len();
        (self.leaving, self.problem) = (None, None);
        Action::run(self.read(context))
            .and(Request::Wrote(written.changed))
            .and(Request::Say(format!("已移交 {cases} 件{others}")))
    }

    fn leave(&mut self, message: leaving::Message, context: &Context) -> Action<Message> {
        let (desk, actor) = (&context.desk, &context.actor);
        let Some(leaving) = &mut self.leaving else { return Action::none() };
        self.problem = None;
        match message {
            leaving::Message::Cancel => self.leaving = None,
            leaving::Message::LeaveOnly => {
                let id = leaving.id;
                self.leaving = None;
                return changed(desk.retire_staff(actor, id));
            }
            leaving::Message::HandOver => match leaving.record(&context.people()) {
                Ok((to, reason)) => {
                    let done = desk.hand_over_and_retire(actor, leaving.id, &to, &reason);
                    return Action::run(Task::perform(done, Message::HandedOver));
                }
                Err(sentence) => self.problem = Some(sentence),
            },
            typed => leaving.update(typed),
        }
        Action::none()
    }

    fn changed(&mut self, result: Result<Written<Vec<Staff>>, Error>) -> Action<Message> {
        match result {
            Ok(written) => {
                self.staff = written.value;
                (self.name, self.renaming, self.problem) = (String::new(), None, None);
                Action::ask(Request::Wrote(written.changed))
            }
            Err(error) => {
                self.problem = Some(error.message());
                Action::none()
            }
        }
    }

    fn find(&self, id: StaffId) -> Option<&Staff> {
        self.staff.iter().find(|person| person.id == id)
    }

    /// The list; `open` for those who may change it.
    pub fn view<'a>(&'a self, open: bool, context: &Context) -> Element<'a, Message> {
        if let Some(leaving) = &self.leaving {
            let problem = self.problem.as_deref().map(|sentence| text::small(sentence, Tone::Danger));
            let form =
                leaving.view(&context.people(), &context.settings.rules, context.now()).map(Message::Leaving);
            return iced::widget::column![form, problem].spacing(spacing::S).into();
        }
        let (present, former): (Vec<_>, Vec<_>) = self.staff.iter().partition(|person| person.active);
        let mut list =
            Column::new().spacing(spacing::S).push(section("在岗", "改名后，以前的记录仍写当时的名字"));
        for person in present {
            list = list.push(self.line(person, open));
        }
        if open {
            list = list.push(hairline()).push(self.new_person());
        }
        list = list.push(self.problem.as_deref().map(|sentence| text::small(sentence, Tone::Danger)));
        if !former.is_empty() {
            list = list.push(hairline()).push(section("已离岗", "以前的记录里有他们的名字，所以不删除"));
        }
        for person in former {
            let again = open.then(|| button::quiet("重新到岗").small().on_press(Message::TakeOn(person.id)));
            let answers = self.handlers.contains(&person.name);
            let hand_over = (open && answers)
                .then(|| button::secondary("移交没了结的").small().on_press(Message::Retire(person.id)));
            list = list.push(
                row![
                    text::toned(&person.name, Tone::Muted),
                    text::caption(person.role.label()),
                    space::horizontal(),
                    hand_over,
                    again
                ]
                .spacing(spacing::M)
                .align_y(Alignment::Center),
            );
        }
        list.into()
    }

    fn line<'a>(&'a self, person: &'a Staff, open: bool) -> Element<'a, Message> {
        if !open {
            return row![text::body(&person.name).width(160), text::caption(person.role.label())]
                .spacing(spacing::M)
                .align_y(Alignment::Center)
                .into();
        }
        let id = person.id;
        let role = Chips::one_of(
            Role::ALL.iter().copied(),
            Some(&person.role),
            |role| role.label().into(),
            move |role| Message::Role(id, role),
        )
        .plain();
        let renaming = self.renaming.as_ref().filter(|(renamed, _)| *renamed == id);
        let name: Element<'_, Message> = match renaming {
            Some((_, name)) => field("", name)
                .id(RENAME)
                .on_input(Message::Renaming)
                .on_submit(Message::Renamed)
                .width(NAMES)
                .into(),
            None => text::body(&person.name).width(NAMES).into(),
        };
        let rename = match renaming {
            Some(_) => button::secondary("改好了").small().on_press(Message::Renamed),
            None => button::quiet("改名").small().on_press(Message::Rename(id)),
        };
        let retire = button::quiet("离岗").small().on_press(Message::Retire(id));
        row![name, role, space::horizontal(), rename, retire]
            .spacing(spacing::M)
            .align_y(Alignment::Center)
            .into()
    }

    fn new_person(&self) -> Element<'_, Message> {
        let name = field("", &self.name)
            .id(NEW)
            .placeholder("新员工的姓名")
            .on_input(Message::Name)
            .on_submit(Message::Add)
            .width(NAMES);
        let role = Chips::one_of(
            Role::ALL.iter().copied(),
            Some(&self.role.unwrap_or(Role::Reception)),
            |role| role.label().into(),
            Message::NewRole,
        )
        .plain();
        let add = button::secondary("添加").small().on_press(Message::Add);
        row![name, role, space::horizontal(), add]
            .spacing(spacing::M)
            .align_y(Alignment::Center)
            .width(Length::Fill)
            .into()
    }
}

const NEW: &str = "settings-new-person";
const RENAME: &str = "settings-rename";
const NAMES: f32 = 160.0;

fn changed(reply: Reply<Written<Vec<Staff>>>) -> Action<Message> {
    Action::run(Task::perform(reply, |result| Message::Changed(Box::new(result))))
}
