//! What a room is, and its one writing.

use std::fmt;

/// A house, shop or parking space that somebody lives in, runs or owns.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Room {
    /// What it is.
    pub kind: RoomKind,
    /// Phase or part of the estate as it is written in front: `一期`, `A区`; empty when there is none.
    pub phase: String,
    /// Building: a number without leading zeros or a letter; empty for a shop or villa that stands by itself. For a
    /// parking space the level, `B2`.
    pub building: String,
    /// Unit; empty when there is none.
    pub unit: String,
    /// Room without leading zeros; a lettered shop keeps its letter and two digits.
    pub number: String,
}

/// Kinds of rooms; only homes have a row in the table of buildings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RoomKind {
    /// 住宅.
    Home,
    /// 商铺.
    Shop,
    /// 别墅.
    Villa,
    /// 车位.
    Parking,
}

impl RoomKind {
    /// The word that is written in front; none for a home.
    pub fn word(self) -> &'static str {
        match self {
            Self::Home => "",
            Self::Shop => "商铺",
            Self::Villa => "别墅",
            Self::Parking => "车位",
        }
    }
}

impl Room {
    /// The building that statistics and lists group by, as `3`, `A` or `一期3`; `None` for what stands by itself.
    pub fn building(&self) -> Option<String> {
        let grouped = self.kind == RoomKind::Home && !self.building.is_empty();
        grouped.then(|| format!("{}{}", self.phase, self.building))
    }

    /// Its building, or the word of its kind for what stands by itself, as stewards look after it.
    pub fn group(&self) -> String {
        self.building().unwrap_or_else(|| self.kind.word().to_owned())
    }
}

impl fmt::Display for Room {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // B2-1201 could be a space in the car park: the building B2 says that it is one.
        if self.kind == RoomKind::Home && is_level(&self.building) {
            let rest = [self.unit.as_str(), self.number.as_str()].into_iter().filter(|part| !part.is_empty());
            let rest: Vec<&str> = rest.collect();
            return write!(f, "{}{}栋{}", self.phase, self.building, rest.join("-"));
        }
        let parts = [&self.building, &self.unit, &self.number].map(String::as_str);
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        write!(f, "{}{}{}", self.phase, self.kind.word(), parts.join("-"))
    }
}

/// A room and what was written beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The room.
    pub room: Room,
    /// `租户`; empty when there was nothing.
    pub remark: String,
}

/// `B1` to `B5`, with a side: `B2西`.
pub fn is_level(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next() == Some('B')
        && chars.next().is_some_and(|c| ('1'..='5').contains(&c))
        && chars.all(|c| "东南西北".contains(c))
}
