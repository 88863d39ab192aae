//! What a table remembers between two frames.

use iced::advanced::widget::Tree;
use iced::advanced::widget::operation::Focusable;
use iced::advanced::{Shell, mouse};

/// See the module.
#[derive(Default)]
pub(crate) struct State {
    /// Pixels scrolled.
    pub offset: f64,
    /// The first row that was built last.
    pub first: usize,
    /// Which list it is.
    pub version: u64,
    /// The marked row that was last brought into sight.
    pub seen: Option<usize>,
    /// The marked row while the screen keeps none.
    pub cursor: Option<usize>,
    /// The table holds the focus.
    pub focused: bool,
    /// The focus came by the keyboard and is shown.
    pub ring: bool,
    /// The row under the pointer.
    pub hovered: Option<usize>,
    /// How far below its top the scroller is held.
    pub grabbed: Option<f32>,
    /// The last press, to tell a double click.
    pub click: Option<mouse::Click>,
}

impl State {
    /// Scrolls there and has the rows laid out anew.
    pub fn scroll_to<Message>(&mut self, offset: f64, shell: &mut Shell<'_, Message>) {
        if (offset - self.offset).abs() > f64::EPSILON {
            self.offset = offset;
            shell.invalidate_layout();
            shell.request_redraw();
        }
    }
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

/// Keeps the tree of each row that stays in sight when the first row changes from `old` to `new`.
pub(crate) fn align_trees(trees: &mut Vec<Tree>, old: usize, new: usize, len: usize) {
    if new > old {
        let gone = (new - old).min(trees.len());
        trees.drain(..gone);
    } else {
        let come = (old - new).min(len);
        trees.splice(..0, std::iter::repeat_with(Tree::empty).take(come));
    }
    trees.resize_with(len, Tree::empty);
}
