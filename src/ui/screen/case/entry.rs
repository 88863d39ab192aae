//! The short form of an act: what is typed and chosen, and the events that come of it. No drawing, no desk.

use serde_json::{Value, json};

use crate::domain::case::{Case, CaseNumber, value_at};
use crate::domain::case_state::CaseState;
use crate::domain::code::Category;
use crate::domain::code::{
    Capability, Class, ClassIIPart, Content as ContentCode, ExemptGround, Nature, Need, SituationCode,
    Urgency, VisitOutcome,
};
use crate::domain::escalation::{self, EscalationStage};
use crate::domain::event::{EventKind, Every, SolutionOption, Visit};
use crate::domain::settings::{Settings, hours};
use crate::domain::time::Moment;
use crate::domain::time_entry;
use crate::library::guard::{self, Gap};
use crate::library::shelf::Library;
use crate::ui::screen::case::act::Act;
use crate::ui::screen::case::picked::Picked;
use crate::ui::screen::situation_picker::Scene;
use crate::ui::widget::field::Content;

/// The form of one act.
pub struct Entry {
    /// What is being done.
    pub act: Act,
    /// When it happened, as typed; empty = now.
    pub at: String,
    /// The long text.
    pub text: Content,
    /// A due time, as typed.
    pub due: String,
    /// A name or addressee.
    pub to: String,
    /// A second short text: basis, opinion, value, reason …
    pub more: String,
    /// A third: drawbacks of a solution, who confirmed.
    pub other: String,
    /// Choices.
    pub pick: Picked,
    /// Classification as it shall be.
    pub codes: Codes,
    /// How the group of situations stands.
    pub scene: Scene,
    /// Facts that the case still lacks for what is done here.
    pub gaps: Vec<Gap>,
    /// What is wrong, as a sentence.
    pub problem: Option<String>,
}

/// Classification as it shall be after saving.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codes {
    pub situation: Option<SituationCode>,
    /// The answer to the situation's question.
    pub answer: Option<String>,
    pub category: Option<Category>,
    pub class: Option<Class>,
    pub class_ii_part: Option<ClassIIPart>,
    pub nature: Option<Nature>,
    pub content: Option<ContentCode>,
    pub capability: Option<Capability>,
    pub urgency: Option<Urgency>,
    pub needs: Vec<Need>,
}

impl Entry {
    /// An empty form, its choices set to what is likeliest.
    pub fn new(act: Act, standing: &CaseState, settings: &Settings, now: Moment) -> Self {
        let facts = &standing.facts;
        let text = match act {
            Act::Restate => facts.summary.clone().unwrap_or_default(),
            _ => String::new(),
        };
        let due = match act {
            Act::Handover => format!("明天{}", settings.rules.duty.next_morning(now).clock()),
            _ => String::new(),
        };
        Self {
            act,
            at: String::new(),
            text: Content::with_text(&text),
            due,
            to: String::new(),
            more: String::new(),
            other: String::new(),
            pick: Picked::likeliest(act, standing, settings, now),
            codes: Codes {
                situation: facts.situation.clone(),
                answer: None,
                category: facts.category.clone(),
                class: facts.class,
                class_ii_part: facts.class_ii_part,
                nature: facts.nature,
                content: facts.content,
                capability: facts.capability,
                urgency: facts.urgency,
                needs: facts.needs.clone(),
            },
            scene: Scene::default(),
            gaps: Vec::new(),
            problem: None,
        }
    }

    /// Takes over what the case holds already: the answer to the situation's question, and which facts it lacks
    /// before something is explained or proposed (ledger 02-20).
    pub fn of_case(mut self, case: &Case, library: &Library) -> Self {
        self.codes.answer = answer_of(case, library);
        if matches!(self.act, Act::Explain | Act::Solution) {
            self.gaps = guard::gaps(&case.facts());
        }
        let found = case.events.iter().any(|event| matches!(event.kind, EventKind::Investigated { .. }));
        if self.act == Act::Solution && !found {
            self.gaps.push(Gap::Findings);
        }
        self
    }

    /// When it happened.
    ///
    /// # Errors
    /// A sentence when the time cannot be read or lies in the future.
    pub fn happened(&self, now: Moment) -> Result<Moment, String> {
        if self.at.trim().is_empty() {
            return Ok(now);
        }
        let at = time_entry::read(&self.at, now)?;
        if at > now { Err("发生的时间在将来，请核对".into()) } else { Ok(at) }
    }

    /// Whether the typed due time of a promise is beyond the limit, so that a supervisor must confirm it.
    pub fn is_long_promise(&self, settings: &Settings, now: Moment) -> bool {
        let due = time_entry::read(&self.due, now);
        self.act == Act::Promise && due.is_ok_and(|due| due - now > hours(settings.rules.promise_limit))
    }

    /// The events of the form.
    ///
    /// # Errors
    /// A sentence that says what is still needed; nothing typed is lost.
    pub fn events(
        &self,
        case: &Case,
        standing: &CaseState,
        settings: &Settings,
        library: &Library,
        now: Moment,
    ) -> Result<Vec<(Moment, EventKind)>, String> {
        let at = self.happened(now)?;
        let kinds = match self.act {
            Act::Classify => self.classified(case, standing, library)?,
            Act::Correct => vec![self.corrected(case)?],
            Act::Escalate => vec![self.escalated(standing, settings, now)?],
            Act::Visit => vec![self.visited()?],
            _ => vec![self.simple(settings, now)?],
        };
        Ok(kinds.into_iter().map(|kind| (at, kind)).collect())
    }

    fn simple(&self, settings: &Settings, now: Moment) -> Result<EventKind, String> {
        let pick = &self.pick;
        Ok(match self.act {
            Act::Restate => EventKind::Restated {
                summary: self.needed("复述要点")?,
                confirmed: answer(pick.yes, "业主是否确认")?,
            },
            Act::Explain => EventKind::Explained {
                text: self.needed("怎么解释的")?,
                satisfied: answer(pick.yes, "业主是否满意")?,
                signed: pick.signed && pick.yes == Some(true),
            },
            Act::Promise => self.promised(settings, now)?,
            Act::Assign => {
                EventKind::Assigned { to: name(&self.to, "责任人")?, department: some(&self.more) }
            }
            Act::Investigate => EventKind::Investigated {
                facts: self.needed("查到的事实")?,
                responsibility: pick.responsibility,
                basis: some(&self.more),
            },
            Act::Solution => EventKind::Solution {
                options: self.options(),
                chosen: None,
                text: self.needed("方案")?,
                agreed: answer(pick.yes, "业主是否同意")?,
                opinion: some(&self.more),
            },
            Act::CompletionDate => EventKind::CompletionDate { due: self.due_after(now, "完成日期")? },
            Act::Progress => EventKind::Progress {
                medium: pick.medium,
                text: self.needed("告知的内容")?,
                told: Some(pick.told),
            },
            Act::Handle => EventKind::Handled {
                result: self.needed("处理结果")?,
                verified: pick.verified,
                told: pick.told,
                medium: pick.told.then_some(pick.medium),
            },
            Act::Exempt => self.exempted()?,
            Act::Letter => EventKind::Paper { form: pick.form, sent_to: some(&self.to) },
            Act::Reply => EventKind::LetterReply { from: some(&self.to), text: self.needed("答复内容")? },
            Act::Task => EventKind::Task {
                what: self.needed("办什么")?,
                to: some(&self.to),
                due: Some(self.due_after(now, "办完的时间")?),
            },
            Act::TaskDone => EventKind::TaskDone {
                what: pick.task.clone().ok_or("请选办完的是哪一件")?,
                result: some(&self.text.text()).or_else(|| pick.yes.map(yes_no)),
            },
            Act::Handover => EventKind::Handover {
                to: Some(name(&self.to, "交给谁")?),
                due: Some(self.due_after(now, "接班时间")?),
            },
            Act::TakeOver => {
                EventKind::TakenOver { contacted: answer(pick.yes, "是否已联系上业主")? }
            }
            Act::Apology => EventKind::Apology { form: pick.apology },
            Act::Cadence => EventKind::Cadence {
                every: pick.every.map_or(Every::None, Every::Hours),
                rule: some(&self.more),
            },
            Act::Mood => EventKind::Emotion { emotion: pick.emotion.ok_or("请选业主现在的情绪")? },
            Act::Flag => EventKind::Flag {
                flag: pick.flag.ok_or("请选标记")?,
                set: answer(pick.yes, "标上还是取消")?,
                reason: Some(self.needed("事实依据")?),
            },
            Act::Note => EventKind::Note { text: self.needed("备注")?, internal: pick.internal },
            Act::Lessons => self.lessons()?,
            Act::Reopen => EventKind::Reopened { reason: self.needed("重新受理的原因")? },
            Act::Void => EventKind::Voided { reason: self.needed("作废的原因")? },
            Act::Link | Act::Close | Act::Classify | Act::Correct | Act::Escalate | Act::Visit => {
                return Err("请重新打开这一项".into());
            }
        })
    }

    fn promised(&self, settings: &Settings, now: Moment) -> Result<EventKind, String> {
        let due = self.due_after(now, "约定的时间")?;
        let confirmed_by = some(&self.other);
        if self.is_long_promise(settings, now) && confirmed_by.is_none() {
            let limit = settings.rules.promise_limit;
            return Err(format!("超过{limit}小时的约定须{}确认，请填确认人", settings.supervisor_title));
        }
        let consent = answer(self.pick.yes, "业主是否同意")?;
        Ok(EventKind::Promised { due, consent, text: self.text.text().trim().to_owned(), confirmed_by })
    }

    /// What speaks for and against, when somebody took the trouble to write it.
    fn options(&self) -> Vec<SolutionOption> {
        match some(&self.other) {
            None => Vec::new(),
            cons => vec![SolutionOption { text: self.text.text().trim().to_owned(), pros: None, cons }],
        }
    }

    fn exempted(&self) -> Result<EventKind, String> {
        let ground = self.pick.ground;
        let text = some(&self.text.text());
        let explained =
            matches!(ground, ExemptGround::Sensitive | ExemptGround::Inconvenient | ExemptGround::ClassI);
        if explained && text.is_none() {
            return Err("这种免回访须写明理由".into());
        }
        Ok(EventKind::VisitExempt { ground, text })
    }

    fn visited(&self) -> Result<EventKind, String> {
        let pick = &self.pick;
        let reached = pick.outcome == VisitOutcome::Reached;
        let declined = pick.outcome == VisitOutcome::Declined;
        if reached && pick.opinions.contains(&None) {
            return Err("请把过程、措施、结果三项意见问全".into());
        }
        let [process, measures, result] = if reached { pick.opinions } else { [None; 3] };
        Ok(EventKind::Visit(Visit {
            form: pick.visit_form,
            outcome: pick.outcome,
            standing: (declined && pick.standing).then_some(true),
            process,
            measures,
            result,
            expectation: pick.expectation.filter(|_| reached),
            perceived: pick.perceived.filter(|_| reached),
            emotion: pick.emotion.filter(|_| reached),
            text: some(&self.text.text()),
        }))
    }

    fn escalated(&self, standing: &CaseState, settings: &Settings, now: Moment) -> Result<EventKind, String> {
        let attempt = standing.escalations.last().filter(|_| stage(standing) != EscalationStage::Ask);
        let row = match attempt {
            None => {
                let consent = answer(self.pick.yes, "业主是否同意上移")?;
                escalation::asked(self.pick.trigger, &settings.ladder, self.pick.rung, consent)
            }
            Some(attempt) if self.pick.yes == Some(false) => escalation::not_reached(attempt),
            Some(attempt) => {
                escalation::next_row(attempt, &self.text.text(), now).ok_or("请写下上级的答复和交代")?
            }
        };
        Ok(EventKind::Escalated(row))
    }

    fn lessons(&self) -> Result<EventKind, String> {
        let (cause, lesson, avoid, adjust) =
            (some(&self.text.text()), some(&self.more), some(&self.other), some(&self.to));
        if cause.is_none() && lesson.is_none() && avoid.is_none() && adjust.is_none() {
            return Err("四个问题至少答一个".into());
        }
        Ok(EventKind::ClosingNotes { cause, lesson, avoid, adjust })
    }

    /// One correction for each code that changed; a changed nature has an event of its own (ledger 10-12).
    fn classified(
        &self,
        case: &Case,
        standing: &CaseState,
        library: &Library,
    ) -> Result<Vec<EventKind>, String> {
        let facts = case.facts();
        let codes = &self.codes;
        let part = codes.class_ii_part.filter(|_| codes.class == Some(Class::II));
        let wanted = [
            ("situation", json!(codes.situation)),
            ("category", json!(codes.category)),
            ("class", json!(codes.class)),
            ("class_ii_part", json!(part)),
            ("content", json!(codes.content)),
            ("capability", json!(codes.capability)),
            ("urgency", json!(codes.urgency)),
            ("needs", if codes.needs.is_empty() { Value::Null } else { json!(codes.needs) }),
        ];
        let reason = some(&self.more);
        let mut kinds = Vec::new();
        for (what, after) in wanted {
            let before = value_at(&facts, what);
            if before != after {
                let reason = reason.clone().or_else(|| before.is_null().then(|| "补充分类".to_owned()));
                let reason = reason.ok_or("改动原来的分类，须写明原因")?;
                kinds.push(EventKind::Corrected { what: what.to_owned(), before, after, reason });
            }
        }
        if let Some(nature) = codes.nature.filter(|nature| standing.facts.nature != Some(*nature)) {
            let reason = reason.or_else(|| facts.nature.is_none().then(|| "补充分类".to_owned()));
            kinds.push(EventKind::Nature {
                nature, reason: reason.ok_or("改变投诉性质，须写明原因")?
            });
        }
        kinds.extend(self.answered(case, library));
        if kinds.is_empty() { Err("分类没有改动".into()) } else { Ok(kinds) }
    }

    /// A new answer to the situation's question becomes a note.
    fn answered(&self, case: &Case, library: &Library) -> Option<EventKind> {
        let codes = &self.codes;
        let question = library.situation(codes.situation.as_ref()?)?.question.as_ref()?;
        let text = question.words(codes.answer.as_deref()?)?;
        let known = codes.situation == case.facts().situation && codes.answer == answer_of(case, library);
        (!known).then_some(EventKind::Note { text, internal: true })
    }

    fn corrected(&self, case: &Case) -> Result<EventKind, String> {
        let facts = case.facts();
        let after = self.pick.amend.value(&self.to)?;
        let what = self.pick.amend.path();
        let before = value_at(&facts, what);
        if before == after {
            return Err("更正的内容和原来一样".into());
        }
        let reason = some(&self.more).ok_or("请写明更正的原因")?;
        Ok(EventKind::Corrected { what: what.to_owned(), before, after, reason })
    }

    /// The case that shall be linked.
    ///
    /// # Errors
    /// A sentence when it is no case number.
    pub fn linked(&self) -> Result<Option<CaseNumber>, String> {
        let text = self.to.trim();
        if text.is_empty() {
            return Ok(None);
        }
        CaseNumber::parse(text)
            .map(Some)
            .ok_or_else(|| format!("「{text}」不是受理单编号，应如 20261103-002"))
    }

    fn needed(&self, what: &str) -> Result<String, String> {
        some(&self.text.text()).ok_or_else(|| format!("请填写{what}"))
    }

    fn due_after(&self, now: Moment, what: &str) -> Result<Moment, String> {
        let due = time_entry::read(&self.due, now)?;
        if due > now { Ok(due) } else { Err(format!("{what}已经过去，请重新填写")) }
    }
}

/// The answer to its situation's question that a case holds.
fn answer_of(case: &Case, library: &Library) -> Option<String> {
    let code = case.facts().situation?;
    let (answer, _) = library.situation(&code)?.answered(&case.events)?;
    Some(answer.id.clone())
}

/// Where the escalation of this case stands; a finished attempt is no hindrance to another.
pub fn stage(standing: &CaseState) -> EscalationStage {
    match EscalationStage::of(standing.escalations.last()) {
        EscalationStage::Done => EscalationStage::Ask,
        stage => stage,
    }
}

fn answer(choice: Option<bool>, question: &str) -> Result<bool, String> {
    choice.ok_or_else(|| format!("请选{question}"))
}

fn name(text: &str, what: &str) -> Result<String, String> {
    some(text).ok_or_else(|| format!("请填写{what}"))
}

fn yes_no(yes: bool) -> String {
    if yes { "是" } else { "否" }.to_owned()
}

fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::Facts;
    use crate::domain::code::{CaseKind, Channel, Opinion};

    fn now() -> Moment {
        Moment::parse("2026-11-21T14:30").unwrap()
    }

    fn case() -> Case {
        let mut facts = Facts::new(CaseKind::Complaint, Channel::Phone, now(), "李敏");
        facts.verbatim = Some("电梯停了".into());
        facts.class = Some(Class::I);
        Case::new(CaseNumber::new(now().date(), 1), facts)
    }

    fn entry(act: Act) -> Entry {
        let settings = Settings::default();
        Entry::new(act, &case().state(&settings.rules, now()), &settings, now())
    }

    fn events(entry: &Entry) -> Result<Vec<EventKind>, String> {
        let (case, settings) = (case(), Settings::default());
        let standing = case.state(&settings.rules, now());
        let events = entry.events(&case, &standing, &settings, Library::shipped(), now())?;
        Ok(events.into_iter().map(|(_, kind)| kind).collect())
    }

    #[test]
    fn an_empty_form_says_what_is_needed_and_never_panics() {
        for act in Act::WAY.iter().chain(Act::MORE).chain(&[Act::Escalate, Act::Reopen]) {
            if [Act::Letter, Act::Apology, Act::Cadence].contains(act) {
                assert!(events(&entry(*act)).is_ok(), "{act:?} needs nothing");
            } else {
                assert!(!events(&entry(*act)).unwrap_err().is_empty(), "{act:?}");
            }
        }
    }

    #[test]
    fn a_visit_asks_all_three_opinions() {
        let mut visit = entry(Act::Visit);
        visit.pick.opinions = [Some(Opinion::Satisfied), None, Some(Opinion::Mostly)];
        assert!(events(&visit).unwrap_err().contains("三项"));
        visit.pick.opinions[1] = Some(Opinion::Satisfied);
        assert!(matches!(&events(&visit).unwrap()[0], EventKind::Visit(visit) if visit.reached()));
        visit.pick.outcome = VisitOutcome::NoAnswer;
        assert!(matches!(&events(&visit).unwrap()[0], EventKind::Visit(visit) if visit.process.is_none()));
    }

    #[test]
    fn classification_becomes_one_correction_for_each_change() {
        let mut form = entry(Act::Classify);
        assert!(events(&form).is_err(), "nothing changed");
        form.codes.category = Category::new("facilities");
        form.codes.nature = Some(Nature::Effective);
        let kinds = events(&form).unwrap();
        assert!(
            matches!(&kinds[0], EventKind::Corrected { what, reason, .. } if what == "category" && reason == "补充分类")
        );
        assert!(matches!(kinds[1], EventKind::Nature { nature: Nature::Effective, .. }));
        form.codes.class = Some(Class::II);
        assert!(events(&form).unwrap_err().contains("原因"));
        form.more = "查明是房屋质量".into();
        assert_eq!(events(&form).unwrap().len(), 3);
    }

    #[test]
    fn a_time_in_the_future_is_refused() {
        let mut note = entry(Act::Note);
        note.text = Content::with_text("x");
        note.at = "明天9:00".into();
        assert!(events(&note).unwrap_err().contains("将来"));
        note.at = "昨天9:00".into();
        assert!(events(&note).is_ok());
    }

    #[test]
    fn a_long_promise_needs_the_supervisor() {
        let mut promise = entry(Act::Promise);
        promise.due = "后天9:00".into();
        promise.pick.yes = Some(true);
        assert!(events(&promise).unwrap_err().contains("确认"));
        promise.other = "赵楠".into();
        assert!(events(&promise).is_ok());
    }
}
