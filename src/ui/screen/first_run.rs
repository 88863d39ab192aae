//! The first start: the few particulars without which nothing can be taken in. Everything else has a value
//! to begin with and waits in the settings. Then the recovery code is shown, once.

use iced::widget::{Column, container, row, space};
use iced::{Alignment, Element, Length, Task};

use crate::desk::handle::Desk;
use crate::desk::setup::FirstRun as Answers;
use crate::domain::person::Role;
use crate::domain::settings::Settings;
use crate::domain::setup::{self, Typed};
use crate::ui::screen::recovery::{self, RecoveryCard};
use crate::ui::spacing;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{Chips, button, field, focus, hairline, pane, section, text};

/// The first start.
#[derive(Debug)]
pub struct FirstRun {
    property: String,
    phone: String,
    staff: Vec<StaffLine>,
    /// Problems show once the button was pressed: nobody is scolded for what is not filled in yet.
    checked: bool,
    saving: bool,
    failed: Option<String>,
    /// The recovery code, once the particulars are saved.
    code: Option<RecoveryCard>,
}

#[derive(Debug)]
struct StaffLine {
    name: String,
    role: Role,
}

/// What happens on the screen.
#[derive(Debug, Clone)]
pub enum Message {
    /// The name of the property was typed.
    Property(String),
    /// The centre's number was typed.
    Phone(String),
    /// The name of the person at a place of the list was typed.
    Name(usize, String),
    /// That person's role was chosen.
    Role(usize, Role),
    /// One more line for a person.
    AddPerson,
    /// A line is not needed.
    RemovePerson(usize),
    /// The data come from another computer: choose the copy. The app acts on it.
    Bring,
    /// Everything is filled in: begin.
    Begin,
    /// The particulars are on disk, or a sentence why not.
    Saved(Result<(), String>),
    /// The recovery code is made; nothing when it could not be, for a supervisor can make one later.
    CodeMade(Option<String>),
    /// On the card with the code.
    Code(recovery::Message),
    /// Everything is answered: go on. The app acts on it.
    Done,
}

impl FirstRun {
    /// A form with what is known already – an import may have brought the property's name – and a line for a
    /// supervisor and one for the reception.
    pub fn new(settings: &Settings) -> (Self, Task<Message>) {
        let person = |role| StaffLine { name: String::new(), role };
        let form = Self {
            property: settings.property.clone(),
            phone: settings.centre_phone.clone(),
            staff: vec![person(Role::Supervisor), person(Role::Reception)],
            checked: false,
            saving: false,
            failed: None,
            code: None,
        };
        (form, focus::to(PROPERTY))
    }

    fn typed(&self) -> Vec<Typed<'_>> {
        self.staff.iter().map(|StaffLine { name, role }| Typed { name, role: *role, active: true }).collect()
    }

    fn is_fine(&self) -> bool {
        let typed = self.typed();
        setup::property_problem(&self.property).is_none()
            && setup::centre_phone_problem(&self.phone).is_none()
            && setup::name_problems(&typed).iter().all(Option::is_none)
            && setup::staff_problem(&typed).is_none()
    }

    /// Where the first problem is.
    fn first_problem(&self) -> String {
        if setup::property_problem(&self.property).is_some() {
            return PROPERTY.to_owned();
        }
        if setup::centre_phone_problem(&self.phone).is_some() {
            return PHONE.to_owned();
        }
        let odd = setup::name_problems(&self.typed()).iter().position(Option::is_some);
        let empty = self.staff.iter().position(|person| person.name.trim().is_empty());
        name_id(odd.or(empty).unwrap_or(0))
    }

    fn begin(&mut self, desk: &Desk) -> Task<Message> {
        self.checked = true;
        self.failed = None;
        if self.saving {
            return Task::none();
        }
        if !self.is_fine() {
            return focus::to(self.first_problem());
        }
        self.saving = true;
        let named = self.staff.iter().filter(|person| !person.name.trim().is_empty());
        let answers = Answers {
            property: self.property.trim().to_owned(),
            centre_phone: self.phone.trim().to_owned(),
            staff: named.map(|person| (person.name.trim().to_owned(), person.role)).collect(),
        };
        Task::perform(desk.set_up(answers), |result| {
            Message::Saved(result.map(|_| ()).map_err(|error| error.message()))
        })
    }

    /// Works a message in. That everything is answered is for the app to act on.
    pub fn update(&mut self, message: Message, desk: &Desk) -> Task<Message> {
        match message {
            Message::Property(text) => self.property = text,
            Message::Phone(text) => self.phone = text,
            Message::Name(at, text) => {
                if let Some(person) = self.staff.get_mut(at) {
                    person.name = text;
                }
            }
            Message::Role(at, role) => {
                if let Some(person) = self.staff.get_mut(at) {
                    person.role = role;
                }
            }
            Message::AddPerson => {
                self.staff.push(StaffLine { name: String::new(), role: Role::Reception });
                return focus::to(name_id(self.staff.len() - 1));
            }
            Message::RemovePerson(at) => {
                if at < self.staff.len() {
                    self.staff.remove(at);
                }
            }
            Message::Begin => return self.begin(desk),
            Message::Saved(Ok(())) => {
                return Task::perform(desk.first_recovery_code(), |made| {
                    Message::CodeMade(made.map(|written| written.value).ok())
                });
            }
            Message::CodeMade(None) => return Task::done(Message::Done),
            Message::CodeMade(Some(code)) => {
                let led = self.staff.iter().find(|person| person.role == Role::Supervisor);
                let by = led.map(|person| person.name.trim().to_owned()).unwrap_or_default();
                self.code = Some(RecoveryCard::new(code, by));
                return RecoveryCard::focus();
            }
            Message::Code(message) => {
                let done = matches!(message, recovery::Message::Kept);
                let Some(card) = &mut self.code else { return Task::none() };
                let task = card.update(message, desk).map(Message::Code);
                return if done { task.chain(Task::done(Message::Done)) } else { task };
            }
            Message::Bring | Message::Done => {}
            Message::Saved(Err(sentence)) => {
                self.saving = false;
                self.failed = Some(sentence);
            }
        }
        Task::none()
    }

    /// The form.
    pub fn view(&self) -> Element<'_, Message> {
        if let Some(card) = &self.code {
            let shown = Column::new()
                .push(text::title("先收好恢复码"))
                .push(card.view("收好了，去登录").map(Message::Code))
                .spacing(spacing::L);
            let card = container(shown).padding(spacing::XL).max_width(720).style(surface::panel);
            return pane(container(card).center_x(Length::Fill).padding(spacing::XL))
                .height(Length::Fill)
                .into();
        }
        let shown = |problem: Option<String>| problem.filter(|_| self.checked);
        let property = field("小区或项目名称", &self.property)
            .id(PROPERTY)
            .placeholder("如：阳光花园服务中心")
            .hint("会出现在话术和表格里")
            .error(shown(setup::property_problem(&self.property)))
            .on_input(Message::Property)
            .on_submit(Message::Begin);
        let phone = field("服务中心电话", &self.phone)
            .id(PHONE)
            .placeholder("如：0755-00001234")
            .hint("告诉业主的号码")
            .error(shown(setup::centre_phone_problem(&self.phone)))
            .on_input(Message::Phone)
            .on_submit(Message::Begin);
        let begin = button::primary(if self.saving { "正在保存…" } else { "开始使用" })
            .large()
            .on_press_maybe((!self.saving).then_some(Message::Begin));
        let failed = self.failed.as_deref().map(|sentence| text::toned(sentence, Tone::Danger));
        let form = Column::new()
            .push(text::title("欢迎使用听诉"))
            .push(text::caption(
                "先填这几项就能开始受理，其余都有初始值，以后可在“设置”里改。资料只存在这台电脑上。",
            ))
            .push(
                row![
                    text::caption("换了电脑，或以前用过？带来的备份里有全部资料，不用再填。"),
                    space::horizontal(),
                    button::secondary("从备份恢复…").on_press_maybe((!self.saving).then_some(Message::Bring))
                ]
                .align_y(Alignment::Center),
            )
            .push(hairline())
            .push(property)
            .push(phone)
            .push(hairline())
            .push(section("员工", "至少一位客服主任；以后可以增减"))
            .push(self.staff_lines())
            .push(
                shown(setup::staff_problem(&self.typed()))
                    .map(|sentence| text::small(sentence, Tone::Danger)),
            )
            .push(hairline())
            .push(row![begin, failed].spacing(spacing::L).align_y(Alignment::Center))
            .spacing(spacing::L);
        let card = container(form).padding(spacing::XL).max_width(720).style(surface::panel);
        pane(container(card).center_x(Length::Fill).padding(spacing::XL)).height(Length::Fill).into()
    }

    fn staff_lines(&self) -> Element<'_, Message> {
        let problems = setup::name_problems(&self.typed());
        let lines = self.staff.iter().zip(problems).enumerate().map(|(at, (person, problem))| {
            let name = field("", &person.name)
                .id(name_id(at))
                .placeholder(format!("第{}位的姓名", at + 1))
                .error(problem.filter(|_| self.checked))
                .on_input(move |text| Message::Name(at, text))
                .on_submit(Message::Begin);
            let role = Chips::one_of(
                Role::ALL.iter().copied(),
                Some(&person.role),
                |role| role.label().into(),
                move |role| Message::Role(at, role),
            )
            .plain();
            let remove = (self.staff.len() > 1)
                .then(|| button::quiet("去掉").small().on_press(Message::RemovePerson(at)));
            row![name, role, remove].spacing(spacing::M).align_y(Alignment::Center).into()
        });
        let add = button::quiet("＋ 再加一位").on_press(Message::AddPerson);
        Column::with_children(lines).push(row![add, space::horizontal()]).spacing(spacing::S).into()
    }
}

const PROPERTY: &str = "first-run-property";
const PHONE: &str = "first-run-phone";

fn name_id(at: usize) -> String {
    format!("first-run-name-{at}")
}
