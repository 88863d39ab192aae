//! 设置: everything that the rules call a setting, for the supervisor; others may look. Words and figures are typed
//! and then saved together; the staff is changed at once. What the parts look like stands in `parts`.

use std::sync::Arc;

use iced::widget::{Row, column, container, row, space};
use iced::{Alignment, Element, Length, Task};

use crate::desk::error::Error;
use crate::desk::reply::Written;
use crate::domain::settings::{Settings, Superior};
use crate::ui::screen::contract::{Action, Context, Request, Screen};
use crate::ui::screen::settings::data::Data;
use crate::ui::screen::settings::form::{Form, Spot};
use crate::ui::screen::settings::message::Section;
use crate::ui::screen::settings::parts::Parts;
use crate::ui::screen::settings::people::People;
use crate::ui::screen::settings::pins::Pins;
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, nav, notice, pane, place, text};

pub mod data;
pub mod figures;
pub mod form;
pub mod message;
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
    form: Form,
    /// The settings that the form was made of.
    base: Arc<Settings>,
    people: People,
    pins: Pins,
    data: Data,
    /// Save was pressed although something is wrong: the sentence names where.
    refused: Option<String>,
    saving: bool,
}

impl SettingsScreen {
    /// The screen with the settings in force.
    pub fn new(context: &Context) -> Self {
        Self {
            section: Section::Property,
            form: Form::of(&context.settings),
            base: Arc::clone(&context.settings),
            people: People::default(),
            pins: Pins::default(),
            data: Data::default(),
            refused: None,
            saving: false,
        }
    }

    fn is_changed(&self) -> bool {
        self.form != Form::of(&self.base)
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        if self.saving || !self.is_changed() {
            return Action::none();
        }
        let Some(settings) = self.form.read(&context.settings) else {
            let wrong = self.form.problems();
            if let Some((spot, _)) = wrong.first() {
                self.section = section_of(*spot);
                self.refused = Some(format!("有 {} 处填得不对，已标出，还没有保存。", wrong.len()));
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
                self.form = Form::of(&self.base);
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
                form.ladder.push(Superior { title: String::new(), name: String::new(), phone: String::new() })
            }
            Message::RemoveSuperior(at) if form.ladder.len() > 1 && at < form.ladder.len() => {
                form.ladder.remove(at);
            }
            Message::Category(at, text) => {
                if let Some(line) = form.categories.get_mut(at) {
                    line.label = text;
                }
            }
            Message::Offer(at, active) => {
                if let Some(line) = form.categories.get_mut(at) {
                    line.active = active;
                }
            }
            Message::AddCategory => form.add_category(),
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
fn section_of(spot: Spot) -> Section {
    match spot {
        Spot::Word(_) => Section::Property,
        Spot::Superior(..) => Section::Ladder,
        Spot::Category(_) => Section::Categories,
        Spot::Deadline(_) => Section::Deadlines,
        Spot::Other(_) | Spot::From | Spot::To => Section::Obligation,
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
                self.form = Form::of(&self.base);
                self.refused = None;
            }
            Message::Saved(result) => return self.saved(*result),
            Message::People(message) => return self.people.update(message, context).map(Message::People),
            Message::Pins(message) => return self.pins.update(message, context).map(Message::Pins),
            Message::Data(message) => return self.data.update(message, context).map(Message::Data),
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
            self.form = Form::of(&context.settings);
            self.base = Arc::clone(&context.settings);
        }
        Action::run(match self.section {
            Section::People => self.people.read(context).map(Message::People),
            Section::Pins => self.pins.read(context).map(Message::Pins),
            Section::Data => self.data.read(context).map(Message::Data),
            _ => Task::none(),
        })
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
            Section::People => self.people.view(open).map(Message::People),
            Section::Pins => self.pins.view(context).map(Message::Pins),
            Section::Ladder => parts.ladder(),
            Section::Categories => parts.categories(),
            Section::Deadlines => parts.deadlines(),
            Section::Obligation => parts.duty(),
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
