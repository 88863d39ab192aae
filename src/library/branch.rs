//! The answer to a situation's question, kept in a case by the ids of both, told as `人出来了没有？——还困在里面`.
//! What an answer sets stands in `limit`, what is said after it in `say`.

use crate::domain::case_state::CaseState;
use crate::domain::code::SituationCode;
use crate::domain::time::Moment;
use crate::library::situation::{Answer, Question, Situation};

impl Question {
    /// The words in which an answer, also one to a further question, is told; `None` when the question
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
    /// The answer of an id, if the question has it.
    pub fn answer(&self, id: &str) -> Option<&Answer> {
        self.question.as_ref()?.all_answers().into_iter().find(|one| one.id == id)
    }

    /// The last answer that a case holds to this situation's question, with its time.
    pub fn answered(&self, state: &CaseState) -> Option<(&Answer, Moment)> {
        let (question, answer, at) = state.answered.as_ref()?;
        (*question == self.id).then(|| self.answer(answer)).flatten().map(|found| (found, *at))
    }

    /// Question and answer in words, as screens and papers tell an answer.
    pub fn answer_words(&self, id: &str) -> Option<String> {
        self.question.as_ref()?.words(id)
    }
}

/// What screens and papers call a situation, and the words of the answers to its question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SituationWords {
    /// Its code.
    pub code: SituationCode,
    /// Its name.
    pub name: String,
    /// Id and words of every answer.
    pub answers: Vec<(String, String)>,
}

impl SituationWords {
    /// The words of a situation.
    pub fn of(situation: &Situation) -> Self {
        let answers = situation.question.iter().flat_map(Question::all_answers);
        let words = |id: &String| Some((id.clone(), situation.answer_words(id)?));
        Self {
            code: situation.id.clone(),
            name: situation.name.clone(),
            answers: answers.filter_map(|answer| words(&answer.id)).collect(),
        }
    }

    /// The words of an answer among those of many situations.
    pub fn answer<'a>(all: &'a [Self], question: &SituationCode, answer: &str) -> Option<&'a str> {
        let found = all.iter().find(|one| one.code == *question)?;
        found.answers.iter().find(|(id, _)| id == answer).map(|(_, words)| words.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::shelf::Library;

    fn situation(code: &str) -> &'static Situation {
        Library::shipped().situation(&SituationCode::new(code).unwrap()).unwrap()
    }

    #[test]
    fn every_answer_has_its_words() {
        for situation in Library::shipped().situations() {
            for answer in situation.question.iter().flat_map(Question::all_answers) {
                let words = situation.answer_words(&answer.id).unwrap();
                assert!(words.ends_with(&format!("——{}", answer.label)), "{words}");
                assert_eq!(situation.answer(&answer.id), Some(answer), "{}", situation.id);
            }
            assert_eq!(situation.answer("no such answer"), None);
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
