//! Tabs with a cross to close them, as the drafts that are open. One stop of the Tab order; ← → move
//! between them, Enter opens, Delete is not bound: closing asks first.

use iced::widget::text::{Fragment, IntoFragment};
use iced::widget::{Row, container, row, text as plain};
use iced::{Alignment, Element, padding};

use crate::ui::theme::button::Kind;
use crate::ui::theme::color;
use crate::ui::widget::ellipsis;
use crate::ui::widget::group::group;
use crate::ui::widget::pressable::Pressable;
use crate::ui::{icon, spacing};

/// One tab.
pub struct Tab<'a, Message> {
    label: Fragment<'a>,
    open: bool,
    on_press: Message,
    on_close: Option<Message>,
    max_width: f32,
}

/// A tab; `open` when it is the one on the screen.
pub fn tab<'a, Message>(label: impl IntoFragment<'a>, open: bool, on_press: Message) -> Tab<'a, Message> {
    Tab { label: label.into_fragment(), open, on_press, on_close: None, max_width: f32::INFINITY }
}

impl<Message> Tab<'_, Message> {
    /// What its cross sends.
    #[must_use]
    pub fn on_close(mut self, message: Message) -> Self {
        self.on_close = Some(message);
        self
    }

    /// The widest that it gets; longer words are cut with ….
    #[must_use]
    pub fn max_width(mut self, width: f32) -> Self {
        self.max_width = width;
        self
    }
}

/// Room of a tab that is not its words: the distances at both sides and the cross.
const EDGES: f32 = 48.0;

/// The tabs from left to right.
pub fn tabs<'a, Message: Clone + 'a>(
    tabs: impl IntoIterator<Item = Tab<'a, Message>>,
) -> Element<'a, Message> {
    let tabs: Vec<_> = tabs.into_iter().collect();
    let now = tabs.iter().position(|tab| tab.open).unwrap_or(0);
    let tabs = tabs.into_iter().map(|tab| {
        let label = ellipsis(tab.label);
        let label = if tab.open { label.bold() } else { label };
        let label = container(label).max_width((tab.max_width - EDGES).max(spacing::XL));
        let cross = tab.on_close.map(|message| {
            Pressable::new(plain(icon::CROSS).size(spacing::HEADING).color(color::MUTED), Kind::Quiet)
                .on_press_maybe(Some(message))
                .padding(padding::horizontal(5))
                .height(24)
                .mouse_only()
        });
        Pressable::new(
            row![label, cross].spacing(spacing::XS).align_y(Alignment::Center),
            Kind::Tab(tab.open),
        )
        .on_press_maybe(Some(tab.on_press))
        .padding(padding::left(14).right(8))
        .height(spacing::CONTROL)
        .into()
    });
    group(Row::with_children(tabs).spacing(spacing::XS), now).into()
}
