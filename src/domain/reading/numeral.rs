//! Numbers in digits and in Chinese numerals: `12`, `十二`, `一〇〇一`, `一千零一`.

/// The longest number that is read; telephone numbers and case numbers have their own readers.
const LONGEST: usize = 9;

/// A number at the head of some text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Its digits, leading zeros as written.
    pub digits: String,
    /// Characters that it takes.
    pub length: usize,
    /// Whether it was written in Chinese numerals.
    pub chinese: bool,
}

impl Number {
    /// Its value.
    pub fn value(&self) -> u32 {
        // At most nine digits, so it always fits.
        self.digits.parse().unwrap_or(u32::MAX)
    }
}

/// The number at the head, of at most nine digits; `None` when there is none or it is longer.
pub fn take(text: &[char]) -> Option<Number> {
    let run = text.iter().take(LONGEST + 1).take_while(|c| c.is_ascii_digit()).count();
    match run {
        0 => take_chinese(text),
        1..=LONGEST => Some(Number { digits: text[..run].iter().collect(), length: run, chinese: false }),
        _ => None,
    }
}

fn take_chinese(text: &[char]) -> Option<Number> {
    let length = text.iter().take(LONGEST + 1).take_while(|c| is_numeral(**c)).count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let run = &text[..length];
    let digits = if run.iter().all(|c| digit(*c).is_some()) {
        run.iter().filter_map(|c| digit(*c)).filter_map(|d| char::from_digit(d, 10)).collect()
    } else {
        positional(run)?.to_string()
    };
    Some(Number { digits, length, chinese: true })
}

/// `一千零一` → 1001, `十二` → 12, `三百五` → 350. `None` when the units do not fall.
fn positional(run: &[char]) -> Option<u32> {
    let (mut total, mut pending, mut last) = (0_u32, None::<u32>, u32::MAX);
    let mut after_zero = false;
    for c in run {
        if let Some(d) = digit(*c) {
            if d == 0 {
                if pending.is_some() {
                    return None;
                }
                after_zero = true;
            } else if pending.replace(d).is_some() {
                return None;
            }
            continue;
        }
        let (unit, own) = unit(*c)?;
        if unit >= last {
            return None;
        }
        let count = match (pending.take(), own) {
            (Some(count), None) => count,
            (None, Some(own)) => own,
            // 十二: only ten may stand without a count.
            (None, None) if unit == 10 => 1,
            _ => return None,
        };
        total += count * unit;
        last = unit;
        after_zero = false;
    }
    let rest = pending.unwrap_or(0);
    // 三百五 leaves out its last unit.
    let scale = if !after_zero && last != u32::MAX && last >= 100 { last / 10 } else { 1 };
    Some(total + rest * scale)
}

fn is_numeral(c: char) -> bool {
    digit(c).is_some() || unit(c).is_some()
}

fn digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' | '貳' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// A unit, and the count that stands in the character itself (廿 = two tens).
fn unit(c: char) -> Option<(u32, Option<u32>)> {
    Some(match c {
        '十' | '拾' => (10, None),
        '百' | '佰' => (100, None),
        '千' | '仟' => (1000, None),
        '廿' => (10, Some(2)),
        '卅' => (10, Some(3)),
        _ => return None,
    })
}

/// A number in Chinese numerals as a phase of an estate is written: 1 → 一, up to 九; others in digits.
pub fn in_chinese(number: &str) -> String {
    let one = number.parse::<usize>().ok().filter(|n| (1..=9).contains(n));
    match one.and_then(|n| "一二三四五六七八九".chars().nth(n - 1)) {
        Some(c) => c.to_string(),
        None => number.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, usize)> {
        let chars: Vec<char> = text.chars().collect();
        take(&chars).map(|number| (number.digits, number.length))
    }

    #[test]
    fn numbers_are_read_in_both_scripts() {
        for (text, digits, length) in [
            ("12点", "12", 2),
            ("0901", "0901", 4),
            ("十", "10", 1),
            ("十二", "12", 2),
            ("二十", "20", 2),
            ("二十三号", "23", 3),
            ("廿三", "23", 2),
            ("一〇〇一", "1001", 4),
            ("一千零一", "1001", 4),
            ("一千一百零二室", "1102", 6),
            ("三百五", "350", 3),
            ("一百零五", "105", 4),
            ("两点", "2", 1),
            ("零五", "05", 2),
        ] {
            assert_eq!(read(text), Some((digits.to_owned(), length)), "{text}");
        }
        for text in ["", "点", "百", "三二十", "1234567890", "一二三四五六七八九十"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(in_chinese("2"), "二");
        assert_eq!(in_chinese("12"), "12");
    }
}
