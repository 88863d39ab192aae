//! Telephone numbers as people write them: several in one field by any separator, with remarks, extensions, +86,
//! full-width digits. What can be no number is kept as written and told; nothing is fused and nothing is lost.

mod segment;
mod words;

use crate::domain::reading::phone::words::{EXTENSION, NONE, ends_with_label, push_words, words};
use crate::domain::reading::plain_text;

/// More characters than these are read no further; the rest is told.
pub const LONGEST: usize = 500;

/// A number that can be dialled.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Phone {
    /// Digits with the area code where one was written; a foreign number begins with `+`.
    pub number: String,
    /// Extension behind a switchboard.
    pub extension: Option<String>,
    /// What kind of number it is.
    pub kind: PhoneKind,
}

/// Kinds of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhoneKind {
    /// Eleven digits from 1: one person's.
    Mobile,
    /// A land line with its area code.
    Landline,
    /// A land line of seven or eight digits without area code.
    Local,
    /// A short number inside the house, or an extension alone.
    Internal,
    /// 400, 800, 95…, 12345: a service.
    Service,
    /// Outside the country.
    Foreign,
}

impl Phone {
    /// As it is kept: `13900000001`, `075500001234转801`.
    pub fn written(&self) -> String {
        match &self.extension {
            Some(extension) => format!("{}转{extension}", self.number),
            None => self.number.clone(),
        }
    }

    /// What the same number shares in every writing: a land line without its area code, extension left out.
    pub fn key(&self) -> &str {
        match self.kind {
            PhoneKind::Landline => &self.number[area_length(&self.number)..],
            _ => &self.number,
        }
    }

    /// The area code, where one was written.
    pub fn area(&self) -> Option<&str> {
        (self.kind == PhoneKind::Landline).then(|| &self.number[..area_length(&self.number)])
    }

    /// Whether both are one number to dial, whoever answers: the area code may be missing, extensions are left out.
    pub fn same_line(&self, other: &Self) -> bool {
        let areas = (self.area(), other.area());
        let areas_agree = !matches!(areas, (Some(one), Some(other)) if one != other);
        self.key() == other.key() && areas_agree
    }

    /// Whether the number alone tells the person: a mobile, or the same extension. A switchboard, a land line and a
    /// service tell the house at most.
    pub fn tells_person(&self, other: &Self) -> bool {
        if !self.same_line(other) {
            return false;
        }
        match self.kind {
            PhoneKind::Mobile | PhoneKind::Foreign => true,
            _ => self.extension.is_some() && self.extension == other.extension,
        }
    }
}

/// A piece of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A number, and what was written beside it.
    Number {
        /// The number.
        phone: Phone,
        /// `女儿`, `晚上打`; empty when there was none.
        remark: String,
    },
    /// What can be no number, as written, and why.
    Unread {
        /// As written.
        text: String,
        /// A sentence.
        problem: String,
    },
}

/// A field of telephone numbers, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phones {
    /// What stands in it, in its order.
    pub entries: Vec<Entry>,
}

impl Phones {
    /// The numbers that can be dialled.
    pub fn numbers(&self) -> impl Iterator<Item = &Phone> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Number { phone, .. } => Some(phone),
            Entry::Unread { .. } => None,
        })
    }

    /// As they are kept: the numbers in one writing, what can be no number as written; no number twice.
    pub fn kept(&self) -> Vec<String> {
        let mut kept: Vec<String> = Vec::new();
        for entry in &self.entries {
            let text = match entry {
                Entry::Number { phone, .. } => phone.written(),
                Entry::Unread { text, .. } => text.clone(),
            };
            if !kept.contains(&text) {
                kept.push(text);
            }
        }
        kept
    }

    /// The remarks with their numbers, `13900000001 女儿`; empty when there are none.
    pub fn remarks(&self) -> Vec<String> {
        let remark = |entry: &Entry| match entry {
            Entry::Number { phone, remark } if !remark.is_empty() => {
                Some(format!("{} {remark}", phone.written()))
            }
            _ => None,
        };
        self.entries.iter().filter_map(remark).collect()
    }

    /// What is wrong with the field, as a sentence; `None` when everything in it was read.
    pub fn problem(&self) -> Option<&str> {
        self.entries.iter().find_map(|entry| match entry {
            Entry::Unread { problem, .. } => Some(problem.as_str()),
            Entry::Number { .. } => None,
        })
    }
}

/// Reads a field of numbers. Words for "none" (`无`, `不留`) leave it empty.
pub fn read(text: &str) -> Phones {
    // Most fields are one mobile in the one writing, and thousands are read for a list.
    if text.len() == 11
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && let Some((number, kind @ PhoneKind::Mobile)) = strong(text)
    {
        let phone = Phone { number, extension: None, kind };
        return Phones { entries: vec![Entry::Number { phone, remark: String::new() }] };
    }
    let mut entries = Vec::new();
    let cut: String = text.chars().take(LONGEST).collect();
    for segment in segment::segments(&cut) {
        read_segment(&segment, &mut entries);
    }
    words_to_the_number_behind(&mut entries);
    if text.chars().nth(LONGEST).is_some() {
        let rest: String = text.chars().skip(LONGEST).collect();
        let problem = format!("电话栏太长，只认前 {LONGEST} 个字，请核对");
        entries.push(Entry::Unread { text: plain_text::one_line(&rest), problem });
    }
    Phones { entries }
}

/// One number, when the text is that and nothing else.
pub fn read_one(text: &str) -> Option<Phone> {
    match &read(text).entries[..] {
        [Entry::Number { phone, .. }] => Some(phone.clone()),
        _ => None,
    }
}

/// What is wrong with a telephone number that somebody set down, as a sentence; `None` when it can be dialled.
pub fn problem(text: &str) -> Option<String> {
    let phones = read(text);
    match phones.problem() {
        Some(problem) => Some(problem.to_owned()),
        None if phones.entries.is_empty() => Some("电话位数不够，请核对".to_owned()),
        None => None,
    }
}

/// The digits typed so far of one number, as [`Phone::key`] would hold them: for finding while somebody types.
pub fn key_so_far(text: &str) -> String {
    if let Some(phone) = read_one(text) {
        return phone.key().to_owned();
    }
    let digits: String = plain_text::plain(text).chars().filter(char::is_ascii_digit).take(20).collect();
    let digits = digits.strip_prefix("0086").or(digits.strip_prefix("86")).unwrap_or(&digits);
    // 0139…: a nought before a mobile; no area code is 01 with another digit than 0.
    let digits = digits.strip_prefix('0').filter(|rest| is_mobile_so_far(rest)).unwrap_or(digits);
    let area = area_length(digits);
    if digits.starts_with('0') && digits.len() > area { digits[area..].to_owned() } else { digits.to_owned() }
}

/// Length of the area code in front of a land line; 0 when there is none.
fn area_length(digits: &str) -> usize {
    match digits.as_bytes() {
        [b'0', b'1', b'0', ..] | [b'0', b'2', ..] => 3,
        [b'0', b'3'..=b'9', ..] => 4,
        _ => 0,
    }
}

/// Whether a mobile number begins so.
fn is_mobile_so_far(digits: &str) -> bool {
    matches!(digits.as_bytes(), [b'1', b'1'..=b'9', ..])
}

/// Every number of several fields, and what can be none as written; each once, in the one writing.
pub fn kept_of<'a>(fields: impl IntoIterator<Item = &'a String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for text in fields.into_iter().flat_map(|field| read(field).kept()) {
        if !kept.contains(&text) {
            kept.push(text);
        }
    }
    kept
}

/// Every number of several fields that can be dialled.
pub fn numbers_of<'a>(fields: impl IntoIterator<Item = &'a String>) -> Vec<Phone> {
    fields.into_iter().flat_map(|field| read(field).numbers().cloned().collect::<Vec<_>>()).collect()
}

/// Words and rooms in front of the first number say something of it: `张女士，13900000001`, `3-2-1001/13900000001`.
fn words_to_the_number_behind(entries: &mut Vec<Entry>) {
    let wordy = |entry: &Entry| matches!(entry, Entry::Unread { text, .. } if segment::is_wordy(text));
    let Some(first) = entries.iter().position(|entry| matches!(entry, Entry::Number { .. })) else { return };
    if !entries[..first].iter().all(wordy) {
        return;
    }
    let before: Vec<Entry> = entries.drain(..first).collect();
    if let Some(Entry::Number { remark, .. }) = entries.first_mut() {
        let mut all = String::new();
        for entry in before {
            if let Entry::Unread { text, .. } = entry {
                push_words(&mut all, &words(&text));
            }
        }
        push_words(&mut all, remark);
        *remark = all;
    }
}

/// A run of digits, and what stands between it and the one before.
#[derive(Debug, Clone)]
struct Run {
    digits: String,
    /// The text since the run before, or since the beginning.
    before: String,
    /// Whether an extension was announced.
    extension: bool,
    /// Whether a `+` stands in front.
    plus: bool,
    /// Inside brackets that hold more than digits.
    bracketed: bool,
}

fn read_segment(segment: &str, entries: &mut Vec<Entry>) {
    let hidden = segment::without_rooms(segment, |token| read_digits(token).is_some());
    let (runs, tail) = runs(&hidden);
    if runs.is_empty() {
        // No digit at all: a remark on the number before, a word for none, or words.
        remark_on_last(segment, entries);
        return;
    }
    let mut numbers: Vec<(Phone, String)> = Vec::new();
    let mut loose = String::new();
    let mut at = 0;
    while at < runs.len() {
        if let Some((phone, used)) = number_at(&runs[at..], place_of(&runs, at, numbers.len())) {
            // What stands before the first number belongs to it, what stands before a later one to the one before.
            loose.push_str(&runs[at].before);
            let remark = words(&std::mem::take(&mut loose));
            match numbers.last_mut() {
                Some((_, before)) => {
                    push_words(before, &remark);
                    numbers.push((phone, String::new()));
                }
                None => numbers.push((phone, remark)),
            }
            at += used;
        } else if is_remark(&runs, at) {
            loose.push_str(&runs[at].before);
            loose.push_str(&runs[at].digits);
            at += 1;
        } else {
            let problem = problem_of(&runs, at, &tail);
            entries.push(Entry::Unread { text: segment.to_owned(), problem });
            return;
        }
    }
    loose.push_str(&tail);
    match numbers.last_mut() {
        Some((_, remark)) => push_words(remark, &words(&loose)),
        None => {
            let problem = problem_of(&runs, 0, &tail);
            entries.push(Entry::Unread { text: segment.to_owned(), problem });
        }
    }
    entries.extend(numbers.into_iter().map(|(phone, remark)| Entry::Number { phone, remark }));
}

/// The number that begins a text, by its digits alone.
fn read_digits(text: &str) -> Option<Phone> {
    number_at(&runs(text).0, false).map(|(phone, _)| phone)
}

/// Where a short number may stand: alone, or behind a whole one with a blank between.
fn place_of(runs: &[Run], at: usize, before: usize) -> bool {
    let behind = before > 0 && !runs[at].before.is_empty() && runs[at].before.chars().all(|c| c == ' ');
    runs.len() == 1 || (behind && runs[at].digits.len() >= 4)
}

fn remark_on_last(segment: &str, entries: &mut Vec<Entry>) {
    let remark = words(segment);
    if remark.is_empty() || NONE.contains(&remark.as_str()) || NONE.contains(&segment) {
        return;
    }
    match entries.last_mut() {
        Some(Entry::Number { remark: before, .. }) => push_words(before, &remark),
        _ => entries.push(Entry::Unread {
            text: segment.to_owned(),
            problem: format!("「{}」里没有电话号码，请核对", short(segment)),
        }),
    }
}

/// The runs of digits of a segment and the text behind the last one.
fn runs(segment: &str) -> (Vec<Run>, String) {
    let (mut runs, mut before) = (Vec::<Run>::new(), String::new());
    let mut chars = segment.chars().peekable();
    let mut depth_words = false;
    while let Some(c) = chars.next() {
        if !c.is_ascii_digit() {
            match c {
                '(' | '[' | '【' => depth_words = bracket_has_words(chars.clone()),
                ')' | ']' | '】' => depth_words = false,
                _ => {}
            }
            before.push(c);
            continue;
        }
        let mut digits = String::from(c);
        while let Some(next) = chars.next_if(char::is_ascii_digit) {
            digits.push(next);
        }
        let trimmed = before.trim_end_matches([' ', ':', '-', '.', '(']).to_lowercase();
        let announced = EXTENSION.iter().find(|word| trimmed.ends_with(**word)).copied();
        let plus = before.trim_end_matches([' ', '(']).ends_with('+');
        if let Some(word) = announced {
            let kept =
                before.to_lowercase().rfind(word).filter(|at| before.is_char_boundary(*at)).unwrap_or(0);
            before.truncate(kept);
        }
        let extension = announced.is_some();
        runs.push(Run {
            digits,
            before: std::mem::take(&mut before),
            extension,
            plus,
            bracketed: depth_words,
        });
    }
    (runs, before)
}

/// Whether a bracket holds more than digits and marks.
fn bracket_has_words(chars: std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    chars.take(40).take_while(|c| !")]】".contains(*c)).any(|c| c.is_alphabetic())
}

/// Marks that stand inside a number.
fn is_soft(text: &str) -> bool {
    text.chars().all(|c| c == ' ' || "-–—‐‑−.·_()[]+*~".contains(c))
}

/// The number that begins with the first run, and how many runs it takes.
fn number_at(runs: &[Run], alone: bool) -> Option<(Phone, usize)> {
    let first = runs.first()?;
    if glued(first) {
        return None;
    }
    if first.extension && (3..=6).contains(&first.digits.len()) {
        let phone = Phone { number: first.digits.clone(), extension: None, kind: PhoneKind::Internal };
        return Some((phone, 1));
    }
    if first.plus && !first.digits.starts_with("86") {
        return foreign(runs, &first.digits);
    }
    // 00852 …: dialled with two noughts; 0000… is a number of this place.
    let abroad =
        first.digits.strip_prefix("00").filter(|rest| !rest.starts_with(['0', '8']) || is_abroad(rest));
    if let Some(found) = abroad.and_then(|rest| foreign(runs, rest)) {
        return Some(found);
    }
    let mut joined = String::new();
    let mut weak = None;
    for (at, run) in runs.iter().enumerate().take(6) {
        if at > 0 && (run.extension || run.plus || !is_soft(&run.before)) {
            break;
        }
        joined.push_str(&run.digits);
        if joined.len() > 20 {
            break;
        }
        if let Some((number, kind)) = strong(&joined) {
            let (extension, used) = extension_behind(&runs[at + 1..], kind);
            return Some((Phone { number, extension, kind }, at + 1 + used));
        }
        if weak.is_none()
            && matches!(joined.len(), 7 | 8)
            && at <= 1
            && !joined.starts_with("86")
            // Digits from 1 are a mobile number cut short, no land line.
            && !joined.starts_with('1')
            && area_length(&joined) == 0
        {
            weak = Some((at, joined.clone()));
        }
    }
    let next_is_part = |at: usize| runs.get(at + 1).is_some_and(|run| !run.extension && is_soft(&run.before));
    if let Some((at, number)) =
        weak.filter(|(at, _)| !first.bracketed && (!next_is_part(*at) || landline_extension(&runs[at + 1])))
    {
        let kind = PhoneKind::Local;
        let (extension, used) = extension_behind(&runs[at + 1..], kind);
        return Some((Phone { number, extension, kind }, at + 1 + used));
    }
    // A short number stands alone in its place.
    let short = (3..=6).contains(&first.digits.len()) && !first.bracketed && !followed_by_place(runs, 0);
    let labelled = ["短号", "小号", "内线", "分机", "总机"].iter().any(|word| first.before.contains(word));
    if short && (alone || labelled) {
        let service = first.digits.starts_with("95") && first.digits.len() == 5 || first.digits == "12345";
        let kind = if service { PhoneKind::Service } else { PhoneKind::Internal };
        return Some((Phone { number: first.digits.clone(), extension: None, kind }, 1));
    }
    None
}

/// Whether digits begin with a country's code from 8 that is not ours.
fn is_abroad(digits: &str) -> bool {
    digits.starts_with('8') && !digits.starts_with("86")
}

/// `+852 1234 5678`: everything up to the next mark or the next number; `first` are the digits of the first run behind
/// the mark for abroad.
fn foreign(runs: &[Run], first: &str) -> Option<(Phone, usize)> {
    let (mut digits, mut used) = (first.to_owned(), 1);
    for run in runs[1..].iter().take(5) {
        let goes_on = is_soft(&run.before) && !run.plus && !run.extension && strong(&run.digits).is_none();
        // Hong Kong and Macao have eight digits behind their code.
        let whole = digits.len() == 11 && (digits.starts_with("852") || digits.starts_with("853"));
        if !goes_on || whole {
            break;
        }
        digits.push_str(&run.digits);
        used += 1;
    }
    let number = format!("+{digits}");
    (8..=15)
        .contains(&digits.len())
        .then_some((Phone { number, extension: None, kind: PhoneKind::Foreign }, used))
}

/// `0755-00001234-801`: a short run behind a dash.
fn landline_extension(run: &Run) -> bool {
    (2..=6).contains(&run.digits.len()) && matches!(run.before.trim(), "-" | "–" | "—" | "*")
}

fn extension_behind(runs: &[Run], kind: PhoneKind) -> (Option<String>, usize) {
    match runs.first() {
        Some(run) if run.extension && is_soft(&run.before) && (1..=6).contains(&run.digits.len()) => {
            (Some(run.digits.clone()), 1)
        }
        Some(run)
            if matches!(kind, PhoneKind::Landline | PhoneKind::Local | PhoneKind::Service)
                && landline_extension(run) =>
        {
            (Some(run.digits.clone()), 1)
        }
        _ => (None, 0),
    }
}

/// A letter directly before the digits, as a slip of the finger: no number begins there.
fn glued(run: &Run) -> bool {
    let last = run.before.chars().next_back();
    last.is_some_and(|c| c.is_ascii_alphabetic()) && !run.extension && !ends_with_label(&run.before)
}

/// A number that its digits alone tell, in the form in which it is kept.
fn strong(digits: &str) -> Option<(String, PhoneKind)> {
    let home = |digits: &str| -> Option<(String, PhoneKind)> {
        // 013900000001: who dials from another place puts a nought in front.
        let bare = digits.strip_prefix('0').filter(|_| digits.len() == 12).unwrap_or(digits);
        if bare.len() == 11 && is_mobile_so_far(bare) {
            return Some((bare.to_owned(), PhoneKind::Mobile));
        }
        let area = area_length(digits);
        let rest = digits.len().saturating_sub(area);
        let fits = match area {
            3 => rest == 8,
            4 => matches!(rest, 7 | 8),
            _ => false,
        };
        fits.then(|| (digits.to_owned(), PhoneKind::Landline))
    };
    if let Some(rest) = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86")) {
        // +86 755 …: the nought of the area code goes behind the country's code.
        let with_nought = format!("0{rest}");
        if let Some(found) = home(rest).or_else(|| home(&with_nought).filter(|_| rest.len() >= 10)) {
            return Some(found);
        }
    }
    if let Some(found) = home(digits) {
        return Some(found);
    }
    let service = digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800"));
    service.then(|| (digits.to_owned(), PhoneKind::Service))
}

/// Digits that belong to words: 晚上8点后, 3栋, 9:00-18:00, or anything small.
fn is_remark(runs: &[Run], at: usize) -> bool {
    let run = &runs[at];
    if glued(run) || runs.get(at + 1).is_some_and(glued) {
        return false;
    }
    run.digits.len() <= 2 && runs.len() > 1
        || run.bracketed
        || followed_by_place(runs, at)
        || at > 0 && run.digits.len() <= 4 && !is_soft(&run.before)
}

fn followed_by_place(runs: &[Run], at: usize) -> bool {
    let behind = runs.get(at + 1).map(|run| run.before.as_str()).unwrap_or_default();
    behind.starts_with([
        '点', '时', '号', '栋', '楼', '室', '单', '层', '年', '月', '日', ':', '座', '房', '期', '岁',
    ])
}

fn problem_of(runs: &[Run], at: usize, tail: &str) -> String {
    let behind = tail.chars().next().filter(char::is_ascii_alphabetic);
    let odd = runs.iter().find(|run| glued(run)).and_then(|run| run.before.chars().next_back());
    if let Some(odd) = odd.or(behind) {
        return format!("电话里有「{odd}」，请核对");
    }
    let runs = &runs[at..];
    let digits: usize = runs
        .iter()
        .enumerate()
        .take_while(|(at, run)| *at == 0 || is_soft(&run.before))
        .map(|(_, run)| run.digits.len())
        .sum();
    let mobile = runs.first().is_some_and(|run| run.digits.starts_with('1'));
    match digits {
        7.. if mobile => format!("手机号应为11位，现在是{digits}位，请核对"),
        0..7 => "电话位数不够，请核对".to_owned(),
        13.. => "电话位数太多，请核对".to_owned(),
        _ => format!("电话{digits}位，不像号码，请核对"),
    }
}

fn short(text: &str) -> String {
    text.chars().take(12).collect()
}
