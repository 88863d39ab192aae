//! Holds `ledger.toml` to its word: every requirement stands in it exactly once, with a state that it can show for.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

const IDS: &str = include_str!("fixtures/ledger-ids.txt");
const LEDGER: &str = include_str!("ledger.toml");

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

/// Everything that is wrong with a ledger whose files lie below `package`.
fn faults(ledger: &Ledger, ids: &str, package: &Path) -> Vec<String> {
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
    for (id, count) in seen {
        if count != 1 {
            out.push(format!("{id} stands {count} times in the ledger"));
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
    let found = faults(&ledger, IDS, Path::new(env!("CARGO_MANIFEST_DIR")));
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn each_fault_of_a_ledger_is_found() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("flow.rs"), "#[test]\nfn a_case_closes() {}").unwrap();
    fs::write(folder.path().join("phone.toml"), "ledger = [\"01-02\"]").unwrap();
    let check = |text: &str| {
        let ledger: Ledger = toml::from_str(text).unwrap();
        faults(&ledger, "01-01\n01-02", folder.path())
    };
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
    assert!(toml::from_str::<Ledger>(&good.replace("done", "nearly")).is_err());
    assert!(toml::from_str::<Ledger>(&good.replace("by =", "where =")).is_err());
}
