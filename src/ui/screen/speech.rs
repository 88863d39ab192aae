//! What to say now, as the panel beside a form: shared by the screens on which somebody speaks to an owner.
//! Which talk it is – channel, mood, step, facts – is the screen's to know.

use iced::Element;
use iced::widget::column;

use crate::library::say::{Sentence, Spoken};
use crate::library::step::Level;
use crate::library::text::InternalText;
use crate::ui::spacing;
use crate::ui::widget::{hints, pane, prompt};

/// How the panel stands: page, chosen level, what was said, internal hints folded away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Speech {
    /// Which of the sentences is shown, from 0; turns round at the end.
    pub page: usize,
    /// Level of the sentences, when chosen.
    pub level: Option<Level>,
    /// Ids of the sentences marked as said.
    pub said: Vec<String>,
    /// Internal hints are folded away, as on walk-in forms from the start (rules §10).
    pub folded: bool,
}

/// What is pressed on the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// F6: the sentence was said.
    Said,
    /// F7: another sentence.
    Other,
    /// It goes to the clipboard.
    Copy,
    /// The level of the sentences.
    Level(Level),
    /// Internal hints shown or folded away.
    Fold,
}

impl Speech {
    /// The sentence on the shown page, and how many there are.
    pub fn sentence<'a>(&self, spoken: &'a Spoken) -> (&'a Sentence, usize) {
        let count = 1 + spoken.alternatives.len();
        let page = self.page % count;
        let sentence =
            page.checked_sub(1).and_then(|at| spoken.alternatives.get(at)).unwrap_or(&spoken.sentence);
        (sentence, count)
    }

    /// Turns pages, chooses levels, folds; what was said and what is copied is the screen's matter.
    pub fn press(&mut self, press: Press) {
        match press {
            Press::Other => self.page += 1,
            Press::Level(level) => {
                self.level = Some(level);
                self.page = 0;
            }
            Press::Fold => self.folded = !self.folded,
            Press::Said | Press::Copy => {}
        }
    }

    /// Marks the shown sentence as said; `None` when it is marked already.
    pub fn mark_said(&mut self, spoken: &Spoken) -> Option<Sentence> {
        let (sentence, _) = self.sentence(spoken);
        if self.said.contains(&sentence.id) {
            return None;
        }
        self.said.push(sentence.id.clone());
        Some(sentence.clone())
    }

    /// The panel. `may_fold`: a visitor sees the screen, so that internal hints can be folded away.
    pub fn panel<'a, Message: Clone + 'a>(
        &self,
        spoken: &Spoken,
        may_fold: bool,
        on_press: impl Fn(Press) -> Message + 'a,
    ) -> Element<'a, Message> {
        let (sentence, count) = self.sentence(spoken);
        let words = format!("“{}”", sentence.text.as_str());
        let mut head = prompt(words);
        if sentence.needs_approval {
            head = head.head("待客服主任审核，先别照着说");
        }
        let mut head = head.page(self.page % count + 1, count);
        for level in Level::ALL {
            head = head.level(level.label(), *level == sentence.level, on_press(Press::Level(*level)));
        }
        let head = head
            .on_said(on_press(Press::Said), self.said.contains(&sentence.id))
            .on_other(on_press(Press::Other))
            .on_copy(on_press(Press::Copy));
        let lines = |lines: &[String]| lines.iter().map(|line| line.clone().into()).collect::<Vec<_>>();
        let internal = spoken.internal.iter().map(InternalText::for_staff).map(|line| line.to_owned().into());
        let below = hints(lines(&spoken.dos), lines(&spoken.donts)).internal(internal.collect::<Vec<_>>());
        let below = if may_fold { below.fold(self.folded, on_press(Press::Fold)) } else { below };
        pane(column![Element::from(head), Element::from(below)].spacing(spacing::M)).into()
    }
}
