//! 登记答复: what another unit answered, or we to it.

use iced::{Element, Length};
use serde::{Deserialize, Serialize};

use crate::domain::case_state::LetterOut;
use crate::domain::code::{DeadlineCode, ReplyTo};
use crate::domain::event::EventKind;
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::form::long_text::LongText;
use crate::ui::screen::form::parts::{FIRST, below, line, long, one_of};
use crate::ui::screen::form::read::{filled, needed_text};
use crate::ui::widget::field::Action;
use crate::ui::widget::{chip, chips, labelled};

/// See the module.
#[derive(Serialize, Deserialize)]
pub struct Reply {
    answers: ReplyTo,
    from: String,
    text: LongText,
    /// The letter that it answers, by the place of its event.
    #[serde(default)]
    letter: Option<u32>,
}

/// What is typed.
#[derive(Debug, Clone)]
pub enum Message {
    /// What it answers.
    Answers(ReplyTo),
    /// Which of our letters.
    Letter(u32),
    /// Whose answer.
    From(String),
    /// The answer changed.
    Text(Action),
}

impl ActForm for Reply {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        let state = given.state;
        // What is owed by us goes first, then what we wait for.
        let referred = state.facts.referral.is_some() && state.awaits_reply().is_none();
        let ours = state.owes(DeadlineCode::Referral) || referred;
        let answers = if ours { ReplyTo::Referral } else { ReplyTo::Letter };
        let letter = state.letters_out.first().map(|letter| letter.id);
        Self { answers, from: String::new(), text: LongText::default(), letter }
    }

    fn update(&mut self, message: Message, _given: Given<'_>) -> Outcome {
        match message {
            Message::Answers(answers) => self.answers = answers,
            Message::Letter(id) => self.letter = Some(id),
            Message::From(name) => self.from = name,
            Message::Text(action) => self.text.perform(action),
        }
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let waiting = &given.state.letters_out;
        let which = (self.answers == ReplyTo::Letter && waiting.len() > 1).then(|| {
            let words = |one: &LetterOut| {
                format!("{} {}", one.at.short(given.now), one.to.as_deref().unwrap_or("没写送给谁"))
            };
            let ids: Vec<u32> = waiting.iter().map(|one| one.id).collect();
            let group = chips(
                waiting.iter().map(|one| chip(words(one), self.letter == Some(one.id))).collect::<Vec<_>>(),
            );
            let group = group.on_pick(move |at| Message::Letter(ids[at])).width(Length::Fill);
            labelled("答复的是哪封函", "", group)
        });
        below([
            Some(one_of("这是", ReplyTo::ALL, Some(self.answers), ReplyTo::label, Message::Answers)),
            which,
            Some(line("对方", "单位或人", &self.from, Message::From).id(FIRST).into()),
            Some(long("答复内容", "", &self.text, Message::Text).into()),
        ])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let text = needed_text(&self.text, "答复内容")?;
        let answered = |one: &&LetterOut| self.answers == ReplyTo::Letter && self.letter == Some(one.id);
        let letter = given.state.letters_out.iter().find(answered);
        let from = filled(&self.from).or_else(|| letter.and_then(|one| one.to.clone()));
        let (answers, letter) = (self.answers, letter.map(|one| one.id));
        Ok(EventKind::LetterReply { from, text, answers, letter }.into())
    }
}
