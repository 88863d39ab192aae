//! The build script: nothing to do yet; icon and manifest of the Windows program come with the installer.

fn main() {}
