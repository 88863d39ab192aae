//! A table of any length: only the rows in sight are built, so ten thousand scroll as smoothly as ten.
//! It is one stop of the Tab order; within it ↑ ↓ PageUp PageDown Home End move the selected row,
//! Enter opens it and Space ticks it. Buttons in rows are for the mouse: what they do, Enter must do too.

use iced::advanced::layout::{self, Layout, Node};
use iced::advanced::widget::operation::Focusable as _;
use iced::advanced::widget::{Id, Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Renderer as _, Shell, mouse, renderer};
use iced::border::Radius;
use iced::keyboard::{self, Key, key::Named};
use iced::widget::center;
use iced::{Background, Border, Color, Element, Event, Length, Point, Rectangle, Renderer, Size, Theme};

use crate::ui::spacing;
use crate::ui::theme::{color, scroll};
use crate::ui::widget::focus::{FilteredOperation, StopShown};
use crate::ui::widget::list_viewport::ListViewport;
use crate::ui::widget::table_state::{State, align_trees};
use crate::ui::widget::text;

pub use crate::ui::widget::cell::{Cell, Column, Row, col};

type BuildRow<'a, Message> = Box<dyn Fn(usize) -> Row<'a, Message> + 'a>;

/// See the module.
pub struct Table<'a, Message> {
    columns: Vec<Column<'a, Message>>,
    len: usize,
    row: BuildRow<'a, Message>,
    row_height: f32,
    head: Element<'a, Message>,
    foot: Option<Element<'a, Message>>,
    empty: String,
    selected: Option<usize>,
    on_select: Option<Box<dyn Fn(usize) -> Message + 'a>>,
    on_open: Option<Box<dyn Fn(usize) -> Message + 'a>>,
    on_tick: Option<Box<dyn Fn(usize) -> Message + 'a>>,
    click_opens: bool,
    version: u64,
    id: Option<Id>,
    height: Length,
    /// The rows in sight: built while laying out.
    rows: Vec<Element<'a, Message>>,
    tones: Vec<Option<Color>>,
}

/// A table with these columns and `len` rows, of which `row` builds the one at a place.
pub fn table<'a, Message: Clone + 'a>(
    columns: impl IntoIterator<Item = Column<'a, Message>>,
    len: usize,
    row: impl Fn(usize) -> Row<'a, Message> + 'a,
) -> Table<'a, Message> {
    let mut columns: Vec<_> = columns.into_iter().collect();
    let head = Column::heads(&mut columns);
    Table {
        columns,
        len,
        row: Box::new(row),
        row_height: spacing::ROW,
        head,
        foot: None,
        empty: String::from("没有可显示的内容"),
        selected: None,
        on_select: None,
        on_open: None,
        on_tick: None,
        click_opens: false,
        version: 0,
        id: None,
        height: Length::Fill,
        rows: Vec::new(),
        tones: Vec::new(),
    }
}

impl<'a, Message: Clone + 'a> Table<'a, Message> {
    /// The selected row, kept by the screen; without [`Self::on_select`] the table keeps it by itself.
    #[must_use]
    pub fn selected(mut self, row: Option<usize>) -> Self {
        self.selected = row;
        self
    }

    /// What to send when another row is selected.
    #[must_use]
    pub fn on_select(mut self, on_select: impl Fn(usize) -> Message + 'a) -> Self {
        self.on_select = Some(Box::new(on_select));
        self
    }

    /// What to send on Enter or a double click.
    #[must_use]
    pub fn on_open(mut self, on_open: impl Fn(usize) -> Message + 'a) -> Self {
        self.on_open = Some(Box::new(on_open));
        self
    }

    /// What to send on Space: the row is ticked, to do something with several.
    #[must_use]
    pub fn on_tick(mut self, on_tick: impl Fn(usize) -> Message + 'a) -> Self {
        self.on_tick = Some(Box::new(on_tick));
        self
    }

    /// Opens on a single click too.
    #[must_use]
    pub fn click_opens(mut self) -> Self {
        self.click_opens = true;
        self
    }

    /// Lower rows, for figures.
    #[must_use]
    pub fn dense(mut self) -> Self {
        self.row_height = spacing::DENSE_ROW;
        self
    }

    /// A last row that always stays in sight, as 合计.
    #[must_use]
    pub fn foot(mut self, row: Row<'a, Message>) -> Self {
        self.foot = Some(row.element(&self.columns));
        self
    }

    /// What to say when there is no row.
    #[must_use]
    pub fn empty(mut self, sentence: impl Into<String>) -> Self {
        self.empty = sentence.into();
        self
    }

    /// A number that changes when the list is another one: the table then starts from the top.
    #[must_use]
    pub fn version(mut self, version: u64) -> Self {
        self.version = version;
        self
    }

    /// A name to focus it by.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Its height; all there is if never called, `Shrink` for as high as its rows.
    #[must_use]
    pub fn height(mut self, height: impl Into<Length>) -> Self {
        self.height = height.into();
        self
    }

    fn foot_height(&self) -> f32 {
        if self.foot.is_some() { self.row_height + 2.0 } else { 0.0 }
    }

    fn marked(&self, state: &State) -> Option<usize> {
        let row = if self.on_select.is_some() { self.selected } else { self.selected.or(state.cursor) };
        row.filter(|row| *row < self.len)
    }

    fn list_viewport(&self, bounds: Rectangle) -> ListViewport {
        let height = (bounds.height - spacing::TABLE_HEAD - self.foot_height()).max(0.0);
        let body = Rectangle { y: bounds.y + spacing::TABLE_HEAD, height, ..bounds };
        ListViewport { len: self.len, row: self.row_height, body }
    }

    fn build_rows(&mut self, range: std::ops::Range<usize>) {
        let rows: Vec<_> = range.map(|at| (self.row)(at)).collect();
        self.tones = rows.iter().map(Row::ground).collect();
        self.rows = rows.into_iter().map(|row| row.element(&self.columns)).collect();
        if self.len == 0 {
            self.rows.push(center(text::caption(self.empty.clone())).into());
        }
    }

    /// Selects a row and tells it.
    fn select(&self, state: &mut State, row: usize, shell: &mut Shell<'_, Message>) {
        if self.marked(state) != Some(row) {
            state.cursor = Some(row);
            if let Some(on_select) = &self.on_select {
                shell.publish(on_select(row));
            } else {
                shell.invalidate_layout();
            }
        }
    }

    fn on_key(&self, state: &mut State, key: &Key, list: ListViewport, shell: &mut Shell<'_, Message>) {
        let Key::Named(named) = key else { return };
        let at = self.marked(state);
        if let Some(row) = list.step(*named, at) {
            state.ring = true;
            self.select(state, row, shell);
        } else if let (Named::Enter, Some(at), Some(on_open)) = (named, at, &self.on_open) {
            shell.publish(on_open(at));
        } else if let (Named::Space, Some(at), Some(on_tick)) = (named, at, &self.on_tick) {
            shell.publish(on_tick(at));
        } else {
            return;
        }
        shell.capture_event();
        shell.request_redraw();
    }

    fn on_mouse(
        &self,
        state: &mut State,
        event: mouse::Event,
        cursor: mouse::Cursor,
        list: ListViewport,
        shell: &mut Shell<'_, Message>,
    ) {
        let point = cursor.position_over(list.body);
        let row = point.and_then(|point| list.row_at(state.offset, point));
        if state.hovered != row {
            state.hovered = row;
            shell.request_redraw();
        }
        match (event, point) {
            (mouse::Event::WheelScrolled { delta }, Some(_)) if list.furthest() > 0.0 => {
                let by = match delta {
                    mouse::ScrollDelta::Lines { y, .. } => -y * self.row_height * 1.5,
                    mouse::ScrollDelta::Pixels { y, .. } => -y,
                };
                state.scroll_to((state.offset + f64::from(by)).clamp(0.0, list.furthest()), shell);
                shell.capture_event();
            }
            (mouse::Event::ButtonPressed(mouse::Button::Left), Some(point)) => {
                self.press(state, point, row, list, shell);
                shell.capture_event();
                shell.request_redraw();
            }
            (mouse::Event::CursorMoved { position }, _) => {
                if let Some(grab) = state.grabbed {
                    state.scroll_to(list.dragged(state.offset, grab, position.y), shell);
                    shell.capture_event();
                }
            }
            (mouse::Event::ButtonReleased(mouse::Button::Left), _) if state.grabbed.take().is_some() => {
                shell.capture_event();
                shell.request_redraw();
            }
            _ => {}
        }
    }

    fn press(
        &self,
        state: &mut State,
        point: Point,
        row: Option<usize>,
        list: ListViewport,
        shell: &mut Shell<'_, Message>,
    ) {
        if let Some(scroller) = list.scroller(state.offset).filter(|_| list.on_rail(state.offset, point)) {
            let grab = if scroller.contains(point) { point.y - scroller.y } else { scroller.height / 2.0 };
            state.grabbed = Some(grab);
            state.scroll_to(list.dragged(state.offset, grab, point.y), shell);
            return;
        }
        state.focused = true;
        state.ring = false;
        let Some(row) = row else { return };
        let click = mouse::Click::new(point, mouse::Button::Left, state.click);
        let double = click.kind() == mouse::click::Kind::Double && self.marked(state) == Some(row);
        state.click = Some(click);
        self.select(state, row, shell);
        if let Some(on_open) = self.on_open.as_ref().filter(|_| double || self.click_opens) {
            shell.publish(on_open(row));
        }
    }
}

const HEAD: usize = 0;
const FOOT: usize = 1;
const ROWS: usize = 2;

impl<'a, Message: Clone + 'a> Widget<Message, Theme, Renderer> for Table<'a, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State { version: self.version, ..State::default() })
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.head), self.foot.as_ref().map_or_else(Tree::empty, Tree::new)]
    }

    fn diff(&self, tree: &mut Tree) {
        // The trees of rows are matched with their rows while laying out.
        tree.children[HEAD].diff(&self.head);
        if let Some(foot) = &self.foot {
            tree.children[FOOT].diff(foot);
        }
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, self.height)
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &layout::Limits) -> Node {
        let limits = limits.width(Length::Fill).height(self.height);
        let rows_height = if self.len == 0 { 3 } else { self.len } as f32 * self.row_height;
        let full = spacing::TABLE_HEAD + rows_height + self.foot_height();
        let size = limits.resolve(Length::Fill, self.height, Size::new(limits.max().width, full));
        let list = self.list_viewport(Rectangle::with_size(size));
        let body = list.body;
        let state = tree.state.downcast_mut::<State>();

        if state.version != self.version {
            *state =
                State { version: self.version, focused: state.focused, ring: state.ring, ..State::default() };
        }
        let marked = self.marked(state);
        if marked != state.seen {
            state.seen = marked;
            if let Some(row) = marked {
                state.offset = list.reveal(state.offset, row);
            }
        }
        state.offset = state.offset.clamp(0.0, list.furthest());

        let range = list.rows(state.offset);
        let shift = list.shift(state.offset);
        self.build_rows(range.clone());
        let old = std::mem::replace(&mut state.first, range.start);
        let mut rows: Vec<Tree> = tree.children.drain(ROWS..).collect();
        align_trees(&mut rows, old, range.start, self.rows.len());
        tree.children.append(&mut rows);

        let line = |height| layout::Limits::new(Size::ZERO, Size::new(size.width, height));
        let head =
            self.head.as_widget_mut().layout(&mut tree.children[HEAD], renderer, &line(spacing::TABLE_HEAD));
        let foot = match &mut self.foot {
            Some(foot) => {
                foot.as_widget_mut().layout(&mut tree.children[FOOT], renderer, &line(self.row_height))
            }
            None => Node::new(Size::ZERO),
        };
        let mut nodes = vec![head, foot.move_to(Point::new(0.0, body.y + body.height + 2.0))];
        let row_height = if self.len == 0 { body.height } else { self.row_height };
        for (at, (row, tree)) in self.rows.iter_mut().zip(&mut tree.children[ROWS..]).enumerate() {
            tree.diff(&*row);
            let node = row.as_widget_mut().layout(tree, renderer, &line(row_height));
            nodes.push(node.move_to(Point::new(0.0, body.y + shift + at as f32 * row_height)));
        }
        Node::with_children(size, nodes)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let (fixed, rows) = tree.children.split_at_mut(ROWS);
        operation.container(None, layout.bounds());
        operation.traverse(&mut |operation| {
            self.head.as_widget_mut().operate(&mut fixed[HEAD], layout.child(HEAD), renderer, operation);
        });
        if self.len > 0 {
            let state = tree.state.downcast_mut::<State>();
            operation.focusable(self.id.as_ref(), layout.bounds(), state);
        }
        operation.traverse(&mut |operation| {
            let mut blind = FilteredOperation::new(operation, StopShown::Nothing);
            for (at, (row, tree)) in self.rows.iter_mut().zip(rows.iter_mut()).enumerate() {
                row.as_widget_mut().operate(tree, layout.child(ROWS + at), renderer, &mut blind);
            }
            if let Some(foot) = &mut self.foot {
                foot.as_widget_mut().operate(&mut fixed[FOOT], layout.child(FOOT), renderer, &mut blind);
            }
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
        let bounds = layout.bounds();
        let list = self.list_viewport(bounds);
        let body = list.body;
        let inner = if cursor.is_over(body) { cursor } else { mouse::Cursor::Unavailable };
        self.head.as_widget_mut().update(
            &mut tree.children[HEAD],
            event,
            layout.child(HEAD),
            cursor,
            renderer,
            clipboard,
            shell,
            viewport,
        );
        for (at, (row, tree)) in self.rows.iter_mut().zip(&mut tree.children[ROWS..]).enumerate() {
            let layout = layout.child(ROWS + at);
            row.as_widget_mut().update(tree, event, layout, inner, renderer, clipboard, shell, viewport);
        }
        if let Some(foot) = &mut self.foot {
            foot.as_widget_mut().update(
                &mut tree.children[FOOT],
                event,
                layout.child(FOOT),
                cursor,
                renderer,
                clipboard,
                shell,
                viewport,
            );
        }
        let state = tree.state.downcast_mut::<State>();
        let pressed_elsewhere =
            matches!(event, Event::Mouse(mouse::Event::ButtonPressed(_))) && !cursor.is_over(bounds);
        if pressed_elsewhere && state.focused {
            state.unfocus();
            shell.request_redraw();
        }
        if shell.is_event_captured() {
            return;
        }
        match event {
            Event::Mouse(event) => self.on_mouse(state, *event, cursor, list, shell),
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. })
                if state.focused && modifiers.is_empty() =>
            {
                self.on_key(state, key, list, shell);
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
        let list = self.list_viewport(bounds);
        let body = list.body;
        let state = tree.state.downcast_ref::<State>();
        let Some(seen) = bounds.intersection(viewport) else {
            return;
        };
        let fill = |renderer: &mut Renderer, bounds: Rectangle, border: Border, color: Color| {
            renderer.fill_quad(
                renderer::Quad { bounds, border, ..renderer::Quad::default() },
                Background::Color(color),
            );
        };
        let hairline = |y: f32, height: f32| Rectangle { x: bounds.x, y, width: bounds.width, height };
        let edge = Border { color: color::LINE, width: 1.0, radius: spacing::PANEL_RADIUS.into() };
        fill(renderer, bounds, edge, color::PANEL);
        let head = Rectangle { height: spacing::TABLE_HEAD, ..bounds }.shrink(1.0);
        let radius = Radius::default().top(spacing::PANEL_RADIUS - 1.0);
        fill(renderer, head, Border { radius, ..Border::default() }, color::QUIET);
        fill(renderer, hairline(body.y - 1.0, 1.0), Border::default(), color::LINE);
        let head = layout.child(HEAD);
        self.head.as_widget().draw(&tree.children[HEAD], renderer, theme, style, head, cursor, &seen);

        let marked = self.marked(state);
        if let Some(clip) = body.shrink(iced::padding::horizontal(1)).intersection(viewport) {
            renderer.with_layer(clip, |renderer| {
                for (at, (row, row_tree)) in self.rows.iter().zip(&tree.children[ROWS..]).enumerate() {
                    let row_layout = layout.child(ROWS + at);
                    let area = Rectangle { height: self.row_height, ..row_layout.bounds() };
                    if self.len > 0 {
                        let place = state.first + at;
                        let chosen = marked == Some(place);
                        let tone = self.tones.get(at).copied().flatten();
                        let ground = if chosen {
                            Some(color::ACCENT_SOFT)
                        } else if state.hovered == Some(place) && self.on_open.is_some() {
                            tone.or(Some(color::HOVER))
                        } else {
                            tone
                        };
                        if let Some(ground) = ground {
                            fill(renderer, area, Border::default(), ground);
                        }
                        fill(
                            renderer,
                            hairline(area.y + area.height - 1.0, 1.0),
                            Border::default(),
                            color::LINE,
                        );
                        if chosen {
                            let mark = Rectangle { width: 4.0, ..area };
                            fill(renderer, mark, Border::default(), color::ACCENT);
                        }
                        if chosen && state.focused && state.ring {
                            let edge = Border { color: color::ACCENT, width: 2.0, radius: 2.0.into() };
                            fill(renderer, area.shrink(1.0), edge, Color::TRANSPARENT);
                        }
                    }
                    row.as_widget().draw(row_tree, renderer, theme, style, row_layout, cursor, &clip);
                }
                if let Some(scroller) = list.scroller(state.offset) {
                    let near = cursor.position().is_some_and(|at| list.on_rail(state.offset, at));
                    let look = scroll::scroller(near || state.grabbed.is_some());
                    fill(renderer, scroller, Border { radius: 3.0.into(), ..Border::default() }, look);
                }
            });
        }
        if state.focused && state.ring && marked.is_none() {
            let edge = Border { color: color::ACCENT, width: 2.0, radius: spacing::PANEL_RADIUS.into() };
            fill(renderer, bounds, edge, Color::TRANSPARENT);
        }
        if let Some(foot) = &self.foot {
            fill(renderer, hairline(body.y + body.height, 2.0), Border::default(), color::INK);
            foot.as_widget().draw(
                &tree.children[FOOT],
                renderer,
                theme,
                style,
                layout.child(FOOT),
                cursor,
                &seen,
            );
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
        let body = self.list_viewport(layout.bounds()).body;
        let state = tree.state.downcast_ref::<State>();
        if state.grabbed.is_some() {
            return mouse::Interaction::Grabbing;
        }
        if !cursor.is_over(body) {
            let head = &tree.children[HEAD];
            return self.head.as_widget().mouse_interaction(
                head,
                layout.child(HEAD),
                cursor,
                viewport,
                renderer,
            );
        }
        let inner = self
            .rows
            .iter()
            .zip(&tree.children[ROWS..])
            .enumerate()
            .map(|(at, (row, tree))| {
                row.as_widget().mouse_interaction(tree, layout.child(ROWS + at), cursor, viewport, renderer)
            })
            .max()
            .unwrap_or_default();
        if inner == mouse::Interaction::None && self.click_opens && state.hovered.is_some() {
            mouse::Interaction::Pointer
        } else {
            inner
        }
    }
}

impl<'a, Message: Clone + 'a> From<Table<'a, Message>> for Element<'a, Message> {
    fn from(table: Table<'a, Message>) -> Self {
        Element::new(table)
    }
}
