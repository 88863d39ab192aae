//! What a field of telephone numbers is cut into before each piece is read: at marks, breaks and the numbers of a list; a number
//! that was spoken comes in digits.

use crate::domain::reading::plain_text;

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
