//! The situation is suggested from the owner's words: how often the right one comes first, and nothing where the words
//! point nowhere. The figures are printed (`cargo test suggestion -- --nocapture`).

use std::collections::BTreeMap;

use serde_json::json;
use tingsu::library::apply_change::Change;
use tingsu::library::edit::Edits;
use tingsu::library::entry::{EntryKind, Key};
use tingsu::library::shelf::Library;
use tingsu::library::suggest::{suggest, sure};

const UTTERANCES: &str = include_str!("../fixtures/utterances.tsv");

fn labelled() -> Vec<(&'static str, &'static str)> {
    let lines = UTTERANCES.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once('\t').unwrap()).collect()
}

fn ids<'a>(library: &'a Library, said: &str) -> Vec<&'a str> {
    suggest(library, said, 3).into_iter().map(|hint| hint.situation.id.as_str()).collect()
}

/// Goal of the issue: the right one first in 75 of 100, among three in 90, nothing for words that point nowhere.
#[test]
fn the_right_situation_comes_first() {
    let library = Library::shipped();
    let all = labelled();
    assert!(all.len() >= 360, "{}", all.len());
    let (mut some, mut first, mut three, mut none, mut silent) = (0, 0, 0, 0, 0);
    let (mut claimed, mut right) = (0, 0);
    let mut of_situation: BTreeMap<&str, u32> = BTreeMap::new();
    for (label, said) in &all {
        let offered = ids(library, said);
        if let Some(one) = sure(library, said) {
            claimed += 1;
            right += u32::from(one.id.as_str() == *label);
        }
        if *label == "-" {
            none += 1;
            silent += u32::from(offered.is_empty());
            continue;
        }
        *of_situation.entry(label).or_default() += 1;
        some += 1;
        first += u32::from(offered.first() == Some(label));
        three += u32::from(offered.contains(label));
    }
    eprintln!("{some} utterances: first {first}, among three {three}; {none} point nowhere: {silent} silent");
    eprintln!("without doubt {claimed}, right {right}; {} situations", of_situation.len());
    assert!(first * 100 >= some * 93, "first: {first} of {some}");
    assert!(three * 100 >= some * 97, "among three: {three} of {some}");
    assert!(silent * 100 >= none * 90, "silent: {silent} of {none}");
    assert!(right * 100 >= claimed * 96, "without doubt: {right} of {claimed}");
    let every = library.situations().iter().all(|one| of_situation.contains_key(one.id.as_str()));
    assert!(every, "each situation has an utterance: {of_situation:?}");
}

#[test]
fn what_is_denied_or_done_with_points_nowhere() {
    let library = Library::shipped();
    for said in [
        "没有停水，我就是问问",
        "电梯已经修好了，谢谢",
        "那个灯修好了，不用来了",
        "你好",
        "电话，梯子，停，了",
    ] {
        assert_eq!(ids(library, said), Vec::<&str>::new(), "{said}");
    }
    for (said, first) in [
        ("你们不是说修好了吗，电梯又停了", "E3"),
        ("家里漏水了", "B1"),
        ("被关在电梯", "E2"),
        ("电梯又停运了，老人下不了楼。", "E3"),
        ("有没有停水啊，我家没水了", "E4a"),
    ] {
        assert_eq!(ids(library, said).first(), Some(&first), "{said}");
    }
}

/// A word counts by how telling it is: one that many situations share is outweighed by one of a single situation.
#[test]
fn a_telling_word_outweighs_a_common_one() {
    let library = Library::shipped();
    assert_eq!(ids(library, "楼上卫生间漏水漏到我家顶上了").first(), Some(&"B3"));
    assert_eq!(ids(library, "电梯里的广告费去哪了").first(), Some(&"M6"));
}

#[test]
fn a_supervisors_own_words_work_at_once() {
    let said = "摇摇车歇菜啦";
    assert!(ids(Library::shipped(), said).is_empty());
    let mut edits = Edits::default();
    let mut words = Library::shipped()
        .situations()
        .iter()
        .find(|one| one.id.as_str() == "E9")
        .map(|one| one.synonyms.clone())
        .unwrap();
    words.push("摇摇车".into());
    let fields = json!({ "synonyms": words }).as_object().unwrap().clone();
    let key = Key { kind: EntryKind::Situation, id: "E9".into() };
    edits.make(Change::Write { key, fields }, Library::shipped()).unwrap();
    let library = edits.apply(Library::shipped()).unwrap();
    assert_eq!(ids(&library, said), ["E9"]);
}
