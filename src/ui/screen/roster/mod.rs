//! 名册: who lives where – by building or looked for by anything – with the history and the cases of each household; and
//! taking an office's own books over. The form of a household stands in `entry`, who looks after what in `stewards`, the books
//! in `books`. Ledger 20-38, 20-19.
//!
//! | file | what lives there |
//! |---|---|
//! | `view` `household` | the screen; the open household |
//! | `entry` `entry_view` | the form of a household |
//! | `stewards` | who looks after what |
//! | `books` `book_rows` | taking an office's own books over; the rows to be looked at before |
//! | `message` | what happens on the screen |

use iced::{Element, Subscription, Task};

use crate::desk::error::Error;
use crate::desk::print::sheet::SheetJob;
use crate::desk::reply::Written;
use crate::desk::roster::{HouseholdPage, Proposal};
use crate::domain::household::Household;
use crate::ui::chooser::{self, NoDialog};
use crate::ui::screen::contract::{Action, Context, OpenAt, Request, RequestId, Screen};
use crate::ui::screen::roster::books::Books;
use crate::ui::screen::roster::entry::{EntryOutcome, HouseholdEntry};
use crate::ui::screen::roster::stewards::Stewards;
use crate::ui::shortcut::Shortcut;

mod book_rows;
pub mod books;
pub mod entry;
mod entry_view;
mod household;
mod message;
pub mod stewards;
mod view;

pub use message::{Message, Side};

/// The screen.
#[derive(Debug)]
pub struct Roster {
    side: Side,
    buildings: Vec<(String, u32)>,
    building: Option<String>,
    /// The households of the building.
    of_building: Vec<Household>,
    /// Its units, where it has any.
    units: Vec<String>,
    unit: Option<String>,
    /// Those of the chosen unit.
    households: Vec<Household>,
    text: String,
    /// What the text leads to.
    found: Vec<Proposal>,
    selected: Option<usize>,
    stewards: Stewards,
    /// The household that is open.
    page: Option<HouseholdPage>,
    /// Its numbers stand in full.
    revealed: bool,
    entry: Option<HouseholdEntry>,
    saving: bool,
    books: Books,
    turn: RequestId,
    version: u64,
    failed: Option<String>,
}

impl Roster {
    /// The screen. Nothing is read before it is shown, so that the start stays light.
    pub fn new() -> Self {
        Self {
            side: Side::Households,
            buildings: Vec::new(),
            building: None,
            of_building: Vec::new(),
            units: Vec::new(),
            unit: None,
            households: Vec::new(),
            text: String::new(),
            found: Vec::new(),
            selected: None,
            stewards: Stewards::default(),
            page: None,
            revealed: false,
            entry: None,
            saving: false,
            books: Books::default(),
            turn: RequestId::default(),
            version: 0,
            failed: None,
        }
    }

    /// Asks for the buildings and for whatever is shown.
    fn read(&mut self, context: &Context) -> Task<Message> {
        let buildings = Task::perform(context.desk.buildings(), |read| {
            Message::Buildings(read.map_err(|error| error.message()))
        });
        let stewards = self.stewards.read(context).map(Message::Stewards);
        let list = self.read_list(context);
        let page = match self.page.as_ref().map(|page| page.household.room.clone()) {
            Some(room) => self.read_page(&room, context),
            None => Task::none(),
        };
        Task::batch([buildings, stewards, list, page, self.books.read(context).map(Message::Books)])
    }

    fn read_list(&mut self, context: &Context) -> Task<Message> {
        let turn = self.turn.ask();
        self.version += 1;
        if !self.text.trim().is_empty() {
            return Task::perform(context.desk.find_residents(&self.text), move |found| {
                Message::Found(turn, found.map_err(|error| error.message()))
            });
        }
        match &self.building {
            Some(building) => Task::perform(context.desk.households(building), move |read| {
                Message::Households(turn, read.map_err(|error| error.message()))
            }),
            None => Task::none(),
        }
    }

    fn read_page(&mut self, room: &str, context: &Context) -> Task<Message> {
        let turn = self.turn;
        Task::perform(context.desk.household(room), move |page| {
            Message::Page(turn, Box::new(page.map_err(|error| error.message())))
        })
    }

    /// The units of the building, and the households of the chosen one.
    fn list_unit(&mut self) {
        let mut units: Vec<String> = self.of_building.iter().map(Household::unit).collect();
        units.retain(|unit| !unit.is_empty());
        units.sort_by_key(|unit| (unit.len(), unit.clone()));
        units.dedup();
        self.units = units;
        self.unit = self.unit.take().filter(|unit| self.units.contains(unit));
        let here = |household: &&Household| self.unit.as_ref().is_none_or(|unit| household.unit() == *unit);
        self.households = self.of_building.iter().filter(here).cloned().collect();
    }

    /// Whether something of a household is typed that is not on disk.
    fn is_typing(&self) -> bool {
        self.entry.as_ref().is_some_and(HouseholdEntry::is_changed)
    }

    /// The rooms of the list in sight, in its order.
    fn room_at(&self, at: usize) -> Option<String> {
        if self.text.trim().is_empty() {
            self.households.get(at).map(|household| household.room.clone())
        } else {
            self.found.get(at).map(|one| one.household.room.clone())
        }
    }

    /// A household that was found elsewhere; what is being typed of another stays.
    pub fn show(&mut self, room: &str, context: &Context) -> Action<Message> {
        if self.is_typing() {
            return Action::ask(Request::Say("先保存或取消正在改的一户".to_owned()));
        }
        (self.side, self.page, self.entry) = (Side::Households, None, None);
        let list = self.read(context);
        Action::run(list).with(self.open(room, context))
    }

    fn open(&mut self, room: &str, context: &Context) -> Action<Message> {
        (self.revealed, self.entry) = (false, None);
        Action::run(self.read_page(room, context))
    }

    /// The numbers of the household in full, once that is on record.
    fn reveal(&self, context: &Context) -> Action<Message> {
        let Some(room) = self.page.as_ref().map(|page| page.household.room.clone()) else {
            return Action::none();
        };
        let recorded = context.desk.unmasked_household(&context.actor, &room);
        Action::run(Task::perform(recorded, move |done| {
            Message::Revealed(room.clone(), done.map(drop).map_err(|error| error.message()))
        }))
    }

    /// Another building, unit or search.
    fn narrow(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Building(building) => {
                (self.building, self.unit, self.selected) = (Some(building), None, None);
                self.text.clear();
                (self.page, self.entry) = (None, None);
                return Action::run(self.read_list(context));
            }
            Message::Text(text) => {
                (self.text, self.selected) = (text, None);
                if self.entry.is_none() {
                    self.page = None;
                }
                return Action::run(self.read_list(context));
            }
            Message::Unit(unit) => {
                let again = self.unit.as_ref() == Some(&unit);
                (self.unit, self.selected) = ((!again).then_some(unit), None);
                self.version += 1;
                self.list_unit();
            }
            _ => {}
        }
        Action::none()
    }

    /// What the desk was asked for; an answer to an older question is dropped.
    fn answered(&mut self, message: Message, context: &Context) -> Action<Message> {
        match message {
            Message::Buildings(Ok(buildings)) => {
                self.failed = None;
                let gone =
                    self.building.as_ref().is_some_and(|one| !buildings.iter().any(|(name, _)| name == one));
                self.buildings = buildings;
                if self.building.is_none() || gone {
                    self.building = self.buildings.first().map(|(name, _)| name.clone());
                    self.unit = None;
                    return Action::run(self.read_list(context));
                }
            }
            Message::Households(turn, _) | Message::Found(turn, _) | Message::Page(turn, _)
                if turn != self.turn => {}
            Message::Households(_, Ok(households)) => {
                self.of_building = households;
                self.list_unit();
            }
            Message::Found(_, Ok(found)) => self.found = found,
            Message::Page(_, page) => match *page {
                Ok(page) => self.page = page,
                Err(sentence) => self.failed = Some(sentence),
            },
            Message::Buildings(Err(sentence))
            | Message::Households(_, Err(sentence))
            | Message::Found(_, Err(sentence)) => self.failed = Some(sentence),
            _ => {}
        }
        Action::none()
    }

    /// A household is on disk, or a sentence says why not.
    fn saved(&mut self, saved: Result<Written<Household>, Error>, context: &Context) -> Action<Message> {
        self.saving = false;
        match saved {
            Ok(written) => {
                self.entry = None;
                let room = written.value.room.clone();
                self.turn.ask();
                Action::run(self.read_page(&room, context))
                    .and(Request::Wrote(written.changed))
                    .and(Request::Say(format!("{room} 已保存")))
            }
            Err(error) => {
                if let Some(entry) = &mut self.entry {
                    entry.problem = Some(error.message());
                }
                Action::none()
            }
        }
    }

    fn entry(&mut self, message: entry::Message, context: &Context) -> Action<Message> {
        let Some(entry) = self.entry.as_mut().filter(|_| !self.saving) else { return Action::none() };
        match entry.update(message, &context.actor.name, context.now().date()) {
            EntryOutcome::Going => Action::none(),
            EntryOutcome::Cancelled => {
                self.entry = None;
                Action::none()
            }
            EntryOutcome::Save(before, household) => {
                self.saving = true;
                let saved = context.desk.save_household(&context.actor, before, *household);
                Action::run(Task::perform(saved, |saved| Message::Saved(Box::new(saved))))
            }
            EntryOutcome::Merge(double, into) => {
                self.saving = true;
                let merged = context.desk.merge_households(&context.actor, &double, &into);
                Action::run(Task::perform(merged, |saved| Message::Saved(Box::new(saved))))
            }
        }
    }
}

impl Default for Roster {
    fn default() -> Self {
        Self::new()
    }
}

/// Asks where, and writes the roster there.
fn export(in_full: bool, context: &Context) -> Action<Message> {
    let (desk, actor, today) = (context.desk.clone(), context.actor.clone(), context.now().date());
    let written = async move {
        let chosen = chooser::save_as(format!("名册 {today}.xlsx"), "电子表格", "xlsx").await;
        let chosen = chosen.map_err(|NoDialog| {
            "这台电脑上打不开选文件的窗口，没有导出。可以请懂电脑的同事用命令 tingsu export roster。"
                .to_owned()
        })?;
        let Some(path) = chosen else { return Ok(None) };
        let job = SheetJob { in_full, ..SheetJob::new(&path) };
        let count = desk.export_roster(job, &actor).await.map_err(|error| error.message())?;
        Ok(Some(format!("{count} 户已存到「{}」", path.display())))
    };
    Action::run(Task::perform(written, Message::Exported))
}

impl Screen for Roster {
    type Message = Message;

    fn update(&mut self, message: Message, context: &Context) -> Action<Message> {
        use Message as M;
        match message {
            M::Show(side) => self.side = side,
            // What is being typed of a household stays until it is saved or put away.
            M::Building(_) | M::Open(_) | M::New if self.is_typing() => {
                return Action::ask(Request::Say("先保存或取消正在改的一户".to_owned()));
            }
            M::Building(_) | M::Unit(_) | M::Text(_) => return self.narrow(message, context),
            M::Buildings(_) | M::Households(..) | M::Found(..) | M::Page(..) => {
                return self.answered(message, context);
            }
            M::Select(at) => self.selected = Some(at),
            M::Open(at) => {
                self.selected = Some(at);
                if let Some(room) = self.room_at(at) {
                    return self.open(&room, context);
                }
            }
            M::Close => (self.page, self.entry) = (None, None),
            M::Reveal => return self.reveal(context),
            M::Revealed(room, Ok(())) => {
                self.revealed = self.page.as_ref().is_some_and(|page| page.household.room == room);
            }
            M::Revealed(_, Err(sentence)) => return Action::ask(Request::Warn(sentence)),
            M::Case(number) => return Action::ask(Request::Open(number, OpenAt::Overview)),
            M::Edit => self.entry = self.page.as_ref().map(|page| HouseholdEntry::of(&page.household)),
            M::New => self.entry = Some(HouseholdEntry::empty()),
            M::Export(in_full) => return export(in_full, context),
            M::Exported(Ok(Some(told))) => return Action::ask(Request::Say(told)),
            M::Exported(Ok(None)) => {}
            M::Exported(Err(sentence)) => return Action::ask(Request::Warn(sentence)),
            M::Entry(message) => return self.entry(message, context),
            M::Saved(saved) => return self.saved(*saved, context),
            M::Stewards(message) => return self.stewards.update(message, context).map(Message::Stewards),
            M::Books(message) => return self.books.update(message, context).map(Message::Books),
        }
        Action::none()
    }

    fn view<'a>(&'a self, context: &'a Context) -> Element<'a, Message> {
        let shown = view::Shown {
            side: self.side,
            buildings: &self.buildings,
            building: self.building.as_deref(),
            units: &self.units,
            unit: self.unit.as_deref(),
            households: &self.households,
            text: &self.text,
            found: &self.found,
            selected: self.selected,
            stewards: self.stewards.known(),
            stewards_part: &self.stewards,
            page: self.page.as_ref(),
            revealed: self.revealed,
            entry: self.entry.as_ref(),
            books: &self.books,
            version: self.version,
            failed: self.failed.as_deref(),
        };
        view::screen(shown, context)
    }

    fn shortcut(&self, shortcut: Shortcut) -> Option<Message> {
        match shortcut {
            Shortcut::Save if self.side == Side::Stewards => Some(Message::Stewards(stewards::Message::Save)),
            _ if self.side != Side::Households => None,
            Shortcut::Back if self.entry.is_some() => Some(Message::Entry(entry::Message::Cancel)),
            Shortcut::Back if self.page.is_some() => Some(Message::Close),
            Shortcut::Save if self.entry.is_some() => Some(Message::Entry(entry::Message::Save)),
            _ => None,
        }
    }

    fn refresh(&mut self, context: &Context) -> Action<Message> {
        self.revealed = false;
        Action::run(self.read(context))
    }

    fn subscription(&self) -> Subscription<Message> {
        self.books.subscription().map(Message::Books)
    }

    fn loses(&self, message: &Message) -> Option<String> {
        let leaves =
            matches!(message, Message::Entry(entry::Message::Cancel) | Message::Close | Message::Edit);
        (leaves && self.is_typing()).then(|| "正在改的一户".to_owned())
    }

    fn unsaved(&self) -> Option<String> {
        let stewards = self.stewards.is_changed().then(|| "管家的改动还没有保存".to_owned());
        let household = self.is_typing().then(|| "名册里改了一户，还没有保存".to_owned());
        household.or(stewards).or_else(|| self.books.unsaved())
    }
}
