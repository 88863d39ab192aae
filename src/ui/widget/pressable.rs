//! Anything that can be pressed: by the mouse, or by Enter and Space while it holds the focus. Buttons,
//! tabs, steps and places of the navigation are all made of it; iced's own button takes no focus.

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::operation::Focusable;
use iced::advanced::widget::{Id, Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Renderer as _, Shell, overlay, renderer};
use iced::keyboard::key::Named;
use iced::keyboard::{self, Key};
use iced::{
    Background, Color, Element, Event, Length, Padding, Rectangle, Renderer, Size, Theme, Vector, mouse,
    touch,
};

use crate::ui::theme::button::{ButtonStatus, Kind};
use crate::ui::widget::focus_ring;

/// A focusable box that sends a message when it is pressed; without a message it is switched off.
pub struct Pressable<'a, Message> {
    content: Element<'a, Message>,
    on_press: Option<Message>,
    kind: Kind,
    id: Option<Id>,
    width: Length,
    height: Length,
    padding: Padding,
    stop: bool,
}

/// Focus and pointer state of one pressable.
#[derive(Debug, Default)]
struct State {
    focused: bool,
    /// The focus came by the keyboard and is shown.
    ring: bool,
    pressed: bool,
    hovered: bool,
}

impl Focusable for State {
    fn is_focused(&self) -> bool {
        self.focused
    }

    fn focus(&mut self) {
        self.focused = true;
        self.ring = true;
    }

    fn unfocus(&mut self) {
        self.focused = false;
        self.ring = false;
    }
}

impl<'a, Message: Clone + 'a> Pressable<'a, Message> {
    /// Makes `content` pressable.
    pub fn new(content: impl Into<Element<'a, Message>>, kind: Kind) -> Self {
        let content = content.into();
        let size = content.as_widget().size_hint();
        Self {
            content,
            on_press: None,
            kind,
            id: None,
            width: size.width.fluid(),
            height: size.height.fluid(),
            padding: Padding::ZERO,
            stop: true,
        }
    }

    /// What to send when it is pressed; `None` switches it off.
    #[must_use]
    pub fn on_press_maybe(mut self, message: Option<Message>) -> Self {
        self.on_press = message;
        self
    }

    /// A name to focus it by.
    #[must_use]
    pub fn id_maybe(mut self, id: Option<Id>) -> Self {
        self.id = id;
        self
    }

    /// Its width.
    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    /// Its height.
    #[must_use]
    pub fn height(mut self, height: impl Into<Length>) -> Self {
        self.height = height.into();
        self
    }

    /// Space around the content.
    #[must_use]
    pub fn padding(mut self, padding: impl Into<Padding>) -> Self {
        self.padding = padding.into();
        self
    }

    /// Leaves it out of the Tab order: for what the keyboard reaches in another way.
    #[must_use]
    pub fn mouse_only(mut self) -> Self {
        self.stop = false;
        self
    }
}

/// Enter or Space without a modifier.
fn presses(key: &Key, modifiers: keyboard::Modifiers) -> bool {
    let bare = !(modifiers.control() || modifiers.alt() || modifiers.logo() || modifiers.shift());
    bare && match key.as_ref() {
        Key::Named(named) => matches!(named, Named::Enter | Named::Space),
        Key::Character(c) => c == " ",
        Key::Unidentified => false,
    }
}

impl<Message: Clone> Widget<Message, Theme, Renderer> for Pressable<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        if self.on_press.is_none() {
            tree.state.downcast_mut::<State>().unfocus();
        }
        tree.diff_children(std::slice::from_ref(&self.content));
    }

    fn size(&self) -> Size<Length> {
        Size::new(self.width, self.height)
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &layout::Limits) -> layout::Node {
        layout::positioned(
            limits,
            self.width,
            self.height,
            self.padding,
            |limits| self.content.as_widget_mut().layout(&mut tree.children[0], renderer, &limits.loose()),
            |node, size| node.align(iced::Alignment::Start, iced::Alignment::Center, size),
        )
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        if self.on_press.is_some() && self.stop {
            operation.focusable(self.id.as_ref(), layout.bounds(), tree.state.downcast_mut::<State>());
        }
        operation.container(self.id.as_ref(), layout.bounds());
        operation.traverse(&mut |operation| {
            let content = layout.child(0);
            self.content.as_widget_mut().operate(&mut tree.children[0], content, renderer, operation);
        });
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
        let over = cursor.is_over(layout.bounds());
        let state = tree.state.downcast_mut::<State>();
        if matches!(event, Event::Mouse(mouse::Event::ButtonPressed(_))) && !over && state.focused {
            state.unfocus();
            shell.request_redraw();
        }
        self.content.as_widget_mut().update(
            &mut tree.children[0],
            event,
            layout.child(0),
            cursor,
            renderer,
            clipboard,
            shell,
            viewport,
        );
        let Some(message) = &self.on_press else {
            return;
        };
        if shell.is_event_captured() {
            return;
        }
        let state = tree.state.downcast_mut::<State>();
        if state.hovered != over {
            state.hovered = over;
            shell.request_redraw();
        }
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerPressed { .. })
                if over =>
            {
                *state = State { focused: self.stop, ring: false, pressed: true, hovered: true };
                shell.capture_event();
                shell.request_redraw();
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerLifted { .. })
                if state.pressed =>
            {
                state.pressed = false;
                if over {
                    shell.publish(message.clone());
                }
                shell.capture_event();
                shell.request_redraw();
            }
            Event::Touch(touch::Event::FingerLost { .. }) => state.pressed = false,
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, repeat, .. })
                if state.focused && presses(key, *modifiers) =>
            {
                if !repeat {
                    shell.publish(message.clone());
                }
                shell.capture_event();
            }
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
        let bounds = layout.bounds();
        let state = tree.state.downcast_ref::<State>();
        let status = match (&self.on_press, cursor.is_over(bounds)) {
            (None, _) => ButtonStatus::Disabled,
            (_, false) => ButtonStatus::Idle,
            (_, true) if state.pressed => ButtonStatus::Pressed,
            (_, true) => ButtonStatus::Hovered,
        };
        let look = self.kind.look(status);
        renderer.fill_quad(
            renderer::Quad { bounds, border: look.border, ..renderer::Quad::default() },
            Background::Color(look.background.unwrap_or(Color::TRANSPARENT)),
        );
        if state.focused && state.ring {
            focus_ring::draw(renderer, bounds, look.border.radius);
        }
        let content = layout.child(0);
        if self.kind == Kind::Link {
            let words = content.bounds();
            let line = Rectangle { y: words.y + words.height - 1.0, height: 1.0, ..words };
            let quad = renderer::Quad { bounds: line, ..renderer::Quad::default() };
            renderer.fill_quad(quad, Background::Color(look.text));
        }
        let text_color = if self.kind == Kind::Bare { style.text_color } else { look.text };
        self.content.as_widget().draw(
            &tree.children[0],
            renderer,
            theme,
            &renderer::Style { text_color },
            content,
            cursor,
            viewport,
        );
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        let inner = self.content.as_widget().mouse_interaction(
            &tree.children[0],
            layout.child(0),
            cursor,
            viewport,
            renderer,
        );
        if inner != mouse::Interaction::None {
            inner
        } else if self.on_press.is_some() && cursor.is_over(layout.bounds()) {
            mouse::Interaction::Pointer
        } else {
            mouse::Interaction::None
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, Renderer>> {
        self.content.as_widget_mut().overlay(
            &mut tree.children[0],
            layout.child(0),
            renderer,
            viewport,
            translation,
        )
    }
}

impl<'a, Message: Clone + 'a> From<Pressable<'a, Message>> for Element<'a, Message> {
    fn from(pressable: Pressable<'a, Message>) -> Self {
        Element::new(pressable)
    }
}
