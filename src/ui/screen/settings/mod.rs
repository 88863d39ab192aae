//! 设置: everything that the rules call a setting, for the supervisor; others may look. Words and figures are typed
//! and then saved together; the staff is changed at once. What the parts look like stands in `parts`.
//!
//! | file | what lives there |
//! |---|---|
//! | `form` `parts` `figures` | the settings as typed, what they look like, the figures among the rules |
//! | `people` `leaving` `pins` | the staff; what somebody leaves behind; PINs |
//! | `calendar` | 工作日历 |
//! | `categories` | 统计类别 and 焦点话题 while they are typed |
//! | `data` `safety_form` `outgoing` | data folder, copies, check; how many copies, where a second one goes; copies that leave the computer |
//! | `message` | what happens on the screen |

use std::sync::Arc;

use chrono::Datelike;
use iced::widget::{Row, column, container, row, space};
use iced::{Alignment, Element, Length, Task};

use crate::desk::error::Error;
use crate::desk::reply::Written;
use crate::domain::settings::{Party, Settings};
use crate::domain::superior::Superior;
use crate::ui::screen::contract::{Action, Context, Request, Screen};
use crate::ui::screen::settings::calendar::CalendarPart;
use crate::ui::screen::settings::data::Data;
use crate::ui::screen::settings::form::{ProblemAt, SettingsForm};
use crate::ui::screen::settings::message::Section;
use crate::ui::screen::settings::parts::Parts;
use crate::ui::screen::settings::people::People;
use crate::ui::screen::settings::pins::Pins;
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, nav, notice, pane, place, text};

pub mod calendar;
pub mod categories;
pub mod data;
pub mod figures;
pub mod form;
pub mod leaving;
pub mod message;
pub mod outgoing;
pub mod parts;
pub mod people;
pub mod pins;
pub mod safety_form;

pub use message::Message;

/// More rungs than this the ladder has not.
const RUNGS: usize = 6;

/// The screen.
#[derive(Debug)]
pub struct SettingsScreen {
    section: Section,
    form: SettingsForm,
    /// The settings that the form was made of.
    base: Arc<Settings>,
    people: People,
    pins: Pins,
    calendar: CalendarPart,
    data: Data,
    /// Save was pressed although something is wrong: the sentence names where.
    refused: Option<String>,
    saving: bool,
    /// What was half typed when the computer was shut down has been asked for.
    asked_typed: bool,
}

/// The word under which what is half typed is kept.
const KEPT: &str = "settings";

impl SettingsScreen {
    /// The screen with the settings in force.
    pub fn new(context: &Context) -> Self {
        Self {
            section: Section::Property,
            form: SettingsForm::of(&context.settings),
            base: Arc::clone(&context.settings),
            people: People::default(),
            pins: Pins::default(),
            calendar: CalendarPart::new(context.now().date().year()),
            data: Data::default(),
            refused: None,
            saving: false,
            asked_typed: false,
        }
    }

    /// What was half typed when the computer was shut down; nothing when it no longer fits this program.
    fn take_typed(&mut self, typed: Option<String>) {
        let form = typed.and_then(|text| serde_json::from_str::<SettingsForm>(&text).ok());
        if let Some(form) = form.filter(|_| !self.is_changed()) {
            self.form = form;
            self.refused = Some("上次关机时没保存的改动都在，请核对后保存。".to_owned());
        }
    }

    fn is_changed(&self) -> bool {
        self.form != SettingsForm::of(&self.base)
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        if self.saving || !self.is_changed() {
            return Action::none();
        }
        let Some(settings) = self.form.read(&context.settings) else {
            let wrong = self.form.problems();
            if let Some((spot, _)) = wrong.first() {
                self.section = section_of(*spot);
                self.refused = Some(match wrong.as_slice() {
                    [(ProblemAt::Calendar, sentence)] => sentence.clone(),
                    wrong => format!("有 {} 处填得不对，已标出，还没有保存。", wrong.len()),
                });
            }
            return Action::none();
        };
        self.saving = true;
        self.refused = None;
        let saved = context.desk.save_settings(&context.actor, settings);
        Action::run(Task::perform(saved, |result| Message::Saved(Box::new(result))))
    }

    fn saved(&mut self, result: Result<Written<Settings>, Error>) -> Action<Message> {
        self.saving = false;
        match result {
            Ok(written) => {
                self.base = Arc::new(written.value);
                self.form = SettingsForm::of(&self.base);
                Action::ask(Request::Wrote(written.changed)).and(Request::Say("设置已保存".to_owned()))
            }
            Err(error) => {
                self.refused = Some(error.message());
                Action::none()
            }
        }
    }

    fn type_in(&mut self, message: Message) {
        let form = &mut self.form;
        match message {
            Message::Word(word, text) => form.set_word(word, text),
            Message::Superior(at, part, text) => form.set_superior(at, part, text),
            Message::AddSuperior if form.ladder.len() < RUNGS => {
                let rank = form.ladder.last().map(|last| last.rank).unwrap_or_default();
                form.ladder.push(Superior { rank, ..Superior::default() });
            }
            Message::SuperiorRank(at, rank) => {
                if let Some(superior) = form.ladder.get_mut(at) {
                    superior.rank = rank;
                }
            }
            Message::RemoveSuperior(at) if form.ladder.len() > 1 && at < form.ladder.len() => {
                form.ladder.remove(at);
            }
            Message::Party(at, text) => {
                if let Some(party) = form.parties.get_mut(at) {
                    party.name = text;
                }
            }
            Message::PartyKind(at, kind) => {
                if let Some(party) = form.parties.get_mut(at) {
                    party.kind = kind;
                }
            }
            Message::AddParty(kind) => form.parties.push(Party { kind, name: String::new() }),
            Message::RemoveParty(at) if at < form.parties.len() => {
                form.parties.remove(at);
            }
            Message::Categories(message) => categories::update(form, message),
            Message::Deadline(at, text) => {
                if let Some(typed) = form.deadlines.get_mut(at) {
                    *typed = text;
                }
            }
            Message::Other(at, text) => {
                if let Some(typed) = form.others.get_mut(at) {
                    *typed = text;
                }
            }
            Message::From(text) => form.from = text,
            Message::To(text) => form.to = text,
            Message::LargeType(large) => form.large_type = large,
            _ => {}
        }
        self.refused = None;
    }
}

/// Which part shows a spot.
fn section_of(spot: ProblemAt) -> Section {
    match spot {
        ProblemAt::Word(_) => Section::Property,
        ProblemAt::Superior(..) => Section::Ladder,
        ProblemAt::Party(_) => Section::Parties,
        ProblemAt::Category(_) | ProblemAt::Topic(_) => Section::Categories,
        ProblemAt::Deadline(_) => Section::Deadlines,
        ProblemAt::Other(_) | ProblemAt::From | ProblemAt::To => Section::DutyAndDisplay,
        ProblemAt::Calendar => Section::Calendar,
    }
}

impl Screen for SettingsScreen {
    type Message = Message;

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Show(section) => {
                self.section = section;
                return self.refresh(context);
            }
            Message::Save => return self.save(context),
            Message::Undo => {
                self.form = SettingsForm::of(&self.base);
                self.calendar.forget();
                self.refused = None;
            }
            Message::Saved(result) => return self.saved(*result),
            Message::Typed(typed) => self.take_typed(typed),
            Message::People(message) => return self.people.update(message, context).map(Message::People),
            Message::Pins(message) => return self.pins.update(message, context).map(Message::Pins),
            Message::Data(message) => return self.data.update(message, context).map(Message::Data),
            // Looking at another year is everybody's.
            Message::Calendar(message @ calendar::Message::Year(_)) => {
                return Action::run(
                    self.calendar.update(message, &mut self.form.calendar).map(Message::Calendar),
                );
            }
            Message::Calendar(message) if context.is_supervisor() => {
                self.refused = None;
                return Action::run(
                    self.calendar.update(message, &mut self.form.calendar).map(Message::Calendar),
                );
            }
            typed if context.is_supervisor() => self.type_in(typed),
            _ => {}
        }
        Action::none()
    }

    fn shortcut(&self, shortcut: Shortcut) -> Option<Message> {
        (shortcut == Shortcut::Save).then_some(Message::Save)
    }

    fn refresh(&mut self, context: &Context) -> Action<Message> {
        if !self.is_changed() {
            self.form = SettingsForm::of(&context.settings);
            self.base = Arc::clone(&context.settings);
        }
        let typed = if std::mem::replace(&mut self.asked_typed, true) {
            Task::none()
        } else {
            Task::perform(context.desk.take_typed(KEPT), |typed| Message::Typed(typed.unwrap_or_default()))
        };
        Action::run(typed).with(Action::run(match self.section {
            Section::People => self.people.read(context).map(Message::People),
            Section::Pins => self.pins.read(context).map(Message::Pins),
            Section::Data => self.data.read(context).map(Message::Data),
            _ => Task::none(),
        }))
    }

    fn session_ends(&mut self, context: &Context) -> Task<Message> {
        match serde_json::to_string(&self.form).ok().filter(|_| self.is_changed()) {
            Some(typed) => Task::future(context.desk.keep_typed(KEPT, typed)).discard(),
            None => Task::none(),
        }
    }

    fn unsaved(&self) -> Option<String> {
        self.is_changed().then(|| "设置的改动".to_owned())
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let open = context.is_supervisor();
        let locked = (!open).then(|| {
            let who =
                format!("现在值班的是{}（{}），可以查看。", context.actor.name, context.actor.role.label());
            notice("只有客服主任可以修改设置", who, Tone::Waiting)
        });
        let places =
            Section::ALL.iter().map(|&one| place(one.label(), one == self.section, Message::Show(one)));
        let places = container(nav(places)).padding(spacing::S).width(SECTIONS).style(surface::panel);
        let part = container(self.part(open, context)).padding(spacing::L).width(Length::Fill);
        let part = container(pane(part).height(Length::Fill)).style(surface::panel).max_width(WIDEST);
        let typed = !matches!(self.section, Section::People | Section::Pins | Section::Data);
        let foot = (open && typed).then(|| self.foot());
        let content = column![locked, part, foot].spacing(spacing::M).width(Length::Fill);
        row![places, content].spacing(spacing::M).padding(spacing::L).into()
    }
}

/// Width of the list of parts.
const SECTIONS: f32 = 148.0;
/// A wider form is not easier to read.
const WIDEST: f32 = 860.0;

impl SettingsScreen {
    fn part<'a>(&'a self, open: bool, context: &'a Context) -> Element<'a, Message> {
        let parts = Parts::new(&self.form, open);
        match self.section {
            Section::Property => parts.words(),
            Section::People => self.people.view(open, context).map(Message::People),
            Section::Pins => self.pins.view(context).map(Message::Pins),
            Section::Parties => parts.parties(),
            Section::Ladder => parts.ladder(),
            Section::Categories => parts.categories(),
            Section::Deadlines => parts.deadlines(),
            Section::Calendar => self.calendar.view(&self.form.calendar, open).map(Message::Calendar),
            Section::DutyAndDisplay => parts.duty(),
            Section::Data => self.data.view(context).map(Message::Data),
        }
    }

    fn foot(&self) -> Element<'_, Message> {
        let changed = self.is_changed();
        let ready = changed && !self.saving;
        let save = button::primary(if self.saving { "正在保存…" } else { "保存" })
            .keys(Shortcut::Save.keys())
            .on_press_maybe(ready.then_some(Message::Save));
        let undo = changed.then(|| button::quiet("撤销改动").on_press(Message::Undo));
        let words = match &self.refused {
            Some(sentence) => text::small(sentence.as_str(), Tone::Danger),
            None if changed => text::caption("有改动，还没有保存。已经产生的时限不受影响。"),
            None => text::caption(""),
        };
        Row::new()
            .push(words)
            .push(space::horizontal())
            .push(undo)
            .push(save)
            .spacing(spacing::M)
            .align_y(Alignment::Center)
            .width(WIDEST)
            .into()
    }
}
