//! What to say now: the sentence in large type with its keys, under it what is known (资料), what to do (要点),
//! what not to do (切忌) and, foldable, what only colleagues may know.

use iced::widget::text::{Fragment, IntoFragment, Wrapping};
use iced::widget::{Column, Row, column, container, row, space, text as plain};
use iced::{Alignment, Element, Length, padding};

use crate::ui::theme::button::Kind;
use crate::ui::theme::tone::Tone;
use crate::ui::theme::{color, surface};
use crate::ui::widget::group::group;
use crate::ui::widget::pressable::Pressable;
use crate::ui::widget::{button, text};
use crate::ui::{font, icon, spacing};

/// The sentence to say and what can be done with it.
pub struct Prompt<'a, Message> {
    sentence: Fragment<'a>,
    head: Fragment<'a>,
    because: Option<Fragment<'a>>,
    page: (usize, usize),
    levels: Vec<(Fragment<'a>, bool, Message)>,
    said: bool,
    on_said: Option<Message>,
    on_other: Option<Message>,
    on_copy: Option<Message>,
    sent: Vec<(Fragment<'a>, Message)>,
}

/// A panel with the sentence to say.
pub fn prompt<'a, Message: Clone + 'a>(sentence: impl IntoFragment<'a>) -> Prompt<'a, Message> {
    Prompt {
        sentence: sentence.into_fragment(),
        head: Fragment::Borrowed("现在这样说"),
        because: None,
        page: (1, 1),
        levels: Vec::new(),
        said: false,
        on_said: None,
        on_other: None,
        on_copy: None,
        sent: Vec::new(),
    }
}

impl<'a, Message: Clone + 'a> Prompt<'a, Message> {
    /// The words above the sentence, if others than 现在这样说.
    #[must_use]
    pub fn head(mut self, head: impl IntoFragment<'a>) -> Self {
        self.head = head.into_fragment();
        self
    }

    /// Why this sentence, in small letters at its foot.
    #[must_use]
    pub fn because(mut self, because: impl IntoFragment<'a>) -> Self {
        self.because = Some(because.into_fragment());
        self
    }

    /// Which sentence of how many it is, from 1.
    #[must_use]
    pub fn page(mut self, at: usize, of: usize) -> Self {
        self.page = (at, of);
        self
    }

    /// A level that can be chosen, as 基础; in the order of the calls.
    #[must_use]
    pub fn level(mut self, label: impl IntoFragment<'a>, chosen: bool, message: Message) -> Self {
        self.levels.push((label.into_fragment(), chosen, message));
        self
    }

    /// F6: marks it as said; `said` when it is marked already.
    #[must_use]
    pub fn on_said(mut self, message: Message, said: bool) -> Self {
        self.on_said = Some(message);
        self.said = said;
        self
    }

    /// F7: another sentence.
    #[must_use]
    pub fn on_other(mut self, message: Message) -> Self {
        self.on_other = Some(message);
        self
    }

    /// F5: copies the sentence.
    #[must_use]
    pub fn on_copy(mut self, message: Message) -> Self {
        self.on_copy = Some(message);
        self
    }

    /// A way by which the copied sentence may have been sent by hand; in the order of the calls, the first Shift+F5.
    #[must_use]
    pub fn sent(mut self, label: impl IntoFragment<'a>, message: Message) -> Self {
        self.sent.push((label.into_fragment(), message));
        self
    }
}

impl<'a, Message: Clone + 'a> From<Prompt<'a, Message>> for Element<'a, Message> {
    fn from(prompt: Prompt<'a, Message>) -> Self {
        let (at, of) = prompt.page;
        let page = (of > 1).then(|| text::caption(format!("{at}/{of}")));
        let head = row![text::caption(prompt.head), space::horizontal(), levels(prompt.levels), page]
            .spacing(spacing::M)
            .align_y(Alignment::Center);
        let said = if prompt.said { format!("{} 已说", icon::DONE) } else { String::from("已说") };
        let keys = Row::new()
            .push(prompt.on_said.map(|message| button::secondary(said).keys("F6").on_press(message)))
            .push(prompt.on_other.map(|message| {
                button::secondary("换一句").keys("F7").on_press_maybe((of > 1).then_some(message))
            }))
            .push(prompt.on_copy.map(|message| button::secondary("复制").keys("F5").on_press(message)))
            .spacing(spacing::S)
            .wrap();
        let sent = prompt.sent.into_iter().enumerate().map(|(at, (label, message))| {
            let button = button::accent(label).small().on_press(message);
            if at == 0 { button.keys("Shift+F5").into() } else { button.into() }
        });
        let sent: Vec<Element<'a, Message>> = sent.collect();
        let sent = (!sent.is_empty()).then(|| {
            row![text::caption("发出后记一笔")]
                .extend(sent)
                .spacing(spacing::S)
                .align_y(Alignment::Center)
                .wrap()
        });
        let because = prompt.because.map(text::caption);
        let inner = column![head, text::sentence(prompt.sentence).width(Length::Fill), keys, sent, because]
            .spacing(spacing::M)
            .padding(padding::all(spacing::L).left(spacing::M))
            .width(Length::Fill);
        let edge = container(space()).width(5).height(Length::Fill).style(surface::edge(Tone::Accent));
        // As high as its words, although the edge is as high as the whole.
        let whole = row![edge, inner].height(Length::Shrink);
        container(whole).style(surface::sentence).width(Length::Fill).into()
    }
}

fn levels<'a, Message: Clone + 'a>(levels: Vec<(Fragment<'a>, bool, Message)>) -> Element<'a, Message> {
    let now = levels.iter().position(|(_, chosen, _)| *chosen).unwrap_or(0);
    let links = levels.into_iter().map(|(label, chosen, message)| {
        let (weight, ink) = if chosen { (font::BOLD, color::ACCENT) } else { (font::REGULAR, color::MUTED) };
        let words = plain(label).size(spacing::CAPTION).font(weight).color(ink).wrapping(Wrapping::None);
        let rule = container(space().width(Length::Fill).height(2))
            .style(move |_| container::background(if chosen { color::ACCENT } else { color::SENTENCE }));
        let label = column![words, rule].width(Length::Shrink);
        Pressable::new(label, Kind::Bare).on_press_maybe(Some(message)).padding(padding::horizontal(2)).into()
    });
    group(Row::with_children(links).spacing(spacing::S), now).into()
}

/// What to do and not to do, and what stays internal.
pub struct Hints<'a, Message> {
    known: Vec<Fragment<'a>>,
    dos: Vec<Fragment<'a>>,
    donts: Vec<Fragment<'a>>,
    internal: Vec<Fragment<'a>>,
    fold: Option<(bool, Message)>,
}

/// A panel of hints for the one who speaks.
pub fn hints<'a, Message: Clone + 'a>(
    dos: impl IntoIterator<Item = Fragment<'a>>,
    donts: impl IntoIterator<Item = Fragment<'a>>,
) -> Hints<'a, Message> {
    Hints {
        known: Vec::new(),
        dos: dos.into_iter().collect(),
        donts: donts.into_iter().collect(),
        internal: Vec::new(),
        fold: None,
    }
}

impl<'a, Message: Clone + 'a> Hints<'a, Message> {
    /// What is known of the matter: notices in force, fees, plans. It stands first.
    #[must_use]
    pub fn known(mut self, lines: impl IntoIterator<Item = Fragment<'a>>) -> Self {
        self.known = lines.into_iter().collect();
        self
    }

    /// Lines that only colleagues may know.
    #[must_use]
    pub fn internal(mut self, lines: impl IntoIterator<Item = Fragment<'a>>) -> Self {
        self.internal = lines.into_iter().collect();
        self
    }

    /// Lets those lines be folded away, as while a visitor stands at the counter.
    #[must_use]
    pub fn fold(mut self, folded: bool, on_toggle: Message) -> Self {
        self.fold = Some((folded, on_toggle));
        self
    }
}

impl<'a, Message: Clone + 'a> From<Hints<'a, Message>> for Element<'a, Message> {
    fn from(hints: Hints<'a, Message>) -> Self {
        let list = |head: &'static str, tone: Tone, sign: &'static str, lines: Vec<Fragment<'a>>| {
            let lines = lines.into_iter().map(|line| {
                row![text::toned(sign, tone).width(18), text::body(line).width(Length::Fill)].into()
            });
            let head = text::toned(head, tone).font(font::BOLD);
            column![head].extend(lines.collect::<Vec<_>>())
        };
        let mut parts = Column::new().spacing(spacing::M).width(Length::Fill);
        if !hints.known.is_empty() {
            parts = parts.push(list("资料", Tone::Waiting, icon::DOT, hints.known));
        }
        if !hints.dos.is_empty() {
            parts = parts.push(list("要点", Tone::Accent, icon::DOT, hints.dos));
        }
        if !hints.donts.is_empty() {
            parts = parts.push(list("切忌", Tone::Danger, icon::CROSS, hints.donts));
        }
        if !hints.internal.is_empty() {
            parts = parts.push(internal(hints.internal, hints.fold));
        }
        container(parts)
            .padding(padding::all(spacing::M).horizontal(spacing::L))
            .style(surface::panel)
            .width(Length::Fill)
            .into()
    }
}

fn internal<'a, Message: Clone + 'a>(
    lines: Vec<Fragment<'a>>,
    fold: Option<(bool, Message)>,
) -> Element<'a, Message> {
    let rule = container(space().width(Length::Fill).height(1)).style(surface::hairline);
    let folded = fold.as_ref().is_some_and(|(folded, _)| *folded);
    let head: Element<'a, Message> = match fold {
        None => text::caption("仅供内部").into(),
        Some((folded, message)) => {
            let sign = if folded { icon::CLOSED } else { icon::DOWN };
            let words = row![text::caption(sign), text::caption("仅供内部")].spacing(spacing::XS);
            Pressable::new(words, Kind::Bare)
                .on_press_maybe(Some(message))
                .padding(padding::horizontal(2))
                .into()
        }
    };
    let lines = if folded { Vec::new() } else { lines };
    let lines = lines.into_iter().map(|line| text::caption(line).width(Length::Fill).into());
    column![rule, head].extend(lines.collect::<Vec<_>>()).spacing(spacing::XS).into()
}
