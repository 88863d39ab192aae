//! Distances, sizes of controls and the type scale, all in logical pixels. This is the one place that
//! knows a number of pixels for text; the large-type setting multiplies the whole window instead
//! ([`TypeSize::scale_factor`]), so that letters, boxes and distances stay in proportion.

/// Between things that belong to one another.
pub const XS: f32 = 4.0;
/// Between neighbours.
pub const S: f32 = 8.0;
/// Between panels and around small groups.
pub const M: f32 = 12.0;
/// Inside panels.
pub const L: f32 = 16.0;
/// Between sections.
pub const XL: f32 = 24.0;

/// Letters of a shortcut cap or a chip's number.
pub const TINY: f32 = 12.0;
/// Labels, hints, table heads.
pub const CAPTION: f32 = 14.0;
/// Everything that is read or typed.
pub const BODY: f32 = 16.0;
/// Head of a section, total of a table.
pub const HEADING: f32 = 18.0;
/// Name of a screen or step.
pub const TITLE: f32 = 20.0;
/// The sentence to say.
pub const SENTENCE: f32 = 24.0;
/// A figure that is read across the room.
pub const FIGURE: f32 = 28.0;

/// Line height of running Chinese text.
pub const LINE: f32 = 1.4;
/// Line height of the sentence to say.
pub const SENTENCE_LINE: f32 = 1.45;

/// Height of a button, a field of one line, a tab.
pub const CONTROL: f32 = 34.0;
/// Height of a chip.
pub const CHIP: f32 = 30.0;
/// Height of a large button, as the two on the first screen.
pub const LARGE_CONTROL: f32 = 52.0;
/// Height of a row of a working list.
pub const ROW: f32 = 42.0;
/// Height of a row of a dense table.
pub const DENSE_ROW: f32 = 32.0;
/// Height of the head of a table.
pub const TABLE_HEAD: f32 = 34.0;

/// Corner of panels.
pub const PANEL_RADIUS: f32 = 8.0;
/// Corner of buttons and fields.
pub const RADIUS: f32 = 6.0;

/// Width of the left navigation.
pub const NAV_WIDTH: f32 = 104.0;
/// Width of the rail of steps.
pub const RAIL_WIDTH: f32 = 148.0;
/// Width of the column with the sentence to say.
pub const PROMPT_WIDTH: f32 = 372.0;

/// The large-type setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TypeSize {
    /// 16 px body text.
    #[default]
    Normal,
    /// A fifth larger.
    Large,
    /// Two fifths larger.
    Larger,
}

impl TypeSize {
    /// All sizes in the order of the setting.
    pub const ALL: [Self; 3] = [Self::Normal, Self::Large, Self::Larger];

    /// What `iced::application(…).scale_factor(…)` returns for this size.
    #[must_use]
    pub fn scale_factor(self) -> f32 {
        match self {
            Self::Normal => 1.0,
            Self::Large => 1.2,
            Self::Larger => 1.4,
        }
    }

    /// The name in the settings.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Normal => "标准字",
            Self::Large => "大字",
            Self::Larger => "特大字",
        }
    }

    /// The word in the settings file.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Large => "large",
            Self::Larger => "larger",
        }
    }
}
