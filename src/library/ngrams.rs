//! What is said, in pieces to be likened: its characters and what stands together, numbers alike.

/// Longest piece that is weighed, in characters.
const LONGEST: usize = 3;

/// The characters of a clause, every number as one `#`.
pub(super) fn numbers_alike(clause: &str) -> Vec<char> {
    const NUMERALS: &str = "零一二三四五六七八九十两百几半0123456789";
    let mut chars: Vec<char> = Vec::new();
    for c in clause.chars().map(|c| if NUMERALS.contains(c) { '#' } else { c }) {
        if c != '#' || chars.last() != Some(&'#') {
            chars.push(c);
        }
    }
    chars
}

/// The pieces of a clause, the single characters first.
pub(super) fn of(chars: &[char]) -> impl Iterator<Item = &[char]> {
    (1..=LONGEST.min(chars.len())).flat_map(|length| chars.windows(length))
}
