//! Ratios, percentages and shares: counted exactly, rounded once.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// `[met, of]`: so many of so many. With `of` = 0 there is nothing to say: “—”. Rules §9.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ratio(pub u32, pub u32);

impl Ratio {
    /// Counts one more, met or not.
    pub fn add(&mut self, met: bool) {
        self.0 += u32::from(met);
        self.1 += 1;
    }

    /// The percentage, rounded to 0.1; `None` when there is nothing to divide by.
    pub fn percent(self) -> Option<Percent> {
        let (met, of) = (u64::from(self.0), u64::from(self.1));
        let tenths = (met * 2000 + of).checked_div(of * 2)?;
        Some(Percent(u32::try_from(tenths).unwrap_or(u32::MAX)))
    }
}

impl std::ops::AddAssign for Ratio {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
        self.1 += other.1;
    }
}

impl fmt::Display for Ratio {
    /// `91.7%`, or `—`: never 0 % or 100 % of nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.percent() {
            Some(percent) => write!(f, "{percent}%"),
            None => f.write_str("—"),
        }
    }
}

/// A percentage in tenths; written as a number with one decimal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(pub u32);

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

impl Serialize for Percent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 10.0)
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let tenths = (f64::deserialize(deserializer)? * 10.0).round();
        // Casting saturates; a share is between 0 and 100.
        Ok(Self(tenths as u32))
    }
}

/// Shares that add up to 100.0 (largest remainder; of equal remainders the earlier row gets the tenth). `None`
/// in every row when there is nothing to share.
pub fn shares(counts: &[u32]) -> Vec<Option<Percent>> {
    let total: u64 = counts.iter().map(|count| u64::from(*count)).sum();
    if total == 0 {
        return vec![None; counts.len()];
    }
    let floors: Vec<u64> = counts.iter().map(|count| u64::from(*count) * 1000 / total).collect();
    let left = usize::try_from(1000 - floors.iter().sum::<u64>()).unwrap_or_default();
    let mut by_remainder: Vec<usize> = (0..counts.len()).collect();
    by_remainder.sort_by_key(|row| std::cmp::Reverse(u64::from(counts[*row]) * 1000 % total));
    let mut tenths = floors;
    for row in by_remainder.into_iter().take(left) {
        tenths[row] += 1;
    }
    tenths.into_iter().map(|tenths| Some(Percent(u32::try_from(tenths).unwrap_or(u32::MAX)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_empty_denominator_says_nothing() {
        assert_eq!(Ratio(0, 0).to_string(), "—");
        assert_eq!(Ratio(0, 3).to_string(), "0.0%");
        assert_eq!(Ratio(11, 12).to_string(), "91.7%");
        assert_eq!(Ratio(1, 16).to_string(), "6.3%", "half a tenth is rounded up");
        assert_eq!(serde_json::to_string(&Ratio(3, 4)).unwrap(), "[3,4]");
    }

    #[test]
    fn shares_are_written_with_one_decimal() {
        let shares = shares(&[14, 12, 6, 4, 4, 3, 2, 1, 0]);
        let text = serde_json::to_string(&shares).unwrap();
        assert_eq!(text, "[30.4,26.1,13.0,8.7,8.7,6.5,4.4,2.2,0.0]", "as in the sketch of the table");
        assert_eq!(super::shares(&[0, 0]), [None, None]);
    }

    proptest! {
        #[test]
        fn shares_add_up_and_stay_within_a_tenth(counts in prop::collection::vec(0..100_000u32, 1..40)) {
            let total: u32 = counts.iter().sum();
            prop_assume!(total > 0);
            let shares: Vec<u32> = shares(&counts).into_iter().map(|share| share.unwrap().0).collect();
            prop_assert_eq!(shares.iter().sum::<u32>(), 1000);
            for (count, share) in counts.iter().zip(shares) {
                let exact = f64::from(*count) * 1000.0 / f64::from(total);
                prop_assert!((exact - f64::from(share)).abs() < 1.0);
            }
        }
    }
}
