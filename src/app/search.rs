//! The search field in the head of the window and the list of what it finds: cases, people, sentences, entries of the
//! knowledge, the words marked, narrowed by chips. The focus stays in the field: the arrow keys move in the list, Enter
//! opens.

use iced::widget::operation::select_all;
use iced::widget::{column, container};
use iced::{Element, Length, Task};

use crate::desk::handle::Desk;
use crate::desk::roster::Proposal;
use crate::desk::search::{CaseHit, Found, PhraseHit};
use crate::domain::case::CaseNumber;
use crate::domain::code::SituationCode;
use crate::domain::knowledge::Knowledge;
use crate::ui::screen::contract::{Context, RequestId};
use crate::ui::screen::status_line::{STATUS, status_cell};
use crate::ui::shortcut::Shortcut;
use crate::ui::spacing;
use crate::ui::theme::surface;
use crate::ui::theme::tone::Tone;
use crate::ui::widget::table::{Cell, Row, col, table};
use crate::ui::widget::{chip, chips, ellipsis, field, focus, key_cap};

/// The name of the field, to focus it by.
pub const FIELD: &str = "search";

/// Hits shown at once; more words find fewer.
const SHOWN: usize = 9;
/// Of each kind, while all are shown together.
const OF_EACH: usize = 3;

/// What hits are narrowed to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Narrowed {
    /// Nothing: some of each kind.
    #[default]
    All,
    /// Cases that are not settled.
    OpenCases,
    /// All cases.
    Cases,
    /// People and houses.
    People,
    /// What to say.
    Phrases,
    /// What the counter knows.
    Knowledge,
}

impl Narrowed {
    const ALL: [Self; 6] =
        [Self::All, Self::OpenCases, Self::Cases, Self::People, Self::Phrases, Self::Knowledge];

    fn label(self) -> &'static str {
        match self {
            Self::All => "全部",
            Self::OpenCases => "未了结",
            Self::Cases => "受理单",
            Self::People => "住户",
            Self::Phrases => "话术",
            Self::Knowledge => "资料",
        }
    }
}

/// One line of the list: its place among the hits of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hit {
    Case(usize),
    Person(usize),
    Phrase(usize),
    Knowledge(usize),
}

/// The field and its list.
#[derive(Debug, Default)]
pub struct Search {
    text: String,
    request: RequestId,
    found: Found,
    narrowed: Narrowed,
    /// The lines of the list.
    hits: Vec<Hit>,
    open: bool,
    /// The last answer fits the text.
    answered: bool,
    selected: usize,
}

/// What happens in the field and its list.
#[derive(Debug, Clone)]
pub enum Message {
    /// The text was typed.
    Typed(String),
    /// The desk's answer to a question.
    Found(RequestId, Box<Result<Found, String>>),
    /// The hits are narrowed.
    Narrow(Narrowed),
    /// A row is marked.
    Select(usize),
    /// One row up or down.
    Move(isize),
    /// The row is opened.
    Open(usize),
    /// Enter in the field.
    Submit,
    /// The list goes away; the text stays.
    Close,
}

/// What the window shall do.
#[derive(Debug)]
pub enum Outcome {
    /// Nothing but this work.
    Run(Task<Message>),
    /// Open the case.
    Open(CaseNumber),
    /// Open the household.
    Household(String),
    /// Show what is said in a situation.
    Situation(SituationCode),
    /// Show a sentence by its id.
    Line(String),
    /// Show what the counter knows.
    Knowledge,
    /// Tell a failure.
    Warn(String),
}

impl Search {
    /// Ctrl+F: into the field, with the last answer if there is one.
    pub fn enter<T: Send + 'static>(&mut self) -> Task<T> {
        self.open = !self.text.trim().is_empty();
        Task::batch([focus::to(FIELD), select_all(FIELD)])
    }

    /// Whether the list is open.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Works a message in.
    pub fn update(&mut self, message: Message, desk: &Desk) -> Outcome {
        match message {
            Message::Typed(text) => {
                self.text = text;
                self.open = !self.text.trim().is_empty();
                self.answered = false;
                let request = self.request.ask();
                if !self.open {
                    self.found = Found::default();
                    self.narrowed = Narrowed::All;
                    self.list_hits();
                    return Outcome::Run(Task::none());
                }
                let answer = desk.search_everywhere(&self.text);
                return Outcome::Run(Task::perform(answer, move |found| {
                    Message::Found(request, Box::new(found.map_err(|error| error.message())))
                }));
            }
            Message::Found(request, _) if request != self.request => {}
            Message::Found(_, found) => match *found {
                Ok(found) => {
                    self.found = found;
                    self.answered = true;
                    // A kind of which nothing is left is no narrowing any more.
                    if self.count(self.narrowed) == 0 {
                        self.narrowed = Narrowed::All;
                    }
                    self.list_hits();
                }
                Err(sentence) => return Outcome::Warn(sentence),
            },
            Message::Narrow(narrowed) => {
                self.narrowed = narrowed;
                self.list_hits();
                return Outcome::Run(focus::to(FIELD));
            }
            Message::Select(at) => self.selected = at,
            Message::Move(by) => {
                let last = self.hits.len().saturating_sub(1);
                self.selected = self.selected.saturating_add_signed(by).min(last);
            }
            Message::Open(at) => return self.picked(at),
            // Enter before the answer has come opens nothing by mistake.
            Message::Submit if self.answered => return self.picked(self.selected),
            Message::Submit => {}
            Message::Close => self.open = false,
        }
        Outcome::Run(Task::none())
    }

    /// How many hits a chip stands for.
    fn count(&self, narrowed: Narrowed) -> usize {
        let Found { cases, people, phrases, knowledge } = &self.found;
        match narrowed {
            Narrowed::All => cases.len() + people.len() + phrases.len() + knowledge.len(),
            Narrowed::OpenCases => cases.iter().filter(|hit| hit.row.is_open()).count(),
            Narrowed::Cases => cases.len(),
            Narrowed::People => people.len(),
            Narrowed::Phrases => phrases.len(),
            Narrowed::Knowledge => knowledge.len(),
        }
    }

    /// The lines of the list: of one kind as many as fit, of all a few each and cases in what room is left.
    fn list_hits(&mut self) {
        let Found { cases, people, phrases, knowledge } = &self.found;
        let all = self.narrowed == Narrowed::All;
        let some = |kind: Narrowed, count: usize, make: fn(usize) -> Hit| {
            let most = if self.narrowed == kind { SHOWN } else { OF_EACH };
            let shown = if all || self.narrowed == kind { count.min(most) } else { 0 };
            (0..shown).map(make).collect::<Vec<_>>()
        };
        let others = [
            some(Narrowed::People, people.len(), Hit::Person),
            some(Narrowed::Phrases, phrases.len(), Hit::Phrase),
            some(Narrowed::Knowledge, knowledge.len(), Hit::Knowledge),
        ]
        .concat();
        let open_only = self.narrowed == Narrowed::OpenCases;
        let room = if all { (SHOWN - others.len().min(SHOWN)).max(OF_EACH) } else { SHOWN };
        let wanted = all || open_only || self.narrowed == Narrowed::Cases;
        let fitting = cases.iter().enumerate().filter(|(_, hit)| wanted && (!open_only || hit.row.is_open()));
        let cases: Vec<Hit> = fitting.take(room).map(|(at, _)| Hit::Case(at)).collect();
        self.hits = [cases, others].concat();
        self.selected = 0;
    }

    fn picked(&mut self, at: usize) -> Outcome {
        let Some(hit) = self.hits.get(at).copied() else { return Outcome::Run(Task::none()) };
        self.open = false;
        let found = &self.found;
        let outcome = match hit {
            Hit::Case(at) => found.cases.get(at).map(|hit| Outcome::Open(hit.row.number)),
            Hit::Person(at) => found.people.get(at).map(|hit| Outcome::Household(hit.household.room.clone())),
            Hit::Phrase(at) => found.phrases.get(at).map(|hit| match hit {
                PhraseHit::Situation(code, _) => Outcome::Situation(code.clone()),
                PhraseHit::Line(id, ..) => Outcome::Line(id.clone()),
            }),
            Hit::Knowledge(_) => Some(Outcome::Knowledge),
        };
        outcome.unwrap_or_else(|| Outcome::Run(Task::none()))
    }

    /// The field.
    pub fn field(&self) -> Element<'_, Message> {
        field("", &self.text)
            .id(FIELD)
            .placeholder("找人、房号、电话、内容、编号…")
            .trailing_element(key_cap::cap(Shortcut::Find.keys()))
            .on_input(Message::Typed)
            .on_submit(Message::Submit)
            .into()
    }

    /// The list, while it is open.
    pub fn list<'a>(&'a self, context: &'a Context) -> Option<Element<'a, Message>> {
        if !self.open || !self.answered {
            return None;
        }
        let columns = [
            col("").width(72.0),
            col("编号、房号").width(148.0),
            col("业主").width(148.0),
            col("内容"),
            col("状态").width(STATUS),
        ];
        let list = table(columns, self.hits.len(), move |at| self.row(at, context))
            .selected(Some(self.selected))
            .on_select(Message::Select)
            .on_open(Message::Open)
            .click_opens()
            .empty("没有找到。可以输入姓名、拼音首字母、房号、电话的几位数字或内容里的词。");
        let rows = self.hits.len().max(2) as f32;
        let height = spacing::TABLE_HEAD + rows * spacing::ROW + 2.0;
        let list = container(list.height(Length::Fill)).height(height);
        let card = column![self.narrowing(), list].spacing(spacing::S);
        let card = container(card).padding(spacing::S).style(surface::floating);
        Some(card.max_width(900).width(Length::Fill).into())
    }

    /// Chips of the kinds of which there are hits.
    fn narrowing(&self) -> Option<Element<'_, Message>> {
        let kinds: Vec<Narrowed> = Narrowed::ALL.into_iter().filter(|kind| self.count(*kind) > 0).collect();
        if kinds.len() < 2 {
            return None;
        }
        let labels = kinds
            .iter()
            .map(|kind| chip(format!("{} {}", kind.label(), self.count(*kind)), *kind == self.narrowed));
        let labels: Vec<_> = labels.collect();
        Some(chips(labels).plain().on_pick(move |at| Message::Narrow(kinds[at])).into())
    }

    fn row<'a>(&'a self, at: usize, context: &'a Context) -> Row<'a, Message> {
        let hit = self.hits.get(at).copied();
        let made = hit.and_then(|hit| match hit {
            Hit::Case(at) => self.found.cases.get(at).map(|hit| self.case(hit, context)),
            Hit::Person(at) => self.found.people.get(at).map(|hit| self.person(hit)),
            Hit::Phrase(at) => self.found.phrases.get(at).map(|hit| self.phrase(hit)),
            Hit::Knowledge(at) => self.found.knowledge.get(at).map(|hit| self.knowledge(hit)),
        });
        made.unwrap_or_else(|| Row::new([]))
    }

    /// A line: what it is, and the words with what was looked for marked.
    fn line<'a>(&'a self, kind: &'a str, words: [&'a str; 3], end: &'a str, tone: Tone) -> Row<'a, Message> {
        let marked = words.map(|text| Cell::element(ellipsis(text).color(tone.ink()).found(&self.text)));
        let kind = Cell::text(kind).tone(Tone::Muted);
        Row::new(std::iter::once(kind).chain(marked).chain([Cell::text(end).tone(tone)]))
    }

    fn case<'a>(&'a self, hit: &'a CaseHit, context: &Context) -> Row<'a, Message> {
        let row = &hit.row;
        let tone = if row.is_open() { Tone::Plain } else { Tone::Muted };
        let who =
            [row.room.as_deref(), row.name.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let words = hit.excerpt.as_deref().unwrap_or(row.gist.as_str());
        let number = ellipsis(row.number.to_string()).color(tone.ink()).found(&self.text);
        let who = ellipsis(who).color(tone.ink()).found(&self.text);
        Row::new([
            Cell::text("受理单").tone(Tone::Muted),
            Cell::element(number),
            Cell::element(who),
            Cell::element(ellipsis(words).color(tone.ink()).found(&self.text)),
            status_cell(row, &context.settings.rules, context.now()),
        ])
    }

    fn person<'a>(&'a self, hit: &'a Proposal) -> Row<'a, Message> {
        let household = &hit.household;
        let name = hit.resident.as_ref().map_or("", |person| person.name.as_str());
        let relation = hit.resident.as_ref().and_then(|person| person.relation).map_or("", |one| one.label());
        let mut words: Vec<&str> = household.cars.iter().map(|car| car.plate.as_str()).collect();
        words.extend(household.spaces.iter().map(|space| space.code.as_str()));
        words.extend(Some(household.note.as_str()).filter(|note| !note.is_empty()));
        let words = ellipsis(words.join("　")).found(&self.text);
        Row::new([
            Cell::text("住户").tone(Tone::Muted),
            Cell::element(ellipsis(household.room.as_str()).found(&self.text)),
            Cell::element(ellipsis(name).found(&self.text)),
            Cell::element(words),
            Cell::text(relation),
        ])
    }

    fn phrase<'a>(&'a self, hit: &'a PhraseHit) -> Row<'a, Message> {
        match hit {
            PhraseHit::Situation(code, name) => {
                self.line("话术", [code.as_str(), "场景", name.as_str()], "", Tone::Plain)
            }
            PhraseHit::Line(_, step, text) => self.line("话术", [step, "", text], "", Tone::Plain),
        }
    }

    fn knowledge<'a>(&'a self, hit: &'a Knowledge) -> Row<'a, Message> {
        self.line("资料", [hit.kind.label(), hit.title.as_str(), hit.text.as_str()], "", Tone::Plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::clock::Clock;
    use crate::desk::handle::Access;
    use crate::domain::time::Moment;

    /// An answer that can be told by its sentence.
    fn answer(text: &str) -> Found {
        Found { phrases: vec![PhraseHit::Line("id".into(), "话".into(), text.into())], ..Found::default() }
    }

    #[test]
    fn only_the_answer_to_the_newest_words_is_shown() {
        let folder = tempfile::TempDir::new().unwrap();
        let clock = Clock::frozen(Moment::parse("2026-11-30T18:00").unwrap());
        let desk = Desk::open(folder.path(), clock, Access::Exclusive).unwrap();
        let mut search = Search::default();
        let typed = |search: &mut Search, text: &str| {
            search.update(Message::Typed(text.into()), &desk);
            search.request
        };
        let (older, newer) = (typed(&mut search, "电"), typed(&mut search, "电梯"));
        let comes = |search: &mut Search, request, found: Result<Found, String>| {
            matches!(search.update(Message::Found(request, Box::new(found)), &desk), Outcome::Warn(_))
        };
        comes(&mut search, older, Ok(answer("电")));
        assert!(!search.answered && search.found == Found::default(), "it is an answer to other words");
        comes(&mut search, newer, Ok(answer("电梯")));
        assert!(search.answered && search.found == answer("电梯"));
        comes(&mut search, older, Ok(answer("电")));
        assert_eq!(search.found, answer("电梯"), "an older one that comes late changes nothing");
        assert!(!comes(&mut search, older, Err("已在查找更新的内容".into())), "and nobody is told of it");
        typed(&mut search, "");
        comes(&mut search, newer, Ok(answer("电梯")));
        assert!(!search.open && search.found == Found::default(), "the words are gone");
    }
}
