//! 听诉: the complaint counter.

pub mod domain;
