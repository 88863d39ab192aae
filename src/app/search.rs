//! The search field in the head of the window and the list of what it finds. The focus stays in the field: the
//! arrow keys move in the list, Enter opens.

use iced::widget::operation::select_all;
use iced::widget::{container, text::Fragment};
use iced::{Element, Length, Task};

use crate::desk::handle::Desk;
use crate::domain::case::CaseNumber;
use crate::domain::case_row::CaseRow;
use crate::ui::screen::contract::RequestId;
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::table::{Cell, Row, col, table};
use crate::ui::widget::{field, focus, key_cap};

/// The name of the field, to focus it by.
pub const FIELD: &str = "search";

/// Hits shown at once; more words find fewer.
const SHOWN: usize = 8;

/// The field and its list.
#[derive(Debug, Default)]
pub struct Search {
    text: String,
    turn: RequestId,
    hits: Vec<CaseRow>,
    /// All that were found, shown or not.
    found: usize,
    open: bool,
    /// The last answer fits the text.
    answered: bool,
    selected: usize,
}

/// What happens in the field and its list.
#[derive(Debug, Clone)]
pub enum Message {
    /// The text was typed.
    Typed(String),
    /// The desk's answer to a question.
    Found(RequestId, Result<Vec<CaseRow>, String>),
    /// A row is marked.
    Select(usize),
    /// One row up or down.
    Move(isize),
    /// The row is opened.
    Open(usize),
    /// Enter in the field.
    Submit,
    /// The list goes away; the text stays.
    Close,
}

/// What the window shall do.
#[derive(Debug)]
pub enum Outcome {
    /// Nothing but this work.
    Run(Task<Message>),
    /// Open the case.
    Open(CaseNumber),
    /// Tell a failure.
    Warn(String),
}

impl Search {
    /// Ctrl+F: into the field, with the last answer if there is one.
    pub fn enter<T: Send + 'static>(&mut self) -> Task<T> {
        self.open = !self.text.trim().is_empty();
        Task::batch([focus::to(FIELD), select_all(FIELD)])
    }

    /// Whether the list is open.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message, desk: &Desk) -> Outcome {
        match message {
            Message::Typed(text) => {
                self.text = text;
                self.open = !self.text.trim().is_empty();
                self.answered = false;
                let turn = self.turn.ask();
                if !self.open {
                    self.hits.clear();
                    return Outcome::Run(Task::none());
                }
                let answer = desk.search(&self.text);
                return Outcome::Run(Task::perform(answer, move |found| {
                    Message::Found(turn, found.map_err(|error| error.message()))
                }));
            }
            Message::Found(turn, _) if turn != self.turn => {}
            Message::Found(_, Ok(mut hits)) => {
                self.found = hits.len();
                hits.truncate(SHOWN);
                self.hits = hits;
                self.selected = 0;
                self.answered = true;
            }
            Message::Found(_, Err(sentence)) => return Outcome::Warn(sentence),
            Message::Select(at) => self.selected = at,
            Message::Move(by) => {
                let last = self.hits.len().saturating_sub(1);
                self.selected = self.selected.saturating_add_signed(by).min(last);
            }
            Message::Open(at) => return self.picked(at),
            // Enter before the answer has come opens nothing by mistake.
            Message::Submit if self.answered => return self.picked(self.selected),
            Message::Submit => {}
            Message::Close => self.open = false,
        }
        Outcome::Run(Task::none())
    }

    fn picked(&mut self, at: usize) -> Outcome {
        match self.hits.get(at) {
            Some(hit) => {
                self.open = false;
                Outcome::Open(hit.number)
            }
            None => Outcome::Run(Task::none()),
        }
    }

    /// The field.
    pub fn field(&self) -> Element<'_, Message> {
        field("", &self.text)
            .id(FIELD)
            .placeholder("找人、房号、电话、内容、编号…")
            .trailing_element(key_cap::cap(Shortcut::Find.keys()))
            .on_input(Message::Typed)
            .on_submit(Message::Submit)
            .into()
    }

    /// The list, while it is open.
    pub fn list(&self) -> Option<Element<'_, Message>> {
        if !self.open || !self.answered {
            return None;
        }
        let columns = [
            col("编号").width(132.0),
            col("业主").width(190.0),
            col(self.caption()),
            col("状态").width(72.0),
        ];
        let list = table(columns, self.hits.len(), |at| self.row(at))
            .selected(Some(self.selected))
            .on_select(Message::Select)
            .on_open(Message::Open)
            .click_opens()
            .empty("没有找到。可以输入姓名、拼音首字母、房号、电话的几位数字或内容里的词。");
        let rows = self.hits.len().max(2) as f32;
        let height = spacing::TABLE_HEAD + rows * spacing::ROW + 2.0;
        let card = container(list.height(Length::Fill)).padding(1).height(height).style(surface::floating);
        Some(card.max_width(760).width(Length::Fill).into())
    }

    fn caption(&self) -> Fragment<'_> {
        if self.found > self.hits.len() {
            format!("事项（共 {} 条，显示最近 {} 条）", self.found, self.hits.len()).into()
        } else {
            "事项".into()
        }
    }

    fn row(&self, at: usize) -> Row<'_, Message> {
        let Some(hit) = self.hits.get(at) else { return Row::new([]) };
        let who =
            [hit.room.as_deref(), hit.name.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let tone = if hit.is_open() { Tone::Plain } else { Tone::Muted };
        Row::new([
            Cell::text(hit.number.to_string()).tone(tone),
            Cell::text(who).tone(tone),
            Cell::text(hit.gist.as_str()).tone(tone),
            Cell::text(hit.status.label()).tone(tone),
        ])
    }
}
