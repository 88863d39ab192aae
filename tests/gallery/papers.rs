//! Every form, poor, typical and overfull, as PDF and as a picture of each page, to be looked at:
//! `cargo run --example papers -- FOLDER`. The pictures are drawn by `pdftoppm` (package poppler-utils).

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a gallery may fail by unwrapping")]

use std::fs;
use std::path::Path;
use std::process::Command;

use papers::{Fill, every_form, info};
use tingsu::paper::render::printed;

#[path = "../support/papers.rs"]
mod papers;

/// Of an overfull paper with hundreds of pages only the first ones are drawn.
const LAST_PAGE: &str = "12";

fn main() {
    let folder = std::env::args().nth(1).expect("papers FOLDER");
    let folder = Path::new(&folder);
    fs::create_dir_all(folder).unwrap();
    for fill in Fill::ALL {
        for sample in every_form(fill) {
            let stem = format!("{} {}", sample.name, fill.name());
            let pdf = folder.join(format!("{stem}.pdf"));
            fs::write(&pdf, printed(&sample.forms, &info()).unwrap()).unwrap();
            let drawn = Command::new("pdftoppm")
                .args(["-png", "-r", "70", "-l", LAST_PAGE])
                .arg(&pdf)
                .arg(folder.join(&stem))
                .status()
                .expect("pdftoppm is not installed");
            assert!(drawn.success(), "{stem}");
        }
    }
}
