//! What is measured of a file as text: how long its routing functions are, and whether its first comment names what is
//! there.

/// `update` and `route` lead a message to what it is about; longer ones do the work themselves. In lines.
pub const LONGEST_ROUTE: usize = 70;

/// Functions that route.
const ROUTES: [&str; 3] = ["update", "route", "serve"];

/// The routing functions that are longer than a screen, with the line where they begin and their length.
pub fn too_long(path: &str, text: &str) -> Vec<(usize, usize)> {
    if !path.starts_with("src/ui/") && !path.starts_with("src/app") {
        return Vec::new();
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let bare = line.trim_start();
        let indent = &line[..line.len() - bare.len()];
        let name = bare.split_once("fn ").map(|(_, rest)| rest.split(['(', '<']).next().unwrap_or_default());
        if !name.is_some_and(|name| ROUTES.contains(&name)) || bare.ends_with(';') {
            continue;
        }
        let end = format!("{indent}}}");
        let length =
            lines[at..].iter().position(|line| **line == end).map_or(lines.len() - at, |last| last + 1);
        if length > LONGEST_ROUTE {
            found.push((at + 1, length));
        }
    }
    found
}

/// The names in backticks of a file's first comment that look like a file or a folder of the crate and are none: neither
/// beside it, nor below it, nor anywhere in the sources. `known` are all paths of the package.
pub fn gone(path: &str, text: &str, known: &[String]) -> Vec<String> {
    let comment = comment_of(text);
    let names = comment.split('`').skip(1).step_by(2);
    names.filter(|name| is_path(name) && !stands(name, path, known)).map(str::to_owned).collect()
}

/// The files of the crate that no file above them takes in with `mod`: they are never compiled.
pub fn orphans(sources: &[(&str, &str)]) -> Vec<String> {
    let above = |path: &str| -> Option<[String; 2]> {
        let (folder, file) = path.strip_suffix(".rs")?.rsplit_once('/')?;
        match (folder, file) {
            ("src", "lib" | "main" | "console") => None,
            ("src", _) => Some(["src/lib.rs".into(), "src/main.rs".into()]),
            (_, "mod") => {
                let parent = folder.rsplit_once('/')?.0;
                let lib = if parent == "src" { "src/lib.rs".into() } else { format!("{parent}/mod.rs") };
                Some([lib, format!("{parent}.rs")])
            }
            _ => Some([format!("{folder}/mod.rs"), format!("{folder}.rs")]),
        }
    };
    let takes_in = |text: &str, name: &str| text.lines().any(|line| line.ends_with(&format!("mod {name};")));
    let inside = sources.iter().filter(|(path, _)| path.starts_with("src/"));
    let lost = inside.filter(|(path, _)| {
        let stem = path.trim_end_matches("/mod.rs").trim_end_matches(".rs");
        let name = stem.rsplit('/').next().unwrap_or(stem);
        above(path).is_some_and(|above| {
            !sources.iter().any(|(other, text)| above.iter().any(|one| one == other) && takes_in(text, name))
        })
    });
    lost.map(|(path, _)| (*path).to_owned()).collect()
}

/// The public methods of the desk that its table of methods does not name.
pub fn unnamed_methods(sources: &[(&str, &str)]) -> Vec<String> {
    let table = sources.iter().find(|(path, _)| *path == "src/desk/mod.rs").map(|(_, text)| comment_of(text));
    let Some(table) = table else { return Vec::new() };
    let mut found = Vec::new();
    for (_, text) in sources.iter().filter(|(path, _)| path.starts_with("src/desk/")) {
        let mut inside = false;
        for line in text.lines() {
            inside = line == "impl Desk {" || (inside && line != "}");
            let name = line.strip_prefix("    pub fn ").filter(|_| inside);
            let name = name.and_then(|rest| rest.split(['(', '<']).next());
            found.extend(name.filter(|name| !table.contains(&format!("`{name}`"))).map(str::to_owned));
        }
    }
    found
}

/// The first comment of a file.
fn comment_of(text: &str) -> String {
    let head = text.lines().take_while(|line| line.starts_with("//!") || line.trim().is_empty());
    head.collect::<Vec<_>>().join("\n")
}

/// The files of a folder that its first comment does not name: a folder of eight files or more has a table of contents.
pub fn unlisted(path: &str, text: &str) -> Vec<String> {
    const MANY: usize = 8;
    let comment = comment_of(text);
    let modules: Vec<&str> = text
        .lines()
        .filter_map(|line| {
            line.strip_suffix(';')?.split_once("mod ").filter(|(before, _)| !before.contains('/'))
        })
        .map(|(_, name)| name)
        .collect();
    if !path.starts_with("src/") || modules.len() < MANY {
        return Vec::new();
    }
    let named: Vec<&str> = comment.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).collect();
    modules.into_iter().filter(|name| !named.contains(name)).map(str::to_owned).collect()
}

/// `ui/screen`, `desk::export`, `closure.rs`: a path of more than one part, or a file of this language.
fn is_path(name: &str) -> bool {
    let plain = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_/:.*-".contains(c));
    let parts = name.split(['/', ':']).filter(|part| !part.is_empty()).count();
    let first = name.split(['/', ':']).next().unwrap_or_default();
    let layers = [
        "domain", "library", "store", "paper", "sheet", "desk", "ui", "app", "cli", "src", "tests", "assets",
    ];
    plain && (name.ends_with(".rs") || parts > 1 && layers.contains(&first))
}

fn stands(name: &str, path: &str, known: &[String]) -> bool {
    let wanted = name.replace("::", "/");
    let wanted = wanted.trim_end_matches('/').trim_end_matches("*").trim_end_matches('/');
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let below = path.trim_end_matches("/mod.rs").trim_end_matches(".rs");
    let bases = ["", "src", folder, below]
        .map(|base| if base.is_empty() { wanted.to_owned() } else { format!("{base}/{wanted}") });
    let is_there = |base: &String| {
        known
            .iter()
            .any(|one| one == base || *one == format!("{base}.rs") || one.starts_with(&format!("{base}/")))
    };
    bases.iter().any(is_there)
}

#[test]
fn a_long_route_is_found_and_a_short_one_is_not() {
    let long = format!(
        "impl S {{\n    fn update(&mut self) {{\n{}    }}\n}}",
        "        x();\n".repeat(LONGEST_ROUTE)
    );
    assert_eq!(too_long("src/ui/screen/a.rs", &long), [(2, LONGEST_ROUTE + 2)]);
    let short = format!("fn route() {{\n{}}}\n", "    x();\n".repeat(LONGEST_ROUTE - 2));
    assert_eq!(too_long("src/ui/screen/a.rs", &short), []);
    assert_eq!(too_long("src/domain/a.rs", &long), []);
}

#[test]
fn a_module_comment_that_names_what_is_not_there_is_found() {
    let known = ["src/desk/import.rs".to_owned(), "src/ui/screen/case/mod.rs".to_owned()];
    let gone = |text: &str| gone("src/desk/interchange/mod.rs", text, &known);
    assert_eq!(gone("//! Written by `desk::export`, read by `desk::import`."), ["desk::export"]);
    assert_eq!(
        gone("//! See `ui/screen` and `closure.rs`; `take_in` is a method, `*.toml` no path."),
        ["closure.rs"]
    );
    assert_eq!(gone("use a;\n//! `desk::export` in a later comment"), [""; 0]);
}

#[test]
fn a_method_of_the_desk_that_the_table_leaves_out_is_found() {
    let files = [
        ("src/desk/mod.rs", "//! | `a` | `open` |\nmod a;"),
        (
            "src/desk/a.rs",
            "impl Desk {\n    pub fn open(&self) {}\n    pub fn lost(&self) {}\n}\nimpl Other {\n    pub fn own(&self) {}\n}",
        ),
    ];
    assert_eq!(unnamed_methods(&files), ["lost"]);
}

#[test]
fn a_folder_of_many_files_names_each() {
    let modules: String = (0..8).map(|at| format!("mod m{at};\n")).collect();
    let names: String = (1..8).map(|at| format!("//! `m{at}`\n")).collect();
    assert_eq!(unlisted("src/a/mod.rs", &format!("{names}{modules}")), ["m0"]);
    assert_eq!(unlisted("src/a/mod.rs", "mod m0;\nmod m1;\n"), [""; 0]);
}
