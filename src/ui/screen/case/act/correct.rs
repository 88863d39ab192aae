//! 更正: one fact is put right by an event that says what it corrects, or emptied. Which facts, is in `amend`; what of the
//! history, in `written`.

use iced::{Element, Length};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::ahead::AheadEntry;
use crate::domain::correction::value_at;
use crate::domain::event::EventKind;
use crate::domain::reading::time::read_past;
use crate::ui::screen::case::act::amend::{Amend, AmendNames};
use crate::ui::screen::case::act::form::{ActForm, Given, Outcome, Record};
use crate::ui::screen::case::act::written::{self, AT, History};
use crate::ui::screen::form::parts::{FIRST, below, line, marks};
use crate::ui::screen::form::person::{self, Person};
use crate::ui::screen::form::read::filled;
use crate::ui::screen::form::understood;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::{Chips, chip, chips, facts, labelled, notice};

/// See the module.
#[derive(Serialize, Deserialize)]
pub struct Correct {
    amend: Amend,
    /// Something of the history instead: its place among the events and its key.
    #[serde(default)]
    entry: Option<(usize, String)>,
    after: String,
    /// Who it shall be, where it names somebody.
    #[serde(default)]
    who: Person,
    /// It shall hold nothing.
    #[serde(default)]
    empties: bool,
    reason: String,
    #[serde(skip)]
    history: History,
    /// How it stands now, and how it will.
    #[serde(skip)]
    before: String,
    #[serde(skip)]
    told: String,
    /// What is dated ahead of the clock.
    #[serde(skip)]
    ahead: Option<AheadEntry>,
}

/// What is typed and chosen.
#[derive(Debug, Clone)]
pub enum Message {
    /// Which fact.
    Amend(Amend),
    /// What of which entry of the history.
    Entry(usize, String),
    /// What it shall be.
    After(String),
    /// Who it shall be.
    Who(person::Message),
    /// It shall hold nothing, or something after all.
    Empty,
    /// Why.
    Reason(String),
}

impl ActForm for Correct {
    type Message = Message;

    fn new(given: Given<'_>) -> Self {
        // What is dated ahead of the clock is put right first.
        let (amend, entry) = match AheadEntry::of(given.case, given.now) {
            None => (Amend::Name, None),
            Some(AheadEntry { event: None, .. }) => (Amend::ReceivedAt, None),
            Some(AheadEntry { event: Some(at), .. }) => (Amend::ReceivedAt, Some((at, AT.to_owned()))),
        };
        let mut form = Self {
            amend,
            entry,
            after: String::new(),
            who: Person::default(),
            empties: false,
            reason: String::new(),
            history: History::default(),
            before: String::new(),
            told: String::new(),
            ahead: None,
        };
        form.listen(given);
        form
    }

    fn listen(&mut self, given: Given<'_>) {
        self.history.listen(given);
        self.before = match &self.entry {
            Some((at, key)) => self.history.text(*at, key).unwrap_or_default().to_owned(),
            None => self.amend.words(&value_at(&given.state.facts, self.amend.path()), given.now),
        };
        self.told = self.after_words(given);
        self.ahead = AheadEntry::of(given.case, given.now);
    }

    fn update(&mut self, message: Message, given: Given<'_>) -> Outcome {
        match message {
            Message::Amend(amend) => {
                (self.amend, self.entry, self.empties) = (amend, None, false);
                self.after.clear();
                self.who = Person::default();
            }
            Message::Who(message) => self.who.update(message),
            Message::Entry(at, key) => {
                // Words are put right where they stand, not written anew.
                let words = self.history.text(at, &key).filter(|_| !written::is_time(&key));
                self.after = words.unwrap_or_default().to_owned();
                (self.entry, self.empties) = (Some((at, key)), false);
            }
            Message::After(text) => self.after = text,
            Message::Empty => self.empties = !self.empties,
            Message::Reason(text) => self.reason = text,
        }
        self.listen(given);
        Outcome::Stay
    }

    fn view<'a>(&'a self, given: Given<'_>) -> Element<'a, Message> {
        let words = if self.entry.is_some() { Vec::new() } else { self.amend.choices() };
        let value: Element<'a, Message> = if let Some(names) = self.names(given) {
            self.who.view("更正为", &names).map(Message::Who)
        } else if words.is_empty() {
            let (now, duty) = (given.now, given.settings.rules.duty);
            let read =
                if self.entry.is_some() { None } else { self.amend.understood(&self.after, now, duty) };
            understood::with(
                line("更正为", "", &self.after, Message::After).id(FIRST),
                read.as_ref(),
                Message::After,
            )
            .into()
        } else {
            let choices: Vec<_> = words.iter().map(|word| chip(*word, self.after == *word)).collect();
            let choices =
                chips(choices).on_pick(move |at| Message::After(words[at].to_owned())).width(Length::Fill);
            labelled("更正为", "", choices)
        };
        let all = Amend::of_channel(given.state.facts.channel);
        let which = Chips::one_of(
            all,
            Some(&self.amend).filter(|_| self.entry.is_none()),
            |one| one.label().into(),
            Message::Amend,
        );
        let ahead = self.ahead.map(|first| {
            let words = format!(
                "{} 起的记录比现在还晚，是当时电脑时钟走快了。写上实际的时间，后面的会一起往前改",
                first.at.long()
            );
            notice("时间在后", words, Tone::Danger).into()
        });
        let empty = self.may_be_empty().then(|| marks(vec![("清空这一项", self.empties, Message::Empty)]));
        below([
            ahead,
            Some(labelled("更正哪一项", "", which.plain().width(Length::Fill))),
            self.history.view(self.entry.as_ref(), Message::Entry),
            Some(facts([("原来是", self.before.clone()), ("改成", self.told.clone())])),
            (!self.empties).then_some(value),
            empty,
            Some(line("更正的原因", "例：业主来电更正", &self.reason, Message::Reason).into()),
        ])
    }

    fn record(&self, given: Given<'_>) -> Result<Record, String> {
        let reason = || filled(&self.reason).ok_or_else(|| "请写明更正的原因".to_owned());
        if let Some(first) = AheadEntry::of(given.case, given.now).filter(|first| self.is_of(first)) {
            let to = read_past(&self.after, given.now, given.settings.rules.duty).required()?;
            return Ok(Record::Events(first.put_right(given.case, to, given.now, &reason()?)));
        }
        let (what, before, after) = match &self.entry {
            Some((at, key)) => {
                let events = given.case.corrected_events();
                let event = events.get(*at).filter(|_| self.history.text(*at, key).is_some());
                let event = event.ok_or("这条经过已经变了，请重新选")?;
                let after = filled(&self.after).filter(|_| !self.empties);
                if after.is_none() && !self.empties {
                    return Err("请填写更正后的内容".into());
                }
                let (key, before, after) = written::corrected(event, key, after.as_deref(), given)?;
                (format!("events[{at}].{key}"), before, after)
            }
            None => (self.amend.path().to_owned(), self.held(given), self.value(given)?),
        };
        if before == after {
            return Err("更正的内容和原来一样".into());
        }
        Ok(EventKind::Corrected { what, before, after, reason: reason()? }.into())
    }
}

impl Correct {
    /// Whether it is the time of the first entry that is dated ahead of the clock.
    fn is_of(&self, first: &AheadEntry) -> bool {
        match &self.entry {
            Some((at, key)) => key == AT && first.event == Some(*at),
            None => self.amend == Amend::ReceivedAt && first.event.is_none(),
        }
    }

    fn may_be_empty(&self) -> bool {
        match &self.entry {
            Some((_, key)) => written::may_be_empty(key),
            None => self.amend.may_be_empty(),
        }
    }

    /// What the case holds of the fact.
    fn held(&self, given: Given<'_>) -> Value {
        value_at(&given.state.facts, self.amend.path())
    }

    /// What it shall hold.
    fn value(&self, given: Given<'_>) -> Result<Value, String> {
        match self.names(given) {
            _ if self.empties => Ok(Value::Null),
            Some(names) => self.who.needed(self.amend.label(), &names).map(Value::from),
            None => self.amend.value(&self.after, given.now, given.settings.rules.duty),
        }
    }

    /// From whom is chosen, where the fact names somebody who answers for something.
    fn names(&self, given: Given<'_>) -> Option<Vec<String>> {
        let names = self.amend.names().filter(|_| self.entry.is_none())?;
        Some(match names {
            AmendNames::People => given.people(),
            AmendNames::Departments => given.departments(),
        })
    }

    /// What was typed as it will stand.
    fn after_words(&self, given: Given<'_>) -> String {
        let typed = self.after.trim();
        match &self.entry {
            _ if self.names(given).is_some() => match self.value(given) {
                Ok(value) => self.amend.words(&value, given.now),
                Err(_) => "……".to_owned(),
            },
            _ if self.empties => "（空）".to_owned(),
            _ if typed.is_empty() => "……".to_owned(),
            Some(_) => typed.to_owned(),
            None => self
                .value(given)
                .map_or_else(|_| typed.to_owned(), |value| self.amend.words(&value, given.now)),
        }
    }
}
