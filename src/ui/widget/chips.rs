//! A group of chips to choose from, one or several. Tab brings the focus to the group, arrow keys move in
//! it, Space or Enter picks, Alt with the number on a chip picks it at once; the mouse picks too. The
//! screen decides what a pick means: the group only tells which chip it was.

use iced::advanced::layout::{self, Layout, Node};
use iced::advanced::text::{self, Paragraph as _, paragraph::Plain};
use iced::advanced::widget::operation::Focusable;
use iced::advanced::widget::{Id, Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Renderer as _, Shell, renderer};
use iced::alignment::Vertical;
use iced::keyboard::key::Named;
use iced::keyboard::{self, Key};
use iced::widget::text::{Fragment, IntoFragment, LineHeight, Shaping, Wrapping};
use iced::{
    Background, Border, Color, Element, Event, Font, Length, Pixels, Point, Rectangle, Renderer, Size, Theme,
    mouse,
};

use crate::ui::theme::color;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::focus_ring;
use crate::ui::{font, spacing};

type Paragraph = <Renderer as text::Renderer>::Paragraph;

/// One thing to choose.
pub struct Chip<'a> {
    label: Fragment<'a>,
    chosen: bool,
    tone: Tone,
}

/// A chip with its words.
pub fn chip<'a>(label: impl IntoFragment<'a>, chosen: bool) -> Chip<'a> {
    Chip { label: label.into_fragment(), chosen, tone: Tone::Accent }
}

impl Chip<'_> {
    /// The tone that it has when chosen, as danger for 激动.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }
}

/// See the module.
pub struct Chips<'a, Message> {
    chips: Vec<Chip<'a>>,
    on_pick: Option<Box<dyn Fn(usize) -> Message + 'a>>,
    numbered: bool,
    id: Option<Id>,
    width: Length,
}

/// A group of chips that wraps over as many lines as it needs.
pub fn chips<'a, Message>(chips: impl IntoIterator<Item = Chip<'a>>) -> Chips<'a, Message> {
    Chips {
        chips: chips.into_iter().collect(),
        on_pick: None,
        numbered: true,
        id: None,
        width: Length::Shrink,
    }
}

impl<'a, Message: 'a> Chips<'a, Message> {
    /// A single choice among `all`, of which `chosen` is the present one.
    pub fn one_of<T: PartialEq + Clone + 'a>(
        all: impl IntoIterator<Item = T>,
        chosen: Option<&T>,
        label: impl Fn(&T) -> Fragment<'a>,
        on_pick: impl Fn(T) -> Message + 'a,
    ) -> Self {
        let all: Vec<T> = all.into_iter().collect();
        let group = chips(all.iter().map(|one| chip(label(one), Some(one) == chosen)).collect::<Vec<_>>());
        group.on_pick(move |at| on_pick(all[at].clone()))
    }

    /// What to send with the place of the chip that was picked.
    #[must_use]
    pub fn on_pick(mut self, on_pick: impl Fn(usize) -> Message + 'a) -> Self {
        self.on_pick = Some(Box::new(on_pick));
        self
    }

    /// Leaves the numbers (and Alt with a number) out, as for filters.
    #[must_use]
    pub fn plain(mut self) -> Self {
        self.numbered = false;
        self
    }

    /// A name to focus it by.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// The width within which it wraps.
    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    fn number(&self, at: usize) -> Option<char> {
        let digit = u32::try_from(at + 1).ok().filter(|n| self.numbered && *n <= 10)?;
        char::from_digit(digit % 10, 10)
    }
}

/// The laid-out words of one chip.
#[derive(Default)]
struct Words {
    number: Plain<Paragraph>,
    label: Plain<Paragraph>,
    /// The label in bold, which sets the width so that choosing moves nothing.
    bold: Plain<Paragraph>,
}

#[derive(Default)]
struct State {
    focused: bool,
    /// The focus came by the keyboard and is shown.
    ring: bool,
    /// The chip that the arrow keys are at.
    at: Option<usize>,
    hovered: Option<usize>,
    pressed: Option<usize>,
    words: Vec<Words>,
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
        self.at = None;
    }
}

const INSET: f32 = 10.0;
const NUMBER_GAP: f32 = 8.0;
const GAP: f32 = 6.0;
/// Words up to this width stay on one line, however little room the group is given: it sticks out before a chip becomes a
/// pillar. A row with such a group wraps, so that the group has a line of its own.
const UNBROKEN: f32 = 8.0 * spacing::BODY;

fn words(content: &str, size: f32, font: Font, width: f32) -> text::Text<&str, Font> {
    text::Text {
        content,
        bounds: Size::new(width, f32::INFINITY),
        size: Pixels(size),
        line_height: LineHeight::Relative(1.3),
        font,
        align_x: text::Alignment::Default,
        align_y: Vertical::Top,
        shaping: Shaping::Auto,
        wrapping: Wrapping::WordOrGlyph,
    }
}

impl<Message> Chips<'_, Message> {
    /// Where the arrow keys are: where they were, else at the chosen chip, else at the first.
    fn cursor(&self, state: &State) -> usize {
        let last = self.chips.len().saturating_sub(1);
        state.at.or_else(|| self.chips.iter().position(|chip| chip.chosen)).unwrap_or(0).min(last)
    }

    fn key(
        &self,
        key: &Key,
        physical: keyboard::key::Physical,
        modifiers: keyboard::Modifiers,
        at: usize,
    ) -> Stroke {
        let last = self.chips.len() - 1;
        if modifiers.control() || modifiers.logo() {
            return Stroke::Other;
        }
        if modifiers.alt() {
            let picked = key
                .to_latin(physical)
                .and_then(|digit| (0..self.chips.len()).find(|at| self.number(*at) == Some(digit)));
            return picked.map_or(Stroke::Other, Stroke::Pick);
        }
        match key.as_ref() {
            Key::Named(Named::ArrowRight | Named::ArrowDown) => {
                Stroke::Move(if at == last { 0 } else { at + 1 })
            }
            Key::Named(Named::ArrowLeft | Named::ArrowUp) => Stroke::Move(at.checked_sub(1).unwrap_or(last)),
            Key::Named(Named::Home) => Stroke::Move(0),
            Key::Named(Named::End) => Stroke::Move(last),
            Key::Named(Named::Enter | Named::Space) | Key::Character(" ") => Stroke::Pick(at),
            _ => Stroke::Other,
        }
    }
}

/// What a key press means to the group.
enum Stroke {
    Pick(usize),
    Move(usize),
    Other,
}

impl<Message> Widget<Message, Theme, Renderer> for Chips<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn diff(&self, tree: &mut Tree) {
        let state = tree.state.downcast_mut::<State>();
        if self.on_pick.is_none() || self.chips.is_empty() {
            state.unfocus();
        }
        state.words.resize_with(self.chips.len(), Words::default);
    }

    fn size(&self) -> Size<Length> {
        Size::new(self.width, Length::Shrink)
    }

    fn layout(&mut self, tree: &mut Tree, _renderer: &Renderer, limits: &layout::Limits) -> Node {
        let state = tree.state.downcast_mut::<State>();
        state.words.resize_with(self.chips.len(), Words::default);
        let limits = limits.width(self.width);
        let room = limits.max().width;
        let (mut x, mut y, mut line, mut widest) = (0.0, 0.0, spacing::CHIP, 0.0_f32);
        let mut nodes = Vec::with_capacity(self.chips.len());
        for (at, chip) in self.chips.iter().enumerate() {
            let words_of = &mut state.words[at];
            let mut number_width = 0.0;
            if let Some(number) = self.number(at) {
                let number = number.to_string();
                let _ = words_of.number.update(words(&number, spacing::TINY, font::REGULAR, f32::INFINITY));
                number_width = words_of.number.min_width() + NUMBER_GAP;
            }
            let inner = (room - 2.0 * INSET - number_width).max(UNBROKEN);
            let _ = words_of.label.update(words(&chip.label, spacing::BODY, font::REGULAR, inner));
            let _ = words_of.bold.update(words(&chip.label, spacing::BODY, font::BOLD, inner));
            let label = Size::new(
                words_of.bold.min_width().max(words_of.label.min_width()).ceil(),
                words_of.bold.min_height().max(words_of.label.min_height()),
            );
            let width = label.width + number_width + 2.0 * INSET;
            let height = spacing::CHIP.max(label.height + 8.0);
            if x > 0.0 && x + width > room {
                (x, y, line) = (0.0, y + line + GAP, spacing::CHIP);
            }
            nodes.push(Node::new(Size::new(width, height)).move_to(Point::new(x, y)));
            line = line.max(height);
            widest = widest.max(x + width);
            x += width + GAP;
        }
        let size = limits.resolve(self.width, Length::Shrink, Size::new(widest, y + line));
        Node::with_children(size, nodes)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        _renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        if self.on_pick.is_some() && !self.chips.is_empty() {
            operation.focusable(self.id.as_ref(), layout.bounds(), tree.state.downcast_mut::<State>());
        }
        for (chip, layout) in self.chips.iter().zip(layout.children()) {
            operation.text(None, layout.bounds(), &chip.label);
        }
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _renderer: &Renderer,
        _clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        _viewport: &Rectangle,
    ) {
        let Some(on_pick) = self.on_pick.as_ref().filter(|_| !self.chips.is_empty()) else {
            return;
        };
        let state = tree.state.downcast_mut::<State>();
        let over = layout.children().position(|chip| cursor.is_over(chip.bounds()));
        if state.hovered != over {
            state.hovered = over;
            shell.request_redraw();
        }
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) => {
                let captured = shell.is_event_captured();
                if over.is_none() || captured {
                    if state.focused {
                        state.unfocus();
                        shell.request_redraw();
                    }
                    return;
                }
                state.focused = true;
                state.ring = false;
                state.at = over;
                state.pressed = over;
                shell.capture_event();
                shell.request_redraw();
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) => {
                if let Some(pressed) = state.pressed.take() {
                    if over == Some(pressed) {
                        shell.publish(on_pick(pressed));
                    }
                    shell.capture_event();
                }
            }
            Event::Keyboard(keyboard::Event::KeyPressed { key, physical_key, modifiers, repeat, .. })
                if state.focused && !shell.is_event_captured() =>
            {
                match self.key(key, *physical_key, *modifiers, self.cursor(state)) {
                    Stroke::Pick(at) => {
                        state.at = Some(at);
                        if !repeat {
                            shell.publish(on_pick(at));
                        }
                    }
                    Stroke::Move(at) => state.at = Some(at),
                    Stroke::Other => return,
                }
                state.ring = true;
                shell.capture_event();
                shell.request_redraw();
            }
            _ => {}
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        _theme: &Theme,
        _style: &renderer::Style,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let enabled = self.on_pick.is_some();
        let cursor = (state.focused && state.ring).then(|| self.cursor(state));
        for (at, (chip, chip_layout)) in self.chips.iter().zip(layout.children()).enumerate() {
            let bounds = chip_layout.bounds();
            let Some(words) = state.words.get(at) else {
                continue;
            };
            let look = ChipLook::of(chip, enabled, state.hovered == Some(at));
            let radius = (bounds.height.min(spacing::CHIP + 6.0) / 2.0).into();
            renderer.fill_quad(
                renderer::Quad {
                    bounds,
                    border: Border { color: look.edge, width: look.edge_width, radius },
                    ..renderer::Quad::default()
                },
                Background::Color(look.ground),
            );
            let mut x = bounds.x + INSET;
            if self.number(at).is_some() {
                let number = words.number.raw();
                let y = bounds.center_y() - number.min_height() / 2.0;
                text::Renderer::fill_paragraph(renderer, number, Point::new(x, y), look.number, *viewport);
                x += number.min_width() + NUMBER_GAP;
            }
            let label = if chip.chosen { words.bold.raw() } else { words.label.raw() };
            let room = bounds.x + bounds.width - INSET - x;
            let start = Point::new(
                x + (room - label.min_width()).max(0.0) / 2.0,
                bounds.center_y() - label.min_height() / 2.0,
            );
            text::Renderer::fill_paragraph(renderer, label, start, look.ink, *viewport);
            if cursor == Some(at) {
                focus_ring::draw(renderer, bounds, radius);
            }
        }
    }

    fn mouse_interaction(
        &self,
        _tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _viewport: &Rectangle,
        _renderer: &Renderer,
    ) -> mouse::Interaction {
        if self.on_pick.is_some() && layout.children().any(|chip| cursor.is_over(chip.bounds())) {
            mouse::Interaction::Pointer
        } else {
            mouse::Interaction::None
        }
    }
}

/// The colours of one chip.
struct ChipLook {
    ground: Color,
    edge: Color,
    edge_width: f32,
    ink: Color,
    number: Color,
}

impl ChipLook {
    fn of(chip: &Chip<'_>, enabled: bool, hovered: bool) -> Self {
        match (chip.chosen, enabled) {
            (true, _) => Self {
                ground: chip.tone.ground(),
                edge: chip.tone.solid(),
                edge_width: 1.5,
                ink: chip.tone.ink(),
                number: chip.tone.ink(),
            },
            (false, true) => Self {
                ground: if hovered { color::HOVER } else { color::PANEL },
                edge: color::EDGE,
                edge_width: 1.0,
                ink: color::INK,
                number: color::MUTED,
            },
            (false, false) => Self {
                ground: color::QUIET,
                edge: color::LINE,
                edge_width: 1.0,
                ink: color::DISABLED,
                number: color::DISABLED,
            },
        }
    }
}

impl<'a, Message: 'a> From<Chips<'a, Message>> for Element<'a, Message> {
    fn from(chips: Chips<'a, Message>) -> Self {
        Element::new(chips)
    }
}
