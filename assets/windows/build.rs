//! The build script: gives the Windows programs their icon, manifest and version; nothing to do for other systems.

use std::env;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    for file in ["build.rs", "console.rc", "icon.rgba", "tingsu.ico", "tingsu.manifest", "tingsu.rc"] {
        println!("cargo::rerun-if-changed=assets/windows/{file}");
    }
    if env::var("CARGO_CFG_TARGET_OS")? != "windows" {
        return Ok(());
    }
    let numbers = ["MAJOR", "MINOR", "PATCH"].map(|part| env::var(format!("CARGO_PKG_VERSION_{part}")));
    let [major, minor, patch] = numbers;
    let numbers = format!("VERSION_NUMBERS={},{},{},0", major?, minor?, patch?);
    let text = format!("VERSION_TEXT={}", env::var("CARGO_PKG_VERSION")?);
    for (resource, binary) in [("tingsu.rc", "tingsu"), ("console.rc", "tingsu-console")] {
        let resource = format!("assets/windows/{resource}");
        embed_resource::compile_for(resource, [binary], [&numbers, &text]).manifest_required()?;
    }
    Ok(())
}
