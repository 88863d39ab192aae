//! Holds `ledger.toml` to its word: every requirement stands in it exactly once, with a state that it can show for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde::Deserialize;

const IDS: &str = include_str!("fixtures/ledger-ids.txt");
const LEDGER: &str = include_str!("ledger.toml");
/// Done, and named with a test, but no comment of that test says so yet: nobody has held the two side by side. An id leaves
/// this list when a test tells of it, and none is added.
const UNTOLD: &str = include_str!("fixtures/ledger-untold.txt");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ledger {
    rows: Vec<Row>,
}

/// Requirements that share their state and its proof.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    ids: Vec<String>,
    state: State,
    /// `path` or `path::needle`; of a `done` row the needle in a Rust file is the name of a test, else any text.
    #[serde(default)]
    by: Vec<String>,
    #[serde(default)]
    why: String,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum State {
    /// In the program and shown by a test, which `by` names.
    Done,
    /// A value that a supervisor edits; `by` names where it stands.
    Setting,
    /// Something to say, to do or to mind, which the program shows at the right moment; `by` names the files of
    /// the library that carry the ids.
    Guidance,
    /// Not yet; `why` says what it waits for.
    Later,
    /// Will not be built; `why` says for what reason.
    Never,
}

/// Everything that is wrong with a ledger whose files lie below `package`; `untold` are the done ids that no test tells of.
fn faults(ledger: &Ledger, ids: &str, untold: &str, package: &Path) -> Vec<String> {
    let mut out = Vec::new();
    let mut seen: BTreeMap<&str, usize> = ids.lines().map(|id| (id, 0)).collect();
    for row in &ledger.rows {
        let name = row.ids.first().map_or("a row without ids", String::as_str);
        for id in &row.ids {
            match seen.get_mut(id.as_str()) {
                Some(count) => *count += 1,
                None => out.push(format!("{id} is no requirement")),
            }
        }
        if row.ids.is_empty() {
            out.push(name.to_owned());
        }
        let waits = matches!(row.state, State::Later | State::Never);
        if waits && row.why.trim().is_empty() {
            out.push(format!("{name}: {:?} needs a reason", row.state));
        }
        if !waits && row.by.is_empty() {
            out.push(format!("{name}: {:?} needs to name where it stands", row.state));
        }
        let names_a_test = row.by.iter().any(|by| by.contains(".rs::"));
        if row.state == State::Done && !names_a_test {
            out.push(format!("{name}: Done needs to name a test"));
        }
        if row.state == State::Guidance {
            let texts: Vec<String> =
                row.by.iter().filter_map(|by| fs::read_to_string(package.join(by)).ok()).collect();
            let unsaid =
                row.ids.iter().filter(|id| !texts.iter().any(|text| text.contains(&format!("\"{id}\""))));
            out.extend(unsaid.map(|id| format!("{id}: no sentence or hint in {:?} carries it", row.by)));
        }
        out.extend(
            row.by
                .iter()
                .filter_map(|by| missing(by, row.state, package))
                .map(|what| format!("{name}: {what}")),
        );
    }
    let is_untold: BTreeSet<&str> = untold.lines().collect();
    let done: BTreeMap<&str, bool> = ledger.rows.iter().flat_map(|row| told_ids(row, package)).collect();
    for (id, told) in &done {
        match (told, is_untold.contains(id)) {
            (false, false) => out.push(format!("{id}: no comment of the tests named for it says so")),
            (true, true) => {
                out.push(format!("{id} is told by its test: take it off the list of untold ones"))
            }
            _ => {}
        }
    }
    let gone = is_untold.iter().filter(|id| !done.contains_key(*id));
    out.extend(gone.map(|id| format!("{id} is not done: take it off the list of untold ones")));
    for (id, count) in seen {
        if count != 1 {
            out.push(format!("{id} stands {count} times in the ledger"));
        }
    }
    out
}

/// The ids of a done row, and whether a test that it names tells of each.
fn told_ids<'a>(row: &'a Row, package: &Path) -> Vec<(&'a str, bool)> {
    if row.state != State::Done {
        return Vec::new();
    }
    let told: BTreeSet<String> = row.by.iter().flat_map(|by| told_by(by, package)).collect();
    row.ids.iter().map(|id| (id.as_str(), told.contains(id))).collect()
}

/// The ids that a test tells of: in the comment over it, in the comments within it, and in the head of its file where that
/// is a file of tests.
fn told_by(by: &str, package: &Path) -> BTreeSet<String> {
    let Some((path, name)) = by.split_once(".rs::") else { return BTreeSet::new() };
    let Ok(text) = fs::read_to_string(package.join(format!("{path}.rs"))) else { return BTreeSet::new() };
    let lines: Vec<&str> = text.lines().collect();
    let heads = lines.iter().filter(|line| path.starts_with("tests/") && line.starts_with("//!"));
    let mut comments: Vec<&str> = heads.copied().collect();
    let is_head = |line: &&str| line.trim_start().starts_with(&format!("fn {name}("));
    if let Some(at) = lines.iter().position(is_head) {
        let before = lines[..at].iter().rev().map(|line| line.trim_start());
        comments.extend(before.take_while(|line| line.starts_with("///") || line.starts_with("#[")));
        let indent = &lines[at][..lines[at].len() - lines[at].trim_start().len()];
        let within = lines[at + 1..].iter().take_while(|line| **line != format!("{indent}}}"));
        comments.extend(within.map(|line| line.trim_start()).filter(|line| line.starts_with("//")));
    }
    // Over a test they stand from its foot to its head; a range over two lines is written out.
    comments.iter().flat_map(|line| ids_in(line)).collect()
}

/// The ids in a comment, one by one and as `17-16 to 17-22`.
fn ids_in(comment: &str) -> Vec<String> {
    let is_id = |word: &str| {
        word.len() == 5
            && word.char_indices().all(|(at, sign)| if at == 2 { sign == '-' } else { sign.is_ascii_digit() })
    };
    let words: Vec<&str> = comment.split_whitespace().collect();
    let bare: Vec<&str> =
        words.iter().map(|word| word.trim_matches(['(', ')', ',', '.', ';', ':'])).collect();
    let mut out = Vec::new();
    for (at, word) in bare.iter().enumerate().filter(|(_, word)| is_id(word)) {
        out.push((*word).to_owned());
        if at >= 2 && bare[at - 1] == "to" && is_id(bare[at - 2]) && bare[at - 2][..3] == word[..3] {
            let number = |id: &str| id[3..].parse::<u8>().unwrap_or(0);
            let between = number(bare[at - 2]) + 1..number(word);
            out.extend(between.map(|number| format!("{}{number:02}", &word[..3])));
        }
    }
    out
}

/// What is missing of `path` or `path::needle`, or `None` when all is there.
fn missing(by: &str, state: State, package: &Path) -> Option<String> {
    let (path, needle) = by.split_once("::").map_or((by, None), |(path, needle)| (path, Some(needle)));
    let Ok(text) = fs::read_to_string(package.join(path)) else {
        return Some(format!("there is no file {path}"));
    };
    let needle = needle?;
    let found = if state == State::Done && path.ends_with(".rs") {
        text.contains(&format!("fn {needle}(")) && text.contains("#[test]")
    } else {
        text.contains(needle)
    };
    (!found).then(|| format!("{path} has no {needle}"))
}

#[test]
fn every_requirement_has_one_honest_row() {
    let ledger: Ledger = toml::from_str(LEDGER).unwrap();
    assert_eq!(IDS.lines().count(), 578);
    let found = faults(&ledger, IDS, UNTOLD, Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn ids_are_read_from_comments_and_dates_are_none() {
    for (comment, ids) in [
        ("/// Ledger 03-05: an apology.", ["03-05"].as_slice()),
        ("// Rules §7, ledger 06-20, 21-13 (and 05-01).", &["06-20", "21-13", "05-01"]),
        ("/// Ledger 12-18 to 12-21, 12-30.", &["12-18", "12-21", "12-19", "12-20", "12-30"]),
        ("/// From 2026-11-03 to 2026-11-05, 11-03T09:00, 1-2-3, aa-bb.", &[]),
    ] {
        assert_eq!(ids_in(comment), ids, "{comment}");
    }
}

#[test]
fn each_fault_of_a_ledger_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let flow = "/// Ledger 01-01.\n#[test]\nfn a_case_closes() {\n}\n\n/// Ledger 01-02.\n#[test]\nfn other() {\n}\n";
    fs::write(folder.path().join("flow.rs"), flow).unwrap();
    fs::write(folder.path().join("phone.toml"), "ledger = [\"01-02\"]").unwrap();
    let check_with = |text: &str, untold: &str| {
        let ledger: Ledger = toml::from_str(text).unwrap();
        faults(&ledger, "01-01\n01-02", untold, folder.path())
    };
    let check = |text: &str| check_with(text, "");
    let good = "[[rows]]\nids = ['01-01']\nstate = 'done'\nby = ['flow.rs::a_case_closes']\n\
                [[rows]]\nids = ['01-02']\nstate = 'guidance'\nby = ['phone.toml']";
    assert_eq!(check(good), Vec::<String>::new());
    for (from, to, fault) in [
        ("'01-02'", "'01-01'", "01-01 stands 2 times"),
        ("['01-02']", "[]", "01-02 stands 0 times"),
        ("['01-02']", "['01-02', '09-99']", "09-99 is no requirement"),
        ("flow.rs", "gone.rs", "there is no file gone.rs"),
        ("a_case_closes", "a_case_opens", "flow.rs has no a_case_opens"),
        ("['flow.rs::a_case_closes']", "['flow.rs']", "needs to name a test"),
        ("a_case_closes", "other", "01-01: no comment of the tests named for it says so"),
        ("by = ['phone.toml']", "by = ['flow.rs']", "01-02: no sentence"),
        (
            "state = 'guidance'\nby = ['phone.toml']",
            "state = 'setting'\nby = ['phone.toml::01-03']",
            "phone.toml has no 01-03",
        ),
        ("['phone.toml']", "[]", "needs to name where"),
        ("'guidance'", "'later'", "Later needs a reason"),
        ("'guidance'", "'never'", "Never needs a reason"),
    ] {
        let found = check(&good.replacen(from, to, 1));
        assert!(found.iter().any(|found| found.contains(fault)), "{fault}: {found:?}");
    }
    let silent = good.replace("a_case_closes", "other");
    assert_eq!(check_with(&silent, "01-01"), Vec::<String>::new(), "known, and on the list");
    assert_eq!(check_with(good, "01-01"), ["01-01 is told by its test: take it off the list of untold ones"]);
    assert_eq!(check_with(good, "01-02"), ["01-02 is not done: take it off the list of untold ones"]);
    assert!(toml::from_str::<Ledger>(&good.replace("done", "nearly")).is_err());
    assert!(toml::from_str::<Ledger>(&good.replace("by =", "where =")).is_err());
}
