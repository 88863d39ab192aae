//! Whether a word was said: the words of danger cards and of sentences that are made for what the owner told.

/// Whether a text has a word; `…` skips up to six characters within a clause.
pub fn heard(text: &str, word: &str) -> bool {
    const GAP: usize = 6;
    let mut parts = word.split('…');
    let Some(first) = parts.next() else { return false };
    let rest: Vec<&str> = parts.collect();
    text.match_indices(first).any(|(start, _)| {
        let mut at = start + first.len();
        rest.iter().all(|part| {
            let clause =
                text[at..].split(['，', '。', '！', '？', '；', ',', '\n']).next().unwrap_or_default();
            let found = clause.find(part).filter(|place| clause[..*place].chars().count() <= GAP);
            found.inspect(|place| at += place + part.len()).is_some()
        })
    })
}
