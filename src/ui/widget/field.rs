//! Fields to type into: a label, a hint beside it, the box, something at the end of the box, and a line
//! below for an error or a limit. Nothing typed is refused or cut; what is too long is told.

use std::ops::RangeInclusive;

use iced::advanced::widget::Id;
use iced::widget::text::{Fragment, IntoFragment, LineHeight};
use iced::widget::{row, space, text_editor, text_input};
use iced::{Element, Length, Padding, Pixels};

use crate::ui::theme::tone::Tone;
use crate::ui::theme::{color, field as style};
use crate::ui::widget::ellipsis::ellipsis;
use crate::ui::widget::frame::{Frame, Inside};
use crate::ui::widget::text;
use crate::ui::{icon, spacing};

pub use iced::widget::text_editor::{Action, Content, Motion};

/// What stands around the input, the same for one line and for many.
struct FieldFrame<'a, Message> {
    label: Fragment<'a>,
    hint: Option<Fragment<'a>>,
    error: Option<Fragment<'a>>,
    trailing: Option<Element<'a, Message>>,
    note: Option<Element<'a, Message>>,
    limit: Option<usize>,
    id: Option<Id>,
    width: Length,
}

impl<'a, Message: 'a> FieldFrame<'a, Message> {
    fn new(label: impl IntoFragment<'a>) -> Self {
        Self {
            label: label.into_fragment(),
            hint: None,
            error: None,
            trailing: None,
            note: None,
            limit: None,
            id: None,
            width: Length::Fill,
        }
    }

    fn frame(
        self,
        input: Element<'a, Message>,
        inside: Inside,
        enabled: bool,
        typed: usize,
    ) -> Element<'a, Message> {
        let over = self.limit.is_some_and(|limit| typed > limit);
        let invalid = self.error.is_some() || over;
        let head = (!self.label.is_empty() || self.hint.is_some()).then(|| {
            row![iced::widget::text(self.label).size(spacing::CAPTION), self.hint.map(text::caption),]
                .spacing(spacing::M)
        });
        let told = match (self.error, self.limit) {
            (Some(error), _) => Some(text::small(format!("{} {error}", icon::ALERT), Tone::Danger)),
            (None, Some(limit)) if over => Some(text::small(
                format!("{} 已写 {typed} 字，超过 {limit} 字，请缩短；已写的内容不会丢。", icon::ALERT),
                Tone::Danger,
            )),
            (None, Some(limit)) if typed * 10 >= limit * 8 => {
                Some(text::caption(format!("{typed}/{limit} 字")))
            }
            _ => None,
        };
        let foot = told.map(Element::from).or(self.note);
        Frame::new(inside, enabled, invalid)
            .head(head.map_or_else(|| space().into(), Element::from))
            .input(input)
            .trailing(self.trailing.unwrap_or_else(|| space().into()))
            .foot(foot.unwrap_or_else(|| space().into()))
            .width(self.width)
            .into()
    }
}

/// A field of one line.
pub struct Field<'a, Message> {
    around: FieldFrame<'a, Message>,
    placeholder: String,
    value: &'a str,
    secret: bool,
    on_input: Option<Box<dyn Fn(String) -> Message + 'a>>,
    on_submit: Option<Message>,
}

/// A field of one line under a label (an empty label takes no room).
pub fn field<'a, Message: Clone + 'a>(label: impl IntoFragment<'a>, value: &'a str) -> Field<'a, Message> {
    Field {
        around: FieldFrame::new(label),
        placeholder: String::new(),
        value,
        secret: false,
        on_input: None,
        on_submit: None,
    }
}

impl<'a, Message: Clone + 'a> Field<'a, Message> {
    /// What to send with the whole new text; without it the field only shows.
    #[must_use]
    pub fn on_input(mut self, on_input: impl Fn(String) -> Message + 'a) -> Self {
        self.on_input = Some(Box::new(on_input));
        self
    }

    /// What to send on Enter.
    #[must_use]
    pub fn on_submit(mut self, message: Message) -> Self {
        self.on_submit = Some(message);
        self
    }

    /// Grey words while the field is empty.
    #[must_use]
    pub fn placeholder(mut self, placeholder: impl Into<String>) -> Self {
        self.placeholder = placeholder.into();
        self
    }

    /// A word of advice beside the label.
    #[must_use]
    pub fn hint(mut self, hint: impl IntoFragment<'a>) -> Self {
        self.around.hint = Some(hint.into_fragment());
        self
    }

    /// What is wrong with the text, as a sentence.
    #[must_use]
    pub fn error(mut self, error: Option<impl IntoFragment<'a>>) -> Self {
        self.around.error = error.map(IntoFragment::into_fragment);
        self
    }

    /// A few grey words at the end of the box, as the room of the owner who was found.
    #[must_use]
    pub fn trailing(self, words: impl IntoFragment<'a>) -> Self {
        self.trailing_element(ellipsis(words).size(spacing::CAPTION).color(color::MUTED))
    }

    /// Anything at the end of the box, as a key cap.
    #[must_use]
    pub fn trailing_element(mut self, element: impl Into<Element<'a, Message>>) -> Self {
        self.around.trailing = Some(element.into());
        self
    }

    /// A line below that is no error, as a question about what was typed; an error or a limit takes its place.
    #[must_use]
    pub fn note(mut self, element: impl Into<Element<'a, Message>>) -> Self {
        self.around.note = Some(element.into());
        self
    }

    /// How many characters fit; more are kept, and told.
    #[must_use]
    pub fn limit(mut self, characters: usize) -> Self {
        self.around.limit = Some(characters);
        self
    }

    /// Shows dots instead of the text.
    #[must_use]
    pub fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// A name to focus it by.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.around.id = Some(id.into());
        self
    }

    /// Its width; all there is if never called.
    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.around.width = width.into();
        self
    }
}

impl<'a, Message: Clone + 'a> From<Field<'a, Message>> for Element<'a, Message> {
    fn from(field: Field<'a, Message>) -> Self {
        let enabled = field.on_input.is_some();
        let mut input = text_input(&field.placeholder, field.value)
            .secure(field.secret)
            .size(spacing::BODY)
            .line_height(LineHeight::Absolute(Pixels(LINE_HEIGHT)))
            .padding(Padding { top: 5.0, bottom: 5.0, left: 10.0, right: 10.0 })
            .style(style::input)
            .on_input_maybe(field.on_input)
            .on_submit_maybe(field.on_submit);
        if let Some(id) = &field.around.id {
            input = input.id(id.clone());
        }
        let typed = field.value.chars().count();
        field.around.frame(input.into(), Inside::Line, enabled, typed)
    }
}

/// Height of a line inside the box of a field.
const LINE_HEIGHT: f32 = 24.0;

/// A field of several lines that grows with its text.
pub struct Editor<'a, Message> {
    around: FieldFrame<'a, Message>,
    placeholder: Fragment<'a>,
    content: &'a Content,
    lines: RangeInclusive<u16>,
    on_action: Option<Box<dyn Fn(Action) -> Message + 'a>>,
}

/// A field of several lines under a label. The screen keeps the [`Content`] and performs each [`Action`] on it.
pub fn editor<'a, Message: Clone + 'a>(
    label: impl IntoFragment<'a>,
    content: &'a Content,
) -> Editor<'a, Message> {
    Editor {
        around: FieldFrame::new(label),
        placeholder: Fragment::Borrowed(""),
        content,
        lines: 2..=6,
        on_action: None,
    }
}

impl<'a, Message: Clone + 'a> Editor<'a, Message> {
    /// What to send for each change and movement; without it the field only shows.
    #[must_use]
    pub fn on_action(mut self, on_action: impl Fn(Action) -> Message + 'a) -> Self {
        self.on_action = Some(Box::new(on_action));
        self
    }

    /// Grey words while the field is empty.
    #[must_use]
    pub fn placeholder(mut self, placeholder: impl IntoFragment<'a>) -> Self {
        self.placeholder = placeholder.into_fragment();
        self
    }

    /// A word of advice beside the label.
    #[must_use]
    pub fn hint(mut self, hint: impl IntoFragment<'a>) -> Self {
        self.around.hint = Some(hint.into_fragment());
        self
    }

    /// What is wrong with the text, as a sentence.
    #[must_use]
    pub fn error(mut self, error: Option<impl IntoFragment<'a>>) -> Self {
        self.around.error = error.map(IntoFragment::into_fragment);
        self
    }

    /// How many characters fit; more are kept, and told.
    #[must_use]
    pub fn limit(mut self, characters: usize) -> Self {
        self.around.limit = Some(characters);
        self
    }

    /// Lines shown when empty, and lines to which it grows before it scrolls.
    #[must_use]
    pub fn lines(mut self, lines: RangeInclusive<u16>) -> Self {
        self.lines = lines;
        self
    }

    /// A name to focus it by.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.around.id = Some(id.into());
        self
    }

    /// Its width; all there is if never called.
    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.around.width = width.into();
        self
    }
}

impl<'a, Message: Clone + 'a> From<Editor<'a, Message>> for Element<'a, Message> {
    fn from(field: Editor<'a, Message>) -> Self {
        let enabled = field.on_action.is_some();
        let height = |lines: u16| f32::from(lines) * LINE_HEIGHT;
        let mut input = text_editor(field.content)
            .placeholder(field.placeholder)
            .size(spacing::BODY)
            .line_height(LineHeight::Absolute(Pixels(LINE_HEIGHT)))
            .padding(Padding { top: 5.0, bottom: 5.0, left: 10.0, right: 10.0 })
            .min_height(height(*field.lines.start()))
            .max_height(height(*field.lines.end()))
            .style(style::editor);
        if let Some(on_action) = field.on_action {
            input = input.on_action(on_action);
        }
        if let Some(id) = &field.around.id {
            input = input.id(id.clone());
        }
        let typed = if field.around.limit.is_some() {
            field.content.lines().map(|line| line.text.chars().count()).sum()
        } else {
            0
        };
        let inside = Inside::Lines { full: height(*field.lines.end()) };
        field.around.frame(input.into(), inside, enabled, typed)
    }
}
