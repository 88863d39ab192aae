//! Who calls, typed in one line during the call: room and name, with or without a blank between them.

use crate::domain::reading::room;

/// Room and name as they were typed in one line: `1001 张坤`, `3#2-1001李女士`, `1001`. A room alone is completed by
/// the place of the outage. What can be no room is taken for a name.
pub fn read_caller(typed: &str, place: &str) -> (Option<String>, Option<String>) {
    let typed = typed.trim();
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let Some(last) = typed.rfind(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)) else {
        return (None, filled(typed));
    };
    let mut end = last + typed[last..].chars().next().map_or(0, char::len_utf8);
    if typed[end..].starts_with(['室', '号', '房', '户']) {
        end += '室'.len_utf8();
    }
    let (room, name) = (typed[..end].trim(), typed[end..].trim_matches([' ', '　', '，', ',', '、']));
    (Some(complete(room, place)), filled(name))
}

/// A room as somebody at that place says it: `1001` at 3栋2单元 is 3-2-1001, `2-1001` at 3栋 is too.
fn complete(typed: &str, place: &str) -> String {
    let at = room::place(place).unwrap_or_default();
    let mut said = room::place(typed).unwrap_or_default();
    let within = room::read(typed).value().is_some_and(|read| at.holds(&read.room));
    let in_units = at.is_building() && said.unit.is_empty() && !said.building.is_empty();
    if in_units && !within && !said.number.is_empty() {
        said.unit = std::mem::take(&mut said.building);
    } else if room::read(typed).value().is_some() {
        return room::written(typed);
    }
    let or = |said: &str, at: &str| if said.is_empty() { at.to_owned() } else { said.to_owned() };
    let number = or(&said.number, &said.second);
    let building = or(&said.building, &at.building);
    let unit = or(&said.unit, &or(&at.unit, &at.second));
    if number.is_empty() || building.is_empty() {
        return room::written(typed);
    }
    let parts = [&building, &unit, &number].map(String::as_str);
    let home = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    room::written(&format!("{}{home}", or(&said.phase, &at.phase)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_room_and_name() {
        for (typed, room, name) in [
            ("1001 张坤", Some("3-2-1001"), Some("张坤")),
            ("1001张坤", Some("3-2-1001"), Some("张坤")),
            ("1001室，张坤", Some("3-2-1001"), Some("张坤")),
            ("1001", Some("3-2-1001"), None),
            ("3#2-1001 李女士", Some("3-2-1001"), Some("李女士")),
            ("5-1-602王", Some("5-1-602"), Some("王")),
            ("B座1203 何", Some("B-1203"), Some("何")),
            ("1单元902 周", Some("3-1-902"), Some("周")),
            ("商铺B10陈", Some("商铺B10"), Some("陈")),
            ("张坤", None, Some("张坤")),
            ("", None, None),
        ] {
            let read = read_caller(typed, "3栋2单元");
            assert_eq!((read.0.as_deref(), read.1.as_deref()), (room, name), "{typed}");
        }
        for (typed, place, room) in [
            ("2-1001", "3栋", "3-2-1001"),
            ("3-1001", "3栋", "3-1001"),
            ("2单元1001", "3栋", "3-2-1001"),
            ("5-1001", "全小区", "5-1001"),
        ] {
            assert_eq!(read_caller(typed, place).0.as_deref(), Some(room), "{typed} at {place}");
        }
        assert_eq!(read_caller("1001 张", "南门").0.as_deref(), Some("1001"), "nobody knows the building");
    }
}
