//! The layer that a dialog stands on: dims what is below, keeps input and focus inside, and gives the
//! focus back when it closes.

use iced::advanced::layout::{self, Layout, Node};
use iced::advanced::widget::{Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Renderer as _, Shell, overlay, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::widget::space;
use iced::{
    Background, Element, Event, Length, Point, Rectangle, Renderer, Size, Theme, Vector, mouse, window,
};

use crate::ui::spacing;
use crate::ui::theme::color;
use crate::ui::widget::focus::{FilteredOperation, StopShown, Stops};

/// See the module.
pub struct Modal<'a, Message> {
    base: Element<'a, Message>,
    dialog: Element<'a, Message>,
    /// Which dialog it is; `None` while none is open.
    key: Option<String>,
    on_cancel: Option<Message>,
    on_accept: Option<Message>,
    /// Pixels kept free above the dialog.
    top: f32,
}

impl<'a, Message: 'a> Modal<'a, Message> {
    /// Only what is below.
    pub fn closed(base: Element<'a, Message>) -> Self {
        Self { base, dialog: space().into(), key: None, on_cancel: None, on_accept: None, top: 0.0 }
    }

    /// A dialog over what is below; `key` tells it from another one.
    pub fn open(
        base: Element<'a, Message>,
        dialog: Element<'a, Message>,
        key: String,
        on_cancel: Option<Message>,
        on_accept: Option<Message>,
    ) -> Self {
        Self { base, dialog, key: Some(key), on_cancel, on_accept, top: 0.0 }
    }

    /// Keeps so many pixels free above the dialog.
    pub fn below(self, top: f32) -> Self {
        Self { top, ..self }
    }

    /// Moves the focus into a dialog that has just opened and back out of one that has closed.
    fn settle_focus(&mut self, tree: &mut Tree, base: Layout<'_>, dialog: Layout<'_>, renderer: &Renderer) {
        let state = tree.state.downcast_mut::<State>();
        if state.key == self.key {
            return;
        }
        let was_open = state.key.is_some();
        state.key.clone_from(&self.key);
        if self.key.is_none() {
            let mut give = Stops::give(state.below.take());
            self.base.as_widget_mut().operate(&mut tree.children[0], base, renderer, &mut give);
            return;
        }
        if !was_open {
            let mut take = Stops::give(None);
            self.base.as_widget_mut().operate(&mut tree.children[0], base, renderer, &mut take);
            state.below = take.focused;
        }
        let mut give = Stops::give(Some(0));
        self.dialog.as_widget_mut().operate(&mut tree.children[1], dialog, renderer, &mut give);
    }
}

#[derive(Default)]
struct State {
    key: Option<String>,
    /// The control below that had the focus when the dialog opened.
    below: Option<usize>,
}

impl<'a, Message: Clone + 'a> Widget<Message, Theme, Renderer> for Modal<'a, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.base), Tree::new(&self.dialog)]
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(&[&self.base, &self.dialog]);
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &layout::Limits) -> Node {
        let size = limits.max();
        let base = self.base.as_widget_mut().layout(&mut tree.children[0], renderer, limits);
        let room = layout::Limits::new(Size::ZERO, size)
            .shrink(Size::new(2.0 * spacing::XL, 2.0 * spacing::XL + self.top));
        let dialog = self.dialog.as_widget_mut().layout(&mut tree.children[1], renderer, &room);
        let start = Point::new(
            ((size.width - dialog.size().width) / 2.0).round(),
            (((size.height - dialog.size().height) / 2.5).round()).max(self.top + spacing::S),
        );
        let dialog = dialog.move_to(start);
        self.settle_focus(tree, Layout::new(&base), Layout::new(&dialog), renderer);
        Node::with_children(size, vec![base, dialog])
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        if self.key.is_none() {
            self.base.as_widget_mut().operate(&mut tree.children[0], layout.child(0), renderer, operation);
            return;
        }
        let mut blind = FilteredOperation::new(operation, StopShown::Nothing);
        self.base.as_widget_mut().operate(&mut tree.children[0], layout.child(0), renderer, &mut blind);
        self.dialog.as_widget_mut().operate(&mut tree.children[1], layout.child(1), renderer, operation);
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
        let open = self.key.is_some();
        // Below an open dialog only the window's own events arrive: nothing typed, nothing pointed at.
        let below = if open { mouse::Cursor::Unavailable } else { cursor };
        let wakes = matches!(
            event,
            Event::Window(
                window::Event::RedrawRequested(_) | window::Event::Focused | window::Event::Unfocused
            )
        );
        if !open || wakes {
            self.base.as_widget_mut().update(
                &mut tree.children[0],
                event,
                layout.child(0),
                below,
                renderer,
                clipboard,
                shell,
                viewport,
            );
        }
        if !open {
            return;
        }
        self.dialog.as_widget_mut().update(
            &mut tree.children[1],
            event,
            layout.child(1),
            cursor,
            renderer,
            clipboard,
            shell,
            viewport,
        );
        if shell.is_event_captured() {
            return;
        }
        match event {
            Event::Keyboard(keyboard::Event::KeyPressed {
                key: Key::Named(named),
                modifiers,
                repeat: false,
                ..
            }) if modifiers.is_empty() => {
                let message = match named {
                    Named::Escape => self.on_cancel.as_ref(),
                    Named::Enter => self.on_accept.as_ref(),
                    _ => None,
                };
                if let Some(message) = message {
                    shell.publish(message.clone());
                    shell.capture_event();
                }
            }
            Event::Mouse(_) | Event::Touch(_) => shell.capture_event(),
            _ => {}
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let open = self.key.is_some();
        let below = if open { mouse::Cursor::Unavailable } else { cursor };
        let base = self.base.as_widget();
        base.draw(&tree.children[0], renderer, theme, style, layout.child(0), below, viewport);
        if open {
            let bounds = layout.bounds();
            renderer.with_layer(bounds, |renderer| {
                let scrim = renderer::Quad { bounds, ..renderer::Quad::default() };
                renderer.fill_quad(scrim, Background::Color(color::SCRIM));
                let dialog = self.dialog.as_widget();
                dialog.draw(&tree.children[1], renderer, theme, style, layout.child(1), cursor, viewport);
            });
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
        let (part, at) = if self.key.is_some() { (&self.dialog, 1) } else { (&self.base, 0) };
        let tree = &tree.children[at];
        let shown = part.as_widget().mouse_interaction(tree, layout.child(at), cursor, viewport, renderer);
        if at == 1 { shown.max(mouse::Interaction::Idle) } else { shown }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, Renderer>> {
        let (part, at) = if self.key.is_some() { (&mut self.dialog, 1) } else { (&mut self.base, 0) };
        let tree = &mut tree.children[at];
        part.as_widget_mut().overlay(tree, layout.child(at), renderer, viewport, translation)
    }
}

impl<'a, Message: Clone + 'a> From<Modal<'a, Message>> for Element<'a, Message> {
    fn from(modal: Modal<'a, Message>) -> Self {
        Element::new(modal)
    }
}
