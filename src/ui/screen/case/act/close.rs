//! 关闭: how, and whatever is still missing for it with the way there.

use iced::widget::Column;
use iced::{Element, Length};
use serde::{Deserialize, Serialize};

use crate::domain::act::Act;
use crate::domain::closure::{self, ClosureRequest, Missing};
use crate::domain::code::{CaseKind, ClosureCode};
use crate::domain::permission;
use crate::library::step::Step;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::parts::{FIRST, below, line, marks};
use crate::ui::screen::form::read::filled;
use crate::ui::spacing;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{Chips, button, labelled, notice, text};

/// See the module.
#[derive(Serialize, Deserialize)]
pub struct Close {
    code: Option<ClosureCode>,
    reason: String,
    against_the_list: bool,
    /// The answer to the last try.
    #[serde(skip)]
    pub missing: Vec<Missing>,
    /// How it can be closed now.
    #[serde(skip)]
    ready: Option<ClosureCode>,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// How.
    Code(ClosureCode),
    /// The reason.
    Reason(String),
    /// 特批关闭, or not.
    AgainstTheList,
    /// To where something missing is entered.
    Go(Act),
}

/// How it can be closed now, the likeliest.
fn ready(given: Given<'_>) -> Option<ClosureCode> {
    tracing::trace!(target: "worked_out", "closure");
    closure::ready(given.state, &given.settings.rules, given.now).first().copied()
}

impl ActForm for Close {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        // What happened decides: while nothing fits nothing is proposed, least of all 回访满意 after 不满意.
        let ready = ready(given);
        let plain = (given.state.facts.kind != CaseKind::Complaint).then_some(ClosureCode::Plain);
        let code = ready.or(plain);
        Self { code, reason: String::new(), against_the_list: false, missing: Vec::new(), ready }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Code(code) => self.code = Some(code),
            Message::Reason(reason) => self.reason = reason,
            Message::AgainstTheList => self.against_the_list = !self.against_the_list,
            Message::Go(act) => return Outcome::Go(act),
        }
        Outcome::Stay
    }

    fn listen(&mut self, given: Given<'_>) {
        self.ready = ready(given);
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let hint = match self.ready {
            Some(code) => format!("现在可以按「{}」关闭", code.label()),
            None => "选好方式后按关闭，缺什么会一次列出".to_owned(),
        };
        let missing = self.missing.iter().map(|item| {
            let line = notice("还缺", item.text, Tone::Waiting);
            match item.act {
                Some(act) => {
                    let words = format!("去{}", act.label());
                    line.action(button::secondary(words).small().on_press(Message::Go(act))).into()
                }
                None => line.into(),
            }
        });
        let codes = closure::closures(given.state.facts.kind, given.actor);
        // Which code it is makes no difference to whether it may be closed against the list.
        let may_override = permission::closes(ClosureCode::Visited, true, given.actor).is_ok();
        let against = (may_override && !self.missing.is_empty())
            .then(|| marks(vec![("特批关闭：缺项照样关闭", self.against_the_list, Message::AgainstTheList)]));
        let codes = Chips::one_of(codes, self.code.as_ref(), |one| one.label().into(), Message::Code);
        let reason = line("原因", "未签原因、未认可的经过、特批的理由", &self.reason, Message::Reason);
        below([
            Some(labelled("关闭方式", "", codes.id(FIRST).width(Length::Fill))),
            Some(text::caption(hint).into()),
            Some(reason.id(FIRST).into()),
            Some(Column::with_children(missing).spacing(spacing::XS).into()),
            against,
        ])
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        let code = self.code.ok_or("请选关闭方式")?;
        let reason = filled(&self.reason);
        Ok(Record::Close(ClosureRequest { code, reason, against_the_list: self.against_the_list }))
    }

    fn step(&self, _given: Given<'_>) -> Option<Step> {
        Some(Step::Close)
    }
}
