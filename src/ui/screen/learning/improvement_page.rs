//! 改进措施: which one is open, what is typed, what a press does.

use iced::clipboard;

use crate::domain::improvement::{Improvement, ImprovementId, MeasureEffect};
use crate::domain::improvement_now::{ImprovementNow, ImprovementStage, public_plan};
use crate::domain::time::Moment;
use crate::ui::screen::contract::{Action, Context, LearningPage, OpenAt, Request};
use crate::ui::screen::form::read::day_ahead;
use crate::ui::screen::learning::message::{ImprovementMessage, Message, write};
use crate::ui::widget::field::Content;
use crate::ui::widget::focus;

const PAGE: LearningPage = LearningPage::Improvements;

/// The text of a new one, to focus it by.
pub const MEASURE: &str = "improvement-measure";

/// A measure as it is typed.
#[derive(Debug)]
pub struct ImprovementTyped {
    /// What is changed.
    pub measure: Content,
    /// The day on which its effect is looked at, as typed.
    pub check_on: String,
    /// Who looks at it.
    pub checker: String,
    /// The one whose place it takes.
    pub replaces: Option<ImprovementId>,
}

/// The page.
#[derive(Debug, Default)]
pub struct ImprovementPage {
    /// All of them, what is owed first.
    pub all: Vec<ImprovementNow>,
    /// The one that is open.
    pub open: Option<ImprovementId>,
    /// The new one.
    pub typed: Option<ImprovementTyped>,
    /// Whether it helped.
    pub effect: Option<MeasureEffect>,
    /// What was seen.
    pub words: String,
    /// What the owner says.
    pub owner: String,
}

impl ImprovementPage {
    /// What the desk answered: what is owed first, then by the day on which it will be.
    pub fn listed(&mut self, mut all: Vec<ImprovementNow>, now: Moment) {
        all.sort_by_key(|one| (one.stage(now.date()), one.improvement.check_on));
        self.all = all;
        if self.one().is_none() {
            self.open = self.all.first().map(|one| one.id);
        }
    }

    /// What is written is on record.
    pub fn done(&mut self) {
        (self.typed, self.effect) = (None, None);
        self.words.clear();
        self.owner.clear();
    }

    /// Whether a form is open.
    pub fn is_typing(&self) -> bool {
        self.typed.is_some()
    }

    /// Whether something would be lost.
    pub fn has_typed(&self) -> bool {
        let is_written = |typed: &ImprovementTyped| {
            !(typed.measure.text().trim().is_empty() && typed.check_on.trim().is_empty())
        };
        self.typed.as_ref().is_some_and(is_written)
            || ![&self.words, &self.owner].into_iter().all(|words| words.trim().is_empty())
    }

    /// Whether this would throw away what is typed.
    pub fn loses(&self, message: &ImprovementMessage) -> bool {
        use ImprovementMessage as M;
        matches!(message, M::New | M::Replace(_) | M::Open(_)) && self.has_typed()
    }

    /// The one that is open.
    pub fn one(&self) -> Option<&ImprovementNow> {
        self.all.iter().find(|one| Some(one.id) == self.open)
    }

    /// A new one, in the place of that one.
    fn begin(&mut self, replaces: Option<ImprovementId>, context: &Context) -> Action<Message> {
        let checker = self.one().filter(|one| Some(one.id) == replaces);
        let checker = checker.map_or(&context.actor.name, |one| &one.improvement.checker).clone();
        let (measure, check_on) = (Content::new(), String::new());
        self.typed = Some(ImprovementTyped { measure, check_on, checker, replaces });
        Action::run(focus::to(MEASURE))
    }

    /// Works a message in.
    pub fn update(&mut self, message: ImprovementMessage, context: &Context) -> Action<Message> {
        let typed = self.typed.as_mut();
        match message {
            ImprovementMessage::New => return self.begin(None, context),
            ImprovementMessage::Replace(id) => return self.begin(Some(id), context),
            ImprovementMessage::Open(id) => {
                self.open = Some(id);
                self.done();
            }
            ImprovementMessage::Measure(action) => {
                if let Some(typed) = typed {
                    typed.measure.perform(action);
                }
            }
            ImprovementMessage::CheckOn(text) => {
                if let Some(typed) = typed {
                    typed.check_on = text;
                }
            }
            ImprovementMessage::Checker(name) => {
                if let Some(typed) = typed {
                    typed.checker = name;
                }
            }
            ImprovementMessage::Effect(effect) => self.effect = Some(effect),
            ImprovementMessage::Words(words) => self.words = words,
            ImprovementMessage::Owner(words) => self.owner = words,
            ImprovementMessage::Checked(id) => return self.check(id, context),
            ImprovementMessage::OpenCase => {
                if let Some(case) = self.one().and_then(|one| one.improvement.case) {
                    return Action::ask(Request::Open(case, OpenAt::Overview));
                }
            }
            ImprovementMessage::CopyPlan => {
                let Some(plan) = public_plan(&self.all) else { return Action::none() };
                return Action::run(clipboard::write(plan)).and(Request::Say("改进计划已复制".into()));
            }
            ImprovementMessage::Save => return self.save(context),
        }
        Action::none()
    }

    fn check(&self, id: ImprovementId, context: &Context) -> Action<Message> {
        let Some(effect) = self.effect else {
            return Action::ask(Request::Warn("请选有没有效果。没有保存，填写的都还在。".into()));
        };
        let checked = context.desk.check_improvement(&context.actor, id, effect, (&self.words, &self.owner));
        write(PAGE, checked, move |()| match effect {
            MeasureEffect::None => "已记下，请定一条新措施".to_owned(),
            MeasureEffect::Effective | MeasureEffect::Partly => "效果已记下".to_owned(),
        })
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        let Some(typed) = &self.typed else { return Action::none() };
        let check_on = match day_ahead(&typed.check_on, context.now().date(), "检查效果的日子") {
            Ok(day) => day,
            Err(sentence) => {
                return Action::ask(Request::Warn(format!("{sentence}。没有保存，填写的都还在。")));
            }
        };
        let replaced = self.all.iter().find(|one| Some(one.id) == typed.replaces);
        let improvement = Improvement {
            measure: typed.measure.text(),
            check_on,
            checker: typed.checker.clone(),
            case: replaced.and_then(|one| one.improvement.case),
            replaces: typed.replaces,
        };
        let set = context.desk.set_improvement(&context.actor, improvement);
        write(PAGE, set, |number| format!("改进措施第{number}号已记下"))
    }

    /// Whether the one that is open may be looked at: by its person or the supervisor, until somebody did.
    pub fn may_check(&self, one: &ImprovementNow, context: &Context) -> bool {
        one.stage(context.now().date()) != ImprovementStage::WantsAnother
            && one.may_be_checked(&context.actor).is_ok()
    }
}
