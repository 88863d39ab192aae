//! Several controls that are one stop of the Tab order, as a rail or a row of tabs: Tab goes in and out,
//! the arrow keys move within.

use iced::advanced::layout::{self, Layout, Node};
use iced::advanced::widget::{Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Shell, overlay, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::{Element, Event, Length, Rectangle, Renderer, Size, Theme, Vector, mouse};

use crate::ui::widget::focus::{FilteredOperation, StopShown, Stops};

/// See the module.
pub struct Group<'a, Message> {
    content: Element<'a, Message>,
    current: usize,
}

/// Makes the controls in `content` one stop; Tab comes in at the control `current`.
pub fn group<'a, Message>(content: impl Into<Element<'a, Message>>, current: usize) -> Group<'a, Message> {
    Group { content: content.into(), current }
}

impl<Message> Group<'_, Message> {
    fn stops(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &Renderer, mut stops: Stops) -> Stops {
        self.content.as_widget_mut().operate(&mut tree.children[0], layout, renderer, &mut stops);
        stops
    }
}

#[derive(Default)]
struct State;

impl<Message> Widget<Message, Theme, Renderer> for Group<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(std::slice::from_ref(&self.content));
    }

    fn size(&self) -> Size<Length> {
        self.content.as_widget().size()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &layout::Limits) -> Node {
        self.content.as_widget_mut().layout(&mut tree.children[0], renderer, limits)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let found = self.stops(tree, layout, renderer, Stops::look());
        let stop = found.focused.unwrap_or_else(|| self.current.min(found.total.saturating_sub(1)));
        let mut one = FilteredOperation::new(operation, StopShown::At(stop));
        self.content.as_widget_mut().operate(&mut tree.children[0], layout, renderer, &mut one);
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
        self.content.as_widget_mut().update(
            &mut tree.children[0],
            event,
            layout,
            cursor,
            renderer,
            clipboard,
            shell,
            viewport,
        );
        let Event::Keyboard(keyboard::Event::KeyPressed { key: Key::Named(named), modifiers, .. }) = event
        else {
            return;
        };
        if shell.is_event_captured() || !modifiers.is_empty() {
            return;
        }
        let back = match named {
            Named::ArrowUp | Named::ArrowLeft => true,
            Named::ArrowDown | Named::ArrowRight => false,
            _ => return,
        };
        let found = self.stops(tree, layout, renderer, Stops::look());
        let Some(at) = found.focused else { return };
        let to = match (back, at) {
            (true, 0) => found.total - 1,
            (true, at) => at - 1,
            (false, at) if at + 1 == found.total => 0,
            (false, at) => at + 1,
        };
        self.stops(tree, layout, renderer, Stops::give(Some(to)));
        shell.capture_event();
        shell.request_redraw();
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
        self.content.as_widget().draw(&tree.children[0], renderer, theme, style, layout, cursor, viewport);
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        self.content.as_widget().mouse_interaction(&tree.children[0], layout, cursor, viewport, renderer)
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, Renderer>> {
        self.content.as_widget_mut().overlay(&mut tree.children[0], layout, renderer, viewport, translation)
    }
}

impl<'a, Message: 'a> From<Group<'a, Message>> for Element<'a, Message> {
    fn from(group: Group<'a, Message>) -> Self {
        Element::new(group)
    }
}
