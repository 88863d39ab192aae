//! Parts of the estate as people write them – `3栋`, `A座`, `3栋2单元`, `商铺` – brought to one writing: `3`, `A`, `3-2`.

use crate::domain::reading::room::{self, RoomKind};

/// A part of the estate that a steward looks after, in the one writing: a building (`3`, `A`), a unit of one (`3-2`),
/// or all shops, villas or parking spaces by their word. `None` for what is none.
pub fn area(text: &str) -> Option<String> {
    let text = text.trim();
    if [RoomKind::Shop, RoomKind::Villa, RoomKind::Parking].iter().any(|kind| kind.word() == text) {
        return Some(text.to_owned());
    }
    // A room of the area is written the same way; what is before its number is the area.
    let bare = text.trim_end_matches(['栋', '幢', '座', '楼', '号']);
    let room = |inside: &str| room::read(&format!("{inside}-101")).value().map(|read| read.room);
    let read = room(bare).or_else(|| room(text.trim_end_matches("单元")))?;
    let group = read.group();
    let area = if read.unit.is_empty() { group } else { format!("{group}-{}", read.unit) };
    (!area.is_empty()).then_some(area)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_have_one_writing() {
        for (text, expected) in [
            ("3", Some("3")),
            ("3栋", Some("3")),
            ("12号楼", Some("12")),
            ("A座", Some("A")),
            ("3-2", Some("3-2")),
            ("3栋2单元", Some("3-2")),
            ("商铺", Some("商铺")),
            ("绿化", None),
            ("", None),
        ] {
            assert_eq!(area(text).as_deref(), expected, "{text}");
        }
    }
}
