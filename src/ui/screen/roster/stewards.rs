//! Who looks after which part of the estate, with the number that owners are given. Ledger 20-19.

use iced::widget::{Column, row};
use iced::{Alignment, Element, Length, Task};

use crate::desk::error::Error;
use crate::desk::reply::Written;
use crate::domain::household::Steward;
use crate::domain::reading::area::area;
use crate::domain::reading::phone;
use crate::ui::screen::contract::{Action, Context, Request};
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, empty, field, pane, section, text};

/// What is typed of one of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct StewardEntry {
    name: String,
    phone: String,
    areas: String,
}

/// The part of the screen.
#[derive(Debug, Default)]
pub struct Stewards {
    known: Vec<Steward>,
    /// The same as typed.
    typed: Vec<StewardEntry>,
    saving: bool,
    problem: Option<String>,
}

/// What happens here.
#[derive(Debug, Clone)]
pub enum Message {
    /// Who looks after what.
    Read(Result<Vec<Steward>, String>),
    /// A name was typed.
    Name(usize, String),
    /// A number was typed.
    Phone(usize, String),
    /// Buildings were typed.
    Areas(usize, String),
    /// One more.
    Add,
    /// One less.
    Remove(usize),
    /// Everything typed is to be kept.
    Save,
    /// It is on disk, or why not.
    Saved(Box<Result<Written<Vec<Steward>>, Error>>),
    /// Back to what is on disk.
    Leave,
}

impl Stewards {
    /// Asks for them.
    pub fn read(&self, context: &Context) -> Task<Message> {
        Task::perform(context.desk.stewards(), |read| Message::Read(read.map_err(|error| error.message())))
    }

    /// Who looks after what, as it is on disk.
    pub fn known(&self) -> &[Steward] {
        &self.known
    }

    /// Whether something is typed that is not on disk.
    pub fn is_changed(&self) -> bool {
        self.typed != shown(&self.known)
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Read(Ok(known)) => {
                let changed = self.is_changed();
                self.known = known;
                if !changed {
                    self.typed = shown(&self.known);
                }
            }
            Message::Read(Err(sentence)) => self.problem = Some(sentence),
            Message::Saved(saved) => {
                self.saving = false;
                match *saved {
                    Ok(written) => {
                        (self.known, self.problem) = (written.value, None);
                        self.typed = shown(&self.known);
                        return Action::ask(Request::Wrote(written.changed))
                            .and(Request::Say("管家已保存".to_owned()));
                    }
                    Err(error) => self.problem = Some(error.message()),
                }
            }
            Message::Leave => (self.typed, self.problem) = (shown(&self.known), None),
            _ if !context.is_supervisor() || self.saving => {}
            Message::Save => return self.save(context),
            Message::Name(at, text) => self.change(at, |typed| typed.name = text),
            Message::Phone(at, text) => self.change(at, |typed| typed.phone = text),
            Message::Areas(at, text) => self.change(at, |typed| typed.areas = text),
            Message::Add => self.typed.push(StewardEntry::default()),
            Message::Remove(at) if at < self.typed.len() => drop(self.typed.remove(at)),
            Message::Remove(_) => {}
        }
        Action::none()
    }

    fn change(&mut self, at: usize, change: impl FnOnce(&mut StewardEntry)) {
        self.problem = None;
        if let Some(typed) = self.typed.get_mut(at) {
            change(typed);
        }
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        let rows = self.typed.iter().filter(|one| **one != StewardEntry::default());
        match rows.map(read).collect::<Result<Vec<_>, _>>().and_then(each_area_once) {
            Ok(stewards) => {
                self.saving = true;
                let saved = context.desk.save_stewards(&context.actor, stewards);
                Action::run(Task::perform(saved, |saved| Message::Saved(Box::new(saved))))
            }
            Err(sentence) => {
                self.problem = Some(sentence);
                Action::none()
            }
        }
    }

    /// The part of the screen.
    pub fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let may = context.is_supervisor();
        if self.typed.is_empty() && self.known.is_empty() {
            let add = may.then(|| button::primary("添一位管家").on_press(Message::Add).into());
            let words = "管家的姓名和电话会带进话术和受理单。名册里有「管家」一列时，导入会自动填上。";
            return empty("还没有管家", words, add);
        }
        let mut list = Column::new()
            .spacing(spacing::M)
            .max_width(920)
            .push(section("管家和负责的楼栋", "楼栋写 3、整个单元写 3-2、商铺写「商铺」，之间用顿号隔开"));
        for (at, one) in self.typed.iter().enumerate() {
            list = list.push(line(at, one, may));
        }
        let acts = may.then(|| {
            let save = (self.is_changed() && !self.saving).then_some(Message::Save);
            row![
                button::quiet("＋ 再添一位").on_press(Message::Add),
                button::primary("保存").on_press_maybe(save),
                self.is_changed().then(|| button::secondary("取消").on_press(Message::Leave)),
            ]
            .spacing(spacing::M)
        });
        let problem = self.problem.as_deref().map(|sentence| text::small(sentence, Tone::Danger));
        let only = (!may).then(|| text::caption("修改须由客服主任登录后办理。"));
        pane(list.push(problem).push(acts).push(only)).height(Length::Fill).into()
    }
}

fn line(at: usize, one: &StewardEntry, may: bool) -> Element<'_, Message> {
    if !may {
        let words = [&one.name, &one.phone, &one.areas].map(|words| text::body(words.as_str()));
        return row(words.map(|words| words.width(Length::FillPortion(1)).into())).into();
    }
    row![
        field("姓名", &one.name).on_input(move |text| Message::Name(at, text)).width(Length::FillPortion(2)),
        field("电话", &one.phone)
            .on_input(move |text| Message::Phone(at, text))
            .width(Length::FillPortion(3)),
        field("负责的楼栋", &one.areas)
            .on_input(move |text| Message::Areas(at, text))
            .width(Length::FillPortion(5)),
        button::quiet("去掉").small().on_press(Message::Remove(at)),
    ]
    .spacing(spacing::M)
    .align_y(Alignment::End)
    .into()
}

fn shown(stewards: &[Steward]) -> Vec<StewardEntry> {
    let one = |steward: &Steward| StewardEntry {
        name: steward.name.clone(),
        phone: steward.phone.clone(),
        areas: steward.areas.join("、"),
    };
    stewards.iter().map(one).collect()
}

/// What is typed of one of them; a sentence when it cannot be kept.
fn read(typed: &StewardEntry) -> Result<Steward, String> {
    let name = typed.name.trim().to_owned();
    if name.is_empty() {
        return Err(format!("负责「{}」的管家没有姓名，请填写。", typed.areas.trim()));
    }
    let phone =
        phone::read_one(&typed.phone).map_or_else(|| typed.phone.trim().to_owned(), |one| one.written());
    let areas = typed.areas.split(|c: char| "、，,;；".contains(c) || c.is_whitespace());
    let areas = areas.filter(|text| !text.is_empty()).map(|text| {
        area(text).ok_or_else(|| format!("「{text}」不是楼栋或单元，请写成 3、3-2 或「商铺」。"))
    });
    Ok(Steward { name, phone, areas: areas.collect::<Result<_, _>>()? })
}

/// No area has two stewards: nobody could say whom an owner is sent to.
fn each_area_once(stewards: Vec<Steward>) -> Result<Vec<Steward>, String> {
    for (at, one) in stewards.iter().enumerate() {
        let others = &stewards[at + 1..];
        for area in &one.areas {
            if let Some(other) = others.iter().find(|other| other.areas.contains(area)) {
                return Err(format!("{area} 同时写了 {} 和 {}，请只留一位。", one.name, other.name));
            }
        }
    }
    Ok(stewards)
}
