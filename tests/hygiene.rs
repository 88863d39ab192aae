//! What the program is built of: nothing that talks to the world, licences that allow it, unsafe code in one place.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Crates that speak to servers or serve. The sockets of the desktop itself are no business of theirs.
const BANNED: [&str; 18] = [
    "reqwest",
    "hyper",
    "ureq",
    "curl",
    "isahc",
    "surf",
    "attohttpc",
    "tiny_http",
    "actix-web",
    "axum",
    "warp",
    "rustls",
    "native-tls",
    "openssl",
    "quinn",
    "tungstenite",
    "trust-dns-resolver",
    "hickory-resolver",
];

/// Licences under which others' work may be shipped, each as one of several or alone.
const ALLOWED: [&str; 16] = [
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Zlib",
    "0BSD",
    "CC0-1.0",
    "Unlicense",
    "MIT-0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "BSL-1.0",
    "MPL-2.0",
    "OFL-1.1",
    "LicenseRef-UFL-1.0",
];

fn packages() -> Vec<Value> {
    let cargo = option_env!("CARGO").unwrap_or("cargo");
    let told = Command::new(cargo)
        .args(["metadata", "--offline", "--locked", "--format-version", "1", "--filter-platform"])
        .arg("x86_64-unknown-linux-gnu")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let whole: Value = serde_json::from_slice(&told.stdout).unwrap();
    whole["packages"].as_array().unwrap().clone()
}

#[test]
fn nothing_that_is_built_in_talks_to_the_world() {
    let packages = packages();
    assert!(packages.len() > 100, "{} packages", packages.len());
    let names: Vec<&str> = packages.iter().filter_map(|one| one["name"].as_str()).collect();
    let found: Vec<_> = BANNED.iter().filter(|banned| names.contains(banned)).collect();
    assert!(found.is_empty(), "{found:?}");
    for file in sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))) {
        let text = fs::read_to_string(&file).unwrap();
        for word in ["std::net", "smol::net", "TcpStream", "TcpListener", "UdpSocket"] {
            assert!(!text.contains(word), "{} names {word}", file.display());
        }
    }
}

#[test]
fn every_licence_is_allowed() {
    for package in packages() {
        let name = package["name"].as_str().unwrap_or_default();
        let licence = package["license"].as_str().unwrap_or_default();
        let allows = |one: &str| {
            let one = one.trim_matches(|c: char| "() ".contains(c));
            ALLOWED.contains(&one.split(" WITH ").next().unwrap_or(one))
        };
        let fine = licence.replace('/', " OR ").split(" AND ").all(|all| all.split(" OR ").any(allows));
        assert!(fine, "{name}: {licence}");
    }
}

#[test]
fn unsafe_code_stands_in_one_file() {
    for file in sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))) {
        let text = fs::read_to_string(&file).unwrap();
        let found = text.lines().any(|line| {
            let code = line.split("//").next().unwrap_or_default();
            code.contains("unsafe {") || code.contains("unsafe fn") || code.contains("unsafe impl")
        });
        assert!(!found || file.ends_with("platform.rs"), "{}", file.display());
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    found
}
