//! What the panel says at every moment of the sample cases and of the further ones in `fixtures/moments.json`, with its
//! reasons, to be read aloud: `cargo run --example printout -- FOLDER` writes `sample.txt` and `further.txt`; with
//! `CASES.json` after the folder also what it says in those cases, as `other.txt`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a printout may fail by unwrapping")]

use std::fmt::Write;
use std::fs;
use std::path::Path;

use tingsu::domain::case::Case;
use tingsu::library::card::Cards;
use tingsu::library::say::Spoken;
use tingsu::library::shelf::{Library, SITUATIONS, STANDARDS, read_blocks, read_situations};

#[path = "../support/talks.rs"]
mod talks;

fn main() {
    let folder = std::env::args().nth(1).expect("printout FOLDER");
    let folder = Path::new(&folder);
    fs::create_dir_all(folder).unwrap();
    let library = read_afresh();
    fs::write(folder.join("sample.txt"), printed(&library, &talks::sample())).unwrap();
    fs::write(folder.join("further.txt"), printed(&library, &talks::further())).unwrap();
    if let Some(cases) = std::env::args().nth(2) {
        fs::write(folder.join("other.txt"), printed(&library, &talks::cases(&fs::read(cases).unwrap())))
            .unwrap();
    }
}

/// The library as the files say now, so that a printout needs no new program.
fn read_afresh() -> Library {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/library");
    let text =
        |sub: &str, name: &str| fs::read_to_string(folder.join(sub).join(format!("{name}.toml"))).unwrap();
    let blocks = STANDARDS.iter().flat_map(|(name, _)| read_blocks(name, &text("standards", name)).unwrap());
    let situations =
        SITUATIONS.iter().flat_map(|(name, _)| read_situations(name, &text("situations", name)).unwrap());
    Library::new(blocks.collect(), situations.collect(), Cards::shipped().clone()).unwrap()
}

/// Every case, moment by moment.
fn printed(library: &Library, cases: &[Case]) -> String {
    let settings = talks::settings();
    let mut out = String::new();
    for case in cases {
        let facts = case.facts();
        let _ = writeln!(
            out,
            "════ {} {} {} {} {} {}\n原话：{}\n要点：{}",
            case.number,
            facts.kind.label(),
            facts.channel.label(),
            facts.situation.as_ref().map_or("无场景", |code| code.as_str()),
            facts.emotion.map_or("", |mood| mood.label()),
            facts.complainant.salutation().unwrap_or_default(),
            facts.verbatim.unwrap_or_default(),
            facts.summary.unwrap_or_default()
        );
        for (at, (event, spoken)) in talks::moments(library, case, &settings).iter().enumerate() {
            // What was recorded at this moment, so that the sentence can be read against it.
            let recorded = at.checked_sub(1).and_then(|at| case.events.get(at));
            if let Some(recorded) = recorded.and_then(|one| serde_json::to_string(&one.kind).ok()) {
                let _ = writeln!(out, "　［{recorded}］");
            }
            write(&mut out, event, spoken);
        }
        out.push('\n');
    }
    out
}

fn write(out: &mut String, event: &str, spoken: &Spoken) {
    let Spoken { step, mood, sentence, because, .. } = spoken;
    let _ = writeln!(out, "{event} → 〔{} {}〕{}", step.label(), mood.label(), sentence.text);
    let _ = writeln!(out, "　　{}　因为：{}", sentence.id, because.join("；"));
}
