//! 建议: which one is open, what is typed, what a press does.

use crate::domain::case::CaseNumber;
use crate::domain::suggestion::{ImprovementArea, Suggestion, SuggestionId, SuggestionSource};
use crate::domain::suggestion_now::{SuggestionNow, SuggestionStage};
use crate::ui::screen::contract::{Action, Context, LearningPage, OpenAt, Request};
use crate::ui::screen::learning::message::{Message, SuggestionMessage, write};
use crate::ui::widget::field::Content;
use crate::ui::widget::focus;

const PAGE: LearningPage = LearningPage::Suggestions;

/// The text of a new one, to focus it by.
pub const TEXT: &str = "suggestion-text";

/// A suggestion as it is typed.
#[derive(Debug)]
pub struct SuggestionTyped {
    /// Its text.
    pub text: Content,
    /// Whose idea.
    pub from: String,
    /// The case that led to it, as typed.
    pub case: String,
    /// Where it came up.
    pub source: SuggestionSource,
    /// What it would change.
    pub area: ImprovementArea,
}

/// The page.
#[derive(Debug, Default)]
pub struct SuggestionPage {
    /// All of them, the newest first.
    pub all: Vec<SuggestionNow>,
    /// Only those that still want something.
    pub open_only: bool,
    /// The one that is open.
    pub open: Option<SuggestionId>,
    /// The new one.
    pub typed: Option<SuggestionTyped>,
    /// The words of a decision, of telling back, or the leader's name.
    pub words: String,
}

impl SuggestionPage {
    /// What the desk answered.
    pub fn listed(&mut self, mut all: Vec<SuggestionNow>) {
        all.reverse();
        self.all = all;
    }

    /// What is written is on record.
    pub fn done(&mut self) {
        self.typed = None;
        self.words.clear();
    }

    /// Whether a form is open.
    pub fn is_typing(&self) -> bool {
        self.typed.is_some()
    }

    /// Whether something would be lost.
    pub fn has_typed(&self) -> bool {
        let is_written =
            |typed: &SuggestionTyped| !(typed.text.text().trim().is_empty() && typed.from.trim().is_empty());
        self.typed.as_ref().is_some_and(is_written) || !self.words.trim().is_empty()
    }

    /// Whether this would throw away what is typed.
    pub fn loses(&self, message: &SuggestionMessage) -> bool {
        matches!(message, SuggestionMessage::New | SuggestionMessage::Open(_)) && self.has_typed()
    }

    /// Those that are listed.
    pub fn shown(&self) -> Vec<&SuggestionNow> {
        let wanted = |one: &&SuggestionNow| !self.open_only || one.stage() != SuggestionStage::Done;
        self.all.iter().filter(wanted).collect()
    }

    /// The one that is open.
    pub fn one(&self) -> Option<&SuggestionNow> {
        self.all.iter().find(|one| Some(one.id) == self.open)
    }

    /// A new one, about this case.
    pub fn begin(&mut self, case: Option<CaseNumber>) -> Action<Message> {
        let source = if case.is_some() { SuggestionSource::Discussion } else { SuggestionSource::Staff };
        let case = case.map(|case| case.to_string()).unwrap_or_default();
        let (text, area) = (Content::new(), ImprovementArea::Rules);
        self.typed = Some(SuggestionTyped { text, from: String::new(), case, source, area });
        Action::run(focus::to(TEXT))
    }

    /// Works a message in.
    pub fn update(&mut self, message: SuggestionMessage, context: &Context) -> Action<Message> {
        let typed = self.typed.as_mut();
        match message {
            SuggestionMessage::New => return self.begin(None),
            SuggestionMessage::Open(id) => {
                self.open = Some(id);
                self.done();
            }
            SuggestionMessage::OpenOnly(only) => self.open_only = only,
            SuggestionMessage::Words(words) => self.words = words,
            SuggestionMessage::Text(action) => {
                if let Some(typed) = typed {
                    typed.text.perform(action);
                }
            }
            SuggestionMessage::From(text) => {
                if let Some(typed) = typed {
                    typed.from = text;
                }
            }
            SuggestionMessage::Case(text) => {
                if let Some(typed) = typed {
                    typed.case = text;
                }
            }
            SuggestionMessage::Source(source) => {
                if let Some(typed) = typed {
                    typed.source = source;
                }
            }
            SuggestionMessage::Area(area) => {
                if let Some(typed) = typed {
                    typed.area = area;
                }
            }
            SuggestionMessage::Save => return self.save(context),
            SuggestionMessage::OpenCase => {
                if let Some(case) = self.one().and_then(|one| one.suggestion.case) {
                    return Action::ask(Request::Open(case, OpenAt::Overview));
                }
            }
            SuggestionMessage::HandUp => return self.act(context, "已记下转呈", Self::hand_up),
            SuggestionMessage::Decide(true) => {
                return self.act(context, "已采纳，请告知提议人", |page, id, context| {
                    context.desk.decide_suggestion(&context.actor, id, true, &page.words)
                });
            }
            SuggestionMessage::Decide(false) => {
                return self.act(context, "已记下不采纳，请告知提议人", |page, id, context| {
                    context.desk.decide_suggestion(&context.actor, id, false, &page.words)
                });
            }
            SuggestionMessage::Told => {
                return self.act(context, "已记下告知提议人", |page, id, context| {
                    context.desk.tell_suggestion_back(&context.actor, id, &page.words)
                });
            }
        }
        Action::none()
    }

    fn hand_up(&self, id: SuggestionId, context: &Context) -> Write {
        context.desk.hand_up_suggestion(&context.actor, id, &self.words)
    }

    fn act(
        &self,
        context: &Context,
        said: &'static str,
        act: impl FnOnce(&Self, SuggestionId, &Context) -> Write,
    ) -> Action<Message> {
        let Some(id) = self.open else { return Action::none() };
        write(PAGE, act(self, id, context), move |()| said.to_owned())
    }

    fn save(&mut self, context: &Context) -> Action<Message> {
        let Some(typed) = &self.typed else { return Action::none() };
        let case = match (typed.case.trim(), CaseNumber::parse(typed.case.trim())) {
            ("", _) => None,
            (_, Some(case)) => Some(case),
            (text, None) => {
                let words =
                    format!("「{text}」不是受理编号，编号像 20261103-001；没有就空着。填写的都还在。");
                return Action::ask(Request::Warn(words));
            }
        };
        let suggestion = Suggestion {
            text: typed.text.text(),
            source: typed.source,
            area: typed.area,
            from: typed.from.clone(),
            case,
            meeting: None,
        };
        let made = context.desk.suggest(&context.actor, suggestion);
        write(PAGE, made, |number| format!("建议第{number}号已记下"))
    }
}

/// The answer of the desk to a write.
type Write = crate::desk::reply::Reply<crate::desk::reply::Written<()>>;
