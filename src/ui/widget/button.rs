//! Buttons. A shortcut always stands on its button as a key cap.

use iced::advanced::widget::Id;
use iced::widget::text::{Fragment, IntoFragment};
use iced::widget::{row, text};
use iced::{Alignment, Element, Length, padding};

use crate::ui::theme::button::Kind;
use crate::ui::widget::ellipsis::ellipsis;
use crate::ui::widget::key_cap;
use crate::ui::widget::pressable::Pressable;
use crate::ui::{icon, spacing};

/// A button with words on it; without `on_press` it is switched off.
pub struct Button<'a, Message> {
    label: Fragment<'a>,
    kind: Kind,
    keys: Option<Fragment<'a>>,
    on_press: Option<Message>,
    id: Option<Id>,
    width: Length,
    large: bool,
    small: bool,
    mouse_only: bool,
    opens: bool,
}

fn button<'a, Message>(label: impl IntoFragment<'a>, kind: Kind) -> Button<'a, Message> {
    Button {
        label: label.into_fragment(),
        kind,
        keys: None,
        on_press: None,
        id: None,
        width: Length::Shrink,
        large: false,
        small: false,
        mouse_only: false,
        opens: false,
    }
}

/// The one action that is usually next.
pub fn primary<'a, Message>(label: impl IntoFragment<'a>) -> Button<'a, Message> {
    button(label, Kind::Primary)
}

/// Any other action.
pub fn secondary<'a, Message>(label: impl IntoFragment<'a>) -> Button<'a, Message> {
    button(label, Kind::Secondary)
}

/// A weighty action beside the primary one, as 服务上移.
pub fn accent<'a, Message>(label: impl IntoFragment<'a>) -> Button<'a, Message> {
    button(label, Kind::Accent)
}

/// An action of little weight.
pub fn quiet<'a, Message>(label: impl IntoFragment<'a>) -> Button<'a, Message> {
    button(label, Kind::Quiet)
}

/// An action that takes something away.
pub fn danger<'a, Message>(label: impl IntoFragment<'a>) -> Button<'a, Message> {
    button(label, Kind::Danger)
}

/// Words in running text that lead somewhere.
pub fn link<'a, Message>(label: impl IntoFragment<'a>) -> Button<'a, Message> {
    button(label, Kind::Link)
}

impl<'a, Message: Clone + 'a> Button<'a, Message> {
    /// What to send.
    #[must_use]
    pub fn on_press(mut self, message: Message) -> Self {
        self.on_press = Some(message);
        self
    }

    /// What to send, or `None` to switch it off.
    #[must_use]
    pub fn on_press_maybe(mut self, message: Option<Message>) -> Self {
        self.on_press = message;
        self
    }

    /// The shortcut that does the same, as `Ctrl+S`. The key itself is the app's work.
    #[must_use]
    pub fn keys(mut self, keys: impl IntoFragment<'a>) -> Self {
        self.keys = Some(keys.into_fragment());
        self
    }

    /// A name to focus it by.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Its width; as wide as its words if never called.
    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    /// Larger, as the two on the first screen.
    #[must_use]
    pub fn large(mut self) -> Self {
        self.large = true;
        self
    }

    /// Lower, for rows of a table.
    #[must_use]
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Marked as opening a list to choose from, as who is on duty.
    #[must_use]
    pub fn opens(mut self) -> Self {
        self.opens = true;
        self
    }

    /// Left out of the Tab order, for a row whose action Enter does already.
    #[must_use]
    pub fn mouse_only(mut self) -> Self {
        self.mouse_only = true;
        self
    }
}

impl<'a, Message: Clone + 'a> From<Button<'a, Message>> for Element<'a, Message> {
    fn from(button: Button<'a, Message>) -> Self {
        let enabled = button.on_press.is_some();
        let link = button.kind == Kind::Link;
        let (size, height, inset) = match () {
            () if link => (spacing::BODY, 24.0, 2.0),
            () if button.large => (spacing::HEADING, spacing::LARGE_CONTROL, spacing::XL),
            () if button.small => (spacing::BODY, 28.0, spacing::M),
            () => (spacing::BODY, spacing::CONTROL, 14.0),
        };
        let bold = matches!(button.kind, Kind::Primary | Kind::Accent | Kind::Danger);
        let label = ellipsis(button.label).size(size);
        let label = if bold { label.bold() } else { label };
        let keys = button.keys.map(|keys| key_cap::on_button(keys, button.kind, enabled));
        let opens = button.opens.then(|| text(icon::DOWN).size(10));
        let content = row![label, opens, keys].spacing(spacing::S).align_y(Alignment::Center);
        let pressable = Pressable::new(content, button.kind)
            .on_press_maybe(button.on_press)
            .id_maybe(button.id)
            .width(button.width)
            .height(height)
            .padding(padding::horizontal(inset));
        if button.mouse_only { pressable.mouse_only().into() } else { pressable.into() }
    }
}
