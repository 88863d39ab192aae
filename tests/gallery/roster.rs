//! A counter with a roster, and the ways to its pictures.

use std::path::Path;
use std::sync::Arc;

use futures::executor::block_on;
use tingsu::app::{Message, screens, window};
use tingsu::desk::clock::Clock;
use tingsu::desk::handle::{Access, Desk};
use tingsu::desk::old_book::preview::{Book, Mappings, read_book};
use tingsu::desk::old_book::taking_over::Progress;
use tingsu::domain::imported::BookKind;
use tingsu::domain::person::{Actor, Role};
use tingsu::domain::time::Moment;
use tingsu::ui::screen::roster::{self, books};

use crate::CHIEF;
use crate::preset::{self, AFTERNOON};
use crate::window::Pilot;

/// The busy day of a counter that has its roster taken over, and an old ledger taken over and back.
pub fn taken_over(folder: &Path) {
    preset::busy_day(folder);
    let now = Moment::parse(AFTERNOON).unwrap();
    let desk = Desk::open(folder, Clock::frozen(now), Access::Window).unwrap();
    let staff = desk.staff().wait().unwrap();
    let chief = Actor::from(staff.iter().find(|person| person.role == Role::Supervisor).unwrap());
    for (kind, name) in [(BookKind::Roster, "roster.xlsx"), (BookKind::Ledger, "ledger.xlsx")] {
        let book = book(&desk, now, kind, name);
        block_on(desk.take_over(&chief, book, &Progress::default())).unwrap();
    }
    let lot = desk.imports().wait().unwrap().into_iter().find(|lot| lot.kind == BookKind::Ledger).unwrap();
    desk.undo_import(&chief, lot.id).wait().unwrap();
}

fn book(desk: &Desk, now: Moment, kind: BookKind, name: &str) -> Book {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    read_book(Some(desk), now, &path, &Mappings::none(kind)).unwrap()
}

/// To the roster, and on by these words.
pub fn show(window: &mut Pilot, way: &[&str]) {
    window.click(CHIEF);
    window.click("名册");
    for words in way {
        // Stands as the name of a part and above a column.
        if *words == "管家" { window.click_nth(words, 0) } else { window.click(words) }
    }
}

/// A ledger that was chosen and read, not yet taken over.
pub fn preview(window: &mut Pilot) {
    show(window, &["导入名册和旧台账"]);
    let now = Moment::parse(AFTERNOON).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/ledger.xlsx");
    let book = read_book(None, now, &path, &Mappings::none(BookKind::Ledger)).unwrap();
    let read = roster::Message::Books(books::Message::Read(Ok(Some(Arc::new(book)))));
    window.send(Message::Window(window::Message::Screen(screens::Message::Roster(Box::new(read)))));
}
