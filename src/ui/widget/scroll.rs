//! The scrolling pane, with the look of the window, and PageUp / PageDown for whatever is long.

use iced::advanced::widget::operation::scrollable::AbsoluteOffset;
use iced::advanced::widget::operation::{Operation, Outcome, Scrollable as ScrollState};
use iced::advanced::widget::{Id, operate};
use iced::widget::scrollable::{Direction, Scrollable, Scrollbar};
use iced::{Element, Length, Rectangle, Task, Vector};

use crate::ui::theme::scroll;

/// Whatever may be higher than its room. Leave 4 px around controls in it, or the ring of the focused one
/// is cut at the edge.
pub fn pane<'a, Message: 'a>(content: impl Into<Element<'a, Message>>) -> Scrollable<'a, Message> {
    let bar = Scrollbar::new().width(8).scroller_width(6).margin(2).spacing(2);
    Scrollable::with_direction(content, Direction::Vertical(bar)).style(scroll::pane).width(Length::Fill)
}

/// Whatever may be wider than its room, as the tabs of many drafts; it shows no bar.
pub fn strip<'a, Message: 'a>(content: impl Into<Element<'a, Message>>) -> Scrollable<'a, Message> {
    let bar = Scrollbar::new().width(0).scroller_width(0);
    Scrollable::with_direction(content, Direction::Horizontal(bar)).style(scroll::pane)
}

/// Scrolls the largest pane that has more to show by so many pages; the app maps PageDown to `1.0` and
/// PageUp to `-1.0` when no control has used the key.
pub fn page<T: Send + 'static>(pages: f32) -> Task<T> {
    operate(by_pages(pages))
}

/// The operation behind [`page`].
pub fn by_pages<T: Send + 'static>(pages: f32) -> impl Operation<T> {
    Page { pages, panes: 0, largest: None, target: None }
}

/// Looks for the pane first (`target` is `None`), then scrolls it.
struct Page {
    pages: f32,
    panes: usize,
    /// Area, place and height of the largest pane so far.
    largest: Option<(f32, usize, f32)>,
    target: Option<(usize, f32)>,
}

impl<T: Send + 'static> Operation<T> for Page {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<T>)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        _translation: Vector,
        state: &mut dyn ScrollState,
    ) {
        let here = self.panes;
        self.panes += 1;
        match self.target {
            Some((at, by)) if at == here => {
                state.scroll_by(AbsoluteOffset { x: 0.0, y: by }, bounds, content)
            }
            Some(_) => {}
            None => {
                let larger = self.largest.is_none_or(|(area, ..)| bounds.area() > area);
                if content.height > bounds.height && larger {
                    self.largest = Some((bounds.area(), here, bounds.height));
                }
            }
        }
    }

    fn finish(&self) -> Outcome<T> {
        let (None, Some((_, at, height))) = (self.target, self.largest) else { return Outcome::None };
        let target = Some((at, self.pages * height * 0.85));
        Outcome::Chain(Box::new(Self { target, panes: 0, largest: None, ..*self }))
    }
}
