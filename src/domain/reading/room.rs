//! Rooms as people write them – `3号楼2单元1001室`, `3#2-1001`, `三栋二单元一〇〇一`, `B2层123号车位` – brought to one writing a
//! household: `3-2-1001`, `3-1001`, `A-12`, `一期3-2-1001`, `商铺B10`, `别墅25`, `车位B2-123`.

mod item;
mod kind;
mod place;
mod spell;

use crate::domain::reading::fold;
use crate::domain::reading::outcome::Reading;

pub use kind::{Read, Room, RoomKind};
pub use place::Place;

/// More characters than these are no room.
pub const LONGEST: usize = 80;

/// Reads a room.
pub fn read(text: &str) -> Reading<Read> {
    let Some(plain) = fold::characters(text, LONGEST) else {
        return Reading::Unreadable(format!("房号太长，最多 {LONGEST} 个字，按原样保留"));
    };
    spell::room(&plain)
}

/// The room in its one writing, or the text as it was written, in one line without outer blanks.
pub fn written(text: &str) -> String {
    match read(text) {
        Reading::Read(read) => read.room.to_string(),
        _ => fold::one_line(text).trim().to_owned(),
    }
}

/// The building of a written room, for statistics; `None` for what is in none.
pub fn building(text: &str) -> Option<String> {
    read(text).value().and_then(|read| read.room.building())
}

/// Reads a part of the estate: a building, a unit, a room, or several of them (`3号楼`, `3-2`, `1001室`).
pub fn place(text: &str) -> Option<Place> {
    place::read(&fold::characters(text, LONGEST)?)
}
