//! 回访: the owner is asked how it was received, done and turned out (rules §6).

use iced::widget::{Column, column, row};
use iced::{Alignment, Element, Length};
use serde::{Deserialize, Serialize};

use crate::domain::code::{Channel, Emotion, Opinion, Urgency, VisitForm, VisitOutcome};
use crate::domain::colleague;
use crate::domain::event::{EventKind, Visit as Visited};
use crate::domain::reading::time::shown;
use crate::domain::retry;
use crate::domain::time::Moment;
use crate::library::sentence::Talk;
use crate::library::step::Step;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{FIRST, due, group_of, long, marks, one_of};
use crate::ui::screen::form::person::{self, Person};
use crate::ui::screen::form::read::{due_after, filled, toggle};
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::field::Action;
use crate::ui::widget::{button, chip, chips, facts, labelled, notice, text};

/// See the module.
#[derive(Serialize, Deserialize)]
pub struct Visit {
    form: VisitForm,
    outcome: VisitOutcome,
    opinions: [Option<Opinion>; 3],
    expectation: Option<u8>,
    perceived: Option<u8>,
    emotion: Option<Emotion>,
    refuses_all: bool,
    text: LongText,
    #[serde(default)]
    visitor: Person,
    /// When it is tried again, after one that reached nobody.
    #[serde(default)]
    again: String,
    /// Another visitor is being chosen.
    #[serde(skip)]
    changes_visitor: bool,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// How it is made.
    Form(VisitForm),
    /// What came of it.
    Outcome(VisitOutcome),
    /// An opinion of the reception, the measures or the result.
    Opinion(usize, Opinion),
    /// What was expected, 1 to 5.
    Expectation(u8),
    /// What was got, 1 to 5.
    Perceived(u8),
    /// The mood.
    Emotion(Emotion),
    /// The owner refuses all visits for good, or not.
    RefusesAll,
    /// His words changed.
    Text(Action),
    /// Who makes it.
    Visitor(person::Message),
    /// Somebody else makes it.
    ChangeVisitor,
    /// When it is tried again.
    Again(String),
}

/// The three questions.
const QUESTIONS: [&str; 3] = ["受理过程", "处理措施", "处理结果"];
/// Width of a question beside its chips.
const QUESTION: f32 = 80.0;

impl ActForm for Visit {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        Self {
            visitor: given.state.visitor().map(Person::new).unwrap_or_default(),
            form: if given.state.facts.channel == Channel::Online {
                VisitForm::Online
            } else {
                VisitForm::Phone
            },
            outcome: VisitOutcome::Reached,
            opinions: [None; 3],
            expectation: None,
            perceived: None,
            emotion: None,
            refuses_all: false,
            text: LongText::default(),
            again: String::new(),
            changes_visitor: false,
        }
    }

    fn update(&mut self, message: Message, given: Given<'_>) -> Outcome {
        match message {
            Message::Form(form) => self.form = form,
            Message::Outcome(outcome) => {
                self.outcome = outcome;
                // Nobody answered: the next time is proposed, and taken unless another one is typed.
                let proposed = slots(given).first().map(|slot| shown(*slot, given.now));
                self.again = proposed.filter(|_| outcome == VisitOutcome::NoAnswer).unwrap_or_default();
            }
            Message::Again(text) => self.again = text,
            Message::Opinion(at, opinion) => {
                if let Some(place) = self.opinions.get_mut(at) {
                    toggle(place, opinion);
                }
            }
            Message::Expectation(mark) => toggle(&mut self.expectation, mark),
            Message::Perceived(mark) => toggle(&mut self.perceived, mark),
            Message::Emotion(emotion) => toggle(&mut self.emotion, emotion),
            Message::RefusesAll => self.refuses_all = !self.refuses_all,
            Message::Text(action) => self.text.perform(action),
            Message::Visitor(message) => self.visitor.update(message),
            Message::ChangeVisitor => self.changes_visitor = true,
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let reached = self.outcome == VisitOutcome::Reached;
        let opinions = QUESTIONS.into_iter().enumerate().map(|(at, question)| {
            let group = group_of(Opinion::ALL, self.opinions[at], Opinion::label, move |opinion| {
                Message::Opinion(at, opinion)
            });
            let question = text::caption(question).width(Length::Fixed(QUESTION));
            row![question, group.id(FIRST)].align_y(Alignment::Center).into()
        });
        let opinions = reached.then(|| Column::with_children(opinions).spacing(spacing::S));
        let ratings = reached.then(|| {
            row![
                out_of_five("原来期望几分", self.expectation, Message::Expectation),
                out_of_five("实际感受几分", self.perceived, Message::Perceived),
                one_of("情绪", Emotion::ALL, self.emotion, Emotion::label, Message::Emotion),
            ]
            .spacing(spacing::XL)
            .wrap()
            .vertical_spacing(spacing::M)
        });
        let refuses = (self.outcome == VisitOutcome::Declined)
            .then(|| marks(vec![("业主明确拒绝一切回访", self.refuses_all, Message::RefusesAll)]));
        let again = self.tries_again().then(|| self.again(given));
        // What the owner is asked stands where the number is read off; who asks him, below.
        column![
            whom(given),
            one_of("结果", VisitOutcome::ALL, Some(self.outcome), VisitOutcome::label, Message::Outcome),
            opinions,
            refuses,
            again,
            self.by_whom(given),
            one_of("回访方式", VisitForm::ALL, Some(self.form), VisitForm::label, Message::Form),
            ratings,
            long("业主的话和建议", "", &self.text, Message::Text),
        ]
        .spacing(spacing::L)
        .into()
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let reached = self.outcome == VisitOutcome::Reached;
        let declined = self.outcome == VisitOutcome::Declined;
        let [process, measures, result] = if reached { self.opinions } else { [None; 3] };
        let visit = Visited {
            form: self.form,
            outcome: self.outcome,
            standing: (declined && self.refuses_all).then_some(true),
            process,
            measures,
            result,
            expectation: self.expectation.filter(|_| reached),
            perceived: self.perceived.filter(|_| reached),
            emotion: self.emotion.filter(|_| reached),
            text: filled(&self.text.text()),
            visitor: Some(self.visitor.needed("由谁回访", &self.people(given))?),
            again: self.next_try(given)?,
        };
        Ok(EventKind::Visit(visit).into())
    }

    /// The sentence follows the questions: what is asked next stands beside the chips for its answer.
    fn step(&self, given: Given<'_>) -> Option<Step> {
        Some(match (self.outcome, self.opinions) {
            (VisitOutcome::Declined, _) => Step::VisitDeclined,
            (VisitOutcome::NoAnswer | VisitOutcome::Rescheduled, _) => Step::Voicemail,
            (_, [Some(_), Some(_), Some(_)]) => Step::VisitThanks,
            (_, [Some(_), Some(_), None]) => Step::VisitResult,
            (_, [Some(_), None, _]) => Step::VisitMeasures,
            _ if is_opened(given) => Step::VisitProcess,
            _ => Step::VisitOpen,
        })
    }

    fn speak(&self, talk: &mut Talk, _given: Given<'_>) {
        talk.channel = match self.form {
            VisitForm::Phone => Channel::Phone,
            VisitForm::Home => Channel::WalkIn,
            VisitForm::Online | VisitForm::Questionnaire => Channel::Message,
        };
    }

    fn was_hard(&self, given: Given<'_>) -> bool {
        let urgent = given.state.facts.urgency == Some(Urgency::Urgent);
        self.emotion == Some(Emotion::Agitated) && !urgent
    }
}

/// Whether the last that was said opened a visit.
fn is_opened(given: Given<'_>) -> bool {
    let Some(EventKind::Said { sentence, .. }) = given.case.events.last().map(|event| &event.kind) else {
        return false;
    };
    let opens = |step| step == Step::VisitOpen;
    given.library.lines().any(|(block, line)| opens(block.step) && line.id == *sentence)
}

/// Whom to reach and what to know before one dials: the whole number, for it is read off to be dialled.
fn whom<'a>(given: Given<'_>) -> Element<'a, Message> {
    let facts_now = &given.state.facts;
    let person = &facts_now.complainant;
    let none = || "未留".to_owned();
    let numbers = person.numbers();
    let phones = if numbers.is_empty() { none() } else { numbers.join("、") };
    let who = [person.room.clone(), person.salutation()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let mut lines = vec![("业主", if who.is_empty() { none() } else { who }), ("电话", phones)];
    if let Some(medium) = person.prefers {
        lines.push(("希望", format!("用{}联系", medium.label())));
    }
    if let Some(emotion) = facts_now.emotion {
        lines.push(("上次情绪", emotion.label().to_owned()));
    }
    let tried = given.state.round.visits.iter().filter(|one| !one.visit.reached()).count();
    if tried > 0 {
        lines.push(("已试过", format!("{tried} 次没访到")));
    }
    let refuses = person
        .declines_visits
        .then(|| notice("拒访", "业主说过不接受回访，请勿致电；按一周观察办", Tone::Danger));
    column![facts(lines), refuses].spacing(spacing::S).into()
}

/// When a visit may be tried again.
fn slots(given: Given<'_>) -> Vec<Moment> {
    let missed = given.state.round.visits.iter().filter(|tried| !tried.visit.reached()).map(|tried| tried.at);
    let missed: Vec<Moment> = missed.chain([given.now]).collect();
    retry::slots(given.now, given.settings.rules.duty, &missed)
}

impl Visit {
    /// Whether it reached nobody, and is tried again.
    fn tries_again(&self) -> bool {
        matches!(self.outcome, VisitOutcome::NoAnswer | VisitOutcome::Rescheduled)
    }

    /// The time of the next try; `None` where none is typed.
    fn next_try(&self, given: Given<'_>) -> Result<Option<Moment>, String> {
        if !self.tries_again() || self.again.trim().is_empty() {
            return Ok(None);
        }
        due_after(&self.again, given.now, given.settings.rules.duty, "再次回访的时间").map(Some)
    }

    /// When it is tried again: as the owner says, or one of the next hours of duty.
    fn again<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let agreed = self.outcome == VisitOutcome::Rescheduled;
        let label = if agreed { "业主约的时间" } else { "什么时候再试" };
        let duty = given.settings.rules.duty;
        let typed = due(label, "今天17:00、明天9:30", &self.again, given.now, duty, Message::Again);
        let slots: Vec<String> = slots(given).into_iter().map(|slot| shown(slot, given.now)).collect();
        let picks = slots.clone();
        let slots =
            chips(slots.iter().map(|slot| chip(slot.clone(), self.again == *slot)).collect::<Vec<_>>())
                .on_pick(move |at| Message::Again(picks[at].clone()))
                .width(Length::Fill);
        column![typed, slots].spacing(spacing::S).into()
    }

    /// Who makes it, in one line; the field while nobody is chosen, another one is wanted, or the one should not.
    fn by_whom<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let people = self.people(given);
        let advice = self.advice(given);
        if let Ok(Some(name)) = self.visitor.name(&people)
            && !self.changes_visitor
            && advice.is_none()
        {
            let change = button::secondary("换人…").small().on_press(Message::ChangeVisitor);
            let line = row![text::caption("由谁回访"), text::strong(name), change];
            return line.spacing(spacing::M).align_y(Alignment::Center).into();
        }
        let chosen = self.visitor.name(&people).ok().flatten();
        let fit = |one: &String| !given.state.bars_visitor(one) || chosen.as_ref() == Some(one);
        let fit: Vec<String> = people.into_iter().filter(fit).collect();
        column![self.visitor.further("由谁回访", &fit).map(Message::Visitor), advice]
            .spacing(spacing::S)
            .into()
    }

    /// Who may be asked to make it: the persons who work here, and whoever is proposed, even where nobody else knows him.
    /// No department rings anybody.
    fn people(&self, given: Given<'_>) -> Vec<String> {
        let mut people = colleague::persons(given.staff, given.settings);
        if let Some(proposed) = given.state.visitor()
            && !people.iter().any(|one| one == proposed)
        {
            people.insert(0, proposed.to_owned());
        }
        people
    }

    /// Said while nobody is chosen and nobody can be proposed, and when somebody is chosen who should not: who did the
    /// work, or whom the complaint is about, who may not. Rules §6, ledger 08-01, 21-01.
    fn advice<'a>(&self, given: Given<'_>) -> Option<Element<'a, Message>> {
        let mut tone = Tone::Waiting;
        let words = match self.visitor.name(&self.people(given)) {
            Ok(None) if given.state.visitor().is_none() => {
                "和业主联系过的人都经手了处理或是被投诉人，没有可以推荐的人；请选一位没有经手的同事"
                    .to_owned()
            }
            Ok(Some(chosen)) if given.state.complains_of(&chosen) => {
                tone = Tone::Danger;
                format!("投诉的就是{chosen}或其部门，不能由被投诉的一方回访；请由另一位同事回访")
            }
            Ok(Some(chosen)) if given.state.bars_visitor(&chosen) => {
                format!("{chosen}经手了处理，不宜回访自己的事；请由另一位同事回访")
            }
            _ => return None,
        };
        Some(notice("回访人", words, tone).into())
    }
}

fn out_of_five<'a>(
    label: &'static str,
    chosen: Option<u8>,
    on_pick: fn(u8) -> Message,
) -> Element<'a, Message> {
    let group = chips((1..=5_u8).map(|mark| chip(mark.to_string(), chosen == Some(mark))))
        .plain()
        .on_pick(move |at| on_pick(u8::try_from(at + 1).unwrap_or(5)));
    labelled(label, "", group)
}
