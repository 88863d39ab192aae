//! A length of time as people write it: `30分钟`, `4小时`, `1天12小时`. Pure.

use crate::domain::reading::plain_text;

/// Minutes, hours and days of 24 hours, kept apart as they were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// Minutes.
    pub minutes: u32,
    /// Hours.
    pub hours: u32,
    /// Days.
    pub days: u32,
}

/// No limit lasts longer, in days.
const LONGEST: u64 = 366;

/// Units, the longer words first.
const UNITS: [(&str, u64); 8] = [
    ("分钟", 1),
    ("分", 1),
    ("个小时", 60),
    ("小时", 60),
    ("个钟头", 60),
    ("天", 24 * 60),
    ("日", 24 * 60),
    ("周", 7 * 24 * 60),
];

impl Span {
    /// Reads what was typed; nothing typed is no time at all.
    ///
    /// # Errors
    /// A Chinese sentence with examples.
    pub fn read(text: &str) -> Result<Self, String> {
        let wrong = || format!("「{}」看不懂，时长请写成 30分钟、4小时 或 3天。", text.trim());
        let plain: String = plain_text::plain(text).chars().filter(|c| !c.is_whitespace()).collect();
        let plain = plain.replace("半小时", "30分钟").replace("半天", "12小时").replace("一周", "7天");
        let (mut rest, mut span) = (plain.as_str(), Self::default());
        while !rest.is_empty() {
            let end = rest.find(|c: char| !c.is_ascii_digit()).ok_or_else(wrong)?;
            let number: u32 = rest[..end].parse().map_err(|_| wrong())?;
            let unit = UNITS.iter().find(|(word, _)| rest[end..].starts_with(word)).ok_or_else(wrong)?;
            match unit.1 {
                1 => span.minutes = span.minutes.saturating_add(number),
                60 => span.hours = span.hours.saturating_add(number),
                week if week > 24 * 60 => span.days = span.days.saturating_add(number.saturating_mul(7)),
                _ => span.days = span.days.saturating_add(number),
            }
            rest = &rest[end + unit.0.len()..];
        }
        if span.in_minutes() > LONGEST * 24 * 60 {
            return Err(format!("「{}」太长了，最长一年。", text.trim()));
        }
        Ok(span)
    }

    /// The whole of it, in minutes.
    pub fn in_minutes(self) -> u64 {
        u64::from(self.minutes) + 60 * (u64::from(self.hours) + 24 * u64::from(self.days))
    }

    /// As it is written; empty when it is none.
    pub fn words(self) -> String {
        let parts = [(self.days, "天"), (self.hours, "小时"), (self.minutes, "分钟")];
        parts
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, unit)| format!("{number}{unit}"))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_written_again() {
        for text in ["30分钟", "4小时", "3天", "1天12小时", "2小时30分钟", ""] {
            assert_eq!(Span::read(text).unwrap().words(), text);
        }
        for (text, minutes) in
            [(" ２ 小时", 120), ("半小时", 30), ("2周", 20_160), ("3个小时", 180), ("45分", 45)]
        {
            assert_eq!(Span::read(text).unwrap().in_minutes(), minutes, "{text}");
        }
    }

    #[test]
    fn what_is_no_length_of_time_is_told() {
        for text in ["4", "很快", "4 hours", "-3天", "小时", "99999999999小时"] {
            assert!(Span::read(text).unwrap_err().contains("看不懂"), "{text}");
        }
        assert!(Span::read("9999天").unwrap_err().contains("最长一年"));
    }
}
