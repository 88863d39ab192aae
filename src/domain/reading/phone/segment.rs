//! What a field of telephone numbers is cut into before each piece is read: at marks, breaks and the numbers of a list; a number
//! that was spoken comes in digits.

use crate::domain::reading::outcome::Reading;
use crate::domain::reading::{plain_text, room};

/// ①, ⑵, ⒊: the number of a list, which is none of the telephone number behind it.
fn is_list_number(c: char) -> bool {
    matches!(c, '①'..='⒛' | '⓪'..='⓿' | '❶'..='➓')
}

/// 一三九零…, 幺三九零…: a number as it is spoken into a telephone; fewer digits in a row are words.
fn spoken_digits(text: &str) -> String {
    let digit = |c: char| "零一二三四五六七八九".chars().position(|one| one == c);
    let digit = |c: char| match c {
        '〇' | '○' => Some(0),
        '幺' => Some(1),
        '两' => Some(2),
        c => digit(c),
    };
    let (mut out, mut run) = (String::new(), Vec::new());
    for c in text.chars().chain(['\n']) {
        if digit(c).is_some() {
            run.push(c);
            continue;
        }
        let spoken = run.len() >= FEWEST_SPOKEN;
        for c in run.drain(..) {
            let read = digit(c).and_then(|digit| char::from_digit(u32::try_from(digit).ok()?, 10));
            out.push(read.filter(|_| spoken).unwrap_or(c));
        }
        out.push(c);
    }
    out.pop();
    out
}

/// So many digits in words are a telephone number.
const FEWEST_SPOKEN: usize = 7;

/// What certainly parts two numbers: marks, tabs, line breaks.
pub fn segments(text: &str) -> Vec<String> {
    let listed: String = text.chars().map(|c| if is_list_number(c) { '、' } else { c }).collect();
    let plain: String =
        spoken_digits(&plain_text::plain(&listed)).replace("或者", "、").replace("以及", "、");
    let hard = |c: char| plain_text::is_break(c) || ",，、;；/\\|&或和及".contains(c);
    plain.split(hard).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Where the digits of a room stand while the numbers of a field are looked for: characters that nobody types.
const HIDDEN: u32 = 0xf_0100;

/// A segment in which the digits of every room beside a number are hidden, so that none of them is taken for one:
/// `13900000001 3-2-1001`. `is_number`: whether a telephone number begins a text.
pub fn without_rooms(segment: &str, is_number: impl Fn(&str) -> bool) -> String {
    let bound = |c: char| c.is_whitespace() || "()[]【】".contains(c);
    let mut out = String::with_capacity(segment.len());
    for token in segment.split_inclusive(bound) {
        let bare = token.trim_end_matches(bound);
        if is_room(bare) && !is_number(bare) {
            out.extend(token.chars().map(hidden));
        } else {
            out.push_str(token);
        }
    }
    out
}

/// `3-2-1001`, `3#1001`, `A-1203`, `12-302`: what reads as a room and as nothing else. A number of the telephone begins with
/// three digits and more.
fn is_room(text: &str) -> bool {
    let first = text.find(|c: char| c.is_ascii_digit());
    let beginning = first.map_or(0, |at| text[at..].chars().take_while(char::is_ascii_digit).count());
    let parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).count();
    let worded = text.starts_with(|c: char| c.is_ascii_alphabetic()) || text.contains(plain_text::is_chinese);
    let shaped = (1..=2).contains(&beginning) && parts >= 2 || worded && parts >= 1 && beginning <= 4;
    // 电话：0755-… is announced as a number.
    let announced = ["电话", "手机", "座机", "固话", "号码"].iter().any(|label| text.contains(label));
    shaped && !announced && matches!(room::read(text), Reading::Read(_))
}

fn hidden(c: char) -> char {
    c.to_digit(10).and_then(|digit| char::from_u32(HIDDEN + digit)).unwrap_or(c)
}

/// The same with its digits.
pub fn shown(text: &str) -> String {
    let digit = |c: char| (c as u32).checked_sub(HIDDEN).and_then(|digit| char::from_digit(digit, 10));
    text.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

/// Whether a piece of a field holds words or a room and no digits of a number.
pub fn is_wordy(text: &str) -> bool {
    !without_rooms(text, |_| false).contains(|c: char| c.is_ascii_digit())
}
