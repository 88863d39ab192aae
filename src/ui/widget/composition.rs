//! Shows what an input method is composing, at the caret of the field that has the focus, and tells the system where
//! that is. The toolkit draws it alone only as long as the window is not enlarged: with the large type it names a
//! place in its own pixels, which are fewer than the system's, and the candidates stand beside the field.

use iced::advanced::input_method::Preedit;
use iced::advanced::layout::{self, Layout, Node};
use iced::advanced::text::{
    Alignment, LineHeight, Paragraph, Renderer as TextRenderer, Shaping, Text, Wrapping,
};
use iced::advanced::widget::{Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, InputMethod, Renderer as _, Shell, overlay, renderer};
use iced::alignment::Vertical;
use iced::widget::text::Span;
use iced::{Element, Event, Length, Pixels, Rectangle, Renderer, Size, Theme, Vector, mouse, window};

use crate::ui::theme::color;
use crate::ui::{font, spacing};

/// Lays the composition over a whole window whose pixels are `scale` times as large as the system's.
pub fn composition<'a, Message: 'a>(
    content: impl Into<Element<'a, Message>>,
    scale: f32,
) -> Element<'a, Message> {
    Element::new(Composition { content: content.into(), scale })
}

struct Composition<'a, Message> {
    content: Element<'a, Message>,
    scale: f32,
}

type Words = <Renderer as TextRenderer>::Paragraph;

/// What is being composed, and the caret that it stands at.
#[derive(Default)]
struct Composed(Option<(Rectangle, Words)>);

/// Thickness of the line under the composition, by which it is told from what is typed already.
const UNDERLINE: f32 = 1.0;

/// X11 is told a point and nothing more, and the candidates hang on it: the foot of the caret, or they would hide the
/// line that is typed. Elsewhere the system keeps clear of the whole caret.
fn spot(caret: Rectangle) -> Rectangle {
    if cfg!(target_os = "linux") {
        Rectangle { y: caret.y + caret.height, height: 0.0, ..caret }
    } else {
        caret
    }
}

/// Lays the words out, with the part in another colour that the input method is converting.
fn words(preedit: &Preedit, caret: Rectangle) -> Words {
    let whole = preedit.content.as_str();
    let part = preedit.selection.clone().filter(|part| whole.get(part.clone()).is_some()).unwrap_or(0..0);
    let (before, after) = (&whole[..part.start], &whole[part.end..]);
    let spans: [Span<'_, (), _>; 3] =
        [Span::new(before), Span::new(&whole[part]).color(color::ACCENT), Span::new(after)];
    Words::with_spans(Text {
        content: &spans,
        bounds: Size::INFINITE,
        size: preedit.text_size.unwrap_or(Pixels(spacing::BODY)),
        line_height: LineHeight::Absolute(Pixels(caret.height)),
        font: font::REGULAR,
        align_x: Alignment::Default,
        align_y: Vertical::Top,
        shaping: Shaping::Advanced,
        wrapping: Wrapping::None,
    })
}

impl<Message> Widget<Message, Theme, Renderer> for Composition<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Composed>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(Composed::default())
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
        let content = self.content.as_widget_mut().layout(&mut tree.children[0], renderer, limits);
        Node::with_children(content.size(), vec![content])
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        self.content.as_widget_mut().operate(&mut tree.children[0], layout.child(0), renderer, operation);
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
            layout.child(0),
            cursor,
            renderer,
            clipboard,
            shell,
            viewport,
        );
        // Fields say where they are before every drawing, and only then.
        if !matches!(event, Event::Window(window::Event::RedrawRequested(_))) {
            return;
        }
        let composed = tree.state.downcast_mut::<Composed>();
        composed.0 = None;
        if let InputMethod::Enabled { cursor: caret, preedit, .. } = shell.input_method_mut() {
            // Taken away from the toolkit, which would draw it a second time and at the scaled place.
            let preedit = preedit.take().filter(|preedit| !preedit.content.is_empty());
            composed.0 = preedit.map(|preedit| (*caret, words(&preedit, *caret)));
            *caret = spot(*caret * self.scale);
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
        self.content.as_widget().draw(
            &tree.children[0],
            renderer,
            theme,
            style,
            layout.child(0),
            cursor,
            viewport,
        );
        let Some((caret, words)) = &tree.state.downcast_ref::<Composed>().0 else { return };
        let room = layout.bounds();
        let mut bounds = Rectangle::new(caret.position(), words.min_bounds());
        // At the end of a field it is moved to the left, so that the whole of it can be read.
        bounds.x = bounds.x.min(room.x + room.width - bounds.width).max(room.x);
        renderer.with_layer(bounds, |renderer| {
            let quad = |bounds| renderer::Quad { bounds, ..renderer::Quad::default() };
            renderer.fill_quad(quad(bounds), color::PANEL);
            renderer.fill_paragraph(words, bounds.position(), color::INK, bounds);
            let under = Rectangle { y: bounds.y + bounds.height - UNDERLINE, height: UNDERLINE, ..bounds };
            renderer.fill_quad(quad(under), color::INK);
        });
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        let content = self.content.as_widget();
        content.mouse_interaction(&tree.children[0], layout.child(0), cursor, viewport, renderer)
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, Renderer>> {
        let content = self.content.as_widget_mut();
        content.overlay(&mut tree.children[0], layout.child(0), renderer, viewport, translation)
    }
}
