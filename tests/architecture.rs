//! Reads the sources and refuses what the layers of `src/lib.rs` forbid. What clippy can see is left to clippy.
//!
//! The sources are read as tokens, so `use` trees, inline paths and paths inside macro calls are all seen, while
//! comments, strings and whatever stands under `#[cfg(test)]` are not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use tokens::Findings;

mod circles;
mod measure;
mod names;
mod proof;
mod prose;
mod tokens;

/// The longest file that is still read in one sitting.
const LONGEST_FILE: usize = 600;
const LONGEST_MAIN: usize = 100;

/// Files still to be split. One that has become short enough is refused here, so the list only shrinks.
const STILL_TOO_LONG: &[&str] = &[];

/// What may stand directly in `src`, as a file or as a folder.
const TOP_LEVEL: [&str; 13] = [
    "main", "lib", "domain", "library", "store", "paper", "sheet", "desk", "ui", "app", "cli", "platform",
    "console",
];

/// Crates that only some layers may name.
const OWNED_CRATES: [(&str, &[Layer]); 5] = [
    ("rusqlite", &[Layer::Store]),
    ("printpdf", &[Layer::Paper]),
    ("rust_xlsxwriter", &[Layer::Sheet]),
    ("calamine", &[Layer::Sheet]),
    ("iced", &[Layer::Platform, Layer::Toolkit, Layer::Screen, Layer::App, Layer::Main]),
];

/// Neighbouring path segments that read a clock or touch the world; `domain` has none of them.
const IMPURE: [(&str, &str); 13] = [
    ("Utc", "now"),
    ("Local", "now"),
    ("chrono", "Local"),
    ("SystemTime", "now"),
    ("Instant", "now"),
    ("time", "SystemTime"),
    ("time", "Instant"),
    ("std", "fs"),
    ("std", "io"),
    ("std", "env"),
    ("std", "net"),
    ("std", "process"),
    ("std", "thread"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layer {
    Domain,
    Library,
    Store,
    Paper,
    Sheet,
    Desk,
    /// The calls to Windows, which know nothing of the counter.
    Platform,
    /// `ui/theme`, `ui/widget` and the other parts of `ui` that know no screen.
    Toolkit,
    Screen,
    Cli,
    App,
    Main,
}

impl Layer {
    /// The layer of a module, given by its path from the crate root; `None` for the root itself.
    fn of(module: &[String]) -> Option<Self> {
        let second = module.get(1).map(String::as_str);
        Some(match module.first()?.as_str() {
            "domain" => Self::Domain,
            "library" => Self::Library,
            "store" => Self::Store,
            "paper" => Self::Paper,
            "sheet" => Self::Sheet,
            "desk" => Self::Desk,
            "platform" => Self::Platform,
            "ui" if second == Some("screen") => Self::Screen,
            "ui" => Self::Toolkit,
            "cli" => Self::Cli,
            "app" => Self::App,
            _ => Self::Main,
        })
    }

    fn may_know(self, other: Self) -> bool {
        use Layer::*;
        let below: &[Self] = match self {
            Domain | Platform => &[],
            Library => &[Domain],
            Toolkit => &[Domain, Platform],
            Store | Paper | Sheet => &[Domain, Library],
            Desk => &[Domain, Library, Store, Paper, Sheet],
            Screen => &[Domain, Library, Paper, Sheet, Desk, Platform, Toolkit],
            Cli => &[Domain, Library, Store, Paper, Sheet, Desk],
            App => &[Domain, Library, Paper, Sheet, Desk, Platform, Toolkit, Screen, Cli],
            Main => return true,
        };
        self == other || below.contains(&other)
    }
}

/// One source file: its path below the package (`src/domain/event.rs`) and its text.
struct Source {
    path: String,
    text: String,
}

/// Every complaint about the given files, each with file and line; empty when the rules hold.
fn complaints(sources: &[Source]) -> Vec<String> {
    let mut out = Vec::new();
    let mut read = Vec::new();
    for source in sources {
        out.extend(shape(source));
        if !source.path.starts_with("src/") {
            continue;
        }
        match Findings::of(&source.text) {
            Ok(findings) => read.push((source, module_of(&source.path), findings)),
            Err(error) => out.push(format!("{}: cannot be read as Rust: {error}", source.path)),
        }
    }
    let modules: BTreeSet<Vec<String>> = read.iter().map(|(_, module, _)| module.clone()).collect();
    let only_tests: Vec<Vec<String>> = read
        .iter()
        .flat_map(|(_, module, findings)| {
            findings.test_modules.iter().map(|name| [module.as_slice(), std::slice::from_ref(name)].concat())
        })
        .collect();
    let mut imports: BTreeMap<Vec<String>, BTreeSet<Vec<String>>> = BTreeMap::new();
    for (source, module, findings) in &read {
        if only_tests.iter().any(|tests| module.starts_with(tests)) {
            continue;
        }
        for (line, length) in measure::too_long(&source.path, &source.text) {
            let most = measure::LONGEST_ROUTE;
            out.push(format!("{}:{line}: routes in {length} lines, more than {most}", source.path));
        }
        for name in measure::unlisted(&source.path, &source.text) {
            out.push(format!("{}: its first comment does not name `{name}`", source.path));
        }
        for line in prose::compared(&source.path, &source.text) {
            out.push(format!("{}:{line}: decides by comparing words; use an id or an enum", source.path));
        }
        for line in &findings.unproved {
            out.push(format!("{}:{line}: unwrap or expect is let pass without a `reason`", source.path));
        }
        let named =
            findings.paths.iter().filter(|(path, _)| path.first().is_some_and(|first| first == "crate"));
        let modules_named = named.map(|(path, _)| longest_module(&path[1..], &modules).to_vec());
        imports.entry(module.clone()).or_default().extend(modules_named.filter(|other| !other.is_empty()));
        for (path, line) in &findings.paths {
            if let Some(why) = refusal(module, path, &modules) {
                out.push(format!("{}:{line}: {}: {why}", source.path, path.join("::")));
            }
        }
    }
    out.extend(circles::circles(&imports));
    let types = sources.iter().filter_map(|source| {
        let layer = source.path.strip_prefix("src/")?.split('/').next()?.trim_end_matches(".rs");
        let declared = names::declared(&source.text).into_iter();
        Some(declared.map(move |(name, line)| (layer, source.path.as_str(), name, line)))
    });
    out.extend(names::shared(types.flatten()));
    out
}

/// Length, place and first line of a file.
fn shape(source: &Source) -> Vec<String> {
    let Source { path, text } = source;
    let lines = text.lines().count();
    let longest = if path == "src/main.rs" { LONGEST_MAIN } else { LONGEST_FILE };
    let mut out = Vec::new();
    if STILL_TOO_LONG.contains(&path.as_str()) {
        if lines <= longest {
            out.push(format!("{path}: short enough; strike it off STILL_TOO_LONG"));
        }
    } else if lines > longest {
        out.push(format!("{path}: {lines} lines, more than {longest}: it has more than one subject"));
    }
    if !text.starts_with("//!") {
        out.push(format!("{path}: its first line does not say with `//!` what lives here"));
    }
    if let Some(rest) = path.strip_prefix("src/") {
        let top = rest.split('/').next().unwrap_or(rest);
        if !TOP_LEVEL.contains(&top.trim_end_matches(".rs")) {
            out.push(format!("{path}: src holds only {}", TOP_LEVEL.join(", ")));
        }
    }
    out
}

/// `src/domain/event.rs` is the module `domain::event`, `src/domain/mod.rs` is `domain`, `src/lib.rs` the root.
fn module_of(path: &str) -> Vec<String> {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    let mut module: Vec<String> = inner.split('/').map(str::to_owned).collect();
    if module.last().is_some_and(|last| last == "mod") || module == ["lib"] {
        module.pop();
    }
    module
}

/// Why `module` may not name `path`, or `None` when it may.
fn refusal(module: &[String], path: &[String], modules: &BTreeSet<Vec<String>>) -> Option<String> {
    let own = Layer::of(module);
    if path.iter().any(|segment| segment == "super") {
        return Some("a child never imports from its parent; name a sibling by its `crate::` path".into());
    }
    for (krate, owners) in OWNED_CRATES {
        if path[0] == krate && !own.is_some_and(|own| owners.contains(&own)) {
            return Some(format!("only {owners:?} may name {krate}"));
        }
    }
    if own == Some(Layer::Domain)
        && path.windows(2).any(|two| IMPURE.contains(&(two[0].as_str(), two[1].as_str())))
    {
        return Some("domain reads no clock and does no I/O".into());
    }
    if path[0] != "crate" && path[0] != "tingsu" {
        return None;
    }
    let target = longest_module(&path[1..], modules);
    if own == Some(Layer::Main) {
        return None;
    }
    if target.len() < module.len() && module.starts_with(target) {
        return Some("a child never imports from its parent; name the sibling that defines it".into());
    }
    let (own, other) = (own?, Layer::of(target)?);
    if !own.may_know(other) {
        return Some(format!("{own:?} may not know {other:?}"));
    }
    let both_screens = own == Layer::Screen && other == Layer::Screen;
    // What all screens share stands in modules of its own, which name no screen.
    let shared = target.get(2).is_some_and(|name| {
        [
            "contract",
            "danger_card",
            "form",
            "help",
            "situation_picker",
            "status_line",
            "outage_strip",
            "phrase_panel",
            "recovery",
            "warn",
        ]
        .contains(&name.as_str())
    });
    if both_screens && !shared && module.len() > 2 && target.len() > 2 && module[2] != target[2] {
        return Some("screens do not know each other".into());
    }
    None
}

/// The part of `path` that names a module of this crate.
fn longest_module<'a>(path: &'a [String], modules: &BTreeSet<Vec<String>>) -> &'a [String] {
    let length = (0..=path.len()).rev().find(|&length| modules.contains(&path[..length]));
    &path[..length.unwrap_or(0)]
}

fn read_sources(folder: &Path, below: &str, out: &mut Vec<Source>) {
    let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()).collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = format!("{below}/{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() {
            read_sources(&entry.path(), &path, out);
        } else if path.ends_with(".rs") {
            out.push(Source { path, text: fs::read_to_string(entry.path()).unwrap() });
        }
    }
}

fn list_files(folder: &Path, below: &str, out: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()) {
        let path = format!("{below}/{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() {
            list_files(&entry.path(), &path, out);
        } else {
            out.push(path);
        }
    }
}

#[test]
fn the_sources_keep_their_layers() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    for folder in ["src", "tests"] {
        read_sources(&package.join(folder), folder, &mut sources);
    }
    assert!(sources.iter().any(|source| source.path == "src/lib.rs"), "the sources were not found");
    let mut found = complaints(&sources);
    let mut paths = Vec::new();
    for folder in ["src", "tests", "assets"] {
        list_files(&package.join(folder), folder, &mut paths);
    }
    for source in &sources {
        let gone = measure::gone(&source.path, &source.text, &paths);
        found.extend(gone.iter().map(|name| format!("{}: names `{name}`, which is not there", source.path)));
    }
    let texts: Vec<_> = sources.iter().map(|source| (source.path.as_str(), source.text.as_str())).collect();
    let lost = measure::orphans(&texts);
    found.extend(lost.iter().map(|path| format!("{path}: no `mod` takes it in, so it is never compiled")));
    found.extend(
        measure::unnamed_methods(&texts).iter().map(|method| format!("src/desk/mod.rs: no `{method}`")),
    );
    let files = sources.iter().map(|source| (source.path.as_str(), source.text.as_str()));
    found.extend(
        prose::idle(files).iter().map(|reader| format!("{reader} compares no words and is no reader")),
    );
    assert!(found.is_empty(), "{} complaints:\n{}", found.len(), found.join("\n"));
}
