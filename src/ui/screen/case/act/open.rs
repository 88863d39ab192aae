//! The form that is open, whichever act it is of, with the time when it happened and what is wrong with it.

use iced::Element;
use serde::{Deserialize, Serialize};

use crate::domain::act::Act;
use crate::domain::calendar::OfficeHours;
use crate::domain::closure::Missing;
use crate::domain::draft::ActDraft;
use crate::domain::event::EventKind;
use crate::domain::obligation::ObligationId;
use crate::domain::permission::{self, Denial};
use crate::domain::reading::time::read_past;
use crate::domain::time::Moment;
use crate::library::guard::Gap;
use crate::library::sentence::Talk;
use crate::library::step::Step;
use crate::ui::screen::case::act::form::{ActForm, Asked, Given, Outcome, Record};
use crate::ui::screen::case::act::list;
use crate::ui::screen::case::act::of_task::OfTask;
use crate::ui::screen::case::act::{
    apology, appoint, appointment_end, assign, cadence, classify, close, completion_date, correct, escalate,
    exempt, explain, flag, handle, handover, investigate, judge, lessons, letter, lift, link, mood, note,
    online, progress, promise, reopen, reply, restate, solution, take_over, task, task_done, verify, visit,
    void,
};

/// Plugs the acts in: each with the type of its form; its message is the `Message` beside that.
macro_rules! forms {
    ($($act:ident => $module:ident::$form:ident,)+) => {
        /// The form of an act.
        #[derive(Serialize, Deserialize)]
        #[serde(tag = "act", content = "form", rename_all = "snake_case")]
        enum AnyForm { $($act($module::$form),)+ }

        /// What is typed and chosen in the form of an act.
        #[derive(Debug, Clone)]
        #[expect(missing_docs, reason = "named as the acts are")]
        pub enum Message { $($act($module::Message),)+ }

        impl AnyForm {
            /// `None` for what has no form: a sentence that is said, a file that is attached.
            fn new(act: Act, given: Given<'_>) -> Option<Self> {
                Some(match act {
                    $(Act::$act => Self::$act(ActForm::new(given)),)+
                    // The question of a situation is asked beside it.
                    Act::Answer => Self::Classify(ActForm::new(given)),
                    Act::Say | Act::Attach => return None,
                })
            }

            fn act(&self) -> Act {
                match self { $(Self::$act(_) => Act::$act,)+ }
            }

            fn update(&mut self, message: Message, given: Given<'_>) -> Outcome {
                match (self, message) {
                    $((Self::$act(form), Message::$act(message)) => form.update(message, given),)+
                    // The form was changed for another meanwhile.
                    _ => Outcome::Stay,
                }
            }

            fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
                match self { $(Self::$act(form) => form.view(given).map(Message::$act),)+ }
            }

            fn listen(&mut self, given: Given<'_>) {
                match self { $(Self::$act(form) => form.listen(given),)+ }
            }

            fn record(&self, given: Given<'_>) -> Result<Record, String> {
                match self { $(Self::$act(form) => form.record(given),)+ }
            }

            fn step(&self, given: Given<'_>) -> Option<Step> {
                match self { $(Self::$act(form) => form.step(given),)+ }
            }

            fn speak(&self, talk: &mut Talk, given: Given<'_>) {
                match self { $(Self::$act(form) => form.speak(talk, given),)+ }
            }

            fn asked(&self, given: Given<'_>) -> Option<Asked> {
                match self { $(Self::$act(form) => form.asked(given),)+ }
            }

            fn answer(&mut self, yes: bool) {
                match self { $(Self::$act(form) => form.answer(yes),)+ }
            }

            fn gaps(&self, given: Given<'_>) -> Vec<Gap> {
                match self { $(Self::$act(form) => form.gaps(given),)+ }
            }

            fn was_hard(&self, given: Given<'_>) -> bool {
                match self { $(Self::$act(form) => form.was_hard(given),)+ }
            }

            fn is_done_by(&self, kind: &EventKind) -> bool {
                match self { $(Self::$act(form) => form.is_done_by(kind),)+ }
            }
        }
    };
}

forms! {
    Restate => restate::Restate,
    Explain => explain::Explain,
    Promise => promise::AgreeReply,
    Escalate => escalate::Escalate,
    Assign => assign::Assign,
    Investigate => investigate::Investigate,
    Solution => solution::Solution,
    CompletionDate => completion_date::CompletionDate,
    Progress => progress::Progress,
    Handle => handle::Handle,
    Verify => verify::Verify,
    Visit => visit::Visit,
    Exempt => exempt::Exempt,
    Close => close::Close,
    Classify => classify::Classify,
    Paper => letter::Letter,
    Reply => reply::Reply,
    Task => task::Task,
    TaskDone => task_done::TaskDone,
    Appoint => appoint::Appoint,
    AppointmentEnd => appointment_end::AppointmentEnd,
    Judge => judge::Judge,
    Handover => handover::Handover,
    TakeOver => take_over::TakeOver,
    Apology => apology::Apology,
    Cadence => cadence::Cadence,
    Mood => mood::Mood,
    Flag => flag::Flag,
    Link => link::Link,
    Note => note::Note,
    Correct => correct::Correct,
    Online => online::AgreeWording,
    Lift => lift::Lift,
    Lessons => lessons::Lessons,
    Reopen => reopen::Reopen,
    Void => void::Void,
}

/// Why nothing goes on record yet.
#[derive(Debug)]
pub enum Unready {
    /// A sentence that says what is still needed.
    Lacks(String),
    /// A rule forbids it; a supervisor may be able to.
    Denied(Denial),
}

impl From<String> for Unready {
    fn from(sentence: String) -> Self {
        Self::Lacks(sentence)
    }
}

impl Unready {
    /// The sentence.
    pub fn text(&self) -> &str {
        match self {
            Self::Lacks(sentence) => sentence,
            Self::Denied(denial) => &denial.text,
        }
    }
}

/// See the module.
pub struct OpenForm {
    form: AnyForm,
    /// When it happened, as typed; empty = now.
    pub at: String,
    /// What is wrong, as a sentence.
    pub problem: Option<String>,
    /// Who left it half written, and when.
    pub left: Option<(String, Moment)>,
    /// What the case still lacks for it, and the act that brings it, where that may be done now.
    pub lacks: Option<(Vec<Gap>, Option<Act>)>,
    /// How it lay before anything was typed or chosen.
    blank: String,
    /// How it lies on disk; as blank while it does not.
    on_disk: String,
}

impl OpenForm {
    /// The empty form of an act; `None` for what has none.
    pub fn new(act: Act, given: Given<'_>) -> Option<Self> {
        let form = AnyForm::new(act, given)?;
        let blank = written(&form, "");
        let on_disk = blank.clone();
        Some(Self { form, at: String::new(), problem: None, left: None, lacks: None, on_disk, blank })
    }

    /// The form as it was left; `None` when what lies on disk is no form of the act as it is now.
    pub fn resume(act: Act, draft: &ActDraft, given: Given<'_>) -> Option<Self> {
        let (form, at): (AnyForm, String) = serde_json::from_str(&draft.content)
            .inspect_err(|error| tracing::error!(line = error.line(), "the draft of an act cannot be read"))
            .ok()?;
        let left = Some((draft.owner.clone(), draft.saved_at));
        let on_disk = draft.content.clone();
        let fresh = Self::new(act, given).filter(|fresh| fresh.act() == form.act())?;
        Some(Self { form, at, left, on_disk, ..fresh })
    }

    /// Which act it is of.
    pub fn act(&self) -> Act {
        self.form.act()
    }

    /// Takes over what is typed or chosen.
    pub fn update(&mut self, message: Message, given: Given<'_>) -> Outcome {
        self.problem = None;
        self.with_at(|form| form.update(message, given))
    }

    /// Works out what the case, as it is now, proposes for it and what it still lacks: the view asks nothing by itself.
    pub fn listen(&mut self, given: Given<'_>) {
        self.form.listen(given);
        let gaps = self.form.gaps(given);
        let first = match gaps[..] {
            [] => None,
            [Gap::Findings] => Some(Act::Investigate),
            [Gap::Words, ..] => Some(Act::Restate),
            _ => Some(Act::Correct),
        };
        let first = first.filter(|act| *act != self.act() && list::offered(*act, given).is_ok());
        self.lacks = (!gaps.is_empty()).then_some((gaps, first));
    }

    /// Its fields.
    pub fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        self.form.view(given)
    }

    /// Whether something was typed or chosen that would be lost with it.
    pub fn is_touched(&self) -> bool {
        written(&self.form, &self.at) != self.blank
    }

    /// Whether it is not on disk as it is.
    pub fn is_unwritten(&self) -> bool {
        written(&self.form, &self.at) != self.on_disk
    }

    /// What goes to disk now; `None` when nothing is left that would be lost.
    pub fn write(&mut self) -> Option<String> {
        self.on_disk = written(&self.form, &self.at);
        self.is_touched().then(|| self.on_disk.clone())
    }

    /// When it happened.
    ///
    /// # Errors
    /// A sentence when the time cannot be read or lies in the future.
    pub fn happened(&self, now: Moment, duty: OfficeHours) -> Result<Moment, String> {
        if self.at.trim().is_empty() {
            return Ok(now);
        }
        read_past(&self.at, now, duty).required()
    }

    /// What goes on record, and when it happened.
    ///
    /// # Errors
    /// What is still needed, or the rule that forbids it; nothing typed is lost.
    pub fn record(&self, given: Given<'_>) -> Result<(Moment, Record), Unready> {
        let (at, record) = (self.happened(given.now, given.settings.rules.duty)?, self.form.record(given)?);
        let kinds = match &record {
            Record::Events(kinds) => kinds.as_slice(),
            Record::Lessons(notes, _) => std::slice::from_ref(&**notes),
            Record::Close(_) | Record::Repeat(_) | Record::Group(_) => &[],
        };
        for kind in kinds {
            let permitted = permission::permits(given.state, kind, given.actor, given.office(), at);
            permitted.map_err(Unready::Denied)?;
        }
        Ok((at, record))
    }

    /// The step of the talk that goes with it; `None` where nobody is spoken to.
    pub fn step(&self, given: Given<'_>) -> Option<Step> {
        self.form.step(given)
    }

    /// Tells the talk what is typed, so that the sentence says it.
    pub fn speak(&self, talk: &mut Talk, given: Given<'_>) {
        self.form.speak(talk, given);
    }

    /// What the owner is asked; `None` where he is asked nothing.
    pub fn asked(&self, given: Given<'_>) -> Option<Asked> {
        self.form.asked(given)
    }

    /// The owner said yes or no.
    pub fn answer(&mut self, yes: bool) {
        self.problem = None;
        self.form.answer(yes);
    }

    /// Whether an agitated owner was spoken to. Ledger 18-19.
    pub fn was_hard(&self, given: Given<'_>) -> bool {
        self.form.was_hard(given)
    }

    /// Whether an event that was recorded beside it has done what it is for.
    pub fn is_done_by(&self, kind: &EventKind) -> bool {
        self.form.is_done_by(kind)
    }

    /// What the last try to close was missing.
    pub fn set_missing(&mut self, missing: Vec<Missing>) {
        if let AnyForm::Close(close) = &mut self.form {
            self.problem = Some(format!("还缺 {} 项，不能关闭", missing.len()));
            close.missing = missing;
        }
    }

    /// The task that it is opened for: what was typed about another one stays with that.
    pub fn come_for(&mut self, task: ObligationId) {
        let was_touched = self.is_touched();
        let is_typed = self.with_at(|form| match form {
            AnyForm::TaskDone(form) => form.meet(task),
            AnyForm::AppointmentEnd(form) => form.meet(task),
            _ => true,
        });
        if !is_typed {
            self.left = None;
        }
        if !was_touched {
            self.call_blank();
        }
    }

    /// The form begun anew: what is typed in it goes, what was typed about another task stays.
    pub fn anew(mut self, given: Given<'_>) -> Option<Self> {
        let mut fresh = Self::new(self.act(), given)?;
        let holds_more = match (&mut fresh.form, &mut self.form) {
            (AnyForm::TaskDone(fresh), AnyForm::TaskDone(before)) => fresh.begin_anew(before),
            (AnyForm::AppointmentEnd(fresh), AnyForm::AppointmentEnd(before)) => fresh.begin_anew(before),
            _ => false,
        };
        if !holds_more {
            fresh.call_blank();
        }
        Some(fresh)
    }

    /// What of it is not on record when the form is: what was typed about another task.
    pub fn rest(&mut self) -> Option<Self> {
        let form = match &mut self.form {
            AnyForm::TaskDone(form) => AnyForm::TaskDone(form.rest()?),
            AnyForm::AppointmentEnd(form) => AnyForm::AppointmentEnd(form.rest()?),
            _ => return None,
        };
        let (blank, on_disk) = (self.blank.clone(), String::new());
        let mut rest =
            Self { form, at: String::new(), problem: None, left: None, lacks: None, blank, on_disk };
        rest.with_at(|_| ());
        Some(rest)
    }

    /// As it stands now, nothing is typed in it.
    fn call_blank(&mut self) {
        self.blank = written(&self.form, &self.at);
        self.on_disk.clone_from(&self.blank);
    }

    /// Does something with the form, in which what is typed of when it happened goes with its task.
    fn with_at<T>(&mut self, work: impl FnOnce(&mut AnyForm) -> T) -> T {
        fn at_of(form: &mut AnyForm) -> Option<&mut String> {
            match form {
                AnyForm::TaskDone(form) => Some(form.at()),
                AnyForm::AppointmentEnd(form) => Some(form.at()),
                _ => None,
            }
        }
        if let Some(at) = at_of(&mut self.form).filter(|_| !self.at.is_empty()) {
            *at = std::mem::take(&mut self.at);
        }
        let done = work(&mut self.form);
        if let Some(at) = at_of(&mut self.form) {
            self.at = std::mem::take(at);
        }
        done
    }
}

/// The form as it lies on disk. A form is text, choices and numbers, which JSON can always hold.
fn written(form: &AnyForm, at: &str) -> String {
    serde_json::to_string(&(form, at)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use iced::widget::text_editor::{Action, Edit};

    use super::*;
    use crate::domain::case::{Case, CaseNumber, Facts};
    use crate::domain::case_state::CaseState;
    use crate::domain::code::{CaseKind, Category, Channel, Class, Nature, Opinion, VisitOutcome};
    use crate::domain::event::Event;
    use crate::domain::person::{Actor, Backer, Role, Staff, StaffId};
    use crate::domain::related::Related;
    use crate::domain::settings::Settings;
    use crate::library::shelf::Library;
    use crate::ui::screen::form::classification;

    /// A counter with one complaint that nothing has happened to.
    struct Counter {
        related: Related,
        case: Case,
        state: CaseState,
        settings: Settings,
        actor: Actor,
        staff: Vec<Staff>,
    }

    impl Counter {
        fn new() -> Self {
            let now = Moment::parse("2026-11-21T14:30").unwrap();
            let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, now, "李敏");
            facts.verbatim = Some("电梯停了".into());
            facts.class = Some(Class::I);
            facts.complainant.phones = vec!["13900000001".into()];
            let case = Case::new(CaseNumber::new(now.date(), 1), facts);
            let settings = Settings::default();
            let state = case.state(&settings.rules);
            let actor = Actor::new(None, "李敏", Role::Reception);
            let one = |id, name: &str, role| Staff { id: StaffId(id), name: name.into(), role, active: true };
            let staff = vec![one(1, "李敏", Role::Reception), one(2, "赵楠", Role::Supervisor)];
            Self { case, state, settings, actor, staff, related: Related::default() }
        }

        fn given(&self) -> Given<'_> {
            Given {
                case: &self.case,
                state: &self.state,
                settings: &self.settings,
                library: Library::shipped(),
                actor: &self.actor,
                staff: &self.staff,
                handlers: &[],
                related: &self.related,
                limits: &[],
                now: self.case.receipt.received_at,
            }
        }
    }

    fn events(form: &OpenForm, counter: &Counter) -> Result<Vec<EventKind>, String> {
        match form.record(counter.given()).map_err(|unready| unready.text().to_owned())? {
            (_, Record::Events(kinds)) => Ok(kinds),
            (_, other) => panic!("{other:?}"),
        }
    }

    fn typed(words: &str) -> Action {
        Action::Edit(Edit::Paste(Arc::new(words.to_owned())))
    }

    fn every_act() -> impl Iterator<Item = Act> {
        Act::ALL.iter().copied().filter(|act| ![Act::Answer, Act::Say, Act::Attach].contains(act))
    }

    #[test]
    fn an_empty_form_says_what_is_needed_and_never_panics() {
        let counter = Counter::new();
        for act in every_act() {
            let form = OpenForm::new(act, counter.given()).unwrap();
            assert!(!form.is_touched(), "{act:?}");
            let record = form.record(counter.given());
            if [Act::Apology, Act::Cadence].contains(&act) {
                assert!(record.is_ok(), "{act:?} needs nothing");
            } else {
                assert!(!record.unwrap_err().text().is_empty(), "{act:?}");
            }
        }
    }

    #[test]
    fn every_form_comes_back_from_disk_as_it_was() {
        let counter = Counter::new();
        for act in every_act() {
            let form = OpenForm::new(act, counter.given()).unwrap();
            let (again, _): (AnyForm, String) = serde_json::from_str(&form.blank).unwrap();
            assert_eq!(again.act(), act);
            assert_eq!(written(&again, ""), form.blank, "{act:?}");
        }
    }

    #[test]
    fn a_long_promise_needs_a_supervisor_of_this_office() {
        use crate::ui::screen::form::promise::Message as Agreed;
        let counter = Counter::new();
        let mut form = OpenForm::new(Act::Promise, counter.given()).unwrap();
        form.answer(true);
        let mut agree = |message| {
            form.update(Message::Promise(message), counter.given());
            events(&form, &counter)
        };
        let promise = promise::Message::Promise;
        agree(promise(Agreed::Text("回复结果".into()))).unwrap_err();
        assert!(agree(promise(Agreed::Due("后天9:00".into()))).unwrap_err().contains("确认"));
        let backer = Backer { id: StaffId(2), name: "赵楠".into() };
        let backed = counter.actor.clone().backed_by(backer);
        let given = Given { actor: &backed, ..counter.given() };
        assert!(form.record(given).is_ok(), "a supervisor confirms it on the spot");
    }

    #[test]
    fn a_responsible_person_is_one_of_those_known_or_confirmed() {
        use crate::ui::screen::form::person::Message as Chosen;
        let counter = Counter::new();
        let mut form = OpenForm::new(Act::Assign, counter.given()).unwrap();
        let mut choose = |message| {
            form.update(Message::Assign(assign::Message::To(message)), counter.given());
            events(&form, &counter)
        };
        assert!(choose(Chosen::Typed("周".into())).unwrap_err().contains("名单"));
        assert!(choose(Chosen::Outside).is_ok(), "a name from outside is taken when it is meant");
        assert!(choose(Chosen::Typed("周工".into())).is_err(), "another one is asked again");
        let kinds = choose(Chosen::Chosen("赵楠".into())).unwrap();
        assert!(matches!(&kinds[0], EventKind::Assigned { to, .. } if to == "赵楠"));
    }

    #[test]
    fn a_visit_asks_all_three_opinions() {
        let mut counter = Counter::new();
        let now = counter.case.receipt.received_at;
        let done = EventKind::Handled {
            result: "修好".into(),
            verified: true,
            told: true,
            medium: None,
            for_owner: None,
            verification: None,
        };
        counter.case.events.push(Event::new(now, "卢工", done));
        counter.state = counter.case.state(&counter.settings.rules);
        let mut form = OpenForm::new(Act::Visit, counter.given()).unwrap();
        let mut choose = |message| {
            form.update(Message::Visit(message), counter.given());
            events(&form, &counter)
        };
        choose(visit::Message::Opinion(0, Opinion::Satisfied)).unwrap_err();
        let two = choose(visit::Message::Opinion(2, Opinion::Mostly));
        assert!(two.unwrap_err().contains("三项"));
        let three = choose(visit::Message::Opinion(1, Opinion::Satisfied)).unwrap();
        assert!(matches!(&three[0], EventKind::Visit(visit) if visit.reached()));
        let nobody = choose(visit::Message::Outcome(VisitOutcome::NoAnswer)).unwrap();
        assert!(matches!(&nobody[0], EventKind::Visit(visit) if visit.process.is_none()));
    }

    #[test]
    fn classification_becomes_one_correction_for_each_change() {
        use classification::Message as Code;
        let counter = Counter::new();
        let mut form = OpenForm::new(Act::Classify, counter.given()).unwrap();
        let mut choose = |message| {
            form.update(Message::Classify(message), counter.given());
            events(&form, &counter)
        };
        let code = classify::Message::Codes;
        choose(code(Code::Category(Category::new("facilities").unwrap()))).unwrap();
        let kinds = choose(code(Code::Nature(Nature::Effective))).unwrap();
        assert!(
            matches!(&kinds[0], EventKind::Corrected { what, reason, .. } if what == "category" && reason == "补充分类")
        );
        assert!(matches!(kinds[1], EventKind::Nature { nature: Nature::Effective, .. }));
        assert!(choose(code(Code::Class(Class::II))).unwrap_err().contains("原因"));
        assert_eq!(choose(classify::Message::Reason("查明是房屋质量".into())).unwrap().len(), 3);
    }

    #[test]
    fn a_time_in_the_future_is_refused() {
        let counter = Counter::new();
        let mut form = OpenForm::new(Act::Note, counter.given()).unwrap();
        form.update(Message::Note(note::Message::Text(typed("已看过"))), counter.given());
        assert!(form.is_touched());
        form.at = "明天9:00".into();
        assert!(events(&form, &counter).unwrap_err().contains("还没到"));
        form.at = "昨天9:00".into();
        assert!(events(&form, &counter).is_ok());
    }
}
