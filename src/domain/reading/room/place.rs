//! A part of the estate: a building, a unit, a room, as people look for them or name them in a notice.

use crate::domain::reading::numeral;
use crate::domain::reading::room::item::{Mark, spell};
use crate::domain::reading::room::kind::{Room, RoomKind};

/// A building, a unit, a room, or several of them together; what is not said is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Phase, as `一期`.
    pub phase: String,
    /// Building.
    pub building: String,
    /// Unit.
    pub unit: String,
    /// Room.
    pub number: String,
    /// The second part of `3-2`: a unit, or the room of a building without units.
    pub second: String,
}

impl Place {
    /// Whether a home lies in it.
    pub fn holds(&self, room: &Room) -> bool {
        let fits = |asked: &str, is: &str| asked.is_empty() || asked == is;
        room.kind == RoomKind::Home
            && fits(&self.phase, &room.phase)
            && fits(&self.building, &room.building)
            && fits(&self.unit, &room.unit)
            && fits(&self.number, &room.number)
            && (self.second.is_empty()
                || self.second == room.unit
                || (room.unit.is_empty() && self.second == room.number))
    }

    /// Whether it names the building and nothing more.
    pub fn is_building(&self) -> bool {
        !self.building.is_empty() && self.unit.is_empty() && self.number.is_empty() && self.second.is_empty()
    }
}

/// The place of a folded text; `None` when it names no part of a building.
pub fn read(text: &[char]) -> Option<Place> {
    let spelled = spell(text);
    if spelled.between
        || spelled.kind != RoomKind::Home
        || !spelled.behind.is_empty()
        || spelled.items.is_empty()
    {
        return None;
    }
    let mut place = Place { phase: spelled.part, ..Place::default() };
    let count = spelled.items.len();
    for (at, item) in spelled.items.into_iter().enumerate() {
        let value = item.value;
        let free = match item.mark {
            Mark::Phase(word) => {
                place.phase = format!("{}{word}", numeral::in_chinese(&value));
                continue;
            }
            Mark::Building => &mut place.building,
            Mark::Unit => &mut place.unit,
            Mark::Room => &mut place.number,
            Mark::Floor | Mark::Storey => return None,
            Mark::Number | Mark::Plain if count == 1 && value.len() >= 3 => &mut place.number,
            Mark::Plain if count == 1 => return None,
            Mark::Number | Mark::Plain if at == 0 => &mut place.building,
            Mark::Number | Mark::Plain if value.len() >= 3 || !place.unit.is_empty() => &mut place.number,
            Mark::Number | Mark::Plain if at + 1 == count => &mut place.second,
            Mark::Number | Mark::Plain => &mut place.unit,
        };
        if !free.is_empty() {
            return None;
        }
        *free = value;
    }
    Some(place)
}
