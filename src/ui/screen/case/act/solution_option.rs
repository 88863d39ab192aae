//! One of the ways that the owner chooses from: what is done, what speaks for and against it, what it costs and takes.
//! Ledger 06-22, 06-23, 06-28.

use iced::widget::{column, row};
use iced::{Alignment, Element, Length};
use serde::{Deserialize, Serialize};

use crate::domain::code::Remedy;
use crate::domain::event::SolutionOption;
use crate::ui::screen::form::parts::line;
use crate::ui::screen::form::read::{filled, toggle};
use crate::ui::spacing;
use crate::ui::widget::{Chips, chip, chips, labelled};

/// How each is called.
const NAMES: [&str; OptionTyped::MOST] = ["办法一", "办法二", "办法三"];

/// A way as it is typed.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct OptionTyped {
    /// What is done.
    pub text: String,
    /// What speaks for it.
    pub pros: String,
    /// What speaks against it.
    pub cons: String,
    /// What it costs and how long it takes.
    pub cost: String,
    /// By which kind of remedy.
    pub remedy: Option<Remedy>,
}

/// What is typed and chosen in it.
#[derive(Debug, Clone)]
pub enum OptionMessage {
    /// What is done.
    Text(String),
    /// What speaks for it.
    Pros(String),
    /// What speaks against it.
    Cons(String),
    /// What it costs and how long it takes.
    Cost(String),
    /// By which kind of remedy.
    Remedy(Remedy),
    /// The owner chooses this one, or no longer.
    Chosen,
}

impl OptionTyped {
    /// More than these nobody can keep in mind.
    pub const MOST: usize = 3;

    /// Takes over what is typed.
    pub fn update(&mut self, message: OptionMessage) {
        match message {
            OptionMessage::Text(text) => self.text = text,
            OptionMessage::Pros(text) => self.pros = text,
            OptionMessage::Cons(text) => self.cons = text,
            OptionMessage::Cost(text) => self.cost = text,
            OptionMessage::Remedy(remedy) => toggle(&mut self.remedy, remedy),
            OptionMessage::Chosen => {}
        }
    }

    /// The words of what is done; `None` while there are none.
    pub fn words(&self) -> Option<String> {
        filled(&self.text)
    }

    /// All that is typed in it.
    pub fn everything(&self) -> String {
        [&self.text, &self.pros, &self.cons, &self.cost].map(String::as_str).join("\n")
    }

    /// What goes on record; `None` while nothing at all is typed.
    ///
    /// # Errors
    /// A sentence when it says what speaks for or against, but not what is done.
    pub fn option(&self, nth: usize) -> Result<Option<SolutionOption>, String> {
        let [pros, cons, cost] = [&self.pros, &self.cons, &self.cost].map(|text| filled(text));
        let more = self.remedy.is_some() || [&pros, &cons, &cost].into_iter().any(Option::is_some);
        match self.words() {
            Some(text) => Ok(Some(SolutionOption { text, pros, cons, cost, remedy: self.remedy })),
            None if more => Err(format!("请写{}做什么", name(nth))),
            None => Ok(None),
        }
    }

    /// Its fields, in three lines.
    pub fn view(&self, nth: usize, chosen: bool) -> Element<'_, OptionMessage> {
        let text = line(name(nth), "做什么、谁来做", &self.text, OptionMessage::Text);
        let choice = chips([chip("业主选这个", chosen)]).plain().on_pick(|_| OptionMessage::Chosen);
        let sides = row![
            line("好处", "", &self.pros, OptionMessage::Pros),
            line("不足", "会影响谁", &self.cons, OptionMessage::Cons),
            line("花费和时间", "几天、谁出钱", &self.cost, OptionMessage::Cost),
        ]
        .spacing(spacing::M);
        let choice = row![remedies(self.remedy, OptionMessage::Remedy), choice]
            .spacing(spacing::L)
            .align_y(Alignment::End);
        column![text, sides, choice].spacing(spacing::S).width(Length::Fill).into()
    }
}

/// The kinds of remedy to choose from.
pub fn remedies<'a, Message: Clone + 'a>(
    chosen: Option<Remedy>,
    on_pick: impl Fn(Remedy) -> Message + 'a,
) -> Element<'a, Message> {
    let all = Remedy::ALL.iter().copied();
    labelled("怎样补救", "", Chips::one_of(all, chosen.as_ref(), |one| one.label().into(), on_pick))
}

/// How the nth is called.
pub fn name(nth: usize) -> &'static str {
    NAMES.get(nth).copied().unwrap_or("办法")
}
