//! What the promise guard finds in a text that is being typed, as a quiet line under its field: what, why and a better
//! wording. It never blocks. Ledger 04-12, 04-15.

use iced::Element;
use iced::widget::Column;

use crate::library::guard::{Gap, Known, look};
use crate::ui::icon;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::notice::Notice;
use crate::ui::widget::{notice, text};

/// More lines than these are not read while somebody talks.
const SHOWN: usize = 2;

/// The lines; `None` while there is nothing to say.
pub fn warn<'a, Message: 'a>(typed: &str, known: Known) -> Option<Element<'a, Message>> {
    let words = words(typed, known);
    (!words.is_empty()).then(|| {
        let lines = words.into_iter().map(|line| text::small(line, Tone::Waiting).into());
        Column::with_children(lines).spacing(spacing::XS).into()
    })
}

/// Before a solution or blame is typed or said: which facts are still empty. It never blocks. Ledger 02-20.
pub fn facts_first<'a, Message: 'a>(gaps: &[Gap]) -> Option<Notice<'a, Message>> {
    let names: Vec<&str> = gaps.iter().map(|gap| gap.label()).collect();
    let words = format!("还没记{}；先问清、查清，再谈责任和办法", names.join("、"));
    (!gaps.is_empty()).then(|| notice("先记事实", words, Tone::Waiting))
}

fn words(typed: &str, known: Known) -> Vec<String> {
    let marks = look(typed, known);
    let mut seen: Vec<&str> = Vec::new();
    let mut lines = Vec::new();
    for mark in &marks {
        if !seen.contains(&mark.rule) {
            seen.push(mark.rule);
            let marked = &typed[mark.place.clone()];
            lines.push(format!("{} 「{marked}」{}。可以这样说：{}", icon::ALERT, mark.why, mark.better));
        }
    }
    if lines.len() > SHOWN {
        let more = lines.len() - SHOWN;
        lines.truncate(SHOWN);
        lines.push(format!("另有 {more} 处也请再看看"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promised_result_is_told_with_a_better_wording() {
        let lines = words("您放心，今晚肯定修好", Known::default());
        assert!(lines[0].contains('「') && lines[0].contains("可以这样说："), "{lines:?}");
        assert!(words("工程小周四点前到，到前给您电话", Known::default()).is_empty());
        assert!(lines.len() <= SHOWN + 1);
    }
}
