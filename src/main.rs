//! The 听诉 program: starts the window or one of the commands.

fn main() {}
