//! A short message over the head of the window, where it hides no field and no act: what happened, and perhaps one thing
//! to do about it. It takes no focus; the app lets it go after a while.

use iced::widget::text::{Fragment, IntoFragment};
use iced::widget::{container, opaque, row, stack, text as plain};
use iced::{Alignment, Element, Length, padding};

use crate::ui::spacing;
use crate::ui::theme::button::Kind;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::pressable::Pressable;
use crate::ui::widget::{button, text};
use crate::ui::{font, icon};

/// One message.
pub struct Toast<'a, Message> {
    words: Fragment<'a>,
    tone: Tone,
    action: Option<(Fragment<'a>, Message)>,
    waiting: usize,
    on_close: Option<Message>,
}

/// A message in a tone: accent for done, danger for failed.
pub fn toast<'a, Message>(words: impl IntoFragment<'a>, tone: Tone) -> Toast<'a, Message> {
    Toast { words: words.into_fragment(), tone, action: None, waiting: 0, on_close: None }
}

impl<'a, Message: Clone + 'a> Toast<'a, Message> {
    /// One thing to do about it, as 撤销.
    #[must_use]
    pub fn action(mut self, label: impl IntoFragment<'a>, message: Message) -> Self {
        self.action = Some((label.into_fragment(), message));
        self
    }

    /// So many wait behind it.
    #[must_use]
    pub fn waiting(mut self, waiting: usize) -> Self {
        self.waiting = waiting;
        self
    }

    /// What the cross at its end sends.
    #[must_use]
    pub fn on_close(mut self, message: Message) -> Self {
        self.on_close = Some(message);
        self
    }

    fn element(self) -> Element<'a, Message> {
        let sign = match self.tone {
            Tone::Danger | Tone::Waiting => icon::ALERT,
            Tone::Accent => icon::DONE,
            Tone::Plain | Tone::Muted => "",
        };
        let words = plain(self.words).size(spacing::BODY).width(Length::Shrink);
        let action = self.action.map(|(label, message)| button::secondary(label).small().on_press(message));
        let close = self.on_close.map(|message| {
            Pressable::new(plain(icon::CROSS).size(spacing::HEADING), Kind::Bare)
                .on_press_maybe(Some(message))
                .padding(padding::horizontal(spacing::S))
                .mouse_only()
        });
        let waiting = (self.waiting > 0).then(|| text::caption(format!("另有 {} 条", self.waiting)));
        let words = container(words).max_width(WIDTH);
        let content = row![plain(sign).font(font::BOLD), words, action, waiting, close]
            .spacing(spacing::M)
            .align_y(Alignment::Center);
        let card = container(content)
            .padding(padding::horizontal(spacing::L).vertical(spacing::XS))
            .style(surface::toast(self.tone));
        opaque(card)
    }
}

/// Room for who is on duty, at the right end of the head.
const BESIDE: f32 = 176.0;
/// Room for its words.
const WIDTH: f32 = 640.0;

/// `base` with the message over its head. Keep this call in the view while there is none.
pub fn over<'a, Message: Clone + 'a>(
    base: impl Into<Element<'a, Message>>,
    toast: Option<Toast<'a, Message>>,
) -> Element<'a, Message> {
    // To the right, over the date: the search at the left and who is on duty stay free.
    let layer = container(toast.map(Toast::element))
        .align_right(Length::Fill)
        .height(Length::Fill)
        .padding(padding::top(6).right(BESIDE));
    stack![base.into(), layer.width(Length::Fill)].into()
}
