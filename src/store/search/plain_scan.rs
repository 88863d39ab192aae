//! What the index finds against a plain scan of the same texts: exactly the cases that contain what was typed.

use unicode_normalization::UnicodeNormalization;

use crate::domain::case::{Case, CaseNumber, Facts};
use crate::domain::code::{CaseKind, Channel};
use crate::domain::settings::Rules;
use crate::domain::time::Moment;
use crate::store::db::Db;
use crate::store::error::Error;
use crate::store::key;
use crate::store::search::{Words, expression};

/// Numbers by chance, the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % u64::try_from(end).unwrap()).unwrap()
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// Few words, so that most questions are found somewhere: Chinese, rare characters, Latin, digits, punctuation, blanks,
/// full-width forms.
const PIECES: [&str; 60] = [
    "电梯", "停运", "水管", "漏水", "物业", "电", "梯", "水", "费", "车位", "保安", "楼道", "垃圾", "噪音",
    "装修", "业主", "的", "了", "不", "一", "䶮", "𬱖", "龘", "〇", "𠮷", "㎡", "３", "Ａ座", "Wi-Fi", "SUV",
    "suv", "abc", "Q", "é", "ß", "3", "12", "1001", "305", "00", "7", "，", "。", "！", "、", "“", "”", "（",
    "）", "-", "#", "\"", "*", ":", "'", " ", "　", "\n", "…", "🙂",
];

fn text(chance: &mut Chance, most: usize) -> String {
    (0..=chance.below(most)).map(|_| chance.of(&PIECES)).collect()
}

/// What is typed: a stretch of some text, or anything.
fn question(chance: &mut Chance, texts: &[String]) -> String {
    let length = 1 + chance.below(12);
    let from: Vec<char> = match chance.below(5) {
        0 => text(chance, 8).chars().collect(),
        _ => texts[chance.below(texts.len())].chars().collect(),
    };
    let start = chance.below(from.len());
    from[start..].iter().take(length).collect()
}

fn folded(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

/// Every word stands in the text.
fn contains(text: &str, question: &str) -> bool {
    let question = folded(question);
    let mut words = question.split_whitespace().peekable();
    words.peek().is_some() && words.all(|word| text.contains(word))
}

#[test]
fn the_index_finds_exactly_what_a_plain_scan_finds() {
    let mut chance = Chance(20_261_130);
    let texts: Vec<String> = (0..20_000).map(|_| text(&mut chance, 12)).collect();
    let day = Moment::parse("2026-11-03T09:00").unwrap();
    let number = |at: usize| CaseNumber::new(day.date(), u32::try_from(at + 1).unwrap());
    let mut db = Db::in_memory().unwrap();
    db.write::<_, Error>(|write| {
        for (at, text) in texts.iter().enumerate() {
            let facts = Facts {
                verbatim: Some(text.clone()),
                ..Facts::new(CaseKind::Complaint, Channel::Letter, day, "李敏")
            };
            let case = Case::new(number(at), facts);
            write.put_words(case.number, &Words::of(&case, &case.state(&Rules::default())))?;
        }
        Ok(())
    })
    .unwrap();
    let plain: Vec<String> = texts.iter().map(|text| folded(text)).collect();
    let sql = "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid";
    let mut statement = db.raw().prepare(sql).unwrap();
    let (mut asked, mut found) = (0, 0);
    while asked < 2_000 {
        let question = question(&mut chance, &texts);
        // Six digits and more may be a case number too.
        if question.chars().filter(|c| c.is_numeric()).count() >= 6 {
            continue;
        }
        asked += 1;
        let hits: Vec<i64> = match expression(&question) {
            Some(expression) => {
                statement.query_map([expression], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
            }
            None => Vec::new(),
        };
        let fits = |at: &usize| contains(&plain[*at], &question);
        let scanned: Vec<i64> = (0..texts.len()).filter(fits).map(|at| key::of_number(number(at))).collect();
        assert_eq!(hits, scanned, "{question:?}");
        found += usize::from(!hits.is_empty());
    }
    assert!(found > 1_000 && found < 2_000, "{found} of {asked} were found");
}
