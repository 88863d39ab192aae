//! What the panel says in each of the sample cases, step by step, for a receptionist to read aloud:
//! `cargo run --example printout -- FOLDER` writes a text file a case and `all.txt`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a printout may fail by unwrapping")]

use std::fmt::Write;
use std::fs;
use std::path::Path;

use tingsu::domain::case::Case;
use tingsu::domain::settings::Settings;
use tingsu::library::say::Spoken;

#[path = "../support/talks.rs"]
mod talks;

fn main() {
    let folder = std::env::args().nth(1).expect("printout FOLDER");
    let folder = Path::new(&folder);
    fs::create_dir_all(folder).unwrap();
    let settings = talks::settings();
    let mut whole = String::new();
    for case in talks::sample() {
        let text = printed(&case, &settings);
        fs::write(folder.join(format!("{}.txt", case.number)), &text).unwrap();
        whole.push_str(&text);
    }
    fs::write(folder.join("all.txt"), whole).unwrap();
}

/// A case and its talk.
fn printed(case: &Case, settings: &Settings) -> String {
    let facts = case.facts();
    let mut out = format!(
        "════ {} {} {} {} {:?}\n原话：{}\n要点：{}\n",
        case.number,
        facts.channel.label(),
        facts.situation.as_ref().map_or("无场景", |code| code.as_str()),
        facts.emotion.map_or("", |mood| mood.label()),
        facts.complainant.salutation(),
        facts.verbatim.unwrap_or_default(),
        facts.summary.unwrap_or_default()
    );
    for spoken in talks::told(case, settings) {
        write(&mut out, &spoken);
    }
    out.push('\n');
    out
}

fn write(out: &mut String, spoken: &Spoken) {
    let Spoken { step, sentence, alternatives, dos, donts, .. } = spoken;
    let _ = writeln!(out, "〔{}〕{}　{}", step.label(), sentence.text, sentence.id);
    for other in alternatives {
        let _ = writeln!(out, "　·{}　{}", other.text, other.id);
    }
    let _ = writeln!(out, "　要点：{}", dos.join("；"));
    let _ = writeln!(out, "　切忌：{}", donts.join("；"));
}
