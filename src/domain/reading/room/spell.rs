//! The parts of a written room, and which house they name.

use crate::domain::reading::numeral;
use crate::domain::reading::outcome::Reading;
use crate::domain::reading::room::item::{Item, Mark, Spelled, is_side, side_of, spell};
use crate::domain::reading::room::kind::{Read, Room, RoomKind, is_level};

/// Words that say that the room itself is not meant.
const BESIDE: [&str; 8] = ["楼上", "楼下", "隔壁", "对面", "旁边", "附近", "对门", "外墙"];

/// The room of a folded text.
pub fn room(text: &[char]) -> Reading<Read> {
    let (outside, inside) = without_brackets(text);
    // 3栋(2单元)1001: the brackets hold a part of the room and no words.
    let within = spell(&inside.chars().collect::<Vec<char>>());
    let is_part =
        !within.items.is_empty() && !within.between && within.front.is_empty() && within.behind.is_empty();
    if is_part {
        let open: Vec<char> = text.iter().map(|c| if "()[]【】".contains(*c) { ' ' } else { *c }).collect();
        let whole = house(&spell(&open));
        if whole.sentence().is_none() {
            return whole.map(|room| Read { room, remark: String::new() });
        }
    }
    let mut spelled = spell(&outside);
    let mut inside = inside;
    // 1001（东户）, 1001室 东, 12号别墅东户: the side stands apart and belongs to the room.
    if !take_side(&mut spelled.items, &spelled.behind) {
        if spelled.behind.is_empty() && take_side(&mut spelled.items, &inside) {
            inside.clear();
        }
    } else {
        spelled.behind.clear();
    }
    let first = house(&spelled).map(|room| Read { room, remark: inside.clone() });
    match first {
        Reading::Read(Read { room, remark }) => {
            // A telephone number in front is no name of an estate.
            let number =
                Some(spelled.front.as_str()).filter(|front| front.contains(|c: char| c.is_ascii_digit()));
            let remark = [number.unwrap_or_default().trim(), spelled.behind.trim(), remark.trim()]
                .into_iter()
                .filter(|text| !text.is_empty());
            let remark: Vec<&str> = remark.collect();
            let read = Read { room, remark: remark.join(" ") };
            // In brackets 楼上 alone says where it is, 楼上漏水 what is the matter.
            let told = [spelled.behind.as_str(), spelled.front.as_str()];
            if BESIDE.iter().any(|word| inside == *word || told.iter().any(|text| text.contains(word))) {
                let question = format!("写的是「{}」旁边，是这一户自己吗？", read.room);
                return Reading::Asked { question, candidates: vec![read] };
            }
            Reading::Read(read)
        }
        other => other,
    }
}

/// Puts a side that stands by itself behind the last number; answers whether it was one.
fn take_side(items: &mut [Item], words: &str) -> bool {
    let words: Vec<char> = words.trim().chars().collect();
    let side = side_of(&words).filter(|(_, taken)| *taken == words.len());
    match (side, items.last_mut()) {
        (Some((side, _)), Some(item)) if !matches!(item.mark, Mark::Unit | Mark::Phase(_)) => {
            item.value.push(side);
            true
        }
        _ => false,
    }
}

/// The text outside brackets and the words inside.
fn without_brackets(text: &[char]) -> (Vec<char>, String) {
    let (mut outside, mut inside, mut depth) = (Vec::new(), String::new(), 0_u32);
    for c in text {
        match c {
            '(' | '[' | '【' | '〔' => {
                depth += 1;
                outside.push(' ');
            }
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            c if depth > 0 => inside.push(*c),
            c => outside.push(*c),
        }
    }
    (outside, inside.trim().to_owned())
}

fn house(spelled: &Spelled) -> Reading<Room> {
    if spelled.between {
        return Reading::Unreadable("没认出房号，按原样保留".to_owned());
    }
    match spelled.kind {
        RoomKind::Home => home(&spelled.items, &spelled.part),
        RoomKind::Shop => stand_alone(RoomKind::Shop, &spelled.items, &spelled.part),
        RoomKind::Villa => stand_alone(RoomKind::Villa, &spelled.items, &spelled.part),
        RoomKind::Parking => parking(&spelled.items, &spelled.part),
    }
}

/// Building, unit, floor and room, each by its mark or its place.
#[derive(Debug, Default)]
struct Parts {
    phase: String,
    building: Option<String>,
    unit: Option<String>,
    floor: Option<String>,
    number: Option<String>,
    /// More parts than a room has.
    too_many: bool,
}

fn parts(items: &[Item], part: &str) -> Parts {
    let mut parts = Parts { phase: part.to_owned(), ..Parts::default() };
    for (at, item) in items.iter().enumerate() {
        let (last, value) = (at + 1 == items.len(), item.value.clone());
        let place = match item.mark {
            Mark::Phase(word) => {
                parts.phase.push_str(&numeral::in_chinese(&value));
                parts.phase.push(word);
                continue;
            }
            Mark::Building => &mut parts.building,
            Mark::Unit => &mut parts.unit,
            Mark::Storey if parts.building.is_none() && !last => &mut parts.building,
            Mark::Floor | Mark::Storey => &mut parts.floor,
            Mark::Room => &mut parts.number,
            Mark::Number | Mark::Plain if parts.building.is_none() && !last => &mut parts.building,
            Mark::Number | Mark::Plain if last => &mut parts.number,
            Mark::Number | Mark::Plain if parts.unit.is_none() => &mut parts.unit,
            Mark::Number | Mark::Plain => &mut parts.floor,
        };
        parts.too_many |= place.replace(value).is_some();
    }
    parts
}

fn home(items: &[Item], part: &str) -> Reading<Room> {
    if items.is_empty() {
        return Reading::Unreadable("没认出房号，按原样保留".to_owned());
    }
    let mut found = parts(items, part);
    let several = found.number.as_ref().is_some_and(|number| number.len() >= 3)
        && found.floor.as_ref().is_some_and(|floor| floor.len() >= 3);
    if found.too_many || several {
        return Reading::Unreadable("写的好像不止一处，按原样保留".to_owned());
    }
    // 5楼东户: in a house with two households a floor its number is the floor.
    if found.number.is_none() && found.floor.as_ref().is_some_and(|floor| floor.ends_with(is_side)) {
        found.number = found.floor.take();
    }
    let whole = found.building.is_some() && found.number.is_some();
    if !whole {
        let missing = if found.building.is_none() { "没有写楼栋" } else { "没有写房间号" };
        return Reading::Vague(format!("{missing}，按原样保留"));
    }
    let building = found.building.take().unwrap_or_default();
    let mut number = found.number.take().unwrap_or_default();
    // B2-123 is a space in the car park; B2-1201 may be either.
    let bare = items.iter().all(|item| item.mark == Mark::Plain) && found.unit.is_none();
    if bare && is_level(&building) {
        let space = Room {
            kind: RoomKind::Parking,
            phase: found.phase.clone(),
            building: building.clone(),
            unit: String::new(),
            number: number.clone(),
        };
        if number.len() <= 3 {
            return Reading::Read(space);
        }
        let home = Room { kind: RoomKind::Home, ..space.clone() };
        let question = format!("「{building}-{number}」是{building}栋{number}，还是车位？");
        return Reading::Asked { question, candidates: vec![home, space] };
    }
    let mut question = None;
    if let Some(floor) = found.floor {
        let marked = items.iter().any(|item| matches!(item.mark, Mark::Floor | Mark::Storey));
        if number.len() < 3 && number.chars().all(|c| c.is_ascii_digit()) {
            // 10层01室 is 1001.
            number = format!("{floor}{number:0>2}");
            question = (!marked).then(|| "中间的数是楼层吗？".to_owned());
        } else if !number.starts_with(&floor) {
            question = Some(format!("{floor}层和{number}室对不上，请核对"));
        }
    }
    let unit = found.unit.take().unwrap_or_default();
    let room = Room { kind: RoomKind::Home, phase: found.phase, building, unit, number };
    match question {
        Some(question) => Reading::Asked { question, candidates: vec![room] },
        None => Reading::Read(room),
    }
}

/// Shops and villas: a number, sometimes in a building.
fn stand_alone(kind: RoomKind, items: &[Item], part: &str) -> Reading<Room> {
    let mut phase = part.to_owned();
    let mut numbers: Vec<&str> = Vec::new();
    for item in items {
        match item.mark {
            Mark::Phase(word) => {
                phase.push_str(&numeral::in_chinese(&item.value));
                phase.push(word);
            }
            // The floor of a shop is in no number.
            Mark::Floor | Mark::Storey if items.len() > 1 => {}
            _ => numbers.push(&item.value),
        }
    }
    let room = |building: &str, unit: &str, number: &str| Room {
        kind,
        phase: phase.clone(),
        building: building.to_owned(),
        unit: unit.to_owned(),
        number: if kind == RoomKind::Shop { shop_number(number) } else { number.to_owned() },
    };
    match numbers[..] {
        [number] => Reading::Read(room("", "", number)),
        // 12栋A别墅 and 别墅12A are one half of a house.
        [house, half] if kind == RoomKind::Villa && is_half(house, half) => {
            Reading::Read(room("", "", &format!("{house}{half}")))
        }
        [building, number] => Reading::Read(room(building, "", number)),
        [building, unit, number] => Reading::Read(room(building, unit, number)),
        [] => Reading::Vague(format!("没有写{}号，按原样保留", kind.word())),
        _ => Reading::Unreadable("写的好像不止一处，按原样保留".to_owned()),
    }
}

/// Whether a letter behind the number of a villa names a half of it.
fn is_half(house: &str, half: &str) -> bool {
    house.ends_with(|c: char| c.is_ascii_digit())
        && half.chars().count() == 1
        && !half.starts_with(|c: char| c.is_ascii_digit())
}

fn parking(items: &[Item], part: &str) -> Reading<Room> {
    let mut phase = part.to_owned();
    let (mut level, mut number) = (None, None);
    for (at, item) in items.iter().enumerate() {
        match item.mark {
            Mark::Phase(word) => {
                phase.push_str(&numeral::in_chinese(&item.value));
                phase.push(word);
            }
            _ if at + 1 == items.len() => number = Some(item.value.clone()),
            _ if level.is_none() => level = Some(item.value.clone()),
            _ => return Reading::Unreadable("写的好像不止一处，按原样保留".to_owned()),
        }
    }
    let Some(number) = number else {
        return Reading::Vague("没有写车位号，按原样保留".to_owned());
    };
    let building = level.unwrap_or_default();
    Reading::Read(Room { kind: RoomKind::Parking, phase, building, unit: String::new(), number })
}

/// `A1` → `A01`: a lettered shop keeps two digits.
fn shop_number(number: &str) -> String {
    let (letters, digits): (String, String) = number.chars().partition(|c| !c.is_ascii_digit());
    let lettered = letters.len() == 1 && number.starts_with(&letters) && digits.len() == 1;
    if lettered { format!("{letters}{digits:0>2}") } else { number.to_owned() }
}
