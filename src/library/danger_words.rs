//! Hearing danger in what somebody says: words by classes (who, where, in what state) and their combinations, mistakes of
//! pinyin input put right first, and words that only look like it and what is not of this moment left out – past, denied, supposed, asked about. The words
//! are data (`assets/library/danger-words.toml`). Nothing here knows a card or a case.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer};

/// So many characters a `…` may skip.
const GAP: usize = 6;
/// So many clauses the parts of a combination may be apart.
const WINDOW: usize = 4;
/// What parts one clause from the next.
const ENDS: [char; 19] =
    ['，', '。', '！', '？', '；', '：', '（', '）', '、', '…', '\n', ',', ';', '!', '?', ':', '(', ')', ' '];

/// The words by which danger is heard.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DangerWords {
    classes: BTreeMap<String, Vec<String>>,
    calm: CalmWords,
    #[serde(deserialize_with = "longest_first")]
    typed: Vec<(String, String)>,
    #[serde(deserialize_with = "longest_first")]
    meant: Vec<(String, String)>,
    told: Vec<Told>,
    under_way: UnderWay,
    instead: Vec<Instead>,
    called: Vec<Instead>,
}

/// What is said in place of a line that holds `line`, where one of `known` was told and none of `unless`: the caller is
/// out already, has called 120 himself, is the one who is hurt; or where he stands before us.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Instead {
    line: String,
    #[serde(default)]
    known: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    here: bool,
    say: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CalmWords {
    past: Vec<String>,
    now: Vec<String>,
    unreal: Vec<String>,
    other: Vec<String>,
    urgent: Vec<String>,
    denied: Vec<String>,
    goes_on: Vec<String>,
    ended: Vec<String>,
}

/// A question that need not be put when the answer was given.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    ask: Vec<String>,
    known: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnderWay {
    words: Vec<String>,
    /// Words of a record that say that it lasts.
    lasting: Vec<String>,
    promised: Vec<String>,
}

/// What was said, made ready to look for words in it.
#[derive(Debug, Clone)]
pub struct DangerTalk<'a> {
    words: &'a DangerWords,
    text: String,
    /// The clauses that tell of this moment; an empty one stands for one that does not.
    clauses: Vec<String>,
    /// Of each class the words that occur.
    present: BTreeMap<&'a str, Vec<&'a str>>,
}

enum Token<'p> {
    Text(&'p str),
    Class(&'p str),
    Gap,
}

/// What is put in place of what, the longer one first: 抽烟往下扔 is more than 抽烟.
fn longest_first<'de, D: Deserializer<'de>>(words: D) -> Result<Vec<(String, String)>, D::Error> {
    let mut words: Vec<_> = BTreeMap::deserialize(words)?.into_iter().collect();
    words.sort_by_key(|(wrong, _): &(String, String)| Reverse(wrong.len()));
    Ok(words)
}

impl DangerWords {
    /// The shipped words, parsed once.
    #[expect(
        clippy::expect_used,
        reason = "the file is compiled in and a test parses it; there is nothing a user could do"
    )]
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<DangerWords> = OnceLock::new();
        SHIPPED.get_or_init(|| {
            let mut words: Self = toml::from_str(include_str!("../../assets/library/danger-words.toml"))
                .expect("the shipped words of danger are well formed");
            words.classes = words.classes.keys().map(|class| (class.clone(), words.members(class))).collect();
            words
        })
    }

    /// The words of a class, those of the classes within it too, the longest first.
    fn members(&self, class: &str) -> Vec<String> {
        let mut all = Vec::new();
        for word in self.classes.get(class).into_iter().flatten() {
            match word.strip_prefix('{').and_then(|word| word.strip_suffix('}')) {
                Some(inner) if inner != class => all.extend(self.members(inner)),
                _ => all.push(word.clone()),
            }
        }
        all.sort_by_key(|word| Reverse(word.len()));
        all
    }

    /// What was written, mistakes of typing put right and words that only look like danger as they are meant.
    pub fn plain(&self, written: &str) -> String {
        let read = |text: String, words: &[(String, String)]| {
            words.iter().fold(text, |text, (wrong, right)| text.replace(wrong, right))
        };
        read(read(written.to_owned(), &self.typed), &self.meant)
    }

    /// Reads what was written, whenever it was.
    pub fn read<'a>(&'a self, written: &str) -> DangerTalk<'a> {
        let text = self.plain(written);
        let clauses = text.split(ENDS).map(str::to_owned).filter(|clause| !clause.is_empty()).collect();
        let present = self.classes.iter().map(|(class, words)| {
            let found = words.iter().map(String::as_str).filter(|word| text.contains(word));
            (class.as_str(), found.collect())
        });
        let present = present.collect();
        DangerTalk { words: self, text, clauses, present }
    }

    /// Whether a record says that somebody is at it.
    pub fn is_under_way(&self, record: &str) -> bool {
        self.points_to(record, &self.under_way.words)
    }

    /// Whether a record says that the danger lasts: people are still on the way, or being led out.
    pub fn lasts(&self, record: &str) -> bool {
        self.points_to(record, &self.under_way.lasting)
    }

    /// Whether a record holds one of these combinations of words.
    fn points_to(&self, record: &str, words: &[String]) -> bool {
        let talk = self.read(record);
        words.iter().any(|word| talk.points(word).is_some())
    }

    /// Whether something that was said goes on, whenever it began.
    pub fn goes_on(&self, said: &str) -> bool {
        let talk = self.read(said);
        self.calm.goes_on.iter().any(|word| talk.has(word))
    }

    /// The words of a record that every danger ends with.
    pub fn ended(&self) -> &[String] {
        &self.calm.ended
    }

    /// Whether a line only promises what a record says is under way.
    pub fn is_promise(&self, line: &str) -> bool {
        self.under_way.promised.iter().any(|word| line.contains(word))
    }
}

impl DangerTalk<'_> {
    /// What of it tells of this moment. What he tells of the past goes on until a word brings him back.
    #[must_use]
    pub fn of_now(&self) -> Self {
        self.heard(true)
    }

    /// The same for what must not be missed: only the clause that names a past time is past.
    #[must_use]
    pub fn of_now_closely(&self) -> Self {
        self.heard(false)
    }

    fn heard(&self, past_goes_on: bool) -> Self {
        let calm = &self.words.calm;
        let any = |words: &[String], clause: &str| words.iter().any(|word| self.holds(word, clause));
        let elsewhere = any(&calm.other, &self.text) && !any(&calm.urgent, &self.text);
        let mut past = false;
        let clauses = self.clauses.iter().map(|clause| {
            past = !any(&calm.now, clause) && ((past && past_goes_on) || any(&calm.past, clause));
            let live = !elsewhere && !past && !any(&calm.unreal, clause);
            if live { clause.clone() } else { String::new() }
        });
        Self { clauses: clauses.collect(), ..self.clone() }
    }

    /// Whether one of these was said, not denied.
    fn tells(&self, words: &[String]) -> bool {
        let said =
            |word: &String| self.clauses.iter().any(|clause| self.affirmed(clause, &tokens(word)).is_some());
        words.iter().any(|word| self.may_hold(word) && said(word))
    }

    /// A question without the halves that this answers already; `None` when nothing is left to ask.
    pub fn still_asked(&self, ask: &str) -> Option<String> {
        let bare = ask.trim_end_matches('？');
        let answers = |told: &Told, half: &str| {
            told.ask.iter().any(|word| half.contains(word)) && self.tells(&told.known)
        };
        let answered = |half: &str| self.words.told.iter().any(|told| answers(told, half));
        let open: Vec<&str> = bare.split('，').filter(|half| !answered(half)).collect();
        match open.len() == bare.split('，').count() {
            true => Some(ask.to_owned()),
            false => (!open.is_empty()).then(|| format!("{}？", open.join("，"))),
        }
    }

    /// Whether what he told asks for other words.
    fn suits(&self, one: &Instead) -> bool {
        self.tells(&one.known) && !self.tells(&one.unless)
    }

    /// A line as it fits the caller by what he said and where he is: who is out is not told to go out, who is at the
    /// counter (`here`) not to stay away from it, who has called 120 not that we call it; `None` where it is nothing to him.
    pub fn fitted(&self, line: &str, here: bool) -> Option<String> {
        let fits = |one: &&Instead| line.contains(&one.line) && (one.here && here || self.suits(one));
        match self.words.instead.iter().find(fits) {
            Some(one) => (!one.say.is_empty()).then(|| one.say.clone()),
            None => Some(line.to_owned()),
        }
    }

    /// Whom to call, as far as the caller has not called himself.
    pub fn still_called(&self, whom: &str) -> String {
        let fits = |one: &&Instead| whom.starts_with(&one.line) && self.suits(one);
        self.words.called.iter().find(fits).map_or_else(|| whom.to_owned(), |one| one.say.clone())
    }

    /// Whether a word stands in a text, denied or not.
    pub fn holds(&self, word: &str, text: &str) -> bool {
        let tokens = tokens(word);
        text.char_indices().any(|(at, _)| self.matched(&text[at..], &tokens).is_some())
    }

    /// What was said of this moment, a few clauses at a time.
    pub fn parts(&self) -> impl Iterator<Item = String> + '_ {
        let live: Vec<&str> =
            self.clauses.iter().map(String::as_str).filter(|clause| !clause.is_empty()).collect();
        let parts = if live.is_empty() { 0 } else { live.len().saturating_sub(WINDOW) + 1 };
        (0..parts).map(move |at| live[at..live.len().min(at + WINDOW)].join("，"))
    }

    /// Whether a word was said anywhere, of whatever time.
    pub fn has(&self, word: &str) -> bool {
        self.may_hold(word) && self.holds(word, &self.text)
    }

    /// What was said that a combination points to: all its parts within a few clauses, none of them denied.
    pub fn points(&self, combination: &str) -> Option<String> {
        self.pointed(combination).into_iter().next().map(|(_, said)| said)
    }

    /// Every place that a combination points to: the clause where it begins, and what was said there.
    pub fn pointed(&self, combination: &str) -> Vec<(usize, String)> {
        if !combination.split('+').all(|part| self.may_hold(part)) {
            return Vec::new();
        }
        let parts: Vec<Vec<Token<'_>>> = combination.split('+').map(tokens).collect();
        let found = (0..self.clauses.len()).filter_map(|from| {
            let near = &self.clauses[from..self.clauses.len().min(from + WINDOW)];
            let found = parts.iter().map(|part| near.iter().find_map(|clause| self.affirmed(clause, part)));
            Some((from, found.collect::<Option<Vec<&str>>>()?.join("……")))
        });
        found.collect()
    }

    /// The few clauses from one on, those of this moment, as one piece.
    pub fn part_from(&self, from: usize) -> String {
        let near = &self.clauses[from..self.clauses.len().min(from + WINDOW)];
        let live = near.iter().filter(|clause| !clause.is_empty());
        live.map(String::as_str).collect::<Vec<_>>().join("，")
    }

    /// A quick look whether a part can be there at all.
    fn may_hold(&self, part: &str) -> bool {
        tokens(part).iter().all(|token| match token {
            Token::Text(text) => self.text.contains(text),
            Token::Class(class) => self.present.get(class).is_some_and(|words| !words.is_empty()),
            Token::Gap => true,
        })
    }

    /// Where a part stands in a clause without being denied.
    fn affirmed<'c>(&self, clause: &'c str, part: &[Token<'_>]) -> Option<&'c str> {
        clause.char_indices().find_map(|(at, _)| {
            let length = self.matched(&clause[at..], part)?;
            let denied = self.words.calm.denied.iter().any(|word| clause[..at].ends_with(word.as_str()));
            (!denied).then(|| &clause[at..at + length])
        })
    }

    /// How long what stands at the head of a text is, if it is what the tokens ask for.
    fn matched(&self, text: &str, tokens: &[Token<'_>]) -> Option<usize> {
        let Some((first, rest)) = tokens.split_first() else { return Some(0) };
        let behind = |word: &str| {
            let length = self.matched(text.strip_prefix(word)?, rest)?;
            Some(word.len() + length)
        };
        match first {
            Token::Text(word) => behind(word),
            Token::Class(class) => self.present.get(class)?.iter().find_map(|word| behind(word)),
            Token::Gap => text
                .char_indices()
                .map(|(at, _)| at)
                .take(GAP + 1)
                .find_map(|skip| Some(skip + self.matched(&text[skip..], rest)?)),
        }
    }
}

/// A part as it is written: words, `{classes}` and gaps.
fn tokens(part: &str) -> Vec<Token<'_>> {
    let mut all = Vec::new();
    for (at, chunk) in part.split('…').enumerate() {
        if at > 0 {
            all.push(Token::Gap);
        }
        let mut rest = chunk;
        while let Some((before, behind)) = rest.split_once('{') {
            let Some((class, after)) = behind.split_once('}') else { break };
            if !before.is_empty() {
                all.push(Token::Text(before));
            }
            all.push(Token::Class(class));
            rest = after;
        }
        if !rest.is_empty() {
            all.push(Token::Text(rest));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_in_any_order_near_each_other_and_are_not_denied() {
        let words = DangerWords::shipped();
        let heard = |said: &str, combination: &str| words.read(said).of_now().points(combination).is_some();
        assert!(heard("在地上起不来，是我奶奶", "{老人}+{起不来}"));
        assert!(!heard("奶奶没有起不来", "{老人}+{起不来}"));
        assert!(!heard("奶奶在家，一，二，三，四，站不起来", "{老人}+{起不来}"), "too far apart");
        assert!(heard("晕到了", "晕倒"), "a mistake of pinyin input");
        assert!(!heard("去年着火，现在没人管", "着火") && heard("去年来过，现在着火了", "着火"));
        assert!(!heard("万一着火怎么办", "着火"));
        let closely = |said: &str| words.read(said).of_now_closely().points("活着没意思").is_some();
        let said = "厂里上个月把我裁了。我在天台坐了半天，活着没意思";
        assert!(!heard(said, "活着没意思") && closely(said) && !closely("去年他说活着没意思"));
    }

    #[test]
    fn every_class_that_a_class_names_is_there_and_no_word_is_empty() {
        let words = DangerWords::shipped();
        for (class, members) in &words.classes {
            assert!(!members.is_empty(), "{class}");
            assert!(members.iter().all(|word| !word.is_empty() && !word.contains('{')), "{class}");
        }
    }

    #[test]
    fn what_was_told_is_not_asked() {
        let words = DangerWords::shipped();
        let asked = |said: &str| words.read(said).still_asked("哪栋哪部电梯，几个人，有不舒服的吗？");
        assert_eq!(asked("困住了").as_deref(), Some("哪栋哪部电梯，几个人，有不舒服的吗？"));
        assert_eq!(asked("二单元电梯，我们四个人").as_deref(), Some("有不舒服的吗？"));
        assert_eq!(asked("二单元电梯，我们四个人，我头晕"), None);
    }

    #[test]
    fn who_is_out_is_not_told_to_go_out() {
        let fitted = |line: &str, said: &str, here| DangerWords::shipped().read(said).fitted(line, here);
        let out = "人都出去，到楼外再打给我。";
        assert_eq!(fitted(out, "厨房一股煤气味", false).as_deref(), Some(out));
        assert_ne!(fitted(out, "一股煤气味，我们都出来了", false).as_deref(), Some(out));
        assert_eq!(fitted("顺手关上气阀，轻轻开窗。", "一股煤气味", true), None, "at the counter");
        // The smoke came out, not he.
        assert_eq!(
            fitted("顺手关上气阀，轻轻开窗。", "烟从门缝里出来了", false).as_deref(),
            Some("顺手关上气阀，轻轻开窗。")
        );
    }

    #[test]
    fn who_has_called_120_himself_is_not_told_that_we_call_it() {
        let words = DangerWords::shipped();
        let line = "120我们马上打，先别挪动他。";
        let of = |said: &str| words.read(said).fitted(line, false);
        assert!(of("我妈摔了，120已经叫了").is_some_and(|said| !said.contains("马上打")));
        assert_eq!(of("我妈摔了起不来").as_deref(), Some(line));
        assert_eq!(of("打了120没人接，我妈摔了").as_deref(), Some(line), "nobody answered");
        // Who is hurt himself is spoken to as such.
        assert!(of("我从楼梯上滑下来，我腿动不了").is_some_and(|said| said.contains("您先别动")));
        let whom = "120，报地点和伤情";
        assert_eq!(words.read("我爸晕倒了").still_called(whom), whom);
        assert_ne!(words.read("救护车在路上了").still_called(whom), whom);
    }
}
