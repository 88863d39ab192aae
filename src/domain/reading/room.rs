//! Rooms as people write them – `3号楼2单元1001室`, `3#2-1001`, `三栋二单元一〇〇一`, `B2层123号车位` – brought to one writing a
//! household: `3-2-1001`, `3-1001`, `A-12`, `一期3-2-1001`, `商铺B10`, `别墅25`, `车位B2-123`.

mod item;
mod kind;
mod place;
mod spell;

use crate::domain::reading::outcome::Reading;
use crate::domain::reading::plain_text;

pub use kind::{Read, Room, RoomKind};
pub use place::Place;

/// More characters than these are no room.
pub const LONGEST: usize = 80;

/// Reads a room.
pub fn read(text: &str) -> Reading<Read> {
    let Some(plain) = plain_text::characters(text, LONGEST) else {
        return Reading::Unreadable(format!("房号太长，最多 {LONGEST} 个字，按原样保留"));
    };
    spell::room(&plain)
}

/// The room in its one writing, or the text as it was written, in one line without outer blanks.
pub fn written(text: &str) -> String {
    match read(text) {
        Reading::Read(read) => read.room.to_string(),
        _ => plain_text::one_line(text).trim().to_owned(),
    }
}

/// Units that a building may have: where one is left out, any of these may be meant.
const UNITS: std::ops::RangeInclusive<u32> = 1..=9;

/// Every writing under which the household may stand that this text means, its own first: who says `3#1001` leaves the unit
/// out, and may mean `3-2-1001`; who says `3-2-1001` may stand as `3-1001`.
pub fn writings(text: &str) -> Vec<String> {
    let mut all = vec![written(text)];
    if let Some(Read { room, .. }) = read(text).value()
        && room.kind == RoomKind::Home
        && !room.building.is_empty()
    {
        if room.unit.is_empty() {
            all.extend(UNITS.map(|unit| Room { unit: unit.to_string(), ..room.clone() }.to_string()));
        } else {
            all.push(Room { unit: String::new(), ..room }.to_string());
        }
    }
    all
}

/// Whether two written rooms are one, or may be one because one of them leaves the unit out.
pub fn may_be_one(one: &str, other: &str) -> bool {
    let number = |room: &str| room.rsplit('-').next().map(str::to_owned);
    one == other || (number(one) == number(other) && writings(one).iter().any(|writing| writing == other))
}

/// The building of a written room, for statistics; `None` for what is in none.
pub fn building(text: &str) -> Option<String> {
    read(text).value().and_then(|read| read.room.building())
}

/// Reads a part of the estate: a building, a unit, a room, or several of them (`3号楼`, `3-2`, `1001室`).
pub fn place(text: &str) -> Option<Place> {
    place::read(&plain_text::characters(text, LONGEST)?)
}
