//! What a supervisor may set about keeping the data safe: copies, the lock of the screen, how long personal data stay.
//! And the rule which copies are kept.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::reading::plain_text;

/// Settings of copies and of the lock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Safety {
    /// Newest days of which the last copy is kept.
    pub daily_copies: u32,
    /// Weeks before those.
    pub weekly_copies: u32,
    /// Months before those.
    pub monthly_copies: u32,
    /// A second folder for copies, on another disk; empty = none.
    pub second_folder: String,
    /// Copies in the second folder are sealed with a passphrase.
    pub sealed: bool,
    /// A reminder comes when the second folder has had no copy for so many days.
    pub remind_days: u32,
    /// The screen locks after so many minutes without a key or a click; 0 = never.
    pub lock_minutes: u32,
}

impl Default for Safety {
    fn default() -> Self {
        Self {
            daily_copies: 14,
            weekly_copies: 8,
            monthly_copies: 24,
            second_folder: String::new(),
            sealed: false,
            remind_days: 3,
            lock_minutes: 5,
        }
    }
}

/// The fewest characters of a passphrase.
const SHORTEST: usize = 8;

/// A passphrase as it is used, however an input method has written it: without blanks around, wide letters made plain.
pub fn plain_passphrase(text: &str) -> String {
    plain_text::plain(text).trim().to_owned()
}

/// What keeps a passphrase from being taken, as a sentence.
pub fn passphrase_problem(text: &str) -> Option<&'static str> {
    let plain = plain_passphrase(text);
    let mut seen: Vec<char> = plain.chars().collect();
    let long = seen.len();
    seen.sort_unstable();
    seen.dedup();
    if long < SHORTEST {
        return Some("备份口令至少 8 个字，例如一句自己记得住的话。");
    }
    (seen.len() < 4).then_some("备份口令太容易猜，请换一句话。")
}

/// The year, and the day, week or month in it, to which a day belongs.
type Span = fn(NaiveDate) -> (i32, u32);

/// Which copies are kept, given from the newest to the oldest by what is in them – not by their date alone, for a clock
/// may have been set back: the newest always, then the newest of each of so many days, weeks and months.
pub fn kept_copies(days: &[NaiveDate], safety: &Safety) -> Vec<bool> {
    let mut kept = vec![false; days.len()];
    let mut from = 0;
    let day = |day: NaiveDate| (day.year(), day.ordinal());
    let week = |day: NaiveDate| (day.iso_week().year(), day.iso_week().week());
    let month = |day: NaiveDate| (day.year(), day.month());
    let spans: [(u32, Span); 3] =
        [(safety.daily_copies.max(1), day), (safety.weekly_copies, week), (safety.monthly_copies, month)];
    for (wanted, span) in spans {
        let mut seen = Vec::new();
        while from < days.len() {
            let this = span(days[from]);
            if !seen.contains(&this) {
                if seen.len() as u32 == wanted {
                    break;
                }
                seen.push(this);
                kept[from] = true;
            }
            from += 1;
        }
    }
    kept
}

/// All copies together may take so many bytes.
const MOST_BYTES: u64 = 20 << 30;
/// So many of the newest stay whatever they take.
const ALWAYS: usize = 3;

/// Lets go the oldest of the copies that are kept, given from the newest on, as far as all together would take too much room.
pub fn within_room(mut kept: Vec<bool>, sizes: &[u64]) -> Vec<bool> {
    let (mut taken, mut count) = (0_u64, 0);
    for (kept, size) in kept.iter_mut().zip(sizes).filter(|(kept, _)| **kept) {
        taken = taken.saturating_add(*size);
        *kept = count < ALWAYS || taken <= MOST_BYTES;
        count += 1;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_passphrase_is_a_sentence_of_ones_own() {
        assert_eq!(passphrase_problem("雨天记得带伞出门"), None);
        for weak in ["", "1234567", "11111111", "        ", "abcabcab"] {
            assert!(passphrase_problem(weak).is_some(), "{weak}");
        }
        assert_eq!(plain_passphrase("　ＡＢＣ１２３４５ "), "ABC12345");
    }

    #[test]
    fn days_then_weeks_then_months_are_kept() {
        let last = day("2026-11-30");
        let days: Vec<_> = (0..800).map(|back| last - chrono::Duration::days(back)).collect();
        let kept = kept_copies(&days, &Safety::default());
        assert_eq!(kept.iter().filter(|kept| **kept).count(), 14 + 8 + 24);
        assert!(kept[..14].iter().all(|kept| *kept));
        assert!(kept[14] && !kept[799]);
    }

    #[test]
    fn several_of_a_day_leave_the_newest_and_an_early_start_keeps_all_its_days() {
        let days = [day("2026-11-03"), day("2026-11-03"), day("2026-11-02")];
        assert_eq!(kept_copies(&days, &Safety::default()), [true, false, true]);
    }

    #[test]
    fn copies_that_are_too_large_together_are_fewer() {
        let gigabytes = |sizes: &[u64]| sizes.iter().map(|size| size << 30).collect::<Vec<_>>();
        let kept = |sizes: &[u64]| within_room(vec![true; sizes.len()], &gigabytes(sizes));
        assert_eq!(kept(&[4, 4, 4, 4, 4, 4]), [true, true, true, true, true, false]);
        assert_eq!(kept(&[30, 30, 30, 30]), [true, true, true, false], "three stay whatever they take");
        assert_eq!(kept(&[0; 46]), [true; 46]);
        let some = within_room(vec![true, false, true, true, true], &gigabytes(&[9, 9, 9, 9, 9]));
        assert_eq!(some, [true, false, true, true, false], "what is not kept takes no room");
    }

    #[test]
    fn a_clock_set_back_never_costs_the_newest_copy() {
        let mut days = vec![day("2020-01-01")];
        days.extend((0..14).map(|back| day("2026-11-14") - chrono::Duration::days(back)));
        let kept = kept_copies(&days, &Safety::default());
        assert!(kept[0], "the newest by what is in it");
        assert_eq!(kept[..14], [true; 14]);
        let none = Safety { daily_copies: 0, weekly_copies: 0, monthly_copies: 0, ..Safety::default() };
        assert!(kept_copies(&days, &none)[0], "whatever is set");
    }
}
