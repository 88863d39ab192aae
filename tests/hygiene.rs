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
const ALLOWED: [&str; 17] = [
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
    // Of the JPEG encoder; the README says whose work it is based on.
    "IJG",
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

/// What the program opens beyond the desktop's own sockets, while it works: nothing. Recorded with strace, which the set-up
/// brings.
#[cfg(target_os = "linux")]
#[test]
fn nothing_listens_or_connects_while_it_works() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data").display().to_string();
    let record = folder.path().join("calls.txt");
    let program = env!("CARGO_BIN_EXE_tingsu");
    let traced = |before: &[&str], after: &[&str], seconds: &str| {
        let told = Command::new("timeout")
            .arg(seconds)
            .args(before)
            .args(["strace", "-f", "-qq", "-e", "trace=socket,connect,bind,listen", "-o"])
            .arg(&record)
            .args([program, "--data", &data])
            .args(after)
            .output()
            .unwrap_or_else(|error| panic!("bash .ci/setup brings what is missing: {error}"));
        let calls = fs::read_to_string(&record).unwrap();
        assert!(!calls.contains("AF_INET"), "{calls}");
        let listens = calls.lines().find(|call| call.contains("listen("));
        assert_eq!(listens, None);
        told
    };
    let demo = traced(&[], &["demo", "--cases", "3"], "60");
    assert!(demo.status.success(), "{}", String::from_utf8_lossy(&demo.stderr));
    traced(&[], &["check"], "60");
    traced(&["xvfb-run", "-a"], &[], "8");
    let calls = fs::read_to_string(&record).unwrap();
    assert!(calls.contains("AF_UNIX"), "the window stood: {calls}");
    others_see_nothing(Path::new(&data));
}

/// Every folder of the data is closed to others, and so is every file that no closed folder protects.
#[cfg(target_os = "linux")]
fn others_see_nothing(data: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(data), 0o700);
    let mut folders = 0;
    for entry in fs::read_dir(data).unwrap().map(|entry| entry.unwrap().path()) {
        let name = entry.file_name().unwrap().to_string_lossy().into_owned();
        if entry.is_dir() {
            folders += 1;
            assert_eq!(mode(&entry), 0o700, "{name}");
        } else if name.starts_with("tingsu.") && name != "tingsu.lock" {
            assert_eq!(mode(&entry), 0o600, "{name}");
        }
    }
    assert!(folders >= 2, "copies and logs");
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
fn the_rules_for_cargo_deny_are_the_same() {
    let text = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/deny.toml")).unwrap();
    let rules: toml::Table = text.parse().unwrap();
    let banned: Vec<&str> =
        rules["bans"]["deny"].as_array().unwrap().iter().filter_map(|one| one["crate"].as_str()).collect();
    assert_eq!(banned, BANNED);
    let allowed = rules["licenses"]["allow"].as_array().unwrap().iter().filter_map(|one| one.as_str());
    let allowed: Vec<&str> = allowed.filter(|one| !one.contains(" WITH ")).collect();
    assert_eq!(allowed, ALLOWED);
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
