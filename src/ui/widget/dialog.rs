//! A dialog over the window: the rest is dimmed and takes no input, Tab stays inside, Esc leaves, Enter
//! does the main action. When it closes, the focus goes back to where it was.

use iced::widget::text::{Fragment, IntoFragment};
use iced::widget::{column, container, row, space, stack};
use iced::{Element, Length, padding};

use crate::ui::spacing;
use crate::ui::theme::surface;
use crate::ui::widget::modal::Modal;
use crate::ui::widget::scroll::pane;
use crate::ui::widget::text;

/// What a dialog shows.
pub struct Dialog<'a, Message> {
    title: Fragment<'a>,
    body: Element<'a, Message>,
    actions: Vec<Element<'a, Message>>,
    on_cancel: Option<Message>,
    on_accept: Option<Message>,
    width: f32,
}

/// A dialog with a title and whatever stands in it.
pub fn dialog<'a, Message: Clone + 'a>(
    title: impl IntoFragment<'a>,
    body: impl Into<Element<'a, Message>>,
) -> Dialog<'a, Message> {
    Dialog {
        title: title.into_fragment(),
        body: body.into(),
        actions: Vec::new(),
        on_cancel: None,
        on_accept: None,
        width: 520.0,
    }
}

impl<'a, Message: Clone + 'a> Dialog<'a, Message> {
    /// A button at its foot, from left to right; the main one last.
    #[must_use]
    pub fn action(mut self, button: impl Into<Element<'a, Message>>) -> Self {
        self.actions.push(button.into());
        self
    }

    /// What Esc sends.
    #[must_use]
    pub fn on_cancel(mut self, message: Message) -> Self {
        self.on_cancel = Some(message);
        self
    }

    /// What Enter sends, unless a button or an editor has the focus.
    #[must_use]
    pub fn on_accept(mut self, message: Message) -> Self {
        self.on_accept = Some(message);
        self
    }

    /// The same with its messages told as another kind.
    #[must_use]
    pub fn map<T: Clone + 'a>(self, wrap: fn(Message) -> T) -> Dialog<'a, T> {
        Dialog {
            title: self.title,
            body: self.body.map(wrap),
            actions: self.actions.into_iter().map(|action| action.map(wrap)).collect(),
            on_cancel: self.on_cancel.map(wrap),
            on_accept: self.on_accept.map(wrap),
            width: self.width,
        }
    }

    /// Its width in pixels.
    #[must_use]
    pub fn width(mut self, pixels: f32) -> Self {
        self.width = pixels;
        self
    }
}

/// `base`, with the dialog over it if there is one. Keep this call in the view while no dialog is open,
/// so that everything below keeps its state.
pub fn over<'a, Message: Clone + 'a>(
    base: impl Into<Element<'a, Message>>,
    dialog: Option<Dialog<'a, Message>>,
) -> Element<'a, Message> {
    below(base, dialog, 0.0)
}

/// The same with so many pixels kept free above the dialog, where messages are shown.
pub fn below<'a, Message: Clone + 'a>(
    base: impl Into<Element<'a, Message>>,
    dialog: Option<Dialog<'a, Message>>,
    top: f32,
) -> Element<'a, Message> {
    let Some(dialog) = dialog else {
        return Modal::closed(base.into()).into();
    };
    let key = dialog.title.to_string();
    let body = pane(container(dialog.body).padding(padding::all(4).right(spacing::M))).height(Length::Shrink);
    let card = column![text::title(dialog.title), body].spacing(spacing::L);
    // The foot lies over room kept free for it: below the body in a column, a long body would push it out.
    let card = if dialog.actions.is_empty() {
        card.into()
    } else {
        let foot = row![space::horizontal()].extend(dialog.actions).spacing(spacing::S).width(Length::Fill);
        let room = padding::bottom(spacing::CONTROL + spacing::L);
        Element::from(stack![container(card).padding(room), container(foot).align_bottom(Length::Fill)])
    };
    let card = container(card)
        .padding(spacing::XL)
        .max_width(dialog.width)
        .width(Length::Fill)
        .style(surface::floating);
    Modal::open(base.into(), card.into(), key, dialog.on_cancel, dialog.on_accept).below(top).into()
}
