//! How a sentence is made of the lines of the library: first what receives the feeling, then the matter, then what
//! happens next. One that is whole in itself is said alone. Which lines may speak and how near they are to the talk is
//! worked out in `say`.

use crate::domain::code::Channel;
use crate::library::answered_questions;
use crate::library::guard;
use crate::library::measure::WHOLE;
use crate::library::phrase::{Line, Part};
use crate::library::sentence::{Sentence, Talk};
use crate::library::step::Step;
use crate::library::told_words;
use crate::library::variable::{Template, Variable};

/// Steps at which the owner is called by his name, where it is known.
const CALLED: [Step; 9] = [
    Step::Restate,
    Step::Promise,
    Step::Solution,
    Step::SolutionRefused,
    Step::Progress,
    Step::Delay,
    Step::Handled,
    Step::EscalateRefused,
    Step::Investigate,
];
/// What may name its time by itself.
const NAMES_TIME: [Variable; 2] = [Variable::Pledge, Variable::Progress];
/// So many characters in common sound like the same phrase twice.
const ECHO: usize = 3;

/// A line's words for this talk: the core with a feeling before it and a next step behind it, as far as there are some
/// that fit; `turn` picks among those that are equally near, so that one talk does not always begin alike.
pub fn sentence(core: &Line, feelings: &[&Line], nexts: &[&Line], talk: &Talk, turn: usize) -> Sentence {
    let mut parts = vec![core];
    if core.part == Part::Matter {
        let feeling = pick(feelings, turn, |line| {
            let (feeling, core) = (line.text.as_str(), core.text.as_str());
            !(echoes(feeling, core) || guard::apologises(feeling) && guard::apologises(core))
        });
        if let Some(feeling) = feeling.filter(|feeling| length(&[feeling, core]) <= WHOLE) {
            parts.insert(0, feeling);
        }
        let next = pick(nexts, turn, |line| !echoes(line.text.as_str(), core.text.as_str()));
        let tells_when = core.text.variables().into_iter().any(is_time) || core.text.as_str().ends_with('？');
        if let Some(next) = next.filter(|next| !tells_when && length(&parts) + length(&[next]) <= WHOLE) {
            parts.push(next);
        }
    }
    let mut words = String::new();
    if calls(core, &parts, talk) && length(&parts) + CALL.chars().count() <= WHOLE {
        words.push_str(CALL);
    }
    // What names its time in one part takes the time out of the others too.
    let named = parts.iter().flat_map(|part| part.text.variables()).find(|one| NAMES_TIME.contains(one));
    let named = named.filter(|_| talk.names_time);
    let told = named.and_then(|one| talk.values.get(one)).unwrap_or_default();
    let spoken = parts.iter().map(|part| {
        // A question without what is known of it.
        let open = answered_questions::still_asked(part.text.as_str(), &talk.circumstances);
        let text = open.as_deref().filter(|_| part.part != Part::Whole).unwrap_or(part.text.as_str());
        match named {
            Some(one) => told_words::without_second_time(text, &told, one == Variable::Pledge),
            None => text.to_owned(),
        }
    });
    let spoken: Vec<String> = spoken.filter(|text| !text.is_empty()).collect();
    for (at, text) in spoken.iter().enumerate() {
        match text.strip_suffix('。').filter(|_| at + 1 < spoken.len()) {
            Some(open) => words.extend([open, "，"]),
            None => words.push_str(text),
        }
    }
    let whole = Template::new(words.as_str()).unwrap_or_else(|_| core.text.clone());
    let (text, blanks) = whole.fill(&talk.values);
    Sentence {
        id: parts.iter().map(|part| part.id.as_str()).collect::<Vec<_>>().join("+"),
        level: core.level,
        text,
        blanks,
        needs_approval: parts.iter().any(|part| part.needs_approval),
    }
}

const CALL: &str = "{称呼}，";

/// Whether the owner is called by his name first. Nobody is named where others read along.
fn calls(core: &Line, parts: &[&Line], talk: &Talk) -> bool {
    let named = |part: &&Line| part.text.variables().iter().any(|one| is_person(*one));
    core.part == Part::Matter
        && talk.channel != Channel::Online
        && CALLED.contains(&talk.step)
        && talk.values.get(Variable::Salutation).is_some()
        && !parts.iter().any(named)
}

fn is_person(variable: Variable) -> bool {
    matches!(variable, Variable::Salutation | Variable::Owner)
}

fn is_time(variable: Variable) -> bool {
    matches!(variable, Variable::PromiseTime | Variable::NextNotice | Variable::CompletionDate)
}

/// The first that passes, beginning at the turn.
fn pick<'a>(lines: &[&'a Line], turn: usize, passes: impl Fn(&Line) -> bool) -> Option<&'a Line> {
    let start = turn.checked_rem(lines.len())?;
    let round = lines.iter().cycle().skip(start).take(lines.len());
    round.copied().find(|line| passes(line))
}

fn length(parts: &[&Line]) -> usize {
    parts.iter().map(|part| part.text.as_str().chars().count()).sum()
}

/// Whether two texts share a phrase.
fn echoes(one: &str, other: &str) -> bool {
    let chars: Vec<char> = one.chars().collect();
    let phrases = chars.windows(ECHO).filter(|phrase| !phrase.iter().any(|c| "，。？！：；{}".contains(*c)));
    phrases.map(|phrase| phrase.iter().collect::<String>()).any(|phrase| other.contains(&phrase))
}
