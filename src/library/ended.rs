//! How it ended, said within a situation's own line: its first clause says that it was dealt with (`门卡处理过了`), the rest
//! what he should try (`您刷一下，不灵马上找我`). What the record states takes the place of the first, or follows on it
//! where that states the same. Ledger 04-05, 12-69.

use crate::library::in_plain;
use crate::library::moment::Given;
use crate::library::phrase::{Line, Part};
use crate::library::sentence::Talk;
use crate::library::step::Step;
use crate::library::variable::{Template, Variable};

/// Most characters of the whole.
const LONGEST: usize = 60;

/// Whether what the record states is said within this line.
pub fn takes_result(line: &Line, talk: &Talk) -> bool {
    with_result(line, talk).is_some()
}

/// The line with what the record states; `None` where it has no place in it or nothing is known.
pub fn with_result(line: &Line, talk: &Talk) -> Option<Line> {
    let unworded = talk.circumstances.given.contains(&Given::Unworded);
    let fits = talk.step == Step::Handled && line.part == Part::Matter && unworded;
    let result = talk.values.get(Variable::Result).filter(|_| fits)?.replace(['{', '}'], "");
    let (first, rest) = line.text.as_str().split_once('，')?;
    let clauses: Vec<&str> = rest.split('，').collect();
    if clauses.last().is_none_or(|last| in_plain::announces(last)) {
        return None;
    }
    let told = clauses.into_iter().filter(|one| !in_plain::announces(one));
    let rest = told.collect::<Vec<_>>().join("，");
    // A situation that nobody chose lends its words only where the record bears them out.
    let told = match line.when.result.is_empty() {
        true if !talk.chosen => return None,
        true => result,
        // 单元门修好了，电磁锁换好了: what the line says itself is not said twice.
        false => match result.split('，').find(|clause| !in_plain::tell_the_same(first, clause)) {
            Some(more) => format!("{first}，{more}"),
            None => first.to_owned(),
        },
    };
    let text = format!("{told}，{rest}");
    let short = text.chars().count() <= LONGEST;
    Template::new(text).ok().filter(|_| short).map(|text| Line { text, ..line.clone() })
}
