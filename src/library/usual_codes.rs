//! What choosing a situation fills in: its usual classification, changeable, and never over what somebody chose by
//! hand. Ledger 12-01.

use crate::domain::code::{Category, Class, ClassIIPart, Content, Urgency};
use crate::library::situation::Situation;

/// The codes of a form that a situation has usual values for.
#[derive(Debug)]
#[expect(missing_docs, reason = "the fields are those of Facts")]
pub struct Usual<'a> {
    pub category: &'a mut Option<Category>,
    pub class: &'a mut Option<Class>,
    pub class_ii_part: &'a mut Option<ClassIIPart>,
    pub content: &'a mut Option<Content>,
    pub urgency: &'a mut Option<Urgency>,
}

impl Usual<'_> {
    /// Another situation was chosen, or none: what is empty or came from the one before takes the usual value of
    /// the new one.
    pub fn follow(self, before: Option<&Situation>, now: Option<&Situation>) {
        let usual = |situation: Option<&Situation>| situation.map(|one| one.category.clone());
        fill(self.category, usual(before), usual(now));
        fill(self.class, before.and_then(|one| one.class), now.and_then(|one| one.class));
        fill(
            self.class_ii_part,
            before.and_then(|one| one.class_ii_part),
            now.and_then(|one| one.class_ii_part),
        );
        fill(self.content, before.and_then(|one| one.content), now.and_then(|one| one.content));
        fill(self.urgency, before.and_then(|one| one.urgency), now.and_then(|one| one.urgency));
        if *self.class != Some(Class::II) {
            *self.class_ii_part = None;
        }
    }
}

fn fill<T: PartialEq>(value: &mut Option<T>, before: Option<T>, now: Option<T>) {
    if value.is_none() || *value == before {
        *value = now;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::SituationCode;
    use crate::library::shelf::Library;

    type Codes = (Option<Category>, Option<Class>, Option<ClassIIPart>, Option<Content>, Option<Urgency>);

    fn follow(codes: &mut Codes, before: &str, now: &str) {
        let library = Library::shipped();
        let situation = |code| SituationCode::new(code).and_then(|code| library.situation(&code));
        let (category, class, class_ii_part, content, urgency) = codes;
        Usual { category, class, class_ii_part, content, urgency }.follow(situation(before), situation(now));
    }

    #[test]
    fn usual_values_follow_the_situation_and_hand_made_ones_stay() {
        let mut codes = Codes::default();
        follow(&mut codes, "", "B1");
        assert_eq!(codes.0.as_ref().map(Category::as_str), Some("building"));
        assert_eq!((codes.1, codes.2), (Some(Class::II), Some(ClassIIPart::Quality)));
        codes.3 = Some(Content::Attitude);
        follow(&mut codes, "B1", "E3");
        assert_eq!(codes.0.as_ref().map(Category::as_str), Some("facilities"));
        assert_eq!((codes.1, codes.2), (Some(Class::I), None));
        assert_eq!(codes.3, Some(Content::Attitude), "chosen by hand");
        follow(&mut codes, "E3", "");
        assert_eq!((codes.0, codes.1, codes.3), (None, None, Some(Content::Attitude)));
    }
}
