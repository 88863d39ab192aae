//! How it ended, said within a situation's own line: its first clause says that it was dealt with (`门卡处理过了`), the rest
//! what he should try (`您刷一下，不灵马上找我`). What the record states takes the place of the first, or follows on it
//! where that states the same. Ledger 04-05, 12-69.

use crate::library::moment::Given;
use crate::library::phrase::{Line, Part};
use crate::library::sentence::Talk;
use crate::library::step::Step;
use crate::library::variable::{Template, Variable};

/// Most characters of the whole.
const LONGEST: usize = 60;
/// A clause with one of these only announces what the record tells.
const ANNOUNCES: [&str; 6] = ["说给您听", "结果跟您说", "怎么答的", "怎么办的", "查到什么", "我一条条说"];

/// Whether what the record states is said within this line.
pub fn takes_result(line: &Line, talk: &Talk) -> bool {
    with_result(line, talk).is_some()
}

/// The line with what the record states; `None` where it has no place in it or nothing is known.
pub fn with_result(line: &Line, talk: &Talk) -> Option<Line> {
    let unworded = talk.circumstances.given.contains(&Given::Unworded);
    let fits = talk.step == Step::Handled && line.part == Part::Matter && unworded;
    let result = talk.values.get(Variable::Result).filter(|result| fits && !result.contains(['{', '}']))?;
    let (first, rest) = line.text.as_str().split_once('，')?;
    let rest: Vec<&str> = rest.split('，').filter(|one| !ANNOUNCES.iter().any(|word| one.contains(word))).collect();
    let rest = Some(rest.join("，")).filter(|rest| !rest.is_empty() && rest.ends_with(['。', '？']))?;
    // A situation that nobody chose lends its words only where the record bears them out.
    let told = match line.when.result.is_empty() {
        true if !talk.chosen => return None,
        true => result,
        // 单元门修好了，电磁锁换好了: what the line says itself is not said twice.
        false => match result.split('，').find(|clause| !shares(first, clause)) {
            Some(more) => format!("{first}，{more}"),
            None => first.to_owned(),
        },
    };
    let text = format!("{told}，{rest}");
    let short = text.chars().count() <= LONGEST;
    Template::new(text).ok().filter(|_| short).map(|text| Line { text, ..line.clone() })
}

/// Whether two clauses have two characters in common that stand together; of a short one a single character tells.
fn shares(one: &str, other: &str) -> bool {
    const SHORT: usize = 4;
    let chars: Vec<char> = one.chars().filter(|c| !"了好的在".contains(*c)).collect();
    let together = if other.chars().count() <= SHORT { 1 } else { 2 };
    chars.windows(together).any(|part| other.contains(&part.iter().collect::<String>()))
}
