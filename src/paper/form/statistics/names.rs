//! What rows are called on paper, and the type that all parts of the form share.

use crate::domain::settings::Settings;
use crate::domain::statistics::axis::{Axis, NONE, REST, TOTAL};
use crate::library::branch::SituationWords;
use crate::paper::wording::Labels;

use crate::paper::layout::text::Style;

/// The body type of the form.
pub const BODY: Style = Style::regular(9.0);
/// The type of heads and sums.
pub const HEAD: Style = Style::bold(9.0);
/// The width of the form in millimetres.
pub const WIDTH: f32 = 267.0;

/// What rows are called on paper.
pub struct Names<'a> {
    /// Names of the settings.
    pub settings: &'a Settings,
    /// Names of the library.
    pub labels: &'a Labels,
}

impl Names<'_> {
    /// The name of a row by its key.
    pub fn row(&self, axis: Axis, key: &str) -> String {
        let situation =
            |one: &SituationWords| (one.code.as_str() == key).then(|| format!("{key} {}", one.name));
        match axis {
            Axis::Situation if ![NONE, REST, TOTAL].contains(&key) => {
                let named = self.labels.situations.iter().find_map(situation);
                named.unwrap_or_else(|| key.to_owned())
            }
            _ => axis.row_label(key, self.settings),
        }
    }
}
