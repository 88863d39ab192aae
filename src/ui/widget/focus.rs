//! Moving the keyboard's focus through every control of the window, ours and iced's text fields alike,
//! and scrolling what has got it into view. The app maps Tab to [`next`] and Shift+Tab to [`previous`].

use iced::advanced::widget::operation::focusable::unfocus;
use iced::advanced::widget::operation::scrollable::AbsoluteOffset;
use iced::advanced::widget::operation::{Focusable, Operation, Outcome, Scrollable};
use iced::advanced::widget::{Id, operate};
use iced::{Rectangle, Task, Vector};

/// Distance kept between a control that is scrolled into view and the edge of its pane.
const MARGIN: f32 = 16.0;

/// Focuses the next control; from the last one, the first.
pub fn next<T: Send + 'static>() -> Task<T> {
    operate(move_focus(Goal::Next))
}

/// Focuses the control before; from the first one, the last.
pub fn previous<T: Send + 'static>() -> Task<T> {
    operate(move_focus(Goal::Previous))
}

/// Focuses the first control.
pub fn first<T: Send + 'static>() -> Task<T> {
    operate(move_focus(Goal::At(0)))
}

/// Focuses the control with this name.
pub fn to<T: Send + 'static>(id: impl Into<Id>) -> Task<T> {
    operate(move_focus(Goal::Named(id.into())))
}

/// Takes the focus away from every control, so that keys are the window's.
pub fn nowhere<T: Send + 'static>() -> Task<T> {
    operate(unfocus())
}

/// Where the focus is to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// To the control after the focused one.
    Next,
    /// To the control before it.
    Previous,
    /// To the control with this place in the order.
    At(usize),
    /// To the control with this name; nothing happens if it is not there.
    Named(Id),
}

/// The operation behind [`next`], [`previous`], [`first`] and [`to`].
pub fn move_focus<T: Send + 'static>(goal: Goal) -> impl Operation<T> {
    Survey { goal, stops: Vec::new(), panes: Vec::new(), pending: None, seen: 0, then: StopPlace::new }
}

/// A scrolling pane as the first pass finds it.
#[derive(Debug, Clone)]
struct Pane {
    index: usize,
    bounds: Rectangle,
    content: Rectangle,
    translation: Vector,
}

/// A control that takes the focus, with the panes around it from the outermost inwards.
struct Stop {
    id: Option<Id>,
    focused: bool,
    bounds: Rectangle,
    panes: Vec<Pane>,
}

/// First pass: looks at every control and pane.
struct Survey<T> {
    goal: Goal,
    stops: Vec<Stop>,
    panes: Vec<Pane>,
    pending: Option<Pane>,
    seen: usize,
    then: fn(usize, Vec<(usize, AbsoluteOffset)>) -> StopPlace<T>,
}

impl<T> Survey<T> {
    fn target(&self) -> Option<usize> {
        let last = self.stops.len().checked_sub(1)?;
        let focused = self.stops.iter().position(|stop| stop.focused);
        match &self.goal {
            Goal::Next => Some(focused.map_or(0, |at| if at == last { 0 } else { at + 1 })),
            Goal::Previous => Some(focused.map_or(last, |at| at.checked_sub(1).unwrap_or(last))),
            Goal::At(at) => Some((*at).min(last)),
            Goal::Named(id) => self.stops.iter().position(|stop| stop.id.as_ref() == Some(id)),
        }
    }
}

impl<T: Send + 'static> Operation<T> for Survey<T> {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<T>)) {
        let entered = self.pending.take().map(|pane| self.panes.push(pane)).is_some();
        operate(self);
        if entered {
            self.panes.pop();
        }
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        translation: Vector,
        _state: &mut dyn Scrollable,
    ) {
        self.pending = Some(Pane { index: self.seen, bounds, content, translation });
        self.seen += 1;
    }

    fn focusable(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        self.stops.push(Stop {
            id: id.cloned(),
            focused: state.is_focused(),
            bounds,
            panes: self.panes.clone(),
        });
    }

    fn finish(&self) -> Outcome<T> {
        let Some(target) = self.target() else {
            return Outcome::None;
        };
        let stop = &self.stops[target];
        Outcome::Chain(Box::new((self.then)(target, reveal(stop.bounds, &stop.panes))))
    }
}

/// The scroll offsets that bring `bounds` into view, for those panes that must move.
fn reveal(bounds: Rectangle, panes: &[Pane]) -> Vec<(usize, AbsoluteOffset)> {
    let mut seen = bounds;
    let mut moves = Vec::new();
    for pane in panes.iter().rev() {
        let dx = shift(
            (seen.x - pane.translation.x, seen.width),
            (pane.bounds.x, pane.bounds.width),
            (pane.translation.x, pane.content.width),
        );
        let dy = shift(
            (seen.y - pane.translation.y, seen.height),
            (pane.bounds.y, pane.bounds.height),
            (pane.translation.y, pane.content.height),
        );
        let offset = Vector::new(pane.translation.x + dx, pane.translation.y + dy);
        if dx != 0.0 || dy != 0.0 {
            moves.push((pane.index, AbsoluteOffset { x: offset.x, y: offset.y }));
        }
        seen = seen - offset;
    }
    moves
}

/// How far a pane must scroll along one axis: `item` (start, length) as seen, `view` (start, length),
/// and the present `offset` with the length of the content.
fn shift(item: (f32, f32), view: (f32, f32), (offset, content): (f32, f32)) -> f32 {
    let (start, end) = (item.0 - MARGIN, item.0 + item.1 + MARGIN);
    let wanted = if start < view.0 || end - start > view.1 {
        start - view.0
    } else if end > view.0 + view.1 {
        end - (view.0 + view.1)
    } else {
        0.0
    };
    let furthest = (content - view.1).max(0.0);
    (offset + wanted).clamp(0.0, furthest) - offset
}

/// Second pass: gives the focus to one control, takes it from all others, scrolls the panes.
struct StopPlace<T> {
    target: usize,
    scrolls: Vec<(usize, AbsoluteOffset)>,
    stop: usize,
    pane: usize,
    _output: std::marker::PhantomData<fn() -> T>,
}

impl<T> StopPlace<T> {
    fn new(target: usize, scrolls: Vec<(usize, AbsoluteOffset)>) -> Self {
        Self { target, scrolls, stop: 0, pane: 0, _output: std::marker::PhantomData }
    }
}

impl<T> Operation<T> for StopPlace<T> {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<T>)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        _bounds: Rectangle,
        _content: Rectangle,
        _translation: Vector,
        state: &mut dyn Scrollable,
    ) {
        if let Some((_, offset)) = self.scrolls.iter().find(|(index, _)| *index == self.pane) {
            state.scroll_to((*offset).into());
        }
        self.pane += 1;
    }

    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        if self.stop == self.target {
            state.focus();
        } else if state.is_focused() {
            state.unfocus();
        }
        self.stop += 1;
    }
}

/// Finds out which control has the focus, and can give it to one; for widgets that guard what is in them.
pub(crate) struct Stops {
    /// Place of the focused control.
    pub focused: Option<usize>,
    /// How many controls there are.
    pub total: usize,
    /// Which one is to have the focus: `None` leaves all as they are, `Some(None)` takes it from all.
    pub give: Option<Option<usize>>,
}

impl Stops {
    /// Only looks.
    pub fn look() -> Self {
        Self { focused: None, total: 0, give: None }
    }

    /// Gives the focus to the control at this place, or to none.
    pub fn give(to: Option<usize>) -> Self {
        Self { give: Some(to), ..Self::look() }
    }
}

impl Operation for Stops {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        if state.is_focused() {
            self.focused = Some(self.total);
        }
        match self.give {
            Some(to) if to == Some(self.total) => state.focus(),
            Some(_) if state.is_focused() => state.unfocus(),
            _ => {}
        }
        self.total += 1;
    }
}

/// What an operation gets to see of the controls in a widget.
#[derive(Debug, Clone, Copy)]
pub(crate) enum StopShown {
    /// None of them: they are out of reach.
    Nothing,
    /// The one at this place: all together are one stop of the Tab order.
    At(usize),
    /// All, as if they had these bounds: what is around them comes into view with them.
    Within(Rectangle),
}

/// Passes an operation on to widgets but shows it less of their controls.
pub(crate) struct FilteredOperation<'a, T> {
    inner: &'a mut dyn Operation<T>,
    shown: StopShown,
    seen: usize,
}

impl<'a, T> FilteredOperation<'a, T> {
    /// Lets `inner` see only what is `shown`.
    pub fn new(inner: &'a mut dyn Operation<T>, shown: StopShown) -> Self {
        Self { inner, shown, seen: 0 }
    }
}

impl<T> Operation<T> for FilteredOperation<'_, T> {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<T>)) {
        let Self { inner, shown, seen } = self;
        inner.traverse(&mut |inner| {
            let mut veil = FilteredOperation { inner, shown: *shown, seen: *seen };
            operate(&mut veil);
            *seen = veil.seen;
        });
    }

    fn container(&mut self, id: Option<&Id>, bounds: Rectangle) {
        self.inner.container(id, bounds);
    }

    fn scrollable(
        &mut self,
        id: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        translation: Vector,
        state: &mut dyn Scrollable,
    ) {
        self.inner.scrollable(id, bounds, content, translation, state);
    }

    fn focusable(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        match self.shown {
            StopShown::Within(bounds) => self.inner.focusable(id, bounds, state),
            StopShown::At(place) if place == self.seen => self.inner.focusable(id, bounds, state),
            StopShown::At(_) | StopShown::Nothing => {}
        }
        self.seen += 1;
    }

    fn text_input(
        &mut self,
        id: Option<&Id>,
        bounds: Rectangle,
        state: &mut dyn iced::advanced::widget::operation::TextInput,
    ) {
        self.inner.text_input(id, bounds, state);
    }

    fn text(&mut self, id: Option<&Id>, bounds: Rectangle, text: &str) {
        self.inner.text(id, bounds, text);
    }

    fn custom(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn std::any::Any) {
        self.inner.custom(id, bounds, state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pane(y: f32, height: f32, content: f32, offset: f32) -> Pane {
        Pane {
            index: 0,
            bounds: Rectangle { x: 0.0, y, width: 100.0, height },
            content: Rectangle { x: 0.0, y, width: 100.0, height: content },
            translation: Vector::new(0.0, offset),
        }
    }

    fn control(y: f32) -> Rectangle {
        Rectangle { x: 20.0, y, width: 50.0, height: 30.0 }
    }

    #[test]
    fn a_control_in_view_moves_nothing() {
        assert!(reveal(control(100.0), &[pane(0.0, 300.0, 900.0, 0.0)]).is_empty());
    }

    #[test]
    fn a_control_below_is_scrolled_up_to_the_edge() {
        let moves = reveal(control(500.0), &[pane(0.0, 300.0, 900.0, 0.0)]);
        assert_eq!(moves, [(0, AbsoluteOffset { x: 0.0, y: 500.0 + 30.0 + MARGIN - 300.0 })]);
    }

    #[test]
    fn a_control_above_is_scrolled_down_and_never_past_the_start() {
        let moves = reveal(control(4.0), &[pane(0.0, 300.0, 900.0, 200.0)]);
        assert_eq!(moves, [(0, AbsoluteOffset { x: 0.0, y: 0.0 })]);
    }

    #[test]
    fn the_outer_pane_counts_with_what_the_inner_one_scrolled() {
        let inner = Pane { index: 1, ..pane(400.0, 200.0, 1000.0, 0.0) };
        let moves = reveal(control(900.0), &[pane(0.0, 300.0, 700.0, 0.0), inner]);
        let inner_offset = 900.0 + 30.0 + MARGIN - 600.0;
        let seen_end = 900.0 - inner_offset + 30.0 + MARGIN;
        assert_eq!(moves[0].1.y, inner_offset);
        assert_eq!(moves[1].1.y, seen_end - 300.0);
    }
}
