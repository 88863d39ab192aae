//! The answer to a situation's question, kept in a case as a note in fixed words: `人出来了没有？——还困在里面`.
//! What an answer sets stands in `limit`, what is said after it in `say`.

use crate::domain::event::{Event, EventKind};
use crate::library::situation::{Answer, Question, Situation};

impl Question {
    /// The words in which an answer, also one to a further question, is kept in the case; `None` when the question
    /// has no such answer.
    pub fn words(&self, answer: &str) -> Option<String> {
        self.answers.iter().find_map(|one| {
            let own = (one.id == answer).then(|| format!("{}——{}", self.text, one.label));
            own.or_else(|| one.next.as_ref().and_then(|next| next.words(answer)))
        })
    }

    /// The questions to ask so far, each with its answer: the first one, then those that the answer has opened.
    pub fn asked(&self, answer: Option<&str>) -> Vec<(&Question, Option<&Answer>)> {
        let leads = |one: &&Answer| {
            let further = one.next.as_ref().map(|next| next.all_answers()).unwrap_or_default();
            answer.is_some_and(|id| one.id == id || further.iter().any(|later| later.id == id))
        };
        let given = self.answers.iter().find(leads);
        let next = given.and_then(|one| one.next.as_ref()).map(|next| next.asked(answer));
        std::iter::once((self, given)).chain(next.unwrap_or_default()).collect()
    }
}

impl Situation {
    /// The answer that a note holds, if it is one to this situation's question.
    pub fn answer_in(&self, note: &str) -> Option<&Answer> {
        let question = self.question.as_ref()?;
        question.all_answers().into_iter().find(|one| question.words(&one.id).as_deref() == Some(note))
    }

    /// The last answer that a case holds, with the event that holds it.
    pub fn answered<'a>(&'a self, events: &'a [Event]) -> Option<(&'a Answer, &'a Event)> {
        events.iter().rev().find_map(|event| match &event.kind {
            EventKind::Note { text, .. } => Some((self.answer_in(text)?, event)),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::SituationCode;
    use crate::library::shelf::Library;

    fn situation(code: &str) -> &'static Situation {
        Library::shipped().situation(&SituationCode::new(code).unwrap()).unwrap()
    }

    #[test]
    fn every_answer_is_found_again_in_its_note() {
        for situation in Library::shipped().situations() {
            for answer in situation.question.iter().flat_map(Question::all_answers) {
                let words = situation.question.as_ref().unwrap().words(&answer.id).unwrap();
                assert_eq!(situation.answer_in(&words), Some(answer), "{}", situation.id);
            }
            assert_eq!(situation.answer_in("已看过现场"), None);
        }
    }

    #[test]
    fn a_further_question_opens_with_its_answer() {
        let question = situation("V5").question.as_ref().unwrap();
        let asked = |answer| {
            let asked = question.asked(answer).into_iter();
            asked.map(|(_, given)| given.map(|one| one.id.as_str())).collect::<Vec<_>>()
        };
        assert_eq!(asked(None), [None]);
        assert_eq!(asked(Some("cannot")), [Some("cannot")]);
        assert_eq!(asked(Some("can")), [Some("can"), None]);
        assert_eq!(asked(Some("self")), [Some("can"), Some("self")]);
    }
}
