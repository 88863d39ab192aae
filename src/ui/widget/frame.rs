//! The frame of a field: label above, box with the input and something at its end, a line below. It shows
//! who has the focus, and keeps shortcuts of the window out of the text.

use iced::advanced::layout::{self, Layout, Node};
use iced::advanced::text::Renderer as TextRenderer;
use iced::advanced::text::highlighter::PlainText;
use iced::advanced::widget::operation::Focusable;
use iced::advanced::widget::{Operation, Tree, Widget};
use iced::advanced::{Clipboard, Renderer as _, Shell, overlay, renderer};
use iced::keyboard::key::Named;
use iced::keyboard::{self, Key, Modifiers};
use iced::widget::{space, text_editor, text_input};
use iced::{Background, Element, Event, Length, Point, Rectangle, Renderer, Size, Theme, Vector, mouse};

use crate::ui::spacing;
use crate::ui::theme::color;
use crate::ui::theme::field::{self as style, FieldStatus};
use crate::ui::widget::focus::{FilteredOperation, StopShown};
use crate::ui::widget::paste::OneLine;

/// What kind of input is in the box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Inside {
    /// One line.
    Line,
    /// Several lines; the input scrolls by itself only when it is `full` pixels high.
    Lines {
        /// Height from which on it scrolls.
        full: f32,
    },
}

type LineState = text_input::State<<Renderer as TextRenderer>::Paragraph>;
type LinesState = text_editor::State<PlainText>;

impl Inside {
    fn state(self, tree: &Tree) -> &dyn Focusable {
        match self {
            Self::Line => tree.state.downcast_ref::<LineState>(),
            Self::Lines { .. } => tree.state.downcast_ref::<LinesState>(),
        }
    }

    fn state_mut(self, tree: &mut Tree) -> &mut dyn Focusable {
        match self {
            Self::Line => tree.state.downcast_mut::<LineState>(),
            Self::Lines { .. } => tree.state.downcast_mut::<LinesState>(),
        }
    }
}

const HEAD: usize = 0;
const INPUT: usize = 1;
const END: usize = 2;
const FOOT: usize = 3;

/// See the module.
pub struct Frame<'a, Message> {
    parts: [Element<'a, Message>; 4],
    inside: Inside,
    enabled: bool,
    invalid: bool,
    width: Length,
}

impl<'a, Message: 'a> Frame<'a, Message> {
    /// An empty frame; `enabled`: something can be typed, `invalid`: what was typed cannot be used.
    pub fn new(inside: Inside, enabled: bool, invalid: bool) -> Self {
        let parts = std::array::from_fn(|_| space().into());
        Self { parts, inside, enabled, invalid, width: Length::Fill }
    }

    /// The label.
    pub fn head(self, element: Element<'a, Message>) -> Self {
        self.part(HEAD, element)
    }

    /// The input itself: iced's, of the kind that was promised.
    pub fn input(self, element: Element<'a, Message>) -> Self {
        self.part(INPUT, element)
    }

    /// What stands at the end of the box.
    pub fn trailing(self, element: Element<'a, Message>) -> Self {
        self.part(END, element)
    }

    /// What stands below.
    pub fn foot(self, element: Element<'a, Message>) -> Self {
        self.part(FOOT, element)
    }

    /// Its width.
    pub fn width(mut self, width: Length) -> Self {
        self.width = width;
        self
    }

    fn part(mut self, part: usize, element: Element<'a, Message>) -> Self {
        self.parts[part] = element;
        self
    }
}

/// Whether a key press belongs to the text; all others are the window's.
fn types(key: &Key, modifiers: Modifiers) -> bool {
    let ctrl = modifiers.control() || modifiers.logo();
    if modifiers.alt() && !ctrl {
        return false;
    }
    match key.as_ref() {
        Key::Named(Named::Escape | Named::Tab) => false,
        Key::Named(Named::Enter) => !ctrl,
        Key::Named(
            Named::F1
            | Named::F2
            | Named::F3
            | Named::F4
            | Named::F5
            | Named::F6
            | Named::F7
            | Named::F8
            | Named::F9
            | Named::F10
            | Named::F11
            | Named::F12,
        ) => false,
        Key::Named(_) | Key::Unidentified => true,
        Key::Character(c) if ctrl && !modifiers.alt() => {
            matches!(c, "a" | "A" | "c" | "C" | "x" | "X" | "v" | "V")
        }
        Key::Character(_) => true,
    }
}

impl<Message> Widget<Message, Theme, Renderer> for Frame<'_, Message> {
    fn children(&self) -> Vec<Tree> {
        self.parts.iter().map(Tree::new).collect()
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(&self.parts);
        if !self.enabled {
            self.inside.state_mut(&mut tree.children[INPUT]).unfocus();
        }
    }

    fn size(&self) -> Size<Length> {
        Size::new(self.width, Length::Shrink)
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &layout::Limits) -> Node {
        let limits = limits.width(self.width).loose();
        let width = limits.max().width;
        let mut place = |part: usize, limits: &layout::Limits| {
            self.parts[part].as_widget_mut().layout(&mut tree.children[part], renderer, limits)
        };
        let head = place(HEAD, &limits);
        let end = place(END, &limits.max_width(width * 0.6));
        let end_width = end.size().width;
        let end_room = if end_width > 0.0 { end_width + spacing::M } else { 0.0 };
        let input = place(INPUT, &limits.max_width((width - end_room).max(0.0)));
        let foot = place(FOOT, &limits);

        let gap = |node: &Node| {
            if node.size().height > 0.0 { spacing::XS } else { 0.0 }
        };
        let box_y = head.size().height + gap(&head);
        let box_height = input.size().height.max(spacing::CONTROL);
        let foot_y = box_y + box_height + gap(&foot);
        let height = foot_y + foot.size().height;
        let input_y = box_y + (box_height - input.size().height) / 2.0;
        let first_line = box_height.min(spacing::CONTROL);
        let end_y = box_y + (first_line - end.size().height) / 2.0;
        let boxed = Node::new(Size::new(width, box_height)).move_to(Point::new(0.0, box_y));
        Node::with_children(
            Size::new(width, height),
            vec![
                head,
                input.move_to(Point::new(0.0, input_y)),
                end.move_to(Point::new(width - end_room, end_y)),
                foot.move_to(Point::new(0.0, foot_y)),
                boxed,
            ],
        )
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.container(None, layout.bounds());
        // The label and the line below come into view together with the input.
        let mut whole = FilteredOperation::new(operation, StopShown::Within(layout.bounds()));
        for (part, (element, tree)) in self.parts.iter_mut().zip(&mut tree.children).enumerate() {
            if self.enabled || part != INPUT {
                element.as_widget_mut().operate(tree, layout.child(part), renderer, &mut whole);
            }
        }
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        viewport: &Rectangle,
    ) {
        for part in [HEAD, END, FOOT] {
            self.parts[part].as_widget_mut().update(
                &mut tree.children[part],
                event,
                layout.child(part),
                cursor,
                renderer,
                clipboard,
                shell,
                viewport,
            );
        }
        let before = self.inside.state(&tree.children[INPUT]).is_focused();
        let boxed = layout.child(FOOT + 1).bounds();
        let input = layout.child(INPUT);
        let forwards = match event {
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) => types(key, *modifiers),
            Event::Mouse(mouse::Event::WheelScrolled { .. }) => {
                matches!(self.inside, Inside::Lines { full } if boxed.height >= full)
            }
            // A press on the box beside the input, as on its trailing words, is meant for the input.
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
                if self.enabled
                    && !shell.is_event_captured()
                    && cursor.is_over(boxed)
                    && !cursor.is_over(input.bounds()) =>
            {
                self.inside.state_mut(&mut tree.children[INPUT]).focus();
                shell.capture_event();
                false
            }
            _ => true,
        };
        if forwards {
            let mut line;
            let clipboard = match self.inside {
                Inside::Line => {
                    line = OneLine(clipboard);
                    &mut line as &mut dyn Clipboard
                }
                Inside::Lines { .. } => clipboard,
            };
            self.parts[INPUT].as_widget_mut().update(
                &mut tree.children[INPUT],
                event,
                input,
                cursor,
                renderer,
                clipboard,
                shell,
                viewport,
            );
        }
        if before != self.inside.state(&tree.children[INPUT]).is_focused() {
            shell.request_redraw();
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        default: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let boxed = layout.child(FOOT + 1).bounds();
        let status = FieldStatus {
            focused: self.enabled && self.inside.state(&tree.children[INPUT]).is_focused(),
            hovered: self.enabled && cursor.is_over(boxed),
            invalid: self.invalid,
            read_only: !self.enabled,
        };
        let (ground, border) = style::frame(status);
        renderer.fill_quad(
            renderer::Quad { bounds: boxed, border, ..renderer::Quad::default() },
            Background::Color(ground),
        );
        for (part, (element, tree)) in self.parts.iter().zip(&tree.children).enumerate() {
            let text_color = match part {
                HEAD if status.invalid => color::DANGER,
                HEAD if status.focused => color::ACCENT,
                HEAD => color::MUTED,
                _ => default.text_color,
            };
            let style = renderer::Style { text_color };
            element.as_widget().draw(tree, renderer, theme, &style, layout.child(part), cursor, viewport);
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        self.parts
            .iter()
            .zip(&tree.children)
            .zip(layout.children())
            .map(|((part, tree), layout)| {
                part.as_widget().mouse_interaction(tree, layout, cursor, viewport, renderer)
            })
            .max()
            .unwrap_or_default()
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, Renderer>> {
        overlay::from_children(&mut self.parts, tree, layout, renderer, viewport, translation)
    }
}

impl<'a, Message: 'a> From<Frame<'a, Message>> for Element<'a, Message> {
    fn from(frame: Frame<'a, Message>) -> Self {
        Element::new(frame)
    }
}
