//! What to say now, as the panel beside a form: shared by the screens on which somebody speaks to an owner.
//! Which talk it is – channel, mood, step, facts – is the screen's to know.

use iced::widget::operation::{RelativeOffset, snap_to};
use iced::widget::{column, row};
use iced::{Element, Length, Task};

use crate::domain::code::{Channel, Medium};
use crate::domain::danger_mark::DangerMark;
use crate::domain::event::EventKind;
use crate::library::card::Cards;
use crate::library::say::Spoken;
use crate::library::sentence::{Sentence, Talk};
use crate::library::step::{Level, Step};
use crate::library::text::InternalText;
use crate::ui::screen::danger_card::{danger_card, danger_list};
use crate::ui::screen::help::{self, Help};
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::widget::{button, hints, pane, prompt};

/// How the panel stands: page, chosen level, what was said, internal hints folded away.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PhrasePanel {
    /// Which of the sentences is shown, from 0; turns round at the end.
    pub page: usize,
    /// Level of the sentences, when chosen.
    pub level: Option<Level>,
    /// Ids of the sentences marked as said, each with the step at which it was.
    pub said: Vec<(Step, String)>,
    /// The words that were copied last: as long as they are shown they may have been sent by hand.
    pub copied: Option<String>,
    /// The help that is open below the hints.
    pub help: Option<Help>,
    /// Internal hints are folded away, as on walk-in forms from the start (rules §10).
    pub folded: bool,
    /// The kinds of danger are open to choose from.
    pub dangers: bool,
}

/// What surrounds the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PanelPlace {
    /// A visitor sees the screen, so that internal hints can be folded away.
    pub may_fold: bool,
    /// Who is on duty may decide, and sees what is for such people only.
    pub may_decide: bool,
    /// The room is too low to keep the sentence in its place while the rest scrolls.
    pub low: bool,
}

impl PanelPlace {
    /// Below this height of the screen's content, in logical pixels, everything scrolls.
    pub const LOW: f32 = 600.0;
}

/// By which a copied sentence goes out, the usual one first: that is Shift+F5.
pub fn media(channel: Channel) -> &'static [Medium] {
    if channel == Channel::Online { &[Medium::Online] } else { &[Medium::Wechat, Medium::Sms] }
}

/// So many reasons stand below the sentence; what to avoid needs the room.
const SHORT_REASONS: usize = 3;

/// What scrolls of the panel.
const PANE: &str = "speech";

/// Another step is read from its top.
pub fn to_top<T: Send + 'static>() -> Task<T> {
    snap_to(PANE, RelativeOffset::START)
}

/// What is pressed on the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// F6: the sentence was said.
    Said,
    /// F7: another sentence.
    Other,
    /// F5: it goes to the clipboard.
    Copy,
    /// What was copied was sent by hand.
    Sent(Medium),
    /// The level of the sentences.
    Level(Level),
    /// Internal hints shown or folded away.
    Fold,
    /// A help is opened, or shut when it is open.
    Help(Help),
    /// A minute's pause. Ledger 18-19.
    Pause,
    /// F12: the kinds of danger are opened, or shut when they are open.
    Dangers,
    /// A danger is seen, by the place of its card: words alone tell of some only.
    DangerSeen(usize),
    /// What the shown card is about is no danger.
    NoDanger,
}

impl PhrasePanel {
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
            Press::Other => {
                self.page += 1;
                self.copied = None;
            }
            Press::Level(level) => {
                self.level = Some(level);
                self.page = 0;
                self.copied = None;
            }
            Press::Fold => self.folded = !self.folded,
            Press::Help(help) => self.help = Some(help).filter(|help| self.help != Some(*help)),
            Press::Dangers => self.dangers = !self.dangers,
            Press::DangerSeen(_) | Press::NoDanger => self.dangers = false,
            Press::Said | Press::Copy | Press::Sent(_) | Press::Pause => {}
        }
    }

    /// The event of a danger having been seen, or of being none; `None` for every other press.
    pub fn danger_told(press: Press, spoken: &Spoken, cards: &Cards) -> Option<EventKind> {
        let (sentence, text) = match press {
            Press::DangerSeen(at) => {
                let card = cards.dangers.get(at)?;
                (DangerMark::opened(&card.id), card.name.clone())
            }
            Press::NoDanger => {
                let shown = spoken.danger.as_ref().map(|card| (&card.id, &card.name));
                let likely = spoken.likely_danger.as_ref();
                let (id, name) = shown.or_else(|| Some((likely?.cards.first()?, &likely?.name)))?;
                (DangerMark::set_aside(id), format!("不是险情：{name}"))
            }
            _ => return None,
        };
        Some(EventKind::Said { sentence, text })
    }

    /// The words of the shown sentence, which is copied now.
    pub fn copy(&mut self, spoken: &Spoken) -> String {
        let (sentence, _) = self.sentence(spoken);
        let words = sentence.text.as_str().to_owned();
        self.copied = Some(words.clone());
        words
    }

    fn is_copied(&self, sentence: &Sentence) -> bool {
        self.copied.as_deref() == Some(sentence.text.as_str())
    }

    /// The event of the shown sentence having been sent by hand. Ledger 07-20.
    ///
    /// # Errors
    /// A sentence when it was not copied, or has blanks still: what was sent is not what is shown.
    pub fn sent(&self, spoken: &Spoken, medium: Medium) -> Result<EventKind, String> {
        let (sentence, _) = self.sentence(spoken);
        let text = sentence.text.as_str().to_owned();
        if !self.is_copied(sentence) {
            return Err("这一句还没有复制，先按 F5 复制、发出，再记".to_owned());
        }
        if let Some(blank) = sentence.blanks.first() {
            return Err(format!("这句的「{}」还空着，没有记；已经发出的，请照原话补记", blank.label()));
        }
        Ok(match spoken.step {
            Step::Solution | Step::Progress | Step::Delay | Step::Handled | Step::OnlineReply => {
                EventKind::Progress { medium, text, told: Some(true), is_final: false }
            }
            // A question or a promise in writing is no answer yet: it must meet no deadline.
            _ => {
                EventKind::Note { text: format!("已发{}：“{text}”", medium.label()), internal: false }
            }
        })
    }

    fn is_said(&self, id: &str) -> bool {
        self.said.iter().any(|(_, said)| said == id)
    }

    /// What was said here at the step at hand stays where it is shown, marked; it makes way at the next step.
    pub fn keep_shown(&self, talk: &mut Talk) {
        let here = |id: &String| {
            let mut said = self.said.iter().filter(|(step, _)| *step == talk.step);
            said.any(|(_, said)| said.split('+').any(|part| part == id))
        };
        talk.said.retain(|id| !here(id));
    }

    /// Marks the shown sentence, or the line at hand of a danger, as said; `None` when it is marked already.
    pub fn mark_said(&mut self, spoken: &Spoken) -> Option<Sentence> {
        if let Some(danger) = &spoken.danger {
            let line = danger.current()?;
            let (id, text) = (line.id.clone(), line.text.clone());
            return Some(Sentence { id, text, ..spoken.sentence.clone() });
        }
        let (sentence, _) = self.sentence(spoken);
        if self.is_said(&sentence.id) {
            return None;
        }
        self.said.push((spoken.step, sentence.id.clone()));
        Some(sentence.clone())
    }

    /// The panel: the sentence keeps its place, what stands below it scrolls.
    pub fn panel<'a, Message: Clone + 'a>(
        &self,
        spoken: &Spoken,
        cards: &Cards,
        around: PanelPlace,
        on_press: impl Fn(Press) -> Message + 'a,
    ) -> Element<'a, Message> {
        // Danger beyond much doubt waits for nobody to open the list.
        let sure = spoken.likely_danger.as_ref().is_some_and(|likely| likely.is_sure);
        if self.dangers || sure {
            let list = {
                let away = (on_press(Press::NoDanger), on_press(Press::Dangers));
                danger_list(&cards.dangers, spoken, move |at| on_press(Press::DangerSeen(at)), away)
            };
            return pane(list).id(PANE).height(Length::Fill).into();
        }
        if let Some(danger) = &spoken.danger {
            let card = danger_card(danger, on_press(Press::Said), on_press(Press::Dangers));
            return pane(card).id(PANE).height(Length::Fill).into();
        }
        let (sentence, count) = self.sentence(spoken);
        let words = format!("“{}”", sentence.text.as_str());
        let mut head = prompt(words);
        if sentence.needs_approval {
            head = head.head("待客服主任审核，先别照着说");
        }
        let mut head = head.page(self.page % count + 1, count);
        // The reasons are those of the first sentence; where a visitor reads, they stand among what is internal.
        let first = self.page.is_multiple_of(count);
        let because =
            |most| format!("因为：{}", spoken.because[..spoken.because.len().min(most)].join(" · "));
        if first && !around.may_fold {
            head = head.because(because(SHORT_REASONS));
        }
        for level in Level::ALL {
            head = head.level(level.label(), *level == sentence.level, on_press(Press::Level(*level)));
        }
        let head = head
            .on_said(on_press(Press::Said), self.is_said(&sentence.id))
            .on_other(on_press(Press::Other))
            .on_copy(on_press(Press::Copy));
        let offered = media(spoken.channel).iter().filter(|_| self.is_copied(sentence));
        let head = offered.fold(head, |head, medium| {
            head.sent(format!("已发{}", medium.label()), on_press(Press::Sent(*medium)))
        });
        let lines = |lines: &[String]| lines.iter().map(|line| line.clone().into()).collect::<Vec<_>>();
        let internal = spoken.internal.iter().map(InternalText::for_staff).map(str::to_owned);
        let reasons = (first && around.may_fold).then(|| because(usize::MAX));
        let internal = internal.chain(reasons).map(Into::into);
        let below = hints(lines(&spoken.dos), lines(&spoken.donts))
            .known(lines(&spoken.known))
            .internal(internal.collect::<Vec<_>>());
        let below = if around.may_fold { below.fold(self.folded, on_press(Press::Fold)) } else { below };
        let open = |help| on_press(Press::Help(help));
        let links =
            help::links(cards, spoken.step, around.may_decide, self.help, open, on_press(Press::Pause));
        let danger = match &spoken.likely_danger {
            Some(likely) => button::danger(format!("像是险情：{}？", likely.name)),
            None => button::quiet("险情"),
        };
        let danger = danger.small().keys(Shortcut::Danger.keys());
        let links = row![links, danger.on_press(on_press(Press::Dangers))].spacing(spacing::XS).wrap();
        let shown = help::open(cards, spoken.step, around.may_decide, self.help);
        let below = column![shown, Element::from(below)].spacing(spacing::M);
        let head = column![Element::from(head), Element::from(links)].spacing(spacing::XS);
        if around.low {
            return pane(column![head, below].spacing(spacing::XS)).id(PANE).into();
        }
        column![head, pane(below).id(PANE).height(Length::Fill)].spacing(spacing::XS).into()
    }
}
