//! The cards: the six words, procedures as help sheets over the same steps, notes, relief and the pause of a minute.
//! For the staff only, but for the danger cards nothing here is said to a customer. Ledger groups 13, 14, 18.

use std::time::Duration;

use chrono::Datelike;
use iced::widget::{Column, Row, column, row, space};
use iced::{Alignment, Element, Length, Subscription, time};

use crate::domain::settings::Settings;
use crate::library::card::{Cards, Note, Pause, Procedure, Relief, WordCard};
use crate::library::danger::DangerCard;
use crate::library::drill::DrillScript;
use crate::library::edit::Edits;
use crate::library::entry::{Entry, EntryKind, Key};
use crate::library::overlay::Overlaid;
use crate::library::shelf::Library;
use crate::library::step::Step;
use crate::ui::screen::contract::Context;
use crate::ui::screen::library::card_group::{CardGroup, Message};
use crate::ui::screen::library::chosen::Chosen;
use crate::ui::screen::library::entry::EntryForm;
use crate::ui::screen::library::entry_view::{acts, marks};
use crate::ui::screen::library::message::Message as Screen;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{Chips, button, facts, pane, panel, section, text};
use crate::ui::{icon, spacing};

type Part<'a> = Element<'a, Screen>;

/// The cards on the screen.
#[derive(Debug)]
pub struct CardsShown {
    group: CardGroup,
    /// Seconds since the pause began.
    pause: Option<u32>,
}

/// All cards with what was done to them.
#[derive(Debug)]
pub struct Heaps {
    dangers: Vec<Overlaid<DangerCard>>,
    words: Vec<Overlaid<WordCard>>,
    procedures: Vec<Overlaid<Procedure>>,
    notes: Vec<Overlaid<Note>>,
    reliefs: Vec<Overlaid<Relief>>,
    pauses: Vec<Overlaid<Pause>>,
    drills: Vec<Overlaid<DrillScript>>,
}

impl Heaps {
    /// Those of a library.
    pub fn of(edits: &Edits) -> Self {
        let shipped = Library::shipped();
        Self {
            dangers: edits.laid(shipped),
            words: edits.laid(shipped),
            procedures: edits.laid(shipped),
            notes: edits.laid(shipped),
            reliefs: edits.laid(shipped),
            pauses: edits.laid(shipped),
            drills: edits.laid(shipped),
        }
    }

    /// The form to change a card.
    pub fn form(&self, key: &Key, settings: &Settings) -> Option<EntryForm> {
        match key.kind {
            EntryKind::Situation => None,
            EntryKind::Danger => of(&self.dangers, key, settings),
            EntryKind::Word => of(&self.words, key, settings),
            EntryKind::Procedure => of(&self.procedures, key, settings),
            EntryKind::Note => of(&self.notes, key, settings),
            EntryKind::Relief => of(&self.reliefs, key, settings),
            EntryKind::Pause => of(&self.pauses, key, settings),
            EntryKind::Drill => of(&self.drills, key, settings),
        }
    }

    fn pause(&self) -> &Pause {
        self.pauses.first().map_or(&Cards::shipped().pause, |laid| &laid.entry)
    }
}

fn of<T: Entry>(cards: &[Overlaid<T>], key: &Key, settings: &Settings) -> Option<EntryForm> {
    let card = cards.iter().find(|laid| laid.entry.id() == key.id)?;
    Some(EntryForm::of(card, key.kind.groups().first()?, None, settings))
}

impl Default for CardsShown {
    /// The six words.
    fn default() -> Self {
        Self { group: CardGroup::Words, pause: None }
    }
}

impl CardsShown {
    /// Works a message in; a step that is wanted is the screen's to show.
    pub fn update(&mut self, message: Message, heaps: &Heaps) {
        match message {
            Message::Show(group) => (self.group, self.pause) = (group, None),
            Message::Pause => (self.group, self.pause) = (CardGroup::Relief, Some(0)),
            Message::Tick => {
                let next = self.pause.map(|seconds| seconds + 1);
                self.pause = next.filter(|seconds| heaps.pause().beat_at(*seconds).is_some());
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

    /// The group.
    pub fn view<'a>(&'a self, heaps: &'a Heaps, context: &Context) -> Part<'a> {
        let open = context.is_supervisor();
        let all = Chips::one_of(
            CardGroup::ALL,
            Some(&self.group),
            |group| group.label().into(),
            |group| Screen::Cards(Message::Show(group)),
        );
        let add = open.then(|| button::quiet("＋ 添一张").small().on_press(Screen::New(self.group.kind())));
        let content = match self.group {
            CardGroup::Dangers => list(shown(&heaps.dangers, open).map(|laid| danger(laid, open))),
            CardGroup::Words => {
                let may = |laid: &&Overlaid<WordCard>| open || !laid.entry.may_decide_only;
                list(shown(&heaps.words, open).filter(may).map(|laid| word(laid, open)))
            }
            CardGroup::Procedures => list(shown(&heaps.procedures, open).map(|laid| procedure(laid, open))),
            CardGroup::Notes => list(shown(&heaps.notes, open).map(|laid| {
                let lines = laid.entry.points.iter().map(|point| line(icon::DOT, Tone::Accent, point));
                let head = head(text::heading(&laid.entry.title), laid, open);
                panel(column![head].extend(lines).spacing(spacing::XS)).width(Length::Fill).into()
            })),
            CardGroup::Relief => self.relief(heaps, context),
            CardGroup::Drills => list(shown(&heaps.drills, open).map(|laid| drill(laid, open))),
        };
        let head = row![all, space::horizontal(), add].align_y(Alignment::Center);
        column![head, pane(content).height(Length::Fill)].spacing(spacing::M).into()
    }

    fn relief<'a>(&'a self, heaps: &'a Heaps, context: &Context) -> Part<'a> {
        let open = context.is_supervisor();
        let day = u32::try_from(context.now().date().num_days_from_ce()).unwrap_or(0);
        let library = context.desk.library();
        let today = library.cards().relief_of_day(day).map(|relief| relief.id.clone());
        let is_today = |laid: &&Overlaid<Relief>| Some(&laid.entry.id) == today.as_ref();
        let card = |laid: &'a Overlaid<Relief>| -> Part<'a> {
            let head = head(text::heading(&laid.entry.title), laid, open);
            panel(column![head, text::body(&laid.entry.text)].spacing(spacing::XS)).width(Length::Fill).into()
        };
        let first = heaps.reliefs.iter().find(is_today);
        let first =
            first.map(|laid| column![section("今天这一张", ""), card(laid)].spacing(spacing::S).into());
        let rest = shown(&heaps.reliefs, open).filter(|laid| !is_today(laid)).map(card);
        list(std::iter::once(self.breath(heaps, open)).chain(first).chain(rest))
    }

    /// The pause, running or to begin.
    fn breath<'a>(&'a self, heaps: &'a Heaps, open: bool) -> Part<'a> {
        let pause = heaps.pause();
        let begin = |label, message| button::secondary(label).on_press(Screen::Cards(message));
        let running = self.pause.and_then(|now| Some((now, pause.beat_at(now)?)));
        let told: Part<'a> = match running {
            Some((now, beat)) => row![
                text::sentence(beat.text.as_str()).width(Length::Fill),
                text::caption(format!("还有 {} 秒", pause.seconds().saturating_sub(now))),
                begin("不歇了", Message::Stop),
            ]
            .spacing(spacing::M)
            .align_y(Alignment::Center)
            .into(),
            None => row![
                text::body("跟着提示呼吸一分钟，随时可以停。").width(Length::Fill),
                heaps.pauses.first().filter(|_| open).map(acts),
                begin("歇一分钟", Message::Pause),
            ]
            .spacing(spacing::M)
            .align_y(Alignment::Center)
            .into(),
        };
        panel(told).into()
    }
}

/// Those in force; for the supervisor also those that are switched off.
fn shown<T>(cards: &[Overlaid<T>], open: bool) -> impl Iterator<Item = &Overlaid<T>> {
    cards.iter().filter(move |laid| open || !laid.off)
}

fn list<'a>(cards: impl Iterator<Item = Part<'a>>) -> Part<'a> {
    Column::with_children(cards).spacing(spacing::M).width(Length::Fill).into()
}

/// The head of a card, what was done to it, and what may be done.
fn head<'a, T: Entry>(head: impl Into<Part<'a>>, laid: &Overlaid<T>, open: bool) -> Part<'a> {
    let marks = marks(laid.own, laid.off, !laid.changed.is_empty());
    row![head.into(), marks, space::horizontal(), open.then(|| acts(laid))]
        .spacing(spacing::M)
        .align_y(Alignment::Center)
        .into()
}

fn line<'a>(sign: &'static str, tone: Tone, words: &'a str) -> Part<'a> {
    row![text::toned(sign, tone).width(18), text::body(words).width(Length::Fill)].into()
}

fn side<'a>(head: &'static str, sign: &'static str, tone: Tone, lines: &'a [String]) -> Part<'a> {
    let lines = lines.iter().map(|words| line(sign, tone, words));
    column![text::toned(head, tone)].extend(lines).spacing(2).width(Length::Fill).into()
}

/// A danger card as it is gone through: question, instructions, calls, what then.
fn danger(laid: &Overlaid<DangerCard>, open: bool) -> Part<'_> {
    let card = &laid.entry;
    let said = std::iter::once(("先问", card.ask.as_str()));
    let said = said.chain(card.tell.iter().map(|text| ("告诉他", text.as_str())));
    let said = said.chain(card.call.iter().map(|whom| ("马上叫", whom.as_str())));
    let said = said.chain([("然后", card.next.as_str())]);
    let both = row![
        facts(said.map(|(head, words)| (head.to_owned(), words))),
        side("千万不要", icon::CROSS, Tone::Danger, &card.never),
    ]
    .spacing(spacing::L);
    let words = format!("说到这些就亮：{}", card.words.join("、"));
    let head = head(text::heading(&card.name), laid, open);
    panel(column![head, both, text::caption(words)].spacing(spacing::S)).width(Length::Fill).into()
}

/// A script: who the owner is and what he says. Ledger 17-06.
fn drill(laid: &Overlaid<DrillScript>, open: bool) -> Part<'_> {
    let script = &laid.entry;
    let about = format!("{} · {} · {}", script.channel, script.owner, script.person);
    let says = script.turns.iter().enumerate();
    let says = says.map(|(at, turn)| (format!("{} {}", at + 1, turn.mood), turn.says.as_str()));
    let head = head(text::heading(&script.name), laid, open);
    panel(column![head, text::caption(about), facts(says)].spacing(spacing::S)).width(Length::Fill).into()
}

fn word(laid: &Overlaid<WordCard>, open: bool) -> Part<'_> {
    let card = &laid.entry;
    let both = row![
        side("这样做", icon::DOT, Tone::Accent, &card.techniques),
        side("不能这样", icon::CROSS, Tone::Danger, &card.avoids),
    ]
    .spacing(spacing::L);
    let name = row![text::title(&card.word), text::body(&card.aim)].spacing(spacing::M);
    let outside = card.outside_heading.then_some("字头取自公开资料，可改；内容按来源新写");
    let note = [outside, Some(card.comment.as_str())].into_iter().flatten().filter(|words| !words.is_empty());
    let note = note.map(|words| text::caption(words).into());
    let head = head(name.align_y(Alignment::Center), laid, open);
    panel(column![head, both].extend(note).spacing(spacing::S)).into()
}

/// A help sheet; each stage leads to the sentences of its steps.
fn procedure(laid: &Overlaid<Procedure>, open: bool) -> Part<'_> {
    let procedure = &laid.entry;
    let stages = procedure.stages.iter().enumerate().map(|(at, stage)| {
        let step = |step: &Step| {
            let wanted = Message::Step(Chosen::Step(*step));
            button::link(step.label()).on_press(Screen::Cards(wanted)).into()
        };
        let steps = Row::with_children(stage.steps.iter().map(step)).spacing(spacing::S).wrap();
        let name = format!("{}　{}", at + 1, stage.name);
        column![facts([(name, stage.text.as_str())]), steps].into()
    });
    let head = head(text::heading(&procedure.name), laid, open);
    let note = (!procedure.note.is_empty()).then(|| text::caption(&procedure.note));
    panel(column![head, note].extend(stages).spacing(spacing::S)).width(Length::Fill).into()
}
