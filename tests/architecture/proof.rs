//! Shows on small snippets that the checker refuses what is wrong and lets pass what is right.

use super::{LONGEST_FILE, LONGEST_MAIN, Source, complaints};

/// The complaints about a small crate; every file gets its first line for free.
fn about(files: &[(&str, &str)]) -> Vec<String> {
    let sources: Vec<Source> = files
        .iter()
        .map(|(path, text)| Source { path: (*path).to_owned(), text: format!("//! Fixture.\n{text}") })
        .collect();
    complaints(&sources)
}

/// The complaints about one file beside modules that it may name.
fn about_one(path: &str, text: &str) -> Vec<String> {
    let others = [
        "src/lib.rs",
        "src/domain/mod.rs",
        "src/domain/code.rs",
        "src/library/mod.rs",
        "src/store/mod.rs",
        "src/store/error.rs",
        "src/paper/mod.rs",
        "src/desk/mod.rs",
        "src/ui/mod.rs",
        "src/ui/theme.rs",
        "src/ui/screen/mod.rs",
        "src/ui/screen/contract.rs",
        "src/ui/screen/today.rs",
        "src/cli.rs",
        "src/app.rs",
    ];
    let mut files: Vec<(&str, &str)> =
        others.iter().filter(|other| **other != path).map(|other| (*other, "")).collect();
    files.push((path, text));
    about(&files)
}

#[test]
fn a_wrong_import_is_refused_wherever_it_stands() {
    for (path, text) in [
        ("src/domain/flow.rs", "use crate::store::error::Error;"),
        ("src/domain/flow.rs", "fn f() -> crate::library::Phrase { todo() }"),
        ("src/domain/flow.rs", "fn f() { println!(\"{}\", crate::desk::NAME) }"),
        ("src/domain/flow.rs", "use crate::{domain::code::Kind, paper};"),
        ("src/store/case.rs", "use crate::paper;"),
        ("src/store/case.rs", "use { crate::desk::Desk, std::fmt };"),
        ("src/paper/mod.rs", "impl From<crate::store::error::Error> for Error {}"),
        ("src/library/mod.rs", "pub use crate::store;"),
        ("src/desk/mod.rs", "use crate::ui::theme;"),
        ("src/desk/mod.rs", "use crate::cli::run as start;"),
        ("src/ui/theme.rs", "use crate::desk::Desk;"),
        ("src/ui/theme.rs", "use crate::ui::screen::today::Message;"),
        ("src/ui/screen/today.rs", "use crate::store::db::Db;"),
        ("src/app.rs", "use crate::store::db::Db;"),
        ("src/ui/screen/intake.rs", "use crate::ui::screen::today::Message;"),
        ("src/ui/screen/intake/fields.rs", "use crate::ui::screen::today::*;"),
        ("src/ui/screen/contract.rs", "use crate::ui::screen::today::Message;"),
        ("src/ui/screen/intake.rs", "use crate::app::Root;"),
        ("src/cli.rs", "use crate::ui::theme::Palette;"),
        ("src/cli.rs", "use crate::app;"),
    ] {
        let found = about_one(path, text);
        assert_eq!(found.len(), 1, "{path}: {text}: {found:?}");
        assert!(found[0].starts_with(&format!("{path}:2: ")), "{found:?}");
    }
}

#[test]
fn a_right_import_passes() {
    for (path, text) in [
        (
            "src/domain/flow.rs",
            "use crate::domain::code::{Kind, Channel as C};\nuse chrono::{DateTime, Utc};",
        ),
        ("src/store/case.rs", "use crate::store::error::Error;\nuse rusqlite::{Row, named_params};"),
        ("src/paper/mod.rs", "use printpdf::Pt;\npub mod layout;\npub(crate) use crate::domain::code;"),
        ("src/desk/mod.rs", "use crate::{domain, library, store::{self, error::Error}, paper};"),
        ("src/ui/theme.rs", "use crate::domain::code::Kind;\nuse iced::Color;"),
        (
            "src/ui/screen/today.rs",
            "use crate::ui::{theme, screen::today::row::Row};\npub(super) fn f() {}\npub(in crate::ui) fn g() {}",
        ),
        ("src/ui/screen/intake.rs", "use crate::ui::screen::contract::Request;"),
        ("src/app.rs", "use crate::ui::screen::today;"),
        ("src/main.rs", "use tingsu::{app, cli};"),
        (
            "src/domain/flow.rs",
            "// use crate::store;\n/// crate::store::X\nconst S: &str = \"crate::store::X rusqlite::X\";",
        ),
    ] {
        let found = about_one(path, text);
        assert!(found.is_empty(), "{path}: {text}: {found:?}");
    }
}

#[test]
fn a_child_that_imports_from_its_parent_is_refused() {
    for (path, text) in [
        ("src/store/case.rs", "use super::Error;"),
        ("src/store/case.rs", "use super::error::Error;"),
        ("src/store/case.rs", "mod inner { fn f() { super::g() } }"),
        ("src/store/case.rs", "use crate::store::Error;"),
        ("src/store/sub/case.rs", "use crate::store::{Error, error::Cause};"),
        ("src/store/case.rs", "use crate::Error;"),
        ("src/store/case.rs", "use super::*;"),
        ("src/store/case.rs", "use crate::{store::*};"),
        ("src/ui/screen/intake.rs", "use crate::ui::Palette;"),
    ] {
        let found = about_one(path, text);
        assert_eq!(found.len(), 1, "{path}: {text}: {found:?}");
        assert!(found[0].contains("parent"), "{found:?}");
    }
}

#[test]
fn tests_of_a_module_may_reach_up_and_across() {
    for text in [
        "#[cfg(test)]\nmod tests { use super::*; use crate::store::error::Error; use std::fs; }",
        "#[cfg(test)]\nuse {super::Error, std::io};",
        "#[cfg(test)]\n#[derive(Debug)]\npub(crate) struct Fake { at: std::time::Instant }",
        "#[cfg(all(test, unix))]\nfn now() -> X { chrono::Utc::now() }",
        "#[cfg(test)]\nconst NOW: T = { super::now() };",
    ] {
        let found = about_one("src/domain/flow.rs", text);
        assert!(found.is_empty(), "{text}: {found:?}");
        let after = about_one("src/domain/flow.rs", &format!("{text}\nuse super::Kind;"));
        assert_eq!(after.len(), 1, "what follows a test's item is read again: {text}: {after:?}");
    }
    let own_file = [
        ("src/lib.rs", ""),
        ("src/domain/mod.rs", "#[cfg(test)]\nmod tests;"),
        ("src/domain/tests.rs", "use super::*;"),
    ];
    assert!(about(&own_file).is_empty(), "{:?}", about(&own_file));
    let without_mark =
        [("src/lib.rs", ""), ("src/domain/mod.rs", "mod tests;"), ("src/domain/tests.rs", "use super::*;")];
    assert_eq!(about(&without_mark).len(), 1);
    assert_eq!(about_one("src/domain/flow.rs", "#[cfg(not(test))]\nuse super::X;").len(), 1);
}

#[test]
fn a_crate_is_named_by_its_owner_only() {
    assert_eq!(about_one("src/desk/mod.rs", "fn f(_: rusqlite::Error) {}").len(), 1);
    assert_eq!(about_one("src/store/mod.rs", "use printpdf::PdfDocument;").len(), 1);
    assert_eq!(about_one("src/desk/mod.rs", "use iced::Task;").len(), 1);
    assert_eq!(about_one("src/ui/screen/today.rs", "use {calamine::Xlsx, iced::Task};").len(), 1);
}

#[test]
fn domain_reads_no_clock_and_does_no_io() {
    for text in [
        "fn f() { let _ = chrono::Utc::now(); }",
        "use chrono::Utc;\nfn f() { Utc::now(); }",
        "use chrono::{DateTime, Local};",
        "use std::{fmt, fs::File};",
        "fn f() -> std::io::Result<()> { Ok(()) }",
        "fn f() { vec![std::env::var(\"X\")]; }",
        "use std::time::{Duration, Instant};",
    ] {
        assert_eq!(about_one("src/domain/flow.rs", text).len(), 1, "{text}");
        assert!(about_one("src/desk/intake.rs", text).is_empty(), "{text}");
    }
    assert!(about_one("src/domain/flow.rs", "use std::time::Duration;\nuse chrono::NaiveTime;").is_empty());
}

#[test]
fn the_shape_of_a_file_is_checked() {
    let long = "//\n".repeat(LONGEST_FILE);
    assert_eq!(about(&[("src/domain/flow.rs", &long)]).len(), 1);
    assert_eq!(about(&[("tests/flow.rs", &long)]).len(), 1);
    assert_eq!(about(&[("src/main.rs", &"//\n".repeat(LONGEST_MAIN))]).len(), 1);
    assert!(about(&[("src/domain/flow.rs", &"//\n".repeat(LONGEST_FILE - 1))]).is_empty());
    assert_eq!(about(&[("src/util.rs", "")]).len(), 1);
    assert_eq!(about(&[("src/helpers/mod.rs", "")]).len(), 1);
    let bare = Source { path: "src/domain/flow.rs".into(), text: "use std::fmt;".into() };
    assert_eq!(complaints(&[bare]).len(), 1);
}

#[test]
fn an_exception_to_unwrap_needs_a_reason() {
    let bad = "#[expect(clippy::unwrap_used)]\nfn f() {}";
    let good = "#[expect(clippy::unwrap_used, reason = \"the list was just filled\")]\nfn f() {}";
    assert_eq!(about_one("src/desk/intake.rs", bad).len(), 1);
    assert_eq!(about_one("src/desk/intake.rs", "#![allow(clippy::expect_used)]").len(), 1);
    assert!(about_one("src/desk/intake.rs", good).is_empty());
    assert!(about_one("src/desk/intake.rs", &format!("#[cfg(test)]\nmod tests {{ {bad} }}")).is_empty());
}

#[test]
fn a_file_that_nothing_takes_in_is_found() {
    let files = [
        ("src/lib.rs", "pub mod domain;\nmod app;"),
        ("src/domain/mod.rs", "pub mod flow;\nmod reading;"),
        ("src/domain/flow.rs", ""),
        ("src/domain/lost.rs", "mod flow;"),
        ("src/domain/reading/mod.rs", ""),
        ("src/app.rs", ""),
    ];
    assert_eq!(super::measure::orphans(&files), ["src/domain/lost.rs"]);
}
