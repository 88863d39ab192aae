//! What typing and choosing do to a form.

use crate::domain::code::Urgency;
use crate::domain::intake::Field;
use crate::domain::person::{Actor, Complainant};
use crate::domain::time::Moment;
use crate::library::shelf::Library;
use crate::library::signs::Pointed;
use crate::ui::screen::form::read::{toggle, toggle_in};
use crate::ui::screen::form::{classification, escalation, person, promise};
use crate::ui::screen::intake::form::IntakeForm;
use crate::ui::screen::intake::message::{Edited, Pick, Typed};
use crate::ui::widget::field::{Action, Content, Motion};

impl IntakeForm {
    /// Takes over a line as typed.
    pub fn typed(&mut self, field: Typed, text: String) {
        *self.line(field) = text;
        self.dirty = true;
        self.word = None;
        if !self.problems.is_empty() {
            self.problems.retain(|problem| Some(problem.field) != field.field());
        }
    }

    /// Performs a change of a field of several lines.
    pub fn edited(&mut self, field: Edited, action: Action) {
        let changes = action.is_edit();
        let content = match field {
            Edited::Verbatim => &mut self.verbatim,
            Edited::Summary => &mut self.summary,
        };
        content.perform(action);
        if !changes {
            return;
        }
        let text = content.text();
        match field {
            Edited::Verbatim => self.draft.verbatim = text,
            Edited::Summary => self.draft.summary = text,
        }
        self.problems.retain(|problem| problem.field != Field::Verbatim);
        self.dirty = true;
        self.word = None;
    }

    /// Performs a change of the explanation.
    pub fn explain_edited(&mut self, action: Action) {
        let changes = action.is_edit();
        self.explanation.text.perform(action);
        if changes {
            self.draft.explanation = self.explanation.text.text();
            self.dirty = true;
            self.word = None;
        }
    }

    /// Takes over a code; choosing a situation fills in its usual ones.
    pub fn code_chosen(&mut self, message: classification::Message, library: &Library, now: Moment) {
        let codes = &mut self.draft.codes;
        let before = codes.answer.clone();
        classification::update(codes, message, &mut self.situation, library);
        if codes.answer != before {
            self.draft.answered_at = codes.answer.as_ref().map(|_| now);
        }
        self.speech.page = 0;
        self.dirty = true;
        self.word = None;
    }

    /// Takes over what is typed or chosen of the promise.
    pub fn promise_changed(&mut self, message: promise::Message) {
        promise::update(&mut self.draft.promise, message);
        self.promise_problem = None;
        self.dirty = true;
        self.word = None;
    }

    /// Takes over why a superior is asked for, and whom.
    pub fn ask_changed(&mut self, message: escalation::Message) {
        self.all_reasons = message == escalation::Message::AllReasons;
        escalation::update(&mut self.draft.escalation.ask, message);
        self.dirty = true;
        self.word = None;
    }

    /// Takes over who took it in; a name that nobody here has counts once it is confirmed.
    pub fn receiver_changed(&mut self, message: person::Message, people: &[String]) {
        self.receiver.update(message);
        self.draft.receiver = self.receiver.name(people).ok().flatten().unwrap_or_default();
        self.dirty = true;
    }

    /// Takes over a choice.
    pub fn picked(&mut self, pick: Pick, by: &Actor, now: Moment) {
        let draft = &mut self.draft;
        match pick {
            Pick::Kind(kind) => draft.kind = kind,
            Pick::Channel(channel) => draft.channel = channel,
            Pick::Title(title) => toggle(&mut draft.title, title),
            Pick::Relation(relation) => toggle(&mut draft.relation, relation),
            Pick::Anonymous => draft.anonymous = !draft.anonymous,
            Pick::PhoneDeclined => draft.phone_declined = !draft.phone_declined,
            Pick::DeclinesVisits => draft.declines_visits = !draft.declines_visits,
            Pick::CallBackSame => draft.phone.clone_from(&draft.called_from),
            Pick::Mood(emotion) => draft.set_emotion(emotion, by, now),
            Pick::Responsibility(responsibility) => toggle(&mut draft.responsibility, responsibility),
            Pick::Prefers(medium) => toggle(&mut draft.prefers, medium),
            Pick::Impact(impact) => toggle(&mut draft.impact, impact),
            Pick::Flag(flag) => toggle_in(&mut draft.flags, flag),
            Pick::LineBroke => draft.line_broke = !draft.line_broke,
            Pick::AskedForLeader => {
                draft.asked_for_leader = !draft.asked_for_leader;
                // Where the owner is being asked already, the reason at hand follows the mark.
                draft.escalation.ask.trigger = draft.nearest_trigger(false);
            }
        }
        self.problems.retain(|problem| !matches!(problem.field, Field::Name | Field::Phone));
        self.dirty = true;
        self.word = None;
    }

    /// Sets what the words point to.
    pub fn take_sign(&mut self, sign: Pointed) {
        let draft = &mut self.draft;
        match sign {
            Pointed::Flag(flag) if !draft.flags.contains(&flag) => draft.flags.push(flag),
            Pointed::Flag(_) => {}
            Pointed::Urgent => draft.codes.urgency = Some(Urgency::Urgent),
        }
        self.word = None;
        self.dirty = true;
    }

    /// Writes the proposed points where none are typed yet; they are changed freely and confirmed as any others.
    pub fn take_points(&mut self, points: &str) {
        if self.draft.summary.trim().is_empty() {
            self.draft.summary = points.to_owned();
            self.summary = Content::with_text(points);
            self.summary.perform(Action::Move(Motion::DocumentEnd));
            self.problems.retain(|problem| problem.field != Field::Verbatim);
            self.word = None;
            self.dirty = true;
        }
    }

    /// Takes over a person whom earlier cases know: name, title, room, relation and the number to call back. A number that
    /// was typed for today stays.
    pub fn take_person(&mut self, person: &Complainant) {
        let draft = &mut self.draft;
        // 不接受回访 belongs to a person: it does not stay when another one is taken over (ledger 08-14).
        let another = !draft.name.trim().is_empty() && person.name.as_deref() != Some(draft.name.as_str());
        draft.declines_visits = person.declines_visits || (draft.declines_visits && !another);
        draft.name = person.name.clone().unwrap_or_default();
        draft.title = person.title;
        draft.relation = person.relation;
        if let Some(room) = &person.room {
            draft.room.clone_from(room);
        }
        let typed = [&draft.phone, &draft.called_from].into_iter().find(|number| !number.trim().is_empty());
        let number = person.phones.first().or(person.called_from.as_ref()).cloned();
        if draft.phone.trim().is_empty() {
            draft.phone = number.or_else(|| typed.cloned()).unwrap_or_default();
        }
        draft.anonymous = false;
        self.problems.retain(|problem| !matches!(problem.field, Field::Name | Field::Phone | Field::Room));
        self.word = None;
        self.dirty = true;
    }

    /// The problem told at a field, after saving was tried.
    pub fn problem(&self, field: Field) -> Option<&str> {
        self.problems.iter().find(|problem| problem.field == field).map(|problem| problem.text.as_str())
    }

    /// The text of a field of one line.
    pub fn line(&mut self, field: Typed) -> &mut String {
        let draft = &mut self.draft;
        match field {
            Typed::ReceivedAt => &mut draft.received_at,
            Typed::Name => &mut draft.name,
            Typed::Phone => &mut draft.phone,
            Typed::CalledFrom => &mut draft.called_from,
            Typed::Room => &mut draft.room,
            Typed::Place => &mut draft.place,
            Typed::OccurredAt => &mut draft.occurred_at,
            Typed::Outcome => &mut draft.escalation.outcome,
            Typed::ReferralFrom => &mut draft.referral_from,
            Typed::ReferralNumber => &mut draft.referral_number,
            Typed::ReferralDue => &mut draft.referral_due,
            Typed::Platform => &mut draft.platform,
            Typed::Link => &mut draft.link,
            Typed::Author => &mut draft.author,
            Typed::PostedAt => &mut draft.posted_at,
            Typed::SeenAt => &mut draft.seen_at,
            Typed::Accused => &mut draft.accused,
            Typed::AccusedDepartment => &mut draft.accused_department,
        }
    }
}

impl Typed {
    /// The field of the draft that a problem may be told of.
    pub fn field(self) -> Option<Field> {
        Some(match self {
            Self::ReceivedAt => Field::ReceivedAt,
            Self::Name => Field::Name,
            Self::Phone => Field::Phone,
            Self::CalledFrom => Field::CalledFrom,
            Self::Room => Field::Room,
            Self::Place => Field::Place,
            Self::OccurredAt => Field::OccurredAt,
            Self::ReferralDue => Field::ReferralDue,
            Self::PostedAt => Field::PostedAt,
            Self::SeenAt => Field::SeenAt,
            _ => return None,
        })
    }
}
