//! 场景 on a form: what the owner's words point to, the search for another one, and the question that the chosen one
//! asks first. Shared by the screens on which a situation is chosen; what choosing does is theirs to say.

use iced::widget::{Column, column};
use iced::{Element, Length};

use crate::domain::code::SituationCode;
use crate::library::find::find;
use crate::library::shelf::Library;
use crate::library::situation::{Answer, Situation};
use crate::library::suggest::suggest;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{chip, chips, field, labelled, notice, text};

/// Field that takes the focus when another situation is looked for.
pub const SEARCH: &str = "situation-search";

/// So many are offered from what was typed.
const SUGGESTIONS: usize = 3;
/// So many are listed while one is looked for.
const HITS: usize = 8;

/// How the group stands: the search open or not, and what is typed in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SituationPicker {
    searching: bool,
    query: String,
    /// What the search found.
    hits: Vec<SituationCode>,
    /// What the owner's words point to.
    hints: Vec<SituationCode>,
}

/// What is pressed or typed in the group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PickerPress {
    /// A situation; the chosen one once more takes it back.
    Choose(SituationCode),
    /// 其他场景…
    Other,
    /// The search changed.
    Typed(String),
    /// Enter in the search: the first hit.
    First,
    /// An answer to the situation's question.
    Answer(String),
}

/// What comes of it for the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PickedSituation {
    /// This situation shall be chosen.
    Situation(SituationCode),
    /// This answer was given.
    Answer(String),
}

/// What is chosen now.
#[derive(Debug, Clone, Copy)]
pub struct PickerShown<'a> {
    /// The chosen situation.
    pub chosen: Option<&'a SituationCode>,
    /// The answer to its question.
    pub answer: Option<&'a str>,
}

impl SituationPicker {
    /// Whether the search is open.
    pub fn is_searching(&self) -> bool {
        self.searching
    }

    /// Takes a press over; what it means for the form, if anything.
    pub fn press(&mut self, press: PickerPress, library: &Library) -> Option<PickedSituation> {
        let code = match press {
            PickerPress::Other => {
                self.searching = !self.searching;
                self.query.clear();
                self.hits.clear();
                return None;
            }
            PickerPress::Typed(query) => {
                self.hits = hits(&query, library);
                self.query = query;
                return None;
            }
            PickerPress::Answer(answer) => return Some(PickedSituation::Answer(answer)),
            PickerPress::First => self.hits.first().cloned()?,
            PickerPress::Choose(code) => code,
        };
        (self.searching, self.query, self.hits) = (false, String::new(), Vec::new());
        Some(PickedSituation::Situation(code))
    }

    /// Works out what the owner's words, as they are now, point to.
    pub fn listen(&mut self, said: &str, library: &Library) {
        let hints = suggest(library, said, SUGGESTIONS).into_iter();
        self.hints = hints.map(|hint| hint.situation.id.clone()).collect();
    }

    /// The group.
    pub fn group<'a, Message: Clone + 'a>(
        &'a self,
        library: &Library,
        shown: PickerShown<'_>,
        on_press: impl Fn(PickerPress) -> Message + Clone + 'a,
    ) -> Element<'a, Message> {
        let chosen = shown.chosen.and_then(|code| library.situation(code));
        let mut offered: Vec<_> = self.hints.iter().filter_map(|code| library.situation(code)).collect();
        offered.extend(chosen.filter(|one| !offered.contains(one)));
        let hint = if chosen.is_some() {
            "类别和时限按它来，可以改"
        } else {
            "按业主的话推荐；说不准先不选"
        };
        let other = chip("其他场景…", self.searching);
        let choices = offered.iter().map(|one| chip(one.name.clone(), chosen == Some(*one)));
        let choices = choices.chain([other]).collect::<Vec<_>>();
        let codes: Vec<SituationCode> = offered.iter().map(|one| one.id.clone()).collect();
        let pick = on_press.clone();
        let choices = chips(choices)
            .on_pick(move |at| pick(codes.get(at).cloned().map_or(PickerPress::Other, PickerPress::Choose)));
        let search = self.searching.then(|| self.search(library, on_press.clone()));
        let asked = chosen.and_then(|one| one.question.as_ref()).map(|question| {
            let asked = question.asked(shown.answer).into_iter().map(|(question, given)| {
                let exists = |code: &SituationCode| library.situation(code).is_some();
                let offered: Vec<&Answer> =
                    question.answers.iter().filter(|one| one.situation.as_ref().is_none_or(exists)).collect();
                let presses: Vec<PickerPress> = offered.iter().map(|one| press_of(one)).collect();
                let pick = on_press.clone();
                let is_given = |one: &Answer| {
                    given == Some(one) || one.situation.is_some() && one.situation.as_ref() == shown.chosen
                };
                let answers = offered.iter().map(|one| chip(one.label.clone(), is_given(one)));
                let answers = chips(answers.collect::<Vec<_>>())
                    .on_pick(move |at| pick(presses[at].clone()))
                    .width(Length::Fill);
                labelled("先问清", question.text.clone(), answers)
            });
            Column::with_children(asked).spacing(spacing::M)
        });
        let at_once = chosen.zip(shown.answer).map(|(one, answer)| one.at_once(answer));
        let at_once = at_once.filter(|acts| !acts.is_empty());
        let at_once = at_once.map(|acts| notice("马上做", acts.join("；"), Tone::Danger));
        column![labelled("场景", hint, choices.width(Length::Fill)), search, asked, at_once]
            .spacing(spacing::M)
            .into()
    }

    fn search<'a, Message: Clone + 'a>(
        &'a self,
        library: &Library,
        on_press: impl Fn(PickerPress) -> Message + Clone + 'a,
    ) -> Element<'a, Message> {
        let typed = on_press.clone();
        let query = field("", &self.query)
            .placeholder("找场景：名称、业主的说法，或拼音首字母如 dtkr")
            .id(SEARCH)
            .on_input(move |text| typed(PickerPress::Typed(text)))
            .on_submit(on_press(PickerPress::First));
        let hits: Vec<&Situation> = self.hits.iter().filter_map(|code| library.situation(code)).collect();
        let none = (hits.is_empty() && !self.query.trim().is_empty())
            .then(|| text::caption("没有这样的场景，可以不选"));
        let codes: Vec<SituationCode> = hits.iter().map(|one| one.id.clone()).collect();
        let list = chips(hits.iter().map(|one| chip(one.name.clone(), false)).collect::<Vec<_>>())
            .on_pick(move |at| on_press(PickerPress::Choose(codes[at].clone())))
            .width(Length::Fill);
        column![query, (!hits.is_empty()).then_some(list), none].spacing(spacing::S).into()
    }
}

/// The situations that a search finds; none for an empty one.
fn hits(query: &str, library: &Library) -> Vec<SituationCode> {
    if query.trim().is_empty() {
        return Vec::new();
    }
    find(library.situations(), query).into_iter().take(HITS).map(|one| one.id.clone()).collect()
}

/// What pressing an answer means: a few lead to another situation.
fn press_of(answer: &Answer) -> PickerPress {
    answer.situation.clone().map_or_else(|| PickerPress::Answer(answer.id.clone()), PickerPress::Choose)
}

/// The answer after a press: the given one once more is taken back.
pub fn answered(before: Option<&str>, pressed: String) -> Option<String> {
    (before != Some(pressed.as_str())).then_some(pressed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_finds_by_initials_and_closes_with_the_choice() {
        let (mut picker, library) = (SituationPicker::default(), Library::shipped());
        assert_eq!(picker.press(PickerPress::Other, library), None);
        assert_eq!(picker.press(PickerPress::First, library), None, "nothing typed, nothing chosen");
        picker.press(PickerPress::Typed("dtkr".into()), library);
        let chosen = picker.press(PickerPress::First, library);
        assert_eq!(chosen, SituationCode::new("E2").map(PickedSituation::Situation));
        assert_eq!(picker, SituationPicker::default());
        let door = library.situation(&SituationCode::new("E5a").unwrap()).unwrap();
        let card = &door.question.as_ref().unwrap().answers[1];
        assert_eq!(
            press_of(card),
            PickerPress::Choose(SituationCode::new("E5b").unwrap()),
            "leads to its situation"
        );
        assert_eq!(answered(Some("inside"), "inside".into()), None);
        assert_eq!(answered(None, "inside".into()), Some("inside".into()));
    }
}
