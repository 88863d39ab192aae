//! 函件已发: a letter, report or record was sent or filed.

use iced::{Element, Length};
use serde::{Deserialize, Serialize};

use crate::domain::code::{Class, PaperForm};
use crate::domain::event::EventKind;
use crate::domain::reading::addressee::RELATIONS_CENTRE;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::parts::{FIRST, below, line};
use crate::ui::screen::form::read::filled;
use crate::ui::widget::{chip, chips, labelled};

/// See the module.
#[derive(Serialize, Deserialize)]
pub struct Letter {
    form: PaperForm,
    sent_to: String,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// Which.
    Form(PaperForm),
    /// To whom.
    SentTo(String),
}

/// The forms that are sent or filed, the usual ones first. 处理记录表 is none of them: printing its internal copy files it.
const FORMS: [PaperForm; 4] =
    [PaperForm::Letter, PaperForm::Report, PaperForm::HandoverSlip, PaperForm::MajorFile];

/// To whom it usually goes; only the letter on a matter of class II has one addressee. Rules §7.
fn usual_addressee(form: PaperForm, given: Given<'_>) -> &'static str {
    let is_known = form == PaperForm::Letter && given.state.facts.class == Some(Class::II);
    if is_known { RELATIONS_CENTRE } else { "" }
}

impl ActForm for Letter {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        let facts = &given.state.facts;
        // Of class III only the report can be meant, whether or not its impact asks for one.
        let usual = if facts.class == Some(Class::III) { PaperForm::Report } else { PaperForm::Letter };
        let form = facts.paper_owed().unwrap_or(usual);
        Self { form, sent_to: usual_addressee(form, given).to_owned() }
    }

    fn update(&mut self, message: Message, given: Given<'_>) -> Outcome {
        match message {
            Message::Form(form) => {
                if self.sent_to == usual_addressee(self.form, given) {
                    self.sent_to = usual_addressee(form, given).to_owned();
                }
                self.form = form;
            }
            Message::SentTo(name) => self.sent_to = name,
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, _given: Given<'_>) -> Element<'a, Message> {
        let forms = chips(FORMS.map(|form| chip(form.label(), self.form == form)))
            .on_pick(|at| Message::Form(FORMS[at]))
            .width(Length::Fill);
        below([
            Some(labelled("发出或归档的是", "", forms)),
            Some(line("送达", "收件单位或人", &self.sent_to, Message::SentTo).id(FIRST).into()),
        ])
    }

    fn record(&self, _given: Given<'_>) -> Result<Record, String> {
        Ok(EventKind::Paper { form: self.form, sent_to: filled(&self.sent_to) }.into())
    }
}
