//! The choices of the forms of a case, and what each does.

use crate::domain::code::{
    ApologyForm, Capability, Category, Class, ClassIIPart, ClosureCode, Content, Emotion, ExemptGround, Flag,
    Medium, Nature, Need, Opinion, Responsibility, Trigger, Urgency, VisitForm, VisitOutcome,
};
use crate::domain::deadline::reaches_customer;
use crate::library::shelf::Library;
use crate::library::usual_codes::Usual;
use crate::ui::screen::case::amend::Amend;
use crate::ui::screen::case::entry::Entry;
use crate::ui::screen::situation_picker::{self, Outcome};

/// A choice; choosing again what may be empty takes it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    Yes(bool),
    Told,
    Signed,
    Verified,
    CaseState,
    Against,
    Internal,
    Group(bool),
    Medium(Medium),
    Responsibility(Responsibility),
    VisitForm(VisitForm),
    Outcome(VisitOutcome),
    Opinion(usize, Opinion),
    Expectation(u8),
    Perceived(u8),
    Emotion(Emotion),
    Ground(ExemptGround),
    Closure(ClosureCode),
    Flag(Flag),
    Form(u8),
    Trigger(Trigger),
    Rung(usize),
    Apology(ApologyForm),
    Every(Option<u32>),
    Amend(Amend),
    AmendTo(String),
    Task(String),
    Due(String),
    Category(Category),
    Class(Class),
    ClassIIPart(ClassIIPart),
    Nature(Nature),
    Content(Content),
    Capability(Capability),
    Urgency(Urgency),
    Need(Need),
    Scene(situation_picker::Press),
}

impl Entry {
    /// Takes over a choice.
    pub fn choose(&mut self, choice: Choice, library: &Library) {
        self.problem = None;
        let (pick, codes) = (&mut self.pick, &mut self.codes);
        match choice {
            Choice::Yes(yes) => toggle(&mut pick.yes, yes),
            Choice::Told => pick.told = !pick.told,
            Choice::Signed => pick.signed = !pick.signed,
            Choice::Verified => pick.verified = !pick.verified,
            Choice::CaseState => pick.standing = !pick.standing,
            Choice::Against => pick.against = !pick.against,
            Choice::Internal => pick.internal = !pick.internal,
            Choice::Group(group) => pick.group = group,
            Choice::Medium(medium) => {
                pick.medium = medium;
                pick.told = reaches_customer(medium);
            }
            Choice::Responsibility(one) => toggle(&mut pick.responsibility, one),
            Choice::VisitForm(form) => pick.visit_form = form,
            Choice::Outcome(outcome) => pick.outcome = outcome,
            Choice::Opinion(at, opinion) => {
                if let Some(place) = pick.opinions.get_mut(at) {
                    toggle(place, opinion);
                }
            }
            Choice::Expectation(mark) => toggle(&mut pick.expectation, mark),
            Choice::Perceived(mark) => toggle(&mut pick.perceived, mark),
            Choice::Emotion(emotion) => toggle(&mut pick.emotion, emotion),
            Choice::Ground(ground) => pick.ground = ground,
            Choice::Closure(code) => pick.code = code,
            Choice::Flag(flag) => toggle(&mut pick.flag, flag),
            Choice::Form(form) => pick.form = form,
            Choice::Trigger(trigger) => pick.trigger = trigger,
            Choice::Rung(rung) => pick.rung = rung,
            Choice::Apology(form) => pick.apology = form,
            Choice::Every(every) => pick.every = every,
            Choice::Amend(amend) => {
                pick.amend = amend;
                self.to.clear();
            }
            Choice::AmendTo(word) => self.to = word,
            Choice::Task(what) => toggle(&mut pick.task, what),
            Choice::Due(due) => self.due = due,
            Choice::Category(category) => toggle(&mut codes.category, category),
            Choice::Class(class) => {
                toggle(&mut codes.class, class);
                if codes.class != Some(Class::II) {
                    codes.class_ii_part = None;
                }
            }
            Choice::ClassIIPart(part) => toggle(&mut codes.class_ii_part, part),
            Choice::Nature(nature) => toggle(&mut codes.nature, nature),
            Choice::Content(content) => toggle(&mut codes.content, content),
            Choice::Capability(capability) => toggle(&mut codes.capability, capability),
            Choice::Urgency(urgency) => toggle(&mut codes.urgency, urgency),
            Choice::Need(need) => match codes.needs.iter().position(|other| *other == need) {
                Some(place) => drop(codes.needs.remove(place)),
                None => codes.needs.push(need),
            },
            Choice::Scene(press) => self.choose_scene(press, library),
        }
    }
}

impl Entry {
    /// Takes over what was pressed in the group of situations.
    fn choose_scene(&mut self, press: situation_picker::Press, library: &Library) {
        let codes = &mut self.codes;
        match self.scene.press(press, library) {
            None => {}
            Some(Outcome::Situation(code)) => {
                let taken_back = codes.situation.as_ref() == Some(&code);
                let before = codes.situation.take().and_then(|before| library.situation(&before));
                let chosen = library.situation(&code).filter(|_| !taken_back);
                let usual = Usual {
                    category: &mut codes.category,
                    class: &mut codes.class,
                    class_ii_part: &mut codes.class_ii_part,
                    content: &mut codes.content,
                    urgency: &mut codes.urgency,
                };
                usual.follow(before, chosen);
                codes.situation = chosen.map(|situation| situation.id.clone());
                codes.answer = None;
            }
            Some(Outcome::Answer(pressed)) => {
                codes.answer = situation_picker::answered(codes.answer.as_deref(), pressed);
            }
        }
    }
}

fn toggle<T: PartialEq>(choice: &mut Option<T>, value: T) {
    *choice = if choice.as_ref() == Some(&value) { None } else { Some(value) };
}
