//! The cards: the six words, procedures as help sheets over the same steps, notes, relief and the pause of a minute.
//! For the staff only; nothing here is said to a customer. Ledger groups 13, 14, 18.

use std::time::Duration;

use chrono::Datelike;
use iced::widget::{Column, Row, column, row};
use iced::{Alignment, Element, Length, Subscription, time};

use crate::library::card::{Cards, Procedure, WordCard};
use crate::ui::screen::contract::Context;
use crate::ui::screen::library::message::Chosen;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{Chips, button, facts, pane, panel, section, text};
use crate::ui::{icon, spacing};

/// A heap of cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heap {
    /// 六字诀.
    Words,
    /// Procedures.
    Procedures,
    /// Notes.
    Notes,
    /// Relief and the pause.
    Relief,
}

impl Heap {
    const ALL: [Self; 4] = [Self::Words, Self::Procedures, Self::Notes, Self::Relief];

    fn label(self) -> &'static str {
        match self {
            Self::Words => "六字诀",
            Self::Procedures => "流程",
            Self::Notes => "提示",
            Self::Relief => "歇一歇",
        }
    }
}

/// The cards on the screen.
#[derive(Debug)]
pub struct Shown {
    heap: Heap,
    /// Seconds since the pause began.
    pause: Option<u32>,
}

/// What happens on them.
#[derive(Debug, Clone)]
pub enum Message {
    /// A heap was chosen.
    Show(Heap),
    /// The pause begins.
    Pause,
    /// A second of it has gone by.
    Tick,
    /// It is broken off.
    Stop,
    /// The sentences of a step are wanted.
    Step(Chosen),
}

impl Default for Shown {
    /// The six words.
    fn default() -> Self {
        Self { heap: Heap::Words, pause: None }
    }
}

impl Shown {
    /// Works a message in; a step that is wanted is the screen's to show.
    pub fn update(&mut self, message: Message) {
        match message {
            Message::Show(heap) => (self.heap, self.pause) = (heap, None),
            Message::Pause => (self.heap, self.pause) = (Heap::Relief, Some(0)),
            Message::Tick => {
                let next = self.pause.map(|seconds| seconds + 1);
                self.pause = next.filter(|seconds| Cards::shipped().pause.beat_at(*seconds).is_some());
            }
            Message::Stop => self.pause = None,
            Message::Step(_) => {}
        }
    }

    /// A tick a second while the pause lasts.
    pub fn subscription(&self) -> Subscription<Message> {
        match self.pause {
            Some(_) => time::every(Duration::from_secs(1)).map(|_| Message::Tick),
            None => Subscription::none(),
        }
    }

    /// The heap.
    pub fn view<'a>(&'a self, context: &Context) -> Element<'a, Message> {
        let heaps = Chips::one_of(Heap::ALL, Some(&self.heap), |heap| heap.label().into(), Message::Show);
        let cards = Cards::shipped();
        let content: Element<'a, Message> = match self.heap {
            Heap::Words => {
                let open = |card: &&WordCard| context.is_supervisor() || !card.may_decide_only;
                list(cards.words.iter().filter(open).map(word))
            }
            Heap::Procedures => list(cards.procedures.iter().map(procedure)),
            Heap::Notes => list(cards.notes.iter().map(|note| {
                let lines = note.points.iter().map(|point| line(icon::DOT, Tone::Accent, point));
                panel(column![text::heading(&note.title)].extend(lines).spacing(spacing::XS)).into()
            })),
            Heap::Relief => self.relief(context),
        };
        column![heaps, pane(content).height(Length::Fill)].spacing(spacing::M).into()
    }

    fn relief<'a>(&'a self, context: &Context) -> Element<'a, Message> {
        let cards = Cards::shipped();
        let pause: Element<'a, Message> =
            match self.pause.and_then(|now| Some((now, cards.pause.beat_at(now)?))) {
                Some((now, beat)) => {
                    let left = cards.pause.seconds().saturating_sub(now);
                    row![
                        text::sentence(beat.text.as_str()).width(Length::Fill),
                        text::caption(format!("还有 {left} 秒")),
                        button::secondary("不歇了").on_press(Message::Stop),
                    ]
                    .spacing(spacing::M)
                    .align_y(Alignment::Center)
                    .into()
                }
                None => row![
                    text::body("跟着提示呼吸一分钟，随时可以停。").width(Length::Fill),
                    button::secondary("歇一分钟").on_press(Message::Pause),
                ]
                .spacing(spacing::M)
                .align_y(Alignment::Center)
                .into(),
            };
        let day = u32::try_from(context.now().date().num_days_from_ce()).unwrap_or(0);
        let today = cards.relief_of_day(day);
        let card = |title: &'a str, words: &'a str| -> Element<'a, Message> {
            panel(column![text::heading(title), text::body(words)].spacing(spacing::XS))
                .width(Length::Fill)
                .into()
        };
        let first = today.map(|relief| {
            column![section("今天这一张", ""), card(&relief.title, &relief.text)].spacing(spacing::S).into()
        });
        let rest = cards.reliefs.iter().filter(|relief| Some(*relief) != today);
        let rest = rest.map(|relief| card(&relief.title, &relief.text));
        list(std::iter::once(panel(pause).into()).chain(first).chain(rest))
    }
}

fn list<'a>(cards: impl Iterator<Item = Element<'a, Message>>) -> Element<'a, Message> {
    Column::with_children(cards).spacing(spacing::M).width(Length::Fill).into()
}

fn line<'a>(sign: &'static str, tone: Tone, words: &'a str) -> Element<'a, Message> {
    row![text::toned(sign, tone).width(18), text::body(words).width(Length::Fill)].into()
}

fn word(card: &'static WordCard) -> Element<'static, Message> {
    let side = |head: &'static str, sign, tone, lines: &'static [String]| {
        let lines = lines.iter().map(|words| line(sign, tone, words));
        column![text::toned(head, tone)].extend(lines).spacing(2).width(Length::Fill)
    };
    let both = row![
        side("这样做", icon::DOT, Tone::Accent, &card.techniques),
        side("不能这样", icon::CROSS, Tone::Danger, &card.avoids),
    ]
    .spacing(spacing::L);
    let note = card.outside_heading.then(|| text::caption("这个字取自公开资料，内容按来源新写"));
    let head = row![text::title(&card.word), text::body(&card.aim), note].spacing(spacing::M);
    panel(column![head.align_y(Alignment::Center), both, text::caption(&card.comment)].spacing(spacing::S))
        .into()
}

/// A help sheet; each stage leads to the sentences of its steps.
fn procedure(procedure: &'static Procedure) -> Element<'static, Message> {
    let stages = procedure.stages.iter().enumerate().map(|(at, stage)| {
        let steps = stage
            .steps
            .iter()
            .map(|step| button::link(step.label()).on_press(Message::Step(Chosen::Step(*step))).into());
        let name = format!("{}　{}", at + 1, stage.name);
        column![facts([(name, stage.text.as_str())]), Row::with_children(steps).spacing(spacing::S).wrap(),]
            .into()
    });
    let head = column![text::heading(&procedure.name), text::caption(&procedure.note)];
    panel(head.extend(stages).spacing(spacing::S)).width(Length::Fill).into()
}
