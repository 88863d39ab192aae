//! A stamp for the benchmark: when a window was first drawn. Without the environment variable nothing of it is
//! there.

use std::cell::Cell;
use std::io::{self, Write};
use std::time::{SystemTime, UNIX_EPOCH};

use iced::advanced::layout::{Layout, Limits, Node};
use iced::advanced::widget::{Tree, Widget, tree};
use iced::advanced::{mouse, renderer};
use iced::widget::stack;
use iced::{Element, Length, Rectangle, Renderer, Size, Theme};

/// The environment variable that asks for stamps.
pub const ASKED: &str = "TINGSU_STAMP";

/// Lays an invisible stamp over a whole window: with [`ASKED`] set, the first drawing under each name writes the
/// name and the microseconds since 1970 as a line on the error output. Without it, the content as it is.
pub fn first_frame<'a, Message: 'a>(
    name: &'static str,
    content: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    if std::env::var_os(ASKED).is_none() {
        return content.into();
    }
    stack![content.into(), Element::new(Stamp(name))].into()
}

struct Stamp(&'static str);

/// The name that was stamped last.
#[derive(Default)]
struct Stamped(Cell<Option<&'static str>>);

impl<Message> Widget<Message, Theme, Renderer> for Stamp {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Stamped>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(Stamped::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(&mut self, _tree: &mut Tree, _renderer: &Renderer, limits: &Limits) -> Node {
        Node::new(limits.max())
    }

    fn draw(
        &self,
        tree: &Tree,
        _renderer: &mut Renderer,
        _theme: &Theme,
        _style: &renderer::Style,
        _layout: Layout<'_>,
        _cursor: mouse::Cursor,
        _viewport: &Rectangle,
    ) {
        let stamped = tree.state.downcast_ref::<Stamped>();
        if stamped.0.replace(Some(self.0)) != Some(self.0) {
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            // Whoever asked for stamps and does not read them misses nothing.
            let _ = writeln!(io::stderr().lock(), "{} {}", self.0, now.as_micros());
        }
    }
}
