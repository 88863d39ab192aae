//! Help beside the sentences, one press away and shut until then: the six words for the step at hand, the procedures
//! as help sheets over the same step, the pause of a minute. For the staff only. Ledger groups 13, 14, 18.

use iced::widget::{Column, Row, column, row};
use iced::{Element, Length};

use crate::library::card::{Cards, WordCard};
use crate::library::step::Step;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{button, panel, text};
use crate::ui::{icon, spacing};

/// What can be opened below the hints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Help {
    /// 六字诀.
    Words,
    /// 流程: where the step stands in each procedure.
    Sheets,
}

impl Help {
    const ALL: [Self; 2] = [Self::Words, Self::Sheets];

    fn label(self) -> &'static str {
        match self {
            Self::Words => "六字诀",
            Self::Sheets => "流程",
        }
    }

    /// Whether there is anything to open at a step.
    fn is_offered(self, cards: &Cards, step: Step, may_decide: bool) -> bool {
        match self {
            Self::Words => cards.words_for(step, may_decide).next().is_some(),
            Self::Sheets => sheets(cards, step).next().is_some(),
        }
    }

    fn content<'a, Message: 'a>(
        self,
        cards: &Cards,
        step: Step,
        may_decide: bool,
    ) -> Vec<Element<'a, Message>> {
        match self {
            Self::Words => cards.words_for(step, may_decide).map(word).collect(),
            Self::Sheets => sheets(cards, step).map(|(name, stage)| sheet(name, stage)).collect(),
        }
    }
}

/// The row of links. `may_decide`: 议 is only for who may decide (rules §11). `on_open` opens a help or shuts the open
/// one, `on_pause` begins the pause.
pub fn links<'a, Message: Clone + 'a>(
    cards: &Cards,
    step: Step,
    may_decide: bool,
    open: Option<Help>,
    on_open: impl Fn(Help) -> Message,
    on_pause: Message,
) -> Element<'a, Message> {
    let offered = Help::ALL.into_iter().filter(|one| one.is_offered(cards, step, may_decide));
    let links = offered.map(|one| {
        let sign = if open == Some(one) { icon::DOWN } else { icon::CLOSED };
        button::quiet(format!("{sign} {}", one.label())).small().on_press(on_open(one)).into()
    });
    let pause = button::quiet("歇一分钟").small().on_press(on_pause).into();
    Row::with_children(links.chain([pause])).spacing(spacing::XS).wrap().into()
}

/// What is open.
pub fn open<'a, Message: 'a>(
    cards: &Cards,
    step: Step,
    may_decide: bool,
    open: Option<Help>,
) -> Option<Element<'a, Message>> {
    let open = open.filter(|one| one.is_offered(cards, step, may_decide))?;
    let content = open.content(cards, step, may_decide);
    Some(panel(Column::with_children(content).spacing(spacing::M)).width(Length::Fill).into())
}

/// The stages of the procedures that cover a step, as `2 问清楚：……`, each with its procedure's name.
fn sheets(cards: &Cards, step: Step) -> impl Iterator<Item = (&str, String)> {
    cards.procedures.iter().filter_map(move |procedure| {
        let stages = procedure.stages.iter().enumerate().filter(|(_, stage)| stage.steps.contains(&step));
        let lines: Vec<String> =
            stages.map(|(at, stage)| format!("{} {}：{}", at + 1, stage.name, stage.text)).collect();
        (!lines.is_empty()).then(|| (procedure.name.as_str(), lines.join("\n")))
    })
}

fn sheet<'a, Message: 'a>(name: &str, stages: String) -> Element<'a, Message> {
    column![text::strong(name.to_owned()), text::body(stages)].spacing(2).width(Length::Fill).into()
}

fn word<'a, Message: 'a>(card: &WordCard) -> Element<'a, Message> {
    let line = |sign, tone, words: &str| -> Element<'a, Message> {
        row![text::toned(sign, tone).width(18), text::body(words.to_owned()).width(Length::Fill)].into()
    };
    let techniques = card.techniques.iter().map(|words| line(icon::DOT, Tone::Accent, words));
    let avoids = card.avoids.iter().map(|words| line(icon::CROSS, Tone::Danger, words));
    let head = text::strong(format!("{}　{}", card.word, card.aim));
    column![head].extend(techniques).extend(avoids).spacing(2).width(Length::Fill).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_stands_in_a_procedure_and_the_five_clear_ones_are_among_them() {
        let cards = Cards::shipped();
        let lost: Vec<_> = Step::ALL.iter().filter(|step| sheets(cards, **step).next().is_none()).collect();
        assert_eq!(lost, [&Step::Voicemail, &Step::OnlineReply]);
        let asked: Vec<_> = sheets(cards, Step::Ask).filter(|(name, _)| name.contains("五清一报")).collect();
        assert!(matches!(asked.as_slice(), [(_, line)] if line.starts_with("2 问清楚：")), "{asked:?}");
    }
}
